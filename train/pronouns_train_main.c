/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pronouns_train: learn the weights of data/en/pronoun_weights.tsv.
 *
 *     pronouns_train MODELS CORPUS [TEST…] > WEIGHTS
 *
 * What the weights give on each TEST is told on standard error.
 * A corpus is a sequence of documents as train/names_corpus.py writes them:
 *
 *     D <bytes of text> <number of mentions>\n <text> \n
 *     (<start> <end> <start of head> <end of head> <cluster>)…
 *
 * The choice of a candidate, or of nobody, is a multinomial logistic regression over its
 * bits, by gradient steps with a penalty on large weights. Since a choice changes the
 * entities that the next one sees, all is read and learned anew several times; the
 * weights are the mean of all rounds but the first.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyse/coreference/pronoun_choice.h"
#include "base/input.h"

enum { ROUNDS = 6, EPOCHS = 40, SCALE = 100 };

/* What every candidate gets beyond what was learned: "they" is answered at lower odds, since half
 * of all "they" mean nobody who was named or described. So it is with nouns, which mean somebody
 * new as a rule. */
static const double lean[RO_PRONOUN_CLASSES] = {0.5, 0.9, 1, 0.6, 0.5, 0.8};

typedef struct gold_mention {
    ro_span span, head;
    uint32_t cluster;
} gold_mention;

/* One pronoun: its candidates' bits, and which are right. */
typedef struct example {
    ro_pronoun_class kind;
    uint32_t count;
    uint64_t bits[RO_PRONOUN_CANDIDATES][RO_PRONOUN_WORDS];
    bool right[RO_PRONOUN_CANDIDATES];
} example;

typedef struct trainer {
    ro_arena arena;
    ro_lang *lang;
    ro_people_rules *rules;
    RO_ARRAY(example) examples;
    RO_ARRAY(gold_mention) gold; /* of the document that is being read */
    double weights[RO_PRONOUN_CLASSES][RO_PRONOUN_BITS];
    double sums[RO_PRONOUN_CLASSES][RO_PRONOUN_BITS]; /* of all rounds but the first */
} trainer;

static void die(const char *what) {
    fprintf(stderr, "pronouns_train: %s\n", what);
    exit(2);
}

/* ---- examples ---- */

/* The cluster of the smallest gold mention that holds a phrase and whose head it holds. */
static uint32_t cluster_of(const trainer *t, const ro_people_scan *scan, uint32_t index) {
    const ro_found *found = &scan->found.items[index];
    ro_span span = {scan->article->tokens.items[found->first].span.start,
                    scan->article->tokens.items[found->end - 1].span.end};
    uint32_t best = RO_NONE, width = UINT32_MAX;
    for (uint32_t i = 0; i < t->gold.count; i++) {
        const gold_mention *g = &t->gold.items[i];
        if (g->span.start > span.start || g->span.end + 1 < span.end) continue;
        if (g->head.start >= span.end || g->head.end <= span.start) continue;
        if (g->span.end - g->span.start >= width) continue;
        width = g->span.end - g->span.start;
        best = g->cluster;
    }
    return best;
}

static void watch(void *watcher, const ro_people_scan *scan, const ro_pronoun_choice *choice) {
    trainer *t = watcher;
    uint32_t wanted = cluster_of(t, scan, choice->pronoun);
    if (wanted == RO_NONE) return;
    example row = {.kind = choice->kind, .count = choice->count};
    for (uint32_t i = 0; i < choice->count; i++) {
        memcpy(row.bits[i], choice->candidates[i].bits, sizeof row.bits[i]);
        row.right[i] = cluster_of(t, scan, choice->candidates[i].found) == wanted;
    }
    if (!RO_APPEND(&t->arena, &t->examples, row)) die("no memory");
}

