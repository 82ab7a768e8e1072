/* SPDX-License-Identifier: Apache-2.0 */
/** Many patterns with stars, of which the first is found that a text matches. */
#ifndef RO_READ_PATTERNS_H
#define RO_READ_PATTERNS_H

#include "base/array.h"
#include "base/text.h"

/** Keys that patterns are looked up by; 4,096 heads take 16 kB, and few of 1,000 patterns share
 * one. */
enum { RO_PATTERN_KEYS = 4096 };

typedef struct ro_pattern {
    ro_str text; /* lower case; '*' stands for any bytes */
    uint32_t value;
    uint32_t next; /* with the same key, 1 more than its index; 0: the last */
} ro_pattern;

/** Empty where zero. */
typedef struct ro_patterns {
    RO_ARRAY(ro_pattern) items;
    uint32_t first[RO_PATTERN_KEYS]; /* by key, 1 more than an index; 0: none */
    uint32_t short_ones;             /* without a key, so that each is tried */
} ro_patterns;

/** Append @p text, which is borrowed, with what it means; false: no memory. */
bool ro_patterns_add(ro_arena *arena, ro_patterns *patterns, ro_str text, uint32_t value);

/** The value of the first pattern that @p text, in lower case, matches; RO_NONE: none. */
uint32_t ro_patterns_find(const ro_patterns *patterns, ro_str text);

#endif
