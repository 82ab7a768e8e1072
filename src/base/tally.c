/* SPDX-License-Identifier: Apache-2.0 */
#include "base/tally.h"

struct ro_tally_slot {
    uint32_t key; /* 0: free */
    uint32_t groups, last;
};

static struct ro_tally_slot *slot_of(const ro_tally *tally, uint32_t key) {
    uint32_t mask = tally->capacity - 1;
    for (uint32_t i = key & mask;; i = (i + 1) & mask)
        if (tally->slots[i].key == 0 || tally->slots[i].key == key) return &tally->slots[i];
}

static bool grow(ro_arena *arena, ro_tally *tally) {
    ro_tally larger = *tally;
    larger.capacity = tally->capacity ? tally->capacity * 2 : 256;
    larger.slots = RO_ARENA_ARRAY(arena, struct ro_tally_slot, larger.capacity);
    if (!larger.slots) return false;
    for (uint32_t i = 0; i < tally->capacity; i++)
        if (tally->slots[i].key) *slot_of(&larger, tally->slots[i].key) = tally->slots[i];
    *tally = larger;
    return true;
}

void ro_tally_add(ro_arena *arena, ro_tally *tally, uint32_t key, uint32_t group) {
    if (tally->count * 2 >= tally->capacity && !grow(arena, tally)) return;
    struct ro_tally_slot *slot = slot_of(tally, key);
    if (slot->key && slot->last == group) return;
    tally->count += slot->key == 0;
    *slot = (struct ro_tally_slot){key, slot->groups + 1, group};
}

uint32_t ro_tally_of(const ro_tally *tally, uint32_t key) {
    return tally->capacity ? slot_of(tally, key)->groups : 0;
}
