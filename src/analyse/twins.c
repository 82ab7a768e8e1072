/* SPDX-License-Identifier: Apache-2.0 */
#include "analyse/twins.h"

#include <stdlib.h>

#include "base/hash.h"

typedef struct text_key {
    uint64_t hash;
    size_t article;
} text_key;

static int by_hash(const void *left, const void *right) {
    const text_key *a = left, *b = right;
    if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
    return a->article < b->article ? -1 : a->article > b->article;
}

static bool same_date(const ro_date *a, const ro_date *b) {
    return a->year == b->year && a->month == b->month && a->day == b->day && a->hour == b->hour &&
           a->minute == b->minute && a->second == b->second && a->precision == b->precision &&
           a->utc_offset == b->utc_offset;
}

/* Analysis reads the text, the parts, and of the metadata the day of publication; the
 * language is compared for the day when there is more than one. */
static uint64_t hash_of(const ro_article *article) {
    const ro_date *date = &article->meta.published.date;
    uint64_t hash = ro_hash(article->text, article->size);
    hash = ro_hash_mix(hash, (uint64_t)date->year << 16 | (uint64_t)date->month << 8 | date->day);
    hash = ro_hash_mix(hash, (uint64_t)date->hour << 16 | (uint64_t)date->minute << 8 |
                                 (uint64_t)date->second);
    return ro_hash_mix(hash, article->parts.count);
}

static bool are_twins(const ro_article *a, const ro_article *b) {
    if (a->analysed || b->analysed || a->size != b->size || a->parts.count != b->parts.count ||
        !same_date(&a->meta.published.date, &b->meta.published.date) ||
        !ro_str_eq(ro_str_of(a->meta.language), ro_str_of(b->meta.language)) ||
        (a->size && memcmp(a->text, b->text, a->size) != 0))
        return false;
    for (uint32_t i = 0; i < a->parts.count; i++) {
        const ro_part *x = &a->parts.items[i], *y = &b->parts.items[i];
        if (x->role != y->role || x->span.start != y->span.start || x->span.end != y->span.end)
            return false;
    }
    return true;
}

bool ro_find_twins(ro_article *const *articles, size_t count, size_t *first) {
    text_key *keys = malloc((count + 1) * sizeof *keys);
    if (!keys) return false;
    for (size_t i = 0; i < count; i++) keys[i] = (text_key){hash_of(articles[i]), i};
    ro_sort(keys, count, sizeof *keys, by_hash);
    /* Each is held against the last that stands for itself: with one hash they differ
     * only where the time zone or the language does. */
    for (size_t i = 0, last = 0; i < count; i++) {
        size_t article = keys[i].article, before = keys[last].article;
        bool twin = i > 0 && keys[i].hash == keys[last].hash &&
                    are_twins(articles[before], articles[article]);
        if (!twin) last = i;
        first[article] = twin ? before : article;
    }
    free(keys);
    return true;
}
