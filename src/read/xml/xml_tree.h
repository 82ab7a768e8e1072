/* SPDX-License-Identifier: Apache-2.0 */
/**
 * An XML document as a flat list of elements and runs of text, each with its place.
 *
 * Nothing is fetched and nothing unfolds: a document that declares entities of its own
 * is refused, references to outside ones are dropped.
 */
#ifndef RO_READ_XML_XML_TREE_H
#define RO_READ_XML_XML_TREE_H

#include "read/bytes/decode.h"
#include "read/read_rules.h"

/** An element, or a run of text, in the order of the document. */
typedef struct ro_xml_node {
    const char *name;              /* without its prefix; NULL: text */
    const char *const *attributes; /* name and value by turns, ended by NULL; prefixes stay */
    ro_str text;                   /* of a text node */
    uint64_t source, length;       /* of the start tag or the text, in the decoded input */
    uint64_t close;                /* offset behind the end of an element, in the same */
    uint32_t parent;               /* RO_NONE: the root */
    uint32_t end;                  /* index behind the last node of the subtree */
} ro_xml_node;

typedef struct ro_xml_tree {
    ro_decoded decoded;
    RO_ARRAY(ro_xml_node) nodes;
    ro_error warning; /* what was mended, or why it breaks off; its message is empty: nothing */
} ro_xml_tree;

/** Parse @p bytes of any encoding, made well-formed, into @p tree, whose memory is the arena's.
 *  @param names  what references to characters may be called (ro_reference_names); {0}: none.
 *  @return RO_OK (see warning); RO_ERR_INPUT where no element was read; RO_ERR_LIMIT
 *          where entities are declared or elements nest deeper than 256; RO_ERR_NOMEM. */
ro_status ro_xml_parse(ro_xml_names names, ro_arena *arena, ro_str bytes, ro_xml_tree *tree,
                       ro_error *error);

/** The value of an attribute of node @p at but for its prefix ("lang" finds
 *  "xml:lang"); NULL where there is none. */
const char *ro_xml_attribute(const ro_xml_tree *tree, uint32_t at, const char *name);

/** The text within node @p at, white space made one space, cut where it goes on beyond
 *  the size of a fact; NULL where there is none. */
const char *ro_xml_text(ro_arena *arena, const ro_xml_tree *tree, uint32_t at);

#endif
