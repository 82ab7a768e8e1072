/* SPDX-License-Identifier: Apache-2.0 */
/** Dense arithmetic of the trainers, on one core. Rows are multiples of LANES floats. */
#ifndef TRAIN_MATRIX_H
#define TRAIN_MATRIX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LANES = 16 };

/** Trained weights: value, gradient, the moments of Adam, and their running mean. */
typedef struct weights {
    const char *name;
    size_t rows, columns;
    float *value, *gradient, *first, *second, *mean;
} weights;

typedef struct random_state {
    uint64_t state;
} random_state;

/** 64 random bits. Source: splitmix64, Steele, Lea and Flood 2014 */
uint64_t random_bits(random_state *random);
/** Uniform in [0,1). */
double random_unit(random_state *random);
uint32_t random_below(random_state *random, uint32_t limit);

void *zeroed(size_t count, size_t size); /**< or ends the program */

weights weights_new(const char *name, size_t rows, size_t columns, double scale,
                    random_state *random);
void weights_free(weights *w);

/** c = a·b or, where @p add, c += a·b; a is m×k, b is k×n. */
void multiply(size_t m, size_t n, size_t k, const float *a, const float *b, float *c, bool add);
/** c += aᵀ·b; a is k×m, b is k×n. */
void multiply_columns(size_t m, size_t n, size_t k, const float *a, const float *b, float *c);
/** c = a·bᵀ or c += a·bᵀ; a is m×k, b is n×k. */
void multiply_rows(size_t m, size_t n, size_t k, const float *a, const float *b, float *c,
                   bool add);
float dot(const float *a, const float *b, size_t n); /**< n is a multiple of LANES */

typedef struct optimizer {
    double rate, decay1, decay2, weight_decay;
    uint64_t step;
} optimizer;

/** One step of Adam over rows @p from to @p to of @p w; clears their gradient.
 *  Source: Kingma and Ba 2015 */
void adam_step(const optimizer *a, weights *w, size_t from, size_t to, float scale);

/** What gradients that count @p scale are to be multiplied by, so that their norm over all of
 *  @p list is at most that of @p most. Source: Pascanu, Mikolov and Bengio 2013 */
float clipped(weights *const *list, size_t count, float scale, double most);

/** Let the mean of the weights follow their value. The mean over the last steps generalises
 *  better than the last weights. Source: Polyak and Juditsky 1992 */
void weights_average(weights *w, float decay);
/** The mean becomes the value, and the value the mean. */
void weights_swap_mean(weights *w);

#endif
