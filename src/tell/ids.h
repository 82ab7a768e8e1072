/* SPDX-License-Identifier: Apache-2.0 */
/** Names by which an account refers to its articles, and their offsets. */
#ifndef RO_TELL_IDS_H
#define RO_TELL_IDS_H

#include "account/account.h"
#include "tell/offsets.h"

/**
 * Return one id for each of @p count articles, no two alike, in @p arena: the same for
 * the same articles in any order. An article keeps its own id; where several have one
 * id, "#" and eight digits of the SHA-256 of its bytes follow for each of them, and
 * "-2", "-3" where their bytes are the same too. NULL where out of memory.
 */
const char *const *ro_article_ids(ro_article *const *articles, uint32_t count, ro_arena *arena);

/** Return the offsets of each article of @p account in @p unit, or NULL. Free with
 *  ro_account_offsets_free. */
ro_offsets *ro_account_offsets(const ro_account *account, ro_offset_unit unit);
void ro_account_offsets_free(const ro_account *account, ro_offsets *offsets);

#endif
