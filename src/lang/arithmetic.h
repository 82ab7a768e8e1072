/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The loops in which the network spends its time. Whole numbers wherever sums are
 * taken, so that every machine gives the same result.
 */
#ifndef RO_LANG_ARITHMETIC_H
#define RO_LANG_ARITHMETIC_H

#include <stddef.h>
#include <stdint.h>

/** tanh to 1e-4, without a call. Source: the continued fraction of Lambert 1761 */
static inline float ro_tanh(float x) {
    x = x < -4.9f ? -4.9f : x > 4.9f ? 4.9f : x;
    float s = x * x;
    return x * (135135.0f + s * (17325.0f + s * (378.0f + s))) /
           (135135.0f + s * (62370.0f + s * (3150.0f + s * 28.0f)));
}
static inline float ro_sigmoid(float x) {
    return 0.5f + 0.5f * ro_tanh(0.5f * x);
}

/** sum += row * scale, @p size wide. */
void ro_add_row(int32_t *sum, const int8_t *row, int32_t scale, size_t size);

/** out = sums * scale * @p factor + bias, over @p rows of @p width; a row of @p sums
 *  is @p stride wide. */
void ro_scale(const int32_t *sums, size_t stride, size_t rows, size_t width, const float *scale,
              float factor, const float *bias, float *out);

/** out = values * factor, rounded and cut to below 4096; where @p ramp, what is
 *  negative first counts a tenth. */
void ro_narrow(const float *values, size_t count, float factor, int ramp, int16_t *out);

/** One step of a layer of gates: z, f and o at @p gates, each @p size wide, change
 *  the cell and give the output at a scale of 4096. */
void ro_gate_step(const float *gates, size_t size, float *cell, int16_t *out);

int32_t ro_dot(const int16_t *a, const int16_t *b, size_t size);

#endif
