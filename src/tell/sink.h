/* SPDX-License-Identifier: Apache-2.0 */
/** Buffered writing to the caller's function; the first error stays. */
#ifndef RO_TELL_SINK_H
#define RO_TELL_SINK_H

#include "base/buffer.h"

typedef struct ro_sink {
    ro_buffer out; /* pending bytes */
    ro_write_fn write;
    void *context;
    int error; /* errno of the caller's function, sticky */
} ro_sink;

void ro_sink_begin(ro_sink *sink, ro_write_fn write, void *context);
/** Flush and free; RO_OK or RO_ERR_IO. */
ro_status ro_sink_end(ro_sink *sink, ro_error *error);

void ro_sink_put(ro_sink *sink, const char *data, size_t size);
void ro_sink_puts(ro_sink *sink, const char *string);
void ro_sink_str(ro_sink *sink, ro_str s);
/** For short pieces: what is longer than 511 bytes is cut. */
void ro_sink_printf(ro_sink *sink, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** With a decimal point in any locale, to ten digits where it has so many; nothing for
 *  what is not a number. */
void ro_sink_number(ro_sink *sink, double value);

/** What ro_sink_number writes, in @p out. */
char *ro_number_format(double value, char out[32]);

#endif
