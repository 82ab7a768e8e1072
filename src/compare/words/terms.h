/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What an article speaks of: the stems of its words with how often and where they
 * stand, and how common a word is in English at large.
 */
#ifndef RO_COMPARE_WORDS_TERMS_H
#define RO_COMPARE_WORDS_TERMS_H

#include "compare/compare_rules.h"
#include "compare/words/profiles.h"

/** A word of an article, all its forms and places together. */
typedef struct ro_term {
    uint32_t stem;   /* as ro_word.stem */
    uint16_t count;  /* in the body */
    uint16_t names;  /* times written as a name: a capital within a sentence */
    uint8_t heading; /* times in the title */
    uint8_t lead;    /* times in the first words of the body */
    float weight;    /* in the whole article, for the user of the terms */
    float front;     /* in title and lead, likewise */
} ro_term;

/** The terms of an article, ascending by stem. */
typedef struct ro_terms {
    ro_term *items;
    uint32_t count;
} ro_terms;

/** Fill @p terms from the words of @p article and from its title where that is not
 *  part of its text; memory comes from @p arena. */
void ro_terms_make(ro_profiler *profiler, const ro_article *article, const ro_profile *profile,
                   ro_arena *arena, ro_terms *terms);

/** Read data/en/word_frequency.tsv into @p rules->word_rates. False: no memory. */
bool ro_word_rates_read(ro_compare_rules *rules);

/** Share of all words of English that have this stem, 0 to 1. */
double ro_word_rate(const ro_word_rates *rates, uint32_t stem);

/** What a word tells: its surprise in nats, -log of its rate; names and rare words most. */
double ro_word_surprise(const ro_word_rates *rates, uint32_t stem);

/** The same, less for a name: it says whom, and everybody in a story names them. */
double ro_word_worth(const ro_word_rates *rates, const ro_word *word);

/** Share of articles of middling length in which the stem is to be expected, 0 to 1. */
double ro_word_expected(const ro_word_rates *rates, uint32_t stem);

#endif
