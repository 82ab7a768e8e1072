/* SPDX-License-Identifier: Apache-2.0 */
/* What lies beside the pages of a saved site and is text, but no article: scripts, style
 * sheets, drawings, lists of addresses, what is written for programs. It is named for what
 * it is. Sources: RFC 9309 (robots.txt), RFC 9116 (security.txt), sitemaps.org, W3C
 * Application Manifest, ECMA-426 (source maps), and the bookmarks that browsers export. */
#include <inttypes.h>

#include "base/error.h"
#include "read/bytes/decode.h"
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

/* Cut the next line that says anything off @p s; notes begin with '#'. Lines end as on any
 * system. False: none is left. */
static bool next_line(ro_str *s, ro_str *line) {
    while (s->n) {
        size_t length = 0;
        while (length < s->n && s->p[length] != '\n' && s->p[length] != '\r') length++;
        size_t step = length + (length < s->n);
        *line = ro_str_trim((ro_str){s->p, length});
        *s = (ro_str){s->p + step, s->n - step};
        if (line->n && line->p[0] != '#') return true;
    }
    return false;
}

/* The length of the address that @p s begins with; 0: it begins with none. */
static size_t address_length(ro_str s) {
    static const char *const begins[] = {"http://", "https://", "www."};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        size_t n = strlen(begins[i]);
        if (!ro_str_starts(s, ro_str_of(begins[i]))) continue;
        while (n < s.n && !ro_is_space((unsigned char)s.p[n])) n++;
        return n > strlen(begins[i]) ? n : 0;
    }
    return 0;
}

/* Behind the sign of an entry of a list, "- ", "3. ", and the mark of a shortcut, "URL=". */
static ro_str without_sign(ro_str line) {
    size_t at = 0;
    while (at < line.n && ro_is_digit((unsigned char)line.p[at])) at++;
    if (at < line.n && (at ? strchr(".)", line.p[at]) : strchr("-*+", line.p[at])) != NULL) {
        ro_str rest = {line.p + at + 1, line.n - at - 1};
        if (rest.n && ro_is_space((unsigned char)rest.p[0])) return ro_str_trim(rest);
    }
    size_t mark = ro_str_starts(line, RO_STR("URL=")) ? 4 : 0;
    return (ro_str){line.p + mark, line.n - mark};
}

/* Whether a line of a list is an entry; @p titled: with more than its address, such as a
 * title: "[Mill](https://…)", "https://…<tab>Mill". */
static bool is_entry(ro_str line, bool *titled) {
    ro_str entry = without_sign(line);
    size_t length = address_length(entry);
    *titled = length < entry.n;
    if (length) return true;
    size_t link = entry.n && entry.p[0] == '[' ? ro_str_find(entry, RO_STR("](")) : SIZE_MAX;
    if (link == SIZE_MAX) return false;
    ro_str address = {entry.p + link + 2, entry.n - link - 2};
    return address_length(address) > 0 && address.p[address_length(address) - 1] == ')';
}

/* How many addresses a text lists, one a line and nothing else but titles; 0: it is no
 * list. A line alone that begins with an address may be a sentence. */
static uint32_t count_addresses(ro_str s) {
    uint32_t count = 0, titles = 0;
    for (ro_str line; next_line(&s, &line); count++) {
        bool titled;
        if (ro_str_same(line, RO_STR("[InternetShortcut]")) && count == 0) next_line(&s, &line);
        if (!is_entry(line, &titled)) return 0;
        titles += titled;
    }
    return titles && count == 1 ? 0 : count;
}

static uint32_t count_bookmarks(ro_str s) {
    return count_of(s, "<A HREF=");
}

static uint32_t count_locations(ro_str s) {
    return count_of(s, "<loc>");
}

/* As browsers export them, and services that keep links: when each was added stands in its
 * mark-up. */
static bool is_bookmarks(ro_str s) {
    return ro_str_starts(s, RO_STR("<!DOCTYPE NETSCAPE-Bookmark-file")) ||
           (holds(s, "<A HREF=") && (holds(s, " ADD_DATE=\"") || holds(s, " time_added=\"")));
}

/* The same as JSON. Source: the export of pinboard.in */
static bool is_json_bookmarks(ro_str s) {
    return s.p[0] == '[' && holds(s, "\"href\"") && holds(s, "\"toread\"");
}

static uint32_t count_json_bookmarks(ro_str s) {
    return count_of(s, "\"href\"");
}

static bool is_list_of_addresses(ro_str s) {
    return count_addresses(s) > 0;
}

/* Whether each line is "name: value" with one of @p names, the first of which is needed. */
static bool has_fields(ro_str s, const char *const *names, size_t count) {
    bool needed = false;
    for (ro_str line; next_line(&s, &line);) {
        const char *colon = memchr(line.p, ':', line.n);
        ro_str name = ro_str_trim((ro_str){line.p, colon ? (size_t)(colon - line.p) : 0});
        size_t i = 0;
        while (i < count && !ro_str_same(name, ro_str_of(names[i]))) i++;
        if (i == count) return false;
        needed = needed || i == 0;
    }
    return needed;
}

