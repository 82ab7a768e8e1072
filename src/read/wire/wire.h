/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the formats of news agencies share: NITF, NewsML and ninjs say the same things
 * of a report under other names.
 */
#ifndef RO_READ_WIRE_WIRE_H
#define RO_READ_WIRE_WIRE_H

#include "read/format.h"
#include "read/xml/xml_tree.h"

/** What an agency states of a report. Of two values of one the first counts. */
typedef enum ro_wire_fact {
    RO_WIRE_NOTHING,
    RO_WIRE_ID,
    RO_WIRE_TITLE,
    RO_WIRE_BYLINE, /* these three may be several: each counts */
    RO_WIRE_CREDIT, /* a line that may name agencies */
    RO_WIRE_AGENCY, /* a name that is an agency's, whether known or not */
    RO_WIRE_OUTLET,
    RO_WIRE_LANGUAGE,
    RO_WIRE_VERSION,  /* a number */
    RO_WIRE_STATUS,   /* "usable", or what forbids to use it */
    RO_WIRE_RELEASED, /* held back until then */
    RO_WIRE_FIRST,    /* the first version was made */
    RO_WIRE_CREATED,  /* the text was made */
    RO_WIRE_ISSUED,
    RO_WIRE_CHANGED, /* this version was made */
    RO_WIRE_FACT_COUNT
} ro_wire_fact;

typedef struct ro_wire_facts {
    ro_str value[RO_WIRE_FACT_COUNT];
} ro_wire_facts;

/** Take a fact; names go to the record at once. @p value must outlive @p facts. */
void ro_wire_take(const ro_read_rules *rules, ro_record *record, ro_wire_facts *facts,
                  ro_wire_fact fact, ro_str value);

/** Set the record's metadata from what was taken; dates say that they are @p from. */
void ro_wire_state(const ro_read_rules *rules, ro_record *record, const ro_wire_facts *facts,
                   const char *from);

/** Warn where the agency has taken the report back, or holds it: RO_WARN, else RO_OK. */
ro_status ro_wire_warn(const ro_record *record, const ro_wire_facts *facts, ro_error *error);

/** The role of a note to editors: an update note where it says that the report
 *  replaces, corrects or goes on from another, else of no part of the report. */
ro_part_role ro_wire_note_role(const ro_read_rules *rules, ro_str note);

/** Lay out the item at node @p at of an NITF or NewsML document as the record's
 *  article. @p start: where the record begins in the input. */
ro_status ro_wire_read_item(ro_reader *reader, ro_record *record, const ro_xml_tree *tree,
                            uint32_t at, uint64_t start, ro_error *error);

#endif
