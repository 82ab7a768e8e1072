/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A page of HTML as a tree, built as browsers build it, in which everything knows the bytes
 * of the page that it stands in. Source: WHATWG HTML, 13.2 "Parsing HTML documents".
 *
 * Nodes, attributes and runs of text are numbers into arrays of the caller's arena. Nothing is
 * copied from the page: names, values and texts are spans of it, and character references are
 * decoded when somebody reads them. Without scripts, as for a reader that runs none.
 */
#ifndef RO_READ_HTML_HTML_TREE_H
#define RO_READ_HTML_HTML_TREE_H

#include "base/array.h"
#include "read/html/html_tags.h"
#include "read/read_rules.h"

typedef enum ro_html_kind {
    RO_HTML_DOCUMENT, /* node 0, and nothing else */
    RO_HTML_ELEMENT,
    RO_HTML_TEXT,
    RO_HTML_COMMENT,
    RO_HTML_DOCTYPE
} ro_html_kind;

/** The children of a template stand below it like those of any element. */
typedef struct ro_html_node {
    uint32_t parent, first_child, last_child, previous, next; /* RO_NONE: none */
    uint32_t start; /* of an element: its start tag; where a tag was left out, start == end */
    uint32_t end;   /* behind its end tag, or where it was closed without one */
    uint32_t first; /* of an element: its first attribute; of a text: its first run; of a
                       comment or doctype: where what is between its brackets begins */
    uint32_t last;  /* of a text: its last run; of a comment: where its content ends */
    uint16_t count; /* of attributes */
    uint16_t tag;   /* ro_tag and space of an element; RO_TAG_TEXT of a text */
    uint8_t kind;   /* ro_html_kind */
} ro_html_node;

/** Spans of the page; the value is without its quotes. */
typedef struct ro_html_attribute {
    uint32_t name, name_end, value, value_end;
} ro_html_attribute;

/** A stretch of the page that gave a text, or a part of one. */
typedef struct ro_html_run {
    uint32_t start, end;
    uint32_t next;   /* of the same text, RO_NONE: none */
    bool references; /* '&' may begin one */
    bool keeps_nul;  /* U+0000 becomes U+FFFD, else it is dropped */
} ro_html_run;

typedef struct ro_html_tree {
    ro_str source;
    const ro_read_rules *rules;
    RO_ARRAY(ro_html_node) nodes;
    RO_ARRAY(ro_html_attribute) attributes;
    RO_ARRAY(ro_html_run) runs;
    bool quirks; /* the doctype is missing, or one of old */
} ro_html_tree;

/** Build the tree of @p source, UTF-8 that must outlive it. @p context: the tag, with its space,
 *  of the element whose content the source is; RO_TAG_UNKNOWN for a whole document. False: no
 *  memory, or 4 GB or more of source. Time and memory are linear in the source. */
bool ro_html_parse(ro_html_tree *tree, ro_arena *arena, const ro_read_rules *rules, ro_str source,
                   unsigned context);

/** The first of @p count attributes of @p source with this name, in lower case; NULL: none has
 *  it. */
static inline const ro_html_attribute *ro_html_attribute_among(ro_str source,
                                                               const ro_html_attribute *attributes,
                                                               uint32_t count, ro_str name) {
    for (uint32_t i = 0; i < count; i++) {
        const ro_html_attribute *a = &attributes[i];
        if (a->name_end - a->name == name.n &&
            ro_str_same((ro_str){source.p + a->name, name.n}, name))
            return a;
    }
    return NULL;
}

/** The attribute of an element with this name, in lower case; NULL where it has none. */
const ro_html_attribute *ro_html_find_attribute(const ro_html_tree *tree, uint32_t node,
                                                ro_str name);

/** What an attribute says: bytes of the source, or of @p arena where a reference or line end
 *  had to be decoded. */
ro_str ro_html_value(const ro_html_tree *tree, ro_arena *arena, const ro_html_attribute *attribute);

/** The same for the attribute with this name; empty where the element has none. */
ro_str ro_html_attribute_value(const ro_html_tree *tree, ro_arena *arena, uint32_t node,
                               ro_str name);

/** A piece of a text, and the bytes that gave it. */
typedef struct ro_html_piece {
    ro_str text;             /* of the source where it stands there as it is */
    uint32_t source, length; /* text.n == length: byte for byte */
    char decoded[8];
} ro_html_piece;

/** Where somebody is in a text. */
typedef struct ro_html_reading {
    uint32_t run, at;
} ro_html_reading;

/** Before the first piece of a text node. */
ro_html_reading ro_html_read_text(const ro_html_tree *tree, uint32_t node);

/** Give the next piece, which may point into @p piece itself, and may be empty text where bytes
 *  were dropped. False: there is none. */
bool ro_html_next_piece(const ro_html_tree *tree, ro_html_reading *reading, ro_html_piece *piece);

/** All of a text node: bytes of the source, or of @p arena. */
ro_str ro_html_whole_text(const ro_html_tree *tree, ro_arena *arena, uint32_t node);

/** The text that an element holds before anything else: all that a <script> or <title> may
 *  hold. */
ro_str ro_html_content(const ro_html_tree *tree, ro_arena *arena, uint32_t node);

/** The name of an element as it is written in the page, or as implied. */
ro_str ro_html_name(const ro_html_tree *tree, uint32_t node);

#endif
