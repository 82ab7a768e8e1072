/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/versions/family.h"

#include <stdlib.h>

enum {
    MOST_CHAINED = 12, /* versions: the best path is found over all their subsets, 2 to this */
    GRAM = 6           /* words and marks: 3, 5, 8 and 12 were tried (docs/measurements.md) */
};

/* The distinct n-grams of an article's words and marks as they are written, sorted:
 * versions often differ in no more than a comma or a capital. */
typedef struct gram_set {
    uint64_t *items;
    uint32_t count;
} gram_set;

static int by_value(const void *left, const void *right) {
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return a < b ? -1 : a > b;
}

static void keep_distinct(gram_set *set) {
    ro_sort(set->items, set->count, sizeof *set->items, by_value);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < set->count; i++)
        if (i == 0 || set->items[i] != set->items[kept - 1]) set->items[kept++] = set->items[i];
    set->count = kept;
}

/* What stands between two words that is neither white space nor a letter. */
static void add_marks(ro_str between, uint64_t *signs, uint32_t *count) {
    for (size_t at = 0; at < between.n;) {
        unsigned length;
        uint32_t code = ro_utf8_decode(between.p + at, ro_str_end(between), &length);
        if (!ro_code_is_space(code) && !ro_code_is_word(code)) signs[(*count)++] = code;
        at += length;
    }
}

static bool list_grams(const ro_article *article, const ro_profile *profile, ro_arena *scratch,
                       gram_set *set) {
    uint64_t *signs = RO_ARENA_ARRAY(scratch, uint64_t, article->size);
    set->items = RO_ARENA_ARRAY(scratch, uint64_t, article->size);
    if (!signs || !set->items) return false;
    uint32_t count = 0;
    for (uint32_t w = 0; w < profile->word_count; w++) {
        ro_span word = profile->words[w].span;
        ro_str form = ro_str_span(article->text, word);
        if (w) {
            ro_span between = {profile->words[w - 1].span.end, word.start};
            add_marks(ro_str_span(article->text, between), signs, &count);
        }
        signs[count++] = ro_hash(form.p, form.n);
    }
    for (uint32_t i = 0; i + GRAM <= count; i++) {
        uint64_t key = 0;
        for (uint32_t g = 0; g < GRAM; g++) key = ro_hash_mix(key, signs[i + g]);
        set->items[set->count++] = key;
    }
    keep_distinct(set);
    return true;
}

static double jaccard(const gram_set *a, const gram_set *b) {
    uint32_t i = 0, j = 0, both = 0;
    while (i < a->count && j < b->count) {
        if (a->items[i] == b->items[j])
            i++, j++, both++;
        else if (a->items[i] < b->items[j])
            i++;
        else
            j++;
    }
    uint32_t all = a->count + b->count - both;
    return all ? (double)both / all : 0;
}

typedef struct version_family {
    uint32_t count;
    double nearness[MOST_CHAINED][MOST_CHAINED];
} version_family;

static bool measure(const ro_comparison *comparison, const uint32_t *members, ro_arena *scratch,
                    version_family *family) {
    gram_set grams[MOST_CHAINED] = {{0}};
    for (uint32_t i = 0; i < family->count; i++)
        if (!list_grams(comparison->articles[members[i]], &comparison->profiles[members[i]],
                        scratch, &grams[i]))
            return false;
    for (uint32_t i = 0; i < family->count; i++)
        for (uint32_t j = 0; j < family->count; j++)
            family->nearness[i][j] = jaccard(&grams[i], &grams[j]);
    return true;
}

/* A path through a set of versions that ends in one of them. */
typedef struct partial_path {
    double sum;
    uint8_t before;
    bool known;
} partial_path;

/* The path through all versions with the greatest sum of nearness.
 * Source: Held and Karp 1962 */
static bool find_chain(const version_family *family, ro_arena *scratch, uint32_t *order) {
    uint32_t count = family->count, all = 1u << count;
    partial_path(*paths)[MOST_CHAINED] = ro_arena_alloc_array(scratch, all, sizeof *paths);
    if (!paths) return false;
    for (uint32_t i = 0; i < count; i++) paths[1u << i][i].known = true;
    for (uint32_t set = 1; set < all; set++)
        for (uint32_t end = 0; end < count; end++) {
            if (!paths[set][end].known) continue;
            for (uint32_t next = 0; next < count; next++) {
                if (set >> next & 1) continue;
                partial_path *path = &paths[set | 1u << next][next];
                double sum = paths[set][end].sum + family->nearness[end][next];
                if (!path->known || sum > path->sum)
                    *path = (partial_path){sum, (uint8_t)end, true};
            }
        }
    uint32_t set = all - 1, end = 0;
    for (uint32_t i = 1; i < count; i++)
        if (paths[set][i].sum > paths[set][end].sum) end = i;
    for (uint32_t at = count; at-- > 0;) {
        order[at] = end;
        uint32_t before = paths[set][end].before;
        set &= ~(1u << end);
        end = before;
    }
    return true;
}

