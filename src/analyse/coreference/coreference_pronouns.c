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

static int32_t score_of(const int16_t weights[RO_PRONOUN_BITS], uint64_t bits) {
    int32_t score = 0;
    for (unsigned i = 0; i < RO_PRONOUN_BITS; i++)
        if (bits >> i & 1) score += weights[i];
    return score;
}

void ro_resolve_pronoun(ro_resolver *r, uint32_t index) {
    if (r->scan->found.items[index].features & (RO_FEATURE_MALE | RO_FEATURE_FEMALE)) {
        uint32_t ahead = find_ahead(r, index);
        if (ahead != RO_NONE) {
            ro_join_being(r, index, ahead);
            return;
        }
    }
    ro_pronoun_choice choice;
    ro_pronoun_choices(r, index, &choice);
    if (r->scan->watch) r->scan->watch(r->scan->watcher, r->scan, &choice);
    uint32_t best = RO_NONE;
    int32_t best_score = 0;
    for (uint32_t i = 0; i < choice.count; i++) {
        int32_t score =
            score_of(r->scan->rules->pronoun_weights[choice.kind], choice.candidates[i].bits);
        if (score > best_score) {
            best = r->scan->found.items[choice.candidates[i].found].entity;
            best_score = score;
        }
    }
    ro_join_being(r, index, best);
}