static const char *read_document(trainer *t, const char *at, const char *end) {
    unsigned long bytes, mentions;
    int used;
    if (sscanf(at, "D %lu %lu\n%n", &bytes, &mentions, &used) != 2) die("not a corpus");
    const char *text = strchr(at, '\n') + 1;
    if (text + bytes + 1 > end) die("a corpus is cut short");
    ro_article *article = ro_article_new();
    article->text = ro_arena_copy(&article->arena, text, bytes);
    article->size = (uint32_t)bytes;
    ro_name_hints hints = ro_name_hints_new(t->rules);
    ro_run_watch runs = ro_name_hints_watch(&hints);
    if (ro_lang_lines(t->lang, &article->arena, article->text, (ro_span){0, article->size}, 0,
                      &runs, &article->tokens, &article->sentences) != RO_OK)
        die("no memory");
    at = text + bytes + 1;
    t->gold.count = 0;
    for (unsigned long i = 0; i < mentions; i++) {
        gold_mention g;
        if (sscanf(at, "%u %u %u %u %u", &g.span.start, &g.span.end, &g.head.start, &g.head.end,
                   &g.cluster) != 5)
            die("not a corpus");
        RO_APPEND(&t->arena, &t->gold, g);
        at = strchr(at, '\n') + 1;
    }
    ro_find_people_watched(t->rules, &hints, article, watch, t);
    ro_arena_free(&hints.scratch);
    ro_article_free(article);
    return at;
}

/* ---- learning ---- */

static bool has(const uint64_t *bits, unsigned bit) {
    return bits[bit / 64] >> bit % 64 & 1;
}

static double score_of(const double *weights, const uint64_t *bits) {
    double score = 0;
    for (unsigned i = 0; i < RO_PRONOUN_BITS; i++)
        if (has(bits, i)) score += weights[i];
    return score;
}

/* One step up the likelihood of the right candidates, or of nobody where none is right. */
static void learn(trainer *t, const example *row, double rate) {
    double *weights = t->weights[row->kind], power[RO_PRONOUN_CANDIDATES];
    double all = 1, right = 0;
    bool any = false;
    for (uint32_t i = 0; i < row->count; i++) {
        power[i] = exp(score_of(weights, row->bits[i]));
        all += power[i];
        if (row->right[i]) right += power[i], any = true;
    }
    for (uint32_t i = 0; i < row->count; i++) {
        double step = (row->right[i] ? power[i] / right : 0) - power[i] / all;
        if (!any) step = -power[i] / all;
        for (unsigned b = 0; b < RO_PRONOUN_BITS; b++)
            if (has(row->bits[i], b)) weights[b] += rate * step;
    }
}

static void learn_all(trainer *t) {
    for (unsigned e = 0; e < EPOCHS; e++) {
        double rate = 0.05 / (1 + e * 0.2);
        for (uint32_t i = 0; i < t->examples.count; i++) learn(t, &t->examples.items[i], rate);
        for (unsigned k = 0; k < RO_PRONOUN_CLASSES; k++)
            for (unsigned b = 0; b < RO_PRONOUN_BITS; b++) t->weights[k][b] *= 0.995;
    }
}

/* "He" is rather somebody who is named: a chain that begins at "the minister" loses his name to
 * all that follows. */
static const double named_lean = 0.4;

static double lean_of(unsigned kind, unsigned bit) {
    if (bit == 0) return lean[kind]; /* holds of every candidate */
    bool named = strcmp(ro_pronoun_bit_name(bit), "named somewhere") == 0;
    return named && kind == RO_PRONOUN_PERSON ? named_lean : 0;
}

static int rounded(const trainer *t, unsigned kind, unsigned bit) {
    double weight = t->weights[kind][bit] + lean_of(kind, bit);
    return (int)lround(weight * SCALE);
}

static void report(const trainer *t) {
    uint32_t all[RO_PRONOUN_CLASSES] = {0}, may[RO_PRONOUN_CLASSES] = {0},
             given[RO_PRONOUN_CLASSES] = {0}, right[RO_PRONOUN_CLASSES] = {0};
    for (uint32_t i = 0; i < t->examples.count; i++) {
        const example *row = &t->examples.items[i];
        double best = 0;
        int chosen = -1;
        bool any = false;
        for (uint32_t c = 0; c < row->count; c++) {
            double score = score_of(t->weights[row->kind], row->bits[c]);
            if (score > best) best = score, chosen = (int)c;
            any |= row->right[c];
        }
        all[row->kind]++;
        may[row->kind] += any;
        given[row->kind] += chosen >= 0;
        right[row->kind] += chosen >= 0 && row->right[chosen];
    }
    for (unsigned k = 0; k < RO_PRONOUN_CLASSES; k++)
        fprintf(stderr, "class %u: %u pronouns, %u with a right candidate, %u given, %u right\n", k,
                all[k], may[k], given[k], right[k]);
}

