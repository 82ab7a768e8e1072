/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Seconds of processor time of one thread for the steps of keeping one of each, without
 * reading: JSON Lines on standard input, every text is one body part.
 *
 *   dedup_speed            all texts are read, then the steps are timed
 *   dedup_speed SIZE...    articles go by one by one; whenever one of the sizes is reached,
 *                          a line: articles, kept, seconds, bytes held
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "compare/corpus/key_index.h"
#include "compare/corpus/sketches.h"

static ro_article *article_of(const char *text, size_t size) {
    ro_article *article = ro_article_new();
    if (!article) exit(2);
    article->text = ro_arena_copy(&article->arena, text, size);
    article->size = (uint32_t)size;
    ro_part *part = RO_PUSH(&article->arena, &article->parts);
    if (part) *part = (ro_part){{0, article->size}, RO_PART_BODY};
    return article;
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void tell(const char *what, double spent, double bytes) {
    printf("%-44s %7.2f s %7.1f MB/s\n", what, spent, bytes / 1e6 / spent);
}

/* Sketches, their keys, and what meets by them. */
static size_t find_candidates(ro_article *const *articles, uint32_t count) {
    ro_sketcher *sketcher = ro_sketcher_new();
    ro_key_index *index = ro_key_index_new();
    size_t met = 0;
    for (uint32_t i = 0; i < count && sketcher && index; i++) {
        ro_arena arena = RO_ARENA_INIT;
        ro_sketch sketch;
        ro_key_array keys = {0};
        uint32_t others[RO_MOST_OF_KEY];
        ro_sketch_make(sketcher, articles[i], &sketch);
        ro_sketch_keys(&sketch, &arena, &keys);
        for (uint32_t k = 0; k < keys.count; k++)
            met += ro_key_index_find(index, keys.items[k].value, others);
        for (uint32_t k = 0; k < keys.count; k++) ro_key_index_add(index, keys.items[k].value, i);
        ro_arena_free(&arena);
    }
    ro_key_index_free(index);
    ro_sketcher_free(sketcher);
    return met;
}

/* The text of the next line as an article; NULL at the end. */
static ro_article *next_article(char **line, size_t *size) {
    ssize_t got;
    while ((got = getline(line, size, stdin)) > 0) {
        json_t *object = json_loadb(*line, (size_t)got, 0, NULL);
        json_t *value = json_object_get(object, "text");
        ro_article *article = json_is_string(value)
                                  ? article_of(json_string_value(value), json_string_length(value))
                                  : NULL;
        json_decref(object);
        if (article) return article;
    }
    return NULL;
}

static int tell_growth(char **sizes, int count) {
    char *line = NULL;
    size_t size = 0;
    uint32_t articles = 0, kept = 0;
    double spent = 0;
    ro_dedup *dedup;
    ro_article *article;
    if (ro_dedup_new(NULL, &dedup, NULL) != RO_OK) return 2;
    for (int next = 0; next < count && (article = next_article(&line, &size));) {
        double start = seconds();
        ro_status status = ro_dedup_add(dedup, &article, 1, false, NULL);
        spent += seconds() - start;
        ro_article_free(article);
        ro_dedup_verdict verdict;
        if (status != RO_OK || ro_dedup_verdict_of(dedup, articles, &verdict) != RO_OK) return 2;
        kept += verdict.kind == RO_DEDUP_KEPT;
        if (++articles != (uint32_t)atoi(sizes[next])) continue;
        printf("%u %u %.2f %zu\n", articles, kept, spent, ro_dedup_bytes(dedup));
        fflush(stdout);
        next++;
    }
    free(line);
    ro_dedup_free(dedup);
    return 0;
}

static int tell_steps(void) {
    ro_arena arena = RO_ARENA_INIT;
    RO_ARRAY(ro_article *) articles = {0};
    char *line = NULL;
    size_t size = 0;
    double bytes = 0;
    ro_article *article;
    while ((article = next_article(&line, &size))) {
        if (!RO_APPEND(&arena, &articles, article)) return 2;
        bytes += article->size;
    }
    free(line);
    printf("%u articles, %.1f MB of text\n", articles.count, bytes / 1e6);
    double start = seconds();
    size_t met = find_candidates(articles.items, articles.count);
    tell("signatures and candidates", seconds() - start, bytes);
    ro_dedup *dedup;
    if (ro_dedup_new(NULL, &dedup, NULL) != RO_OK) return 2;
    start = seconds();
    ro_dedup_add(dedup, articles.items, articles.count, false, NULL);
    tell("all of it, with alignment and verdicts", seconds() - start, bytes);
    printf("%zu meetings by key; %zu bytes held, %.0f an article\n", met, ro_dedup_bytes(dedup),
           (double)ro_dedup_bytes(dedup) / articles.count);
    ro_dedup_free(dedup);
    for (uint32_t i = 0; i < articles.count; i++) ro_article_free(articles.items[i]);
    ro_arena_free(&arena);
    return 0;
}

int main(int argc, char **argv) {
    return argc > 1 ? tell_growth(argv + 1, argc - 1) : tell_steps();
}
