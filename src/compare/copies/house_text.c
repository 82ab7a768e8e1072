/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/copies/house_text.h"

#include "base/date.h"
#include "compare/changes/order.h"

enum {
    DAYS_APART = 4,   /* from which two reports are not of one event */
    LEAST_REPEATS = 5 /* articles of other weeks that have a word, to call it house text */
};

static const float HOUSE_SHARE = 0.25f; /* of either article, which is more than house text */
static const float HOUSE_WORDS = 0.8f;  /* of the words shared, that others repeat */

bool ro_house_text_begin(ro_house_text *house, const ro_comparison *comparison, ro_arena *arena) {
    *house = (ro_house_text){comparison, arena, NULL};
    house->repeats = RO_ARENA_ARRAY(arena, uint8_t *, comparison->count);
    return house->repeats != NULL;
}

static bool is_small(const ro_house_text *house, const ro_shared_text *shared) {
    ro_article *const *articles = house->comparison->articles;
    return shared->kind != RO_COPY_QUOTATION_ONLY && shared->share_of_a < HOUSE_SHARE &&
           shared->share_of_b < HOUSE_SHARE && !ro_has_update_note(articles[shared->a]) &&
           !ro_has_update_note(articles[shared->b]);
}

static bool are_weeks_apart(const ro_house_text *house, const ro_shared_text *shared) {
    const ro_date *a = &house->comparison->articles[shared->a]->meta.published.date;
    const ro_date *b = &house->comparison->articles[shared->b]->meta.published.date;
    if (a->precision < RO_PRECISION_DAY || b->precision < RO_PRECISION_DAY) return false;
    int64_t days = ro_date_to_days(a) - ro_date_to_days(b);
    return days >= DAYS_APART || days <= -DAYS_APART;
}

static void count(ro_house_text *house, uint32_t article, uint32_t from, uint32_t to) {
    uint8_t **repeats = &house->repeats[article];
    if (!*repeats)
        *repeats =
            RO_ARENA_ARRAY(house->arena, uint8_t, house->comparison->profiles[article].word_count);
    for (uint32_t w = from; *repeats && w < to; w++)
        if ((*repeats)[w] < LEAST_REPEATS) (*repeats)[w]++;
}

void ro_house_text_note(ro_house_text *house, const ro_shared_text *shared) {
    if (!is_small(house, shared) || !are_weeks_apart(house, shared)) return;
    for (uint32_t i = 0; i < shared->passage_count; i++) {
        const ro_aligned *passage = &shared->passages[i];
        count(house, shared->a, passage->a_first, passage->a_end);
        count(house, shared->b, passage->b_first, passage->b_end);
    }
}

static bool same_outlet(const ro_house_text *house, const ro_shared_text *shared) {
    const char *a = house->comparison->articles[shared->a]->meta.outlet;
    const char *b = house->comparison->articles[shared->b]->meta.outlet;
    return a && b && ro_str_same(ro_str_of(a), ro_str_of(b));
}

/* Whether nearly all words that are shared stand in many reports of other weeks. */
static bool is_repeated(const ro_house_text *house, const ro_shared_text *shared) {
    const uint8_t *in_a = house->repeats[shared->a], *in_b = house->repeats[shared->b];
    uint32_t all = 0, repeated = 0;
    for (uint32_t i = 0; i < shared->passage_count; i++) {
        const ro_aligned *passage = &shared->passages[i];
        all += passage->a_end - passage->a_first + passage->b_end - passage->b_first;
        for (uint32_t w = passage->a_first; in_a && w < passage->a_end; w++)
            repeated += in_a[w] >= LEAST_REPEATS;
        for (uint32_t w = passage->b_first; in_b && w < passage->b_end; w++)
            repeated += in_b[w] >= LEAST_REPEATS;
    }
    return (float)repeated >= HOUSE_WORDS * (float)all;
}

bool ro_is_house_text(const ro_house_text *house, const ro_shared_text *shared) {
    return is_small(house, shared) && (same_outlet(house, shared) || is_repeated(house, shared));
}
