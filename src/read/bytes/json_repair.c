/* SPDX-License-Identifier: Apache-2.0 */
/* Templates fill JSON-LD by hand: they leave commas behind the last member, line ends
 * in strings and comments between, and cut it short. */
#include "read/bytes/json_repair.h"

#include <math.h>
#include <stdlib.h>

enum { DEEPEST = 256 };

typedef struct copier {
    char *out;
    size_t n;
    char open[DEEPEST]; /* the closing brackets still to come */
    size_t depth;
} copier;

/* Copy the string at s.p[at], a quotation mark; behind it. */
static size_t copy_string(copier *c, ro_str s, size_t at) {
    c->out[c->n++] = s.p[at++];
    for (; at < s.n; at++) {
        unsigned char byte = (unsigned char)s.p[at];
        if (byte == '\\' && at + 1 < s.n && (unsigned char)s.p[at + 1] >= 0x20) {
            /* "\'" and "\&" are no escapes of JSON. */
            bool known = strchr("\"\\/bfnrtu", s.p[at + 1]) != NULL;
            if (known) c->out[c->n++] = '\\';
            c->out[c->n++] = s.p[++at];
        } else if (byte < 0x20) {
            c->out[c->n++] = ' ';
        } else {
            c->out[c->n++] = s.p[at];
            if (byte == '"') return at + 1;
        }
    }
    c->out[c->n++] = '"';
    return at;
}

size_t ro_json_skip_comment(ro_str s, size_t at) {
    static const char *const pairs[][2] = {
        {"/*", "*/"}, {"//", "\n"}, {"<!--", "-->"}, {"<![CDATA[", "\n"}};
    ro_str rest = {s.p + at, s.n - at};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        ro_str begins = ro_str_of(pairs[i][0]), ends = ro_str_of(pairs[i][1]);
        if (!ro_str_starts(rest, begins)) continue;
        ro_str inside = {rest.p + begins.n, rest.n - begins.n};
        size_t end = ro_str_find(inside, ends);
        return end == SIZE_MAX ? s.n : at + begins.n + end + ends.n;
    }
    return at;
}

static void drop_comma(copier *c) {
    while (c->n && (c->out[c->n - 1] == ' ' || c->out[c->n - 1] == ',')) c->n--;
}

const char *ro_json_repair(ro_arena *arena, ro_str s, size_t *size) {
    size_t start = 0, end = s.n;
    while (start < end && s.p[start] != '{' && s.p[start] != '[') start++;
    if (start == end) return NULL;
    /* One byte more for a string's end and one for each bracket. */
    copier c = {.out = ro_arena_alloc(arena, s.n - start + DEEPEST + 2)};
    if (!c.out) return NULL;
    for (size_t at = start; at < end;) {
        char byte = s.p[at];
        size_t behind = byte == '/' || byte == '<' ? ro_json_skip_comment(s, at) : at;
        if (behind > at) {
            at = behind;
        } else if (byte == '"') {
            at = copy_string(&c, s, at);
        } else if (byte == '}' || byte == ']') {
            drop_comma(&c);
            c.out[c.n++] = byte;
            at++;
            c.depth -= c.depth > 0;
            if (c.depth == 0) break;
        } else {
            if ((byte == '{' || byte == '[') && c.depth < DEEPEST)
                c.open[c.depth++] = byte == '{' ? '}' : ']';
            c.out[c.n++] = (unsigned char)byte < 0x20 ? ' ' : byte;
            at++;
        }
    }
    drop_comma(&c);
    while (c.depth) c.out[c.n++] = c.open[--c.depth];
    *size = c.n;
    return c.out;
}

/* The code of the escape "\\uXXXX" at @p at; -1 where it is none. */
static long escaped_code(ro_str s, size_t at) {
    long code = 0;
    if (s.n - at < 6 || s.p[at] != '\\' || s.p[at + 1] != 'u') return -1;
    for (size_t i = 2; i < 6; i++) {
        char c = ro_lower(s.p[at + i]);
        bool digit = ro_is_digit((unsigned char)c), letter = c >= 'a' && c <= 'f';
        if (!digit && !letter) return -1;
        code = code * 16 + (digit ? c - '0' : c - 'a' + 10);
    }
    return code;
}

