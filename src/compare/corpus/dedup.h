/* SPDX-License-Identifier: Apache-2.0 */
/** The inside of a ro_dedup, for those that write what it found. */
#ifndef RO_COMPARE_CORPUS_DEDUP_H
#define RO_COMPARE_CORPUS_DEDUP_H

#include "compare/corpus/sketches.h"

/** What is kept of an article besides its sketch. */
typedef struct ro_dedup_item {
    ro_sketch sketch; /* codes: NULL once nothing is to be held against it */
    int64_t rank;     /* the lower, the rather it is kept; equal: the earlier */
    ro_dedup_verdict verdict;
    bool known;   /* kept whatever it is */
    bool decided; /* the verdict is there */
    /* Where it came from; strings live in the dedup's arena. */
    const char *id, *source;
    uint64_t offset;
    uint32_t record;
} ro_dedup_item;

/** The item of an article, or NULL. */
const ro_dedup_item *ro_dedup_item_at(const ro_dedup *dedup, uint32_t number);

#endif
