/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/claims/claim_write.h"

#include <math.h>
#include <stdlib.h>

#include "base/date.h"

/* "About 60" and "62" are one figure to a newsroom, "about 60" and "75" are not. */
static const double ABOUT = 0.1;
/* "More than 7.5" beside "7 1/2": rounding, not contradiction. */
static const double ROUNDING = 0.02;

typedef struct bounds {
    double low, high;
} bounds;

static bounds bounds_of(const ro_figure *figure) {
    double value = figure->value, high = figure->high > value ? figure->high : value;
    double slack = ROUNDING * fabs(value);
    switch (figure->bound) {
    case RO_BOUND_EXACT: return (bounds){value, high};
    case RO_BOUND_ABOUT: return (bounds){value - ABOUT * fabs(value), high + ABOUT * fabs(high)};
    case RO_BOUND_MORE_THAN:
    case RO_BOUND_AT_LEAST: return (bounds){value - slack, INFINITY};
    case RO_BOUND_LESS_THAN:
    case RO_BOUND_AT_MOST: return (bounds){-INFINITY, high + slack};
    }
    return (bounds){value, high};
}

/* Value in the smallest unit of its kind, so that "90 minutes" meets "1.5 hours". */
static ro_figure evened(const ro_figure *figure) {
    static const struct {
        const char *unit;
        double seconds;
    } units[] = {
        {"second", 1}, {"minute", 60}, {"hour", 3600}, {"day", 86400}, {"week", 7 * 86400}};
    ro_figure even = *figure;
    for (size_t i = 0; figure->unit && i < sizeof units / sizeof *units; i++) {
        if (strcmp(figure->unit, units[i].unit) != 0) continue;
        even.value *= units[i].seconds;
        even.high *= units[i].seconds;
    }
    return even;
}

static bool can_agree(const ro_figure *a, const ro_figure *b) {
    if (isnan(a->value) || isnan(b->value)) return true;
    ro_figure left = evened(a), right = evened(b);
    bounds x = bounds_of(&left), y = bounds_of(&right);
    return x.low <= y.high && y.low <= x.high;
}

static bool is_equal(const ro_figure *a, const ro_figure *b) {
    if (isnan(a->value) || isnan(b->value)) return isnan(a->value) && isnan(b->value);
    ro_figure left = evened(a), right = evened(b);
    return left.value == right.value && left.high == right.high && left.bound == right.bound;
}

static const ro_figure *figure_of(const ro_slot_writer *writer, const ro_slot *slot, uint32_t i) {
    return &writer->figures[slot->figures.items[i]];
}

/* The exactest figure that an article gives: exact before bounded. */
typedef struct article_figure {
    uint32_t article, rank; /* rank: its place in the slot */
    const ro_figure *figure;
} article_figure;

static int by_article(const void *a, const void *b) {
    const article_figure *left = a, *right = b;
    if (left->article != right->article) return left->article < right->article ? -1 : 1;
    return (left->rank > right->rank) - (left->rank < right->rank);
}

/* One for each article, in their order; *count receives how many. */
static article_figure *choose_figures(const ro_slot_writer *writer, const ro_slot *slot,
                                      ro_arena *arena, uint32_t *count) {
    article_figure *chosen = RO_ARENA_ARRAY(arena, article_figure, slot->figures.count);
    uint32_t all = 0;
    *count = 0;
    for (uint32_t i = 0; chosen && i < slot->figures.count; i++) {
        const ro_figure *figure = figure_of(writer, slot, i);
        if (!isnan(figure->value)) chosen[all++] = (article_figure){figure->article, i, figure};
    }
    if (all) ro_sort(chosen, all, sizeof *chosen, by_article);
    for (uint32_t i = 0; i < all; i++) {
        article_figure *last = *count ? &chosen[*count - 1] : NULL;
        if (!last || last->article != chosen[i].article)
            chosen[(*count)++] = chosen[i];
        else if (last->figure->bound != RO_BOUND_EXACT && chosen[i].figure->bound == RO_BOUND_EXACT)
            last->figure = chosen[i].figure;
    }
    return chosen;
}

static const ro_figure *figure_in(const article_figure *chosen, uint32_t count, uint32_t article) {
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (chosen[middle].article < article)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && chosen[low].article == article ? chosen[low].figure : NULL;
}

/* Whether every report fits the one figure or the other. */
static bool all_fit(const ro_slot_writer *writer, const ro_slot *slot, const ro_figure *older,
                    const ro_figure *newer) {
    for (uint32_t i = 0; i < slot->figures.count; i++) {
        const ro_figure *figure = figure_of(writer, slot, i);
        if (!can_agree(figure, older) && !can_agree(figure, newer)) return false;
    }
    return true;
}

