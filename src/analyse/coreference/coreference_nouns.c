/* SPDX-License-Identifier: Apache-2.0 */
/* Who is meant by a title or a description. */
#include "analyse/coreference/pronoun_choice.h"

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

/* Who owns what a phrase is about: "his wife", "Roth's wife", "my wife"; RO_NONE. */
uint32_t ro_possessor_of(ro_resolver *r, uint32_t index) {
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

/* The only named person of the whole article who holds just this office: a lead may say
 * "the president" and name her below. */
static uint32_t find_holder(const ro_resolver *r, const ro_found *found) {
    uint32_t only = RO_NONE;
    if (!found->words || !found->office || found->office >= RO_OFFICE_OFFICIAL) return RO_NONE;
    for (uint32_t i = 0; i < r->holders.count; i++) {
        const ro_being *who = &r->beings.items[r->holders.items[i]];
        if (ro_same_office(who, found->words) < 2 || ro_fit(r, who, found, RO_NONE) == 0) continue;
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
        unsigned score = ro_fit(r, who, found, possessor);
        /* The same common noun, just said: "a US official … the official". */
        bool just_said = other->sentence + JUST_SAID >= found->sentence;
        if (!who->named && score && ro_being_has_noun(who, noun) && just_said) score = 6;
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

/* Whether the weights may choose: for what is no office, and is not brought up anew. */
static bool may_be_known(const ro_resolver *r, const ro_found *found) {
    return found->type == RO_ENTITY_PERSON && !found->office && !ro_is_new(r, found);
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

uint32_t ro_predicated_of(const ro_resolver *r, const ro_found *found) {
    if (!r->copula || !r->subject) return RO_NONE;
    predication p = predication_of(r, found);
    if (p.subject == RO_NONE || p.copula == RO_NONE || p.doubted || p.copula < p.subject)
        return RO_NONE;
    return p.subject;
}

/* The person of whom a phrase is said: "She was a lawyer". A question asks: it is not. */
static uint32_t find_subject(const ro_resolver *r, uint32_t index) {
    const ro_found *found = &r->scan->found.items[index];
    uint32_t subject = ro_predicated_of(r, found);
    if (subject == RO_NONE) return RO_NONE;
    for (uint32_t back = 1; back <= PREDICATION_TOKENS && back <= index; back++) {
        const ro_found *other = &r->scan->found.items[index - back];
        if (other->first > subject || other->end <= subject) continue;
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
    uint32_t who = found->entity, possessor = ro_possessor_of(r, index);
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
        if (r->scan->found.items[index].definite) possessor = ro_possessor_of(r, index);
        const ro_found *found = &r->scan->found.items[index];
        bool owned = is_possessive(r, found) && possessor == RO_NONE;
        if (found->type == RO_ENTITY_PERSON) who = find_subject(r, index);
        said = who != RO_NONE;
        if (who == RO_NONE && !found->bare && looks_back(r, found) && !owned)
            who = find_described(r, index, possessor);
        if (who == RO_NONE && may_be_known(r, found) && !owned)
            who = ro_choose_meant(r, index, possessor);
    }
    const ro_found *found = &r->scan->found.items[index];
    if (who == RO_NONE) who = ro_new_being(r, found);
    if (who == RO_NONE) return;
    ro_being *being = &r->beings.items[who];
    bool fresh = being->mentions == 0;
    if (fresh) being->possessor = possessor;
    being->kept |= !found->bare;
    ro_join_being(r, index, who);
    ro_note_noun(being, r->scan->words[found->head].hash);
    if (of != RO_NONE && being->named && !being->words.count && r->holders.count < HOLDERS)
        RO_APPEND(r->scan->scratch, &r->holders, who);
    if ((fresh && !found->bare) || said || of != RO_NONE) add_office(r, being, found);
}
