/* SPDX-License-Identifier: Apache-2.0 */
#include "conllu.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/input.h"
#include "base/lexicon.h"

enum { COLUMNS = 10 };

static const struct {
    const char *name;
    uint16_t bit;
} feature_names[] = {
    {"Tense=Past", RO_FEATURE_PAST},         {"Tense=Pres", RO_FEATURE_PRESENT},
    {"VerbForm=Inf", RO_FEATURE_INFINITIVE}, {"VerbForm=Part", RO_FEATURE_PARTICIPLE},
    {"VerbForm=Ger", RO_FEATURE_GERUND},     {"Voice=Pass", RO_FEATURE_PASSIVE},
    {"Number=Plur", RO_FEATURE_PLURAL},      {"Person=1", RO_FEATURE_FIRST},
    {"Person=2", RO_FEATURE_SECOND},         {"Person=3", RO_FEATURE_THIRD},
    {"Gender=Masc", RO_FEATURE_MALE},        {"Gender=Fem", RO_FEATURE_FEMALE},
    {"Poss=Yes", RO_FEATURE_POSSESSIVE},     {"Mood=Imp", RO_FEATURE_IMPERATIVE}};

static ro_str next_part(ro_str *rest, char separator) {
    const char *end = memchr(rest->p, separator, rest->n);
    size_t n = end ? (size_t)(end - rest->p) : rest->n;
    ro_str part = {rest->p, n};
    rest->p += n + (end != NULL);
    rest->n -= n + (end != NULL);
    return part;
}

static uint16_t features_of(ro_str feats) {
    uint16_t bits = 0;
    while (feats.n > 0) {
        ro_str one = next_part(&feats, '|');
        for (size_t i = 0; i < sizeof feature_names / sizeof *feature_names; i++)
            if (ro_str_eq(one, ro_str_of(feature_names[i].name)))
                bits = (uint16_t)(bits | feature_names[i].bit);
    }
    return bits;
}

static int find_name(ro_str name, const char *(*name_of)(uint8_t), int count) {
    for (int i = 0; i < count; i++)
        if (ro_str_eq(name, ro_str_of(name_of((uint8_t)i)))) return i;
    return -1;
}

static const char *upos_name(uint8_t tag) {
    return ro_upos_name((ro_upos)tag);
}

/* The relation, or where only its subtype is unknown the relation without it. */
static int find_deprel(ro_str name) {
    int found = find_name(name, ro_deprel_name, 255);
    const char *colon = memchr(name.p, ':', name.n);
    return found < 0 && colon
               ? find_name((ro_str){name.p, (size_t)(colon - name.p)}, ro_deprel_name, 255)
               : found;
}

static bool has_part(ro_str list, ro_str part) {
    while (list.n > 0)
        if (ro_str_eq(next_part(&list, '|'), part)) return true;
    return false;
}

typedef struct reading {
    treebank *bank;
    tree sentence;
    ro_lexicon open; /* documents that may be used */
    bool filtered, skip, new_paragraph;
    long glued_until; /* last word of the multiword token being read */
    bool glued_space;
} reading;

static bool add_word(reading *r, ro_str *c) {
    char *end;
    long id = strtol(c[0].p, &end, 10);
    bool space = !has_part(c[9], RO_STR("SpaceAfter=No"));
    if (*end == '.') return true;
    if (*end == '-') {
        r->glued_until = strtol(end + 1, NULL, 10);
        r->glued_space = space;
        return true;
    }
    int upos = find_name(c[3], upos_name, RO_UPOS_COUNT), deprel = find_deprel(c[7]);
    if (upos < 0 || deprel < 0) {
        fprintf(stderr, "unknown tag or relation: %.*s %.*s\n", (int)c[3].n, c[3].p, (int)c[7].n,
                c[7].p);
        return false;
    }
    if (id < r->glued_until)
        space = false;
    else if (id == r->glued_until)
        space = r->glued_space;
    word w = {.form = c[1], .lemma = c[2], .upos = (uint8_t)upos, .deprel = (uint8_t)deprel};
    w.features = features_of(c[5]);
    w.head = (int32_t)strtol(c[6].p, NULL, 10) - 1;
    w.space_after = space;
    r->sentence.count++;
    return RO_APPEND(&r->bank->arena, &r->bank->words, w);
}

static bool end_sentence(reading *r) {
    treebank *bank = r->bank;
    bool ok = true;
    r->sentence.new_paragraph = r->new_paragraph;
    if (r->sentence.count > 0 && !r->skip) ok = RO_APPEND(&bank->arena, &bank->trees, r->sentence);
    if (r->sentence.count > 0) r->new_paragraph = false;
    r->sentence = (tree){.first = bank->words.count};
    r->glued_until = 0;
    return ok;
}

static bool read_line(reading *r, ro_str line) {
    static const ro_str newdoc = {"# newdoc id = ", 14}, newpar = {"# newpar", 8};
    if (line.n == 0) return end_sentence(r);
    if (line.p[0] == '#') {
        if (ro_str_starts(line, newdoc)) {
            ro_str name = {line.p + newdoc.n, line.n - newdoc.n};
            r->skip = r->filtered && ro_lexicon_find(&r->open, name) == RO_NONE;
            r->new_paragraph = true;
        } else if (ro_str_starts(line, newpar)) {
            r->new_paragraph = true;
        }
        return true;
    }
    ro_str columns[COLUMNS] = {{0}};
    for (int i = 0; i < COLUMNS; i++) columns[i] = next_part(&line, '\t');
    return add_word(r, columns);
}

static bool read_whole(ro_arena *arena, const char *path, ro_str *out) {
    ro_buffer data = {0};
    ro_error error = {0};
    if (ro_input_file(path, UINT32_MAX, &data, &error) < 0) {
        fprintf(stderr, "%s\n", error.msg);
        return false;
    }
    *out = (ro_str){ro_arena_copy(arena, data.data, data.size), data.size};
    ro_buffer_free(&data);
    return out->p != NULL;
}

bool treebank_read(treebank *bank, const char *path, const char *licences) {
    reading r = {.bank = bank, .sentence = {.first = bank->words.count}, .filtered = licences};
    ro_str text, rows;
    if (licences) {
        if (!read_whole(&bank->arena, licences, &rows)) return false;
        while (rows.n > 0) {
            ro_str row = next_part(&rows, '\n');
            if (ro_str_ends(row, RO_STR("\tyes")))
                ro_lexicon_add(&bank->arena, &r.open, next_part(&row, '\t'), 0);
        }
    }
    if (!read_whole(&bank->arena, path, &text)) return false;
    while (text.n > 0)
        if (!read_line(&r, next_part(&text, '\n'))) return false;
    return end_sentence(&r);
}

void treebank_free(treebank *bank) {
    ro_arena_free(&bank->arena);
}
