/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Candidates by an inverted index over the weightiest terms. Articles enter in the
 * order of their days, so that a list of postings can be read back from its end as
 * far as the window reaches; those without a day enter first and are seen by all.
 */
#include <stdlib.h>

#include "compare/stories/gists.h"

enum {
    MOST_TERMS = 40,           /* of an article that are looked up: the weightiest */
    MOST_POSTINGS = 6000,      /* read for an article: what bounds the work */
    MOST_POSTINGS_TERM = 1500, /* the same for one term: a frequent one finds anything */
    MOST_PARTNERS = 40 /* of an article that are compared in full: the likest by these terms */
};

typedef struct posting {
    uint32_t article;
    uint32_t before; /* the posting of the term before this one, or RO_NONE */
} posting;

typedef struct posting_list {
    uint32_t stem; /* 0: free */
    uint32_t last; /* newest posting, or RO_NONE */
    uint32_t last_undated;
} posting_list;

typedef struct partner {
    uint32_t article;
    float product;
} partner;

typedef struct pair_finder {
    const ro_gist *gists;
    ro_arena *arena;
    posting_list *lists;
    uint32_t list_count, capacity; /* capacity: a power of two */
    RO_ARRAY(posting) postings;
    float *products; /* for each article, summed over the terms shared so far */
    RO_ARRAY(partner) partners;
    uint32_t budget;
} pair_finder;

static posting_list *list_of(const pair_finder *finder, uint32_t stem) {
    uint32_t mask = finder->capacity - 1;
    for (uint32_t i = stem & mask;; i = (i + 1) & mask)
        if (finder->lists[i].stem == 0 || finder->lists[i].stem == stem) return &finder->lists[i];
}

static bool grow_lists(pair_finder *finder) {
    pair_finder larger = *finder;
    larger.capacity = finder->capacity ? finder->capacity * 2 : 4096;
    larger.lists = RO_ARENA_ARRAY(finder->arena, posting_list, larger.capacity);
    if (!larger.lists) return false;
    for (uint32_t i = 0; i < finder->capacity; i++)
        if (finder->lists[i].stem) *list_of(&larger, finder->lists[i].stem) = finder->lists[i];
    finder->lists = larger.lists;
    finder->capacity = larger.capacity;
    return true;
}

static void add_posting(pair_finder *finder, uint32_t stem, uint32_t article) {
    if (finder->list_count * 2 >= finder->capacity && !grow_lists(finder)) return;
    posting_list *list = list_of(finder, stem);
    if (list->stem == 0) {
        *list = (posting_list){stem, RO_NONE, RO_NONE};
        finder->list_count++;
    }
    posting added = {article, list->last};
    if (!RO_APPEND(finder->arena, &finder->postings, added)) return;
    list->last = finder->postings.count - 1;
    if (finder->gists[article].day == RO_NO_DAY) list->last_undated = list->last;
}

static void meet(pair_finder *finder, uint32_t article, float product) {
    if (finder->products[article] == 0) {
        partner met = {article, 0};
        if (!RO_APPEND(finder->arena, &finder->partners, met)) return;
    }
    finder->products[article] += product;
}

static void read_list(pair_finder *finder, const ro_gist *gist, const ro_term *term) {
    const posting_list *list = finder->capacity ? list_of(finder, term->stem) : NULL;
    if (!list || list->stem == 0) return;
    float product = term->weight * term->weight;
    uint32_t left = MOST_POSTINGS_TERM, at = list->last;
    while (at != RO_NONE && left && finder->budget) {
        const posting *seen = &finder->postings.items[at];
        int32_t day = finder->gists[seen->article].day;
        if (day != RO_NO_DAY && gist->day != RO_NO_DAY && gist->day - day > RO_STORY_DAYS) {
            at = list->last_undated;
            if (at == RO_NONE) break;
            /* From here on all are undated: none is out of the window. */
            continue;
        }
        meet(finder, seen->article, product);
        at = seen->before;
        left--, finder->budget--;
    }
}

