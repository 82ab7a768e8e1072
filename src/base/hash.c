/* SPDX-License-Identifier: Apache-2.0 */
#include "base/hash.h"

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
