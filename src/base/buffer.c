/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

char *ro_buffer_reserve(ro_buffer *buffer, size_t more) {
    if (buffer->failed) return NULL;
    size_t limit = buffer->limit ? buffer->limit : SIZE_MAX / 2;
    if (more > limit || buffer->size > limit - more) {
        buffer->failed = true;
        return NULL;
    }
    size_t need = buffer->size + more + 1;
    if (need > buffer->capacity) {
        size_t larger = buffer->capacity < 256 ? 256 : buffer->capacity + buffer->capacity / 2;
        if (buffer->limit && larger > buffer->limit + 1) larger = buffer->limit + 1;
        if (larger < need) larger = need;
        char *moved = realloc(buffer->data, larger);
        if (!moved) {
            buffer->failed = true;
            return NULL;
        }
        buffer->data = moved;
        buffer->capacity = larger;
    }
    return buffer->data + buffer->size;
}

bool ro_buffer_add(ro_buffer *buffer, const void *data, size_t size) {
    char *to = ro_buffer_reserve(buffer, size);
    if (!to) return false;
    if (size) memcpy(to, data, size);
    buffer->size += size;
    buffer->data[buffer->size] = '\0';
    return true;
}

bool ro_buffer_puts(ro_buffer *buffer, const char *string) {
    return ro_buffer_add(buffer, string, strlen(string));
}

bool ro_buffer_printf(ro_buffer *buffer, const char *format, ...) {
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    int size = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *to = size < 0 ? NULL : ro_buffer_reserve(buffer, (size_t)size);
    if (to) {
        vsnprintf(to, (size_t)size + 1, format, again);
        buffer->size += (size_t)size;
    }
    va_end(again);
    return to != NULL;
}

void ro_buffer_free(ro_buffer *buffer) {
    free(buffer->data);
    *buffer = (ro_buffer){.limit = buffer->limit};
}
