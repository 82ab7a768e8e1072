/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/stories/gists.h"

#include <math.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/hash.h"

enum {
    QUOTED_RUN = 5,     /* words: shorter runs are shared by chance */
    MOST_QUOTED = 2000, /* runs of one article: bounds a document that is one long quotation */
    BACKGROUND = 500    /* articles of mixed English that stand behind the input: it outweighs
                           an input of a few, and is outweighed by a stream of thousands */
};

/* Runs of quoted words in common from which two articles are half as alike as they can be: one
 * run may be a phrase that many quote, a sentence of ten words is six. */
static const double HALF_RUNS = 5.0;
/* Places in the body as which one in the title counts; one in the lead counts twice. The front
 * has a likeness of its own besides, whose weight is fitted (below). */
static const double TITLE_USES = 2.0;

/* ---- in how many articles a stem occurs ---- */

typedef struct spread_slot {
    uint32_t stem; /* 0: free */
    uint32_t articles;
} spread_slot;

typedef struct spread_table {
    spread_slot *slots;
    uint32_t count, capacity; /* capacity: a power of two */
} spread_table;

static spread_slot *spread_slot_of(const spread_table *spread, uint32_t stem) {
    uint32_t mask = spread->capacity - 1;
    for (uint32_t i = stem & mask;; i = (i + 1) & mask)
        if (spread->slots[i].stem == 0 || spread->slots[i].stem == stem) return &spread->slots[i];
}

static bool spread_grow(ro_arena *arena, spread_table *table) {
    spread_table larger = {NULL, table->count, table->capacity ? table->capacity * 2 : 1024};
    larger.slots = RO_ARENA_ARRAY(arena, spread_slot, larger.capacity);
    if (!larger.slots) return false;
    for (uint32_t i = 0; i < table->capacity; i++)
        if (table->slots[i].stem) *spread_slot_of(&larger, table->slots[i].stem) = table->slots[i];
    *table = larger;
    return true;
}

static bool spread_add(ro_arena *arena, spread_table *spread, const ro_terms *terms) {
    for (uint32_t i = 0; i < terms->count; i++) {
        if (spread->count * 2 >= spread->capacity && !spread_grow(arena, spread)) return false;
        spread_slot *slot = spread_slot_of(spread, terms->items[i].stem);
        spread->count += slot->stem == 0;
        slot->stem = terms->items[i].stem;
        slot->articles++;
    }
    return true;
}

/* ---- gists ---- */

