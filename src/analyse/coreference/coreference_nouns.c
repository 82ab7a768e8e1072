/* SPDX-License-Identifier: Apache-2.0 */
/* Who is meant by a title, a description, a common noun for an organization. */
#include "analyse/coreference/coreference.h"

enum {
    JUST_SAID = 3, /* sentences in which whoever was named is still who is spoken of */
    HOLDERS = 64   /* named persons with an office that are looked through */
};

static void add_office(ro_resolver *r, ro_being *who, const ro_found *found) {
    if (found->office && who->offices < sizeof who->office)
        who->office[who->offices++] = found->office;
    if (!found->words || !*found->words) return;
    for (uint32_t i = 0; i < who->words.count; i++)
        if (strcmp(who->words.items[i], found->words) == 0) return;
    if (who->words.count < 16) RO_APPEND(r->scan->scratch, &who->words, found->words);
}

/* Whether a phrase of another office may mean this one: offices of one class that differ
 * in their words are different offices, but for those that countries name differently
 * and for words that say the class alone ("diplomat", "leader", "official"). */
static bool holds_class(const ro_being *who, uint8_t wanted) {
    for (uint8_t i = 0; i < who->offices; i++) {
        uint8_t office = who->office[i];
        switch (wanted) {
        case RO_OFFICE_FOREIGN:
        case RO_OFFICE_DEFENCE:
        case RO_OFFICE_FINANCE:
        case RO_OFFICE_SPOKESPERSON:
        case RO_OFFICE_ENVOY:
        case RO_OFFICE_COUNTERPART:
            if (office == wanted) return true;
            break;
        case RO_OFFICE_DIPLOMAT:
            if (office == wanted || office == RO_OFFICE_FOREIGN) return true;
            break;
        case RO_OFFICE_LEADER_WORD:
            if (office == wanted || office == RO_OFFICE_LEADER || office == RO_OFFICE_ROYAL)
                return true;
            break;
        case RO_OFFICE_OFFICIAL:
            if (office >= RO_OFFICE_LEADER && office <= RO_OFFICE_ENVOY) return true;
            break;
        default: break;
        }
    }
    return false;
}

/* Whether an office is said in full or in part: "the minister" for a foreign minister,
 * "the secretary" for a secretary of state. 2: all of it, 1: its head. */
static unsigned same_office(const ro_being *who, const char *words) {
    unsigned best = 0;
    size_t length = strlen(words);
    for (uint32_t i = 0; i < who->words.count; i++) {
        const char *office = who->words.items[i];
        size_t whole = strlen(office);
        if (strcmp(office, words) == 0) return 2;
        if (whole <= length + 1) continue;
        bool end = office[whole - length - 1] == ' ' && strcmp(office + whole - length, words) == 0;
        bool start = memcmp(office, words, length) == 0 && memcmp(office + length, " of ", 4) == 0;
        if (end || start) best = 1;
    }
    return best;
}

static bool has_noun(const ro_being *who, uint32_t noun) {
    for (uint8_t i = 0; i < who->nouns; i++)
        if (who->noun[i] == noun) return true;
    return false;
}

static void note_noun(ro_being *who, uint32_t noun) {
    if (!has_noun(who, noun) && who->nouns < sizeof who->noun / sizeof *who->noun)
        who->noun[who->nouns++] = noun;
}

/* Whether all words between determiner and head of a phrase are said of the being in the
 * phrase that made it: "the second student" is not "the student" or "the first student". */
static bool words_are_known(const ro_resolver *r, const ro_being *who, const ro_found *found) {
    for (uint32_t t = found->first; t < found->end; t++) {
        if (t == found->head || ro_word_has(r->scan, t, RO_WORD_DETERMINER | RO_WORD_FUNCTION))
            continue;
        if (r->scan->words[t].shape == RO_SHAPE_MARK || ro_token_possessive(r->scan, t)) continue;
        bool known = false;
        for (uint32_t k = who->first; k < who->end && !known; k++)
            known = r->scan->words[k].hash == r->scan->words[t].hash;
        if (!known) return false;
    }
    return true;
}

