/* SPDX-License-Identifier: Apache-2.0 */
/** Which words a spinner may put for each other: data/en/synonyms.tsv and its kin. */
#ifndef RO_COMPARE_WORDS_SYNONYMS_H
#define RO_COMPARE_WORDS_SYNONYMS_H

#include "compare/compare_rules.h"

/** Read the tables into @p rules->synonyms; words count by their stems, which
 *  rules->spelling takes part in. False: no memory. */
bool ro_synonyms_read(ro_compare_rules *rules);

/** Whether two stems (as ro_word.stem) stand for near-synonyms. */
bool ro_are_synonyms(const ro_synonyms *synonyms, uint32_t stem_a, uint32_t stem_b);

#endif
