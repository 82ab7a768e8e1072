/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names made whole where those found are cut: syllables behind a hyphen (Jae-in), "Jr." and
 * "Sr.", offices at their head (Mr Justice Hale), a place in front (the Middle East | Ana Holt).
 */
#include "analyse/people/people_scan.h"

enum { SYLLABLE = 6 }; /* letters of Chan and ho, at most */

static bool hyphen(const ro_people_scan *scan, uint32_t t) {
    return scan->words[t].glued &&
           (ro_token_is(scan->article, t, "-") || ro_token_is(scan->article, t, "‐") ||
            ro_token_is(scan->article, t, "‑"));
}

/* A word of a family's name before two syllables. */
static bool is_family_name(const ro_people_scan *scan, uint32_t t) {
    uint32_t wrong = RO_WORD_TITLE | RO_WORD_OFFICE | RO_WORD_DETERMINER | RO_WORD_FUNCTION |
                     RO_WORD_PRONOUN | RO_WORD_CALENDAR | RO_WORD_COUNTRY | RO_WORD_CAPITAL |
                     RO_WORD_PEOPLES;
    const ro_seen_word *word = &scan->words[t];
    if (word->shape != RO_SHAPE_INITIAL || (word->facts->flags & wrong)) return false;
    return word->name || word->first;
}

/* "Jae-in", "Chan-ho", "Jong-Un", but not "York-based" or "Trump-era". */
static bool two_syllables(const ro_people_scan *scan, uint32_t t) {
    const ro_seen_word *word = &scan->words[t], *last = &scan->words[t + 2];
    ro_str s = ro_token_str(scan->article, t), end = ro_token_str(scan->article, t + 2);
    if (word->shape != RO_SHAPE_INITIAL || s.n > SYLLABLE || !hyphen(scan, t + 1)) return false;
    if (!last->glued || end.n > SYLLABLE || end.n < 2) return false;
    if (last->shape != RO_SHAPE_LOWER && last->shape != RO_SHAPE_INITIAL) return false;
    uint32_t known = RO_WORD_PLACES | RO_WORD_PEOPLES | RO_WORD_ORG;
    if ((word->facts->flags & known) || word->facts->hint) return false;
    if (last->facts->hint && !(last->facts->hint & RO_HINT_CAPS)) return false; /* "un" is no UN */
    bool common = (word->facts->flags & RO_WORD_COMMON) != 0;
    if (common && (last->facts->flags & RO_WORD_COMMON)) return false;
    return !ro_in_group(&scan->rules->groups, end, RO_GROUP_COMPOUND);
}

static ro_found person(const ro_people_scan *scan, uint32_t first, uint32_t end,
                       uint32_t sentence) {
    return (ro_found){.first = first,
                      .end = end,
                      .head = end - 1,
                      .sentence = sentence,
                      .type = RO_ENTITY_PERSON,
                      .kind = RO_MENTION_NAME,
                      .certainty = RO_CERTAIN,
                      .tagged = RO_ENTITY_PERSON + 1,
                      .quoted = scan->words[first].quoted,
                      .of = RO_NONE,
                      .entity = RO_NONE};
}

/* Names with syllables behind a hyphen, in the order of the text. */
static void find_syllables(ro_people_scan *scan, ro_people_scan *more) {
    for (uint32_t i = 0; i < scan->article->sentences.count; i++) {
        const ro_sentence *sentence = &scan->article->sentences.items[i];
        uint32_t end = sentence->first_token + sentence->token_count;
        for (uint32_t t = sentence->first_token; t + 3 < end; t++) {
            if (!hyphen(scan, t + 2) || !two_syllables(scan, t + 1)) continue;
            if (!is_family_name(scan, t)) continue;
            ro_found name = person(scan, t, t + 4, i);
            RO_APPEND(scan->scratch, &more->found, name);
            t += 3;
        }
    }
}

