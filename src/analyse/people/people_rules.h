/* SPDX-License-Identifier: Apache-2.0 */
/** What the tables of data/ know of a word or phrase that may be part of a name. */
#ifndef RO_ANALYSE_PEOPLE_PEOPLE_RULES_H
#define RO_ANALYSE_PEOPLE_PEOPLE_RULES_H

#include "analyse/analyse.h"
#include "analyse/people/name_network.h"
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

/** What organizations and places are, see data/en/thing_nouns.tsv; organizations first. */
typedef enum ro_thing_kind {
    RO_THING_NONE,
    RO_THING_COMPANY,
    RO_THING_AGENCY,
    RO_THING_DEPARTMENT,
    RO_THING_GOVERNMENT,
    RO_THING_SCHOOL,
    RO_THING_TEAM,
    RO_THING_PARTY,
    RO_THING_CAMP,
    RO_THING_GROUP,
    RO_THING_UNION,
    RO_THING_COURT,
    RO_THING_COMMITTEE,
    RO_THING_MILITARY,
    RO_THING_POLICE,
    RO_THING_MEDIA,
    RO_THING_CHURCH,
    RO_THING_BANK,
    RO_THING_HOSPITAL,
    RO_THING_BAND,
    RO_THING_INDUSTRY,
    RO_THING_COMMUNITY,
    RO_THING_EMBASSY,
    RO_THING_MUSEUM,
    RO_THING_SHOP,
    RO_THING_WORLD,
    RO_THING_COUNTRY,
    RO_THING_STATE,
    RO_THING_REGION,
    RO_THING_CITY,
    RO_THING_QUARTER,
    RO_THING_ISLAND,
    RO_THING_WATER,
    RO_THING_COAST,
    RO_THING_MOUNTAIN,
    RO_THING_LAND,
    RO_THING_PARK,
    RO_THING_STREET,
    RO_THING_BRIDGE,
    RO_THING_BUILDING,
    RO_THING_ROOM,
    RO_THING_SPOT,
    RO_THING_SURFACE,
    RO_THING_HOME,
    RO_THING_BORDER,
    RO_THING_KINDS
} ro_thing_kind;

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
    uint8_t thing;  /* a ro_thing_kind: what it is a noun for, or what the name is one of */
    bool noun;      /* a common noun for that thing; a name otherwise */
    bool several;   /* and in the plural */
    bool vague;     /* and of many other things, so that it takes a name */
    uint8_t hint;   /* what it most often names alone: a ro_entity_type plus one; 0: untold */
    uint16_t cue;   /* what it says of a name beside it: row of ro_people_rules.cues; 0: nothing */
    ro_str full;    /* canonical form where this is a short one */
} ro_word_facts;

/** Beside the type in ro_word_facts.hint: in capitals alone. */
enum { RO_HINT_CAPS = 0x80 };

/** Where a word stands that says what a name names, see data/en/name_cues.tsv. */
typedef enum ro_cue_place {
    RO_CUE_OWNED,  /* "X's shares" */
    RO_CUE_BEHIND, /* "X shares" */
    RO_CUE_BEFORE, /* "company X" */
    RO_CUE_OF,     /* "shares of X" */
    RO_CUE_VERB,   /* the name is its subject */
    RO_CUE_OBJECT,
    RO_CUE_KIND, /* "X, a firm" */
    RO_CUE_PREP, /* "in X" */
    RO_CUE_PLACES
} ro_cue_place;

/** What one word says, by its place. */
typedef struct ro_name_cue {
    uint8_t type[RO_CUE_PLACES];   /* a ro_entity_type */
    uint8_t weight[RO_CUE_PLACES]; /* 0: nothing */
} ro_name_cue;

/** Weights of what speaks for a candidate of a pronoun, see pronoun_choice.h. */
enum { RO_PRONOUN_BITS = 96, RO_PRONOUN_CLASSES = 6 };

struct ro_people_rules {
    ro_name_network names; /* without a model: all zero */
    ro_word_groups groups;
    int16_t pronoun_weights[RO_PRONOUN_CLASSES][RO_PRONOUN_BITS];
    ro_word_facts *words; /* a hash table; no memory of its own for each word */
    ro_name_cue *cues;    /* the first says nothing */
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
