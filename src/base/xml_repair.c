/* SPDX-License-Identifier: Apache-2.0 */
/* Sources: XML 1.0, fifth edition; what to do with the rest follows WHATWG HTML, 13.2, where
 * that has a rule. */
#include "base/xml_repair.h"

enum {
    MOST_TOLD = 3, /* kinds of faults */
    MOST_EDITS = 1000000,
    MOST_DEPTH = 300,       /* parsers here refuse 256 */
    MOST_ATTRIBUTES = 64,   /* of one tag; what is more is left out */
    LONGEST_NAME = 64,      /* of an entity */
    LOOK = 16 * 1024,       /* bytes in which a document begins */
    LONGEST_REFERENCE = 12, /* "&#x0010FFFF;" */
    ODD = 256               /* bytes from the start of a tag within which a value may hold '<' */
};

typedef struct walker {
    ro_arena *arena;
    ro_xml_repair *repair;
    ro_str s;
    size_t at;
    ro_xml_kind kind;
    ro_xml_names names;
    ro_str open[MOST_DEPTH]; /* names of the elements that are open, slices of s */
    unsigned depth;
    bool root, doctype, stopped;
    size_t last_close;                       /* behind the last '>' of s */
    size_t section_end;                      /* the one found last, SIZE_MAX: no more */
    bool no_comment_end, no_instruction_end; /* none to the end of s */
} walker;

static bool is_name_start(unsigned char c) {
    return ro_is_alpha(c) || c == '_' || c == ':';
}

static bool is_name(unsigned char c) {
    return is_name_start(c) || ro_is_digit(c) || c == '-' || c == '.';
}

static bool is_blank(unsigned char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_control(unsigned char c) {
    return c < 0x20 && !is_blank(c);
}

static ro_str rest_at(const walker *w, size_t at) {
    return (ro_str){w->s.p + at, w->s.n - at};
}

/* ro_str_starts without folding. */
static bool has(const walker *w, size_t at, ro_str what) {
    return w->s.n - at >= what.n && memcmp(w->s.p + at, what.p, what.n) == 0;
}

/* Put something in the place of took bytes; what touches the edit before joins it where
 * neither puts anything. */
static void edit(walker *w, size_t at, size_t took, ro_str put, ro_xml_fault fault) {
    ro_xml_repair *repair = w->repair;
    ro_xml_edit *last = repair->edits.count ? &repair->edits.items[repair->edits.count - 1] : NULL;
    if (last && last->at + last->took == at && put.n == 0 && last->put.n == 0 &&
        last->fault == fault) {
        last->took += took;
        return;
    }
    if (repair->edits.count >= MOST_EDITS ||
        !RO_APPEND(w->arena, &repair->edits, ((ro_xml_edit){at, took, put, fault})))
        w->stopped = true;
}

static void drop(walker *w, size_t to, ro_xml_fault fault) {
    edit(w, w->at, to - w->at, RO_STR(""), fault);
    w->at = to;
}

static size_t skip_blanks(const walker *w, size_t at) {
    while (at < w->s.n && is_blank((unsigned char)w->s.p[at])) at++;
    return at;
}

static size_t name_end(const walker *w, size_t at) {
    if (at < w->s.n && is_name_start((unsigned char)w->s.p[at]))
        while (at < w->s.n && is_name((unsigned char)w->s.p[at])) at++;
    return at;
}

/* The first place of c from at on; the end where there is none. */
static size_t find_byte(const walker *w, size_t at, char c) {
    const char *found = at < w->s.n ? memchr(w->s.p + at, c, w->s.n - at) : NULL;
    return found ? (size_t)(found - w->s.p) : w->s.n;
}

/* The first place of what from at on; SIZE_MAX where there is none, and then *none is set. */
static size_t find(const walker *w, size_t at, ro_str what, bool *none) {
    for (; !*none; at++) {
        at = find_byte(w, at, what.p[0]);
        if (at == w->s.n) break;
        if (has(w, at, what)) return at;
    }
    *none = true;
    return SIZE_MAX;
}

/* Characters */

/* The code of a reference by number at "&#", 0 where it is none; *end receives the place
 * behind its ';'. */
static uint32_t number_at(const walker *w, size_t at, size_t *end) {
    bool hex = at + 2 < w->s.n && w->s.p[at + 2] == 'x'; /* 'X' is HTML's alone */
    size_t from = at + (hex ? 3 : 2), p = from;
    uint32_t code = 0;
    for (; p < w->s.n && p - at < LONGEST_REFERENCE; p++) {
        char c = ro_lower(w->s.p[p]);
        uint32_t digit = ro_is_digit((unsigned char)c) ? (uint32_t)(c - '0')
                         : hex && c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                                                       : 16;
        if (digit == 16) break;
        code = code < 0x110000 ? code * (hex ? 16 : 10) + digit : code;
    }
    if (p == from || p >= w->s.n || w->s.p[p] != ';') return 0;
    *end = p + 1;
    return code ? code : 0x110000; /* "&#0;" is a reference, to no character */
}

/* XML 1.0, production 2 */
static bool is_character(uint32_t code) {
    return code == '\t' || code == '\n' || code == '\r' || (code >= 0x20 && code < 0xD800) ||
           (code >= 0xE000 && code < 0xFFFE) || (code >= 0x10000 && code < 0x110000);
}

/* A pair of references to surrogates stands for one character: programs that count in UTF-16
 * write "&#55357;&#56832;". */
static bool take_surrogates(walker *w, uint32_t high, size_t end) {
    size_t behind = 0;
    if (high < 0xD800 || high >= 0xDC00 || !has(w, end, RO_STR("&#"))) return false;
    uint32_t low = number_at(w, end, &behind);
    if (low < 0xDC00 || low >= 0xE000) return false;
    char character[4];
    unsigned n = ro_utf8_encode(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00), character);
    char *copy = ro_arena_copy(w->arena, character, n);
    if (copy) edit(w, w->at, behind - w->at, (ro_str){copy, n}, RO_XML_CHARACTER);
    w->at = behind;
    return true;
}

