/* SPDX-License-Identifier: Apache-2.0 */
#include "runs.h"

#include <string.h>

#include "lang/lang.h"

enum { JOINED_WORDS = 100 };

static void append(run *r, const treebank *bank, uint32_t index) {
    const tree *t = &bank->trees.items[index];
    size_t base = r->count;
    for (uint32_t k = 0; k < t->count && r->count < RUN_WORDS; k++) {
        word w = bank->words.items[t->first + k];
        if (w.head >= 0) w.head += (int32_t)base;
        r->begins[r->count] = k == 0;
        r->words[r->count++] = w;
    }
    for (size_t i = base; i < r->count; i++)
        if (r->words[i].head >= (int32_t)r->count) r->words[i].head = -1;
}

void run_take(run *r, const treebank *bank, uint32_t index) {
    r->count = r->letters = 0;
    append(r, bank, index);
}

static bool is_stop(ro_str form) {
    char last = form.n ? form.p[form.n - 1] : '.';
    return last == '.' || last == '!' || last == '?';
}

static bool is_closer(ro_str form) {
    return form.n == 1 && strchr("\"')]}", form.p[0]);
}

/* Whether a mark ends the run, so that the rules of sentences see it. */
static bool has_end(const run *r) {
    size_t n = r->count;
    while (n > 1 && is_closer(r->words[n - 1].form)) n--;
    return is_stop(r->words[n - 1].form);
}

static bool is_leaf(const run *r, size_t i) {
    for (size_t k = 0; k < r->count; k++)
        if (r->words[k].head == (int32_t)i) return false;
    return true;
}

static void remove_word(run *r, size_t i) {
    if (r->begins[i] && i + 1 < r->count) r->begins[i + 1] = true;
    r->count--;
    for (size_t k = i; k < r->count; k++) {
        r->words[k] = r->words[k + 1];
        r->begins[k] = r->begins[k + 1];
    }
    for (size_t k = 0; k < r->count; k++)
        if (r->words[k].head > (int32_t)i) r->words[k].head--;
}

static void remove_end(run *r) {
    size_t last = r->count - 1;
    if (r->count > 1 && r->words[last].upos == RO_UPOS_PUNCT && is_leaf(r, last))
        remove_word(r, last);
}

void run_join(run *r, const treebank *bank, uint32_t index, random_state *random) {
    for (uint32_t next = index + 1; next < bank->trees.count; next++) {
        const tree *t = &bank->trees.items[next];
        bool parted = has_end(r);
        if (t->new_paragraph || r->count + t->count > JOINED_WORDS ||
            random_unit(random) > (parted ? 0.12 : 0.8))
            return;
        if (parted && random_unit(random) < 0.8) remove_end(r);
        append(r, bank, next);
    }
}

static ro_str keep_letters(run *r, const char *first, size_t n, const char *rest) {
    size_t size = n + strlen(rest);
    if (r->letters + size > RUN_LETTERS) return (ro_str){first, n};
    char *to = r->text + r->letters;
    memcpy(to, first, n);
    memcpy(to + n, rest, size - n);
    r->letters += size;
    return (ro_str){to, size};
}

/* "meets", "goes", "carries", "has". */
static ro_str third_person(run *r, ro_str lemma) {
    char last = lemma.p[lemma.n - 1], before = lemma.n > 1 ? lemma.p[lemma.n - 2] : 'a';
    if (ro_str_eq(lemma, RO_STR("have"))) return RO_STR("has");
    if (last == 'y' && !strchr("aeiou", before))
        return keep_letters(r, lemma.p, lemma.n - 1, "ies");
    bool hisses = strchr("sxzo", last) || (last == 'h' && strchr("cs", before));
    return keep_letters(r, lemma.p, lemma.n, hisses ? "es" : "s");
}

static bool is_plural_subject(const run *r, size_t verb) {
    bool plural = false;
    for (size_t i = 0; i < r->count; i++) {
        const word *w = &r->words[i];
        if (w->head < 0) continue;
        const word *head = &r->words[w->head];
        bool of_verb = w->head == (int32_t)verb,
             subject = ro_deprel_find(RO_STR("nsubj")) == w->deprel;
        bool joined = ro_deprel_find(RO_STR("conj")) == w->deprel && head->head == (int32_t)verb &&
                      head->deprel == ro_deprel_find(RO_STR("nsubj"));
        plural = plural || joined || (of_verb && subject && w->features & RO_FEATURE_PLURAL);
    }
    return plural;
}

static void to_present(run *r, size_t i) {
    word *w = &r->words[i];
    bool past = w->upos == RO_UPOS_VERB && w->features & RO_FEATURE_PAST &&
                !(w->features & RO_FEATURE_PARTICIPLE);
    if (!past || w->lemma.n == 0 || !ro_is_lower((unsigned char)w->lemma.p[0])) return;
    bool plural = is_plural_subject(r, i);
    w->form = plural ? w->lemma : third_person(r, w->lemma);
    w->features =
        (uint16_t)(RO_FEATURE_PRESENT | RO_FEATURE_THIRD | (plural ? RO_FEATURE_PLURAL : 0));
}

void run_make_headline(run *r, random_state *random) {
    if (random_unit(random) < 0.9) remove_end(r);
    bool present = random_unit(random) < 0.8;
    for (size_t i = r->count; i-- > 0;) {
        const word *w = &r->words[i];
        bool article = w->upos == RO_UPOS_DET &&
                       (ro_str_same(w->form, RO_STR("the")) || ro_str_same(w->form, RO_STR("a")) ||
                        ro_str_same(w->form, RO_STR("an")));
        bool be = w->upos == RO_UPOS_AUX && ro_str_eq(w->lemma, RO_STR("be"));
        double left_out = article ? 0.9 : be ? 0.6 : 0;
        if (r->count > 1 && left_out > 0 && is_leaf(r, i) && random_unit(random) < left_out)
            remove_word(r, i);
        else if (present)
            to_present(r, i);
    }
}

/* Whether a headline keeps the word small: "in", "the", "and". */
static bool stays_small(const word *w) {
    return w->form.n < 4 && (w->upos == RO_UPOS_ADP || w->upos == RO_UPOS_DET ||
                             w->upos == RO_UPOS_CCONJ || w->upos == RO_UPOS_PART);
}

void run_set_letters(run *r, ro_setting setting) {
    for (size_t i = 0; setting != RO_SETTING_PLAIN && i < r->count; i++) {
        word *w = &r->words[i];
        ro_str kept = keep_letters(r, w->form.p, w->form.n, "");
        if (kept.p == w->form.p) return;
        char *out = r->text + (kept.p - r->text);
        bool title = setting == RO_SETTING_TITLE && (i == 0 || !stays_small(w));
        for (size_t k = 0; k < kept.n; k++) {
            unsigned char c = (unsigned char)out[k];
            bool raise = setting == RO_SETTING_UPPER || (title && k == 0);
            if (ro_is_lower(c) && raise)
                out[k] = (char)(c - 32);
            else if (ro_is_upper(c) && setting == RO_SETTING_LOWER)
                out[k] = (char)(c + 32);
        }
        w->form = kept;
    }
}

void run_keys(const run *r, uint32_t keys[][RO_WORD_KEYS]) {
    ro_str forms[RUN_WORDS];
    for (size_t i = 0; i < r->count; i++) forms[i] = r->words[i].form;
    ro_setting setting = ro_sentence_setting(forms, r->count);
    for (size_t i = 0; i < r->count; i++) ro_word_keys(forms[i], i == 0, setting, keys[i]);
}
