/* SPDX-License-Identifier: Apache-2.0 */
/* What kind of XML an input is, without a parser. Source: XML 1.0, production 22. */
#include "read/format.h"

/* Bytes: of a declaration of XML; of what may stand before it. */
enum { HEAD = 256, MOST_MARKS = 64 };

/* Behind the first place of what from at on; the end where there is none. */
static size_t behind(ro_str s, size_t at, ro_str what) {
    size_t found = ro_str_find((ro_str){s.p + at, s.n - at}, what);
    return found == SIZE_MAX ? s.n : at + found + what.n;
}

/* A document type may hold declarations in brackets, with '>' in them. */
static size_t behind_doctype(ro_str s, size_t at) {
    bool inside = false;
    for (; at < s.n; at++) {
        if (s.p[at] == '[') inside = true;
        if (s.p[at] == ']') inside = false;
        if (s.p[at] == '>' && !inside) return at + 1;
    }
    return s.n;
}

static ro_str local_name(ro_str s, size_t at) {
    size_t end = at, start = at;
    while (end < s.n && !ro_is_space((unsigned char)s.p[end]) && !strchr("/>", s.p[end])) {
        if (s.p[end] == ':') start = end + 1;
        end++;
    }
    return (ro_str){s.p + start, end - start};
}

/* Marks and control characters that programs leave in front of a document. */
static size_t behind_marks(ro_str s) {
    size_t at = 0;
    while (at < s.n && at < MOST_MARKS && s.p[at] != '<') {
        unsigned char c = (unsigned char)s.p[at++];
        if (c > ' ' && c < 0x7F) return 0;
    }
    return at;
}

ro_str ro_xml_root(ro_str head) {
    for (size_t at = behind_marks(head); at < head.n;) {
        if (ro_is_space((unsigned char)head.p[at])) {
            at++;
            continue;
        }
        ro_str rest = {head.p + at, head.n - at};
        if (rest.p[0] != '<') break;
        if (ro_str_starts(rest, RO_STR("<?")))
            at = behind(head, at, RO_STR("?>"));
        else if (ro_str_starts(rest, RO_STR("<!--")))
            at = behind(head, at, RO_STR("-->"));
        else if (ro_str_starts(rest, RO_STR("<!")))
            at = behind_doctype(head, at);
        else
            return local_name(head, at + 1);
    }
    return RO_STR("");
}

const char *ro_xml_charset(ro_arena *arena, ro_str bytes) {
    ro_str head = {bytes.p, bytes.n < HEAD ? bytes.n : HEAD};
    size_t end = ro_str_find(head, RO_STR("?>")), at = ro_str_find(head, RO_STR("encoding="));
    if (at == SIZE_MAX || end == SIZE_MAX || at > end) return "utf-8";
    size_t from = at + 10, n = 0; /* behind the quotation mark */
    while (from + n < end && head.p[from + n] != '"' && head.p[from + n] != '\'') n++;
    return n && n < 40 ? ro_arena_copy(arena, head.p + from, n) : "utf-8";
}