/* What stands for a character that XML does not have: a blank for those that part words,
 * nothing for other controls, U+FFFD for what is no character at all, and where the end of a
 * section could come together. */
static ro_str stand_in(const walker *w, uint32_t code) {
    bool bracket = w->at && w->s.p[w->at - 1] == ']';
    if (code == '\v' || code == '\f') return RO_STR(" ");
    return code < 0x20 && !bracket ? RO_STR("") : RO_STR("\xEF\xBF\xBD");
}

static void take_number(walker *w) {
    size_t end = 0;
    uint32_t code = number_at(w, w->at, &end);
    if (code == 0) {
        edit(w, w->at++, 1, RO_STR("&amp;"), RO_XML_AMPERSAND);
    } else if (!is_character(code) && !take_surrogates(w, code, end)) {
        edit(w, w->at, end - w->at, stand_in(w, code), RO_XML_CHARACTER);
        w->at = end;
    } else if (w->at < end) {
        w->at = end;
    }
}

/* The reference to a name from w->at to end: as its character, or as text. */
static void take_name(walker *w, size_t end) {
    ro_xml_fault fault = w->doctype ? RO_XML_QUIET : RO_XML_ENTITY;
    ro_str name = {w->s.p + w->at + 1, end - w->at - 2};
    uint32_t code = w->names.find ? w->names.find(w->names.context, name) : 0;
    char character[4];
    char *copy = is_character(code) && code >= 0x80
                     ? ro_arena_copy(w->arena, character, ro_utf8_encode(code, character))
                     : NULL;
    if (copy)
        edit(w, w->at, end - w->at, ro_str_of(copy), fault);
    else
        edit(w, w->at, 1, RO_STR("&amp;"), fault);
    w->at = copy ? end : w->at + 1;
}

/* At '&'. Names that a document type may tell are not its to tell, for it is never fetched. */
static void take_reference(walker *w) {
    static const char *const names[] = {"amp;", "lt;", "gt;", "quot;", "apos;"};
    if (has(w, w->at, RO_STR("&#"))) {
        take_number(w);
        return;
    }
    size_t end = w->at + 1;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        ro_str name = ro_str_of(names[i]);
        if (!has(w, end, name)) continue;
        w->at = end + name.n;
        return;
    }
    while (end < w->s.n && end - w->at < LONGEST_NAME &&
           (ro_is_alpha((unsigned char)w->s.p[end]) || ro_is_digit((unsigned char)w->s.p[end])))
        end++;
    bool named = end > w->at + 1 && end < w->s.n && w->s.p[end] == ';';
    if (named)
        take_name(w, end + 1);
    else
        edit(w, w->at++, 1, RO_STR("&amp;"), RO_XML_AMPERSAND);
}

