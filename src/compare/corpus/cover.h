/* SPDX-License-Identifier: Apache-2.0 */
/**
 * How much of one sketch stands in another, word by word.
 *
 * Runs of three words and more that both have are found with a table of shingles, in
 * any order; the small gaps between two runs that follow each other in both are aligned
 * as well, so that a replaced word costs itself and not its neighbours.
 */
#ifndef RO_COMPARE_CORPUS_COVER_H
#define RO_COMPARE_CORPUS_COVER_H

#include "compare/corpus/sketches.h"

/** A sketch made ready to be held against others. */
typedef struct ro_cover {
    const ro_sketch *sketch;
    uint32_t *heads; /* by shingle: place + 1 of the first one; 0: none */
    uint32_t *next;  /* of the same slot, likewise */
    uint32_t mask;
    uint8_t *covered; /* for each code: stands in the other one, of the last ro_cover_by */
} ro_cover;

/** Make @p sketch ready; it must outlive @p cover. False: no memory. */
bool ro_cover_begin(ro_cover *cover, const ro_sketch *sketch, ro_arena *arena);

/** Fill cover->covered with what of the sketch stands in @p other; return how many codes
 *  of @p other stand in the sketch. The cost grows with the sum of both lengths. */
uint32_t ro_cover_by(ro_cover *cover, const ro_sketch *other);

#endif
