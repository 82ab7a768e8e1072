/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Corpora with copies that are known, made of the story stream (JSON Lines on standard
 * input, "id" and "text" of each line). The same input gives the same corpus.
 *
 *   dedup_stream truth EVERY   all articles, then of every EVERY-th one a copy of each kind.
 *                 Standard error: "copy<tab>kind<tab>original", or two originals
 *   dedup_stream grow COUNT    COUNT articles: those of the input, then a third light
 *                 copies, two thirds texts with six words in ten replaced, which are none
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/hash.h"
#include "base/lexicon.h"
#include "base/table.h"

typedef struct text {
    const char *id;
    ro_str *words; /* with what stands behind them up to the next */
    uint32_t count;
} text;

typedef struct maker {
    ro_arena arena;
    RO_ARRAY(text) texts;
    ro_lexicon synonyms; /* word: row of data/en/synonyms.tsv */
    RO_ARRAY(ro_str) replacements;
    uint64_t random;
} maker;

static uint64_t next_random(maker *m) {
    m->random++;
    return ro_hash_mix(m->random, 1);
}

static bool chance(maker *m, unsigned percent) {
    return next_random(m) % 100 < percent;
}

static void add_text(maker *m, const char *id, ro_str whole) {
    text *t = RO_PUSH(&m->arena, &m->texts);
    if (!t) exit(2);
    *t = (text){ro_arena_strdup(&m->arena, id), NULL, 0};
    const char *copy = ro_arena_copy(&m->arena, whole.p, whole.n);
    size_t spaces = 1;
    for (size_t i = 0; i < whole.n; i++) spaces += ro_is_space((unsigned char)whole.p[i]);
    t->words = RO_ARENA_ARRAY(&m->arena, ro_str, spaces);
    if (!copy || !t->words) exit(2);
    for (size_t at = 0; at < whole.n;) {
        size_t start = at;
        while (at < whole.n && !ro_is_space((unsigned char)copy[at])) at++;
        while (at < whole.n && ro_is_space((unsigned char)copy[at])) at++;
        t->words[t->count++] = (ro_str){copy + start, at - start};
    }
}

static void read_texts(maker *m) {
    char *line = NULL;
    size_t size = 0;
    ssize_t got;
    while ((got = getline(&line, &size, stdin)) > 0) {
        json_t *object = json_loadb(line, (size_t)got, 0, NULL);
        json_t *value = json_object_get(object, "text");
        const char *id = json_string_value(json_object_get(object, "id"));
        if (id && json_is_string(value))
            add_text(m, id, (ro_str){json_string_value(value), json_string_length(value)});
        json_decref(object);
    }
    free(line);
}

static void read_synonyms(maker *m) {
    ro_table table;
    ro_str field[2];
    for (ro_table_open(&table, "synonyms"); ro_table_row(&table, field, 2);) {
        ro_lexicon_add(&m->arena, &m->synonyms, field[0], m->replacements.count);
        RO_APPEND(&m->arena, &m->replacements, field[1]);
    }
}

/* ---- writing one article ---- */

static void put(ro_buffer *out, ro_str s) {
    size_t done = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        ro_buffer_add(out, s.p + done, i - done);
        ro_buffer_printf(out, c < 0x20 ? "\\u%04x" : "\\%c", c);
        done = i + 1;
    }
    ro_buffer_add(out, s.p + done, s.n - done);
}

static void begin(ro_buffer *out, const char *id) {
    out->size = 0;
    ro_buffer_printf(out, "{\"id\": \"%s\", \"text\": \"", id);
}

static void end(ro_buffer *out) {
    ro_buffer_puts(out, "\"}\n");
    fwrite(out->data, 1, out->size, stdout);
}

static void put_range(ro_buffer *out, const text *t, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to && i < t->count; i++) put(out, t->words[i]);
}

/* Any word of any text: so that common words stay common. */
static ro_str any_word(maker *m) {
    const text *t = &m->texts.items[next_random(m) % m->texts.count];
    return t->count ? t->words[next_random(m) % t->count] : RO_STR("word ");
}

/* Replace, drop or add words: percent of them are touched. */
static void put_edited(maker *m, ro_buffer *out, const text *t, unsigned percent) {
    for (uint32_t i = 0; i < t->count; i++) {
        if (!chance(m, percent)) {
            put(out, t->words[i]);
            continue;
        }
        unsigned how = (unsigned)(next_random(m) % 10);
        if (how < 2) continue; /* dropped */
        put(out, any_word(m));
        if (how < 4) put(out, t->words[i]);
    }
}

static void put_laid_out(ro_buffer *out, const text *t) {
    for (uint32_t i = 0; i < t->count; i++)
        for (size_t k = 0; k < t->words[i].n; k++) {
            char c = t->words[i].p[k];
            if (c == '\n') c = ' ';
            if (i % 9 == 0 && c >= 'a' && c <= 'z') c = (char)(c - 32);
            put(out, (ro_str){&c, 1});
        }
}

