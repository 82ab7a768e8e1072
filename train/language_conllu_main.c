/* SPDX-License-Identifier: Apache-2.0 */
/*
 * language_conllu FILE [MODELS]: write what the language floor makes of a text, as
 * CoNLL-U. Paragraphs of FILE are parted by empty lines.
 */
#include <stdio.h>
#include <time.h>

#include "base/input.h"
#include "lang/lang.h"

static void write_word(const char *text, const ro_token *t, uint32_t index, uint32_t first,
                       bool glued) {
    ro_str form = ro_str_span(text, t->span);
    int head = t->head < 0 ? 0 : (int)((uint32_t)t->head - first + 1);
    printf("%u\t%.*s\t", index - first + 1, (int)form.n, form.p);
    for (size_t i = 0; !t->lemma && i < form.n; i++) putchar(ro_lower(form.p[i]));
    printf("%s\t%s\t_\t%u\t%d\t%s\t_\t%s\n", t->lemma ? t->lemma : "",
           ro_upos_name((ro_upos)t->upos), t->features, head, ro_deprel_name(t->deprel),
           glued ? "SpaceAfter=No" : "_");
}

static void write_sentences(const char *text, const ro_token_array *tokens,
                            const ro_sentence_array *sentences) {
    for (uint32_t i = 0; i < sentences->count; i++) {
        const ro_sentence *s = &sentences->items[i];
        printf("# sent_id = %u\n", i + 1);
        for (uint32_t t = s->first_token; t < s->first_token + s->token_count; t++) {
            bool glued = t + 1 < tokens->count &&
                         tokens->items[t + 1].span.start == tokens->items[t].span.end;
            write_word(text, &tokens->items[t], t, s->first_token, glued);
        }
        printf("\n");
    }
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

int main(int argc, char **argv) {
    ro_error error = {0};
    ro_lang *lang;
    ro_buffer data = {0};
    double start = seconds();
    if (argc < 2 || ro_input_file(argv[1], UINT32_MAX, &data, &error) < 0 ||
        ro_lang_new(argc > 2 ? argv[2] : NULL, &lang, &error) != RO_OK) {
        fprintf(stderr, "language_conllu: %s\n", argc < 2 ? "which file?" : error.msg);
        return 2;
    }
    ro_arena arena = RO_ARENA_INIT;
    ro_token_array tokens = {0};
    ro_sentence_array sentences = {0};
    double loaded = seconds() - start;
    start += loaded;
    uint32_t at = 0, size = (uint32_t)data.size;
    while (at < size) {
        ro_str rest = {data.data + at, size - at};
        size_t gap = ro_str_find(rest, RO_STR("\n\n"));
        uint32_t end = gap == SIZE_MAX ? size : at + (uint32_t)gap;
        ro_span block = ro_span_trim(data.data, (ro_span){at, end});
        if (!ro_span_empty(block) &&
            ro_lang_block(lang, &arena, data.data, block, 0, NULL, &tokens, &sentences) != RO_OK)
            return 2;
        at = end + 2;
    }
    double took = seconds() - start;
    write_sentences(data.data, &tokens, &sentences);
    fprintf(stderr, "%u words, %u sentences, %.0f words/s, loaded in %.1f ms\n", tokens.count,
            sentences.count, tokens.count / (took > 0 ? took : 1e-9), loaded * 1e3);
    ro_arena_free(&arena);
    ro_lang_free(lang);
    ro_buffer_free(&data);
    return 0;
}
