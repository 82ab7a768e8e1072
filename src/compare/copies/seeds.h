/* SPDX-License-Identifier: Apache-2.0 */
/** Runs of words that two articles have in common, by stem. */
#ifndef RO_COMPARE_COPIES_SEEDS_H
#define RO_COMPARE_COPIES_SEEDS_H

#include "compare/words/profiles.h"

typedef struct ro_seed {
    uint32_t a, b; /* first words */
    uint32_t length;
    float weight; /* of its words, see ro_word_weight */
} ro_seed;

typedef RO_ARRAY(ro_seed) ro_seed_array;

/** What a word that corresponds tells: 1 for a word of content, less for a name or
 *  number (any report of an event has those), little for a function word. */
static inline float ro_word_weight(const ro_word *word) {
    if (!word->content) return 0.25f;
    return word->name || word->number ? 0.5f : 1.0f;
}

/** Append the longest common runs of three words or more, by a, then b. A trigram
 *  that is frequent in @p b seeds nothing. False: no memory. */
bool ro_find_seeds(const ro_profile *a, const ro_profile *b, ro_arena *arena, ro_seed_array *seeds);

#endif