/* Turn the chain where more speaks for the other way. */
static bool turn_chain(const ro_comparison *comparison, uint32_t *members, uint32_t count) {
    int votes = 0;
    bool done = true;
    for (uint32_t i = 0; i < count && done; i++)
        for (uint32_t j = i + 1; j < count && done; j++) {
            ro_arena arena = RO_ARENA_INIT;
            ro_change_array changes = {0};
            if (j == i + 1)
                done = ro_find_changes(comparison, members[i], members[j], &arena, &changes);
            if (done)
                votes +=
                    ro_order_versions(comparison, members[i], members[j], &changes, &arena).votes;
            done = done && !arena.oom;
            ro_arena_free(&arena);
        }
    if (votes >= 0) return done;
    for (uint32_t i = 0; i < count / 2; i++) {
        uint32_t swap = members[i];
        members[i] = members[count - 1 - i];
        members[count - 1 - i] = swap;
    }
    return done;
}

static bool same_text(const ro_article *a, const ro_article *b) {
    return ro_str_eq((ro_str){a->text, a->size}, (ro_str){b->text, b->size});
}

/* Versions of one text stay in the order in which they were given: nothing else tells. */
static void settle_equals(const ro_comparison *comparison, uint32_t *members, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = i + 1; j < count; j++) {
            uint32_t first = members[i], second = members[j];
            if (first < second ||
                !same_text(comparison->articles[first], comparison->articles[second]))
                continue;
            members[i] = second;
            members[j] = first;
        }
}

typedef struct dated_member {
    const ro_comparison *comparison;
    uint32_t article;
} dated_member;

static int by_date(const void *left, const void *right) {
    const dated_member *a = left, *b = right;
    const ro_comparison *comparison = a->comparison;
    int order =
        ro_order_by_date(comparison->articles[a->article], comparison->articles[b->article]);
    return order ? order : a->article < b->article ? -1 : a->article > b->article;
}

static int by_length(const void *left, const void *right) {
    const dated_member *a = left, *b = right;
    uint32_t x = a->comparison->profiles[a->article].word_count;
    uint32_t y = a->comparison->profiles[b->article].word_count;
    if (x != y) return x < y ? -1 : 1;
    return a->article < b->article ? -1 : a->article > b->article;
}

/* Sort by date; whether each date is later than the one before. */
static bool sort_by_date(const ro_comparison *comparison, uint32_t *members, uint32_t count,
                         ro_arena *scratch) {
    dated_member *dated = RO_ARENA_ARRAY(scratch, dated_member, count);
    if (!dated) return false;
    bool all = true;
    for (uint32_t i = 0; i < count; i++) {
        dated[i] = (dated_member){comparison, members[i]};
        const ro_date *date = &comparison->articles[members[i]]->meta.published.date;
        all = all && date->precision >= RO_PRECISION_DAY;
    }
    ro_sort(dated, count, sizeof *dated, all ? by_date : by_length);
    for (uint32_t i = 1; i < count && all; i++)
        all = ro_order_by_date(comparison->articles[dated[i - 1].article],
                               comparison->articles[dated[i].article]) < 0;
    if (all || count > MOST_CHAINED)
        for (uint32_t i = 0; i < count; i++) members[i] = dated[i].article;
    return all || count > MOST_CHAINED;
}

bool ro_order_family(const ro_comparison *comparison, uint32_t *members, uint32_t count,
                     ro_arena *scratch) {
    if (sort_by_date(comparison, members, count, scratch)) return true;
    if (scratch->oom) return false;
    version_family family = {.count = count};
    uint32_t order[MOST_CHAINED], chain[MOST_CHAINED];
    if (!measure(comparison, members, scratch, &family) || !find_chain(&family, scratch, order))
        return false;
    for (uint32_t i = 0; i < count; i++) chain[i] = members[order[i]];
    memcpy(members, chain, count * sizeof *chain);
    if (!turn_chain(comparison, members, count)) return false;
    settle_equals(comparison, members, count);
    return true;
}
