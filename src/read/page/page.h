/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A page on its way to a draft: the tree, flat; every paragraph of it, laid out; and
 * which of them are the article.
 */
#ifndef RO_READ_PAGE_PAGE_H
#define RO_READ_PAGE_PAGE_H

#include "base/buffer.h"
#include "read/html/html_tree.h"
#include "read/parts/draft.h"

/** What an element or an element around it is; bits of ro_page_node.within. */
typedef enum ro_within {
    RO_WITHIN_LINK = 1 << 0,
    RO_WITHIN_HEADING = 1 << 1,
    RO_WITHIN_LIST = 1 << 2,
    RO_WITHIN_TABLE = 1 << 3,
    RO_WITHIN_QUOTATION = 1 << 4,
    RO_WITHIN_FIGURE = 1 << 5,
    RO_WITHIN_CAPTION = 1 << 6,
    RO_WITHIN_NAVIGATION = 1 << 7, /* nav, footer, roles of them */
    RO_WITHIN_ASIDE = 1 << 8,
    RO_WITHIN_FORM = 1 << 9,
    RO_WITHIN_HEADER = 1 << 10,
    RO_WITHIN_JUNK = 1 << 11, /* by class or id */
    RO_WITHIN_RELATED = 1 << 12,
    RO_WITHIN_PROMOTION = 1 << 13,
    RO_WITHIN_COMMENTS = 1 << 14,
    RO_WITHIN_BYLINE = 1 << 15,
    RO_WITHIN_DECK = 1 << 16,
    RO_WITHIN_DATE = 1 << 17,
    RO_WITHIN_HIDDEN = 1 << 18, /* until a script shows it */
    RO_WITHIN_ENTRY = 1 << 19,  /* of a live blog */
    RO_WITHIN_POST = 1 << 20,   /* on a social medium */
    RO_WITHIN_FOOTNOTE = 1 << 21,
    RO_WITHIN_CORRECTION = 1 << 22 /* or another note of the editors */
} ro_within;

/** Any of these: not of the article, whatever it looks like. */
#define RO_WITHIN_ANY_JUNK                                                                         \
    (RO_WITHIN_NAVIGATION | RO_WITHIN_FORM | RO_WITHIN_JUNK | RO_WITHIN_RELATED |                  \
     RO_WITHIN_PROMOTION | RO_WITHIN_COMMENTS | RO_WITHIN_HIDDEN)

/** An element or a run of text, in the order of the page. */
typedef struct ro_page_node {
    uint32_t dom; /* of the tree: ro_page.html */
    uint32_t parent;
    uint32_t end;                     /* index behind the last node of the subtree */
    uint32_t within;                  /* bits of ro_within, of this and all around it */
    uint32_t own;                     /* those that this element adds */
    uint16_t hints;                   /* bits of ro_hint of this element */
    uint16_t tag;                     /* a ro_tag */
    uint32_t first_block, last_block; /* of the subtree: first and one behind the last */
} ro_page_node;

/** A paragraph, heading or cell of the page. */
typedef struct ro_page_block {
    ro_span span;  /* of page->text */
    uint32_t node; /* the block element around it */
    uint32_t within;
    uint32_t common;          /* of it, what elements within the line say of all of its text */
    uint32_t letters, linked; /* bytes that are not space; those in links */
    float stated;             /* share of it that JSON-LD states too; -1: too short to tell */
    uint8_t notice;           /* a ro_notice_kind */
    bool header_cell;         /* of a table */
    ro_block form;
} ro_page_block;

typedef RO_ARRAY(uint32_t) ro_dom_nodes;

/** What an attribute's words say of an element, as looked up before. */
typedef struct ro_page_hint {
    ro_str value; /* borrowed from the page; p is NULL where there is none yet */
    uint32_t hints;
} ro_page_hint;
enum { RO_PAGE_HINTS = 256 }; /* a page of news has some hundred values */

