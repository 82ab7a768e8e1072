/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The timeline: what went before, what happens now, what is planned, possible or
 * called off. Where no publication date is known, weekdays and months stay open; they
 * are put in the order in which the story meets them, and no date is made up.
 */
#include <math.h>
#include <stdlib.h>

#include "account/reworded.h"
#include "base/date.h"
#include "base/when.h"
#include "compare/happenings/happenings.h"

enum {
    MOST_HAPPENINGS = 25, /* the most salient: what a reader goes through; set by hand */
    HANDY_WORDS = 20,     /* longer clauses pay for each word more */
    FEWEST_WORDS = 6      /* shorter ones leave out of whom or of what */
};

/* Which of its clauses words a happening: points against each other, set by hand. */
static const double NAMED_SUBJECT = 1; /* who did it: a pronoun needs the sentence before */
static const double TIMED = 0.5;       /* the clause says when by itself */
static const double REWORDED = 2;      /* taken off: more than all that speaks for a clause */
static const double REPLACED = 0.5;    /* taken off: a newer version may say the same better */
static const double EACH_WORD = 0.05;  /* taken off, beyond the handy ones: ten are a time */
static const double SHORT = 0.5;       /* taken off */
static const double ABOVE_REFUSED = 4; /* so that the worst is above -1, one that is refused */

/* How much a happening matters, beside 1 for each independent source that tells it; set by
 * hand. None of these outweighs a source, so that what two newsrooms tell comes before what one
 * tells with the same particulars. */
static const double HAS_TIME = 1;        /* a timeline is of what has a time */
static const double HAS_SUBJECT = 0.5;   /* somebody is named who did it */
static const double HAS_OTHER = 0.3;     /* and to whom */
static const double NOT_PAST = 0.3;      /* plans and what goes on: what a reader waits for */
static const double IS_ATTRIBUTED = 0.3; /* taken off: somebody says so, the newsroom does not */
static const double LEAD_SLOPE = 3.0;    /* 1 for the first sentence, a half for the fourth */

/* A happening that says less is left out. Of what one source tells without a time or a name,
 * the first three sentences reach it; with a name, those to about the thirtieth; with a time,
 * all. */
static const double LEAST_SALIENCE = 1.6;

typedef struct ranked_draft {
    uint32_t draft, best; /* best: the told that words it */
    const ro_time *time;
    uint32_t time_article;
    double salience, when;
    uint32_t status;
} ranked_draft;

typedef struct timeline {
    const ro_account *account;
    ro_story *story;
    ro_arena *arena, *scratch;
    ro_happenings *found;
    const bool *reworded, *replaced; /* by place in the story */
    unsigned first_weekday;          /* of the open ones, 1 to 7 */
    double now;                      /* day of the newest article, or a day beyond all dates */
} timeline;

/* ---- which told words it, and which time it has ---- */

/* A named subject, a handy length, an article that is neither spun nor overtaken. */
static double wording(const timeline *line, const ro_told_event *told) {
    if (!told->readable) return -1;
    double score = 1;
    score += told->who != RO_NONE ? NAMED_SUBJECT : 0;
    score += told->time ? TIMED : 0;
    score -= line->reworded[told->index] ? REWORDED : 0;
    score -= line->replaced[told->index] ? REPLACED : 0;
    score -= told->length > HANDY_WORDS ? EACH_WORD * (told->length - HANDY_WORDS) : 0;
    score -= told->length < FEWEST_WORDS ? SHORT : 0;
    return score + ABOVE_REFUSED;
}

static void word_it(const timeline *line, ranked_draft *rank) {
    const ro_happening_draft *draft = &line->found->drafts.items[rank->draft];
    double most = -1;
    for (uint32_t i = 0; i < draft->events.count; i++) {
        const ro_told_event *told = &line->found->events.items[draft->events.items[i]];
        double score = wording(line, told);
        if (rank->status == RO_EVENT_CALLED_OFF && told->event->status != rank->status) score = -1;
        if (score > most) most = score, rank->best = draft->events.items[i];
        if (!told->time) continue;
        /* A resolved time before an open one. */
        bool better = !rank->time ||
                      (ro_when_is_open(&rank->time->when) && !ro_when_is_open(&told->time->when));
        if (better) rank->time = told->time, rank->time_article = told->article;
    }
    if (most < 0) rank->best = RO_NONE;
}

/* ---- how much it matters ---- */

static uint32_t articles_of(const timeline *line, const ro_happening_draft *draft, uint32_t *out) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < draft->events.count; i++) {
        uint32_t article = line->found->events.items[draft->events.items[i]].article;
        bool known = false;
        /* Tellings come by article, those with a time before those without. */
        for (uint32_t k = count; k-- > 0 && !known && count - k < 64;) known = out[k] == article;
        if (!known) out[count++] = article;
    }
    return count;
}

