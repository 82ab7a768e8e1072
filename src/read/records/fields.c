/* SPDX-License-Identifier: Apache-2.0 */
#include "read/records/fields.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "read/bytes/references.h"
#include "read/parts/titles.h"

enum { LONGEST_NAME = 64 }; /* bytes of a field's name: names are words; a longer key is a text */

/* Caller's names are surer than any of the table. */
enum { USUAL_RANK = 0x10000 };

static const char *const kind_names[RO_FIELD_COUNT] = {
    "id",       "url",     "title", "outlet", "language", "published",
    "modified", "authors", "text",  "html",   "content",  "summary"};

ro_field_kind ro_field_kind_of(ro_str name) {
    int kind = 0;
    while (kind < RO_FIELD_COUNT && !ro_str_eq(name, ro_str_of(kind_names[kind]))) kind++;
    return (ro_field_kind)kind;
}

/* "dc:creator", "Date_Published" and "date published" as the table has them; a byte that was
 * no character is no letter of a name. */
static ro_str squeeze_name(ro_str name, char out[LONGEST_NAME]) {
    size_t n = 0;
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        if (name.n - i >= 3 && memcmp(name.p + i, "\xEF\xBF\xBD", 3) == 0) {
            i += 2;
        } else if (c == ':') {
            n = 0;
        } else if (!strchr("_-. ", c) || c == '\0') {
            if (n == LONGEST_NAME) return RO_STR("");
            out[n++] = c;
        }
    }
    return (ro_str){out, n};
}

ro_field_kind ro_field_named(const ro_reader *reader, ro_str name, uint32_t *rank) {
    char squeezed[LONGEST_NAME];
    for (size_t i = 0; i < reader->options.field_count; i++) {
        const ro_field_name *own = &reader->options.fields[i];
        if (!ro_str_eq(name, ro_str_of(own->name))) continue;
        if (rank) *rank = (uint32_t)i;
        return ro_field_kind_of(ro_str_of(own->field));
    }
    name = ro_str_trim(name);
    if (name.n == 0 || name.n > LONGEST_NAME) return RO_FIELD_COUNT;
    uint32_t found = ro_lexicon_find(&reader->rules->field_names, name);
    if (found == RO_NONE)
        found = ro_lexicon_find(&reader->rules->field_names, squeeze_name(name, squeezed));
    if (found == RO_NONE) return RO_FIELD_COUNT;
    if (rank) *rank = USUAL_RANK + RO_FIELD_NAME_RANK(found);
    return RO_FIELD_NAME_KIND(found);
}

void ro_set_day_order(ro_reader *reader, const ro_day_votes *votes) {
    if (reader->options.day_order == RO_DAY_ORDER_OPEN)
        reader->options.day_order = ro_day_order_of(votes);
}

/* Whether a stamp is set now, from any form of a date. */
static bool set_date(ro_reader *reader, ro_stamp *stamp, ro_str value, const char *from) {
    ro_date date;
    if (!stamp->from && ro_read_date_field(reader->rules, value, reader->options.day_order, &date))
        *stamp = (ro_stamp){date, from};
    return stamp->from != NULL;
}

void ro_field_published(ro_reader *reader, ro_record *record, ro_str value, const char *from) {
    ro_metadata *meta = &record->article->meta;
    if (!set_date(reader, &meta->published, value, from))
        ro_record_set(record, &meta->published_as, value);
}

void ro_field_modified(ro_reader *reader, ro_record *record, ro_str value, const char *from) {
    set_date(reader, &record->article->meta.modified, value, from);
}

/* A field that is a line of text: references of HTML mean characters there, and it is markup
 * where it holds the end of an element. */
static ro_str line_of(const ro_reader *reader, ro_record *record, ro_str value) {
    bool markup = ro_str_find(value, RO_STR("</")) != SIZE_MAX;
    return ro_title_line(reader->rules, &record->scratch, value,
                         markup ? RO_TITLE_UNKNOWN : RO_TITLE_PLAIN);
}

