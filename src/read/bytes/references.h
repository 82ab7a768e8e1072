/* SPDX-License-Identifier: Apache-2.0 */
/** Character references of HTML: "&mdash;", "&#8212;", "&#x2014;". */
#ifndef RO_READ_BYTES_REFERENCES_H
#define RO_READ_BYTES_REFERENCES_H

#include "read/bytes/decode.h"
#include "read/read_rules.h"

/** The character of a reference without "&" and ";": "mdash", "#8212"; 0: none. */
uint32_t ro_reference(const ro_read_rules *rules, ro_str name);

/** Bytes of the longest that a reference means: two characters. */
enum { RO_LONGEST_REFERENCE_TEXT = 8 };

/** Decode the reference at the '&' that @p s begins with as HTML does, where it may lack its
 *  ";". Return its length, 0 where it is none; @p out receives @p size bytes of UTF-8. */
size_t ro_reference_decode(const ro_read_rules *rules, ro_str s, bool in_attribute,
                           char out[RO_LONGEST_REFERENCE_TEXT], size_t *size);

/** The names of HTML, for XML that uses them undeclared. */
ro_xml_names ro_reference_names(const ro_read_rules *rules);

/** The length of the reference that @p s begins with, with "&" and ";"; 0: none does. */
size_t ro_reference_length(ro_str s);

/** Whether @p s holds a reference. */
bool ro_has_reference(ro_str s);

/** @p s with each reference that is known as its character; s itself where there is none,
 *  or no memory. */
ro_str ro_without_references(const ro_read_rules *rules, ro_arena *arena, ro_str s);

/** The same into @p to; @p map (empty, or NULL) becomes the way from it to @p s. False: no
 *  memory. */
bool ro_undo_references(const ro_read_rules *rules, ro_arena *arena, ro_str s, ro_str *to,
                        ro_map *map);

#endif