static uint32_t status_of(const timeline *line, const ro_happening_draft *draft) {
    uint32_t votes[RO_EVENT_CALLED_OFF + 1] = {0}, best = RO_EVENT_HAPPENED;
    for (uint32_t i = 0; i < draft->events.count; i++)
        votes[line->found->events.items[draft->events.items[i]].event->status]++;
    for (uint32_t s = 0; s <= RO_EVENT_CALLED_OFF; s++)
        if (votes[s] > votes[best]) best = s;
    /* The report that calls off knows of the plan; the one that plans knows no better. */
    return votes[RO_EVENT_CALLED_OFF] ? RO_EVENT_CALLED_OFF : best;
}

static double salience(const timeline *line, const ranked_draft *rank, uint32_t independent) {
    const ro_happening_draft *draft = &line->found->drafts.items[rank->draft];
    const ro_told_event *best = &line->found->events.items[rank->best];
    double lead = 0;
    for (uint32_t i = 0; i < draft->events.count; i++) {
        double own = 1 / (1 + line->found->events.items[draft->events.items[i]].event->sentence /
                                  LEAD_SLOPE);
        if (own > lead) lead = own;
    }
    double score = independent + lead;
    score += rank->time ? HAS_TIME : 0;
    score += best->who != RO_NONE ? HAS_SUBJECT : 0;
    score += best->who != RO_NONE && best->whom != RO_NONE ? HAS_OTHER : 0;
    score += rank->status != RO_EVENT_HAPPENED ? NOT_PAST : 0;
    score -= best->event->attributed ? IS_ATTRIBUTED : 0;
    return score;
}

/* ---- where it stands ---- */

static unsigned open_weekday(const ro_time *time) {
    return time && ro_when_is_open(&time->when) ? ro_when_weekday(&time->when) : 0;
}

/* The open weekdays of a story are days of one week or so: it begins behind the
 * longest run of days that nobody speaks of. */
static unsigned find_first_weekday(const ro_happenings *found) {
    bool met[7] = {false};
    for (uint32_t i = 0; i < found->events.count; i++) {
        unsigned day = open_weekday(found->events.items[i].time);
        if (day) met[day - 1] = true;
    }
    unsigned first = 1, longest = 0;
    for (unsigned start = 0; start < 7; start++) {
        if (!met[start]) continue;
        unsigned gap = 0;
        while (gap < 7 && !met[(start + 6 - gap) % 7]) gap++;
        if (gap > longest) longest = gap, first = start + 1;
    }
    return first;
}

static double newest_day(const timeline *line) {
    double newest = -INFINITY;
    for (uint32_t i = 0; i < line->story->article_count; i++) {
        const ro_date *date =
            &line->account->articles[line->story->articles[i]]->meta.published.date;
        if (date->precision < RO_PRECISION_DAY) continue;
        double day = (double)ro_date_to_days(date);
        if (day > newest) newest = day;
    }
    return isinf(newest) ? 1e6 : newest;
}

/* Days on one axis; an open time gets a place that keeps the order of the told. */
static double when_of(const timeline *line, const ro_time *time, uint32_t status) {
    bool ahead = status == RO_EVENT_PLANNED || status == RO_EVENT_POSSIBLE;
    double untimed[] = {[RO_EVENT_HAPPENED] = 7.5,
                        [RO_EVENT_ONGOING] = 8,
                        [RO_EVENT_PLANNED] = 9,
                        [RO_EVENT_POSSIBLE] = 9.5,
                        [RO_EVENT_CALLED_OFF] = -100};
    if (!time) return line->now + untimed[status];
    unsigned weekday = open_weekday(time), month = ro_when_month(&time->when);
    if (weekday) return line->now + (weekday + 7 - line->first_weekday) % 7;
    if (time->first.precision >= RO_PRECISION_YEAR) return (double)ro_date_to_days(&time->first);
    if (month) return line->now + (ahead ? 30 + month : -400.0 + month);
    return line->now + (ahead ? 60 : -800);
}

/* ---- choosing and writing ---- */

static int most_salient(const void *a, const void *b) {
    const ranked_draft *left = a, *right = b;
    if (left->salience != right->salience) return left->salience > right->salience ? -1 : 1;
    return (left->draft > right->draft) - (left->draft < right->draft);
}

static int earliest(const void *a, const void *b) {
    const ranked_draft *left = a, *right = b;
    if (left->when != right->when) return left->when < right->when ? -1 : 1;
    if (left->status != right->status) return left->status < right->status ? -1 : 1;
    return most_salient(a, b);
}

