/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The lines of a story: its different sentences, each with every place where it
 * stands, and how alike they are. What the brief is chosen from.
 */
#ifndef RO_ACCOUNT_LINES_H
#define RO_ACCOUNT_LINES_H

#include "account/account.h"
#include "compare/words/profiles.h"

typedef struct ro_line_word {
    uint32_t stem;
    float worth; /* what it tells, squared: names and rare words most */
} ro_line_word;

typedef struct ro_line {
    ro_receipt first;            /* the place it is taken from */
    RO_ARRAY(ro_receipt) places; /* every place of the same words */
    const ro_line_word *words;   /* content words, each once, ascending by stem */
    uint32_t word_count;
    uint32_t length;   /* all words */
    float worth;       /* of all words */
    uint32_t position; /* sentences of the body before it */
    uint32_t sentence; /* of its article */
} ro_line;

typedef struct ro_lines {
    RO_ARRAY(ro_line) items;
    struct ro_line_index *index;
} ro_lines;

/** How alike one line is to others. */
typedef struct ro_line_match {
    uint32_t line;
    float cosine;
    float covered; /* share of the line's worth that the other holds too */
} ro_line_match;
typedef RO_ARRAY(ro_line_match) ro_line_matches;

/** Find the lines of @p story; memory comes from @p arena. NULL: no memory. */
ro_lines *ro_lines_make(const ro_account *account, const ro_story *story, ro_arena *arena);

/** Fill @p matches with the other lines that share words with @p line; it is emptied
 *  first. Work for a line is bounded. */
void ro_lines_match(ro_lines *lines, uint32_t line, ro_arena *arena, ro_line_matches *matches);

/** How alike two lines are. */
ro_line_match ro_lines_compare(const ro_lines *lines, uint32_t a, uint32_t b);

#endif
