/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What speaks for the type of a name: its own words, and those beside it.
 *
 *     shares of Kelmar     Kelmar's chief executive     Kelmar, a firm     Kelmar is a firm
 *
 * A vote of one is about half a nat; 4 is a good hint, 6 to 8 are as good as certain.
 */
#include "analyse/people/people_scan.h"

#include "base/hash.h"
#include "lang/lang.h"

enum {
    APPOSITION_TOKENS = 12, /* behind a name, in which its apposition begins */
    PHRASE_TOKENS = 24      /* of a name in which its head is looked for */
};

typedef struct witness {
    const ro_people_scan *scan;
    const ro_found *name;
    ro_type_votes *votes;
    uint32_t begin, limit; /* tokens of the sentence */
} witness;

static void add(ro_type_votes *votes, ro_entity_type type, int32_t weight) {
    votes->of[type] += weight;
}

static bool is(const witness *w, uint32_t t, const char *word) {
    return t >= w->begin && t < w->limit && ro_token_is(w->scan->article, t, word);
}

static bool has(const witness *w, uint32_t t, uint32_t flags) {
    return t >= w->begin && t < w->limit && ro_word_has(w->scan, t, flags);
}

/* What a word at this place says; verbs are looked up in their base form. */
static bool hear(const witness *w, ro_cue_place place, uint32_t t) {
    const ro_word_facts *facts = w->scan->words[t].facts;
    if (place == RO_CUE_VERB || place == RO_CUE_OBJECT) {
        const char *lemma = w->scan->article->tokens.items[t].lemma;
        if (lemma) facts = ro_people_facts(w->scan->rules, ro_str_of(lemma));
    }
    const ro_name_cue *cue = &w->scan->rules->cues[facts->cue];
    if (!cue->weight[place]) return false;
    add(w->votes, (ro_entity_type)cue->type[place], cue->weight[place]);
    return true;
}

/* ---- its own words ---- */

/* "Arizonans", "Prussian": a place with an ending for those who are of it. */
static bool is_of_place(const ro_people_scan *scan, ro_str form) {
    static const struct {
        const char *end, *place;
    } ends[] = {{"ian", ""}, {"ian", "ia"}, {"ian", "y"}, {"ian", "a"}, {"an", ""},
                {"an", "a"}, {"ite", ""},   {"er", ""},   {"ish", ""}};
    char made[32];
    if (form.n && ro_lower(form.p[form.n - 1]) == 's') form.n--;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        ro_str end = ro_str_of(ends[i].end), rest = ro_str_of(ends[i].place);
        if (!ro_str_ends(form, end) || form.n < end.n + 4) continue;
        size_t stem = form.n - end.n;
        if (stem + rest.n > sizeof made) continue;
        memcpy(made, form.p, stem);
        memcpy(made + stem, rest.p, rest.n);
        const ro_word_facts *facts = ro_people_facts(scan->rules, (ro_str){made, stem + rest.n});
        if ((facts->flags & RO_WORD_PLACES) && !(facts->flags & RO_WORD_COMMON)) return true;
    }
    return false;
}

static void hear_hint(const ro_people_scan *scan, const ro_found *name, const ro_word_facts *facts,
                      ro_type_votes *votes) {
    if (!facts->hint) return;
    bool caps = scan->words[name->first].shape == RO_SHAPE_CAPS;
    if ((facts->hint & RO_HINT_CAPS) && !caps) return;
    bool vague = (facts->flags & RO_WORD_COMMON) && !(facts->hint & RO_HINT_CAPS);
    add(votes, (ro_entity_type)((facts->hint & ~RO_HINT_CAPS) - 1), vague ? 4 : 5);
}

/* What the tables know under the whole name; of several words they are surer. */
static void hear_known(uint32_t flags, bool many, ro_type_votes *votes) {
    if (flags & (RO_WORD_COUNTRY | RO_WORD_DEMONYM))
        add(votes, flags & RO_WORD_COUNTRY ? RO_ENTITY_PLACE : RO_ENTITY_GROUP, 8);
    else if (flags & RO_WORD_GROUP)
        add(votes, RO_ENTITY_GROUP, 8);
    if (flags & RO_WORD_ORG) add(votes, RO_ENTITY_ORGANIZATION, many ? 8 : 5);
    if (flags & (RO_WORD_PLACE | RO_WORD_CAPITAL)) add(votes, RO_ENTITY_PLACE, many ? 8 : 4);
}

