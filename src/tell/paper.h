/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Lines of a terminal: words flow, are wrapped by their width on the screen and
 * never cut within a character; what an article holds cannot steer the terminal.
 */
#ifndef RO_TELL_PAPER_H
#define RO_TELL_PAPER_H

#include "tell/sink.h"

typedef enum ro_style {
    RO_STYLE_PLAIN,
    RO_STYLE_BOLD,
    RO_STYLE_DIM,
    RO_STYLE_HEAD, /* of a section */
    RO_STYLE_REMOVED /* words of the older or the first text */,
    RO_STYLE_ADDED, /* words of the newer or the second text */
    RO_STYLE_WARN   /* reports disagree */
} ro_style;

typedef struct ro_paper {
    ro_sink *sink;
    unsigned columns;
    bool color;
    unsigned column; /* where the next character goes */
    unsigned hang;   /* indent of lines that follow in this paragraph */
    ro_style style;
    bool space; /* a space is due before the next word */
    bool begun; /* the line has more than its indent */
    bool lines; /* a line was written */
} ro_paper;

/** Begin a paragraph: first line at @p indent, the others at @p hang. */
void ro_paper_open(ro_paper *paper, unsigned indent, unsigned hang);
/** End the line. */
void ro_paper_close(ro_paper *paper);
/** An empty line, but for before the first. */
void ro_paper_gap(ro_paper *paper);

/** Words in a style. A break is possible between this and what stands before only
 *  where one of them has white space there. */
void ro_paper_text(ro_paper *paper, ro_style style, ro_str text);
void ro_paper_puts(ro_paper *paper, ro_style style, const char *text);
void ro_paper_printf(ro_paper *paper, ro_style style, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/** As one word, whatever spaces it holds. */
void ro_paper_word(ro_paper *paper, ro_style style, ro_str word);
/** Ask for a space before the next word. */
void ro_paper_space(ro_paper *paper);
/** Move to @p column of the line, or put one space where it is past it. */
void ro_paper_tab(ro_paper *paper, unsigned column);

/** Width of @p text on the screen. */
unsigned ro_text_width(ro_str text);
/** The longest beginning of @p text, whole words where there are any, that is at
 *  most @p width wide. */
ro_str ro_text_fit(ro_str text, unsigned width);
/** Width of one character: 0, 1 or 2. Controls count 0. */
unsigned ro_code_width(uint32_t code);
/** Whether a terminal should not be shown the character: controls, and marks that
 *  turn the direction of writing. */
bool ro_code_is_unsafe(uint32_t code);

#endif
