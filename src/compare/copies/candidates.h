/* SPDX-License-Identifier: Apache-2.0 */
/** Which pairs of articles are worth an alignment. */
#ifndef RO_COMPARE_COPIES_CANDIDATES_H
#define RO_COMPARE_COPIES_CANDIDATES_H

#include "compare/words/profiles.h"

typedef struct ro_candidate {
    uint32_t a, b; /* a < b */
} ro_candidate;

typedef RO_ARRAY(ro_candidate) ro_candidate_array;

/**
 * Find the pairs that share at least three trigrams of content words, by a, then b.
 *
 * Articles of the same words are paired along their group, each with the few before
 * it, and only the first of a group meets other articles. A trigram that many
 * articles have pairs each of them with the few before it and with the first: what
 * is copied everywhere stays connected, and the cost stays near linear.
 * @return false where out of memory.
 */
bool ro_find_candidates(const ro_profile *profiles, uint32_t count, ro_arena *arena,
                        ro_candidate_array *candidates);

#endif
