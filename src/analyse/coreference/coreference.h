/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Who is meant, while an article is being read: the entities so far, and an index of
 * their names. After the multi-pass sieve of Lee et al. 2013 (Computational Linguistics
 * 39:4), surest first, with precision before recall:
 *
 *     coreference_names.c     names of persons, then of organizations, places, groups
 *     coreference_fit.c       whether an office or a noun is somebody's
 *     coreference_nouns.c     titles and descriptions: "the foreign minister", "his wife"
 *     coreference_things.c    nouns for organizations and places: "the firm", "the city"
 *     coreference_pronouns.c  "he", "she", "they", "it"
 *     coreference_beings.c    who is known so far
 *     coreference.c           the passes, and what they give
 */
#ifndef RO_ANALYSE_COREFERENCE_COREFERENCE_H
#define RO_ANALYSE_COREFERENCE_COREFERENCE_H

#include "analyse/people/people_scan.h"

enum {
    RO_LOOK_BACK = 80,      /* mentions before one: some paragraphs; bounds the work of each */
    RO_BEING_CANDIDATES = 8 /* persons under one word of a name: more are told apart by nothing */
};

/** Possessors that are no entity: the speaker, the one spoken to. */
#define RO_POSSESSOR_FIRST  (RO_NONE - 1)
#define RO_POSSESSOR_SECOND (RO_NONE - 2)

/** An entity while the article is being read. */
typedef struct ro_being {
    ro_entity_type type;
    uint32_t first, end; /* tokens of the fullest name or description */
    uint32_t last_seen;  /* index of the newest found thing that is this */
    uint32_t mentions;
    uint16_t features;
    ro_country country;
    uint8_t offices; /* number of classes below */
    uint8_t office[4];
    uint8_t nouns;       /* number of hashes below */
    uint32_t noun[6];    /* heads of the phrases it is described by */
    uint32_t possessor;  /* entity or RO_POSSESSOR_…: "his wife"; RO_NONE */
    uint64_t kinds;      /* 1 << ro_thing_kind of what it is called */
    uint32_t subject_in; /* sentence of which it was a subject last; RO_NONE: of none yet */
    uint32_t seen_in[3]; /* sentences of its last mentions, the newest first */
    uint16_t likely;     /* gender of a single given name: it may be a surname */
    bool clear;          /* called by a noun that is not vague */
    bool kept;           /* given though it has neither name nor second mention */
    bool named;
    bool alone;                   /* its family name was used alone */
    uint32_t next;                /* next being with the same key in the index */
    RO_ARRAY(const char *) words; /* offices */
    ro_str full;
} ro_being;

/** Hash of a name or of a word of it, to the beings that have it. */
typedef struct ro_being_key {
    uint32_t hash; /* 0: free */
    uint32_t count;
    uint32_t being[RO_BEING_CANDIDATES];
} ro_being_key;

typedef struct ro_resolver {
    ro_people_scan *scan;
    RO_ARRAY(ro_being) beings;
    RO_ARRAY(uint32_t) holders; /* named persons with an office beside their name */
    ro_being_key *keys;
    uint32_t mask;
    uint32_t *paragraphs;                             /* number of the paragraph of each sentence */
    uint8_t subject, copula, adverb, auxiliary, mark; /* relations of the parser */
    uint8_t expletive, apposition, relative;
} ro_resolver;

/** The beings that have a name or word of this hash; none: count 0. Never NULL. */
ro_being_key *ro_beings_of(const ro_resolver *r, uint32_t hash);

/** Let being @p who be found under @p hash. */
void ro_index_being(ro_resolver *r, uint32_t hash, uint32_t who);

/** Hash of the words of tokens [first, end), whatever their case. */
uint32_t ro_words_hash(const ro_resolver *r, uint32_t first, uint32_t end);

/** A new being that found thing @p found is; RO_NONE where out of memory. */
uint32_t ro_new_being(ro_resolver *r, const ro_found *found);

/** Found thing number @p index is being @p who; nothing for RO_NONE. */
void ro_join_being(ro_resolver *r, uint32_t index, uint32_t who);

/** Whether one person may have both sets of features. */
static inline bool ro_genders_agree(uint16_t a, uint16_t b) {
    uint16_t both = (uint16_t)(a | b);
    return (both & RO_FEATURE_MALE) == 0 || (both & RO_FEATURE_FEMALE) == 0;
}

/** Persons by their names of several words, over the whole article. */
void ro_resolve_full_names(ro_resolver *r);

/** Other names, in the order of the text: single words of persons, and things. */
void ro_resolve_names(ro_resolver *r);

/** A title or description of a person or people. */
void ro_resolve_description(ro_resolver *r, uint32_t index);

/** Note whose a description beside a name is: "her husband, Paul Roth". */
void ro_note_possessor(ro_resolver *r, uint32_t index);

/** A common noun for an organization or a place: "the ministry", "the city". */
void ro_resolve_thing_noun(ro_resolver *r, uint32_t index);

/** Whether an office is said in full or in part: "the minister" for a foreign minister, "the
 *  secretary" for a secretary of state. 2: all of it, 1: its head, 0: not. */
unsigned ro_same_office(const ro_being *who, const char *words);

/** Whether all that stands behind the head of a phrase is said of a being: "the son of Ann". */
bool ro_complement_known(const ro_resolver *r, const ro_being *who, const ro_found *found);

/** How well a title or description fits a person named or described before: 0 not at all. */
unsigned ro_fit(const ro_resolver *r, const ro_being *who, const ro_found *found,
                uint32_t possessor);

/** Who owns what a phrase is about: "his wife", "Roth's wife", "my wife"; RO_NONE. */
uint32_t ro_possessor_of(ro_resolver *r, uint32_t index);

/** Whether a phrase brings up somebody or something new: "a firm", "another man". */
bool ro_is_new(const ro_resolver *r, const ro_found *found);

/** Whether a being is described by a noun of this hash; and note that it is. */
bool ro_being_has_noun(const ro_being *who, uint32_t noun);
void ro_note_noun(ro_being *who, uint32_t noun);

/** The token, before a phrase, of which its clause says that it is this; RO_NONE. */
uint32_t ro_predicated_of(const ro_resolver *r, const ro_found *found);

void ro_resolve_pronoun(ro_resolver *r, uint32_t index);

/** Say who each found thing is, and write entities and mentions to the article. */
void ro_resolve_people(ro_people_scan *scan);

/** As ro_find_people, with a watcher. */
void ro_find_people_watched(const ro_people_rules *rules, const ro_name_hints *hints,
                            ro_article *article, ro_pronoun_watch *watch, void *watcher);

#endif
