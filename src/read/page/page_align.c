/* SPDX-License-Identifier: Apache-2.0 */
/* Which bytes of a page gave the next characters of a text. The parser says where a text
 * begins; from there on the rules by which it decodes are followed: references, line
 * ends, characters that it replaces, and tags that it dropped from within the text. */
#include "read/page/page.h"

enum {
    LOOK_AHEAD = 16,      /* bytes that tell where a reference without a stop ends */
    LONGEST_UNSTOPPED = 8 /* "&frac12" and a bit: the longest that needs no stop has seven */
};

/* What gumbo replaces by U+FFFD: controls and the code points that are no characters. */
static bool is_replaced(uint32_t code) {
    return code < 0x20 || (code >= 0x7F && code <= 0x9F) || (code >= 0xFDD0 && code <= 0xFDEF) ||
           (code & 0xFFFE) == 0xFFFE;
}

static size_t with_stop(ro_str s, size_t end) {
    return end + (end < s.n && s.p[end] == ';');
}

/* Length of the numeric reference at s, 0 where it is none. WHATWG HTML, 13.2.5.75 */
static size_t numeric_length(ro_str s) {
    if (s.n < 3 || s.p[1] != '#') return 0;
    bool hex = s.p[2] == 'x' || s.p[2] == 'X';
    size_t digits = hex ? 3 : 2, end = digits;
    while (end < s.n && (hex ? ro_hex_digit(s.p[end]) >= 0 : ro_is_digit((unsigned char)s.p[end])))
        end++;
    return end > digits ? with_stop(s, end) : 0;
}

/* How many of the next bytes of both are the same, as far as they can be told. */
static size_t agreement(ro_str s, size_t source, ro_str text, size_t decoded) {
    for (size_t n = 0; n < LOOK_AHEAD; n++) {
        bool markup = source + n >= s.n || strchr("<&\r", s.p[source + n]);
        if (markup) return LOOK_AHEAD;
        if (decoded + n >= text.n || s.p[source + n] != text.p[decoded + n]) return n;
    }
    return LOOK_AHEAD;
}

/* Length of the named reference at s that gave the first character of text, or, where
 * that tells, the first two. The names that need no stop may be followed by letters:
 * "&notit;" is "¬it;". */
static size_t named_length(ro_str s, ro_str text, size_t *decoded) {
    size_t end = 1;
    unsigned first, second = 0;
    while (end < s.n &&
           (ro_is_alpha((unsigned char)s.p[end]) || ro_is_digit((unsigned char)s.p[end])))
        end++;
    ro_utf8_decode(text.p, ro_str_end(text), &first);
    if (first < text.n) ro_utf8_decode(text.p + first, ro_str_end(text), &second);
    *decoded = first;
    size_t best = with_stop(s, end), most = agreement(s, best, text, first);
    if (most > 0) return best;
    if (second && agreement(s, best, text, first + second) > 0) {
        *decoded = first + second;
        return best;
    }
    for (size_t n = end < LONGEST_UNSTOPPED ? end : LONGEST_UNSTOPPED; n > 2; n--) {
        size_t agreed = agreement(s, n, text, first);
        if (agreed <= most) continue;
        most = agreed;
        best = n;
    }
    return best;
}

static size_t reference_length(ro_str s, ro_str text, size_t *decoded) {
    unsigned length;
    ro_utf8_decode(text.p, ro_str_end(text), &length);
    *decoded = length;
    size_t numeric = numeric_length(s);
    if (numeric) return numeric;
    if (text.p[0] != '&') return named_length(s, text, decoded);
    bool ampersand = s.n >= 4 && (memcmp(s.p, "&amp", 4) == 0 || memcmp(s.p, "&AMP", 4) == 0);
    return ampersand ? with_stop(s, 4) : 1;
}

static bool is_markup(ro_str s) {
    if (s.n < 2 || s.p[0] != '<') return false;
    unsigned char c = (unsigned char)s.p[1];
    return ro_is_alpha(c) || (c == '/' && s.n > 2) || c == '!' || c == '?';
}

/* Bytes at the start of both that are the same and mean themselves. */
static size_t same_length(ro_str s, ro_str text, bool raw) {
    size_t n = 0, most = s.n < text.n ? s.n : text.n;
    while (n < most && s.p[n] == text.p[n]) {
        char c = s.p[n];
        if (!raw && (c == '&' || (c == '<' && is_markup((ro_str){s.p + n, s.n - n})))) break;
        n++;
    }
    if (n < most) n = ro_utf8_floor(s.p, n); /* U+FFFE and U+FFFD share two bytes */
    return n;
}

bool ro_page_align(ro_str s, ro_str text, bool raw, ro_page_piece *piece) {
    size_t n = same_length(s, text, raw);
    *piece = (ro_page_piece){{text.p, n}, n, n};
    if (n) return true;
    if (s.n == 0) return false;
    if (!raw && s.p[0] == '&') {
        piece->source_length = reference_length(s, text, &piece->text_length);
        piece->text.n = piece->text_length;
        return true;
    }
    if (!raw && is_markup(s)) {
        piece->source_length = ro_page_markup_length(s);
        return true;
    }
    unsigned length;
    uint32_t code = ro_utf8_decode(s.p, ro_str_end(s), &length);
    piece->source_length = length;
    if (code == '\r' && text.p[0] == '\n') {
        bool pair = s.n > 1 && s.p[1] == '\n';
        piece->text_length = piece->text.n = pair ? 0 : 1;
        return true;
    }
    if (!is_replaced(code)) return false;
    if (!ro_str_starts(text, RO_STR("\xEF\xBF\xBD"))) return code == 0; /* dropped */
    piece->text_length = 3;
    piece->text = (ro_str){s.p, code < 0x80 ? 0 : length}; /* as it is in the page */
    return true;
}
