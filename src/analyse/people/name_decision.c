/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One type for each form of a name in an article: what its words, its neighbours at each
 * place, longer names that hold it, its peers in lists and the tagger say is added up.
 */
#include "analyse/people/people_scan.h"
#include "base/hash.h"

enum {
    TAGGER_ONE = 4,  /* weight of the tagger for a name of one word, and of several */
    TAGGER_MANY = 7, /* where it said the same at each place */
    PLACES_MOST = 8, /* of neighbours over all places: they repeat themselves */
    CLEAR = 4,       /* ahead by so much, the type speaks for others */
    NEED = 3,        /* for a doubtful name to stand */
    NEED_VAGUE = 4,  /* and for one that is a common word too, or all capitals: a VBIED */
    LIST_FAR = 3     /* tokens between two of a list: ", and the" */
};

/* What is known of a form, and of a word as part of longer names. */
typedef struct form {
    uint32_t hash; /* 0: free */
    uint32_t count;
    uint16_t tags[RO_TYPE_VOTES]; /* by the tagger */
    ro_type_votes words, places, peers;
    bool whole;
    bool person_part; /* of a person's name of several words */
    bool opens_body;  /* first word of an organization's name of several words */
    bool closes_body; /* its last word: "the Journal" */
    uint8_t initials; /* type, plus one, of a longer name with these first letters */
} form;

typedef struct decision {
    ro_people_scan *scan;
    form *forms;
    uint32_t mask;
    ro_type_votes *here; /* of the neighbours of each name found */
} decision;

static form *form_of(const decision *d, uint32_t hash) {
    hash = hash ? hash : 1;
    for (uint32_t i = hash & d->mask;; i = (i + 1) & d->mask) {
        form *slot = &d->forms[i];
        if (slot->hash == hash || slot->hash == 0) {
            slot->hash = hash;
            return slot;
        }
    }
}

static uint32_t name_hash(const ro_people_scan *scan, const ro_found *name) {
    uint32_t hash = scan->words[name->first].hash;
    for (uint32_t t = name->first + 1; t < name->end; t++)
        hash = (uint32_t)ro_hash_mix(hash, scan->words[t].hash);
    return hash;
}

static bool single(const ro_found *name) {
    return name->end - name->first == 1;
}

/* ---- hearing everyone ---- */

static bool make_room(decision *d) {
    size_t words = 16;
    const ro_people_scan *scan = d->scan;
    for (uint32_t i = 0; i < scan->found.count; i++)
        words += scan->found.items[i].end - scan->found.items[i].first + 2;
    uint32_t size = 64;
    while (size / 2 < words && size < 1u << 28) size *= 2;
    d->forms = RO_ARENA_ARRAY(scan->scratch, form, size);
    d->mask = size - 1;
    d->here = RO_ARENA_ARRAY(scan->scratch, ro_type_votes, (size_t)scan->found.count + 1);
    return d->forms && d->here;
}

static void hear_all(decision *d) {
    ro_people_scan *scan = d->scan;
    for (uint32_t i = 0; i < scan->found.count; i++) {
        const ro_found *name = &scan->found.items[i];
        form *slot = form_of(d, name_hash(scan, name));
        if (!slot->whole) ro_hear_words(scan, name, &slot->words);
        if (!slot->whole && name->certainty == RO_CERTAIN) slot->words.of[name->type] += 4;
        slot->whole = true;
        slot->count++;
        if (name->tagged) slot->tags[name->tagged - 1]++;
        ro_hear_neighbours(scan, name, &d->here[i]);
        for (size_t k = 0; k < RO_TYPE_VOTES; k++) slot->places.of[k] += d->here[i].of[k];
    }
}

/* ---- adding up ---- */

static int32_t bounded(int32_t votes) {
    return votes > PLACES_MOST ? PLACES_MOST : votes < -PLACES_MOST ? -PLACES_MOST : votes;
}

/* Longer names of the article that a name of one word may be short for. */
static void hear_longer(const decision *d, const ro_found *name, const form *slot,
                        ro_type_votes *votes) {
    const ro_people_scan *scan = d->scan;
    const ro_seen_word *word = &scan->words[name->first];
    bool article = name->first && ro_token_is(scan->article, name->first - 1, "the");
    if (slot->person_part && !article) votes->of[RO_ENTITY_PERSON] += 8;
    uint32_t vague = RO_WORD_PLACES | RO_WORD_PEOPLES;
    if (slot->opens_body && !(word->facts->flags & vague)) votes->of[RO_ENTITY_ORGANIZATION] += 6;
    if (slot->closes_body && article && !word->first) votes->of[RO_ENTITY_ORGANIZATION] += 5;
    if (slot->initials && word->shape == RO_SHAPE_CAPS) votes->of[slot->initials - 1] += 6;
    /* The Obamas: the family of one who is named. */
    ro_str text = ro_token_str(scan->article, name->first);
    if (!article || text.n < 4 || text.p[text.n - 1] != 's') return;
    uint32_t one = (uint32_t)ro_hash_folded((ro_str){text.p, text.n - 1});
    if (form_of(d, one)->person_part) votes->of[RO_ENTITY_PERSON] += 16; /* and not by "the" */
}