/* An update changed the figure, and every other report fits the one or the other. */
static bool evolved_by_version(const ro_slot_writer *writer, const ro_slot *slot) {
    const ro_story *story = writer->story;
    ro_arena scratch = RO_ARENA_INIT;
    uint32_t count;
    article_figure *chosen = choose_figures(writer, slot, &scratch, &count);
    bool evolved = false;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t v =
                 ro_first_version(story->versions, story->version_count, chosen[i].article);
             v < story->version_count && !evolved; v++) {
            const ro_version *version = &story->versions[v];
            if (ro_version_lower(version) != chosen[i].article) break;
            const ro_figure *older = figure_in(chosen, count, version->older);
            const ro_figure *newer = figure_in(chosen, count, version->newer);
            evolved =
                older && newer && !can_agree(older, newer) && all_fit(writer, slot, older, newer);
        }
    if (scratch.oom) writer->arena->oom = true;
    ro_arena_free(&scratch);
    return evolved;
}

typedef struct dated_figure {
    int64_t minute;
    double value;
} dated_figure;

static int by_minute(const void *a, const void *b) {
    const dated_figure *left = a, *right = b;
    if (left->minute != right->minute) return left->minute < right->minute ? -1 : 1;
    return (left->value > right->value) - (left->value < right->value);
}

/* Later reports give higher figures, never lower: a count or a duration that grew. */
static bool evolved_by_date(const ro_slot_writer *writer, const ro_slot *slot) {
    dated_figure *dated = RO_ARENA_ARRAY(writer->arena, dated_figure, slot->figures.count);
    uint32_t count = 0;
    for (uint32_t i = 0; dated && i < slot->figures.count; i++) {
        const ro_figure *figure = figure_of(writer, slot, i);
        const ro_date *date = &writer->comparison->articles[figure->article]->meta.published.date;
        if (isnan(figure->value)) continue;
        if (date->precision < RO_PRECISION_MINUTE) return false;
        ro_figure even = evened(figure);
        int64_t offset = date->utc_offset == RO_OFFSET_UNKNOWN ? 0 : date->utc_offset;
        dated[count++] = (dated_figure){
            (ro_date_to_days(date) * 24 + date->hour) * 60 + date->minute - offset, even.value};
    }
    if (count < 2) return false;
    ro_sort(dated, count, sizeof *dated, by_minute);
    for (uint32_t i = 1; i < count; i++)
        if (dated[i].value < dated[i - 1].value || dated[i].minute == dated[i - 1].minute)
            return false;
    return dated[0].value < dated[count - 1].value;
}

static bool grows(const ro_slot_writer *writer, const ro_slot *slot) {
    return figure_of(writer, slot, 0)->frame != RO_NONE;
}

void ro_slot_relate(const ro_slot_writer *writer, ro_slot *slot) {
    bool equal = true;
    bounds all = {-INFINITY, INFINITY}; /* intervals that meet in pairs meet in a point */
    for (uint32_t i = 0; i < slot->figures.count; i++) {
        const ro_figure *figure = figure_of(writer, slot, i);
        equal = equal && is_equal(figure, figure_of(writer, slot, 0));
        if (isnan(figure->value)) continue;
        ro_figure even = evened(figure);
        bounds own = bounds_of(&even);
        if (own.low > all.low) all.low = own.low;
        if (own.high < all.high) all.high = own.high;
    }
    bool agree = all.low <= all.high;
    slot->relation = RO_RELATION_DIFFER;
    if (agree) {
        slot->relation = equal ? RO_RELATION_AGREE : RO_RELATION_COMPATIBLE;
    } else if (evolved_by_version(writer, slot)) {
        slot->relation = RO_RELATION_EVOLVED;
        slot->evidence =
            "a newer version changed the figure; the other articles fit one or the other";
    } else if (grows(writer, slot) && evolved_by_date(writer, slot)) {
        slot->relation = RO_RELATION_EVOLVED;
        slot->evidence = "the figure grows with the time of publication";
    }
}

/* ---- what the claim is about ---- */

static ro_str span_str(const ro_slot_writer *writer, const ro_figure *figure, ro_span span) {
    return ro_str_span(writer->comparison->articles[figure->article]->text, span);
}

/* "how long the talks lasted". */
static const char *frame_phrase(const ro_slot_writer *writer, const ro_figure *figure) {
    ro_str what = writer->comparison->rules->claims->frames.items[figure->frame].what;
    size_t hole = ro_str_find(what, RO_STR("%s"));
    ro_arena *arena = writer->comparison->arena;
    if (hole == SIZE_MAX) return ro_arena_copy(arena, what.p, what.n);
    return ro_arena_printf(arena, "%.*s%s%.*s", (int)hole, what.p,
                           figure->event ? figure->event : "it", (int)(what.n - hole - 2),
                           what.p + hole + 2);
}

/* Whether a sign or a conjunction parts a word from the next: the rest is another
 * clause, which a title can do without. */
static bool is_parted(const ro_article *article, const ro_word *left, const ro_word *right) {
    uint32_t token = ro_article_token_from(article, left->span.start);
    for (; token < article->tokens.count; token++) {
        const ro_token *at = &article->tokens.items[token];
        if (at->span.start > right->span.start) break;
        if (at->upos == RO_UPOS_CCONJ || at->upos == RO_UPOS_SCONJ) return true;
        bool between = at->span.start >= left->span.end && at->span.end <= right->span.start;
        if (between && at->upos == RO_UPOS_PUNCT && article->text[at->span.start] != '-')
            return true;
    }
    return false;
}

