/* SPDX-License-Identifier: Apache-2.0 */
/** Lines that an outlet puts into articles of whatever they are about. */
#ifndef RO_READ_PARTS_RECURRING_H
#define RO_READ_PARTS_RECURRING_H

#include "read/parts/draft.h"

/** What an article is about, as far as telling strangers takes: the least hashes of its words. */
enum { RO_SKETCH_HASHES = 128 };
typedef struct ro_word_sketch {
    uint64_t hashes[RO_SKETCH_HASHES]; /* ascending */
    uint32_t count;
} ro_word_sketch;

/** Articles that have a line and are strangers to each other: enough for it to be the outlet's. */
enum { RO_LEAST_STRANGERS = 3 };

/** Sketch @p article; NULL: no memory. */
const ro_word_sketch *ro_sketch_words(const ro_read_rules *rules, ro_arena *arena,
                                      const ro_article *article);

/** Whether two articles have many of their words in common, as copies, versions and reports of
 *  one event have, or one is too short to tell. */
bool ro_sketches_are_kin(const ro_word_sketch *a, const ro_word_sketch *b);

/** Hash of the words of a line, whatever their case and what stands between; @p recurs: whether
 *  it is such as outlets repeat (ro_mark_recurring_lines). 0: it has no words, or too many. */
uint64_t ro_hash_line(const ro_read_rules *rules, ro_str text, bool *recurs);

/** ro_hash_line for the lines of one outlet. Stores keep it: it may not change. */
uint64_t ro_line_key(const char *outlet, uint64_t hash);

#endif