/* Who owns what a phrase is about: "his wife", "Roth's wife", "my wife"; RO_NONE. */
static uint32_t possessor_of(ro_resolver *r, uint32_t index) {
    const ro_found *found = &r->scan->found.items[index];
    ro_str first = ro_token_str(r->scan->article, found->first);
    if (ro_in_group(&r->scan->rules->groups, first, RO_GROUP_FIRST_PERSON))
        return RO_POSSESSOR_FIRST;
    if (ro_token_is(r->scan->article, found->first, "your")) return RO_POSSESSOR_SECOND;
    for (uint32_t i = index + 1; i < r->scan->found.count; i++) {
        const ro_found *inner = &r->scan->found.items[i];
        if (inner->first >= found->head) break;
        bool pronoun = inner->kind == RO_MENTION_PRONOUN && inner->first == found->first;
        bool name = inner->end < found->head && ro_token_possessive(r->scan, inner->end);
        if (!pronoun && !name) continue;
        if (pronoun && inner->entity == RO_NONE) ro_resolve_pronoun(r, i);
        return r->scan->found.items[i].entity;
    }
    return RO_NONE;
}

static bool is_possessive(const ro_resolver *r, const ro_found *found) {
    return (r->scan->words[found->first].facts->flags & RO_WORD_PRONOUN) != 0;
}

/* How well a title or description fits a person named or described before: 0 not at all. */
static unsigned fit(const ro_resolver *r, const ro_being *who, const ro_found *found,
                    uint32_t possessor) {
    if (who->type != RO_ENTITY_PERSON || !ro_genders_agree(who->features, found->features))
        return 0;
    if ((who->features ^ found->features) & RO_FEATURE_PLURAL) return 0;
    if (found->country && who->country && found->country != who->country) return 0;
    /* Newsrooms quote "the official" to keep a name out: nobody named is meant. */
    if (who->named && found->unnamed) return 0;
    uint32_t noun = r->scan->words[found->head].hash;
    unsigned score = 0;
    if (possessor != RO_NONE) {
        if (who->possessor != possessor || !has_noun(who, noun)) return 0;
        score = 4;
    } else if (found->words && same_office(who, found->words)) {
        score = 2 + same_office(who, found->words);
    } else if (found->office && holds_class(who, found->office)) {
        score = 2;
    } else if (has_noun(who, noun) && words_are_known(r, who, found)) {
        return 3;
    }
    if (score == 0) return 0;
    /* An official or counterpart must be tied by the country. */
    bool loose = found->office == RO_OFFICE_OFFICIAL || found->office == RO_OFFICE_COUNTERPART;
    if (loose && score < 3 && (who->named || found->office == RO_OFFICE_COUNTERPART) &&
        (!found->country || found->country != who->country))
        return 0;
    if (found->country && found->country == who->country) score++;
    return score;
}

/* The only named person of the whole article who holds just this office: a lead may say
 * "the president" and name her below. */
static uint32_t find_holder(const ro_resolver *r, const ro_found *found) {
    uint32_t only = RO_NONE;
    if (!found->words || !found->office || found->office >= RO_OFFICE_OFFICIAL) return RO_NONE;
    for (uint32_t i = 0; i < r->holders.count; i++) {
        const ro_being *who = &r->beings.items[r->holders.items[i]];
        if (same_office(who, found->words) < 2 || fit(r, who, found, RO_NONE) == 0) continue;
        if (only != RO_NONE) return RO_NONE;
        only = r->holders.items[i];
    }
    return only;
}

/* The person whom a definite title or description means, among those before it; the
 * best fit, then the nearest. */
