/* SPDX-License-Identifier: Apache-2.0 */
#include "read/html/html_doctype.h"

#include "read/html/html_tokens.h"

/* 13.2.6.4.1: public identifiers of which each, or with anything behind it, means quirks. */
static const char *const quirky_starts[] = {
    "+//Silmaril//dtd html Pro v0r11 19970101//",
    "-//AS//DTD HTML 3.0 asWedit + extensions//",
    "-//AdvaSoft Ltd//DTD HTML 3.0 asWedit + extensions//",
    "-//IETF//DTD HTML",
    "-//Metrius//DTD Metrius Presentational//",
    "-//Microsoft//DTD Internet Explorer 2.0 ",
    "-//Microsoft//DTD Internet Explorer 3.0 ",
    "-//Netscape Comm. Corp.//DTD ",
    "-//O'Reilly and Associates//DTD HTML ",
    "-//SQ//DTD HTML 2.0 HoTMetaL + extensions//",
    "-//SoftQuad Software//DTD HoTMetaL PRO 6.0::19990601::extensions to HTML 4.0//",
    "-//SoftQuad//DTD HoTMetaL PRO 4.0::19971010::extensions to HTML 4.0//",
    "-//Spyglass//DTD HTML 2.0 Extended//",
    "-//Sun Microsystems Corp.//DTD HotJava ",
    "-//W3C//DTD HTML 3 1995-03-24//",
    "-//W3C//DTD HTML 3.2",
    "-//W3C//DTD HTML 4.0 Frameset//",
    "-//W3C//DTD HTML 4.0 Transitional//",
    "-//W3C//DTD HTML Experimental ",
    "-//W3C//DTD W3 HTML 3.0//",
    "-//W3O//DTD W3 HTML 3.0//",
    "-//WebTechs//DTD Mozilla HTML "};

static bool is_quirky(const ro_html_doctype *d) {
    if (!ro_str_same(d->name, RO_STR("html"))) return true;
    if (ro_str_same(d->system_id,
                    RO_STR("http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd")))
        return true;
    if (!d->public_id.p) return false;
    if (ro_str_same(d->public_id, RO_STR("-//W3O//DTD W3 HTML Strict 3.0//EN//")) ||
        ro_str_same(d->public_id, RO_STR("-/W3C/DTD HTML 4.0 Transitional/EN")) ||
        ro_str_same(d->public_id, RO_STR("HTML")))
        return true;
    for (size_t i = 0; i < sizeof quirky_starts / sizeof *quirky_starts; i++)
        if (ro_str_starts(d->public_id, ro_str_of(quirky_starts[i]))) return true;
    return !d->system_id.p &&
           (ro_str_starts(d->public_id, RO_STR("-//W3C//DTD HTML 4.01 Frameset//")) ||
            ro_str_starts(d->public_id, RO_STR("-//W3C//DTD HTML 4.01 Transitional//")));
}

static ro_str without_space(ro_str s) {
    while (s.n && ro_html_is_space(s.p[0])) s.p++, s.n--;
    return s;
}

/* The string in quotes that @p s begins with, or what there is of it; *whole: its quote closes.
 * False: none begins. */
static bool read_quoted(ro_str *s, ro_str *value, bool *whole) {
    *s = without_space(*s);
    if (s->n == 0 || (s->p[0] != '"' && s->p[0] != '\'')) return false;
    const char *start = s->p + 1, *close = memchr(start, s->p[0], s->n - 1);
    *whole = close != NULL;
    *value = (ro_str){start, close ? (size_t)(close - start) : s->n - 1};
    size_t took = value->n + 1 + *whole;
    *s = (ro_str){s->p + took, s->n - took};
    return true;
}

/* False: something is missing or broken, which means quirks too. */
static bool read_ids(ro_html_doctype *d, ro_str s) {
    bool public = ro_str_starts(s, RO_STR("public")), whole;
    if (!public && !ro_str_starts(s, RO_STR("system"))) return false;
    s = (ro_str){s.p + 6, s.n - 6};
    if (public) {
        if (!read_quoted(&s, &d->public_id, &whole) || !whole) return false;
        if (without_space(s).n == 0) return true;
    }
    return read_quoted(&s, &d->system_id, &whole) && whole;
}

ro_html_doctype ro_html_read_doctype(ro_str s, bool ended) {
    ro_html_doctype d = {{"", 0}, {NULL, 0}, {NULL, 0}, false};
    s = without_space(s);
    size_t n = 0;
    while (n < s.n && !ro_html_is_space(s.p[n])) n++;
    d.name = (ro_str){s.p, n};
    s = without_space((ro_str){s.p + n, s.n - n});
    bool broken = s.n > 0 && !read_ids(&d, s);
    d.quirks = broken || !ended || is_quirky(&d);
    return d;
}
