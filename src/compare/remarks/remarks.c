/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The same remark in several articles. Sayings enter from the fullest down, direct
 * ones first. Each is held against the remarks found so far that share a run of its
 * words, or that its speaker made; where none fits it opens a remark of its own. So
 * work is bounded for each saying.
 */
#include <stdlib.h>

#include "base/hash.h"
#include "base/postings.h"
#include "compare/remarks/remark_write.h"

enum {
    RUN_WORDS = 3,    /* of the runs by which remarks are looked up: two are any phrase */
    MOST_LISTED = 32, /* remarks under one run or one speaker: bounds what is looked at */
    MOST_TRIED = 24   /* remarks that a saying is aligned with: bounds what it costs */
};

/* Share of the shorter saying's words that must correspond: translators and editors change
 * some, and two remarks of one speech share many. Set by hand, and high: a false join puts words
 * into a mouth. */
static const double SAME_WORDS = 0.75;
/* Share of the content of a reported saying that the fuller one must hold: less, since it is told
 * in the reporter's words. Set by hand. */
static const double SAME_CONTENT = 0.6;

typedef struct remark_draft {
    uint32_t leader; /* index of the fullest saying */
    RO_ARRAY(uint32_t) sayings;
    bool speakers_differ;
    uint32_t tried; /* the last saying held against it, + 1 */
} remark_draft;

typedef struct remark_finder {
    const ro_comparison *comparison;
    ro_story *story;
    const ro_people *people;
    ro_arena *arena; /* scratch */
    ro_saying_array sayings;
    RO_ARRAY(remark_draft) drafts;
    ro_postings drafts_of; /* drafts by runs of words and by speakers */
} remark_finder;

static void list_draft(remark_finder *finder, uint64_t key, uint32_t draft) {
    ro_postings_add(finder->arena, &finder->drafts_of, key, draft, MOST_LISTED);
}

static uint64_t run_key(const ro_saying *saying, uint32_t from, uint32_t length) {
    uint64_t key = length;
    for (uint32_t i = from; i < from + length; i++) key = ro_hash_mix(key, saying->words[i]->stem);
    return key | 1;
}

static uint64_t person_key(uint32_t person) {
    return ro_hash_mix(UINT64_C(0x7065726F), person) | 1;
}

/* A draft is listed under its runs of one to RUN_WORDS words, so that a fragment
 * finds it too, and under its speaker. */
static void open_draft(remark_finder *finder, uint32_t leader) {
    const ro_saying *saying = &finder->sayings.items[leader];
    remark_draft *draft = RO_PUSH(finder->arena, &finder->drafts);
    if (!draft) return;
    draft->leader = leader;
    RO_APPEND(finder->arena, &draft->sayings, leader);
    uint32_t index = finder->drafts.count - 1;
    for (uint32_t length = 1; length <= RUN_WORDS; length++)
        for (uint32_t i = 0; i + length <= saying->word_count; i++)
            if (length > 1 || saying->words[i]->content)
                list_draft(finder, run_key(saying, i, length), index);
    if (saying->person != RO_NONE) list_draft(finder, person_key(saying->person), index);
}

static bool is_reported(const ro_saying *saying) {
    return saying->quote->kind == RO_QUOTE_INDIRECT;
}

/* How surely a saying is the draft's remark: 0 no, more is surer. Few words prove
 * nothing unless their speaker is the same. */
static double fits(const remark_finder *finder, const ro_saying *saying, const ro_saying *leader,
                   ro_speakers speakers) {
    uint32_t longest,
        shorter = saying->word_count < leader->word_count ? saying->word_count : leader->word_count;
    double aligned = ro_sayings_aligned(saying, leader, &longest);
    bool both_reported = is_reported(saying) && is_reported(leader);
    uint32_t enough = speakers == RO_SPEAKERS_SAME ? 1 : speakers == RO_SPEAKERS_OPEN ? 5 : 8;
    if (is_reported(saying) || is_reported(leader)) enough += both_reported ? 5 : 3;
    if (shorter >= enough && aligned >= SAME_WORDS && 2 * longest >= shorter) return 1 + aligned;
    if (longest >= 8 && longest >= enough) return 1;
    if (speakers != RO_SPEAKERS_SAME || !is_reported(saying)) return 0;
    uint32_t shared, back;
    double covered = ro_sayings_covered(finder->comparison, saying, leader, &shared);
    if (shared < 3 || covered < SAME_CONTENT) return 0;
    if (both_reported &&
        ro_sayings_covered(finder->comparison, leader, saying, &back) < SAME_CONTENT)
        return 0;
    return covered / 2;
}

typedef struct best_fit {
    uint32_t draft;
    double score;
    ro_speakers speakers;
    uint32_t tries;
} best_fit;

static void try_list(remark_finder *finder, uint32_t saying, uint64_t key, best_fit *best) {
    const ro_posting *list = ro_postings_find(&finder->drafts_of, key);
    for (uint32_t i = 0; list && i < list->numbers.count; i++) {
        remark_draft *draft = &finder->drafts.items[list->numbers.items[i]];
        if (draft->tried == saying + 1 || best->tries >= MOST_TRIED) continue;
        draft->tried = saying + 1;
        best->tries++;
        const ro_saying *mine = &finder->sayings.items[saying];
        const ro_saying *leader = &finder->sayings.items[draft->leader];
        ro_speakers speakers =
            ro_sayings_speakers(finder->comparison, finder->people, mine, leader);
        double score = fits(finder, mine, leader, speakers);
        if (score > best->score)
            *best = (best_fit){list->numbers.items[i], score, speakers, best->tries};
    }
}

