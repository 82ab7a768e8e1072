/* SPDX-License-Identifier: Apache-2.0 */
/** Forms to lemmas by edits of their endings, learned from treebanks. */
#ifndef RO_LANG_EN_LEMMAS_H
#define RO_LANG_EN_LEMMAS_H

#include "base/array.h"
#include "base/lexicon.h"
#include "lang/common/model.h"

enum { RO_LEMMA_SUFFIX = 6, RO_LEMMA_BYTES = 64 };

/** Key of an edit: for words of a tag that end in @p suffix or, where @p whole,
 *  are it. Never 0. */
uint32_t ro_lemma_key(uint8_t upos, uint16_t features, ro_str suffix, bool whole);

/** What an edit is applied to: names keep their capitals, all else is lower case.
 *  Write it to @p out and return its length. */
size_t ro_lemma_base(uint8_t upos, ro_str form, char out[RO_LEMMA_BYTES]);

/** Irregular forms, of data/en/irregular_forms.tsv; immutable once built. */
typedef struct ro_lemma_rules {
    ro_lexicon past, plural; /* value: index of the lemma */
    RO_ARRAY(ro_str) lemmas;
} ro_lemma_rules;

/** Fill @p rules; false where out of memory. */
bool ro_lemma_rules_read(ro_arena *arena, ro_lemma_rules *rules);

/** Write the lemma of @p form to @p out; return its length, or 0 where it is the
 *  lower-cased form. */
size_t ro_lemma_find(const ro_model *model, const ro_lemma_rules *rules, uint8_t upos,
                     uint16_t features, ro_str form, char out[RO_LEMMA_BYTES]);

#endif
