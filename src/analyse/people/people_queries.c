/* SPDX-License-Identifier: Apache-2.0 */
#include "analyse/people/people_queries.h"

uint32_t ro_mention_from(const ro_article *article, uint32_t at) {
    uint32_t low = 0, high = article->mentions.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (article->mentions.items[middle].span.start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* How far back a wider mention may have begun: descriptions are noun phrases. */
enum { WIDEST = 24 };

uint32_t ro_mention_at(const ro_article *article, uint32_t at) {
    uint32_t end = ro_mention_from(article, at + 1);
    uint32_t first = end > WIDEST ? end - WIDEST : 0;
    for (uint32_t i = first; i < end; i++)
        if (article->mentions.items[i].span.end > at) return i;
    return RO_NONE;
}

ro_mention_range ro_mentions_in(const ro_article *article, ro_span span) {
    return (ro_mention_range){ro_mention_from(article, span.start),
                              ro_mention_from(article, span.end)};
}

uint32_t ro_span_entity(const ro_article *article, ro_span span) {
    ro_mention_range range = ro_mentions_in(article, span);
    for (uint32_t i = range.first; i < range.end; i++) {
        const ro_mention *mention = &article->mentions.items[i];
        if (mention->span.end == span.end) return mention->entity;
    }
    return RO_NONE;
}

bool ro_entity_is_person(const ro_article *article, uint32_t entity) {
    return entity < article->entities.count &&
           article->entities.items[entity].type == RO_ENTITY_PERSON;
}

bool ro_entity_may_speak(const ro_article *article, uint32_t entity) {
    if (entity >= article->entities.count) return false;
    const ro_entity *who = &article->entities.items[entity];
    switch (who->type) {
    case RO_ENTITY_PERSON:
    case RO_ENTITY_ORGANIZATION:
    case RO_ENTITY_GROUP: return true;
    case RO_ENTITY_PLACE: return who->country != NULL;
    default: return false;
    }
}
