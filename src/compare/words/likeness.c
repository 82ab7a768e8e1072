/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/words/likeness.h"

#include <math.h>
#include <stdlib.h>

#include "compare/words/terms.h"

enum { MOST_WORDS = 256 }; /* of a sentence; words are held against each other in pairs */

static const float SYNONYM = 0.6f; /* of the weight of the words: the table has near ones, too */
/* Taken off where a side has a figure of its own: two sentences of one form, as of two results or
 * two tolls, differ in nothing else. */
static const float OTHER_FIGURES = 0.08f;

/* Added to the rate of every word: the weight of one that the table lacks is finite. */
static const double LEAST_RATE = 1e-4;

typedef struct bag_word {
    const ro_word *word;
    float weight; /* what it tells: the log of how rare it is in English */
    bool matched;
} bag_word;

typedef struct word_bag {
    bag_word words[MOST_WORDS]; /* by stem */
    uint32_t count;
    float weight;
} word_bag;

static int by_stem(const void *left, const void *right) {
    const bag_word *a = left, *b = right;
    return a->word->stem < b->word->stem ? -1 : a->word->stem > b->word->stem;
}

static void fill_bag(const ro_compare_rules *rules, word_bag *bag, const ro_word *words,
                     uint32_t count) {
    bag->count = count < MOST_WORDS ? count : MOST_WORDS;
    bag->weight = 0;
    for (uint32_t i = 0; i < bag->count; i++) {
        double rate = ro_word_rate(rules->word_rates, words[i].stem);
        bag->words[i] = (bag_word){&words[i], (float)-log(rate + LEAST_RATE), false};
        bag->weight += bag->words[i].weight;
    }
    ro_sort(bag->words, bag->count, sizeof *bag->words, by_stem);
}

/* Mark the words in common, each once; return what they tell. */
static float match_stems(word_bag *a, word_bag *b) {
    float same = 0;
    for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
        int order = by_stem(&a->words[i], &b->words[j]);
        if (order == 0) {
            same += a->words[i].weight;
            a->words[i].matched = b->words[j].matched = true;
        }
        i += order <= 0;
        j += order >= 0;
    }
    return same;
}

static float match_synonyms(const ro_compare_rules *rules, word_bag *a, word_bag *b) {
    float found = 0;
    for (uint32_t i = 0; i < a->count; i++)
        for (uint32_t j = 0; j < b->count && !a->words[i].matched; j++) {
            bag_word *left = &a->words[i], *right = &b->words[j];
            if (right->matched || !left->word->content || !right->word->content) continue;
            if (!ro_are_synonyms(rules->synonyms, left->word->stem, right->word->stem)) continue;
            left->matched = right->matched = true;
            found += (left->weight + right->weight) / 2;
        }
    return found;
}

static bool has_own_figure(const word_bag *bag) {
    for (uint32_t i = 0; i < bag->count; i++)
        if (bag->words[i].word->number && !bag->words[i].matched) return true;
    return false;
}

float ro_sentence_likeness(const ro_compare_rules *rules, const ro_word *a, uint32_t a_count,
                           const ro_word *b, uint32_t b_count) {
    word_bag left, right;
    if (a_count == 0 || b_count == 0) return 0;
    fill_bag(rules, &left, a, a_count);
    fill_bag(rules, &right, b, b_count);
    float same = match_stems(&left, &right);
    same += SYNONYM * match_synonyms(rules, &left, &right);
    float likeness = 2 * same / (left.weight + right.weight);
    if (has_own_figure(&left) || has_own_figure(&right)) likeness -= OTHER_FIGURES;
    return likeness > 0 ? likeness : 0;
}
