/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The network of the language model, in floating point, with its gradients.
 *
 *   word rows + projected word vector          x, INPUT wide
 *   window of three, ramp                      c, WINDOW wide
 *   bidirectional layers of gated means        h, 2 * HIDDEN wide each; r is their sum
 *   r -> tag;  r -> head scores;  r -> relation of a word to its head
 *   r -> whether the word begins a sentence
 *
 * The recurrent layers are quasi-recurrent (Bradbury et al. 2017): all matrix
 * products are over many words at once. Heads are scored for all pairs of a
 * sentence as in Dozat and Manning 2017, with a bias for the distance.
 */
#ifndef TRAIN_NETWORK_H
#define TRAIN_NETWORK_H

#include "lang/common/network.h"
#include "matrix.h"

#ifndef INPUT
#define INPUT 96
#endif
#ifndef WINDOW
#define WINDOW 160
#endif
#ifndef HIDDEN
#define HIDDEN 128
#endif
#ifndef LAYERS
#define LAYERS 3
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
    uint32_t word[MOST_ROWS];               /* what a hidden word's own row would be */
    const float *word_vector[MOST_ROWS];    /* and its vector */
    int32_t head[MOST_ROWS];                /* in the sentence; -1: root */
    uint8_t tag[MOST_ROWS], label[MOST_ROWS];
    bool begins[MOST_ROWS]; /* a sentence */
} batch;

typedef struct network {
    weights table, project;
    weights window, window_bias;
    weights gate[LAYERS], gate_bias[LAYERS];
    weights tag, tag_bias;
    weights begin, begin_bias; /* the first column alone is used */
    weights head, head_bias, dependent, dependent_bias, root, distance;
    weights label_head, label_dependent, label_bias, label_root, label_distance;
    weights label, label_out_bias;
} network;

typedef struct losses {
    double tag, head, label, begin;
    size_t words, tags_right, heads_right, labels_right;
    size_t begins, begins_found, begins_right; /* sentences within runs */
} losses;

typedef struct activations activations;

/** What teachers say of a batch: probabilities of tags, labels, heads and beginnings,
 *  summed over the teachers by their shares. */
typedef struct lesson lesson;

/** How a network is run. */
typedef enum pass {
    PASS_EVALUATE, /* labels are those of the heads that were found */
    PASS_TEACH,    /* nothing is hidden or dropped; what is found is added to the lesson */
    PASS_LEARN     /* units are dropped, gradients added, from gold and the lesson */
} pass;

typedef struct run_plan {
    pass pass;
    random_state *random; /* of what is dropped */
    double dropout;
    lesson *lesson; /* NULL: gold alone */
    float share;    /* of this teacher; or of the lesson in what is learned */
} run_plan;

/** All weights but the table. */
enum { DENSE = 2 * LAYERS + 20 };
void network_dense(network *net, weights *list[DENSE], size_t *count);

void network_init(network *net, size_t table_rows, random_state *random);
activations *activations_new(void);

lesson *lesson_new(void);
void lesson_clear(lesson *l, const batch *b);

/** Run @p net over @p b. Source of learning from teachers: Hinton, Vinyals and Dean 2015 */
losses network_run(network *net, activations *a, const batch *b, const run_plan *plan);

#endif
