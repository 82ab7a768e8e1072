/* SPDX-License-Identifier: Apache-2.0 */
#include "analyse/coreference/choice_evidence.h"

#include "base/table.h"

static ro_pronoun_class class_of(const ro_found *phrase) {
    if (phrase->kind != RO_MENTION_PRONOUN)
        return phrase->type == RO_ENTITY_PERSON  ? RO_NOUN_PERSON
               : phrase->type == RO_ENTITY_PLACE ? RO_NOUN_PLACE
                                                 : RO_NOUN_ORGANIZATION;
    if (phrase->features & RO_FEATURE_PLURAL) return RO_PRONOUN_PLURAL;
    return phrase->features ? RO_PRONOUN_PERSON : RO_PRONOUN_THING;
}

static uint64_t kind_of(const ro_resolver *r, uint32_t t) {
    return UINT64_C(1) << r->scan->words[t].facts->thing;
}

static bool is_thing(const ro_being *who) {
    return who->type == RO_ENTITY_ORGANIZATION || who->type == RO_ENTITY_PLACE;
}

/* "The museum" may be a name of either type where the name says so. What is known to be of
 * other kinds alone is no "company"; an "organization" may be of any. */
static bool noun_agrees(const ro_resolver *r, const ro_found *noun, const ro_being *who) {
    if (!is_thing(who) || ((who->features ^ noun->features) & RO_FEATURE_PLURAL)) return false;
    const ro_word_facts *facts = r->scan->words[noun->head].facts;
    bool fits = (who->kinds & kind_of(r, noun->head) & ~UINT64_C(1)) != 0;
    uint32_t hash = r->scan->words[noun->head].hash;
    if (fits && ro_being_has_noun(who, hash)) return true;
    /* Of one kind are "the firm" and a company, but no airport is "the tower". */
    bool broad = facts->thing >= RO_THING_WATER;
    if (fits && who->named)
        return !broad || r->scan->words[who->end - 1].hash == hash ||
               r->scan->words[who->first].hash == hash;
    if (fits) return false;
    bool any = facts->thing == RO_THING_GROUP;
    /* A name of which nothing is known is as a rule that of a settlement or a land. */
    bool land = facts->thing >= RO_THING_COUNTRY && facts->thing <= RO_THING_ISLAND;
    if (who->named && noun->type == RO_ENTITY_PLACE && !land) return false;
    return who->type == noun->type && (!who->kinds || any);
}

static bool person_agrees(const ro_resolver *r, const ro_found *noun, const ro_being *who) {
    if (!ro_being_has_noun(who, r->scan->words[noun->head].hash)) return false;
    if (who->type != RO_ENTITY_PERSON || !ro_genders_agree(who->features, noun->features))
        return false;
    if ((who->features ^ noun->features) & RO_FEATURE_PLURAL) return false;
    if (noun->country && who->country && noun->country != who->country) return false;
    if (!ro_complement_known(r, who, noun)) return false;
    /* Newsrooms quote "the official" to keep a name out: nobody named is meant. */
    return !(who->named && noun->unnamed);
}

bool ro_pronoun_agrees(const ro_resolver *r, const ro_found *pronoun, const ro_found *other) {
    const ro_being *who = &r->beings.items[other->entity];
    switch (class_of(pronoun)) {
    case RO_PRONOUN_PERSON:
        /* "The president's eldest son" is somebody named, whoever it is. */
        if (!who->named && !who->kept && who->mentions < 2 &&
            ro_token_is(r->scan->article, who->first, "the"))
            return false;
        return who->type == RO_ENTITY_PERSON && !(who->features & RO_FEATURE_PLURAL) &&
               ro_genders_agree(who->features, pronoun->features);
    case RO_PRONOUN_PLURAL:
        /* Somebody whose gender the text does not say may be "they"; nobody named is. */
        return (who->features & RO_FEATURE_PLURAL) || who->type == RO_ENTITY_ORGANIZATION ||
               who->type == RO_ENTITY_GROUP || (who->type == RO_ENTITY_PERSON && !who->named);
    case RO_PRONOUN_THING: return is_thing(who) && !(who->features & RO_FEATURE_PLURAL);
    case RO_NOUN_PERSON: return person_agrees(r, pronoun, who);
    default: return noun_agrees(r, pronoun, who);
    }
}

/* Whether somebody, whoever it is, says what is quoted in a sentence. */
static bool has_speech(const ro_resolver *r, uint32_t sentence) {
    const ro_sentence *all = &r->scan->article->sentences.items[sentence];
    uint32_t end = all->first_token + all->token_count;
    for (uint32_t t = all->first_token; t < end; t++)
        if (!r->scan->words[t].quoted && ro_word_has(r->scan, t, RO_WORD_SPEECH)) return true;
    return false;
}

/* Who says the words in which a phrase stands: behind them, else before them. */
static uint32_t speaker_of(const ro_resolver *r, uint32_t index) {
    const ro_found *phrase = &r->scan->found.items[index];
    if (!phrase->quoted) return RO_NONE;
    for (uint32_t i = index + 1; i < r->scan->found.count && i < index + RO_LOOK_BACK; i++) {
        const ro_found *other = &r->scan->found.items[i];
        if (r->paragraphs[other->sentence] != r->paragraphs[phrase->sentence]) break;
        if (other->quoted) continue;
        if (ro_found_says(r, other)) return other->entity;
        if (other->sentence != phrase->sentence) break;
    }
    bool said = has_speech(r, phrase->sentence);
    for (uint32_t i = index; i-- > 0 && index - i < RO_LOOK_BACK;) {
        const ro_found *other = &r->scan->found.items[i];
        if (said && other->sentence != phrase->sentence) break;
        if (r->paragraphs[other->sentence] != r->paragraphs[phrase->sentence]) break;
        if (!other->quoted && ro_found_says(r, other)) return other->entity;
    }
    return RO_NONE;
}

