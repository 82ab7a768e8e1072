/* SPDX-License-Identifier: Apache-2.0 */
/** What the sentences of a story carry: its figures and its remarks, found by article. */
#ifndef RO_ACCOUNT_CARRIED_H
#define RO_ACCOUNT_CARRIED_H

#include "account/account.h"

typedef struct ro_carried ro_carried; /* borrows the story */

/**
 * Lay out what each article of @p story carries.
 * @param replaced  of ro_story_replaced; borrowed.
 * @return in @p arena; NULL: no memory.
 */
ro_carried *ro_carried_make(const ro_story *story, const bool *replaced, ro_arena *arena);

/** How much the figures and remarks in @p place count, by the sources behind them.
 *  *overtaken becomes true where one of its figures changed since; else it is left. */
float ro_carried_worth(const ro_carried *carried, ro_receipt place, bool *overtaken);

#endif
