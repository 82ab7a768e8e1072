/* SPDX-License-Identifier: Apache-2.0 */
#include "matrix.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef float lanes __attribute__((vector_size(LANES * sizeof(float)), aligned(4)));

uint64_t random_bits(random_state *random) {
    uint64_t z = (random->state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

double random_unit(random_state *random) {
    return (double)(random_bits(random) >> 11) * 0x1p-53;
}

uint32_t random_below(random_state *random, uint32_t limit) {
    return (uint32_t)(random_unit(random) * limit);
}

void *zeroed(size_t count, size_t size) {
    void *p = calloc(count ? count : 1, size);
    if (!p) {
        fprintf(stderr, "out of memory\n");
        exit(2);
    }
    return p;
}

weights weights_new(const char *name, size_t rows, size_t columns, double scale,
                    random_state *random) {
    weights w = {.name = name, .rows = rows, .columns = columns};
    size_t n = rows * columns;
    w.value = zeroed(n, sizeof(float));
    w.gradient = zeroed(n, sizeof(float));
    w.first = zeroed(n, sizeof(float));
    w.second = zeroed(n, sizeof(float));
    w.mean = zeroed(n, sizeof(float));
    for (size_t i = 0; i < n; i++) w.value[i] = (float)((2 * random_unit(random) - 1) * scale);
    return w;
}

void weights_free(weights *w) {
    free(w->value);
    free(w->gradient);
    free(w->first);
    free(w->second);
    free(w->mean);
}

float dot(const float *a, const float *b, size_t n) {
    lanes sums = {0};
    float sum = 0;
    for (size_t i = 0; i < n; i += LANES) sums += *(const lanes *)(a + i) * *(const lanes *)(b + i);
    for (size_t i = 0; i < LANES; i++) sum += sums[i];
    return sum;
}

void adam_step(const optimizer *a, weights *w, size_t from, size_t to, float scale) {
    double c1 = 1 - pow(a->decay1, (double)a->step), c2 = 1 - pow(a->decay2, (double)a->step);
    float rate = (float)(a->rate * sqrt(c2) / c1), d1 = (float)a->decay1, d2 = (float)a->decay2;
    float shrink = (float)(1 - a->rate * a->weight_decay);
    for (size_t i = from * w->columns; i < to * w->columns; i++) {
        float g = w->gradient[i] * scale;
        w->first[i] = d1 * w->first[i] + (1 - d1) * g;
        w->second[i] = d2 * w->second[i] + (1 - d2) * g * g;
        w->value[i] = w->value[i] * shrink - rate * w->first[i] / (sqrtf(w->second[i]) + 1e-8f);
        w->gradient[i] = 0;
    }
}

float clipped(weights *const *list, size_t count, float scale, double most) {
    double norm = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < list[i]->rows * list[i]->columns; k++) {
            double g = (double)(list[i]->gradient[k] * scale);
            norm += g * g;
        }
    norm = sqrt(norm);
    return norm > most ? scale * (float)(most / norm) : scale;
}

void weights_average(weights *w, float decay) {
    for (size_t i = 0; i < w->rows * w->columns; i++)
        w->mean[i] += (1 - decay) * (w->value[i] - w->mean[i]);
}

void weights_swap_mean(weights *w) {
    float *value = w->value;
    w->value = w->mean;
    w->mean = value;
}
