/* SPDX-License-Identifier: Apache-2.0 */
#include "lang/lang.h"

#include <stdlib.h>

#include "base/error.h"

struct ro_lang {
    ro_arena arena;
};

ro_status ro_lang_new(const char *model_dir, ro_lang **out, ro_error *error) {
    (void)model_dir;
    ro_lang *lang = calloc(1, sizeof *lang);
    if (!lang) return ro_fail_nomem(error);
    *out = lang;
    return RO_OK;
}

void ro_lang_free(ro_lang *lang) {
    if (!lang) return;
    ro_arena_free(&lang->arena);
    free(lang);
}

/* Placeholder until the tokenizer lands: words and single marks, a sentence a stop. */
ro_status ro_lang_block(const ro_lang *lang, ro_arena *arena, const char *text, ro_span block,
                        uint32_t part, ro_token_array *tokens, ro_sentence_array *sentences) {
    (void)lang;
    uint32_t at = block.start, first = tokens->count;
    while (at < block.end) {
        if (ro_is_space((unsigned char)text[at])) {
            at++;
            continue;
        }
        uint32_t start = at;
        unsigned length;
        bool word = ro_code_is_word(ro_utf8_decode(text + at, text + block.end, &length));
        at += length;
        while (word && at < block.end &&
               ro_code_is_word(ro_utf8_decode(text + at, text + block.end, &length)))
            at += length;
        ro_token *token = RO_PUSH(arena, tokens);
        if (!token) return RO_ERR_NOMEM;
        *token = (ro_token){.span = {start, at}, .head = -1};
        bool stop = !word && (text[start] == '.' || text[start] == '?' || text[start] == '!') &&
                    (at == block.end || text[at] == ' ');
        if (stop || at >= block.end) {
            ro_sentence *sentence = RO_PUSH(arena, sentences);
            if (!sentence) return RO_ERR_NOMEM;
            *sentence = (ro_sentence){
                {tokens->items[first].span.start, at}, first, tokens->count - first, part};
            first = tokens->count;
        }
    }
    return RO_OK;
}
