/* SPDX-License-Identifier: Apache-2.0 */
#include "lang/lang.h"

#include <stdlib.h>

#include "base/error.h"
#include "lang/sentences.h"
#include "lang/tokens.h"

struct ro_lang {
    ro_arena arena;
    ro_token_rules tokens;
    ro_sentence_rules sentences;
};

ro_status ro_lang_new(const char *model_dir, ro_lang **out, ro_error *error) {
    (void)model_dir;
    ro_lang *lang = calloc(1, sizeof *lang);
    if (!lang) return ro_fail_nomem(error);
    if (!ro_token_rules_read(&lang->arena, &lang->tokens) ||
        !ro_sentence_rules_read(&lang->arena, &lang->sentences)) {
        ro_lang_free(lang);
        return ro_fail_nomem(error);
    }
    *out = lang;
    return RO_OK;
}

void ro_lang_free(ro_lang *lang) {
    if (!lang) return;
    ro_arena_free(&lang->arena);
    free(lang);
}

ro_status ro_lang_block(const ro_lang *lang, ro_arena *arena, const char *text, ro_span block,
                        uint32_t part, ro_token_array *tokens, ro_sentence_array *sentences) {
    uint32_t first = tokens->count;
    if (!ro_tokens_find(&lang->tokens, arena, text, block, tokens)) return RO_ERR_NOMEM;
    if (!ro_sentences_find(&lang->sentences, &lang->tokens, arena, text, part, tokens, first,
                           sentences))
        return RO_ERR_NOMEM;
    return RO_OK;
}