static void hear_single(const ro_people_scan *scan, const ro_found *name, ro_type_votes *votes) {
    const ro_seen_word *word = &scan->words[name->first];
    uint32_t flags = word->facts->flags;
    ro_str form = ro_token_str(scan->article, name->first);
    if ((flags & RO_WORD_CAPS) && word->shape != RO_SHAPE_CAPS) flags &= ~(uint32_t)RO_WORD_KNOWN;
    hear_known(flags, false, votes);
    if (!(flags & RO_WORD_KNOWN) && is_of_place(scan, form)) add(votes, RO_ENTITY_GROUP, 7);
    bool given = (flags & RO_WORD_GIVEN) && !(flags & RO_WORD_COMMON) && !word->facts->hint;
    if (given) add(votes, RO_ENTITY_PERSON, 1);
    if (word->shape == RO_SHAPE_CAPS) add(votes, RO_ENTITY_ORGANIZATION, 2);
    if (form.n && form.p[0] == '@') add(votes, RO_ENTITY_PERSON, 3);
}

/* The last word says most: "Kelmar Parks Inc", "Ruhr Valley". */
static void hear_many(const ro_people_scan *scan, const ro_found *name, ro_type_votes *votes) {
    uint32_t last = name->end - 1, flags = scan->words[last].facts->flags;
    uint32_t opens = scan->words[name->first].facts->flags;
    bool given = (opens & RO_WORD_GIVEN) && !(opens & (RO_WORD_COMMON | RO_WORD_KNOWN));
    int32_t sure = given ? 3 : 5;
    if (flags & RO_WORD_LEGAL)
        add(votes, RO_ENTITY_ORGANIZATION, 8);
    else if (flags & RO_WORD_PEOPLES)
        add(votes, RO_ENTITY_GROUP, 7);
    else if (flags & RO_WORD_ORG_LAST)
        add(votes, RO_ENTITY_ORGANIZATION, sure);
    else if (flags & RO_WORD_PLACE_LAST)
        add(votes, RO_ENTITY_PLACE, sure - 1);
    else if (flags & RO_WORD_OTHER_LAST)
        add(votes, RO_ENTITY_OTHER, sure - 1);
    else if (flags & RO_WORD_NAME_END)
        add(votes, RO_ENTITY_PERSON, 5);
    if (given) add(votes, RO_ENTITY_PERSON, 4);
    for (uint32_t t = name->first; t < last; t++)
        if (scan->words[t].shape == RO_SHAPE_LETTER && t - name->first < 2)
            add(votes, RO_ENTITY_PERSON, 2);
}

void ro_hear_words(const ro_people_scan *scan, const ro_found *name, ro_type_votes *votes) {
    const ro_word_facts *facts = scan->words[name->first].facts;
    if (name->end - name->first > 1) {
        facts = ro_people_facts(scan->rules, ro_tokens_str(scan->article, name->first, name->end));
        hear_known(facts->flags, true, votes);
        if (!(facts->flags & RO_WORD_KNOWN)) hear_many(scan, name, votes);
    } else {
        hear_single(scan, name, votes);
    }
    /* "McDonald's" is one word with its mark. */
    if (name->end < scan->article->tokens.count && scan->words[name->end].glued &&
        ro_token_possessive(scan, name->end)) {
        ro_str form = ro_tokens_str(scan->article, name->first, name->end + 1);
        const ro_word_facts *with_mark = ro_people_facts(scan->rules, form);
        if (with_mark->hint) facts = with_mark;
    }
    hear_hint(scan, name, facts, votes);
}

/* ---- what stands beside it ---- */

