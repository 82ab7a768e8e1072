/* SPDX-License-Identifier: Apache-2.0 */
/*
 * language_speed FILE [ROUNDS]: speed of the language floor alone and with the names and
 * who is meant, in words per second of processor time of one thread; time to load; and
 * memory that a thread needs beside the models. Paragraphs of FILE are parted by empty
 * lines; about WORDS words of them make an article. The best of ROUNDS is printed.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "analyse/analyse.h"
#include "analyse/people/people_rules.h"
#include "base/input.h"
#include "lang/common/model_folder.h"
#include "lang/common/network.h"

enum { ARTICLE_BYTES = 4000 };

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

typedef struct tally {
    size_t words, sentences, most_bytes;
    double language, names;
} tally;

/* The paragraphs from byte @p at on that make an article; *end receives where it ends. */
static void read_article(const ro_lang *lang, const ro_run_watch *watch, const ro_buffer *text,
                         uint32_t at, uint32_t *end, ro_article *article) {
    uint32_t size = (uint32_t)text->size, start = at;
    article->text = text->data;
    article->size = size;
    while (at < size && at - start < ARTICLE_BYTES) {
        ro_str rest = {text->data + at, size - at};
        size_t gap = ro_str_find(rest, RO_STR("\n\n"));
        uint32_t stop = gap == SIZE_MAX ? size : at + (uint32_t)gap;
        ro_span block = ro_span_trim(text->data, (ro_span){at, stop});
        if (!ro_span_empty(block) &&
            ro_lang_block(lang, &article->arena, text->data, block, 0, watch, &article->tokens,
                          &article->sentences) != RO_OK)
            exit(2);
        at = stop + 2;
    }
    ro_part part = {.span = {start, at < size ? at : size}, .role = RO_PART_BODY};
    if (!RO_APPEND(&article->arena, &article->parts, part)) exit(2);
    *end = at;
}

/* Analyse an article twice: its language alone, then with its names; return its end. */
static uint32_t run_article(const ro_lang *lang, const ro_people_rules *rules,
                            const ro_buffer *text, uint32_t at, tally *sum) {
    ro_article *parsed = ro_article_new(), *article = ro_article_new();
    if (!parsed || !article) exit(2);
    uint32_t end;
    double began = seconds();
    read_article(lang, NULL, text, at, &end, parsed);
    sum->language += seconds() - began;
    ro_article_free(parsed);
    began = seconds();
    ro_name_hints hints = ro_name_hints_new(rules);
    ro_run_watch watch = ro_name_hints_watch(&hints);
    read_article(lang, &watch, text, at, &end, article);
    ro_find_people(rules, &hints, article);
    sum->names += seconds() - began;
    ro_arena_free(&hints.scratch);
    sum->words += article->tokens.count;
    sum->sentences += article->sentences.count;
    if (article->arena.total > sum->most_bytes) sum->most_bytes = article->arena.total;
    ro_article_free(article);
    return end;
}

static double load_time(int rounds) {
    double best = 1e9;
    for (int i = 0; i < rounds; i++) {
        ro_lang *lang;
        double start = seconds();
        if (ro_lang_new(NULL, &lang, NULL) != RO_OK) exit(2);
        double took = seconds() - start;
        if (took < best) best = took;
        ro_lang_free(lang);
    }
    return best;
}

/* Bytes for the longest run that is analysed at once. */
static size_t room_bytes(size_t *laid_out) {
    ro_model model = {0};
    ro_arena weights = RO_ARENA_INIT, arena = RO_ARENA_INIT;
    ro_network_room room;
    char folder[PATH_MAX];
    if (ro_model_folder(NULL, folder, sizeof folder, NULL) != RO_OK ||
        ro_model_open(folder, &weights, &model, NULL) != RO_OK ||
        !ro_network_make_room(&model, &arena, RO_NETWORK_WORDS, &room))
        exit(2);
    size_t bytes = arena.total;
    *laid_out = weights.total;
    ro_arena_free(&arena);
    ro_arena_free(&weights);
    ro_model_close(&model);
    return bytes;
}

int main(int argc, char **argv) {
    ro_error error = {0};
    ro_buffer text = {0};
    ro_lang *lang;
    ro_arena arena = RO_ARENA_INIT;
    ro_people_rules *rules = ro_people_rules_new(&arena);
    int rounds = argc > 2 ? atoi(argv[2]) : 5;
    if (argc < 2 || ro_input_file(argv[1], UINT32_MAX, &text, &error) < 0 || !rules ||
        ro_lang_new(NULL, &lang, &error) != RO_OK ||
        ro_people_rules_read_model(rules, lang, &arena, NULL, &error) != RO_OK) {
        fprintf(stderr, "language_speed: %s\n", argc < 2 ? "which file?" : error.msg);
        return 2;
    }
    double language = 1e9, names = 1e9;
    tally sum = {0};
    for (int i = 0; i < rounds; i++) {
        sum = (tally){0};
        for (uint32_t at = 0; at < text.size;) at = run_article(lang, rules, &text, at, &sum);
        if (sum.language < language) language = sum.language;
        if (sum.names < names) names = sum.names;
    }
    size_t laid_out, bytes = room_bytes(&laid_out);
    double words = (double)sum.words;
    printf("%zu words in %zu sentences, best of %d rounds, one thread\n", sum.words, sum.sentences,
           rounds);
    printf("tokens to parse: %.0f words/s of processor time\n", words / language);
    printf("tokens to names and who is meant: %.0f words/s\n", words / names);
    printf("loading the language floor: %.1f ms, %.1f MB laid out for the processor\n",
           load_time(rounds) * 1e3, (double)laid_out / 1e6);
    printf("a thread: %.2f MB for the longest run, %.2f MB for the largest article\n",
           (double)bytes / 1e6, (double)sum.most_bytes / 1e6);
    ro_lang_free(lang);
    ro_arena_free(&arena);
    ro_buffer_free(&text);
    return 0;
}
