/* SPDX-License-Identifier: Apache-2.0 */
#include "lang/lang.h"

#include <limits.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/table.h"
#include "lang/common/model.h"
#include "lang/common/model_folder.h"
#include "lang/common/network.h"
#include "lang/en/agreement.h"
#include "lang/en/lemmas.h"
#include "lang/en/sentences.h"
#include "lang/en/tokens.h"

struct ro_lang {
    ro_arena arena;
    ro_token_rules tokens;
    ro_sentence_rules sentences;
    ro_lemma_rules lemmas;
    ro_agreement_rules agreement;
    ro_model model;
    uint8_t parataxis; /* relation between the runs of a sentence that was cut */
};

ro_status ro_lang_new(const char *model_dir, ro_lang **out, ro_error *error) {
    ro_lang *lang = calloc(1, sizeof *lang);
    if (!lang) return ro_fail_nomem(error);
    ro_status status = RO_OK;
    if (!ro_token_rules_read(&lang->arena, &lang->tokens) ||
        !ro_sentence_rules_read(&lang->arena, &lang->sentences) ||
        !ro_lemma_rules_read(&lang->arena, &lang->lemmas))
        status = ro_table_fail(&lang->arena, error);
    char folder[PATH_MAX];
    if (status == RO_OK) status = ro_model_folder(model_dir, folder, sizeof folder, error);
    if (status == RO_OK) status = ro_model_open(folder, &lang->arena, &lang->model, error);
    if (status != RO_OK) {
        ro_lang_free(lang);
        return status;
    }
    lang->agreement = ro_agreement_rules_find();
    lang->parataxis = ro_deprel_find(RO_STR("parataxis"));
    *out = lang;
    return RO_OK;
}

void ro_lang_free(ro_lang *lang) {
    if (!lang) return;
    ro_model_close(&lang->model);
    ro_arena_free(&lang->arena);
    free(lang);
}

uint64_t ro_lang_model_hash(const ro_lang *lang) {
    return lang->model.header->checksum;
}

uint32_t ro_lang_run_width(const ro_lang *lang) {
    return lang->model.header->input + 2 * lang->model.header->hidden;
}

/* What the analysis of one block works with; `scratch` dies with the block. */
typedef struct block_work {
    const ro_lang *lang;
    const ro_run_watch *watch;
    ro_arena *arena;
    const char *text;
    ro_arena scratch;
    ro_token_array *tokens;
    ro_sentence_array marked; /* sentences by their marks */
    ro_sentence_array *sentences;
    ro_network_room room;
    ro_network_word *found;
    ro_str *words;
    bool *apart;  /* whether white space is before each of them */
    char *lemmas; /* rest of the memory for lemmas */
    size_t lemmas_left;
    size_t lemmas_chunk;
} block_work;

static const char *keep_lemma(block_work *work, const char *lemma, size_t size) {
    if (work->lemmas_left <= size) {
        work->lemmas = ro_arena_alloc(work->arena, work->lemmas_chunk);
        work->lemmas_left = work->lemmas ? work->lemmas_chunk : 0;
        if (!work->lemmas) return NULL;
    }
    char *kept = work->lemmas;
    memcpy(kept, lemma, size);
    kept[size] = '\0';
    work->lemmas += size + 1;
    work->lemmas_left -= size + 1;
    return kept;
}

/* Write what was found of the run of tokens that begins at @p first. */
static void fill_tokens(block_work *work, ro_token *tokens, uint32_t first, uint32_t count) {
    const ro_model *model = &work->lang->model;
    char lemma[RO_LEMMA_BYTES];
    for (uint32_t i = 0; i < count; i++) {
        const ro_network_word *w = &work->found[i];
        ro_token *t = &tokens[first + i];
        t->upos = model->tags[w->tag].upos;
        t->features = model->tags[w->tag].features;
        t->deprel = model->deprels[w->label];
        t->head = w->head < 0 ? -1 : (int32_t)(first + (uint32_t)w->head);
    }
    ro_agree(&work->lang->agreement, tokens, first, count);
    for (uint32_t i = 0; i < count; i++) {
        ro_token *t = &tokens[first + i];
        size_t size =
            ro_lemma_find(model, &work->lang->lemmas, t->upos, t->features, work->words[i], lemma);
        if (size) t->lemma = keep_lemma(work, lemma, size);
    }
}

/* Read the words from token @p first on. */
static void lay_words(block_work *work, uint32_t first, uint32_t count) {
    const ro_token *tokens = work->tokens->items;
    for (uint32_t i = 0; i < count; i++) {
        work->words[i] = ro_str_span(work->text, tokens[first + i].span);
        work->apart[i] =
            first + i > 0 && tokens[first + i].span.start > tokens[first + i - 1].span.end;
    }
}

/* Append the sentence of the tokens from @p first to @p end. Where it was analysed in
 * runs it has several roots: all but one hang from the first. */
