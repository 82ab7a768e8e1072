/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/copies/candidates.h"

#include <stdlib.h>

#include "base/hash.h"

enum {
    LEAST_SHARED = 3,         /* trigrams that a pair must share */
    MOST_ALL_PAIRS = 64,      /* articles of a trigram that all meet each other */
    LEAST_ALL_PAIRS = 8,      /* the same where there are too many pairs */
    NEIGHBOURS = 8,           /* that the others meet before them */
    MOST_GRAMS = 32 << 20,    /* beyond, a share of the trigrams stands for all */
    MOST_MEETINGS = 48 << 20, /* pairs counted, with repeats */
};

typedef struct key_list {
    uint64_t *items;
    size_t count;
} key_list;

/* Sort by the upper 32 bits, stable: least significant digit first. */
static bool sort_by_upper(key_list *keys) {
    enum { BITS = 11, BUCKETS = 1 << BITS };
    uint64_t *other = malloc((keys->count ? keys->count : 1) * sizeof *other);
    size_t *starts = malloc(BUCKETS * sizeof *starts);
    if (!other || !starts) {
        free(other);
        free(starts);
        return false;
    }
    for (unsigned shift = 32; shift < 64; shift += BITS) {
        memset(starts, 0, BUCKETS * sizeof *starts);
        for (size_t i = 0; i < keys->count; i++)
            starts[(keys->items[i] >> shift) & (BUCKETS - 1)]++;
        size_t sum = 0;
        for (size_t b = 0; b < BUCKETS; b++) {
            size_t here = starts[b];
            starts[b] = sum;
            sum += here;
        }
        for (size_t i = 0; i < keys->count; i++)
            other[starts[(keys->items[i] >> shift) & (BUCKETS - 1)]++] = keys->items[i];
        uint64_t *swap = keys->items;
        keys->items = other;
        other = swap;
    }
    free(other);
    free(starts);
    return true;
}

/* Walks over the trigrams of words of content. */
typedef struct gram_walk {
    const ro_profile *profile;
    uint32_t at;
    uint32_t seen;
    uint32_t last[2];
} gram_walk;

static bool next_gram(gram_walk *walk, uint32_t *gram) {
    while (walk->at < walk->profile->word_count) {
        const ro_word *word = &walk->profile->words[walk->at++];
        if (!word->content) continue;
        bool full = walk->seen >= 2;
        if (full)
            *gram =
                (uint32_t)ro_hash_mix((uint64_t)walk->last[0] << 32 | walk->last[1], word->stem);
        walk->last[0] = walk->last[1];
        walk->last[1] = word->stem;
        walk->seen++;
        if (full) return true;
    }
    return false;
}

typedef struct pair_search {
    const ro_profile *profiles;
    uint32_t count;
    uint32_t *next;     /* of the same words, ascending, or RO_NONE */
    uint32_t *members;  /* of the group, for its first */
    uint32_t *first;    /* of the articles with the same words; itself where alone */
    unsigned thinned;   /* one trigram in 2^thinned is counted */
    uint32_t all_pairs; /* articles of a trigram that all meet */
    key_list grams;     /* trigram << 32 | article */
    key_list meetings;  /* a << 32 | b */
    ro_arena *arena;
    ro_candidate_array *candidates;
} pair_search;

typedef struct digest {
    uint64_t value;
    uint32_t article;
} digest;

static int by_digest(const void *left, const void *right) {
    const digest *a = left, *b = right;
    if (a->value != b->value) return a->value < b->value ? -1 : 1;
    return a->article < b->article ? -1 : a->article > b->article;
}

static bool add_candidate(pair_search *search, uint32_t a, uint32_t b) {
    ro_candidate pair = {a < b ? a : b, a < b ? b : a};
    return RO_APPEND(search->arena, search->candidates, pair);
}

/* Pair articles of the same words and choose the first of each group. */
static bool group_duplicates(pair_search *search) {
    digest *digests = malloc((search->count + 1) * sizeof *digests);
    if (!digests) return false;
    for (uint32_t i = 0; i < search->count; i++)
        digests[i] = (digest){search->profiles[i].digest, i};
    ro_sort(digests, search->count, sizeof *digests, by_digest);
    bool done = true;
    for (uint32_t i = 0, start = 0; i < search->count && done; i++) {
        uint32_t article = digests[i].article;
        const ro_profile *profile = &search->profiles[article];
        if (digests[i].value != digests[start].value || profile->word_count == 0) start = i;
        uint32_t first = digests[start].article;
        search->first[article] = first;
        search->next[article] = RO_NONE;
        search->members[first] = i - start + 1;
        if (i > start) search->next[digests[i - 1].article] = article;
        if (i == start) continue;
        uint32_t nearest = i - start > NEIGHBOURS ? i - NEIGHBOURS : start;
        if (nearest != start) done = add_candidate(search, first, article);
        for (uint32_t j = nearest; j < i && done; j++)
            done = add_candidate(search, digests[j].article, article);
    }
    free(digests);
    return done;
}

static bool is_counted(const pair_search *search, uint32_t gram) {
    return (gram & ((1u << search->thinned) - 1)) == 0;
}

static bool collect_grams(pair_search *search) {
    uint64_t total = 0;
    for (uint32_t i = 0; i < search->count; i++) total += search->profiles[i].content_count;
    while ((total >> search->thinned) > MOST_GRAMS) search->thinned++;
    /* Room for all: the share that is kept varies from text to text. */
    search->grams.items = malloc((size_t)(total + 1) * sizeof(uint64_t));
    if (!search->grams.items) return false;
    for (uint32_t i = 0; i < search->count; i++) {
        if (search->first[i] != i) continue;
        gram_walk walk = {.profile = &search->profiles[i]};
        uint32_t gram;
        while (next_gram(&walk, &gram))
            if (is_counted(search, gram))
                search->grams.items[search->grams.count++] = (uint64_t)gram << 32 | i;
    }
    return sort_by_upper(&search->grams);
}