typedef struct ro_page {
    const ro_read_rules *rules;
    ro_arena *arena;
    ro_page_hint hints[RO_PAGE_HINTS]; /* by hash; a later value takes the place of another */
    ro_html_tree html;
    uint32_t root; /* <html> */
    RO_ARRAY(ro_page_node) nodes;
    ro_dom_nodes metas, links, scripts; /* of JSON-LD */
    uint32_t title;                     /* RO_NONE: none */
    ro_buffer text;                     /* every visible paragraph, each ended by '\n' */
    ro_map map;                         /* from text to the source of html */
    RO_ARRAY(ro_page_block) blocks;
    bool stated;            /* JSON-LD states the text of the article too */
    bool live;              /* the page says that it is a live blog */
    bool ends_at_wall;      /* the chosen text goes to a notice that the rest is not free */
    uint32_t other_scripts; /* that are not JSON-LD */
    uint32_t kinds;         /* bits of ro_page_kind: what its markup says of it */
    ro_entry *entries;      /* of it: the first, its bytes those of source; NULL: none known */
    uint32_t entry_count;
} ro_page;

/** Parse @p source, which must outlive the page, and lay the tree out flat. */
ro_status ro_page_parse(ro_page *page, ro_str source, ro_error *error);

/** Lay out every visible paragraph. */
ro_status ro_page_layout(ro_page *page, ro_error *error);

/** Free what is not in the arena. */
void ro_page_free(ro_page *page);

/** The value of an attribute of an element of the tree, empty where it has none. */
ro_str ro_page_attribute(const ro_page *page, uint32_t element, const char *name);

/** What stands in the <title> of the head; empty where there is none. */
ro_str ro_page_title_text(const ro_page *page);

/** Compare every block with the text of the article that JSON-LD may state. False: no
 *  memory. */
bool ro_page_read_stated(ro_page *page);

/** Whether JSON-LD states the block: all but a link or a mark that is written otherwise there. */
static inline bool ro_block_is_stated(const ro_page_block *block) {
    return block->stated > 0.8f;
}

/** Give a role to every block of the article, RO_ROLE_OPEN where its form shall
 *  tell, and 0xFE (left out) to every other, in form.role. */
ro_status ro_page_choose(ro_page *page, ro_error *error);
#define RO_ROLE_LEFT_OUT 0xFE

/** Give the role of a related link to the chosen blocks of @p container that are teasers of other
 *  pages. False: no memory. */
bool ro_page_leave_teasers(ro_page *page, uint32_t container);

/** Find the tables that hold data, and the row and column of each of their blocks. Known once the
 *  blocks are chosen. */
void ro_page_tables(ro_page *page);

/** Find out what the markup says of the kind of the page. Known once it is laid out. */
void ro_page_find_kinds(ro_page *page);

/** Find out which blocks are notices. */
void ro_page_find_notices(ro_page *page);

/** Give notices that stand in the text of the article, and what stands behind a wall, the roles
 *  that they have. Known once the blocks are chosen. */
void ro_page_set_notices_apart(ro_page *page);

/** What a page says of itself in place of an article; RO_NOTICE_NONE where it gives one, whole
 *  or its beginning. Known once notices are set apart. */
ro_notice_kind ro_page_refusal(const ro_page *page);

/** How many other pages a page lists that has no text of its own: a page of cards, or of
 *  links; 0 where it is no such list. Known once the blocks are chosen. */
uint32_t ro_page_cards(const ro_page *page);

/** Whether the page says of itself that it is an article. */
bool ro_page_says_article(const ro_page *page);

/** Read title, authors, dates, outlet, language and address from the head, JSON-LD
 *  and the marked elements of the page into the record. */
ro_status ro_page_facts(ro_page *page, ro_record *record, ro_error *error);

/** Whether the page gives only the beginning of @p article, whose parts are known: it says that
 *  there is more, or that the rest is for those who pay, and the text ends like it. */
bool ro_page_is_cut_short(const ro_page *page, const ro_article *article);

/** Up to @p most bytes of the visible text of a subtree, in the arena; NULL: no memory. */
const char *ro_page_node_text(const ro_page *page, uint32_t node, size_t most);
/** The same with a '\n' where a block begins or ends within. */
const char *ro_page_node_lines(const ro_page *page, uint32_t node, size_t most);

#endif
