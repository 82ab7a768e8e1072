/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/words/terms.h"

#include <math.h>
#include <stdlib.h>

#include "base/table.h"
#include "compare/words/words.h"

enum {
    LEAD_WORDS = 80,     /* of the body: the lead and the paragraph that backs it */
    MIDDLING_WORDS = 400 /* of an article: the chance to meet a word grows with length */
};

/* Added to the rate of every word, so that one that the table lacks is as rare as one in
 * 100,000 and no rarer: names and slips of the pen are not worth more than rare words. */
static const double LEAST_RATE = 1e-5;
/* Of the worth of other words. Set by hand: the people of a story are in most of its
 * sentences, so that names alone must not make two of them alike. */
static const double NAME_WORTH = 0.7;

/* ---- how common a word is ---- */

typedef struct rate_slot {
    uint32_t stem; /* 0: free */
    float rate;
} rate_slot;

struct ro_word_rates {
    rate_slot *slots;
    uint32_t capacity; /* a power of two, at most half full */
};

static rate_slot *rate_slot_of(const ro_word_rates *rates, uint32_t stem) {
    uint32_t mask = rates->capacity - 1;
    for (uint32_t i = stem & mask;; i = (i + 1) & mask)
        if (rates->slots[i].stem == 0 || rates->slots[i].stem == stem) return &rates->slots[i];
}

static uint32_t whole_number(ro_str digits) {
    uint32_t value = 0;
    for (size_t i = 0; i < digits.n && i < 9 && ro_is_digit((unsigned char)digits.p[i]); i++)
        value = value * 10 + (uint32_t)(digits.p[i] - '0');
    return value;
}

bool ro_word_rates_read(ro_compare_rules *rules) {
    ro_word_rates *rates = RO_ARENA_NEW(&rules->arena, ro_word_rates);
    ro_profiler *profiler = ro_profiler_new(rules);
    ro_table table;
    ro_str field[2];
    uint32_t rows = 0;
    for (ro_table_open(&table, "word_frequency"); ro_table_row(&table, field, 2);) rows++;
    if (rates) {
        for (rates->capacity = 16; rates->capacity < 2 * rows;) rates->capacity *= 2;
        rates->slots = RO_ARENA_ARRAY(&rules->arena, rate_slot, rates->capacity);
    }
    if (!profiler) rules->arena.oom = true;
    bool made = profiler && rates && rates->slots;
    for (ro_table_open(&table, "word_frequency"); made && ro_table_row(&table, field, 2);) {
        uint32_t stem = ro_profiler_stem(profiler, field[0]);
        if (stem == 0) continue;
        rate_slot *slot = rate_slot_of(rates, stem);
        slot->stem = stem;
        slot->rate += (float)whole_number(field[1]) / 1e6F;
    }
    ro_profiler_free(profiler);
    rules->word_rates = rates;
    return made;
}

double ro_word_rate(const ro_word_rates *rates, uint32_t stem) {
    return (double)rate_slot_of(rates, stem)->rate;
}

double ro_word_surprise(const ro_word_rates *rates, uint32_t stem) {
    return -log(ro_word_rate(rates, stem) + LEAST_RATE);
}

double ro_word_worth(const ro_word_rates *rates, const ro_word *word) {
    return ro_word_surprise(rates, word->stem) * (word->name ? NAME_WORTH : 1);
}

double ro_word_expected(const ro_word_rates *rates, uint32_t stem) {
    /* Poisson: the chance that a word of this rate stands there at all. */
    return 1 - exp(-MIDDLING_WORDS * ro_word_rate(rates, stem));
}

/* ---- the terms of an article ---- */

static int by_stem(const void *a, const void *b) {
    uint32_t left = ((const ro_term *)a)->stem, right = ((const ro_term *)b)->stem;
    return (left > right) - (left < right);
}

static void add_up(ro_terms *terms) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < terms->count; i++) {
        const ro_term *term = &terms->items[i];
        ro_term *last = kept ? &terms->items[kept - 1] : NULL;
        if (!last || last->stem != term->stem) {
            terms->items[kept++] = *term;
            continue;
        }
        if (last->count < UINT16_MAX) last->count = (uint16_t)(last->count + term->count);
        if (last->names < UINT16_MAX) last->names = (uint16_t)(last->names + term->names);
        if (last->heading < UINT8_MAX) last->heading = (uint8_t)(last->heading + term->heading);
        if (last->lead < UINT8_MAX) last->lead = (uint8_t)(last->lead + term->lead);
    }
    terms->count = kept;
}

void ro_terms_make(ro_profiler *profiler, const ro_article *article, const ro_profile *profile,
                   ro_arena *arena, ro_terms *terms) {
    ro_str title = RO_STR("");
    if (ro_span_empty(article->meta.title_span)) title = ro_str_of(article->meta.title);
    /* Many words become few terms: they are added up on the heap. */
    ro_term *all = calloc(profile->word_count + title.n + 1, sizeof *all);
    if (!all) {
        arena->oom = true;
        return;
    }
    *terms = (ro_terms){all, 0};
    ro_scan scan = {title.p, 0, (uint32_t)title.n};
    ro_scanned scanned;
    while (ro_scan_word(&scan, &scanned)) {
        uint32_t stem = ro_profiler_stem(profiler, ro_str_span(title.p, scanned.span));
        if (stem) all[terms->count++] = (ro_term){.stem = stem, .heading = 1};
    }
    uint32_t body = 0;
    for (uint32_t i = 0; i < profile->word_count; i++) {
        const ro_word *word = &profile->words[i];
        if (word->stem == 0) continue; /* tables keep 0 for a free slot */
        all[terms->count++] = (ro_term){.stem = word->stem,
                                        .count = !word->title,
                                        .heading = word->title,
                                        .names = word->name && !word->title,
                                        .lead = !word->title && body++ < LEAD_WORDS};
    }
    ro_sort(all, terms->count, sizeof *all, by_stem);
    add_up(terms);
    terms->items = RO_ARENA_ARRAY(arena, ro_term, terms->count);
    if (terms->items && terms->count) memcpy(terms->items, all, terms->count * sizeof *all);
    if (!terms->items) terms->count = 0;
    free(all);
}
