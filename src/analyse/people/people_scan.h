/* SPDX-License-Identifier: Apache-2.0 */
/** The work on one article: its words, the names and descriptions found, who is meant. */
#ifndef RO_ANALYSE_PEOPLE_PEOPLE_SCAN_H
#define RO_ANALYSE_PEOPLE_PEOPLE_SCAN_H

#include "analyse/people/people_rules.h"

/** How a sentence is written; in any but NORMAL capitals say little. */
typedef enum ro_letter_case {
    RO_CASE_NORMAL,
    RO_CASE_TITLE, /* Most Words Begin With a Capital */
    RO_CASE_CAPS,
    RO_CASE_LOWER
} ro_letter_case;

/** How one token is written. */
typedef enum ro_shape {
    RO_SHAPE_LOWER,
    RO_SHAPE_INITIAL, /* Word */
    RO_SHAPE_CAPS,    /* WORD; two letters or more */
    RO_SHAPE_LETTER,  /* J, J. */
    RO_SHAPE_NUMBER,
    RO_SHAPE_MARK
} ro_shape;

/** A token, seen as a word. */
typedef struct ro_seen_word {
    const ro_word_facts *facts; /* of the word by itself */
    uint32_t hash;              /* of its folded form */
    uint8_t shape;              /* a ro_shape */
    bool name;                  /* part of a name by its form */
    bool first;                 /* begins a sentence or a quotation */
    bool glued;                 /* no space before it */
    bool quoted;                /* inside quotation marks */
} ro_seen_word;

/** How sure the type of a name is. */
typedef enum ro_certainty {
    RO_UNSURE, /* a name, of whatever type */
    RO_LIKELY, /* by its context */
    RO_CERTAIN /* by a title, a table or a word in it */
} ro_certainty;

/** What a phrase is in its clause, as the parser sees it. */
typedef enum ro_role_in_clause {
    RO_ROLE_NONE,
    RO_ROLE_SUBJECT,
    RO_ROLE_OBJECT,
    RO_ROLE_POSSESSOR,
    RO_ROLE_OBLIQUE
} ro_role_in_clause;

/** A name, title, description or pronoun, by its tokens. */
typedef struct ro_found {
    uint32_t first, end; /* tokens, half open */
    uint32_t head;       /* token that says what it is */
    uint32_t sentence;
    uint8_t type;      /* a ro_entity_type */
    uint8_t kind;      /* a ro_mention_kind */
    uint8_t certainty; /* a ro_certainty */
    uint8_t office;    /* a ro_office_class */
    uint8_t role;      /* a ro_role_in_clause, once resolving begins */
    uint16_t features; /* RO_FEATURE_MALE, _FEMALE, _PLURAL */
    bool known;        /* a whole phrase of the tables */
    bool unnamed;      /* an official who is quoted without a name */
    bool definite;     /* "the", "this", "his" */
    bool quoted;       /* inside quotation marks */
    bool bare;         /* a common noun that is nobody unless it is said again */
    bool doubtful;     /* the tagger saw no name here: it stands if the article speaks for it */
    uint8_t tagged;    /* the type by the tagger, plus one; 0: none */
    uint8_t thing;     /* of RO_ENTITY_OTHER by the tagger: RO_ENTITY_WORK, _EVENT; 0: neither */
    ro_country country;
    uint32_t of;       /* the found name or description it stands beside, or RO_NONE */
    const char *words; /* titles: the office, lower case */
    ro_str full;       /* canonical form from a table */
    uint32_t governor; /* token that its head depends on, or RO_NONE; as role */
    uint32_t entity;   /* RO_NONE until resolved */
} ro_found;

typedef struct ro_people_scan ro_people_scan;
typedef struct ro_pronoun_choice ro_pronoun_choice;

/** Told of every choice for a pronoun, before it is made: for the trainer. */
typedef void ro_pronoun_watch(void *watcher, const ro_people_scan *scan,
                              const ro_pronoun_choice *choice);

struct ro_people_scan {
    const ro_people_rules *rules;
    ro_article *article;
    ro_arena *scratch;
    const ro_name_hints *hints; /* of every token; NULL: rules stand alone */
    ro_seen_word *words;        /* one a token */
    uint8_t *cases;             /* ro_letter_case of each sentence */
    RO_ARRAY(ro_found) found;
    bool tagged;             /* found is of the tagger, not of the rules alone */
    ro_pronoun_watch *watch; /* NULL: nobody */
    void *watcher;
};

/** Fill words and cases; false where out of memory. */
bool ro_see_words(ro_people_scan *scan);

/** Append the names, in the order of the text, with what is certain of their types. */
void ro_find_names(ro_people_scan *scan);

/** Let every occurrence of a name in the article speak for the type of the others. */
void ro_settle_types(ro_people_scan *scan);

/** Make names whole that were found cut, once the tagger has run. */
void ro_mend_spans(ro_people_scan *scan);

/** What speaks for each ro_entity_type, against it below zero. */
enum { RO_TYPE_VOTES = 8 };
typedef struct ro_type_votes {
    int32_t of[RO_TYPE_VOTES];
} ro_type_votes;

/** Add what the words of a name say of its type, wherever it stands. */
void ro_hear_words(const ro_people_scan *scan, const ro_found *name, ro_type_votes *votes);

/** Add what its neighbours at this place say. */
void ro_hear_neighbours(const ro_people_scan *scan, const ro_found *name, ro_type_votes *votes);

/** Once the tagger has run: give each form of a name one type in the article, by all that
 *  speaks for it there, and drop doubtful names for which little does. */
void ro_decide_types(ro_people_scan *scan);

/** Bring back those of @p count names, found by rules before, that the tagger passed
 *  over though tables or the rest of the article know them. Both in text order. */
void ro_restore_names(ro_people_scan *scan, const ro_found *old, uint32_t count);

/** Append titles beside names, descriptions and pronouns; found is then in the order of
 *  the text, outer before inner. */
void ro_find_roles(ro_people_scan *scan);

/** Add phrases for organizations and places by a common noun: "the city"; the order stays. */
void ro_find_thing_nouns(ro_people_scan *scan);

/** Facts of the longest known phrase of @p flags that begins at token @p at and ends
 *  before @p end; *next receives the token behind it. Facts of nothing: none. */
const ro_word_facts *ro_phrase_at(const ro_people_scan *scan, uint32_t at, uint32_t end,
                                  uint32_t flags, uint32_t *next);

/** The words of tokens [first, end), as they stand in the text. */
ro_str ro_tokens_str(const ro_article *article, uint32_t first, uint32_t end);

static inline bool ro_word_has(const ro_people_scan *scan, uint32_t token, uint32_t flags) {
    return (scan->words[token].facts->flags & flags) != 0;
}

/** Whether a token is "'s" or the bare mark of a possessive. */
bool ro_token_possessive(const ro_people_scan *scan, uint32_t token);

#endif
