/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/compare.h"

void ro_find_sources(const ro_comparison *comparison, ro_story *story) {
    uint32_t *source = RO_ARENA_ARRAY(comparison->arena, uint32_t, story->article_count);
    if (!source) return;
    for (uint32_t i = 0; i < story->article_count; i++) source[i] = i;
    story->source_of = source;
    story->independent = story->article_count;
}

uint32_t ro_count_sources(const ro_story *story, const uint32_t *articles, uint32_t count) {
    uint32_t found = 0;
    for (uint32_t source = 0; source < story->independent; source++) {
        bool behind = false;
        for (uint32_t i = 0; i < story->article_count && !behind; i++)
            for (uint32_t j = 0; j < count && !behind; j++)
                behind = story->source_of[i] == source && story->articles[i] == articles[j];
        found += behind;
    }
    return found;
}
