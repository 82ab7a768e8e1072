/* SPDX-License-Identifier: Apache-2.0 */
/** Rewriting word by word: what was replaced, and which side did it. */
#ifndef RO_COMPARE_COPIES_SPUN_H
#define RO_COMPARE_COPIES_SPUN_H

#include "compare/copies/alignment.h"

typedef struct ro_spun {
    int rewritten; /* -1: the first article is the rewritten one, 1: the second, 0: unclear */
    const char *examples; /* "talks" for "conferences", …; NULL where there are none */
} ro_spun;

/**
 * Look at the near-synonyms that stand in each other's place in the passages of articles
 * @p a and @p b. Who replaces words one by one mostly takes rarer ones: the side with the
 * rarer words, clearly and on the whole, is the rewritten one.
 * @param arena  for the examples.
 */
ro_spun ro_find_spun(const ro_comparison *comparison, uint32_t a, uint32_t b,
                     const ro_aligned_array *passages, ro_arena *arena);

#endif
