/* SPDX-License-Identifier: Apache-2.0 */
/* What lies beside the pages of a saved site and is text, but no article: scripts, style
 * sheets, lists of addresses, what is written for programs. It is named for what it is.
 * Sources: RFC 9309 (robots.txt), sitemaps.org, W3C Application Manifest, ECMA-426 (source
 * maps), and the bookmarks that browsers export. */
#include <inttypes.h>

#include "base/error.h"
#include "read/format.h"

enum { LOOK = 16 * 1024, FEWEST_SIGNS = 5 /* in a hundred bytes that are no space */ };

static bool holds(ro_str s, const char *what) {
    return ro_str_find(s, ro_str_of(what)) != SIZE_MAX;
}

/* How often @p what stands in @p s. */
static uint32_t count_of(ro_str s, const char *what) {
    uint32_t count = 0;
    ro_str wanted = ro_str_of(what);
    for (size_t at = ro_str_find(s, wanted); at != SIZE_MAX; at = ro_str_find(s, wanted)) {
        s = (ro_str){s.p + at + wanted.n, s.n - at - wanted.n};
        count++;
    }
    return count;
}

/* Cut the next line that says anything off @p s; notes begin with '#'. False: none is left. */
static bool next_line(ro_str *s, ro_str *line) {
    while (s->n) {
        const char *newline = memchr(s->p, '\n', s->n);
        size_t length = newline ? (size_t)(newline - s->p) : s->n,
               step = length + (newline != NULL);
        *line = ro_str_trim((ro_str){s->p, length});
        *s = (ro_str){s->p + step, s->n - step};
        if (line->n && line->p[0] != '#') return true;
    }
    return false;
}

static bool is_address(ro_str line) {
    if (!ro_str_starts(line, RO_STR("http://")) && !ro_str_starts(line, RO_STR("https://")))
        return false;
    for (size_t i = 0; i < line.n; i++)
        if (ro_is_space((unsigned char)line.p[i])) return false;
    return true;
}

/* How many addresses a text lists, one a line and nothing else; 0: it is no list. */
static uint32_t count_addresses(ro_str s) {
    uint32_t count = 0;
    for (ro_str line; next_line(&s, &line); count++)
        if (!is_address(line)) return 0;
    return count;
}

/* Each line is a rule, and one names whom it is for. */
static bool is_robots(ro_str s) {
    static const char *const rules[] = {"User-agent",   "Disallow",    "Allow",         "Sitemap",
                                        "Host",         "Crawl-delay", "Clean-param",   "Noindex",
                                        "Request-rate", "Visit-time",  "Content-Signal"};
    bool agent = false;
    for (ro_str line; next_line(&s, &line);) {
        const char *colon = memchr(line.p, ':', line.n);
        ro_str name = ro_str_trim((ro_str){line.p, colon ? (size_t)(colon - line.p) : 0});
        bool known = false;
        for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
            known = known || ro_str_same(name, ro_str_of(rules[i]));
        if (!known) return false;
        agent = agent || ro_str_same(name, RO_STR("User-agent"));
    }
    return agent;
}

/* Signs of code are a twentieth of what is no space; of prose they are less than a
 * hundredth. */
static bool is_code(ro_str s) {
    size_t signs = 0, bytes = 0;
    for (size_t i = 0; i < s.n; i++) {
        bytes += !ro_is_space((unsigned char)s.p[i]);
        signs += s.p[i] && strchr("{};=()", s.p[i]) != NULL;
    }
    return signs >= 2 && signs * 100 >= bytes * FEWEST_SIGNS;
}

static bool is_script(ro_str s) {
    static const char *const words[] = {"function(",      "function (",   "function ", "=>",
                                        "var ",           "let ",         "const ",    "return ",
                                        "\"use strict\"", "'use strict'", "exports",   "typeof ",
                                        "document.",      "window.",      "import ",   "require("};
    unsigned found = 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) found += holds(s, words[i]);
    return found >= 2 && is_code(s);
}

/* Declarations in braces: "p { color: red }", "@media print{…}". */
static bool is_style_sheet(ro_str s) {
    const char *open = s.n ? memchr(s.p, '{', s.n) : NULL;
    if (!open || open == s.p || !is_code(s)) return false;
    ro_str inside = {open + 1, s.n - (size_t)(open - s.p) - 1};
    const char *colon = inside.n ? memchr(inside.p, ':', inside.n) : NULL;
    if (!colon || !memchr(colon, '}', (size_t)(ro_str_end(s) - colon))) return false;
    ro_str name = ro_str_trim((ro_str){inside.p, (size_t)(colon - inside.p)});
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];
        if (!ro_is_alpha(c) && !ro_is_digit(c) && !strchr("-_*.#@{ >,\n\r\t", c)) return false;
    }
    return name.n > 0;
}

