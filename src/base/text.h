/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Strings as slices, and UTF-8.
 *
 * A ro_str borrows bytes that need not end in NUL. Case functions fold ASCII only
 * unless they say otherwise: that is what English keywords need.
 */
#ifndef RO_BASE_TEXT_H
#define RO_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "readout.h"

typedef struct ro_str {
    const char *p;
    size_t n;
} ro_str;

#define RO_STR(literal) ((ro_str){(literal), sizeof(literal) - 1})

static inline ro_str ro_str_of(const char *string) {
    return string ? (ro_str){string, strlen(string)} : (ro_str){"", 0};
}

/** Behind the last byte. Of no bytes at all this may be NULL, to which C adds nothing. */
static inline const char *ro_str_end(ro_str s) {
    return s.n ? s.p + s.n : s.p;
}

static inline ro_str ro_str_span(const char *text, ro_span span) {
    return (ro_str){text + span.start, span.end - span.start};
}

static inline bool ro_span_empty(ro_span span) {
    return span.end <= span.start;
}

static inline bool ro_span_overlaps(ro_span a, ro_span b) {
    return a.start < b.end && b.start < a.end;
}

static inline bool ro_span_holds(ro_span outer, ro_span inner) {
    return outer.start <= inner.start && inner.end <= outer.end;
}

static inline bool ro_is_space(unsigned char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}
static inline bool ro_is_digit(unsigned char c) {
    return c >= '0' && c <= '9';
}
static inline bool ro_is_upper(unsigned char c) {
    return c >= 'A' && c <= 'Z';
}
static inline bool ro_is_lower(unsigned char c) {
    return c >= 'a' && c <= 'z';
}
static inline bool ro_is_alpha(unsigned char c) {
    return ro_is_upper(c) || ro_is_lower(c);
}
static inline char ro_lower(char c) {
    return ro_is_upper((unsigned char)c) ? (char)(c + 32) : c;
}
/** What a hexadecimal digit counts, -1 for what is none. */
static inline int ro_hex_digit(char c) {
    c = ro_lower(c);
    if (ro_is_digit((unsigned char)c)) return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool ro_str_eq(ro_str a, ro_str b);
/** Equal but for ASCII case. */
bool ro_str_same(ro_str a, ro_str b);
bool ro_str_starts(ro_str s, ro_str prefix); /**< ignores ASCII case */
bool ro_str_ends(ro_str s, ro_str suffix);   /**< ignores ASCII case */
/** First place of @p needle in @p s but for ASCII case, or SIZE_MAX. */
size_t ro_str_find(ro_str s, ro_str needle);
/** Without white space at both ends; U+00A0 and U+200B count as white space. */
ro_str ro_str_trim(ro_str s);
/** Cut the next run without ASCII white space off @p rest; empty where there is none. */
ro_str ro_str_next_word(ro_str *rest);
/** ro_str_trim for a span of @p text. */
ro_span ro_span_trim(const char *text, ro_span span);

/** What ro_utf8_decode does beyond ASCII, with a length of 1 in @p length. */
uint32_t ro_utf8_decode_beyond_ascii(const char *p, const char *end, unsigned *length);
/** Decode one character at @p p, before @p end. Bytes that are not UTF-8 give
 *  U+FFFD and a length of 1. @p length receives 1 to 4. */
static inline uint32_t ro_utf8_decode(const char *p, const char *end, unsigned *length) {
    *length = 1;
    return (unsigned char)*p < 0x80 ? (unsigned char)*p
                                    : ro_utf8_decode_beyond_ascii(p, end, length);
}
/** Write @p code at @p out; return the number of bytes, 1 to 4. */
unsigned ro_utf8_encode(uint32_t code, char out[4]);
/** Offset of the first byte that is not UTF-8, or @p size. */
size_t ro_utf8_valid(const char *data, size_t size);
/** Move @p at back to the start of the character that it lies in. */
size_t ro_utf8_floor(const char *data, size_t at);
/** What ro_code_is_word says beyond ASCII. */
bool ro_code_is_word_beyond_ascii(uint32_t code);
/** Letters and digits of any script. */
static inline bool ro_code_is_word(uint32_t code) {
    if (code < 0x80) return ro_is_alpha((unsigned char)code) || ro_is_digit((unsigned char)code);
    return ro_code_is_word_beyond_ascii(code);
}
bool ro_code_is_upper(uint32_t code);
bool ro_code_is_space(uint32_t code);
/** Simple lower case of any script. */
uint32_t ro_code_lower(uint32_t code);

/** Give a number that the C library printed a decimal point, whatever the locale of
 *  the program that the library is part of. */
void ro_decimal_point(char *number);

#endif
