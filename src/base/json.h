/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Write JSON as it comes, without a tree.
 *
 * Commas, quotes and indents are the writer's business; nesting is the caller's.
 * An error of the sink is kept, and everything after it is dropped.
 */
#ifndef RO_BASE_JSON_H
#define RO_BASE_JSON_H

#include "base/buffer.h"

typedef struct ro_json {
    ro_buffer out; /* pending bytes */
    ro_write_fn write;
    void *context;
    int error;   /* errno of the sink, sticky */
    bool pretty; /* two-space indents; else one line */
    bool after_key;
    bool first;
    unsigned depth;
} ro_json;

void ro_json_begin(ro_json *json, ro_write_fn write, void *context, bool pretty);
/** Flush and free; RO_OK, RO_ERR_IO or RO_ERR_NOMEM. */
ro_status ro_json_end(ro_json *json, ro_error *error);

void ro_json_object(ro_json *json);
void ro_json_object_end(ro_json *json);
void ro_json_array(ro_json *json);
void ro_json_array_end(ro_json *json);
void ro_json_key(ro_json *json, const char *key);
/** NULL gives null. Bytes that are not UTF-8 give U+FFFD. */
void ro_json_string(ro_json *json, const char *value);
void ro_json_str(ro_json *json, ro_str value);
void ro_json_uint(ro_json *json, uint64_t value);
void ro_json_int(ro_json *json, int64_t value);
/** The shortest decimal that reads back as the same number; null for NaN. */
void ro_json_number(ro_json *json, double value);
void ro_json_bool(ro_json *json, bool value);
void ro_json_null(ro_json *json);
/** End a line between values at the top level (JSON Lines). */
void ro_json_newline(ro_json *json);

#endif
