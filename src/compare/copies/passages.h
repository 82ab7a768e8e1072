/* SPDX-License-Identifier: Apache-2.0 */
/** From chains of seeds to passages: word by word, with the gaps between. */
#ifndef RO_COMPARE_COPIES_PASSAGES_H
#define RO_COMPARE_COPIES_PASSAGES_H

#include "compare/copies/alignment.h"
#include "compare/copies/seeds.h"

typedef struct ro_weaver {
    const ro_compare_rules *rules;
    const ro_profile *a, *b;
    bool *taken_a, *taken_b; /* words that lie in a passage */
} ro_weaver;

/** Make one passage of the chain @p members of @p seeds and take its words; false
 *  where too little corresponds or the words are taken. */
bool ro_weave(ro_weaver *weaver, const ro_seed *seeds, const uint32_t *members, uint32_t count,
              ro_aligned *passage);

/** Sort by a and join neighbours that are one passage to a reader. */
void ro_join_passages(const ro_weaver *weaver, ro_aligned_array *passages);

#endif
