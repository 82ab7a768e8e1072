/* SPDX-License-Identifier: Apache-2.0 */
/** Two passages word by word: what they have in common, what was changed, what only
 *  one of them has. */
#ifndef RO_TELL_WORD_DIFF_H
#define RO_TELL_WORD_DIFF_H

#include "base/array.h"
#include "base/text.h"

typedef enum ro_word_mark {
    RO_WORD_COMMON,  /* the same word stands in the other passage */
    RO_WORD_CHANGED, /* other words stand in its place */
    RO_WORD_OWN      /* nothing stands in its place */
} ro_word_mark;

/** Consecutive words with one mark. */
typedef struct ro_word_run {
    ro_span span; /* from the first word to the last, or up to the next run */
    ro_word_mark mark;
} ro_word_run;

typedef struct ro_word_runs {
    ro_word_run *items; /* tile the passage */
    uint32_t count;
} ro_word_runs;

/**
 * Align two passages. Words are compared but for ASCII case.
 * Time and memory are linear: a passage of many thousand words is aligned within a
 * band around the diagonal.
 * @return false where out of memory.
 */
bool ro_align_words(ro_arena *arena, const char *text_a, ro_span a, const char *text_b, ro_span b,
                    ro_word_runs *runs_a, ro_word_runs *runs_b);

#endif
