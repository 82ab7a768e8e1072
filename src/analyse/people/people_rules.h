/* SPDX-License-Identifier: Apache-2.0 */
/** What the tables of data/ know of a word or phrase that may be part of a name. */
#ifndef RO_ANALYSE_PEOPLE_PEOPLE_RULES_H
#define RO_ANALYSE_PEOPLE_PEOPLE_RULES_H

#include "analyse/analyse.h"
#include "base/text.h"
#include "lang/en/word_groups.h"

/** What a word or phrase may be; several at once. */
typedef enum ro_word_flag {
    RO_WORD_COMMON = 1 << 0,    /* lower case in running text */
    RO_WORD_GIVEN = 1 << 1,     /* given name */
    RO_WORD_COUNTRY = 1 << 2,   /* name of a country */
    RO_WORD_CAPITAL = 1 << 3,   /* seat of a government: may stand for it */
    RO_WORD_DEMONYM = 1 << 4,   /* "Chinese" */
    RO_WORD_PLACE = 1 << 5,     /* city, region, sea */
    RO_WORD_GROUP = 1 << 6,     /* faith, party, people */
    RO_WORD_ORG = 1 << 7,       /* name of an organization */
    RO_WORD_TITLE = 1 << 8,     /* "Mr" */
    RO_WORD_OFFICE = 1 << 9,    /* "foreign minister" */
    RO_WORD_PERSON = 1 << 10,   /* noun for people: "witness" */
    RO_WORD_ORG_LAST = 1 << 11, /* ends the name of an organization */
    RO_WORD_ORG_HEAD = 1 << 12, /* and is a noun for one in lower case: "ministry" */
    RO_WORD_LEGAL = 1 << 13,    /* "Inc" */
    RO_WORD_PLACE_LAST = 1 << 14,
    RO_WORD_PLACE_FIRST = 1 << 15,
    RO_WORD_OTHER_LAST = 1 << 16, /* "War", "Cup" */
    RO_WORD_PARTICLE = 1 << 17,   /* "von" */
    RO_WORD_NAME_END = 1 << 18,   /* "Jr" */
    RO_WORD_CALENDAR = 1 << 19,   /* months and days of the week */
    RO_WORD_CAPS = 1 << 20,       /* an acronym: counts in capitals alone */
    RO_WORD_PLURAL = 1 << 21,     /* of a noun for people or an office */
    RO_WORD_SPEAKER = 1 << 22,    /* noun for people who are quoted */
    RO_WORD_DEFINITE = 1 << 23,   /* determiner that picks out: "the", "his" */
    RO_WORD_MALE = 1 << 24,
    RO_WORD_FEMALE = 1 << 25,
    RO_WORD_MODIFIER = 1 << 26,   /* comes before a noun for people: "senior" */
    RO_WORD_DETERMINER = 1 << 27, /* "the", "one", "his": begins a noun phrase */
    RO_WORD_SPEECH = 1 << 28,     /* verb of saying */
    RO_WORD_FUNCTION = 1 << 29,   /* preposition, conjunction, auxiliary */
    RO_WORD_PRONOUN = 1 << 30     /* of the third person */
} ro_word_flag;

#define RO_WORD_GENDER  (RO_WORD_MALE | RO_WORD_FEMALE)
#define RO_WORD_PLACES  (RO_WORD_COUNTRY | RO_WORD_CAPITAL | RO_WORD_PLACE)
#define RO_WORD_PEOPLES (RO_WORD_DEMONYM | RO_WORD_GROUP)
/** A whole name that is known. */
#define RO_WORD_KNOWN (RO_WORD_PLACES | RO_WORD_PEOPLES | RO_WORD_ORG)

/** Classes of offices, see data/en/offices.tsv. */
typedef enum ro_office_class {
    RO_OFFICE_NONE,
    RO_OFFICE_LEADER,
    RO_OFFICE_DEPUTY_LEADER,
    RO_OFFICE_FOREIGN,
    RO_OFFICE_DEFENCE,
    RO_OFFICE_FINANCE,
    RO_OFFICE_MINISTER,
    RO_OFFICE_LEGISLATOR,
    RO_OFFICE_JUDGE,
    RO_OFFICE_MILITARY,
    RO_OFFICE_POLICE,
    RO_OFFICE_SPOKESPERSON,
    RO_OFFICE_ENVOY,
    RO_OFFICE_EXECUTIVE,
    RO_OFFICE_FAITH,
    RO_OFFICE_ROYAL,
    RO_OFFICE_OFFICIAL,
    RO_OFFICE_SCHOLAR,
    RO_OFFICE_DIPLOMAT,
    RO_OFFICE_LEADER_WORD,
    RO_OFFICE_COUNTERPART,
    RO_OFFICE_OTHER
} ro_office_class;

/** ISO 3166-1 alpha-2 as a number; 0: none. */
typedef uint16_t ro_country;

typedef struct ro_word_facts {
    ro_str form; /* points into a table of data/; empty: a free slot */
    uint32_t hash;
    uint32_t flags;
    ro_country country;
    uint8_t office; /* a ro_office_class */
    bool longer;    /* some longer phrase begins like this */
    bool any_body;  /* noun that may mean any organization: "the company" */
    ro_str full;    /* canonical form where this is a short one */
} ro_word_facts;

/** Weights of the trained tagger of names, see name_tagger.h. */
typedef struct ro_name_tagger {
    const int16_t *weights; /* rows of RO_LABEL_ROW; NULL: none */
    const int16_t *steps;   /* from label, to label */
    uint32_t mask;          /* rows - 1 */
} ro_name_tagger;

/** Weights of what speaks for a candidate of a pronoun, see pronoun_choice.h. */
enum { RO_PRONOUN_BITS = 47, RO_PRONOUN_CLASSES = 3 };

struct ro_people_rules {
    ro_name_tagger tagger;
    ro_word_groups groups;
    int16_t pronoun_weights[RO_PRONOUN_CLASSES][RO_PRONOUN_BITS];
    ro_word_facts *words; /* a hash table; no memory of its own for each word */
    uint32_t mask;
};

/** The facts of a word or phrase; those of nothing where it is unknown. Never NULL. */
const ro_word_facts *ro_people_facts(const ro_people_rules *rules, ro_str form);

/** The same where ro_hash_folded of the form is known. */
const ro_word_facts *ro_people_facts_hashed(const ro_people_rules *rules, ro_str form,
                                            uint32_t hash);

/** Two letters and NUL in the arena; NULL for none. */
const char *ro_country_code(ro_arena *arena, ro_country country);

/** Read what the tables know of words; memory comes from @p arena. False: no memory, or a table
 *  that cannot be. */
bool ro_word_facts_read(ro_people_rules *rules, ro_arena *arena);

#endif
