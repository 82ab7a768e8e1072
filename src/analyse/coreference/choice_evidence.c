/* SPDX-License-Identifier: Apache-2.0 */
#include "analyse/coreference/choice_evidence.h"

#define AS_NAME(name, words) words,
static const char *const bit_names[BIT_COUNT] = {RO_EVIDENCE(AS_NAME)};

_Static_assert((int)BIT_COUNT == (int)RO_PRONOUN_BITS, "one weight a bit");

const char *ro_pronoun_bit_name(unsigned bit) {
    return bit < BIT_COUNT ? bit_names[bit] : NULL;
}

bool ro_found_says(const ro_resolver *r, const ro_found *found) {
    return found->role == RO_ROLE_SUBJECT && found->governor != RO_NONE &&
           ro_word_has(r->scan, found->governor, RO_WORD_SPEECH);
}

static uint64_t kind_of(const ro_resolver *r, uint32_t t) {
    return UINT64_C(1) << r->scan->words[t].facts->thing;
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

/* Whether a word hangs below another one, some steps up. */
static bool is_above(const ro_resolver *r, uint32_t above, uint32_t below) {
    for (unsigned step = 0; step < 8 && below != RO_NONE; step++) {
        int32_t head = r->scan->article->tokens.items[below].head;
        if (head < 0) return false;
        if ((uint32_t)head == above) return true;
        below = (uint32_t)head;
    }
    return false;
}

/* Whether a phrase stands in a clause that says something of a candidate; *subject: as the
 * subject of it, "Hodgson, with whom he corresponded". */
static bool is_in_clause_of(const ro_resolver *r, const ro_found *phrase, const ro_found *other,
                            bool *subject) {
    const ro_token *tokens = r->scan->article->tokens.items;
    uint32_t t = phrase->governor;
    *subject = phrase->role == RO_ROLE_SUBJECT;
    for (unsigned step = 0; step < 8 && t != RO_NONE && tokens[t].head >= 0; step++) {
        uint32_t head = (uint32_t)tokens[t].head;
        if (head >= other->first && head < other->end) return tokens[t].deprel == r->relative;
        *subject = false;
        t = head;
    }
    return false;
}

static bool is_reflexive(const ro_resolver *r, const ro_found *pronoun) {
    ro_str form = ro_token_str(r->scan->article, pronoun->first);
    return ro_str_ends(form, RO_STR("self")) || ro_str_ends(form, RO_STR("selves"));
}

/* How phrase and candidate stand to each other in their clauses. */
static void clause_bits(const ro_resolver *r, const ro_found *phrase, const ro_found *other,
                        ro_pronoun_candidate *one) {
    bool same = phrase->sentence == other->sentence;
    bool subject = other->role == RO_ROLE_SUBJECT;
    bool one_verb = same && phrase->governor != RO_NONE && phrase->governor == other->governor;
    bool reflexive = phrase->kind == RO_MENTION_PRONOUN && is_reflexive(r, phrase);
    /* "Her car": the governor is the car, and that of the car is the verb. */
    uint32_t above = RO_NONE;
    if (phrase->role == RO_ROLE_POSSESSOR && phrase->governor != RO_NONE)
        above = (uint32_t)r->scan->article->tokens.items[phrase->governor].head;
    /* In "his father" he is not his father. */
    ro_put_bit(one, BIT_OWN_OWNER,
               phrase->role == RO_ROLE_POSSESSOR && phrase->governor != RO_NONE &&
                   ro_being_has_noun(&r->beings.items[other->entity],
                                     r->scan->words[phrase->governor].hash));
    ro_put_bit(one, BIT_SUBJECT_HERE, same && subject);
    ro_put_bit(one, BIT_BOTH_SUBJECTS, subject && phrase->role == RO_ROLE_SUBJECT);
    ro_put_bit(one, BIT_BOTH_OBJECTS,
               other->role == RO_ROLE_OBJECT && phrase->role == RO_ROLE_OBJECT);
    ro_put_bit(one, BIT_BOTH_POSSESSORS,
               other->role == RO_ROLE_POSSESSOR && phrase->role == RO_ROLE_POSSESSOR);
    ro_put_bit(one, BIT_SUBJECT_BEFORE_SUBJECT,
               subject && phrase->role == RO_ROLE_SUBJECT &&
                   other->sentence + 1 == phrase->sentence);
    ro_put_bit(one, BIT_SUBJECT_OF_SAME_VERB, one_verb && subject && !reflexive);
    ro_put_bit(one, BIT_REFLEXIVE_OF_SUBJECT, one_verb && subject && reflexive);
    ro_put_bit(one, BIT_SUBJECT_OF_OWNED, same && subject && above == other->governor);
    ro_put_bit(one, BIT_SAME_VERB, one_verb && !subject && !reflexive);
    ro_put_bit(one, BIT_REFLEXIVE, reflexive && same);
    ro_put_bit(one, BIT_REFLEXIVE_ELSEWHERE, reflexive && !same);
    ro_put_bit(one, BIT_SUBJECT_ABOVE,
               same && subject && !one_verb && other->governor != RO_NONE &&
                   phrase->governor != RO_NONE && is_above(r, other->governor, phrase->governor));
    bool relative_subject;
    if (same && is_in_clause_of(r, phrase, other, &relative_subject))
        ro_put_bit(one, relative_subject ? BIT_RELATIVE_SUBJECT : BIT_RELATIVE, true);
    ro_put_bit(one, BIT_JUST_BEFORE,
               other->end + 1 == phrase->first && ro_token_is(r->scan->article, other->end, ","));
    ro_put_bit(one, BIT_JOINED,
               other->end + 1 == phrase->first && ro_token_is(r->scan->article, other->end, "and"));
}

/* Who speaks to whom of whom. */
static void quotation_bits(const ro_resolver *r, const ro_found *phrase, const ro_found *other,
                           ro_pronoun_candidate *one) {
    ro_put_bit(one, BIT_INTO_QUOTATION, phrase->quoted && !other->quoted);
    ro_put_bit(one, BIT_OUT_OF_QUOTATION, !phrase->quoted && other->quoted);
    bool close = other->sentence + 1 >= phrase->sentence;
    ro_put_bit(one, BIT_SPEAKER_OF_WORDS,
               phrase->quoted && !other->quoted && close && ro_found_says(r, other));
    ro_put_bit(one, BIT_BOTH_SAY,
               !phrase->quoted && ro_found_says(r, phrase) && ro_found_says(r, other));
    ro_put_bit(one, BIT_BOTH_QUOTED, phrase->quoted && other->quoted);
}

/* What the entity has been so far. */
static void being_bits(const ro_found *phrase, const ro_being *who, ro_pronoun_candidate *one) {
    ro_put_bit(one, BIT_NAMED, who->named);
    ro_put_bit(one, BIT_GENDER_KNOWN, (who->features & (RO_FEATURE_MALE | RO_FEATURE_FEMALE)) != 0);
    ro_put_bit(one, BIT_MENTIONED_ONCE, who->mentions == 1);
    ro_put_bit(one, BIT_MENTIONED_TWICE, who->mentions == 2);
    ro_put_bit(one, BIT_MENTIONED_OFTEN, who->mentions > 5);
    ro_put_bit(one, BIT_PLURAL, (who->features & RO_FEATURE_PLURAL) != 0);
    ro_put_bit(one, BIT_WAS_SUBJECT_HERE, who->subject_in == phrase->sentence);
    ro_put_bit(one, BIT_WAS_SUBJECT_BEFORE,
               who->subject_in != RO_NONE && who->subject_in + 1 == phrase->sentence);
    unsigned recent = 0;
    while (recent < 3 && who->seen_in[recent] != RO_NONE &&
           who->seen_in[recent] + 2 >= phrase->sentence)
        recent++;
    ro_put_bit(one, BIT_RECENT_TWICE, recent == 2);
    ro_put_bit(one, BIT_RECENT_OFTEN, recent > 2);
    uint16_t asked = phrase->features & (RO_FEATURE_MALE | RO_FEATURE_FEMALE);
    if (phrase->kind == RO_MENTION_PRONOUN && asked && !(who->features & asked)) {
        ro_put_bit(one, BIT_LIKELY, (who->likely & asked) != 0);
        ro_put_bit(one, BIT_UNLIKELY, who->likely && !(who->likely & asked));
    }
}

/* What is asked for: the same for every candidate, for and against anybody at all. */
static void asking_bits(const ro_resolver *r, const ro_found *phrase, ro_pronoun_candidate *one) {
    const ro_article *article = r->scan->article;
    const ro_sentence *sentence = &article->sentences.items[phrase->sentence];
    ro_put_bit(one, BIT_ASKS_SUBJECT, phrase->role == RO_ROLE_SUBJECT);
    ro_put_bit(one, BIT_ASKS_OBJECT, phrase->role == RO_ROLE_OBJECT);
    ro_put_bit(one, BIT_ASKS_POSSESSOR, phrase->role == RO_ROLE_POSSESSOR);
    ro_put_bit(one, BIT_MANY, (phrase->features & RO_FEATURE_PLURAL) != 0);
    ro_put_bit(one, BIT_ASKS_QUOTED, phrase->quoted);
    ro_put_bit(one, BIT_ASKS_FIRST, phrase->first == sentence->first_token);
    ro_put_bit(one, BIT_EXPLETIVE, article->tokens.items[phrase->first].deprel == r->expletive);
}

/* Of the words between determiner and noun: how many, and how many the candidate has. */
static void modifier_bits(const ro_resolver *r, const ro_found *noun, const ro_found *other,
                          ro_pronoun_candidate *one) {
    const ro_being *who = &r->beings.items[other->entity];
    const ro_seen_word *words = r->scan->words;
    uint32_t all = 0, known = 0;
    for (uint32_t t = noun->first; t < noun->head; t++) {
        if (ro_word_has(r->scan, t, RO_WORD_DETERMINER | RO_WORD_FUNCTION) ||
            words[t].shape == RO_SHAPE_MARK || ro_token_possessive(r->scan, t))
            continue;
        bool seen = false;
        for (uint32_t k = who->first; k < who->end && !seen; k++)
            seen = words[k].hash == words[t].hash;
        for (uint32_t k = other->first; k < other->end && !seen; k++)
            seen = words[k].hash == words[t].hash;
        all++;
        known += seen;
    }
    ro_put_bit(one, BIT_MODIFIERS_NONE, all == 0);
    ro_put_bit(one, BIT_MODIFIERS_KNOWN, all > 0 && known == all);
    ro_put_bit(one, BIT_MODIFIERS_NEW, known < all);
}

static void determiner_bits(const ro_resolver *r, const ro_found *noun, ro_pronoun_candidate *one) {
    const ro_article *article = r->scan->article;
    bool the = ro_token_is(article, noun->first, "the");
    bool this =
        ro_token_is(article, noun->first, "this") || ro_token_is(article, noun->first, "that") ||
        ro_token_is(article, noun->first, "these") || ro_token_is(article, noun->first, "those");
    ro_put_bit(one, BIT_THE, the);
    ro_put_bit(one, BIT_THIS, this);
    ro_put_bit(one, BIT_OWNED, noun->definite && !the && !this);
    ro_put_bit(one, BIT_BARE,
               !noun->definite && !ro_word_has(r->scan, noun->first, RO_WORD_DETERMINER));
    uint32_t behind = noun->end;
    if (behind >= article->tokens.count) return;
    ro_put_bit(one, BIT_OF_BEHIND, ro_token_is(article, behind, "of"));
    ro_put_bit(one, BIT_CLAUSE_BEHIND,
               ro_token_is(article, behind, "that") || ro_token_is(article, behind, "which") ||
                   ro_token_is(article, behind, "where") || ro_token_is(article, behind, "who"));
}

/* How well a noun fits what is known of the candidate. */
static void noun_bits(const ro_resolver *r, const ro_found *noun, const ro_found *other,
                      uint32_t owner, ro_pronoun_candidate *one) {
    const ro_being *who = &r->beings.items[other->entity];
    const ro_seen_word *words = r->scan->words;
    uint32_t hash = words[noun->head].hash;
    ro_put_bit(one, BIT_KIND_FITS, (who->kinds & kind_of(r, noun->head) & ~UINT64_C(1)) != 0);
    ro_put_bit(one, BIT_KIND_UNKNOWN, !who->kinds);
    ro_put_bit(one, BIT_NOUN_IN_NAME,
               who->named && (words[who->end - 1].hash == hash || words[who->first].hash == hash));
    ro_put_bit(one, BIT_NOUN_SAID, ro_being_has_noun(who, hash));
    ro_put_bit(one, BIT_SAME_HEAD,
               other->kind != RO_MENTION_NAME && words[other->head].hash == hash);
    ro_put_bit(one, BIT_SAME_WORDS,
               ro_words_hash(r, noun->first, noun->end) ==
                   ro_words_hash(r, other->first, other->end));
    ro_put_bit(one, BIT_SAME_OWNER, owner != RO_NONE && who->possessor == owner);
    ro_put_bit(one, BIT_OTHER_OWNER, owner != RO_NONE && who->possessor != owner);
    ro_put_bit(one, BIT_CANDIDATE_OWNED, owner == RO_NONE && who->possessor != RO_NONE);
    if (noun->type == RO_ENTITY_PERSON) {
        unsigned fit = ro_fit(r, who, noun, owner);
        ro_put_bit(one, BIT_FITS, fit > 0);
        ro_put_bit(one, BIT_FITS_WELL, fit > 2);
        ro_put_bit(one, BIT_FITS_BEST, fit > 3);
        ro_put_bit(one, BIT_OFFICE, noun->office != 0);
        ro_put_bit(one, BIT_OFFICE_HELD, noun->words && ro_same_office(who, noun->words) == 2);
        ro_put_bit(one, BIT_OTHER_OFFICE,
                   noun->words && who->words.count && !ro_same_office(who, noun->words));
    }
    modifier_bits(r, noun, other, one);
    determiner_bits(r, noun, one);
}

void ro_put_evidence(const ro_resolver *r, const ro_found *phrase, const ro_found *other,
                     uint32_t owner, ro_pronoun_candidate *one) {
    const ro_being *who = &r->beings.items[other->entity];
    const ro_sentence *sentence = &r->scan->article->sentences.items[other->sentence];
    ro_put_bit(one, BIT_ALWAYS, true);
    ro_put_bit(one, distance_bit(phrase->sentence - other->sentence), true);
    ro_put_bit(one, BIT_OTHER_PARAGRAPH,
               r->paragraphs[phrase->sentence] != r->paragraphs[other->sentence]);
    if (other->role >= RO_ROLE_SUBJECT && other->role <= RO_ROLE_OBLIQUE)
        ro_put_bit(one, other->role - 1u + BIT_SUBJECT, true);
    ro_put_bit(one, kind_bit(other), true);
    ro_put_bit(one, type_bit(who->type), true);
    ro_put_bit(one, BIT_OPENS_SENTENCE, other->first < sentence->first_token + 3);
    ro_put_bit(one, BIT_FIRST_OF_SENTENCE, other->first == sentence->first_token);
    ro_put_bit(one, BIT_PRONOUN_SAME_FORM,
               phrase->kind == RO_MENTION_PRONOUN &&
                   r->scan->words[other->first].hash == r->scan->words[phrase->first].hash);
    being_bits(phrase, who, one);
    asking_bits(r, phrase, one);
    clause_bits(r, phrase, other, one);
    quotation_bits(r, phrase, other, one);
    if (phrase->kind != RO_MENTION_PRONOUN) noun_bits(r, phrase, other, owner, one);
}
