/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define RO_HAS_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define RO_HAS_ASAN 1
#endif
#endif

#ifdef RO_HAS_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n)   ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#else
#define POISON(p, n)   ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#endif

enum { ALIGNMENT = 16, FIRST_BLOCK = 2 * 1024, LARGEST_BLOCK = 1024 * 1024 };

struct ro_arena_block {
    ro_arena_block *next;
    size_t size; /* of data */
    _Alignas(16) unsigned char data[];
};

static _Thread_local size_t fail_countdown = SIZE_MAX;

void ro_arena_fail_after(size_t count) {
    fail_countdown = count;
}

static bool injected_failure(void) {
    if (fail_countdown == SIZE_MAX) return false;
    if (fail_countdown == 0) return true;
    fail_countdown--;
    return false;
}

static bool add_block_of(ro_arena *arena, size_t size) {
    if (size > SIZE_MAX - sizeof(ro_arena_block)) return false;
    ro_arena_block *block = malloc(sizeof *block + size);
    if (!block) return false;
    block->next = arena->blocks;
    block->size = size;
    POISON(block->data, size);
    arena->blocks = block;
    arena->used = 0;
    arena->total += sizeof *block + size;
    return true;
}

static bool add_block(ro_arena *arena, size_t need) {
    /* Half of what there is, so that no more than a third lies idle: articles are many. */
    size_t size = arena->total / 2;
    if (size < FIRST_BLOCK) size = FIRST_BLOCK;
    if (size > LARGEST_BLOCK) size = LARGEST_BLOCK;
#ifdef RO_ARENA_MALLOC
    size = 0;
#endif
    return add_block_of(arena, size < need ? need : size);
}

size_t ro_arena_size_of(size_t size) {
    if (size == 0) size = 1;
    return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

bool ro_arena_reserve(ro_arena *arena, size_t size) {
#ifdef RO_ARENA_MALLOC
    (void)size;
#else
    if (!injected_failure() && add_block_of(arena, size)) return true;
    arena->oom = true;
#endif
    return !arena->oom;
}

void ro_arena_join(ro_arena *arena, ro_arena *from) {
    ro_arena_block **end = &arena->blocks;
    if (!arena->blocks) arena->used = from->used;
    while (*end) end = &(*end)->next;
    *end = from->blocks;
    arena->total += from->total;
    arena->oom = arena->oom || from->oom;
    *from = RO_ARENA_INIT;
}

void *ro_arena_alloc(ro_arena *arena, size_t size) {
    if (arena->oom) return NULL;
    if (size == 0) size = 1;
    size_t need = ro_arena_size_of(size);
    bool fits = arena->blocks && arena->blocks->size - arena->used >= need;
    if (need < size || injected_failure() || (!fits && !add_block(arena, need))) {
        arena->oom = true;
        return NULL;
    }
    void *p = arena->blocks->data + arena->used;
    arena->used += need;
    UNPOISON(p, size);
    memset(p, 0, size);
    return p;
}

void *ro_arena_alloc_array(ro_arena *arena, size_t count, size_t size) {
    if (size != 0 && count > SIZE_MAX / size) {
        arena->oom = true;
        return NULL;
    }
    return ro_arena_alloc(arena, count * size);
}

char *ro_arena_copy(ro_arena *arena, const char *data, size_t size) {
    if (size == SIZE_MAX) {
        arena->oom = true;
        return NULL;
    }
    char *p = ro_arena_alloc(arena, size + 1);
    if (p && size) memcpy(p, data, size);
    return p;
}

char *ro_arena_strdup(ro_arena *arena, const char *string) {
    return string ? ro_arena_copy(arena, string, strlen(string)) : NULL;
}

char *ro_arena_printf(ro_arena *arena, const char *format, ...) {
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    int size = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *p = size < 0 ? NULL : ro_arena_alloc(arena, (size_t)size + 1);
    if (p) vsnprintf(p, (size_t)size + 1, format, again);
    va_end(again);
    return p;
}

void ro_arena_free(ro_arena *arena) {
    ro_arena_block *block = arena->blocks;
    while (block) {
        ro_arena_block *next = block->next;
        UNPOISON(block->data, block->size);
        free(block);
        block = next;
    }
    *arena = RO_ARENA_INIT;
}
