/* SPDX-License-Identifier: Apache-2.0 */
#include "analyse/coreference/pronoun_choice.h"

#include "base/table.h"

/* What may speak for or against a candidate; "it" below is its newest mention. */
enum {
    BIT_ALWAYS,
    BIT_SAME_SENTENCE,
    BIT_SENTENCE_BEFORE,
    BIT_TWO_BEFORE,
    BIT_FEW_BEFORE,  /* three to five sentences */
    BIT_MANY_BEFORE, /* up to twelve */
    BIT_FAR_BEFORE,
    BIT_OTHER_PARAGRAPH,
    BIT_SUBJECT,
    BIT_OBJECT,
    BIT_POSSESSOR,
    BIT_OBLIQUE,
    BIT_SUBJECT_HERE, /* in the sentence of the pronoun */
    BIT_BOTH_SUBJECTS,
    BIT_BOTH_OBJECTS,
    BIT_BOTH_POSSESSORS,
    BIT_SUBJECT_OF_SAME_VERB, /* the pronoun is another part of its clause: he saw him */
    BIT_SUBJECT_OF_OWNED,     /* she sold her car */
    BIT_REFLEXIVE_OF_SUBJECT,
    BIT_NAME,
    BIT_TITLE,
    BIT_DEFINITE,
    BIT_INDEFINITE,
    BIT_PRONOUN,
    BIT_NAMED,
    BIT_GENDER_KNOWN,
    BIT_NEAREST,
    BIT_SECOND_NEAREST,
    BIT_THIRD_NEAREST,
    BIT_MOST_MENTIONED,
    BIT_MENTIONED_ONCE,
    BIT_MENTIONED_TWICE,
    BIT_MENTIONED_OFTEN,
    BIT_OPENS_SENTENCE,
    BIT_INTO_QUOTATION,   /* the pronoun is quoted, it is not */
    BIT_OUT_OF_QUOTATION, /* the other way round */
    BIT_SPEAKER_OF_WORDS, /* it says something next to the words that hold the pronoun */
    BIT_BOTH_SAY,
    BIT_PLURAL,
    BIT_PERSON,
    BIT_ORGANIZATION,
    BIT_PLACE,
    BIT_GROUP,
    BIT_ONLY_ONE,
    BIT_JOINED, /* "the board and its chair" */
    BIT_SUBJECT_BEFORE_SUBJECT,
    BIT_PRONOUN_SAME_FORM,
    BIT_COUNT
};

static const char *const bit_names[BIT_COUNT] = {"always",
                                                 "same sentence",
                                                 "sentence before",
                                                 "two sentences before",
                                                 "few sentences before",
                                                 "many sentences before",
                                                 "far before",
                                                 "other paragraph",
                                                 "subject",
                                                 "object",
                                                 "possessor",
                                                 "oblique",
                                                 "subject in this sentence",
                                                 "both subjects",
                                                 "both objects",
                                                 "both possessors",
                                                 "subject of the same verb",
                                                 "subject of what owns",
                                                 "reflexive of the subject",
                                                 "name",
                                                 "title",
                                                 "definite noun",
                                                 "indefinite noun",
                                                 "pronoun",
                                                 "named somewhere",
                                                 "gender known",
                                                 "nearest",
                                                 "second nearest",
                                                 "third nearest",
                                                 "most mentioned",
                                                 "mentioned once",
                                                 "mentioned twice",
                                                 "mentioned often",
                                                 "opens its sentence",
                                                 "from outside a quotation",
                                                 "from inside a quotation",
                                                 "speaker of these words",
                                                 "both say",
                                                 "plural",
                                                 "person",
                                                 "organization",
                                                 "place",
                                                 "group",
                                                 "only candidate",
                                                 "joined by and",
                                                 "subject just before a subject",
                                                 "same pronoun"};

_Static_assert((int)BIT_COUNT == (int)RO_PRONOUN_BITS, "one weight a bit");

const char *ro_pronoun_bit_name(unsigned bit) {
    return bit < BIT_COUNT ? bit_names[bit] : NULL;
}

static ro_pronoun_class class_of(const ro_found *pronoun) {
    if (pronoun->features & RO_FEATURE_PLURAL) return RO_PRONOUN_PLURAL;
    return pronoun->features ? RO_PRONOUN_PERSON : RO_PRONOUN_THING;
}

