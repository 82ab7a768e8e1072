/* SPDX-License-Identifier: Apache-2.0 */
/** Quantities: reading what is written (amounts_read.c) and sorting out what is none. */
#ifndef RO_ANALYSE_AMOUNTS_AMOUNTS_H
#define RO_ANALYSE_AMOUNTS_AMOUNTS_H

#include "analyse/analyse.h"
#include "analyse/numbers/numbers.h"
#include "lang/en/word_groups.h"

/** Kind of a row of data/en/units.tsv. */
typedef enum ro_unit_kind {
    RO_UNIT_NONE,
    RO_UNIT_MEASURE,
    RO_UNIT_TIME,
    RO_UNIT_SYMBOL,
    RO_UNIT_PERCENT,
    RO_UNIT_SIGN,
    RO_UNIT_PREFIX,
    RO_UNIT_CODE,
    RO_UNIT_MONEY,
    RO_UNIT_KINDS
} ro_unit_kind;

typedef struct ro_unit {
    ro_unit_kind kind;
    const char *name;
} ro_unit;

struct ro_amounts_rules {
    ro_lexicon lexicon; /* of units */
    RO_ARRAY(ro_unit) units;
    ro_lexicon bounds_before, bounds_after; /* phrase to ro_bound */
    ro_lexicon labels;
    ro_word_groups groups;
    const ro_number_words *numbers;
};

/** A quantity as read. */
typedef struct ro_quantity {
    uint32_t from, to; /* atoms, half open, with bound and unit */
    uint32_t number;   /* first atom of the number */
    ro_number value;
    bool bounded; /* a bound is written */
    ro_bound bound;
    const ro_unit *unit; /* NULL: none */
    bool hyphen;         /* "five-mile" */
} ro_quantity;

/** Read the quantity that starts at atom @p at, the bound included. */
bool ro_quantity_read(const ro_amounts_rules *rules, const ro_atoms *atoms, uint32_t at,
                      ro_quantity *quantity);

#endif
