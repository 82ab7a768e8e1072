/* SPDX-License-Identifier: Apache-2.0 */
/*
 * For every ending the edits of the words that have it are counted. From the
 * shortest ending to the whole word, one is kept where its most frequent edit is
 * another than the one that the kept endings give already.
 */
#include "lemma_edits.h"

#include <stdlib.h>

#include "matrix.h"

enum { SLOTS = 1 << 20, MOST_EDITS = 1 << 14, LEVELS = RO_LEMMA_SUFFIX + 2 };

typedef struct tally {
    uint32_t key, edit, count;
} tally;

typedef struct learner {
    lemma_edits *out;
    tally *tallies; /* by key and edit */
    tally *best;    /* by key */
} learner;

static bool make_edit(ro_str base, ro_str lemma, ro_model_edit *edit) {
    size_t same = 0;
    while (same < base.n && same < lemma.n && base.p[same] == lemma.p[same]) same++;
    *edit = (ro_model_edit){0};
    if (base.n - same > 255 || lemma.n - same > sizeof edit->add) return false;
    edit->cut = (uint8_t)(base.n - same);
    edit->size = (uint8_t)(lemma.n - same);
    memcpy(edit->add, lemma.p + same, lemma.n - same);
    return true;
}

static uint32_t edit_index(lemma_edits *e, const ro_model_edit *edit) {
    for (uint32_t i = 0; i < e->edit_count; i++)
        if (memcmp(&e->edits[i], edit, sizeof *edit) == 0) return i;
    if (e->edit_count == MOST_EDITS) return 0;
    e->edits[e->edit_count] = *edit;
    return e->edit_count++;
}

static tally *find_tally(tally *table, uint32_t key, uint32_t hash, uint32_t edit, bool any) {
    uint32_t at = hash & (SLOTS - 1);
    while (table[at].key && (table[at].key != key || (!any && table[at].edit != edit)))
        at = (at + 1) & (SLOTS - 1);
    return &table[at];
}

/* Key of the ending of @p base at @p level: 0 no letter, then more, last the word. */
static uint32_t level_key(const word *w, ro_str base, size_t level) {
    if (level == LEVELS - 1) return ro_lemma_key(w->upos, w->features, base, true);
    if (level > base.n) return 0;
    ro_str suffix = {base.p + base.n - level, level};
    return ro_lemma_key(w->upos, w->features, suffix, false);
}

typedef struct example {
    const word *word;
    char base[RO_LEMMA_BYTES];
    size_t size;
    uint32_t edit;
} example;

static bool read_example(learner *l, const word *w, example *e) {
    ro_model_edit edit;
    if (w->upos == RO_UPOS_PUNCT || w->lemma.n == 0 || w->form.n + 16 > RO_LEMMA_BYTES ||
        (w->lemma.n == 1 && w->lemma.p[0] == '_'))
        return false;
    e->word = w;
    e->size = ro_lemma_base(w->upos, w->form, e->base);
    if (!make_edit((ro_str){e->base, e->size}, w->lemma, &edit)) return false;
    e->edit = edit_index(l->out, &edit);
    return true;
}

static void count_example(learner *l, const example *e, size_t level) {
    uint32_t key = level_key(e->word, (ro_str){e->base, e->size}, level);
    if (!key) return;
    tally *t = find_tally(l->tallies, key, key * 31 + e->edit * 2654435761u, e->edit, false);
    t->key = key;
    t->edit = e->edit;
    t->count++;
    tally *best = find_tally(l->best, key, key, 0, true);
    if (best->key && best->count >= t->count) return;
    *best = *t;
}

static ro_model_slot *find_slot(lemma_edits *e, uint32_t key) {
    uint32_t at = key & (e->slot_count - 1);
    while (e->slots[at].key && e->slots[at].key != key) at = (at + 1) & (e->slot_count - 1);
    return &e->slots[at];
}

/* The edit that the endings kept below @p level give, or none. */
static uint32_t given_edit(lemma_edits *out, const example *e, size_t level) {
    for (size_t n = level; n-- > 0;) {
        uint32_t key = level_key(e->word, (ro_str){e->base, e->size}, n);
        ro_model_slot *slot = key ? find_slot(out, key) : NULL;
        if (slot && slot->key) return slot->row;
    }
    return UINT32_MAX;
}

static void keep_level(learner *l, const treebank *bank, size_t level) {
    example e;
    for (uint32_t i = 0; i < bank->trees.count; i++) {
        const tree *t = &bank->trees.items[i];
        for (uint32_t k = t->first; k < t->first + t->count; k++) {
            if (!read_example(l, &bank->words.items[k], &e)) continue;
            uint32_t key = level_key(e.word, (ro_str){e.base, e.size}, level);
            if (!key) continue;
            const tally *best = find_tally(l->best, key, key, 0, true);
            bool whole = level == LEVELS - 1;
            if (best->count < (whole ? 1u : 2u) || best->edit == given_edit(l->out, &e, level))
                continue;
            ro_model_slot *slot = find_slot(l->out, key);
            l->out->kept += slot->key == 0;
            *slot = (ro_model_slot){key, best->edit};
        }
    }
}

/* A table as small as its keys allow. */
static void shrink(lemma_edits *e) {
    lemma_edits smaller = {.slot_count = 16};
    while (smaller.slot_count < e->kept * 2) smaller.slot_count *= 2;
    smaller.slots = zeroed(smaller.slot_count, sizeof *smaller.slots);
    for (uint32_t i = 0; i < e->slot_count; i++)
        if (e->slots[i].key) *find_slot(&smaller, e->slots[i].key) = e->slots[i];
    free(e->slots);
    e->slots = smaller.slots;
    e->slot_count = smaller.slot_count;
}

lemma_edits lemma_edits_learn(const treebank *bank) {
    lemma_edits out = {.slot_count = SLOTS};
    out.slots = zeroed(SLOTS, sizeof *out.slots);
    out.edits = zeroed(MOST_EDITS, sizeof *out.edits);
    out.edit_count = 1; /* the first changes nothing */
    learner l = {&out, zeroed(SLOTS, sizeof(tally)), zeroed(SLOTS, sizeof(tally))};
    example e;
    for (uint32_t i = 0; i < bank->trees.count; i++) {
        const tree *t = &bank->trees.items[i];
        for (uint32_t k = t->first; k < t->first + t->count; k++)
            if (read_example(&l, &bank->words.items[k], &e))
                for (size_t level = 0; level < LEVELS; level++) count_example(&l, &e, level);
    }
    for (size_t level = 0; level < LEVELS; level++) keep_level(&l, bank, level);
    free(l.tallies);
    free(l.best);
    shrink(&out);
    return out;
}

void lemma_edits_free(lemma_edits *e) {
    free(e->slots);
    free(e->edits);
}
