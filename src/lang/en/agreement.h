/* SPDX-License-Identifier: Apache-2.0 */
/** What the tag of a word and its place in the tree must say alike. */
#ifndef RO_LANG_EN_AGREEMENT_H
#define RO_LANG_EN_AGREEMENT_H

#include "lang/lang.h"

/** The relations that are asked for. */
typedef struct ro_agreement_rules {
    uint8_t subject, auxiliary, passive, copula;
} ro_agreement_rules;

ro_agreement_rules ro_agreement_rules_find(void);

/** Make the @p count tokens from @p first on, which are parsed, agree with their tree. A
 *  past participle with an active subject before it and no auxiliary is a finite past:
 *  "the minister, who had planned a visit, called it off". */
void ro_agree(const ro_agreement_rules *rules, ro_token *tokens, uint32_t first, uint32_t count);

#endif
