/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/likeness.h"

#include <stdlib.h>

enum { MOST_WORDS = 256 };

static const float SYNONYM = 0.25f;
static const float OTHER_FIGURES = 0.06f;

typedef struct word_bag {
    const ro_word *words[MOST_WORDS]; /* by stem */
    bool matched[MOST_WORDS];
    uint32_t count;
} word_bag;

static int by_stem(const void *left, const void *right) {
    const ro_word *a = *(const ro_word *const *)left, *b = *(const ro_word *const *)right;
    return a->stem < b->stem ? -1 : a->stem > b->stem;
}

static void fill_bag(word_bag *bag, const ro_word *words, uint32_t count) {
    bag->count = count < MOST_WORDS ? count : MOST_WORDS;
    for (uint32_t i = 0; i < bag->count; i++) {
        bag->words[i] = &words[i];
        bag->matched[i] = false;
    }
    ro_sort(bag->words, bag->count, sizeof *bag->words, by_stem);
}

/* Mark the words in common, each once; return their number. */
static uint32_t match_stems(word_bag *a, word_bag *b) {
    uint32_t same = 0;
    for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
        if (a->words[i]->stem < b->words[j]->stem) {
            i++;
        } else if (a->words[i]->stem > b->words[j]->stem) {
            j++;
        } else {
            a->matched[i++] = b->matched[j++] = true;
            same++;
        }
    }
    return same;
}

static uint32_t match_synonyms(const ro_synonyms *synonyms, word_bag *a, word_bag *b) {
    uint32_t found = 0;
    for (uint32_t i = 0; i < a->count; i++)
        for (uint32_t j = 0; j < b->count && !a->matched[i]; j++) {
            if (b->matched[j] || !a->words[i]->content || !b->words[j]->content) continue;
            if (!ro_are_synonyms(synonyms, a->words[i]->stem, b->words[j]->stem)) continue;
            a->matched[i] = b->matched[j] = true;
            found++;
        }
    return found;
}

static bool has_own_figure(const word_bag *bag) {
    for (uint32_t i = 0; i < bag->count; i++)
        if (bag->words[i]->number && !bag->matched[i]) return true;
    return false;
}

float ro_sentence_likeness(const ro_synonyms *synonyms, const ro_word *a, uint32_t a_count,
                           const ro_word *b, uint32_t b_count) {
    word_bag left, right;
    if (a_count == 0 || b_count == 0) return 0;
    fill_bag(&left, a, a_count);
    fill_bag(&right, b, b_count);
    float same = (float)match_stems(&left, &right);
    same += SYNONYM * (float)match_synonyms(synonyms, &left, &right);
    float likeness = 2 * same / (float)(left.count + right.count);
    if (has_own_figure(&left) || has_own_figure(&right)) likeness -= OTHER_FIGURES;
    return likeness > 0 ? likeness : 0;
}
