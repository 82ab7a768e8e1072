/* SPDX-License-Identifier: Apache-2.0 */
#include "lang/en/word_groups.h"

#include "base/table.h"

bool ro_word_groups_read(ro_arena *arena, ro_word_groups *groups) {
    static const char *const names[RO_WORD_GROUPS] = {"plural_quantifier",
                                                      "refusal",
                                                      "adjunct",
                                                      "question",
                                                      "nobody",
                                                      "of_name",
                                                      "speaking",
                                                      "present",
                                                      "undivided",
                                                      "explaining",
                                                      "first_person",
                                                      "speaking_person",
                                                      "acronym",
                                                      "during",
                                                      "definite",
                                                      "lesser",
                                                      "ordinal",
                                                      "compound"};
    ro_table table;
    ro_str field[2];
    uint32_t group;
    bool ok = ro_table_open(&table, "word_groups");
    while (ok && ro_table_row(&table, field, 2))
        ok = ro_table_class(field[1], names, RO_WORD_GROUPS, &group) &&
             ro_lexicon_add(arena, &groups->words[group], field[0], 0);
    return ok;
}

bool ro_in_group(const ro_word_groups *groups, ro_str word, ro_word_group group) {
    return ro_lexicon_find(&groups->words[group], word) != RO_NONE;
}
