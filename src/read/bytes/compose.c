/* SPDX-License-Identifier: Apache-2.0 */
/* A letter and a mark behind it as the one letter that they are: "e" and U+0301 as "é", so that
 * a text is the same however it was typed. Source: Unicode Standard Annex 15. */
#include "read/bytes/compose.h"

#include <utf8proc.h>

/* The letter that @p letter is with @p mark; 0: there is none. */
static uint32_t compose(uint32_t letter, uint32_t mark) {
    utf8proc_int32_t pair[2] = {(utf8proc_int32_t)letter, (utf8proc_int32_t)mark};
    bool one = utf8proc_normalize_utf32(pair, 2, UTF8PROC_COMPOSE | UTF8PROC_STABLE) == 1;
    return one ? (uint32_t)pair[0] : 0;
}

/* Where the next mark begins, from @p at on: U+0300 to U+036F are 0xCC 0x80 to 0xCD 0xAF. */
static size_t find_mark(ro_str s, size_t at) {
    for (; at + 1 < s.n; at++) {
        unsigned char c = (unsigned char)s.p[at], next = (unsigned char)s.p[at + 1];
        if (c == 0xCC || (c == 0xCD && next <= 0xAF)) return at;
    }
    return s.n;
}

/* Where the character begins that ends at @p end. */
static size_t before(ro_str s, size_t end, size_t start) {
    size_t at = end;
    while (at > start && ((unsigned char)s.p[--at] & 0xC0) == 0x80) continue;
    return at;
}

/* What is composed so far. */
typedef struct composer {
    ro_arena *arena;
    char *out;
    size_t n;
    ro_map map;
} composer;

static bool put(composer *c, const char *bytes, size_t n, size_t from, size_t took) {
    memcpy(c->out + c->n, bytes, n);
    ro_map_run run = {(uint32_t)c->n, (uint32_t)n, from, took};
    c->n += n;
    return ro_map_add(c->arena, &c->map, run);
}

/* Compose the letter before the mark at @p at with as many marks as it takes; *end receives
 * where they end. What came before @p from is written. */
static bool put_letter(composer *c, ro_str s, size_t from, size_t at, size_t *end) {
    unsigned length;
    size_t letter = before(s, at, from);
    uint32_t code = letter < at ? ro_utf8_decode(s.p + letter, s.p + s.n, &length) : 0;
    *end = at;
    while (*end + 1 < s.n && find_mark((ro_str){s.p, *end + 2}, *end) == *end) {
        uint32_t whole = compose(code, ro_utf8_decode(s.p + *end, s.p + s.n, &length));
        if (!whole) break;
        code = whole;
        *end += length;
    }
    if (*end == at) { /* a mark that stays one */
        *end = at + 2;
        return put(c, s.p + from, *end - from, from, *end - from);
    }
    char bytes[4];
    size_t n = ro_utf8_encode(code, bytes);
    return put(c, s.p + from, letter - from, from, letter - from) &&
           put(c, bytes, n, letter, *end - letter);
}

bool ro_compose(ro_arena *arena, ro_decoded *decoded) {
    ro_str s = decoded->text;
    size_t at = 0, mark = 0;
    bool marked = s.n && (memchr(s.p, 0xCC, s.n) || memchr(s.p, 0xCD, s.n));
    if (!marked || (mark = find_mark(s, 0)) == s.n) return true;
    composer c = {.arena = arena, .out = ro_arena_alloc(arena, s.n + 1)};
    if (!c.out) return false;
    for (; mark < s.n; mark = find_mark(s, at))
        if (!put_letter(&c, s, at, mark, &at)) return false;
    if (!put(&c, s.p + at, s.n - at, at, s.n - at)) return false;
    c.out[c.n] = '\0';
    ro_map whole = {0};
    if (decoded->map.count && !ro_map_compose(arena, &c.map, &decoded->map, &whole)) return false;
    decoded->map = decoded->map.count ? whole : c.map;
    decoded->text = (ro_str){c.out, c.n};
    return true;
}
