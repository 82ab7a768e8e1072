/* SPDX-License-Identifier: Apache-2.0 */
#include "lang/multiply.h"

#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define HAS_X86_KERNELS 1
#endif

/* Four rows by two outputs, so that what is loaded is used more than once. Compilers
 * turn the inner loop into products of eight pairs. */
static void multiply_plain(const int16_t *restrict a, size_t rows, size_t in,
                           const int16_t *restrict w, size_t out, int32_t *restrict sums) {
    for (size_t r = 0; r < rows; r += RO_KERNEL_ROWS) {
        const int16_t *a0 = a + r * in, *a1 = a0 + in, *a2 = a1 + in, *a3 = a2 + in;
        for (size_t o = 0; o < out; o += 2) {
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
    }
}

const ro_kernel ro_kernel_plain = {"plain", false, multiply_plain};

#ifdef HAS_X86_KERNELS
/* Two inputs at once as one number of 32 bits. */
static inline int32_t pair_at(const int16_t *a) {
    int32_t pair;
    memcpy(&pair, a, sizeof pair);
    return pair;
}

__attribute__((target("avx2"))) static void multiply_avx2(const int16_t *a, size_t rows, size_t in,
                                                          const int16_t *w, size_t out,
                                                          int32_t *sums) {
    for (size_t r = 0; r < rows; r += RO_KERNEL_ROWS)
        for (size_t o = 0; o < out; o += RO_KERNEL_OUTPUTS) {
            __m256i s[RO_KERNEL_ROWS][2];
            for (int i = 0; i < RO_KERNEL_ROWS; i++) s[i][0] = s[i][1] = _mm256_setzero_si256();
            for (size_t k = 0; k < in; k += 2) {
                const int16_t *at = w + k * out + o * 2;
                __m256i w0 = _mm256_loadu_si256((const void *)at);
                __m256i w1 = _mm256_loadu_si256((const void *)(at + RO_KERNEL_OUTPUTS));
                for (int i = 0; i < RO_KERNEL_ROWS; i++) {
                    __m256i x = _mm256_set1_epi32(pair_at(a + (r + (size_t)i) * in + k));
                    s[i][0] = _mm256_add_epi32(s[i][0], _mm256_madd_epi16(x, w0));
                    s[i][1] = _mm256_add_epi32(s[i][1], _mm256_madd_epi16(x, w1));
                }
            }
            for (int i = 0; i < RO_KERNEL_ROWS; i++) {
                int32_t *to = sums + (r + (size_t)i) * out + o;
                _mm256_storeu_si256((void *)to, s[i][0]);
                _mm256_storeu_si256((void *)(to + 8), s[i][1]);
            }
        }
}

__attribute__((target("avx512f,avx512bw,avx512vnni"))) static void
multiply_vnni(const int16_t *a, size_t rows, size_t in, const int16_t *w, size_t out,
              int32_t *sums) {
    size_t wide = out / 32 * 32;
    for (size_t r = 0; r < rows; r += RO_KERNEL_ROWS)
        for (size_t o = 0; o < out;) {
            /* The last sixteen outputs go alone where they are odd. */
            size_t second = o < wide ? 16 : 0;
            __m512i s[RO_KERNEL_ROWS][2];
            for (int i = 0; i < RO_KERNEL_ROWS; i++) s[i][0] = s[i][1] = _mm512_setzero_si512();
            for (size_t k = 0; k < in; k += 2) {
                const int16_t *at = w + k * out + o * 2;
                __m512i w0 = _mm512_loadu_si512((const void *)at);
                __m512i w1 = _mm512_loadu_si512((const void *)(at + second * 2));
                for (int i = 0; i < RO_KERNEL_ROWS; i++) {
                    __m512i x = _mm512_set1_epi32(pair_at(a + (r + (size_t)i) * in + k));
                    s[i][0] = _mm512_dpwssd_epi32(s[i][0], x, w0);
                    s[i][1] = _mm512_dpwssd_epi32(s[i][1], x, w1);
                }
            }
            for (int i = 0; i < RO_KERNEL_ROWS; i++) {
                int32_t *to = sums + (r + (size_t)i) * out + o;
                _mm512_storeu_si512((void *)to, s[i][0]);
                if (second) _mm512_storeu_si512((void *)(to + second), s[i][1]);
            }
            o += 16 + second;
        }
}

static const ro_kernel avx2 = {"avx2", true, multiply_avx2};
static const ro_kernel vnni = {"avx512vnni", true, multiply_vnni};
#endif

void ro_kernels(const ro_kernel *list[RO_MOST_KERNELS]) {
    size_t n = 0;
    list[n++] = &ro_kernel_plain;
#ifdef HAS_X86_KERNELS
    if (__builtin_cpu_supports("avx2")) list[n++] = &avx2;
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vnni"))
        list[n++] = &vnni;
#endif
    list[n] = NULL;
}

const ro_kernel *ro_kernel_best(void) {
    const ro_kernel *list[RO_MOST_KERNELS];
    size_t n = 0;
    ro_kernels(list);
    while (list[n + 1]) n++;
    return list[n];
}

void ro_kernel_lay_out(const ro_kernel *kernel, const int8_t *bytes, size_t in, size_t out,
                       int16_t *laid_out) {
    size_t outputs = ro_kernel_outputs(out);
    memset(laid_out, 0, in * outputs * sizeof *laid_out);
    for (size_t o = 0; o < out; o++)
        for (size_t k = 0; k < in; k++) {
            size_t at = kernel->paired ? (k / 2 * outputs + o) * 2 + k % 2 : o * in + k;
            laid_out[at] = bytes[o * in + k];
        }
}
