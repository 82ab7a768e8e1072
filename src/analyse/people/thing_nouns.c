/* SPDX-License-Identifier: Apache-2.0 */
/* Noun phrases whose head is a common noun: for organizations and places ("the city", "a small
 * firm", "its hospitals"), and for people where roles.c found none ("citizens"). Whom they mean
 * is settled by coreference. */
#include "analyse/people/people_scan.h"

enum { WIDEST = 12 }; /* tokens of a phrase before its head */

typedef struct thing_scan {
    ro_people_scan *people;
    bool *taken;                                     /* tokens of names, heads of phrases */
    uint8_t determiner, adjective, compound, number; /* relations of the parser */
    uint8_t owner;
} thing_scan;

/* Whether a token before the head of a phrase belongs to it, given its first token so far. */
static bool belongs(const thing_scan *scan, uint32_t t, uint32_t first, uint32_t head) {
    const ro_token *token = &scan->people->article->tokens.items[t];
    if (ro_token_is(scan->people->article, t, "-") && scan->people->words[t].glued) return true;
    if (token->head < (int32_t)first || token->head > (int32_t)head) {
        /* "'s" hangs on the owner before it. */
        return ro_token_possessive(scan->people, t) && token->head == (int32_t)t - 1;
    }
    /* What hangs on a modifier: "self-" in "the self-governed island". */
    if (token->head < (int32_t)head) return true;
    uint8_t relation = token->deprel;
    return relation == scan->determiner || relation == scan->adjective ||
           relation == scan->compound || relation == scan->number || relation == scan->owner ||
           scan->people->words[t].shape == RO_SHAPE_MARK;
}

static uint32_t first_of(const thing_scan *scan, uint32_t head, uint32_t begin) {
    uint32_t first = head, floor = head > begin + WIDEST ? head - WIDEST : begin;
    while (first > floor && belongs(scan, first - 1, first, head)) first--;
    while (first < head && scan->people->words[first].shape == RO_SHAPE_MARK) first++;
    return first;
}

static bool is_head(const thing_scan *scan, uint32_t t) {
    const ro_token *token = &scan->people->article->tokens.items[t];
    const ro_word_facts *facts = scan->people->words[t].facts;
    bool person = (facts->flags & (RO_WORD_PERSON | RO_WORD_OFFICE)) != 0;
    if ((!facts->noun && !person) || scan->taken[t]) return false;
    if (token->upos != RO_UPOS_NOUN && token->upos != RO_UPOS_PROPN) return false;
    if (person && token->upos == RO_UPOS_PROPN) return false;
    return token->deprel != scan->compound;
}

/* "The", "this", "its" or somebody's: a phrase that may look back. */
static bool is_definite(const thing_scan *scan, uint32_t first, uint32_t head) {
    if (ro_word_has(scan->people, first, RO_WORD_DEFINITE)) return true;
    for (uint32_t t = first; t < head; t++)
        if (ro_token_possessive(scan->people, t)) return true;
    return false;
}

static uint16_t features_of(const ro_word_facts *facts, bool person) {
    if (!person) return facts->several ? RO_FEATURE_PLURAL : 0;
    unsigned features = facts->flags & RO_WORD_PLURAL ? RO_FEATURE_PLURAL : 0;
    if (facts->flags & RO_WORD_MALE) features |= RO_FEATURE_MALE;
    if (facts->flags & RO_WORD_FEMALE) features |= RO_FEATURE_FEMALE;
    return (uint16_t)features;
}

static ro_found phrase_of(const thing_scan *scan, uint32_t head, uint32_t sentence) {
    const ro_article *article = scan->people->article;
    const ro_word_facts *facts = scan->people->words[head].facts;
    uint32_t first = first_of(scan, head, article->sentences.items[sentence].first_token);
    bool person = (facts->flags & (RO_WORD_PERSON | RO_WORD_OFFICE)) != 0;
    return (ro_found){.first = first,
                      .end = head + 1,
                      .head = head,
                      .sentence = sentence,
                      .type = person                          ? RO_ENTITY_PERSON
                              : facts->thing < RO_THING_WORLD ? RO_ENTITY_ORGANIZATION
                                                              : RO_ENTITY_PLACE,
                      .kind = RO_MENTION_DESCRIPTION,
                      .certainty = RO_CERTAIN,
                      .office = person ? facts->office : RO_OFFICE_NONE,
                      .features = features_of(facts, person),
                      .bare = true,
                      .definite = is_definite(scan, first, head),
                      .quoted = scan->people->words[first].quoted,
                      .of = RO_NONE,
                      .entity = RO_NONE};
}

static void read_relations(thing_scan *scan) {
    scan->determiner = ro_deprel_find(RO_STR("det"));
    scan->adjective = ro_deprel_find(RO_STR("amod"));
    scan->compound = ro_deprel_find(RO_STR("compound"));
    scan->number = ro_deprel_find(RO_STR("nummod"));
    scan->owner = ro_deprel_find(RO_STR("nmod:poss"));
}

/* Names and phrases of people are taken; of the latter only what they are called by. */
static void mark_taken(thing_scan *scan) {
    for (uint32_t i = 0; i < scan->people->found.count; i++) {
        const ro_found *found = &scan->people->found.items[i];
        uint32_t first = found->kind == RO_MENTION_NAME ? found->first : found->head;
        uint32_t end = found->kind == RO_MENTION_NAME ? found->end : found->head + 1;
        for (uint32_t t = first; t < end; t++) scan->taken[t] = true;
    }
}

static bool goes_before(const ro_found *a, const ro_found *b) {
    if (a->first != b->first) return a->first < b->first;
    return a->end > b->end;
}

/* Put the phrases from @p more on, which follow the text, among those before. */
static void merge(ro_people_scan *people, uint32_t more) {
    uint32_t count = people->found.count, a = 0, b = more, at = 0;
    ro_found *merged = RO_ARENA_ARRAY(people->scratch, ro_found, (size_t)count + 1);
    uint32_t *moved = RO_ARENA_ARRAY(people->scratch, uint32_t, (size_t)count + 1);
    if (!merged || !moved) return;
    const ro_found *items = people->found.items;
    while (a < more || b < count) {
        bool second = a == more || (b < count && goes_before(&items[b], &items[a]));
        uint32_t from = second ? b++ : a++;
        moved[from] = at;
        merged[at++] = items[from];
    }
    for (uint32_t i = 0; i < count; i++)
        if (merged[i].of != RO_NONE) merged[i].of = moved[merged[i].of];
    people->found.items = merged;
    people->found.capacity = count + 1;
}

void ro_find_thing_nouns(ro_people_scan *people) {
    const ro_article *article = people->article;
    thing_scan scan = {.people = people};
    scan.taken = RO_ARENA_ARRAY(people->scratch, bool, (size_t)article->tokens.count + 1);
    if (!scan.taken) return;
    read_relations(&scan);
    mark_taken(&scan);
    uint32_t before = people->found.count;
    for (uint32_t i = 0; i < article->sentences.count && !people->scratch->oom; i++) {
        const ro_sentence *sentence = &article->sentences.items[i];
        uint32_t limit = sentence->first_token + sentence->token_count;
        for (uint32_t t = sentence->first_token; t < limit; t++)
            if (is_head(&scan, t))
                RO_APPEND(people->scratch, &people->found, phrase_of(&scan, t, i));
    }
    if (people->found.count > before && !people->scratch->oom) merge(people, before);
}
