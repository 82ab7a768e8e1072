/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/words/synonyms.h"

#include "base/hash.h"
#include "base/table.h"
#include "compare/words/profiles.h"

enum { FILTER_BITS = 1 << 22 }; /* 512 KiB: it stays in a core's own cache */

/* A set of unordered pairs of stems, by open addressing. Nearly all look-ups are for
 * pairs that are not there: a filter of one bit a pair turns those away. */
struct ro_synonyms {
    uint64_t filter[FILTER_BITS / 64];
    uint64_t *slots; /* 0: free */
    uint32_t count;
    uint32_t capacity; /* a power of two */
};

static uint64_t pair_key(uint32_t a, uint32_t b) {
    return a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
}

static uint32_t filter_bit(uint32_t a, uint32_t b) {
    return ((a ^ b) * 0x9E3779B1u + (a + b) * 0x85EBCA6Bu) >> 10;
}

static uint64_t *find_slot(const ro_synonyms *set, uint64_t key) {
    uint32_t mask = set->capacity - 1;
    uint32_t i = (uint32_t)ro_hash_mix(key, 0) & mask;
    while (set->slots[i] && set->slots[i] != key) i = (i + 1) & mask;
    return &set->slots[i];
}

static bool grow(ro_arena *arena, ro_synonyms *set) {
    enum { FIRST_CAPACITY = 1 << 18 }; /* for the tables as they are */
    uint64_t *old = set->slots;
    uint32_t count = set->capacity;
    uint32_t capacity = count ? count * 2 : FIRST_CAPACITY;
    uint64_t *slots = RO_ARENA_ARRAY(arena, uint64_t, capacity);
    if (!slots) return false;
    set->slots = slots;
    set->capacity = capacity;
    for (uint32_t i = 0; i < count; i++)
        if (old[i]) *find_slot(set, old[i]) = old[i];
    return true;
}

static bool add(ro_arena *arena, ro_synonyms *set, uint32_t a, uint32_t b) {
    if (a == b) return true;
    if (set->count * 2 >= set->capacity && !grow(arena, set)) return false;
    uint64_t *slot = find_slot(set, pair_key(a, b));
    uint32_t bit = filter_bit(a, b);
    set->filter[bit / 64] |= UINT64_C(1) << bit % 64;
    if (!*slot) {
        *slot = pair_key(a, b);
        set->count++;
    }
    return true;
}

static bool read_table(ro_compare_rules *rules, ro_profiler *profiler, const char *name) {
    ro_table table;
    ro_str field[2];
    if (!ro_table_open(&table, name)) return false;
    while (ro_table_row(&table, field, 2)) {
        uint32_t word = ro_profiler_stem(profiler, field[0]);
        for (ro_str rest = field[1]; rest.n;) {
            const char *space = memchr(rest.p, ' ', rest.n);
            size_t length = space ? (size_t)(space - rest.p) : rest.n;
            uint32_t other = ro_profiler_stem(profiler, (ro_str){rest.p, length});
            if (!add(&rules->arena, rules->synonyms, word, other)) return false;
            length += space ? 1 : 0;
            rest = (ro_str){rest.p + length, rest.n - length};
        }
    }
    return true;
}

bool ro_synonyms_read(ro_compare_rules *rules) {
    rules->synonyms = RO_ARENA_NEW(&rules->arena, ro_synonyms);
    ro_profiler *profiler = ro_profiler_new(rules);
    if (!profiler) rules->arena.oom = true;
    bool done = rules->synonyms && profiler && read_table(rules, profiler, "synonyms") &&
                read_table(rules, profiler, "synonyms_more");
    ro_profiler_free(profiler);
    return done;
}

bool ro_are_synonyms(const ro_synonyms *synonyms, uint32_t stem_a, uint32_t stem_b) {
    uint32_t bit = filter_bit(stem_a, stem_b);
    if (!(synonyms->filter[bit / 64] >> bit % 64 & 1)) return false;
    return *find_slot(synonyms, pair_key(stem_a, stem_b)) != 0;
}
