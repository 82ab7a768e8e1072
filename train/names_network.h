/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The network of names (src/lang/common/name_network.h), in floating point, with its gradients.
 * It stands on the network of the language, whose weights do not change:
 *
 *   what that one read of a word and gathered of its run      NAME_INPUT wide
 *   ramp                                                      c, NAME_OPEN wide
 *   bidirectional layer of gated means                        h, 2 * NAME_HIDDEN wide
 *   c, h and the rows of the word's features, ramp            m, NAME_MIX wide
 *   m -> labels, and the best path of a stretch of words
 *
 * What is learned is the likelihood of all paths that the gold allows (a linear-chain
 * conditional random field): of an unsure word it may allow any label.
 * Source: Lafferty, McCallum and Pereira 2001; Tsuboi et al. 2008 for what is unsure
 */
#ifndef TRAIN_NAMES_NETWORK_H
#define TRAIN_NAMES_NETWORK_H

#include "analyse/people/name_tagger.h"
#include "layers.h"

#ifndef NAME_OPEN
#define NAME_OPEN 96
#endif
#ifndef NAME_HIDDEN
#define NAME_HIDDEN 64
#endif
enum {
    NAME_INPUT = 352,
    NAME_MIX = RO_NAME_MIX,
    NAME_RECURRENT = 2 * NAME_HIDDEN,
    NAME_GATHERED = NAME_OPEN + NAME_RECURRENT,
    NAME_LABELS = RO_NAME_LABELS,
    NAME_DOMAINS = 2,
    NAME_ROWS = 2048 /* words of a batch */
};

/** What stands for 1 in the input. */
#define NAME_INPUT_SCALE 64.0f

/** A word as it was seen. */
typedef struct seen_word {
    const int8_t *input;      /* NAME_INPUT numbers */
    const uint32_t *features; /* rows of the table */
    uint16_t allowed;         /* labels, a bit each; 0: a word that is never in a name */
    uint8_t feature_count;
    bool opens; /* a stretch of words that may be in a name */
} seen_word;

typedef struct names_batch {
    size_t rows, runs;
    size_t start[NAME_ROWS], length[NAME_ROWS];
    const seen_word *words[NAME_ROWS];
    uint8_t domain[NAME_ROWS]; /* of a run */
} names_batch;

typedef struct names_network {
    weights open, open_bias, domain;
    weights gate, gate_bias;
    weights mix, mix_bias, table;
    weights label, label_bias, steps;
} names_network;

typedef struct names_activations names_activations;

enum { NAME_DENSE = 10 }; /* all weights but the table */
void names_dense(names_network *net, weights *list[NAME_DENSE]);
void names_init(names_network *net, size_t table_rows, random_state *random);
names_activations *names_activations_new(void);

/** One pass; with @p random units are dropped and gradients added. Returns the loss, summed
 *  over stretches. */
double names_learn(names_network *net, names_activations *a, const names_batch *b,
                   random_state *random, double dropout, double feature_dropout);

/** The best labels of all words of the batch. */
void names_decode(names_network *net, names_activations *a, const names_batch *b, uint8_t *best);

#endif