static void add_up(const decision *d, uint32_t index, ro_type_votes *votes) {
    const ro_found *name = &d->scan->found.items[index];
    const form *slot = form_of(d, name_hash(d->scan, name));
    int32_t tagger = single(name) ? TAGGER_ONE + (slot->count > 2) : TAGGER_MANY;
    for (size_t k = 0; k < RO_TYPE_VOTES; k++)
        votes->of[k] = slot->words.of[k] + bounded(slot->places.of[k]) +
                       bounded(slot->peers.of[k]) +
                       (tagger * slot->tags[k] + (int32_t)slot->count / 2) / (int32_t)slot->count;
    if (single(name)) hear_longer(d, name, slot, votes);
}

/* The type with most votes; *ahead receives by how many. */
static uint8_t best_type(const ro_type_votes *votes, uint8_t now, int32_t *ahead) {
    uint8_t best = now == RO_ENTITY_OTHER ? RO_ENTITY_PERSON : now; /* any type before none */
    int32_t next = INT32_MIN / 2;
    for (unsigned k = 0; k < RO_TYPE_VOTES; k++)
        if (votes->of[k] > votes->of[best]) best = (uint8_t)k;
    if (votes->of[best] <= 0) best = votes->of[now] < 0 ? RO_ENTITY_OTHER : now;
    for (unsigned k = 0; k < RO_TYPE_VOTES; k++)
        if (k != best && votes->of[k] > next) next = votes->of[k];
    *ahead = votes->of[best] - next;
    return best;
}

static void set_type(ro_found *name, uint8_t type, int32_t ahead) {
    if (type != name->type && type == RO_ENTITY_PERSON) {
        name->country = 0;
        name->full = RO_STR("");
    }
    name->type = type;
    name->certainty = (uint8_t)(ahead >= 2 * CLEAR ? RO_CERTAIN : RO_LIKELY);
}

/* The type at one place; a name that this place alone is sure of keeps it there:
 * Washington the man. */
static int32_t decide(const decision *d, uint32_t index) {
    ro_found *name = &d->scan->found.items[index];
    ro_type_votes votes;
    add_up(d, index, &votes);
    int32_t ahead, ahead_here;
    uint8_t type = best_type(&votes, name->type, &ahead);
    uint8_t type_here = best_type(&d->here[index], type, &ahead_here);
    const form *slot = form_of(d, name_hash(d->scan, name));
    if (type_here != type && ahead_here >= 6 && d->here[index].of[type] <= 0 &&
        slot->words.of[type] < 5)
        type = type_here;
    set_type(name, type, ahead);
    return votes.of[type];
}

/* ---- longer names, then their parts ---- */

static void note_initials(const decision *d, const ro_found *name) {
    char letters[12];
    size_t count = 0;
    for (uint32_t t = name->first; t < name->end && count < sizeof letters; t++) {
        ro_str s = ro_token_str(d->scan->article, t);
        if (s.n && ro_is_upper((unsigned char)s.p[0])) letters[count++] = s.p[0];
    }
    if (count < 3 || count == sizeof letters) return;
    form_of(d, (uint32_t)ro_hash_folded((ro_str){letters, count}))->initials =
        (uint8_t)(name->type + 1);
}

static void note_parts(const decision *d, const ro_found *name) {
    const ro_seen_word *words = d->scan->words;
    if (name->type == RO_ENTITY_PERSON) {
        for (uint32_t t = name->first; t < name->end; t++)
            if (words[t].shape == RO_SHAPE_INITIAL || words[t].shape == RO_SHAPE_CAPS)
                form_of(d, words[t].hash)->person_part = true;
        return;
    }
    note_initials(d, name);
    if (name->type != RO_ENTITY_ORGANIZATION) return;
    /* "Hansen" is short for Hansen & Sons Ltd., "John" hardly for the John Carter Centre. */
    uint32_t vague = RO_WORD_DETERMINER | RO_WORD_FUNCTION;
    if (!ro_word_has(d->scan, name->end - 1, RO_WORD_LEGAL)) vague |= RO_WORD_GIVEN;
    if (words[name->first].shape == RO_SHAPE_INITIAL && !ro_word_has(d->scan, name->first, vague))
        form_of(d, words[name->first].hash)->opens_body = true;
    form_of(d, words[name->end - 1].hash)->closes_body = true;
}

