/* SPDX-License-Identifier: Apache-2.0 */
/** Tokens to sentences. */
#ifndef RO_LANG_EN_SENTENCES_H
#define RO_LANG_EN_SENTENCES_H

#include "lang/en/tokens.h"

typedef struct ro_sentence_rules {
    ro_lexicon starters; /* words that begin a sentence behind an abbreviation */
} ro_sentence_rules;

/** Fill @p rules from the tables of data/; false where out of memory. */
bool ro_sentence_rules_read(ro_arena *arena, ro_sentence_rules *rules);

/** Append the sentences that the tokens from @p first on make up. Every token is in
 *  exactly one. False where out of memory. */
bool ro_sentences_find(const ro_sentence_rules *rules, const ro_token_rules *token_rules,
                       ro_arena *arena, const char *text, uint32_t part,
                       const ro_token_array *tokens, uint32_t first, ro_sentence_array *sentences);

#endif
