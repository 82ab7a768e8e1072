/* SPDX-License-Identifier: Apache-2.0 */
/**
 * English: text to sentences and tokens with tags, lemmas, features and a parse.
 *
 * This floor knows text and nothing of articles: it is handed the spans that are
 * to be analysed and appends what it finds to two arrays.
 */
#ifndef RO_LANG_LANG_H
#define RO_LANG_LANG_H

#include "base/array.h"
#include "base/text.h"
#include "readout.h"

typedef struct ro_lang ro_lang; /* word lists and models; immutable once built */

/**
 * Read the word lists and map the model.
 * @param model_dir  folder of the model; NULL: see ro_model_folder.
 * @return RO_OK, RO_ERR_IO (no model there), RO_ERR_INPUT (it is damaged or not one)
 *         or RO_ERR_NOMEM.
 */
ro_status ro_lang_new(const char *model_dir, ro_lang **lang, ro_error *error);
void ro_lang_free(ro_lang *lang);

/** The relation of this name, such as "nsubj", or 0: resolve names once, at engine
 *  build, and compare ro_token.deprel with the result. */
uint8_t ro_deprel_find(ro_str name);

/** What the network made of a run of words, a row each, for what stands on it. */
typedef struct ro_run_read {
    const int8_t *words;    /* each by itself; rows of word_width, in units of 1/32 */
    const int8_t *gathered; /* each in its run; rows of gathered_width */
    uint32_t word_width, gathered_width;
    uint32_t first, count; /* its tokens */
} ro_run_read;

/** Which model it is (XXH3 of its weights), and word_width + gathered_width of its runs: what
 *  stands on it holds for these weights alone. */
uint64_t ro_lang_model_hash(const ro_lang *lang);
uint32_t ro_lang_run_width(const ro_lang *lang);

/** Told of every run, in the order of the text; NULL: nobody is. */
typedef struct ro_run_watch {
    void (*see)(void *watcher, const ro_run_read *run);
    void *watcher;
} ro_run_watch;

/** Where the results go; the layout is that of ro_article's arrays. */
typedef RO_ARRAY(ro_token) ro_token_array;
typedef RO_ARRAY(ro_sentence) ro_sentence_array;

/**
 * Analyse one block of text: a paragraph, a headline. Blocks must come in order.
 * Sentences and tokens of the block are appended. Linear in the size of the block;
 * no recursion on input. What holds for any bytes:
 *
 * - The tokens ascend and tile the block but for white space; a contraction is cut
 *   into its words ("do" "n't"), each with its own span.
 * - Every token is in exactly one sentence, every sentence in the block.
 * - Every token has a tag and a relation. The heads of a sentence make one tree: one
 *   token has head -1 and relation "root", every other token's head is an index into
 *   @p tokens of the same sentence.
 * - `lemma` is NULL where it is the form with A to Z in lower case; else it lives in
 *   @p arena. Names keep their capitals.
 *
 * Tags, relations and features follow the English treebanks of Universal Dependencies
 * 2: in "was told" the participle has PARTICIPLE, PAST and PASSIVE, and its subject is
 * "nsubj:pass"; a finite verb has PAST or PRESENT without PARTICIPLE; FIRST, SECOND and
 * THIRD are of pronouns and finite verbs; GERUND is the -ing form used as a noun.
 * @param part   stored in each sentence.
 * @param watch  may be NULL.
 * @return RO_OK or RO_ERR_NOMEM.
 */
ro_status ro_lang_block(const ro_lang *lang, ro_arena *arena, const char *text, ro_span block,
                        uint32_t part, const ro_run_watch *watch, ro_token_array *tokens,
                        ro_sentence_array *sentences);

/** Analyse @p span of a text whose blocks are its lines; as ro_lang_block. */
ro_status ro_lang_lines(const ro_lang *lang, ro_arena *arena, const char *text, ro_span span,
                        uint32_t part, const ro_run_watch *watch, ro_token_array *tokens,
                        ro_sentence_array *sentences);

#endif
