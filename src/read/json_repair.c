/* SPDX-License-Identifier: Apache-2.0 */
/* Templates fill JSON-LD by hand: they leave commas behind the last member, line ends
 * in strings and comments between, and cut it short. */
#include "read/json_repair.h"

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

/* Behind the comment at s.p[at]; at where there is none. */
static size_t skip_comment(ro_str s, size_t at) {
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
        size_t behind = byte == '/' || byte == '<' ? skip_comment(s, at) : at;
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
