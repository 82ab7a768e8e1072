/* SPDX-License-Identifier: Apache-2.0 */
/* Who is meant by a name. */
#include "analyse/coreference/coreference.h"
#include "base/hash.h"

/* A key of another kind than that of the same words as a whole name. */
static uint32_t word_key(const ro_resolver *r, uint32_t t) {
    return (uint32_t)ro_hash_mix(r->scan->words[t].hash, 0x77);
}

static uint32_t country_key(ro_country country, ro_entity_type type) {
    return (uint32_t)ro_hash_mix(country, 0x10000u + (uint32_t)type);
}

static bool is_name_word(const ro_resolver *r, uint32_t t) {
    uint8_t shape = r->scan->words[t].shape;
    return shape == RO_SHAPE_INITIAL || shape == RO_SHAPE_CAPS || shape == RO_SHAPE_LOWER;
}

/* Whether two names of several words may be one person: the same last word and a first
 * word that agrees (an initial agrees with its name), or one is the end of the other. */
static bool same_person(const ro_resolver *r, const ro_being *who, const ro_found *name) {
    const ro_seen_word *words = r->scan->words;
    if (words[who->end - 1].hash != words[name->end - 1].hash) return false;
    uint32_t a = who->first, b = name->first;
    if (words[a].hash == words[b].hash) return true;
    ro_str x = ro_token_str(r->scan->article, a), y = ro_token_str(r->scan->article, b);
    bool initial = words[a].shape == RO_SHAPE_LETTER || words[b].shape == RO_SHAPE_LETTER;
    if (initial && x.n && y.n && x.p[0] == y.p[0]) return true;
    uint32_t length_a = who->end - a, length_b = name->end - b;
    uint32_t shorter = length_a < length_b ? length_a : length_b;
    if (shorter < 2) return false;
    return ro_words_hash(r, who->end - shorter, who->end) ==
           ro_words_hash(r, name->end - shorter, name->end);
}

static void index_person(ro_resolver *r, const ro_found *name, uint32_t who) {
    ro_index_being(r, ro_words_hash(r, name->first, name->end), who);
    for (uint32_t t = name->first; t < name->end; t++)
        if (is_name_word(r, t)) ro_index_being(r, word_key(r, t), who);
}

/* Names of several words, over the whole article, so that a headline's "Blinken" finds
 * the full name below it. */
void ro_resolve_full_names(ro_resolver *r) {
    for (uint32_t i = 0; i < r->scan->found.count; i++) {
        ro_found *name = &r->scan->found.items[i];
        if (name->kind != RO_MENTION_NAME || name->type != RO_ENTITY_PERSON) continue;
        if (name->end - name->first < 2) continue;
        const ro_being_key *slot = ro_beings_of(r, word_key(r, name->end - 1));
        uint32_t who = RO_NONE, matches = 0;
        for (uint32_t c = 0; c < slot->count; c++) {
            const ro_being *other = &r->beings.items[slot->being[c]];
            if (!same_person(r, other, name) || !ro_genders_agree(other->features, name->features))
                continue;
            who = slot->being[c];
            matches++;
        }
        if (matches != 1) who = ro_new_being(r, name);
        if (who == RO_NONE) return;
        ro_join_being(r, i, who);
        index_person(r, name, who);
    }
}

/* Of several who share a word of their name: the one last called by this word alone,
 * else the only one named in this sentence or the one before; else nobody is meant. */
static uint32_t choose(const ro_resolver *r, const ro_being_key *slot, const ro_found *name) {
    uint32_t best = RO_NONE, count = 0, alone = RO_NONE, near = RO_NONE, near_count = 0;
    for (uint32_t c = 0; c < slot->count; c++) {
        const ro_being *who = &r->beings.items[slot->being[c]];
        if (who->type != RO_ENTITY_PERSON || !ro_genders_agree(who->features, name->features))
            continue;
        best = slot->being[c];
        count++;
        if (who->alone) alone = best;
        const ro_found *seen = &r->scan->found.items[who->last_seen];
        if (seen->first < name->first && seen->sentence + 1 >= name->sentence) {
            near = best;
            near_count++;
        }
    }
    if (count == 1) return best;
    if (near_count == 1) return near;
    return alone;
}

static void resolve_single_name(ro_resolver *r, uint32_t index) {
    ro_found *name = &r->scan->found.items[index];
    const ro_being_key *slot = ro_beings_of(r, word_key(r, name->first));
    uint32_t who = slot->count ? choose(r, slot, name) : RO_NONE;
    if (who == RO_NONE) {
        who = ro_new_being(r, name);
        if (who == RO_NONE) return;
        index_person(r, name, who);
    }
    r->beings.items[who].alone = true;
    ro_join_being(r, index, who);
}

/* ---- names of other things ---- */

/* Hash of the first letters of the capitalised words: APEC for Asia-Pacific Economic
 * Cooperation; 0 where there is but one. */
