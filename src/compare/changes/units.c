/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/changes/units.h"

#include <math.h>
#include <stdlib.h>

/* A stem that more units of one article hold pairs nothing; both bound the cost of long lists. */
enum { MOST_UNITS_OF_STEM = 128, MOST_PAIRS = 1 << 20 };
/* From which two sentences of two versions may be one, reworded. Low, as each takes the likest
 * one that is left: what is below shares a name or a subject with many. Set by hand. */
static const float LEAST_LIKENESS = 0.3f;

bool ro_list_units(const ro_article *article, const ro_profile *profile, ro_arena *arena,
                   ro_unit_array *units) {
    uint32_t sentence = 0;
    ro_unit *unit = NULL;
    for (uint32_t w = 0; w < profile->word_count; w++) {
        const ro_word *word = &profile->words[w];
        if (word->title) continue;
        uint32_t before = sentence;
        while (sentence < article->sentences.count &&
               article->sentences.items[sentence].span.end <= word->span.start)
            sentence++;
        if (!unit || word->starts || before != sentence) {
            unit = RO_PUSH(arena, units);
            if (!unit) return false;
            *unit =
                (ro_unit){.span = word->span, .first_word = w, .match = RO_NONE, .holder = RO_NONE};
            if (sentence < article->sentences.count &&
                article->sentences.items[sentence].span.start <= word->span.start)
                unit->span.start = article->sentences.items[sentence].span.start;
        }
        unit->end_word = w + 1;
        unit->span.end = word->span.end;
        if (sentence < article->sentences.count &&
            article->sentences.items[sentence].span.end > word->span.end)
            unit->span.end = article->sentences.items[sentence].span.end;
    }
    return true;
}

/* A stem of a unit, once. */
typedef struct unit_stem {
    uint32_t stem;
    uint32_t unit;
} unit_stem;

typedef struct stem_list {
    unit_stem *items; /* by stem, then unit */
    uint32_t count;
} stem_list;

static int by_stem(const void *left, const void *right) {
    const unit_stem *a = left, *b = right;
    if (a->stem != b->stem) return a->stem < b->stem ? -1 : 1;
    return a->unit < b->unit ? -1 : a->unit > b->unit;
}

static bool list_stems(const ro_profile *profile, const ro_unit_array *units, ro_arena *arena,
                       stem_list *list) {
    list->items = RO_ARENA_ARRAY(arena, unit_stem, profile->word_count);
    if (!list->items) return false;
    for (uint32_t u = 0; u < units->count; u++)
        for (uint32_t w = units->items[u].first_word; w < units->items[u].end_word; w++)
            if (profile->words[w].content)
                list->items[list->count++] = (unit_stem){profile->words[w].stem, u};
    ro_sort(list->items, list->count, sizeof *list->items, by_stem);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < list->count; i++)
        if (i == 0 || by_stem(&list->items[i], &list->items[kept - 1]) != 0)
            list->items[kept++] = list->items[i];
    list->count = kept;
    return true;
}

static uint32_t stem_end(const stem_list *list, uint32_t start) {
    uint32_t end = start;
    while (end < list->count && list->items[end].stem == list->items[start].stem) end++;
    return end;
}

typedef struct unit_pair {
    uint32_t a, b;
    float shared; /* weight of the stems in common */
} unit_pair;

typedef RO_ARRAY(unit_pair) pair_array;

typedef struct unit_pairing {
    ro_unit_array *a, *b;
    stem_list a_stems, b_stems;
    pair_array pairs;
    ro_arena *arena;
} unit_pairing;

static void weigh(ro_unit_array *units, const stem_list *list, uint32_t from, uint32_t to,
                  float weight) {
    for (uint32_t i = from; i < to; i++) units->items[list->items[i].unit].weight += weight;
}

