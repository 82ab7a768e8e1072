/* SPDX-License-Identifier: Apache-2.0 */
#include "analyse/analyse.h"

#include "base/table.h"

struct ro_amounts_rules {
    ro_lexicon words;
};

ro_amounts_rules *ro_amounts_rules_new(ro_arena *arena) {
    return RO_ARENA_NEW(arena, ro_amounts_rules);
}

void ro_find_amounts(const ro_amounts_rules *rules, ro_article *article) {
    (void)rules, (void)article;
}
