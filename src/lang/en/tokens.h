/* SPDX-License-Identifier: Apache-2.0 */
/** Text to tokens, and tokens to sentences: the rules that need no model. */
#ifndef RO_LANG_EN_TOKENS_H
#define RO_LANG_EN_TOKENS_H

#include "base/lexicon.h"
#include "lang/lang.h"

/** What the stop of an abbreviation means: the kinds of data/en/abbreviations.tsv. */
typedef enum ro_abbreviation {
    RO_ABBREVIATION_MAY,
    RO_ABBREVIATION_TITLE,
    RO_ABBREVIATION_NUMBER,
    RO_ABBREVIATION_INNER
} ro_abbreviation;

/** The word lists of tokenisation; immutable once built. */
typedef struct ro_token_rules {
    ro_lexicon abbreviations; /* value: a ro_abbreviation */
    ro_lexicon before, after; /* affixes that keep their hyphen */
    ro_lexicon parts;         /* value: bytes of the first of two words */
    ro_lexicon units;
    ro_lexicon emoticons;
} ro_token_rules;

/** Fill @p rules from the tables of data/; false where out of memory. */
bool ro_token_rules_read(ro_arena *arena, ro_token_rules *rules);

/** Append the tokens of @p block; false where out of memory. */
bool ro_tokens_find(const ro_token_rules *rules, ro_arena *arena, const char *text, ro_span block,
                    ro_token_array *tokens);

#endif
