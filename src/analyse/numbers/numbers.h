/* SPDX-License-Identifier: Apache-2.0 */
/** Numbers in figures and in words, for times and amounts. */
#ifndef RO_ANALYSE_NUMBERS_NUMBERS_H
#define RO_ANALYSE_NUMBERS_NUMBERS_H

#include "analyse/numbers/atoms.h"

typedef struct ro_number_words ro_number_words; /* data/en/numbers.tsv; immutable once built */

/** NULL: no memory. */
const ro_number_words *ro_number_words_new(ro_arena *arena);

typedef struct ro_number {
    uint32_t from, to; /* atoms, half open */
    double value;
    double high;  /* upper end of a range, else value */
    double scale; /* what a word such as "million" multiplied by, else 1 */
    bool range;   /* both ends are written */
    bool many;    /* "dozens": from value up to high */
    bool unknown; /* "several": no value */
    bool words;   /* no figure in it */
    bool article; /* begins with "a": "a hundred" */
    bool year;    /* "nineteen ninety-seven" */
    bool exact;   /* one figure without point, separator or scale */
} ro_number;

/** Whether a number or ordinal in words may begin with @p word. */
bool ro_number_word(const ro_number_words *words, ro_str word);

/**
 * Read the number that begins at atom @p at: "5-1/2", "5½", "1.4 million", "forty-two",
 * "five-and-a-half", "two dozen", "several".
 * @return whether there is one.
 */
bool ro_number_read(const ro_number_words *words, const ro_atoms *atoms, uint32_t at,
                    ro_number *number);

/** As ro_number_read, with an upper end where one is written: "three to five", "3-5",
 *  "between 3 and 5". */
bool ro_number_read_range(const ro_number_words *words, const ro_atoms *atoms, uint32_t at,
                          ro_number *number);

/** Rank 1 to 10 of the ordinal at @p at ("third", "3rd"), else 0; @p to receives the
 *  atom behind it. */
unsigned ro_ordinal_read(const ro_number_words *words, const ro_atoms *atoms, uint32_t at,
                         uint32_t *to);

#endif
