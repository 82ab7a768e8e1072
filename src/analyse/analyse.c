/* SPDX-License-Identifier: Apache-2.0 */
#include "analyse/analyse.h"

#include <stdlib.h>

#include "analyse/people/name_network.h"
#include "base/error.h"
#include "base/table.h"

struct ro_analyse_rules {
    ro_arena arena;
    ro_people_rules *people;
    ro_times_rules *times;
    ro_amounts_rules *amounts;
    ro_quotes_rules *quotes;
    ro_events_rules *events;
};

ro_status ro_analyse_rules_new(ro_analyse_rules **out, ro_error *error) {
    ro_analyse_rules *rules = calloc(1, sizeof *rules);
    if (!rules) return ro_fail_nomem(error);
    rules->people = ro_people_rules_new(&rules->arena);
    rules->times = ro_times_rules_new(&rules->arena);
    rules->amounts = ro_amounts_rules_new(&rules->arena);
    rules->quotes = ro_quotes_rules_new(&rules->arena);
    rules->events = ro_events_rules_new(&rules->arena);
    if (!rules->people || !rules->times || !rules->amounts || !rules->quotes || !rules->events) {
        ro_status status = ro_table_fail(&rules->arena, error);
        ro_analyse_rules_free(rules);
        return status;
    }
    *out = rules;
    return RO_OK;
}

ro_status ro_analyse_rules_read_models(ro_analyse_rules *rules, const ro_lang *lang,
                                       const char *model_dir, ro_error *error) {
    return ro_people_rules_read_model(rules->people, lang, &rules->arena, model_dir, error);
}

void ro_analyse_rules_free(ro_analyse_rules *rules) {
    if (!rules) return;
    ro_arena_free(&rules->arena);
    free(rules);
}

/* Paragraphs are the blocks of the language floor: no sentence crosses a line. */
static ro_status find_sentences(const ro_lang *lang, ro_article *article,
                                const ro_run_watch *watch) {
    for (uint32_t i = 0; i < article->parts.count; i++) {
        const ro_part *part = &article->parts.items[i];
        if (!ro_role_is_content(part->role)) continue;
        if (ro_lang_lines(lang, &article->arena, article->text, part->span, i, watch,
                          &article->tokens, &article->sentences) != RO_OK)
            return RO_ERR_NOMEM;
    }
    return RO_OK;
}

static ro_status find_people(const ro_lang *lang, const ro_analyse_rules *rules,
                             ro_article *article) {
    ro_name_hints hints = ro_name_hints_new(rules->people);
    ro_run_watch watch = ro_name_hints_watch(&hints);
    ro_status status = find_sentences(lang, article, &watch);
    if (status == RO_OK) ro_find_people(rules->people, &hints, article);
    ro_arena_free(&hints.scratch);
    return status;
}

static ro_status fill_layers(const ro_lang *lang, const ro_analyse_rules *rules,
                             ro_article *article) {
    if (find_people(lang, rules, article) != RO_OK) return RO_ERR_NOMEM;
    ro_find_times(rules->times, article);
    ro_find_amounts(rules->amounts, article);
    ro_find_quotes(rules->quotes, article);
    ro_find_events(rules->events, article);
    return article->arena.oom ? RO_ERR_NOMEM : RO_OK;
}

ro_status ro_analyse_article(const ro_lang *lang, const ro_analyse_rules *rules,
                             ro_article *article, ro_error *error) {
    if (article->analysed) return RO_OK;
    ro_arena read = article->arena;
    article->arena = RO_ARENA_INIT;
    ro_status status = fill_layers(lang, rules, article);
    ro_article_pack_layers(article, &read);
    if (status != RO_OK) return ro_fail_nomem(error);
    article->analysed = true;
    return RO_OK;
}
