/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Questions that other layers ask about people and places, once ro_find_people ran.
 *
 * A mention that lies within another ("Chinese" in "the Chinese foreign minister")
 * comes after it. All look-ups are by binary search.
 */
#ifndef RO_ANALYSE_PEOPLE_PEOPLE_QUERIES_H
#define RO_ANALYSE_PEOPLE_PEOPLE_QUERIES_H

#include "article/article.h"

/** Index of the widest mention that holds byte @p at, else RO_NONE. */
uint32_t ro_mention_at(const ro_article *article, uint32_t at);

/** Index of the first mention that starts at or after byte @p at; the count where none. */
uint32_t ro_mention_from(const ro_article *article, uint32_t at);

/** A run of mentions: indices [first, end). */
typedef struct ro_mention_range {
    uint32_t first;
    uint32_t end;
} ro_mention_range;

/** The mentions that start within @p span, in the order of the text. */
ro_mention_range ro_mentions_in(const ro_article *article, ro_span span);

/** Index of the entity that a noun phrase over @p span means: that of the mention with
 *  just this span, else of the last widest mention that ends with it ("the visiting
 *  Antony Blinken"), else RO_NONE. */
uint32_t ro_span_entity(const ro_article *article, ro_span span);

/** Whether entity @p entity is a person, named or described; false for RO_NONE. */
bool ro_entity_is_person(const ro_article *article, uint32_t entity);

/** Whether entity @p entity may say something: a person, an organization, a group of
 *  people, or a country or capital that stands for its government. False for RO_NONE. */
bool ro_entity_may_speak(const ro_article *article, uint32_t entity);

/** A span with the entity it means, ready for ro_who fields. */
static inline ro_who ro_who_is(const ro_article *article, ro_span span) {
    return (ro_who){span, ro_span_entity(article, span)};
}

#endif
