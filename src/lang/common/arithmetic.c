/* SPDX-License-Identifier: Apache-2.0 */
#include "lang/common/arithmetic.h"

/* One copy for each generation of the processor, chosen when the program starts.
 * Sanitizers cannot watch code that runs that early. */
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__) &&       \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("default", "avx2", "avx512f")))
#else
#define FOR_EACH_PROCESSOR
#endif

enum { LIMIT = 4095, BYTE_LIMIT = 127, CHUNK = 64 };

/* To the nearest whole number, for |x| within LIMIT; truncation alone has an instruction. */
static inline int32_t nearest(float x) {
    return (int32_t)(x + ((float)LIMIT + 1.5f)) - (LIMIT + 1);
}

FOR_EACH_PROCESSOR
void ro_add_row(int32_t *restrict sum, const int8_t *restrict row, int32_t scale, size_t size) {
    for (size_t i = 0; i < size; i++) sum[i] += row[i] * scale;
}

FOR_EACH_PROCESSOR
void ro_scale(const int32_t *restrict sums, size_t stride, size_t rows, size_t width,
              const float *restrict scale, float factor, const float *restrict bias,
              float *restrict out) {
    for (size_t r = 0; r < rows; r++)
        for (size_t i = 0; i < width; i++)
            out[r * width + i] = (float)sums[r * stride + i] * (scale[i] * factor) + bias[i];
}

FOR_EACH_PROCESSOR
void ro_narrow(const float *restrict values, size_t count, float factor, bool ramp,
               int16_t *restrict out) {
    float below = ramp ? factor * 0.1f : factor;
    for (size_t i = 0; i < count; i++)
        out[i] = (int16_t)nearest(ro_clamp(values[i] * (values[i] < 0 ? below : factor), LIMIT));
}

FOR_EACH_PROCESSOR
void ro_narrow_ramp(const float *restrict values, size_t count, float factor,
                    int8_t *restrict out) {
    float below = factor * 0.1f;
    for (size_t i = 0; i < count; i++)
        out[i] =
            (int8_t)nearest(ro_clamp(values[i] * (values[i] < 0 ? below : factor), BYTE_LIMIT));
}

FOR_EACH_PROCESSOR
void ro_share(const int16_t *restrict sums, size_t count, int parts, int8_t *restrict out) {
    float factor = 1.0f / (float)parts;
    for (size_t i = 0; i < count; i++) out[i] = (int8_t)nearest((float)sums[i] * factor);
}

FOR_EACH_PROCESSOR
void ro_shift(const int32_t *restrict sums, size_t count, unsigned bits, int8_t *restrict out) {
    for (size_t i = 0; i < count; i++) {
        int32_t v = (sums[i] + (1 << bits >> 1)) >> bits;
        v = v < BYTE_LIMIT ? v : BYTE_LIMIT;
        out[i] = (int8_t)(v > -BYTE_LIMIT ? v : -BYTE_LIMIT);
    }
}

/* z is a tanh, f and o are sigmoids; c = f * c + (1 - f) * z and h = o * c. The three
 * quotients are brought over one divisor, since a division costs as much as ten
 * products. What is narrowed goes through a chunk of numbers of one width, so that
 * registers suffice. */
FOR_EACH_PROCESSOR
void ro_gate_step(size_t size, const int32_t *restrict sums, const float *restrict scale,
                  const float *restrict bias, float *restrict cell, int8_t *restrict out,
                  int16_t *restrict total) {
    float h[CHUNK];
    for (size_t from = 0; from < size; from += CHUNK) {
        size_t count = size - from < CHUNK ? size - from : CHUNK;
        for (size_t k = 0; k < count; k++) {
            size_t i = from + k, f = size + i, o = 2 * size + i;
            float z_top, z_bottom, f_top, f_bottom, o_top, o_bottom;
            ro_tanh_parts((float)sums[i] * scale[i] + bias[i], &z_top, &z_bottom);
            ro_tanh_parts((float)sums[f] * scale[f] + bias[f], &f_top, &f_bottom);
            ro_tanh_parts((float)sums[o] * scale[o] + bias[o], &o_top, &o_bottom);
            float both = z_bottom * f_bottom, inverse = 0.5f / (both * o_bottom);
            float keep = (f_bottom + f_top) * z_bottom, take = (f_bottom - f_top) * z_top;
            float c = (keep * cell[i] + take) * (inverse * o_bottom);
            cell[i] = c;
            h[k] = (o_bottom + o_top) * (inverse * both) * c * BYTE_LIMIT;
        }
        for (size_t k = 0; k < count; k++)
            out[from + k] = (int8_t)nearest(ro_clamp(h[k], BYTE_LIMIT));
        for (size_t k = 0; k < count; k++)
            total[from + k] = (int16_t)(total[from + k] + out[from + k]);
    }
}

/* The greatest of every eighth number, then of these; the first that is as great. */
FOR_EACH_PROCESSOR
uint32_t ro_best(const float *values, uint32_t count) {
    float most[8];
    for (uint32_t k = 0; k < 8; k++) most[k] = values[0];
    uint32_t i = 0;
    for (; i + 8 <= count; i += 8)
        for (uint32_t k = 0; k < 8; k++)
            most[k] = values[i + k] > most[k] ? values[i + k] : most[k];
    for (; i < count; i++) most[0] = values[i] > most[0] ? values[i] : most[0];
    for (uint32_t k = 1; k < 8; k++) most[0] = most[k] > most[0] ? most[k] : most[0];
    for (i = 0; i + 1 < count && values[i] < most[0];) i++;
    return i;
}

FOR_EACH_PROCESSOR
void ro_products(const int16_t *restrict a, size_t rows, size_t in, const int16_t *restrict b,
                 size_t out, int32_t *restrict sums) {
    for (size_t r = 0; r < rows; r += 4) {
        const int16_t *a0 = a + r * in, *a1 = a0 + in, *a2 = a1 + in, *a3 = a2 + in;
        for (size_t o = 0; o < out; o += 2) {
            const int16_t *b0 = b + o * in, *b1 = b0 + in;
            int32_t s00 = 0, s01 = 0, s10 = 0, s11 = 0, s20 = 0, s21 = 0, s30 = 0, s31 = 0;
            for (size_t k = 0; k < in; k++) {
                s00 += a0[k] * b0[k];
                s01 += a0[k] * b1[k];
                s10 += a1[k] * b0[k];
                s11 += a1[k] * b1[k];
                s20 += a2[k] * b0[k];
                s21 += a2[k] * b1[k];
                s30 += a3[k] * b0[k];
                s31 += a3[k] * b1[k];
            }
            int32_t *to = sums + r * out + o;
            to[0] = s00, to[1] = s01;
            to[out] = s10, to[out + 1] = s11;
            to[2 * out] = s20, to[2 * out + 1] = s21;
            to[3 * out] = s30, to[3 * out + 1] = s31;
        }
    }
}

FOR_EACH_PROCESSOR
void ro_scale_add(const int32_t *restrict sums, size_t count, float factor,
                  const float *restrict add, float *restrict out) {
    for (size_t i = 0; i < count; i++) out[i] = (float)sums[i] * factor + add[i];
}

int32_t ro_dot(const int16_t *restrict a, const int16_t *restrict b, size_t size) {
    int32_t sum = 0;
    for (size_t k = 0; k < size; k++) sum += a[k] * b[k];
    return sum;
}
