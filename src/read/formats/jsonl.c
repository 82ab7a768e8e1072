/* SPDX-License-Identifier: Apache-2.0 */
/* JSON Lines, JSON arrays, and arrays inside of an object (exports of services, JSON Feed
 * 1.0 and 1.1, JSON-LD): an object a record. Source: RFC 8259, jsonfeed.org/version/1.1 */
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>

#include "base/error.h"
#include "read/bytes/json_repair.h"
#include "read/feed/feed.h"
#include "read/limits.h"
#include "read/records/json_fields.h"
#include "read/records/json_record.h"
#include "read/wire/ninjs.h"

/* RFC 7464: a record may begin with a separator. */
static size_t skip_space(ro_str s, size_t at) {
    while (at < s.n && (ro_is_space((unsigned char)s.p[at]) || s.p[at] == '\x1E')) at++;
    return at;
}

/* Behind what servers and people put in front of JSON: comments, what keeps a browser from
 * running it, the name of a function that takes it. */
static size_t behind_front(ro_str s) {
    static const char *const guards[] = {")]}',", ")]}'", "while(1);", "for(;;);"};
    size_t at = skip_space(s, 0);
    for (size_t behind; (behind = ro_json_skip_comment(s, at)) > at;) at = skip_space(s, behind);
    for (size_t i = 0; i < sizeof guards / sizeof *guards; i++)
        if (ro_str_starts((ro_str){s.p + at, s.n - at}, ro_str_of(guards[i])))
            return skip_space(s, at + strlen(guards[i]));
    size_t name = at;
    while (name < s.n && (ro_is_alpha((unsigned char)s.p[name]) ||
                          ro_is_digit((unsigned char)s.p[name]) || strchr("_$.", s.p[name])))
        name++;
    return name > at && name < s.n && s.p[name] == '(' ? skip_space(s, name + 1) : at;
}

/* Whether a name without marks, or with single ones, begins a member: what people take for
 * JSON is told as what is wrong with it, not read as text. */
static bool is_loose_member(ro_str s, size_t at) {
    if (at < s.n && s.p[at] == '\'') return true;
    size_t end = at;
    while (end < s.n && (ro_is_alpha((unsigned char)s.p[end]) || s.p[end] == '_')) end++;
    return end > at && end < s.n && s.p[end] == ':';
}

/* An object whose first member has a name, or a list that begins with such. */
static unsigned bid(const ro_reader *reader, ro_str head) {
    (void)reader;
    size_t at = behind_front(head);
    bool list = at < head.n && head.p[at] == '[';
    if (list) at = skip_space(head, at + 1);
    if (at >= head.n || head.p[at] != '{') return 0;
    at = skip_space(head, at + 1);
    if (at < head.n && head.p[at] == '}') return 60;
    if (is_loose_member(head, at)) return 60;
    return at < head.n && head.p[at] == '"' ? 95 : 0;
}

typedef struct json_state {
    size_t at, end;           /* what is left of the text */
    size_t from, taken;       /* what of reader->data the text is: all, or of a stretch its lines */
    bool lines;               /* a line a record; else objects wherever they end */
    bool feed;                /* a JSON Feed */
    ro_arena arena, decoding; /* decoding: of decoded */
    ro_decoded decoded;       /* what is taken, as UTF-8 */
    const char *outlet, *language; /* of the whole, for records that say none */
    uint32_t settled;              /* records that were no JSON, but for what could be mended */
    uint32_t repeated;             /* records that name a member twice */
    const char *self, *home;       /* of a JSON Feed: its own address, and that of its pages */
} json_state;

static const char *address_in(ro_arena *arena, ro_str object, const char *name) {
    ro_str raw = ro_json_find_member(object, name), text;
    ro_map map = {0};
    return raw.n && raw.p[0] == '"' && ro_json_decode_string(arena, raw, 0, &text, &map)
               ? ro_squeeze(arena, text)
               : NULL;
}

