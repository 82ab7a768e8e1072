/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/people/same_person.h"

#include <stdlib.h>

#include "base/hash.h"
#include "compare/words/words.h"

enum {
    MOST_WORDS = 8,     /* of a name: the longest with titles and particles */
    MOST_NAMESAKES = 32 /* under one word: bounds the comparisons of a common surname */
};

/* A name as folded words: "Joseph R. Biden" is joseph, r, biden. */
typedef struct name_words {
    uint64_t word[MOST_WORDS];
    char initial[MOST_WORDS]; /* first letter */
    bool letter[MOST_WORDS];  /* the word is that letter alone */
    uint32_t count;
} name_words;

/* Somebody found so far. */
typedef struct namesake {
    uint32_t person;
    name_words name;
    const ro_entity *entity; /* with the fullest name */
} namesake;

/* People by a word of their name that may stand for the whole. */
typedef struct name_list {
    uint64_t word;            /* 0: free */
    RO_ARRAY(uint32_t) known; /* indexes of namesakes */
} name_list;

typedef struct people_finder {
    const ro_comparison *comparison;
    ro_people *people;
    ro_arena *arena;
    RO_ARRAY(namesake) known; /* by person */
    name_list *lists;
    uint32_t list_count, capacity;
} people_finder;

static name_words name_of(const char *name) {
    name_words words = {.count = 0};
    ro_scan scan = {name, 0, (uint32_t)strlen(name)};
    ro_scanned scanned;
    while (words.count < MOST_WORDS && ro_scan_word(&scan, &scanned)) {
        char folded[RO_FOLDED_BYTES];
        uint32_t size = ro_fold_word(name, &scanned, folded);
        if (size == 3 && memcmp(folded, "the", 3) == 0) continue;
        words.word[words.count] = ro_hash(folded, size) | 1;
        words.initial[words.count] = folded[0];
        words.letter[words.count] = size == 1;
        words.count++;
    }
    return words;
}

static name_list *list_of(const people_finder *finder, uint64_t word) {
    uint32_t mask = finder->capacity - 1;
    for (uint32_t i = (uint32_t)(word >> 1) & mask;; i = (i + 1) & mask)
        if (finder->lists[i].word == 0 || finder->lists[i].word == word) return &finder->lists[i];
}

static bool grow_lists(people_finder *finder) {
    people_finder larger = *finder;
    larger.capacity = finder->capacity ? finder->capacity * 2 : 64;
    larger.lists = RO_ARENA_ARRAY(finder->arena, name_list, larger.capacity);
    if (!larger.lists) return false;
    for (uint32_t i = 0; i < finder->capacity; i++)
        if (finder->lists[i].word) *list_of(&larger, finder->lists[i].word) = finder->lists[i];
    finder->lists = larger.lists;
    finder->capacity = larger.capacity;
    return true;
}

static void list_name(people_finder *finder, uint64_t word, uint32_t person) {
    if (finder->list_count * 2 >= finder->capacity && !grow_lists(finder)) return;
    name_list *list = list_of(finder, word);
    finder->list_count += list->word == 0;
    list->word = word;
    for (uint32_t i = 0; i < list->known.count; i++)
        if (list->known.items[i] == person) return;
    if (list->known.count < MOST_NAMESAKES) RO_APPEND(finder->arena, &list->known, person);
}

/* Whether two first names may be one: equal, or one is the other's initial. */
static bool may_be_one(const name_words *a, const name_words *b) {
    if (a->word[0] == b->word[0]) return true;
    return a->initial[0] == b->initial[0] && (a->letter[0] || b->letter[0]);
}

static bool same_words(const name_words *a, const name_words *b) {
    return a->count == b->count && memcmp(a->word, b->word, a->count * sizeof *a->word) == 0;
}

/* a's words are the last words of b: "State Department" of "US State Department". */
static bool ends_in(const name_words *a, const name_words *b) {
    if (a->count < 2 || a->count > b->count) return false;
    return memcmp(a->word, b->word + b->count - a->count, a->count * sizeof *a->word) == 0;
}

