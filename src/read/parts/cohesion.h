/* SPDX-License-Identifier: Apache-2.0 */
/** Whether a line speaks of what the text around it speaks of. */
#ifndef RO_READ_PARTS_COHESION_H
#define RO_READ_PARTS_COHESION_H

#include "read/parts/draft.h"

/** What is left of a text that is walked through. */
typedef struct ro_word_walk {
    const char *p, *end;
} ro_word_walk;

/** Hash of the next word of four letters or more that is no function word, without a
 *  final "'s" or "s"; 0 at the end. */
uint64_t ro_next_content_word(ro_word_walk *walk, const ro_read_rules *rules);

/** The content words of the running text, with how often each occurs. */
typedef struct ro_cohesion {
    uint64_t *words; /* hashes; 0: free */
    uint32_t capacity;
} ro_cohesion;

/** Collect the content words of the solid blocks that have no role yet or are body. */
bool ro_cohesion_build(ro_arena *arena, const ro_read_rules *rules, const ro_draft *draft,
                       ro_cohesion *cohesion);

/** Share of the content words of @p block that occur in the running text; 1 where it
 *  has none. */
double ro_cohesion_share(const ro_cohesion *cohesion, const ro_read_rules *rules,
                         const ro_draft *draft, const ro_block *block);

#endif
