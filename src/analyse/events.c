/* SPDX-License-Identifier: Apache-2.0 */
#include "analyse/analyse.h"

#include "base/table.h"

struct ro_events_rules {
    ro_lexicon words;
};

ro_events_rules *ro_events_rules_new(ro_arena *arena) {
    return RO_ARENA_NEW(arena, ro_events_rules);
}

void ro_find_events(const ro_events_rules *rules, ro_article *article) {
    (void)rules, (void)article;
}
