/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Events, in three steps: verb groups with their status (events_verbs.c), the clause
 * around each (events_clauses.c), and who, whom and when (events.c). The clauses are
 * cut by words and signs rather than by the parse: a long sentence of news is where a
 * parse fails first, and a wrong clause would tell what nobody said.
 */
#ifndef RO_ANALYSE_EVENTS_EVENTS_H
#define RO_ANALYSE_EVENTS_EVENTS_H

#include "analyse/analyse.h"
#include "base/lexicon.h"

/** Frames of data/en/event_status.tsv. */
typedef enum ro_status_list {
    RO_STATUS_MODAL,
    RO_STATUS_TO,
    RO_STATUS_OBJECT,
    RO_STATUS_ADVERB,
    RO_STATUS_NOUN,
    RO_STATUS_NEGATION,
    RO_STATUS_SELF,
    RO_STATUS_LIGHT,
    RO_STATUS_LISTS
} ro_status_list;

/** What a word of that table says: a ro_event_status, or one of these. */
enum { RO_STATUS_WOULD = 100, RO_STATUS_SAME, RO_STATUS_SKIP };

struct ro_events_rules {
    ro_lexicon lists[RO_STATUS_LISTS]; /* word to status */
    ro_lexicon speech; /* verbs of data/en/cues.tsv that a clause or quotation follows */
    ro_lexicon joints; /* data/en/clause_words.tsv: words that begin a clause, or a detour */
};

/** The words of one predicate: "is set to meet". Token indices. */
typedef struct ro_verb_group {
    uint32_t first;     /* its first word */
    uint32_t predicate; /* its verb with a meaning of its own */
    uint32_t governor;  /* "plans" in "plans to visit"; else the predicate */
    int status;         /* a ro_event_status, RO_STATUS_WOULD or RO_STATUS_SKIP */
    bool passive;
    bool past;           /* what governs it is past: "was scheduled to" */
    bool present;        /* in the simple present */
    bool finite;         /* has a tense, and so a clause of its own */
    bool is_to;          /* "is to meet": only where somebody is its subject */
    bool bare;           /* goes on in the form of the group before: "and deliver" */
    bool relative;       /* within a relative clause */
    uint32_t start, end; /* the clause, filled by ro_clauses_cut */
    uint32_t shown;      /* where the clause must begin to be read by itself */
} ro_verb_group;

typedef RO_ARRAY(ro_verb_group) ro_verb_group_array;

/** Append the verb groups of the sentence with tokens [first, end). */
void ro_verb_groups_find(const ro_events_rules *rules, ro_article *article, bool title,
                         uint32_t first, uint32_t end, ro_verb_group_array *groups);

/** Fill the clauses of the groups of that sentence. */
void ro_clauses_cut(const ro_events_rules *rules, const ro_article *article, uint32_t first,
                    uint32_t end, ro_verb_group_array *groups);

/** Kinds of data/en/clause_words.tsv. */
enum { RO_JOINT_CLAUSE, RO_JOINT_DOUBT, RO_JOINT_RELATIVE, RO_JOINT_DETOUR };

/** The kind of a token as such a word, or -1. */
int ro_joint_at(const ro_events_rules *rules, const ro_article *article, uint32_t token);

/** Whether a token is part of a name that the layer of people found; a tagger takes a name
 *  that it never saw for any kind of word. */
bool ro_token_in_name(const ro_article *article, uint32_t token);

/** The base form of a token, or its form. */
ro_str ro_token_lemma(const ro_article *article, uint32_t token);

#endif