/* What the object around a list says of all of its articles. */
static bool keep_common(ro_reader *reader, json_state *state, ro_str object) {
    ro_json_values values;
    ro_record around = {0};
    ro_fields fields = {0};
    ro_json_find_fields(reader, object, &values);
    ro_str version = ro_json_find_member(object, "version");
    state->feed = ro_str_find(version, RO_STR("jsonfeed.org")) != SIZE_MAX;
    ro_field_kind outlet = state->feed ? RO_FIELD_TITLE : RO_FIELD_OUTLET;
    bool good = ro_json_decode_fields(reader, &around, object, &values, &fields);
    if (good && fields.values[outlet].text.n)
        state->outlet = ro_squeeze(&state->arena, fields.values[outlet].text);
    if (good && fields.values[RO_FIELD_LANGUAGE].text.n)
        state->language = ro_squeeze(&state->arena, fields.values[RO_FIELD_LANGUAGE].text);
    ro_arena_free(&around.scratch);
    if (state->feed) {
        state->self = address_in(&state->arena, object, "feed_url");
        state->home = address_in(&state->arena, object, "home_page_url");
    }
    return good && !state->arena.oom;
}

/* Lines, a list, an object with a list inside, or objects one behind the other. An
 * export that breaks off is a list all the same. */
static bool find_records(ro_reader *reader, json_state *state) {
    ro_str s = state->decoded.text, list;
    size_t front = behind_front(s), start, end;
    while (front && s.n && strchr("); \t\r\n", s.p[s.n - 1])) s.n--;
    end = ro_json_value_end(s, front, &start);
    state->end = s.n;
    state->at = start;
    if (start < s.n && s.p[start] == '[') {
        state->at++;
        return true;
    }
    bool cut = end == SIZE_MAX;
    ro_str object = {s.p + start, (cut ? s.n : end) - start};
    if ((cut || skip_space(s, end) == s.n) && ro_json_find_list(reader, object, &list)) {
        state->at = (size_t)(list.p - s.p) + 1;
        state->end = (size_t)(list.p - s.p) + list.n;
        return keep_common(reader, state, object);
    }
    const char *newline = memchr(s.p + start, '\n', s.n - start);
    state->lines = cut || (newline && end <= (size_t)(newline - s.p));
    return true;
}

static void close_json(ro_reader *reader) {
    json_state *state = reader->state;
    if (!state) return;
    ro_arena_free(&state->arena);
    ro_arena_free(&state->decoding);
    free(state);
    reader->state = NULL;
}

/* Lines, each an object: what can be cut where a line ends. */
static bool streams(ro_str first) {
    ro_str mark = RO_STR("\xEF\xBB\xBF");
    size_t at = skip_space(first, ro_str_starts(first, mark) ? mark.n : 0), start;
    const char *newline = memchr(first.p + at, '\n', first.n - at);
    if (!newline || first.p[at] != '{' || memchr(first.p, '\0', (size_t)(newline - first.p)))
        return false;
    size_t line = (size_t)(newline - first.p), next = skip_space(first, line);
    return ro_json_value_end((ro_str){first.p, line}, at, &start) != SIZE_MAX && next < first.n &&
           first.p[next] == '{';
}

/* Decode reader->data from @p from on: all of it, or of a stretch the lines that are whole. */
static ro_status take_text(ro_reader *reader, json_state *state, size_t from, ro_error *error) {
    ro_str s = {reader->data.p + from, reader->data.n - from};
    while (reader->more && s.n && s.p[s.n - 1] != '\n') s.n--;
    ro_arena_free(&state->decoding);
    state->decoded = (ro_decoded){0};
    state->from = from;
    state->taken = from + s.n;
    state->at = state->end = 0;
    if (s.n == 0) return RO_OK;
    ro_status status = ro_decode(&state->decoding, s, "utf-8", &state->decoded, error);
    if (status == RO_OK) state->end = state->decoded.text.n;
    return status;
}

