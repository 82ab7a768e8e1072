/* SPDX-License-Identifier: Apache-2.0 */
/** The word lists of reading, from data/, ready for use. */
#ifndef RO_READ_READ_RULES_H
#define RO_READ_READ_RULES_H

#include "base/array.h"
#include "base/lexicon.h"
#include "read/patterns.h"
#include "read/read.h"

/** What a <meta> element tells. */
typedef enum ro_meta_kind {
    RO_META_PUBLISHED,
    RO_META_MODIFIED,
    RO_META_TITLE,
    RO_META_AUTHOR,
    RO_META_OUTLET,
    RO_META_URL,
    RO_META_LANGUAGE,
    RO_META_DESCRIPTION,
    RO_META_SECTION,
    RO_META_IMAGE,
    RO_META_COUNT
} ro_meta_kind;

/** A value of page_meta: its kind and, smaller is surer, its rank. */
#define RO_META_VALUE(kind, rank) ((uint32_t)(kind) << 16 | (rank))
#define RO_META_KIND(value)       ((ro_meta_kind)((value) >> 16))

/** What the class or id of an element says that it holds; bits. */
typedef enum ro_hint {
    RO_HINT_BODY = 1 << 0,
    RO_HINT_JUNK = 1 << 1,
    RO_HINT_MAYBE_JUNK = 1 << 2,
    RO_HINT_CAPTION = 1 << 3,
    RO_HINT_BYLINE = 1 << 4,
    RO_HINT_DATE = 1 << 5,
    RO_HINT_DECK = 1 << 6,
    RO_HINT_TITLE = 1 << 7,
    RO_HINT_RELATED = 1 << 8,
    RO_HINT_PROMOTION = 1 << 9,
    RO_HINT_COMMENTS = 1 << 10,
    RO_HINT_POST = 1 << 11,
    RO_HINT_FOOTNOTE = 1 << 12,
    RO_HINT_CORRECTION = 1 << 13
} ro_hint;

/** What a word or phrase does in a byline; bits. */
typedef enum ro_byline_word {
    RO_BYLINE_OPENING = 1 << 0,
    RO_BYLINE_JOINT = 1 << 1,
    RO_BYLINE_WEAK_JOINT = 1 << 2,
    RO_BYLINE_END = 1 << 3,
    RO_BYLINE_WEAK_END = 1 << 4,
    RO_BYLINE_ROLE = 1 << 5,
    RO_BYLINE_NOISE = 1 << 6,
    RO_BYLINE_PATH = 1 << 7 /* in the address of a page about an author */
} ro_byline_word;

/** What a word does in a line on who wrote an article. */
typedef enum ro_biography_word {
    RO_BIOGRAPHY_NONE,
    RO_BIOGRAPHY_IS,     /* the verb: of what somebody is */
    RO_BIOGRAPHY_WRITES, /* the verb: of what somebody does for readers */
    RO_BIOGRAPHY_WHAT    /* what somebody is who writes */
} ro_biography_word;

/** What a page says of itself in place of an article: see data/all/page_notices.tsv. */
typedef enum ro_notice_kind {
    RO_NOTICE_NONE,
    RO_NOTICE_WALL,
    RO_NOTICE_MISSING,
    RO_NOTICE_CHECK,
    RO_NOTICE_SCRIPT,
    RO_NOTICE_CONSENT,
    RO_NOTICE_CONSENT_WORD,
    RO_NOTICE_MORE,
    RO_NOTICE_KINDS
} ro_notice_kind;

/** What the markup of a page says of its kind: see data/all/page_kinds.tsv. Bits. */
typedef enum ro_page_kind {
    RO_PAGE_LIST = 1 << 0,
    RO_PAGE_MISSING = 1 << 1,
    RO_PAGE_SCRIPT = 1 << 2
} ro_page_kind;

typedef enum ro_kind_place {
    RO_KIND_BY_CLASS,
    RO_KIND_BY_OG,
    RO_KIND_BY_JSON_LD,
    RO_KIND_BY_ID,
    RO_KIND_PLACES
} ro_kind_place;

