/* SPDX-License-Identifier: Apache-2.0 */
/** Which side of a spun copy is the spun one. */
#ifndef RO_ACCOUNT_REWORDED_H
#define RO_ACCOUNT_REWORDED_H

#include "account/account.h"

/**
 * Find the articles of @p story whose words were replaced to hide where they come
 * from. Of two such texts, the spun one has words that other reports of the story do
 * not use where its twin has words that they do use, and its own words are rarer in
 * English.
 * @return one flag for each article of the story, in @p arena; NULL: no memory.
 */
bool *ro_reworded_find(const ro_account *account, const ro_story *story, ro_arena *arena);

#endif