/* A clause without the marks at its ends. */
static const char *clause_text(const timeline *line, const ro_told_event *told) {
    static const char *const ends[] = {",", ";", ":", "—", "–", "-", "."};
    ro_str s =
        ro_str_trim(ro_str_span(line->account->articles[told->article]->text, told->event->span));
    for (bool cut = true; cut;) {
        cut = false;
        for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
            if (s.n && ro_str_ends(s, ro_str_of(ends[i])) && !ro_str_ends(s, RO_STR(".m.")))
                s.n -= strlen(ends[i]), s = ro_str_trim(s), cut = true;
    }
    return ro_arena_copy(line->arena, s.p, s.n);
}

static void write_happening(const timeline *line, const ranked_draft *rank, ro_happening *out) {
    const ro_happening_draft *draft = &line->found->drafts.items[rank->draft];
    const ro_told_event *best = &line->found->events.items[rank->best];
    ro_receipt *receipts = RO_ARENA_ARRAY(line->arena, ro_receipt, draft->events.count);
    uint32_t *articles = RO_ARENA_ARRAY(line->scratch, uint32_t, draft->events.count);
    if (!receipts || !articles) return;
    receipts[out->evidence_count++] = (ro_receipt){best->article, best->event->span};
    for (uint32_t i = 0; i < draft->events.count; i++) {
        if (draft->events.items[i] == rank->best) continue;
        const ro_told_event *told = &line->found->events.items[draft->events.items[i]];
        const ro_receipt *last = &receipts[out->evidence_count - 1];
        /* "may meet A and perhaps B" are two events in one clause. */
        if (last->article == told->article && last->span.start == told->event->span.start) continue;
        receipts[out->evidence_count++] = (ro_receipt){told->article, told->event->span};
    }
    out->evidence = receipts;
    out->independent = ro_count_origins(line->story, articles, articles_of(line, draft, articles));
    out->status = (ro_event_status)rank->status;
    out->what = clause_text(line, best);
    if (!rank->time) return;
    ro_str words = ro_str_span(line->account->articles[rank->time_article]->text, rank->time->span);
    out->words = ro_arena_copy(line->arena, words.p, words.n);
    out->when = ro_arena_strdup(line->arena, rank->time->value);
    out->precision = ro_when_precision(&rank->time->when);
    out->time = rank->time->when;
}

static void choose_and_write(timeline *line) {
    uint32_t count = line->found->drafts.count, kept = 0;
    ranked_draft *ranks = RO_ARENA_ARRAY(line->scratch, ranked_draft, count);
    uint32_t *articles = RO_ARENA_ARRAY(line->scratch, uint32_t, line->found->events.count);
    if (!ranks || !articles) return;
    for (uint32_t i = 0; i < count; i++) {
        ranked_draft *rank = &ranks[kept];
        *rank = (ranked_draft){.draft = i, .best = RO_NONE};
        const ro_happening_draft *draft = &line->found->drafts.items[i];
        rank->status = status_of(line, draft);
        word_it(line, rank);
        if (rank->best == RO_NONE) continue;
        uint32_t distinct = articles_of(line, draft, articles);
        rank->salience = salience(line, rank, ro_count_origins(line->story, articles, distinct));
        rank->when = when_of(line, rank->time, rank->status);
        if (rank->salience >= LEAST_SALIENCE) kept++;
    }
    ro_sort(ranks, kept, sizeof *ranks, most_salient);
    if (kept > MOST_HAPPENINGS) kept = MOST_HAPPENINGS;
    ro_sort(ranks, kept, sizeof *ranks, earliest);
    ro_happening *happenings = RO_ARENA_ARRAY(line->arena, ro_happening, kept);
    if (!happenings) return;
    for (uint32_t i = 0; i < kept; i++) write_happening(line, &ranks[i], &happenings[i]);
    line->story->happenings = happenings;
    line->story->happening_count = kept;
}

void ro_make_timeline(const ro_account *account, ro_arena *arena, ro_story *story) {
    if (!account->comparison.profiles || !story->origin_of) return;
    ro_arena scratch = RO_ARENA_INIT;
    timeline line = {.account = account, .story = story, .arena = arena, .scratch = &scratch};
    line.found = ro_happenings_find(&account->comparison, story, &scratch);
    line.reworded = ro_reworded_find(account, story, &scratch);
    line.replaced = ro_story_replaced(story, &scratch);
    if (line.found && line.reworded && line.replaced) {
        line.first_weekday = find_first_weekday(line.found);
        line.now = newest_day(&line);
        choose_and_write(&line);
    }
    if (scratch.oom) arena->oom = true;
    ro_arena_free(&scratch);
}
