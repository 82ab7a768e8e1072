/* SPDX-License-Identifier: Apache-2.0 */
/*
 * language_train: train the language model from treebanks and word vectors.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "export.h"
#include "samples.h"

typedef struct options {
    const char *data, *vectors, *out;
    int epochs, keep;
    uint64_t seed;
    double rate, dropout;
    uint32_t words, batch_words;
} options;

typedef struct trainer {
    options o;
    treebank train, dev;
    vectors vectors;
    samples train_samples, dev_samples;
    dictionary dictionary;
    classes classes;
    network net;
    activations *a;
    random_state random;
    weights *dense[DENSE];
    size_t dense_count;
    uint64_t *touched; /* last step that changed each row of the table */
} trainer;

static bool parse_options(options *o, int argc, char **argv) {
    *o = (options){
        .epochs = 14, .seed = 1, .rate = 2e-3, .dropout = 0.25, .words = 40000, .batch_words = 400};
    for (int i = 1; i + 1 < argc; i += 2) {
        const char *name = argv[i], *value = argv[i + 1];
        if (!strcmp(name, "--data"))
            o->data = value;
        else if (!strcmp(name, "--vectors"))
            o->vectors = value;
        else if (!strcmp(name, "--out"))
            o->out = value;
        else if (!strcmp(name, "--epochs"))
            o->epochs = atoi(value);
        else if (!strcmp(name, "--keep"))
            o->keep = atoi(value);
        else if (!strcmp(name, "--seed"))
            o->seed = strtoull(value, NULL, 10);
        else if (!strcmp(name, "--rate"))
            o->rate = atof(value);
        else if (!strcmp(name, "--dropout"))
            o->dropout = atof(value);
        else if (!strcmp(name, "--words"))
            o->words = (uint32_t)atoi(value);
        else if (!strcmp(name, "--batch"))
            o->batch_words = (uint32_t)atoi(value);
        else
            return false;
    }
    return o->data && o->vectors && o->out;
}

