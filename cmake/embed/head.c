/* SPDX-License-Identifier: Apache-2.0 */
/* Heads of tables: the lines that begin with "#:". */
#include "embed.h"

#include <stdlib.h>
#include <string.h>

static bool is(str a, const char *b) {
    return same(a, (str){b, strlen(b)});
}

/* Take the next word of a line of a head; empty at its end. */
static str word(str *rest) {
    while (rest->n && *rest->p == ' ') rest->p++, rest->n--;
    return cut(rest, ' ');
}

static void read_classes(source *s, size_t line, str first, str *rest, type *out) {
    out->kind = CLASS;
    for (str name = first;; name = word(rest)) {
        if (!name.n || is(name, "|")) {
            fault(s, line, "expected a class, as in \"one | two\"");
            return;
        }
        if (out->classes == MOST_CLASSES) {
            fault(s, line, "more than %d classes", MOST_CLASSES);
            return;
        }
        for (size_t i = 0; i < out->classes; i++)
            if (same(name, out->class[i]))
                fault(s, line, "class \"%.*s\" stands twice", (int)name.n, name.p);
        out->class[out->classes++] = name;
        str ahead = *rest;
        if (!is(word(&ahead), "|")) return;
        *rest = ahead;
    }
}

static void read_range(source *s, size_t line, str *rest, type *out) {
    char text[64] = "", *end;
    str range = word(rest);
    out->least = -2147483647, out->most = 2147483647;
    if (!range.n) return;
    if (range.n < sizeof text) memcpy(text, range.p, range.n);
    out->least = strtol(text, &end, 10);
    bool fine = end != text && strncmp(end, "..", 2) == 0;
    out->most = fine ? strtol(end + 2, &end, 10) : 0;
    if (!fine || *end) fault(s, line, "expected a range, as in 1..12");
}

/* text, integer, integer 1..12, decimal, A | B, =table.column; "list" or "list by ," before. */
static void read_one_type(source *s, size_t line, str *rest, type *out) {
    str name = word(rest);
    if (is(name, "list")) {
        out->list = ' ';
        str ahead = *rest;
        if (is(word(&ahead), "by")) {
            str mark = word(&ahead);
            out->list = mark.n ? *mark.p : ' ';
            *rest = ahead;
            if (mark.n != 1) fault(s, line, "expected the one character that parts the list");
        }
        name = word(rest);
    }
    if (is(name, "text")) return;
    out->kind = is(name, "integer") ? INTEGER : DECIMAL;
    if (is(name, "integer")) {
        read_range(s, line, rest, out);
    } else if (name.n > 1 && *name.p == '=') {
        out->kind = REFERENCE;
        out->column = (str){name.p + 1, name.n - 1};
        out->table = cut(&out->column, '.');
    } else if (!is(name, "decimal")) {
        read_classes(s, line, name, rest, out);
    }
}

static void read_type(source *s, size_t line, str *rest, type *out) {
    out->line = line;
    read_one_type(s, line, rest, out);
    str ahead = *rest;
    if (!is(word(&ahead), "or")) return;
    out->other = word(&ahead);
    *rest = ahead;
    if (!out->other.n) fault(s, line, "expected a word behind \"or\"");
}

/* The number of a column, or that of all after telling that there is none. */
static size_t column_named(source *s, size_t line, str name) {
    size_t i = 0;
    while (i < s->columns && !same(name, s->column[i].name)) i++;
    if (i == s->columns) fault(s, line, "no column \"%.*s\"", (int)name.n, name.p);
    return i;
}

static void read_unique(source *s, size_t line, str *rest) {
    for (str name = word(rest); name.n; name = word(rest)) {
        size_t i = column_named(s, line, name);
        if (i == s->columns) return;
        s->column[i].unique = true;
        s->uniques++;
    }
}

static void read_where(source *s, size_t line, str *rest) {
    special_case *special = &s->special[s->cases];
    if (s->cases == MOST_CASES) {
        fault(s, line, "more than %d lines of \"where\"", MOST_CASES);
        return;
    }
    special->column = column_named(s, line, word(rest));
    if (!is(word(rest), "=")) fault(s, line, "expected \"where COLUMN = CLASS COLUMN TYPE\"");
    read_classes(s, line, word(rest), rest, &special->when);
    special->target = column_named(s, line, word(rest));
    read_type(s, line, rest, &special->type);
    if (special->column < s->columns && special->target < s->columns) s->cases++;
}

static void read_head_line(source *s, size_t line, str rest) {
    str name = word(&rest);
    if (is(name, "unique")) {
        read_unique(s, line, &rest);
    } else if (is(name, "where")) {
        read_where(s, line, &rest);
    } else if (!name.n || s->columns == MOST_COLUMNS) {
        fault(s, line, "expected a column, of at most %d", MOST_COLUMNS);
    } else {
        column *c = &s->column[s->columns++];
        c->optional = name.n > 1 && name.p[name.n - 1] == '?';
        c->name = (str){name.p, name.n - c->optional};
        read_type(s, line, &rest, &c->type);
    }
    if ((rest = word(&rest)).n) fault(s, line, "\"%.*s\" is too much", (int)rest.n, rest.p);
}

void read_head(source *s) {
    str rest = s->bytes;
    for (size_t line = 1; rest.n; line++) {
        str text = cut(&rest, '\n');
        if (text.n >= 2 && memcmp(text.p, "#:", 2) == 0)
            read_head_line(s, line, (str){text.p + 2, text.n - 2});
    }
    if (!s->columns) fault(s, 1, "a table without a head: expected \"#: COLUMN TYPE\"");
    if (s->columns && !s->uniques) fault(s, 1, "expected \"#: unique COLUMN\" in the head");
}
