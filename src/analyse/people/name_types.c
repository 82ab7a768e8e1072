/* SPDX-License-Identifier: Apache-2.0 */
/* One name, one type: what is sure of a name at one place of the article holds where
 * its neighbours do not tell, and a later single word is the person it is part of. */
#include "analyse/people/people_scan.h"
#include "base/hash.h"

/* What the article says of a form (a whole name) or of one word of a person's name. */
typedef struct evidence {
    uint32_t hash; /* 0: free */
    uint8_t type;
    uint8_t certainty;
    uint16_t votes[RO_ENTITY_OTHER + 1]; /* how often it has each type at that certainty */
    bool whole;
    bool part;       /* word of a person's name of several words */
    bool opens_body; /* first word of an organization's name of several words */
    bool introduced; /* an acronym where its small form could not stand: "of IS", "(WHO)" */
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

static void vote(evidence *slot, uint8_t type) {
    if (slot->votes[type] < UINT16_MAX) slot->votes[type]++;
    if (slot->votes[type] > slot->votes[slot->type]) slot->type = type;
}

/* "Lehman" is short for Lehman Brothers, but "New" for nothing. */
static void note_opening(const ro_people_scan *scan, const evidences *all, const ro_found *name) {
    const ro_seen_word *word = &scan->words[name->first];
    uint32_t vague = RO_WORD_COMMON | RO_WORD_PLACES | RO_WORD_PEOPLES | RO_WORD_GIVEN;
    if (word->shape != RO_SHAPE_INITIAL || (word->facts->flags & vague)) return;
    evidence *slot = evidence_of(all, word->hash ? word->hash : 1);
    slot->hash = word->hash ? word->hash : 1;
    slot->opens_body = true;
}

/* Room for @p more names beside those found. */
static bool collect(const ro_people_scan *scan, evidences *all, uint32_t more) {
    size_t words = 1 + (size_t)more;
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
            memset(slot->votes, 0, sizeof slot->votes);
        }
        if (name->certainty == slot->certainty) vote(slot, name->type);
        if (name->type == RO_ENTITY_PERSON && name->end - name->first > 1)
            note_parts(scan, all, name);
        if (name->type == RO_ENTITY_ORGANIZATION && name->end - name->first > 1)
            note_opening(scan, all, name);
    }
    return true;
}

void ro_settle_types(ro_people_scan *scan) {
    if (scan->tagged) {
        ro_mend_spans(scan);
        ro_decide_types(scan);
        return;
    }
    evidences all;
    if (!collect(scan, &all, 0)) return;
    for (uint32_t i = 0; i < scan->found.count; i++) {
        ro_found *name = &scan->found.items[i];
        const evidence *seen = evidence_of(&all, form_hash(scan, name));
        bool single = name->end - name->first == 1;
        if (seen->whole && seen->certainty > name->certainty) {
            name->type = seen->type;
            name->certainty = seen->certainty;
        } else if (seen->whole && name->certainty < RO_CERTAIN &&
                   seen->votes[seen->type] > 2 * seen->votes[name->type]) {
            name->type = seen->type;
        }
        if (single && seen->part && name->certainty < RO_CERTAIN) {
            name->type = RO_ENTITY_PERSON;
            name->certainty = RO_LIKELY;
        } else if (single && seen->opens_body && name->certainty < RO_CERTAIN) {
            name->type = RO_ENTITY_ORGANIZATION;
        }
    }
}

static bool is_acronym(const ro_people_scan *scan, const ro_found *name) {
    return name->end - name->first == 1 && scan->words[name->first].shape == RO_SHAPE_CAPS &&
           ro_word_has(scan, name->first, RO_WORD_CAPS) &&
           ro_word_has(scan, name->first, RO_WORD_ORG) &&
           scan->cases[name->sentence] == RO_CASE_NORMAL;
}

/* Acronyms of the tables that are common words in small letters, and stand once at least
 * where those could not. */
