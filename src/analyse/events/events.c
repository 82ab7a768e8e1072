/* SPDX-License-Identifier: Apache-2.0 */
/* The layer of events: one for each verb group that tells something. */
#include "analyse/events/events.h"

#include "analyse/people/people_queries.h"
#include "base/table.h"
#include "base/when.h"

static const char *const list_names[RO_STATUS_LISTS] = {"modal", "to",       "object", "adverb",
                                                        "noun",  "negation", "self",   "light"};

static bool status_named(ro_str name, uint32_t *status) {
    static const char *const others[] = {"would", "same", "none"};
    uint32_t other;
    for (int s = RO_EVENT_HAPPENED; s <= RO_EVENT_CALLED_OFF; s++)
        if (ro_str_eq(name, ro_str_of(ro_event_status_name((ro_event_status)s)))) {
            *status = (uint32_t)s;
            return true;
        }
    if (!ro_table_class(name, others, sizeof others / sizeof *others, &other)) return false;
    *status = RO_STATUS_WOULD + other;
    return true;
}

static bool load_status(ro_arena *arena, ro_events_rules *rules) {
    ro_table table;
    ro_str field[3];
    uint32_t list, status;
    for (ro_table_open(&table, "event_status"); ro_table_row(&table, field, 3);)
        if (!ro_table_class(field[2], list_names, RO_STATUS_LISTS, &list) ||
            !status_named(field[1], &status) ||
            !ro_lexicon_add(arena, &rules->lists[list], field[0], status))
            return false;
    return true;
}

static bool load_joints(ro_arena *arena, ro_events_rules *rules) {
    static const char *const names[] = {"clause", "doubt", "relative", "detour"};
    ro_table table;
    ro_str field[2];
    uint32_t kind;
    for (ro_table_open(&table, "clause_words"); ro_table_row(&table, field, 2);)
        if (!ro_table_class(field[1], names, sizeof names / sizeof *names, &kind) ||
            !ro_lexicon_add(arena, &rules->joints, field[0], kind))
            return false;
    return true;
}

static bool load_speech(ro_arena *arena, ro_events_rules *rules) {
    ro_table table;
    ro_str field[2];
    for (ro_table_open(&table, "cues"); ro_table_row(&table, field, 2);)
        if ((ro_str_find(field[1], RO_STR("clause")) != SIZE_MAX ||
             ro_str_find(field[1], RO_STR("quote")) != SIZE_MAX ||
             ro_str_find(field[1], RO_STR("relay")) != SIZE_MAX) &&
            !ro_lexicon_add(arena, &rules->speech, field[0], 0))
            return false;
    return true;
}

ro_events_rules *ro_events_rules_new(ro_arena *arena) {
    ro_events_rules *rules = RO_ARENA_NEW(arena, ro_events_rules);
    bool loaded = rules && load_status(arena, rules) && load_joints(arena, rules) &&
                  load_speech(arena, rules);
    return loaded ? rules : NULL;
}

typedef struct finder {
    const ro_events_rules *rules;
    ro_article *article;
    uint32_t sentence;
    uint32_t quote; /* first quote that may hold a predicate of the sentence */
    ro_verb_group_array groups;
} finder;

static ro_span span_of(const finder *f, uint32_t first, uint32_t end) {
    const ro_token *tokens = f->article->tokens.items;
    return (ro_span){tokens[first].span.start, tokens[end - 1].span.end};
}

/* How far what belongs to a verb is looked for, in tokens. */
#define ARGUMENT_REACH 40

/* --- when ------------------------------------------------------------------------- */

static bool dates(const ro_time *time) {
    return (time->type == RO_TIME_DATE || time->type == RO_TIME_TIME) &&
           ro_when_is_calendar(&time->when);
}

/* "met after the vote in May": the time is that of the vote. */
static bool is_detour(const finder *f, uint32_t predicate, uint32_t time) {
    uint32_t floor = time > predicate + ARGUMENT_REACH ? time - ARGUMENT_REACH : predicate + 1;
    for (uint32_t i = time; i-- > floor;) {
        int joint = ro_joint_at(f->rules, f->article, i);
        if (joint == RO_JOINT_DETOUR) return true;
        if (joint == RO_JOINT_CLAUSE && f->article->tokens.items[i].upos == RO_UPOS_ADP)
            return true;
    }
    return false;
}

