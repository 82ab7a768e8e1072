/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Articles that tell the same event. Pairs of articles are compared (gists.c,
 * pairs.c) and merged from the surest down, as long as the two groups are alike on
 * average: a chain of neighbours does not make a story (average linkage).
 */
#include <stdlib.h>

#include "base/hash.h"
#include "compare/stories/gists.h"
#include "compare/stories/headline.h"

enum { SAMPLE = 6 /* articles of a group that stand for it in a comparison */ };

/* Odds from which two groups are one story. Chosen on the AllSides stream; see
 * docs/measurements.md. */
static const float JOIN_ODDS = 0.0F;
/* Share of an article's words that a copy must cover to settle the question: most of it tells
 * what the other tells, whatever the rest is. */
static const float COPY_SHARE = 0.5F;

typedef struct story_groups {
    uint32_t *parent; /* union-find: of the article */
    uint32_t *size;   /* of the group, at its root */
    uint32_t *next;   /* ring of the group's articles */
} story_groups;

static uint32_t root_of(story_groups *groups, uint32_t article) {
    uint32_t *parent = groups->parent;
    while (parent[article] != article) {
        parent[article] = parent[parent[article]];
        article = parent[article];
    }
    return article;
}

static void join(story_groups *groups, uint32_t a, uint32_t b) {
    a = root_of(groups, a), b = root_of(groups, b);
    if (a == b) return;
    if (groups->size[a] < groups->size[b]) {
        uint32_t smaller = a;
        a = b, b = smaller;
    }
    groups->parent[b] = a;
    groups->size[a] += groups->size[b];
    uint32_t next = groups->next[a];
    groups->next[a] = groups->next[b];
    groups->next[b] = next;
}

/* Up to SAMPLE articles of a group, evenly taken from its ring. */
static uint32_t sample(const story_groups *groups, uint32_t root, uint32_t out[SAMPLE]) {
    uint32_t size = groups->size[root], count = size < SAMPLE ? size : SAMPLE, at = root;
    if (size <= SAMPLE) {
        for (uint32_t i = 0; i < count; i++, at = groups->next[at]) out[i] = at;
        return count;
    }
    /* Of a large group the ring is not walked: the articles near the root will do. */
    for (uint32_t i = 0; i < count; i++, at = groups->next[groups->next[at]]) out[i] = at;
    return count;
}

static bool alike(const ro_gist *gists, const story_groups *groups, uint32_t a, uint32_t b) {
    uint32_t left[SAMPLE], right[SAMPLE];
    uint32_t lefts = sample(groups, a, left), rights = sample(groups, b, right);
    float sum = 0;
    for (uint32_t i = 0; i < lefts; i++)
        for (uint32_t j = 0; j < rights; j++) {
            ro_likeness likeness = ro_gists_compare(&gists[left[i]], &gists[right[j]]);
            sum += ro_likeness_odds(&likeness);
        }
    return sum >= JOIN_ODDS * (float)(lefts * rights);
}

typedef struct text_key {
    uint64_t text;
    uint32_t article;
} text_key;

static int by_text(const void *a, const void *b) {
    const text_key *left = a, *right = b;
    if (left->text != right->text) return left->text < right->text ? -1 : 1;
    return (left->article > right->article) - (left->article < right->article);
}

/* The same text again is the same story, whatever it says. */
static void join_same_texts(const ro_comparison *comparison, ro_arena *arena,
                            story_groups *groups) {
    text_key *keys = RO_ARENA_ARRAY(arena, text_key, comparison->count);
    if (!keys) return;
    for (uint32_t i = 0; i < comparison->count; i++) {
        const ro_article *article = comparison->articles[i];
        keys[i] = (text_key){ro_hash(article->text, article->size), i};
    }
    ro_sort(keys, comparison->count, sizeof *keys, by_text);
    for (uint32_t i = 1; i < comparison->count; i++)
        if (keys[i].text == keys[i - 1].text) join(groups, keys[i - 1].article, keys[i].article);
}