static uint32_t find_described(const ro_resolver *r, uint32_t index, uint32_t possessor) {
    const ro_found *found = &r->scan->found.items[index];
    uint32_t best = RO_NONE;
    unsigned best_fit = 0;
    uint32_t noun = r->scan->words[found->head].hash;
    for (uint32_t back = 1; back <= RO_LOOK_BACK * 2 && back <= index; back++) {
        const ro_found *other = &r->scan->found.items[index - back];
        if (other->entity == RO_NONE || other->kind == RO_MENTION_PRONOUN) continue;
        if (other->first <= found->first && other->end >= found->end) continue;
        const ro_being *who = &r->beings.items[other->entity];
        unsigned score = fit(r, who, found, possessor);
        /* The same common noun, just said: "a US official … the official". */
        bool just_said = other->sentence + JUST_SAID >= found->sentence;
        if (!who->named && score && has_noun(who, noun) && just_said) score = 6;
        if (score > best_fit) {
            best = other->entity;
            best_fit = score;
        }
    }
    return best != RO_NONE ? best : find_holder(r, found);
}

/* Whether a phrase may mean somebody spoken of before. */
static bool looks_back(const ro_resolver *r, const ro_found *found) {
    if (found->type != RO_ENTITY_PERSON) return false;
    if (found->definite) return true;
    return found->office && found->office < RO_OFFICE_OFFICIAL &&
           found->kind == RO_MENTION_DESCRIPTION && !(found->features & RO_FEATURE_PLURAL) &&
           r->scan->words[found->head].name;
}

/* What hangs on the head of a phrase that is said of a subject: "Roth is a lawyer". */
typedef struct predication {
    uint32_t subject, copula; /* tokens; RO_NONE: none */
    bool doubted;             /* not, if, would: it is not said that it is so */
} predication;

/* Between a name and what its clause says that it is; a longer reach leaves the clause. */
enum { PREDICATION_TOKENS = 24 };

static predication predication_of(const ro_resolver *r, const ro_found *found) {
    const ro_article *article = r->scan->article;
    const ro_sentence *sentence = &article->sentences.items[found->sentence];
    predication p = {RO_NONE, RO_NONE, ro_token_is(article, found->first, "no")};
    uint32_t from = sentence->first_token, head = found->first;
    while (head < found->end && article->tokens.items[head].head >= (int32_t)found->first &&
           article->tokens.items[head].head < (int32_t)found->end)
        head++;
    if (found->first > from + PREDICATION_TOKENS) from = found->first - PREDICATION_TOKENS;
    for (uint32_t t = from; t < found->first; t++) {
        const ro_token *token = &article->tokens.items[t];
        if (token->head != (int32_t)head) continue;
        if (token->deprel == r->subject) p.subject = t;
        if (token->deprel == r->copula) p.copula = t;
        bool negation = token->deprel == r->adverb &&
                        (ro_token_is(article, t, "not") || ro_token_is(article, t, "n't") ||
                         ro_token_is(article, t, "n’t") || ro_token_is(article, t, "never"));
        bool modal = token->deprel == r->auxiliary && !ro_token_is(article, t, "has") &&
                     !ro_token_is(article, t, "have") && !ro_token_is(article, t, "had");
        bool condition = token->deprel == r->mark &&
                         (ro_token_is(article, t, "if") || ro_token_is(article, t, "whether"));
        p.doubted |= negation || modal || condition;
    }
    return p;
}

/* The person of whom a phrase is said: "She was a lawyer". A question asks: it is not. */
static uint32_t find_subject(const ro_resolver *r, uint32_t index) {
    const ro_found *found = &r->scan->found.items[index];
    if (!r->copula || !r->subject) return RO_NONE;
    predication p = predication_of(r, found);
    if (p.subject == RO_NONE || p.copula == RO_NONE || p.doubted || p.copula < p.subject)
        return RO_NONE;
    for (uint32_t back = 1; back <= PREDICATION_TOKENS && back <= index; back++) {
        const ro_found *other = &r->scan->found.items[index - back];
        if (other->first > p.subject || other->end <= p.subject) continue;
        if (other->entity == RO_NONE) return RO_NONE;
        const ro_being *who = &r->beings.items[other->entity];
        bool fits = who->type == RO_ENTITY_PERSON &&
                    ro_genders_agree(who->features, found->features) &&
                    !((who->features ^ found->features) & RO_FEATURE_PLURAL);
        return fits ? other->entity : RO_NONE;
    }
    return RO_NONE;
}