static int weightiest(const void *a, const void *b) {
    const ro_term *left = *(const ro_term *const *)a, *right = *(const ro_term *const *)b;
    if (left->weight != right->weight) return left->weight < right->weight ? 1 : -1;
    return (left->stem > right->stem) - (left->stem < right->stem);
}

static int closest(const void *a, const void *b) {
    const partner *left = a, *right = b;
    if (left->product != right->product) return left->product < right->product ? 1 : -1;
    return (left->article > right->article) - (left->article < right->article);
}

/* Move the MOST_TERMS weightiest terms to the front of sorted. */
static uint32_t look_up_terms(const ro_gist *gist, const ro_term **sorted) {
    for (uint32_t i = 0; i < gist->terms.count; i++) sorted[i] = &gist->terms.items[i];
    ro_sort(sorted, gist->terms.count, sizeof *sorted, weightiest);
    uint32_t count = 0;
    while (count < gist->terms.count && count < MOST_TERMS && sorted[count]->weight > 0) count++;
    return count;
}

/* The closest partners in their order, without sorting all of them. */
static uint32_t choose_nearest(const partner *partners, uint32_t count,
                               partner nearest[MOST_PARTNERS]) {
    uint32_t chosen = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (chosen == MOST_PARTNERS && closest(&partners[i], &nearest[chosen - 1]) > 0) continue;
        uint32_t at = chosen < MOST_PARTNERS ? chosen++ : chosen - 1;
        for (; at && closest(&partners[i], &nearest[at - 1]) < 0; at--)
            nearest[at] = nearest[at - 1];
        nearest[at] = partners[i];
    }
    return chosen;
}

static void compare_partners(pair_finder *finder, uint32_t article, float least,
                             ro_pair_array *pairs) {
    for (uint32_t i = 0; i < finder->partners.count; i++) {
        partner *met = &finder->partners.items[i];
        met->product = finder->products[met->article] / finder->gists[met->article].length;
        finder->products[met->article] = 0;
    }
    partner nearest[MOST_PARTNERS];
    uint32_t count = choose_nearest(finder->partners.items, finder->partners.count, nearest);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t other = nearest[i].article;
        ro_likeness likeness = ro_gists_compare(&finder->gists[article], &finder->gists[other]);
        float odds = ro_likeness_odds(&likeness);
        if (odds < least) continue;
        ro_pair pair = {article < other ? article : other, article < other ? other : article, odds};
        if (!RO_APPEND(finder->arena, pairs, pair)) return;
    }
    finder->partners.count = 0;
}

typedef struct day_order {
    int32_t day;
    uint32_t article;
} day_order;

static int by_day(const void *a, const void *b) {
    const day_order *left = a, *right = b;
    if (left->day != right->day) return left->day < right->day ? -1 : 1;
    return (left->article > right->article) - (left->article < right->article);
}

void ro_pairs_find(const ro_gist *gists, uint32_t count, float least, ro_arena *arena,
                   ro_pair_array *pairs) {
    pair_finder finder = {.gists = gists, .arena = arena};
    finder.products = RO_ARENA_ARRAY(arena, float, count);
    day_order *order = RO_ARENA_ARRAY(arena, day_order, count);
    uint32_t most = 0;
    for (uint32_t i = 0; i < count; i++)
        if (gists[i].terms.count > most) most = gists[i].terms.count;
    const ro_term **sorted = RO_ARENA_ARRAY(arena, const ro_term *, most);
    if (!finder.products || !order || !sorted) return;
    for (uint32_t i = 0; i < count; i++) order[i] = (day_order){gists[i].day, i};
    ro_sort(order, count, sizeof *order, by_day);
    for (uint32_t i = 0; i < count && !arena->oom; i++) {
        uint32_t article = order[i].article;
        uint32_t terms = look_up_terms(&gists[article], sorted);
        finder.budget = MOST_POSTINGS;
        for (uint32_t k = 0; k < terms; k++) read_list(&finder, &gists[article], sorted[k]);
        compare_partners(&finder, article, least, pairs);
        for (uint32_t k = 0; k < terms; k++) add_posting(&finder, sorted[k]->stem, article);
    }
}