static void join_copies(const ro_comparison *comparison, story_groups *groups) {
    for (uint32_t i = 0; i < comparison->versions.count; i++)
        join(groups, comparison->versions.items[i].older, comparison->versions.items[i].newer);
    for (uint32_t i = 0; i < comparison->copies.count; i++) {
        const ro_copy *copy = &comparison->copies.items[i];
        bool most = copy->share_of_a >= COPY_SHARE || copy->share_of_b >= COPY_SHARE;
        if (most && copy->kind != RO_COPY_QUOTATION_ONLY) join(groups, copy->a, copy->b);
    }
}

static int surest(const void *a, const void *b) {
    const ro_pair *left = a, *right = b;
    if (left->odds != right->odds) return left->odds < right->odds ? 1 : -1;
    if (left->a != right->a) return left->a < right->a ? -1 : 1;
    return (left->b > right->b) - (left->b < right->b);
}

static void join_alike(const ro_comparison *comparison, ro_arena *arena, story_groups *groups) {
    const ro_gist *gists = ro_gists_make(comparison, arena);
    if (!gists) return;
    ro_pair_array pairs = {0};
    ro_pairs_find(gists, comparison->count, JOIN_ODDS, arena, &pairs);
    ro_sort(pairs.items, pairs.count, sizeof *pairs.items, surest);
    for (uint32_t i = 0; i < pairs.count; i++) {
        uint32_t a = root_of(groups, pairs.items[i].a), b = root_of(groups, pairs.items[i].b);
        if (a != b && alike(gists, groups, a, b)) join(groups, a, b);
    }
}

static int largest_story(const void *a, const void *b) {
    const ro_story *left = a, *right = b;
    if (left->article_count != right->article_count)
        return left->article_count < right->article_count ? 1 : -1;
    return (left->articles[0] > right->articles[0]) - (left->articles[0] < right->articles[0]);
}

/* Articles are given to their stories in ascending order, so each list ascends. */
static void collect(ro_comparison *comparison, story_groups *groups, uint32_t *story_of) {
    ro_arena *arena = comparison->arena;
    for (uint32_t i = 0; i < comparison->count; i++) {
        uint32_t root = root_of(groups, i);
        if (story_of[root] == 0) {
            ro_story *story = RO_PUSH(arena, &comparison->stories);
            uint32_t *articles = RO_ARENA_ARRAY(arena, uint32_t, groups->size[root]);
            if (!story || !articles) return;
            story->articles = articles;
            story_of[root] = comparison->stories.count;
        }
        ro_story *story = &comparison->stories.items[story_of[root] - 1];
        ((uint32_t *)(uintptr_t)story->articles)[story->article_count++] = i;
    }
}

void ro_find_stories(ro_comparison *comparison) {
    if (comparison->count == 0) return;
    ro_arena scratch = RO_ARENA_INIT;
    story_groups groups = {RO_ARENA_ARRAY(&scratch, uint32_t, comparison->count),
                           RO_ARENA_ARRAY(&scratch, uint32_t, comparison->count),
                           RO_ARENA_ARRAY(&scratch, uint32_t, comparison->count)};
    uint32_t *story_of = RO_ARENA_ARRAY(&scratch, uint32_t, comparison->count);
    if (!scratch.oom) {
        for (uint32_t i = 0; i < comparison->count; i++)
            groups.parent[i] = i, groups.size[i] = 1, groups.next[i] = i;
        join_same_texts(comparison, &scratch, &groups);
        join_copies(comparison, &groups);
        join_alike(comparison, &scratch, &groups);
    }
    if (!scratch.oom) collect(comparison, &groups, story_of);
    if (scratch.oom) comparison->arena->oom = true;
    ro_arena_free(&scratch);
    if (comparison->arena->oom || comparison->stories.count == 0) return;
    ro_sort(comparison->stories.items, comparison->stories.count, sizeof(ro_story), largest_story);
    ro_profiler *profiler = ro_profiler_new(comparison->rules);
    for (uint32_t i = 0; profiler && i < comparison->stories.count; i++)
        ro_name_story(comparison, profiler, &comparison->stories.items[i]);
    if (!profiler) comparison->arena->oom = true;
    ro_profiler_free(profiler);
}
