/* SPDX-License-Identifier: Apache-2.0 */
/* Copies: candidate pairs, aligned and judged. */
#include <stdlib.h>

#include "base/threads.h"
#include "compare/compare_rules.h"
#include "compare/copies/alignment.h"
#include "compare/copies/candidates.h"
#include "compare/copies/direction.h"
#include "compare/copies/house_text.h"

/* A pair is a copy where so much corresponds outside quotation marks, in passages
 * that each tell more than stock phrases do. 12 is the evidence of about one sentence: it was 14
 * before the labels of the Helsinki pairs (docs/measurements.md), where one sentence is enough. */
static const float STRONG_PASSAGE = 7.0f;
static const float LEAST_EVIDENCE = 12.0f;
/* Of a passage that is shown of a copy: of weaker ones a third are stock phrases. Through `readout
 * copies`, PAN 2013: precision .73 with all of them, .87 without, for .002 of recall. */
static const float LEAST_SHOWN = 5.0f;
static const float LEAST_SHARE = 0.5f; /* of the shorter: short items need less evidence */
enum {
    LEAST_QUOTED = 6, /* words of a shared quotation: shorter ones are phrases that many quote */
    LEAST_PLAIN = 6   /* of a passage that tells: names, titles and days alone, as beneath
                         pictures, are what any report of the event has */
};

typedef struct found_copy {
    bool is_found;
    ro_copy_kind kind;
    float share_of_a, share_of_b;
    ro_aligned_array passages; /* in the worker's arena */
} found_copy;

typedef struct copies_job {
    const ro_comparison *comparison;
    const ro_candidate *pairs;
    found_copy *found; /* one a pair */
    ro_arena *arenas;  /* one a worker, for what is kept */
} copies_job;

typedef struct pair_sums {
    float strong; /* evidence of strong passages */
    uint32_t in_a, in_b;
    uint32_t spun;   /* words of spun passages */
    uint32_t exact;  /* words outside shared quotations, the same in form */
    uint32_t longer; /* words of the longer side there */
} pair_sums;

static void add_passage(pair_sums *sums, const ro_aligned *passage) {
    uint32_t in_a = passage->a_end - passage->a_first, in_b = passage->b_end - passage->b_first;
    uint32_t corresponding = passage->same + passage->synonyms + passage->replaced;
    sums->in_a += corresponding < in_a ? corresponding : in_a;
    sums->in_b += corresponding < in_b ? corresponding : in_b;
    if (passage->kind == RO_COPY_QUOTATION_ONLY) return;
    if (passage->evidence >= STRONG_PASSAGE && passage->plain >= LEAST_PLAIN)
        sums->strong += passage->evidence;
    if (passage->kind == RO_COPY_SPUN) sums->spun += in_a > in_b ? in_a : in_b;
    sums->exact += passage->exact;
    sums->longer += in_a > in_b ? in_a : in_b;
}

/* Of a pair that shares quotations alone, these alone are its passages. */
static void keep_quotations(ro_aligned_array *passages) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < passages->count; i++)
        if (passages->items[i].kind == RO_COPY_QUOTATION_ONLY &&
            passages->items[i].quoted >= LEAST_QUOTED)
            passages->items[kept++] = passages->items[i];
    passages->count = kept;
}

static pair_sums sum_up(const ro_aligned_array *passages) {
    pair_sums sums = {0};
    for (uint32_t i = 0; i < passages->count; i++) add_passage(&sums, &passages->items[i]);
    return sums;
}

static void judge(found_copy *found, const ro_profile *a, const ro_profile *b) {
    if (a->word_count == 0 || b->word_count == 0) return;
    pair_sums sums = sum_up(&found->passages);
    uint32_t shorter = a->word_count < b->word_count ? a->word_count : b->word_count;
    uint32_t shared = sums.in_a < sums.in_b ? sums.in_a : sums.in_b;
    bool is_copy = sums.strong >= LEAST_EVIDENCE ||
                   ((float)shared >= LEAST_SHARE * (float)shorter && sums.strong >= STRONG_PASSAGE);
    if (!is_copy) {
        keep_quotations(&found->passages);
        sums = sum_up(&found->passages);
        found->kind = RO_COPY_QUOTATION_ONLY;
    } else if ((float)sums.exact >= 0.97f * (float)sums.longer) {
        found->kind = RO_COPY_VERBATIM;
    } else {
        found->kind = sums.spun * 2 >= sums.longer ? RO_COPY_SPUN : RO_COPY_EDITED;
    }
    found->is_found = found->passages.count > 0;
    found->share_of_a = (float)sums.in_a / (float)a->word_count;
    found->share_of_b = (float)sums.in_b / (float)b->word_count;
}

/* The whole of two articles of the same words. */
static bool align_same(const ro_profile *profile, ro_arena *arena, ro_aligned_array *passages) {
    uint32_t words = profile->word_count;
    ro_aligned *whole = RO_PUSH(arena, passages);
    if (!whole) return false;
    *whole = (ro_aligned){.a_end = words, .b_end = words, .same = words, .exact = words};
    whole->example_a = whole->example_b = RO_NONE;
    whole->content = whole->plain = profile->content_count;
    whole->evidence = STRONG_PASSAGE + (float)profile->content_count;
    whole->score = 1;
    whole->kind = RO_COPY_VERBATIM;
    return true;
}

