/* SPDX-License-Identifier: Apache-2.0 */
/** Sentences of two articles, paired by the words that they share. */
#ifndef RO_COMPARE_CHANGES_UNITS_H
#define RO_COMPARE_CHANGES_UNITS_H

#include "compare/words/profiles.h"

/** A sentence, or a paragraph where there are no sentences. */
typedef struct ro_unit {
    ro_span span;
    uint32_t first_word, end_word; /* of the profile */
    uint32_t match;                /* unit of the other article, or RO_NONE */
    float likeness;                /* with that one: Dice over rare words, 0 to 1 */
    float held;                    /* of its weight, in the unit of the other that holds most */
    uint32_t holder;               /* that unit, or RO_NONE */
    float weight;                  /* of its distinct words of content */
} ro_unit;

typedef RO_ARRAY(ro_unit) ro_unit_array;

/** List the units of an article; titles are left out. False: no memory. */
bool ro_list_units(const ro_article *article, const ro_profile *profile, ro_arena *arena,
                   ro_unit_array *units);

/** Fill match, likeness, held and holder of both. False: no memory. */
bool ro_pair_units(const ro_profile *a, ro_unit_array *a_units, const ro_profile *b,
                   ro_unit_array *b_units, ro_arena *arena);

#endif
