/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Slots that several articles fill. Figures that fill a slot of data/en/claim_frames.tsv
 * meet in it; other figures meet only where they have one unit and nearly the same
 * words around them. Equal numbers alone claim nothing.
 */
#include <stdlib.h>

#include "base/hash.h"
#include "base/postings.h"
#include "compare/claims/claim_write.h"
#include "compare/claims/onsets.h"
#include "compare/words/terms.h"

enum {
    CONTEXT = 8,        /* words on each side that say what a figure is about: a clause or so */
    CLOSE = 3,          /* words on each side of which one must be shared: what is counted, and
                           what it does */
    NAMES_PER_WORD = 3, /* that tell as much as one other word: names fill a story and say
                           little of which of its figures this is */
    MOST_LISTED = 16,   /* slots under one key: bounds the comparisons of a figure */
    MOST_ONSETS = 8,    /* days on which something began */
    MOST_CLAIMS = 40    /* of a story: the most told first; what a reader goes through */
};

/* Share of their context from which two figures are about one thing: most of what stands
 * around them. Set by hand: a false claim says that newsrooms contradict each other, where
 * one that is missed leaves two figures unjoined. */
static const double SAME_CONTEXT = 0.5;

/* The words around a figure. */
typedef struct figure_context {
    uint32_t stem[2 * CONTEXT];
    float worth[2 * CONTEXT];
    bool close[2 * CONTEXT], name[2 * CONTEXT];
    uint32_t count;
    double total;
} figure_context;

typedef struct claim_finder {
    const ro_comparison *comparison;
    const ro_story *story;
    ro_arena *arena; /* scratch */
    ro_figure_array figures;
    RO_ARRAY(ro_slot) slots;
    figure_context *contexts; /* by figure, for those without a frame */
    ro_postings slots_of;     /* slots by what their figures are of */
} claim_finder;

static void list_slot(claim_finder *finder, uint64_t key, uint32_t slot) {
    ro_postings_add(finder->arena, &finder->slots_of, key, slot, MOST_LISTED);
}

static uint64_t text_hash(const char *string) {
    return string ? ro_hash(string, strlen(string)) : 1;
}

static uint64_t frame_key(const ro_figure *figure) {
    return ro_hash_mix(ro_hash_mix(UINT64_C(0x6672616D), figure->frame), text_hash(figure->event)) |
           1;
}

static uint64_t word_key(const ro_figure *figure, uint32_t stem) {
    return ro_hash_mix(ro_hash_mix(UINT64_C(0x776F7264), text_hash(figure->unit)), stem) | 1;
}

static void add_word(const claim_finder *finder, const ro_word *word, uint32_t distance,
                     figure_context *context) {
    if (!word->content || word->number) return;
    double surprise = ro_word_surprise(finder->comparison->rules->word_rates, word->stem);
    uint32_t i = context->count++;
    context->stem[i] = word->stem;
    context->worth[i] = (float)(surprise / (word->name ? NAMES_PER_WORD : 1));
    context->close[i] = distance <= CLOSE && !word->name;
    context->name[i] = word->name;
    context->total += (double)context->worth[i];
}

static void read_context(const claim_finder *finder, const ro_figure *figure,
                         figure_context *context) {
    const ro_profile *profile = &finder->comparison->profiles[figure->article];
    uint32_t first = ro_profile_from(profile, figure->span.start);
    uint32_t behind = ro_profile_from(profile, figure->span.end);
    *context = (figure_context){.count = 0};
    for (uint32_t i = first, step = 1; i-- > 0 && step <= CONTEXT; step++) {
        if (profile->words[i].span.start < figure->sentence.start) break;
        add_word(finder, &profile->words[i], step, context);
    }
    for (uint32_t i = behind, step = 1; i < profile->word_count && step <= CONTEXT; i++, step++) {
        if (profile->words[i].span.end > figure->sentence.end) break;
        add_word(finder, &profile->words[i], step, context);
    }
}

