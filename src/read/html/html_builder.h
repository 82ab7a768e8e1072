/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Tree construction, 13.2.6, as it goes on: what is open, what shall be opened again, and in
 * which mode the next token is read. Shared by the files html_*.c of this folder alone.
 */
#ifndef RO_READ_HTML_HTML_BUILDER_H
#define RO_READ_HTML_HTML_BUILDER_H

#include "read/html/html_tokens.h"

/** 13.2.4.1 */
typedef enum ro_html_mode {
    MODE_INITIAL,
    MODE_BEFORE_HTML,
    MODE_BEFORE_HEAD,
    MODE_IN_HEAD,
    MODE_IN_HEAD_NOSCRIPT,
    MODE_AFTER_HEAD,
    MODE_IN_BODY,
    MODE_IN_TABLE,
    MODE_IN_CAPTION,
    MODE_IN_COLUMN_GROUP,
    MODE_IN_TABLE_BODY,
    MODE_IN_ROW,
    MODE_IN_CELL,
    MODE_IN_TEMPLATE,
    MODE_AFTER_BODY,
    MODE_IN_FRAMESET,
    MODE_AFTER_FRAMESET,
    MODE_AFTER_AFTER_BODY,
    MODE_AFTER_AFTER_FRAMESET,
    MODE_COUNT
} ro_html_mode;

enum {
    /** Open elements: where browsers stop nesting. Source: Blink, HTMLConstructionSite */
    RO_HTML_DEEPEST = 512,
    /** Elements beyond that which end one of their kind, such as <li>, and those that a tag
     *  implies. */
    RO_HTML_SLACK = 64,
    /** Formatting elements to open again: as many as can be open. */
    RO_HTML_MOST_FORMATTING = RO_HTML_DEEPEST,
    /** Copies of formatting elements, for each token, and at the least: they are opened again in
     *  each paragraph, which multiplies both. No page of news that was seen has one for ten
     *  tokens; the least lets a short page have eight times as many as may be open. */
    RO_HTML_COPIES = 4,
    RO_HTML_FREE_COPIES = 4096
};

struct ro_html_builder;

/** Take the token at hand by the rules of @p mode, and say whether to give it to the mode that is
 *  set then. */
typedef bool ro_html_step_by(struct ro_html_builder *b, ro_html_mode mode);

typedef struct ro_html_builder {
    ro_html_step_by *const *steps; /* of each mode: modes ask each other */
    ro_html_tree *tree;
    ro_arena *arena;
    ro_html_tokens tokens;
    ro_html_token token;
    ro_html_mode mode;
    RO_ARRAY(uint8_t) template_modes;
    uint32_t open[RO_HTML_DEEPEST + RO_HTML_SLACK]; /* the stack of open elements */
    uint32_t depth;
    uint16_t open_count[RO_TAG_COUNT]; /* of each element of HTML that is in it */
    uint16_t too_deep[RO_TAG_COUNT];   /* start tags left out, whose end tags go as well */
    uint32_t all_too_deep;
    uint32_t formatting[RO_HTML_MOST_FORMATTING]; /* RO_NONE: a marker */
    uint32_t formatting_count;
    uint64_t copies_left;
    uint32_t head, form; /* the head and form element pointers; RO_NONE */
    uint32_t context;    /* of a fragment: an element outside of the tree, else RO_NONE */
    bool frameset_ok, foster;
    bool skip_newline;               /* the next token, where it is one: 13.2.6.4.7, "pre" */
    RO_ARRAY(ro_html_token) pending; /* 13.2.6.4.10, of a table */
} ro_html_builder;

typedef ro_html_builder builder;

/* html_insert.c: nodes into the tree */

/** Where the next node goes: 13.2.6.1, the appropriate place. */
typedef struct ro_html_place {
    uint32_t parent, before; /* RO_NONE: behind all children */
} ro_html_place;

uint32_t ro_html_new_node(builder *b, ro_html_kind kind, uint32_t start, uint32_t end);
void ro_html_attach(builder *b, uint32_t node, ro_html_place place);
void ro_html_detach(builder *b, uint32_t node);
ro_html_place ro_html_appropriate_place(const builder *b, uint32_t target);
/** An element for the start tag at hand, neither in the tree nor open; @p tag with its space. */
uint32_t ro_html_element_of_token(builder *b, unsigned tag);
/** Whether the start tag at hand, an <input>, says that nobody sees it. */
bool ro_html_is_hidden_input(const builder *b);
/** Put the start tag at hand into the tree, and open it. */
uint32_t ro_html_insert(builder *b, unsigned tag);
/** The same for a start tag that the page left out. */
uint32_t ro_html_insert_implied(builder *b, unsigned tag);
/** The same for one that holds nothing. */
void ro_html_insert_void(builder *b, unsigned tag);
/** The same for one that holds text alone, with its text and its end tag. */
void ro_html_insert_raw(builder *b, unsigned tag);
void ro_html_insert_text(builder *b, const ro_html_token *text);
void ro_html_insert_comment(builder *b, ro_html_place place);
void ro_html_insert_doctype(builder *b);
/** Add the attributes of the token at hand that @p node lacks. */
void ro_html_merge_attributes(builder *b, uint32_t node);

