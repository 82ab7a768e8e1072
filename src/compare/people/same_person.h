/* SPDX-License-Identifier: Apache-2.0 */
/** Who of one article is who of another: people and organizations across a story. */
#ifndef RO_COMPARE_PEOPLE_SAME_PERSON_H
#define RO_COMPARE_PEOPLE_SAME_PERSON_H

#include "compare/compare.h"

/** A person or organization of a story. */
typedef struct ro_person {
    ro_entity_type type;
    const char *name;  /* the fullest name in any article, borrowed from it */
    uint32_t articles; /* that name it */
} ro_person;

/** The people of a story. */
typedef struct ro_people {
    const ro_story *story;
    uint32_t **person_of; /* for each article of the story, for each of its entities */
    RO_ARRAY(ro_person) items;
} ro_people;

/**
 * Find the people of @p story; memory comes from @p arena.
 * The full name joins; a surname alone joins where the story knows one person of
 * that name; two people of one surname are never joined.
 * @return NULL: no memory.
 */
ro_people *ro_people_find(const ro_comparison *comparison, const ro_story *story, ro_arena *arena);

/** Number of the person that entity @p entity of the story's article number @p index
 *  (0 is story->articles[0]) is, or RO_NONE. */
static inline uint32_t ro_person_of(const ro_people *people, const ro_comparison *comparison,
                                    uint32_t index, uint32_t entity) {
    const ro_article *article = comparison->articles[people->story->articles[index]];
    return entity < article->entities.count ? people->person_of[index][entity] : RO_NONE;
}

#endif