/* The words of the clause around the figure, with a gap for the figure. */
static const char *gap_phrase(const ro_slot_writer *writer, const ro_figure *figure) {
    /* With fewer, two figures of a sentence read alike; more is no title. */
    enum { WORDS_EACH_SIDE = 5 };
    const ro_profile *profile = &writer->comparison->profiles[figure->article];
    const ro_article *article = writer->comparison->articles[figure->article];
    ro_span before = {figure->span.start, figure->span.start};
    ro_span behind = {figure->span.end, figure->span.end};
    uint32_t low = ro_profile_from(profile, figure->span.start);
    for (uint32_t i = low, step = 0; i-- > 0 && step < WORDS_EACH_SIDE; step++) {
        if (profile->words[i].span.start < figure->sentence.start) break;
        if (before.start < before.end &&
            is_parted(article, &profile->words[i], &profile->words[i + 1]))
            break;
        before.start = profile->words[i].span.start;
    }
    for (uint32_t i = low, step = 0; i < profile->word_count && step < WORDS_EACH_SIDE; i++) {
        if (profile->words[i].span.start < figure->span.end) continue;
        if (profile->words[i].span.end > figure->sentence.end) break;
        if (i && is_parted(article, &profile->words[i - 1], &profile->words[i])) break;
        behind.end = profile->words[i].span.end;
        step++;
    }
    ro_str left = ro_str_trim(span_str(writer, figure, before));
    ro_str right = ro_str_trim(span_str(writer, figure, behind));
    return ro_arena_printf(writer->comparison->arena, "“%.*s%s…%s%.*s”", (int)left.n, left.p,
                           left.n ? " " : "", right.n ? " " : "", (int)right.n, right.p);
}

void ro_slot_write(const ro_slot_writer *writer, const ro_slot *slot, ro_claim *claim) {
    ro_arena *arena = writer->comparison->arena;
    const ro_figure *leader = figure_of(writer, slot, 0);
    claim->what =
        leader->frame != RO_NONE ? frame_phrase(writer, leader) : gap_phrase(writer, leader);
    claim->relation = slot->relation;
    claim->evidence = slot->evidence;
    ro_claim_value *values = RO_ARENA_ARRAY(arena, ro_claim_value, slot->figures.count);
    if (!values) return;
    for (uint32_t i = 0; i < slot->figures.count; i++) {
        const ro_figure *figure = figure_of(writer, slot, i);
        bool again = false;
        for (uint32_t k = i; k-- > 0 && !again;) {
            const ro_figure *earlier = figure_of(writer, slot, k);
            if (earlier->article != figure->article) break;
            again = is_equal(earlier, figure);
        }
        if (again) continue;
        ro_str text = span_str(writer, figure, figure->span);
        values[claim->value_count++] =
            (ro_claim_value){.article = figure->article,
                             .span = figure->span,
                             .text = ro_arena_copy(arena, text.p, text.n),
                             .value = figure->value,
                             .bound = figure->bound,
                             .unit = figure->unit};
    }
    claim->values = values;
}

bool ro_remark_days_differ(const ro_remark *remark) {
    return remark->differs && strcmp(remark->differs, "day") == 0;
}

/* The first words of a text, cut between words. */
static ro_str opening(const char *text) {
    enum { BYTES = 48 }; /* a title stays on a line beside the name */
    ro_str s = ro_str_of(text);
    if (s.n <= BYTES) return s;
    size_t cut = ro_utf8_floor(s.p, BYTES);
    for (size_t at = cut; at > 0; at--)
        if (s.p[at] == ' ') {
            cut = at;
            break;
        }
    while (cut && (s.p[cut - 1] == '.' || s.p[cut - 1] == ' ')) cut--;
    return (ro_str){s.p, cut};
}

void ro_day_claim_write(const ro_slot_writer *writer, const ro_remark *remark, ro_claim *claim) {
    ro_arena *arena = writer->comparison->arena;
    ro_str words = opening(remark->text);
    bool cut = remark->text && words.n < strlen(remark->text);
    claim->what = ro_arena_printf(arena, "on which day %s said “%.*s%s”",
                                  remark->speaker ? remark->speaker : "somebody", (int)words.n,
                                  words.p, cut ? " …" : "");
    claim->relation = RO_RELATION_DIFFER;
    ro_claim_value *values = RO_ARENA_ARRAY(arena, ro_claim_value, remark->rendering_count);
    if (!values) return;
    for (uint32_t i = 0; i < remark->rendering_count; i++) {
        const ro_rendering *report = &remark->renderings[i];
        const ro_claim_value *last = claim->value_count ? &values[claim->value_count - 1] : NULL;
        bool again =
            last && last->article == report->article && last->span.start == report->said_span.start;
        if (!report->said || again) continue;
        const char *text = writer->comparison->articles[report->article]->text;
        ro_str day = ro_str_span(text, report->said_span);
        values[claim->value_count++] = (ro_claim_value){.article = report->article,
                                                        .span = report->said_span,
                                                        .text = ro_arena_copy(arena, day.p, day.n),
                                                        .value = NAN,
                                                        .when = report->said};
    }
    claim->values = values;
}