static bool is_address(ro_str value) {
    value = ro_str_trim(value);
    return ro_str_starts(value, RO_STR("http://")) || ro_str_starts(value, RO_STR("https://"));
}

void ro_fields_state(ro_reader *reader, ro_record *record, const ro_fields *fields) {
    ro_metadata *meta = &record->article->meta;
    const struct ro_field_value *values = fields->values;
    ro_record_set(record, &meta->id, values[RO_FIELD_ID].text);
    ro_record_set(record, &meta->url, values[RO_FIELD_URL].text);
    ro_record_set(record, &meta->title, line_of(reader, record, values[RO_FIELD_TITLE].text));
    ro_str outlet = line_of(reader, record, values[RO_FIELD_OUTLET].text);
    /* Some call the address that an article was fetched from its source. */
    ro_record_set(record, is_address(outlet) ? &meta->url : &meta->outlet, outlet);
    ro_record_set(record, &meta->language, values[RO_FIELD_LANGUAGE].text);
    ro_field_published(reader, record, values[RO_FIELD_PUBLISHED].text, "field");
    ro_field_modified(reader, record, values[RO_FIELD_MODIFIED].text, "field");
    for (uint32_t i = 0; i < fields->authors.count; i++)
        ro_record_byline(reader->rules, record, line_of(reader, record, fields->authors.items[i]));
}

/* What stands for the content: the text; without one the summary or the title. */
static ro_field_kind choose_content(const ro_fields *fields) {
    static const ro_field_kind order[] = {RO_FIELD_TEXT, RO_FIELD_HTML, RO_FIELD_CONTENT,
                                          RO_FIELD_SUMMARY, RO_FIELD_TITLE};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (ro_str_trim(fields->values[order[i]].text).n) return order[i];
    return RO_FIELD_COUNT;
}

/* The length of a text without "… [+1234 chars]", where a service cut it off. Source:
 * newsapi.org/docs */
static size_t length_before_cut(ro_str s) {
    ro_str trimmed = ro_str_trim(s);
    if (!ro_str_ends(trimmed, RO_STR(" chars]"))) return s.n;
    const char *p = ro_str_end(trimmed) - 7;
    while (p > s.p && ro_is_digit((unsigned char)p[-1])) p--;
    return p - s.p >= 2 && p[-1] == '+' && p[-2] == '[' ? (size_t)(p - 2 - s.p) : s.n;
}

ro_status ro_fields_read(ro_reader *reader, ro_record *record, const ro_fields *fields,
                         ro_error *error) {
    ro_field_kind kind = choose_content(fields);
    if (kind == RO_FIELD_COUNT)
        return ro_fail(error, RO_ERR_INPUT, 0, "has neither text nor title");
    ro_fields_state(reader, record, fields);
    reader->textless += kind == RO_FIELD_SUMMARY || kind == RO_FIELD_TITLE;
    const struct ro_field_value *value = &fields->values[kind];
    ro_str content = {value->text.p, length_before_cut(value->text)};
    /* What is named text is plain, whatever it holds. */
    bool either = kind == RO_FIELD_CONTENT || kind == RO_FIELD_SUMMARY;
    bool page = kind == RO_FIELD_HTML || (either && ro_looks_like_html(content)) ||
                (kind == RO_FIELD_TITLE && ro_has_reference(content));
    return page ? ro_read_page(reader, record, content, &value->map, error)
                : ro_read_plain(reader, record, content, &value->map, error);
}

void ro_fields_note(ro_reader *reader) {
    if (!reader->textless || reader->note.size) return;
    ro_buffer_printf(&reader->note,
                     "%" PRIu32 " of %" PRIu32 " records %s no text: summary or title is read",
                     reader->textless, reader->record - reader->options.first_record,
                     reader->textless == 1 ? "has" : "have");
}