/* a, one word, is the capitals of b: "IMF". */
static bool is_acronym(const char *a, const name_words *b) {
    size_t size = strlen(a);
    if (b->count < 3 || size != b->count) return false;
    for (size_t i = 0; i < size; i++)
        if (!ro_is_upper((unsigned char)a[i]) || ro_lower(a[i]) != b->initial[i]) return false;
    return true;
}

static bool countries_agree(const ro_entity *a, const ro_entity *b) {
    return !a->country || !b->country || strcmp(a->country, b->country) == 0;
}

static bool offices_meet(const ro_entity *a, const ro_entity *b) {
    for (uint32_t i = 0; i < a->office_count; i++)
        for (uint32_t j = 0; j < b->office_count; j++)
            if (strcmp(a->offices[i], b->offices[j]) == 0) return true;
    return false;
}

/* Both names are of two words or more. */
static bool same_full_name(const ro_entity *entity, const name_words *name, const namesake *known) {
    const name_words *other = &known->name;
    if (same_words(name, other)) return true;
    if (entity->type != RO_ENTITY_PERSON)
        return countries_agree(entity, known->entity) &&
               (ends_in(name, other) || ends_in(other, name));
    return name->word[name->count - 1] == other->word[other->count - 1] &&
           may_be_one(name, other) && countries_agree(entity, known->entity);
}

static bool types_agree(const ro_entity *a, const ro_entity *b) {
    return a->type == b->type;
}

static uint32_t find_full(people_finder *finder, const ro_entity *entity, const name_words *name) {
    uint64_t key = name->word[name->count - 1];
    const name_list *list = finder->capacity ? list_of(finder, key) : NULL;
    for (uint32_t i = 0; list && list->word && i < list->known.count; i++) {
        const namesake *known = &finder->known.items[list->known.items[i]];
        if (known->name.count > 1 && types_agree(entity, known->entity) &&
            same_full_name(entity, name, known))
            return list->known.items[i];
    }
    return RO_NONE;
}

/* One word stands for somebody where only one person of the story bears it; of
 * several, the one that has the same office. */
static uint32_t find_short(people_finder *finder, const ro_entity *entity, const name_words *name) {
    const name_list *list = finder->capacity ? list_of(finder, name->word[0]) : NULL;
    uint32_t found = RO_NONE, by_office = RO_NONE, alone = RO_NONE;
    bool several = false;
    for (uint32_t i = 0; list && list->word && i < list->known.count; i++) {
        const namesake *known = &finder->known.items[list->known.items[i]];
        if (!types_agree(entity, known->entity) || !countries_agree(entity, known->entity))
            continue;
        if (known->name.count == 1) {
            if (alone == RO_NONE) alone = list->known.items[i];
            continue;
        }
        if (by_office == RO_NONE && offices_meet(entity, known->entity))
            by_office = list->known.items[i];
        several = found != RO_NONE;
        found = list->known.items[i];
    }
    if (several) return by_office;
    return found != RO_NONE ? found : alone;
}

static uint32_t add_person(people_finder *finder, const ro_entity *entity, const name_words *name) {
    ro_person *person = RO_PUSH(finder->arena, &finder->people->items);
    namesake *known = RO_PUSH(finder->arena, &finder->known);
    if (!person || !known) return RO_NONE;
    *person = (ro_person){entity->type, entity->name, 0};
    uint32_t index = finder->people->items.count - 1;
    *known = (namesake){index, *name, entity};
    list_name(finder, name->word[name->count - 1], index);
    /* In Chinese, Korean or Hungarian order the surname is the first word. */
    if (entity->type == RO_ENTITY_PERSON) list_name(finder, name->word[0], index);
    return index;
}

static void meet(people_finder *finder, uint32_t person, const ro_entity *entity,
                 const name_words *name) {
    namesake *known = &finder->known.items[person];
    finder->people->items.items[person].articles++;
    if (name->count <= known->name.count) return;
    known->name = *name;
    known->entity = entity;
    finder->people->items.items[person].name = entity->name;
}

