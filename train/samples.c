/* SPDX-License-Identifier: Apache-2.0 */
#include "samples.h"

#include <stdio.h>
#include <stdlib.h>

enum { LEAST_WORD = 2, LEAST_PART = 3, UNKNOWN_ROW = 1, FIRST_ROW = 2 };

struct dictionary_slot {
    uint32_t key, count, row;
};

static struct dictionary_slot *slot_of(const dictionary *d, uint32_t key) {
    uint32_t at = key & (d->capacity - 1);
    while (d->slots[at].key && d->slots[at].key != key) at = (at + 1) & (d->capacity - 1);
    return &d->slots[at];
}

static void count_key(dictionary *d, uint32_t key, uint32_t least) {
    struct dictionary_slot *slot = slot_of(d, key);
    slot->key = key;
    slot->count++;
    if (!slot->row && slot->count >= least) slot->row = d->rows++;
}

dictionary dictionary_new(const samples *s) {
    static run r;
    static uint32_t keys[RUN_WORDS][RO_WORD_KEYS];
    dictionary d = {.capacity = 1 << 20, .rows = FIRST_ROW};
    d.slots = zeroed(d.capacity, sizeof *d.slots);
    for (uint32_t i = 0; i < s->bank->trees.count; i++)
        for (int setting = 0; setting < 4; setting++) {
            run_take(&r, s->bank, i);
            run_set_letters(&r, (ro_setting)setting);
            run_keys(&r, keys);
            /* The other settings only add shapes. */
            for (size_t k = 0; k < r.count; k++)
                for (int f = setting ? RO_WORD_KEYS - 3 : 0; f < RO_WORD_KEYS; f++)
                    if (keys[k][f]) count_key(&d, keys[k][f], f ? LEAST_PART : LEAST_WORD);
        }
    return d;
}

uint32_t dictionary_row(const dictionary *d, uint32_t key) {
    return key ? slot_of(d, key)->row : 0;
}

uint32_t dictionary_count(const dictionary *d, uint32_t key) {
    return slot_of(d, key)->count;
}

bool dictionary_each(const dictionary *d, uint32_t *at, uint32_t *key) {
    while (*at < d->capacity && !d->slots[*at].row) (*at)++;
    if (*at == d->capacity) return false;
    *key = d->slots[(*at)++].key;
    return true;
}

void dictionary_free(dictionary *d) {
    free(d->slots);
}

static int tag_index(const classes *c, const word *w) {
    for (uint32_t i = 0; i < c->tag_count; i++)
        if (c->tags[i].upos == w->upos && c->tags[i].features == w->features) return (int)i;
    return -1;
}

static int label_index(const classes *c, uint8_t deprel) {
    for (uint32_t i = 0; i < c->label_count; i++)
        if (c->labels[i] == deprel) return (int)i;
    return -1;
}

bool classes_find(classes *c, const treebank *bank) {
    for (uint32_t i = 0; i < bank->trees.count; i++) {
        const tree *t = &bank->trees.items[i];
        for (uint32_t k = t->first; k < t->first + t->count; k++) {
            const word *w = &bank->words.items[k];
            if (tag_index(c, w) < 0) {
                if (c->tag_count == TAGS) return false;
                c->tags[c->tag_count++] = (tag_class){w->upos, w->features};
            }
            if (label_index(c, w->deprel) < 0) {
                if (c->label_count == LABELS) return false;
                c->labels[c->label_count++] = w->deprel;
            }
        }
    }
    return true;
}

/* Vary @p r at random. */
static void vary(run *r, const samples *s, uint32_t index, random_state *random) {
    double x = random_unit(random), y = random_unit(random);
    bool headline = y < s->headlines && r->count <= s->longest_headline;
    if (headline)
        run_make_headline(r, random);
    else
        run_join(r, s->bank, index, random);
    if (x < (headline ? 0.5 : 0.03))
        run_set_letters(r, RO_SETTING_TITLE);
    else if (x > 0.97)
        run_set_letters(r, RO_SETTING_UPPER);
    else if (x > 0.94)
        run_set_letters(r, RO_SETTING_LOWER);
}

/* A word that is rare in training stands for those that were never seen. */
static void hide_word(batch *b, size_t row, uint32_t seen, random_state *random) {
    if (random_unit(random) >= 0.4 / (0.4 + seen)) return;
    b->keys[row][0] = 0;
    if (random_unit(random) < 0.3) b->vector[row] = NULL;
    if (!b->vector[row]) b->keys[row][0] = UNKNOWN_ROW;
}

bool batch_add(batch *b, const samples *s, const dictionary *d, const classes *c, uint32_t index,
               random_state *random) {
    static run r;
    static uint32_t keys[RUN_WORDS][RO_WORD_KEYS];
    run_take(&r, s->bank, index);
    if (b->rows + RUN_WORDS > MOST_ROWS) return false;
    if (random) vary(&r, s, index, random);
    run_keys(&r, keys);
    b->start[b->sentences] = b->rows;
    b->length[b->sentences++] = r.count;
    for (size_t k = 0; k < r.count; k++) {
        const word *w = &r.words[k];
        size_t row = b->rows++;
        for (int f = 0; f < RO_WORD_KEYS; f++) b->keys[row][f] = dictionary_row(d, keys[k][f]);
        b->vector[row] = vectors_find(s->vectors, keys[k][0]);
        if (!b->keys[row][0] && !b->vector[row]) b->keys[row][0] = UNKNOWN_ROW;
        b->word[row] = b->keys[row][0];
        b->word_vector[row] = b->vector[row];
        if (random) hide_word(b, row, dictionary_count(d, keys[k][0]), random);
        b->head[row] = w->head;
        b->begins[row] = r.begins[k];
        int tag = tag_index(c, w), label = label_index(c, w->deprel);
        b->tag[row] = (uint8_t)(tag < 0 ? TAGS - 1 : tag);
        b->label[row] = (uint8_t)(label < 0 ? LABELS - 1 : label);
    }
    return true;
}