/* Settle the string at its mark; behind it. */
static size_t settle_string(char *json, ro_str s, size_t at, ro_json_faults *faults) {
    for (at++; at < s.n && s.p[at] != '"'; at++) {
        if ((unsigned char)s.p[at] < 0x20) {
            json[at] = ' ';
            faults->signs++;
        }
        if (s.p[at] != '\\') continue;
        long code = escaped_code(s, at);
        bool high = code >= 0xD800 && code < 0xDC00, half = code >= 0xD800 && code < 0xE000;
        if (high && s.n - at > 6) {
            long low = escaped_code(s, at + 6);
            half = low < 0xDC00 || low > 0xDFFF;
        }
        if (half || code == 0) {
            memcpy(json + at + 2, "fffd", 4);
            if (faults->characters++ == 0) faults->first = at;
        }
        at += code < 0 ? 1 : high && !half ? 11 : 5;
    }
    return at < s.n ? at + 1 : s.n;
}

/* RFC 8259, section 6. Digits behind the point and an exponent may be missing; a number
 * that no machine holds is none. */
static bool is_number(ro_str s) {
    char copy[400];
    size_t at = s.n && s.p[0] == '-', start = at;
    while (at < s.n && ro_is_digit((unsigned char)s.p[at])) at++;
    if (at == start || (s.p[start] == '0' && at > start + 1) || s.n >= sizeof copy) return false;
    if (at < s.n && s.p[at] == '.') {
        start = ++at;
        while (at < s.n && ro_is_digit((unsigned char)s.p[at])) at++;
        if (at == start) return false;
    }
    if (at < s.n && (s.p[at] == 'e' || s.p[at] == 'E')) {
        at++;
        if (at < s.n && (s.p[at] == '+' || s.p[at] == '-')) at++;
        start = at;
        while (at < s.n && ro_is_digit((unsigned char)s.p[at])) at++;
        if (at == start) return false;
    }
    memcpy(copy, s.p, s.n);
    copy[s.n] = '\0';
    return at == s.n && isfinite(strtod(copy, NULL));
}

/* A word that is no value of JSON becomes an empty string, or 0 where it is one letter. */
static size_t settle_word(char *json, ro_str s, size_t at, ro_json_faults *faults) {
    size_t end = at;
    while (end < s.n && !strchr(",]}[{:\"/", s.p[end]) && !ro_is_space((unsigned char)s.p[end]))
        end++;
    ro_str word = {s.p + at, end - at};
    bool known = ro_str_eq(word, RO_STR("null")) || ro_str_eq(word, RO_STR("true")) ||
                 ro_str_eq(word, RO_STR("false")) || is_number(word);
    bool name = end < s.n && s.p[end] == ':';
    if (known || name || word.n == 0) return end > at ? end : at + 1;
    memset(json + at, ' ', word.n);
    memcpy(json + at, word.n == 1 ? "0" : "\"\"", word.n == 1 ? 1 : 2);
    faults->signs++;
    return end;
}

/* A comma with nothing behind it but what closes. */
static void settle_comma(char *json, size_t at, ro_json_faults *faults) {
    while (at && ro_is_space((unsigned char)json[at - 1])) at--;
    if (at == 0 || json[at - 1] != ',') return;
    json[at - 1] = ' ';
    faults->signs++;
}

void ro_json_settle(char *json, size_t size, ro_json_faults *faults) {
    static const char mark[] = "\xEF\xBB\xBF", replacement[] = "\xEF\xBF\xBD";
    ro_str s = {json, size};
    *faults = (ro_json_faults){0};
    for (size_t at = 0; at < size;) {
        char c = json[at];
        size_t behind = c == '/' || c == '<' ? ro_json_skip_comment(s, at) : at;
        bool stray = size - at >= 3 &&
                     (memcmp(json + at, mark, 3) == 0 || memcmp(json + at, replacement, 3) == 0);
        if (stray) behind = at + 3;
        if (behind > at) {
            memset(json + at, ' ', behind - at);
            faults->signs++;
            at = behind;
        } else if (c == '"') {
            at = settle_string(json, s, at, faults);
        } else if (ro_is_space((unsigned char)c)) {
            json[at++] = ' ';
        } else if (strchr("{}[],:", c)) {
            if (c == '}' || c == ']') settle_comma(json, at, faults);
            at++;
        } else {
            at = settle_word(json, s, at, faults);
        }
    }
    settle_comma(json, size, faults);
}
