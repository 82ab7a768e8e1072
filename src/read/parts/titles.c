/* SPDX-License-Identifier: Apache-2.0 */
#include "read/parts/titles.h"

#include "read/bytes/references.h"

enum {
    LONGEST_TITLE = 4000, /* bytes that are mended: social posts come as titles, books do not */
    LONGEST_TAG = 10      /* letters: more than any name of is_element has */
};

/* Elements that a line of text may hold. Other names in angle brackets are words of the
 * title: "<hello-world> in the harbour". Source: WHATWG HTML, 3.2.5.2.5 */
static bool is_element(ro_str name) {
    static const char *const names[] = {
        "a",     "abbr", "b",      "big",    "br",  "cite", "code", "del",  "div", "em", "font",
        "h1",    "h2",   "h3",     "i",      "img", "ins",  "mark", "nobr", "p",   "q",  "s",
        "small", "span", "strike", "strong", "sub", "sup",  "tt",   "u",    "var", "wbr"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (ro_str_same(name, ro_str_of(names[i]))) return true;
    return false;
}

/* The length of the tag that s begins with; 0: none of those. */
static size_t tag_length(ro_str s) {
    size_t start = s.n > 1 && s.p[1] == '/' ? 2 : 1, end = start;
    while (end < s.n && end - start < LONGEST_TAG &&
           (ro_is_alpha((unsigned char)s.p[end]) || ro_is_digit((unsigned char)s.p[end])))
        end++;
    bool ends = end < s.n && (ro_is_space((unsigned char)s.p[end]) || strchr("/>", s.p[end]));
    if (!ends || !is_element((ro_str){s.p + start, end - start})) return 0;
    const char *close = memchr(s.p + end, '>', s.n - end);
    return close ? (size_t)(close + 1 - s.p) : 0;
}

static ro_str without_tags(ro_arena *arena, ro_str s) {
    if (s.n == 0 || !memchr(s.p, '<', s.n)) return s;
    char *out = ro_arena_alloc(arena, s.n + 1);
    size_t n = 0;
    if (!out) return s;
    for (size_t i = 0; i < s.n;) {
        size_t length = s.p[i] == '<' ? tag_length((ro_str){s.p + i, s.n - i}) : 0;
        bool parts = length && (ro_str_starts((ro_str){s.p + i, length}, RO_STR("<br")) ||
                                ro_str_starts((ro_str){s.p + i, length}, RO_STR("</p")));
        if (parts) out[n++] = ' '; /* a line break parts words */
        if (length)
            i += length;
        else
            out[n++] = s.p[i++];
    }
    return (ro_str){out, n};
}

ro_str ro_title_line(const ro_read_rules *rules, ro_arena *arena, ro_str s, ro_title_kind kind) {
    if (s.n == 0 || s.n > LONGEST_TITLE) return s;
    switch (kind) {
    case RO_TITLE_TEXT: return s;
    case RO_TITLE_PLAIN: return ro_without_references(rules, arena, s);
    case RO_TITLE_MARKUP: return ro_without_references(rules, arena, without_tags(arena, s));
    default: break;
    }
    /* What stands for itself is escaped once more by many: "Caf&amp;eacute;". */
    for (int i = 0; i < 2; i++) s = ro_without_references(rules, arena, without_tags(arena, s));
    return without_tags(arena, s);
}
