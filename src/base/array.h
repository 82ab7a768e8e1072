/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Growable arrays that live in an arena.
 *
 *     RO_ARRAY(ro_part) parts = {0};
 *     ro_part *part = RO_PUSH(&arena, &parts);   // zeroed; NULL where out of memory
 *     if (part) part->role = RO_PART_BODY;
 *
 * Growing copies; what was there before stays in the arena until it is freed.
 */
#ifndef RO_BASE_ARRAY_H
#define RO_BASE_ARRAY_H

#include <stdlib.h>

#include "base/arena.h"

#define RO_ARRAY(type)                                                                             \
    struct {                                                                                       \
        type *items;                                                                               \
        uint32_t count;                                                                            \
        uint32_t capacity;                                                                         \
    }

/** Append a zeroed item; its address, or NULL. */
#define RO_PUSH(arena, array)                                                                      \
    (ro_array_grow((arena), (void **)&(array)->items, &(array)->count, &(array)->capacity,         \
                   sizeof *(array)->items)                                                         \
         ? &(array)->items[(array)->count - 1]                                                     \
         : NULL)

/** Append @p value; whether there was memory for it. */
#define RO_APPEND(arena, array, value)                                                             \
    (ro_array_grow((arena), (void **)&(array)->items, &(array)->count, &(array)->capacity,         \
                   sizeof *(array)->items)                                                         \
         ? ((array)->items[(array)->count - 1] = (value), true)                                    \
         : false)

/** Sort @p count items; without any, @p items may be NULL, which qsort does not take. */
static inline void ro_sort(void *items, size_t count, size_t size,
                           int (*compare)(const void *, const void *)) {
    if (count > 1) qsort(items, count, size, compare);
}

/** Make room for one more zeroed item and count it; false where out of memory. */
bool ro_array_grow(ro_arena *arena, void **items, uint32_t *count, uint32_t *capacity,
                   size_t item_size);

#endif