/* A byte that no character of XML begins with; false where it is none of those. */
static bool take_stray(walker *w) {
    unsigned char c = (unsigned char)w->s.p[w->at];
    bool none = has(w, w->at, RO_STR("\xEF\xBF\xBE")) || has(w, w->at, RO_STR("\xEF\xBF\xBF"));
    if (!none && !is_control(c)) return false;
    size_t took = none ? 3 : 1;
    edit(w, w->at, took, stand_in(w, none ? 0xFFFE : c), RO_XML_CHARACTER);
    w->at += took;
    return true;
}

/* At '>': "]]>" may not stand in text, nor come together there of what is left. */
static void take_greater_than(walker *w) {
    const ro_xml_repair *repair = w->repair;
    const ro_xml_edit *last =
        repair->edits.count ? &repair->edits.items[repair->edits.count - 1] : NULL;
    bool bracket = w->at && w->s.p[w->at - 1] == ']';
    bool dropped = last && last->put.n == 0 && last->at + last->took == w->at;
    bool section = bracket && w->at >= 2 && w->s.p[w->at - 2] == ']';
    if (bracket || dropped)
        edit(w, w->at, 1, RO_STR("&gt;"), section ? RO_XML_SECTION : RO_XML_QUIET);
    w->at++;
}

/* Text up to to; @p references: of elements and attributes, not of a section. */
static void take_text(walker *w, size_t to, bool references) {
    while (w->at < to && !w->stopped) {
        unsigned char c = (unsigned char)w->s.p[w->at];
        if (references && c == '&')
            take_reference(w);
        else if (references && c == '<')
            edit(w, w->at++, 1, RO_STR("&lt;"), RO_XML_LESS_THAN);
        else if (references && c == '>')
            take_greater_than(w);
        else if (c >= 0x20 && c != 0xEF)
            w->at++;
        else if (!take_stray(w))
            w->at++;
    }
}

/* Elements */

static ro_str local(ro_str name) {
    for (size_t i = name.n; i > 0; i--)
        if (name.p[i - 1] == ':') return (ro_str){name.p + i, name.n - i};
    return name;
}

static bool is_one_of(ro_str name, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (ro_str_eq(name, ro_str_of(names[i]))) return true;
    return false;
}

/* Close the innermost elements down to depth, before what begins at at. */
static void close_to(walker *w, unsigned depth, size_t at, ro_xml_fault fault) {
    size_t n = 0;
    if (depth == w->depth) return;
    for (unsigned i = depth; i < w->depth; i++) n += w->open[i].n + 3;
    char *tags = ro_arena_alloc(w->arena, n + 1);
    size_t size = 0;
    while (w->depth > depth) {
        ro_str name = w->open[--w->depth];
        if (!tags) continue;
        memcpy(tags + size, "</", 2);
        memcpy(tags + size + 2, name.p, name.n);
        size += name.n + 3;
        tags[size - 1] = '>';
    }
    if (tags)
        edit(w, at, 0, (ro_str){tags, size}, fault);
    else
        w->stopped = true;
}

/* The depth at which the innermost open element of that name stands, from 1; 0: none. */
static unsigned depth_of(const walker *w, ro_str name) {
    unsigned depth = w->depth;
    while (depth && !ro_str_eq(w->open[depth - 1], name)) depth--;
    return depth;
}

/* An element that cannot lie in one that is open says that the end of that one is missing:
 * items of feeds do not hold items, nor titles fields, nor paragraphs paragraphs. */
