/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names by their form: runs of capitalised words, cut where a country, an office or a
 * title ends, and typed by tables, by the words in them and by their neighbours.
 *
 *     US | Secretary of State | Antony Blinken      Russian Foreign Ministry
 *     place   office            person              organization
 */
#include "analyse/people/people_scan.h"

/* A row of the tables has seven words at most, and an office before a name as many. Where nothing
 * but capitals stands, a run is looked through again at each of its words. */
enum { RUN_TOKENS = 24 };

static bool token_is(const ro_people_scan *scan, uint32_t t, const char *word) {
    return ro_token_is(scan->article, t, word);
}

static bool is_connector(const ro_people_scan *scan, uint32_t t) {
    return token_is(scan, t, "of") || token_is(scan, t, "for") || token_is(scan, t, "on");
}

/* Words after which "of" or "for" goes on with the name: "Ministry of Health". */
#define TAKES_COMPLEMENT                                                                           \
    (RO_WORD_ORG_LAST | RO_WORD_PLACE_LAST | RO_WORD_OTHER_LAST | RO_WORD_OFFICE)

static void add(ro_people_scan *scan, uint32_t first, uint32_t end, ro_entity_type type,
                ro_certainty certainty, const ro_word_facts *facts) {
    while (end > first && ro_token_possessive(scan, end - 1)) end--;
    if (end <= first) return;
    ro_found *found = RO_PUSH(scan->scratch, &scan->found);
    if (!found) return;
    *found = (ro_found){.first = first,
                        .end = end,
                        .head = end - 1,
                        .type = (uint8_t)type,
                        .kind = RO_MENTION_NAME,
                        .certainty = (uint8_t)certainty,
                        .quoted = scan->words[first].quoted,
                        .of = RO_NONE,
                        .entity = RO_NONE};
    if (facts) {
        found->country = facts->country;
        found->full = facts->full;
        found->known = (facts->flags & RO_WORD_KNOWN) && end - first > 1;
    }
}

static ro_entity_type type_of_known(uint32_t flags) {
    if (flags & RO_WORD_ORG) return RO_ENTITY_ORGANIZATION;
    if (flags & RO_WORD_PEOPLES) return RO_ENTITY_GROUP;
    return RO_ENTITY_PLACE;
}

/* Where the name goes on behind the particles at token at: "van der | Blom"; at where it does not.
 */
static uint32_t behind_particles(const ro_people_scan *scan, uint32_t at, uint32_t limit) {
    uint32_t to = at;
    if (ro_word_has(scan, at - 1, RO_WORD_COMMON)) return at;
    while (to < limit && !scan->words[to].name && ro_word_has(scan, to, RO_WORD_PARTICLE)) to++;
    return to < limit && scan->words[to].name ? to : at;
}

/* The end of a run that begins at first: capitalised words and what may join them. */
static uint32_t run_end(const ro_people_scan *scan, uint32_t first, uint32_t limit) {
    uint32_t at;
    if (limit > first + RUN_TOKENS) limit = first + RUN_TOKENS;
    /* "Group of 20" has a number in it. */
    ro_phrase_at(scan, first, limit, RO_WORD_KNOWN, &at);
    if (at == first) at++;
    while (at < limit) {
        const ro_seen_word *word = &scan->words[at];
        bool more = at + 1 < limit && scan->words[at + 1].name;
        if (word->name) {
            at++;
        } else if (token_is(scan, at, ".") && word->glued &&
                   (ro_word_has(scan, at - 1, RO_WORD_TITLE) ||
                    scan->words[at - 1].shape == RO_SHAPE_LETTER) &&
                   more) {
            at++;
        } else if (token_is(scan, at, "-") && word->glued && at + 1 < limit &&
                   scan->words[at + 1].glued &&
                   (more || (scan->words[at + 1].shape == RO_SHAPE_LOWER &&
                             !ro_word_has(scan, at + 1, RO_WORD_COMMON) &&
                             ro_token_str(scan->article, at + 1).n < 6))) {
            at += 2;
        } else if (token_is(scan, at, "&") && more) {
            at++;
        } else if (behind_particles(scan, at, limit) > at) {
            at = behind_particles(scan, at, limit);
        } else if (ro_token_possessive(scan, at) && more &&
                   (token_is(scan, at - 1, "people") || token_is(scan, at - 1, "women") ||
                    token_is(scan, at - 1, "children"))) {
            at++;
        } else if (is_connector(scan, at) && ro_word_has(scan, at - 1, TAKES_COMPLEMENT)) {
            uint32_t next = at + 1;
            if (next < limit && token_is(scan, next, "the")) next++;
            if (next >= limit || !scan->words[next].name) break;
            at = next + 1;
        } else if (token_is(scan, at, "and") && more && at >= first + 3 &&
                   (is_connector(scan, at - 2) || is_connector(scan, at - 3)) &&
                   ro_word_has(scan, at - 1, RO_WORD_COMMON)) {
            at++; /* Department of Health and Human Services */
        } else {
            break;
        }
    }
    return at;
}

