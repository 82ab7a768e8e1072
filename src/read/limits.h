/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What bounds an input, and why. docs/formats.md has the same as a table.
 *
 * Costs were measured (docs/measurements.md, Limits): while a page is read and analysed it
 * takes 30 to 60 bytes of memory and 4 microseconds a byte, plain text some 60 bytes.
 */
#ifndef RO_READ_LIMITS_H
#define RO_READ_LIMITS_H

#include <stdint.h>

/** An input as it is given, and what one piece of it may unfold to. */
#define RO_MOST_INPUT_BYTES (UINT64_C(1) << 30)

/** A page or text, as it is handed to its format: at most 1.0 GB and about a minute. No news
 *  page that was seen has half of that; the longest have their pictures inside. */
#define RO_MOST_ARTICLE_BYTES (UINT32_C(16) << 20)

enum {
    /** Times an article: a document that is held whole while its articles are read, such as a
     *  feed, or a mail with what is attached to it. */
    RO_DOCUMENT_ARTICLES = 4,

    /** Times an article: a record of JSON, whose text has escapes and fields beside it. */
    RO_RECORD_ARTICLES = 2,

    /** What is unfolded at once of a long input whose records are read one by one. */
    RO_STRETCH_BYTES = 4 << 20,

    /** Archives and compressions one inside of the other. */
    RO_DEEPEST_ARCHIVES = 5,

    /** All that an input unfolds to, in whatever is nested in it, may have SMALL bytes, or
     *  RATIO times its own size: text becomes 3 to 10 times smaller, and a file of one line
     *  again and again rarely 100 times. */
    RO_SMALL_UNFOLDED = 64 << 20,
    RO_UNFOLDED_RATIO = 100,

    /** And never more than so many times the limit of an input. */
    RO_UNFOLDED_INPUTS = 16
};

#endif
