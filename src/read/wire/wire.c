/* SPDX-License-Identifier: Apache-2.0 */
#include "read/wire/wire.h"

#include "base/error.h"
#include "read/parts/credits.h"

/* "MARA O'NEILL" to "Mara O'Neill": agencies set bylines in capitals. Shorter words are
 * initials. */
static ro_str without_capitals(ro_arena *arena, ro_str byline) {
    char *out = ro_arena_copy(arena, byline.p, byline.n);
    for (size_t at = 0; out && at < byline.n;) {
        size_t end = at;
        while (end < byline.n && ro_is_upper((unsigned char)out[end])) end++;
        bool whole = (at == 0 || !ro_is_alpha((unsigned char)out[at - 1])) &&
                     (end == byline.n || !ro_is_alpha((unsigned char)out[end]));
        for (size_t i = at + 1; whole && end - at >= 3 && i < end; i++) out[i] = ro_lower(out[i]);
        at = end + 1;
    }
    return out ? (ro_str){out, byline.n} : byline;
}

/* "reuters.com": the agency whose name a provider's domain begins with, or NULL. */
static const char *agency_of_domain(const ro_read_rules *rules, ro_str name) {
    const char *dot = memchr(name.p, '.', name.n);
    bool domain = dot && dot + 1 < ro_str_end(name) && !memchr(name.p, ' ', name.n);
    return domain ? ro_agency(rules, (ro_str){name.p, (size_t)(dot - name.p)}) : NULL;
}

void ro_wire_take(const ro_read_rules *rules, ro_record *record, ro_wire_facts *facts,
                  ro_wire_fact fact, ro_str value) {
    value = ro_str_trim(value);
    if (value.n == 0) return;
    if (fact == RO_WIRE_BYLINE) {
        ro_record_byline(rules, record, without_capitals(&record->scratch, value));
    } else if (fact == RO_WIRE_CREDIT) {
        ro_record_credit(rules, record, value);
    } else if (fact == RO_WIRE_AGENCY) {
        const char *known = ro_agency(rules, value);
        if (!known) known = agency_of_domain(rules, value);
        /* A provider has a full name and short ones: of unknown names the first counts. */
        if (known || record->agencies.count == 0)
            ro_record_name(record, &record->agencies, known ? ro_str_of(known) : value);
    } else if (facts->value[fact].n == 0) {
        facts->value[fact] = value;
    }
}

/* ISO 8601 without marks, as NITF and NewsML 1 have it: "20230619T083000Z". */
static ro_str with_marks(ro_str date, char out[32]) {
    static const char form[] = "dddd-dd-ddTdd:dd:dd";
    if (date.n < 15 || date.n > 24 || date.p[8] != 'T') return date;
    size_t from = 0, n = 0;
    for (const char *f = form; *f; f++) {
        bool mark = *f == '-' || *f == ':';
        if (!mark && *f == 'd' && !ro_is_digit((unsigned char)date.p[from])) return date;
        out[n++] = mark ? *f : date.p[from++];
    }
    while (from < date.n) out[n++] = date.p[from++];
    return (ro_str){out, n};
}

static void set_date(const ro_read_rules *rules, ro_stamp *stamp, ro_str value, const char *from) {
    char marked[32];
    ro_record_date(rules, stamp, with_marks(value, marked), from);
}

void ro_wire_state(const ro_read_rules *rules, ro_record *record, const ro_wire_facts *facts,
                   const char *from) {
    ro_metadata *meta = &record->article->meta;
    ro_record_set(record, &meta->id, facts->value[RO_WIRE_ID]);
    ro_record_set(record, &meta->title, facts->value[RO_WIRE_TITLE]);
    ro_record_set(record, &meta->outlet, facts->value[RO_WIRE_OUTLET]);
    ro_record_set(record, &meta->language, facts->value[RO_WIRE_LANGUAGE]);
    ro_str version = facts->value[RO_WIRE_VERSION];
    for (size_t i = 0; i < version.n && i < 9 && ro_is_digit((unsigned char)version.p[i]); i++)
        meta->version = meta->version * 10 + (uint32_t)(version.p[i] - '0');
    static const ro_wire_fact dates[] = {RO_WIRE_RELEASED, RO_WIRE_FIRST, RO_WIRE_CREATED,
                                         RO_WIRE_ISSUED, RO_WIRE_CHANGED};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        set_date(rules, &meta->published, facts->value[dates[i]], from);
    set_date(rules, &meta->modified, facts->value[RO_WIRE_CHANGED], from);
}

ro_status ro_wire_warn(const ro_record *record, const ro_wire_facts *facts, ro_error *error) {
    ro_str status = facts->value[RO_WIRE_STATUS];
    const char *colon = status.n ? memchr(status.p, ':', status.n) : NULL; /* "stat:canceled" */
    if (colon) status = (ro_str){colon + 1, (size_t)(ro_str_end(status) - colon) - 1};
    if (status.n == 0 || status.n > 40 || ro_str_same(status, RO_STR("usable"))) return RO_OK;
    return ro_fail(error, RO_WARN, record->article->meta.input_offset,
                   "its agency says that it is not to be used: %.*s", (int)status.n, status.p);
}

ro_part_role ro_wire_note_role(const ro_read_rules *rules, ro_str note) {
    for (size_t at = 0; at < note.n;) {
        size_t end = at;
        while (end < note.n && ro_is_alpha((unsigned char)note.p[end])) end++;
        ro_str word = {note.p + at, end - at};
        if (word.n && ro_lexicon_find(&rules->version_words, word) != RO_NONE)
            return RO_PART_UPDATE_NOTE;
        at = end + 1;
    }
    return RO_PART_OTHER;
}