/* The first connector of [first, end), else end. */
static uint32_t complement_at(const ro_people_scan *scan, uint32_t first, uint32_t end) {
    for (uint32_t t = first + 1; t + 1 < end; t++)
        if (is_connector(scan, t)) return t;
    return end;
}

/* The type that the words of a name themselves give. */
static bool type_by_words(const ro_people_scan *scan, uint32_t first, uint32_t end,
                          ro_entity_type *type) {
    uint32_t head = complement_at(scan, first, end) - 1;
    uint32_t flags = scan->words[head].facts->flags;
    bool alone = head == first;
    bool complement = head + 1 < end;
    if (flags & RO_WORD_LEGAL && !alone) {
        *type = RO_ENTITY_ORGANIZATION;
        return true;
    }
    if (alone && !complement) return false;
    bool given = ro_word_has(scan, first, RO_WORD_GIVEN) &&
                 !ro_word_has(scan, first, RO_WORD_COMMON | RO_WORD_KNOWN);
    /* Brook Park and Sidney Powell Court are as rare as Grant Park is not. */
    if (given && end - first == 2 && !(flags & RO_WORD_ORG_HEAD)) return false;
    if (flags & RO_WORD_PEOPLES)
        *type = RO_ENTITY_GROUP;
    else if (flags & RO_WORD_ORG_LAST)
        *type = RO_ENTITY_ORGANIZATION;
    else if (flags & RO_WORD_PLACE_LAST)
        *type = RO_ENTITY_PLACE;
    else if (flags & RO_WORD_OTHER_LAST)
        *type = RO_ENTITY_OTHER;
    else if (ro_word_has(scan, first, RO_WORD_PLACE_FIRST) && !given && end - first <= 3)
        *type = RO_ENTITY_PLACE;
    else
        return false;
    return true;
}

static bool looks_like_person(const ro_people_scan *scan, uint32_t first, uint32_t end) {
    uint32_t count = end - first;
    if (count < 2 || count > 6) return false;
    const ro_seen_word *word = &scan->words[first];
    if (word->facts->flags & RO_WORD_GIVEN) return true;
    for (uint32_t t = first; t < end; t++) {
        if (ro_word_has(scan, t, RO_WORD_NAME_END) && t > first) return true;
        if (ro_word_has(scan, t, RO_WORD_PARTICLE) && t > first &&
            scan->words[t].shape == RO_SHAPE_LOWER)
            return true;
        if (scan->words[t].shape == RO_SHAPE_LETTER && t + 1 < end) return true;
    }
    return false;
}

static bool next_word_is(const ro_people_scan *scan, uint32_t at, uint32_t limit, uint32_t flags) {
    return at < limit && ro_word_has(scan, at, flags);
}

