/* SPDX-License-Identifier: Apache-2.0 */
/* Source: IPTC, News in JSON 1.4 and 2.1. What version 1 has as one member, version 2
 * has as a list of objects with roles; of a list the first counts that has a value. */
#include "read/wire/ninjs.h"

#include "base/error.h"
#include "read/records/json_fields.h"
#include "read/wire/wire.h"

static const struct {
    const char *list, *name; /* list NULL: a member of the item itself */
    ro_wire_fact fact;
} members[] = {
    {NULL, "uri", RO_WIRE_ID},
    {NULL, "guid", RO_WIRE_ID},
    {NULL, "version", RO_WIRE_VERSION},
    {NULL, "pubstatus", RO_WIRE_STATUS},
    {NULL, "headline", RO_WIRE_TITLE},
    {"headlines", "value", RO_WIRE_TITLE},
    {NULL, "title", RO_WIRE_TITLE},
    {NULL, "byline", RO_WIRE_BYLINE},
    {"bylines", "byline", RO_WIRE_BYLINE},
    {"authors", "name", RO_WIRE_BYLINE},
    {NULL, "provider", RO_WIRE_AGENCY},
    {NULL, "source", RO_WIRE_AGENCY},
    {"infosources", "name", RO_WIRE_CREDIT},
    {NULL, "copyrightholder", RO_WIRE_CREDIT},
    {NULL, "language", RO_WIRE_LANGUAGE},
    {NULL, "embargoed", RO_WIRE_RELEASED},
    {NULL, "firstcreated", RO_WIRE_FIRST},
    {NULL, "contentcreated", RO_WIRE_CREATED},
    {NULL, "versioncreated", RO_WIRE_CHANGED},
};

bool ro_is_ninjs(const json_t *object) {
    static const char *const marks[] = {"versioncreated", "pubstatus",  "bodies",  "body_text",
                                        "body_html",      "body_xhtml", "bylines", "headlines"};
    bool marked = false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        marked = marked || json_object_get(object, marks[i]);
    bool named = json_is_string(json_object_get(object, "uri")) ||
                 json_is_string(json_object_get(object, "guid"));
    return marked && named && !json_object_get(object, "text") && !json_object_get(object, "html");
}

static void take(const ro_read_rules *rules, ro_record *record, ro_wire_facts *facts,
                 ro_wire_fact fact, const json_t *value) {
    if (json_is_integer(value))
        ro_wire_take(rules, record, facts, fact,
                     ro_str_of(ro_arena_printf(&record->scratch, "%lld",
                                               (long long)json_integer_value(value))));
    if (json_is_string(value))
        ro_wire_take(rules, record, facts, fact,
                     (ro_str){json_string_value(value), json_string_length(value)});
}

static void take_facts(const ro_read_rules *rules, ro_record *record, const json_t *object,
                       ro_wire_facts *facts) {
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        const json_t *list = members[i].list ? json_object_get(object, members[i].list) : NULL;
        if (!members[i].list)
            take(rules, record, facts, members[i].fact, json_object_get(object, members[i].name));
        for (size_t k = 0; k < json_array_size(list); k++)
            take(rules, record, facts, members[i].fact,
                 json_object_get(json_array_get(list, k), members[i].name));
    }
    ro_wire_state(rules, record, facts, "ninjs");
}

/* The value of the first element of a list whose content type holds @p type. */
static ro_str find_in_list(ro_str list, const char *type) {
    for (size_t at = 1, start; at < list.n;) {
        size_t end = ro_json_value_end(list, at, &start);
        if (end == SIZE_MAX || list.p[start] != '{') break;
        ro_str element = {list.p + start, end - start};
        ro_str is = ro_json_find_member(element, "contenttype");
        if (ro_str_find(is, ro_str_of(type)) != SIZE_MAX)
            return ro_json_find_member(element, "value");
        at = end;
        while (at < list.n && (list.p[at] == ',' || ro_is_space((unsigned char)list.p[at]))) at++;
    }
    return RO_STR("");
}

static bool is_text(ro_str raw) {
    return raw.n > 2 && raw.p[0] == '"';
}

/* The body as it stands in the bytes: a page before plain text. */
static ro_str find_body(ro_str bytes, bool *page) {
    static const char *const pages[] = {"body_html", "body_xhtml", "body_html5"};
    ro_str list = ro_json_find_member(bytes, "bodies"), found = find_in_list(list, "html");
    for (size_t i = 0; i < sizeof pages / sizeof *pages && !is_text(found); i++)
        found = ro_json_find_member(bytes, pages[i]);
    *page = is_text(found);
    if (!is_text(found)) found = find_in_list(list, "plain");
    if (!is_text(found)) found = ro_json_find_member(bytes, "body_text");
    return found;
}

/* A note to editors stands beside the text: it becomes a part of its own. */
static bool add_note(const ro_read_rules *rules, ro_record *record, ro_str bytes) {
    ro_str raw = ro_json_find_member(bytes, "ednote"), note;
    ro_map map = {0};
    if (!is_text(raw)) return true;
    return ro_json_decode_string(&record->scratch, raw, (uint64_t)(raw.p - bytes.p), &note, &map) &&
           ro_record_add_part(record, ro_wire_note_role(rules, note), note, &map);
}

ro_status ro_read_ninjs(ro_reader *reader, ro_record *record, const json_t *object, ro_str bytes,
                        ro_error *error) {
    ro_str content;
    ro_map map = {0};
    bool page;
    record->article->meta.format = "ninjs";
    ro_wire_facts facts = {0};
    take_facts(reader->rules, record, object, &facts);
    ro_str raw = find_body(bytes, &page);
    if (!is_text(raw))
        return ro_fail(error, RO_ERR_INPUT, record->article->meta.input_offset,
                       "an item without text");
    if (!ro_json_decode_string(&record->scratch, raw, (uint64_t)(raw.p - bytes.p), &content, &map))
        return ro_fail_nomem(error);
    ro_status status = page ? ro_read_page(reader, record, content, &map, error)
                            : ro_read_plain(reader, record, content, &map, error);
    if (status == RO_OK && !add_note(reader->rules, record, bytes)) return ro_fail_nomem(error);
    return status == RO_OK ? ro_wire_warn(record, &facts, error) : status;
}
