/* SPDX-License-Identifier: Apache-2.0 */
/*
 * names_train: train the network of names (names_network.h).
 *
 *     names_train MODEL [--epochs N] [--seed N] [--rate R] [--dropout P] [--feature-dropout P]
 *                 ([--rewrite N] [--times N] [--domain N] CORPUS)… [--dev CORPUS…]
 *
 * The last three hold for the corpora behind them: how many documents are also read in other
 * letters (names_read); how often each is read an epoch; 0 for gold text, 1 for what teachers
 * labelled. Deterministic by its seed.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "names_export.h"
#include "names_samples.h"

enum { MOST_PARTS = 8, BATCH = 600 /* words */, ROWS_LOG2 = 17 };

typedef struct options {
    double epochs, seed, rate, dropout, feature_dropout;
    double rewrite, times, domain; /* of the corpora that follow */
} options;

typedef struct trainer {
    options o;
    names_reader reader;
    names_samples dev;
    names_samples parts[MOST_PARTS]; /* of the training text */
    unsigned times[MOST_PARTS];      /* each is read an epoch */
    unsigned part_count;
    names_network net;
    names_activations *a;
    weights *dense[NAME_DENSE];
    uint64_t *touched; /* step at which a row of the table last changed */
    random_state random;
    optimizer adam;
    bool averaging;
} trainer;

static void die(const char *what) {
    fprintf(stderr, "names_train: %s\n", what);
    exit(2);
}

static bool batch_add(names_batch *b, const names_run *run) {
    if (b->rows + run->count > NAME_ROWS) return false;
    b->start[b->runs] = b->rows;
    b->length[b->runs] = run->count;
    b->domain[b->runs++] = run->domain;
    for (uint32_t i = 0; i < run->count; i++) b->words[b->rows++] = &run->words[i];
    return true;
}

/* ---- scores ---- */

typedef struct score {
    size_t gold, given, right;
} score;

static size_t name_end(const uint8_t *labels, size_t t, size_t end) {
    unsigned inside = labels[t] + 1u;
    size_t e = t + 1;
    while (e < end && labels[e] == inside) e++;
    return e;
}

static bool begins(uint8_t label) {
    return label % 2 && label < RO_LABEL_COUNT;
}

static void count_names(const uint8_t *gold, const uint8_t *best, size_t count, score *sums) {
    for (size_t t = 0; t < count; t++) {
        if (begins(gold[t])) sums[gold[t] / 2].gold++;
        if (!begins(best[t])) continue;
        sums[best[t] / 2].given++;
        if (gold[t] == best[t] && name_end(gold, t, count) == name_end(best, t, count))
            sums[best[t] / 2].right++;
    }
}

static double f1(score s) {
    return s.gold + s.given ? 2.0 * (double)s.right / (double)(s.gold + s.given) : 0;
}

static void score_dev(trainer *t) {
    static names_batch b;
    static uint8_t best[NAME_ROWS];
    score sums[8] = {{0}}, all = {0};
    for (uint32_t i = 0; i < t->dev.runs.count;) {
        uint32_t first = i;
        b.rows = b.runs = 0;
        while (i < t->dev.runs.count && batch_add(&b, &t->dev.runs.items[i])) i++;
        names_decode(&t->net, t->a, &b, best);
        for (size_t r = 0; r < b.runs; r++)
            count_names(t->dev.runs.items[first + r].gold, best + b.start[r], b.length[r], sums);
    }
    static const char *const types[] = {"person", "organization", "place"};
    for (size_t i = 0; i < 3; i++) {
        fprintf(stderr, "  %s %.3f", types[i], f1(sums[i]));
        all.gold += sums[i].gold, all.given += sums[i].given, all.right += sums[i].right;
    }
    fprintf(stderr, "  all P %.3f R %.3f F1 %.4f\n", (double)all.right / (double)(all.given + 1),
            (double)all.right / (double)(all.gold + 1), f1(all));
}

/* ---- learning ---- */

static void swap_all(trainer *t) {
    for (size_t i = 0; i < NAME_DENSE; i++) weights_swap_mean(t->dense[i]);
    weights_swap_mean(&t->net.table);
}

static void step(trainer *t, const names_batch *b) {
    float scale = clipped(t->dense, NAME_DENSE, 1.0f / (float)b->rows * 20, 40);
    t->adam.step++;
    for (size_t i = 0; i < NAME_DENSE; i++)
        adam_step(&t->adam, t->dense[i], 0, t->dense[i]->rows, scale);
    for (size_t r = 0; r < b->rows; r++)
        for (size_t f = 0; f < b->words[r]->feature_count; f++) {
            uint32_t row = b->words[r]->features[f];
            if (t->touched[row] == t->adam.step) continue;
            t->touched[row] = t->adam.step;
            adam_step(&t->adam, &t->net.table, row, row + 1, scale);
        }
}