static bool close_sentence(block_work *work, uint32_t first, uint32_t end, uint32_t part) {
    ro_token *tokens = work->tokens->items;
    uint32_t root = RO_NONE;
    for (uint32_t i = first; i < end; i++) {
        if (tokens[i].head >= 0) continue;
        if (root == RO_NONE) {
            root = i;
        } else {
            tokens[i].head = (int32_t)root;
            tokens[i].deprel = work->lang->parataxis;
        }
    }
    ro_sentence *sentence = RO_PUSH(work->arena, work->sentences);
    if (!sentence) return false;
    ro_span span = {tokens[first].span.start, tokens[end - 1].span.end};
    *sentence = (ro_sentence){span, first, end - first, part};
    return true;
}

static void show_run(const block_work *work, uint32_t first, uint32_t count) {
    const ro_model_header *h = work->lang->model.header;
    if (!work->watch || !work->watch->see) return;
    ro_run_read run = {.words = work->room.input + h->input, /* behind a row of none */
                       .gathered = work->room.both,
                       .word_width = h->input,
                       .gathered_width = 2 * h->hidden,
                       .first = first,
                       .count = count};
    work->watch->see(work->watch->watcher, &run);
}

/* Analyse what is one sentence by its marks; the network may find several in it. */
static bool analyse_sentence(block_work *work, const ro_sentence *marked) {
    uint32_t begin = marked->first_token, end = begin + marked->token_count;
    ro_network_input input = {.words = work->words, .apart = work->apart};
    for (uint32_t first = begin; first < end; first += input.count) {
        input.count = end - first < work->room.words ? end - first : work->room.words;
        input.first = first == marked->first_token;
        lay_words(work, first, input.count);
        if (input.first) input.setting = ro_sentence_setting(work->words, input.count);
        ro_network_run(&work->lang->model, &work->room, &input, work->found);
        show_run(work, first, input.count);
        fill_tokens(work, work->tokens->items, first, input.count);
        for (uint32_t i = 0; i < input.count; i++) {
            if (!work->found[i].begins) continue;
            if (!close_sentence(work, begin, first + i, marked->part)) return false;
            begin = first + i;
        }
    }
    return close_sentence(work, begin, end, marked->part);
}

static bool make_room(block_work *work, ro_span block) {
    uint32_t longest = 1;
    for (uint32_t i = 0; i < work->marked.count; i++)
        if (work->marked.items[i].token_count > longest)
            longest = work->marked.items[i].token_count;
    if (longest > RO_NETWORK_WORDS) longest = RO_NETWORK_WORDS;
    size_t bytes = block.end - block.start;
    work->lemmas_chunk = bytes < 4096 ? bytes + 2 * RO_LEMMA_BYTES : 4096;
    work->found = RO_ARENA_ARRAY(&work->scratch, ro_network_word, longest);
    work->words = RO_ARENA_ARRAY(&work->scratch, ro_str, longest);
    work->apart = RO_ARENA_ARRAY(&work->scratch, bool, longest);
    return work->found && work->words && work->apart &&
           ro_network_make_room(&work->lang->model, &work->scratch, longest, &work->room);
}

ro_status ro_lang_block(const ro_lang *lang, ro_arena *arena, const char *text, ro_span block,
                        uint32_t part, const ro_run_watch *watch, ro_token_array *tokens,
                        ro_sentence_array *sentences) {
    uint32_t first = tokens->count;
    block_work work = {.lang = lang,
                       .watch = watch,
                       .arena = arena,
                       .text = text,
                       .tokens = tokens,
                       .sentences = sentences};
    bool ok = ro_tokens_find(&lang->tokens, arena, text, block, tokens) &&
              ro_sentences_find(&lang->sentences, &lang->tokens, &work.scratch, text, part, tokens,
                                first, &work.marked);
    if (ok && work.marked.count > 0) {
        ok = make_room(&work, block);
        for (uint32_t i = 0; ok && i < work.marked.count; i++)
            ok = analyse_sentence(&work, &work.marked.items[i]);
    }
    ro_arena_free(&work.scratch);
    return ok && !arena->oom ? RO_OK : RO_ERR_NOMEM;
}

ro_status ro_lang_lines(const ro_lang *lang, ro_arena *arena, const char *text, ro_span span,
                        uint32_t part, const ro_run_watch *watch, ro_token_array *tokens,
                        ro_sentence_array *sentences) {
    for (uint32_t at = span.start, end; at < span.end; at = end + 1) {
        const char *newline = memchr(text + at, '\n', span.end - at);
        end = newline ? (uint32_t)(newline - text) : span.end;
        ro_span block = ro_span_trim(text, (ro_span){at, end});
        if (!ro_span_empty(block) &&
            ro_lang_block(lang, arena, text, block, part, watch, tokens, sentences) != RO_OK)
            return RO_ERR_NOMEM;
    }
    return RO_OK;
}
