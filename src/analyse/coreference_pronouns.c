/* SPDX-License-Identifier: Apache-2.0 */
/* Who is meant by a pronoun. */
#include "analyse/coreference.h"

enum { SENTENCES_BACK = 3 };

/* Whether a found thing is the subject of a clause, as the parser sees it. */
static bool is_subject(const ro_resolver *r, const ro_found *found) {
    uint32_t end = found->end - found->first > 8 ? found->first + 8 : found->end;
    for (uint32_t t = found->first; t < end; t++) {
        uint8_t relation = r->scan->article->tokens.items[t].deprel;
        if (relation && (relation == r->subject || relation == r->passive_subject)) return true;
    }
    return false;
}

/* Salience after Lappin and Leass 1994 in its simplest form: near, early in its
 * sentence, named, often spoken of. */
static int salience(const ro_resolver *r, const ro_found *pronoun, const ro_found *other) {
    const ro_being *who = &r->beings.items[other->entity];
    const ro_sentence *sentence = &r->scan->article->sentences.items[other->sentence];
    int score = 0;
    uint32_t distance = pronoun->sentence - other->sentence;
    score -= (int)distance * 40;
    uint32_t place = other->first - sentence->first_token;
    score += place < 3 ? 30 : place < 8 ? 15 : 0;
    if (is_subject(r, other)) score += 20;
    if (who->named) score += 15;
    if (other->kind == RO_MENTION_PRONOUN) score += 15;
    score += who->mentions > 6 ? 12 : (int)who->mentions * 2;
    return score;
}

static bool may_mean(const ro_found *pronoun, const ro_being *who, const ro_found *other) {
    if (other->end > pronoun->first) return false; /* around it: "his wife" */
    bool plural = (pronoun->features & RO_FEATURE_PLURAL) != 0;
    bool thing = pronoun->features == 0;
    if (thing) return who->type == RO_ENTITY_ORGANIZATION || who->type == RO_ENTITY_PLACE;
    if (plural) return (who->features & RO_FEATURE_PLURAL) != 0;
    return who->type == RO_ENTITY_PERSON && !(who->features & RO_FEATURE_PLURAL) &&
           ro_genders_agree(who->features, pronoun->features);
}

static bool is_person(const ro_resolver *r, const ro_found *pronoun, const ro_found *other) {
    if (other->entity == RO_NONE || other->kind == RO_MENTION_PRONOUN) return false;
    const ro_being *who = &r->beings.items[other->entity];
    return who->type == RO_ENTITY_PERSON && !(who->features & RO_FEATURE_PLURAL) &&
           ro_genders_agree(who->features, pronoun->features);
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

/* "Blinken and his group": the owner is whoever stands before the "and". */
static uint32_t find_joined(const ro_resolver *r, uint32_t index) {
    const ro_found *pronoun = &r->scan->found.items[index];
    if (index == 0 || pronoun->first < 2 ||
        !ro_token_is(r->scan->article, pronoun->first - 1, "and"))
        return RO_NONE;
    const ro_found *other = &r->scan->found.items[index - 1];
    return other->end == pronoun->first - 1 && is_person(r, pronoun, other) ? other->entity
                                                                            : RO_NONE;
}

static uint32_t find_sure(const ro_resolver *r, uint32_t index) {
    if (!(r->scan->found.items[index].features & (RO_FEATURE_MALE | RO_FEATURE_FEMALE)))
        return RO_NONE;
    uint32_t who = find_joined(r, index);
    return who != RO_NONE ? who : find_ahead(r, index);
}

void ro_resolve_pronoun(ro_resolver *r, uint32_t index) {
    uint32_t sure = find_sure(r, index);
    if (sure != RO_NONE) {
        ro_join_being(r, index, sure);
        return;
    }
    const ro_found *pronoun = &r->scan->found.items[index];
    int best_score = 0;
    uint32_t best = RO_NONE;
    for (uint32_t back = 1; back <= RO_LOOK_BACK && back <= index; back++) {
        const ro_found *other = &r->scan->found.items[index - back];
        if (other->sentence + SENTENCES_BACK < pronoun->sentence) break;
        if (other->entity == RO_NONE || other->quoted != pronoun->quoted) continue;
        const ro_being *who = &r->beings.items[other->entity];
        if (!may_mean(pronoun, who, other)) continue;
        int score = salience(r, pronoun, other);
        if (best == RO_NONE || score > best_score) {
            best = other->entity;
            best_score = score;
        }
    }
    if (best != RO_NONE) ro_join_being(r, index, best);
}
