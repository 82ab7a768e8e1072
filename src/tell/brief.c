/* SPDX-License-Identifier: Apache-2.0 */
#include "tell/account.h"

void ro_tell_brief(const ro_account *account, ro_arena *arena, ro_story *story) {
    (void)account, (void)arena, (void)story;
}
