/* SPDX-License-Identifier: Apache-2.0 */
/* The layer of people and places: words, names, roles, who is meant, each its own file. */
#include "analyse/coreference/pronoun_choice.h"
#include "analyse/people/name_tagger.h"

ro_people_rules *ro_people_rules_new(ro_arena *arena) {
    ro_people_rules *rules = RO_ARENA_NEW(arena, ro_people_rules);
    bool loaded = rules && ro_word_facts_read(rules, arena) && ro_pronoun_weights_read(rules) &&
                  ro_word_groups_read(arena, &rules->groups);
    return loaded ? rules : NULL;
}

ro_status ro_people_rules_read_model(ro_people_rules *rules, const ro_lang *lang, ro_arena *arena,
                                     const char *model_dir, ro_error *error) {
    return ro_name_network_read(model_dir, lang, arena, &rules->names, error);
}

ro_name_hints ro_name_hints_new(const ro_people_rules *rules) {
    return (ro_name_hints){.net = &rules->names, .scratch = RO_ARENA_INIT};
}

void ro_find_people(const ro_people_rules *rules, const ro_name_hints *hints, ro_article *article) {
    ro_find_people_watched(rules, hints, article, NULL, NULL);
}

void ro_find_people_watched(const ro_people_rules *rules, const ro_name_hints *hints,
                            ro_article *article, ro_pronoun_watch *watch, void *watcher) {
    if (article->tokens.count == 0 || article->arena.oom) return;
    ro_arena scratch = RO_ARENA_INIT;
    ro_people_scan scan = {.rules = rules,
                           .article = article,
                           .scratch = &scratch,
                           .hints = hints,
                           .watch = watch,
                           .watcher = watcher};
    if (ro_see_words(&scan)) {
        ro_find_names(&scan);
        if (hints && hints->tokens.count == article->tokens.count) ro_tag_names(&scan);
        ro_find_roles(&scan);
        ro_find_thing_nouns(&scan);
        ro_resolve_people(&scan);
    }
    if (scratch.oom || (hints && hints->scratch.oom)) article->arena.oom = true;
    ro_arena_free(&scratch);
}
