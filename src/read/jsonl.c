/* SPDX-License-Identifier: Apache-2.0 */
/* JSON Lines and JSON arrays: an object a record, with the fields of the contract. */
#include <jansson.h>
#include <stdlib.h>

#include "base/error.h"
#include "read/dates.h"
#include "read/format.h"
#include "read/json_fields.h"
#include "read/ninjs.h"

static size_t skip_space(ro_str s, size_t at) {
    while (at < s.n && ro_is_space((unsigned char)s.p[at])) at++;
    return at;
}

/* An object whose first member has a name, or a list that begins with such. */
static unsigned bid(const ro_reader *reader, ro_str head) {
    (void)reader;
    size_t at = skip_space(head, 0);
    bool list = at < head.n && head.p[at] == '[';
    if (list) at = skip_space(head, at + 1);
    if (at >= head.n || head.p[at] != '{') return 0;
    at = skip_space(head, at + 1);
    if (at < head.n && head.p[at] == '}') return 60;
    return at < head.n && head.p[at] == '"' ? 95 : 0;
}

typedef struct json_state {
    size_t at;
    bool lines; /* a line a record; else objects wherever they end */
    ro_arena arena;
    ro_decoded decoded; /* the whole input where it was not UTF-8 */
} json_state;

static ro_status open_json(ro_reader *reader, ro_error *error) {
    json_state *state = calloc(1, sizeof *state);
    if (!state) return ro_fail_nomem(error);
    reader->state = state;
    ro_status status = ro_decode(&state->arena, reader->data, NULL, &state->decoded, error);
    if (status != RO_OK) return status;
    ro_str s = state->decoded.text;
    state->at = skip_space(s, 0);
    bool list = state->at < s.n && s.p[state->at] == '[';
    if (list) state->at++;
    size_t start, end = ro_json_value_end(s, state->at, &start);
    const char *newline = memchr(s.p + state->at, '\n', s.n - state->at);
    state->lines = !list && (end == SIZE_MAX || (newline && end <= (size_t)(newline - s.p)));
    return RO_OK;
}

static void close_json(ro_reader *reader) {
    json_state *state = reader->state;
    if (!state) return;
    ro_arena_free(&state->arena);
    free(state);
    reader->state = NULL;
}

/* The bytes of the next record; false at the end. */
static bool next_record(json_state *state, ro_str *record, size_t *offset) {
    ro_str s = state->decoded.text;
    size_t at = skip_space(s, state->at), start;
    if (!state->lines)
        while (at < s.n && (s.p[at] == ',' || s.p[at] == ']')) at = skip_space(s, at + 1);
    if (at >= s.n) return false;
    size_t end;
    if (state->lines) {
        const char *newline = memchr(s.p + at, '\n', s.n - at);
        end = newline ? (size_t)(newline - s.p) : s.n;
        start = at;
    } else {
        end = ro_json_value_end(s, at, &start);
        if (end == SIZE_MAX) end = s.n;
    }
    *record = ro_str_trim((ro_str){s.p + start, end - start});
    *offset = start;
    state->at = end > at ? end : at + 1;
    return true;
}

static ro_str string_of(json_t *object, const char *key) {
    json_t *value = json_object_get(object, key);
    return json_is_string(value) ? (ro_str){json_string_value(value), json_string_length(value)}
                                 : RO_STR("");
}

/* An id may be a number. */
static void set_id(ro_record *record, json_t *object) {
    json_t *id = json_object_get(object, "id");
    const char **field = &record->article->meta.id;
    if (json_is_integer(id))
        *field =
            ro_arena_printf(&record->article->arena, "%lld", (long long)json_integer_value(id));
    else
        ro_record_set(record, field, string_of(object, "id"));
}

