/* SPDX-License-Identifier: Apache-2.0 */
/** Edits of endings, learned from the lemmas of a treebank: see lang/en/lemmas.h. */
#ifndef TRAIN_LEMMA_EDITS_H
#define TRAIN_LEMMA_EDITS_H

#include "conllu.h"
#include "lang/en/lemmas.h"

typedef struct lemma_edits {
    ro_model_slot *slots;
    uint32_t slot_count; /* a power of two */
    ro_model_edit *edits;
    uint32_t edit_count, kept;
} lemma_edits;

lemma_edits lemma_edits_learn(const treebank *bank);
void lemma_edits_free(lemma_edits *e);

#endif
