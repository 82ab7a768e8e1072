/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The same happening in several articles: the same predicate or the same kind of
 * event, times that can be one, and words and people in common. A told is held
 * against a bounded number of happenings that share its predicate or its time.
 */
#include "compare/happenings/happenings.h"

#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/postings.h"
#include "base/when.h"
#include "compare/claims/figures.h"
#include "compare/compare_rules.h"
#include "compare/words/synonyms.h"
#include "compare/words/terms.h"

enum {
    FEWEST_WORDS = 4, /* of a clause that says by itself what happened */
    MOST_WORDS = 32,  /* of a clause that is still easily read */
    MOST_LISTED = 24, /* happenings under one key: what bounds the comparisons of an event */
    MOST_EVENTS = 80  /* of an article: a report says early what matters */
};

/* Cosine of their words from which two events are one happening, by what else speaks for it;
 * set by hand, each step lower for one more thing that agrees. A false join says that
 * newsrooms confirm each other. */
static const double SAME_WORDS = 0.7;     /* nothing else: nearly the same clause */
static const double SAME_PREDICATE = 0.4; /* the predicate and somebody or a name */
static const double SAME_TIME = 0.25;     /* these and the day */
/* What ties two calls-off of one day by the same people, even with no word in common. */
static const double NO_WORDS = 0.01;

typedef struct happening_finder {
    const ro_comparison *comparison;
    const ro_story *story;
    const ro_people *people;
    ro_profiler *profiler;
    ro_arena *arena;
    ro_happenings *found;
    ro_postings drafts_of; /* drafts by the keys of their events */
} happening_finder;

/* ---- events ---- */

static bool leans_back(const happening_finder *finder, const ro_article *article, ro_span span) {
    const ro_lexicon *starts = &finder->comparison->rules->brief_starts;
    uint32_t token = ro_article_token_from(article, span.start);
    if (token >= article->tokens.count) return true;
    ro_str word = ro_token_str(article, token);
    bool capitals = word.n > 1 && ro_is_upper((unsigned char)word.p[1]);
    if (!capitals && ro_lexicon_find(starts, word) != RO_NONE) return true;
    /* "Xi — who met": the verb is that of a detour. */
    if (token + 1 < article->tokens.count) {
        ro_str mark = ro_token_str(article, token + 1);
        if (ro_str_eq(mark, RO_STR("\xE2\x80\x94")) || ro_str_eq(mark, RO_STR("\xE2\x80\x93")))
            return true;
    }
    /* "many of which", "what was going on", "that led": a clause of another. */
    for (uint32_t t = token; t < token + 3 && t < article->tokens.count; t++) {
        if (ro_token_is(article, t, "which") || ro_token_is(article, t, "what")) return true;
        if (ro_token_is(article, t, "that") && t > token) return true;
    }
    return false;
}

/* Somebody speaks of himself: the words are a quotation's, not a report's. */
static bool is_speech(const ro_word_groups *groups, const ro_article *article, ro_span span) {
    uint32_t token = ro_article_token_from(article, span.start);
    for (; token < article->tokens.count && article->tokens.items[token].span.start < span.end;
         token++) {
        if (article->tokens.items[token].features & (RO_FEATURE_FIRST | RO_FEATURE_SECOND) &&
            article->tokens.items[token].upos == RO_UPOS_PRON)
            return true;
        if (ro_in_group(groups, ro_token_str(article, token), RO_GROUP_SPEAKING_PERSON))
            return true;
    }
    return false;
}

static bool marks_in_pairs(ro_str s) {
    int open = 0, straight = 0, brackets = 0;
    for (size_t i = 0; i < s.n; i++) {
        straight += s.p[i] == '"';
        brackets += (s.p[i] == '(') - (s.p[i] == ')');
        if (i + 3 > s.n) continue;
        open += memcmp(s.p + i, "\xE2\x80\x9C", 3) == 0;
        open -= memcmp(s.p + i, "\xE2\x80\x9D", 3) == 0;
    }
    return open == 0 && brackets == 0 && straight % 2 == 0;
}

static const char *class_of(const happening_finder *finder, const ro_article *article,
                            ro_span span) {
    const ro_claim_rules *rules = finder->comparison->rules->claims;
    ro_str word = ro_str_span(article->text, span);
    uint32_t found = ro_lexicon_find(&rules->words, word);
    if (found == RO_NONE) return NULL;
    return rules->word.items[found].event;
}

