/* SPDX-License-Identifier: Apache-2.0 */
/** Words of running text, for comparing: what a reader would count as a word. */
#ifndef RO_COMPARE_WORDS_WORDS_H
#define RO_COMPARE_WORDS_WORDS_H

#include "base/text.h"

typedef struct ro_scan {
    const char *text;
    uint32_t at;
    uint32_t end;
} ro_scan;

typedef struct ro_scanned {
    ro_span span;  /* the word with its possessive ending */
    uint32_t stop; /* end of the word without it */
    bool capital;  /* begins with a capital letter */
    bool capitals; /* two letters or more, all of them capitals */
    bool number;   /* holds a digit */
    bool unspaced; /* a character of a script that does not part words */
} ro_scanned;

/**
 * Give the next word. Letters and digits of any script, apostrophes between letters
 * ("don't"), points and commas between digits ("1,000.5"), points between single
 * capitals ("U.S."). A character of a script without spaces is a word.
 * @return false at the end.
 */
bool ro_scan_word(ro_scan *scan, ro_scanned *word);

enum { RO_FOLDED_BYTES = 64 };

/** Fold a scanned word into @p out: lower case, "'" for any apostrophe, no points
 *  in "U.S.". Return the bytes written; a longer word is cut between characters. */
uint32_t ro_fold_word(const char *text, const ro_scanned *word, char out[RO_FOLDED_BYTES]);

#endif
