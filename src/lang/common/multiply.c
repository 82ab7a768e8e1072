/* SPDX-License-Identifier: Apache-2.0 */
#include "lang/common/multiply.h"

#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define HAS_X86_KERNELS 1
#endif

/* Four rows by two outputs, so that what is loaded is used more than once. Compilers
 * turn the inner loop into products of eight pairs. */
static void multiply_plain(const int8_t *restrict a, size_t rows, size_t in,
                           const int8_t *restrict w, size_t out, int32_t *restrict sums) {
    for (size_t r = 0; r < rows; r += RO_KERNEL_ROWS) {
        const int8_t *a0 = a + r * in, *a1 = a0 + in, *a2 = a1 + in, *a3 = a2 + in;
        for (size_t o = 0; o < out; o += 2) {
            const int8_t *w0 = w + o * in, *w1 = w0 + in;
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

static const ro_kernel plain = {"plain", false, 0, multiply_plain};

#ifdef HAS_X86_KERNELS
/* Four inputs at once as one number of 32 bits. */
static inline int32_t group_at(const void *a) {
    int32_t group;
    memcpy(&group, a, sizeof group);
    return group;
}

/* Outputs of the group that begins at output @p o. */
static inline size_t group_width(size_t o, size_t out) {
    return out - o < RO_KERNEL_GROUP ? out - o : RO_KERNEL_GROUP;
}

/* A product of bytes wants one side without signs: it gets those of the inputs, the
 * weights get their signs. Pairs of products stay below 2 * 127 * 127, within 16 bits. */
__attribute__((target("avx2"))) static void
multiply_avx2(const int8_t *a, size_t rows, size_t in, const int8_t *w, size_t out, int32_t *sums) {
    const __m256i ones = _mm256_set1_epi16(1);
    for (size_t o = 0; o < out; o += RO_KERNEL_OUTPUTS) {
        size_t group = o / RO_KERNEL_GROUP * RO_KERNEL_GROUP, width = group_width(group, out);
        const int8_t *from = w + group * in + (o - group) * 4;
        for (size_t r = 0; r < rows; r += RO_KERNEL_ROWS) {
            __m256i s[RO_KERNEL_ROWS][2];
            for (int i = 0; i < RO_KERNEL_ROWS; i++) s[i][0] = s[i][1] = _mm256_setzero_si256();
            for (size_t k = 0; k < in; k += 4) {
                __m256i w0 = _mm256_loadu_si256((const void *)(from + k * width));
                __m256i w1 = _mm256_loadu_si256((const void *)(from + k * width + 32));
                for (int i = 0; i < RO_KERNEL_ROWS; i++) {
                    __m256i x = _mm256_set1_epi32(group_at(a + (r + (size_t)i) * in + k));
                    __m256i size = _mm256_abs_epi8(x);
                    __m256i p0 = _mm256_maddubs_epi16(size, _mm256_sign_epi8(w0, x));
                    __m256i p1 = _mm256_maddubs_epi16(size, _mm256_sign_epi8(w1, x));
                    s[i][0] = _mm256_add_epi32(s[i][0], _mm256_madd_epi16(p0, ones));
                    s[i][1] = _mm256_add_epi32(s[i][1], _mm256_madd_epi16(p1, ones));
                }
            }
            for (int i = 0; i < RO_KERNEL_ROWS; i++) {
                int32_t *to = sums + (r + (size_t)i) * out + o;
                _mm256_storeu_si256((void *)to, s[i][0]);
                _mm256_storeu_si256((void *)(to + 8), s[i][1]);
            }
        }
    }
}

/* Here the weights have no sign, by an offset. */
enum { OFFSET = 128, STRIPE = 32 };

#define TARGET_VNNI __attribute__((target("avx512f,avx512bw,avx512vnni")))

static int32_t sum_of(const int8_t *a, size_t count) {
    int32_t sum = 0;
    for (size_t k = 0; k < count; k++) sum += a[k];
    return sum;
}

/* @p rows rows of @p a by a group of @p width outputs, 32 or 16. */
TARGET_VNNI static inline __attribute__((always_inline)) void
block_vnni(const int8_t *a, size_t rows, size_t in, const int8_t *w, size_t width,
           const int32_t *start, size_t out, int32_t *sums) {
    size_t second = width == RO_KERNEL_GROUP ? 16 : 0;
    __m512i s[2 * RO_KERNEL_ROWS][2];
    for (size_t i = 0; i < rows; i++) s[i][0] = s[i][1] = _mm512_set1_epi32(start[i]);
    for (size_t k = 0; k < in; k += 4) {
        __m512i w0 = _mm512_loadu_si512((const void *)(w + k * width));
        __m512i w1 = _mm512_loadu_si512((const void *)(w + k * width + second * 4));
        for (size_t i = 0; i < rows; i++) {
            __m512i x = _mm512_set1_epi32(group_at(a + i * in + k));
            s[i][0] = _mm512_dpbusd_epi32(s[i][0], w0, x);
            if (second) s[i][1] = _mm512_dpbusd_epi32(s[i][1], w1, x);
        }
    }
    for (size_t i = 0; i < rows; i++) {
        _mm512_storeu_si512((void *)(sums + i * out), s[i][0]);
        if (second) _mm512_storeu_si512((void *)(sums + i * out + second), s[i][1]);
    }
}

/* @p rows rows, at most STRIPE, by all outputs: a group of weights is used for every row
 * while it is near; eight or four rows at a time, so that their sums stay in registers. */
TARGET_VNNI static void stripe_vnni(const int8_t *a, size_t rows, size_t in, const int8_t *w,
                                    size_t out, int32_t *sums) {
    enum { MOST = 2 * RO_KERNEL_ROWS };
    int32_t start[STRIPE] = {0};
    for (size_t r = 0; r < rows; r++) start[r] = -OFFSET * sum_of(a + r * in, in);
    for (size_t o = 0; o < out; o += RO_KERNEL_GROUP) {
        const int8_t *group = w + o * in;
        size_t width = group_width(o, out), r = 0;
        for (; width == RO_KERNEL_GROUP && r + MOST <= rows; r += MOST)
            block_vnni(a + r * in, MOST, in, group, RO_KERNEL_GROUP, start + r, out,
                       sums + r * out + o);
        for (; r < rows; r += RO_KERNEL_ROWS)
            block_vnni(a + r * in, RO_KERNEL_ROWS, in, group, width, start + r, out,
                       sums + r * out + o);
    }
}

TARGET_VNNI static void multiply_vnni(const int8_t *a, size_t rows, size_t in, const int8_t *w,
                                      size_t out, int32_t *sums) {
    for (size_t r = 0; r < rows; r += STRIPE)
        stripe_vnni(a + r * in, rows - r < STRIPE ? rows - r : STRIPE, in, w, out, sums + r * out);
}

static const ro_kernel avx2 = {"avx2", true, 0, multiply_avx2};
static const ro_kernel vnni = {"avx512vnni", true, OFFSET, multiply_vnni};
#endif

void ro_kernels(const ro_kernel *list[RO_MOST_KERNELS]) {
    size_t n = 0;
    list[n++] = &plain;
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

void ro_kernel_lay_out(const ro_kernel *kernel, const int8_t *weights, size_t in, size_t out,
                       int8_t *laid_out) {
    size_t outputs = ro_kernel_outputs(out);
    memset(laid_out, kernel->offset, in * outputs);
    for (size_t o = 0; o < out; o++) {
        size_t group = o / RO_KERNEL_GROUP * RO_KERNEL_GROUP;
        size_t width = outputs - group < RO_KERNEL_GROUP ? outputs - group : RO_KERNEL_GROUP;
        for (size_t k = 0; k < in; k++) {
            int weight = weights[o * in + k];
            if (weight == INT8_MIN) weight++; /* has no opposite */
            size_t at = group * in + (k / 4 * width + o - group) * 4 + k % 4;
            laid_out[kernel->grouped ? at : o * in + k] = (int8_t)(weight + kernel->offset);
        }
    }
}
