/* SPDX-License-Identifier: Apache-2.0 */
/** A text as the paragraphs it is laid out in, before their roles are known. */
#ifndef RO_READ_PARTS_DRAFT_H
#define RO_READ_PARTS_DRAFT_H

#include "read/parts/record.h"

/** What the layout says of a block. Plain text says nothing: paragraphs. */
typedef enum ro_block_kind {
    RO_BLOCK_PARAGRAPH,
    RO_BLOCK_HEADING,
    RO_BLOCK_ITEM,
    RO_BLOCK_QUOTATION,
    RO_BLOCK_CAPTION,
    RO_BLOCK_CELL,
    RO_BLOCK_HEADER_CELL,
    RO_BLOCK_POST, /* on a social medium */
    RO_BLOCK_FOOTNOTE
} ro_block_kind;

/** Whether a block of this kind is a piece of something larger that the layout shows: it need not
 *  be a sentence, and is no headline of another report. */
static inline bool ro_block_kind_is_set(unsigned kind) {
    return kind != RO_BLOCK_PARAGRAPH && kind != RO_BLOCK_HEADING;
}

static inline bool ro_block_kind_is_cell(unsigned kind) {
    return kind == RO_BLOCK_CELL || kind == RO_BLOCK_HEADER_CELL;
}

/** No role yet. */
#define RO_ROLE_OPEN 0xFF

typedef struct ro_block {
    ro_span span;  /* without white space at its ends */
    uint8_t kind;  /* a ro_block_kind */
    uint8_t role;  /* a ro_part_role or RO_ROLE_OPEN */
    bool linked;   /* nearly all of it is links */
    uint32_t tail; /* bytes at the end that credit an agency: not part of the form */
    /* Form, see blocks.c: */
    bool stop;     /* ends as a sentence does */
    bool question; /* ends in a question mark */
    bool colon;    /* ends in a colon: something follows */
    uint32_t words;
    uint32_t row;        /* of a table that holds data, from 1, no two tables alike; 0: of none */
    uint32_t column;     /* of it, from 0 */
    uint32_t entry;      /* of a live blog, from 1; 0: of none */
    uint32_t capitals;   /* words of four letters or more that begin with a capital */
    uint32_t long_words; /* words of four letters or more */
} ro_block;

/** An entry of a live blog. */
typedef struct ro_entry {
    ro_date time;        /* precision NONE: not stated */
    uint64_t start, end; /* the bytes that state it; both 0: JSON-LD does */
} ro_entry;

typedef struct ro_draft {
    const char *text;
    uint32_t size;
    RO_ARRAY(ro_block) blocks;
    const ro_entry *entries; /* the first; NULL: no live blog */
    bool has_layout;         /* kinds and links were known: a page, not plain text */
    const char *language;    /* of the text, BCP 47; NULL: its words do not tell */
} ro_draft;

/** Fill in the form of every block. */
void ro_draft_measure(ro_draft *draft);

/** Whether a block is a paragraph of running text: it ends as a sentence does and
 *  is long enough to be one of an article. */
bool ro_block_is_solid(const ro_block *block);

/** Give every block its role, and push the parts of the article: blocks, cut where
 *  a dateline or credit stands in a paragraph with text. Facts that the text states
 *  go to the record; the language of the text to the draft. */
ro_status ro_draft_parts(const ro_read_rules *rules, ro_record *record, ro_draft *draft,
                         ro_error *error);

#endif