static const names_run **lay_out(trainer *t, size_t *count) {
    size_t n = 0;
    for (unsigned p = 0; p < t->part_count; p++) n += (size_t)t->times[p] * t->parts[p].runs.count;
    const names_run **all = calloc(n + 1, sizeof *all);
    if (!all) die("no memory");
    *count = 0;
    for (unsigned p = 0; p < t->part_count; p++)
        for (unsigned k = 0; k < t->times[p]; k++)
            for (uint32_t i = 0; i < t->parts[p].runs.count; i++)
                all[(*count)++] = &t->parts[p].runs.items[i];
    return all;
}

static void shuffle(trainer *t, const names_run **all, size_t count) {
    for (size_t i = count; i > 1; i--) {
        size_t j = (size_t)(random_bits(&t->random) % i);
        const names_run *kept = all[i - 1];
        all[i - 1] = all[j];
        all[j] = kept;
    }
}

/* Cosine decay, after a twentieth of the time to warm up. */
static double rate_at(const trainer *t, double done) {
    double rate = t->o.rate * (0.02 + 0.98 * 0.5 * (1 + cos(3.14159265 * done)));
    return done < 0.05 ? rate * done * 20 : rate;
}

/* The table, of which a step changes little, is averaged at every eighth time. */
static void average_all(trainer *t) {
    if (t->adam.step % 8) return;
    float decay = t->averaging ? 0.99f : 0;
    for (size_t k = 0; k < NAME_DENSE; k++) weights_average(t->dense[k], decay);
    if (t->adam.step % 64 == 0 || !t->averaging) weights_average(&t->net.table, decay ? 0.92f : 0);
    t->averaging = true;
}

static void train_epoch(trainer *t, const names_run **all, size_t count, double epoch) {
    static names_batch b;
    double loss = 0;
    size_t words = 0;
    shuffle(t, all, count);
    for (size_t i = 0; i < count;) {
        b.rows = b.runs = 0;
        while (i < count && b.rows < BATCH && batch_add(&b, all[i])) i++;
        double done = (epoch + (double)i / (double)count) / t->o.epochs;
        t->adam.rate = rate_at(t, done);
        loss += names_learn(&t->net, t->a, &b, &t->random, t->o.dropout, t->o.feature_dropout);
        words += b.rows;
        step(t, &b);
        if (done > 0.5) average_all(t);
    }
    fprintf(stderr, "epoch %.0f: loss %.4f a word\n", epoch + 1, loss / (double)words);
}

/* The network is left with its mean weights. */
static void train(trainer *t) {
    size_t count;
    const names_run **all = lay_out(t, &count);
    t->adam = (optimizer){.decay1 = 0.9, .decay2 = 0.98};
    for (double epoch = 0; epoch < t->o.epochs; epoch++) {
        train_epoch(t, all, count, epoch);
        if (t->averaging) swap_all(t);
        score_dev(t);
        if (t->averaging && epoch + 1 < t->o.epochs) swap_all(t);
    }
    free(all);
}

/* ---- the command line ---- */

static double *option(options *o, const char *name) {
    const struct {
        const char *name;
        double *value;
    } known[] = {{"--epochs", &o->epochs},
                 {"--seed", &o->seed},
                 {"--rate", &o->rate},
                 {"--dropout", &o->dropout},
                 {"--feature-dropout", &o->feature_dropout},
                 {"--rewrite", &o->rewrite},
                 {"--times", &o->times},
                 {"--domain", &o->domain}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(name, known[i].name) == 0) return known[i].value;
    return NULL;
}

static void read_corpus(trainer *t, const char *path, bool dev) {
    if (dev) {
        names_read(&t->reader, &t->dev, path, 0, 0);
        return;
    }
    if (t->part_count == MOST_PARTS) die("too many corpora");
    t->times[t->part_count] = (unsigned)t->o.times;
    names_read(&t->reader, &t->parts[t->part_count++], path, (unsigned)t->o.rewrite,
               (uint8_t)t->o.domain);
}

/* Corpora are read as the options before them say. */
static void read_arguments(trainer *t, int argc, char **argv) {
    bool dev = false;
    for (int i = 2; i < argc; i++) {
        double *value = option(&t->o, argv[i]);
        if (strcmp(argv[i], "--dev") == 0)
            dev = true;
        else if (value && i + 1 < argc)
            *value = atof(argv[++i]);
        else if (argv[i][0] == '-')
            die("unknown option");
        else
            read_corpus(t, argv[i], dev);
    }
}

int main(int argc, char **argv) {
    static trainer t = {.o = {.epochs = 2,
                              .times = 1,
                              .seed = 1,
                              .rate = 2e-3,
                              .dropout = 0.25,
                              .feature_dropout = 0.4}};
    if (argc < 3) die("usage: names_train MODEL CORPUS… [--dev CORPUS…]");
    const uint32_t rows = 1u << ROWS_LOG2;
    if (!names_reader_open(&t.reader, rows)) die("no language model");
    read_arguments(&t, argc, argv);
    t.random.state = (uint64_t)t.o.seed;
    names_init(&t.net, rows, &t.random);
    names_dense(&t.net, t.dense);
    t.a = names_activations_new();
    t.touched = zeroed(rows, sizeof *t.touched);
    train(&t);
    bool written = names_export(argv[1], &t.net, ro_lang_model_hash(t.reader.lang));
    names_reader_close(&t.reader);
    return written ? 0 : 2;
}
