/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Analysing: an article to its layers, one file a layer. A layer may use those
 * above it in this list; each appends to its arrays of the article and nothing else.
 * Findings are made in content parts alone (ro_role_is_content).
 */
#ifndef RO_ANALYSE_ANALYSE_H
#define RO_ANALYSE_ANALYSE_H

#include "article/article.h"

typedef struct ro_analyse_rules ro_analyse_rules; /* word lists; immutable once built */

ro_status ro_analyse_rules_new(ro_analyse_rules **rules, ro_error *error);

/** Add the trained models of folder @p model_dir (NULL: see ro_model_folder);
 *  without them the layers go by their tables. RO_OK, RO_ERR_INPUT (damaged, or of another
 *  version), RO_ERR_IO (absent, too), RO_ERR_NOMEM. */
ro_status ro_analyse_rules_read_models(ro_analyse_rules *rules, const ro_lang *lang,
                                       const char *model_dir, ro_error *error);

void ro_analyse_rules_free(ro_analyse_rules *rules);

/** Run every layer: language first, then those below. RO_OK, RO_ERR_NOMEM. */
ro_status ro_analyse_article(const ro_lang *lang, const ro_analyse_rules *rules,
                             ro_article *article, ro_error *error);

struct ro_name_hints;

/* The layers, in their order. Out of memory shows in article->arena.oom. Each has
 * its own part of the rules, built and owned by the file that holds the layer. */
typedef struct ro_people_rules ro_people_rules;
typedef struct ro_times_rules ro_times_rules;
typedef struct ro_amounts_rules ro_amounts_rules;
typedef struct ro_quotes_rules ro_quotes_rules;
typedef struct ro_events_rules ro_events_rules;

/* NULL: no memory. The rules live in the arena. */
ro_people_rules *ro_people_rules_new(ro_arena *arena);
ro_times_rules *ro_times_rules_new(ro_arena *arena);
ro_amounts_rules *ro_amounts_rules_new(ro_arena *arena);
ro_quotes_rules *ro_quotes_rules_new(ro_arena *arena);
ro_events_rules *ro_events_rules_new(ro_arena *arena);

/** Add the model of names; as ro_analyse_rules_read_models. */
ro_status ro_people_rules_read_model(ro_people_rules *rules, const ro_lang *lang, ro_arena *arena,
                                     const char *model_dir, ro_error *error);

/** With @p hints, gathered while the language was read, names are found by the network too;
 *  NULL: by tables alone. */
void ro_find_people(const ro_people_rules *rules, const struct ro_name_hints *hints,
                    ro_article *article);
void ro_find_times(const ro_times_rules *rules, ro_article *article);
void ro_find_amounts(const ro_amounts_rules *rules, ro_article *article);
void ro_find_quotes(const ro_quotes_rules *rules, ro_article *article);
void ro_find_events(const ro_events_rules *rules, ro_article *article);

#endif