static void close_before(walker *w, ro_str name, size_t at) {
    static const char *const items[] = {"item", "entry"};
    static const char *const lines[] = {"title",   "link",      "guid",    "id",
                                        "pubDate", "published", "updated", "date"};
    static const char *const fields[] = {
        "title", "link",   "guid",     "id",      "pubDate", "published", "updated",
        "date",  "author", "category", "summary", "content", "encoded",   "description"};
    static const char *const blocks[] = {"p", "li"};
    ro_str top = w->depth ? w->open[w->depth - 1] : RO_STR("");
    unsigned item = 0;
    bool line = false;
    if (w->kind == RO_XML_FEED) {
        if (is_one_of(local(name), items, sizeof items / sizeof *items)) item = depth_of(w, name);
        line = is_one_of(local(top), lines, sizeof lines / sizeof *lines) &&
               is_one_of(local(name), fields, sizeof fields / sizeof *fields);
    }
    bool block = ro_str_eq(top, name) && is_one_of(name, blocks, sizeof blocks / sizeof *blocks);
    unsigned depth = item ? item - 1 : line || block ? w->depth - 1 : w->depth;
    if (depth) close_to(w, depth, at, RO_XML_UNCLOSED); /* the first stays open to the end */
}

/* Put marks around a value that has none. Behind it. */
static size_t take_bare_value(walker *w, size_t at) {
    size_t end = at;
    while (end < w->s.n && !is_blank((unsigned char)w->s.p[end]) && w->s.p[end] != '>' &&
           w->s.p[end] != '<' && !(w->s.p[end] == '/' && has(w, end, RO_STR("/>"))))
        end++;
    edit(w, at, 0, RO_STR("\""), RO_XML_ATTRIBUTE);
    for (w->at = at; w->at < end;) {
        size_t mark = find_byte(w, w->at, '"');
        take_text(w, mark < end ? mark : end, true);
        if (w->at < end) edit(w, w->at++, 1, RO_STR("&quot;"), RO_XML_ATTRIBUTE);
        if (w->stopped) break;
    }
    edit(w, end, 0, RO_STR("\""), RO_XML_ATTRIBUTE);
    return end;
}

/* The closing mark of a value that begins at at, in the tag at start; SIZE_MAX: none. A '<'
 * before it says that it is missing, but near the tag's start. */
static size_t find_mark(const walker *w, size_t start, size_t at, char mark) {
    size_t end = find_byte(w, at, '<');
    if (end < start + ODD) end = start + ODD < w->s.n ? start + ODD : w->s.n;
    const char *found = memchr(w->s.p + at, mark, end - at);
    return found ? (size_t)(found - w->s.p) : SIZE_MAX;
}

/* The value behind the name of an attribute that ends at at, with its "=", in the tag at start.
 * Behind it; SIZE_MAX where it has no end. */
static size_t take_value(walker *w, size_t start, size_t at) {
    size_t equals = skip_blanks(w, at);
    if (equals >= w->s.n || w->s.p[equals] != '=') {
        edit(w, at, 0, RO_STR("=\"\""), RO_XML_ATTRIBUTE);
        return at;
    }
    size_t from = skip_blanks(w, equals + 1);
    char mark = from < w->s.n ? w->s.p[from] : '\0';
    if (mark != '"' && mark != '\'') return take_bare_value(w, from);
    size_t end = find_mark(w, start, from + 1, mark);
    if (end == SIZE_MAX) return SIZE_MAX;
    w->at = from + 1;
    take_text(w, end, true);
    return end + 1;
}

typedef struct attributes {
    ro_str names[MOST_ATTRIBUTES];
    size_t count;
} attributes;

/* The attribute at at; a second one of its name goes. Behind it; SIZE_MAX: no end. */
static size_t take_attribute(walker *w, attributes *seen, size_t start, size_t at) {
    size_t end = name_end(w, at);
    uint32_t before = w->repair->edits.count;
    ro_str name = {w->s.p + at, end - at};
    bool twice = seen->count == MOST_ATTRIBUTES;
    for (size_t i = 0; i < seen->count && !twice; i++) twice = ro_str_eq(seen->names[i], name);
    if (!is_blank((unsigned char)w->s.p[at - 1])) edit(w, at, 0, RO_STR(" "), RO_XML_ATTRIBUTE);
    end = take_value(w, start, end);
    if (end == SIZE_MAX) return end;
    if (!twice) {
        seen->names[seen->count++] = name;
        return end;
    }
    w->repair->edits.count = before;
    edit(w, at, end - at, RO_STR(""), RO_XML_ATTRIBUTE);
    return end;
}

