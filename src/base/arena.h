/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Memory that is freed at once.
 *
 * An arena hands out memory in order and gives it all back in one call. When the
 * system has no more, the arena's `oom` flag goes up and stays up, and every later
 * call returns NULL; so a caller checks pointers where it writes through them and
 * the flag once, at the end of its work. With RO_ARENA_MALLOC each allocation is
 * a plain malloc, so that memory checkers see each one.
 */
#ifndef RO_BASE_ARENA_H
#define RO_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ro_arena_block ro_arena_block;

typedef struct ro_arena {
    ro_arena_block *blocks; /* newest first */
    size_t used;            /* of the newest block */
    size_t total;           /* bytes taken from the system */
    bool oom;
} ro_arena;

/** Empty arena: all zero. */
#define RO_ARENA_INIT ((ro_arena){0})

/** Return @p size zeroed bytes aligned for any type, or NULL. */
void *ro_arena_alloc(ro_arena *arena, size_t size);

/** Return a copy of @p size bytes with a NUL behind them, or NULL. */
char *ro_arena_copy(ro_arena *arena, const char *data, size_t size);

/** Return a copy of a C string; NULL gives NULL. */
char *ro_arena_strdup(ro_arena *arena, const char *string);

/** Return a formatted string, or NULL. */
char *ro_arena_printf(ro_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Bytes that an allocation of @p size takes. */
size_t ro_arena_size_of(size_t size);

/** Make room for allocations that take @p size bytes in all, and no more; false: no memory. */
bool ro_arena_reserve(ro_arena *arena, size_t size);

/** Give all that @p from holds to @p arena, to be freed with it; @p from is empty then. */
void ro_arena_join(ro_arena *arena, ro_arena *from);

/** Free everything; the arena is empty and usable again. */
void ro_arena_free(ro_arena *arena);

/** Make the allocation after @p count more fail (tests); SIZE_MAX: never. Per thread. */
void ro_arena_fail_after(size_t count);

#define RO_ARENA_NEW(arena, type) ((type *)ro_arena_alloc((arena), sizeof(type)))
#define RO_ARENA_ARRAY(arena, type, count)                                                         \
    ((type *)ro_arena_alloc_array((arena), (count), sizeof(type)))

/** Return zeroed memory for @p count items of @p size bytes, or NULL (also where
 *  the product does not fit). */
void *ro_arena_alloc_array(ro_arena *arena, size_t count, size_t size);

#endif
