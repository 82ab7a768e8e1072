/* SPDX-License-Identifier: Apache-2.0 */
#include "base/postings.h"

static ro_posting *slot_of(const ro_postings *postings, uint64_t key) {
    uint32_t mask = postings->capacity - 1;
    for (uint32_t i = (uint32_t)key & mask;; i = (i + 1) & mask)
        if (postings->lists[i].key == 0 || postings->lists[i].key == key)
            return &postings->lists[i];
}

static bool grow(ro_arena *arena, ro_postings *postings) {
    ro_postings larger = *postings;
    larger.capacity = postings->capacity ? postings->capacity * 2 : 256;
    larger.lists = RO_ARENA_ARRAY(arena, ro_posting, larger.capacity);
    if (!larger.lists) return false;
    for (uint32_t i = 0; i < postings->capacity; i++)
        if (postings->lists[i].key) *slot_of(&larger, postings->lists[i].key) = postings->lists[i];
    *postings = larger;
    return true;
}

const ro_posting *ro_postings_find(const ro_postings *postings, uint64_t key) {
    if (postings->capacity == 0) return NULL;
    const ro_posting *list = slot_of(postings, key);
    return list->key ? list : NULL;
}

void ro_postings_add(ro_arena *arena, ro_postings *postings, uint64_t key, uint32_t number,
                     uint32_t most) {
    if (postings->count * 2 >= postings->capacity && !grow(arena, postings)) return;
    ro_posting *list = slot_of(postings, key);
    postings->count += list->key == 0;
    list->key = key;
    uint32_t count = list->numbers.count;
    if (count && list->numbers.items[count - 1] == number) return;
    if (count < most) RO_APPEND(arena, &list->numbers, number);
}
