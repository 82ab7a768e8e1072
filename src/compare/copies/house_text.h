/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Text that articles share and that is no copying: whom to write to, how the poll was
 * made, the background of a running story. One outlet repeats it in its own articles;
 * where outlets are not known, or one such text goes to many, reports of different
 * weeks that have nothing else in common have it.
 */
#ifndef RO_COMPARE_COPIES_HOUSE_TEXT_H
#define RO_COMPARE_COPIES_HOUSE_TEXT_H

#include "compare/copies/alignment.h"

/** Two articles and what they share. */
typedef struct ro_shared_text {
    uint32_t a, b;
    float share_of_a, share_of_b;
    ro_copy_kind kind;
    const ro_aligned *passages;
    uint32_t passage_count;
} ro_shared_text;

typedef struct ro_house_text {
    const ro_comparison *comparison;
    ro_arena *arena;
    uint8_t **repeats; /* of each article, for each word: articles of other weeks that have
                          it in a small part of theirs; NULL: none */
} ro_house_text;

/** Get ready; memory comes from @p arena. False: no memory. */
bool ro_house_text_begin(ro_house_text *house, const ro_comparison *comparison, ro_arena *arena);

/** Take note of what two articles share; first of all pairs. Out of memory shows in the
 *  arena. */
void ro_house_text_note(ro_house_text *house, const ro_shared_text *shared);

/** Whether it is house text, once all pairs are noted. */
bool ro_is_house_text(const ro_house_text *house, const ro_shared_text *shared);

#endif
