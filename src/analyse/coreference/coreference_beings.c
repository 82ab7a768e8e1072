/* SPDX-License-Identifier: Apache-2.0 */
/* Who is known so far, and an index of them by their words. */
#include "analyse/coreference/coreference.h"
#include "base/hash.h"

/* tokens of a phrase that are looked through */

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
    return r->beings.count - 1;
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
    if (found->kind == RO_MENTION_NAME) {
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