/* Who or what may do something: a ship and a storm too. */
static bool is_party(const ro_entity *entity) {
    return entity->named && entity->name &&
           (entity->type == RO_ENTITY_PERSON || entity->type == RO_ENTITY_ORGANIZATION ||
            ro_entity_is_thing(entity->type));
}

/* The full names of all articles first: only then it is known how many people of a
 * surname the story has. */
static void find_in_articles(people_finder *finder, bool full) {
    const ro_story *story = finder->people->story;
    for (uint32_t i = 0; i < story->article_count; i++) {
        const ro_article *article = finder->comparison->articles[story->articles[i]];
        for (uint32_t e = 0; e < article->entities.count; e++) {
            const ro_entity *entity = &article->entities.items[e];
            if (!is_party(entity)) continue;
            name_words name = name_of(entity->name);
            if (name.count == 0 || (name.count > 1) != full) continue;
            uint32_t person =
                full ? find_full(finder, entity, &name) : find_short(finder, entity, &name);
            if (person == RO_NONE) person = add_person(finder, entity, &name);
            if (person == RO_NONE) return;
            meet(finder, person, entity, &name);
            finder->people->person_of[i][e] = person;
        }
    }
}

/* The organization whose capitals person a is, or RO_NONE where none or several. */
static uint32_t spelled_out(const people_finder *finder, uint32_t a) {
    uint32_t found = RO_NONE;
    for (uint32_t b = 0; b < finder->known.count; b++) {
        const namesake *known = &finder->known.items[b];
        if (known->entity->type != RO_ENTITY_ORGANIZATION ||
            !is_acronym(finder->known.items[a].entity->name, &known->name))
            continue;
        if (found != RO_NONE) return RO_NONE;
        found = b;
    }
    return found;
}

/* "IMF" in one article, the whole name in another. */
static void join_acronyms(people_finder *finder) {
    enum { MOST_PEOPLE = 2000 }; /* more stand in lists of results, not in stories */
    uint32_t count = finder->known.count;
    uint32_t *same = RO_ARENA_ARRAY(finder->arena, uint32_t, count);
    if (!same || count > MOST_PEOPLE) return;
    for (uint32_t a = 0; a < count; a++) {
        const namesake *known = &finder->known.items[a];
        bool one_word = known->name.count == 1 && known->entity->type == RO_ENTITY_ORGANIZATION;
        same[a] = one_word ? spelled_out(finder, a) : RO_NONE;
        if (same[a] != RO_NONE)
            finder->people->items.items[same[a]].articles +=
                finder->people->items.items[a].articles;
    }
    const ro_story *story = finder->people->story;
    for (uint32_t i = 0; i < story->article_count; i++) {
        uint32_t entities = finder->comparison->articles[story->articles[i]]->entities.count;
        for (uint32_t e = 0; e < entities; e++) {
            uint32_t *person = &finder->people->person_of[i][e];
            if (*person != RO_NONE && same[*person] != RO_NONE) *person = same[*person];
        }
    }
}

ro_people *ro_people_find(const ro_comparison *comparison, const ro_story *story, ro_arena *arena) {
    ro_people *people = RO_ARENA_NEW(arena, ro_people);
    if (!people) return NULL;
    people->story = story;
    people->person_of = RO_ARENA_ARRAY(arena, uint32_t *, story->article_count);
    for (uint32_t i = 0; i < story->article_count && !arena->oom; i++) {
        uint32_t entities = comparison->articles[story->articles[i]]->entities.count;
        people->person_of[i] = RO_ARENA_ARRAY(arena, uint32_t, entities);
        for (uint32_t e = 0; people->person_of[i] && e < entities; e++)
            people->person_of[i][e] = RO_NONE;
    }
    if (arena->oom) return NULL;
    people_finder finder = {.comparison = comparison, .people = people, .arena = arena};
    find_in_articles(&finder, true);
    find_in_articles(&finder, false);
    join_acronyms(&finder);
    return arena->oom ? NULL : people;
}