/* RFC 9309, and what crawlers added. */
static bool is_robots(ro_str s) {
    static const char *const names[] = {"User-agent",   "Disallow",    "Allow",         "Sitemap",
                                        "Host",         "Crawl-delay", "Clean-param",   "Noindex",
                                        "Request-rate", "Visit-time",  "Content-Signal"};
    return has_fields(s, names, sizeof names / sizeof *names);
}

/* RFC 9116 */
static bool is_security(ro_str s) {
    static const char *const names[] = {
        "Contact", "Expires",   "Encryption",          "Acknowledgments",
        "Policy",  "Canonical", "Preferred-Languages", "Hiring",
        "CSAF"};
    return has_fields(s, names, sizeof names / sizeof *names);
}

/* The field of a line that is parted by commas, from 0; empty where it has fewer. */
static ro_str comma_field(ro_str line, unsigned number) {
    for (;; number--) {
        const char *comma = line.n ? memchr(line.p, ',', line.n) : NULL;
        size_t n = comma ? (size_t)(comma - line.p) : line.n;
        if (number == 0) return ro_str_trim((ro_str){line.p, n});
        if (!comma) return RO_STR("");
        line = (ro_str){comma + 1, line.n - n - 1};
    }
}

/* ads.txt: "domain, account, DIRECT[, id]". Source: IAB Tech Lab, ads.txt 1.1 */
static bool is_ads(ro_str s) {
    uint32_t count = 0;
    for (ro_str line; next_line(&s, &line); count++) {
        ro_str relation = comma_field(line, 2);
        if (!ro_str_same(relation, RO_STR("DIRECT")) && !ro_str_same(relation, RO_STR("RESELLER")))
            return false;
    }
    return count > 0;
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

/* Behind the comments that @p s begins with. */
static ro_str behind_comments(ro_str s) {
    for (s = ro_str_trim(s); ro_str_starts(s, RO_STR("/*"));) {
        size_t end = ro_str_find(s, RO_STR("*/"));
        if (end == SIZE_MAX) return RO_STR("");
        s = ro_str_trim((ro_str){s.p + end + 2, s.n - end - 2});
    }
    return s;
}

/* Whether each line ends as statements do: "alert(1);", "if (a) {". */
static bool has_statements(ro_str s) {
    if (!holds(s, "(") && !holds(s, "=")) return false;
    for (ro_str line; next_line(&s, &line);)
        if (!ro_str_starts(line, RO_STR("//")) && !strchr(";{}", line.p[line.n - 1])) return false;
    return true;
}

static bool is_script(ro_str s) {
    static const char *const words[] = {"function(",      "function (",   "function ", "=>",
                                        "var ",           "let ",         "const ",    "return ",
                                        "\"use strict\"", "'use strict'", "exports",   "typeof ",
                                        "document.",      "window.",      "import ",   "require("};
    unsigned found = 0;
    ro_str code = behind_comments(s);
    if (code.n == 0) return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) found += holds(s, words[i]);
    return is_code(code) && (found >= 2 || has_statements(code));
}

static bool is_php(ro_str s) {
    return ro_str_starts(s, RO_STR("<?php")) || ro_str_starts(s, RO_STR("<?="));
}

/* Declarations in braces: "p { color: red }", "@media print{…}"; or rules that take other
 * sheets in. */
