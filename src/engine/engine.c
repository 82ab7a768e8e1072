/* SPDX-License-Identifier: Apache-2.0 */
/* The engine ties the wings together; the public verbs that need it live here. */
#include <stdlib.h>

#include "account/account.h"
#include "analyse/analyse.h"
#include "analyse/people/name_tagger.h"
#include "analyse/twins.h"
#include "base/error.h"
#include "base/options.h"
#include "base/threads.h"
#include "compare/compare.h"
#include "lang/common/model.h"
#include "read/limits.h"
#include "read/read.h"
#include "store/lines.h"

struct ro_engine {
    ro_read_limits limits;
    ro_lang *lang;
    ro_read_rules *read;
    ro_analyse_rules *analyse;
    ro_compare_rules *compare;
};

ro_status ro_engine_new(const ro_engine_options *options, ro_engine **out, ro_error *error) {
    ro_engine_options chosen;
    if (out) *out = NULL;
    RO_ENTER(error, out);
    if (ro_options_take(&chosen, sizeof chosen, options, error) != RO_OK) return RO_ERR_ARG;
    ro_engine *engine = calloc(1, sizeof *engine);
    if (!engine) return ro_fail_nomem(error);
    engine->limits.input_bytes =
        chosen.max_input_bytes ? chosen.max_input_bytes : RO_MOST_INPUT_BYTES;
    engine->limits.article_bytes =
        chosen.max_article_bytes ? chosen.max_article_bytes : RO_MOST_ARTICLE_BYTES;
    ro_status status = ro_lang_new(chosen.model_dir, &engine->lang, error);
    if (status == RO_OK) status = ro_read_rules_new(&engine->read, error);
    if (status == RO_OK) status = ro_analyse_rules_new(&engine->analyse, error);
    if (status == RO_OK && !chosen.without_names)
        status =
            ro_analyse_rules_read_models(engine->analyse, engine->lang, chosen.model_dir, error);
    if (status == RO_OK) status = ro_compare_rules_new(&engine->compare, error);
    if (status != RO_OK) {
        ro_engine_free(engine);
        return status;
    }
    *out = engine;
    return RO_OK;
}

uint32_t ro_model_version(ro_model_kind model) {
    switch (model) {
    case RO_MODEL_LANGUAGE: return RO_MODEL_VERSION;
    case RO_MODEL_NAMES: return RO_NAMES_VERSION;
    }
    return 0;
}

void ro_engine_free(ro_engine *engine) {
    if (!engine) return;
    ro_lang_free(engine->lang);
    ro_read_rules_free(engine->read);
    ro_analyse_rules_free(engine->analyse);
    ro_compare_rules_free(engine->compare);
    free(engine);
}

/* What the three ways of opening an input begin with. */
static ro_status begin_read(const ro_read_options *options, ro_read_options *chosen,
                            ro_error *error) {
    ro_status status = ro_options_take(chosen, sizeof *chosen, options, error);
    if (status == RO_OK && chosen->field_count && !chosen->fields)
        return ro_fail(error, RO_ERR_ARG, 0, "needed: fields");
    return status;
}

ro_status ro_reader_open(const ro_engine *engine, const char *path, const ro_read_options *options,
                         ro_reader **reader, ro_error *error) {
    ro_read_options chosen;
    if (reader) *reader = NULL;
    RO_ENTER(error, engine && path && reader);
    if (begin_read(options, &chosen, error) != RO_OK) return RO_ERR_ARG;
    return ro_reader_open_with(engine->read, &engine->limits, path, &chosen, reader, error);
}

ro_status ro_reader_open_memory(const ro_engine *engine, const char *name, const void *data,
                                size_t size, const ro_read_options *options, ro_reader **reader,
                                ro_error *error) {
    ro_read_options chosen;
    if (reader) *reader = NULL;
    RO_ENTER(error, engine && name && (data || !size) && reader);
    if (begin_read(options, &chosen, error) != RO_OK) return RO_ERR_ARG;
    return ro_reader_open_memory_with(engine->read, &engine->limits, name, data ? data : "", size,
                                      &chosen, reader, error);
}

ro_status ro_reader_open_stream(const ro_engine *engine, const char *name, ro_read_fn read,
                                void *context, const ro_read_options *options, ro_reader **reader,
                                ro_error *error) {
    ro_read_options chosen;
    if (reader) *reader = NULL;
    RO_ENTER(error, engine && name && read && reader);
    if (begin_read(options, &chosen, error) != RO_OK) return RO_ERR_ARG;
    return ro_reader_open_stream_with(engine->read, &engine->limits, name, read, context, &chosen,
                                      reader, error);
}

