/* SPDX-License-Identifier: Apache-2.0 */
/* One name, one type: what is sure of a name at one place of the article holds where
 * its neighbours do not tell, and a later single word is the person it is part of. */
#include "analyse/people_scan.h"
#include "base/hash.h"

/* What the article says of a form (a whole name) or of one word of a person's name. */
typedef struct evidence {
    uint32_t hash; /* 0: free */
    uint8_t type;
    uint8_t certainty;
    bool whole;
    bool part; /* word of a person's name of several words */
} evidence;

typedef struct evidences {
    evidence *slots;
    uint32_t mask;
} evidences;

static evidence *evidence_of(const evidences *all, uint32_t hash) {
    for (uint32_t i = hash & all->mask;; i = (i + 1) & all->mask) {
        evidence *slot = &all->slots[i];
        if (slot->hash == hash || slot->hash == 0) return slot;
    }
}

static uint32_t form_hash(const ro_people_scan *scan, const ro_found *name) {
    uint32_t hash = scan->words[name->first].hash;
    for (uint32_t t = name->first + 1; t < name->end; t++)
        hash = (uint32_t)ro_hash_mix(hash, scan->words[t].hash);
    return hash ? hash : 1;
}

static void note_parts(const ro_people_scan *scan, const evidences *all, const ro_found *name) {
    for (uint32_t t = name->first; t < name->end; t++) {
        const ro_seen_word *word = &scan->words[t];
        if (word->shape != RO_SHAPE_INITIAL && word->shape != RO_SHAPE_CAPS) continue;
        evidence *slot = evidence_of(all, word->hash ? word->hash : 1);
        slot->hash = word->hash ? word->hash : 1;
        slot->part = true;
    }
}

static bool collect(const ro_people_scan *scan, evidences *all) {
    size_t words = 1;
    for (uint32_t i = 0; i < scan->found.count; i++)
        words += scan->found.items[i].end - scan->found.items[i].first + 1;
    uint32_t size = 64;
    while (size / 2 < words && size < 1u << 30) size *= 2;
    all->slots = RO_ARENA_ARRAY(scan->scratch, evidence, size);
    all->mask = size - 1;
    if (!all->slots) return false;
    for (uint32_t i = 0; i < scan->found.count; i++) {
        const ro_found *name = &scan->found.items[i];
        uint32_t hash = form_hash(scan, name);
        evidence *slot = evidence_of(all, hash);
        if (!slot->whole || name->certainty > slot->certainty) {
            slot->hash = hash;
            slot->whole = true;
            slot->type = name->type;
            slot->certainty = name->certainty;
        }
        if (name->type == RO_ENTITY_PERSON && name->end - name->first > 1)
            note_parts(scan, all, name);
    }
    return true;
}

void ro_settle_types(ro_people_scan *scan) {
    evidences all;
    if (!collect(scan, &all)) return;
    for (uint32_t i = 0; i < scan->found.count; i++) {
        ro_found *name = &scan->found.items[i];
        const evidence *seen = evidence_of(&all, form_hash(scan, name));
        bool single = name->end - name->first == 1;
        if (seen->whole && seen->certainty > name->certainty) {
            name->type = seen->type;
            name->certainty = seen->certainty;
        }
        if (single && seen->part && name->certainty < RO_CERTAIN) {
            name->type = RO_ENTITY_PERSON;
            name->certainty = RO_LIKELY;
        }
    }
}

/* Whether a name that the tagger did not see should stand: peoples, phrases of several
 * words from the tables, and what the tagger calls a name elsewhere in the article. */
static bool should_stand(const ro_people_scan *scan, const evidences *all, ro_found *name) {
    if (name->type == RO_ENTITY_GROUP || name->known) return true;
    const evidence *seen = evidence_of(all, form_hash(scan, name));
    if (seen->whole && seen->type != RO_ENTITY_OTHER) {
        name->type = seen->type;
        return true;
    }
    /* Several capitals in the middle of an ordinary sentence are a name. */
    if (name->end - name->first > 1 && !scan->words[name->first].first &&
        scan->cases[name->sentence] == RO_CASE_NORMAL && name->type != RO_ENTITY_OTHER)
        return true;
    if (name->end - name->first != 1 || !seen->part) return false;
    name->type = RO_ENTITY_PERSON;
    return true;
}

void ro_restore_names(ro_people_scan *scan, const ro_found *old, uint32_t count) {
    evidences all;
    if (!collect(scan, &all)) return;
    const ro_found *tagged = scan->found.items;
    uint32_t tagged_count = scan->found.count, t = 0;
    memset(&scan->found, 0, sizeof scan->found);
    for (uint32_t i = 0; i < count && !scan->scratch->oom; i++) {
        ro_found name = old[i];
        for (; t < tagged_count && tagged[t].end <= name.first; t++)
            RO_APPEND(scan->scratch, &scan->found, tagged[t]);
        const ro_found *last = scan->found.count ? &scan->found.items[scan->found.count - 1] : NULL;
        if (last && last->end > name.first) continue;
        bool free = t == tagged_count || tagged[t].first >= name.end;
        if (free) {
            if (should_stand(scan, &all, &name)) RO_APPEND(scan->scratch, &scan->found, name);
        } else if (name.known && name.end - name.first > 1 && tagged[t].first >= name.first &&
                   tagged[t].end <= name.end) {
            /* "Asia-Pacific" was tagged in Asia-Pacific Economic Cooperation. */
            RO_APPEND(scan->scratch, &scan->found, name);
            while (t < tagged_count && tagged[t].first < name.end) t++;
        }
    }
    for (; t < tagged_count; t++) RO_APPEND(scan->scratch, &scan->found, tagged[t]);
}