static void hear_before(const witness *w, bool modifies) {
    const ro_found *name = w->name;
    if (name->first == w->begin) return;
    uint32_t t = name->first - 1;
    if (is(w, t, ".") && t > w->begin) t--;
    const ro_seen_word *word = &w->scan->words[t];
    if (has(w, t, RO_WORD_TITLE) && word->shape != RO_SHAPE_LOWER) {
        add(w->votes, RO_ENTITY_PERSON, 8);
        return;
    }
    if (t + 1 != name->first) return;
    /* In "the Cruise video" the article is not the name's, nor is "in" of "in Cruise videos". */
    if (modifies && (is(w, t, "the") || !has(w, t, RO_WORD_OFFICE | RO_WORD_PERSON))) return;
    if (is(w, t, "the")) {
        /* The Obamas are persons; no one person has an article. */
        add(w->votes, RO_ENTITY_PERSON, -5);
        if (t == w->begin) return;
        t--;
    } else if (is(w, t, "a") || is(w, t, "an")) {
        add(w->votes, RO_ENTITY_PERSON, -3);
        add(w->votes, RO_ENTITY_ORGANIZATION, -3);
    } else {
        hear(w, RO_CUE_PREP, t);
    }
    /* "Ana Holt, 34, of Marlow" */
    if (is(w, t, "of") && is(w, t - 1, ",")) add(w->votes, RO_ENTITY_PLACE, 4);
    bool joint = is(w, t, "of") || is(w, t, "for") || is(w, t, "at") || is(w, t, "with");
    if (joint && t > w->begin && !hear(w, RO_CUE_OF, t - 1) && is(w, t, "of") &&
        w->scan->words[t - 1].name && !has(w, t - 1, RO_WORD_COMMON) && t + 1 == name->first)
        add(w->votes, RO_ENTITY_PLACE, 2); /* "Ana Petrov of Lurien" */
    if (joint || t + 1 != name->first) return;
    if (hear(w, RO_CUE_BEFORE, t) || has(w, t, RO_WORD_PLURAL)) return;
    if (has(w, t, RO_WORD_OFFICE))
        add(w->votes, RO_ENTITY_PERSON, 5);
    else if (has(w, t, RO_WORD_PERSON))
        add(w->votes, RO_ENTITY_PERSON, 3);
    else if (has(w, t, RO_WORD_ORG_HEAD))
        add(w->votes, RO_ENTITY_ORGANIZATION, 2);
}

/* The token outside the name on which its head depends, or RO_NONE. */
static uint32_t governor(const witness *w, uint32_t *head) {
    uint32_t end = w->name->end;
    if (end - w->name->first > PHRASE_TOKENS) end = w->name->first + PHRASE_TOKENS;
    for (uint32_t t = w->name->first; t < end; t++) {
        int32_t at = w->scan->article->tokens.items[t].head;
        if (at >= (int32_t)w->name->first && at < (int32_t)w->name->end) continue;
        *head = t;
        return at < (int32_t)w->begin || at >= (int32_t)w->limit ? RO_NONE : (uint32_t)at;
    }
    return RO_NONE;
}

/* "X's shares", "X shares", "X, who": what follows at once. */
static void hear_behind(const witness *w, uint32_t above, const char *relation) {
    uint32_t t = w->name->end;
    if (t >= w->limit) return;
    if (ro_token_possessive(w->scan, t)) {
        if (!strcmp(relation, "nmod:poss") && above != RO_NONE)
            hear(w, RO_CUE_OWNED, above);
        else if (t + 1 < w->limit)
            hear(w, RO_CUE_OWNED, t + 1);
        return;
    }
    bool comma = is(w, t, ",");
    if (comma) t++;
    /* "the mathematician of Alexandria who …" is not Alexandria. */
    bool inside = is(w, w->name->first - 1, "of") || is(w, w->name->first - 1, "in") ||
                  is(w, w->name->first - 1, "from");
    if (is(w, t, "who") && !inside) add(w->votes, RO_ENTITY_PERSON, comma ? 5 : 6);
    if (is(w, t, "which")) {
        add(w->votes, RO_ENTITY_PERSON, -4);
        add(w->votes, RO_ENTITY_ORGANIZATION, 1);
    }
    if (!comma) {
        uint8_t upos = w->scan->article->tokens.items[t].upos;
        bool noun = upos == RO_UPOS_NOUN || upos == RO_UPOS_PROPN || upos == RO_UPOS_X ||
                    upos == RO_UPOS_ADP;
        if (noun) hear(w, RO_CUE_BEHIND, t);
        return;
    }
    bool age = t + 1 < w->limit && w->scan->words[t].shape == RO_SHAPE_NUMBER &&
               is(w, t + 1, ",") && ro_token_str(w->scan->article, t).n == 2;
    if (age) add(w->votes, RO_ENTITY_PERSON, 7);
    uint32_t next;
    if (t < w->limit && w->scan->words[t].name &&
        ro_phrase_at(w->scan, t, w->limit, RO_WORD_PLACES, &next)->flags &&
        (next == w->limit || is(w, next, ",") || is(w, next, ".")))
        add(w->votes, RO_ENTITY_PLACE, 3);
}

