/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who is meant: names to entities, then titles, descriptions and pronouns in the order
 * of the text, surest first. After the multi-pass sieve of Lee et al. 2013
 * (Computational Linguistics 39:4), with precision before recall.
 */
#include "analyse/people_scan.h"
#include "base/hash.h"

enum { LOOK_BACK = 80, SENTENCES_BACK = 3, CANDIDATES = 8 };

/* An entity while the article is being read. */
typedef struct being {
    ro_entity_type type;
    uint32_t first, end; /* tokens of the fullest name or description */
    uint32_t last_seen;  /* index of the newest found thing that is this */
    uint32_t mentions;
    uint16_t features;
    ro_country country;
    uint8_t offices; /* number of classes below */
    uint8_t office[4];
    bool named;
    bool alone;                   /* its family name was used alone */
    uint32_t next;                /* next being with the same key in the index */
    RO_ARRAY(const char *) words; /* offices */
    ro_str full;
} being;

/* Hash of a name or of a word of it, to the beings that have it. */
typedef struct key {
    uint32_t hash; /* 0: free */
    uint32_t count;
    uint32_t being[CANDIDATES];
} key;

typedef struct resolver {
    ro_people_scan *scan;
    RO_ARRAY(being) beings;
    key *keys;
    uint32_t mask;
    uint8_t subject, passive_subject; /* the parser's relations; 0: it has none such */
} resolver;

static key *key_of(const resolver *r, uint32_t hash) {
    if (!hash) hash = 1;
    for (uint32_t i = hash & r->mask;; i = (i + 1) & r->mask) {
        key *slot = &r->keys[i];
        if (slot->hash == hash || slot->hash == 0) return slot;
    }
}

static void index_being(resolver *r, uint32_t hash, uint32_t who) {
    key *slot = key_of(r, hash);
    slot->hash = hash ? hash : 1;
    for (uint32_t i = 0; i < slot->count; i++)
        if (slot->being[i] == who) return;
    if (slot->count < CANDIDATES) slot->being[slot->count++] = who;
}

static uint32_t tokens_hash(const resolver *r, uint32_t first, uint32_t end) {
    uint32_t hash = 0;
    for (uint32_t t = first; t < end; t++)
        hash = (uint32_t)ro_hash_mix(hash, r->scan->words[t].hash);
    return hash;
}

/* A key of another kind than that of the same words as a whole name. */
static uint32_t word_key(const resolver *r, uint32_t t) {
    return (uint32_t)ro_hash_mix(r->scan->words[t].hash, 0x77);
}

static uint32_t country_key(ro_country country, ro_entity_type type) {
    return (uint32_t)ro_hash_mix(country, 0x10000u + (uint32_t)type);
}

static bool genders_agree(uint16_t a, uint16_t b) {
    uint16_t both = (uint16_t)(a | b);
    return (both & RO_FEATURE_MALE) == 0 || (both & RO_FEATURE_FEMALE) == 0;
}

static bool is_name_word(const resolver *r, uint32_t t) {
    uint8_t shape = r->scan->words[t].shape;
    return shape == RO_SHAPE_INITIAL || shape == RO_SHAPE_CAPS || shape == RO_SHAPE_LOWER;
}

static uint32_t new_being(resolver *r, const ro_found *found) {
    being *fresh = RO_PUSH(r->scan->scratch, &r->beings);
    if (!fresh) return RO_NONE;
    fresh->type = found->type;
    fresh->first = found->first;
    fresh->end = found->end;
    fresh->named = found->kind == RO_MENTION_NAME;
    fresh->full = found->full;
    fresh->last_seen = RO_NONE;
    return r->beings.count - 1;
}

static void add_office(resolver *r, being *who, const ro_found *found) {
    if (found->office && who->offices < sizeof who->office)
        who->office[who->offices++] = found->office;
    if (!found->words || !*found->words) return;
    for (uint32_t i = 0; i < who->words.count; i++)
        if (strcmp(who->words.items[i], found->words) == 0) return;
    if (who->words.count < 16) RO_APPEND(r->scan->scratch, &who->words, found->words);
}

