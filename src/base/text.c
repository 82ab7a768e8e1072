/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

#include <utf8proc.h>

bool ro_str_eq(ro_str a, ro_str b) {
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool ro_str_same(ro_str a, ro_str b) {
    if (a.n != b.n) return false;
    for (size_t i = 0; i < a.n; i++)
        if (ro_lower(a.p[i]) != ro_lower(b.p[i])) return false;
    return true;
}

bool ro_str_starts(ro_str s, ro_str prefix) {
    return s.n >= prefix.n && ro_str_same((ro_str){s.p, prefix.n}, prefix);
}

bool ro_str_ends(ro_str s, ro_str suffix) {
    return s.n >= suffix.n && ro_str_same((ro_str){ro_str_end(s) - suffix.n, suffix.n}, suffix);
}

size_t ro_str_find(ro_str s, ro_str needle) {
    if (needle.n == 0) return 0;
    if (needle.n > s.n) return SIZE_MAX;
    const char *last = s.p + (s.n - needle.n), first = ro_lower(needle.p[0]);
    size_t second = needle.n > 1;
    for (const char *p = s.p; p <= last; p++) {
        /* What has no other case is leapt to. */
        if (!ro_is_alpha((unsigned char)first)) p = memchr(p, first, (size_t)(last - p) + 1);
        if (!p) break;
        if (ro_lower(*p) == first && ro_lower(p[second]) == ro_lower(needle.p[second]) &&
            ro_str_same((ro_str){p, needle.n}, needle))
            return (size_t)(p - s.p);
    }
    return SIZE_MAX;
}

/* Length of the white space at p, 0 where there is none. */
static size_t space_at(const char *p, size_t n) {
    if (n >= 1 && ro_is_space((unsigned char)p[0])) return 1;
    if (n >= 2 && memcmp(p, "\xC2\xA0", 2) == 0) return 2;
    if (n >= 3 && memcmp(p, "\xE2\x80\x8B", 3) == 0) return 3;
    return 0;
}

static size_t space_before(const char *p, size_t n) {
    for (size_t length = 1; length <= 3 && length <= n; length++)
        if (space_at(p + n - length, length) == length) return length;
    return 0;
}

ro_str ro_str_trim(ro_str s) {
    size_t length;
    while ((length = space_at(s.p, s.n)) > 0) s = (ro_str){s.p + length, s.n - length};
    while ((length = space_before(s.p, s.n)) > 0) s.n -= length;
    return s;
}

ro_str ro_str_next_word(ro_str *rest) {
    size_t from = 0;
    while (from < rest->n && ro_is_space((unsigned char)rest->p[from])) from++;
    size_t to = from;
    while (to < rest->n && !ro_is_space((unsigned char)rest->p[to])) to++;
    ro_str word = {rest->p + from, to - from};
    *rest = (ro_str){rest->p + to, rest->n - to};
    return word;
}

ro_span ro_span_trim(const char *text, ro_span span) {
    ro_str s = ro_str_trim(ro_str_span(text, span));
    uint32_t start = (uint32_t)(s.p - text);
    return (ro_span){start, start + (uint32_t)s.n};
}

uint32_t ro_utf8_decode_beyond_ascii(const char *p, const char *end, unsigned *length) {
    const unsigned char *s = (const unsigned char *)p;
    size_t n = (size_t)(end - p);
    if (s[0] < 0xC2) return 0xFFFD;
    if (s[0] < 0xE0) {
        if (n < 2 || (s[1] & 0xC0) != 0x80) return 0xFFFD;
        *length = 2;
        return (uint32_t)(s[0] & 0x1F) << 6 | (s[1] & 0x3F);
    }
    if (s[0] < 0xF0) {
        if (n < 3 || (s[1] & 0xC0) != 0x80 || (s[2] & 0xC0) != 0x80) return 0xFFFD;
        uint32_t code =
            (uint32_t)(s[0] & 0x0F) << 12 | (uint32_t)(s[1] & 0x3F) << 6 | (s[2] & 0x3F);
        if (code < 0x800 || (code >= 0xD800 && code < 0xE000)) return 0xFFFD;
        *length = 3;
        return code;
    }
    if (s[0] < 0xF5) {
        if (n < 4 || (s[1] & 0xC0) != 0x80 || (s[2] & 0xC0) != 0x80 || (s[3] & 0xC0) != 0x80)
            return 0xFFFD;
        uint32_t code = (uint32_t)(s[0] & 0x07) << 18 | (uint32_t)(s[1] & 0x3F) << 12 |
                        (uint32_t)(s[2] & 0x3F) << 6 | (s[3] & 0x3F);
        if (code < 0x10000 || code > 0x10FFFF) return 0xFFFD;
        *length = 4;
        return code;
    }
    return 0xFFFD;
}

unsigned ro_utf8_encode(uint32_t code, char out[4]) {
    return (unsigned)utf8proc_encode_char((utf8proc_int32_t)code, (utf8proc_uint8_t *)out);
}

/* Where the ASCII that @p at begins ends, eight bytes at a time and then one by one. */
static size_t behind_ascii(const char *data, size_t at, size_t size) {
    for (uint64_t eight; at + sizeof eight <= size; at += sizeof eight) {
        memcpy(&eight, data + at, sizeof eight);
        if (eight & 0x8080808080808080u) break;
    }
    while (at < size && (unsigned char)data[at] < 0x80) at++;
    return at;
}

size_t ro_utf8_valid(const char *data, size_t size) {
    const char *end = data + size;
    size_t at = 0;
    while ((at = behind_ascii(data, at, size)) < size) {
        unsigned length;
        if (ro_utf8_decode(data + at, end, &length) == 0xFFFD && length == 1) return at;
        at += length;
    }
    return size;
}

size_t ro_utf8_floor(const char *data, size_t at) {
    for (int back = 0; back < 3 && at > 0 && ((unsigned char)data[at] & 0xC0) == 0x80; back++) at--;
    return at;
}

bool ro_code_is_word_beyond_ascii(uint32_t code) {
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

bool ro_code_is_upper(uint32_t code) {
    if (code < 0x80) return ro_is_upper((unsigned char)code);
    return utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_LU;
}

bool ro_code_is_space(uint32_t code) {
    if (code < 0x80) return ro_is_space((unsigned char)code);
    return code == 0x85 || code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200B) ||
           code == 0x2028 || code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000 ||
           code == 0xFEFF;
}

uint32_t ro_code_lower(uint32_t code) {
    if (code < 0x80) return (uint32_t)(unsigned char)ro_lower((char)code);
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
}

void ro_decimal_point(char *number) {
    char *to = number;
    for (const char *from = number; *from; from++) {
        if (ro_is_digit((unsigned char)*from) || strchr("+-e", *from))
            *to++ = *from;
        else if (to == number || to[-1] != '.')
            *to++ = '.';
    }
    *to = '\0';
}
