/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes through the language floor: every sentence is one tree, every token has a
 * tag, a relation and a lemma of letters. */
#include <string.h>

#include "fuzz.h"
#include "lang/lang.h"

static const ro_lang *language(void) {
    static ro_lang *lang;
    if (!lang && ro_lang_new(READOUT_MODELS, &lang, NULL) != RO_OK) abort();
    return lang;
}

static void check_token(const ro_token *tokens, uint32_t i, uint32_t first, uint32_t end) {
    const ro_token *t = &tokens[i];
    FUZZ_CHECK(t->upos < RO_UPOS_COUNT && *ro_deprel_name(t->deprel));
    FUZZ_CHECK((t->head < 0) == (strcmp(ro_deprel_name(t->deprel), "root") == 0));
    FUZZ_CHECK(t->head < 0 || ((uint32_t)t->head >= first && (uint32_t)t->head < end));
    FUZZ_CHECK(!t->lemma || (*t->lemma && strlen(t->lemma) < 256));
    FUZZ_CHECK(!t->lemma || ro_utf8_valid(t->lemma, strlen(t->lemma)) == strlen(t->lemma));
}

/* Every way up ends at the one root: no way is longer than the sentence. Long sentences
 * are looked at here and there. */
static void check_tree(const ro_token *tokens, uint32_t first, uint32_t end) {
    uint32_t roots = 0, stride = 1 + (end - first) / 64;
    for (uint32_t i = first; i < end; i++) roots += tokens[i].head < 0;
    FUZZ_CHECK(roots == 1);
    for (uint32_t i = first; i < end; i += stride) {
        uint32_t at = i, steps = 0;
        for (; tokens[at].head >= 0; steps++) {
            FUZZ_CHECK(steps < end - first);
            at = (uint32_t)tokens[at].head;
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ro_arena arena = RO_ARENA_INIT;
    ro_token_array tokens = {0};
    ro_sentence_array sentences = {0};
    uint32_t next = 0;
    FUZZ_CHECK(ro_lang_block(language(), &arena, (const char *)data, (ro_span){0, (uint32_t)size},
                             0, NULL, &tokens, &sentences) == RO_OK);
    for (uint32_t i = 0; i < sentences.count; i++) {
        uint32_t first = sentences.items[i].first_token;
        uint32_t end = first + sentences.items[i].token_count;
        FUZZ_CHECK(first == next && end > first && end <= tokens.count);
        for (uint32_t t = first; t < end; t++) check_token(tokens.items, t, first, end);
        check_tree(tokens.items, first, end);
        next = end;
    }
    FUZZ_CHECK(next == tokens.count);
    ro_arena_free(&arena);
    return 0;
}
