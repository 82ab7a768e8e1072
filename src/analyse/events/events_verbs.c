/* SPDX-License-Identifier: Apache-2.0 */
/* Verb groups and the status that their forms and words give. */
#include "analyse/events/events.h"

#include "analyse/people/people_queries.h"

typedef struct scanner {
    const ro_events_rules *rules;
    const ro_article *article;
    uint32_t first, end;
    bool title;
} scanner;

/* What was seen of a group on the way to its verb. */
typedef struct group_state {
    int modal;  /* status of its modal, or -1 */
    int to;     /* status that a word with "to" gave, or -1 */
    int adverb; /* status that an adverb gave, or -1 */
    bool have, be, be_present, been, negated, to_be, do_past, past_aux;
    bool finite, short_d, is_to;
} group_state;

static const ro_token *token_at(const scanner *s, uint32_t at) {
    return &s->article->tokens.items[at];
}

static bool is(const scanner *s, uint32_t at, const char *word) {
    return at < s->end && ro_token_is(s->article, at, word);
}

/* A capital within a sentence makes it a name that was taken for a verb. */
static bool is_verb(const scanner *s, uint32_t at) {
    if (at >= s->end || token_at(s, at)->upos != RO_UPOS_VERB) return false;
    if (ro_token_in_name(s->article, at)) return false;
    return s->title || at == s->first ||
           !ro_is_upper((unsigned char)ro_token_str(s->article, at).p[0]);
}

static bool is_aux(const scanner *s, uint32_t at) {
    return at < s->end && token_at(s, at)->upos == RO_UPOS_AUX;
}

static bool lemma_is(const scanner *s, uint32_t at, const char *word) {
    return ro_str_same(ro_token_lemma(s->article, at), ro_str_of(word));
}

static bool has(const scanner *s, uint32_t at, unsigned features) {
    return (token_at(s, at)->features & features) != 0;
}

/* Status of the word at a token in a list, by form and by base form, or -1. A base form
 * is learned and may be wrong: the form without its ending is tried as well. */
static int status_of(const scanner *s, ro_status_list list, uint32_t at) {
    const ro_lexicon *lexicon = &s->rules->lists[list];
    ro_str form = ro_token_str(s->article, at);
    uint32_t status = ro_lexicon_find(lexicon, form);
    if (status == RO_NONE) status = ro_lexicon_find(lexicon, ro_token_lemma(s->article, at));
    if (status == RO_NONE && form.n > 4 && ro_str_ends(form, RO_STR("ed"))) {
        status = ro_lexicon_find(lexicon, (ro_str){form.p, form.n - 1});
        if (status == RO_NONE) status = ro_lexicon_find(lexicon, (ro_str){form.p, form.n - 2});
        if (status == RO_NONE && form.p[form.n - 3] == form.p[form.n - 4]) /* "scrapped" */
            status = ro_lexicon_find(lexicon, (ro_str){form.p, form.n - 3});
    }
    return status == RO_NONE ? -1 : (int)status;
}

/* "call off": the verb with the particle behind it. */
static int object_status(const scanner *s, uint32_t at) {
    int status = status_of(s, RO_STATUS_OBJECT, at);
    if (status >= 0 || at + 1 >= s->end) return status;
    ro_str verb = ro_token_lemma(s->article, at), particle = ro_token_str(s->article, at + 1);
    char phrase[48];
    if (verb.n + particle.n + 2 > sizeof phrase) return -1;
    memcpy(phrase, verb.p, verb.n);
    phrase[verb.n] = ' ';
    memcpy(phrase + verb.n + 1, particle.p, particle.n);
    uint32_t found = ro_lexicon_find(&s->rules->lists[RO_STATUS_OBJECT],
                                     (ro_str){phrase, verb.n + particle.n + 1});
    return found == RO_NONE ? -1 : (int)found;
}

static bool is_past_form(const scanner *s, uint32_t at) {
    return has(s, at, RO_FEATURE_PAST) && !has(s, at, RO_FEATURE_PARTICIPLE);
}

static bool is_ing(const scanner *s, uint32_t at) {
    return ro_str_ends(ro_token_str(s->article, at), RO_STR("ing"));
}

/* --- reading a group ------------------------------------------------------------ */

