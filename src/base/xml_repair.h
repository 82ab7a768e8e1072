/* SPDX-License-Identifier: Apache-2.0 */
/**
 * XML as feeds have it, made well-formed.
 *
 * Programs put feeds together from strings: they leave a bare '&' in a title, put a control
 * character or a line before the declaration, break off. A strict parser stops at the first of
 * these and the rest is lost. One pass over the bytes finds what such a parser would not take
 * and says what to put in its place; everything else stays as it is, and each edit knows the
 * bytes that it stands for, so that offsets still lead to the source.
 *
 * Bytes must be ASCII where ASCII is meant: UTF-8, or an encoding of Latin letters.
 */
#ifndef RO_BASE_XML_REPAIR_H
#define RO_BASE_XML_REPAIR_H

#include "base/array.h"
#include "base/text.h"

/** What an edit mends; RO_XML_QUIET is no fault, only no business of a parser. */
typedef enum ro_xml_fault {
    RO_XML_QUIET,
    RO_XML_IN_FRONT,
    RO_XML_DECLARATION,
    RO_XML_AMPERSAND,
    RO_XML_ENTITY,
    RO_XML_CHARACTER,
    RO_XML_LESS_THAN,
    RO_XML_ATTRIBUTE,
    RO_XML_SECTION,
    RO_XML_UNOPENED,
    RO_XML_UNCLOSED,
    RO_XML_BROKEN_OFF,
    RO_XML_BEHIND,
    RO_XML_FAULT_COUNT
} ro_xml_fault;

/** Bytes of the input, and what stands for them. */
typedef struct ro_xml_edit {
    size_t at, took;
    ro_str put; /* a literal, or in the arena of the repair */
    ro_xml_fault fault;
} ro_xml_edit;

/** All zero to begin; its memory is that of the arena it was made in. */
typedef struct ro_xml_repair {
    ro_str text; /* well-formed but for limits; the input itself where there is no edit */
    RO_ARRAY(ro_xml_edit) edits; /* ascending, none within another */
} ro_xml_repair;

/** The documents whose elements are known: which may not lie in one another. */
typedef enum ro_xml_kind { RO_XML_ANY, RO_XML_FEED } ro_xml_kind;

/** Tells the character that a name of HTML stands for ("nbsp"); 0: none. */
typedef uint32_t (*ro_xml_name_fn)(const void *context, ro_str name);

/** What XML does not know itself; all zero: nothing more is known. */
typedef struct ro_xml_names {
    ro_xml_name_fn find;
    const void *context;
} ro_xml_names;

/**
 * Repair @p xml. References to @p names become what they stand for, others the text that
 * they are, for nothing is looked up. More than a million edits, and elements nested deeper than
 * 300, end it: what is behind stays as it is.
 * @return false where there is no memory, or the text grows beyond 4 GiB.
 */
bool ro_xml_repair_make(ro_arena *arena, ro_str xml, ro_xml_kind kind, ro_xml_names names,
                        ro_xml_repair *repair);

/**
 * Say what was mended, "a bare '&' (2), a damaged attribute", three kinds at most: in @p arena,
 * NULL where nothing that is a fault was, or no memory.
 * @param first  receives where in the input the first of them stands.
 */
const char *ro_xml_repair_tell(ro_arena *arena, const ro_xml_repair *repair, size_t *first);

/** How many bytes stand before the declaration or the first element of a feed or list of
 *  feeds and are none of XML's; 0: none, or it is no such document. */
size_t ro_xml_in_front(ro_str xml);

#endif
