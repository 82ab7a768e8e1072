/* SPDX-License-Identifier: Apache-2.0 */
#include "lang/arithmetic.h"

/* One copy for each generation of the processor, chosen when the program starts.
 * Sanitizers cannot watch code that runs that early. */
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__) &&       \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define FOR_EACH_PROCESSOR                                                                         \
    __attribute__((target_clones("default", "avx2")))
#else
#define FOR_EACH_PROCESSOR
#endif

enum { LIMIT = 4095 };

static int32_t product(const int16_t *restrict a, const int16_t *restrict w, size_t in) {
    int32_t sum = 0;
    for (size_t k = 0; k < in; k++) sum += a[k] * w[k];
    return sum;
}

FOR_EACH_PROCESSOR
void ro_multiply(const int16_t *restrict a, size_t rows, size_t in, const int16_t *restrict w,
                 size_t out, int32_t *restrict sums) {
    for (size_t r = 0; r + 4 <= rows; r += 4) {
        const int16_t *a0 = a + r * in, *a1 = a0 + in, *a2 = a1 + in, *a3 = a2 + in;
        size_t o = 0;
        for (; o + 2 <= out; o += 2) {
            const int16_t *w0 = w + o * in, *w1 = w0 + in;
            int32_t s00 = 0, s01 = 0, s10 = 0, s11 = 0, s20 = 0, s21 = 0, s30 = 0, s31 = 0;
            for (size_t k = 0; k < in; k++) {
                s00 += a0[k] * w0[k];
                s01 += a0[k] * w1[k];
                s10 += a1[k] * w0[k];
                s11 += a1[k] * w1[k];
                s20 += a2[k] * w0[k];
                s21 += a2[k] * w1[k];
                s30 += a3[k] * w0[k];
                s31 += a3[k] * w1[k];
            }
            int32_t *to = sums + r * out + o;
            to[0] = s00, to[1] = s01;
            to[out] = s10, to[out + 1] = s11;
            to[2 * out] = s20, to[2 * out + 1] = s21;
            to[3 * out] = s30, to[3 * out + 1] = s31;
        }
        for (; o < out; o++)
            for (size_t i = r; i < r + 4; i++)
                sums[i * out + o] = product(a + i * in, w + o * in, in);
    }
}

FOR_EACH_PROCESSOR
void ro_add_row(int32_t *restrict sum, const int8_t *restrict row, int32_t scale, size_t size) {
    for (size_t i = 0; i < size; i++) sum[i] += row[i] * scale;
}

FOR_EACH_PROCESSOR
void ro_scale(const int32_t *restrict sums, size_t rows, size_t width, const float *restrict scale,
              float factor, const float *restrict bias, float *restrict out) {
    for (size_t r = 0; r < rows; r++)
        for (size_t i = 0; i < width; i++)
            out[r * width + i] = (float)sums[r * width + i] * (scale[i] * factor) + bias[i];
}

FOR_EACH_PROCESSOR
void ro_narrow(const float *restrict values, size_t count, float factor, int ramp,
               int16_t *restrict out) {
    float below = ramp ? factor * 0.1f : factor;
    for (size_t i = 0; i < count; i++) {
        float v = values[i] * (values[i] < 0 ? below : factor);
        v = v > LIMIT ? LIMIT : v < -LIMIT ? -LIMIT : v;
        out[i] = (int16_t)(int32_t)(v + (v < 0 ? -0.5f : 0.5f));
    }
}

FOR_EACH_PROCESSOR
void ro_gate_step(const float *restrict gates, size_t size, float *restrict cell,
                  int16_t *restrict out) {
    for (size_t i = 0; i < size; i++) {
        float z = ro_tanh(gates[i]), f = ro_sigmoid(gates[size + i]);
        float o = ro_sigmoid(gates[2 * size + i]);
        float c = f * cell[i] + (1 - f) * z;
        cell[i] = c;
        float h = o * c * 4096.0f;
        h = h > LIMIT ? LIMIT : h < -LIMIT ? -LIMIT : h;
        out[i] = (int16_t)(int32_t)(h + (h < 0 ? -0.5f : 0.5f));
    }
}

int32_t ro_dot(const int16_t *restrict a, const int16_t *restrict b, size_t size) {
    return product(a, b, size);
}
