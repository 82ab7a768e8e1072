/* SPDX-License-Identifier: Apache-2.0 */
/** Runs of words as the network meets them: one sentence or several that no mark
 *  parts, headlines, letters of any setting. */
#ifndef TRAIN_RUNS_H
#define TRAIN_RUNS_H

#include "conllu.h"
#include "lang/common/features.h"
#include "matrix.h"

enum { RUN_WORDS = 400, RUN_LETTERS = 1 << 15 };

typedef struct run {
    size_t count;
    word words[RUN_WORDS];  /* heads are indices in the run */
    bool begins[RUN_WORDS]; /* a sentence */
    size_t letters;
    char text[RUN_LETTERS]; /* of the forms that were changed */
} run;

/** Make @p r the sentence @p index as it stands. */
void run_take(run *r, const treebank *bank, uint32_t index);

/** Append what follows sentence @p index in its paragraph while no mark parts it, and
 *  now and then what a mark does part, without the mark. */
void run_join(run *r, const treebank *bank, uint32_t index, random_state *random);

/** Make a headline of it: without articles, forms of "be" and the last stop; a past
 *  tense becomes a present. */
void run_make_headline(run *r, random_state *random);

void run_set_letters(run *r, ro_setting setting);

/** The keys of every word, as the library finds them. */
void run_keys(const run *r, uint32_t keys[][RO_WORD_KEYS]);

#endif
