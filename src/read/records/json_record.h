/* SPDX-License-Identifier: Apache-2.0 */
/** Articles in the objects of JSON, whatever an export calls its members. */
#ifndef RO_READ_RECORDS_JSON_RECORD_H
#define RO_READ_RECORDS_JSON_RECORD_H

#include "read/records/fields.h"

/** The raw values that an object gives for each field; empty where it has none. */
typedef struct ro_json_values {
    ro_str raw[RO_FIELD_COUNT];
    uint32_t rank[RO_FIELD_COUNT];
} ro_json_values;

/** Find the fields of @p object: of its members, of objects that wrap them, and under
 *  the paths that the caller named. */
void ro_json_find_fields(const ro_reader *reader, ro_str object, ro_json_values *values);

/** Whether an object holds an article, or its title or summary. JSON-LD says what it is;
 *  another object is one where it has the members. */
bool ro_json_is_article(const ro_reader *reader, ro_str object);

/** Find the list of articles in @p object, an export as a whole or a JSON Feed. */
bool ro_json_find_list(const ro_reader *reader, ro_str object, ro_str *list);

/** Decode the values; their maps count from the start of @p whole, which holds them all.
 *  False: no memory. */
bool ro_json_decode_fields(const ro_reader *reader, ro_record *record, ro_str whole,
                           const ro_json_values *values, ro_fields *fields);

#endif
