/* SPDX-License-Identifier: Apache-2.0 */
/** Titles of feeds and exports, which are lines of text that often hold markup. */
#ifndef RO_READ_PARTS_TITLES_H
#define RO_READ_PARTS_TITLES_H

#include "read/read_rules.h"

/** What is known of how a title was written. */
typedef enum ro_title_kind {
    RO_TITLE_TEXT,   /* as it stands */
    RO_TITLE_PLAIN,  /* said to be text by default alone: references are undone */
    RO_TITLE_MARKUP, /* HTML, written once: tags go, then references are undone */
    RO_TITLE_UNKNOWN /* HTML, perhaps escaped twice; or text */
} ro_title_kind;

/** The line that readers see, in @p arena; @p s itself where it is that, is longer than any
 *  title, or there is no memory. */
ro_str ro_title_line(const ro_read_rules *rules, ro_arena *arena, ro_str s, ro_title_kind kind);

#endif
