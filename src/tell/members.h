/* SPDX-License-Identifier: Apache-2.0 */
/** Members of JSON objects that an article and an account share. */
#ifndef RO_TELL_MEMBERS_H
#define RO_TELL_MEMBERS_H

#include "article/article.h"
#include "base/json.h"
#include "tell/offsets.h"

/** The members `id` to `language`, of which @p id may stand for the article's own. */
void ro_json_metadata(ro_json *json, const ro_metadata *meta, const char *id);

/** `"key": value`, with null for NULL. */
void ro_json_member(ro_json *json, const char *key, const char *value);

/** Write what follows on one line, where the writer indents; give what this returns
 *  to ro_json_flat_end. */
bool ro_json_flat(ro_json *json);
void ro_json_flat_end(ro_json *json, bool was_pretty);

/** The members `start` and `end`. */
void ro_json_place(ro_json *json, const ro_offsets *offsets, ro_span span);

/** `[start, end]`; null for an empty span. */
void ro_json_pair(ro_json *json, const ro_offsets *offsets, ro_span span);

/** Name of a precision: "year" to "second"; NULL where nothing is known. */
const char *ro_precision_name(ro_precision precision);

#endif