static uint32_t acronym_key(const ro_resolver *r, uint32_t first, uint32_t end) {
    char letters[12];
    size_t count = 0;
    for (uint32_t t = first; t < end && count < sizeof letters; t++) {
        ro_str s = ro_token_str(r->scan->article, t);
        if (s.n && ro_is_upper((unsigned char)s.p[0])) letters[count++] = s.p[0];
    }
    if (count < 2 || count == sizeof letters) return 0;
    return (uint32_t)ro_hash_mix((uint32_t)ro_hash_folded((ro_str){letters, count}), 0xAC);
}

static uint32_t without_country(const ro_resolver *r, const ro_found *name) {
    uint32_t next;
    uint32_t wanted = RO_WORD_COUNTRY | RO_WORD_DEMONYM;
    const ro_word_facts *facts = ro_phrase_at(r->scan, name->first, name->end, wanted, &next);
    return facts->flags && next < name->end ? next : name->first;
}

/* The end of a name without its legal form: Boeing Co., Apple Inc. */
static uint32_t without_legal_form(const ro_resolver *r, const ro_found *name) {
    uint32_t end = name->end;
    while (end > name->first + 1 && (ro_word_has(r->scan, end - 1, RO_WORD_LEGAL) ||
                                     r->scan->words[end - 1].shape == RO_SHAPE_MARK))
        end--;
    return end;
}

enum { THING_KEYS = 5 }; /* as many ways of shortening as thing_keys knows */

/* The hashes under which a thing is found again. A country has but one, whatever it is
 * called; an organization may lose its country, its legal form or all but its letters. */
static size_t thing_keys(const ro_resolver *r, const ro_found *name, uint32_t keys[THING_KEYS]) {
    ro_str form = ro_tokens_str(r->scan->article, name->first, name->end);
    if (name->country && (name->type == RO_ENTITY_PLACE || name->type == RO_ENTITY_GROUP) &&
        (ro_people_facts(r->scan->rules, form)->flags & (RO_WORD_COUNTRY | RO_WORD_DEMONYM))) {
        keys[0] = country_key(name->country, name->type);
        return 1;
    }
    size_t count = 0;
    keys[count++] = ro_words_hash(r, name->first, name->end);
    if (name->type != RO_ENTITY_ORGANIZATION && !name->full.n) return count;
    ro_str full = name->full.n ? name->full : form;
    keys[count++] = (uint32_t)ro_hash_mix(ro_hash_folded(full), 0xF0);
    if (name->type != RO_ENTITY_ORGANIZATION) return count;
    keys[count++] = ro_words_hash(r, without_country(r, name), name->end);
    keys[count++] = ro_words_hash(r, name->first, without_legal_form(r, name));
    uint32_t letters = name->end - name->first > 1
                           ? acronym_key(r, name->first, name->end)
                           : (uint32_t)ro_hash_mix(r->scan->words[name->first].hash, 0xAC);
    if (letters) keys[count++] = letters;
    return count;
}

/* Under which an organization's name of several words is found by its first: "Lehman". */
static uint32_t first_word_key(const ro_resolver *r, const ro_found *name) {
    return (uint32_t)ro_hash_mix(r->scan->words[name->first].hash, 0x1F);
}

static uint32_t find_thing(const ro_resolver *r, const ro_found *name, const uint32_t *keys,
                           size_t count) {
    for (size_t i = 0; i < count; i++) {
        const ro_being_key *slot = ro_beings_of(r, keys[i]);
        for (uint32_t c = 0; c < slot->count; c++)
            if (r->beings.items[slot->being[c]].type == name->type) return slot->being[c];
    }
    if (name->type != RO_ENTITY_ORGANIZATION || name->end - name->first > 1 ||
        ro_word_has(r->scan, name->first, RO_WORD_COMMON | RO_WORD_PLACES | RO_WORD_PEOPLES))
        return RO_NONE;
    const ro_being_key *slot = ro_beings_of(r, first_word_key(r, name));
    return slot->count == 1 ? slot->being[0] : RO_NONE;
}

static void resolve_thing(ro_resolver *r, uint32_t index) {
    ro_found *name = &r->scan->found.items[index];
    uint32_t keys[THING_KEYS];
    size_t count = thing_keys(r, name, keys);
    uint32_t what = find_thing(r, name, keys, count);
    if (what == RO_NONE) what = ro_new_being(r, name);
    if (what == RO_NONE) return;
    ro_join_being(r, index, what);
    for (size_t i = 0; i < count; i++) ro_index_being(r, keys[i], what);
    if (name->type == RO_ENTITY_ORGANIZATION && name->end - name->first > 1)
        ro_index_being(r, first_word_key(r, name), what);
}

/* Names of one word come after all longer ones, so that a headline's "Lehman" finds the
 * bank below it. */
void ro_resolve_names(ro_resolver *r) {
    for (int single = 0; single < 2; single++) {
        for (uint32_t i = 0; i < r->scan->found.count && !r->scan->scratch->oom; i++) {
            const ro_found *found = &r->scan->found.items[i];
            if (found->entity != RO_NONE || found->kind != RO_MENTION_NAME) continue;
            if ((found->end - found->first == 1) != single) continue;
            if (found->type == RO_ENTITY_PERSON)
                resolve_single_name(r, i);
            else
                resolve_thing(r, i);
        }
    }
}
