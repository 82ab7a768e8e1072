/* SPDX-License-Identifier: Apache-2.0 */
#include "tell/paper.h"

#include <stdarg.h>
#include <stdio.h>
#include <utf8proc.h>

#include "base/error.h"

bool ro_code_is_unsafe(uint32_t code) {
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x061C ||
           (code >= 0x200E && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069);
}

ro_status ro_write_printable(const char *text, size_t size, bool lines, ro_write_fn write,
                             void *context, ro_error *error) {
    ro_sink sink;
    ro_str s = {text, size};
    unsigned length;
    RO_ENTER(error, write && (text || !size));
    ro_sink_begin(&sink, write, context);
    for (size_t at = 0; at < size; at += length) {
        uint32_t code = ro_utf8_decode(s.p + at, ro_str_end(s), &length);
        if (code == '\n' ? lines : !ro_code_is_unsafe(code) && code != 0xFFFD)
            ro_sink_put(&sink, s.p + at, length);
        else
            ro_sink_puts(&sink, code == '\t' ? " " : "\xEF\xBF\xBD");
    }
    return ro_sink_end(&sink, error);
}

unsigned ro_code_width(uint32_t code) {
    if (code < 0x7F) return code >= 0x20;
    if (ro_code_is_unsafe(code)) return 0;
    int width = utf8proc_charwidth((utf8proc_int32_t)code);
    return width > 0 ? (unsigned)width : 0;
}

unsigned ro_text_width(ro_str text) {
    unsigned width = 0, length;
    for (size_t at = 0; at < text.n; at += length)
        width += ro_code_width(ro_utf8_decode(text.p + at, ro_str_end(text), &length));
    return width;
}

ro_str ro_text_fit(ro_str text, unsigned width) {
    unsigned used = 0, length;
    size_t at = 0, word = 0;
    for (; at < text.n; at += length) {
        uint32_t code = ro_utf8_decode(text.p + at, ro_str_end(text), &length);
        if (ro_code_is_space(code)) word = at;
        used += ro_code_width(code);
        if (used > width) return (ro_str){text.p, word ? word : at};
    }
    return text;
}

static void set_style(ro_paper *paper, ro_style style) {
    static const char *const codes[] = {"\033[0m",  "\033[1m",  "\033[2m", "\033[1;36m",
                                        "\033[31m", "\033[32m", "\033[33m"};
    if (style == paper->style) return;
    if (paper->color) {
        if (paper->style != RO_STYLE_PLAIN) ro_sink_puts(paper->sink, codes[0]);
        if (style != RO_STYLE_PLAIN) ro_sink_puts(paper->sink, codes[style]);
    }
    paper->style = style;
}

static void spaces(ro_paper *paper, unsigned count) {
    for (unsigned i = 0; i < count; i++) ro_sink_put(paper->sink, " ", 1);
    paper->column += count;
}

void ro_paper_open(ro_paper *paper, unsigned indent, unsigned hang) {
    paper->column = 0;
    paper->hang = hang;
    paper->space = false;
    paper->begun = false;
    spaces(paper, indent);
}

void ro_paper_close(ro_paper *paper) {
    set_style(paper, RO_STYLE_PLAIN);
    ro_sink_put(paper->sink, "\n", 1);
    paper->column = 0;
    paper->space = false;
    paper->begun = false;
    paper->lines = true;
}

void ro_paper_gap(ro_paper *paper) {
    if (paper->lines) ro_sink_put(paper->sink, "\n", 1);
}

void ro_paper_space(ro_paper *paper) {
    paper->space = true;
}

void ro_paper_tab(ro_paper *paper, unsigned column) {
    set_style(paper, RO_STYLE_PLAIN);
    paper->space = false;
    spaces(paper, column > paper->column ? column - paper->column : 1);
}

static void break_line(ro_paper *paper) {
    ro_style style = paper->style;
    ro_paper_close(paper);
    spaces(paper, paper->hang);
    set_style(paper, style);
}

/* The characters of a word, in pieces where it is wider than a line. */
static void put_word(ro_paper *paper, ro_str word) {
    unsigned length;
    for (size_t at = 0; at < word.n; at += length) {
        uint32_t code = ro_utf8_decode(word.p + at, ro_str_end(word), &length);
        unsigned width = ro_code_width(code);
        if (ro_code_is_unsafe(code)) continue;
        if (paper->column + width > paper->columns && paper->begun) break_line(paper);
        if (code == 0xFFFD)
            ro_sink_puts(paper->sink, "\xEF\xBF\xBD");
        else
            ro_sink_put(paper->sink, word.p + at, length);
        paper->column += width;
        paper->begun = true;
    }
}

/* Put a word; `behind` columns are wanted for marks that may follow it without a space. */
static void place_word(ro_paper *paper, ro_style style, ro_str word, unsigned behind) {
    unsigned width = ro_text_width(word) + paper->space + behind;
    if (paper->space && paper->begun) {
        if (style != paper->style) set_style(paper, RO_STYLE_PLAIN);
        if (paper->column + width > paper->columns)
            break_line(paper);
        else
            spaces(paper, 1);
    }
    paper->space = false;
    set_style(paper, style);
    put_word(paper, word);
}

void ro_paper_word(ro_paper *paper, ro_style style, ro_str word) {
    place_word(paper, style, word, 0);
}

void ro_paper_text(ro_paper *paper, ro_style style, ro_str text) {
    enum { MARKS = 2 }; /* a comma, or a closing mark and a full stop */
    size_t at = 0;
    while (at < text.n) {
        unsigned length;
        if (ro_code_is_space(ro_utf8_decode(text.p + at, ro_str_end(text), &length))) {
            paper->space = true;
            at += length;
            continue;
        }
        size_t end = at;
        while (end < text.n &&
               !ro_code_is_space(ro_utf8_decode(text.p + end, ro_str_end(text), &length)))
            end += length;
        place_word(paper, style, (ro_str){text.p + at, end - at}, end < text.n ? 0 : MARKS);
        at = end;
    }
}

void ro_paper_puts(ro_paper *paper, ro_style style, const char *text) {
    if (text) ro_paper_text(paper, style, ro_str_of(text));
}

void ro_paper_printf(ro_paper *paper, ro_style style, const char *format, ...) {
    char text[256];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    ro_paper_puts(paper, style, text);
}
