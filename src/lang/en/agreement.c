/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The tagger looks at words, the parser at pairs of them, and seldom they part. In the
 * training text a past form with an active subject before it and no auxiliary is finite
 * 5,176 times and a participle 10 times, all of them slips ("we finally seen it").
 */
#include "lang/en/agreement.h"

ro_agreement_rules ro_agreement_rules_find(void) {
    return (ro_agreement_rules){.subject = ro_deprel_find(RO_STR("nsubj")),
                                .auxiliary = ro_deprel_find(RO_STR("aux")),
                                .passive = ro_deprel_find(RO_STR("aux:pass")),
                                .copula = ro_deprel_find(RO_STR("cop"))};
}

/* Past, in the person and number of the subject. */
static uint16_t finite_past(const ro_token *subject) {
    uint16_t same = RO_FEATURE_FIRST | RO_FEATURE_SECOND | RO_FEATURE_PLURAL;
    uint16_t features = (uint16_t)(RO_FEATURE_PAST | (subject->features & same));
    if (!(features & (RO_FEATURE_FIRST | RO_FEATURE_SECOND))) features |= RO_FEATURE_THIRD;
    return features;
}

static bool is_past_participle(const ro_token *t) {
    uint16_t both = RO_FEATURE_PAST | RO_FEATURE_PARTICIPLE;
    return t->upos == RO_UPOS_VERB && (t->features & both) == both;
}

static bool has_auxiliary(const ro_agreement_rules *rules, const ro_token *tokens, uint32_t first,
                          uint32_t end, uint32_t verb) {
    for (uint32_t i = first; i < end; i++) {
        uint8_t relation = tokens[i].deprel;
        if (tokens[i].head == (int32_t)verb &&
            (relation == rules->auxiliary || relation == rules->passive ||
             relation == rules->copula))
            return true;
    }
    return false;
}

void ro_agree(const ro_agreement_rules *rules, ro_token *tokens, uint32_t first, uint32_t count) {
    uint32_t end = first + count;
    for (uint32_t i = first; i < end; i++) {
        if (tokens[i].deprel != rules->subject || tokens[i].head <= (int32_t)i) continue;
        uint32_t verb = (uint32_t)tokens[i].head;
        if (is_past_participle(&tokens[verb]) && !has_auxiliary(rules, tokens, first, end, verb))
            tokens[verb].features = finite_past(&tokens[i]);
    }
}
