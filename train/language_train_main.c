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

enum { MOST_TEACHERS = 4 };

typedef struct options {
    const char *data, *vectors, *out, *save, *teachers[MOST_TEACHERS];
    size_t teacher_count;
    double epochs, keep, seed, rate, dropout, share, headlines, longest_headline, words,
        batch_words;
} options;

typedef struct trainer {
    options o;
    treebank train, dev;
    vectors vectors;
    samples train_samples, dev_samples;
    dictionary dictionary;
    classes classes;
    network net;
    network teachers[MOST_TEACHERS];
    lesson *lesson;
    activations *a;
    random_state random;
    weights *dense[DENSE];
    size_t dense_count;
    uint64_t *touched; /* last step that changed each row of the table */
} trainer;

/* An option with a value: a path or a number. */
typedef struct option {
    const char *name;
    const char **path;
    double *number;
} option;

static bool parse_options(options *o, int argc, char **argv) {
    *o = (options){.epochs = 16,
                   .seed = 1,
                   .rate = 2e-3,
                   .dropout = 0.2,
                   .share = 0.5,
                   .headlines = 0.14,
                   .longest_headline = 16,
                   .words = 100000,
                   .batch_words = 300};
    for (int i = 1; i + 1 < argc; i += 2) {
        if (o->teacher_count == MOST_TEACHERS) return false;
        const option list[] = {{"--data", &o->data, NULL},
                               {"--vectors", &o->vectors, NULL},
                               {"--out", &o->out, NULL},
                               {"--save", &o->save, NULL},
                               {"--teacher", &o->teachers[o->teacher_count], NULL},
                               {"--share", NULL, &o->share},
                               {"--epochs", NULL, &o->epochs},
                               {"--keep", NULL, &o->keep},
                               {"--headlines", NULL, &o->headlines},
                               {"--longest-headline", NULL, &o->longest_headline},
                               {"--seed", NULL, &o->seed},
                               {"--rate", NULL, &o->rate},
                               {"--dropout", NULL, &o->dropout},
                               {"--words", NULL, &o->words},
                               {"--batch", NULL, &o->batch_words}};
        size_t k = 0, count = sizeof list / sizeof *list;
        while (k < count && strcmp(argv[i], list[k].name) != 0) k++;
        if (k == count) return false;
        if (list[k].path)
            *list[k].path = argv[i + 1];
        else
            *list[k].number = atof(argv[i + 1]);
        o->teacher_count += o->teachers[o->teacher_count] != NULL;
    }
    return argc % 2 && o->data && o->vectors && o->out;
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
    sum->begin += one.begin;
    sum->begins += one.begins;
    sum->begins_found += one.begins_found;
    sum->begins_right += one.begins_right;
}

static losses evaluate(trainer *t) {
    static batch b;
    const run_plan plan = {.pass = PASS_EVALUATE};
    losses sum = {0};
    for (uint32_t i = 0; i < t->dev.trees.count;) {
        b.rows = b.sentences = 0;
        while (i < t->dev.trees.count &&
               batch_add(&b, &t->dev_samples, &t->dictionary, &t->classes, i, NULL))
            i++;
        add_losses(&sum, network_run(&t->net, t->a, &b, &plan));
    }
    return sum;
}

static void swap_all(trainer *t) {
    for (size_t i = 0; i < t->dense_count; i++) weights_swap_mean(t->dense[i]);
}

static void step(trainer *t, const batch *b, optimizer *adam) {
    float scale = clipped(t->dense, t->dense_count, 1.0f / (float)b->rows * 20, 40);
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

static losses learn(trainer *t, const batch *b) {
    run_plan teach = {.pass = PASS_TEACH, .lesson = t->lesson};
    run_plan plan = {.pass = PASS_LEARN,
                     .random = &t->random,
                     .dropout = t->o.dropout,
                     .share = (float)t->o.share};
    if (t->o.teacher_count) lesson_clear(t->lesson, b);
    for (size_t i = 0; i < t->o.teacher_count; i++) {
        teach.share = 1.0f / (float)t->o.teacher_count;
        network_run(&t->teachers[i], t->a, b, &teach);
        plan.lesson = t->lesson;
    }
    return network_run(&t->net, t->a, b, &plan);
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
        while (i < n && b.rows < (size_t)t->o.batch_words &&
               batch_add(&b, &t->train_samples, &t->dictionary, &t->classes, order[i], &t->random))
            i++;
        double done = (epoch + (double)i / n) / t->o.epochs;
        adam->rate = t->o.rate * (0.02 + 0.98 * 0.5 * (1 + cos(3.14159265 * done)));
        if (epoch == 0 && done * t->o.epochs < 0.1) adam->rate *= done * t->o.epochs * 10;
        add_losses(&sum, learn(t, &b));
        step(t, &b, adam);
        if (done > 0.5 && adam->step % 4 == 0)
            for (size_t k = 0; k < t->dense_count; k++) weights_average(t->dense[k], 0.98f);
    }
    return sum;
}