static void set_authors(const ro_read_rules *rules, ro_record *record, json_t *object) {
    json_t *authors = json_object_get(object, "authors");
    if (!authors) authors = json_object_get(object, "author");
    size_t count = json_is_array(authors) ? json_array_size(authors) : 1;
    for (size_t i = 0; i < count; i++) {
        json_t *one = json_is_array(authors) ? json_array_get(authors, i) : authors;
        if (json_is_object(one)) one = json_object_get(one, "name");
        if (!json_is_string(one)) continue;
        ro_record_byline(rules, record, ro_str_of(json_string_value(one)));
    }
}

static void set_facts(const ro_read_rules *rules, ro_record *record, json_t *object) {
    ro_metadata *meta = &record->article->meta;
    set_id(record, object);
    ro_record_set(record, &meta->url, string_of(object, "url"));
    ro_record_set(record, &meta->title, string_of(object, "title"));
    ro_record_set(record, &meta->outlet, string_of(object, "outlet"));
    ro_record_set(record, &meta->outlet, string_of(object, "source"));
    ro_record_set(record, &meta->language, string_of(object, "language"));
    static const char *const dates[] = {"published", "date"};
    for (size_t i = 0; i < 2; i++)
        ro_record_date(rules, &meta->published, string_of(object, dates[i]), "field");
    ro_record_date(rules, &meta->modified, string_of(object, "modified"), "field");
    set_authors(rules, record, object);
}

/* Read the member of this name as plain text or page. */
static ro_status read_content(ro_reader *reader, ro_record *record, ro_str raw, ro_str object,
                              bool page, ro_error *error) {
    ro_str content;
    ro_map map = {0};
    if (raw.n < 2 || raw.p[0] != '"')
        return ro_fail(error, RO_ERR_INPUT, 0, "has neither 'text' nor 'html'");
    uint64_t offset = (uint64_t)(raw.p - object.p);
    if (!ro_json_decode_string(&record->scratch, raw, offset, &content, &map))
        return ro_fail_nomem(error);
    return page ? ro_read_page(reader, record, content, &map, error)
                : ro_read_plain(reader, record, content, &map, error);
}

static ro_status read_object(ro_reader *reader, ro_record *record, ro_str bytes, ro_error *error) {
    json_error_t why;
    json_t *object = json_loadb(bytes.p, bytes.n, 0, &why);
    if (!object)
        return ro_fail(error, RO_ERR_INPUT, record->article->meta.source_offset,
                       "is not valid JSON: %s", why.text);
    if (!json_is_object(object)) {
        json_decref(object);
        return ro_fail(error, RO_ERR_INPUT, record->article->meta.source_offset,
                       "is not a JSON object");
    }
    if (ro_is_ninjs(object)) {
        ro_status status = ro_read_ninjs(reader, record, object, bytes, error);
        json_decref(object);
        return status;
    }
    set_facts(reader->rules, record, object);
    json_decref(object);
    ro_str text = ro_json_find_member(bytes, "text");
    bool page = text.n < 2 || text.p[0] != '"';
    ro_str raw = page ? ro_json_find_member(bytes, "html") : text;
    return read_content(reader, record, raw, bytes, page, error);
}

static ro_status next_json(ro_reader *reader, ro_article **article, ro_error *error) {
    json_state *state = reader->state;
    ro_str bytes;
    size_t at;
    if (!next_record(state, &bytes, &at)) return RO_END;
    /* Offsets are those of the input: a byte-order mark or another encoding moves them. */
    uint64_t start = ro_map_source(&state->decoded.map, at, false);
    uint64_t end = ro_map_source(&state->decoded.map, at + bytes.n, true);
    ro_record record;
    ro_status status = ro_record_begin(
        reader, &record, (ro_str){reader->data.p + start, (size_t)(end - start)}, start, error);
    if (status == RO_OK) status = read_object(reader, &record, bytes, error);
    return ro_record_end(reader, &record, status, article, error);
}

const ro_source_format ro_format_jsonl = {"jsonl", bid, open_json, next_json, close_json};
