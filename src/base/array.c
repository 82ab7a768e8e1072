/* SPDX-License-Identifier: Apache-2.0 */
#include "base/array.h"

#include <string.h>

bool ro_array_grow(ro_arena *arena, void **items, uint32_t *count, uint32_t *capacity,
                   size_t item_size) {
    if (*count == *capacity) {
        if (*capacity > UINT32_MAX / 2) {
            arena->oom = true;
            return false;
        }
        uint32_t larger = *capacity ? *capacity * 2 : 8;
        void *moved = ro_arena_alloc_array(arena, larger, item_size);
        if (!moved) return false;
        if (*count) memcpy(moved, *items, *count * item_size);
        *items = moved;
        *capacity = larger;
    }
    (*count)++;
    return true;
}