/* Whether two figures without a frame are about one thing. */
static bool same_thing(const figure_context *a, const figure_context *b) {
    double shared = 0;
    uint32_t words = 0;
    bool close = false;
    for (uint32_t i = 0; i < a->count; i++)
        for (uint32_t j = 0; j < b->count; j++) {
            if (a->stem[i] != b->stem[j]) continue;
            shared += (double)a->worth[i];
            words += !a->name[i];
            close |= a->close[i] && b->close[j];
            break;
        }
    double smaller = a->total < b->total ? a->total : b->total;
    return close && words >= 2 && smaller > 0 && shared >= SAME_CONTEXT * smaller;
}

static ro_slot *open_slot(claim_finder *finder, uint32_t leader) {
    ro_slot *slot = RO_PUSH(finder->arena, &finder->slots);
    if (!slot) return NULL;
    slot->leader = leader;
    return slot;
}

static void put(claim_finder *finder, ro_slot *slot, uint32_t figure) {
    if (!slot) return;
    uint32_t article = finder->figures.items[figure].article;
    /* Figures come article by article. */
    bool another =
        slot->figures.count == 0 ||
        finder->figures.items[slot->figures.items[slot->figures.count - 1]].article != article;
    slot->articles += another;
    RO_APPEND(finder->arena, &slot->figures, figure);
}

static void place_framed(claim_finder *finder, uint32_t index) {
    uint64_t key = frame_key(&finder->figures.items[index]);
    const ro_posting *list = ro_postings_find(&finder->slots_of, key);
    if (!list) {
        if (!open_slot(finder, index)) return;
        list_slot(finder, key, finder->slots.count - 1);
        put(finder, &finder->slots.items[finder->slots.count - 1], index);
        return;
    }
    put(finder, &finder->slots.items[list->numbers.items[0]], index);
}

static uint32_t find_slot(const claim_finder *finder, uint32_t index) {
    const ro_figure *figure = &finder->figures.items[index];
    const figure_context *context = &finder->contexts[index];
    for (uint32_t i = 0; i < context->count; i++) {
        const ro_posting *list =
            ro_postings_find(&finder->slots_of, word_key(figure, context->stem[i]));
        for (uint32_t k = 0; context->close[i] && list && k < list->numbers.count; k++) {
            const ro_slot *slot = &finder->slots.items[list->numbers.items[k]];
            const ro_figure *leader = &finder->figures.items[slot->leader];
            if (leader->article != figure->article &&
                same_thing(context, &finder->contexts[slot->leader]))
                return list->numbers.items[k];
        }
    }
    return RO_NONE;
}

static void place_free(claim_finder *finder, uint32_t index) {
    const ro_figure *figure = &finder->figures.items[index];
    read_context(finder, figure, &finder->contexts[index]);
    uint32_t found = find_slot(finder, index);
    if (found == RO_NONE) {
        if (!open_slot(finder, index)) return;
        found = finder->slots.count - 1;
        const figure_context *context = &finder->contexts[index];
        for (uint32_t i = 0; i < context->count; i++)
            if (context->close[i]) list_slot(finder, word_key(figure, context->stem[i]), found);
    }
    put(finder, &finder->slots.items[found], index);
}

typedef struct slot_rank {
    uint32_t slot, relation, articles;
} slot_rank;

static int most_telling(const void *a, const void *b) {
    const slot_rank *left = a, *right = b;
    if (left->relation != right->relation) return left->relation < right->relation ? -1 : 1;
    if (left->articles != right->articles) return left->articles > right->articles ? -1 : 1;
    return (left->slot > right->slot) - (left->slot < right->slot);
}

/* Disagreement first: it is what a desk looks for. */
static uint32_t rank_of(ro_relation relation) {
    switch (relation) {
    case RO_RELATION_DIFFER: return 0;
    case RO_RELATION_EVOLVED: return 1;
    case RO_RELATION_COMPATIBLE: return 2;
    case RO_RELATION_AGREE: return 3;
    }
    return 4;
}

