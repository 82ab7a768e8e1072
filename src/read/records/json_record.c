/* SPDX-License-Identifier: Apache-2.0 */
/* Names are those of data/all/field_names.tsv. An object may stand for a value ({"name": …})
 * and may wrap the members of the record ({"_source": {…}}). */
#include "read/records/json_record.h"

#include <stdlib.h>

#include "read/records/json_fields.h"

/* Exports wrap an article two or three deep; bytes of its names. */
enum { DEEPEST = 4, LONGEST_PATH = 256 };

static bool is_kind(ro_str raw, char first) {
    return raw.n && raw.p[0] == first;
}

static ro_str inside_marks(ro_str raw) {
    return is_kind(raw, '"') && raw.n >= 2 ? (ro_str){raw.p + 1, raw.n - 2} : RO_STR("");
}

/* A value that says nothing: null, true, "", {}. */
static bool is_nothing(ro_str raw) {
    return raw.n == 0 || raw.p[0] == 'n' || raw.p[0] == 't' || raw.p[0] == 'f' ||
           (is_kind(raw, '"') && ro_str_trim(inside_marks(raw)).n == 0);
}

/* The member of an object that is its value, {"rendered": "…"}; other values are their
 * own. */
static ro_str resolve(const ro_reader *reader, ro_str raw) {
    for (int depth = 0; depth < DEEPEST && is_kind(raw, '{'); depth++) {
        ro_str key, value, best = RO_STR("");
        uint32_t best_rank = RO_NONE;
        for (size_t at = 0; ro_json_next(raw, &at, &key, &value);) {
            uint32_t rank = ro_lexicon_find(&reader->rules->value_names, inside_marks(key));
            if (rank >= best_rank || is_nothing(value)) continue;
            best = value;
            best_rank = rank;
        }
        raw = best;
    }
    return raw;
}

/* Lists are of strings, but for those of authors. */
static bool is_list_of_objects(ro_str raw) {
    size_t at = 0;
    ro_str key, value;
    return is_kind(raw, '[') && ro_json_next(raw, &at, &key, &value) && !is_kind(value, '"');
}

static void consider(const ro_reader *reader, ro_json_values *values, ro_field_kind kind,
                     uint32_t rank, ro_str raw) {
    raw = resolve(reader, raw);
    if (is_nothing(raw) || (kind != RO_FIELD_AUTHORS && is_list_of_objects(raw))) return;
    bool number = !is_kind(raw, '"') && !is_kind(raw, '[');
    bool counts = kind == RO_FIELD_ID || kind == RO_FIELD_PUBLISHED || kind == RO_FIELD_MODIFIED;
    if ((number && !counts) || (values->raw[kind].n && values->rank[kind] <= rank)) return;
    values->raw[kind] = raw;
    values->rank[kind] = rank;
}

/* An object that is walked: its members count as the record's own, or only under the
 * path that the caller named. */
typedef struct level {
    ro_str object;
    size_t at;
    size_t path; /* length of the path to its members */
    bool own;
} level;

static bool names_paths(const ro_reader *reader) {
    for (size_t i = 0; i < reader->options.field_count; i++)
        if (strchr(reader->options.fields[i].name, '.')) return true;
    return false;
}

/* Look a member up: by its path among the caller's names, by its own name else. */
static ro_field_kind look_up(const ro_reader *reader, const level *in, ro_str path, ro_str name,
                             uint32_t *rank) {
    ro_field_kind kind = RO_FIELD_COUNT;
    if (path.n != name.n) {
        kind = ro_field_named(reader, path, rank);
        if (kind < RO_FIELD_COUNT && *rank < reader->options.field_count) return kind;
        kind = RO_FIELD_COUNT;
    }
    return in->own ? ro_field_named(reader, name, rank) : kind;
}

void ro_json_find_fields(const ro_reader *reader, ro_str object, ro_json_values *values) {
    level stack[DEEPEST] = {{.object = object, .own = true}};
    char path[LONGEST_PATH];
    bool paths = names_paths(reader);
    *values = (ro_json_values){0};
    for (size_t depth = 1; depth;) {
        level *in = &stack[depth - 1];
        ro_str key, value;
        if (!ro_json_next(in->object, &in->at, &key, &value)) {
            depth--;
            continue;
        }
        ro_str name = inside_marks(key);
        if (name.n == 0 || in->path + name.n + 1 > LONGEST_PATH) continue;
        memcpy(path + in->path, name.p, name.n);
        size_t length = in->path + name.n;
        uint32_t rank = 0;
        ro_field_kind kind = look_up(reader, in, (ro_str){path, length}, name, &rank);
        bool wraps = kind == RO_FIELD_WRAPPER;
        if (kind < RO_FIELD_COUNT) consider(reader, values, kind, rank, value);
        if (!is_kind(value, '{') || depth == DEEPEST || !(wraps || paths)) continue;
        path[length] = '.';
        stack[depth++] = (level){.object = value, .path = length + 1, .own = wraps};
    }
}

static bool has_article(const ro_json_values *values) {
    static const ro_field_kind kinds[] = {RO_FIELD_TEXT, RO_FIELD_HTML, RO_FIELD_CONTENT,
                                          RO_FIELD_SUMMARY, RO_FIELD_TITLE};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (values->raw[kinds[i]].n) return true;
    return false;
}