static uint64_t most_of_record(const ro_reader *reader) {
    return (uint64_t)reader->limits.article_bytes * RO_RECORD_ARTICLES;
}

static ro_status refuse_record(uint64_t most, ro_error *error) {
    return ro_fail(error, RO_ERR_LIMIT, 0,
                   "longer than the limit of %" PRIu64 " bytes for a record", most);
}

/* Go on to the next stretch, which holds a line or more. A line that is longer than a record may
 * be is passed over: RO_ERR_LIMIT. */
static ro_status move_on(ro_reader *reader, json_state *state, ro_error *error) {
    size_t done = state->taken, looked = 0, from = 0;
    uint64_t line = reader->base + done;
    bool passed = false;
    for (;;) {
        ro_status status = ro_reader_move(reader, done, error);
        if (status != RO_OK) return status;
        ro_str s = reader->data;
        const char *newline = memchr(s.p + looked, '\n', s.n - looked);
        if (newline && passed) from = (size_t)(newline - s.p) + 1;
        if (newline || !reader->more) break;
        passed = passed || s.n > most_of_record(reader);
        done = passed ? s.n : 0;
        looked = s.n - done;
    }
    if (passed && !reader->more && from == 0) from = reader->data.n;
    ro_status status = take_text(reader, state, from, error);
    if (!passed || status != RO_OK) return status;
    reader->record++;
    refuse_record(most_of_record(reader), error);
    if (error) error->offset = reader->options.first_offset + line;
    return RO_ERR_LIMIT;
}

/* The bytes of the next record; false at the end. */
static bool next_record(json_state *state, ro_str *record, size_t *offset) {
    ro_str s = {state->decoded.text.p, state->end};
    size_t at = skip_space(s, state->at), start;
    while (!state->lines && at < s.n) {
        size_t behind = s.p[at] == ',' || s.p[at] == ']' ? at + 1 : ro_json_skip_comment(s, at);
        if (behind == at) break;
        at = skip_space(s, behind);
    }
    if (at >= s.n) return false;
    size_t end;
    if (state->lines) {
        const char *newline = memchr(s.p + at, '\n', s.n - at);
        end = newline ? (size_t)(newline - s.p) : s.n;
        /* Programs leave a line end out, where two write at once. */
        size_t one = ro_json_value_end((ro_str){s.p, end}, at, &start);
        if (one != SIZE_MAX && skip_space(s, one) < end && s.p[skip_space(s, one)] == '{')
            end = one;
    } else {
        end = ro_json_value_end(s, at, &start);
        if (end == SIZE_MAX) end = s.n;
    }
    *record = ro_str_trim((ro_str){s.p + start, end - start});
    *offset = start;
    state->at = end > at ? end : at + 1;
    return true;
}

static void vote(ro_arena *arena, ro_day_votes *votes, ro_str raw) {
    ro_map map = {0};
    ro_str text;
    if (raw.n && raw.p[0] == '"' && ro_json_decode_string(arena, raw, 0, &text, &map))
        ro_day_vote(votes, text);
}

/* How the records write their dates, before any of them is read. */
static void find_day_order(ro_reader *reader, json_state *state) {
    size_t first = state->at, at;
    ro_day_votes votes = {0};
    ro_str bytes;
    for (uint32_t i = 0; ro_day_votes_want(&votes, i, state->at - first); i++) {
        ro_arena arena = RO_ARENA_INIT;
        ro_json_values values;
        if (!next_record(state, &bytes, &at)) break;
        ro_json_find_fields(reader, bytes, &values);
        vote(&arena, &votes, values.raw[RO_FIELD_PUBLISHED]);
        vote(&arena, &votes, values.raw[RO_FIELD_MODIFIED]);
        ro_arena_free(&arena);
    }
    state->at = first;
    ro_set_day_order(reader, &votes);
}