static void note_acronyms(const ro_people_scan *scan, const evidences *all, const ro_found *old,
                          uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (!is_acronym(scan, &old[i]) || scan->words[old[i].first].first) continue;
        ro_str before = ro_token_str(scan->article, old[i].first - 1);
        if (!ro_in_group(&scan->rules->groups, before, RO_GROUP_ACRONYM) &&
            !ro_str_eq(before, RO_STR("(")))
            continue;
        uint32_t hash = form_hash(scan, &old[i]);
        evidence *slot = evidence_of(all, hash);
        slot->hash = hash;
        slot->introduced = true;
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
    if (seen->introduced && is_acronym(scan, name)) return true;
    /* So is one capital that no list of words has, where its neighbours say what it is. */
    if (name->end - name->first == 1 && !scan->words[name->first].first &&
        scan->words[name->first].shape == RO_SHAPE_INITIAL && name->certainty >= RO_LIKELY &&
        scan->cases[name->sentence] == RO_CASE_NORMAL && name->type != RO_ENTITY_OTHER &&
        !ro_word_has(scan, name->first, RO_WORD_COMMON))
        return true;
    /* So are a given name and another where the tables are sure of both. */
    if (name->end - name->first > 1 && name->type == RO_ENTITY_PERSON &&
        name->certainty == RO_CERTAIN && scan->cases[name->sentence] == RO_CASE_NORMAL)
        return true;
    /* Several capitals in the middle of an ordinary sentence are a name. */
    if (name->end - name->first > 1 && !scan->words[name->first].first &&
        scan->cases[name->sentence] == RO_CASE_NORMAL && name->type != RO_ENTITY_OTHER)
        return true;
    if (name->end - name->first != 1 || (!seen->part && !seen->opens_body)) return false;
    name->type = seen->part ? RO_ENTITY_PERSON : RO_ENTITY_ORGANIZATION;
    return true;
}

/* A capital within an ordinary sentence that the tagger took for no name: the article may
 * speak for it yet. */
static bool may_stand(const ro_people_scan *scan, const ro_found *name) {
    const ro_seen_word *word = &scan->words[name->first];
    if (name->end - name->first != 1 || word->first) return false;
    if (scan->cases[name->sentence] != RO_CASE_NORMAL) return false;
    if (word->shape != RO_SHAPE_INITIAL && word->shape != RO_SHAPE_CAPS) return false;
    /* "Sept." is short for no name, "Ariz." is a place of the tables. */
    ro_str form = ro_token_str(scan->article, name->first);
    if (form.n < 3 || (form.p[form.n - 1] == '.' && !word->facts->hint)) return false;
    return !(word->facts->flags & (RO_WORD_TITLE | RO_WORD_CALENDAR | RO_WORD_FUNCTION));
}

/* Whether a name by the rules goes before a part of it that was tagged: known phrases, and
 * organizations by their last word, in which the tagger saw but a place. */
static bool holds_more(const ro_found *name, const ro_found *tagged) {
    if (tagged->first < name->first || tagged->end > name->end) return false;
    if (name->known && name->end - name->first > 1) return true;
    return name->type == RO_ENTITY_ORGANIZATION && name->certainty == RO_CERTAIN &&
           tagged->type == RO_ENTITY_PLACE && name->end - name->first > tagged->end - tagged->first;
}

void ro_restore_names(ro_people_scan *scan, const ro_found *old, uint32_t count) {
    evidences all;
    scan->tagged = true;
    for (uint32_t i = 0; i < scan->found.count; i++)
        scan->found.items[i].tagged = (uint8_t)(scan->found.items[i].type + 1);
    if (!collect(scan, &all, count)) return;
    note_acronyms(scan, &all, old, count);
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
            bool stands = should_stand(scan, &all, &name);
            name.doubtful = !stands;
            if (stands || may_stand(scan, &name)) RO_APPEND(scan->scratch, &scan->found, name);
        } else if (holds_more(&name, &tagged[t])) {
            /* "Asia-Pacific" was tagged in Asia-Pacific Economic Cooperation. */
            RO_APPEND(scan->scratch, &scan->found, name);
            while (t < tagged_count && tagged[t].first < name.end) t++;
        }
    }
    for (; t < tagged_count; t++) RO_APPEND(scan->scratch, &scan->found, tagged[t]);
}
