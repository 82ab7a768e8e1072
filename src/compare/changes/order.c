/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/changes/order.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/when.h"

/* Weights of what speaks for an order, set by hand: what the maker states outweighs all below
 * it together, what the text lets one infer is added up. */
enum {
    VOTE_DATE = 100, /* stated: more than the sum of all others */
    VOTE_TAKE = 40,  /* "UPDATE 2-" in an agency's headline: more than all below it */
    VOTE_NOTE = 8,   /* one says that it was changed: more than a day, and its length */
    VOTE_DAY = 6,    /* one goes on to a day later: more than facts and figures together */
    VOTE_FACT = 3,   /* a plan of one is told as a fact by the other */
    VOTE_FIGURE = 2, /* tolls grow, but are corrected downwards, too */
    VOTE_YEAR = 2,   /* a later year is told, which may be one to come */
    VOTE_LENGTH = 1  /* decides where nothing else speaks: by itself it is right on .806 of
                        the pairs of docs/measurements.md */
};

static int compare_stamps(const ro_date *x, const ro_date *y) {
    if (x->precision < RO_PRECISION_DAY || y->precision < RO_PRECISION_DAY) return 0;
    int64_t days = ro_date_to_days(x) - ro_date_to_days(y);
    bool clock = x->precision >= RO_PRECISION_MINUTE && y->precision >= RO_PRECISION_MINUTE;
    bool offsets = x->utc_offset != RO_OFFSET_UNKNOWN && y->utc_offset != RO_OFFSET_UNKNOWN;
    if (clock && (offsets || x->utc_offset == y->utc_offset)) {
        int64_t seconds = days * 86400 + (x->hour - y->hour) * 3600 + (x->minute - y->minute) * 60 +
                          x->second - y->second;
        if (offsets) seconds -= (int64_t)(x->utc_offset - y->utc_offset) * 60;
        return seconds < 0 ? -1 : seconds > 0;
    }
    return days < 0 ? -1 : days > 0;
}

/* -1 where their maker counts @p a before @p b, of one item; 1 after; 0: not said. */
static int compare_numbers(const ro_metadata *a, const ro_metadata *b) {
    bool one_item = a->id && b->id && strcmp(a->id, b->id) == 0;
    if (!one_item || !a->version || !b->version) return 0;
    return (a->version > b->version) - (a->version < b->version);
}

int ro_order_by_date(const ro_article *a, const ro_article *b) {
    const ro_metadata *x = &a->meta, *y = &b->meta;
    int order = compare_numbers(x, y);
    if (!order && x->modified.from && y->modified.from)
        order = compare_stamps(&x->modified.date, &y->modified.date);
    return order ? order : compare_stamps(&x->published.date, &y->published.date);
}

typedef struct order_ballot {
    int votes;
    ro_arena *arena;
    const char *for_second, *for_first; /* reasons so far, or NULL */
} order_ballot;

static void vote(order_ballot *ballot, int votes, const char *reason) {
    if (votes == 0 || !reason) return;
    ballot->votes += votes;
    const char **reasons = votes > 0 ? &ballot->for_second : &ballot->for_first;
    *reasons = *reasons ? ro_arena_printf(ballot->arena, "%s; %s", *reasons, reason) : reason;
}

/* The number of "UPDATE 3-…" or "WRAPUP 3-…", how agencies number the takes of a
 * story; 0 for a headline without. */
static unsigned take_number(const ro_article *article) {
    ro_str title = ro_str_of(article->meta.title);
    size_t at = 0;
    if (ro_str_starts(title, RO_STR("UPDATE ")) || ro_str_starts(title, RO_STR("WRAPUP "))) at = 7;
    unsigned number = 0;
    while (at && at < title.n && at < 10 && ro_is_digit((unsigned char)title.p[at]))
        number = number * 10 + (unsigned)(title.p[at++] - '0');
    return at < title.n && title.p[at] == '-' ? number : 0;
}

/* The first update note, trimmed, or an empty string. */
static ro_str update_note(const ro_article *article) {
    for (uint32_t i = 0; i < article->parts.count; i++)
        if (article->parts.items[i].role == RO_PART_UPDATE_NOTE)
            return ro_str_trim(ro_str_span(article->text, article->parts.items[i].span));
    return (ro_str){"", 0};
}

