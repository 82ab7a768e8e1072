/* SPDX-License-Identifier: Apache-2.0 */
/** Character references of HTML: "&mdash;", "&#8212;", "&#x2014;". */
#ifndef RO_READ_BYTES_REFERENCES_H
#define RO_READ_BYTES_REFERENCES_H

#include "read/bytes/decode.h"
#include "read/read_rules.h"

/** The character of a reference without "&" and ";": "mdash", "#8212"; 0: none. */
uint32_t ro_reference(const ro_read_rules *rules, ro_str name);

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
