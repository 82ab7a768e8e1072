/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/compare.h"

/* Each article its own story. */
void ro_find_stories(ro_comparison *comparison) {
    for (uint32_t i = 0; i < comparison->count; i++) {
        ro_story *story = RO_PUSH(comparison->arena, &comparison->stories);
        uint32_t *articles = RO_ARENA_ARRAY(comparison->arena, uint32_t, 1);
        if (!story || !articles) return;
        articles[0] = i;
        story->articles = articles;
        story->article_count = 1;
        story->title = comparison->articles[i]->meta.title;
        story->id = ro_arena_printf(comparison->arena, "%u", i);
    }
}
