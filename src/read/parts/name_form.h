/* SPDX-License-Identifier: Apache-2.0 */
/** Whether a string is the name of a person, by its form alone. */
#ifndef RO_READ_PARTS_NAME_FORM_H
#define RO_READ_PARTS_NAME_FORM_H

#include "read/read_rules.h"

/** Two to six words with capitals, particles between them; or two to six signs of a
 *  script that puts no spaces. */
bool ro_is_person(const ro_read_rules *rules, ro_str name);

/** Whether such a name begins with a known given name: surer, but not so of many people. */
bool ro_has_given_name(const ro_read_rules *rules, ro_str name);

/** One word that may be somebody's pen name: "Kathrin", "tlow". */
bool ro_is_pen_name(const ro_read_rules *rules, ro_str name);

/** Two or three words in small letters, "jane doe": a name where somebody says so. */
bool ro_is_uncapitalised_name(const ro_read_rules *rules, ro_str name);

/** "JANE DOE" and "jane doe" as "Jane Doe"; other names as they are. In the arena;
 *  NULL: no memory. */
const char *ro_person_name(const ro_read_rules *rules, ro_arena *arena, ro_str name);

#endif