/* Every stem in both articles links the units that have it; a rare one more. */
static bool share_stems(unit_pairing *pairing) {
    const stem_list *a = &pairing->a_stems, *b = &pairing->b_stems;
    float all = (float)(pairing->a->count + pairing->b->count);
    uint32_t i = 0, j = 0;
    while (i < a->count || j < b->count) {
        bool in_a = i < a->count && (j >= b->count || a->items[i].stem <= b->items[j].stem);
        bool in_b = j < b->count && (i >= a->count || b->items[j].stem <= a->items[i].stem);
        uint32_t i_end = in_a ? stem_end(a, i) : i, j_end = in_b ? stem_end(b, j) : j;
        float weight = logf(1 + all / (float)(i_end - i + j_end - j));
        weigh(pairing->a, a, i, i_end, weight);
        weigh(pairing->b, b, j, j_end, weight);
        bool common = i_end - i > MOST_UNITS_OF_STEM || j_end - j > MOST_UNITS_OF_STEM;
        for (uint32_t x = i; x < i_end && !common; x++)
            for (uint32_t y = j; y < j_end && pairing->pairs.count < MOST_PAIRS; y++) {
                unit_pair pair = {a->items[x].unit, b->items[y].unit, weight};
                if (!RO_APPEND(pairing->arena, &pairing->pairs, pair)) return false;
            }
        i = i_end;
        j = j_end;
    }
    return true;
}

static int by_units(const void *left, const void *right) {
    const unit_pair *a = left, *b = right;
    if (a->a != b->a) return a->a < b->a ? -1 : 1;
    return a->b < b->b ? -1 : a->b > b->b;
}

static float likeness(const unit_pairing *pairing, const unit_pair *pair) {
    float sum = pairing->a->items[pair->a].weight + pairing->b->items[pair->b].weight;
    return sum > 0 ? 2 * pair->shared / sum : 0;
}

/* Add up the links of each two units; note who holds most of whom. */
static void add_up(unit_pairing *pairing) {
    pair_array *pairs = &pairing->pairs;
    ro_sort(pairs->items, pairs->count, sizeof *pairs->items, by_units);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < pairs->count;) {
        unit_pair sum = pairs->items[i];
        for (i++; i < pairs->count && by_units(&pairs->items[i], &sum) == 0; i++)
            sum.shared += pairs->items[i].shared;
        ro_unit *a = &pairing->a->items[sum.a], *b = &pairing->b->items[sum.b];
        if (a->weight > 0 && sum.shared / a->weight > a->held)
            a->held = sum.shared / a->weight, a->holder = sum.b;
        if (b->weight > 0 && sum.shared / b->weight > b->held)
            b->held = sum.shared / b->weight, b->holder = sum.a;
        if (likeness(pairing, &sum) >= LEAST_LIKENESS) pairs->items[kept++] = sum;
    }
    pairs->count = kept;
}

typedef struct rated_pair {
    uint32_t a, b;
    float likeness;
} rated_pair;

static int most_alike(const void *left, const void *right) {
    const rated_pair *a = left, *b = right;
    if (a->likeness != b->likeness) return a->likeness < b->likeness ? 1 : -1;
    if (a->a != b->a) return a->a < b->a ? -1 : 1;
    return a->b < b->b ? -1 : a->b > b->b;
}

bool ro_pair_units(const ro_profile *a, ro_unit_array *a_units, const ro_profile *b,
                   ro_unit_array *b_units, ro_arena *arena) {
    unit_pairing pairing = {.a = a_units, .b = b_units, .arena = arena};
    if (!list_stems(a, a_units, arena, &pairing.a_stems) ||
        !list_stems(b, b_units, arena, &pairing.b_stems) || !share_stems(&pairing))
        return false;
    add_up(&pairing);
    rated_pair *rated = RO_ARENA_ARRAY(arena, rated_pair, pairing.pairs.count);
    if (!rated) return false;
    for (uint32_t i = 0; i < pairing.pairs.count; i++) {
        const unit_pair *pair = &pairing.pairs.items[i];
        rated[i] = (rated_pair){pair->a, pair->b, likeness(&pairing, pair)};
    }
    ro_sort(rated, pairing.pairs.count, sizeof *rated, most_alike);
    for (uint32_t i = 0; i < pairing.pairs.count; i++) {
        ro_unit *left = &a_units->items[rated[i].a], *right = &b_units->items[rated[i].b];
        if (left->match != RO_NONE || right->match != RO_NONE) continue;
        left->match = rated[i].b;
        right->match = rated[i].a;
        left->likeness = right->likeness = rated[i].likeness;
    }
    return true;
}