/* A form with a tense: past or present and no participle. */
static bool is_finite(const scanner *s, uint32_t at) {
    return has(s, at, RO_FEATURE_PAST | RO_FEATURE_PRESENT) &&
           !has(s, at, RO_FEATURE_PARTICIPLE | RO_FEATURE_INFINITIVE | RO_FEATURE_GERUND);
}

static void take_aux(const scanner *s, uint32_t at, group_state *g) {
    int modal = status_of(s, RO_STATUS_MODAL, at);
    if (modal >= 0) {
        g->modal = modal;
        g->finite = true;
        g->short_d = ro_str_ends(ro_token_str(s->article, at), RO_STR("d")) &&
                     ro_token_str(s->article, at).n <= 4;
        return;
    }
    bool past = is_past_form(s, at);
    g->finite = g->finite || is_finite(s, at);
    if (lemma_is(s, at, "have")) {
        g->have = true;
        g->past_aux = g->past_aux || past;
    } else if (lemma_is(s, at, "be") || lemma_is(s, at, "get")) {
        g->been = g->been || g->be;
        g->be = true;
        g->be_present = !past && has(s, at, RO_FEATURE_PRESENT) && !g->have && g->modal < 0;
        g->past_aux = g->past_aux || past;
    } else if (lemma_is(s, at, "do")) {
        g->do_past = past;
    }
}

/* Words that may stand within a group; whether this is one. */
static bool take_between(const scanner *s, uint32_t at, group_state *g) {
    uint8_t upos = token_at(s, at)->upos;
    if (status_of(s, RO_STATUS_NEGATION, at) >= 0) {
        g->negated = true;
        return true;
    }
    if (upos != RO_UPOS_ADV) return false;
    int adverb = status_of(s, RO_STATUS_ADVERB, at);
    if (adverb >= 0) g->adverb = adverb;
    return true;
}

/* The verb behind "to" at token at, with its "be" and "have"; RO_NONE: none. */
static uint32_t infinitive_at(const scanner *s, uint32_t at, group_state *g) {
    if (!is(s, at, "to")) return RO_NONE;
    for (uint32_t i = at + 1; i < s->end && i < at + 6; i++) {
        if (is_verb(s, i)) return i;
        if (is_aux(s, i)) {
            g->to_be = g->to_be || lemma_is(s, i, "be");
            continue;
        }
        if (!take_between(s, i, g)) return RO_NONE;
    }
    return RO_NONE;
}

/* Follow "plans to", "is expected to" from the governing word at `at` to the verb that
 * tells what is planned. */
static uint32_t follow_to(const scanner *s, uint32_t at, group_state *g, bool *passive) {
    for (unsigned depth = 0; depth < 4; depth++) {
        uint32_t to = at + 1;
        while (to < s->end && token_at(s, to)->upos == RO_UPOS_ADV && !is(s, to, "to")) to++;
        group_state trial = *g;
        trial.to_be = false;
        uint32_t verb = infinitive_at(s, to, &trial);
        if (verb == RO_NONE) return at;
        int status = status_of(s, RO_STATUS_TO, at);
        if (status < 0) return at;
        *g = trial;
        if (status != RO_STATUS_SAME) g->to = g->to == RO_STATUS_SKIP ? g->to : status;
        *passive = g->to_be && has(s, verb, RO_FEATURE_PARTICIPLE);
        at = verb;
    }
    return at;
}

/* --- what the forms say ------------------------------------------------------------ */

/* "he'd met" is "he had met"; "he'd meet" is "he would meet". */
static bool is_had(const scanner *s, const group_state *g, uint32_t verb) {
    return g->short_d && !g->be && has(s, verb, RO_FEATURE_PARTICIPLE) && !is_ing(s, verb);
}

static int status_by_form(const scanner *s, const group_state *g, uint32_t verb) {
    if (g->modal >= 0) return is_had(s, g, verb) ? RO_EVENT_HAPPENED : g->modal;
    if (g->have) return RO_EVENT_HAPPENED;
    if (g->be) {
        if (g->be_present) return is_ing(s, verb) || g->been ? RO_EVENT_ONGOING : RO_STATUS_SKIP;
        return g->past_aux ? RO_EVENT_HAPPENED : RO_STATUS_SKIP;
    }
    if (g->do_past || is_past_form(s, verb)) return RO_EVENT_HAPPENED;
    /* "who postponed": a subject pronoun right before it makes it no participle. */
    if (g->finite && has(s, verb, RO_FEATURE_PAST)) return RO_EVENT_HAPPENED;
    /* A headline tells what happened in the present. */
    return s->title && is_finite(s, verb) ? RO_EVENT_HAPPENED : RO_STATUS_SKIP;
}