/* Number of independent sources behind a slot. */
static uint32_t sources_of(const claim_finder *finder, const ro_slot *slot) {
    uint32_t *articles = RO_ARENA_ARRAY(finder->arena, uint32_t, slot->articles);
    uint32_t count = 0;
    for (uint32_t i = 0; articles && i < slot->figures.count; i++) {
        uint32_t article = finder->figures.items[slot->figures.items[i]].article;
        if (count == 0 || articles[count - 1] != article) articles[count++] = article;
    }
    return articles ? ro_count_origins(finder->story, articles, count) : 0;
}

/* Whether every figure of a slot stands in somebody's words: the same words told twice
 * are one remark, which says it already. */
static bool is_quoted(const claim_finder *finder, const ro_slot *slot) {
    for (uint32_t i = 0; i < slot->figures.count; i++) {
        const ro_figure *figure = &finder->figures.items[slot->figures.items[i]];
        const ro_profile *profile = &finder->comparison->profiles[figure->article];
        uint32_t word = ro_profile_from(profile, figure->span.start);
        if (word >= profile->word_count || !profile->words[word].quoted) return false;
    }
    return true;
}

/* A figure that only copies of one text repeat, or that is part of one remark, is no
 * agreement worth telling. */
static bool tells_something(const claim_finder *finder, const ro_slot *slot) {
    if (slot->relation != RO_RELATION_AGREE) return true;
    return sources_of(finder, slot) > 1 &&
           (finder->figures.items[slot->leader].frame != RO_NONE || !is_quoted(finder, slot));
}

static uint32_t rank_slots(claim_finder *finder, const ro_slot_writer *writer, slot_rank *ranks) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < finder->slots.count; i++) {
        ro_slot *slot = &finder->slots.items[i];
        if (slot->articles < 2) continue;
        ro_slot_relate(writer, slot);
        if (!tells_something(finder, slot)) continue;
        ranks[kept++] = (slot_rank){i, rank_of(slot->relation), slot->articles};
    }
    ro_sort(ranks, kept, sizeof *ranks, most_telling);
    return kept < MOST_CLAIMS ? kept : MOST_CLAIMS;
}

static void write_claims(claim_finder *finder, ro_story *story) {
    slot_rank *ranks = RO_ARENA_ARRAY(finder->arena, slot_rank, finder->slots.count);
    ro_slot_writer writer = {finder->comparison, story, finder->figures.items, finder->arena};
    if (!ranks || finder->arena->oom) return;
    uint32_t kept = rank_slots(finder, &writer, ranks), days = 0;
    for (uint32_t i = 0; i < story->remark_count; i++)
        days += ro_remark_days_differ(&story->remarks[i]);
    ro_claim *claims =
        RO_ARENA_ARRAY(finder->comparison->arena, ro_claim, kept + days + MOST_ONSETS);
    if (!claims) return;
    for (uint32_t i = 0; i < kept; i++)
        ro_slot_write(&writer, &finder->slots.items[ranks[i].slot], &claims[i]);
    for (uint32_t i = 0; i < story->remark_count; i++)
        if (ro_remark_days_differ(&story->remarks[i]))
            ro_day_claim_write(&writer, &story->remarks[i], &claims[kept++]);
    kept += ro_onset_claims(finder->comparison, story, finder->arena, &claims[kept], MOST_ONSETS);
    story->claims = claims;
    story->claim_count = kept;
}

void ro_find_claims(const ro_comparison *comparison, ro_story *story) {
    if (story->article_count < 2 || !comparison->profiles) return;
    ro_arena scratch = RO_ARENA_INIT;
    claim_finder finder = {.comparison = comparison, .story = story, .arena = &scratch};
    for (uint32_t i = 0; i < story->article_count && !scratch.oom; i++)
        ro_figures_find(comparison, i, story->articles[i], &scratch, &finder.figures);
    finder.contexts = RO_ARENA_ARRAY(&scratch, figure_context, finder.figures.count);
    for (uint32_t i = 0; i < finder.figures.count && !scratch.oom; i++) {
        if (finder.figures.items[i].frame != RO_NONE)
            place_framed(&finder, i);
        else
            place_free(&finder, i);
    }
    write_claims(&finder, story);
    if (scratch.oom) comparison->arena->oom = true;
    ro_arena_free(&scratch);
}
