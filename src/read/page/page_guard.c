/* SPDX-License-Identifier: Apache-2.0 */
/* HTML5 parsing walks the stack of open elements at most tags, and compares each
 * attribute with all before it: both are quadratic in what hostile pages hold. And
 * most of a page is scripts, styles and drawings, which nobody reads. */
#include "read/page/page.h"

/* 512 is where browsers stop nesting. Source: Blink, HTMLConstructionSite */
enum { DEEPEST = 512, MOST_ATTRIBUTES = 200, LONGEST_NAME = 16, LONG_DATA = 80 };

static bool is_one_of(ro_str name, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (ro_str_same(name, ro_str_of(names[i]))) return true;
    return false;
}

/* Elements that never hold others, or that an opening tag of their kind closes. */
static bool is_flat(ro_str name) {
    static const char *const names[] = {
        "br",    "img",    "hr",    "input", "meta", "link", "area",   "base", "col",  "embed",
        "param", "source", "track", "wbr",   "p",    "li",   "dt",     "dd",   "tr",   "td",
        "th",    "option", "thead", "tbody", "path", "use",  "circle", "rect", "html", "body"};
    return is_one_of(name, names, sizeof names / sizeof *names);
}

typedef struct attribute {
    size_t start, end;
    ro_str name, value; /* the value with its quotes */
} attribute;

/* The attribute at or behind *at, within a tag; false at its end, and *at is behind it.
 * WHATWG HTML, 13.2.5.32 to 13.2.5.40 */
static bool next_attribute(ro_str s, size_t *at, attribute *a) {
    size_t p = *at;
    while (p < s.n && (ro_is_space((unsigned char)s.p[p]) || s.p[p] == '/')) p++;
    if (p >= s.n || s.p[p] == '>') {
        *at = p < s.n ? p + 1 : s.n;
        return false;
    }
    a->start = p++;
    while (p < s.n && !ro_is_space((unsigned char)s.p[p]) && s.p[p] != '/' && s.p[p] != '>' &&
           s.p[p] != '=')
        p++;
    a->name = (ro_str){s.p + a->start, p - a->start};
    size_t value = p;
    while (value < s.n && ro_is_space((unsigned char)s.p[value])) value++;
    if (value < s.n && s.p[value] == '=') {
        p = value + 1;
        while (p < s.n && ro_is_space((unsigned char)s.p[p])) p++;
        value = p;
        if (p < s.n && (s.p[p] == '"' || s.p[p] == '\'')) {
            const char *close = memchr(s.p + p + 1, s.p[p], s.n - p - 1);
            p = close ? (size_t)(close - s.p) + 1 : s.n;
        } else {
            while (p < s.n && !ro_is_space((unsigned char)s.p[p]) && s.p[p] != '>') p++;
        }
    } else {
        value = p;
    }
    a->value = (ro_str){s.p + value, p - value};
    a->end = *at = p;
    return true;
}

static bool has_digit(ro_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (ro_is_digit((unsigned char)s.p[i])) return true;
    return false;
}

/* Attributes that nobody reads here, and that are most of the bytes of many tags. */
static bool is_unread(const attribute *a) {
    static const char *const names[] = {"srcset", "sizes",    "src",          "width",
                                        "height", "target",   "loading",      "decoding",
                                        "alt",    "tabindex", "fetchpriority"};
    ro_str name = a->name;
    /* <abbr title="2023-06-19"> */
    if (ro_str_same(name, RO_STR("title"))) return !has_digit(a->value);
    if (ro_str_starts(name, RO_STR("data-")))
        return a->value.n > LONG_DATA && !ro_str_same(name, RO_STR("data-testid")) &&
               !ro_str_same(name, RO_STR("data-component"));
    if (ro_str_same(name, RO_STR("style")))
        return ro_str_find(a->value, RO_STR("none")) == SIZE_MAX &&
               ro_str_find(a->value, RO_STR("right")) == SIZE_MAX;
    return ro_str_starts(name, RO_STR("on")) || ro_str_starts(name, RO_STR("aria-")) ||
           is_one_of(name, names, sizeof names / sizeof *names);
}

typedef struct tag {
    size_t start, end; /* with both brackets */
    size_t name_end;
    ro_str name;
    bool closing;
} tag;

/* Read the name of the tag at '<'; false where there is none. */
static bool read_name(ro_str s, size_t at, tag *t) {
    *t = (tag){.start = at};
    size_t p = at + 1;
    t->closing = p < s.n && s.p[p] == '/';
    p += t->closing;
    if (p >= s.n || !ro_is_alpha((unsigned char)s.p[p])) return false;
    size_t name = p;
    while (p < s.n && !ro_is_space((unsigned char)s.p[p]) && s.p[p] != '/' && s.p[p] != '>') p++;
    t->name = (ro_str){s.p + name, p - name};
    t->name_end = t->end = p;
    return true;
}

