/* SPDX-License-Identifier: Apache-2.0 */
/** Hashing for tables: xxHash. */
#ifndef RO_BASE_HASH_H
#define RO_BASE_HASH_H

#include "base/text.h"

uint64_t ro_hash(const void *data, size_t size);
/** Hash of the ASCII-lower-cased bytes. */
uint64_t ro_hash_folded(ro_str s);
static inline uint64_t ro_hash_mix(uint64_t a, uint64_t b) {
    uint64_t x = a ^ (b + 0x9E3779B97F4A7C15u + (a << 6) + (a >> 2));
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}
#endif
