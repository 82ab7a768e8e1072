/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/changes/changes.h"

#include <math.h>
#include <stdlib.h>

#include "compare/changes/units.h"

/* A unit that is held so far in one of the other version is neither new nor gone: it
 * was merged or split. A quotation of fewer words is no quotation of its own. */
static const float HELD = 0.6f;
/* Held so far in another sentence, one may still tell the same figures: less is needed than to be
 * merged, since unit and thing of each figure must agree as well. */
static const float FIGURE_LIKENESS = 0.2f;
enum { LEAST_QUOTE_WORDS = 4 };

typedef struct version_side {
    const ro_article *article;
    const ro_profile *profile;
    ro_unit_array units;
} version_side;

typedef struct change_finder {
    version_side older, newer;
    ro_arena *arena;
    ro_change_array *changes;
} change_finder;

static bool add_change(change_finder *finder, ro_change_kind kind, ro_span older, ro_span newer) {
    ro_change change = {kind, older, newer};
    return RO_APPEND(finder->arena, finder->changes, change);
}

static const ro_span NOWHERE = {0, 0};

static bool title_change(change_finder *finder) {
    const ro_metadata *older = &finder->older.article->meta, *newer = &finder->newer.article->meta;
    if (!older->title || !newer->title) return true;
    if (ro_str_eq(ro_str_trim(ro_str_of(older->title)), ro_str_trim(ro_str_of(newer->title))))
        return true;
    return add_change(finder, RO_CHANGE_TITLE, older->title_span, newer->title_span);
}

static bool same_words(const change_finder *finder, const ro_unit *older, const ro_unit *newer) {
    uint32_t count = older->end_word - older->first_word;
    if (newer->end_word - newer->first_word != count) return false;
    for (uint32_t i = 0; i < count; i++)
        if (finder->older.profile->words[older->first_word + i].hash !=
            finder->newer.profile->words[newer->first_word + i].hash)
            return false;
    return true;
}

/* Amounts of an article within a span: [*first, return). Amounts ascend. */
static uint32_t amounts_in(const ro_article *article, ro_span span, uint32_t *first) {
    uint32_t low = 0, high = article->amounts.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (article->amounts.items[middle].span.start < span.start)
            low = middle + 1;
        else
            high = middle;
    }
    *first = low;
    while (low < article->amounts.count && article->amounts.items[low].span.end <= span.end) low++;
    return low;
}

static bool same_unit(const ro_amount *a, const ro_amount *b) {
    if (!a->unit || !b->unit) return a->unit == b->unit;
    return ro_str_same(ro_str_of(a->unit), ro_str_of(b->unit));
}

static bool same_value(const ro_amount *a, const ro_amount *b) {
    return fabs(a->value - b->value) < 1e-9 && fabs(a->high - b->high) < 1e-9;
}

/* What is counted must be the same thing, where both say it and there is no unit. */
static bool same_thing(const change_finder *finder, const ro_amount *older,
                       const ro_amount *newer) {
    if (older->unit) return true;
    if (ro_span_empty(older->of) || ro_span_empty(newer->of)) return false;
    return ro_str_same(ro_str_span(finder->older.article->text, older->of),
                       ro_str_span(finder->newer.article->text, newer->of));
}

static bool has_value(const ro_article *article, uint32_t first, uint32_t end,
                      const ro_amount *amount) {
    for (uint32_t i = first; i < end; i++)
        if (same_unit(&article->amounts.items[i], amount) &&
            same_value(&article->amounts.items[i], amount))
            return true;
    return false;
}

/* The nth amount of a unit that has changed stands for the nth of the other. */
static bool figure_changes(change_finder *finder, const ro_unit *older, const ro_unit *newer) {
    const ro_article *old_article = finder->older.article, *new_article = finder->newer.article;
    uint32_t old_first, new_first;
    uint32_t old_end = amounts_in(old_article, older->span, &old_first);
    uint32_t new_end = amounts_in(new_article, newer->span, &new_first);
    enum { MOST_AMOUNTS = 64 }; /* of a sentence; more are a table, whose rows are held in pairs */
    if (old_end - old_first > MOST_AMOUNTS || new_end - new_first > MOST_AMOUNTS) return true;
    for (uint32_t i = old_first; i < old_end; i++) {
        const ro_amount *from = &old_article->amounts.items[i];
        if (has_value(new_article, new_first, new_end, from)) continue;
        for (uint32_t j = new_first; j < new_end; j++) {
            const ro_amount *to = &new_article->amounts.items[j];
            if (!same_unit(from, to) || !same_thing(finder, from, to)) continue;
            if (has_value(old_article, old_first, old_end, to)) continue;
            if (!add_change(finder, RO_CHANGE_FIGURE, from->span, to->span)) return false;
            new_first = j + 1;
            break;
        }
    }
    return true;
}

/* Whether the unit found no counterpart, whole or in part. */
static bool is_alone(const ro_unit *unit) {
    return unit->match == RO_NONE && unit->held < HELD && unit->weight > 0;
}

