/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of tables, held to their heads. */
#include "embed.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- sets of strings ---- */

/* The slot that holds @p key, or the empty one where it belongs. */
static size_t slot_of(const set *keys, str key) {
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < key.n; i++) hash = (hash ^ (unsigned char)key.p[i]) * 1099511628211u;
    size_t at = hash & (keys->capacity - 1);
    while (keys->slots[at].p && !same(keys->slots[at], key)) at = (at + 1) & (keys->capacity - 1);
    return at;
}

/* The line that put @p key there; 0: none. */
static size_t find(const set *keys, str key) {
    return keys->lines[slot_of(keys, key)];
}

static void put(set *keys, str key, size_t line) {
    size_t at = slot_of(keys, key);
    keys->slots[at] = key;
    keys->lines[at] = line;
}

/* A set with room for @p most strings. */
static set new_set(size_t most) {
    set keys = {.capacity = 64};
    while (keys.capacity < 2 * most) keys.capacity *= 2;
    keys.slots = need(calloc(keys.capacity, sizeof *keys.slots));
    keys.lines = need(calloc(keys.capacity, sizeof *keys.lines));
    return keys;
}

/* Where the bytes stop being UTF-8 of what may be printed, tabs and newlines; else the end. */
static size_t text_ends(str s) {
    size_t i = 0;
    while (i < s.n) {
        unsigned char c = (unsigned char)s.p[i];
        size_t more = c < 0x80 ? 0 : c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : 1;
        if ((c < 0x20 && c != '\t' && c != '\n') || c == 0x7F) return i;
        if ((c >= 0x80 && c < 0xC2) || c > 0xF4 || i + more >= s.n) return i;
        uint32_t code = more ? c & (0x3Fu >> more) : c;
        for (size_t k = 1; k <= more; k++) {
            if (((unsigned char)s.p[i + k] & 0xC0) != 0x80) return i;
            code = code << 6 | ((unsigned char)s.p[i + k] & 0x3F);
        }
        if ((more == 2 && code < 0x800) || (more == 3 && (code < 0x10000 || code > 0x10FFFF)) ||
            (code >= 0xD800 && code < 0xE000))
            return i;
        i += more + 1;
    }
    return i;
}

static bool is_number(str s, bool whole) {
    size_t digits = 0, stops = 0, i = s.n && *s.p == '-';
    for (; i < s.n; i++) {
        if (isdigit((unsigned char)s.p[i]))
            digits++;
        else if (!whole && s.p[i] == '.' && digits && i + 1 < s.n)
            stops++;
        else
            return false;
    }
    return digits > 0 && stops <= 1 && (!whole || digits < 10);
}

/* The items of the column that a type refers to. */
static set column_items(const source *all, const type *t) {
    set items = {0};
    for (const source *s = all; s->path; s++) {
        if (!s->table || !same(s->name, t->table)) continue;
        size_t at = 0, line = 1;
        while (at < s->columns && !same(s->column[at].name, t->column)) at++;
        items = new_set(s->bytes.n / 2);
        for (str rest = s->bytes; rest.n; line++) {
            str text = cut(&rest, '\n'), field = {"", 0};
            if (!text.n || *text.p == '#') continue;
            for (size_t i = 0; i <= at; i++) field = cut(&text, '\t');
            put(&items, field, line);
        }
    }
    return items.capacity ? items : new_set(1);
}

static bool is_known(const source *all, type *t, str value) {
    if (!t->known.capacity) t->known = column_items(all, t);
    return find(&t->known, value) != 0;
}

static void tell_classes(const source *s, size_t line, str name, const type *t, str value) {
    char names[512] = "";
    size_t n = 0;
    for (size_t i = 0; i < t->classes && n + t->class[i].n + 3 < sizeof names; i++)
        n += (size_t)sprintf(names + n, "%s%.*s", i ? ", " : "", (int)t->class[i].n, t->class[i].p);
    fault(s, line, "%.*s \"%.*s\": expected %s%s", (int)name.n, name.p, (int)value.n, value.p,
          t->classes > 1 ? "one of " : "", names);
}

