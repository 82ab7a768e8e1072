/* SPDX-License-Identifier: Apache-2.0 */
#include "base/lexicon.h"

#include "base/hash.h"

/* A prefix of a phrase has a slot too, with the value RO_NONE. */
struct ro_lexicon_slot {
    const char *key; /* folded; NULL: free */
    uint32_t length;
    uint32_t hash;
    uint32_t value;
};

static struct ro_lexicon_slot *find_slot(const ro_lexicon *lexicon, ro_str key, uint32_t hash) {
    uint32_t mask = lexicon->capacity - 1;
    for (uint32_t i = hash & mask;; i = (i + 1) & mask) {
        struct ro_lexicon_slot *slot = &lexicon->slots[i];
        if (!slot->key) return slot;
        if (slot->hash == hash && ro_str_same((ro_str){slot->key, slot->length}, key)) return slot;
    }
}

static bool grow(ro_arena *arena, ro_lexicon *lexicon) {
    ro_lexicon larger = *lexicon;
    larger.capacity = lexicon->capacity ? lexicon->capacity * 2 : 64;
    larger.slots = RO_ARENA_ARRAY(arena, struct ro_lexicon_slot, larger.capacity);
    if (!larger.slots) return false;
    for (uint32_t i = 0; i < lexicon->capacity; i++) {
        struct ro_lexicon_slot *slot = &lexicon->slots[i];
        if (slot->key) *find_slot(&larger, (ro_str){slot->key, slot->length}, slot->hash) = *slot;
    }
    *lexicon = larger;
    return true;
}

static bool put(ro_arena *arena, ro_lexicon *lexicon, ro_str key, uint32_t value) {
    if (lexicon->count * 2 >= lexicon->capacity && !grow(arena, lexicon)) return false;
    uint32_t hash = (uint32_t)ro_hash_folded(key);
    struct ro_lexicon_slot *slot = find_slot(lexicon, key, hash);
    if (slot->key) {
        if (slot->value == RO_NONE) slot->value = value;
        return true;
    }
    char *folded = ro_arena_copy(arena, key.p, key.n);
    if (!folded) return false;
    for (size_t i = 0; i < key.n; i++) folded[i] = ro_lower(folded[i]);
    *slot = (struct ro_lexicon_slot){folded, (uint32_t)key.n, hash, value};
    lexicon->count++;
    return true;
}

bool ro_lexicon_add(ro_arena *arena, ro_lexicon *lexicon, ro_str key, uint32_t value) {
    uint32_t words = 1;
    for (size_t i = 0; i < key.n; i++) {
        if (key.p[i] != ' ') continue;
        words++;
        if (!put(arena, lexicon, (ro_str){key.p, i}, RO_NONE)) return false;
    }
    if (words > lexicon->most_words) lexicon->most_words = words;
    return put(arena, lexicon, key, value);
}

static const struct ro_lexicon_slot *look_up(const ro_lexicon *lexicon, ro_str key) {
    if (lexicon->capacity == 0) return NULL;
    const struct ro_lexicon_slot *slot = find_slot(lexicon, key, (uint32_t)ro_hash_folded(key));
    return slot->key ? slot : NULL;
}

uint32_t ro_lexicon_find(const ro_lexicon *lexicon, ro_str key) {
    const struct ro_lexicon_slot *slot = look_up(lexicon, key);
    return slot ? slot->value : RO_NONE;
}

bool ro_lexicon_begins(const ro_lexicon *lexicon, ro_str key) {
    return look_up(lexicon, key) != NULL;
}