static bool has_all(ro_article *const *articles, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!articles[i]) return false;
    return true;
}

ro_status ro_mark_recurring_lines(const ro_engine *engine, ro_article *const *articles,
                                  size_t count, ro_error *error) {
    RO_ENTER(error, engine && (articles || !count) && has_all(articles, count));
    return ro_mark_recurring_lines_with(engine->read, articles, count, NULL, error);
}

ro_status ro_analyse(const ro_engine *engine, ro_article *article, ro_error *error) {
    RO_ENTER(error, engine && article);
    return ro_analyse_article(engine->lang, engine->analyse, article, error);
}

typedef struct analyse_job {
    const ro_engine *engine;
    ro_article *const *articles;
    const size_t *first; /* of each article, see twins.h */
    ro_status *statuses;
} analyse_job;

static void analyse_one(void *context, size_t index, unsigned worker) {
    (void)worker;
    analyse_job *job = context;
    if (job->first[index] == index)
        job->statuses[index] = ro_analyse(job->engine, job->articles[index], NULL);
}

/* Analyse the first of each group of twins; the others share its layers where it has them. */
static ro_status analyse_all(analyse_job *job, size_t count, unsigned threads, ro_watch *watch) {
    ro_status worst = RO_OK;
    ro_parallel_for(count, threads, analyse_one, job, watch);
    for (size_t i = 0; i < count; i++) {
        ro_article *article = job->articles[i], *first = job->articles[job->first[i]];
        if (worst == RO_OK) worst = job->statuses[i];
        if (article != first && first->analysed) ro_article_share_layers(article, first);
    }
    return worst == RO_OK && watch->stopped ? RO_ERR_STOPPED : worst;
}

/* Mark what recurs, and what the store knows to stand in articles of its outlets. */
static ro_status mark_lines(const ro_engine *engine, ro_article *const *articles, size_t count,
                            ro_store *store, ro_error *error) {
    ro_arena arena = RO_ARENA_INIT;
    ro_line_judgements judged = {0};
    ro_status status = store ? ro_store_judgements(store, &arena, &judged, error) : RO_OK;
    if (status == RO_OK)
        status = ro_mark_recurring_lines_with(engine->read, articles, count, &judged, error);
    ro_arena_free(&arena);
    return status;
}

ro_status ro_store_learn(const ro_engine *engine, ro_store *store, ro_error *error) {
    RO_ENTER(error, engine && store);
    return ro_store_learn_with(engine->read, store, error);
}

ro_status ro_store_judge_line(const ro_engine *engine, ro_store *store, const char *outlet,
                              const char *text, ro_line_verdict verdict, ro_error *error) {
    RO_ENTER(error, engine && store && outlet && text && (unsigned)verdict <= RO_LINE_KEPT);
    return ro_store_judge_with(engine->read, store, outlet, text, verdict, error);
}

ro_status ro_analyse_all(const ro_engine *engine, ro_article *const *articles, size_t count,
                         const ro_analyse_options *options, ro_error *error) {
    ro_analyse_options chosen;
    RO_ENTER(error, engine && (articles || !count) && has_all(articles, count));
    if (ro_options_take(&chosen, sizeof chosen, options, error) != RO_OK) return RO_ERR_ARG;
    if (count == 0) return RO_OK;
    ro_status status =
        chosen.keep_recurring ? RO_OK : mark_lines(engine, articles, count, chosen.store, error);
    if (status != RO_OK) return status;
    ro_status *statuses = calloc(count, sizeof *statuses);
    size_t *first = calloc(count, sizeof *first);
    if (statuses && first && ro_find_twins(articles, count, first)) {
        analyse_job job = {engine, articles, first, statuses};
        ro_watch watch = {chosen.progress, chosen.progress_context, "analysing", false};
        status = analyse_all(&job, count, chosen.threads, &watch);
    } else {
        status = RO_ERR_NOMEM;
    }
    free(statuses);
    free(first);
    return status == RO_OK ? RO_OK : ro_fail(error, status, 0, "%s", ro_status_name(status));
}

ro_status ro_account_new(const ro_engine *engine, ro_article *const *articles, size_t count,
                         const ro_account_options *options, ro_account **account, ro_error *error) {
    ro_account_options chosen;
    if (account) *account = NULL;
    RO_ENTER(error, engine && (articles || !count) && account);
    if (ro_options_take(&chosen, sizeof chosen, options, error) != RO_OK) return RO_ERR_ARG;
    return ro_account_make(engine->compare, articles, count, &chosen, account, error);
}