static void check_item(const source *all, source *s, size_t line, str name, type *t, str value) {
    size_t class = class_of(t, value);
    if (t->other.n && same(t->other, value)) return;
    if (!value.n) {
        fault(s, line, "%.*s: an empty item", (int)name.n, name.p);
    } else if (*value.p == ' ' || value.p[value.n - 1] == ' ') {
        fault(s, line, "%.*s \"%.*s\": a blank at its edge", (int)name.n, name.p, (int)value.n,
              value.p);
    } else if (t->kind == CLASS && class == t->classes) {
        tell_classes(s, line, name, t, value);
    } else if (t->kind == CLASS) {
        t->used[class] = true;
    } else if (t->kind == DECIMAL && !is_number(value, false)) {
        fault(s, line, "%.*s \"%.*s\": expected a decimal number", (int)name.n, name.p,
              (int)value.n, value.p);
    } else if (t->kind == INTEGER &&
               (!is_number(value, true) || strtol(value.p, NULL, 10) < t->least ||
                strtol(value.p, NULL, 10) > t->most)) {
        fault(s, line, "%.*s \"%.*s\": expected an integer from %ld to %ld", (int)name.n, name.p,
              (int)value.n, value.p, t->least, t->most);
    } else if (t->kind == REFERENCE && !is_known(all, t, value)) {
        fault(s, line, "%.*s \"%.*s\": expected a %.*s of %.*s.tsv", (int)name.n, name.p,
              (int)value.n, value.p, (int)t->column.n, t->column.p, (int)t->table.n, t->table.p);
    }
}

static void check_field(const source *all, source *s, size_t line, str name, type *t, str value) {
    if (!t->list) {
        check_item(all, s, line, name, t, value);
        return;
    }
    for (bool more = true; more;) {
        more = value.n && memchr(value.p, t->list, value.n);
        check_item(all, s, line, name, t, cut(&value, t->list));
    }
}

/* The columns that make the row unique, each with a tab behind it. */
static void check_unique(const source *s, size_t line, const str *field, set *seen) {
    size_t n = 0;
    for (size_t i = 0; i < s->columns; i++)
        if (s->column[i].unique) n += field[i].n + 1;
    char *key = need(malloc(n + 1)), *end = key;
    for (size_t i = 0; i < s->columns; i++) {
        if (!s->column[i].unique) continue;
        memcpy(end, field[i].p, field[i].n);
        end += field[i].n;
        *end++ = '\t';
    }
    size_t before = find(seen, (str){key, n});
    if (!before)
        put(seen, (str){key, n}, line);
    else
        fault(s, line, "\"%.*s\" stands in line %zu already", (int)(n - 1), key, before);
}

static void check_row(const source *all, source *s, size_t line, str text, set *seen) {
    str field[MOST_COLUMNS];
    size_t given = 1;
    for (size_t i = 0; i < text.n; i++) given += text.p[i] == '\t';
    if (given > s->columns) {
        fault(s, line, "%zu columns, expected %zu", given, s->columns);
        return;
    }
    for (size_t i = 0; i < s->columns; i++) {
        column *c = &s->column[i];
        field[i] = cut(&text, '\t');
        if (field[i].n)
            check_field(all, s, line, c->name, &c->type, field[i]);
        else if (!c->optional)
            fault(s, line, "no %.*s", (int)c->name.n, c->name.p);
    }
    for (size_t i = 0; i < s->cases; i++) {
        special_case *special = &s->special[i];
        str name = s->column[special->target].name, value = field[special->target];
        if (class_of(&special->when, field[special->column]) == special->when.classes) continue;
        if (value.n)
            check_field(all, s, line, name, &special->type, value);
        else
            fault(s, line, "no %.*s", (int)name.n, name.p);
    }
    check_unique(s, line, field, seen);
}

/* A class that no row has is a mistake too: so every class that a head allows is one that the
 * library meets, and refuses where it does not know it, whenever an engine is made. */
static void check_all_used(const source *s) {
    for (size_t i = 0; i < s->columns; i++) {
        const type *t = &s->column[i].type;
        for (size_t k = 0; k < t->classes; k++)
            if (!t->used[k])
                fault(s, t->line, "class \"%.*s\" is in no row", (int)t->class[k].n, t->class[k].p);
    }
}

void check_table(const source *all, source *s) {
    size_t lines = 1, end = text_ends(s->bytes);
    for (size_t i = 0; i < end; i++) lines += s->bytes.p[i] == '\n';
    if (end < s->bytes.n) {
        fault(s, lines, "byte 0x%02X: expected UTF-8 without control characters",
              (unsigned char)s->bytes.p[end]);
        return;
    }
    if (!s->bytes.n || s->bytes.p[s->bytes.n - 1] != '\n')
        fault(s, lines, "expected a newline at the end");
    if (!s->columns) return;
    set seen = new_set(lines);
    str rest = s->bytes;
    for (size_t line = 1; rest.n; line++) {
        str text = cut(&rest, '\n');
        if (text.n && *text.p != '#') check_row(all, s, line, text, &seen);
    }
    check_all_used(s);
}