/* "Her husband, Paul Roth, …": he is whom "her husband" means from here on. */
void ro_note_possessor(ro_resolver *r, uint32_t index) {
    const ro_found *found = &r->scan->found.items[index];
    if (found->kind == RO_MENTION_NAME || found->type != RO_ENTITY_PERSON || !found->definite)
        return;
    uint32_t who = found->entity, possessor = possessor_of(r, index);
    if (possessor == RO_NONE || possessor == who) return;
    if (r->beings.items[who].possessor == RO_NONE) r->beings.items[who].possessor = possessor;
}

void ro_resolve_description(ro_resolver *r, uint32_t index) {
    uint32_t who = RO_NONE, possessor = RO_NONE;
    bool said = false;
    uint32_t of = r->scan->found.items[index].of;
    if (of != RO_NONE) {
        who = r->scan->found.items[of].entity;
        if (who == RO_NONE) return;
    } else {
        if (r->scan->found.items[index].definite) possessor = possessor_of(r, index);
        const ro_found *found = &r->scan->found.items[index];
        bool owned = is_possessive(r, found) && possessor == RO_NONE;
        if (found->type == RO_ENTITY_PERSON) who = find_subject(r, index);
        said = who != RO_NONE;
        if (who == RO_NONE && looks_back(r, found) && !owned)
            who = find_described(r, index, possessor);
    }
    const ro_found *found = &r->scan->found.items[index];
    if (who == RO_NONE) who = ro_new_being(r, found);
    if (who == RO_NONE) return;
    ro_being *being = &r->beings.items[who];
    bool fresh = being->mentions == 0;
    if (fresh) being->possessor = possessor;
    ro_join_being(r, index, who);
    note_noun(being, r->scan->words[found->head].hash);
    if (of != RO_NONE && being->named && !being->words.count && r->holders.count < HOLDERS)
        RO_APPEND(r->scan->scratch, &r->holders, who);
    if (fresh || said || of != RO_NONE) add_office(r, being, found);
}

/* The organization that "the ministry" means: the last whose name ends or begins with that
 * word. "The company" is the only one of this sentence and the one before it. */
static uint32_t find_organization(const ro_resolver *r, uint32_t index) {
    const ro_found *found = &r->scan->found.items[index];
    uint32_t head = r->scan->words[found->head].hash, only = RO_NONE;
    bool several = false;
    for (uint32_t back = 1; back <= RO_LOOK_BACK * 2 && back <= index; back++) {
        const ro_found *other = &r->scan->found.items[index - back];
        if (other->entity == RO_NONE || other->type != RO_ENTITY_ORGANIZATION) continue;
        if (found->country && other->country && found->country != other->country) continue;
        const ro_being *what = &r->beings.items[other->entity];
        if (r->scan->words[what->end - 1].hash == head || r->scan->words[what->first].hash == head)
            return other->entity;
        if (other->sentence + 1 < found->sentence || other->end > found->first) continue;
        several |= only != RO_NONE && only != other->entity;
        only = other->entity;
    }
    bool any = r->scan->words[found->head].facts->any_body && found->end == found->head + 1 &&
               found->head <= found->first + 1;
    return any && !several ? only : RO_NONE;
}

void ro_resolve_organization_noun(ro_resolver *r, uint32_t index) {
    uint32_t what = find_organization(r, index);
    /* "the board" is nobody in "across the board": it takes a name before it or in it. */
    const ro_found *found = &r->scan->found.items[index];
    bool tied = found->country || found->kind == RO_MENTION_TITLE;
    if (what == RO_NONE && tied) what = ro_new_being(r, found);
    ro_join_being(r, index, what);
}
