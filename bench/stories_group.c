/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Group the records of JSON Lines on standard input (id, title, date, text, story) into
 * stories and print a line each: number of the story, id, gold story or "-". Reading and
 * language analysis are left out, since grouping looks at neither; so a stream of
 * thousands takes seconds. With "copies", copies and versions are found first, as the
 * command does.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "compare/compare_rules.h"

static ro_article *article_of(const json_t *record, ro_arena *arena) {
    const char *text = json_string_value(json_object_get(record, "text"));
    const char *title = json_string_value(json_object_get(record, "title"));
    const char *date = json_string_value(json_object_get(record, "date"));
    const char *id = json_string_value(json_object_get(record, "id"));
    ro_article *article = text ? ro_article_new() : NULL;
    if (!article) return NULL;
    article->size = (uint32_t)strlen(text);
    article->text = ro_arena_copy(arena, text, article->size);
    article->meta.title = ro_arena_strdup(arena, title);
    article->meta.id = ro_arena_strdup(arena, id);
    if (date) ro_date_parse(date, &article->meta.published.date);
    ro_part *part = RO_PUSH(arena, &article->parts);
    if (part) *part = (ro_part){{0, article->size}, RO_PART_BODY};
    article->analysed = true;
    return article;
}

static const char *gold_of(const json_t *record, ro_arena *arena) {
    const json_t *story = json_object_get(record, "story");
    if (json_is_string(story)) return ro_arena_strdup(arena, json_string_value(story));
    if (json_is_integer(story))
        return ro_arena_printf(arena, "%lld", (long long)json_integer_value(story));
    return "-";
}

int main(int argc, char **argv) {
    RO_ARRAY(ro_article *) articles = {0};
    RO_ARRAY(const char *) gold = {0};
    ro_arena arena = RO_ARENA_INIT;
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, stdin) > 0) {
        json_t *record = json_loads(line, 0, NULL);
        ro_article *article = record ? article_of(record, &arena) : NULL;
        if (article) {
            RO_APPEND(&arena, &articles, article);
            RO_APPEND(&arena, &gold, gold_of(record, &arena));
        }
        json_decref(record);
    }
    free(line);
    ro_compare_rules *rules;
    if (arena.oom || ro_compare_rules_new(&rules, NULL) != RO_OK) return 2;
    ro_comparison comparison = {
        .rules = rules, .articles = articles.items, .count = articles.count, .arena = &arena};
    ro_make_profiles(&comparison);
    if (argc > 1 && strcmp(argv[1], "copies") == 0) {
        ro_find_copies(&comparison);
        ro_find_versions(&comparison);
    }
    ro_find_stories(&comparison);
    for (uint32_t s = 0; s < comparison.stories.count; s++) {
        const ro_story *story = &comparison.stories.items[s];
        for (uint32_t i = 0; i < story->article_count; i++)
            printf("%u\t%s\t%s\n", s, articles.items[story->articles[i]]->meta.id,
                   gold.items[story->articles[i]]);
    }
    for (uint32_t i = 0; i < articles.count; i++) ro_article_free(articles.items[i]);
    ro_compare_rules_free(rules);
    bool failed = arena.oom;
    ro_arena_free(&arena);
    return failed ? 2 : 0;
}