/* html_stack.c: the stack of open elements, 13.2.4.2 */

typedef enum ro_html_scope {
    SCOPE_DEFAULT,
    SCOPE_LIST_ITEM,
    SCOPE_BUTTON,
    SCOPE_TABLE
} ro_html_scope;

static inline ro_html_node *ro_html_node_at(const builder *b, uint32_t node) {
    return &b->tree->nodes.items[node];
}
static inline uint32_t ro_html_current(const builder *b) {
    return b->open[b->depth - 1];
}
/** The tag, with its space, of the current node. */
static inline unsigned ro_html_current_tag(const builder *b) {
    return ro_html_node_at(b, ro_html_current(b))->tag;
}
static inline bool ro_html_is_open(const builder *b, unsigned tag) {
    return b->open_count[tag] > 0;
}

/** The element ends here. */
void ro_html_end(builder *b, uint32_t node);
void ro_html_push(builder *b, uint32_t node);
void ro_html_pop(builder *b);
void ro_html_remove_open(builder *b, uint32_t place);
void ro_html_put_open(builder *b, uint32_t place, uint32_t node);
/** Where @p node is in the stack; RO_NONE: it is not open. */
uint32_t ro_html_place_of(const builder *b, uint32_t node);
/** Whether @p node, of whatever space, has the name of the tag at hand. */
bool ro_html_has_name_of_token(const builder *b, uint32_t node);
/** The place of the last open element with this tag; RO_NONE: none is. */
uint32_t ro_html_last_open(const builder *b, unsigned tag);
bool ro_html_in_scope(const builder *b, unsigned tag, ro_html_scope scope);
bool ro_html_node_in_scope(const builder *b, uint32_t node);
/** Whether one of h1 to h6 is in scope. */
bool ro_html_heading_in_scope(const builder *b);
/** Pop to the last of this tag, and it. */
void ro_html_pop_until(builder *b, unsigned tag);
/** Pop elements whose end tags may be left out, but for @p except. */
void ro_html_imply_end_tags(builder *b, unsigned except);
void ro_html_imply_all_end_tags(builder *b);
void ro_html_close_paragraph(builder *b);
/** 13.2.4.1, reset the insertion mode appropriately. */
void ro_html_reset_mode(builder *b);
/** The current node, or in a fragment that has nothing open what is around it. */
uint32_t ro_html_adjusted_current(const builder *b);
/** Take the next token of the page. */
void ro_html_next_token(builder *b);

/* html_formatting.c: 13.2.4.3 and the adoption agency */

void ro_html_push_formatting(builder *b, uint32_t node);
void ro_html_push_marker(builder *b);
void ro_html_clear_formatting(builder *b);
void ro_html_reconstruct(builder *b);
void ro_html_remove_formatting(builder *b, uint32_t node);
/** The last entry with this tag behind the last marker; RO_NONE: none. */
uint32_t ro_html_formatting_of(const builder *b, unsigned tag);
/** Run the adoption agency for the tag at hand. False: it has to end like any other tag. */
bool ro_html_adopt(builder *b);

/* html_text.c */

/** The piece of @p run that begins at @p at, before its end. */
void ro_html_decode_run(const ro_html_tree *tree, const ro_html_run *run, uint32_t at,
                        ro_html_piece *piece);

/* html_space.c: texts in which white space counts for itself */

/** The white space that the text at hand begins with, and what is behind it; either may be
 *  empty. */
void ro_html_split_space(const builder *b, ro_html_token *space, ro_html_token *rest);
bool ro_html_is_all_space(const builder *b, const ro_html_token *text);
/** Leave out the line end that the text at hand begins with. */
void ro_html_take_newline(builder *b);
/** The piece of @p text that begins at @p at; false at its end. */
bool ro_html_piece_at(const builder *b, const ro_html_token *text, uint32_t at,
                      ro_html_piece *piece);
/** Whether all of @p text is white space of HTML. */
bool ro_html_is_space_alone(ro_str text);

/* The modes */

ro_html_step_by ro_html_step_document; /* html_document.c: before the head and behind the body */
ro_html_step_by ro_html_step_head;
ro_html_step_by ro_html_step_body;
ro_html_step_by ro_html_step_table;
ro_html_step_by ro_html_step_template;
ro_html_step_by ro_html_step_frameset; /* html_template.c */
bool ro_html_step_foreign(builder *b);

static inline bool ro_html_step(builder *b, ro_html_mode mode) {
    return b->steps[mode](b, mode);
}

/** html_body_ends.c: an end tag in the body. */
bool ro_html_body_end_tag(builder *b);
/** One that no rule names: what is open with its name ends. */
void ro_html_other_end_tag(builder *b);
/** html_head.c: the template that is open, and its modes. */
void ro_html_leave_template(builder *b);
/** html_foreign.c: whether the token at hand is read by the rules for foreign content. */
bool ro_html_is_foreign(const builder *b);
/** The start tag at hand as an element of SVG or MathML. */
void ro_html_insert_foreign(builder *b, unsigned space);

#endif
