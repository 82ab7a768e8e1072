/* SPDX-License-Identifier: Apache-2.0 */
/** Small words that one rule each looks for: data/en/word_groups.tsv, which tells the groups. */
#ifndef RO_LANG_EN_WORD_GROUPS_H
#define RO_LANG_EN_WORD_GROUPS_H

#include "base/lexicon.h"

typedef enum ro_word_group {
    RO_GROUP_PLURAL_QUANTIFIER,
    RO_GROUP_REFUSAL,
    RO_GROUP_ADJUNCT,
    RO_GROUP_QUESTION,
    RO_GROUP_NOBODY,
    RO_GROUP_OF_NAME,
    RO_GROUP_SPEAKING,
    RO_GROUP_PRESENT,
    RO_GROUP_UNDIVIDED,
    RO_GROUP_EXPLAINING,
    RO_GROUP_FIRST_PERSON,
    RO_GROUP_SPEAKING_PERSON,
    RO_GROUP_ACRONYM,
    RO_GROUP_DURING,
    RO_GROUP_DEFINITE,
    RO_GROUP_LESSER,
    RO_GROUP_ORDINAL,
    RO_GROUP_COMPOUND,
    RO_WORD_GROUPS
} ro_word_group;

typedef struct ro_word_groups {
    ro_lexicon words[RO_WORD_GROUPS];
} ro_word_groups;

/** Read the table into @p groups, all zero, which live as long as @p arena. False: no memory, or
 *  a group that isn't known here. */
bool ro_word_groups_read(ro_arena *arena, ro_word_groups *groups);

/** Whether @p word is of the group; case does not matter. */
bool ro_in_group(const ro_word_groups *groups, ro_str word, ro_word_group group);

#endif