/* Write the weights to @p path, or read them where @p read. */
static bool pass_weights(network *net, const char *path, bool read) {
    FILE *file = fopen(path, read ? "rb" : "wb");
    weights *dense[DENSE];
    size_t count;
    bool ok = file != NULL;
    network_dense(net, dense, &count);
    for (size_t i = 0; ok && i <= count; i++) {
        weights *w = i < count ? dense[i] : &net->table;
        size_t n = w->rows * w->columns;
        ok = (read ? fread(w->value, sizeof(float), n, file)
                   : fwrite(w->value, sizeof(float), n, file)) == n;
    }
    if (!ok) perror(path);
    if (file) ok = fclose(file) == 0 && ok;
    return ok;
}

static bool read_teachers(trainer *t) {
    t->lesson = lesson_new();
    bool ok = true;
    for (size_t i = 0; ok && i < t->o.teacher_count; i++) {
        network_init(&t->teachers[i], t->dictionary.rows, &t->random);
        ok = pass_weights(&t->teachers[i], t->o.teachers[i], true);
    }
    return ok;
}

static void free_network(network *net) {
    weights *dense[DENSE];
    size_t count;
    network_dense(net, dense, &count);
    for (size_t i = 0; i < count; i++) weights_free(dense[i]);
    weights_free(&net->table);
}

static void free_trainer(trainer *t) {
    free_network(&t->net);
    for (size_t i = 0; i < t->o.teacher_count; i++) free_network(&t->teachers[i]);
    free(t->lesson);
    dictionary_free(&t->dictionary);
    vectors_free(&t->vectors);
    treebank_free(&t->train);
    treebank_free(&t->dev);
    free(t->touched);
    free(t->a);
}

static bool export(trainer *t, const network *net, const lemma_edits *edits) {
    return export_model(t->o.out, net, &t->dictionary, &t->classes, &t->vectors, edits);
}

static void report(int epoch, const losses *l, const losses *dev) {
    double n = (double)l->words, m = (double)dev->words;
    printf("%2d %5.0fs loss %.3f %.3f %.3f %.4f  train %.2f %.2f, %zu of %zu begins, %zu found"
           " | dev tag %.2f UAS %.2f LAS %.2f\n",
           epoch + 1, seconds(), l->tag / n, l->head / n, l->label / n, l->begin / n,
           100 * (double)l->tags_right / n, 100 * (double)l->heads_right / n, l->begins_right,
           l->begins, l->begins_found, 100 * (double)dev->tags_right / m,
           100 * (double)dev->heads_right / m, 100 * (double)dev->labels_right / m);
    fflush(stdout);
}

/* All epochs; without any the first teacher is written as it is. */
static bool train(trainer *t, const lemma_edits *edits) {
    optimizer adam = {.decay1 = 0.9, .decay2 = 0.98};
    uint32_t *order = zeroed(t->train.trees.count, sizeof *order);
    int epochs = (int)t->o.epochs, keep = (int)t->o.keep;
    bool ok = true;
    for (uint32_t i = 0; i < t->train.trees.count; i++) order[i] = i;
    for (int epoch = 0; ok && epoch < epochs; epoch++) {
        bool last = epoch + 1 == epochs;
        losses l = train_epoch(t, order, epoch, &adam);
        if (last) swap_all(t);
        losses dev = evaluate(t);
        report(epoch, &l, &dev);
        if (last && t->o.save) ok = pass_weights(&t->net, t->o.save, false);
        if (ok && (last || (keep && epoch % keep == keep - 1))) ok = export(t, &t->net, edits);
    }
    free(order);
    if (epochs == 0 && t->o.teacher_count > 0) ok = export(t, &t->teachers[0], edits);
    return ok;
}

static bool read_data(trainer *t) {
    const char *data = t->o.data;
    if (!read_bank(&t->train, data, "EWT/en_ewt-ud-train.conllu", NULL) ||
        !read_bank(&t->train, data, "GUM/en_gum-ud-train.conllu", "GUM/document_licences.tsv") ||
        !read_bank(&t->dev, data, "EWT/en_ewt-ud-dev.conllu", NULL) ||
        !vectors_read(&t->vectors, t->o.vectors, VECTOR, (uint32_t)t->o.words) ||
        !classes_find(&t->classes, &t->train))
        return false;
    t->train_samples =
        (samples){&t->train, &t->vectors, t->o.headlines, (size_t)t->o.longest_headline};
    t->dev_samples = (samples){&t->dev, &t->vectors, 0, 0};
    t->dictionary = dictionary_new(&t->train_samples);
    return true;
}

int main(int argc, char **argv) {
    static trainer t;
    if (!parse_options(&t.o, argc, argv)) {
        fprintf(stderr, "language_train --data UD --vectors JSON --out MODEL [--epochs N] …\n");
        return 2;
    }
    if (!read_data(&t)) return 2;
    t.random.state = (uint64_t)t.o.seed;
    t.a = activations_new();
    t.touched = zeroed(t.dictionary.rows, sizeof *t.touched);
    network_init(&t.net, t.dictionary.rows, &t.random);
    network_dense(&t.net, t.dense, &t.dense_count);
    lemma_edits edits = lemma_edits_learn(&t.train);
    printf("%u trees, %u rows, %u vectors, %u tags, %u labels, %u lemma edits at %u endings\n",
           t.train.trees.count, t.dictionary.rows, t.vectors.count, t.classes.tag_count,
           t.classes.label_count, edits.edit_count, edits.kept);
    fflush(stdout);
    bool ok = read_teachers(&t) && train(&t, &edits);
    lemma_edits_free(&edits);
    free_trainer(&t);
    return ok ? 0 : 2;
}
