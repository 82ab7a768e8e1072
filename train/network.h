/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The network of the language model, in floating point, with its gradients.
 *
 *   word rows + projected word vector          x, INPUT wide
 *   window of three, ramp                      c, WINDOW wide
 *   two bidirectional layers of gated means    r, 2 * HIDDEN wide
 *   r -> tag;  r -> head scores;  r -> relation of a word to its head
 *
 * The recurrent layers are quasi-recurrent (Bradbury et al. 2017): all matrix
 * products are over many words at once. Heads are scored for all pairs of a
 * sentence as in Dozat and Manning 2017, with a bias for the distance.
 */
#ifndef TRAIN_NETWORK_H
#define TRAIN_NETWORK_H

#include "lang/network.h"
#include "matrix.h"

#ifndef INPUT
#define INPUT 96
#endif
#ifndef WINDOW
#define WINDOW 128
#endif
#ifndef HIDDEN
#define HIDDEN 96
#endif
#ifndef ARC
#define ARC 96
#endif
#ifndef LABEL
#define LABEL 96
#endif
enum {
    VECTOR = 100,
    RECURRENT = 2 * HIDDEN,
    GATES = 6 * HIDDEN,
    TAGS = 96,
    LABELS = 64,
    DISTANCES = RO_MODEL_DISTANCES,
    MOST_ROWS = 2048 /* words of a batch */
};

typedef struct batch {
    size_t rows, sentences;
    size_t start[MOST_ROWS], length[MOST_ROWS];
    uint32_t keys[MOST_ROWS][RO_WORD_KEYS]; /* rows of the table; 0: none */
    const float *vector[MOST_ROWS];         /* VECTOR wide, or NULL */
    int32_t head[MOST_ROWS];                /* in the sentence; -1: root */
    uint8_t tag[MOST_ROWS], label[MOST_ROWS];
} batch;

enum { LAYERS = 2 };

typedef struct network {
    weights table, project;
    weights window, window_bias;
    weights gate[LAYERS], gate_bias[LAYERS];
    weights tag, tag_bias;
    weights head, head_bias, dependent, dependent_bias, root, distance;
    weights label_head, label_dependent, label_bias, label_root, label_distance;
    weights label, label_out_bias;
} network;

typedef struct losses {
    double tag, head, label;
    size_t words, tags_right, heads_right, labels_right;
} losses;

typedef struct activations activations;

/** All weights but the table. */
enum { DENSE = 2 * LAYERS + 18 };
void network_dense(network *net, weights *list[DENSE], size_t *count);

void network_init(network *net, size_t table_rows, random_state *random);
activations *activations_new(void);

/** Run @p net over @p b; with @p random not NULL drop units at random and add the
 *  gradients of the loss. Heads found are written to @p heads, tags to @p tags, the
 *  labels (of gold heads while training, of found heads else) to @p labels; each may
 *  be NULL. */
losses network_run(network *net, activations *a, const batch *b, random_state *random,
                   double dropout, int32_t *heads, uint8_t *tags, uint8_t *labels);

#endif
