/* SPDX-License-Identifier: Apache-2.0 */
/* Sources: RFC 1321 (MD5), FIPS 180-4 (SHA-1), RFC 4648 (the bases). Neither hash keeps a
 * forger out; they tell bytes that were damaged. */
#include "base/digest.h"

#include <math.h>
#include <stdint.h>

#include "base/sha256.h"

enum { BLOCK = 64, LONGEST = 32, MD5_SIZE = 16, SHA1_SIZE = 20, SHA256_SIZE = 32 };

static uint32_t rotate(uint32_t x, unsigned n) {
    return x << n | x >> (32 - n);
}

static void md5_block(uint32_t state[5], const unsigned char *block) {
    static const unsigned turns[4][4] = {
        {7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
    static const unsigned step[4] = {1, 5, 3, 7}, first[4] = {0, 1, 5, 0};
    uint32_t w[16], a = state[0], b = state[1], c = state[2], d = state[3];
    for (size_t i = 0; i < 16; i++)
        w[i] = block[4 * i] | (uint32_t)block[4 * i + 1] << 8 | (uint32_t)block[4 * i + 2] << 16 |
               (uint32_t)block[4 * i + 3] << 24;
    for (unsigned i = 0; i < 64; i++) {
        unsigned round = i / 16;
        uint32_t mix = round == 0   ? (b & c) | (~b & d)
                       : round == 1 ? (d & b) | (~d & c)
                       : round == 2 ? b ^ c ^ d
                                    : c ^ (b | ~d);
        /* RFC 1321, 3.4: the constants are of the sine. */
        uint32_t constant = (uint32_t)(fabs(sin(i + 1.0)) * 4294967296.0);
        uint32_t sum = a + mix + constant + w[(step[round] * i + first[round]) % 16];
        a = d;
        d = c;
        c = b;
        b += rotate(sum, turns[round][i % 4]);
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
}

static void sha1_block(uint32_t state[5], const unsigned char *block) {
    static const uint32_t constants[4] = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6};
    uint32_t w[80], a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
    for (size_t i = 0; i < 16; i++)
        w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
               (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
    for (size_t i = 16; i < 80; i++) w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    for (size_t i = 0; i < 80; i++) {
        size_t round = i / 20;
        uint32_t mix = round == 0   ? (b & c) | (~b & d)
                       : round == 2 ? (b & c) | (b & d) | (c & d)
                                    : b ^ c ^ d;
        uint32_t sum = rotate(a, 5) + mix + e + constants[round] + w[i];
        e = d;
        d = c;
        c = rotate(b, 30);
        b = a;
        a = sum;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
}

/* Both hashes go over blocks and end in the length in bits; they differ in the order of
 * bytes. */
static void hash_all(bool sha, ro_str data, unsigned char *out) {
    uint32_t state[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    void (*hash)(uint32_t *, const unsigned char *) = sha ? sha1_block : md5_block;
    const unsigned char *p = (const unsigned char *)data.p;
    size_t whole = data.n / BLOCK * BLOCK, rest = data.n - whole;
    for (size_t i = 0; i < whole; i += BLOCK) hash(state, p + i);
    unsigned char tail[2 * BLOCK] = {0};
    if (rest) memcpy(tail, p + whole, rest);
    tail[rest] = 0x80;
    size_t padded = rest < BLOCK - 8 ? BLOCK : 2 * BLOCK;
    for (unsigned i = 0; i < 8; i++)
        tail[padded - 8 + i] = (unsigned char)((uint64_t)data.n * 8 >> 8 * (sha ? 7 - i : i));
    for (size_t i = 0; i < padded; i += BLOCK) hash(state, tail + i);
    for (unsigned i = 0; i < (sha ? SHA1_SIZE : MD5_SIZE); i++)
        out[i] = (unsigned char)(state[i / 4] >> 8 * (sha ? 3 - i % 4 : i % 4));
}

static void sha256_bytes(ro_str data, unsigned char *out) {
    char hex[2 * SHA256_SIZE + 1];
    ro_sha256(data.p, data.n, hex);
    for (size_t i = 0; i < SHA256_SIZE; i++) {
        const char *p = hex + 2 * i;
        unsigned high = (unsigned)(p[0] <= '9' ? p[0] - '0' : p[0] - 'a' + 10);
        unsigned low = (unsigned)(p[1] <= '9' ? p[1] - '0' : p[1] - 'a' + 10);
        out[i] = (unsigned char)(high << 4 | low);
    }
}

/* Whether @p text is the @p size bytes of @p digest in the base of @p bits, without the
 * signs that fill it up. */
static bool spells(ro_str text, const unsigned char *digest, size_t size, unsigned bits) {
    static const char *const alphabets[] = {
        "0123456789abcdef", "abcdefghijklmnopqrstuvwxyz234567",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"};
    for (size_t i = 0; i < text.n; i++) {
        unsigned value = 0;
        for (size_t bit = i * bits; bit < (i + 1) * bits; bit++)
            value = value << 1 | (bit / 8 < size ? digest[bit / 8] >> (7 - bit % 8) & 1u : 0);
        char wanted = alphabets[bits - 4][value];
        if ((bits == 6 ? text.p[i] : ro_lower(text.p[i])) != wanted) return false;
    }
    return true;
}

/* The size of what a label names; 0: it is not known. */
static size_t size_of(ro_str label) {
    static const struct {
        const char *name;
        size_t size;
    } known[] = {{"md5", MD5_SIZE},
                 {"sha1", SHA1_SIZE},
                 {"sha-1", SHA1_SIZE},
                 {"sha256", SHA256_SIZE},
                 {"sha-256", SHA256_SIZE}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (ro_str_same(label, ro_str_of(known[i].name))) return known[i].size;
    return 0;
}

ro_digest_result ro_digest_check(ro_str stated, ro_str data) {
    unsigned char digest[LONGEST];
    const char *colon = stated.n ? memchr(stated.p, ':', stated.n) : NULL;
    if (!colon) return RO_DIGEST_UNKNOWN;
    size_t label = (size_t)(colon - stated.p), size = size_of((ro_str){stated.p, label});
    ro_str text = ro_str_trim((ro_str){colon + 1, stated.n - label - 1});
    while (text.n && text.p[text.n - 1] == '=') text.n--;
    unsigned bits = 4;
    while (bits <= 6 && text.n != (size * 8 + bits - 1) / bits) bits++;
    if (size == 0 || bits > 6) return RO_DIGEST_UNKNOWN;
    if (size == SHA256_SIZE)
        sha256_bytes(data, digest);
    else
        hash_all(size == SHA1_SIZE, data, digest);
    return spells(text, digest, size, bits) ? RO_DIGEST_RIGHT : RO_DIGEST_WRONG;
}