/* The attributes of the tag at start, from at on. The place of its '>' or "/>"; SIZE_MAX: no
 * end. */
static size_t take_attributes(walker *w, size_t start, size_t at) {
    attributes seen;
    seen.count = 0;
    while (!w->stopped) {
        at = skip_blanks(w, at);
        if (at >= w->s.n || w->s.p[at] == '<') break;
        if (w->s.p[at] == '>' || has(w, at, RO_STR("/>"))) return at;
        if (!is_name_start((unsigned char)w->s.p[at]))
            edit(w, at++, 1, RO_STR(""), RO_XML_ATTRIBUTE);
        else if ((at = take_attribute(w, &seen, start, at)) == SIZE_MAX)
            break;
    }
    return SIZE_MAX;
}

/* Elements of HTML that have no end. Source: WHATWG HTML, 13.1.2, without those that feeds
 * have of their own. */
static bool is_void(ro_str name) {
    static const char *const names[] = {"br", "hr", "img", "wbr", "input", "embed"};
    return is_one_of(name, names, sizeof names / sizeof *names);
}

static bool is_followed_by_end(const walker *w, size_t at, ro_str name) {
    at = skip_blanks(w, at);
    return has(w, at, RO_STR("</")) && w->s.n - at > name.n + 2 &&
           memcmp(w->s.p + at + 2, name.p, name.n) == 0 &&
           !is_name((unsigned char)w->s.p[at + 2 + name.n]);
}

/* At a '<' that begins nothing. */
static void take_less_than(walker *w) {
    edit(w, w->at++, 1, w->depth ? RO_STR("&lt;") : RO_STR(""), RO_XML_LESS_THAN);
}

/* At '<' before the name of an element. What has no end is a bare '<', or where the input
 * breaks off. */
static void take_start(walker *w) {
    size_t start = w->at, end = name_end(w, start + 1);
    ro_str name = {w->s.p + start + 1, end - start - 1};
    uint32_t before = w->repair->edits.count;
    unsigned depth = w->depth;
    close_before(w, name, start);
    char next = end < w->s.n ? w->s.p[end] : ' ';
    bool whole = is_blank((unsigned char)next) || next == '>' || next == '/';
    size_t close = whole ? take_attributes(w, start, end) : SIZE_MAX;
    if (w->stopped) return;
    if (close == SIZE_MAX) {
        w->repair->edits.count = before;
        w->depth = depth;
        w->at = start;
        if (whole && w->last_close <= start)
            drop(w, w->s.n, RO_XML_BROKEN_OFF);
        else
            take_less_than(w);
        return;
    }
    w->root = true;
    w->at = close + (w->s.p[close] == '/' ? 2 : 1);
    if (w->s.p[close] == '/') return;
    if (is_void(name) && !is_followed_by_end(w, w->at, name)) {
        edit(w, close, 0, RO_STR("/"), RO_XML_UNCLOSED);
    } else if (w->depth == MOST_DEPTH) {
        w->stopped = true;
    } else {
        w->open[w->depth++] = name;
    }
}

/* At "</" before a name. */
static void take_end(walker *w) {
    size_t start = w->at, end = name_end(w, start + 2), close = skip_blanks(w, end);
    unsigned depth = depth_of(w, (ro_str){w->s.p + start + 2, end - start - 2});
    while (close < w->s.n && w->s.p[close] != '>' && w->s.p[close] != '<') close++;
    bool ended = close < w->s.n && w->s.p[close] == '>';
    if (close == w->s.n) {
        drop(w, close, RO_XML_BROKEN_OFF);
    } else if (depth == 0) {
        drop(w, close + ended, RO_XML_UNOPENED);
    } else {
        close_to(w, depth, start, RO_XML_UNCLOSED);
        w->depth--;
        size_t clean = skip_blanks(w, end);
        if (clean < close || !ended)
            edit(w, clean, close - clean, ended ? RO_STR("") : RO_STR(">"), RO_XML_UNCLOSED);
        w->at = close + ended;
    }
}

/* Sections, comments, instructions */

/* Where text that began at from gives way to the end of the element around it: before the
 * first "</NAME"; SIZE_MAX: nowhere before to. */