static ro_status open_json(ro_reader *reader, ro_error *error) {
    json_state *state = calloc(1, sizeof *state);
    if (!state) return ro_fail_nomem(error);
    reader->state = state;
    ro_status status = take_text(reader, state, 0, error);
    if (status != RO_OK) return status;
    if (!find_records(reader, state)) return ro_fail_nomem(error);
    find_day_order(reader, state);
    return RO_OK;
}

/* A byte-order mark or another encoding moves what fields map to. @p at is where the
 * record begins in the decoded text. */
static bool lead_maps(const json_state *state, size_t at, uint64_t start, ro_record *record,
                      ro_fields *fields) {
    for (int kind = RO_FIELD_TITLE; kind < RO_FIELD_COUNT; kind++) {
        ro_map decoded = fields->values[kind].map, *map = &fields->values[kind].map;
        *map = (ro_map){0};
        for (uint32_t i = 0; i < decoded.count; i++) decoded.items[i].source += at;
        if (!ro_map_place(&record->scratch, &decoded, &state->decoded.map, start, map))
            return false;
    }
    return true;
}

/* Parse @p bytes; *repeated: a name stands twice in one object. */
static json_t *load(ro_str bytes, size_t flags, bool *repeated, json_error_t *why) {
    json_t *object = json_loadb(bytes.p, bytes.n, flags | JSON_REJECT_DUPLICATES, why);
    *repeated = !object && json_error_code(why) == json_error_duplicate_key;
    return *repeated ? json_loadb(bytes.p, bytes.n, flags, why) : object;
}

/* Parse the record; where it is no JSON, a copy of it that is made so, which *bytes then is,
 * *at moved with its start. NULL where nothing helps, with why in @p error. */
static json_t *parse_object(ro_record *record, ro_str *bytes, size_t *at, ro_json_faults *faults,
                            bool *repeated, ro_error *error) {
    json_error_t why, still;
    *faults = (ro_json_faults){0};
    json_t *object = load(*bytes, 0, repeated, &why);
    if (object) return object;
    char *copy = ro_arena_copy(&record->scratch, bytes->p, bytes->n);
    if (!copy) {
        ro_fail_nomem(error);
        return NULL;
    }
    ro_json_settle(copy, bytes->n, faults);
    object = load((ro_str){copy, bytes->n}, JSON_DECODE_INT_AS_REAL, repeated, &still);
    if (object) {
        *bytes = ro_str_trim((ro_str){copy, bytes->n});
        *at += (size_t)(bytes->p - copy);
    } else
        ro_fail(error, RO_ERR_INPUT, record->article->meta.input_offset + (uint64_t)why.position,
                "is not valid JSON: %s", why.text);
    return object;
}

static ro_status read_fields(ro_reader *reader, ro_record *record, ro_str bytes, size_t at,
                             uint64_t start, ro_error *error) {
    const json_state *state = reader->state;
    ro_json_values values;
    ro_fields fields = {0};
    ro_json_find_fields(reader, bytes, &values);
    if (!ro_json_decode_fields(reader, record, bytes, &values, &fields) ||
        !lead_maps(state, at, start, record, &fields))
        return ro_fail_nomem(error);
    if (fields.values[RO_FIELD_OUTLET].text.n == 0)
        fields.values[RO_FIELD_OUTLET].text = ro_str_of(state->outlet);
    if (fields.values[RO_FIELD_LANGUAGE].text.n == 0)
        fields.values[RO_FIELD_LANGUAGE].text = ro_str_of(state->language);
    if (state->feed) {
        ro_str *url = &fields.values[RO_FIELD_URL].text;
        record->article->meta.format = "feed";
        *url = ro_url_of_item(&record->scratch, *url, state->self, state->home);
    }
    return ro_fields_read(reader, record, &fields, error);
}

/* Whether a record is all that there is: settings and the like are an object a file. */
static bool is_alone(const ro_reader *reader, const ro_record *record) {
    const json_state *state = reader->state;
    return record->article->meta.record == reader->options.first_record && !reader->more &&
           skip_space(state->decoded.text, state->at) >= state->end;
}

