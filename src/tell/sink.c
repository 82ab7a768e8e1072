/* SPDX-License-Identifier: Apache-2.0 */
#include "tell/sink.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/error.h"

enum { FLUSH_AT = 64 * 1024 };

static void send(ro_sink *sink, const char *data, size_t size) {
    if (!sink->error && size) sink->error = sink->write(sink->context, data, size);
}

static void flush(ro_sink *sink) {
    send(sink, sink->out.data, sink->out.size);
    sink->out.size = 0;
}

void ro_sink_begin(ro_sink *sink, ro_write_fn write, void *context) {
    *sink = (ro_sink){.write = write, .context = context};
}

ro_status ro_sink_end(ro_sink *sink, ro_error *error) {
    flush(sink);
    ro_buffer_free(&sink->out);
    return sink->error ? ro_fail_io(error, sink->error, "cannot write") : RO_OK;
}

void ro_sink_put(ro_sink *sink, const char *data, size_t size) {
    if (sink->error) return;
    if (!ro_buffer_add(&sink->out, data, size)) {
        /* No memory to keep it in: that memory ended can be told all the same. */
        flush(sink);
        send(sink, data, size);
        sink->out.failed = false;
    } else if (sink->out.size >= FLUSH_AT) {
        flush(sink);
    }
}

void ro_sink_puts(ro_sink *sink, const char *string) {
    ro_sink_put(sink, string, strlen(string));
}

void ro_sink_str(ro_sink *sink, ro_str s) {
    ro_sink_put(sink, s.p, s.n);
}

void ro_sink_printf(ro_sink *sink, const char *format, ...) {
    char text[512];
    va_list args;
    va_start(args, format);
    int size = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (size < 0) return;
    ro_sink_put(sink, text, (size_t)size < sizeof text ? (size_t)size : sizeof text - 1);
}

char *ro_number_format(double value, char out[32]) {
    out[0] = '\0';
    if (!isfinite(value)) return out;
    snprintf(out, 32, "%.10g", value);
    ro_decimal_point(out);
    return out;
}

void ro_sink_number(ro_sink *sink, double value) {
    char text[32];
    ro_sink_puts(sink, ro_number_format(value, text));
}