static void compare_one(void *context, size_t index, unsigned worker) {
    copies_job *job = context;
    const ro_candidate *pair = &job->pairs[index];
    const ro_profile *a = &job->comparison->profiles[pair->a];
    const ro_profile *b = &job->comparison->profiles[pair->b];
    found_copy *found = &job->found[index];
    ro_arena scratch = RO_ARENA_INIT;
    ro_aligned_array passages = {0};
    bool done = a->digest == b->digest && a->word_count == b->word_count
                    ? align_same(a, &scratch, &passages)
                    : ro_align(job->comparison->rules, a, b, &scratch, &passages);
    found->passages = passages;
    if (done) judge(found, a, b);
    passages = found->passages;
    found->passages.items = NULL;
    if (!done) {
        job->arenas[worker].oom = true;
    } else if (found->is_found) {
        found->passages.items = RO_ARENA_ARRAY(&job->arenas[worker], ro_aligned, passages.count);
        if (found->passages.items)
            memcpy(found->passages.items, passages.items, passages.count * sizeof(ro_aligned));
    }
    ro_arena_free(&scratch);
}

static ro_span span_of(const ro_profile *profile, uint32_t first, uint32_t end) {
    return (ro_span){profile->words[first].span.start, profile->words[end - 1].span.end};
}

static ro_shared_text shared_text(const ro_candidate *pair, const found_copy *found) {
    return (ro_shared_text){pair->a,
                            pair->b,
                            found->share_of_a,
                            found->share_of_b,
                            found->kind,
                            found->passages.items,
                            found->passages.count};
}

static void keep_copy(ro_comparison *comparison, const ro_candidate *pair,
                      const found_copy *found) {
    const ro_profile *a = &comparison->profiles[pair->a], *b = &comparison->profiles[pair->b];
    ro_passage *passages = RO_ARENA_ARRAY(comparison->arena, ro_passage, found->passages.count);
    ro_copy *copy = RO_PUSH(comparison->arena, &comparison->copies);
    if (!copy || !passages) return;
    *copy = (ro_copy){.a = pair->a, .b = pair->b, .kind = found->kind, .passages = passages};
    copy->share_of_a = found->share_of_a;
    copy->share_of_b = found->share_of_b;
    for (uint32_t i = 0; i < found->passages.count; i++) {
        const ro_aligned *from = &found->passages.items[i];
        if (from->kind != RO_COPY_QUOTATION_ONLY && from->evidence < LEAST_SHOWN) continue;
        passages[copy->passage_count++] = (ro_passage){
            .a = span_of(a, from->a_first, from->a_end),
            .b = span_of(b, from->b_first, from->b_end),
            .kind = from->kind,
            .score = from->score,
        };
    }
    ro_spun spun = ro_find_spun(comparison, pair->a, pair->b, &found->passages, comparison->arena);
    ro_find_direction(comparison, copy, &spun);
}

/* Keep what was found, but for house text, which shows once all is found. */
static void keep_copies(ro_comparison *comparison, const copies_job *job, uint32_t count,
                        ro_arena *scratch) {
    ro_house_text house;
    if (!ro_house_text_begin(&house, comparison, scratch)) return;
    for (uint32_t i = 0; i < count; i++) {
        ro_shared_text shared = shared_text(&job->pairs[i], &job->found[i]);
        if (job->found[i].is_found) ro_house_text_note(&house, &shared);
    }
    for (uint32_t i = 0; i < count && !scratch->oom; i++) {
        ro_shared_text shared = shared_text(&job->pairs[i], &job->found[i]);
        if (job->found[i].is_found && !ro_is_house_text(&house, &shared))
            keep_copy(comparison, &job->pairs[i], &job->found[i]);
    }
}

void ro_find_copies(ro_comparison *comparison) {
    ro_arena scratch = RO_ARENA_INIT;
    ro_candidate_array pairs = {0};
    unsigned threads = comparison->threads ? comparison->threads : ro_core_count();
    bool done = !comparison->arena->oom &&
                ro_find_candidates(comparison->profiles, comparison->count, &scratch, &pairs);
    copies_job job = {.comparison = comparison, .pairs = pairs.items};
    job.found = RO_ARENA_ARRAY(&scratch, found_copy, pairs.count);
    job.arenas = RO_ARENA_ARRAY(&scratch, ro_arena, threads);
    if (done && job.found && job.arenas) {
        ro_parallel_for(pairs.count, threads, compare_one, &job, &comparison->watch);
        for (unsigned i = 0; i < threads; i++) done = done && !job.arenas[i].oom;
        if (done) keep_copies(comparison, &job, pairs.count, &scratch);
        for (unsigned i = 0; i < threads; i++) ro_arena_free(&job.arenas[i]);
    }
    if (!done || scratch.oom) comparison->arena->oom = true;
    ro_arena_free(&scratch);
}
