/* SPDX-License-Identifier: Apache-2.0 */
/** Regular inflection undone by the spelling of English and the words that are known. */
#ifndef RO_LANG_EN_INFLECTION_H
#define RO_LANG_EN_INFLECTION_H

#include "lang/en/lemmas.h"

/** Write the lemma of @p form, a verb or a plural noun in small letters that has a
 *  regular ending, to @p out; return its length, or 0 where that is not so or no word
 *  that is known comes of it. */
size_t ro_regular_lemma(const ro_model *model, uint8_t upos, uint16_t features, ro_str form,
                        char out[RO_LEMMA_BYTES]);

#endif
