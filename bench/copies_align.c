/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the measurements of copies ask of the library's inside, without reading and
 * analysis: every text is one body part.
 *
 *   copies_align files   lines PATH<tab>PATH: the passages of each pair, a line each:
 *                 "a_start a_end b_start b_end kind score evidence same synonyms replaced",
 *                 in bytes; then an empty line
 *   copies_align texts   lines TEXT<tab>TEXT: how far each two say the same, 0 to 1
 *   copies_align corpus  lines ID<tab>TEXT (" ### " parts paragraphs): one line for each copy:
 *                 "id id kind share share passages"; times on standard error
 *   copies_align family   paths, a line each; an empty line ends a family of versions: their
 *                         places in it, oldest first
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/input.h"
#include "compare/compare_rules.h"
#include "compare/copies/alignment.h"
#include "compare/versions/family.h"
#include "compare/words/likeness.h"

static ro_article *article_of(const char *text, size_t size) {
    ro_article *article = ro_article_new();
    if (!article) return NULL;
    char *copy = ro_arena_copy(&article->arena, text, size);
    if (copy)
        for (char *at = copy; (at = strstr(at, " ### ")) != NULL;) at[2] = '\n';
    article->text = copy;
    article->size = (uint32_t)size;
    ro_part *part = RO_PUSH(&article->arena, &article->parts);
    if (part) *part = (ro_part){{0, article->size}, RO_PART_BODY};
    article->analysed = true;
    return article;
}

typedef struct workbench {
    ro_compare_rules *rules;
    ro_profiler *profiler;
    ro_arena arena;
} workbench;

static ro_profile profile_of(workbench *bench, const ro_article *article) {
    ro_profile profile;
    ro_word *words = RO_ARENA_ARRAY(&bench->arena, ro_word, ro_profile_count(article));
    ro_profile_fill(bench->profiler, article, words, &profile);
    return profile;
}

static ro_article *read_article(const char *path) {
    ro_buffer data = {0};
    if (ro_input_file(path, UINT32_MAX, &data, NULL) != RO_OK) return NULL;
    ro_article *article = article_of(data.data ? data.data : "", data.size);
    ro_buffer_free(&data);
    return article;
}

static void print_passages(workbench *bench, const ro_article *a, const ro_article *b) {
    ro_profile left = profile_of(bench, a), right = profile_of(bench, b);
    ro_aligned_array passages = {0};
    ro_align(bench->rules, &left, &right, &bench->arena, &passages);
    for (uint32_t i = 0; i < passages.count; i++) {
        const ro_aligned *p = &passages.items[i];
        printf("%u %u %u %u %s %.3f %.2f %u %u %u\n", left.words[p->a_first].span.start,
               left.words[p->a_end - 1].span.end, right.words[p->b_first].span.start,
               right.words[p->b_end - 1].span.end, ro_copy_kind_name(p->kind), (double)p->score,
               (double)p->evidence, p->same, p->synonyms, p->replaced);
    }
    puts("");
}

static void run_files(workbench *bench, char *left, char *right) {
    ro_article *a = read_article(left), *b = read_article(right);
    if (a && b)
        print_passages(bench, a, b);
    else
        fprintf(stderr, "cannot read %s or %s\n", left, right);
    ro_article_free(a);
    ro_article_free(b);
    ro_arena_free(&bench->arena);
}

static void print_likeness(workbench *bench, const char *left, const char *right) {
    ro_article *a = article_of(left, strlen(left)), *b = article_of(right, strlen(right));
    ro_profile x = profile_of(bench, a), y = profile_of(bench, b);
    printf("%.4f\n", (double)ro_sentence_likeness(bench->rules, x.words, x.word_count, y.words,
                                                  y.word_count));
    ro_article_free(a);
    ro_article_free(b);
    ro_arena_free(&bench->arena);
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void run_corpus(workbench *bench, ro_article *const *articles, char *const *ids,
                       uint32_t count, unsigned threads) {
    ro_comparison comparison = {.rules = bench->rules, .articles = articles, .count = count};
    comparison.arena = &bench->arena;
    comparison.threads = threads;
    double start = seconds();
    ro_make_profiles(&comparison);
    double profiled = seconds();
    ro_find_copies(&comparison);
    double done = seconds();
    for (uint32_t i = 0; i < comparison.copies.count; i++) {
        const ro_copy *copy = &comparison.copies.items[i];
        printf("%s\t%s\t%s\t%.3f\t%.3f\t%u\n", ids[copy->a], ids[copy->b],
               ro_copy_kind_name(copy->kind), (double)copy->share_of_a, (double)copy->share_of_b,
               copy->passage_count);
    }
    fprintf(stderr, "%u articles: profiles %.2f s, copies %.2f s, %u copies\n", count,
            profiled - start, done - profiled, comparison.copies.count);
}

/* Print the members of one family of versions, oldest first, by their place in it. */
static void run_family(workbench *bench, ro_article *const *articles, uint32_t count) {
    ro_comparison comparison = {.rules = bench->rules, .articles = articles, .count = count};
    uint32_t *members = RO_ARENA_ARRAY(&bench->arena, uint32_t, count);
    comparison.arena = &bench->arena;
    comparison.threads = 1;
    ro_make_profiles(&comparison);
    for (uint32_t i = 0; i < count; i++) members[i] = i;
    ro_order_family(&comparison, members, count, &bench->arena);
    for (uint32_t i = 0; i < count; i++) printf("%u ", members[i]);
    puts("");
    ro_arena_free(&bench->arena);
}

int main(int argc, char **argv) {
    workbench bench = {0};
    char *line = NULL;
    size_t size = 0;
    RO_ARRAY(ro_article *) articles = {0};
    RO_ARRAY(char *) ids = {0};
    ro_arena kept = RO_ARENA_INIT;
    if (argc < 2 || ro_compare_rules_new(&bench.rules, NULL) != RO_OK) return 2;
    bench.profiler = ro_profiler_new(bench.rules);
    if (!bench.profiler) return 2;
    const char *mode = argv[1];
    while (getline(&line, &size, stdin) > 0) {
        line[strcspn(line, "\n")] = 0;
        if (strcmp(mode, "family") == 0) { /* paths; an empty line ends a family */
            if (*line) {
                RO_APPEND(&kept, &articles, read_article(line));
            } else {
                run_family(&bench, articles.items, articles.count);
                articles.count = 0;
            }
            continue;
        }
        char *tab = strchr(line, '\t');
        if (!tab) continue;
        *tab = 0;
        if (strcmp(mode, "files") == 0) {
            run_files(&bench, line, tab + 1);
        } else if (strcmp(mode, "texts") == 0) {
            print_likeness(&bench, line, tab + 1);
        } else if (strcmp(mode, "corpus") == 0) {
            RO_APPEND(&kept, &articles, article_of(tab + 1, strlen(tab + 1)));
            RO_APPEND(&kept, &ids, ro_arena_strdup(&kept, line));
        }
    }
    if (strcmp(mode, "corpus") == 0)
        run_corpus(&bench, articles.items, ids.items, articles.count,
                   argc > 2 ? (unsigned)atoi(argv[2]) : 1);
    return 0;
}