static void write_weights(const trainer *t) {
    puts("# What speaks for a candidate of a pronoun or a noun: what is so of its newest mention, "
         "of\n"
         "# the entity, or of the pronoun or noun itself, and the weight of that for \"he\" and "
         "\"she\",\n"
         "# for \"they\", for \"it\", and for nouns: \"the firm\", \"the city\", \"the man\". "
         "Whoever "
         "has\n"
         "# the highest sum above zero is meant. Generated by train/names.sh; do not edit.\n"
         "#: evidence text\n#: he_she   integer -9999..9999\n#: they     integer -9999..9999\n"
         "#: it       integer -9999..9999\n#: body     integer -9999..9999\n"
         "#: place    integer -9999..9999\n#: person   integer -9999..9999\n#: unique   evidence");
    for (unsigned b = 0; b < RO_PRONOUN_BITS; b++) {
        printf("%s", ro_pronoun_bit_name(b));
        for (unsigned k = 0; k < RO_PRONOUN_CLASSES; k++) printf("\t%d", rounded(t, k, b));
        putchar('\n');
    }
}

/* How the weights that were written do on another corpus. */
static void test(trainer *t, const char *path) {
    ro_buffer bytes = {0};
    ro_error error = {0};
    for (unsigned k = 0; k < RO_PRONOUN_CLASSES; k++)
        for (unsigned b = 0; b < RO_PRONOUN_BITS; b++)
            t->rules->pronoun_weights[k][b] = (int16_t)rounded(t, k, b);
    if (ro_input_file(path, UINT64_C(1) << 30, &bytes, &error) != RO_OK) die(error.msg);
    t->examples.count = 0;
    for (const char *at = bytes.data, *end = at + bytes.size; at < end;)
        at = read_document(t, at, end);
    fprintf(stderr, "== %s\n", path);
    report(t);
    ro_buffer_free(&bytes);
}

int main(int argc, char **argv) {
    static trainer t;
    if (argc < 3) die("usage: pronouns_train MODELS CORPUS [TEST…] > WEIGHTS");
    if (ro_lang_new(argv[1], &t.lang, NULL) != RO_OK) die("no language model");
    t.rules = ro_people_rules_new(&t.arena);
    if (!t.rules || ro_people_rules_read_model(t.rules, t.lang, &t.arena, argv[1], NULL) != RO_OK)
        die("no model of names");
    ro_buffer bytes = {0};
    ro_error error = {0};
    if (ro_input_file(argv[2], UINT64_C(1) << 30, &bytes, &error) != RO_OK) die(error.msg);
    /* Before anything is learned, the nearest that agrees. */
    memset(t.rules->pronoun_weights, 0, sizeof t.rules->pronoun_weights);
    for (unsigned k = 0; k < RO_PRONOUN_CLASSES; k++) t.rules->pronoun_weights[k][0] = 1;
    for (unsigned round = 0; round < ROUNDS; round++) {
        t.examples.count = 0;
        for (const char *at = bytes.data, *end = at + bytes.size; at < end;)
            at = read_document(&t, at, end);
        memset(t.weights, 0, sizeof t.weights);
        learn_all(&t);
        report(&t);
        for (unsigned k = 0; k < RO_PRONOUN_CLASSES; k++)
            for (unsigned b = 0; b < RO_PRONOUN_BITS; b++) {
                t.rules->pronoun_weights[k][b] = (int16_t)rounded(&t, k, b);
                if (round) t.sums[k][b] += t.weights[k][b];
            }
    }
    for (unsigned k = 0; k < RO_PRONOUN_CLASSES; k++)
        for (unsigned b = 0; b < RO_PRONOUN_BITS; b++)
            t.weights[k][b] = t.sums[k][b] / (ROUNDS - 1);
    write_weights(&t);
    for (int i = 3; i < argc; i++) test(&t, argv[i]);
    ro_buffer_free(&bytes);
    ro_lang_free(t.lang);
    ro_arena_free(&t.arena);
    return 0;
}
