/* SPDX-License-Identifier: Apache-2.0 */
/* Tables with a header: fields parted by commas, tabs, semicolons or bars. Source: RFC 4180;
 * what other programs write is read too: line ends of LF or CR alone, bare marks within a
 * field, rows shorter or longer than the header. */
#include <inttypes.h>
#include <stdlib.h>

#include "base/error.h"
#include "read/records/fields.h"

enum {
    MOST_COLUMNS = 1024, /* tables of articles have tens; a file of commas has any number */
    LONGEST_NAME = 64    /* of a column, in bytes: a longer head is a line of text */
};

typedef struct cursor {
    ro_str s;
    size_t at;
    char delimiter;
    bool no_marks; /* a mark without its other: from here on marks are letters */
    bool row_ends; /* the field before was the last of its row */
} cursor;

/* Behind the field's closing mark; 0 where it is no quoted field. */
static size_t quoted_end(cursor *c) {
    size_t at = c->at + 1;
    while (at < c->s.n) {
        const char *mark = memchr(c->s.p + at, '"', c->s.n - at);
        if (!mark) break;
        at = (size_t)(mark - c->s.p) + 1;
        char next = at < c->s.n ? c->s.p[at] : '\n';
        if (next == '"')
            at++;
        else
            return next == c->delimiter || next == '\n' || next == '\r' ? at : 0;
    }
    if (at >= c->s.n) c->no_marks = true;
    return 0;
}

/* Cut the next field of the row, with its marks. */
static ro_str next_field(cursor *c) {
    size_t start = c->at, end = 0;
    if (start < c->s.n && c->s.p[start] == '"' && !c->no_marks) end = quoted_end(c);
    if (!end)
        for (end = start; end < c->s.n; end++) {
            char sign = c->s.p[end];
            if (sign == c->delimiter || sign == '\n' || sign == '\r') break;
        }
    c->at = end;
    c->row_ends = end >= c->s.n || c->s.p[end] != c->delimiter;
    if (end < c->s.n) {
        bool crlf = c->s.p[end] == '\r' && end + 1 < c->s.n && c->s.p[end + 1] == '\n';
        c->at += crlf ? 2 : 1;
    }
    return (ro_str){c->s.p + start, end - start};
}

static bool is_quoted(ro_str raw) {
    return raw.n >= 2 && raw.p[0] == '"' && raw.p[raw.n - 1] == '"';
}

static ro_str without_marks(ro_str raw) {
    return is_quoted(raw) ? (ro_str){raw.p + 1, raw.n - 2} : raw;
}

/* Names of columns are short and no sentences. */
static bool is_column_name(ro_str name) {
    if (name.n == 0 || name.n > LONGEST_NAME) return false;
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];
        if (!ro_is_alpha(c) && !ro_is_digit(c) && c < 0x80 && !strchr("_-.: /()#@", (char)c))
            return false;
    }
    return true;
}

/* How many of the fields of a header are known; 0 where it is none, or where none of
 * them holds text. */
static unsigned known_columns(const ro_reader *reader, ro_str head, char delimiter) {
    cursor c = {.s = head, .delimiter = delimiter};
    unsigned columns = 0, known = 0;
    bool content = false, own = false;
    while (!c.row_ends && c.at < head.n) {
        uint32_t rank = RO_NONE;
        ro_str name = ro_str_trim(without_marks(next_field(&c)));
        if (!is_column_name(name) && name.n) return 0;
        ro_field_kind kind = ro_field_named(reader, name, &rank);
        columns++;
        known += kind < RO_FIELD_COUNT;
        own = own || rank < reader->options.field_count;
        content = content || kind == RO_FIELD_TITLE ||
                  (kind >= RO_FIELD_TEXT && kind <= RO_FIELD_SUMMARY);
    }
    return columns >= 2 && content && (known >= 2 || own) ? known : 0;
}

static char choose_delimiter(const ro_reader *reader, ro_str head) {
    static const char delimiters[] = {',', '\t', ';', '|'};
    unsigned most = 0;
    char best = '\0';
    for (size_t i = 0; i < sizeof delimiters; i++) {
        unsigned known = known_columns(reader, head, delimiters[i]);
        if (known <= most) continue;
        most = known;
        best = delimiters[i];
    }
    return best;
}

static unsigned bid(const ro_reader *reader, ro_str head) {
    return choose_delimiter(reader, head) ? 92 : 0;
}

typedef struct column {
    ro_field_kind kind;
    uint32_t rank;
} column;

typedef struct csv_state {
    ro_arena arena;
    ro_decoded decoded;
    cursor cursor;
    RO_ARRAY(column) columns;
} csv_state;

static void close_csv(ro_reader *reader) {
    csv_state *state = reader->state;
    if (!state) return;
    ro_arena_free(&state->arena);
    free(state);
    reader->state = NULL;
}

typedef struct row {
    size_t start, end;
    ro_str raw[RO_FIELD_COUNT];
    uint32_t rank[RO_FIELD_COUNT];
    uint32_t count; /* of its fields */
} row;