/* Units that stand alone side by side in one paragraph are one change. */
static bool lone_changes(change_finder *finder, const version_side *side, ro_change_kind kind) {
    ro_span run = NOWHERE;
    for (uint32_t u = 0; u <= side->units.count; u++) {
        const ro_unit *unit = u < side->units.count ? &side->units.items[u] : NULL;
        bool alone = unit && is_alone(unit);
        bool begins = unit && side->profile->words[unit->first_word].starts;
        if (!ro_span_empty(run) && (!alone || begins)) {
            bool added = kind == RO_CHANGE_ADDED;
            if (!add_change(finder, kind, added ? NOWHERE : run, added ? run : NOWHERE))
                return false;
            run = NOWHERE;
        }
        if (!alone) continue;
        if (ro_span_empty(run)) run.start = unit->span.start;
        run.end = unit->span.end;
    }
    return true;
}

static uint32_t first_word_at(const ro_profile *profile, uint32_t at) {
    uint32_t low = 0, high = profile->word_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (profile->words[middle].span.start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int by_number(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

/* Trigrams of an article's words, sorted: where a quotation may be found again. */
static uint32_t *trigrams_of(const ro_profile *profile, ro_arena *arena, uint32_t *count) {
    uint32_t *grams = RO_ARENA_ARRAY(arena, uint32_t, profile->word_count);
    *count = 0;
    if (!grams) return NULL;
    for (uint32_t w = 0; w + 2 < profile->word_count; w++)
        grams[(*count)++] = ro_profile_gram(profile, w);
    ro_sort(grams, *count, sizeof *grams, by_number);
    return grams;
}

/* Words of a quotation, and how many of its trigrams the other version has. */
static bool is_new_quote(const version_side *side, const ro_quote *quote, const uint32_t *grams,
                         uint32_t count) {
    uint32_t words = 0, all = 0, found = 0;
    for (uint32_t p = 0; p < quote->part_count; p++) {
        uint32_t w = first_word_at(side->profile, quote->parts[p].start);
        for (; w < side->profile->word_count &&
               side->profile->words[w].span.end <= quote->parts[p].end;
             w++) {
            words++;
            if (w + 2 >= side->profile->word_count ||
                side->profile->words[w + 2].span.end > quote->parts[p].end)
                continue;
            uint32_t gram = ro_profile_gram(side->profile, w);
            all++;
            found += count && bsearch(&gram, grams, count, sizeof gram, by_number) != NULL;
        }
    }
    return words >= LEAST_QUOTE_WORDS && found * 2 < all;
}

static bool quote_changes(change_finder *finder, const version_side *side,
                          const version_side *other, ro_change_kind kind) {
    uint32_t count;
    uint32_t *grams = trigrams_of(other->profile, finder->arena, &count);
    if (!grams) return false;
    for (uint32_t q = 0; q < side->article->quotes.count; q++) {
        const ro_quote *quote = &side->article->quotes.items[q];
        if (quote->kind == RO_QUOTE_INDIRECT || !is_new_quote(side, quote, grams, count)) continue;
        bool added = kind == RO_CHANGE_QUOTE_ADDED;
        if (!add_change(finder, kind, added ? NOWHERE : quote->span, added ? quote->span : NOWHERE))
            return false;
    }
    return true;
}

/* Sentences that correspond: other words, other figures. */
static bool pair_changes(change_finder *finder) {
    for (uint32_t u = 0; u < finder->older.units.count; u++) {
        const ro_unit *older = &finder->older.units.items[u];
        uint32_t other = older->match != RO_NONE ? older->match : older->holder;
        if (other == RO_NONE) continue;
        const ro_unit *newer = &finder->newer.units.items[other];
        if (older->match != RO_NONE && same_words(finder, older, newer)) continue;
        if (older->match != RO_NONE &&
            !add_change(finder, RO_CHANGE_REWORDED, older->span, newer->span))
            return false;
        if (older->match == RO_NONE && older->held < FIGURE_LIKENESS) continue;
        if (!figure_changes(finder, older, newer)) return false;
    }
    return true;
}

static int by_kind(const void *left, const void *right) {
    const ro_change *a = left, *b = right;
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    if (a->newer.start != b->newer.start) return a->newer.start < b->newer.start ? -1 : 1;
    return a->older.start < b->older.start ? -1 : a->older.start > b->older.start;
}

bool ro_find_changes(const ro_comparison *comparison, uint32_t older, uint32_t newer,
                     ro_arena *arena, ro_change_array *changes) {
    change_finder finder = {.arena = arena, .changes = changes};
    finder.older.article = comparison->articles[older];
    finder.newer.article = comparison->articles[newer];
    finder.older.profile = &comparison->profiles[older];
    finder.newer.profile = &comparison->profiles[newer];
    bool done =
        ro_list_units(finder.older.article, finder.older.profile, arena, &finder.older.units) &&
        ro_list_units(finder.newer.article, finder.newer.profile, arena, &finder.newer.units) &&
        ro_pair_units(finder.older.profile, &finder.older.units, finder.newer.profile,
                      &finder.newer.units, arena) &&
        title_change(&finder) && pair_changes(&finder) &&
        lone_changes(&finder, &finder.newer, RO_CHANGE_ADDED) &&
        lone_changes(&finder, &finder.older, RO_CHANGE_REMOVED) &&
        quote_changes(&finder, &finder.newer, &finder.older, RO_CHANGE_QUOTE_ADDED) &&
        quote_changes(&finder, &finder.older, &finder.newer, RO_CHANGE_QUOTE_REMOVED);
    if (done && changes->count)
        ro_sort(changes->items, changes->count, sizeof *changes->items, by_kind);
    return done;
}
