/* SPDX-License-Identifier: Apache-2.0 */
#include "tell/members.h"

const char *ro_precision_name(ro_precision precision) {
    static const char *const names[] = {NULL, "year", "month", "day", "minute", "second"};
    return (size_t)precision < sizeof names / sizeof *names ? names[precision] : NULL;
}

void ro_json_member(ro_json *json, const char *key, const char *value) {
    ro_json_key(json, key);
    ro_json_string(json, value);
}

bool ro_json_flat(ro_json *json) {
    bool was_pretty = json->pretty;
    json->pretty = false;
    return was_pretty;
}

void ro_json_flat_end(ro_json *json, bool was_pretty) {
    json->pretty = was_pretty;
}

void ro_json_place(ro_json *json, const ro_offsets *offsets, ro_span span) {
    ro_json_key(json, "start");
    ro_json_uint(json, ro_offsets_at(offsets, span.start));
    ro_json_key(json, "end");
    ro_json_uint(json, ro_offsets_at(offsets, span.end));
}

void ro_json_pair(ro_json *json, const ro_offsets *offsets, ro_span span) {
    if (ro_span_empty(span)) {
        ro_json_null(json);
        return;
    }
    ro_json_array(json);
    bool pretty = ro_json_flat(json);
    ro_json_uint(json, ro_offsets_at(offsets, span.start));
    ro_json_uint(json, ro_offsets_at(offsets, span.end));
    ro_json_array_end(json);
    ro_json_flat_end(json, pretty);
}

static void strings(ro_json *json, const char *key, const char *const *items, uint32_t count) {
    ro_json_key(json, key);
    ro_json_array(json);
    for (uint32_t i = 0; i < count; i++) ro_json_string(json, items[i]);
    ro_json_array_end(json);
}

static void stamp(ro_json *json, const char *key, const ro_stamp *value) {
    char text[32];
    ro_json_key(json, key);
    if (value->date.precision == RO_PRECISION_NONE) {
        ro_json_null(json);
        return;
    }
    ro_json_object(json);
    ro_json_member(json, "value", ro_date_format(&value->date, text));
    ro_json_member(json, "precision", ro_precision_name(value->date.precision));
    ro_json_member(json, "from", value->from);
    ro_json_object_end(json);
}

void ro_json_metadata(ro_json *json, const ro_metadata *meta, const char *id) {
    ro_json_member(json, "id", id);
    ro_json_key(json, "source");
    ro_json_object(json);
    ro_json_member(json, "path", meta->input_path);
    ro_json_key(json, "record");
    ro_json_uint(json, meta->record);
    ro_json_member(json, "format", meta->format);
    ro_json_member(json, "sha256", meta->sha256[0] ? meta->sha256 : NULL);
    ro_json_key(json, "bytes");
    ro_json_uint(json, meta->input_bytes);
    ro_json_object_end(json);
    ro_json_member(json, "url", meta->url);
    ro_json_member(json, "outlet", meta->outlet);
    ro_json_member(json, "title", meta->title);
    strings(json, "authors", meta->authors, meta->author_count);
    if (meta->byline_count) strings(json, "byline", meta->byline, meta->byline_count);
    strings(json, "agencies", meta->agencies, meta->agency_count);
    strings(json, "sources", meta->credited, meta->credited_count);
    stamp(json, "published", &meta->published);
    if (meta->published_as) ro_json_member(json, "published_as", meta->published_as);
    stamp(json, "modified", &meta->modified);
    ro_json_member(json, "language", meta->language);
    if (meta->other_title) ro_json_member(json, "other_title", meta->other_title);
    if (meta->section) ro_json_member(json, "section", meta->section);
    if (meta->version) {
        ro_json_key(json, "version");
        ro_json_uint(json, meta->version);
    }
    if (meta->description) ro_json_member(json, "description", meta->description);
    if (meta->cut_short) {
        ro_json_key(json, "cut_short");
        ro_json_bool(json, true);
    }
}
