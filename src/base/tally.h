/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Tally: in how many groups each key stands, as words in articles.
 *
 * Groups are counted one after the other, so that a key of one counts once however often it
 * stands there. A key is a hash and not 0. Everything lives in an arena.
 */
#ifndef RO_BASE_TALLY_H
#define RO_BASE_TALLY_H

#include "base/arena.h"

typedef struct ro_tally {
    struct ro_tally_slot *slots;
    uint32_t count, capacity; /* capacity: a power of two, at least twice the count; or 0 */
} ro_tally;

/** Count @p key as one of @p group. Out of memory shows in the arena. */
void ro_tally_add(ro_arena *arena, ro_tally *tally, uint32_t key, uint32_t group);

/** In how many groups @p key stands. */
uint32_t ro_tally_of(const ro_tally *tally, uint32_t key);

#endif
