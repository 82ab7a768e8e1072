/* SPDX-License-Identifier: Apache-2.0 */
/* HTML5 parsing walks the stack of open elements at most tags, and compares each
 * attribute with all before it: both are quadratic in what hostile pages hold. And
 * most of a page is scripts, styles and drawings, which nobody reads. */
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

typedef struct guard {
    ro_arena *arena;
    ro_str source;
    char *kept;
    size_t size;
    size_t from; /* what lies before is kept or cut */
    ro_map *map;
    bool no_svg_end; /* none of the rest of the page: do not look again */
} guard;

static bool keep_until(guard *g, size_t end) {
    if (end <= g->from) return true;
    size_t n = end - g->from;
    ro_map_run run = {(uint32_t)g->size, (uint32_t)n, g->from, n};
    memcpy(g->kept + g->size, g->source.p + g->from, n);
    g->size += n;
    g->from = end;
    return ro_map_add(g->arena, g->map, run);
}

static bool cut(guard *g, size_t start, size_t end) {
    if (!keep_until(g, start)) return false;
    if (end > g->from) g->from = end;
    return true;
}

/* Where the content of a script, style or drawing ends: at its closing tag. */
static size_t content_end(guard *g, const tag *t) {
    ro_str s = g->source, name = t->name;
    bool svg = ro_str_same(name, RO_STR("svg"));
    if (t->closing || t->self_closing || (svg && g->no_svg_end)) return t->end;
    if (!svg && !ro_str_same(name, RO_STR("script")) && !ro_str_same(name, RO_STR("style")))
        return t->end;
    for (size_t p = t->end; p < s.n; p++) {
        const char *open = memchr(s.p + p, '<', s.n - p);
        if (!open) break;
        p = (size_t)(open - s.p);
        ro_str rest = {open + 1, s.n - p - 1};
        if (rest.n > name.n && rest.p[0] == '/' &&
            ro_str_starts((ro_str){rest.p + 1, rest.n - 1}, name))
            return p;
    }
    g->no_svg_end = g->no_svg_end || svg;
    return svg ? t->end : s.n;
}

/* A script inside of a comment inside of a script may hold a closing tag that is none;
 * the parser knows. JSON-LD is read. */
static bool may_cut(const guard *g, const tag *t, size_t end) {
    ro_str opening = {g->source.p + t->start, t->end - t->start};
    ro_str content = {g->source.p + t->end, end - t->end};
    return ro_str_find(opening, RO_STR("ld+json")) == SIZE_MAX &&
           ro_str_find(content, RO_STR("<!--")) == SIZE_MAX;
}

/* Count the depth; tags too deep go, and as many closing ones. */
static bool guard_depth(guard *g, const tag *t, size_t *depth, size_t *gone) {
    if (t->name.n > LONGEST_NAME || is_flat(t->name) || (t->self_closing && !t->closing))
        return true;
    if (t->closing && *gone == 0) {
        *depth -= *depth > 0;
        return true;
    }
    if (!t->closing && *depth < DEEPEST) {
        ++*depth;
        return true;
    }
    if (t->closing)
        --*gone;
    else
        ++*gone;
    return cut(g, t->start, t->end);
}

static bool guard_tag(guard *g, const tag *t, size_t *at, size_t *depth, size_t *gone) {
    *at = content_end(g, t);
    if (t->attributes_end && !cut(g, t->attributes_end, t->end - 1)) return false;
    if (*at > t->end && may_cut(g, t, *at) && !cut(g, t->end, *at)) return false;
    return guard_depth(g, t, depth, gone);
}

/* Length of the comment at s. "<!-->" is a whole one, "--!>" ends one as well.
 * WHATWG HTML, 13.2.5.43 to 13.2.5.52 */
static size_t comment_length(ro_str s) {
    for (size_t at = 4; at < s.n; at++) {
        const char *close = memchr(s.p + at, '>', s.n - at);
        if (!close) break;
        at = (size_t)(close - s.p);
        size_t end = at - (at >= 7 && s.p[at - 1] == '!');
        if (s.p[end - 1] == '-' && s.p[end - 2] == '-') return at + 1;
    }
    return s.n;
}

size_t ro_page_markup_length(ro_str s) {
    tag t;
    if (s.n >= 4 && memcmp(s.p, "<!--", 4) == 0) return comment_length(s);
    if (read_tag(s, 0, &t)) return t.end;
    const char *close = memchr(s.p, '>', s.n);
    return close ? (size_t)(close - s.p) + 1 : s.n;
}

bool ro_page_guard(ro_arena *arena, ro_str s, ro_str *out, ro_map *map) {
    guard g = {.arena = arena, .source = s, .map = map};
    g.kept = ro_arena_alloc(arena, s.n + 1);
    if (!g.kept) return false;
    size_t depth = 0, gone = 0, at = 0;
    while (at < s.n) {
        const char *open = memchr(s.p + at, '<', s.n - at);
        if (!open) break;
        at = (size_t)(open - s.p);
        if (s.n - at >= 4 && memcmp(open, "<!--", 4) == 0) {
            size_t length = comment_length((ro_str){open, s.n - at});
            if (length == s.n - at) break;
            /* "<!---->" stays: what stands on its sides must not become one. */
            size_t close = open[length - 2] == '!' ? 4 : 3;
            if (length > 4 + close && !cut(&g, at + 4, at + length - close)) return false;
            at += length;
            continue;
        }
        tag t;
        if (!read_tag(s, at, &t))
            at++;
        else if (!guard_tag(&g, &t, &at, &depth, &gone))
            return false;
    }
    if (!keep_until(&g, s.n)) return false;
    *out = (ro_str){g.kept, g.size};
    return true;
}
