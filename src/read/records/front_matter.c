/* SPDX-License-Identifier: Apache-2.0 */
/* The part of YAML 1.2 and TOML 1.0 that front matter uses: keys with a value in the line,
 * a list in brackets, or a list or an object in indented lines below. */
#include "read/records/front_matter.h"

/* Within which front matter ends, or the rule that opens it is one of the text. */
enum { MOST_LINES = 400 };

/* Cut the next line off, without its end. */
static ro_str cut_line(ro_str *s) {
    const char *newline = s->n ? memchr(s->p, '\n', s->n) : NULL;
    ro_str line = {s->p, newline ? (size_t)(newline - s->p) : s->n};
    size_t taken = line.n + (newline ? 1 : 0);
    *s = (ro_str){s->p + taken, s->n - taken};
    if (line.n && line.p[line.n - 1] == '\r') line.n--;
    return line;
}

static bool is_fence(ro_str line, char sign) {
    ro_str trimmed = ro_str_trim(line);
    return trimmed.n == 3 && line.p[0] == sign && trimmed.p[1] == sign && trimmed.p[2] == sign;
}

size_t ro_front_matter_end(ro_str s) {
    ro_str rest = s, first = cut_line(&rest);
    char sign = first.n ? first.p[0] : '\0';
    if ((sign != '-' && sign != '+') || !is_fence(first, sign)) return 0;
    for (int i = 0; i < MOST_LINES && rest.n; i++)
        if (is_fence(cut_line(&rest), sign)) return s.n - rest.n;
    return 0;
}

/* "key: value" or "key = value"; false for lines that begin otherwise. */
static bool cut_key(ro_str line, ro_str *key, ro_str *value) {
    size_t at = 0;
    if (line.n == 0 || !(ro_is_alpha((unsigned char)line.p[0]) || line.p[0] == '_')) return false;
    while (at < line.n && (ro_is_alpha((unsigned char)line.p[at]) ||
                           ro_is_digit((unsigned char)line.p[at]) || strchr("_-.", line.p[at])))
        at++;
    *key = (ro_str){line.p, at};
    while (at < line.n && line.p[at] == ' ') at++;
    if (at >= line.n || (line.p[at] != ':' && line.p[at] != '=')) return false;
    *value = ro_str_trim((ro_str){line.p + at + 1, line.n - at - 1});
    return true;
}

/* Without quotation marks, or without a comment behind an open value. */
static ro_str unquote(ro_str value) {
    value = ro_str_trim(value);
    if (value.n >= 2 && (value.p[0] == '"' || value.p[0] == '\'')) {
        const char *close = memchr(value.p + 1, value.p[0], value.n - 1);
        if (close) return (ro_str){value.p + 1, (size_t)(close - value.p) - 1};
    }
    size_t comment = ro_str_find(value, RO_STR(" #"));
    return ro_str_trim((ro_str){value.p, comment < value.n ? comment : value.n});
}

typedef struct filling {
    ro_record *record;
    ro_fields *fields;
    ro_field_kind kind; /* of the key at hand; RO_FIELD_COUNT: none that counts */
    uint32_t rank;
    bool good;
} filling;

/* Take one value of the key at hand: the first is the value, authors are listed. */
static void take(filling *f, ro_str value) {
    value = unquote(value);
    if (f->kind >= RO_FIELD_COUNT || value.n == 0) return;
    struct ro_field_value *to = &f->fields->values[f->kind];
    if (f->kind == RO_FIELD_AUTHORS)
        f->good = f->good && RO_APPEND(&f->record->scratch, &f->fields->authors, value);
    else if (ro_field_is_better(to, f->rank))
        *to = (struct ro_field_value){.text = value, .rank = f->rank};
}

/* "[a, b]" or one value. */
static void take_line(filling *f, ro_str value) {
    if (value.n < 2 || value.p[0] != '[') {
        take(f, value);
        return;
    }
    value = (ro_str){value.p + 1, value.n - (value.p[value.n - 1] == ']' ? 2 : 1)};
    while (value.n) {
        const char *comma = memchr(value.p, ',', value.n);
        size_t length = comma ? (size_t)(comma - value.p) : value.n;
        take(f, (ro_str){value.p, length});
        length += comma ? 1 : 0;
        value = (ro_str){value.p + length, value.n - length};
    }
}

/* A line below a key: "- Ana Pinto", "- name: Ana Pinto", "name: Ana Pinto"; of objects the
 * name alone counts. */
static void take_below(filling *f, ro_str line) {
    ro_str key, value;
    line = ro_str_trim(line);
    if (ro_str_starts(line, RO_STR("- "))) line = ro_str_trim((ro_str){line.p + 2, line.n - 2});
    if (cut_key(line, &key, &value) && !memchr(key.p, ' ', key.n)) {
        if (ro_str_same(key, RO_STR("name"))) take(f, value);
    } else {
        take(f, line);
    }
}

unsigned ro_front_matter_known(const ro_reader *reader, ro_str s) {
    ro_str rest = {s.p, ro_front_matter_end(s)}, key, value;
    unsigned known = 0;
    while (rest.n)
        known += cut_key(cut_line(&rest), &key, &value) &&
                 ro_field_named(reader, key, NULL) < RO_FIELD_COUNT;
    return known;
}

bool ro_front_matter_read(const ro_reader *reader, ro_record *record, ro_str s, ro_fields *fields) {
    ro_str rest = {s.p, ro_front_matter_end(s)}, key, value;
    filling f = {.record = record, .fields = fields, .kind = RO_FIELD_COUNT, .good = true};
    cut_line(&rest);
    while (rest.n && f.good) {
        ro_str line = cut_line(&rest);
        bool below =
            line.n && (ro_is_space((unsigned char)line.p[0]) || ro_str_starts(line, RO_STR("- ")));
        if (below) {
            take_below(&f, line);
        } else if (cut_key(line, &key, &value)) {
            f.kind = ro_field_named(reader, key, &f.rank);
            /* ">" and "|" announce the lines below. */
            bool block = value.n && value.n <= 2 && strchr(">|", value.p[0]);
            if (value.n && !block) take_line(&f, value);
        }
    }
    return f.good;
}
