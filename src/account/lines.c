/* SPDX-License-Identifier: Apache-2.0 */
#include "account/lines.h"

#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/postings.h"
#include "compare/compare_rules.h"
#include "compare/words/terms.h"

enum {
    MOST_LINES = 20000,   /* of a story: later ones are left out; bounds memory and time */
    MOST_OF_ARTICLE = 60, /* sentences: a report says early what matters */
    MOST_LISTED = 128,    /* lines under one stem: what all lines have finds none, and costs */
    MOST_WORDS = 80       /* content words of a line: more are a list or a table */
};

struct ro_line_index {
    ro_postings lists; /* of lines, by stem */
    float *shared;     /* by line, zero between calls */
    RO_ARRAY(uint32_t) met;
};

/* Lines by the digest of their words. */
typedef struct digest_slot {
    uint64_t digest; /* 0: free */
    uint32_t line;
} digest_slot;

typedef struct line_maker {
    const ro_account *account;
    const ro_story *story;
    ro_arena *arena;
    ro_lines *lines;
    digest_slot *digests;
    uint32_t digest_capacity;
} line_maker;

static int by_stem(const void *a, const void *b) {
    uint32_t left = ((const ro_line_word *)a)->stem, right = ((const ro_line_word *)b)->stem;
    return (left > right) - (left < right);
}

static void take_words(line_maker *maker, const ro_profile *profile, uint32_t from, uint32_t to,
                       ro_line *line) {
    ro_line_word words[MOST_WORDS];
    uint32_t count = 0, kept = 0;
    const ro_word_rates *rates = maker->account->comparison.rules->word_rates;
    for (uint32_t i = from; i < to && count < MOST_WORDS; i++) {
        const ro_word *word = &profile->words[i];
        if (!word->content || word->stem == 0) continue;
        double worth = ro_word_worth(rates, word);
        words[count++] = (ro_line_word){word->stem, (float)(worth * worth / 100)};
    }
    ro_sort(words, count, sizeof *words, by_stem);
    for (uint32_t i = 0; i < count; i++)
        if (kept == 0 || words[kept - 1].stem != words[i].stem) words[kept++] = words[i];
    ro_line_word *own = RO_ARENA_ARRAY(maker->arena, ro_line_word, kept);
    if (!own) return;
    for (uint32_t i = 0; i < kept; i++) own[i] = words[i], line->worth += words[i].worth;
    line->words = own;
    line->word_count = kept;
}

static digest_slot *digest_of(const line_maker *maker, uint64_t digest) {
    uint32_t mask = maker->digest_capacity - 1;
    for (uint32_t i = (uint32_t)digest & mask;; i = (i + 1) & mask)
        if (maker->digests[i].digest == 0 || maker->digests[i].digest == digest)
            return &maker->digests[i];
}

static void add_sentence(line_maker *maker, uint32_t number, uint32_t s, uint32_t position) {
    const ro_article *article = maker->account->articles[number];
    const ro_profile *profile = &maker->account->comparison.profiles[number];
    ro_span span = article->sentences.items[s].span;
    uint32_t from = ro_profile_from(profile, span.start), to = ro_profile_from(profile, span.end);
    if (from == to) return;
    uint64_t digest = 0;
    for (uint32_t i = from; i < to; i++) digest = ro_hash_mix(digest, profile->words[i].hash);
    digest |= 1;
    digest_slot *slot = digest_of(maker, digest);
    ro_receipt place = {number, span};
    if (slot->digest) {
        RO_APPEND(maker->arena, &maker->lines->items.items[slot->line].places, place);
        return;
    }
    if (maker->lines->items.count >= MOST_LINES) return;
    ro_line *line = RO_PUSH(maker->arena, &maker->lines->items);
    if (!line) return;
    *slot = (digest_slot){digest, maker->lines->items.count - 1};
    line->first = place;
    line->length = to - from;
    line->position = position;
    line->sentence = s;
    RO_APPEND(maker->arena, &line->places, place);
    take_words(maker, profile, from, to, line);
    for (uint32_t i = 0; i < line->word_count; i++)
        ro_postings_add(maker->arena, &maker->lines->index->lists, line->words[i].stem, slot->line,
                        MOST_LISTED);
}

static void add_article(line_maker *maker, uint32_t number) {
    const ro_article *article = maker->account->articles[number];
    uint32_t position = 0;
    for (uint32_t s = 0; s < article->sentences.count && position < MOST_OF_ARTICLE; s++) {
        if (ro_sentence_is_told(article, s)) add_sentence(maker, number, s, position++);
    }
}

ro_lines *ro_lines_make(const ro_account *account, const ro_story *story, ro_arena *arena) {
    ro_lines *lines = RO_ARENA_NEW(arena, ro_lines);
    line_maker maker = {account, story, arena, lines, NULL, 1024};
    while (maker.digest_capacity < 2 * MOST_LINES &&
           maker.digest_capacity / 2 / MOST_OF_ARTICLE < story->article_count)
        maker.digest_capacity *= 2;
    maker.digests = RO_ARENA_ARRAY(arena, digest_slot, maker.digest_capacity);
    if (!lines || !maker.digests) return NULL;
    lines->index = RO_ARENA_NEW(arena, struct ro_line_index);
    for (uint32_t i = 0; i < story->article_count && !arena->oom; i++)
        add_article(&maker, story->articles[i]);
    if (lines->index) lines->index->shared = RO_ARENA_ARRAY(arena, float, lines->items.count);
    return arena->oom ? NULL : lines;
}

static ro_line_match match_of(const ro_line *line, const ro_line *other, uint32_t index,
                              float shared) {
    float product = sqrtf(line->worth * other->worth);
    return (ro_line_match){index, product > 0 ? shared / product : 0,
                           line->worth > 0 ? shared / line->worth : 0};
}

void ro_lines_match(ro_lines *lines, uint32_t number, ro_arena *arena, ro_line_matches *matches) {
    struct ro_line_index *index = lines->index;
    const ro_line *line = &lines->items.items[number];
    matches->count = 0;
    index->met.count = 0;
    for (uint32_t i = 0; i < line->word_count; i++) {
        const ro_posting *list = ro_postings_find(&index->lists, line->words[i].stem);
        for (uint32_t k = 0; list && k < list->numbers.count; k++) {
            uint32_t other = list->numbers.items[k];
            if (other == number) continue;
            if (index->shared[other] == 0 && !RO_APPEND(arena, &index->met, other)) return;
            index->shared[other] += line->words[i].worth;
        }
    }
    for (uint32_t i = 0; i < index->met.count; i++) {
        uint32_t other = index->met.items[i];
        ro_line_match match =
            match_of(line, &lines->items.items[other], other, index->shared[other]);
        index->shared[other] = 0;
        RO_APPEND(arena, matches, match);
    }
}

ro_line_match ro_lines_compare(const ro_lines *lines, uint32_t a, uint32_t b) {
    const ro_line *left = &lines->items.items[a], *right = &lines->items.items[b];
    float shared = 0;
    for (uint32_t i = 0, j = 0; i < left->word_count && j < right->word_count;) {
        if (left->words[i].stem == right->words[j].stem)
            shared += left->words[i].worth, i++, j++;
        else if (left->words[i].stem < right->words[j].stem)
            i++;
        else
            j++;
    }
    return match_of(left, right, b, shared);
}
