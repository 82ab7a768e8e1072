/* SPDX-License-Identifier: Apache-2.0 */
/* Who is meant by a title, a description, a common noun for an organization. */
#include "analyse/coreference.h"

static void add_office(ro_resolver *r, ro_being *who, const ro_found *found) {
    if (found->office && who->offices < sizeof who->office)
        who->office[who->offices++] = found->office;
    if (!found->words || !*found->words) return;
    for (uint32_t i = 0; i < who->words.count; i++)
        if (strcmp(who->words.items[i], found->words) == 0) return;
    if (who->words.count < 16) RO_APPEND(r->scan->scratch, &who->words, found->words);
}

static bool holds_class(const ro_being *who, uint8_t wanted) {
    for (uint8_t i = 0; i < who->offices; i++) {
        uint8_t office = who->office[i];
        if (office == wanted) return true;
        switch (wanted) {
        case RO_OFFICE_DIPLOMAT:
            if (office == RO_OFFICE_FOREIGN) return true;
            break;
        case RO_OFFICE_LEADER_WORD:
            if (office == RO_OFFICE_LEADER || office == RO_OFFICE_ROYAL) return true;
            break;
        case RO_OFFICE_OFFICIAL:
            if (office >= RO_OFFICE_LEADER && office <= RO_OFFICE_ENVOY) return true;
            break;
        default: break;
        }
    }
    return false;
}

static bool same_words(const ro_being *who, const char *words) {
    for (uint32_t i = 0; i < who->words.count; i++)
        if (strcmp(who->words.items[i], words) == 0) return true;
    return false;
}

/* How well a title or description fits a person named before: 0 not at all. */
static unsigned fit(const ro_being *who, const ro_found *found) {
    if (who->type != RO_ENTITY_PERSON || !ro_genders_agree(who->features, found->features))
        return 0;
    if ((who->features ^ found->features) & RO_FEATURE_PLURAL) return 0;
    if (found->country && who->country && found->country != who->country) return 0;
    unsigned score = 0;
    if (found->words && same_words(who, found->words))
        score = 3;
    else if (found->office && holds_class(who, found->office))
        score = 2;
    if (score == 0) return 0;
    /* Newsrooms quote "the official" to keep a name out: nobody named is meant. Else an
     * official or counterpart must be tied by the country. */
    bool loose = found->office == RO_OFFICE_OFFICIAL || found->office == RO_OFFICE_COUNTERPART;
    if (who->named && found->unnamed) return 0;
    if (loose && score < 3 && (who->named || found->office == RO_OFFICE_COUNTERPART) &&
        (!found->country || found->country != who->country))
        return 0;
    if (found->country && found->country == who->country) score++;
    return score;
}

/* The person whom a definite title or description means, among those before it; the
 * best fit, then the nearest. */
static uint32_t find_described(const ro_resolver *r, uint32_t index) {
    const ro_found *found = &r->scan->found.items[index];
    uint32_t best = RO_NONE;
    unsigned best_fit = 0;
    for (uint32_t back = 1; back <= RO_LOOK_BACK * 2 && back <= index; back++) {
        const ro_found *other = &r->scan->found.items[index - back];
        if (other->entity == RO_NONE || other->kind == RO_MENTION_PRONOUN) continue;
        if (other->first <= found->first && other->end >= found->end) continue;
        const ro_being *who = &r->beings.items[other->entity];
        unsigned score = fit(who, found);
        /* The same common noun, just said: "a US official … the official". */
        if (!who->named &&
            r->scan->words[who->end - 1].hash == r->scan->words[found->end - 1].hash && score &&
            back <= RO_LOOK_BACK)
            score = 5;
        if (score > best_fit) {
            best = other->entity;
            best_fit = score;
        }
    }
    return best;
}

void ro_resolve_description(ro_resolver *r, uint32_t index) {
    ro_found *found = &r->scan->found.items[index];
    uint32_t who = RO_NONE;
    if (found->of != RO_NONE) {
        who = r->scan->found.items[found->of].entity;
        if (who == RO_NONE) return;
    } else if (found->type == RO_ENTITY_PERSON && found->definite) {
        who = find_described(r, index);
    } else if (found->type == RO_ENTITY_PERSON && found->office &&
               found->office < RO_OFFICE_OFFICIAL && found->kind == RO_MENTION_DESCRIPTION &&
               !(found->features & RO_FEATURE_PLURAL) && r->scan->words[found->head].name) {
        who = find_described(r, index);
    }
    if (who == RO_NONE) who = ro_new_being(r, found);
    if (who == RO_NONE) return;
    bool fresh = r->beings.items[who].mentions == 0;
    ro_join_being(r, index, who);
    if (fresh || found->of != RO_NONE) add_office(r, &r->beings.items[who], found);
}

/* The organization that "the ministry" means: the last whose name ends in that word. */
static uint32_t find_organization(const ro_resolver *r, uint32_t index) {
    const ro_found *found = &r->scan->found.items[index];
    for (uint32_t back = 1; back <= RO_LOOK_BACK * 2 && back <= index; back++) {
        const ro_found *other = &r->scan->found.items[index - back];
        if (other->entity == RO_NONE || other->type != RO_ENTITY_ORGANIZATION) continue;
        if (found->country && other->country && found->country != other->country) continue;
        const ro_being *what = &r->beings.items[other->entity];
        uint32_t head = r->scan->words[found->head].hash;
        if (r->scan->words[what->end - 1].hash == head || r->scan->words[what->first].hash == head)
            return other->entity;
    }
    return RO_NONE;
}

void ro_resolve_organization_noun(ro_resolver *r, uint32_t index) {
    uint32_t what = find_organization(r, index);
    /* "the board" is nobody in "across the board": it takes a name before it or in it. */
    const ro_found *found = &r->scan->found.items[index];
    bool tied = found->country || found->kind == RO_MENTION_TITLE;
    if (what == RO_NONE && tied) what = ro_new_being(r, found);
    ro_join_being(r, index, what);
}
