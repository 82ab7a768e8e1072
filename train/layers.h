/* SPDX-License-Identifier: Apache-2.0 */
/** Layers of a network over the words of a batch, with their gradients. */
#ifndef TRAIN_LAYERS_H
#define TRAIN_LAYERS_H

#include "matrix.h"

/** out = in·w + bias over @p rows rows; @p bias may be NULL. */
void linear(size_t rows, const float *in, const weights *w, const weights *bias, float *out);

/** The gradients of linear: of the weights, and where @p din is given of the input, which
 *  with @p add are added to what stands there. */
void linear_back(size_t rows, const float *in, weights *w, weights *bias, const float *dout,
                 float *din, bool add);

/** A ramp: what is below zero counts a tenth. */
void leaky(size_t count, float *values);
void leaky_back(size_t count, const float *values, float *gradient);

/** Drop a share @p p of the values and make up for it in the others; the mask is for the
 *  gradients. Nothing is done where @p random is NULL. Source: Srivastava et al. 2014 */
void drop(size_t count, float *values, float *mask, random_state *random, double p);
void masked(size_t count, float *gradient, const float *mask);

/** Where runs of words stand in a batch; a layer does not see beyond a run. */
typedef struct run_places {
    size_t rows, count;
    const size_t *start, *length; /* count each */
} run_places;

enum { MOST_HIDDEN = 256 };

/**
 * A bidirectional layer of gated means: quasi-recurrent, so that all products of matrices are
 * over many words at once. Of each word and direction there are z, f and o, @p hidden wide each:
 *
 *   c = f * c before + (1 - f) * tanh z        h = o * c
 *
 * @p gates: rows of 6 * hidden, before tanh and sigmoid; they are put through them.
 * @p cell, @p h: rows of 2 * hidden. Source: Bradbury, Merity, Xiong and Socher 2017
 */
void gates_forward(const run_places *runs, size_t hidden, float *gates, float *cell, float *h);

/** Gradients of the gates from those of h. */
void gates_backward(const run_places *runs, size_t hidden, const float *gates, const float *cell,
                    const float *dh, float *dgates);

#endif
