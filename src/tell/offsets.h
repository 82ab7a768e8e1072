/* SPDX-License-Identifier: Apache-2.0 */
/** Byte offsets of a text told in another unit. */
#ifndef RO_TELL_OFFSETS_H
#define RO_TELL_OFFSETS_H

#include "base/text.h"

/** Counts at every 64th byte, taken in one pass; a look-up reads 63 bytes at most. */
typedef struct ro_offsets {
    const char *text;
    uint32_t size;
    ro_offset_unit unit;
    uint32_t *marks; /* NULL: units are bytes */
} ro_offsets;

/** Make ready for @p text; false where out of memory. Free with ro_offsets_free. */
bool ro_offsets_make(ro_offsets *offsets, const char *text, uint32_t size, ro_offset_unit unit);
void ro_offsets_free(ro_offsets *offsets);

/** The offset of byte @p at; past the end it is that of the end. */
uint32_t ro_offsets_at(const ro_offsets *offsets, uint32_t at);

/** The byte at which @p unit number @p at of @p text begins; past the end SIZE_MAX. */
size_t ro_offset_byte(const char *text, size_t size, ro_offset_unit unit, size_t at);

/** Contract name of a unit: "byte", "char", "utf16". */
const char *ro_offset_unit_name(ro_offset_unit unit);

#endif