/* Drop repeats within an article: they stand side by side. */
static void drop_repeats(key_list *sorted) {
    size_t kept = 0;
    for (size_t i = 0; i < sorted->count; i++)
        if (i == 0 || sorted->items[i] != sorted->items[kept - 1])
            sorted->items[kept++] = sorted->items[i];
    sorted->count = kept;
}

static size_t run_end(const key_list *list, size_t start) {
    size_t end = start + 1;
    while (end < list->count && list->items[end] >> 32 == list->items[start] >> 32) end++;
    return end;
}

/* How many articles before the n-th of a trigram it meets. */
static size_t meets(const pair_search *search, size_t n, size_t size) {
    if (size <= search->all_pairs) return n;
    return n <= NEIGHBOURS ? n : NEIGHBOURS + 1;
}

static uint64_t count_meetings(const pair_search *search) {
    uint64_t total = 0;
    for (size_t start = 0, end; start < search->grams.count; start = end) {
        end = run_end(&search->grams, start);
        for (size_t n = 1; n < end - start; n++) total += meets(search, n, end - start);
    }
    return total;
}

static void meet(pair_search *search, size_t start, size_t size) {
    const uint64_t *items = &search->grams.items[start];
    for (size_t n = 1; n < size; n++) {
        size_t many = meets(search, n, size);
        uint64_t b = items[n] & UINT32_MAX;
        for (size_t k = 0; k < many; k++) {
            bool far = many < n && k == many - 1;
            uint64_t a = items[far ? 0 : n - 1 - k] & UINT32_MAX;
            search->meetings.items[search->meetings.count++] = a << 32 | b;
        }
    }
}

/* The meetings are sorted by a alone; sort those of one a by b. */
static int by_value(const void *left, const void *right) {
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return a < b ? -1 : a > b;
}

static bool collect_meetings(pair_search *search) {
    search->all_pairs = MOST_ALL_PAIRS;
    uint64_t total = count_meetings(search);
    while (total > MOST_MEETINGS && search->all_pairs > LEAST_ALL_PAIRS) {
        search->all_pairs /= 2;
        total = count_meetings(search);
    }
    search->meetings.items = malloc((size_t)(total + 1) * sizeof(uint64_t));
    if (!search->meetings.items) return false;
    for (size_t start = 0, end; start < search->grams.count; start = end) {
        end = run_end(&search->grams, start);
        meet(search, start, end - start);
    }
    if (!sort_by_upper(&search->meetings)) return false;
    for (size_t start = 0, end; start < search->meetings.count; start = end) {
        end = run_end(&search->meetings, start);
        ro_sort(&search->meetings.items[start], end - start, sizeof(uint64_t), by_value);
    }
    return true;
}

/* Trigrams that a pair must share: fewer where one text is short. */
static size_t least_shared(const pair_search *search, uint64_t pair) {
    uint32_t a = search->profiles[pair >> 32].content_count;
    uint32_t b = search->profiles[pair & UINT32_MAX].content_count;
    uint32_t grams = (a < b ? a : b) - 2;
    size_t least = grams / 2 < LEAST_SHARED ? grams / 2 : LEAST_SHARED;
    least >>= search->thinned;
    return least ? least : 1;
}

/* Pair the other members of two groups of the same words as well, unless many. */
static bool add_group_pairs(pair_search *search, uint32_t a, uint32_t b) {
    /* Four twins on each side; beyond, pairs grow with their square. */
    enum { MOST_OF_GROUPS = 16 };
    uint64_t all = (uint64_t)search->members[a] * search->members[b];
    for (uint32_t i = a; i != RO_NONE; i = search->next[i])
        for (uint32_t j = b; j != RO_NONE; j = search->next[j]) {
            if (!add_candidate(search, i, j)) return false;
            if (all > MOST_OF_GROUPS) return true; /* the first of each stand for all */
        }
    return true;
}

static bool choose_pairs(pair_search *search) {
    const key_list *pairs = &search->meetings;
    for (size_t start = 0, end; start < pairs->count; start = end) {
        for (end = start + 1; end < pairs->count && pairs->items[end] == pairs->items[start];)
            end++;
        uint64_t pair = pairs->items[start];
        if (end - start < least_shared(search, pair)) continue;
        if (!add_group_pairs(search, (uint32_t)(pair >> 32), (uint32_t)pair)) return false;
    }
    return true;
}

static int by_pair(const void *left, const void *right) {
    const ro_candidate *a = left, *b = right;
    if (a->a != b->a) return a->a < b->a ? -1 : 1;
    return a->b < b->b ? -1 : a->b > b->b;
}

bool ro_find_candidates(const ro_profile *profiles, uint32_t count, ro_arena *arena,
                        ro_candidate_array *candidates) {
    pair_search search = {
        .profiles = profiles, .count = count, .arena = arena, .candidates = candidates};
    search.first = malloc((count + (size_t)1) * sizeof(uint32_t));
    search.next = malloc((count + (size_t)1) * sizeof(uint32_t));
    search.members = malloc((count + (size_t)1) * sizeof(uint32_t));
    bool done = search.first && search.next && search.members && group_duplicates(&search) &&
                collect_grams(&search);
    if (done) drop_repeats(&search.grams);
    done = done && collect_meetings(&search) && choose_pairs(&search);
    free(search.first);
    free(search.next);
    free(search.members);
    free(search.grams.items);
    free(search.meetings.items);
    if (!done) return false;
    if (candidates->count)
        ro_sort(candidates->items, candidates->count, sizeof *candidates->items, by_pair);
    return true;
}