static bool is_listed(const ro_resolver *r, const ro_pronoun_choice *choice, uint32_t entity) {
    for (uint32_t i = 0; i < choice->count; i++)
        if (r->scan->found.items[choice->candidates[i].found].entity == entity) return true;
    return false;
}

/* Whether a mention stands in somebody's post. */
static bool is_posted(const ro_resolver *r, const ro_found *found) {
    const ro_article *article = r->scan->article;
    if (!found->quoted) return false;
    uint32_t part = ro_article_part_at(article, article->tokens.items[found->first].span.start);
    return ro_article_is_post(article, part);
}

/* Whether a candidate owns the one before it in the list: "John's mother". */
static bool owns(const ro_found *owner, const ro_found *owned) {
    return owner->role == RO_ROLE_POSSESSOR && owner->governor != RO_NONE &&
           owner->governor >= owned->first && owner->governor < owned->end;
}

/* "His wife" is nobody else's, and no "its tower" is the airport. */
static bool may_be_owned(const ro_being *who, uint32_t entity, const ro_found *noun,
                         uint32_t owner) {
    if (owner == RO_NONE) return true;
    if (entity == owner) return false;
    if (who->possessor == owner) return true;
    return who->possessor == RO_NONE && noun->type != RO_ENTITY_PERSON;
}

void ro_pronoun_choices(const ro_resolver *r, uint32_t index, uint32_t owner,
                        ro_pronoun_choice *choice) {
    const ro_found *phrase = &r->scan->found.items[index];
    choice->pronoun = index;
    choice->kind = class_of(phrase);
    choice->count = 0;
    bool noun = phrase->kind != RO_MENTION_PRONOUN;
    uint32_t most = 0, reach = noun ? RO_LOOK_BACK * 4 : RO_LOOK_BACK * 2;
    bool posted = is_posted(r, phrase);
    uint32_t speaker = speaker_of(r, index);
    for (uint32_t back = 1; back <= reach && back <= index; back++) {
        const ro_found *other = &r->scan->found.items[index - back];
        if (other->entity == RO_NONE || other->end > phrase->first) continue;
        /* The outlet's text goes on as if it were not there. */
        if (!posted && is_posted(r, other)) continue;
        if (!ro_pronoun_agrees(r, phrase, other)) continue;
        /* Whoever speaks of himself says "I". */
        if (choice->kind == RO_PRONOUN_PERSON && other->entity == speaker) continue;
        if (noun && !may_be_owned(&r->beings.items[other->entity], other->entity, phrase, owner))
            continue;
        if (is_listed(r, choice, other->entity)) continue;
        uint32_t mentions = r->beings.items[other->entity].mentions;
        if (mentions > most) most = mentions;
        ro_pronoun_candidate *one = &choice->candidates[choice->count++];
        *one = (ro_pronoun_candidate){.found = index - back};
        ro_put_evidence(r, phrase, other, owner, one);
        ro_put_bit(one, BIT_SPEAKER, speaker == other->entity);
        if (choice->count == RO_PRONOUN_CANDIDATES) break;
    }
    for (uint32_t i = 0; i < choice->count; i++) {
        ro_pronoun_candidate *one = &choice->candidates[i];
        const ro_found *other = &r->scan->found.items[one->found];
        if (i < 3) ro_put_bit(one, BIT_NEAREST + i, true);
        ro_put_bit(one, BIT_ONLY_ONE, choice->count == 1);
        ro_put_bit(one, BIT_MOST_MENTIONED,
                   r->beings.items[other->entity].mentions == most && most > 2);
        ro_put_bit(one, BIT_OWNER_OF_SUBJECT,
                   i > 0 && owns(other, &r->scan->found.items[choice->candidates[i - 1].found]));
    }
}

static int32_t score_of(const int16_t weights[RO_PRONOUN_BITS],
                        const uint64_t bits[RO_PRONOUN_WORDS]) {
    int32_t score = 0;
    for (unsigned w = 0; w < RO_PRONOUN_WORDS; w++)
        for (uint64_t rest = bits[w], i = 64 * w; rest; rest >>= 1, i++)
            if (rest & 1) score += weights[i];
    return score;
}

uint32_t ro_choose_meant(const ro_resolver *r, uint32_t index, uint32_t owner) {
    ro_pronoun_choice choice;
    ro_pronoun_choices(r, index, owner, &choice);
    if (r->scan->watch) r->scan->watch(r->scan->watcher, r->scan, &choice);
    uint32_t best = RO_NONE;
    int32_t best_score = 0;
    for (uint32_t i = 0; i < choice.count; i++) {
        int32_t score =
            score_of(r->scan->rules->pronoun_weights[choice.kind], choice.candidates[i].bits);
        if (score > best_score) {
            best = r->scan->found.items[choice.candidates[i].found].entity;
            best_score = score;
        }
    }
    return best;
}

bool ro_pronoun_weights_read(ro_people_rules *rules) {
    ro_table table;
    ro_str field[1 + RO_PRONOUN_CLASSES];
    if (!ro_table_open(&table, "pronoun_weights")) return false;
    while (ro_table_row(&table, field, 1 + RO_PRONOUN_CLASSES)) {
        unsigned bit = 0;
        while (ro_pronoun_bit_name(bit) &&
               !ro_str_eq(field[0], ro_str_of(ro_pronoun_bit_name(bit))))
            bit++;
        if (!ro_pronoun_bit_name(bit)) return false;
        for (unsigned k = 0; k < RO_PRONOUN_CLASSES; k++)
            rules->pronoun_weights[k][bit] = (int16_t)ro_table_integer(field[1 + k]);
    }
    return true;
}