static size_t find_end_tag(const walker *w, ro_str name, size_t from, size_t to) {
    for (size_t at = from; (at = find_byte(w, at, '<')) < to; at++)
        if (is_followed_by_end(w, at, name)) return at;
    return SIZE_MAX;
}

/* At "<![CDATA[". One whose end is missing runs into the items behind it: where it would hold
 * the end of its item, it ends with the element around it. */
static void take_section(walker *w) {
    size_t from = w->at + 9;
    bool none = false;
    if (w->section_end < from) w->section_end = find(w, from, RO_STR("]]>"), &none);
    size_t end = w->section_end;
    bool missing = end == SIZE_MAX;
    size_t to = missing ? w->s.n : end;
    if (w->depth == 0) {
        drop(w, missing ? to : to + 3, RO_XML_SECTION);
        return;
    }
    if (memcmp(w->s.p + w->at, "<![CDATA[", 9) != 0)
        edit(w, w->at, 9, RO_STR("<![CDATA["), RO_XML_SECTION);
    unsigned item = w->kind == RO_XML_FEED ? depth_of(w, RO_STR("item")) : 0;
    if (w->kind == RO_XML_FEED && !item) item = depth_of(w, RO_STR("entry"));
    bool runs_on = missing || (item && find_end_tag(w, w->open[item - 1], from, to) != SIZE_MAX);
    size_t around = runs_on ? find_end_tag(w, w->open[w->depth - 1], from, to) : SIZE_MAX;
    if (around != SIZE_MAX) to = around;
    w->at = from;
    take_text(w, to, false);
    if (missing || around != SIZE_MAX) {
        bool half = w->s.n - to >= 2 && to >= from + 2 && memcmp(w->s.p + to - 2, "]]", 2) == 0;
        edit(w, to, 0, half ? RO_STR(">") : RO_STR("]]>"),
             around != SIZE_MAX ? RO_XML_SECTION : RO_XML_BROKEN_OFF);
        w->at = to;
    } else {
        w->at = to + 3;
    }
}

/* At "<!--": one that a parser would not take goes. */
static void take_comment(walker *w) {
    size_t end = find(w, w->at + 4, RO_STR("-->"), &w->no_comment_end);
    if (end == SIZE_MAX) {
        take_less_than(w);
        return;
    }
    bool good = w->s.p[end - 1] != '-' || end == w->at + 4;
    for (size_t i = w->at + 4; i < end && good; i++) {
        unsigned char c = (unsigned char)w->s.p[i];
        good = !(c == '-' && w->s.p[i + 1] == '-') && !is_control(c) && c != 0xEF;
    }
    if (good)
        w->at = end + 3;
    else
        drop(w, end + 3, RO_XML_QUIET);
}

/* XML 1.0, production 23, of the bytes up to end, which "?>" follows. */
static bool is_declaration(const walker *w, size_t at, size_t end) {
    static const char *const names[] = {"version", "encoding", "standalone"};
    size_t p = at + 5;
    for (size_t i = 0; i < 3; i++) {
        size_t name = skip_blanks(w, p);
        if (name == p || name >= end || !has(w, name, ro_str_of(names[i]))) {
            if (i == 0) return false;
            continue;
        }
        size_t equals = skip_blanks(w, name + strlen(names[i]));
        size_t mark = w->s.p[equals] == '=' ? skip_blanks(w, equals + 1) : end;
        if (mark >= end || (w->s.p[mark] != '"' && w->s.p[mark] != '\'')) return false;
        size_t value = mark + 1;
        while (value < end && is_name((unsigned char)w->s.p[value]) && w->s.p[value] != ':')
            value++;
        if (value >= end || value == mark + 1 || w->s.p[value] != w->s.p[mark]) return false;
        ro_str is = {w->s.p + mark + 1, value - mark - 1};
        if (i == 1 && !ro_is_alpha((unsigned char)is.p[0])) return false;
        if (i == 2 && !ro_str_eq(is, RO_STR("yes")) && !ro_str_eq(is, RO_STR("no"))) return false;
        p = value + 1;
    }
    return skip_blanks(w, p) == end;
}