static void hear_kind(const witness *w, uint32_t noun) {
    if (hear(w, RO_CUE_KIND, noun)) return;
    /* "a start-up": three tokens, of which any may be the head. */
    for (uint32_t first = noun >= w->begin + 2 ? noun - 2 : noun; first <= noun; first += 2) {
        if (first + 3 > w->limit || !is(w, first + 1, "-")) continue;
        ro_str form = ro_tokens_str(w->scan->article, first, first + 3);
        const ro_name_cue *cue = &w->scan->rules->cues[ro_people_facts(w->scan->rules, form)->cue];
        if (!cue->weight[RO_CUE_KIND]) continue;
        add(w->votes, (ro_entity_type)cue->type[RO_CUE_KIND], cue->weight[RO_CUE_KIND]);
        return;
    }
    uint32_t flags = w->scan->words[noun].facts->flags;
    if (flags & (RO_WORD_OFFICE | RO_WORD_PERSON))
        add(w->votes, RO_ENTITY_PERSON, 5);
    else if (flags & RO_WORD_ORG_HEAD)
        add(w->votes, RO_ENTITY_ORGANIZATION, 5);
}

/* "X, a firm …": the noun that the parser puts beside the name. */
static void hear_apposition(const witness *w, uint32_t head) {
    const ro_token *tokens = w->scan->article->tokens.items;
    if (!is(w, w->name->end, ",")) return;
    uint32_t end = w->name->end + APPOSITION_TOKENS;
    if (end > w->limit) end = w->limit;
    for (uint32_t t = w->name->end + 1; t < end; t++) {
        if (tokens[t].head != (int32_t)head || w->scan->words[t].name) continue;
        if (strcmp(ro_deprel_name(tokens[t].deprel), "appos") != 0) continue;
        hear_kind(w, t);
        return;
    }
}

/* "X is a firm": a noun that the name is the subject of. */
static void hear_predicate(const witness *w, uint32_t above) {
    const ro_token *tokens = w->scan->article->tokens.items;
    uint8_t upos = tokens[above].upos;
    if (upos == RO_UPOS_VERB) {
        if (hear(w, RO_CUE_VERB, above)) return;
        if (!has(w, above, RO_WORD_SPEECH)) return;
        add(w->votes, RO_ENTITY_PERSON, 2);
        bool statement = is(w, above + 1, "in") && is(w, above + 3, "statement");
        add(w->votes, RO_ENTITY_ORGANIZATION, statement ? 4 : 1);
        return;
    }
    if (upos != RO_UPOS_NOUN || above < w->name->end) return;
    uint32_t end =
        above > w->name->end + APPOSITION_TOKENS ? w->name->end + APPOSITION_TOKENS : above;
    for (uint32_t t = w->name->end; t < end; t++)
        if (tokens[t].head == (int32_t)above && !strcmp(ro_deprel_name(tokens[t].deprel), "cop")) {
            hear_kind(w, above);
            return;
        }
}

void ro_hear_neighbours(const ro_people_scan *scan, const ro_found *name, ro_type_votes *votes) {
    const ro_sentence *sentence = &scan->article->sentences.items[name->sentence];
    witness w = {scan, name, votes, sentence->first_token,
                 sentence->first_token + sentence->token_count};
    uint32_t head = name->head;
    uint32_t above = governor(&w, &head);
    const char *relation = ro_deprel_name(scan->article->tokens.items[head].deprel);
    bool modifies = !strcmp(relation, "compound") || !strcmp(relation, "nmod:poss");
    hear_before(&w, modifies);
    hear_behind(&w, above, relation);
    hear_apposition(&w, head);
    if (above == RO_NONE) return;
    bool other_name = scan->words[above].name;
    if (!strcmp(relation, "nsubj") || !strcmp(relation, "nsubj:pass"))
        hear_predicate(&w, above);
    else if (!strcmp(relation, "obj"))
        hear(&w, RO_CUE_OBJECT, above);
    else if (!strcmp(relation, "appos") && !other_name && above < name->first)
        hear_kind(&w, above);
}