static int status_of_group(const scanner *s, const group_state *g, uint32_t governor,
                           uint32_t verb) {
    if (g->negated || g->modal == RO_STATUS_SKIP || g->to == RO_STATUS_SKIP) return RO_STATUS_SKIP;
    int own = status_by_form(s, g, governor);
    /* "plans to", "is due to", "hopes to": the present is enough. */
    if (g->to >= 0 && own != RO_EVENT_POSSIBLE) own = g->to;
    int self =
        g->be && governor == verb && !is_ing(s, verb) ? status_of(s, RO_STATUS_SELF, verb) : -1;
    if (self >= 0) own = self;
    if (g->adverb >= 0 && g->adverb != RO_STATUS_SAME && own != RO_STATUS_SKIP &&
        own != RO_EVENT_HAPPENED)
        own = g->adverb;
    int object = object_status(s, verb);
    return object >= 0 && own == RO_EVENT_HAPPENED ? object : own;
}

static bool tells_nothing(const scanner *s, uint32_t verb) {
    ro_str lemma = ro_token_lemma(s->article, verb);
    return ro_lexicon_find(&s->rules->lists[RO_STATUS_LIGHT], lemma) != RO_NONE;
}

/* Whether the noun phrase that ends before token at hangs on a preposition or a verb. */
static bool phrase_is_governed(const scanner *s, uint32_t at) {
    uint32_t floor = at > s->first + 10 ? at - 10 : s->first;
    for (uint32_t i = at; i-- > floor;) {
        uint8_t upos = token_at(s, i)->upos;
        if (upos == RO_UPOS_ADP) /* "after they met": no preposition, though tagged as one */
            return ro_joint_at(s->rules, s->article, i) != RO_JOINT_CLAUSE;
        if ((upos == RO_UPOS_VERB && !ro_token_in_name(s->article, i)) || upos == RO_UPOS_AUX)
            return true;
        bool within = upos == RO_UPOS_NOUN || upos == RO_UPOS_PROPN || upos == RO_UPOS_ADJ ||
                      upos == RO_UPOS_DET || upos == RO_UPOS_NUM || upos == RO_UPOS_PART ||
                      upos == RO_UPOS_PRON || ro_token_in_name(s->article, i);
        if (!within) return false;
    }
    return false;
}

/* A past participle that is the verb of a clause for all that: a relative pronoun stands
 * before it ("who held"), or its subject does and the parse makes it a clause's head. */
static bool heads_clause(const scanner *s, uint32_t at) {
    if (!has(s, at, RO_FEATURE_PAST)) return false;
    uint32_t i = at;
    while (i > s->first && token_at(s, i - 1)->upos == RO_UPOS_ADV) i--;
    if (i == s->first) return false;
    if (ro_joint_at(s->rules, s->article, i - 1) == RO_JOINT_RELATIVE) return true;
    if (ro_token_in_name(s->article, i - 1)) return !phrase_is_governed(s, i);
    uint8_t upos = token_at(s, i - 1)->upos;
    if (upos != RO_UPOS_PRON && upos != RO_UPOS_NOUN && upos != RO_UPOS_PROPN) return false;
    const char *relation = ro_deprel_name(token_at(s, at)->deprel);
    if (strcmp(relation, "root") == 0) return true;
    return strcmp(relation, "acl") != 0 && strcmp(relation, "amod") != 0 &&
           !phrase_is_governed(s, i);
}

/* The words of a group up to its verb: the token of the verb, or RO_NONE where it has
 * none ("is important"); *last receives its last word. */
static uint32_t read_to_verb(const scanner *s, uint32_t at, group_state *g, uint32_t *last) {
    *last = at;
    for (uint32_t i = at; i < s->end; i++) {
        if (is_verb(s, i)) return *last = i;
        if (is_aux(s, i)) {
            take_aux(s, i, g);
            *last = i;
        } else if (g->be && is(s, i, "to")) {
            uint32_t verb = infinitive_at(s, i, g); /* "is to meet" */
            if (verb == RO_NONE) return RO_NONE;
            g->to = RO_EVENT_PLANNED;
            g->is_to = true;
            return *last = verb;
        } else if (g->be && status_of(s, RO_STATUS_TO, i) >= 0 && is(s, i + 1, "to")) {
            return *last = i; /* "is likely to", "is due to" */
        } else if (!take_between(s, i, g)) {
            return RO_NONE;
        }
    }
    return RO_NONE;
}