bool ro_json_is_article(const ro_reader *reader, ro_str object) {
    /* Source: schema.org/CreativeWork: NewsArticle, LiveBlogPosting, Report and kin. */
    static const char *const types[] = {"Article", "Posting", "Report"};
    ro_str type = ro_json_find_member(object, "@type");
    if (type.n)
        for (size_t i = 0; i < sizeof types / sizeof *types; i++)
            if (ro_str_find(type, ro_str_of(types[i])) != SIZE_MAX) return true;
    ro_json_values values;
    ro_json_find_fields(reader, object, &values);
    return type.n == 0 && has_article(&values);
}

/* Whether a list begins with articles, or with one that JSON-LD says to be one. */
static bool is_list_of_articles(const ro_reader *reader, ro_str list) {
    ro_str key, value;
    for (size_t at = 0; ro_json_next(list, &at, &key, &value);) {
        if (!is_kind(value, '{')) return false;
        if (ro_json_is_article(reader, value)) return true;
        if (ro_json_find_member(value, "@type").n == 0) return false;
    }
    return false;
}

bool ro_json_find_list(const ro_reader *reader, ro_str object, ro_str *list) {
    ro_json_values own;
    level stack[DEEPEST] = {{.object = object}};
    ro_json_find_fields(reader, object, &own);
    if (own.raw[RO_FIELD_TEXT].n || own.raw[RO_FIELD_HTML].n || own.raw[RO_FIELD_CONTENT].n)
        return false;
    bool titled = own.raw[RO_FIELD_TITLE].n > 0;
    for (size_t depth = 1; depth;) {
        level *in = &stack[depth - 1];
        ro_str key, value;
        if (!ro_json_next(in->object, &in->at, &key, &value)) {
            depth--;
            continue;
        }
        bool named = ro_lexicon_find(&reader->rules->list_names, inside_marks(key)) != RO_NONE;
        if (is_kind(value, '[') && (named || !titled) && is_list_of_articles(reader, value)) {
            *list = value;
            return true;
        }
        if (is_kind(value, '{') && depth < DEEPEST) stack[depth++] = (level){.object = value};
    }
    return false;
}

/* Decode a string, or take a number as it is written. */
static bool decode_one(ro_record *record, ro_str whole, ro_str raw, ro_str *text, ro_map *map) {
    uint64_t offset = (uint64_t)(raw.p - whole.p);
    if (is_kind(raw, '"')) return ro_json_decode_string(&record->scratch, raw, offset, text, map);
    *text = raw;
    return ro_map_add(&record->scratch, map, (ro_map_run){0, (uint32_t)raw.n, offset, raw.n});
}

/* The strings of a list as paragraphs of one text. */
static bool decode_list(ro_record *record, ro_str whole, ro_str list, ro_str *text, ro_map *map) {
    char *out = ro_arena_alloc(&record->scratch, list.n + 1);
    if (!out) return false;
    size_t n = 0;
    ro_str key, value;
    for (size_t at = 0; ro_json_next(list, &at, &key, &value);) {
        ro_str one;
        ro_map inner = {0};
        if (!is_kind(value, '"')) continue;
        if (!decode_one(record, whole, value, &one, &inner)) return false;
        for (uint32_t i = 0; i < inner.count; i++) {
            ro_map_run run = inner.items[i];
            run.text += (uint32_t)n;
            if (!ro_map_add(&record->scratch, map, run)) return false;
        }
        memcpy(out + n, one.p, one.n);
        n += one.n;
        out[n++] = '\n';
    }
    *text = (ro_str){out, n};
    return true;
}

static bool decode_author(const ro_reader *reader, ro_record *record, ro_str whole, ro_str raw,
                          ro_fields *fields) {
    ro_str name;
    ro_map map = {0};
    raw = resolve(reader, raw);
    if (!is_kind(raw, '"')) return true;
    return decode_one(record, whole, raw, &name, &map) &&
           RO_APPEND(&record->scratch, &fields->authors, name);
}

static bool decode_authors(const ro_reader *reader, ro_record *record, ro_str whole, ro_str raw,
                           ro_fields *fields) {
    if (!is_kind(raw, '[')) return decode_author(reader, record, whole, raw, fields);
    ro_str key, value;
    for (size_t at = 0; ro_json_next(raw, &at, &key, &value);)
        if (!decode_author(reader, record, whole, value, fields)) return false;
    return true;
}

bool ro_json_decode_fields(const ro_reader *reader, ro_record *record, ro_str whole,
                           const ro_json_values *values, ro_fields *fields) {
    for (int kind = 0; kind < RO_FIELD_COUNT; kind++) {
        ro_str raw = values->raw[kind];
        struct ro_field_value *value = &fields->values[kind];
        bool good = true;
        if (raw.n == 0) continue;
        if (kind == RO_FIELD_AUTHORS)
            good = decode_authors(reader, record, whole, raw, fields);
        else if (is_kind(raw, '['))
            good = decode_list(record, whole, raw, &value->text, &value->map);
        else
            good = decode_one(record, whole, raw, &value->text, &value->map);
        if (!good) return false;
    }
    return true;
}
