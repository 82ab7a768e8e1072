/* SPDX-License-Identifier: Apache-2.0 */
/** What the articles of a story say happened, the same thing joined. */
#ifndef RO_COMPARE_HAPPENINGS_HAPPENINGS_H
#define RO_COMPARE_HAPPENINGS_HAPPENINGS_H

#include "compare/people/same_person.h"
#include "compare/words/profiles.h"

/** One event of one article, made ready to be compared. */
typedef struct ro_told_event {
    uint32_t index;   /* of the article within the story */
    uint32_t article; /* of the comparison */
    const ro_event *event;
    const ro_time *time;         /* or NULL */
    const ro_word **words;       /* content words of the clause */
    uint32_t word_count, length; /* length: all words */
    uint32_t who, whom;          /* people, or RO_NONE */
    const char *class;           /* of data/en/claim_words.tsv: what went on, or NULL */
    uint64_t digest;
    bool readable; /* can stand for the happening in a timeline */
} ro_told_event;

/** Tellings of one thing. */
typedef struct ro_happening_draft {
    RO_ARRAY(uint32_t) events; /* the leader first */
} ro_happening_draft;

typedef struct ro_happenings {
    RO_ARRAY(ro_told_event) events;
    RO_ARRAY(ro_happening_draft) drafts;
} ro_happenings;

/** Find what the articles of @p story tell; memory comes from @p arena. NULL: no
 *  memory. */
ro_happenings *ro_happenings_find(const ro_comparison *comparison, const ro_story *story,
                                  ro_arena *arena);

#endif