typedef struct guard {
    ro_arena *arena;
    ro_str source;
    char *kept;
    size_t size;
    size_t from; /* what lies before is kept or cut */
    ro_map *map;
    bool no_end[2]; /* of drawings and formulas: none in the rest of the page */
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

static bool opens_comment(ro_str s, size_t at) {
    return s.n - at >= 4 && memcmp(s.p + at, "<!--", 4) == 0;
}

/* The closing tag of what opened before p: the next for scripts and styles; drawings
 * may lie within drawings, and may hold comments. s.n: there is none. */
static size_t closing_tag(ro_str s, size_t p, ro_str name, bool nests) {
    for (size_t open = 1; p < s.n; p++) {
        const char *found = memchr(s.p + p, '<', s.n - p);
        if (!found) break;
        p = (size_t)(found - s.p);
        if (nests && opens_comment(s, p)) {
            p += comment_length((ro_str){found, s.n - p}) - 1;
            continue;
        }
        bool closes = p + 1 < s.n && found[1] == '/';
        size_t start = p + 1 + closes;
        if (start + name.n > s.n || !ro_str_same((ro_str){s.p + start, name.n}, name)) continue;
        if (closes && --open == 0) return p;
        open += nests && !closes;
    }
    return s.n;
}

/* Cut what lies between the tag and its closing one, where nobody reads it, and go on
 * behind it; tags in what is text for the parser are none. WHATWG HTML, 13.2.6.2 */
static bool guard_content(guard *g, const tag *t, size_t *at) {
    static const char *const names[] = {"svg",    "math",     "script", "style",   "title",
                                        "iframe", "textarea", "xmp",    "noembed", "noframes"};
    enum { DRAWINGS = 2, CUT = 4, ALL = sizeof names / sizeof *names };
    ro_str s = g->source;
    size_t kind = 0;
    *at = t->end;
    while (kind < ALL && !ro_str_same(t->name, ro_str_of(names[kind]))) kind++;
    bool drawing = kind < DRAWINGS;
    if (t->closing || kind == ALL || (drawing && g->no_end[kind])) return true;
    size_t end = closing_tag(s, t->end, t->name, drawing);
    if (drawing && end == s.n) {
        g->no_end[kind] = true;
        return true;
    }
    *at = end;
    if (kind >= CUT) return true;
    /* JSON-LD is read. A script inside of a comment inside of a script may hold a
     * closing tag that is none; the parser knows. */
    ro_str opening = {s.p + t->start, t->end - t->start}, content = {s.p + t->end, end - t->end};
    bool kept = ro_str_find(opening, RO_STR("ld+json")) != SIZE_MAX ||
                (!drawing && ro_str_find(content, RO_STR("<!--")) != SIZE_MAX);
    return kept || cut(g, t->end, end);
}

/* Whether a tag is too deep, and goes; as many closing ones go with them. A stroke
 * before the bracket closes nothing. */
static bool is_too_deep(const tag *t, size_t *depth, size_t *gone) {
    if (t->name.n > LONGEST_NAME || is_flat(t->name)) return false;
    if (t->closing && *gone == 0) {
        *depth -= *depth > 0;
        return false;
    }
    if (!t->closing && *depth < DEEPEST) {
        ++*depth;
        return false;
    }
    *gone += t->closing ? (size_t)-1 : 1;
    return true;
}

/* Go through the attributes to the end of the tag, and cut those that nobody reads. */
static bool guard_attributes(guard *g, tag *t, bool all_go) {
    attribute a;
    t->end = t->name_end;
    for (unsigned count = 1; next_attribute(g->source, &t->end, &a); count++)
        if (!all_go && (count > MOST_ATTRIBUTES || is_unread(&a)) && !cut(g, a.start, a.end))
            return false;
    return !all_go || cut(g, t->start, t->end);
}

/* A number that no letter has becomes 0, which the parser makes U+FFFD of as well; in its
 * own count a long one flows over, and comes out as some byte. */
static void guard_references(char *p, const char *end) {
    enum { MOST_DIGITS = 7 }; /* 0xFFFFFFF, as 9999999, is beyond Unicode, and within an int */
    for (; p < end && (p = memchr(p, '&', (size_t)(end - p))); p++) {
        if (end - p < 3 || p[1] != '#') continue;
        bool hex = ro_lower(p[2]) == 'x';
        char *first = p + 2 + hex;
        while (first < end && *first == '0') first++;
        char *after = first;
        while (after < end &&
               (hex ? ro_hex_digit(*after) >= 0 : ro_is_digit((unsigned char)*after)))
            after++;
        if (after - first > MOST_DIGITS) memset(first, '0', (size_t)(after - first));
    }
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
        if (opens_comment(s, at)) {
            size_t length = comment_length((ro_str){open, s.n - at});
            if (length == s.n - at) break;
            /* "<!---->" stays: what stands on its sides must not become one. */
            size_t close = open[length - 2] == '!' ? 4 : 3;
            if (length > 4 + close && !cut(&g, at + 4, at + length - close)) return false;
            at += length;
            continue;
        }
        tag t;
        if (!read_name(s, at++, &t)) continue;
        if (!guard_attributes(&g, &t, is_too_deep(&t, &depth, &gone))) return false;
        if (!guard_content(&g, &t, &at)) return false;
    }
    if (!keep_until(&g, s.n)) return false;
    guard_references(g.kept, g.kept + g.size);
    *out = (ro_str){g.kept, g.size};
    return true;
}

size_t ro_page_markup_length(ro_str s) {
    tag t;
    attribute a;
    if (opens_comment(s, 0)) return comment_length(s);
    if (!read_name(s, 0, &t)) {
        const char *close = memchr(s.p, '>', s.n);
        return close ? (size_t)(close - s.p) + 1 : s.n;
    }
    while (next_attribute(s, &t.end, &a)) continue;
    return t.end;
}
