/* SPDX-License-Identifier: Apache-2.0 */
/** What comparing needs of an article, computed once: its words. */
#ifndef RO_COMPARE_WORDS_PROFILES_H
#define RO_COMPARE_WORDS_PROFILES_H

#include "base/hash.h"
#include "compare/compare.h"

/** A body word in the order of the text. Words are taken from the content parts
 *  alone. A script that does not part words gives one word a character. */
typedef struct ro_word {
    uint32_t hash;    /* of the folded form: lower case, one apostrophe, no possessive */
    uint32_t stem;    /* hash of the stem, British and American spelling alike */
    uint32_t gram;    /* ro_profile_gram of it; 0 where no word of the three is of content */
    ro_span span;     /* with its possessive ending */
    bool quoted : 1;  /* lies within quotation marks */
    bool content : 1; /* not a function word */
    bool name : 1;    /* capitalised where the sentence does not ask for it */
    bool number : 1;  /* holds a digit */
    bool starts : 1;  /* the first of its paragraph */
    bool title : 1;   /* stands in the title */
} ro_word;

typedef struct ro_profile {
    const ro_word *words;
    uint32_t word_count;
    uint32_t content_count; /* words that are not function words */
    uint64_t digest;        /* of the folded words in order: equal texts, equal digests */
} ro_profile;

/** Hash of the stems of the three words from @p at on, which must be there. */
static inline uint32_t ro_profile_gram(const ro_profile *profile, uint32_t at) {
    const ro_word *word = &profile->words[at];
    return (uint32_t)ro_hash_mix((uint64_t)word[0].stem << 32 | word[1].stem, word[2].stem);
}

/** Index of the first word of @p profile that starts at byte @p at or behind it;
 *  word_count where there is none. */
uint32_t ro_profile_from(const ro_profile *profile, uint32_t at);

/** Makes profiles for one thread: a stemmer and a memory of words already seen. */
typedef struct ro_profiler ro_profiler;

/** Return a profiler, or NULL. Free with ro_profiler_free. */
ro_profiler *ro_profiler_new(const ro_compare_rules *rules);
void ro_profiler_free(ro_profiler *profiler);

/** Number of words of @p article, for the caller to make room. */
uint32_t ro_profile_count(const ro_article *article);

/** Fill @p words, room for ro_profile_count of them, and @p profile. */
void ro_profile_fill(ro_profiler *profiler, const ro_article *article, ro_word *words,
                     ro_profile *profile);

/** Hash of the stem of one word, as ro_word.stem. */
uint32_t ro_profiler_stem(ro_profiler *profiler, ro_str word);

#endif
