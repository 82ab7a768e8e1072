/* SPDX-License-Identifier: Apache-2.0 */
/** A growable run of bytes on the heap, with a stated maximum. */
#ifndef RO_BASE_BUFFER_H
#define RO_BASE_BUFFER_H

#include "base/text.h"

typedef struct ro_buffer {
    char *data; /* ended by NUL once anything was added */
    size_t size;
    size_t capacity;
    size_t limit; /* 0: none */
    bool failed;  /* sticky: no memory, or the limit was passed */
} ro_buffer;

bool ro_buffer_add(ro_buffer *buffer, const void *data, size_t size);
bool ro_buffer_puts(ro_buffer *buffer, const char *string);
bool ro_buffer_printf(ro_buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/** Make room for @p more bytes behind size; where they begin, or NULL. */
char *ro_buffer_reserve(ro_buffer *buffer, size_t more);
void ro_buffer_free(ro_buffer *buffer);

#endif
