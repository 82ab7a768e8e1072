/* SPDX-License-Identifier: Apache-2.0 */
#include "analyse/analyse.h"

#include "base/table.h"

struct ro_times_rules {
    ro_lexicon words;
};

ro_times_rules *ro_times_rules_new(ro_arena *arena) {
    return RO_ARENA_NEW(arena, ro_times_rules);
}

void ro_find_times(const ro_times_rules *rules, ro_article *article) {
    (void)rules, (void)article;
}