bool ro_has_update_note(const ro_article *article) {
    return update_note(article).n > 0;
}

/* Weekdays that an article names without a date, as bits 1 to 7. */
static unsigned open_weekdays(const ro_article *article) {
    unsigned days = 0;
    for (uint32_t i = 0; i < article->times.count; i++) {
        const ro_when *when = &article->times.items[i].when;
        if (ro_when_is_open(when) && ro_when_weekday(when)) days |= 1u << ro_when_weekday(when);
    }
    return days;
}

static const char *const WEEKDAYS[] = {"",         "Monday", "Tuesday",  "Wednesday",
                                       "Thursday", "Friday", "Saturday", "Sunday"};

/* The day that only one of two names and that follows a day which both name: that one
 * was written when the story had gone on. 0: none. */
static unsigned later_day(unsigned days, unsigned others) {
    unsigned both = days & others, own = days & ~others;
    if ((others & ~days) != 0) return 0;
    for (unsigned day = 1; day <= 7; day++) {
        unsigned before = day == 1 ? 7 : day - 1;
        if (own & (1u << day) && both & (1u << before)) return day;
    }
    return 0;
}

static void vote_on_days(order_ballot *ballot, const ro_article *first, const ro_article *second) {
    unsigned a = open_weekdays(first), b = open_weekdays(second);
    unsigned later = later_day(b, a), earlier = later_day(a, b);
    if (later)
        vote(ballot, VOTE_DAY,
             ro_arena_printf(ballot->arena, "the newer goes on to %s", WEEKDAYS[later]));
    if (earlier)
        vote(ballot, -VOTE_DAY,
             ro_arena_printf(ballot->arena, "the newer goes on to %s", WEEKDAYS[earlier]));
}

typedef struct known_event {
    const char *lemma;
    bool happened;
} known_event;

static int by_lemma(const void *left, const void *right) {
    return strcmp(((const known_event *)left)->lemma, ((const known_event *)right)->lemma);
}

/* Lemmas of events of one kind, sorted: those that happened, or those to come. */
static known_event *list_events(const ro_article *article, bool happened, ro_arena *arena,
                                uint32_t *count) {
    known_event *events = RO_ARENA_ARRAY(arena, known_event, article->events.count);
    *count = 0;
    if (!events) return NULL;
    for (uint32_t i = 0; i < article->events.count; i++) {
        const ro_event *event = &article->events.items[i];
        bool fact = event->status == RO_EVENT_HAPPENED || event->status == RO_EVENT_ONGOING;
        bool plan = event->status == RO_EVENT_PLANNED || event->status == RO_EVENT_POSSIBLE;
        if (event->lemma && (happened ? fact : plan))
            events[(*count)++] = (known_event){event->lemma, happened};
    }
    ro_sort(events, *count, sizeof *events, by_lemma);
    return events;
}

/* How many plans of @p before are told as facts in @p after and not in itself. */
static int plans_come_true(const ro_article *before, const ro_article *after, ro_arena *arena) {
    uint32_t plan_count, fact_count, own_count;
    known_event *plans = list_events(before, false, arena, &plan_count);
    known_event *facts = list_events(after, true, arena, &fact_count);
    known_event *own = list_events(before, true, arena, &own_count);
    int come_true = 0;
    if (!plans || !facts || !own) return 0;
    for (uint32_t i = 0; i < plan_count; i++) {
        if (i && by_lemma(&plans[i], &plans[i - 1]) == 0) continue;
        if (own_count && bsearch(&plans[i], own, own_count, sizeof *own, by_lemma)) continue;
        come_true +=
            fact_count && bsearch(&plans[i], facts, fact_count, sizeof *facts, by_lemma) != NULL;
    }
    return come_true;
}

