/* SPDX-License-Identifier: Apache-2.0 */
#include "lang/arithmetic.h"

/* One copy for each generation of the processor, chosen when the program starts.
 * Sanitizers cannot watch code that runs that early. */
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__) &&       \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("default", "avx2")))
#else
#define FOR_EACH_PROCESSOR
#endif

enum { LIMIT = 4095 };

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
    int32_t sum = 0;
    for (size_t k = 0; k < size; k++) sum += a[k] * b[k];
    return sum;
}