static void place(remark_finder *finder, uint32_t index) {
    const ro_saying *saying = &finder->sayings.items[index];
    best_fit best = {RO_NONE, 0, RO_SPEAKERS_OPEN, 0};
    uint32_t length = saying->word_count < RUN_WORDS ? saying->word_count : RUN_WORDS;
    for (uint32_t i = 0; length && i + length <= saying->word_count && best.score < 2; i++)
        try_list(finder, index, run_key(saying, i, length), &best);
    if (best.score < 1 && is_reported(saying) && saying->person != RO_NONE)
        try_list(finder, index, person_key(saying->person), &best);
    if (best.draft == RO_NONE) {
        open_draft(finder, index);
        return;
    }
    remark_draft *draft = &finder->drafts.items[best.draft];
    draft->speakers_differ |= best.speakers == RO_SPEAKERS_DIFFER;
    RO_APPEND(finder->arena, &draft->sayings, index);
}

typedef struct fullness {
    uint32_t saying, kind, words;
} fullness;

static int fullest_first(const void *a, const void *b) {
    const fullness *left = a, *right = b;
    if (left->kind != right->kind) return left->kind < right->kind ? -1 : 1;
    if (left->words != right->words) return left->words > right->words ? -1 : 1;
    return (left->saying > right->saying) - (left->saying < right->saying);
}

static void place_all(remark_finder *finder) {
    uint32_t count = finder->sayings.count;
    fullness *order = RO_ARENA_ARRAY(finder->arena, fullness, count);
    if (!order) return;
    for (uint32_t i = 0; i < count; i++) {
        const ro_saying *saying = &finder->sayings.items[i];
        order[i] = (fullness){i, is_reported(saying), saying->word_count};
    }
    ro_sort(order, count, sizeof *order, fullest_first);
    for (uint32_t i = 0; i < count && !finder->arena->oom; i++)
        if (finder->sayings.items[order[i].saying].word_count) place(finder, order[i].saying);
}

/* A remark that one article reports in its own words is listed where it says enough
 * and is somebody's. */
static bool worth_listing(const remark_finder *finder, const remark_draft *draft) {
    const ro_saying *leader = &finder->sayings.items[draft->leader];
    if (!is_reported(leader) || draft->sayings.count > 1) return true;
    uint32_t content = 0;
    for (uint32_t i = 0; i < leader->word_count; i++) content += leader->words[i]->content;
    return content >= 5 && !ro_span_empty(leader->quote->cue) &&
           !ro_span_empty(leader->quote->speaker.span);
}

typedef struct draft_rank {
    uint32_t draft, renderings, leader;
} draft_rank;

static int most_reported(const void *a, const void *b) {
    const draft_rank *left = a, *right = b;
    if (left->renderings != right->renderings) return left->renderings > right->renderings ? -1 : 1;
    return (left->leader > right->leader) - (left->leader < right->leader);
}

/* The drafts, those of most renderings first, then in the order of the articles. */
static uint32_t *in_order(const remark_finder *finder) {
    uint32_t count = finder->drafts.count;
    draft_rank *ranks = RO_ARENA_ARRAY(finder->arena, draft_rank, count);
    uint32_t *order = RO_ARENA_ARRAY(finder->arena, uint32_t, count);
    if (!ranks || !order || finder->arena->oom) return NULL;
    for (uint32_t i = 0; i < count; i++)
        ranks[i] =
            (draft_rank){i, finder->drafts.items[i].sayings.count, finder->drafts.items[i].leader};
    ro_sort(ranks, count, sizeof *ranks, most_reported);
    for (uint32_t i = 0; i < count; i++) order[i] = ranks[i].draft;
    return order;
}

void ro_find_remarks(const ro_comparison *comparison, ro_story *story) {
    ro_arena scratch = RO_ARENA_INIT;
    remark_finder finder = {.comparison = comparison, .story = story, .arena = &scratch};
    finder.people = ro_people_find(comparison, story, &scratch);
    if (finder.people && comparison->profiles) {
        ro_sayings_make(comparison, story, finder.people, &scratch, &finder.sayings);
        place_all(&finder);
    }
    RO_ARRAY(ro_remark) remarks = {0};
    uint32_t *order = in_order(&finder);
    for (uint32_t i = 0; order && i < finder.drafts.count; i++) {
        const remark_draft *draft = &finder.drafts.items[order[i]];
        if (!worth_listing(&finder, draft)) continue;
        ro_remark_source source = {comparison,           story,
                                   finder.people,        finder.sayings.items,
                                   draft->leader,        draft->sayings.items,
                                   draft->sayings.count, draft->speakers_differ};
        ro_remark *remark = RO_PUSH(comparison->arena, &remarks);
        if (remark) ro_remark_write(&source, remark);
    }
    story->remarks = remarks.items;
    story->remark_count = remarks.count;
    if (scratch.oom) comparison->arena->oom = true;
    ro_arena_free(&scratch);
}
