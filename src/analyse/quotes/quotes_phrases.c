/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Noun phrases by the classes of their words.
 *
 * A speaker is short and stands beside its verb, so that words tell its edges: a
 * determiner begins it, a preposition may carry it on, a comma, a verb or a
 * pronoun ends it. Every scan is bounded, which keeps the layer linear.
 */
#include "analyse/people/people_queries.h"
#include "analyse/quotes/quotes.h"

enum { LONGEST_PHRASE = 40, LONGEST_APPOSITION = 40 }; /* tokens */

bool ro_is_nominal(const ro_quoting *work, uint32_t token) {
    ro_word_class class = ro_class_of(work, token);
    return !work->region_of[token] && (class == RO_CLASS_NOMINAL || class == RO_CLASS_OCCASION ||
                                       class == RO_CLASS_DAYPART || class == RO_CLASS_TIME);
}

static bool begins_phrase(ro_word_class class) {
    return class == RO_CLASS_DETERMINER || class == RO_CLASS_QUANTIFIER;
}

/* Prepositions that bind a noun to the noun before it, rather than to a verb. */
static bool binds_nouns(const ro_quoting *work, uint32_t token) {
    return ro_class_of(work, token) == RO_CLASS_PREPOSITION && !work->region_of[token];
}

/* Where the phrase that ends at end begins, without "and". */
static uint32_t run_before(const ro_quoting *work, uint32_t low, uint32_t end) {
    uint32_t i = end;
    while (i > low && end - i < LONGEST_PHRASE) {
        uint32_t t = i - 1;
        ro_word_class class = ro_class_of(work, t);
        bool genitive = class == RO_CLASS_GENITIVE && i < end;
        bool nominal = ro_is_nominal(work, t);
        if (nominal && ro_is_time(work, t) && i < end &&
            ro_class_of(work, i) != RO_CLASS_GENITIVE && ro_is_nominal(work, i))
            break; /* "on Monday | officials said" */
        if (nominal || genitive) {
            i = t;
        } else if (begins_phrase(class)) {
            i = t;
            if (t > low && begins_phrase(ro_class_of(work, t - 1))) i = t - 1;
            if (i <= low + 1 || !binds_nouns(work, i - 1) || !ro_is_nominal(work, i - 2)) break;
            i--;
        } else if (binds_nouns(work, t) && t > low && i < end &&
                   (ro_is_nominal(work, t - 1) || begins_phrase(ro_class_of(work, t - 1)))) {
            i = t;
        } else {
            break;
        }
    }
    return i;
}

/* Whether a clause may begin at token: nothing before it could be its subject. */
static bool at_edge(const ro_quoting *work, uint32_t low, uint32_t token) {
    if (token <= low) return true;
    switch (ro_class_of(work, token - 1)) {
    case RO_CLASS_COMMA:
    case RO_CLASS_COLON:
    case RO_CLASS_STOP:
    case RO_CLASS_DASH:
    case RO_CLASS_MARK:
    case RO_CLASS_THAT:
    case RO_CLASS_SUBORDINATOR: return true;
    default: return work->region_of[token - 1] != 0;
    }
}

/* Without tags a verb may hide before a name: "led | China". */
static uint32_t name_start(const ro_quoting *work, uint32_t first, uint32_t end) {
    const ro_article *article = work->article;
    uint32_t index = ro_mention_at(article, article->tokens.items[end - 1].span.start);
    if (index == RO_NONE || article->mentions.items[index].kind != RO_MENTION_NAME) return first;
    uint32_t start = ro_article_token_from(article, article->mentions.items[index].span.start);
    bool bare = start == first + 1 && ro_class_of(work, first) == RO_CLASS_NOMINAL &&
                ro_is_lower((unsigned char)article->text[article->tokens.items[first].span.start]);
    return bare ? start : first;
}

ro_range ro_phrase_before(const ro_quoting *work, uint32_t low, uint32_t end) {
    ro_range phrase = {end, end};
    if (end <= low || work->region_of[end - 1]) return phrase;
    ro_word_class class = ro_class_of(work, end - 1);
    if (class == RO_CLASS_PRONOUN || class == RO_CLASS_RELATIVE || class == RO_CLASS_QUANTIFIER) {
        phrase.first = end - 1;
        return phrase;
    }
    if (!ro_is_nominal(work, end - 1) || ro_is_time(work, end - 1)) return phrase;
    uint32_t first = run_before(work, low, end);
    /* A preposition at the start belongs to what stands before the phrase. */
    while (first < end && binds_nouns(work, first)) first++;
    if (!work->article->tokens.items[first].upos) first = name_start(work, first, end);
    phrase.first = first;
    if (first > low + 1 && ro_class_of(work, first - 1) == RO_CLASS_CONJUNCTION &&
        ro_is_nominal(work, first - 2)) {
        uint32_t both = run_before(work, low, first - 1);
        if (at_edge(work, low, both)) phrase.first = both;
    }
    return phrase;
}

