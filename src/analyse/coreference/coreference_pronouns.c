/* SPDX-License-Identifier: Apache-2.0 */
/* Who is meant by a pronoun. */
#include "analyse/coreference/pronoun_choice.h"

static bool is_person(const ro_resolver *r, const ro_found *pronoun, const ro_found *other) {
    return other->entity != RO_NONE && other->kind != RO_MENTION_PRONOUN &&
           ro_pronoun_agrees(r, pronoun, other);
}

/* "Before he left, Mr Blinken said": in a phrase that opens the sentence, with nobody
 * before the pronoun, it is whoever follows the comma. */
static uint32_t find_ahead(const ro_resolver *r, uint32_t index) {
    const ro_found *pronoun = &r->scan->found.items[index];
    const ro_sentence *sentence = &r->scan->article->sentences.items[pronoun->sentence];
    if (!ro_word_has(r->scan, sentence->first_token, RO_WORD_FUNCTION) ||
        pronoun->first == sentence->first_token ||
        pronoun->first > sentence->first_token + RO_LOOK_BACK)
        return RO_NONE;
    for (uint32_t i = index; i-- > 0 && index - i < RO_LOOK_BACK &&
                             r->scan->found.items[i].sentence == pronoun->sentence;)
        if (is_person(r, pronoun, &r->scan->found.items[i])) return RO_NONE;
    uint32_t limit = sentence->first_token + sentence->token_count, comma = pronoun->end;
    while (comma < limit && comma < pronoun->end + RO_LOOK_BACK &&
           !ro_token_is(r->scan->article, comma, ","))
        comma++;
    for (uint32_t i = index + 1; i < r->scan->found.count && i - index < RO_LOOK_BACK; i++) {
        const ro_found *other = &r->scan->found.items[i];
        if (other->first > comma + 3 || other->sentence != pronoun->sentence) break;
        if (other->first > comma && is_person(r, pronoun, other) && other->kind == RO_MENTION_NAME)
            return other->entity;
    }
    return RO_NONE;
}

void ro_resolve_pronoun(ro_resolver *r, uint32_t index) {
    if (r->scan->found.items[index].features & (RO_FEATURE_MALE | RO_FEATURE_FEMALE)) {
        uint32_t ahead = find_ahead(r, index);
        if (ahead != RO_NONE) {
            ro_join_being(r, index, ahead);
            return;
        }
    }
    ro_join_being(r, index, ro_choose_meant(r, index, RO_NONE));
}
