/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Comparing: the layers of many articles to what holds between them.
 *
 *     profiles ─▶ candidates ─▶ copies ─▶ versions ─┐
 *         └─────────▶ stories ──────────────────────┴▶ remarks, claims
 *
 * One file a box. Everything found lives in the account's arena.
 */
#ifndef RO_COMPARE_COMPARE_H
#define RO_COMPARE_COMPARE_H

#include "article/article.h"
#include "base/threads.h"

typedef struct ro_compare_rules ro_compare_rules; /* word lists; immutable once built */

ro_status ro_compare_rules_new(ro_compare_rules **rules, ro_error *error);
void ro_compare_rules_free(ro_compare_rules *rules);

/** What is compared, and where results go. */
typedef struct ro_comparison {
    const ro_compare_rules *rules;
    ro_article *const *articles;
    uint32_t count;
    unsigned threads;
    ro_watch watch;
    ro_arena *arena;             /* of the account */
    struct ro_profile *profiles; /* one for each article, see profiles.h */
    RO_ARRAY(ro_copy) copies;    /* by a, then b */
    RO_ARRAY(ro_version) versions;
    RO_ARRAY(ro_story) stories; /* largest first, then by first article */
} ro_comparison;

/** Fill the stories but for their timeline and brief. RO_OK, RO_ERR_NOMEM, RO_ERR_STOPPED. */
ro_status ro_compare(ro_comparison *comparison);

/* The steps, in their order. Out of memory shows in comparison->arena->oom. */
void ro_make_profiles(ro_comparison *comparison); /* profiles.c */
void ro_find_copies(ro_comparison *comparison);   /* copies.c */
void ro_find_versions(ro_comparison *comparison); /* versions.c */
void ro_find_stories(ro_comparison *comparison);  /* stories.c: articles, title, id */
void ro_find_origins(const ro_comparison *comparison,
                     ro_story *story); /* origins.c: who is independent */
void ro_find_remarks(const ro_comparison *comparison, ro_story *story); /* remarks.c */
void ro_find_claims(const ro_comparison *comparison, ro_story *story);  /* claims.c */

/** Where @p article stands, or would stand, among the articles of @p story. */
uint32_t ro_story_place(const ro_story *story, uint32_t article);

/** By place in the story: whether a newer version replaces the article. In @p arena; NULL:
 *  no memory. */
bool *ro_story_replaced(const ro_story *story, ro_arena *arena);

/** The lower number of the two articles of @p version, by which versions are sorted. */
uint32_t ro_version_lower(const ro_version *version);

/** The first of @p count versions whose lower article is at least @p article. */
uint32_t ro_first_version(const ro_version *versions, uint32_t count, uint32_t article);

/** Number of independent sources of @p story among @p count articles. */
uint32_t ro_count_origins(const ro_story *story, const uint32_t *articles, uint32_t count);

#endif
