/* SPDX-License-Identifier: Apache-2.0 */
/** Names by which an account refers to its articles, and their offsets. */
#ifndef RO_TELL_IDS_H
#define RO_TELL_IDS_H

#include "tell/account.h"
#include "tell/offsets.h"

/**
 * Return one id for each article of @p account, no two alike, in @p arena.
 * An article keeps its own id; where an earlier article has it already, "#2",
 * "#3" and so on follows. NULL where out of memory.
 */
const char *const *ro_account_ids(const ro_account *account, ro_arena *arena);

/** Return the offsets of each article of @p account in @p unit, or NULL. Free with
 *  ro_account_offsets_free. */
ro_offsets *ro_account_offsets(const ro_account *account, ro_offset_unit unit);
void ro_account_offsets_free(const ro_account *account, ro_offsets *offsets);

#endif