/* Prepositions that a name or office takes behind it: "head of the agency". */
static bool continues(const ro_quoting *work, uint32_t token, uint32_t high) {
    if (token + 1 >= high || !binds_nouns(work, token)) return false;
    uint32_t next = token + 1;
    return ro_is_of_group(work, token, RO_GROUP_OF_NAME) && !ro_is_time(work, next) &&
           (ro_is_nominal(work, next) || begins_phrase(ro_class_of(work, next)));
}

/* Without tags a verb may hide behind a name: "Biden | played down". */
static uint32_t name_end(const ro_quoting *work, ro_range phrase) {
    const ro_article *article = work->article;
    if (ro_range_empty(phrase)) return phrase.end;
    uint32_t index = ro_mention_at(article, article->tokens.items[phrase.first].span.start);
    if (index == RO_NONE || article->mentions.items[index].kind != RO_MENTION_NAME)
        return phrase.end;
    uint32_t end = ro_article_token_from(article, article->mentions.items[index].span.end);
    if (end <= phrase.first || end >= phrase.end || ro_class_of(work, end) != RO_CLASS_NOMINAL)
        return phrase.end;
    const char first = article->text[article->tokens.items[end].span.start];
    return ro_is_lower((unsigned char)first) ? end : phrase.end;
}

ro_range ro_phrase_after(const ro_quoting *work, uint32_t first, uint32_t high) {
    ro_range phrase = {first, first};
    if (first >= high || work->region_of[first]) return phrase;
    ro_word_class class = ro_class_of(work, first);
    if (class == RO_CLASS_PRONOUN || class == RO_CLASS_OBJECT) {
        phrase.end = first + 1;
        return phrase;
    }
    bool words = false;
    uint32_t i = first, last = first;
    for (; i < high && i - first < LONGEST_PHRASE && !work->region_of[i]; i++) {
        class = ro_class_of(work, i);
        if (ro_is_nominal(work, i) && !(ro_is_time(work, i) && words)) {
            words = true;
            last = i + 1;
        } else if (class == RO_CLASS_GENITIVE && words) {
            continue;
        } else if (begins_phrase(class) && !words) {
            continue;
        } else if (class == RO_CLASS_CONJUNCTION && words && i + 1 < high &&
                   (ro_is_nominal(work, i + 1) || begins_phrase(ro_class_of(work, i + 1)))) {
            words = false;
        } else if (words && continues(work, i, high)) {
            words = false;
        } else {
            break;
        }
    }
    phrase.end = last;
    if (last == first && ro_class_of(work, first) == RO_CLASS_QUANTIFIER) phrase.end = first + 1;
    if (!work->article->tokens.items[first].upos) phrase.end = name_end(work, phrase);
    return phrase;
}

uint32_t ro_apposition_after(const ro_quoting *work, uint32_t end, uint32_t high) {
    if (end + 1 >= high || ro_class_of(work, end) != RO_CLASS_COMMA || work->region_of[end])
        return end;
    uint32_t i = end + 1;
    ro_word_class class = ro_class_of(work, i);
    bool relative = class == RO_CLASS_RELATIVE;
    if (!relative && class != RO_CLASS_DETERMINER && class != RO_CLASS_QUANTIFIER &&
        !(class == RO_CLASS_NOMINAL && !ro_is_time(work, i)))
        return end;
    uint32_t last = i;
    for (; i < high && i - end < LONGEST_APPOSITION && !work->region_of[i]; i++) {
        class = ro_class_of(work, i);
        if (class == RO_CLASS_COMMA || class == RO_CLASS_STOP || class == RO_CLASS_COLON ||
            class == RO_CLASS_DASH || class == RO_CLASS_MARK)
            break;
        relative = relative || class == RO_CLASS_RELATIVE;
        bool clause = class == RO_CLASS_AUXILIARY || class == RO_CLASS_BE ||
                      class == RO_CLASS_MODAL || class == RO_CLASS_PRONOUN ||
                      class == RO_CLASS_SUBORDINATOR || class == RO_CLASS_VERB;
        if (clause && !relative) return end;
        last = i + 1;
    }
    return last;
}