/* ---- lists ---- */

/* Whether two names stand beside each other in a list: "A, B and C"; *joined where a
 * conjunction or a hyphen ties them. */
static bool in_list(const ro_people_scan *scan, const ro_found *a, const ro_found *b,
                    bool *joined) {
    *joined = false;
    if (a->sentence != b->sentence || b->first <= a->end - 1) return false;
    if (b->first - a->end > LIST_FAR || b->first == a->end) return false;
    for (uint32_t t = a->end; t < b->first; t++) {
        bool tie = ro_token_is(scan->article, t, "and") || ro_token_is(scan->article, t, "or") ||
                   ro_token_is(scan->article, t, "&") || ro_token_is(scan->article, t, "-");
        *joined |= tie;
        if (!tie && !ro_token_is(scan->article, t, ",") && !ro_token_is(scan->article, t, "the"))
            return false;
    }
    return true;
}

/* A comma alone parts "Kent, Ohio" too: it counts among three or more. */
static void hear_peer(const decision *d, uint32_t from, uint32_t to, bool joined, bool longer) {
    const ro_people_scan *scan = d->scan;
    if (!joined && !longer) return;
    const ro_found *peer = &scan->found.items[from];
    ro_type_votes votes;
    add_up(d, from, &votes);
    int32_t ahead;
    uint8_t type = best_type(&votes, peer->type, &ahead);
    if (ahead < (type == RO_ENTITY_OTHER ? CLEAR + 1 : CLEAR)) return;
    form_of(d, name_hash(scan, &scan->found.items[to]))->peers.of[type] += joined ? 3 : 2;
}

static void hear_lists(const decision *d) {
    const ro_people_scan *scan = d->scan;
    bool before = false;
    for (uint32_t i = 0; i + 1 < scan->found.count; i++) {
        const ro_found *items = scan->found.items;
        bool joined, next_joined, behind = false;
        if (!in_list(scan, &items[i], &items[i + 1], &joined)) {
            before = false;
            continue;
        }
        if (i + 2 < scan->found.count)
            behind = in_list(scan, &items[i + 1], &items[i + 2], &next_joined);
        bool longer = before || behind;
        if (single(&items[i])) hear_peer(d, i + 1, i, joined, longer);
        if (single(&items[i + 1])) hear_peer(d, i, i + 1, joined, longer);
        before = true;
    }
}

/* ---- what stands ---- */

/* "anti-Trump" names nobody; "pro-Kurdish" has a people in it. */
static bool only_affix(const ro_people_scan *scan, ro_found *name) {
    if (!single(name)) return false;
    ro_str text = ro_token_str(scan->article, name->first);
    const char *hyphen = memchr(text.p, '-', text.n);
    if (!hyphen || hyphen - text.p < 3) return false;
    ro_str rest = {hyphen + 1, (size_t)(ro_str_end(text) - hyphen - 1)};
    if (ro_str_same(rest, RO_STR("esque")) || ro_str_same(rest, RO_STR("like"))) return true;
    if (!ro_is_lower((unsigned char)text.p[0]) || !rest.n) return false;
    if (!(ro_people_facts(scan->rules, rest)->flags & RO_WORD_PEOPLES)) return true;
    name->type = RO_ENTITY_GROUP;
    return false;
}

static bool stands(const ro_people_scan *scan, ro_found *name, int32_t votes) {
    if (only_affix(scan, name)) return false;
    if (!name->doubtful) return true;
    bool vague = ro_word_has(scan, name->first, RO_WORD_COMMON) ||
                 scan->words[name->first].shape == RO_SHAPE_CAPS;
    return votes >= (vague ? NEED_VAGUE : NEED);
}

void ro_decide_types(ro_people_scan *scan) {
    decision d = {.scan = scan};
    if (!make_room(&d)) return;
    hear_all(&d);
    for (uint32_t i = 0; i < scan->found.count; i++) {
        ro_found *name = &scan->found.items[i];
        if (single(name)) continue;
        decide(&d, i);
        note_parts(&d, name);
    }
    hear_lists(&d);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < scan->found.count; i++) {
        int32_t votes = decide(&d, i);
        if (stands(scan, &scan->found.items[i], votes))
            scan->found.items[kept++] = scan->found.items[i];
    }
    scan->found.count = kept;
}