/* Read the group that begins at token at; the token behind it. */
static uint32_t read_group(const scanner *s, uint32_t at, ro_verb_group *out) {
    group_state g = {.modal = -1, .to = -1, .adverb = -1};
    uint32_t last, governor = read_to_verb(s, at, &g, &last);
    *out = (ro_verb_group){.first = at,
                           .predicate = last,
                           .governor = last,
                           .status = RO_STATUS_SKIP,
                           .finite = g.finite};
    if (governor == RO_NONE) return last + 1;
    bool adjective = !is_verb(s, governor);
    bool passive =
        g.be && !adjective && has(s, governor, RO_FEATURE_PARTICIPLE) && !is_ing(s, governor);
    uint32_t verb = g.is_to ? governor : follow_to(s, governor, &g, &passive);
    if (!g.finite && (is_finite(s, governor) || (at == governor && heads_clause(s, at))))
        g.finite = true;
    out->predicate = verb;
    out->governor = governor;
    out->finite = g.finite;
    out->is_to = g.is_to;
    out->passive = passive;
    out->present =
        at == governor && is_finite(s, at) && !is_past_form(s, at) && !tells_nothing(s, verb);
    out->past = g.past_aux || is_past_form(s, governor);
    bool told = verb != governor || !adjective || status_of(s, RO_STATUS_SELF, governor) >= 0;
    if (!told || !g.finite) return verb + 1;
    int status = status_of_group(s, &g, governor, verb);
    /* "will have talks" tells something, "has a house" does not. */
    bool ahead = status == RO_EVENT_PLANNED || status == RO_EVENT_POSSIBLE;
    if (!tells_nothing(s, verb) || (ahead && lemma_is(s, verb, "have"))) out->status = status;
    return verb + 1;
}

/* "may meet X and deliver remarks": a verb behind "and" in the form of the one before
 * shares its status. */
static bool goes_on(const scanner *s, uint32_t at, uint32_t first, const ro_verb_group *before) {
    uint32_t i = at;
    while (i > first && token_at(s, i - 1)->upos == RO_UPOS_ADV) i--;
    if (i == first || token_at(s, i - 1)->upos != RO_UPOS_CCONJ) return false;
    const unsigned forms = RO_FEATURE_INFINITIVE | RO_FEATURE_PARTICIPLE;
    unsigned mine = token_at(s, at)->features & forms;
    unsigned theirs = token_at(s, before->predicate)->features & forms;
    return before->status != RO_STATUS_SKIP && mine && mine == theirs &&
           is_ing(s, at) == is_ing(s, before->predicate);
}

void ro_verb_groups_find(const ro_events_rules *rules, ro_article *article, bool title,
                         uint32_t first, uint32_t end, ro_verb_group_array *groups) {
    scanner s = {rules, article, first, end, title};
    for (uint32_t i = first; i < end;) {
        bool verb = is_verb(&s, i);
        if (!verb && !is_aux(&s, i)) {
            i++;
            continue;
        }
        ro_verb_group group;
        const ro_verb_group *before = groups->count ? &groups->items[groups->count - 1] : NULL;
        uint32_t next = read_group(&s, i, &group);
        if (before && !group.finite && verb && goes_on(&s, i, first, before)) {
            group.status = tells_nothing(&s, group.predicate) ? RO_STATUS_SKIP : before->status;
            group.passive = before->passive;
            group.is_to = before->is_to;
            group.bare = group.finite = true;
        }
        if (title && !group.finite && i > first && is(&s, i - 1, "to") && !before) {
            group.status = RO_EVENT_PLANNED; /* a headline: "Leaders to meet" */
            group.finite = group.is_to = true;
        }
        if (group.finite) {
            ro_verb_group *kept = RO_PUSH(&article->arena, groups);
            if (!kept) return;
            *kept = group;
        }
        i = next > i ? next : i + 1;
    }
}
