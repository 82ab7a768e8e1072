/* SPDX-License-Identifier: Apache-2.0 */
/**
 * An article as the bare sequence of its words: what finding copies in a corpus keeps
 * of it. No language is analysed; two bytes stand for a word, so that a million
 * articles fit in memory and can still be held against each other word by word.
 */
#ifndef RO_COMPARE_CORPUS_SKETCHES_H
#define RO_COMPARE_CORPUS_SKETCHES_H

#include "article/article.h"

/** The bit of a code that says: it holds a digit. */
enum { RO_CODE_NUMBER = 1 };

/** The words of the content parts that are not function words, in order. Of a script
 *  that does not part words, each character with the one before it. */
typedef struct ro_sketch {
    const uint16_t *codes; /* hashes of the folded words, with RO_CODE_NUMBER */
    const uint8_t *names;  /* a bit a code: it has a capital, and begins no sentence */
    uint32_t count;
    uint32_t words;  /* all of them, function words too */
    uint64_t digest; /* of all words in order; where there are none, of the text's bytes */
} ro_sketch;

typedef struct ro_sketcher ro_sketcher;

/** Return a sketcher for one thread, or NULL. Free with ro_sketcher_free. */
ro_sketcher *ro_sketcher_new(void);
void ro_sketcher_free(ro_sketcher *sketcher);

/** The bytes of ro_sketch.names for @p count codes. */
static inline size_t ro_name_bytes(uint32_t count) {
    return ((size_t)count + 7) / 8;
}

/** Fill @p sketch; its codes and names are the sketcher's until the next call. False: no
 *  memory. */
bool ro_sketch_make(ro_sketcher *sketcher, const ro_article *article, ro_sketch *sketch);

/** Three codes in a row, by which sketches are found. */
enum { RO_SHINGLE = 3 };

/** Hash of the three codes from @p codes on. */
static inline uint32_t ro_shingle(const uint16_t *codes) {
    uint64_t x = (uint64_t)codes[0] << 32 | (uint64_t)codes[1] << 16 | codes[2];
    x *= 0x9E3779B97F4A7C15u;
    x ^= x >> 29;
    return (uint32_t)((x * 0xBF58476D1CE4E5B9u) >> 32);
}

typedef struct ro_key {
    uint32_t value; /* a shingle */
    uint32_t at;    /* its first code */
} ro_key;

typedef RO_ARRAY(ro_key) ro_key_array;

/**
 * Append the shingles that stand for a sketch, in its order: the least of every window
 * of some neighbouring ones, so that two texts with a long enough run in common share
 * one (winnowing; Schleimer, Wilkerson and Aiken 2003). The window grows with the text;
 * the keys under a wider window are among those under a narrower one, so that a short
 * text still meets the long one that holds it.
 * @return false where out of memory.
 */
bool ro_sketch_keys(const ro_sketch *sketch, ro_arena *arena, ro_key_array *keys);

#endif
