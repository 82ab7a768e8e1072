/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Noun phrases that say who somebody is: offices beside a name ("China's top diplomat
 * Wang Yi", "Ms Weiss, a professor at Cornell"), offices and descriptions alone ("the
 * foreign minister", "one US official"), organizations by a common noun ("the
 * ministry"), and pronouns.
 */
#include "analyse/people/people_scan.h"

#include <stdlib.h>

/* Around a noun for an office: its modifiers, and what it is an office of. Both bound the work of a
 * run of nouns without end. */
enum { LEFT_TOKENS = 12, RIGHT_TOKENS = 16 };

typedef struct role_scan {
    ro_people_scan *people;
    uint32_t *name_at; /* index of the name that holds a token, plus one; 0: none */
    uint32_t sentence;
    uint32_t begin, limit; /* tokens of the sentence */
} role_scan;

/* A noun phrase about a person or organization. */
typedef struct phrase {
    uint32_t start, head_first, head_end, end; /* tokens */
    const ro_word_facts *facts;
    ro_country country;
    bool definite, indefinite, modified, organization;
} phrase;

static bool is(const role_scan *roles, uint32_t t, const char *word) {
    return t >= roles->begin && t < roles->limit && ro_token_is(roles->people->article, t, word);
}

static uint8_t upos(const role_scan *roles, uint32_t t) {
    return roles->people->article->tokens.items[t].upos;
}

static bool has(const role_scan *roles, uint32_t t, uint32_t flags) {
    return t >= roles->begin && t < roles->limit && ro_word_has(roles->people, t, flags);
}

static ro_found *name_of(const role_scan *roles, uint32_t t) {
    if (t < roles->begin || t >= roles->limit || !roles->name_at[t]) return NULL;
    return &roles->people->found.items[roles->name_at[t] - 1];
}

static bool is_person_name(const role_scan *roles, uint32_t t) {
    const ro_found *name = name_of(roles, t);
    return name && name->type == RO_ENTITY_PERSON;
}

/* Whether a word may stand between the determiner and the noun it describes. */
static bool is_modifier(const role_scan *roles, uint32_t t) {
    if (is_person_name(roles, t)) return false;
    uint8_t tag = upos(roles, t);
    /* "under secretary", but "under former President Obama" */
    if (has(roles, t, RO_WORD_MODIFIER) && tag == RO_UPOS_ADP) return false;
    if (roles->name_at[t] || has(roles, t, RO_WORD_MODIFIER)) return true;
    if (has(roles, t, RO_WORD_DETERMINER)) return false;
    if (tag == RO_UPOS_ADJ || tag == RO_UPOS_NOUN || tag == RO_UPOS_PROPN || tag == RO_UPOS_NUM)
        return !has(roles, t, RO_WORD_CALENDAR);
    if (is(roles, t, "-"))
        return roles->people->words[t].glued && t + 1 < roles->limit &&
               roles->people->words[t + 1].glued;
    /* In "Foreign Minister" the capital says that it belongs to the office. */
    if (roles->people->words[t].name) return true;
    return tag == RO_UPOS_X && has(roles, t, RO_WORD_ORG_LAST) && !has(roles, t, RO_WORD_SPEECH);
}

static bool in_hyphenated(const role_scan *roles, uint32_t t) {
    return t + 1 < roles->limit && is(roles, t + 1, "-") && roles->people->words[t + 1].glued;
}

static void note_country(const role_scan *roles, phrase *np, uint32_t t) {
    const ro_found *name = name_of(roles, t);
    if (name && name->country && !np->country) np->country = name->country;
}

/* Whether a word begins a noun phrase; in "says that prosecutors …" "that" does not. */
static bool is_determiner(const role_scan *roles, uint32_t t) {
    if (!has(roles, t, RO_WORD_DETERMINER)) return false;
    uint8_t tag = upos(roles, t);
    return !is(roles, t, "that") || (tag != RO_UPOS_SCONJ && tag != RO_UPOS_PRON);
}

/* Extend to the left over modifiers, then over one determiner or possessor. */
static void extend_left(const role_scan *roles, phrase *np) {
    uint32_t t = np->head_first, floor = roles->begin;
    if (t > floor + LEFT_TOKENS) floor = t - LEFT_TOKENS;
    while (t > floor && (is_modifier(roles, t - 1) || in_hyphenated(roles, t - 1))) {
        t--;
        np->modified = true;
        note_country(roles, np, t);
    }
    if (t > floor + 1 && ro_token_possessive(roles->people, t - 1) &&
        roles->people->words[t - 1].glued && roles->name_at[t - 2]) {
        t--;
        while (t > floor && (roles->name_at[t - 1] || is(roles, t - 1, "-"))) {
            t--;
            note_country(roles, np, t);
        }
        np->definite = true;
        if (t > floor && is(roles, t - 1, "the")) t--;
    } else {
        /* One determiner; "all" and "both" before it, numbers behind it. */
        for (bool picked = false; t > floor && is_determiner(roles, t - 1);) {
            if (picked && !is(roles, t - 1, "all") && !is(roles, t - 1, "both")) break;
            t--;
            picked = has(roles, t, RO_WORD_DEFINITE) || is(roles, t, "a") || is(roles, t, "an");
            if (has(roles, t, RO_WORD_DEFINITE))
                np->definite = true;
            else
                np->indefinite = true;
        }
    }
    np->start = t;
}

static bool joins_complement(const role_scan *roles, uint32_t t) {
    return is(roles, t, "of") || is(roles, t, "for") || is(roles, t, "at");
}

/* Words of a complement: names, their joints, and nouns where tags tell. */
static bool in_complement(const role_scan *roles, uint32_t t) {
    if (is_person_name(roles, t)) return false;
    const ro_seen_word *word = &roles->people->words[t];
    if (roles->name_at[t] || word->name) return true;
    if (is(roles, t, "affairs") || is(roles, t, "state") || is(roles, t, "studies")) return true;
    bool more = t + 1 < roles->limit;
    if (is(roles, t, "-") || is(roles, t, "&")) return word->glued && more;
    if (is(roles, t, "and") && more)
        return (roles->people->words[t + 1].name && !is_person_name(roles, t + 1)) ||
               (upos(roles, t + 1) == RO_UPOS_NOUN &&
                !has(roles, t + 1, RO_WORD_PERSON | RO_WORD_OFFICE));
    uint8_t tag = upos(roles, t);
    return tag == RO_UPOS_NOUN || tag == RO_UPOS_ADJ || tag == RO_UPOS_PROPN;
}

/* Extend to the right over "of …", "for …", "at …". */
static void extend_right(const role_scan *roles, phrase *np) {
    uint32_t limit = roles->limit;
    if (limit > np->head_end + RIGHT_TOKENS) limit = np->head_end + RIGHT_TOKENS;
    np->end = np->head_end;
    if (np->facts->office >= RO_OFFICE_LEADER_WORD) limit = np->end; /* "counterpart for" */
    while (np->end < limit && joins_complement(roles, np->end)) {
        uint32_t t = np->end + 1, from;
        if (t < limit && has(roles, t, RO_WORD_DETERMINER)) t++;
        from = t;
        /* A professor of China studies is not China's. */
        bool holder = np->facts->office < RO_OFFICE_OFFICIAL && is(roles, np->end, "of");
        while (t < limit && in_complement(roles, t)) {
            if (holder) note_country(roles, np, t);
            t++;
        }
        if (t == from) break;
        np->end = t;
    }
}

/* Whether the noun at [first, end) is the head of its phrase and not part of a compound
 * such as "official visit" or "general election". */
static bool is_head(const role_scan *roles, uint32_t end) {
    if (end >= roles->limit || roles->people->words[end].shape >= RO_SHAPE_NUMBER) {
        return !(end + 1 < roles->limit && is(roles, end, "-") && roles->people->words[end].glued);
    }
    if (roles->name_at[end]) return true;
    if (upos(roles, end))
        return upos(roles, end) != RO_UPOS_NOUN && upos(roles, end) != RO_UPOS_PROPN;
    ro_str next = ro_token_str(roles->people->article, end);
    if (ro_str_ends(next, RO_STR("ed")) || ro_str_ends(next, RO_STR("ly"))) return true;
    return has(roles, end, RO_WORD_FUNCTION | RO_WORD_SPEECH | RO_WORD_DETERMINER);
}

static bool is_noun(const role_scan *roles, uint32_t t) {
    uint8_t tag = upos(roles, t);
    return tag == RO_UPOS_X || tag == RO_UPOS_NOUN || tag == RO_UPOS_PROPN || tag == RO_UPOS_ADJ;
}

/* Facts of the noun for people or organizations that begins at t, else NULL. */
static const ro_word_facts *noun_at(const role_scan *roles, uint32_t t, uint32_t *end) {
    uint32_t wanted = RO_WORD_OFFICE | RO_WORD_PERSON | RO_WORD_ORG_HEAD;
    const ro_word_facts *facts = ro_phrase_at(roles->people, t, roles->limit, wanted, end);
    if (!facts->flags || is_person_name(roles, t)) return NULL;
    if (!is_noun(roles, *end - 1)) return NULL;
    if (roles->name_at[t]) return NULL; /* in a name already: "State Guest House" */
    return facts;
}

/* The name right behind a phrase, with a title or a comma between where allowed. */
static uint32_t name_behind(const role_scan *roles, uint32_t t, bool comma) {
    if (comma) {
        if (!is(roles, t, ",")) return RO_NONE;
        t++;
    }
    while (t < roles->limit && (has(roles, t, RO_WORD_TITLE) || is(roles, t, ".")) &&
           !roles->name_at[t])
        t++;
    return is_person_name(roles, t) ? roles->name_at[t] - 1 : RO_NONE;
}

static uint32_t name_before(const role_scan *roles, uint32_t t) {
    if (t < roles->begin + 2 || !is(roles, t - 1, ",")) return RO_NONE;
    return is_person_name(roles, t - 2) ? roles->name_at[t - 2] - 1 : RO_NONE;
}

/* Whether a clause goes on behind a phrase as its subject: "a US official said". */
static bool has_predicate(const role_scan *roles, uint32_t t) {
    if (t >= roles->limit) return false;
    if (has(roles, t, RO_WORD_SPEECH)) return true;
    uint8_t tag = upos(roles, t);
    return tag == RO_UPOS_VERB || tag == RO_UPOS_AUX || is(roles, t, "is") || is(roles, t, "was") ||
           is(roles, t, "has") || is(roles, t, "had") || is(roles, t, "will");
}

/* "The most senior official to visit in years, Blinken is …": a phrase that opens the
 * sentence, no verb of its own, a comma, a name. */
static uint32_t name_after_opening(const role_scan *roles, const phrase *np) {
    if (np->start != roles->begin || np->end >= roles->limit) return RO_NONE;
    if (!is(roles, np->end, "to") && !is(roles, np->end, "in") && !is(roles, np->end, "since"))
        return RO_NONE;
    uint32_t limit = np->end + RIGHT_TOKENS < roles->limit ? np->end + RIGHT_TOKENS : roles->limit;
    for (uint32_t t = np->end; t < limit; t++) {
        if (is(roles, t, ",")) return name_behind(roles, t, true);
        if (t > np->end + 1 && has_predicate(roles, t)) return RO_NONE;
    }
    return RO_NONE;
}

/* The person whom the phrase stands beside, or RO_NONE. */
static uint32_t beside(const role_scan *roles, const phrase *np, bool *before) {
    *before = false;
    if (np->facts->flags & RO_WORD_PLURAL || np->organization) return RO_NONE;
    if (np->end == np->head_end) {
        uint32_t name = name_behind(roles, np->end, false);
        if (name != RO_NONE && !np->indefinite) {
            *before = true;
            return name;
        }
    }
    uint32_t name = name_behind(roles, np->end, false);
    if (name != RO_NONE && np->end > np->head_end) {
        *before = true;
        return name;
    }
    bool bare = !np->definite && !np->indefinite;
    name = name_before(roles, np->start);
    if (name != RO_NONE && !has_predicate(roles, np->end) && (!bare || np->facts->office))
        return name;
    name = name_behind(roles, np->end, true);
    if (name != RO_NONE && (np->definite || np->modified)) return name;
    name = name_after_opening(roles, np);
    if (name != RO_NONE) return name;
    /* "Blinken is the most senior official …" */
    if (np->start >= roles->begin + 2 && !bare &&
        (is(roles, np->start - 1, "is") || is(roles, np->start - 1, "was") ||
         is(roles, np->start - 1, "became")) &&
        is_person_name(roles, np->start - 2))
        return roles->name_at[np->start - 2] - 1;
    return RO_NONE;
}

/* The office in lower case, without determiner, possessor and country. */
static const char *office_words(const role_scan *roles, const phrase *np) {
    uint32_t from = np->start, to = np->end;
    for (uint32_t t = np->start; t < np->head_first; t++) {
        const ro_found *name = name_of(roles, t);
        bool country = name && name->country &&
                       (name->type == RO_ENTITY_GROUP || name->type == RO_ENTITY_PLACE);
        if (country || has(roles, t, RO_WORD_DETERMINER | RO_WORD_TITLE) ||
            ro_token_possessive(roles->people, t))
            from = t + 1;
    }
    /* "president of China": the country is kept apart. */
    if (to > np->head_end) {
        const ro_found *last = name_of(roles, to - 1);
        if (last && last->country && last->type == RO_ENTITY_PLACE &&
            last->first <= np->head_end + 2)
            to = np->head_end;
    }
    ro_str words = ro_tokens_str(roles->people->article, from, to);
    char *copy = ro_arena_copy(&roles->people->article->arena, words.p, words.n);
    if (!copy) return NULL;
    for (size_t i = 0; i < words.n; i++) copy[i] = ro_lower(copy[i]);
    return copy;
}

/* Whether a phrase alone is worth a mention: common nouns need a determiner or modifier. */
static bool stands_alone(const role_scan *roles, const phrase *np) {
    bool capital = roles->people->words[np->head_first].name;
    if (np->organization) return np->definite && !np->indefinite;
    if (np->facts->flags & RO_WORD_PLURAL)
        return np->modified || np->definite || np->indefinite ||
               (np->facts->flags & RO_WORD_SPEAKER) || np->facts->office == RO_OFFICE_OFFICIAL ||
               np->facts->office == RO_OFFICE_SCHOLAR || has(roles, np->end, RO_WORD_SPEECH);
    return np->definite || np->indefinite || (capital && np->facts->office) ||
           (np->modified && np->facts->office);
}

/* A deputy or former minister holds no minister's office: "the minister" is somebody else. */
static uint8_t class_of(const role_scan *roles, const phrase *np) {
    for (uint32_t t = np->start; t < np->head_end; t++)
        if (t >= roles->begin && t < roles->limit &&
            ro_in_group(&roles->people->rules->groups, ro_token_str(roles->people->article, t),
                        RO_GROUP_LESSER))
            return RO_OFFICE_OFFICIAL;
    return np->facts->office;
}

static uint16_t features_of(uint32_t flags) {
    uint32_t features = 0;
    if (flags & RO_WORD_MALE) features |= RO_FEATURE_MALE;
    if (flags & RO_WORD_FEMALE) features |= RO_FEATURE_FEMALE;
    if (flags & RO_WORD_PLURAL) features |= RO_FEATURE_PLURAL;
    return (uint16_t)features;
}

static void add_phrase(role_scan *roles, const phrase *np) {
    bool before;
    uint32_t name = beside(roles, np, &before);
    if (name == RO_NONE && !stands_alone(roles, np)) return;
    ro_found *found = RO_PUSH(roles->people->scratch, &roles->people->found);
    if (!found) return;
    uint32_t flags = np->facts->flags;
    bool office = np->facts->office && np->facts->office < RO_OFFICE_OFFICIAL;
    bool title = before || (office && np->definite && !(flags & RO_WORD_PLURAL));
    *found = (ro_found){
        .first = np->start,
        .end = np->end,
        .head = np->head_end - 1,
        .sentence = roles->sentence,
        .type = np->organization ? RO_ENTITY_ORGANIZATION : RO_ENTITY_PERSON,
        .kind = title ? RO_MENTION_TITLE : RO_MENTION_DESCRIPTION,
        .certainty = RO_CERTAIN,
        .office = class_of(roles, np),
        .features = features_of(flags),
        .definite = np->definite && !np->indefinite,
        .quoted = roles->people->words[np->start].quoted,
        .country = np->country,
        .of = name,
        .unnamed = name == RO_NONE && np->facts->office == RO_OFFICE_OFFICIAL &&
                   has(roles, np->end, RO_WORD_SPEECH),
        .entity = RO_NONE,
    };
    if (np->facts->office && np->facts->office != RO_OFFICE_COUNTERPART)
        found->words = office_words(roles, np);
    if (name != RO_NONE && !roles->people->found.items[name].country)
        roles->people->found.items[name].country = np->country;
}

static void add_pronoun(role_scan *roles, uint32_t t) {
    uint16_t features = features_of(roles->people->words[t].facts->flags);
    ro_found *found = RO_PUSH(roles->people->scratch, &roles->people->found);
    if (!found) return;
    *found = (ro_found){.first = t,
                        .end = t + 1,
                        .head = t,
                        .sentence = roles->sentence,
                        .type = features && features != RO_FEATURE_PLURAL ? RO_ENTITY_PERSON
                                                                          : RO_ENTITY_OTHER,
                        .kind = RO_MENTION_PRONOUN,
                        .certainty = RO_CERTAIN,
                        .features = features,
                        .quoted = roles->people->words[t].quoted,
                        .of = RO_NONE,
                        .entity = RO_NONE};
}

static void scan_sentence(role_scan *roles) {
    for (uint32_t t = roles->begin; t < roles->limit;) {
        if (has(roles, t, RO_WORD_PRONOUN)) {
            add_pronoun(roles, t++);
            continue;
        }
        phrase np = {.head_first = t};
        np.facts = noun_at(roles, t, &np.head_end);
        if (!np.facts) {
            t++;
            continue;
        }
        np.organization = !(np.facts->flags & (RO_WORD_OFFICE | RO_WORD_PERSON));
        if (is_head(roles, np.head_end)) {
            extend_left(roles, &np);
            extend_right(roles, &np);
            add_phrase(roles, &np);
        }
        t = np.head_end;
    }
}

static uint32_t title_gender(const ro_people_scan *scan, const ro_found *name) {
    uint32_t flags = 0;
    for (uint32_t t = name->first; t-- > 0 && name->first - t <= 4;) {
        if (ro_word_has(scan, t, RO_WORD_TITLE))
            flags |= scan->words[t].facts->flags & RO_WORD_GENDER;
        else if (!ro_token_is(scan->article, t, "."))
            break;
    }
    return flags;
}

/* Gender of a name: its title, else its given name. A name of one word has none by
 * itself: "Clinton" and "Chen" are in the lists of given names too. */
static void note_gender(const ro_people_scan *scan, ro_found *name) {
    uint32_t flags = title_gender(scan, name);
    if (!flags && name->end - name->first >= 2)
        flags = scan->words[name->first].facts->flags & RO_WORD_GENDER;
    if (flags == RO_WORD_MALE) name->features |= RO_FEATURE_MALE;
    if (flags == RO_WORD_FEMALE) name->features |= RO_FEATURE_FEMALE;
}

typedef struct place {
    uint32_t first, end, index;
} place;

static int by_place(const void *left, const void *right) {
    const place *a = left, *b = right;
    if (a->first != b->first) return a->first < b->first ? -1 : 1;
    if (a->end != b->end) return a->end > b->end ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* Put what was found in the order of the text; links follow. */
static void sort_found(ro_people_scan *scan) {
    uint32_t count = scan->found.count;
    place *places = RO_ARENA_ARRAY(scan->scratch, place, (size_t)count + 1);
    uint32_t *moved = RO_ARENA_ARRAY(scan->scratch, uint32_t, (size_t)count + 1);
    ro_found *sorted = RO_ARENA_ARRAY(scan->scratch, ro_found, (size_t)count + 1);
    if (!places || !moved || !sorted) return;
    for (uint32_t i = 0; i < count; i++)
        places[i] = (place){scan->found.items[i].first, scan->found.items[i].end, i};
    ro_sort(places, count, sizeof *places, by_place);
    for (uint32_t i = 0; i < count; i++) {
        moved[places[i].index] = i;
        sorted[i] = scan->found.items[places[i].index];
    }
    for (uint32_t i = 0; i < count; i++)
        if (sorted[i].of != RO_NONE) sorted[i].of = moved[sorted[i].of];
    scan->found.items = sorted;
    scan->found.capacity = count + 1;
}

void ro_find_roles(ro_people_scan *scan) {
    const ro_article *article = scan->article;
    role_scan roles = {.people = scan};
    roles.name_at = RO_ARENA_ARRAY(scan->scratch, uint32_t, (size_t)article->tokens.count + 1);
    if (!roles.name_at) return;
    for (uint32_t i = 0; i < scan->found.count; i++) {
        ro_found *name = &scan->found.items[i];
        if (name->type == RO_ENTITY_PERSON) note_gender(scan, name);
        for (uint32_t t = name->first; t < name->end; t++) roles.name_at[t] = i + 1;
    }
    for (uint32_t i = 0; i < article->sentences.count && !scan->scratch->oom; i++) {
        const ro_sentence *sentence = &article->sentences.items[i];
        roles.sentence = i;
        roles.begin = sentence->first_token;
        roles.limit = roles.begin + sentence->token_count;
        scan_sentence(&roles);
    }
    sort_found(scan);
}
