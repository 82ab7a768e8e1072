/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The longest ending that has an edit decides: first the whole word, then its last
 * six letters, five, and so on to none.
 */
#include "lang/lemmas.h"

#include "base/hash.h"

/* The features that tell one ending from another. */
#define ENDING_FEATURES                                                                            \
    (RO_FEATURE_PAST | RO_FEATURE_PRESENT | RO_FEATURE_INFINITIVE | RO_FEATURE_PARTICIPLE |        \
     RO_FEATURE_GERUND | RO_FEATURE_PLURAL)

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

size_t ro_lemma_find(const ro_model *model, uint8_t upos, uint16_t features, ro_str form,
                     char out[RO_LEMMA_BYTES]) {
    if (upos == RO_UPOS_PUNCT || form.n + 16 > RO_LEMMA_BYTES) return 0;
    size_t size = ro_lemma_base(upos, form, out);
    const ro_model_edit *edit = best_edit(model, upos, features, (ro_str){out, size});
    if (edit && edit->cut <= size && size - edit->cut + edit->size > 0) {
        size -= edit->cut;
        memcpy(out + size, edit->add, edit->size);
        size += edit->size;
    }
    /* NULL stands for the lower-cased form. */
    if (size != form.n) return size;
    for (size_t i = 0; i < size; i++)
        if (out[i] != ro_lower(form.p[i])) return size;
    return 0;
}