/* Found thing number index is this being. */
static void join(resolver *r, uint32_t index, uint32_t being_index) {
    if (being_index == RO_NONE) return;
    ro_found *found = &r->scan->found.items[index];
    being *who = &r->beings.items[being_index];
    found->entity = being_index;
    found->type = (uint8_t)who->type;
    who->mentions++;
    if (who->last_seen == RO_NONE || index > who->last_seen) who->last_seen = index;
    if (genders_agree(who->features, found->features)) who->features |= found->features;
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

/* ---- persons by name ---- */

/* Whether two names of several words may be one person: the same last word and a first
 * word that agrees (an initial agrees with its name), or one is the end of the other. */
static bool same_person(const resolver *r, const being *who, const ro_found *name) {
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
    return tokens_hash(r, who->end - shorter, who->end) ==
           tokens_hash(r, name->end - shorter, name->end);
}

static void index_person(resolver *r, const ro_found *name, uint32_t who) {
    index_being(r, tokens_hash(r, name->first, name->end), who);
    for (uint32_t t = name->first; t < name->end; t++)
        if (is_name_word(r, t)) index_being(r, word_key(r, t), who);
}

/* Names of several words, over the whole article, so that a headline's "Blinken" finds
 * the full name below it. */
static void resolve_full_names(resolver *r) {
    for (uint32_t i = 0; i < r->scan->found.count; i++) {
        ro_found *name = &r->scan->found.items[i];
        if (name->kind != RO_MENTION_NAME || name->type != RO_ENTITY_PERSON) continue;
        if (name->end - name->first < 2) continue;
        const key *slot = key_of(r, word_key(r, name->end - 1));
        uint32_t who = RO_NONE, matches = 0;
        for (uint32_t c = 0; c < slot->count; c++) {
            const being *other = &r->beings.items[slot->being[c]];
            if (!same_person(r, other, name) || !genders_agree(other->features, name->features))
                continue;
            who = slot->being[c];
            matches++;
        }
        if (matches != 1) who = new_being(r, name);
        if (who == RO_NONE) return;
        join(r, i, who);
        index_person(r, name, who);
    }
}

/* Of several who share a word of their name: the one last called by this word alone,
 * else the only one named in this sentence or the one before; else nobody is meant. */
static uint32_t choose(const resolver *r, const key *slot, const ro_found *name) {
    uint32_t best = RO_NONE, count = 0, alone = RO_NONE, near = RO_NONE, near_count = 0;
    for (uint32_t c = 0; c < slot->count; c++) {
        const being *who = &r->beings.items[slot->being[c]];
        if (who->type != RO_ENTITY_PERSON || !genders_agree(who->features, name->features))
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

static void resolve_single_name(resolver *r, uint32_t index) {
    ro_found *name = &r->scan->found.items[index];
    const key *slot = key_of(r, word_key(r, name->first));
    uint32_t who = slot->count ? choose(r, slot, name) : RO_NONE;
    if (who == RO_NONE) {
        who = new_being(r, name);
        if (who == RO_NONE) return;
        index_person(r, name, who);
    }
    r->beings.items[who].alone = true;
    join(r, index, who);
}

/* ---- names of other things ---- */

/* Hash of the first letters of the capitalised words: APEC for Asia-Pacific Economic
 * Cooperation; 0 where there is but one. */
static uint32_t acronym_key(const resolver *r, uint32_t first, uint32_t end) {
    char letters[12];
    size_t count = 0;
    for (uint32_t t = first; t < end && count < sizeof letters; t++) {
        ro_str s = ro_token_str(r->scan->article, t);
        if (s.n && ro_is_upper((unsigned char)s.p[0])) letters[count++] = s.p[0];
    }
    if (count < 2 || count == sizeof letters) return 0;
    return (uint32_t)ro_hash_mix(ro_hash_folded((ro_str){letters, count}), 0xAC);
}

static uint32_t without_country(const resolver *r, const ro_found *name) {
    uint32_t next;
    uint32_t wanted = RO_WORD_COUNTRY | RO_WORD_DEMONYM;
    const ro_word_facts *facts = ro_phrase_at(r->scan, name->first, name->end, wanted, &next);
    return facts->flags && next < name->end ? next : name->first;
}

static uint32_t find_thing(const resolver *r, const ro_found *name) {
    if (name->country && (name->type == RO_ENTITY_PLACE || name->type == RO_ENTITY_GROUP)) {
        const ro_word_facts *facts = ro_people_facts(
            r->scan->rules, ro_tokens_str(r->scan->article, name->first, name->end));
        if (facts->flags & (RO_WORD_COUNTRY | RO_WORD_DEMONYM)) {
            const key *slot = key_of(r, country_key(name->country, name->type));
            return slot->count ? slot->being[0] : RO_NONE;
        }
    }
    uint32_t hashes[4] = {tokens_hash(r, name->first, name->end), 0, 0, 0};
    if (name->full.n) hashes[1] = (uint32_t)ro_hash_mix(ro_hash_folded(name->full), 0xF0);
    bool single = name->end - name->first == 1;
    if (name->type == RO_ENTITY_ORGANIZATION) {
        if (single)
            hashes[2] = (uint32_t)ro_hash_mix(r->scan->words[name->first].hash, 0xAC);
        else
            hashes[2] = acronym_key(r, name->first, name->end);
        hashes[3] = tokens_hash(r, without_country(r, name), name->end);
    }
    for (size_t i = 0; i < 4; i++) {
        if (!hashes[i]) continue;
        const key *slot = key_of(r, hashes[i]);
        for (uint32_t c = 0; c < slot->count; c++)
            if (r->beings.items[slot->being[c]].type == name->type) return slot->being[c];
    }
    return RO_NONE;
}

static void resolve_thing(resolver *r, uint32_t index) {
    ro_found *name = &r->scan->found.items[index];
    uint32_t what = find_thing(r, name);
    if (what == RO_NONE) what = new_being(r, name);
    if (what == RO_NONE) return;
    join(r, index, what);
    index_being(r, tokens_hash(r, name->first, name->end), what);
    if (name->country && (name->type == RO_ENTITY_PLACE || name->type == RO_ENTITY_GROUP)) {
        const ro_word_facts *facts = ro_people_facts(
            r->scan->rules, ro_tokens_str(r->scan->article, name->first, name->end));
        if (facts->flags & (RO_WORD_COUNTRY | RO_WORD_DEMONYM))
            index_being(r, country_key(name->country, name->type), what);
    }
    if (name->full.n) index_being(r, (uint32_t)ro_hash_mix(ro_hash_folded(name->full), 0xF0), what);
    if (name->type != RO_ENTITY_ORGANIZATION) return;
    index_being(r,
                (uint32_t)ro_hash_mix(
                    ro_hash_folded(ro_tokens_str(r->scan->article, name->first, name->end)), 0xF0),
                what);
    index_being(r, tokens_hash(r, without_country(r, name), name->end), what);
    uint32_t acronym = acronym_key(r, name->first, name->end);
    if (acronym && name->end - name->first > 1) index_being(r, acronym, what);
    if (name->end - name->first == 1)
        index_being(r, (uint32_t)ro_hash_mix(r->scan->words[name->first].hash, 0xAC), what);
}

/* ---- titles and descriptions ---- */

static bool holds_class(const being *who, uint8_t wanted) {
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

static bool same_words(const being *who, const char *words) {
    for (uint32_t i = 0; i < who->words.count; i++)
        if (strcmp(who->words.items[i], words) == 0) return true;
    return false;
}

/* How well a title or description fits a person named before: 0 not at all. */
static unsigned fit(const being *who, const ro_found *found) {
    if (who->type != RO_ENTITY_PERSON || !genders_agree(who->features, found->features)) return 0;
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
static uint32_t find_described(const resolver *r, uint32_t index) {
    const ro_found *found = &r->scan->found.items[index];
    uint32_t best = RO_NONE;
    unsigned best_fit = 0;
    for (uint32_t back = 1; back <= LOOK_BACK * 2 && back <= index; back++) {
        const ro_found *other = &r->scan->found.items[index - back];
        if (other->entity == RO_NONE || other->kind == RO_MENTION_PRONOUN) continue;
        if (other->first <= found->first && other->end >= found->end) continue;
        const being *who = &r->beings.items[other->entity];
        unsigned score = fit(who, found);
        /* The same common noun, just said: "a US official … the official". */
        if (!who->named &&
            r->scan->words[who->end - 1].hash == r->scan->words[found->end - 1].hash && score &&
            back <= LOOK_BACK)
            score = 5;
        if (score > best_fit) {
            best = other->entity;
            best_fit = score;
        }
    }
    return best;
}

static void describe(resolver *r, uint32_t index) {
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
    if (who == RO_NONE) who = new_being(r, found);
    if (who == RO_NONE) return;
    bool fresh = r->beings.items[who].mentions == 0;
    join(r, index, who);
    if (fresh || found->of != RO_NONE) add_office(r, &r->beings.items[who], found);
}

/* The organization that "the ministry" means: the last whose name ends in that word. */
static uint32_t find_organization(const resolver *r, uint32_t index) {
    const ro_found *found = &r->scan->found.items[index];
    for (uint32_t back = 1; back <= LOOK_BACK * 2 && back <= index; back++) {
        const ro_found *other = &r->scan->found.items[index - back];
        if (other->entity == RO_NONE || other->type != RO_ENTITY_ORGANIZATION) continue;
        if (found->country && other->country && found->country != other->country) continue;
        const being *what = &r->beings.items[other->entity];
        uint32_t head = r->scan->words[found->head].hash;
        if (r->scan->words[what->end - 1].hash == head || r->scan->words[what->first].hash == head)
            return other->entity;
    }
    return RO_NONE;
}

static void describe_organization(resolver *r, uint32_t index) {
    uint32_t what = find_organization(r, index);
    /* "the board" is nobody in "across the board": it takes a name before it or in it. */
    const ro_found *found = &r->scan->found.items[index];
    bool tied = found->country || found->kind == RO_MENTION_TITLE;
    if (what == RO_NONE && tied) what = new_being(r, found);
    join(r, index, what);
}

/* ---- pronouns ---- */

/* Whether a found thing is the subject of a clause, as the parser sees it. */
static bool is_subject(const resolver *r, const ro_found *found) {
    uint32_t end = found->end - found->first > 8 ? found->first + 8 : found->end;
    for (uint32_t t = found->first; t < end; t++) {
        uint8_t relation = r->scan->article->tokens.items[t].deprel;
        if (relation && (relation == r->subject || relation == r->passive_subject)) return true;
    }
    return false;
}

/* Salience after Lappin and Leass 1994 in its simplest form: near, early in its
 * sentence, named, often spoken of. */
static int salience(const resolver *r, const ro_found *pronoun, const ro_found *other) {
    const being *who = &r->beings.items[other->entity];
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

static bool may_mean(const ro_found *pronoun, const being *who, const ro_found *other) {
    if (other->end > pronoun->first) return false; /* around it: "his wife" */
    bool plural = (pronoun->features & RO_FEATURE_PLURAL) != 0;
    bool thing = pronoun->features == 0;
    if (thing) return who->type == RO_ENTITY_ORGANIZATION || who->type == RO_ENTITY_PLACE;
    if (plural) return (who->features & RO_FEATURE_PLURAL) != 0;
    return who->type == RO_ENTITY_PERSON && !(who->features & RO_FEATURE_PLURAL) &&
           genders_agree(who->features, pronoun->features);
}

static bool is_person(const resolver *r, const ro_found *pronoun, const ro_found *other) {
    if (other->entity == RO_NONE || other->kind == RO_MENTION_PRONOUN) return false;
    const being *who = &r->beings.items[other->entity];
    return who->type == RO_ENTITY_PERSON && !(who->features & RO_FEATURE_PLURAL) &&
           genders_agree(who->features, pronoun->features);
}

/* "Before he left, Mr Blinken said": in a phrase that opens the sentence, with nobody
 * before the pronoun, it is whoever follows the comma. */
static uint32_t find_ahead(const resolver *r, uint32_t index) {
    const ro_found *pronoun = &r->scan->found.items[index];
    const ro_sentence *sentence = &r->scan->article->sentences.items[pronoun->sentence];
    if (!ro_word_has(r->scan, sentence->first_token, RO_WORD_FUNCTION) ||
        pronoun->first == sentence->first_token ||
        pronoun->first > sentence->first_token + LOOK_BACK)
        return RO_NONE;
    for (uint32_t i = index;
         i-- > 0 && index - i < LOOK_BACK && r->scan->found.items[i].sentence == pronoun->sentence;)
        if (is_person(r, pronoun, &r->scan->found.items[i])) return RO_NONE;
    uint32_t limit = sentence->first_token + sentence->token_count, comma = pronoun->end;
    while (comma < limit && comma < pronoun->end + LOOK_BACK &&
           !ro_token_is(r->scan->article, comma, ","))
        comma++;
    for (uint32_t i = index + 1; i < r->scan->found.count && i - index < LOOK_BACK; i++) {
        const ro_found *other = &r->scan->found.items[i];
        if (other->first > comma + 3 || other->sentence != pronoun->sentence) break;
        if (other->first > comma && is_person(r, pronoun, other) && other->kind == RO_MENTION_NAME)
            return other->entity;
    }
    return RO_NONE;
}

/* "Blinken and his group": the owner is whoever stands before the "and". */
static uint32_t find_joined(const resolver *r, uint32_t index) {
    const ro_found *pronoun = &r->scan->found.items[index];
    if (index == 0 || pronoun->first < 2 ||
        !ro_token_is(r->scan->article, pronoun->first - 1, "and"))
        return RO_NONE;
    const ro_found *other = &r->scan->found.items[index - 1];
    return other->end == pronoun->first - 1 && is_person(r, pronoun, other) ? other->entity
                                                                            : RO_NONE;
}

static uint32_t find_sure(const resolver *r, uint32_t index) {
    if (!(r->scan->found.items[index].features & (RO_FEATURE_MALE | RO_FEATURE_FEMALE)))
        return RO_NONE;
    uint32_t who = find_joined(r, index);
    return who != RO_NONE ? who : find_ahead(r, index);
}

static void resolve_pronoun(resolver *r, uint32_t index) {
    uint32_t sure = find_sure(r, index);
    if (sure != RO_NONE) {
        join(r, index, sure);
        return;
    }
    const ro_found *pronoun = &r->scan->found.items[index];
    int best_score = 0;
    uint32_t best = RO_NONE;
    for (uint32_t back = 1; back <= LOOK_BACK && back <= index; back++) {
        const ro_found *other = &r->scan->found.items[index - back];
        if (other->sentence + SENTENCES_BACK < pronoun->sentence) break;
        if (other->entity == RO_NONE || other->quoted != pronoun->quoted) continue;
        const being *who = &r->beings.items[other->entity];
        if (!may_mean(pronoun, who, other)) continue;
        int score = salience(r, pronoun, other);
        if (best == RO_NONE || score > best_score) {
            best = other->entity;
            best_score = score;
        }
    }
    if (best != RO_NONE) join(r, index, best);
}

/* ---- writing ---- */

static const char *name_of_being(ro_article *article, const being *who) {
    ro_str words = ro_tokens_str(article, who->first, who->end);
    return ro_arena_copy(&article->arena, words.p, words.n);
}

static void write_entities(resolver *r) {
    ro_article *article = r->scan->article;
    for (uint32_t i = 0; i < r->beings.count; i++) {
        const being *who = &r->beings.items[i];
        ro_entity *entity = RO_PUSH(&article->arena, &article->entities);
        if (!entity) return;
        entity->type = who->type;
        entity->named = who->named;
        entity->name = name_of_being(article, who);
        entity->country = ro_country_code(&article->arena, who->country);
        entity->features = who->features;
        if (!who->words.count) continue;
        const char **offices = RO_ARENA_ARRAY(&article->arena, const char *, who->words.count);
        if (!offices) return;
        memcpy(offices, who->words.items, who->words.count * sizeof *offices);
        entity->offices = offices;
        entity->office_count = who->words.count;
    }
}

static void write_mentions(resolver *r) {
    ro_article *article = r->scan->article;
    for (uint32_t i = 0; i < r->scan->found.count; i++) {
        const ro_found *found = &r->scan->found.items[i];
        if (found->entity == RO_NONE) continue;
        ro_mention *mention = RO_PUSH(&article->arena, &article->mentions);
        if (!mention) return;
        mention->span = (ro_span){article->tokens.items[found->first].span.start,
                                  article->tokens.items[found->end - 1].span.end};
        mention->type = r->beings.items[found->entity].type;
        mention->kind = (ro_mention_kind)found->kind;
        mention->entity = found->entity;
    }
}

static bool make_index(resolver *r) {
    size_t words = 1;
    for (uint32_t i = 0; i < r->scan->found.count; i++)
        words += r->scan->found.items[i].end - r->scan->found.items[i].first + 5;
    uint32_t size = 64;
    while (size / 2 < words && size < 1u << 28) size *= 2;
    r->keys = RO_ARENA_ARRAY(r->scan->scratch, key, size);
    r->mask = size - 1;
    return r->keys != NULL;
}

void ro_resolve_people(ro_people_scan *scan) {
    resolver r = {.scan = scan,
                  .subject = ro_deprel_find(RO_STR("nsubj")),
                  .passive_subject = ro_deprel_find(RO_STR("nsubj:pass"))};
    if (scan->scratch->oom || !make_index(&r)) return;
    resolve_full_names(&r);
    for (uint32_t i = 0; i < scan->found.count && !scan->scratch->oom; i++) {
        const ro_found *found = &scan->found.items[i];
        if (found->entity != RO_NONE) continue;
        if (found->kind != RO_MENTION_NAME) continue;
        if (found->type == RO_ENTITY_PERSON)
            resolve_single_name(&r, i);
        else
            resolve_thing(&r, i);
    }
    /* What stands beside a name first: later titles look for those offices. */
    for (uint32_t i = 0; i < scan->found.count && !scan->scratch->oom; i++)
        if (scan->found.items[i].of != RO_NONE) describe(&r, i);
    for (uint32_t i = 0; i < scan->found.count && !scan->scratch->oom; i++) {
        const ro_found *found = &scan->found.items[i];
        if (found->entity != RO_NONE) continue;
        if (found->kind == RO_MENTION_PRONOUN)
            resolve_pronoun(&r, i);
        else if (found->type == RO_ENTITY_ORGANIZATION)
            describe_organization(&r, i);
        else
            describe(&r, i);
    }
    if (scan->scratch->oom) return;
    write_entities(&r);
    write_mentions(&r);
}
