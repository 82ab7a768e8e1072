/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Postings: numbers listed under 64-bit keys, in the order of adding.
 *
 * The lists of an inverted index that is built in one pass and lives in an arena. A key
 * is a hash and not 0. Each list holds as many numbers as its maker allows, so that a
 * common key costs no more than a rare one.
 */
#ifndef RO_BASE_POSTINGS_H
#define RO_BASE_POSTINGS_H

#include "base/array.h"

typedef struct ro_posting {
    uint64_t key; /* 0: free */
    RO_ARRAY(uint32_t) numbers;
} ro_posting;

typedef struct ro_postings {
    ro_posting *lists;
    uint32_t count, capacity;
} ro_postings;

/** The list under @p key, or NULL. */
const ro_posting *ro_postings_find(const ro_postings *postings, uint64_t key);

/** Append @p number under @p key, unless it is the last one there or the list already
 *  holds @p most. Out of memory shows in the arena. */
void ro_postings_add(ro_arena *arena, ro_postings *postings, uint64_t key, uint32_t number,
                     uint32_t most);

#endif