static int by_number(const void *a, const void *b) {
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

static void find_quoted(const ro_profile *profile, ro_arena *arena, ro_gist *gist) {
    uint32_t runs[MOST_QUOTED], count = 0, length = 0;
    for (uint32_t i = 0; i < profile->word_count && count < MOST_QUOTED; i++) {
        length = profile->words[i].quoted ? length + 1 : 0;
        if (length < QUOTED_RUN) continue;
        uint64_t run = 0;
        for (uint32_t k = i + 1 - QUOTED_RUN; k <= i; k++)
            run = ro_hash_mix(run, profile->words[k].stem);
        runs[count++] = (uint32_t)run;
    }
    ro_sort(runs, count, sizeof *runs, by_number);
    uint32_t *kept = RO_ARENA_ARRAY(arena, uint32_t, count);
    if (!kept) return;
    for (uint32_t i = 0; i < count; i++)
        if (i == 0 || runs[i] != runs[i - 1]) kept[gist->quoted_count++] = runs[i];
    gist->quoted = kept;
}

bool ro_term_is_name(const ro_term *term) {
    return term->names && 2 * term->names >= term->count;
}

static void weigh(const ro_word_rates *rates, const spread_table *spread, uint32_t count,
                  ro_gist *gist) {
    double all = 0, names = 0, front = 0;
    for (uint32_t i = 0; i < gist->terms.count; i++) {
        ro_term *term = &gist->terms.items[i];
        /* Inverse document frequency over the input and a background of mixed English,
         * so that five articles weigh their words as sensibly as a million. */
        double expected = BACKGROUND * ro_word_expected(rates, term->stem);
        double rarity = log((count + BACKGROUND + 1.0) /
                            (spread_slot_of(spread, term->stem)->articles + expected + 0.5));
        if (rarity < 0) rarity = 0;
        double uses = term->count + TITLE_USES * term->heading + term->lead;
        term->weight = (float)((1 + log(uses < 1 ? 1 : uses)) * rarity);
        term->front = (float)(rarity * ((term->heading ? 2 : 0) + (term->lead ? 1 : 0)));
        all += (double)term->weight * (double)term->weight;
        front += (double)term->front * (double)term->front;
        if (ro_term_is_name(term)) names += (double)term->weight * (double)term->weight;
    }
    gist->length = (float)sqrt(all);
    gist->name_length = (float)sqrt(names);
    gist->front_length = (float)sqrt(front);
}

ro_gist *ro_gists_make(const ro_comparison *comparison, ro_arena *arena) {
    uint32_t count = comparison->count;
    ro_gist *gists = RO_ARENA_ARRAY(arena, ro_gist, count);
    ro_profiler *profiler = ro_profiler_new(comparison->rules);
    if (!profiler) arena->oom = true;
    spread_table table = {0};
    for (uint32_t i = 0; i < count && !arena->oom; i++) {
        const ro_article *article = comparison->articles[i];
        const ro_date *published = &article->meta.published.date;
        gists[i].day = published->precision >= RO_PRECISION_DAY
                           ? (int32_t)ro_date_to_days(published)
                           : RO_NO_DAY;
        ro_terms_make(profiler, article, &comparison->profiles[i], arena, &gists[i].terms);
        find_quoted(&comparison->profiles[i], arena, &gists[i]);
        if (!spread_add(arena, &table, &gists[i].terms)) break;
    }
    for (uint32_t i = 0; i < count && !arena->oom; i++)
        weigh(comparison->rules->word_rates, &table, count, &gists[i]);
    ro_profiler_free(profiler);
    return arena->oom ? NULL : gists;
}

/* ---- likeness ---- */

static float cosine(double product, float a, float b) {
    return a > 0 && b > 0 ? (float)(product / ((double)a * (double)b)) : 0;
}

static uint32_t shared_runs(const ro_gist *a, const ro_gist *b) {
    uint32_t shared = 0;
    for (uint32_t i = 0, j = 0; i < a->quoted_count && j < b->quoted_count;) {
        if (a->quoted[i] == b->quoted[j])
            shared++, i++, j++;
        else if (a->quoted[i] < b->quoted[j])
            i++;
        else
            j++;
    }
    return shared;
}

ro_likeness ro_gists_compare(const ro_gist *a, const ro_gist *b) {
    double words = 0, names = 0, front = 0;
    const ro_term *p = a->terms.items, *p_end = p + a->terms.count;
    const ro_term *q = b->terms.items, *q_end = q + b->terms.count;
    while (p < p_end && q < q_end) {
        if (p->stem < q->stem) {
            p++;
            continue;
        }
        if (q->stem < p->stem) {
            q++;
            continue;
        }
        double product = (double)p->weight * (double)q->weight;
        words += product;
        if (ro_term_is_name(p) && ro_term_is_name(q)) names += product;
        front += (double)p->front * (double)q->front;
        p++, q++;
    }
    ro_likeness likeness = {cosine(words, a->length, b->length),
                            cosine(names, a->name_length, b->name_length),
                            cosine(front, a->front_length, b->front_length),
                            0,
                            0,
                            a->day != RO_NO_DAY && b->day != RO_NO_DAY};
    uint32_t runs = shared_runs(a, b);
    likeness.quotes = (float)(runs / (runs + HALF_RUNS));
    if (likeness.dated) likeness.days = (float)abs(a->day - b->day);
    return likeness;
}

/* What each likeness adds to the odds. Fitted by logistic regression on the AllSides
 * stream (dated) and ECB+ (undated), then rounded and balanced between them; see
 * docs/measurements.md. Where days are known, the day tells one meeting of two
 * presidents from the next; where not, only the names do. */
typedef struct odds_weights {
    float base, words, names, front, quotes, day;
} odds_weights;
static const odds_weights DATED = {-2.6F, 9, 0, 7, 1, -1.3F};
static const odds_weights UNDATED = {-4.6F, 7, 4, 8, 2, 0};

float ro_likeness_odds(const ro_likeness *likeness) {
    const odds_weights *weights = likeness->dated ? &DATED : &UNDATED;
    float days = likeness->days > RO_STORY_DAYS ? RO_STORY_DAYS : likeness->days;
    return weights->base + weights->words * likeness->words + weights->names * likeness->names +
           weights->front * likeness->front + weights->quotes * likeness->quotes +
           weights->day * days;
}