bool ro_pronoun_agrees(const ro_resolver *r, const ro_found *pronoun, const ro_found *other) {
    const ro_being *who = &r->beings.items[other->entity];
    switch (class_of(pronoun)) {
    case RO_PRONOUN_PERSON:
        return who->type == RO_ENTITY_PERSON && !(who->features & RO_FEATURE_PLURAL) &&
               ro_genders_agree(who->features, pronoun->features);
    case RO_PRONOUN_PLURAL:
        /* Somebody whose gender the text does not say may be "they"; nobody named is. */
        return (who->features & RO_FEATURE_PLURAL) || who->type == RO_ENTITY_ORGANIZATION ||
               who->type == RO_ENTITY_GROUP || (who->type == RO_ENTITY_PERSON && !who->named);
    default:
        return (who->type == RO_ENTITY_ORGANIZATION || who->type == RO_ENTITY_PLACE) &&
               !(who->features & RO_FEATURE_PLURAL);
    }
}

static unsigned distance_bit(uint32_t sentences) {
    if (sentences < 3) return sentences + BIT_SAME_SENTENCE;
    return sentences < 6 ? BIT_FEW_BEFORE : sentences < 13 ? BIT_MANY_BEFORE : BIT_FAR_BEFORE;
}

static unsigned kind_bit(const ro_found *other) {
    switch (other->kind) {
    case RO_MENTION_NAME: return BIT_NAME;
    case RO_MENTION_TITLE: return BIT_TITLE;
    case RO_MENTION_PRONOUN: return BIT_PRONOUN;
    default: return other->definite ? BIT_DEFINITE : BIT_INDEFINITE;
    }
}

static unsigned type_bit(ro_entity_type type) {
    switch (type) {
    case RO_ENTITY_PERSON: return BIT_PERSON;
    case RO_ENTITY_ORGANIZATION: return BIT_ORGANIZATION;
    case RO_ENTITY_PLACE: return BIT_PLACE;
    default: return BIT_GROUP;
    }
}

static uint64_t bit(unsigned number, bool set) {
    return set ? UINT64_C(1) << number : 0;
}

static bool says(const ro_resolver *r, const ro_found *found) {
    return found->role == RO_ROLE_SUBJECT && found->governor != RO_NONE &&
           ro_word_has(r->scan, found->governor, RO_WORD_SPEECH);
}

/* How pronoun and candidate stand to each other in their clauses. */
static uint64_t clause_bits(const ro_resolver *r, const ro_found *pronoun, const ro_found *other) {
    bool same = pronoun->sentence == other->sentence;
    bool subject = other->role == RO_ROLE_SUBJECT;
    bool one_verb = same && pronoun->governor != RO_NONE && pronoun->governor == other->governor;
    bool reflexive = ro_str_ends(ro_token_str(r->scan->article, pronoun->first), RO_STR("self")) ||
                     ro_str_ends(ro_token_str(r->scan->article, pronoun->first), RO_STR("selves"));
    /* "Her car": the governor is the car, and that of the car is the verb. */
    uint32_t above = RO_NONE;
    if (pronoun->role == RO_ROLE_POSSESSOR && pronoun->governor != RO_NONE)
        above = (uint32_t)r->scan->article->tokens.items[pronoun->governor].head;
    uint64_t bits = bit(BIT_SUBJECT_HERE, same && subject);
    bits |= bit(BIT_BOTH_SUBJECTS, subject && pronoun->role == RO_ROLE_SUBJECT);
    bits |= bit(BIT_BOTH_OBJECTS, other->role == RO_ROLE_OBJECT && pronoun->role == RO_ROLE_OBJECT);
    bits |= bit(BIT_BOTH_POSSESSORS,
                other->role == RO_ROLE_POSSESSOR && pronoun->role == RO_ROLE_POSSESSOR);
    bits |= bit(BIT_SUBJECT_BEFORE_SUBJECT, subject && pronoun->role == RO_ROLE_SUBJECT &&
                                                other->sentence + 1 == pronoun->sentence);
    bits |= bit(BIT_SUBJECT_OF_SAME_VERB, one_verb && subject && !reflexive);
    bits |= bit(BIT_REFLEXIVE_OF_SUBJECT, one_verb && subject && reflexive);
    bits |= bit(BIT_SUBJECT_OF_OWNED, same && subject && above == other->governor);
    bits |= bit(BIT_JOINED, other->end + 1 == pronoun->first &&
                                ro_token_is(r->scan->article, other->end, "and"));
    return bits;
}

