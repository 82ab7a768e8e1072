/* SPDX-License-Identifier: Apache-2.0 */
/** Where in the bytes of a JSON object its strings stand: what jansson does not say. */
#ifndef RO_READ_RECORDS_JSON_FIELDS_H
#define RO_READ_RECORDS_JSON_FIELDS_H

#include "read/bytes/decode.h"

/** Offset behind the JSON value that begins at @p at of @p s (white space before it
 *  is skipped; *start receives where it begins); SIZE_MAX where it has no end. Looks
 *  at brackets and strings only. */
size_t ro_json_value_end(ro_str s, size_t at, size_t *start);

/**
 * Give the next member of an object or element of a list, from *@p at on (0 to begin).
 * @param key    the name with its marks, empty in a list.
 * @param value  the raw value, without white space; of an object or list that has no end
 *               all that is there.
 * @return false at the end, and where the bytes are no JSON.
 */
bool ro_json_next(ro_str outer, size_t *at, ro_str *key, ro_str *value);

/** Find member @p key of the object @p object: its raw value, empty where absent. */
ro_str ro_json_find_member(ro_str object, const char *key);

/** Decode the string @p raw, with its quotation marks, that begins at @p offset of the
 *  record: its text in the arena and the map to the record. False: no memory. */
bool ro_json_decode_string(ro_arena *arena, ro_str raw, uint64_t offset, ro_str *text, ro_map *map);

#endif