static bool read_bank(treebank *bank, const char *data, const char *name, const char *licences) {
    char path[4096], rows[4096];
    snprintf(path, sizeof path, "%s/%s", data, name);
    snprintf(rows, sizeof rows, "%s/%s", data, licences ? licences : "");
    return treebank_read(bank, path, licences ? rows : NULL);
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void add_losses(losses *sum, losses one) {
    sum->tag += one.tag;
    sum->head += one.head;
    sum->label += one.label;
    sum->words += one.words;
    sum->tags_right += one.tags_right;
    sum->heads_right += one.heads_right;
    sum->labels_right += one.labels_right;
}

static losses evaluate(trainer *t) {
    static batch b;
    static int32_t heads[MOST_ROWS];
    static uint8_t tags[MOST_ROWS], labels[MOST_ROWS];
    losses sum = {0};
    for (uint32_t i = 0; i < t->dev.trees.count;) {
        b.rows = b.sentences = 0;
        while (i < t->dev.trees.count &&
               batch_add(&b, &t->dev_samples, &t->dictionary, &t->classes, i, NULL))
            i++;
        add_losses(&sum, network_run(&t->net, t->a, &b, NULL, 0, heads, tags, labels));
    }
    return sum;
}

/* The mean of the weights over the last steps generalises better than the last
 * weights. Source: Polyak and Juditsky 1992 */
static void average(weights *w, float decay) {
    for (size_t i = 0; i < w->rows * w->columns; i++)
        w->mean[i] += (1 - decay) * (w->value[i] - w->mean[i]);
}

static void swap_mean(weights *w) {
    float *value = w->value;
    w->value = w->mean;
    w->mean = value;
}

static void swap_all(trainer *t) {
    for (size_t i = 0; i < t->dense_count; i++) swap_mean(t->dense[i]);
}

static void step(trainer *t, const batch *b, optimizer *adam) {
    double norm = 0;
    float scale = 1.0f / (float)b->rows * 20;
    for (size_t i = 0; i < t->dense_count; i++)
        for (size_t k = 0; k < t->dense[i]->rows * t->dense[i]->columns; k++) {
            double g = (double)(t->dense[i]->gradient[k] * scale);
            norm += g * g;
        }
    norm = sqrt(norm);
    if (norm > 40) scale *= (float)(40 / norm);
    adam->step++;
    for (size_t i = 0; i < t->dense_count; i++)
        adam_step(adam, t->dense[i], 0, t->dense[i]->rows, scale);
    for (size_t r = 0; r < b->rows; r++)
        for (int k = 0; k < RO_WORD_KEYS; k++) {
            uint32_t row = b->keys[r][k];
            if (!row || t->touched[row] == adam->step) continue;
            t->touched[row] = adam->step;
            adam_step(adam, &t->net.table, row, row + 1, scale);
        }
}

static losses train_epoch(trainer *t, uint32_t *order, int epoch, optimizer *adam) {
    static batch b;
    losses sum = {0};
    uint32_t n = t->train.trees.count;
    for (uint32_t i = n; i > 1; i--) {
        uint32_t k = random_below(&t->random, i), x = order[k];
        order[k] = order[i - 1];
        order[i - 1] = x;
    }
    for (uint32_t i = 0; i < n;) {
        b.rows = b.sentences = 0;
        while (i < n && b.rows < t->o.batch_words &&
               batch_add(&b, &t->train_samples, &t->dictionary, &t->classes, order[i], &t->random))
            i++;
        double done = (epoch + (double)i / n) / t->o.epochs;
        adam->rate = t->o.rate * (0.02 + 0.98 * 0.5 * (1 + cos(3.14159265 * done)));
        if (epoch == 0 && done * t->o.epochs < 0.1) adam->rate *= done * t->o.epochs * 10;
        add_losses(&sum,
                   network_run(&t->net, t->a, &b, &t->random, t->o.dropout, NULL, NULL, NULL));
        step(t, &b, adam);
        if (done > 0.5 && adam->step % 4 == 0)
            for (size_t k = 0; k < t->dense_count; k++) average(t->dense[k], 0.98f);
    }
    return sum;
}

static void free_trainer(trainer *t) {
    for (size_t i = 0; i < t->dense_count; i++) weights_free(t->dense[i]);
    weights_free(&t->net.table);
    dictionary_free(&t->dictionary);
    samples_free(&t->train_samples);
    samples_free(&t->dev_samples);
    vectors_free(&t->vectors);
    treebank_free(&t->train);
    treebank_free(&t->dev);
    free(t->touched);
    free(t->a);
}

int main(int argc, char **argv) {
    static trainer t;
    if (!parse_options(&t.o, argc, argv)) {
        fprintf(stderr, "language_train --data UD --vectors JSON --out MODEL [--epochs N]\n");
        return 2;
    }
    if (!read_bank(&t.train, t.o.data, "EWT/en_ewt-ud-train.conllu", NULL) ||
        !read_bank(&t.train, t.o.data, "GUM/en_gum-ud-train.conllu", "GUM/document_licences.tsv") ||
        !read_bank(&t.dev, t.o.data, "EWT/en_ewt-ud-dev.conllu", NULL) ||
        !vectors_read(&t.vectors, t.o.vectors, VECTOR, t.o.words))
        return 2;
    t.random.state = t.o.seed;
    t.train_samples = samples_new(&t.train, &t.vectors);
    t.dev_samples = samples_new(&t.dev, &t.vectors);
    t.dictionary = dictionary_new(&t.train_samples);
    if (!classes_find(&t.classes, &t.train)) return 2;
    t.a = activations_new();
    t.touched = zeroed(t.dictionary.rows, sizeof *t.touched);
    network_init(&t.net, t.dictionary.rows, &t.random);
    network_dense(&t.net, t.dense, &t.dense_count);
    printf("%u trees, %u rows, %u vectors, %u tags, %u labels\n", t.train.trees.count,
           t.dictionary.rows, t.vectors.count, t.classes.tag_count, t.classes.label_count);
    fflush(stdout);
    uint32_t *order = zeroed(t.train.trees.count, sizeof *order);
    for (uint32_t i = 0; i < t.train.trees.count; i++) order[i] = i;
    lemma_edits edits = lemma_edits_learn(&t.train);
    printf("%u lemma edits at %u endings\n", edits.edit_count, edits.kept);
    fflush(stdout);
    optimizer adam = {.decay1 = 0.9, .decay2 = 0.98};
    for (int epoch = 0; epoch < t.o.epochs; epoch++) {
        losses l = train_epoch(&t, order, epoch, &adam);
        bool mean = epoch + 1 == t.o.epochs;
        if (mean) swap_all(&t);
        losses d = evaluate(&t);
        double n = (double)l.words, m = (double)d.words;
        printf("%2d %5.0fs loss %.3f %.3f %.3f  train %.2f %.2f | dev tag %.2f UAS %.2f LAS %.2f\n",
               epoch + 1, seconds(), l.tag / n, l.head / n, l.label / n,
               100 * (double)l.tags_right / n, 100 * (double)l.heads_right / n,
               100 * (double)d.tags_right / m, 100 * (double)d.heads_right / m,
               100 * (double)d.labels_right / m);
        fflush(stdout);
        bool last = epoch + 1 == t.o.epochs;
        if ((last || (t.o.keep && epoch % t.o.keep == t.o.keep - 1)) &&
            !export_model(t.o.out, &t.net, &t.dictionary, &t.classes, &t.vectors, &edits))
            return 2;
    }
    lemma_edits_free(&edits);
    free_trainer(&t);
    free(order);
    return 0;
}