/** What a named field of a record holds. */
typedef enum ro_field_kind {
    RO_FIELD_ID,
    RO_FIELD_URL,
    RO_FIELD_TITLE,
    RO_FIELD_OUTLET,
    RO_FIELD_LANGUAGE,
    RO_FIELD_PUBLISHED,
    RO_FIELD_MODIFIED,
    RO_FIELD_AUTHORS,
    RO_FIELD_TEXT,
    RO_FIELD_HTML,
    RO_FIELD_CONTENT,
    RO_FIELD_SUMMARY,
    RO_FIELD_COUNT, /* or: none of them */
    RO_FIELD_WRAPPER = RO_FIELD_COUNT,
    RO_FIELD_VALUE,
    RO_FIELD_LIST,
    RO_FIELD_ROWS
} ro_field_kind;

/** A value of field_names: what it is and, smaller is surer, its rank. */
#define RO_FIELD_NAME(kind, rank) ((uint32_t)(kind) << 16 | (rank))
#define RO_FIELD_NAME_KIND(value) ((ro_field_kind)((value) >> 16))
#define RO_FIELD_NAME_RANK(value) ((value)&0xFFFFu)

/** A name of HTML for a character, or for two. */
typedef struct ro_reference_name {
    ro_str name;
    uint32_t code, second; /* 0: none */
    bool bare;             /* it needs no ";" */
} ro_reference_name;

/** What evidence says of a line, in hundredths of a logit: see read/parts/line_kind.h. */
typedef struct ro_line_weight {
    uint32_t key;    /* half of that of the evidence; 0: a free slot */
    int16_t other;   /* of the line not being of the article */
    int16_t caption; /* of its being a caption then */
} ro_line_weight;

typedef struct ro_line_weights {
    ro_line_weight *slots;
    uint32_t capacity; /* a power of two */
} ro_line_weights;

struct ro_read_rules {
    ro_arena arena;
    ro_patterns phrases; /* that outlets put around articles; ro_part_role of a paragraph */
    ro_patterns notices; /* what a page says in place of an article; ro_notice_kind */
    ro_lexicon page_kinds[RO_KIND_PLACES]; /* names: bits of ro_page_kind */
    ro_lexicon agencies;                   /* name or alias: index into agency_names */
    RO_ARRAY(const char *) agency_names;
    ro_lexicon agency_words;                /* with which the name of an agency ends */
    ro_lexicon function_words;              /* of any language below: bits, one a language */
    ro_lexicon not_places;                  /* words before a dash or colon that are no dateline */
    ro_lexicon not_people;                  /* words that no person's name holds */
    ro_lexicon given_names;                 /* with which most names of people begin */
    ro_lexicon name_particles;              /* small words inside names */
    ro_lexicon desk_words;                  /* in the names of desks that are credited */
    ro_lexicon byline_words;                /* bits of ro_byline_word */
    ro_lexicon page_hints;                  /* words of class and id: bits of ro_hint */
    ro_lexicon page_meta;                   /* names of <meta>: RO_META_KIND and the row */
    RO_ARRAY(ro_str) date_labels;           /* words beside the day of publication */
    RO_ARRAY(ro_str) change_labels;         /* words beside the day of a change */
    ro_lexicon version_words;               /* in notes to editors on versions */
    ro_lexicon reader_words;                /* by which an outlet speaks to its reader */
    ro_lexicon biography_words;             /* of lines on who wrote: a ro_biography_word */
    ro_line_weights line_weights;           /* what evidence says of a line */
    RO_ARRAY(ro_reference_name) references; /* of HTML, sorted by their bytes */
    ro_lexicon field_names;                 /* of exports and tables: RO_FIELD_NAME */
    ro_lexicon value_names;                 /* members that hold the value of an object: rank */
    ro_lexicon list_names;                  /* lists of articles in an object: rank */
    ro_lexicon months;                      /* of several languages: 1 to 12 */
};

/** The languages told apart by their function words, ended by NULL. */
extern const char *const ro_languages[];

/** The role of a paragraph that is such a phrase; false where it is none. */
bool ro_phrase_role(const ro_read_rules *rules, ro_str paragraph, ro_part_role *role);

/** What a paragraph says of the page in place of an article. */
ro_notice_kind ro_find_notice(const ro_read_rules *rules, ro_str paragraph);

enum { RO_LONGEST_AGENCY = 40 }; /* bytes of its name */

/** The agency that @p name is, or NULL. */
const char *ro_agency(const ro_read_rules *rules, ro_str name);

#endif
