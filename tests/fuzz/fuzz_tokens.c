/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes to tokens and sentences: the tokens tile the text but for white space, the
 * sentences tile the tokens. */
#include "base/text.h"
#include "fuzz.h"
#include "lang/en/sentences.h"
#include "lang/en/tokens.h"

typedef struct rules {
    ro_arena arena;
    ro_token_rules tokens;
    ro_sentence_rules sentences;
} rules;

static const rules *all_rules(void) {
    static rules r;
    static bool read;
    if (!read && (!ro_token_rules_read(&r.arena, &r.tokens) ||
                  !ro_sentence_rules_read(&r.arena, &r.sentences)))
        abort();
    read = true;
    return &r;
}

static void check_space(const char *text, uint32_t at, uint32_t end) {
    while (at < end) {
        unsigned length;
        FUZZ_CHECK(ro_code_is_space(ro_utf8_decode(text + at, text + end, &length)));
        at += length;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const rules *r = all_rules();
    const char *text = (const char *)data;
    ro_arena arena = RO_ARENA_INIT;
    ro_token_array tokens = {0};
    ro_sentence_array sentences = {0};
    uint32_t at = 0, next = 0, end = (uint32_t)size;
    FUZZ_CHECK(ro_tokens_find(&r->tokens, &arena, text, (ro_span){0, end}, &tokens));
    FUZZ_CHECK(
        ro_sentences_find(&r->sentences, &r->tokens, &arena, text, 0, &tokens, 0, &sentences));
    for (uint32_t i = 0; i < tokens.count; i++) {
        FUZZ_CHECK(tokens.items[i].span.start >= at);
        FUZZ_CHECK(tokens.items[i].span.end > tokens.items[i].span.start);
        check_space(text, at, tokens.items[i].span.start);
        at = tokens.items[i].span.end;
    }
    FUZZ_CHECK(at <= end);
    check_space(text, at, end);
    for (uint32_t i = 0; i < sentences.count; i++) {
        FUZZ_CHECK(sentences.items[i].first_token == next && sentences.items[i].token_count > 0);
        next += sentences.items[i].token_count;
    }
    FUZZ_CHECK(next == tokens.count);
    ro_arena_free(&arena);
    return 0;
}
