/* SPDX-License-Identifier: Apache-2.0 */
/** The fields of records that name them: JSON, CSV, front matter. */
#ifndef RO_READ_RECORDS_FIELDS_H
#define RO_READ_RECORDS_FIELDS_H

#include "read/format.h"
#include "read/parts/dates.h"

/** Read the members of one record into these, then give them to ro_fields_read. */
typedef struct ro_fields {
    struct ro_field_value {
        ro_str text;   /* as characters: escapes are undone; empty: not there */
        ro_map map;    /* from text to the record; empty: the same bytes */
        uint32_t rank; /* smaller is surer; of the name that it stood under */
    } values[RO_FIELD_COUNT];
    RO_ARRAY(ro_str) authors; /* each a name or a byline */
} ro_fields;

/**
 * What the field @p name holds: the caller's own names come first, then those of
 * data/all/field_names.tsv.
 * @param rank  receives how sure the name is, smaller is surer; may be NULL.
 * @return RO_FIELD_COUNT where the name says nothing.
 */
ro_field_kind ro_field_named(const ro_reader *reader, ro_str name, uint32_t *rank);

/** Whether a value under a name of rank @p rank goes before the one that is there. */
static inline bool ro_field_is_better(const struct ro_field_value *there, uint32_t rank) {
    return there->text.n == 0 || rank < there->rank;
}

/** Set the facts of the record. */
void ro_fields_state(ro_reader *reader, ro_record *record, const ro_fields *fields);

/** Set the facts of the record and read its content: text, html or content, else the
 *  summary or the title alone, which the reader's note will tell. */
ro_status ro_fields_read(ro_reader *reader, ro_record *record, const ro_fields *fields,
                         ro_error *error);

/** Write into the note of @p reader how many records had no text. */
void ro_fields_note(ro_reader *reader);

/** Keep what the dates of an input say of their order, unless the caller said it. */
void ro_set_day_order(ro_reader *reader, const ro_day_votes *votes);

/** Set the publication date; where @p value is none that is understood, keep it as it is
 *  written. Counts of seconds or milliseconds since 1970 and "20230619T083000Z" too. */
void ro_field_published(ro_reader *reader, ro_record *record, ro_str value, const char *from);

/** Set the date of the last change. */
void ro_field_modified(ro_reader *reader, ro_record *record, ro_str value, const char *from);

/** The field that @p name is in ro_field_name.field; RO_FIELD_COUNT: none. */
ro_field_kind ro_field_kind_of(ro_str name);

#endif