/* "Friday's vote" says when the vote was. */
static bool is_owner(const finder *f, ro_span span) {
    uint32_t next = ro_article_token_from(f->article, span.end);
    if (next >= f->article->tokens.count) return false;
    ro_str word = ro_token_str(f->article, next);
    return f->article->tokens.items[next].span.start == span.end && word.n >= 2 &&
           (word.p[word.n - 1] | 32) == 's' &&
           (word.p[0] == '\'' || (unsigned char)word.p[0] == 0xE2);
}

/* Index of the first time that starts at or after a byte. */
static uint32_t time_from(const finder *f, uint32_t byte) {
    uint32_t low = 0, high = f->article->times.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (f->article->times.items[middle].span.start < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Times of one clause that are looked at. */
#define TIMES_REACH 16

/* The time of the clause nearest to the predicate; one behind it wins over one before. */
static uint32_t time_in(const finder *f, ro_span clause, uint32_t predicate) {
    const ro_article *article = f->article;
    uint32_t best = RO_NONE, at = article->tokens.items[predicate].span.start;
    uint64_t nearest = UINT64_MAX;
    uint32_t first = time_from(f, clause.start);
    for (uint32_t i = first; i < article->times.count && i < first + TIMES_REACH; i++) {
        const ro_time *time = &article->times.items[i];
        if (time->span.start >= clause.end) break;
        if (!ro_span_holds(clause, time->span) || !dates(time) || is_owner(f, time->span)) continue;
        uint64_t away = time->span.start >= at ? time->span.start - at
                                               : (uint64_t)(at - time->span.start) + 200;
        if (away >= nearest) continue;
        if (time->span.start > at &&
            is_detour(f, predicate, ro_article_token_from(article, time->span.start)))
            continue;
        nearest = away;
        best = i;
    }
    return best;
}

/* "in November, when they meet": the time right before the clause. */
static uint32_t time_before(const finder *f, uint32_t start) {
    const ro_article *article = f->article;
    if (start == 0 || (!ro_token_is(article, start - 1, "when"))) return RO_NONE;
    uint32_t at = article->tokens.items[start - 1].span.start;
    uint32_t next = time_from(f, at);
    if (next == 0) return RO_NONE;
    const ro_time *time = &article->times.items[next - 1];
    return dates(time) && time->span.end <= at && at - time->span.end <= 2 ? next - 1 : RO_NONE;
}

/* --- who and whom -------------------------------------------------------------------- */

/* Whether a mention is a noun phrase of its own: no preposition before it, no noun or
 * "'s" behind it. */
static bool stands_alone(const finder *f, const ro_mention *mention, uint32_t floor) {
    const ro_article *article = f->article;
    const ro_token *tokens = article->tokens.items;
    uint32_t at = ro_article_token_from(article, mention->span.start);
    uint32_t next = ro_article_token_from(article, mention->span.end);
    while (at > floor && (tokens[at - 1].upos == RO_UPOS_DET || tokens[at - 1].upos == RO_UPOS_ADJ))
        at--;
    if (at > floor && (tokens[at - 1].upos == RO_UPOS_ADP || tokens[at - 1].upos == RO_UPOS_VERB))
        return false;
    if (next >= article->tokens.count) return true;
    uint8_t upos = tokens[next].upos;
    bool glued = tokens[next].span.start == mention->span.end;
    return upos != RO_UPOS_NOUN && upos != RO_UPOS_PROPN && upos != RO_UPOS_ADJ &&
           (!glued || ro_token_is(article, next, ","));
}

/* Whether "and" or a comma alone joins two mentions. */
static bool are_joined(const finder *f, ro_span left, ro_span right) {
    uint32_t at = ro_article_token_from(f->article, left.end);
    uint32_t to = ro_article_token_from(f->article, right.start);
    if (at >= to || to > at + 2) return false;
    uint8_t upos = f->article->tokens.items[at].upos;
    return upos == RO_UPOS_CCONJ || upos == RO_UPOS_PUNCT;
}

/* Whether the parse hangs a mention on a preposition: "talks led by Ruiz and Park". */
static bool is_elsewhere(const finder *f, const ro_mention *mention) {
    const ro_token *tokens = f->article->tokens.items;
    uint32_t first = ro_article_token_from(f->article, mention->span.start);
    for (uint32_t i = first; i < f->article->tokens.count; i++) {
        if (tokens[i].span.start >= mention->span.end) return false;
        int32_t head = tokens[i].head;
        if (head < 0 || ro_span_holds(mention->span, tokens[head].span)) continue;
        const char *relation = ro_deprel_name(tokens[i].deprel);
        if (strcmp(relation, "conj") == 0) relation = ro_deprel_name(tokens[head].deprel);
        return strncmp(relation, "obl", 3) == 0;
    }
    return false;
}

/* Mentions before a verb that are looked at for its subject. */
#define SUBJECT_REACH 16

/* "Storm Ada leaves four dead", but of "The barge, the Rask II, …" the barge is the subject, and
 * "it" may be anything. */
static bool names_thing(const ro_article *article, const ro_mention *mention) {
    uint32_t at = ro_article_token_from(article, mention->span.start);
    if (at > 0 && ro_token_is(article, at - 1, "the")) at--;
    return mention->kind == RO_MENTION_NAME && (at == 0 || !ro_token_is(article, at - 1, ","));
}

/* The subject by position: the mention nearest before the verb group that stands alone;
 * of several that are joined, the first. */
static ro_who subject_of(const finder *f, const ro_verb_group *group) {
    const ro_article *article = f->article;
    ro_who who = {.entity = RO_NONE};
    ro_span before = {article->tokens.items[group->shown].span.start,
                      article->tokens.items[group->first].span.start};
    if (before.end <= before.start) return who;
    ro_mention_range range = ro_mentions_in(article, before);
    uint32_t floor =
        range.end > range.first + SUBJECT_REACH ? range.end - SUBJECT_REACH : range.first;
    for (uint32_t m = range.end; m-- > floor;) {
        const ro_mention *mention = &article->mentions.items[m];
        if (mention->span.end > before.end) continue;
        if (ro_entity_is_thing(mention->type) && !names_thing(article, mention)) continue;
        bool holds = ro_span_holds(mention->span, who.span) && !ro_span_empty(who.span);
        bool joined = !ro_span_empty(who.span) && are_joined(f, mention->span, who.span);
        if (!ro_span_empty(who.span) && !holds && !joined) {
            if (mention->span.end < who.span.start) break;
            continue;
        }
        if (!joined && (!stands_alone(f, mention, group->shown) ||
                        (!group->relative && is_elsewhere(f, mention))))
            continue;
        who = (ro_who){mention->span, mention->entity};
    }
    return who;
}

/* The first mention behind the verb, if nothing but a noun phrase, "with" or "to" is
 * between. */
static ro_who object_of(const finder *f, const ro_verb_group *group) {
    const ro_article *article = f->article;
    ro_who whom = {.entity = RO_NONE};
    uint32_t end = group->end < group->predicate + ARGUMENT_REACH
                       ? group->end
                       : group->predicate + ARGUMENT_REACH;
    if (end <= group->predicate + 1) return whom;
    ro_mention_range range = ro_mentions_in(article, span_of(f, group->predicate + 1, end));
    for (uint32_t m = range.first; m < range.end; m++) {
        const ro_mention *mention = &article->mentions.items[m];
        bool person = mention->type == RO_ENTITY_PERSON || mention->type == RO_ENTITY_OFFICE ||
                      mention->type == RO_ENTITY_ORGANIZATION || mention->type == RO_ENTITY_GROUP;
        uint32_t token = ro_article_token_from(article, mention->span.start);
        uint32_t at = token;
        while (at > group->predicate + 1 && (article->tokens.items[at - 1].upos == RO_UPOS_DET ||
                                             article->tokens.items[at - 1].upos == RO_UPOS_ADJ))
            at--;
        bool next = at == group->predicate + 1;
        bool with = at > group->predicate + 1 &&
                    (ro_token_is(article, at - 1, "with") || ro_token_is(article, at - 1, "to") ||
                     ro_token_is(article, at - 1, "by"));
        if (!next && !(with && person)) continue;
        whom = (ro_who){mention->span, mention->entity};
        /* "Foreign Minister Park": the name behind the title. */
        const ro_mention *name = m + 1 < range.end ? mention + 1 : NULL;
        if (name && name->span.start == mention->span.end + 1)
            whom = (ro_who){name->span, name->entity};
        return whom;
    }
    return whom;
}

/* What a word such as "scrapped" acts on: the noun phrase behind the verb or, in the
 * passive, the subject. */
static ro_span thing_called_off(const finder *f, const ro_verb_group *group) {
    const ro_token *tokens = f->article->tokens.items;
    if (group->passive) {
        uint32_t end = group->first;
        return end > group->shown ? span_of(f, group->shown, end) : (ro_span){0, 0};
    }
    uint32_t from = group->predicate + 1;
    uint32_t end = from;
    while (end < group->end && tokens[end].upos != RO_UPOS_PUNCT &&
           tokens[end].upos != RO_UPOS_SCONJ && end < from + ARGUMENT_REACH &&
           ro_joint_at(f->rules, f->article, end) < 0)
        end++;
    return end > from ? span_of(f, from, end) : (ro_span){0, 0};
}

/* --- the whole -------------------------------------------------------------------------- */

static bool is_attributed(finder *f, ro_span predicate) {
    const ro_article *article = f->article;
    for (uint32_t q = f->quote; q < article->quotes.count; q++) {
        const ro_quote *quote = &article->quotes.items[q];
        if (quote->sentence > f->sentence && quote->span.start > predicate.end) break;
        if (ro_span_holds(quote->span, predicate)) return true;
    }
    return false;
}

static bool is_cue(const finder *f, ro_span predicate) {
    const ro_article *article = f->article;
    for (uint32_t q = f->quote; q < article->quotes.count; q++) {
        const ro_quote *quote = &article->quotes.items[q];
        if (quote->sentence > f->sentence + 1) break;
        if (ro_span_overlaps(quote->cue, predicate)) return true;
    }
    return false;
}

static bool is_negation(const finder *f, uint32_t token) {
    return ro_lexicon_find(&f->rules->lists[RO_STATUS_NEGATION], ro_token_str(f->article, token)) !=
           RO_NONE;
}

/* "no date was announced", "neither side had confirmed", "neither Ruiz nor Park spoke" */
static bool subject_is_negated(const finder *f, const ro_verb_group *group) {
    uint32_t start = group->start;
    if (start >= group->first) return false;
    return is_negation(f, start) || (start > 0 && is_negation(f, start - 1));
}

/* A verb of speech tells its clause, which is an event of its own or none; with nothing
 * but a thing behind it ("announced a deal") it tells an event itself. */
static bool only_reports(const finder *f, const ro_verb_group *group) {
    const ro_article *article = f->article;
    ro_str lemma = ro_token_lemma(article, group->predicate);
    if (ro_lexicon_find(&f->rules->speech, lemma) == RO_NONE &&
        !ro_str_same(ro_token_str(article, group->predicate), RO_STR("said")))
        return false;
    uint32_t next = group->predicate + 1;
    if (next >= group->end) return true;
    uint8_t upos = article->tokens.items[next].upos;
    bool thing =
        upos == RO_UPOS_DET || upos == RO_UPOS_NOUN || upos == RO_UPOS_ADJ || upos == RO_UPOS_NUM;
    return !thing;
}

static bool is_told(finder *f, const ro_verb_group *group, ro_who who) {
    if (group->status == RO_STATUS_SKIP || subject_is_negated(f, group)) return false;
    if (group->is_to && who.entity == RO_NONE) return false; /* "the aim is to win" */
    if (group->status == RO_EVENT_CALLED_OFF) return true;
    return !is_cue(f, f->article->tokens.items[group->predicate].span) && !only_reports(f, group);
}

static void add_event(finder *f, const ro_verb_group *group, int status, ro_who who, ro_who whom,
                      uint32_t time) {
    ro_article *article = f->article;
    ro_span predicate = article->tokens.items[group->predicate].span;
    ro_str lemma = ro_token_lemma(article, group->predicate);
    ro_event *event = RO_PUSH(&article->arena, &article->events);
    if (!event) return;
    *event = (ro_event){.span = span_of(f, group->shown, group->end),
                        .predicate = predicate,
                        .lemma = ro_arena_copy(&article->arena, lemma.p, lemma.n),
                        .status = (ro_event_status)status,
                        .time = time,
                        .sentence = f->sentence,
                        .who = who,
                        .whom = whom,
                        .attributed = is_attributed(f, predicate)};
}

static int adverb_status(const finder *f, uint32_t token) {
    uint32_t status =
        ro_lexicon_find(&f->rules->lists[RO_STATUS_ADVERB], ro_token_str(f->article, token));
    return status == RO_NONE ? -1 : (int)status;
}

/* "will meet the premier and perhaps the president": the second is only possible. */
static void push_perhaps(finder *f, const ro_verb_group *group, ro_who who, uint32_t time) {
    const ro_article *article = f->article;
    for (uint32_t i = group->predicate + 2; i + 1 < group->end; i++) {
        if (article->tokens.items[i - 1].upos != RO_UPOS_CCONJ ||
            adverb_status(f, i) != RO_EVENT_POSSIBLE)
            continue;
        ro_mention_range range = ro_mentions_in(article, span_of(f, i + 1, group->end));
        if (range.first >= range.end) return;
        const ro_mention *mention = &article->mentions.items[range.first];
        if (ro_article_token_from(article, mention->span.start) > i + 2) return;
        add_event(f, group, RO_EVENT_POSSIBLE, who, (ro_who){mention->span, mention->entity}, time);
        return;
    }
}

static bool is_after_for(const finder *f, uint32_t time) {
    uint32_t at = ro_article_token_from(f->article, f->article->times.items[time].span.start);
    return at > 0 && ro_token_is(f->article, at - 1, "for");
}

/* "the march that was announced for Thursday", "the visit on Thursday", but not "the
 * march that was announced on Thursday". */
static uint32_t time_of_thing(const finder *f, const ro_verb_group *group, ro_span thing) {
    uint32_t time = time_in(f, thing, group->first);
    if (time == RO_NONE || is_after_for(f, time)) return time;
    uint32_t at = ro_article_token_from(f->article, f->article->times.items[time].span.start);
    for (uint32_t i = group->shown; i < at; i++)
        if (f->article->tokens.items[i].upos == RO_UPOS_VERB) return RO_NONE;
    return time;
}

/* Whether a time is a day behind "for" and behind the verb, with no noun after it: "for
 * Friday", not "for Friday night viewers". */
static bool is_target_day(const finder *f, const ro_verb_group *group, uint32_t time) {
    if (time == RO_NONE || !is_after_for(f, time)) return false;
    const ro_article *article = f->article;
    const ro_time *day = &article->times.items[time];
    uint32_t next = ro_article_token_from(article, day->span.end);
    bool noun = next < article->tokens.count && (article->tokens.items[next].upos == RO_UPOS_NOUN ||
                                                 article->tokens.items[next].upos == RO_UPOS_PROPN);
    return day->when.kind >= RO_WHEN_WEEKEND && !noun &&
           day->span.start > article->tokens.items[group->predicate].span.start;
}

static void push(finder *f, const ro_verb_group *group) {
    ro_article *article = f->article;
    ro_who who = subject_of(f, group);
    if (!is_told(f, group, who)) return;
    int status = group->status;
    if (status == RO_STATUS_WOULD)
        status = is_attributed(f, article->tokens.items[group->predicate].span) ? RO_EVENT_PLANNED
                                                                                : RO_EVENT_POSSIBLE;
    uint32_t time = time_in(f, span_of(f, group->start, group->end), group->predicate);
    if (time == RO_NONE) time = time_before(f, group->start);
    ro_who whom = object_of(f, group);
    if (status == RO_EVENT_CALLED_OFF) {
        ro_span thing = thing_called_off(f, group);
        if (!ro_span_empty(thing)) whom = ro_who_is(article, thing);
        if (time == RO_NONE && group->passive && !ro_span_empty(thing))
            time = time_of_thing(f, group, thing);
    }
    /* "has called a strike for Friday": the day is that of what is to come. */
    if (status == RO_EVENT_HAPPENED && is_target_day(f, group, time)) status = RO_EVENT_PLANNED;
    add_event(f, group, status, who, whom, time);
    if (status == RO_EVENT_PLANNED) push_perhaps(f, group, who, time);
}

/* Longest noun phrase behind "speculation about", in tokens. */
#define NOUN_REACH 24

/* "speculation about a meeting on Monday": told only with a time, since without one it is
 * an opinion on things in general. */
static void push_noun(finder *f, uint32_t noun, uint32_t first, uint32_t end) {
    const ro_article *article = f->article;
    const ro_token *tokens = article->tokens.items;
    uint32_t status =
        ro_lexicon_find(&f->rules->lists[RO_STATUS_NOUN], ro_token_lemma(article, noun));
    if (status == RO_NONE || noun + 2 >= end || tokens[noun + 1].upos != RO_UPOS_ADP) return;
    for (uint32_t i = noun; i > first && i + 3 > noun; i--)
        if (ro_lexicon_find(&f->rules->lists[RO_STATUS_NEGATION], ro_token_str(article, i - 1)) !=
            RO_NONE)
            return;
    uint32_t stop = noun + 2, head = RO_NONE;
    for (; stop < end && stop < noun + NOUN_REACH; stop++) {
        uint8_t upos = tokens[stop].upos;
        if (upos == RO_UPOS_PUNCT || upos == RO_UPOS_VERB || upos == RO_UPOS_AUX ||
            upos == RO_UPOS_SCONJ)
            break;
        bool adposition = upos == RO_UPOS_ADP;
        if (upos == RO_UPOS_NOUN && (head == RO_NONE || head + 1 == stop)) head = stop;
        if (adposition && head == RO_NONE) break;
    }
    while (stop > noun + 2 && tokens[stop - 1].upos == RO_UPOS_CCONJ) stop--;
    if (head == RO_NONE) return;
    ro_verb_group group = {.first = noun,
                           .predicate = head,
                           .governor = head,
                           .start = noun,
                           .end = stop,
                           .shown = noun};
    uint32_t time = time_in(f, span_of(f, noun, stop), head);
    if (time == RO_NONE) return;
    ro_who nobody = {.entity = RO_NONE};
    add_event(f, &group, (int)status, nobody, object_of(f, &group), time);
}

/* "was due to speak on Friday, but the appearance was cancelled": a short subject with
 * an article and without a name, behind "but", takes up the plan. */
static bool takes_up(const finder *f, const ro_event *plan, const ro_event *off) {
    enum { SUBJECT = 4 }; /* tokens: "the planned joint appearance"; longer ones name what is new */
    const ro_article *article = f->article;
    uint32_t first = ro_article_token_from(article, off->span.start);
    uint32_t verb = ro_article_token_from(article, off->predicate.start);
    if (first == 0 || verb <= first || verb > first + SUBJECT) return false;
    if (off->span.start < plan->span.end || !ro_token_is(article, first - 1, "but")) return false;
    bool definite = ro_token_is(article, first, "the") || ro_token_is(article, first, "that") ||
                    ro_token_is(article, first, "this") || ro_token_is(article, first, "it");
    for (uint32_t i = first; i < verb && definite; i++)
        definite = article->tokens.items[i].upos != RO_UPOS_PROPN;
    return definite;
}

/* "was scheduled to visit in May but scrapped the trip": the plan is what was called
 * off, and its time is the plan's. */
static void call_off_plans(finder *f, uint32_t first_event) {
    ro_event *events = f->article->events.items;
    uint32_t count = f->article->events.count, kept = first_event;
    for (uint32_t i = first_event; i < count; i++) {
        ro_event *next = i + 1 < count ? &events[i + 1] : NULL;
        bool off =
            next && events[i].status == RO_EVENT_PLANNED && next->status == RO_EVENT_CALLED_OFF;
        bool taken_up = off && takes_up(f, &events[i], next);
        if (off && (taken_up || next->span.start == events[i].span.start)) {
            if (next->time == RO_NONE) next->time = events[i].time;
            if (taken_up) {
                next->span.start = events[i].span.start;
                next->who = events[i].who;
            }
            continue;
        }
        events[kept++] = events[i];
    }
    f->article->events.count = kept;
}

static void read_sentence(finder *f) {
    ro_article *article = f->article;
    const ro_sentence *sentence = &article->sentences.items[f->sentence];
    uint32_t first = sentence->first_token, end = first + sentence->token_count;
    while (f->quote < article->quotes.count &&
           article->quotes.items[f->quote].span.end <= sentence->span.start &&
           article->quotes.items[f->quote].sentence + 1 < f->sentence)
        f->quote++;
    ro_part_role role =
        article->parts.count ? article->parts.items[sentence->part].role : RO_PART_BODY;
    f->groups.count = 0;
    uint32_t first_event = article->events.count;
    ro_verb_groups_find(f->rules, article, role == RO_PART_TITLE || role == RO_PART_SUBHEAD, first,
                        end, &f->groups);
    ro_clauses_cut(f->rules, article, first, end, &f->groups);
    for (uint32_t g = 0; g < f->groups.count; g++) push(f, &f->groups.items[g]);
    call_off_plans(f, first_event);
    for (uint32_t i = first; i < end; i++)
        if (article->tokens.items[i].upos == RO_UPOS_NOUN) push_noun(f, i, first, end);
}

void ro_find_events(const ro_events_rules *rules, ro_article *article) {
    finder f = {.rules = rules, .article = article};
    for (f.sentence = 0; f.sentence < article->sentences.count && !article->arena.oom; f.sentence++)
        read_sentence(&f);
}