/* What went on: the class of the predicate ("met"), or of the noun that carries the
 * meaning of an empty verb ("held talks"). */
static const char *event_class(const happening_finder *finder, const ro_article *article,
                               const ro_event *event) {
    enum { WORDS_BEHIND = 4 }; /* a verb that says little: "held", "a round of", "talks" */
    const char *class = class_of(finder, article, event->predicate);
    uint32_t token = ro_article_token_from(article, event->predicate.end);
    for (uint32_t step = 0; !class && step < WORDS_BEHIND && token < article->tokens.count;
         step++, token++) {
        if (article->tokens.items[token].span.start >= event->span.end) break;
        class = class_of(finder, article, article->tokens.items[token].span);
    }
    return class;
}

static void take_words(const happening_finder *finder, ro_told_event *told) {
    const ro_profile *profile = &finder->comparison->profiles[told->article];
    ro_span span = told->event->span;
    uint32_t from = ro_profile_from(profile, span.start), to = ro_profile_from(profile, span.end);
    told->length = to - from;
    if (to - from > MOST_WORDS) to = from + MOST_WORDS;
    told->words = RO_ARENA_ARRAY(finder->arena, const ro_word *, to - from);
    if (!told->words) return;
    for (uint32_t i = from; i < to; i++) {
        told->digest = ro_hash_mix(told->digest, profile->words[i].hash);
        if (profile->words[i].content) told->words[told->word_count++] = &profile->words[i];
    }
}

static bool names_somebody(const ro_told_event *told) {
    if (told->who != RO_NONE || told->whom != RO_NONE) return true;
    for (uint32_t i = 0; i < told->word_count; i++)
        if (told->words[i]->name) return true;
    return false;
}

/* Headlines tell in the present what the body tells with its time. */
static bool in_body(const ro_article *article, const ro_event *event) {
    return event->sentence < article->sentences.count &&
           ro_sentence_is_told(article, event->sentence);
}

static void add_event(happening_finder *finder, uint32_t index, const ro_event *event) {
    uint32_t number = finder->story->articles[index];
    const ro_article *article = finder->comparison->articles[number];
    const ro_word_groups *groups = &finder->comparison->rules->groups;
    if (!in_body(article, event) || is_speech(groups, article, event->span)) return;
    ro_told_event *told = RO_PUSH(finder->arena, &finder->found->events);
    if (!told) return;
    *told = (ro_told_event){.index = index, .article = number, .event = event};
    if (event->time < article->times.count) told->time = &article->times.items[event->time];
    const ro_comparison *comparison = finder->comparison;
    told->who = ro_person_of(finder->people, comparison, index, event->who.entity);
    told->whom = ro_person_of(finder->people, comparison, index, event->whom.entity);
    told->class = event_class(finder, article, event);
    take_words(finder, told);
    told->readable = told->length >= FEWEST_WORDS && told->length <= MOST_WORDS &&
                     names_somebody(told) && !leans_back(finder, article, event->span) &&
                     marks_in_pairs(ro_str_span(article->text, event->span));
}

/* ---- joining ---- */

static void list_draft(happening_finder *finder, uint64_t key, uint32_t draft) {
    ro_postings_add(finder->arena, &finder->drafts_of, key, draft, MOST_LISTED);
}

/* Not yet, or never. */
static bool is_ahead(const ro_event *event) {
    return event->status == RO_EVENT_PLANNED || event->status == RO_EVENT_POSSIBLE ||
           event->status == RO_EVENT_CALLED_OFF;
}

enum { KEY_PREDICATE, KEY_CLASS, KEY_TIME, KEY_AHEAD, KEY_SUBJECT, KEYS };

static uint64_t text_key(const char *text, uint64_t kind) {
    return text ? ro_hash_mix(ro_hash(text, strlen(text)), kind) | 1 : 0;
}

/* Under which happenings are looked up: the predicate, the kind of event, the time; and
 * the time again, for plans that another report calls off; and the place in the text
 * where its subject stands, for verbs that share it. */
