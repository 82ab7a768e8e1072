/* SPDX-License-Identifier: Apache-2.0 */
/* Who is meant by a common noun for an organization or a place: "the firm", "the city". */
#include "analyse/coreference/pronoun_choice.h"

static bool is_thing(uint8_t type) {
    return type == RO_ENTITY_ORGANIZATION || type == RO_ENTITY_PLACE;
}

/* The entity of the name or phrase before number @p index that holds a token. */
static uint32_t thing_at(const ro_resolver *r, uint32_t index, uint32_t token) {
    for (uint32_t back = 1; back <= RO_LOOK_BACK / 4 && back <= index; back++) {
        const ro_found *other = &r->scan->found.items[index - back];
        if (other->first > token || other->end <= token) continue;
        return is_thing(other->type) ? other->entity : RO_NONE;
    }
    return RO_NONE;
}

/* The name behind a noun that is the same thing: "the city of Aleppo", "the island, Malta,". */
static uint32_t name_of_noun(const ro_resolver *r, uint32_t index) {
    const ro_found *noun = &r->scan->found.items[index];
    const ro_article *article = r->scan->article;
    bool of = noun->end < article->tokens.count && ro_token_is(article, noun->end, "of");
    for (uint32_t i = index + 1; i < r->scan->found.count && i < index + 4; i++) {
        const ro_found *name = &r->scan->found.items[i];
        if (name->sentence != noun->sentence || name->first > noun->end + 2) break;
        if (name->kind != RO_MENTION_NAME || name->first < noun->end || name->type != noun->type)
            continue;
        uint8_t thing = r->scan->words[noun->head].facts->thing;
        bool called = of && name->first == noun->end + 1 &&
                      (thing == RO_THING_CITY || thing == RO_THING_ISLAND ||
                       thing == RO_THING_STATE || thing == RO_THING_REGION);
        bool apposed = name->governor == noun->head &&
                       article->tokens.items[name->head].deprel == r->apposition;
        if (called || apposed) return name->entity;
    }
    return RO_NONE;
}

/* Of whom the text says that it is this: "Acme, a firm in Leeds", "Acme is a firm". */
static uint32_t said_of(const ro_resolver *r, uint32_t index) {
    const ro_found *noun = &r->scan->found.items[index];
    const ro_token *head = &r->scan->article->tokens.items[noun->head];
    uint32_t token = ro_predicated_of(r, noun);
    if (token == RO_NONE && head->deprel == r->apposition && head->head >= 0)
        token = (uint32_t)head->head;
    if (token == RO_NONE || token >= noun->first) return name_of_noun(r, index);
    uint32_t who = thing_at(r, index, token);
    if (who == RO_NONE) return RO_NONE;
    const ro_being *thing = &r->beings.items[who];
    bool fits = !((thing->features ^ noun->features) & RO_FEATURE_PLURAL);
    return fits ? who : RO_NONE;
}

/* "The Homeland party", "the Boeing company": the name before the noun. */
static uint32_t name_in_noun(const ro_resolver *r, uint32_t index) {
    const ro_found *noun = &r->scan->found.items[index];
    uint8_t thing = r->scan->words[noun->head].facts->thing;
    bool called = thing == RO_THING_PARTY || thing == RO_THING_GROUP || thing == RO_THING_TEAM ||
                  ro_token_is(r->scan->article, noun->head, "company");
    if (!called || !noun->definite || (noun->features & RO_FEATURE_PLURAL)) return RO_NONE;
    for (uint32_t i = index + 1; i < r->scan->found.count && i < index + 6; i++) {
        const ro_found *name = &r->scan->found.items[i];
        if (name->first >= noun->head) break;
        if (name->kind == RO_MENTION_NAME && name->type == RO_ENTITY_ORGANIZATION &&
            name->end == noun->head)
            return name->entity;
    }
    return RO_NONE;
}

/* The last thing whose name ends or begins with the noun: "the ministry". */
static uint32_t named_by_noun(const ro_resolver *r, uint32_t index) {
    const ro_found *noun = &r->scan->found.items[index];
    uint32_t hash = r->scan->words[noun->head].hash;
    uint64_t kind = UINT64_C(1) << r->scan->words[noun->head].facts->thing & ~UINT64_C(1);
    if (!noun->definite || noun->head > noun->first + 1) return RO_NONE;
    for (uint32_t back = 1; back <= RO_LOOK_BACK * 4 && back <= index; back++) {
        const ro_found *other = &r->scan->found.items[index - back];
        if (other->entity == RO_NONE || !is_thing(other->type) || other->end > noun->first)
            continue;
        if (noun->country && other->country && noun->country != other->country) continue;
        const ro_being *what = &r->beings.items[other->entity];
        if (!what->named || what->end - what->first < 2) continue;
        bool first = r->scan->words[what->first].hash == hash && (what->kinds & kind);
        if (first || r->scan->words[what->end - 1].hash == hash) return other->entity;
    }
    return RO_NONE;
}

void ro_resolve_thing_noun(ro_resolver *r, uint32_t index) {
    uint32_t who = said_of(r, index), owner = RO_NONE;
    if (r->scan->found.items[index].definite) owner = ro_possessor_of(r, index);
    if (who == RO_NONE) who = name_in_noun(r, index);
    if (who == RO_NONE) who = named_by_noun(r, index);
    if (who == RO_NONE && !ro_is_new(r, &r->scan->found.items[index]))
        who = ro_choose_meant(r, index, owner);
    const ro_found *noun = &r->scan->found.items[index];
    if (who == RO_NONE) {
        who = ro_new_being(r, noun);
        if (who == RO_NONE) return;
        r->beings.items[who].possessor = owner;
    }
    /* "The board" alone is nobody: a name before it or in it makes it one. */
    bool tied = noun->country || noun->kind == RO_MENTION_TITLE;
    ro_being *being = &r->beings.items[who];
    being->kept |= tied;
    being->clear |= !r->scan->words[noun->head].facts->vague;
    being->kinds |= UINT64_C(1) << r->scan->words[noun->head].facts->thing;
    being->kinds &= ~UINT64_C(1);
    ro_note_noun(being, r->scan->words[noun->head].hash);
    ro_join_being(r, index, who);
}