/* At "<?". */
static void take_instruction(walker *w, size_t first) {
    size_t end = find(w, w->at + 2, RO_STR("?>"), &w->no_instruction_end);
    size_t name = name_end(w, w->at + 2);
    ro_str is = {w->s.p + w->at + 2, name - w->at - 2};
    bool declares = ro_str_same(is, RO_STR("xml"));
    if (end == SIZE_MAX) {
        size_t close = find_byte(w, w->at, '>');
        drop(w, close < w->s.n ? close + 1 : close, RO_XML_DECLARATION);
        return;
    }
    bool good =
        declares ? w->at == first && ro_str_eq(is, RO_STR("xml")) && is_declaration(w, w->at, end)
                 : is.n > 0 && (name == end || is_blank((unsigned char)w->s.p[name]));
    for (size_t i = name; i < end && good; i++)
        good = !is_control((unsigned char)w->s.p[i]) && (unsigned char)w->s.p[i] != 0xEF;
    if (good)
        w->at = end + 2;
    else
        drop(w, end + 2, declares ? RO_XML_DECLARATION : RO_XML_QUIET);
}

/* At "<!DOCTYPE": it tells nothing that is asked for, but what it declares is for the parser
 * to refuse. */
static void take_doctype(walker *w) {
    size_t end = find_byte(w, w->at, '>'), inside = find_byte(w, w->at, '[');
    bool first = !w->doctype && !w->root && has(w, w->at, RO_STR("<!DOCTYPE"));
    w->doctype = true;
    if (inside < end && first) {
        bool none = false;
        size_t close = find(w, inside, RO_STR("]"), &none);
        end = none ? w->s.n : find_byte(w, close, '>');
        if (end < w->s.n) {
            w->at = end + 1;
            return;
        }
    }
    drop(w, end < w->s.n ? end + 1 : end, RO_XML_QUIET);
}

static void take_markup(walker *w, size_t first) {
    char next = w->at + 1 < w->s.n ? w->s.p[w->at + 1] : '\0';
    bool named = w->at + 2 < w->s.n && is_name_start((unsigned char)w->s.p[w->at + 2]);
    if (has(w, w->at, RO_STR("<!--")))
        take_comment(w);
    else if (ro_str_starts(rest_at(w, w->at), RO_STR("<![CDATA[")))
        take_section(w);
    else if (ro_str_starts(rest_at(w, w->at), RO_STR("<!DOCTYPE")))
        take_doctype(w);
    else if (next == '?')
        take_instruction(w, first);
    else if (next == '/' && named)
        take_end(w);
    else if (is_name_start((unsigned char)next))
        take_start(w);
    else
        take_less_than(w);
}

/* The document */

/* Whether a feed or a list of feeds begins at at. */
static bool is_root(const walker *w, size_t at) {
    static const char *const roots[] = {"<rss", "<feed", "<rdf:RDF", "<opml"};
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
        ro_str tag = ro_str_of(roots[i]);
        if (has(w, at, tag) && at + tag.n < w->s.n && !is_name((unsigned char)w->s.p[at + tag.n]))
            return true;
    }
    return false;
}

size_t ro_xml_in_front(ro_str xml) {
    walker w = {.s = {xml.p, xml.n < LOOK ? xml.n : LOOK}};
    size_t declared = SIZE_MAX;
    for (size_t at = 0; (at = find_byte(&w, at, '<')) < w.s.n; at++) {
        if (declared == SIZE_MAX && has(&w, at, RO_STR("<?xml")) && at + 5 < w.s.n &&
            is_blank((unsigned char)w.s.p[at + 5]))
            declared = at;
        if (!is_root(&w, at)) continue;
        if (declared != SIZE_MAX) return declared;
        /* Comments and the like may stand before an element, and are none of its faults. */
        size_t begins = skip_blanks(&w, 0);
        bool own = has(&w, begins, RO_STR("<!")) || has(&w, begins, RO_STR("<?"));
        return own || begins == at ? 0 : at;
    }
    return 0;
}

/* What stands outside of the first element: blanks are fine, text is not. */
static void take_outside(walker *w) {
    size_t at = skip_blanks(w, w->at);
    if (at > w->at) {
        w->at = at;
    } else {
        drop(w, w->root ? w->s.n : find_byte(w, at, '<'),
             w->root ? RO_XML_BEHIND : RO_XML_IN_FRONT);
    }
}

