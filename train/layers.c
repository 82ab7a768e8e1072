/* SPDX-License-Identifier: Apache-2.0 */
#include "layers.h"

#include <string.h>

/* out = in·w + bias over @p rows rows. */
void linear(size_t rows, const float *in, const weights *w, const weights *bias, float *out) {
    multiply(rows, w->columns, w->rows, in, w->value, out, false);
    for (size_t i = 0; bias && i < rows; i++)
        for (size_t j = 0; j < w->columns; j++) out[i * w->columns + j] += bias->value[j];
}

/* The gradients of linear: of the weights, and where @p din is given of the input. */
void linear_back(size_t rows, const float *in, weights *w, weights *bias, const float *dout,
                 float *din, bool add) {
    multiply_columns(w->rows, w->columns, rows, in, dout, w->gradient);
    for (size_t i = 0; bias && i < rows; i++)
        for (size_t j = 0; j < w->columns; j++) bias->gradient[j] += dout[i * w->columns + j];
    if (din) multiply_rows(rows, w->rows, w->columns, dout, w->value, din, add);
}

void drop(size_t count, float *values, float *mask, random_state *random, double p) {
    if (!random) return;
    float keep = (float)(1 / (1 - p));
    /* Four draws from each number. */
    uint64_t bits = 0, limit = (uint64_t)(p * 65536);
    for (size_t i = 0; i < count; i++) {
        bits = i % 4 ? bits >> 16 : random_bits(random);
        mask[i] = (bits & 0xFFFF) < limit ? 0 : keep;
        values[i] *= mask[i];
    }
}

void leaky(size_t count, float *values) {
    for (size_t i = 0; i < count; i++)
        if (values[i] < 0) values[i] *= 0.1f;
}

void leaky_back(size_t count, const float *values, float *gradient) {
    for (size_t i = 0; i < count; i++)
        if (values[i] < 0) gradient[i] *= 0.1f;
}

void masked(size_t count, float *gradient, const float *mask) {
    for (size_t i = 0; i < count; i++) gradient[i] *= mask[i];
}

static const float nothing[MOST_HIDDEN];

static size_t place(const run_places *runs, size_t r, size_t i, size_t direction) {
    return runs->start[r] + (direction ? runs->length[r] - 1 - i : i);
}

/* tanh to 1e-4, without a call; the library has a coarser one. Source: the continued
 * fraction of Lambert 1761 */
static float gate_tanh(float x) {
    x = x < -4.9f ? -4.9f : x > 4.9f ? 4.9f : x;
    float s = x * x;
    return x * (135135.0f + s * (17325.0f + s * (378.0f + s))) /
           (135135.0f + s * (62370.0f + s * (3150.0f + s * 28.0f)));
}

static float gate_sigmoid(float x) {
    return 0.5f + 0.5f * gate_tanh(0.5f * x);
}

void gates_forward(const run_places *runs, size_t hidden, float *gates, float *cell, float *h) {
    for (size_t i = 0; i < 2 * runs->rows; i++) {
        float *z = gates + i * 3 * hidden;
        for (size_t j = 0; j < hidden; j++) z[j] = gate_tanh(z[j]);
        for (size_t j = hidden; j < 3 * hidden; j++) z[j] = gate_sigmoid(z[j]);
    }
    for (size_t r = 0; r < runs->count; r++)
        for (size_t d = 0; d < 2; d++) {
            const float *before = nothing;
            for (size_t i = 0; i < runs->length[r]; i++) {
                size_t at = place(runs, r, i, d) * 2 + d;
                const float *z = gates + at * 3 * hidden, *f = z + hidden, *o = f + hidden;
                float *c = cell + at * hidden, *out = h + at * hidden;
                for (size_t j = 0; j < hidden; j++) {
                    c[j] = f[j] * before[j] + (1 - f[j]) * z[j];
                    out[j] = o[j] * c[j];
                }
                before = c;
            }
        }
}

void gates_backward(const run_places *runs, size_t hidden, const float *gates, const float *cell,
                    const float *dh, float *dgates) {
    float carry[MOST_HIDDEN];
    for (size_t r = 0; r < runs->count; r++)
        for (size_t d = 0; d < 2; d++) {
            memset(carry, 0, sizeof carry);
            for (size_t i = runs->length[r]; i-- > 0;) {
                size_t at = place(runs, r, i, d) * 2 + d;
                const float *z = gates + at * 3 * hidden, *f = z + hidden, *o = f + hidden;
                const float *c = cell + at * hidden, *out = dh + at * hidden;
                const float *before =
                    i ? cell + (place(runs, r, i - 1, d) * 2 + d) * hidden : nothing;
                float *g = dgates + at * 3 * hidden;
                for (size_t j = 0; j < hidden; j++) {
                    float dc = carry[j] + out[j] * o[j];
                    g[j] = dc * (1 - f[j]) * (1 - z[j] * z[j]);
                    g[hidden + j] = dc * (before[j] - z[j]) * f[j] * (1 - f[j]);
                    g[2 * hidden + j] = out[j] * c[j] * o[j] * (1 - o[j]);
                    carry[j] = dc * f[j];
                }
            }
        }
}