/* JSON for programs: a web manifest, a source map. */
static bool is_for_programs(ro_str s) {
    if (s.n == 0 || s.p[0] != '{') return false;
    bool manifest =
        holds(s, "\"icons\"") &&
        (holds(s, "\"start_url\"") || holds(s, "\"short_name\"") || holds(s, "\"display\""));
    bool map = holds(s, "\"mappings\"") && holds(s, "\"sources\"") && holds(s, "\"version\"");
    return manifest || map;
}

typedef enum other_kind {
    OTHER_NONE,
    OTHER_BOOKMARKS,
    OTHER_SITEMAP,
    OTHER_ADDRESSES,
    OTHER_ROBOTS,
    OTHER_SCRIPT,
    OTHER_STYLE,
    OTHER_PROGRAM
} other_kind;

static other_kind kind_of(ro_str head) {
    ro_str root = RO_STR(""), s = {head.p, head.n < LOOK ? head.n : LOOK};
    bool cut = head.n >= LOOK && memchr(s.p, '\n', s.n);
    while (cut && s.p[s.n - 1] != '\n') s.n--; /* the last line is not whole */
    s = ro_str_trim(s);
    if (s.n == 0) return OTHER_NONE;
    if (s.p[0] == '<') root = ro_xml_root(s);
    if (ro_str_starts(s, RO_STR("<!DOCTYPE NETSCAPE-Bookmark-file"))) return OTHER_BOOKMARKS;
    if (ro_str_eq(root, RO_STR("urlset")) || ro_str_eq(root, RO_STR("sitemapindex")))
        return OTHER_SITEMAP;
    if (s.p[0] == '<') return OTHER_NONE;
    if (is_for_programs(s)) return OTHER_PROGRAM;
    if (s.p[0] == '{' || s.p[0] == '[') return OTHER_NONE;
    if (is_robots(s)) return OTHER_ROBOTS;
    if (count_addresses(s)) return OTHER_ADDRESSES;
    return is_script(s) ? OTHER_SCRIPT : is_style_sheet(s) ? OTHER_STYLE : OTHER_NONE;
}

/* A text that shows code is Markdown or a page. */
static unsigned bid(const ro_reader *reader, ro_str head) {
    (void)reader;
    other_kind kind = kind_of(head);
    return kind == OTHER_NONE ? 0 : kind == OTHER_SCRIPT || kind == OTHER_STYLE ? 35 : 97;
}

static ro_status open_other(ro_reader *reader, ro_error *error) {
    ro_str s = reader->data;
    uint32_t count = 0;
    const char *of = "address", *plural = "addresses";
    static const char *const names[] = {[OTHER_NONE] = "text",
                                        [OTHER_BOOKMARKS] = "list of addresses",
                                        [OTHER_SITEMAP] = "list of addresses",
                                        [OTHER_ADDRESSES] = "list of addresses",
                                        [OTHER_ROBOTS] = "robots.txt",
                                        [OTHER_SCRIPT] = "script",
                                        [OTHER_STYLE] = "style sheet",
                                        [OTHER_PROGRAM] = "file for programs"};
    other_kind kind =
        kind_of(ro_str_starts(s, RO_STR("\xEF\xBB\xBF")) ? (ro_str){s.p + 3, s.n - 3} : s);
    switch (kind) {
    case OTHER_BOOKMARKS:
        count = count_of(s, "<A HREF=");
        of = "bookmark";
        plural = "bookmarks";
        break;
    case OTHER_SITEMAP: count = count_of(s, "<loc>"); break;
    case OTHER_ADDRESSES: count = count_addresses(s); break;
    default: break;
    }
    bool list = kind == OTHER_BOOKMARKS || kind == OTHER_SITEMAP || kind == OTHER_ADDRESSES;
    if (list)
        ro_fail(error, RO_ERR_INPUT, 0,
                "is a list of %" PRIu32 " %s, not an article; readout fetch gets pages", count,
                count == 1 ? of : plural);
    else
        ro_fail(error, RO_ERR_INPUT, 0, "is a %s, not an article", names[kind]);
    if (error) error->other = names[kind];
    return RO_ERR_INPUT;
}

static ro_status next(ro_reader *reader, ro_article **article, ro_error *error) {
    (void)reader, (void)article, (void)error;
    return RO_END;
}

const ro_source_format ro_format_other = {"other", bid, open_other, next, NULL, RO_EXTENT_DOCUMENT};
