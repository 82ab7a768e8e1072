/* SPDX-License-Identifier: Apache-2.0 */
#include "tell/offsets.h"

#include <stdlib.h>

enum { STEP = 64 };

/* Units that the byte begins: none within a character; two UTF-16 units for one
 * beyond the basic plane, whose first byte is 0xF0 or more. */
static uint32_t units_of(unsigned char byte, ro_offset_unit unit) {
    if ((byte & 0xC0) == 0x80) return 0;
    return unit == RO_OFFSETS_UTF16 && byte >= 0xF0 ? 2 : 1;
}

bool ro_offsets_make(ro_offsets *offsets, const char *text, uint32_t size, ro_offset_unit unit) {
    *offsets = (ro_offsets){.text = text, .size = size, .unit = unit};
    if (unit == RO_OFFSETS_BYTE) return true;
    offsets->marks = malloc(((size_t)size / STEP + 1) * sizeof *offsets->marks);
    if (!offsets->marks) return false;
    uint32_t count = 0;
    for (uint32_t at = 0; at <= size; at++) {
        if (at % STEP == 0) offsets->marks[at / STEP] = count;
        if (at < size) count += units_of((unsigned char)text[at], unit);
    }
    return true;
}

void ro_offsets_free(ro_offsets *offsets) {
    free(offsets->marks);
    *offsets = (ro_offsets){0};
}

uint32_t ro_offsets_at(const ro_offsets *offsets, uint32_t at) {
    if (at > offsets->size) at = offsets->size;
    if (!offsets->marks) return at;
    uint32_t count = offsets->marks[at / STEP];
    for (uint32_t i = at - at % STEP; i < at; i++)
        count += units_of((unsigned char)offsets->text[i], offsets->unit);
    return count;
}

size_t ro_offset_byte(const char *text, size_t size, ro_offset_unit unit, size_t at) {
    if (unit == RO_OFFSETS_BYTE) return at <= size ? at : SIZE_MAX;
    for (size_t byte = 0, count = 0; byte <= size; byte++) {
        bool begins = byte == size || ((unsigned char)text[byte] & 0xC0) != 0x80;
        if (begins && count >= at) return byte;
        if (byte < size) count += units_of((unsigned char)text[byte], unit);
    }
    return SIZE_MAX;
}

const char *ro_offset_unit_name(ro_offset_unit unit) {
    static const char *const names[] = {"byte", "char", "utf16"};
    return (size_t)unit < sizeof names / sizeof *names ? names[unit] : "";
}