/* Put the names of @p more into those found, in the place of what they overlap. */
static void put_in(ro_people_scan *scan, const ro_people_scan *more) {
    const ro_found *old = scan->found.items;
    uint32_t count = scan->found.count, m = 0;
    memset(&scan->found, 0, sizeof scan->found);
    for (uint32_t i = 0; i < count && !scan->scratch->oom; i++) {
        for (; m < more->found.count && more->found.items[m].first < old[i].end; m++)
            RO_APPEND(scan->scratch, &scan->found, more->found.items[m]);
        const ro_found *last = scan->found.count ? &scan->found.items[scan->found.count - 1] : NULL;
        if (!last || last->end <= old[i].first) RO_APPEND(scan->scratch, &scan->found, old[i]);
    }
    for (; m < more->found.count; m++) RO_APPEND(scan->scratch, &scan->found, more->found.items[m]);
}

/* "Frank Holt Sr.": never one with Frank Holt Jr. */
static void take_end(const ro_people_scan *scan, ro_found *name, uint32_t limit) {
    uint32_t t = name->end;
    if (t < limit && ro_token_is(scan->article, t, ",") && t + 1 < limit) t++;
    if (t >= limit || !ro_word_has(scan, t, RO_WORD_NAME_END)) return;
    if (scan->words[t].shape == RO_SHAPE_LOWER || ro_word_has(scan, t, RO_WORD_COMMON)) return;
    name->end = t + 1;
    name->head = t;
}

/* "King Harald V. The …": where the numeral ends a sentence that goes on in the name. */
static void cut_behind_numeral(const ro_people_scan *scan, ro_found *name) {
    for (uint32_t t = name->first + 1; t + 1 < name->end; t++) {
        if (scan->words[t].shape != RO_SHAPE_LETTER && scan->words[t].shape != RO_SHAPE_CAPS)
            continue;
        uint32_t next = ro_token_is(scan->article, t + 1, ".") ? t + 2 : t + 1;
        if (next >= name->end || !ro_word_has(scan, next, RO_WORD_DETERMINER | RO_WORD_PRONOUN))
            continue;
        name->end = t + 1;
        name->head = t;
        return;
    }
}

/* "Mr Justice Hale" is a judge, and no court. */
static void leave_office(const ro_people_scan *scan, ro_found *name) {
    uint32_t t = name->first, next;
    while (t + 1 < name->end && (ro_word_has(scan, t, RO_WORD_TITLE) ||
                                 (t > name->first && ro_token_is(scan->article, t, "."))))
        t++;
    bool titled = t > name->first || (t > 0 && ro_word_has(scan, t - 1, RO_WORD_TITLE) &&
                                      scan->words[t - 1].shape == RO_SHAPE_INITIAL);
    if (!titled || t + 1 >= name->end) return;
    const ro_word_facts *facts = ro_phrase_at(scan, t, name->end, RO_WORD_OFFICE, &next);
    if (!facts->office || next >= name->end) return;
    if (scan->words[next].shape != RO_SHAPE_INITIAL) return;
    name->first = next;
    name->type = RO_ENTITY_PERSON;
    name->tagged = RO_ENTITY_PERSON + 1;
    name->certainty = RO_CERTAIN;
}

/* "Minister for the Middle East Ana Holt": where the place ends, or the beginning of the name. */
static uint32_t behind_place(const ro_people_scan *scan, const ro_found *name) {
    uint32_t next;
    if (name->end - name->first < 4) return name->first;
    const ro_word_facts *facts = ro_phrase_at(scan, name->first, name->end, RO_WORD_PLACES, &next);
    if (!facts->flags || next < name->first + 2 || next + 2 > name->end) return name->first;
    if (!ro_word_has(scan, next, RO_WORD_GIVEN) || ro_word_has(scan, next, RO_WORD_COMMON))
        return name->first;
    return next;
}

void ro_mend_spans(ro_people_scan *scan) {
    ro_people_scan more = {0};
    find_syllables(scan, &more);
    for (uint32_t i = 0; i < scan->found.count; i++) {
        ro_found *name = &scan->found.items[i];
        const ro_sentence *sentence = &scan->article->sentences.items[name->sentence];
        uint32_t limit = sentence->first_token + sentence->token_count;
        if (i + 1 < scan->found.count && scan->found.items[i + 1].first < limit)
            limit = scan->found.items[i + 1].first;
        leave_office(scan, name);
        if (name->type == RO_ENTITY_PERSON) {
            cut_behind_numeral(scan, name);
            take_end(scan, name, limit);
        }
        name->first = behind_place(scan, name);
    }
    if (more.found.count) put_in(scan, &more);
}
