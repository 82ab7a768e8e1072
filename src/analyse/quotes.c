/* SPDX-License-Identifier: Apache-2.0 */
#include "analyse/analyse.h"

#include "base/table.h"

struct ro_quotes_rules {
    ro_lexicon words;
};

ro_quotes_rules *ro_quotes_rules_new(ro_arena *arena) {
    return RO_ARENA_NEW(arena, ro_quotes_rules);
}

void ro_find_quotes(const ro_quotes_rules *rules, ro_article *article) {
    (void)rules, (void)article;
}
