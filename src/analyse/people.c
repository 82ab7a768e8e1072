/* SPDX-License-Identifier: Apache-2.0 */
#include "analyse/analyse.h"

#include "base/table.h"

struct ro_people_rules {
    ro_lexicon words;
};

ro_people_rules *ro_people_rules_new(ro_arena *arena) {
    return RO_ARENA_NEW(arena, ro_people_rules);
}

void ro_find_people(const ro_people_rules *rules, ro_article *article) {
    (void)rules, (void)article;
}
