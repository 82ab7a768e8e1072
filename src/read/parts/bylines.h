/* SPDX-License-Identifier: Apache-2.0 */
/** Whom a byline names: people, agencies, and desks or outlets. */
#ifndef RO_READ_PARTS_BYLINES_H
#define RO_READ_PARTS_BYLINES_H

#include "read/parts/record.h"

/** How a text came to be taken for a byline. */
typedef enum ro_byline_kind {
    RO_BYLINE_TEXT,        /* a line of the text that reads like one */
    RO_BYLINE_SHOWN,       /* an element whose class says so: pen names count */
    RO_BYLINE_MARKED,      /* data say that it names the author: any desk counts */
    RO_BYLINE_ORGANIZATION /* a page says that it names an author that is nobody */
} ro_byline_kind;

/** Names in the order of the byline, each once. */
typedef struct ro_byline {
    ro_names people;
    ro_names agencies; /* canonical names */
    ro_names stated;   /* all that it names, people, agencies, desks, as it puts them */
    bool full;         /* somebody is named by two words or more */
} ro_byline;

/** Add whom @p text names to @p byline, in @p arena. @p outlet is never a person; NULL
 *  where it is not known. Return how many are added; where memory ends, the arena's
 *  flag is up. */
unsigned ro_byline_read(const ro_read_rules *rules, ro_arena *arena, const char *outlet,
                        ro_str text, ro_byline_kind kind, ro_byline *byline);

/** Whether a line opens as bylines do, "By ", "Autor: ", and a name may follow. */
bool ro_opens_byline(const ro_read_rules *rules, ro_arena *arena, ro_str line);

/** Whether a line is a label, "By", "Autor:", and no more: the next may name somebody. */
bool ro_is_byline_label(const ro_read_rules *rules, ro_str line);

/** Whether a label says that somebody did something else with a report: "Reviewed by:". */
bool ro_is_other_work(const ro_read_rules *rules, ro_str label);

/** Move whom @p byline names to the record. */
void ro_record_take_byline(ro_record *record, const ro_byline *byline);

#endif
