/* SPDX-License-Identifier: Apache-2.0 */
#include "base/json.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"

enum { FLUSH_AT = 64 * 1024 };

static void flush(ro_json *json) {
    if (!json->error && json->out.size)
        json->error = json->write(json->context, json->out.data, json->out.size);
    json->out.size = 0;
}

static void put(ro_json *json, const char *data, size_t size) {
    if (json->error) return;
    ro_buffer_add(&json->out, data, size);
    if (json->out.size >= FLUSH_AT) flush(json);
}

static void line(ro_json *json) {
    if (!json->pretty || json->depth == 0) return;
    put(json, "\n", 1);
    for (unsigned i = 0; i < json->depth; i++) put(json, "  ", 2);
}

/* What goes before any value or key. */
static void lead(ro_json *json) {
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (!json->first && json->depth) put(json, ",", 1);
    line(json);
    json->first = false;
}

static void open(ro_json *json, const char *bracket) {
    lead(json);
    put(json, bracket, 1);
    json->depth++;
    json->first = true;
}

static void close(ro_json *json, const char *bracket) {
    json->depth--;
    if (!json->first) {
        if (json->depth)
            line(json);
        else if (json->pretty)
            put(json, "\n", 1);
    }
    json->first = false;
    put(json, bracket, 1);
}

void ro_json_begin(ro_json *json, ro_write_fn write, void *context, bool pretty) {
    *json = (ro_json){.write = write, .context = context, .pretty = pretty, .first = true};
}

ro_status ro_json_end(ro_json *json, ro_error *error) {
    flush(json);
    bool failed = json->out.failed;
    int sys = json->error;
    ro_buffer_free(&json->out);
    if (sys) return ro_fail_io(error, sys, "cannot write");
    return failed ? ro_fail_nomem(error) : RO_OK;
}

void ro_json_object(ro_json *json) {
    open(json, "{");
}
void ro_json_object_end(ro_json *json) {
    close(json, "}");
}
void ro_json_array(ro_json *json) {
    open(json, "[");
}
void ro_json_array_end(ro_json *json) {
    close(json, "]");
}

static void quoted(ro_json *json, ro_str s) {
    put(json, "\"", 1);
    size_t from = 0;
    for (size_t i = 0; i < s.n;) {
        unsigned char c = (unsigned char)s.p[i];
        unsigned length = 1;
        char escape[8] = "";
        if (c == '"' || c == '\\')
            snprintf(escape, sizeof escape, "\\%c", c);
        else if (c == '\n')
            snprintf(escape, sizeof escape, "\\n");
        else if (c == '\t')
            snprintf(escape, sizeof escape, "\\t");
        else if (c < 0x20 || c == 0x7F)
            snprintf(escape, sizeof escape, "\\u%04x", c);
        else if (c >= 0x80 && ro_utf8_decode(s.p + i, ro_str_end(s), &length) == 0xFFFD &&
                 length == 1)
            snprintf(escape, sizeof escape, "\xEF\xBF\xBD");
        if (escape[0]) {
            put(json, s.p + from, i - from);
            put(json, escape, strlen(escape));
            from = i + length;
        }
        i += length;
    }
    put(json, s.p + from, s.n - from);
    put(json, "\"", 1);
}

void ro_json_key(ro_json *json, const char *key) {
    lead(json);
    quoted(json, ro_str_of(key));
    put(json, json->pretty ? ": " : ":", json->pretty ? 2 : 1);
    json->after_key = true;
}

void ro_json_str(ro_json *json, ro_str value) {
    lead(json);
    quoted(json, value);
}

void ro_json_string(ro_json *json, const char *value) {
    if (value)
        ro_json_str(json, ro_str_of(value));
    else
        ro_json_null(json);
}

static void bare(ro_json *json, const char *text) {
    lead(json);
    put(json, text, strlen(text));
}

void ro_json_uint(ro_json *json, uint64_t value) {
    char text[24];
    snprintf(text, sizeof text, "%llu", (unsigned long long)value);
    bare(json, text);
}

void ro_json_int(ro_json *json, int64_t value) {
    char text[24];
    snprintf(text, sizeof text, "%lld", (long long)value);
    bare(json, text);
}

void ro_json_number(ro_json *json, double value) {
    char text[40];
    if (!isfinite(value)) {
        ro_json_null(json);
        return;
    }
    for (int precision = 6; precision <= 17; precision++) {
        snprintf(text, sizeof text, "%.*g", precision, value);
        if (strtod(text, NULL) == value) break;
    }
    ro_decimal_point(text);
    bare(json, text);
}

void ro_json_bool(ro_json *json, bool value) {
    bare(json, value ? "true" : "false");
}

void ro_json_null(ro_json *json) {
    bare(json, "null");
}

void ro_json_newline(ro_json *json) {
    put(json, "\n", 1);
    json->first = true;
}
