/* SPDX-License-Identifier: Apache-2.0 */
/* Who is known so far, and an index of them by their words. */
#include "analyse/coreference/coreference.h"
#include "base/hash.h"

ro_being_key *ro_beings_of(const ro_resolver *r, uint32_t hash) {
    if (!hash) hash = 1;
    for (uint32_t i = hash & r->mask;; i = (i + 1) & r->mask) {
        ro_being_key *slot = &r->keys[i];
        if (slot->hash == hash || slot->hash == 0) return slot;
    }
}

void ro_index_being(ro_resolver *r, uint32_t hash, uint32_t who) {
    ro_being_key *slot = ro_beings_of(r, hash);
    slot->hash = hash ? hash : 1;
    for (uint32_t i = 0; i < slot->count; i++)
        if (slot->being[i] == who) return;
    if (slot->count < RO_BEING_CANDIDATES) slot->being[slot->count++] = who;
}

uint32_t ro_words_hash(const ro_resolver *r, uint32_t first, uint32_t end) {
    uint32_t hash = 0;
    for (uint32_t t = first; t < end; t++)
        hash = (uint32_t)ro_hash_mix(hash, r->scan->words[t].hash);
    return hash;
}

uint32_t ro_new_being(ro_resolver *r, const ro_found *found) {
    ro_being *fresh = RO_PUSH(r->scan->scratch, &r->beings);
    if (!fresh) return RO_NONE;
    fresh->type = found->type;
    fresh->first = found->first;
    fresh->end = found->end;
    fresh->named = found->kind == RO_MENTION_NAME;
    fresh->full = found->full;
    fresh->last_seen = RO_NONE;
    fresh->possessor = RO_NONE;
    fresh->subject_in = RO_NONE;
    for (unsigned i = 0; i < 3; i++) fresh->seen_in[i] = RO_NONE;
    return r->beings.count - 1;
}

bool ro_is_new(const ro_resolver *r, const ro_found *found) {
    const ro_article *article = r->scan->article;
    for (uint32_t t = found->first; t < found->head; t++) {
        if (ro_token_is(article, t, "other") || ro_token_is(article, t, "another")) return true;
        if (!found->definite && r->scan->words[t].shape == RO_SHAPE_NUMBER) return true;
    }
    return ro_token_is(article, found->first, "a") || ro_token_is(article, found->first, "an") ||
           ro_token_is(article, found->first, "one");
}

bool ro_being_has_noun(const ro_being *who, uint32_t noun) {
    for (uint8_t i = 0; i < who->nouns; i++)
        if (who->noun[i] == noun) return true;
    return false;
}

void ro_note_noun(ro_being *who, uint32_t noun) {
    if (!ro_being_has_noun(who, noun) && who->nouns < sizeof who->noun / sizeof *who->noun)
        who->noun[who->nouns++] = noun;
}

/* What a name says of its kind: the whole of it in the tables, its last word ("Harvard
 * University"), the word before "of" ("the Bank of Japan"), or its first ("Lake Erie"). */
static uint64_t kinds_of_name(const ro_resolver *r, uint32_t first, uint32_t end) {
    const ro_article *article = r->scan->article;
    const ro_seen_word *words = r->scan->words;
    const ro_word_facts *whole =
        ro_people_facts(r->scan->rules, ro_tokens_str(article, first, end));
    uint64_t kinds = UINT64_C(1) << whole->thing;
    uint32_t at = end - 1;
    for (uint32_t t = first + 1; t + 1 < end; t++)
        if (ro_token_is(article, t, "of")) {
            at = t - 1;
            break;
        }
    if (words[at].facts->noun && !words[at].facts->several && end - first > 1) {
        kinds |= UINT64_C(1) << words[at].facts->thing;
    } else if (words[first].facts->noun && words[first].facts->thing >= RO_THING_ISLAND &&
               words[first].facts->thing <= RO_THING_MOUNTAIN && end - first > 1) {
        kinds |= UINT64_C(1) << words[first].facts->thing;
    }
    if (ro_word_has(r->scan, end - 1, RO_WORD_LEGAL)) kinds |= UINT64_C(1) << RO_THING_COMPANY;
    return kinds & ~UINT64_C(1);
}

/* A given name alone tells a gender as a rule, but "Clinton" and "Chen" are surnames too. */
static void note_likely(const ro_resolver *r, ro_being *who, const ro_found *name) {
    uint32_t flags = r->scan->words[name->first].facts->flags & RO_WORD_GENDER;
    if (flags == RO_WORD_MALE) who->likely |= RO_FEATURE_MALE;
    if (flags == RO_WORD_FEMALE) who->likely |= RO_FEATURE_FEMALE;
}

void ro_join_being(ro_resolver *r, uint32_t index, uint32_t being_index) {
    if (being_index == RO_NONE) return;
    ro_found *found = &r->scan->found.items[index];
    ro_being *who = &r->beings.items[being_index];
    found->entity = being_index;
    found->type = (uint8_t)who->type;
    who->mentions++;
    if (who->last_seen == RO_NONE || index > who->last_seen) who->last_seen = index;
    if (ro_genders_agree(who->features, found->features)) who->features |= found->features;
    if (!who->country) who->country = found->country;
    bool first = !who->named && !who->kept && !found->bare;
    if (first && found->kind != RO_MENTION_PRONOUN) {
        who->first = found->first;
        who->end = found->end;
    }
    if (found->kind == RO_MENTION_NAME) {
        if (who->type == RO_ENTITY_ORGANIZATION || who->type == RO_ENTITY_PLACE)
            who->kinds |= kinds_of_name(r, found->first, found->end);
        else
            note_likely(r, who, found);
        uint32_t length = who->end - who->first;
        bool longer = found->end - found->first > length;
        if (!who->named || longer) {
            who->first = found->first;
            who->end = found->end;
        }
        who->named = true;
        if (found->full.n) who->full = found->full;
    }
}