static void keys_of(const ro_told_event *told, uint64_t keys[KEYS]) {
    const ro_event *event = told->event;
    const char *time = told->time ? told->time->value : NULL;
    keys[KEY_PREDICATE] = text_key(event->lemma, 100);
    keys[KEY_CLASS] = text_key(told->class, 101);
    keys[KEY_TIME] = text_key(time, event->status);
    keys[KEY_SUBJECT] =
        ro_hash_mix(ro_hash_mix(told->article, event->span.start), event->status) | 1;
    keys[KEY_AHEAD] = is_ahead(event) ? text_key(time, 102) : 0;
}

static double worth(const happening_finder *finder, const ro_word *word) {
    return ro_word_worth(finder->comparison->rules->word_rates, word);
}

static double likeness(const happening_finder *finder, const ro_told_event *a,
                       const ro_told_event *b) {
    double left = 0, right = 0, shared = 0;
    for (uint32_t i = 0; i < b->word_count; i++) right += worth(finder, b->words[i]);
    for (uint32_t i = 0; i < a->word_count; i++) {
        double own = worth(finder, a->words[i]);
        left += own;
        for (uint32_t j = 0; j < b->word_count; j++) {
            if (a->words[i]->stem != b->words[j]->stem &&
                !ro_are_synonyms(finder->comparison->rules->synonyms, a->words[i]->stem,
                                 b->words[j]->stem))
                continue;
            shared += own;
            break;
        }
    }
    return left > 0 && right > 0 ? shared / sqrt(left * right) : 0;
}

/* Two times that both articles date, or neither does, are of two happenings where they are not the
 * same: "in June" and "on 19 June" as well. */
static ro_when_relation relate_times(const ro_told_event *a, const ro_told_event *b) {
    if (!a->time || !b->time) return RO_WHEN_OPEN;
    const ro_when *left = &a->time->when, *right = &b->time->when;
    ro_when_relation relation = ro_when_relate(left, right);
    bool alike = ro_when_is_open(left) == ro_when_is_open(right);
    return relation == RO_WHEN_OPEN && alike ? RO_WHEN_APART : relation;
}

static bool share_somebody(const ro_told_event *a, const ro_told_event *b) {
    if (a->who != RO_NONE && (a->who == b->who || a->who == b->whom)) return true;
    return a->whom != RO_NONE && (a->whom == b->who || a->whom == b->whom);
}

/* "Ruiz may meet the premier", "Park may meet the premier": two meetings. */
static bool are_others(const ro_told_event *a, const ro_told_event *b) {
    return a->who != RO_NONE && b->who != RO_NONE && a->who != b->who && a->who != b->whom &&
           b->who != a->whom;
}

static bool share_name(const ro_told_event *a, const ro_told_event *b) {
    for (uint32_t i = 0; i < a->word_count; i++)
        for (uint32_t j = 0; a->words[i]->name && j < b->word_count; j++)
            if (b->words[j]->name && a->words[i]->stem == b->words[j]->stem) return true;
    return false;
}

/* What is planned in one report may be only possible in another; what happened is no
 * plan. */
static bool statuses_agree(const ro_told_event *a, const ro_told_event *b) {
    ro_event_status left = a->event->status, right = b->event->status;
    bool ahead_left = left == RO_EVENT_PLANNED || left == RO_EVENT_POSSIBLE;
    bool ahead_right = right == RO_EVENT_PLANNED || right == RO_EVENT_POSSIBLE;
    return left == right || (ahead_left && ahead_right);
}

static bool same_predicate(const happening_finder *finder, const ro_told_event *a,
                           const ro_told_event *b) {
    if (a->class && b->class) return strcmp(a->class, b->class) == 0;
    if (!a->event->lemma || !b->event->lemma) return false;
    if (strcmp(a->event->lemma, b->event->lemma) == 0) return true;
    uint32_t left = ro_profiler_stem(finder->profiler, ro_str_of(a->event->lemma));
    uint32_t right = ro_profiler_stem(finder->profiler, ro_str_of(b->event->lemma));
    return ro_are_synonyms(finder->comparison->rules->synonyms, left, right);
}

/* "may meet the premier", "may meet the premier and speak to reporters". */
static bool is_part_of(const ro_told_event *a, const ro_told_event *b) {
    return a->article == b->article && a->event->status == b->event->status &&
           a->event->span.start == b->event->span.start &&
           (a->event->time == b->event->time || !a->time || !b->time) &&
           a->event->who.entity == b->event->who.entity &&
           (ro_span_holds(a->event->span, b->event->span) ||
            ro_span_holds(b->event->span, a->event->span));
}

