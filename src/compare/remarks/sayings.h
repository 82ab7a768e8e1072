/* SPDX-License-Identifier: Apache-2.0 */
/** One quotation of one article, made ready to be compared with others. */
#ifndef RO_COMPARE_REMARKS_SAYINGS_H
#define RO_COMPARE_REMARKS_SAYINGS_H

#include "compare/compare_rules.h"
#include "compare/people/same_person.h"
#include "compare/words/profiles.h"

typedef struct ro_saying {
    uint32_t index;   /* of the article within the story */
    uint32_t article; /* of the comparison */
    uint32_t number;  /* of the quotation within the article */
    const ro_quote *quote;
    const ro_word **words; /* of its parts, at most RO_SAYING_WORDS */
    uint32_t word_count;
    uint32_t all_words; /* of its span: how much it tells */
    uint64_t digest;    /* of the words in order */
    uint32_t person;    /* who says it, or RO_NONE */
} ro_saying;

/* Words of a saying that are compared, two minutes of speech: its cost grows with their square. */
enum { RO_SAYING_WORDS = 300 };

typedef RO_ARRAY(ro_saying) ro_saying_array;

/** Append the sayings of all articles of @p story, in their order. */
void ro_sayings_make(const ro_comparison *comparison, const ro_story *story,
                     const ro_people *people, ro_arena *arena, ro_saying_array *sayings);

/** Whether two sayings can have one speaker. */
typedef enum ro_speakers { RO_SPEAKERS_SAME, RO_SPEAKERS_OPEN, RO_SPEAKERS_DIFFER } ro_speakers;
ro_speakers ro_sayings_speakers(const ro_comparison *comparison, const ro_people *people,
                                const ro_saying *a, const ro_saying *b);

/** Share of the words of the shorter that stand in both in one order, 0 to 1; where
 *  @p longest is not NULL it receives the longest run without a gap. */
double ro_sayings_aligned(const ro_saying *a, const ro_saying *b, uint32_t *longest);

/** Share of what @p told says that @p full says too, by content words, whatever the
 *  order, 0 to 1; @p shared receives the number of content words shared. */
double ro_sayings_covered(const ro_comparison *comparison, const ro_saying *told,
                          const ro_saying *full, uint32_t *shared);

#endif
