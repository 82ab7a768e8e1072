/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The loops in which the network spends its time. Whole numbers wherever sums are
 * taken, so that every machine gives the same result.
 */
#ifndef RO_LANG_COMMON_ARITHMETIC_H
#define RO_LANG_COMMON_ARITHMETIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** x cut to within @p limit of 0. In this form each side is one instruction. */
static inline float ro_clamp(float x, float limit) {
    x = x < limit ? x : limit;
    return x > -limit ? x : -limit;
}

/** tanh to 2e-3, as the quotient *top / *bottom. Source: the continued fraction of
 *  Lambert 1761 */
static inline void ro_tanh_parts(float x, float *top, float *bottom) {
    x = ro_clamp(x, 3.6458f); /* where it reaches 1 */
    float s = x * x;
    *top = x * (945.0f + s * (105.0f + s));
    *bottom = 945.0f + s * (420.0f + s * 15.0f);
}
/** sum += row * scale, @p size wide. */
void ro_add_row(int32_t *sum, const int8_t *row, int32_t scale, size_t size);

/** out = sums * scale * @p factor + bias, over @p rows of @p width; a row of @p sums
 *  is @p stride wide. */
void ro_scale(const int32_t *sums, size_t stride, size_t rows, size_t width, const float *scale,
              float factor, const float *bias, float *out);

/** out = values * factor, rounded and cut to below 4096; where @p ramp, what is
 *  negative first counts a tenth. */
void ro_narrow(const float *values, size_t count, float factor, bool ramp, int16_t *out);

/** The same, with a ramp, cut to below 128. */
void ro_narrow_ramp(const float *values, size_t count, float factor, int8_t *out);

/** out = sums / @p parts, rounded. */
void ro_share(const int16_t *sums, size_t count, int parts, int8_t *out);

/** out = sums / 2^bits, rounded and cut to below 128. */
void ro_shift(const int32_t *sums, size_t count, unsigned bits, int8_t *out);

/** Index of the first of the greatest of @p count numbers, at least one. */
uint32_t ro_best(const float *values, uint32_t count);

/** One step of one direction of a layer of gates. @p sums are those of z, f and o, each
 *  @p size wide, and their value is sums * scale + bias; that of f and o is halved
 *  beforehand. Change the cell, give the output at a scale of 127 and add it to @p total. */
void ro_gate_step(size_t size, const int32_t *sums, const float *scale, const float *bias,
                  float *cell, int8_t *out, int16_t *total);

/** sums[r][o] = the product of row r of @p a and row o of @p b, both @p in wide; @p rows
 *  is a multiple of 4, @p out of 2. Values below 4096 cannot overflow for up to 128
 *  inputs. */
void ro_products(const int16_t *a, size_t rows, size_t in, const int16_t *b, size_t out,
                 int32_t *sums);

/** out = sums * factor + add. */
void ro_scale_add(const int32_t *sums, size_t count, float factor, const float *add, float *out);

int32_t ro_dot(const int16_t *a, const int16_t *b, size_t size);

#endif
