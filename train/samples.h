/* SPDX-License-Identifier: Apache-2.0 */
/** Sentences of a treebank as the network takes them. */
#ifndef TRAIN_SAMPLES_H
#define TRAIN_SAMPLES_H

#include "conllu.h"
#include "network.h"
#include "runs.h"
#include "vectors.h"

/** Keys of words and of parts of words, each with its row in the table. */
typedef struct dictionary {
    struct dictionary_slot *slots;
    uint32_t capacity, rows; /* row 0 is none, row 1 an unknown word */
} dictionary;

/** A class of tag: a part of speech with its features. */
typedef struct tag_class {
    uint8_t upos;
    uint16_t features;
} tag_class;

typedef struct samples {
    const treebank *bank;
    const vectors *vectors;
    double headlines; /* share of sentences that are made headlines */
    size_t longest_headline;
} samples;

typedef struct classes {
    tag_class tags[TAGS];
    uint32_t tag_count;
    uint8_t labels[LABELS]; /* values of ro_token.deprel */
    uint32_t label_count;
} classes;

/** Count the keys of @p s and give rows to those that are seen often enough. */
dictionary dictionary_new(const samples *s);
uint32_t dictionary_row(const dictionary *d, uint32_t key);
uint32_t dictionary_count(const dictionary *d, uint32_t key);
/** Give each key that has a row; begin with *at 0; false at the end. */
bool dictionary_each(const dictionary *d, uint32_t *at, uint32_t *key);
void dictionary_free(dictionary *d);

bool classes_find(classes *c, const treebank *bank);

/** Append tree @p index to @p b; false where it is full. With @p random words are
 *  hidden, the setting of letters varied, headlines made and sentences joined. */
bool batch_add(batch *b, const samples *s, const dictionary *d, const classes *c, uint32_t index,
               random_state *random);

#endif
