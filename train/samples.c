/* SPDX-License-Identifier: Apache-2.0 */
#include "samples.h"

#include <stdio.h>
#include <stdlib.h>

enum { LONGEST_SENTENCE = 400, LEAST_WORD = 2, LEAST_PART = 3, FIRST_ROW = 2 };

struct dictionary_slot {
    uint32_t key, count, row;
};

static void set_letters(ro_str from, ro_setting setting, char *out) {
    for (size_t i = 0; i < from.n; i++) {
        unsigned char c = (unsigned char)from.p[i];
        bool lower = ro_is_lower(c), upper = ro_is_upper(c);
        bool raise =
            setting == RO_SETTING_UPPER || (setting == RO_SETTING_TITLE && i == 0 && from.n > 3);
        if (lower && raise)
            out[i] = (char)(c - 32);
        else
            out[i] = upper && setting == RO_SETTING_LOWER ? (char)(c + 32) : (char)c;
    }
}

samples samples_new(const treebank *bank, const vectors *v) {
    samples s = {.bank = bank, .vectors = v};
    s.keys = zeroed(bank->words.count, sizeof *s.keys);
    char *letters = zeroed(1 << 20, 1);
    ro_str *forms = zeroed(1 << 16, sizeof *forms);
    for (uint32_t i = 0; i < bank->trees.count; i++) {
        const tree *t = &bank->trees.items[i];
        for (int setting = 0; setting < 4; setting++) {
            size_t used = 0;
            for (uint32_t k = 0; k < t->count; k++) {
                ro_str form = bank->words.items[t->first + k].form;
                set_letters(form, (ro_setting)setting, letters + used);
                forms[k] = (ro_str){letters + used, form.n};
                used += form.n;
            }
            ro_setting found = ro_sentence_setting(forms, t->count);
            for (uint32_t k = 0; k < t->count; k++)
                ro_word_keys(forms[k], k == 0, found, s.keys[t->first + k][setting]);
        }
    }
    free(letters);
    free(forms);
    return s;
}

void samples_free(samples *s) {
    free(s->keys);
}

static struct dictionary_slot *slot_of(const dictionary *d, uint32_t key) {
    uint32_t at = key & (d->capacity - 1);
    while (d->slots[at].key && d->slots[at].key != key) at = (at + 1) & (d->capacity - 1);
    return &d->slots[at];
}

dictionary dictionary_new(const samples *s) {
    dictionary d = {.capacity = 1 << 20, .rows = FIRST_ROW};
    d.slots = zeroed(d.capacity, sizeof *d.slots);
    for (uint32_t i = 0; i < s->bank->trees.count; i++) {
        const tree *t = &s->bank->trees.items[i];
        for (uint32_t k = t->first; k < t->first + t->count; k++)
            for (int setting = 0; setting < 4; setting++)
                for (int f = 0; f < RO_WORD_KEYS; f++) {
                    uint32_t key = s->keys[k][setting][f];
                    /* The other settings only add shapes. */
                    if (!key || (setting && f < RO_WORD_KEYS - 3)) continue;
                    struct dictionary_slot *slot = slot_of(&d, key);
                    slot->key = key;
                    slot->count++;
                    if (slot->row || slot->count < (f ? LEAST_PART : LEAST_WORD)) continue;
                    slot->row = d.rows++;
                }
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

static ro_setting pick_setting(random_state *random) {
    double x = random_unit(random);
    if (x < 0.06) return RO_SETTING_TITLE;
    if (x < 0.08) return RO_SETTING_UPPER;
    return x < 0.10 ? RO_SETTING_LOWER : RO_SETTING_PLAIN;
}

bool batch_add(batch *b, const samples *s, const dictionary *d, const classes *c, uint32_t index,
               random_state *random) {
    const tree *t = &s->bank->trees.items[index];
    uint32_t count = t->count > LONGEST_SENTENCE ? LONGEST_SENTENCE : t->count;
    if (b->rows + count > MOST_ROWS) return false;
    ro_setting setting = random ? pick_setting(random) : RO_SETTING_PLAIN;
    b->start[b->sentences] = b->rows;
    b->length[b->sentences++] = count;
    for (uint32_t k = 0; k < count; k++) {
        const word *w = &s->bank->words.items[t->first + k];
        const uint32_t *keys = s->keys[t->first + k][setting];
        size_t row = b->rows++;
        for (int f = 0; f < RO_WORD_KEYS; f++) b->keys[row][f] = dictionary_row(d, keys[f]);
        b->vector[row] = vectors_find(s->vectors, keys[0]);
        if (random) {
            double seen = dictionary_count(d, keys[0]);
            if (random_unit(random) < 0.4 / (0.4 + seen)) {
                b->keys[row][0] = 0;
                if (random_unit(random) < 0.3) b->vector[row] = NULL;
            }
        }
        if (!b->keys[row][0] && !b->vector[row]) b->keys[row][0] = 1;
        b->head[row] = w->head < (int32_t)count ? w->head : -1;
        int tag = tag_index(c, w), label = label_index(c, w->deprel);
        b->tag[row] = (uint8_t)(tag < 0 ? TAGS - 1 : tag);
        b->label[row] = (uint8_t)(label < 0 ? LABELS - 1 : label);
    }
    return true;
}