/* A near-synonym for some of the words that have one. */
static void put_spun(maker *m, ro_buffer *out, const text *t) {
    for (uint32_t i = 0; i < t->count; i++) {
        size_t length = 0;
        while (length < t->words[i].n && ro_is_alpha((unsigned char)t->words[i].p[length]))
            length++;
        uint32_t row =
            length > 2 ? ro_lexicon_find(&m->synonyms, (ro_str){t->words[i].p, length}) : RO_NONE;
        if (row == RO_NONE || !chance(m, 35)) {
            put(out, t->words[i]);
            continue;
        }
        ro_str other = m->replacements.items[row];
        const char *space = memchr(other.p, ' ', other.n);
        put(out, (ro_str){other.p, space ? (size_t)(space - other.p) : other.n});
        put(out, (ro_str){t->words[i].p + length, t->words[i].n - length});
    }
}

/* The frame of one of a few outlets: the same words around each of its articles. */
static void put_wrapped(maker *m, ro_buffer *out, const text *t) {
    enum { OUTLETS = 3, FRAME = 70 };
    uint64_t now = m->random;
    uint64_t outlet = next_random(m) % OUTLETS;
    for (unsigned side = 0; side < 2; side++) {
        m->random = 1000000007 * (outlet + 1) + 1000 * side;
        for (unsigned i = 0; i < FRAME; i++) put(out, any_word(m));
        put(out, RO_STR("\n\n"));
        if (side == 0) put_range(out, t, 0, t->count), put(out, RO_STR("\n\n"));
    }
    m->random = now + 1;
}

typedef enum copy_kind {
    EXACT,
    LAYOUT,
    TRUNCATED,
    EXCERPT,
    EDITED_10,
    EDITED_20,
    EDITED_30,
    MERGED,
    WRAPPED,
    SPUN,
    KINDS
} copy_kind;

static const char *const names[KINDS] = {"exact",    "layout",   "truncated", "excerpt", "edited10",
                                         "edited20", "edited30", "merged",    "wrapped", "spun"};

static void put_copy(maker *m, ro_buffer *out, const text *t, const text *second, copy_kind kind) {
    uint32_t n = t->count;
    switch (kind) {
    case EXACT: put_range(out, t, 0, n); break;
    case LAYOUT: put_laid_out(out, t); break;
    case TRUNCATED: put_range(out, t, 0, n * (uint32_t)(40 + next_random(m) % 30) / 100); break;
    case EXCERPT: put_range(out, t, n / 3, n * 2 / 3); break;
    case EDITED_10: put_edited(m, out, t, 10); break;
    case EDITED_20: put_edited(m, out, t, 20); break;
    case EDITED_30: put_edited(m, out, t, 30); break;
    case MERGED:
        put_range(out, t, 0, n / 2);
        put(out, RO_STR("\n\n"));
        put_range(out, second, second->count / 2, second->count);
        break;
    case WRAPPED: put_wrapped(m, out, t); break;
    default: put_spun(m, out, t); break;
    }
}

static void make_truth(maker *m, uint32_t every) {
    enum { LEAST_WORDS = 120 };
    ro_buffer out = {0};
    for (uint32_t i = 0; i < m->texts.count; i++) {
        begin(&out, m->texts.items[i].id);
        put_range(&out, &m->texts.items[i], 0, m->texts.items[i].count);
        end(&out);
    }
    for (uint32_t i = 0; i < m->texts.count; i += every) {
        const text *t = &m->texts.items[i];
        const text *second = &m->texts.items[(i + m->texts.count / 2) % m->texts.count];
        if (t->count < LEAST_WORDS || second->count < LEAST_WORDS) continue;
        for (copy_kind kind = EXACT; kind < KINDS; kind++) {
            char id[128];
            snprintf(id, sizeof id, "%s-%s", t->id, names[kind]);
            begin(&out, id);
            put_copy(m, &out, t, second, kind);
            end(&out);
            fprintf(stderr, "%s\t%s\t%s%s%s\n", id, names[kind], t->id, kind == MERGED ? "\t" : "",
                    kind == MERGED ? second->id : "");
        }
    }
    ro_buffer_free(&out);
}

static void make_more(maker *m, uint32_t count) {
    ro_buffer out = {0};
    for (uint32_t i = 0; i < count; i++) {
        const text *t = &m->texts.items[i % m->texts.count];
        char id[64];
        snprintf(id, sizeof id, "%u", i);
        begin(&out, id);
        if (i < m->texts.count)
            put_range(&out, t, 0, t->count);
        else if (i % 3)
            put_edited(m, &out, t, 60);
        else
            put_copy(m, &out, t, t, (copy_kind)(next_random(m) % EDITED_20));
        end(&out);
    }
    ro_buffer_free(&out);
}

int main(int argc, char **argv) {
    maker m = {0};
    if (argc < 3 || atoi(argv[2]) < 1) return 2;
    read_texts(&m);
    read_synonyms(&m);
    if (m.texts.count == 0 || m.arena.oom) return 2;
    if (strcmp(argv[1], "truth") == 0)
        make_truth(&m, (uint32_t)atoi(argv[2]));
    else
        make_more(&m, (uint32_t)atoi(argv[2]));
    ro_arena_free(&m.arena);
    return fflush(stdout) == 0 ? 0 : 2;
}
