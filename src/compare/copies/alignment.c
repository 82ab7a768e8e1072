/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/copies/alignment.h"

#include <stdlib.h>

#include "compare/copies/passages.h"
#include "compare/copies/seeds.h"

/* Where a chain of seeds may step: the widest gap in words, a reworded clause; and the seeds before
 * one that are tried, which bounds the cost of a text that says all twice. */
enum { WIDEST_GAP = 14, LOOK_BACK = 48 };

/* A chain is followed into its surroundings where it may be a passage by itself, where
 * it lies within quotation marks, or where the pair has shown a telling passage: most
 * pairs share no more than stock phrases, and following each of those costs the most. */
enum { LEAST_QUOTED = 3 };
static const float LEAST_CHAIN = 3.0f; /* the least evidence of a passage (passages.c) */
static const float TELLING = 5.0f;     /* of a passage that is shown of a copy (copies.c) */

/* Against the weights of the seeds: words exchanged one for one cost less than words that were put
 * in or left out. */
static const float GAP_COST = 0.12f;   /* a word of the wider gap */
static const float SHIFT_COST = 0.15f; /* a word by which the gaps differ */

/* Seeds as a chain ends in them. */
typedef struct chain_end {
    uint32_t seed;
    float score;
} chain_end;

typedef struct chain_set {
    const ro_seed *seeds;
    uint32_t count;
    float *score;       /* of the best chain that ends in the seed */
    uint32_t *previous; /* in that chain, or RO_NONE */
} chain_set;

/* Words by which seed i begins inside seed j, in either text. */
static uint32_t overlap(const ro_seed *j, const ro_seed *i) {
    uint32_t in_a = j->a + j->length > i->a ? j->a + j->length - i->a : 0;
    uint32_t in_b = j->b + j->length > i->b ? j->b + j->length - i->b : 0;
    return in_a > in_b ? in_a : in_b;
}

static bool step_cost(const ro_seed *j, const ro_seed *i, float *cost) {
    if (i->a <= j->a || i->b <= j->b) return false;
    uint32_t lost = overlap(j, i);
    if (lost >= i->length) return false;
    uint32_t gap_a = i->a + lost - (j->a + j->length);
    uint32_t gap_b = i->b + lost - (j->b + j->length);
    uint32_t wider = gap_a > gap_b ? gap_a : gap_b;
    uint32_t narrower = gap_a > gap_b ? gap_b : gap_a;
    if (wider > WIDEST_GAP) return false;
    *cost = GAP_COST * (float)wider + SHIFT_COST * (float)(wider - narrower) +
            i->weight * (float)lost / (float)i->length;
    return true;
}

static void link_seeds(chain_set *chains) {
    for (uint32_t i = 0; i < chains->count; i++) {
        const ro_seed *seed = &chains->seeds[i];
        chains->score[i] = seed->weight;
        chains->previous[i] = RO_NONE;
        for (uint32_t back = 1; back <= LOOK_BACK && back <= i; back++) {
            uint32_t j = i - back;
            float cost;
            if (!step_cost(&chains->seeds[j], seed, &cost)) continue;
            float score = chains->score[j] + seed->weight - cost;
            if (score <= chains->score[i]) continue;
            chains->score[i] = score;
            chains->previous[i] = j;
        }
    }
}

static int by_score(const void *left, const void *right) {
    const chain_end *a = left, *b = right;
    if (a->score != b->score) return a->score < b->score ? 1 : -1;
    return a->seed < b->seed ? -1 : a->seed > b->seed;
}

/* Collect the seeds of the chain that ends in seed @p last, first one first, up to
 * one that another chain took. */
static uint32_t collect(const chain_set *chains, uint32_t last, const bool *taken,
                        uint32_t *members) {
    uint32_t count = 0;
    for (uint32_t i = last; i != RO_NONE && !taken[i]; i = chains->previous[i])
        members[count++] = i;
    for (uint32_t i = 0; i < count / 2; i++) {
        uint32_t swap = members[i];
        members[i] = members[count - 1 - i];
        members[count - 1 - i] = swap;
    }
    return count;
}

/* Whether @p chain has words enough within quotation marks to be a shared quotation. */
static bool is_quoted(const ro_profile *a, const ro_profile *b, const ro_seed *seeds,
                      const uint32_t *chain, uint32_t count) {
    uint32_t quoted = 0;
    for (uint32_t m = 0; m < count; m++) {
        const ro_seed *seed = &seeds[chain[m]];
        for (uint32_t w = 0; w < seed->length && quoted < LEAST_QUOTED; w++)
            quoted += a->words[seed->a + w].quoted || b->words[seed->b + w].quoted;
    }
    return quoted >= LEAST_QUOTED;
}

bool ro_align(const ro_compare_rules *rules, const ro_profile *a, const ro_profile *b,
              ro_arena *arena, ro_aligned_array *passages) {
    ro_seed_array seeds = {0};
    if (!ro_find_seeds(a, b, arena, &seeds)) return false;
    if (seeds.count == 0) return true;
    chain_set chains = {.seeds = seeds.items, .count = seeds.count};
    chains.score = RO_ARENA_ARRAY(arena, float, seeds.count);
    chains.previous = RO_ARENA_ARRAY(arena, uint32_t, seeds.count);
    chain_end *ends = RO_ARENA_ARRAY(arena, chain_end, seeds.count);
    bool *taken = RO_ARENA_ARRAY(arena, bool, seeds.count);
    uint32_t *members = RO_ARENA_ARRAY(arena, uint32_t, seeds.count);
    ro_weaver weaver = {.rules = rules, .a = a, .b = b};
    weaver.taken_a = RO_ARENA_ARRAY(arena, bool, a->word_count);
    weaver.taken_b = RO_ARENA_ARRAY(arena, bool, b->word_count);
    if (arena->oom) return false;
    link_seeds(&chains);
    for (uint32_t i = 0; i < seeds.count; i++) ends[i] = (chain_end){i, chains.score[i]};
    ro_sort(ends, seeds.count, sizeof *ends, by_score);
    bool telling = false;
    for (uint32_t i = 0; i < seeds.count; i++) {
        if (taken[ends[i].seed]) continue;
        uint32_t count = collect(&chains, ends[i].seed, taken, members);
        for (uint32_t m = 0; m < count; m++) taken[members[m]] = true;
        ro_aligned passage;
        if (!telling && ends[i].score < LEAST_CHAIN &&
            !is_quoted(a, b, seeds.items, members, count))
            continue;
        if (!ro_weave(&weaver, seeds.items, members, count, &passage)) continue;
        telling = telling || passage.evidence >= TELLING;
        if (!RO_APPEND(arena, passages, passage)) return false;
    }
    ro_join_passages(&weaver, passages);
    return true;
}
