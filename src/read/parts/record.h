/* SPDX-License-Identifier: Apache-2.0 */
/** One record of an input on its way to an article. */
#ifndef RO_READ_PARTS_RECORD_H
#define RO_READ_PARTS_RECORD_H

#include "read/bytes/decode.h"
#include "read/read_rules.h"

typedef RO_ARRAY(const char *) ro_names;

/** Facts are set once: whoever comes first wins, so the surest source goes first. */
typedef struct ro_record {
    ro_article *article;
    ro_arena scratch; /* freed with the record */
    ro_str bytes;
    const char *charset; /* stated outside of the bytes, else NULL */
    ro_names authors, agencies, credited, byline;
    uint32_t damaged; /* bytes that were no character */
    uint64_t first_damaged;
} ro_record;

/** Set a string of the metadata where it is not set, trimmed, white space made one
 *  space; empty values are none. */
void ro_record_set(ro_record *record, const char **field, ro_str value);

/** Add one name to a list where it is not there. */
void ro_record_name(ro_record *record, ro_names *names, ro_str name);

/** Add the people of a byline, "By Jane Doe and John Smith, Reuters": agencies go to
 *  agencies, what is no person's name goes nowhere. Return how many it names. */
unsigned ro_record_byline(const ro_read_rules *rules, ro_record *record, ro_str byline);

/** Cut the first name off a list, up to whichever of the joints comes first. */
ro_str ro_cut_name(ro_str *list, const char *const *joints, size_t count);

/** Copy with each run of white space made one space, none at the ends. NULL: no memory. */
char *ro_squeeze(ro_arena *arena, ro_str s);

/** Add the agencies that a credit names. Return how many names of any were found. */
unsigned ro_record_credit(const ro_read_rules *rules, ro_record *record, ro_str credit);

/** Set a date where it is not set, from any of the forms of dates.h. */
void ro_record_date(const ro_read_rules *rules, ro_stamp *stamp, ro_str value, const char *from);

/** Copy a map into the article. False: no memory. */
bool ro_record_keep_map(ro_record *record, const ro_map *map);

/** Add a part that stands beside the text in the record, such as a note to editors: before
 *  the text or behind it, as it does there. @p map leads from @p text to the record. False:
 *  no memory. */
bool ro_record_add_part(ro_record *record, ro_part_role role, ro_str text, const ro_map *map);

/** Count what was no character in the record, which is the bytes from @p start to @p end of
 *  the input that was decoded as a whole, and in what lies between it and the record before,
 *  such as the head of a table. */
void ro_record_damage(ro_record *record, ro_decoded *decoded, uint64_t start, uint64_t end);

/** Find the title's place, where it is a paragraph of the text. */
void ro_record_find_title(ro_record *record);

/** Move the lists into the article's metadata. */
void ro_record_close(ro_record *record);

#endif
