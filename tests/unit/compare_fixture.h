/* SPDX-License-Identifier: Apache-2.0 */
/** Articles out of a string, compared without reading and analysis. */
#ifndef RO_TEST_COMPARE_FIXTURE_H
#define RO_TEST_COMPARE_FIXTURE_H

#include <string.h>

#include "compare/compare_rules.h"

enum { FIXTURE_MOST = 16 };

typedef struct fixture {
    ro_compare_rules *rules;
    ro_article *articles[FIXTURE_MOST];
    ro_arena arena;
    ro_comparison comparison;
} fixture;

static inline bool fixture_open(fixture *f) {
    *f = (fixture){0};
    return ro_compare_rules_new(&f->rules, NULL) == RO_OK;
}

/** An article whose whole text is one body part; paragraphs are lines. */
static inline ro_article *fixture_article(const char *text, size_t size) {
    ro_article *article = ro_article_new();
    article->text = ro_arena_copy(&article->arena, text, size);
    article->size = (uint32_t)size;
    ro_part *part = RO_PUSH(&article->arena, &article->parts);
    *part = (ro_part){.span = {0, article->size}, .role = RO_PART_BODY};
    article->analysed = true;
    return article;
}

static inline ro_article *fixture_add(fixture *f, const char *text) {
    ro_article *article = fixture_article(text, strlen(text));
    f->articles[f->comparison.count++] = article;
    return article;
}

/** Profiles, copies and versions of the articles so far; again and again if asked. */
static inline void fixture_compare(fixture *f) {
    uint32_t count = f->comparison.count;
    ro_arena_free(&f->arena);
    f->comparison = (ro_comparison){.rules = f->rules,
                                    .articles = f->articles,
                                    .count = count,
                                    .threads = 1,
                                    .arena = &f->arena};
    ro_make_profiles(&f->comparison);
    ro_find_copies(&f->comparison);
    ro_find_versions(&f->comparison);
}

static inline void fixture_clear(fixture *f) {
    for (uint32_t i = 0; i < f->comparison.count; i++) ro_article_free(f->articles[i]);
    f->comparison.count = 0;
    ro_arena_free(&f->arena);
}

static inline void fixture_close(fixture *f) {
    fixture_clear(f);
    ro_compare_rules_free(f->rules);
}

#endif
