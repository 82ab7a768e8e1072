/* SPDX-License-Identifier: Apache-2.0 */
#include "base/hash.h"

#include <stdio.h>
#include <xxhash.h>

uint64_t ro_hash(const void *data, size_t size) {
    return XXH3_64bits(data, size);
}

uint64_t ro_hash_folded(ro_str s) {
    char small[64];
    if (s.n <= sizeof small) {
        for (size_t i = 0; i < s.n; i++) small[i] = ro_lower(s.p[i]);
        return XXH3_64bits(small, s.n);
    }
    uint64_t hash = s.n;
    for (size_t i = 0; i < s.n; i += sizeof small) {
        size_t n = s.n - i < sizeof small ? s.n - i : sizeof small;
        for (size_t j = 0; j < n; j++) small[j] = ro_lower(s.p[i + j]);
        hash = ro_hash_mix(hash, XXH3_64bits(small, n));
    }
    return hash;
}

static const uint32_t sha_constants[64] = {
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
        uint32_t t =                                                                               \
            SHA_WORD(shift, 7) + sum + choice + sha_constants[i + (shift)] + w[i + (shift)];       \
        uint32_t major =                                                                           \
            (a & SHA_WORD(shift, 1)) | (SHA_WORD(shift, 2) & (a | SHA_WORD(shift, 1)));            \
        SHA_WORD(shift, 3) += t;                                                                   \
        SHA_WORD(shift, 7) = t + (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + major;           \
    } while (0)

static void sha_block(uint32_t state[8], const unsigned char *block) {
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

void ro_sha256(const void *data, size_t size, char out[65]) {
    uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    const unsigned char *p = data;
    size_t whole = size / 64 * 64;
    for (size_t i = 0; i < whole; i += 64) sha_block(state, p + i);
    unsigned char tail[128] = {0};
    size_t rest = size - whole;
    if (rest) memcpy(tail, p + whole, rest);
    tail[rest] = 0x80;
    size_t padded = rest < 56 ? 64 : 128;
    for (unsigned i = 0; i < 8; i++)
        tail[padded - 1 - i] = (unsigned char)((uint64_t)size * 8 >> (8 * i));
    for (size_t i = 0; i < padded; i += 64) sha_block(state, tail + i);
    for (int i = 0; i < 8; i++) snprintf(out + (size_t)8 * (size_t)i, 9, "%08x", state[i]);
}