static const ro_amount *amount_at(const ro_article *article, ro_span span) {
    uint32_t low = 0, high = article->amounts.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (article->amounts.items[middle].span.start < span.start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < article->amounts.count ? &article->amounts.items[low] : NULL;
}

/* Durations, tolls and counts mostly grow while a story goes on. */
static void vote_on_figures(order_ballot *ballot, const ro_article *first, const ro_article *second,
                            const ro_change_array *changes) {
    int grown = 0;
    for (uint32_t i = 0; i < changes->count; i++) {
        const ro_change *change = &changes->items[i];
        if (change->kind != RO_CHANGE_FIGURE) continue;
        const ro_amount *before = amount_at(first, change->older);
        const ro_amount *after = amount_at(second, change->newer);
        if (before && after)
            grown += (after->value > before->value) - (after->value < before->value);
    }
    if (grown) vote(ballot, grown > 0 ? VOTE_FIGURE : -VOTE_FIGURE, "a figure has grown");
}

/* The latest year of the last century or this that an article names, or 0. */
static unsigned latest_year(const ro_article *article, const ro_profile *profile) {
    unsigned latest = 0;
    for (uint32_t i = 0; i < profile->word_count; i++) {
        ro_str word = ro_str_span(article->text, profile->words[i].span);
        if (!profile->words[i].number || word.n != 4) continue;
        unsigned year = 0;
        for (size_t c = 0; c < word.n && ro_is_digit((unsigned char)word.p[c]); c++)
            year = year * 10 + (unsigned)(word.p[c] - '0');
        if (year > latest && year >= 1900 && year < 2100) latest = year;
    }
    return latest;
}

static void vote_on_years(order_ballot *ballot, unsigned first, unsigned second) {
    if (first == second || !first || !second) return;
    vote(
        ballot, second > first ? VOTE_YEAR : -VOTE_YEAR,
        ro_arena_printf(ballot->arena, "the newer goes on to %u", first > second ? first : second));
}

static void vote_on_notes(order_ballot *ballot, const ro_article *first, const ro_article *second) {
    ro_str a = update_note(first), b = update_note(second);
    if (a.n && b.n) return;
    ro_str note = a.n ? a : b;
    enum { LONGEST_NOTE = 80 }; /* a line of a terminal */
    int shown = (int)(note.n < LONGEST_NOTE ? note.n : LONGEST_NOTE);
    while (shown > 0 && (size_t)shown < note.n && ((unsigned char)note.p[shown] & 0xC0) == 0x80)
        shown--;
    if (note.n)
        vote(ballot, b.n ? VOTE_NOTE : -VOTE_NOTE,
             ro_arena_printf(ballot->arena, "the newer says \"%.*s\"", shown, note.p));
}

ro_order ro_order_versions(const ro_comparison *comparison, uint32_t first, uint32_t second,
                           const ro_change_array *changes, ro_arena *arena) {
    const ro_article *a = comparison->articles[first], *b = comparison->articles[second];
    const ro_profile *x = &comparison->profiles[first], *y = &comparison->profiles[second];
    order_ballot ballot = {.arena = arena};
    bool numbered = compare_numbers(&a->meta, &b->meta) != 0;
    vote(&ballot, -VOTE_DATE * ro_order_by_date(a, b),
         numbered ? "its maker numbers the versions" : "the newer has the later date");
    unsigned take_a = take_number(a), take_b = take_number(b);
    if (take_a != take_b)
        vote(&ballot, take_b > take_a ? VOTE_TAKE : -VOTE_TAKE, "the takes are numbered");
    vote_on_notes(&ballot, a, b);
    vote_on_days(&ballot, a, b);
    vote_on_years(&ballot, latest_year(a, x), latest_year(b, y));
    int facts = plans_come_true(a, b, arena) - plans_come_true(b, a, arena);
    if (facts) vote(&ballot, facts > 0 ? VOTE_FACT : -VOTE_FACT, "the newer tells plans as facts");
    vote_on_figures(&ballot, a, b, changes);
    if (x->word_count != y->word_count)
        vote(&ballot, y->word_count > x->word_count ? VOTE_LENGTH : -VOTE_LENGTH,
             "the newer is longer");
    const char *reasons = ballot.votes >= 0 ? ballot.for_second : ballot.for_first;
    return (ro_order){ballot.votes, reasons ? reasons : "nothing says which was first"};
}