static void walk(walker *w) {
    size_t first = ro_xml_in_front(w->s);
    w->last_close = w->s.n;
    while (w->last_close && w->s.p[w->last_close - 1] != '>') w->last_close--;
    if (first) drop(w, first, RO_XML_IN_FRONT);
    while (w->at < w->s.n && !w->stopped) {
        bool markup = w->s.p[w->at] == '<';
        bool beside = has(w, w->at, RO_STR("<!--")) || has(w, w->at, RO_STR("<?"));
        if (w->depth == 0 && (!markup || (w->root && !beside)))
            take_outside(w);
        else if (markup)
            take_markup(w, first);
        else
            take_text(w, find_byte(w, w->at, '<'), true);
    }
    if (!w->stopped) close_to(w, 0, w->s.n, RO_XML_BROKEN_OFF);
}

static bool put_together(walker *w) {
    ro_xml_repair *repair = w->repair;
    size_t size = w->s.n, from = 0, n = 0;
    for (uint32_t i = 0; i < repair->edits.count; i++)
        size = size - repair->edits.items[i].took + repair->edits.items[i].put.n;
    if (size > UINT32_MAX) return false;
    char *text = ro_arena_alloc(w->arena, size + 1);
    if (!text) return false;
    for (uint32_t i = 0; i < repair->edits.count; i++) {
        const ro_xml_edit *one = &repair->edits.items[i];
        memcpy(text + n, w->s.p + from, one->at - from);
        n += one->at - from;
        if (one->put.n) memcpy(text + n, one->put.p, one->put.n);
        n += one->put.n;
        from = one->at + one->took;
    }
    memcpy(text + n, w->s.p + from, w->s.n - from);
    repair->text = (ro_str){text, size};
    return true;
}

bool ro_xml_repair_make(ro_arena *arena, ro_str xml, ro_xml_kind kind, ro_xml_names names,
                        ro_xml_repair *repair) {
    walker w = {.arena = arena, .repair = repair, .s = xml, .kind = kind, .names = names};
    *repair = (ro_xml_repair){.text = xml};
    walk(&w);
    return !arena->oom && (repair->edits.count == 0 || put_together(&w));
}

const char *ro_xml_repair_tell(ro_arena *arena, const ro_xml_repair *repair, size_t *first) {
    static const char *const names[RO_XML_FAULT_COUNT] = {
        [RO_XML_IN_FRONT] = "something in front of it",
        [RO_XML_DECLARATION] = "a damaged declaration",
        [RO_XML_AMPERSAND] = "a bare '&'",
        [RO_XML_ENTITY] = "an entity that is not declared",
        [RO_XML_CHARACTER] = "a character that XML does not have",
        [RO_XML_LESS_THAN] = "a bare '<'",
        [RO_XML_ATTRIBUTE] = "a damaged attribute",
        [RO_XML_SECTION] = "a damaged CDATA section",
        [RO_XML_UNOPENED] = "an end without a beginning",
        [RO_XML_UNCLOSED] = "an element without its end",
        [RO_XML_BROKEN_OFF] = "it breaks off",
        [RO_XML_BEHIND] = "something behind its end"};
    uint32_t counts[RO_XML_FAULT_COUNT] = {0};
    const char *told = NULL;
    unsigned kinds = 0;
    *first = SIZE_MAX;
    for (uint32_t i = 0; i < repair->edits.count; i++) {
        const ro_xml_edit *one = &repair->edits.items[i];
        counts[one->fault]++;
        if (one->fault != RO_XML_QUIET && one->at < *first) *first = one->at;
    }
    for (int i = RO_XML_QUIET + 1; i < RO_XML_FAULT_COUNT; i++) {
        if (counts[i] == 0) continue;
        if (++kinds > MOST_TOLD) return ro_arena_printf(arena, "%s and others", told);
        const char *before = told ? told : "", *joint = told ? ", " : "";
        told = counts[i] == 1
                   ? ro_arena_printf(arena, "%s%s%s", before, joint, names[i])
                   : ro_arena_printf(arena, "%s%s%s (%u)", before, joint, names[i], counts[i]);
    }
    return told;
}
