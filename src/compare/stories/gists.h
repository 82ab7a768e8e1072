/* SPDX-License-Identifier: Apache-2.0 */
/** What is compared of two articles to see whether they tell the same event. */
#ifndef RO_COMPARE_STORIES_GISTS_H
#define RO_COMPARE_STORIES_GISTS_H

#include "compare/words/terms.h"

/** Farther apart, in days, reports seldom tell the same event: such pairs are not looked for,
 *  and more days speak against no more. A week: set by hand. */
enum { RO_STORY_DAYS = 7 };

/** No publication day is known. */
#define RO_NO_DAY INT32_MIN

typedef struct ro_gist {
    ro_terms terms;         /* ascending by stem; weights set */
    float length;           /* of the vector of weights */
    float name_length;      /* of its part that are names */
    float front_length;     /* of the vector of title and lead */
    const uint32_t *quoted; /* runs of words within quotation marks, hashed, ascending */
    uint32_t quoted_count;
    int32_t day; /* of publication, since 1970-01-01, or RO_NO_DAY */
} ro_gist;

/** Compute the gists of all articles in @p arena; NULL: no memory. */
ro_gist *ro_gists_make(const ro_comparison *comparison, ro_arena *arena);

/** How alike two articles are. */
typedef struct ro_likeness {
    float words;  /* cosine of all terms, 0 to 1 */
    float names;  /* cosine of the names, 0 to 1 */
    float front;  /* cosine of title and lead, 0 to 1 */
    float quotes; /* runs of quoted words shared, 0 (none) to 1 (many) */
    float days;   /* between the publications; 0 where one is not known */
    bool dated;   /* both days are known */
} ro_likeness;

ro_likeness ro_gists_compare(const ro_gist *a, const ro_gist *b);

/** Log-odds that two articles so alike tell the same event. */
float ro_likeness_odds(const ro_likeness *likeness);

/** Whether a term stands for a name: most of its uses within a sentence have a capital. */
bool ro_term_is_name(const ro_term *term);

/** Two articles that may tell the same event. */
typedef struct ro_pair {
    uint32_t a, b; /* a < b */
    float odds;
} ro_pair;
typedef RO_ARRAY(ro_pair) ro_pair_array;

/** Append to @p pairs, in no stated but a fixed order, those with odds of @p least or
 *  more. Work is bounded for each article, so it grows linearly with their number. */
void ro_pairs_find(const ro_gist *gists, uint32_t count, float least, ro_arena *arena,
                   ro_pair_array *pairs);

#endif