/* Read the record @p bytes, which begins at @p at of the decoded text and at @p start of
 * the input. */
static ro_status read_object(ro_reader *reader, ro_record *record, ro_str bytes, size_t at,
                             uint64_t start, ro_error *error) {
    json_state *state = reader->state;
    ro_json_faults faults;
    bool repeated;
    json_t *object = parse_object(record, &bytes, &at, &faults, &repeated, error);
    if (!object) return record->scratch.oom ? ro_fail_nomem(error) : RO_ERR_INPUT;
    bool named = json_is_object(object), ninjs = named && ro_is_ninjs(object);
    ro_status status = ninjs   ? ro_read_ninjs(reader, record, object, bytes, error)
                       : named ? read_fields(reader, record, bytes, at, start, error)
                               : ro_fail(error, RO_ERR_INPUT, 0, "is not a JSON object");
    json_decref(object);
    state->settled += faults.signs > 0;
    state->repeated += repeated;
    if (status == RO_ERR_INPUT && error && is_alone(reader, record) &&
        !ro_json_is_article(reader, bytes))
        error->other = "file for programs";
    if (status != RO_OK || !faults.characters) return status;
    return ro_fail(error, RO_WARN, record->article->meta.input_offset + faults.first,
                   faults.characters == 1 ? "%u escape is no character and became U+FFFD"
                                          : "%u escapes are no characters and became U+FFFD",
                   faults.characters);
}

static void note_records(ro_reader *reader, uint32_t count, const char *one, const char *many) {
    if (count)
        ro_buffer_printf(&reader->note, "%s%" PRIu32 " of %" PRIu32 " records %s",
                         reader->note.size ? "; " : "", count,
                         reader->record - reader->options.first_record, count == 1 ? one : many);
}

static void write_note(ro_reader *reader) {
    json_state *state = reader->state;
    ro_fields_note(reader);
#define NOT_AS_SUCH                                                                                \
    "no JSON as such: values like NaN are none, comments and commas too many are passed over"
    note_records(reader, state->settled, "is " NOT_AS_SUCH, "are " NOT_AS_SUCH);
#undef NOT_AS_SUCH
    note_records(reader, state->repeated, "names a member twice: one of the two is read",
                 "name a member twice: one of the two is read");
    state->settled = state->repeated = 0;
}

/* JSON-LD puts people, outlets and lists beside the articles. */
static bool is_other_thing(const ro_reader *reader, ro_str object) {
    return object.p[0] == '{' && ro_json_find_member(object, "@type").n &&
           !ro_json_is_article(reader, object);
}

static ro_status next_json(ro_reader *reader, ro_article **article, ro_error *error) {
    json_state *state = reader->state;
    ro_str bytes;
    size_t at;
    do {
        while (!next_record(state, &bytes, &at)) {
            if (!reader->more) {
                write_note(reader);
                return RO_END;
            }
            ro_status moved = move_on(reader, state, error);
            if (moved != RO_OK) return moved;
        }
    } while (is_other_thing(reader, bytes));
    /* Offsets are those of the input: a byte-order mark or another encoding moves them. */
    uint64_t start = ro_map_source(&state->decoded.map, at, false);
    uint64_t end = ro_map_source(&state->decoded.map, at + bytes.n, true);
    ro_str whole = {reader->data.p + state->from + start, (size_t)(end - start)};
    ro_record record;
    ro_status status =
        ro_record_begin(reader, &record, whole, reader->base + state->from + start, error);
    if (status == RO_OK && bytes.n > most_of_record(reader))
        status = refuse_record(most_of_record(reader), error);
    if (status == RO_OK) status = read_object(reader, &record, bytes, at, start, error);
    ro_record_damage(&record, &state->decoded, start, end);
    return ro_record_end(reader, &record, status, article, error);
}

const ro_source_format ro_format_jsonl = {.name = "jsonl",
                                          .bid = bid,
                                          .open = open_json,
                                          .next = next_json,
                                          .close = close_json,
                                          .streams = streams};