/* Who speaks to whom of whom. */
static uint64_t quotation_bits(const ro_resolver *r, const ro_found *pronoun,
                               const ro_found *other) {
    uint64_t bits = bit(BIT_INTO_QUOTATION, pronoun->quoted && !other->quoted);
    bits |= bit(BIT_OUT_OF_QUOTATION, !pronoun->quoted && other->quoted);
    bool close = other->sentence + 1 >= pronoun->sentence;
    bits |= bit(BIT_SPEAKER_OF_WORDS, pronoun->quoted && !other->quoted && close && says(r, other));
    bits |= bit(BIT_BOTH_SAY, !pronoun->quoted && says(r, pronoun) && says(r, other));
    return bits;
}

static uint64_t candidate_bits(const ro_resolver *r, const ro_found *pronoun,
                               const ro_found *other) {
    const ro_being *who = &r->beings.items[other->entity];
    const ro_article *article = r->scan->article;
    const ro_sentence *sentence = &article->sentences.items[other->sentence];
    uint64_t bits = bit(BIT_ALWAYS, true);
    bits |= bit(distance_bit(pronoun->sentence - other->sentence), true);
    bits |= bit(BIT_OTHER_PARAGRAPH,
                r->paragraphs[pronoun->sentence] != r->paragraphs[other->sentence]);
    if (other->role >= RO_ROLE_SUBJECT && other->role <= RO_ROLE_OBLIQUE)
        bits |= bit(other->role - 1u + BIT_SUBJECT, true);
    bits |= bit(kind_bit(other), true) | bit(type_bit(who->type), true);
    bits |= bit(BIT_NAMED, who->named);
    bits |= bit(BIT_GENDER_KNOWN, (who->features & (RO_FEATURE_MALE | RO_FEATURE_FEMALE)) != 0);
    bits |= bit(BIT_MENTIONED_ONCE, who->mentions == 1);
    bits |= bit(BIT_MENTIONED_TWICE, who->mentions == 2);
    bits |= bit(BIT_MENTIONED_OFTEN, who->mentions > 5);
    bits |= bit(BIT_OPENS_SENTENCE, other->first < sentence->first_token + 3);
    bits |= bit(BIT_PLURAL, (who->features & RO_FEATURE_PLURAL) != 0);
    bits |= bit(BIT_PRONOUN_SAME_FORM,
                r->scan->words[other->first].hash == r->scan->words[pronoun->first].hash);
    return bits | clause_bits(r, pronoun, other) | quotation_bits(r, pronoun, other);
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

void ro_pronoun_choices(const ro_resolver *r, uint32_t index, ro_pronoun_choice *choice) {
    const ro_found *pronoun = &r->scan->found.items[index];
    choice->pronoun = index;
    choice->kind = class_of(pronoun);
    choice->count = 0;
    uint32_t most = 0;
    bool pronoun_posted = is_posted(r, pronoun);
    for (uint32_t back = 1; back <= RO_LOOK_BACK && back <= index; back++) {
        const ro_found *other = &r->scan->found.items[index - back];
        if (other->entity == RO_NONE || other->end > pronoun->first) continue;
        /* The outlet's text goes on as if it were not there. */
        if (!pronoun_posted && is_posted(r, other)) continue;
        if (!ro_pronoun_agrees(r, pronoun, other)) continue;
        if (is_listed(r, choice, other->entity)) continue;
        uint32_t mentions = r->beings.items[other->entity].mentions;
        if (mentions > most) most = mentions;
        ro_pronoun_candidate *one = &choice->candidates[choice->count++];
        *one = (ro_pronoun_candidate){index - back, candidate_bits(r, pronoun, other)};
        if (choice->count == RO_PRONOUN_CANDIDATES) break;
    }
    for (uint32_t i = 0; i < choice->count; i++) {
        ro_pronoun_candidate *one = &choice->candidates[i];
        uint32_t entity = r->scan->found.items[one->found].entity;
        if (i < 3) one->bits |= bit(BIT_NEAREST + i, true);
        one->bits |= bit(BIT_ONLY_ONE, choice->count == 1);
        one->bits |= bit(BIT_MOST_MENTIONED, r->beings.items[entity].mentions == most && most > 2);
    }
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
