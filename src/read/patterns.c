/* SPDX-License-Identifier: Apache-2.0 */
/* A pattern is looked up by four of its bytes that stand together: of a text only those patterns
 * are tried whose four bytes it has. */
#include "read/patterns.h"

enum { KEY_BYTES = 4 };

/* Back to the last star where a byte does not match, and on to where the byte behind it stands. */
static bool matches(ro_str pattern, ro_str text) {
    size_t p = 0, t = 0, star = SIZE_MAX, resume = 0;
    while (t < text.n) {
        if (p < pattern.n && pattern.p[p] == '*') {
            star = p++;
            resume = t;
            if (p == pattern.n) return true;
        } else if (p < pattern.n && pattern.p[p] == text.p[t]) {
            p++;
            t++;
        } else if (star != SIZE_MAX && resume + 1 < text.n) {
            p = star + 1;
            const char *next = memchr(text.p + resume + 1, pattern.p[p], text.n - resume - 1);
            if (!next) return false;
            t = resume = (size_t)(next - text.p);
        } else {
            return false;
        }
    }
    while (p < pattern.n && pattern.p[p] == '*') p++;
    return p == pattern.n;
}

/* The key of the last four bytes of a window. */
static unsigned key_of(uint32_t window) {
    return (window * 0x9E3779B1u) >> 20;
}

/* How often a byte stands in running text, roughly: patterns are told by what is rare. */
static unsigned commonness(unsigned char byte) {
    static const char common[] = "zqxjkvbpygfwmucldrhsnioate ";
    const char *found = byte ? strchr(common, byte) : NULL;
    return found ? (unsigned)(found - common) + 1 : 0;
}

/* The head of the list that a pattern belongs to: by its rarest four bytes. */
static uint32_t *list_of(ro_patterns *patterns, ro_str text) {
    uint32_t window = 0, *list = &patterns->short_ones;
    unsigned run = 0, least = UINT32_MAX;
    for (size_t i = 0; i < text.n; i++) {
        run = text.p[i] == '*' ? 0 : run + 1;
        window = window << 8 | (unsigned char)text.p[i];
        if (run < KEY_BYTES) continue;
        unsigned sum = 0;
        for (size_t k = i + 1 - KEY_BYTES; k <= i; k++) sum += commonness((unsigned char)text.p[k]);
        if (sum >= least) continue;
        least = sum;
        list = &patterns->first[key_of(window)];
    }
    return list;
}

bool ro_patterns_add(ro_arena *arena, ro_patterns *patterns, ro_str text, uint32_t value) {
    uint32_t *list = list_of(patterns, text);
    if (!RO_APPEND(arena, &patterns->items, ((ro_pattern){text, value, *list}))) return false;
    *list = patterns->items.count;
    return true;
}

/* The least of @p best and the patterns of a list that the text matches, by 1 more than their
 * index. */
static uint32_t try_list(const ro_patterns *patterns, uint32_t at, ro_str text, uint32_t best) {
    for (; at; at = patterns->items.items[at - 1].next)
        if (at < best && matches(patterns->items.items[at - 1].text, text)) best = at;
    return best;
}

uint32_t ro_patterns_find(const ro_patterns *patterns, ro_str text) {
    uint64_t tried[RO_PATTERN_KEYS / 64] = {0};
    uint32_t best = try_list(patterns, patterns->short_ones, text, UINT32_MAX), window = 0;
    for (size_t i = 0; i < text.n; i++) {
        window = window << 8 | (unsigned char)text.p[i];
        unsigned key = key_of(window);
        if (i + 1 < KEY_BYTES || !patterns->first[key] || tried[key / 64] >> key % 64 & 1) continue;
        tried[key / 64] |= UINT64_C(1) << key % 64;
        best = try_list(patterns, patterns->first[key], text, best);
    }
    return best == UINT32_MAX ? RO_NONE : patterns->items.items[best - 1].value;
}