/* The type that the neighbours of a name give; false where they say nothing. */
static bool type_by_context(const ro_people_scan *scan, uint32_t first, uint32_t end,
                            const ro_sentence *sentence, ro_entity_type *type) {
    uint32_t begin = sentence->first_token, limit = begin + sentence->token_count;
    if (next_word_is(scan, end, limit, RO_WORD_SPEECH) ||
        (end < limit && (token_is(scan, end, "who") || token_is(scan, end, "whose")))) {
        *type = RO_ENTITY_PERSON;
        return true;
    }
    if (end + 2 < limit && token_is(scan, end, ",")) {
        bool age = scan->words[end + 1].shape == RO_SHAPE_NUMBER && token_is(scan, end + 2, ",") &&
                   ro_token_str(scan->article, end + 1).n == 2;
        if (age || token_is(scan, end + 1, "who")) {
            *type = RO_ENTITY_PERSON;
            return true;
        }
        uint32_t next;
        if (ro_phrase_at(scan, end + 1, limit, RO_WORD_PLACES, &next)->flags &&
            scan->words[end + 1].name && !(next < limit && ro_token_possessive(scan, next))) {
            *type = RO_ENTITY_PLACE;
            return true;
        }
    }
    if (first == begin) return false;
    if (ro_word_has(scan, first - 1, RO_WORD_SPEECH) ||
        (ro_word_has(scan, first - 1, RO_WORD_OFFICE) &&
         !ro_word_has(scan, first - 1, RO_WORD_PLURAL))) {
        *type = RO_ENTITY_PERSON;
        return true;
    }
    if (token_is(scan, first - 1, "in") || token_is(scan, first - 1, "near")) {
        *type = RO_ENTITY_PLACE;
        return true;
    }
    return false;
}

/* One name that no table knows. */
static void add_unknown(ro_people_scan *scan, uint32_t first, uint32_t end,
                        const ro_sentence *sentence) {
    ro_entity_type type;
    uint32_t count = end - first;
    if (type_by_words(scan, first, end, &type))
        add(scan, first, end, type, RO_CERTAIN, NULL);
    else if (looks_like_person(scan, first, end))
        add(scan, first, end, RO_ENTITY_PERSON, RO_CERTAIN, NULL);
    else if (type_by_context(scan, first, end, sentence, &type))
        add(scan, first, end, type, RO_LIKELY, NULL);
    else if (count == 1 && scan->words[first].shape == RO_SHAPE_CAPS)
        add(scan, first, end, RO_ENTITY_ORGANIZATION, RO_LIKELY, NULL);
    else if (count == 1 && ro_word_has(scan, first, RO_WORD_GIVEN) &&
             !ro_word_has(scan, first, RO_WORD_COMMON))
        add(scan, first, end, RO_ENTITY_PERSON, RO_LIKELY, NULL);
    else if ((count == 2 || count == 3) &&
             !ro_word_has(scan, first, RO_WORD_COMMON | RO_WORD_DETERMINER))
        add(scan, first, end, RO_ENTITY_PERSON, RO_UNSURE, NULL);
    else
        add(scan, first, end, RO_ENTITY_OTHER, RO_UNSURE, NULL);
}

/* Skip titles; whether there were any. Their gender is read when roles are found. */
static bool skip_titles(const ro_people_scan *scan, uint32_t *first, uint32_t end) {
    bool any = false;
    while (*first + 1 < end) {
        bool title = ro_word_has(scan, *first, RO_WORD_TITLE);
        bool stop = any && token_is(scan, *first, ".");
        if (!title && !stop) break;
        any = true;
        (*first)++;
    }
    return any;
}

static bool hyphen(const ro_people_scan *scan, uint32_t t, uint32_t end) {
    return t < end && token_is(scan, t, "-") && scan->words[t].glued;
}