/* Cut the next row that is not empty; false at the end. */
static bool next_row(csv_state *state, row *out) {
    cursor *c = &state->cursor;
    while (c->at < c->s.n && (c->s.p[c->at] == '\n' || c->s.p[c->at] == '\r')) c->at++;
    *out = (row){.start = c->at, .end = c->at};
    if (c->at >= c->s.n) return false;
    c->row_ends = false;
    while (!c->row_ends) {
        ro_str raw = next_field(c);
        out->end = (size_t)(raw.p - c->s.p) + raw.n;
        uint32_t number = out->count++;
        if (number >= state->columns.count || without_marks(raw).n == 0) continue;
        column is = state->columns.items[number];
        if (is.kind >= RO_FIELD_COUNT || (out->raw[is.kind].n && out->rank[is.kind] <= is.rank))
            continue;
        out->raw[is.kind] = raw;
        out->rank[is.kind] = is.rank;
    }
    return true;
}

/* How the columns of dates are written, before any of them is read. */
static void find_day_order(ro_reader *reader, csv_state *state) {
    cursor first = state->cursor;
    ro_day_votes votes = {0};
    row from;
    for (uint32_t i = 0; ro_day_votes_want(&votes, i, state->cursor.at - first.at); i++) {
        if (!next_row(state, &from)) break;
        ro_day_vote(&votes, without_marks(from.raw[RO_FIELD_PUBLISHED]));
        ro_day_vote(&votes, without_marks(from.raw[RO_FIELD_MODIFIED]));
    }
    state->cursor = first;
    ro_set_day_order(reader, &votes);
}

static ro_status open_csv(ro_reader *reader, ro_error *error) {
    csv_state *state = calloc(1, sizeof *state);
    if (!state) return ro_fail_nomem(error);
    reader->state = state;
    ro_status status = ro_decode(&state->arena, reader->data, NULL, &state->decoded, error);
    if (status != RO_OK) return status;
    cursor *c = &state->cursor;
    c->s = state->decoded.text;
    c->delimiter = choose_delimiter(reader, c->s);
    while (!c->row_ends && c->at < c->s.n) {
        uint32_t rank = 0;
        ro_field_kind kind =
            ro_field_named(reader, ro_str_trim(without_marks(next_field(c))), &rank);
        if (state->columns.count == MOST_COLUMNS)
            return ro_fail(error, RO_ERR_LIMIT, 0, "has more than %d columns", MOST_COLUMNS);
        if (!RO_APPEND(&state->arena, &state->columns, ((column){kind, rank})))
            return ro_fail_nomem(error);
    }
    find_day_order(reader, state);
    return RO_OK;
}

/* The characters of a field: a pair of marks within a quoted one is one mark. */
static bool decode_field(ro_arena *arena, ro_str raw, uint64_t offset, ro_str *text, ro_map *map) {
    ro_str inner = without_marks(raw);
    offset += (uint64_t)(inner.p - raw.p);
    char *out = ro_arena_alloc(arena, inner.n + 1);
    if (!out) return false;
    size_t n = 0;
    for (size_t at = 0; at < inner.n;) {
        const char *mark = is_quoted(raw) ? memchr(inner.p + at, '"', inner.n - at) : NULL;
        size_t end = mark ? (size_t)(mark - inner.p) + 1 : inner.n, length = end - at;
        memcpy(out + n, inner.p + at, length);
        if (!ro_map_add(arena, map,
                        (ro_map_run){(uint32_t)n, (uint32_t)length, offset + at, length}))
            return false;
        n += length;
        at = end + (mark != NULL);
    }
    *text = (ro_str){out, n};
    return true;
}

static ro_status read_row(ro_reader *reader, ro_record *record, const row *from, uint64_t start,
                          ro_error *error) {
    const csv_state *state = reader->state;
    ro_arena *arena = &record->scratch;
    ro_fields fields = {0};
    for (int kind = 0; kind < RO_FIELD_COUNT; kind++) {
        ro_str raw = from->raw[kind];
        struct ro_field_value *value = &fields.values[kind];
        ro_map map = {0};
        if (raw.n == 0) continue;
        if (!decode_field(arena, raw, (uint64_t)(raw.p - state->decoded.text.p), &value->text,
                          &map) ||
            !ro_map_place(arena, &map, &state->decoded.map, start, &value->map))
            return ro_fail_nomem(error);
    }
    ro_str authors = fields.values[RO_FIELD_AUTHORS].text;
    if (authors.n && !RO_APPEND(arena, &fields.authors, authors)) return ro_fail_nomem(error);
    ro_status status = ro_fields_read(reader, record, &fields, error);
    uint32_t columns = state->columns.count;
    if (status != RO_OK || from->count == columns) return status;
    return ro_fail(error, RO_WARN, 0, "the row has %" PRIu32 " field%s, the header %" PRIu32,
                   from->count, from->count == 1 ? "" : "s", columns);
}

static ro_status next_csv(ro_reader *reader, ro_article **article, ro_error *error) {
    csv_state *state = reader->state;
    row from;
    if (!next_row(state, &from)) {
        ro_fields_note(reader);
        return RO_END;
    }
    uint64_t start = ro_map_source(&state->decoded.map, from.start, false);
    uint64_t end = ro_map_source(&state->decoded.map, from.end, true);
    ro_record record;
    ro_status status = ro_record_begin(
        reader, &record, (ro_str){reader->data.p + start, (size_t)(end - start)}, start, error);
    if (status == RO_OK) status = read_row(reader, &record, &from, start, error);
    ro_record_damage(&record, &state->decoded, start, end);
    return ro_record_end(reader, &record, status, article, error);
}

const ro_source_format ro_format_csv = {
    .name = "csv", .bid = bid, .open = open_csv, .next = next_csv, .close = close_csv};
