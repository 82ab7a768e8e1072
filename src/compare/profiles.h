/* SPDX-License-Identifier: Apache-2.0 */
/** What comparing needs of an article, computed once. */
#ifndef RO_COMPARE_PROFILES_H
#define RO_COMPARE_PROFILES_H

#include "compare/compare.h"

/** A body word in the order of the text. */
typedef struct ro_word {
    uint32_t hash; /* of the folded form */
    uint32_t stem; /* hash of the stem */
    ro_span span;
    bool quoted;  /* lies within quotation marks */
    bool content; /* not a function word */
} ro_word;

typedef struct ro_profile {
    const ro_word *words;
    uint32_t word_count;
} ro_profile;

#endif
