/* SPDX-License-Identifier: Apache-2.0 */
/** Which of two versions came first. */
#ifndef RO_COMPARE_CHANGES_ORDER_H
#define RO_COMPARE_CHANGES_ORDER_H

#include "compare/changes/changes.h"

/** What speaks for an order, for a person: reasons with the stronger one first. */
typedef struct ro_order {
    int votes;           /* above 0: the second is newer; below: the first; 0: nothing says */
    const char *reasons; /* for the order that the votes give; NULL where out of memory */
} ro_order;

/**
 * Weigh dates, update notes, days told of, plans that became facts, figures that grew
 * and length, in falling order of weight.
 * @param changes  from the first to the second; may be empty.
 * @param arena    for the reasons.
 */
ro_order ro_order_versions(const ro_comparison *comparison, uint32_t first, uint32_t second,
                           const ro_change_array *changes, ro_arena *arena);

/** -1 where @p a was published (or else modified) before @p b, 1 after, 0 where that is
 *  not known: the dates must differ in what both give. Where both are versions of one
 *  item that their maker numbers, the numbers say so instead. */
int ro_order_by_date(const ro_article *a, const ro_article *b);

/** Whether the article has an update note. */
bool ro_has_update_note(const ro_article *article);

#endif
