/* SPDX-License-Identifier: Apache-2.0 */
/*
 * "The fire broke out late on Tuesday", "the fire started early on Wednesday": one noun
 * with a verb of beginning of data/en/claim_words.tsv and days that cannot be one. Only
 * neighbouring days are held against each other: what began days apart is two things.
 */
#include "compare/claims/onsets.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/when.h"
#include "compare/claims/figures.h"

typedef struct onset {
    uint32_t article, stem, noun; /* noun: token */
    unsigned weekday;             /* 1 to 7 */
    double day;                   /* NAN where only the weekday is known */
    const ro_time *time;
} onset;

typedef RO_ARRAY(onset) onset_array;

static bool is_onset(const ro_claim_rules *rules, ro_str phrase) {
    uint32_t word = ro_lexicon_find(&rules->words, phrase);
    return word != RO_NONE && rules->word.items[word].roles & RO_CLAIM_ONSET;
}

/* "start", or "break" with "out" behind it. */
static bool begins(const ro_claim_rules *rules, const ro_article *article, const ro_event *event) {
    char phrase[48];
    uint32_t next = ro_article_token_from(article, event->predicate.end);
    if (!event->lemma || strlen(event->lemma) > 24) return false;
    if (is_onset(rules, ro_str_of(event->lemma))) return true;
    if (next >= article->tokens.count) return false;
    ro_str particle = ro_token_str(article, next);
    if (particle.n > 16) return false;
    snprintf(phrase, sizeof phrase, "%s %.*s", event->lemma, (int)particle.n, particle.p);
    return is_onset(rules, ro_str_of(phrase));
}

static bool read_day(const ro_time *time, onset *out) {
    int64_t day;
    out->time = time;
    out->weekday = ro_when_weekday(&time->when);
    out->day = ro_when_one_day(&time->when, &day) ? (double)day : NAN;
    return out->weekday != 0;
}

static void read_article(const ro_comparison *comparison, uint32_t number, ro_arena *scratch,
                         onset_array *onsets) {
    const ro_article *article = comparison->articles[number];
    const ro_profile *profile = &comparison->profiles[number];
    for (uint32_t i = 0; i < article->events.count; i++) {
        const ro_event *event = &article->events.items[i];
        onset found = {.article = number};
        if (event->status != RO_EVENT_HAPPENED || event->time >= article->times.count) continue;
        if (!begins(comparison->rules->claims, article, event)) continue;
        uint32_t verb = ro_article_token_from(article, event->predicate.start);
        while (verb > 0 && article->tokens.items[verb - 1].upos == RO_UPOS_AUX) verb--;
        if (verb == 0 || article->tokens.items[verb - 1].upos != RO_UPOS_NOUN) continue;
        found.noun = verb - 1;
        uint32_t word = ro_profile_from(profile, article->tokens.items[found.noun].span.start);
        if (word >= profile->word_count) continue;
        found.stem = profile->words[word].stem;
        if (read_day(&article->times.items[event->time], &found)) RO_APPEND(scratch, onsets, found);
    }
}

static int by_stem(const void *a, const void *b) {
    const onset *left = a, *right = b;
    if (left->stem != right->stem) return left->stem < right->stem ? -1 : 1;
    if (left->article != right->article) return left->article < right->article ? -1 : 1;
    return (left->time->span.start > right->time->span.start) -
           (left->time->span.start < right->time->span.start);
}

static bool are_neighbours(const onset *a, const onset *b) {
    if (!isnan(a->day) && !isnan(b->day)) return fabs(a->day - b->day) == 1;
    unsigned apart = (a->weekday + 7 - b->weekday) % 7;
    return apart == 1 || apart == 6;
}

static bool is_same_day(const onset *a, const onset *b) {
    return !isnan(a->day) && !isnan(b->day) ? a->day == b->day : a->weekday == b->weekday;
}

/* Whether all days of a run are the first one or one neighbour of it, told by another
 * article. */
static bool differ(const onset *run, uint32_t count) {
    const onset *other = NULL;
    for (uint32_t i = 1; i < count; i++) {
        if (is_same_day(&run[0], &run[i])) continue;
        if (!are_neighbours(&run[0], &run[i]) || (other && !is_same_day(other, &run[i])))
            return false;
        if (run[i].article != run[0].article) other = &run[i];
    }
    return other != NULL;
}

static void write(const ro_comparison *comparison, const onset *run, uint32_t count,
                  ro_claim *claim) {
    ro_str noun = ro_token_str(comparison->articles[run->article], run->noun);
    claim->what = ro_arena_printf(comparison->arena, "on which day the %c%.*s began",
                                  ro_lower(noun.p[0]), (int)noun.n - 1, noun.p + 1);
    claim->relation = RO_RELATION_DIFFER;
    ro_claim_value *values = RO_ARENA_ARRAY(comparison->arena, ro_claim_value, count);
    for (uint32_t i = 0; values && i < count; i++) {
        if (i && run[i].article == run[i - 1].article && is_same_day(&run[i], &run[i - 1]))
            continue;
        ro_str words = ro_str_span(comparison->articles[run[i].article]->text, run[i].time->span);
        values[claim->value_count++] =
            (ro_claim_value){.article = run[i].article,
                             .span = run[i].time->span,
                             .text = ro_arena_copy(comparison->arena, words.p, words.n),
                             .value = NAN,
                             .when = run[i].time->value};
    }
    claim->values = values;
}

uint32_t ro_onset_claims(const ro_comparison *comparison, const ro_story *story, ro_arena *scratch,
                         ro_claim *claims, uint32_t most) {
    onset_array onsets = {0};
    uint32_t written = 0;
    for (uint32_t i = 0; i < story->article_count; i++)
        read_article(comparison, story->articles[i], scratch, &onsets);
    if (onsets.count < 2) return 0;
    qsort(onsets.items, onsets.count, sizeof *onsets.items, by_stem);
    for (uint32_t from = 0, to; from < onsets.count && written < most; from = to) {
        for (to = from + 1; to < onsets.count && onsets.items[to].stem == onsets.items[from].stem;)
            to++;
        if (differ(&onsets.items[from], to - from))
            write(comparison, &onsets.items[from], to - from, &claims[written++]);
    }
    return written;
}
