/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/compare_rules.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/table.h"
#include "compare/claims/figures.h"
#include "compare/words/synonyms.h"
#include "compare/words/terms.h"

static bool read_spelling(ro_compare_rules *rules) {
    ro_table table;
    ro_str field[2];
    uint32_t rows = 0;
    if (!ro_table_lexicon(&rules->arena, "spelling_variants", &rules->spelling)) return false;
    ro_table_open(&table, "spelling_variants");
    while (ro_table_row(&table, field, 2)) rows++;
    ro_str *spelled = RO_ARENA_ARRAY(&rules->arena, ro_str, rows);
    rules->spelled = spelled;
    if (!spelled) return false;
    ro_table_open(&table, "spelling_variants");
    for (uint32_t row = 0; ro_table_row(&table, field, 2); row++) spelled[row] = field[1];
    return true;
}

static bool read_function_words(ro_compare_rules *rules) {
    ro_table table;
    ro_str field[2];
    if (!ro_table_open(&table, "function_words")) return false;
    while (ro_table_row(&table, field, 2)) {
        bool capitals = ro_str_eq(field[1], RO_STR("capitals"));
        if ((field[1].n && !capitals) ||
            !ro_lexicon_add(&rules->arena, &rules->function_words, field[0], 1) ||
            (capitals && !ro_lexicon_add(&rules->arena, &rules->acronyms, field[0], 1)))
            return false;
    }
    return true;
}

ro_status ro_compare_rules_new(ro_compare_rules **out, ro_error *error) {
    ro_compare_rules *rules = calloc(1, sizeof *rules);
    if (!rules) return ro_fail_nomem(error);
    if (!read_function_words(rules) || !read_spelling(rules) || !ro_synonyms_read(rules) ||
        !ro_word_rates_read(rules) || !ro_claim_rules_read(rules) ||
        !ro_table_lexicon(&rules->arena, "brief_starts", &rules->brief_starts) ||
        !ro_table_lexicon(&rules->arena, "title_ends", &rules->title_ends) ||
        !ro_word_groups_read(&rules->arena, &rules->groups)) {
        ro_status status = ro_table_fail(&rules->arena, error);
        ro_compare_rules_free(rules);
        return status;
    }
    *out = rules;
    return RO_OK;
}

void ro_compare_rules_free(ro_compare_rules *rules) {
    if (!rules) return;
    ro_arena_free(&rules->arena);
    free(rules);
}
