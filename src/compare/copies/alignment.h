/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Which words of one article correspond to which of another.
 *
 * Seed and extend: runs of equal stems are found with a table of word trigrams,
 * chained where they keep their order, the gaps between them aligned word by word
 * with near-synonyms counted in part, and the ends extended while that pays. After
 * the seed-extend-filter scheme of Sanchez-Perez, Sidorov and Gelbukh (PAN 2014),
 * with words for sentences, so that spun text is followed from word to word.
 */
#ifndef RO_COMPARE_COPIES_ALIGNMENT_H
#define RO_COMPARE_COPIES_ALIGNMENT_H

#include "compare/words/profiles.h"
#include "compare/words/synonyms.h"

/** Runs of words, [a_first, a_end) and [b_first, b_end), that correspond. */
typedef struct ro_aligned {
    uint32_t a_first, a_end;
    uint32_t b_first, b_end;
    uint32_t same;     /* words that correspond by their stem */
    uint32_t exact;    /* of them, the same in form */
    uint32_t synonyms; /* words with a near-synonym in their place */
    uint32_t replaced; /* words of content with another one in their place */
    uint32_t content;  /* of same, words of content */
    uint32_t plain;    /* of same and synonyms, words of content but for names and numbers */
    uint32_t quoted;   /* of same, within quotation marks in either article */
    float evidence;    /* weight of what corresponds outside quotation marks, less what does not */
    float score;       /* words that correspond, of the longer run; 0 to 1 */
    float rarer;       /* sum over synonyms: log of the rate of a's word over that of b's */
    uint32_t example_a, example_b; /* a word and the near-synonym in its place, or RO_NONE */
    ro_copy_kind kind;
} ro_aligned;

typedef RO_ARRAY(ro_aligned) ro_aligned_array;

/**
 * Append the passages that @p a and @p b share, in the order of a. Each word lies in
 * one passage at most. The cost grows with the sum of both lengths.
 * @param arena  for the passages and for scratch.
 * @return false where out of memory.
 */
bool ro_align(const ro_compare_rules *rules, const ro_profile *a, const ro_profile *b,
              ro_arena *arena, ro_aligned_array *passages);

#endif