/* A stretch of a run without an office in it: known names from the left, the rest one. */
static void cut_stretch(ro_people_scan *scan, uint32_t first, uint32_t end, bool person,
                        const ro_sentence *sentence) {
    while (first < end && (scan->words[first].shape == RO_SHAPE_MARK)) first++;
    while (end > first && (scan->words[end - 1].shape == RO_SHAPE_MARK)) end--;
    while (first < end) {
        if (skip_titles(scan, &first, end)) person = true;
        uint32_t next;
        const ro_word_facts *facts = ro_phrase_at(scan, first, end, RO_WORD_KNOWN, &next);
        bool known = facts->flags != 0;
        bool whole = next == end;
        bool given = (facts->flags & RO_WORD_GIVEN) && !(facts->flags & RO_WORD_COUNTRY);
        if (person && !(known && !whole && (facts->flags & RO_WORD_PEOPLES))) {
            add(scan, first, end, RO_ENTITY_PERSON, RO_CERTAIN, NULL);
            return;
        }
        if (known && whole) {
            add(scan, first, end, type_of_known(facts->flags), RO_CERTAIN, facts);
            return;
        }
        ro_entity_type type;
        if (type_by_words(scan, first, end, &type)) {
            ro_word_facts country = {.country = known ? facts->country : 0};
            add(scan, first, end, type, RO_CERTAIN, known ? &country : NULL);
            return;
        }
        if (!known || (given && end - next <= 2 && !hyphen(scan, next, end))) {
            /* A hyphen between two names parts them: "Blinken-Qin meeting". */
            add_unknown(scan, first, end, sentence);
            return;
        }
        add(scan, first, next, type_of_known(facts->flags), RO_CERTAIN, facts);
        first = next;
        while (first < end && scan->words[first].shape == RO_SHAPE_MARK) first++;
        if (first < end && is_connector(scan, first)) first++;
        if (first < end && token_is(scan, first, "the")) first++;
    }
}

/* What stands before an office in its run: the country, the body, and words that belong
 * to the office itself ("Defence" Minister) and make no name. */
static void cut_before_office(ro_people_scan *scan, uint32_t first, uint32_t end) {
    while (first < end) {
        uint32_t next;
        const ro_word_facts *facts = ro_phrase_at(scan, first, end, RO_WORD_KNOWN, &next);
        uint32_t head = first;
        while (head < end && !ro_word_has(scan, head, RO_WORD_ORG_HEAD)) head++;
        if (head < end && head > first) {
            ro_word_facts country = {.country = facts->country};
            add(scan, first, head + 1, RO_ENTITY_ORGANIZATION, RO_CERTAIN,
                facts->flags ? &country : NULL);
            first = head + 1;
        } else if (facts->flags) {
            add(scan, first, next, type_of_known(facts->flags), RO_CERTAIN, facts);
            first = next;
        } else if (scan->words[first].shape == RO_SHAPE_CAPS &&
                   scan->cases[ro_article_sentence_at(
                       scan->article, scan->article->tokens.items[first].span.start)] ==
                       RO_CASE_NORMAL) {
            add(scan, first, first + 1, RO_ENTITY_ORGANIZATION, RO_LIKELY, NULL);
            first++;
        } else {
            first++;
        }
    }
}

/* The first office phrase in [first, end) whose head is in singular; end where none. */
static uint32_t next_office(const ro_people_scan *scan, uint32_t first, uint32_t end,
                            uint32_t *behind) {
    for (uint32_t t = first; t < end; t++) {
        if (!scan->words[t].name) continue;
        const ro_word_facts *facts = ro_phrase_at(scan, t, end, RO_WORD_OFFICE, behind);
        /* General Motors, Prince Harry: an office before a company's word is none. */
        if (!facts->flags) continue;
        /* Nor is it one that opens a whole name of the tables: Doctors Without Borders. */
        uint32_t known;
        if (ro_phrase_at(scan, t, end, RO_WORD_KNOWN, &known)->flags && known > *behind) {
            t = known - 1;
            continue;
        }
        if (*behind < end && ro_word_has(scan, *behind, RO_WORD_NAME_END)) continue;
        if (*behind < end && ro_word_has(scan, *behind, RO_WORD_ORG_LAST | RO_WORD_PLACE_LAST) &&
            !ro_word_has(scan, *behind, RO_WORD_GIVEN))
            continue;
        return t;
    }
    *behind = end;
    return end;
}

