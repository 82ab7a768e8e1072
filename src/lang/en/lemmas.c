/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An irregular form has its lemma in a table; else the word itself may have an edit; else
 * a regular ending is taken off; else the longest ending that has an edit decides, of six
 * letters, five, and so on to none.
 */
#include "lang/en/lemmas.h"

#include "base/hash.h"
#include "base/table.h"
#include "lang/en/inflection.h"

/* The features that tell one ending from another. */
#define ENDING_FEATURES                                                                            \
    (RO_FEATURE_PAST | RO_FEATURE_PRESENT | RO_FEATURE_INFINITIVE | RO_FEATURE_PARTICIPLE |        \
     RO_FEATURE_GERUND | RO_FEATURE_PLURAL)

bool ro_lemma_rules_read(ro_arena *arena, ro_lemma_rules *rules) {
    static const char *const kinds[] = {"past", "plural"};
    ro_lexicon *lemmas[] = {&rules->past, &rules->plural};
    ro_table table;
    ro_str field[3];
    uint32_t kind;
    bool ok = ro_table_open(&table, "irregular_forms");
    while (ok && ro_table_row(&table, field, 3))
        ok = ro_table_class(field[2], kinds, sizeof kinds / sizeof *kinds, &kind) &&
             ro_lexicon_add(arena, lemmas[kind], field[0], rules->lemmas.count) &&
             RO_APPEND(arena, &rules->lemmas, field[1]);
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
        uint32_t code = ro_utf8_decode(form.p + at, ro_str_end(form), &length);
        if (code == 0x2019) code = '\'';
        if (code == 0) code = 0xFFFD; /* a lemma is a string that NUL ends */
        if (upos != RO_UPOS_PROPN) code = ro_code_lower(code);
        size += ro_utf8_encode(code, out + size);
        at += length;
    }
    return size;
}

/* The edit of the word itself. */
static const ro_model_edit *word_edit(const ro_model *model, uint8_t upos, uint16_t features,
                                      ro_str base) {
    return ro_model_find_edit(model, ro_lemma_key(upos, features, base, true));
}

/* The edit of its longest ending. */
static const ro_model_edit *ending_edit(const ro_model *model, uint8_t upos, uint16_t features,
                                        ro_str base) {
    const ro_model_edit *edit = NULL;
    size_t longest = base.n < RO_LEMMA_SUFFIX ? base.n : RO_LEMMA_SUFFIX;
    for (size_t n = longest + 1; !edit && n-- > 0;) {
        ro_str suffix = {ro_str_end(base) - n, n};
        edit = ro_model_find_edit(model, ro_lemma_key(upos, features, suffix, false));
    }
    return edit;
}

/* Make @p base, @p size bytes, the lemma of an irregular form, with or without a prefix
 * ("retook"); return its length, or 0 where it is none. */
static size_t irregular(const ro_lemma_rules *rules, uint8_t upos, uint16_t features,
                        char base[RO_LEMMA_BYTES], size_t size) {
    static const char *const prefixes[] = {"", "re", "over", "under", "out", "un", "mis", "fore"};
    bool past = upos == RO_UPOS_VERB && features & RO_FEATURE_PAST;
    bool plural = upos == RO_UPOS_NOUN && features & RO_FEATURE_PLURAL;
    size_t count = past ? sizeof prefixes / sizeof *prefixes : plural;
    for (size_t i = 0; i < count; i++) {
        ro_str prefix = ro_str_of(prefixes[i]);
        if (!ro_str_starts((ro_str){base, size}, prefix)) continue;
        ro_str rest = {base + prefix.n, size - prefix.n};
        uint32_t found = ro_lexicon_find(past ? &rules->past : &rules->plural, rest);
        if (found == RO_NONE) continue;
        ro_str lemma = rules->lemmas.items[found];
        if (prefix.n + lemma.n >= RO_LEMMA_BYTES) return 0;
        memcpy(base + prefix.n, lemma.p, lemma.n);
        return prefix.n + lemma.n;
    }
    return 0;
}

/* An edit that would cut a character in two is not applied. */
static size_t apply(const ro_model_edit *edit, char out[RO_LEMMA_BYTES], size_t size) {
    if (!edit || edit->cut > size || size - edit->cut + edit->size == 0) return size;
    size_t kept = size - edit->cut;
    if (kept < size && ((unsigned char)out[kept] & 0xC0) == 0x80) return size;
    memcpy(out + kept, edit->add, edit->size);
    return kept + edit->size;
}

/* What the word's own edit makes of it, else regular inflection, else an ending. */
static size_t edited(const ro_model *model, uint8_t upos, uint16_t features,
                     char out[RO_LEMMA_BYTES], size_t size) {
    char regular[RO_LEMMA_BYTES];
    ro_str base = {out, size};
    const ro_model_edit *own = word_edit(model, upos, features, base);
    if (own) return apply(own, out, size);
    size_t found = ro_regular_lemma(model, upos, features, base, regular);
    if (found) {
        memcpy(out, regular, found);
        return found;
    }
    return apply(ending_edit(model, upos, features, base), out, size);
}

size_t ro_lemma_find(const ro_model *model, const ro_lemma_rules *rules, uint8_t upos,
                     uint16_t features, ro_str form, char out[RO_LEMMA_BYTES]) {
    if (upos == RO_UPOS_PUNCT || form.n + 16 > RO_LEMMA_BYTES) return 0;
    size_t size = ro_lemma_base(upos, form, out);
    size_t known = irregular(rules, upos, features, out, size);
    size = known ? known : edited(model, upos, features, out, size);
    /* NULL stands for the lower-cased form. */
    if (size != form.n) return size;
    for (size_t i = 0; i < size; i++)
        if (out[i] != ro_lower(form.p[i])) return size;
    return 0;
}
