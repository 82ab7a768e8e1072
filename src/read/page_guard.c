/* SPDX-License-Identifier: Apache-2.0 */
/* HTML5 parsing walks the stack of open elements at most tags, and compares each
 * attribute with all before it: both are quadratic in what hostile pages hold. */
#include "read/page.h"

/* 512 is where browsers stop nesting. Source: Blink, HTMLConstructionSite */
enum { DEEPEST = 512, MOST_ATTRIBUTES = 200, LONGEST_NAME = 16 };

/* Elements that never hold others, or that an opening tag of their kind closes. */
static bool is_flat(ro_str name) {
    static const char *const names[] = {
        "br",    "img",    "hr",    "input", "meta", "link", "area",   "base", "col",  "embed",
        "param", "source", "track", "wbr",   "p",    "li",   "dt",     "dd",   "tr",   "td",
        "th",    "option", "thead", "tbody", "path", "use",  "circle", "rect", "html", "body"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (ro_str_same(name, ro_str_of(names[i]))) return true;
    return false;
}

typedef struct tag {
    size_t start, end;     /* with both brackets */
    size_t attributes_end; /* where the most attributes end; 0: all are fine */
    ro_str name;
    bool closing, self_closing;
} tag;

/* Read the tag at '<'; false where there is none. */
static bool read_tag(ro_str s, size_t at, tag *t) {
    *t = (tag){.start = at};
    size_t p = at + 1;
    if (p < s.n && s.p[p] == '/') {
        t->closing = true;
        p++;
    }
    if (p >= s.n || !ro_is_alpha((unsigned char)s.p[p])) return false;
    size_t name = p, attributes = 0;
    while (p < s.n && (ro_is_alpha((unsigned char)s.p[p]) || ro_is_digit((unsigned char)s.p[p])))
        p++;
    t->name = (ro_str){s.p + name, p - name};
    bool space = false;
    for (; p < s.n && s.p[p] != '>'; p++) {
        char c = s.p[p];
        bool value = p > 0 && s.p[p - 1] == '=';
        if ((c == '"' || c == '\'') && value) {
            const char *close = memchr(s.p + p + 1, c, s.n - p - 1);
            if (!close) break;
            p = (size_t)(close - s.p);
        }
        bool starts = space && !ro_is_space((unsigned char)c);
        space = ro_is_space((unsigned char)c);
        if (starts && ++attributes > MOST_ATTRIBUTES && !t->attributes_end) t->attributes_end = p;
    }
    t->self_closing = p > at && p < s.n && s.p[p - 1] == '/';
    t->end = p < s.n ? p + 1 : s.n;
    return true;
}

/* Behind the end of a comment, script or style that begins with this tag. */
static size_t skip_raw(ro_str s, const tag *t) {
    bool raw = !t->closing &&
               (ro_str_same(t->name, RO_STR("script")) || ro_str_same(t->name, RO_STR("style")));
    if (!raw) return t->end;
    for (size_t p = t->end; p + t->name.n + 2 < s.n; p++) {
        const char *open = memchr(s.p + p, '<', s.n - p);
        if (!open) return s.n;
        p = (size_t)(open - s.p);
        ro_str rest = {open + 1, s.n - p - 1};
        if (rest.n > t->name.n && rest.p[0] == '/' &&
            ro_str_starts((ro_str){rest.p + 1, rest.n - 1}, t->name))
            return p;
    }
    return s.n;
}

static bool blank(ro_arena *arena, ro_str source, ro_str *out, size_t from, size_t to) {
    if (out->p == source.p) {
        char *copy = ro_arena_copy(arena, source.p, source.n);
        if (!copy) return false;
        *out = (ro_str){copy, source.n};
    }
    memset((char *)(uintptr_t)out->p + from, ' ', to - from);
    return true;
}

bool ro_page_guard(ro_arena *arena, ro_str s, ro_str *out) {
    *out = s;
    size_t depth = 0, blanked = 0, at = 0;
    while (at < s.n) {
        const char *open = memchr(s.p + at, '<', s.n - at);
        if (!open) break;
        at = (size_t)(open - s.p);
        if (s.n - at >= 4 && memcmp(open, "<!--", 4) == 0) {
            size_t close = ro_str_find((ro_str){open + 4, s.n - at - 4}, RO_STR("-->"));
            if (close == SIZE_MAX) break;
            at += close + 7;
            continue;
        }
        tag t;
        if (!read_tag(s, at, &t)) {
            at++;
            continue;
        }
        at = skip_raw(s, &t);
        if (t.attributes_end && !blank(arena, s, out, t.attributes_end, t.end - 1)) return false;
        if (t.name.n > LONGEST_NAME || is_flat(t.name) || (t.self_closing && !t.closing)) continue;
        if (t.closing) {
            if (blanked) {
                blanked--;
                if (!blank(arena, s, out, t.start, t.end)) return false;
            } else if (depth) {
                depth--;
            }
        } else if (depth >= DEEPEST) {
            blanked++;
            if (!blank(arena, s, out, t.start, t.end)) return false;
        } else {
            depth++;
        }
    }
    return true;
}
