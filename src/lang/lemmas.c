/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An irregular form has its lemma in a table; else the longest ending that has an edit decides:
 * first the whole word, then its last six letters, five, and so on to none.
 */
#include "lang/lemmas.h"

#include "base/hash.h"
#include "base/table.h"
#include "lang/features.h"

/* The features that tell one ending from another. */
#define ENDING_FEATURES                                                                            \
    (RO_FEATURE_PAST | RO_FEATURE_PRESENT | RO_FEATURE_INFINITIVE | RO_FEATURE_PARTICIPLE |        \
     RO_FEATURE_GERUND | RO_FEATURE_PLURAL)

bool ro_lemma_rules_read(ro_arena *arena, ro_lemma_rules *rules) {
    ro_table table;
    ro_str field[3];
    bool ok = ro_table_open(&table, "irregular_forms");
    while (ok && ro_table_row(&table, field, 3)) {
        ro_lexicon *kind = ro_str_same(field[2], RO_STR("past")) ? &rules->past : &rules->plural;
        ok = ro_lexicon_add(arena, kind, field[0], rules->lemmas.count) &&
             RO_APPEND(arena, &rules->lemmas, field[1]);
    }
    return ok;
}

uint32_t ro_lemma_key(uint8_t upos, uint16_t features, ro_str suffix, bool whole) {
    bool inflected = upos == RO_UPOS_NOUN || upos == RO_UPOS_PROPN || upos == RO_UPOS_VERB ||
                     upos == RO_UPOS_AUX;
    uint64_t tag =
        upos | (uint64_t)(inflected ? features & ENDING_FEATURES : 0) << 8 | (uint64_t)whole << 24;
    uint32_t key = (uint32_t)(ro_hash_mix(ro_hash(suffix.p, suffix.n), tag) >> 32);
    return key ? key : 1;
}

size_t ro_lemma_base(uint8_t upos, ro_str form, char out[RO_LEMMA_BYTES]) {
    size_t size = 0;
    for (size_t at = 0; at < form.n && size + 16 <= RO_LEMMA_BYTES;) {
        unsigned length;
        uint32_t code = ro_utf8_decode(form.p + at, form.p + form.n, &length);
        if (code == 0x2019) code = '\'';
        if (upos != RO_UPOS_PROPN) code = ro_code_lower(code);
        size += ro_utf8_encode(code, out + size);
        at += length;
    }
    return size;
}

static const ro_model_edit *best_edit(const ro_model *model, uint8_t upos, uint16_t features,
                                      ro_str base) {
    const ro_model_edit *edit = ro_model_find_edit(model, ro_lemma_key(upos, features, base, true));
    size_t longest = base.n < RO_LEMMA_SUFFIX ? base.n : RO_LEMMA_SUFFIX;
    for (size_t n = longest + 1; !edit && n-- > 0;) {
        ro_str suffix = {base.p + base.n - n, n};
        edit = ro_model_find_edit(model, ro_lemma_key(upos, features, suffix, false));
    }
    return edit;
}

static ro_str irregular(const ro_lemma_rules *rules, uint8_t upos, uint16_t features, ro_str base) {
    bool past = upos == RO_UPOS_VERB && features & RO_FEATURE_PAST;
    bool plural = upos == RO_UPOS_NOUN && features & RO_FEATURE_PLURAL;
    ro_str none = {0};
    if (!past && !plural) return none;
    uint32_t found = ro_lexicon_find(past ? &rules->past : &rules->plural, base);
    return found == RO_NONE ? none : rules->lemmas.items[found];
}

static size_t apply(const ro_model_edit *edit, char out[RO_LEMMA_BYTES], size_t size) {
    if (!edit || edit->cut > size || size - edit->cut + edit->size == 0) return size;
    memcpy(out + size - edit->cut, edit->add, edit->size);
    return size - edit->cut + edit->size;
}

static bool is_known(const ro_model *model, const char *lemma, size_t size) {
    return ro_model_row(model, ro_word_key(lemma, size)) != 0;
}

/* A verb cut to what is no word gets back its last "e" or the second of two letters
 * where that makes one: "provok", "smel". */
static size_t mend(const ro_model *model, char out[RO_LEMMA_BYTES], size_t size) {
    if (size < 2 || size + 1 >= RO_LEMMA_BYTES || is_known(model, out, size)) return size;
    const char ends[] = {'e', out[size - 1]};
    for (size_t i = 0; i < sizeof ends; i++) {
        out[size] = ends[i];
        if (is_known(model, out, size + 1)) return size + 1;
    }
    return size;
}

size_t ro_lemma_find(const ro_model *model, const ro_lemma_rules *rules, uint8_t upos,
                     uint16_t features, ro_str form, char out[RO_LEMMA_BYTES]) {
    if (upos == RO_UPOS_PUNCT || form.n + 16 > RO_LEMMA_BYTES) return 0;
    size_t size = ro_lemma_base(upos, form, out);
    ro_str known = irregular(rules, upos, features, (ro_str){out, size});
    if (known.n > 0 && known.n < RO_LEMMA_BYTES)
        memcpy(out, known.p, size = known.n);
    else
        size = apply(best_edit(model, upos, features, (ro_str){out, size}), out, size);
    if (upos == RO_UPOS_VERB && known.n == 0) size = mend(model, out, size);
    /* NULL stands for the lower-cased form. */
    if (size != form.n) return size;
    for (size_t i = 0; i < size; i++)
        if (out[i] != ro_lower(form.p[i])) return size;
    return 0;
}
