/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/headline.h"

#include <stdlib.h>

#include "base/hash.h"

static int by_sha(const void *a, const void *b) {
    return memcmp(a, b, 64);
}

/* The hash of the sorted hashes: the same for the same articles in any order. */
static const char *story_id(const ro_comparison *comparison, const ro_story *story) {
    char(*all)[64] = calloc(story->article_count, sizeof *all);
    if (!all) {
        comparison->arena->oom = true;
        return NULL;
    }
    for (uint32_t i = 0; i < story->article_count; i++)
        memcpy(all[i], comparison->articles[story->articles[i]]->meta.sha256, 64);
    qsort(all, story->article_count, sizeof *all, by_sha);
    char digest[65];
    ro_sha256(all, story->article_count * sizeof *all, digest);
    free(all);
    return ro_arena_copy(comparison->arena, digest, 16);
}

void ro_name_story(const ro_comparison *comparison, ro_story *story) {
    story->id = story_id(comparison, story);
    for (uint32_t i = 0; i < story->article_count && !story->title; i++)
        story->title = comparison->articles[story->articles[i]]->meta.title;
    story->title_from.article = story->articles[0];
}