/* The complement of an office inside a run ("of Foreign Affairs"); its end. A name that
 * the tables know is found in it, and a person begins where a given name does. */
static uint32_t cut_office_complement(ro_people_scan *scan, uint32_t first, uint32_t end) {
    /* "Minister of Foreign Affairs and Trade" goes on behind the phrase of the tables. */
    if (first + 1 < end && token_is(scan, first, "and")) {
        uint32_t more = first + 1;
        while (more < end && ro_word_has(scan, more, RO_WORD_COMMON) &&
               !ro_word_has(scan, more, RO_WORD_GIVEN) && !is_connector(scan, more))
            more++;
        if (more > first + 1) first = more;
    }
    if (first >= end || !is_connector(scan, first)) return first;
    uint32_t at = first + 1;
    if (at < end && token_is(scan, at, "the")) at++;
    uint32_t from = at;
    while (at < end && !(at > from && ro_word_has(scan, at, RO_WORD_GIVEN) && at + 1 < end)) {
        uint32_t next;
        const ro_word_facts *facts = ro_phrase_at(scan, at, end, RO_WORD_KNOWN, &next);
        if (facts->flags) {
            add(scan, at, next, type_of_known(facts->flags), RO_CERTAIN, facts);
            at = next;
        } else {
            at++;
        }
    }
    return at;
}

static void cut_run(ro_people_scan *scan, uint32_t first, uint32_t end,
                    const ro_sentence *sentence) {
    bool person = false; /* an office stands before what comes next */
    while (first < end) {
        uint32_t behind;
        uint32_t office = next_office(scan, first, end, &behind);
        if (office == end) {
            cut_stretch(scan, first, end, person, sentence);
            return;
        }
        /* "Qin Gang Foreign Minister" does not occur; what stands before is its country. */
        cut_before_office(scan, first, office);
        first = cut_office_complement(scan, behind, end);
        person = true;
        while (first < end && scan->words[first].shape == RO_SHAPE_MARK) first++;
    }
}

/* Cut a run at hyphens whose both sides are names of their own: "US-China". */
static void cut_at_hyphens(ro_people_scan *scan, uint32_t first, uint32_t end,
                           const ro_sentence *sentence) {
    uint32_t next;
    for (uint32_t t = first + 1; t + 1 < end; t++) {
        if (!hyphen(scan, t, end)) continue;
        if (ro_phrase_at(scan, first, end, RO_WORD_KNOWN, &next)->flags && next > t) continue;
        bool left = ro_phrase_at(scan, first, t, RO_WORD_KNOWN, &next)->flags && next == t;
        bool right = ro_phrase_at(scan, t + 1, end, RO_WORD_KNOWN, &next)->flags != 0;
        bool both_single = t == first + 1 && !ro_word_has(scan, first, RO_WORD_GIVEN) &&
                           scan->words[t + 1].name && t + 2 == end &&
                           !ro_word_has(scan, first, RO_WORD_PARTICLE);
        if (left || right || both_single) {
            cut_run(scan, first, t, sentence);
            first = t + 1;
        }
    }
    cut_run(scan, first, end, sentence);
}

void ro_find_names(ro_people_scan *scan) {
    for (uint32_t i = 0; i < scan->article->sentences.count && !scan->scratch->oom; i++) {
        const ro_sentence *sentence = &scan->article->sentences.items[i];
        uint32_t limit = sentence->first_token + sentence->token_count;
        for (uint32_t t = sentence->first_token; t < limit;) {
            if (!scan->words[t].name) {
                t++;
                continue;
            }
            uint32_t first = scan->found.count;
            uint32_t end = run_end(scan, t, limit);
            cut_at_hyphens(scan, t, end, sentence);
            for (uint32_t f = first; f < scan->found.count; f++) scan->found.items[f].sentence = i;
            t = end;
        }
    }
    ro_settle_types(scan);
}