static bool is_style_sheet(ro_str s) {
    ro_str code = behind_comments(s);
    if (ro_str_starts(code, RO_STR("@import ")) || ro_str_starts(code, RO_STR("@charset ")))
        return true;
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

/* JSON for programs: a web manifest, a source map, the facts of a package, nothing. */
static bool is_json_for_programs(ro_str s) {
    if (ro_str_eq(s, RO_STR("[]")) || ro_str_eq(s, RO_STR("{}"))) return true;
    if (s.n == 0 || s.p[0] != '{') return false;
    bool manifest =
        holds(s, "\"short_name\"") ||
        (holds(s, "\"icons\"") && (holds(s, "\"start_url\"") || holds(s, "\"display\"")));
    bool map = holds(s, "\"mappings\"") && holds(s, "\"sources\"") && holds(s, "\"version\"");
    bool package = holds(s, "\"name\"") && holds(s, "\"version\"") &&
                   (holds(s, "\"dependencies\"") || holds(s, "\"devDependencies\""));
    return manifest || map || package;
}

static bool is_for_programs(ro_str s) {
    return is_json_for_programs(s) || is_security(s) || is_ads(s) ||
           ro_str_starts(s, RO_STR("# Netscape HTTP Cookie File"));
}

static bool has_root(ro_str s, const char *const *roots, size_t count) {
    ro_str root = ro_xml_root(s);
    for (size_t i = 0; i < count; i++)
        if (ro_str_eq(root, ro_str_of(roots[i]))) return true;
    return false;
}

static bool is_sitemap(ro_str s) {
    static const char *const roots[] = {"urlset", "sitemapindex"};
    return has_root(s, roots, sizeof roots / sizeof *roots);
}

static bool is_drawing(ro_str s) {
    static const char *const roots[] = {"svg"};
    return has_root(s, roots, 1);
}

static bool is_xml_for_programs(ro_str s) {
    static const char *const roots[] = {"browserconfig", "OpenSearchDescription",
                                        "cross-domain-policy", "plist"};
    return has_root(s, roots, sizeof roots / sizeof *roots);
}

/* XML that says so, and that no format knows better. */
static bool is_xml(ro_str s) {
    return ro_xml_root(s).n && (ro_str_starts(s, RO_STR("<?xml ")) || holds(s, " xmlns"));
}

/* What this program tells of articles is no report of anything itself. */
static bool is_own_page(ro_str s) {
    return holds(s, "<meta name=generator content=\"Readout ");
}

static bool is_own_account(ro_str s) {
    static const char *const begins[] = {"\"schema\": \"readout.account/",
                                         "\"schema\":\"readout.account/"};
    ro_str rest = ro_str_trim((ro_str){s.p + 1, s.n - 1});
    return s.p[0] == '{' &&
           (ro_str_starts(rest, ro_str_of(begins[0])) || ro_str_starts(rest, ro_str_of(begins[1])));
}

/* What a text may be that is no article, the surest first. */
typedef struct other_kind {
    const char *name; /* as in ro_error.other */
    bool markup;      /* begins with '<' */
    bool (*is)(ro_str s);
    unsigned bid;                /* a text that shows code is Markdown or a page */
    uint32_t (*count)(ro_str s); /* its entries; NULL: it is no list */
    const char *entry, *entries;
} other_kind;

#define LIST "list of addresses"
static const other_kind kinds[] = {
    {"page of Readout", true, is_own_page, 101, NULL, NULL, NULL},
    {"account of Readout", false, is_own_account, 101, NULL, NULL, NULL},
    {LIST, true, is_bookmarks, 97, count_bookmarks, "bookmark", "bookmarks"},
    {LIST, true, is_sitemap, 97, count_locations, "address", "addresses"},
    {"drawing", true, is_drawing, 97, NULL, NULL, NULL},
    {"file for programs", true, is_xml_for_programs, 97, NULL, NULL, NULL},
    {"script", true, is_php, 35, NULL, NULL, NULL},
    {"XML file of another kind", true, is_xml, 2, NULL, NULL, NULL},
    {LIST, false, is_json_bookmarks, 97, count_json_bookmarks, "bookmark", "bookmarks"},
    {"robots.txt", false, is_robots, 97, NULL, NULL, NULL},
    {LIST, false, is_list_of_addresses, 97, count_addresses, "address", "addresses"},
    {"file for programs", false, is_for_programs, 97, NULL, NULL, NULL},
    {"style sheet", false, is_style_sheet, 35, NULL, NULL, NULL},
    {"script", false, is_script, 35, NULL, NULL, NULL},
};

static const other_kind *kind_of(ro_str head) {
    ro_str s = {head.p, head.n < LOOK ? head.n : LOOK};
    bool cut = head.n >= LOOK && memchr(s.p, '\n', s.n);
    while (cut && s.p[s.n - 1] != '\n') s.n--; /* the last line is not whole */
    s = ro_str_trim(s);
    if (s.n == 0) return NULL;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].markup == (s.p[0] == '<') && kinds[i].is(s)) return &kinds[i];
    return NULL;
}

static unsigned bid(const ro_reader *reader, ro_str head) {
    (void)reader;
    const other_kind *kind = kind_of(head);
    return kind ? kind->bid : 0;
}

static ro_status open_other(ro_reader *reader, ro_error *error) {
    ro_arena arena = RO_ARENA_INIT;
    ro_decoded decoded;
    ro_status status = ro_decode(&arena, reader->data, NULL, &decoded, error);
    const other_kind *kind = status == RO_OK ? kind_of(decoded.text) : NULL;
    uint32_t count = kind && kind->count ? kind->count(decoded.text) : 0;
    ro_arena_free(&arena);
    if (status != RO_OK) return status;
    if (!kind) return ro_fail(error, RO_ERR_INPUT, 0, "is no text of articles");
    if (kind->count)
        ro_fail(error, RO_ERR_INPUT, 0,
                "is a list of %" PRIu32 " %s, not an article; readout fetch gets pages", count,
                count == 1 ? kind->entry : kind->entries);
    else
        ro_fail(error, RO_ERR_INPUT, 0, "is %s %s, not an article",
                kind->is == is_xml || kind->is == is_own_account ? "an" : "a", kind->name);
    if (error) error->other = kind->name;
    return RO_ERR_INPUT;
}

static ro_status next(ro_reader *reader, ro_article **article, ro_error *error) {
    (void)reader, (void)article, (void)error;
    return RO_END;
}

const ro_source_format ro_format_other = {
    .name = "other", .bid = bid, .open = open_other, .next = next, .extent = RO_EXTENT_DOCUMENT};
