/* SPDX-License-Identifier: Apache-2.0 */
/* A standing line of an outlet as one line of JSON. */
#include "base/error.h"
#include "base/json.h"

const char *ro_line_verdict_name(ro_line_verdict verdict) {
    switch (verdict) {
    case RO_LINE_LEARNED: return "learned";
    case RO_LINE_LEFT_OUT: return "left_out";
    case RO_LINE_KEPT: return "kept";
    }
    return "";
}

ro_status ro_standing_line_write(const ro_standing_line *line, ro_write_fn write, void *context,
                                 ro_error *error) {
    ro_json json;
    RO_ENTER(error, line && write);
    ro_json_begin(&json, write, context, false);
    ro_json_object(&json);
    ro_json_key(&json, "outlet");
    ro_json_string(&json, line->outlet);
    ro_json_key(&json, "verdict");
    ro_json_string(&json, ro_line_verdict_name(line->verdict));
    ro_json_key(&json, "articles");
    ro_json_uint(&json, line->articles);
    ro_json_key(&json, "text");
    ro_json_string(&json, line->text);
    ro_json_object_end(&json);
    ro_json_newline(&json);
    return ro_json_end(&json, error);
}
