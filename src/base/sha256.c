/* SPDX-License-Identifier: Apache-2.0 */
#include "base/sha256.h"

#include <stdio.h>
#include <string.h>

/* clang before 17 cannot ask a processor for it. */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#include <immintrin.h>
#define HAS_SHA_INSTRUCTIONS 1
#endif

static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t rotate(uint32_t x, unsigned n) {
    return x >> n | x << (32 - n);
}

/* One round on the eight words from v[shift] on: the words stay where they are and
 * their names move, so that the compiler keeps all in registers. */
#define SHA_WORD(shift, n) v[((n) + 8 - (shift)) & 7]
#define SHA_ROUND(shift)                                                                           \
    do {                                                                                           \
        uint32_t a = SHA_WORD(shift, 0), e = SHA_WORD(shift, 4);                                   \
        uint32_t sum = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);                               \
        uint32_t choice = SHA_WORD(shift, 6) ^ (e & (SHA_WORD(shift, 5) ^ SHA_WORD(shift, 6)));    \
        uint32_t t = SHA_WORD(shift, 7) + sum + choice + constants[i + (shift)] + w[i + (shift)];  \
        uint32_t major =                                                                           \
            (a & SHA_WORD(shift, 1)) | (SHA_WORD(shift, 2) & (a | SHA_WORD(shift, 1)));            \
        SHA_WORD(shift, 3) += t;                                                                   \
        SHA_WORD(shift, 7) = t + (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + major;           \
    } while (0)

static void one_block(uint32_t state[8], const unsigned char *block) {
    uint32_t w[64], v[8];
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
               (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
    for (int i = 16; i < 64; i++) {
        uint32_t s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3;
        uint32_t s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10;
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    memcpy(v, state, sizeof v);
    for (int i = 0; i < 64; i += 8) {
        SHA_ROUND(0);
        SHA_ROUND(1);
        SHA_ROUND(2);
        SHA_ROUND(3);
        SHA_ROUND(4);
        SHA_ROUND(5);
        SHA_ROUND(6);
        SHA_ROUND(7);
    }
    for (int i = 0; i < 8; i++) state[i] += v[i];
}

void ro_sha256_plain(uint32_t state[8], const unsigned char *blocks, size_t count) {
    for (size_t i = 0; i < count; i++) one_block(state, blocks + 64 * i);
}

#ifdef HAS_SHA_INSTRUCTIONS
/* Four rounds an instruction pair. The state is held as the instructions want it: a, b, e and f
 * in one register, c, d, g and h in the other. Source: Intel, "Intel SHA Extensions", 2013 */
__attribute__((target("sha,sse4.1"))) static void
blocks_of_instructions(uint32_t state[8], const unsigned char *blocks, size_t count) {
    const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    __m128i dcba = _mm_loadu_si128((const __m128i *)(const void *)state);
    __m128i hgfe = _mm_loadu_si128((const __m128i *)(const void *)(state + 4));
    __m128i cdab = _mm_shuffle_epi32(dcba, 0xB1), efgh = _mm_shuffle_epi32(hgfe, 0x1B);
    __m128i abef = _mm_alignr_epi8(cdab, efgh, 8), cdgh = _mm_blend_epi16(efgh, cdab, 0xF0);
    for (; count > 0; count--, blocks += 64) {
        __m128i w[4], first = abef, second = cdgh;
        for (int i = 0; i < 16; i++) {
            __m128i *now = &w[i & 3];
            if (i < 4) {
                *now = _mm_loadu_si128((const __m128i *)(const void *)(blocks + 16 * i));
                *now = _mm_shuffle_epi8(*now, big_endian);
            } else {
                __m128i last = w[(i + 3) & 3];
                *now = _mm_sha256msg1_epu32(*now, w[(i + 1) & 3]);
                *now = _mm_add_epi32(*now, _mm_alignr_epi8(last, w[(i + 2) & 3], 4));
                *now = _mm_sha256msg2_epu32(*now, last);
            }
            __m128i sum = _mm_loadu_si128((const __m128i *)(const void *)(constants + 4 * i));
            sum = _mm_add_epi32(sum, *now);
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0E));
        }
        abef = _mm_add_epi32(abef, first);
        cdgh = _mm_add_epi32(cdgh, second);
    }
    __m128i feba = _mm_shuffle_epi32(abef, 0x1B), dchg = _mm_shuffle_epi32(cdgh, 0xB1);
    _mm_storeu_si128((__m128i *)(void *)state, _mm_blend_epi16(feba, dchg, 0xF0));
    _mm_storeu_si128((__m128i *)(void *)(state + 4), _mm_alignr_epi8(dchg, feba, 8));
}
#endif

ro_sha256_blocks *ro_sha256_best(void) {
#ifdef HAS_SHA_INSTRUCTIONS
    if (__builtin_cpu_supports("sha") && __builtin_cpu_supports("sse4.1"))
        return blocks_of_instructions;
#endif
    return ro_sha256_plain;
}

void ro_sha256(const void *data, size_t size, char out[65]) {
    uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    ro_sha256_blocks *take = ro_sha256_best();
    const unsigned char *p = data;
    size_t whole = size / 64 * 64, rest = size - whole;
    take(state, p, whole / 64);
    unsigned char tail[128] = {0};
    if (rest) memcpy(tail, p + whole, rest);
    tail[rest] = 0x80;
    size_t padded = rest < 56 ? 64 : 128;
    for (unsigned i = 0; i < 8; i++)
        tail[padded - 1 - i] = (unsigned char)((uint64_t)size * 8 >> (8 * i));
    take(state, tail, padded / 64);
    for (int i = 0; i < 8; i++) snprintf(out + (size_t)8 * (size_t)i, 9, "%08x", state[i]);
}