static double same_happening(const happening_finder *finder, const ro_told_event *a,
                             const ro_told_event *b) {
    if (a->digest == b->digest || is_part_of(a, b)) return 2;
    ro_when_relation times = relate_times(a, b);
    if (times == RO_WHEN_APART) return 0;
    double alike = likeness(finder, a, b);
    if (!statuses_agree(a, b)) {
        /* What one report plans and another calls off: same day, same people. */
        bool ahead = is_ahead(a->event) && is_ahead(b->event) && times == RO_WHEN_SAME;
        return ahead && share_somebody(a, b) && alike >= SAME_TIME ? alike : 0;
    }
    if (alike >= SAME_WORDS) return 1 + alike;
    if (times == RO_WHEN_OPEN && are_others(a, b)) return 0;
    bool people = share_somebody(a, b) || share_name(a, b);
    if (same_predicate(finder, a, b) && people &&
        alike >= (times == RO_WHEN_SAME ? SAME_TIME : SAME_PREDICATE))
        return alike;
    /* Called off at the same time by the same people: the verbs are many. */
    bool off = a->event->status == RO_EVENT_CALLED_OFF && times == RO_WHEN_SAME;
    return off && people ? alike + NO_WORDS : 0;
}

static void place(happening_finder *finder, uint32_t number) {
    const ro_told_event *told = &finder->found->events.items[number];
    uint64_t keys[KEYS];
    keys_of(told, keys);
    uint32_t best = RO_NONE;
    double most = 0;
    for (uint32_t k = 0; k < KEYS && most < 2; k++) {
        const ro_posting *list = keys[k] ? ro_postings_find(&finder->drafts_of, keys[k]) : NULL;
        for (uint32_t i = 0; list && i < list->numbers.count && most < 2; i++) {
            const ro_happening_draft *draft = &finder->found->drafts.items[list->numbers.items[i]];
            const ro_told_event *all = finder->found->events.items;
            const ro_told_event *first = &all[draft->events.items[0]];
            const ro_told_event *last = &all[draft->events.items[draft->events.count - 1]];
            if (k == KEY_AHEAD && statuses_agree(told, first)) continue;
            double same = same_happening(finder, told, first);
            /* What began as a plan may have been called off since, in other words. */
            if (!statuses_agree(first, last)) {
                double since = same_happening(finder, told, last);
                if (since > same) same = since;
            }
            if (same > most) most = same, best = list->numbers.items[i];
        }
    }
    if (best == RO_NONE) {
        ro_happening_draft *draft = RO_PUSH(finder->arena, &finder->found->drafts);
        if (!draft) return;
        best = finder->found->drafts.count - 1;
        for (uint32_t k = 0; k < KEYS; k++)
            if (keys[k]) list_draft(finder, keys[k], best);
    }
    RO_APPEND(finder->arena, &finder->found->drafts.items[best].events, number);
}

/* Tellings with a time enter first: they hold those without it apart. */
static void place_all(happening_finder *finder) {
    for (unsigned timed = 2; timed-- > 0;)
        for (uint32_t i = 0; i < finder->found->events.count && !finder->arena->oom; i++)
            if ((finder->found->events.items[i].time != NULL) == (timed == 1)) place(finder, i);
}

ro_happenings *ro_happenings_find(const ro_comparison *comparison, const ro_story *story,
                                  ro_arena *arena) {
    happening_finder finder = {.comparison = comparison, .story = story, .arena = arena};
    finder.found = RO_ARENA_NEW(arena, ro_happenings);
    finder.people = ro_people_find(comparison, story, arena);
    finder.profiler = ro_profiler_new(comparison->rules);
    if (!finder.profiler) arena->oom = true;
    for (uint32_t i = 0; i < story->article_count && !arena->oom; i++) {
        const ro_article *article = comparison->articles[story->articles[i]];
        for (uint32_t e = 0; e < article->events.count && e < MOST_EVENTS; e++)
            add_event(&finder, i, &article->events.items[e]);
    }
    if (!arena->oom) place_all(&finder);
    ro_profiler_free(finder.profiler);
    return arena->oom ? NULL : finder.found;
}
