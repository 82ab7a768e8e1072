/* SPDX-License-Identifier: Apache-2.0 */
/**
 * English: text to sentences and tokens with tags, lemmas, features and a parse.
 *
 * This floor knows text and nothing of articles: it is handed the spans that are
 * to be analysed and appends what it finds to two arrays.
 */
#ifndef RO_LANG_H
#define RO_LANG_H

#include "base/array.h"
#include "base/text.h"
#include "readout.h"

typedef struct ro_lang ro_lang; /* word lists and models; immutable once built */

ro_status ro_lang_new(const char *model_dir, ro_lang **lang, ro_error *error);
void ro_lang_free(ro_lang *lang);

/** Where the results go; the layout is that of ro_article's arrays. */
typedef RO_ARRAY(ro_token) ro_token_array;
typedef RO_ARRAY(ro_sentence) ro_sentence_array;

/**
 * Analyse one block of text: a paragraph, a headline. Blocks must come in order.
 * Sentences and tokens of the block are appended; the tokens tile it but for white
 * space. Linear in the size of the block; no recursion on input.
 * @param part  stored in each sentence.
 * @return RO_OK or RO_ERR_NOMEM.
 */
ro_status ro_lang_block(const ro_lang *lang, ro_arena *arena, const char *text, ro_span block,
                        uint32_t part, ro_token_array *tokens, ro_sentence_array *sentences);

#endif
