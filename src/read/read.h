/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Reading: bytes to articles. One file a format; the format with the highest bid
 * on the content reads it.
 */
#ifndef RO_READ_READ_H
#define RO_READ_READ_H

#include "article/article.h"

typedef struct ro_read_rules ro_read_rules; /* word lists; immutable once built */

ro_status ro_read_rules_new(ro_read_rules **rules, ro_error *error);
void ro_read_rules_free(ro_read_rules *rules);

/** The limits that the engine was built with. */
typedef struct ro_read_limits {
    uint64_t input_bytes;
    uint32_t article_bytes;
    uint32_t stretch_bytes; /* of what is unfolded bit by bit; 0: RO_STRETCH_BYTES */
} ro_read_limits;

/** As the public ro_reader_open and its kin, without the engine around. */
ro_status ro_reader_open_with(const ro_read_rules *rules, const ro_read_limits *limits,
                              const char *path, const ro_read_options *options, ro_reader **reader,
                              ro_error *error);
ro_status ro_reader_open_memory_with(const ro_read_rules *rules, const ro_read_limits *limits,
                                     const char *name, const void *data, size_t size,
                                     const ro_read_options *options, ro_reader **reader,
                                     ro_error *error);
ro_status ro_reader_open_stream_with(const ro_read_rules *rules, const ro_read_limits *limits,
                                     const char *name, ro_read_fn read, void *context,
                                     const ro_read_options *options, ro_reader **reader,
                                     ro_error *error);

/** What is known of a line of an outlet, from a store: @p key is ro_line_key. */
typedef struct ro_line_judgement {
    uint64_t key;
    bool kept; /* it is text; else it is the outlet's own */
} ro_line_judgement;

/** Judgements, ascending by key. */
typedef struct ro_line_judgements {
    ro_line_judgement *items;
    size_t count;
} ro_line_judgements;

/** As the public ro_mark_recurring_lines, without the engine around; lines that were judged are
 *  what @p judged says, which may be NULL. */
ro_status ro_mark_recurring_lines_with(const ro_read_rules *rules, ro_article *const *articles,
                                       size_t count, const ro_line_judgements *judged,
                                       ro_error *error);

#endif
