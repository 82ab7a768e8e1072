/* SPDX-License-Identifier: Apache-2.0 */
/* The layer of quantities: which numbers are amounts, and of what. */
#include "analyse/amounts/amounts.h"

#include <math.h>

#include "base/table.h"

static const char *const kind_names[RO_UNIT_KINDS] = {
    "", "measure", "time", "symbol", "percent", "sign", "prefix", "code", "money"};

static bool load_units(ro_arena *arena, ro_amounts_rules *rules) {
    ro_table table;
    ro_str field[3];
    for (ro_table_open(&table, "units"); ro_table_row(&table, field, 3);) {
        ro_unit unit = {RO_UNIT_NONE, ro_arena_copy(arena, field[1].p, field[1].n)};
        uint32_t kind;
        if (!ro_table_class(field[2], kind_names, RO_UNIT_KINDS, &kind)) return false;
        unit.kind = (ro_unit_kind)kind;
        if (!ro_lexicon_add(arena, &rules->lexicon, field[0], rules->units.count) ||
            !RO_APPEND(arena, &rules->units, unit))
            return false;
    }
    return true;
}

static bool load_bounds(ro_arena *arena, ro_amounts_rules *rules) {
    static const char *const places[] = {"before", "after"};
    ro_lexicon *sides[] = {&rules->bounds_before, &rules->bounds_after};
    ro_table table;
    ro_str field[3];
    uint32_t place;
    for (ro_table_open(&table, "amount_bounds"); ro_table_row(&table, field, 3);) {
        uint32_t bound = RO_BOUND_EXACT;
        while (bound <= RO_BOUND_AT_MOST &&
               !ro_str_eq(field[1], ro_str_of(ro_bound_name((ro_bound)bound))))
            bound++;
        if (bound > RO_BOUND_AT_MOST ||
            !ro_table_class(field[2], places, sizeof places / sizeof *places, &place) ||
            !ro_lexicon_add(arena, sides[place], field[0], bound))
            return false;
    }
    return true;
}

ro_amounts_rules *ro_amounts_rules_new(ro_arena *arena) {
    ro_amounts_rules *rules = RO_ARENA_NEW(arena, ro_amounts_rules);
    if (!rules || !load_units(arena, rules) || !load_bounds(arena, rules) ||
        !ro_table_lexicon(arena, "number_labels", &rules->labels) ||
        !ro_word_groups_read(arena, &rules->groups))
        return NULL;
    rules->numbers = ro_number_words_new(arena);
    return rules->numbers ? rules : NULL;
}

typedef struct finder {
    const ro_amounts_rules *rules;
    ro_article *article;
    ro_atoms atoms;
    uint32_t next_time;    /* first time that may still overlap */
    uint32_t next_mention; /* first mention that may still overlap */
    uint32_t next_token;   /* first token that may still overlap */
    uint32_t last_token;   /* one past the last of the sentence */
} finder;

/* --- what is no amount --------------------------------------------------------- */

/* Whether an expression of the layer of times lies there: a duration, or any other. */
static bool is_time(finder *f, ro_span span, bool duration) {
    const ro_article *article = f->article;
    while (f->next_time < article->times.count &&
           article->times.items[f->next_time].span.end <= span.start)
        f->next_time++;
    for (uint32_t i = f->next_time; i < article->times.count; i++) {
        const ro_time *time = &article->times.items[i];
        if (time->span.start >= span.end) break;
        if ((time->type == RO_TIME_DURATION) == duration && ro_span_overlaps(time->span, span))
            return true;
    }
    return false;
}

/* "Group of Seven", "20th Century Fox": part of a name. */
static bool is_in_name(finder *f, ro_span span) {
    const ro_article *article = f->article;
    while (f->next_mention < article->mentions.count &&
           article->mentions.items[f->next_mention].span.end <= span.start)
        f->next_mention++;
    for (uint32_t i = f->next_mention; i < article->mentions.count; i++) {
        const ro_mention *mention = &article->mentions.items[i];
        if (mention->span.start >= span.end) break;
        if (mention->kind == RO_MENTION_NAME && ro_span_holds(mention->span, span)) return true;
    }
    return false;
}

/* A figure tied to another by a hyphen, slash, stop or colon: scores, telephone
 * numbers, versions. */
static bool is_tied(const ro_atoms *atoms, uint32_t at, bool before) {
    uint32_t sign = before ? at - 1 : at;
    uint32_t other = before ? at - 2 : at + 1;
    if (before && at < 2) return false;
    if (!ro_atom_is_kind(atoms, sign, RO_ATOM_SIGN) || !ro_atom_glued(atoms, before ? at : sign) ||
        !ro_atom_glued(atoms, before ? sign : other))
        return false;
    uint8_t c = atoms->list.items[sign].sign;
    return (c == '-' || c == '/' || c == '.' || c == ':') &&
           ro_atom_is_kind(atoms, other, RO_ATOM_NUMBER);
}

/* "page three", "Section 702", "No. 10", "G20", "#5". */
static bool is_label(const finder *f, uint32_t at) {
    const ro_atoms *atoms = &f->atoms;
    if (at == 0) return false;
    const ro_atom *previous = &atoms->list.items[at - 1];
    if (ro_atom_glued(atoms, at) && previous->kind != RO_ATOM_SIGN) return true;
    if (previous->sign == '#') return true;
    uint32_t word = at - 1;
    if (previous->sign == '.' && word > 0) word--;
    if (!ro_atom_is_kind(atoms, word, RO_ATOM_WORD)) return false;
    return ro_lexicon_find(&f->rules->labels, ro_atom_str(atoms, word)) != RO_NONE;
}

/* "COVID-19", "SCP-173": a figure tied to a word is part of a name. */
static bool is_tied_to_word(const ro_atoms *atoms, uint32_t at) {
    return at >= 2 && ro_atom_is_kind(atoms, at, RO_ATOM_NUMBER) && ro_atom_glued(atoms, at) &&
           ro_atom_is_sign(atoms, at - 1, '-') && ro_atom_glued(atoms, at - 1) &&
           ro_atom_is_kind(atoms, at - 2, RO_ATOM_WORD);
}

/* A number right behind a name within a sentence belongs to it: "Boeing 737". */
static bool follows_name(const ro_atoms *atoms, uint32_t at) {
    return at > 1 && ro_atom_is_capital(atoms, at - 1) &&
           atoms->list.items[at - 1].span.end - atoms->list.items[at - 1].span.start > 1;
}

static bool is_ordinal(const finder *f, uint32_t at, uint32_t to) {
    uint32_t end;
    if (ro_ordinal_read(f->rules->numbers, &f->atoms, at, &end)) return true;
    return ro_atom_glued(&f->atoms, to) &&
           (ro_atom_is(&f->atoms, to, "th") || ro_atom_is(&f->atoms, to, "st") ||
            ro_atom_is(&f->atoms, to, "nd") || ro_atom_is(&f->atoms, to, "rd"));
}

/* Letters or an apostrophe glued behind a figure: "747s", "5G", "3D". */
static bool runs_on(const ro_atoms *atoms, uint32_t to) {
    return ro_atom_glued(atoms, to) && ro_atom_is_kind(atoms, to, RO_ATOM_WORD);
}

/* "the two sides", "his three daughters": points at known ones and counts nothing anew. */
static bool is_definite(const finder *f, const ro_quantity *q) {
    if (!q->value.words || q->bounded || q->unit || q->value.value > 10 || q->from == 0)
        return false;
    return ro_in_group(&f->rules->groups, ro_atom_str(&f->atoms, q->from - 1), RO_GROUP_DEFINITE);
}

/* --- what is counted -------------------------------------------------------------- */

static bool is_nominal(uint8_t upos) {
    return upos == RO_UPOS_NOUN || upos == RO_UPOS_PROPN;
}

/* Longest noun phrase that is given as what is counted, in tokens. */
#define NOUNS_REACH 8

/* Adjectives and nouns from token at on, up to the last noun. */
static ro_span read_nouns(const finder *f, uint32_t at) {
    const ro_token *tokens = f->article->tokens.items;
    ro_span span = {0, 0};
    uint32_t from = at;
    for (uint32_t i = at; i < f->last_token && i < at + NOUNS_REACH; i++) {
        uint8_t upos = tokens[i].upos;
        bool hyphen = i > from && upos == RO_UPOS_PUNCT && ro_token_is(f->article, i, "-") &&
                      tokens[i].span.start == tokens[i - 1].span.end;
        if (is_nominal(upos))
            span = (ro_span){tokens[from].span.start, tokens[i].span.end};
        else if (upos != RO_UPOS_ADJ && !hyphen &&
                 !(upos == RO_UPOS_VERB && (tokens[i].features & RO_FEATURE_PARTICIPLE) &&
                   i + 1 < f->last_token && is_nominal(tokens[i + 1].upos)))
            break;
    }
    return span;
}

static uint32_t skip_determiner(const finder *f, uint32_t at) {
    while (at < f->last_token &&
           (f->article->tokens.items[at].upos == RO_UPOS_DET ||
            (f->article->tokens.items[at].upos == RO_UPOS_PRON &&
             (f->article->tokens.items[at].features & RO_FEATURE_POSSESSIVE))))
        at++;
    return at;
}

/* "longer than planned", "more than the year before": the comparison that a difference
 * is of. */
static ro_span read_comparison(const finder *f, uint32_t at) {
    const ro_article *article = f->article;
    const ro_span none = {0, 0};
    if (at + 2 >= f->last_token || !ro_token_is(article, at + 1, "than")) return none;
    ro_str word = ro_token_str(article, at);
    if (!ro_str_ends(word, RO_STR("er")) && !ro_str_same(word, RO_STR("more")) &&
        !ro_str_same(word, RO_STR("less")))
        return none;
    uint32_t end = at + 2;
    ro_span nouns = read_nouns(f, skip_determiner(f, end));
    if (!ro_span_empty(nouns)) return (ro_span){article->tokens.items[at].span.start, nouns.end};
    while (article->tokens.items[end].upos == RO_UPOS_ADV && end + 1 < f->last_token) end++;
    return (ro_span){article->tokens.items[at].span.start, article->tokens.items[end].span.end};
}

static ro_span read_counted(finder *f, const ro_quantity *q, uint32_t byte) {
    const ro_article *article = f->article;
    while (f->next_token < f->last_token && article->tokens.items[f->next_token].span.start < byte)
        f->next_token++;
    uint32_t at = f->next_token;
    if (at >= f->last_token) return (ro_span){0, 0};
    bool of = ro_token_is(article, at, "of");
    if (of) return read_nouns(f, skip_determiner(f, at + 1));
    if (!q->unit || q->hyphen) return read_nouns(f, at);
    return read_comparison(f, at);
}

/* --- the whole -------------------------------------------------------------------- */

/* A figure alone says too little; it takes a noun, a unit, a bound or its size. */
static bool stands(const ro_quantity *q, ro_span of) {
    if (q->unit) return true;
    if (q->value.words && !q->bounded && q->value.value == 1) return false; /* "one official" */
    if (!ro_span_empty(of)) return true;
    return q->bounded || q->value.scale > 1;
}

static bool is_amount(finder *f, const ro_quantity *q, ro_span span) {
    const ro_atoms *atoms = &f->atoms;
    if (!isfinite(q->value.value) || !isfinite(q->value.high) || q->value.year) return false;
    /* "miles an hour" holds no date, though "an hour" says how often. */
    ro_span number_span = {atoms->list.items[q->number].span.start,
                           atoms->list.items[q->number].span.end};
    if (is_time(f, number_span, false) || is_in_name(f, span)) return false;
    if (is_tied_to_word(atoms, q->value.from)) return false;
    bool time = q->unit && q->unit->kind == RO_UNIT_TIME;
    if (q->unit && !time) return true;
    /* "a year" in a rate and "might one day" are no lengths of time. */
    if (time && q->value.words && q->value.value == 1) return is_time(f, span, true);
    uint32_t number = q->value.from;
    if (is_label(f, number) || is_tied(atoms, number, true)) return false;
    if (!q->unit && is_tied(atoms, q->value.to, false)) return false;
    if (!q->unit && (is_ordinal(f, number, q->value.to) || runs_on(atoms, q->value.to)))
        return false;
    if (!q->unit && !q->bounded && q->value.exact && follows_name(atoms, number)) return false;
    return !is_definite(f, q);
}

static void push(finder *f, const ro_quantity *q) {
    const ro_atom *items = f->atoms.list.items;
    ro_span span = {items[q->from].span.start, items[q->to - 1].span.end};
    if (!is_amount(f, q, span)) return;
    ro_span of = read_counted(f, q, span.end);
    if (!stands(q, of)) return;
    ro_amount *amount = RO_PUSH(&f->article->arena, &f->article->amounts);
    if (!amount) return;
    *amount = (ro_amount){.span = span,
                          .value = q->value.value,
                          .high = q->value.high,
                          .bound = q->bound,
                          .unit = q->unit ? q->unit->name : NULL,
                          .of = of};
}

static void read_stretch(finder *f) {
    for (uint32_t i = 0; i < f->atoms.list.count;) {
        ro_quantity quantity;
        if (ro_quantity_read(f->rules, &f->atoms, i, &quantity)) {
            push(f, &quantity);
            i = quantity.to > i ? quantity.to : i + 1;
        } else {
            i++;
        }
    }
}

void ro_find_amounts(const ro_amounts_rules *rules, ro_article *article) {
    finder f = {.rules = rules, .article = article, .atoms = {.text = article->text}};
    for (uint32_t s = 0; s < article->sentences.count; s++) {
        const ro_sentence *sentence = &article->sentences.items[s];
        f.next_token = sentence->first_token;
        f.last_token = sentence->first_token + sentence->token_count;
        for (uint32_t at = sentence->span.start; at < sentence->span.end && !article->arena.oom;) {
            at = ro_atoms_cut(&article->arena, &f.atoms, at, sentence->span.end);
            read_stretch(&f);
        }
    }
}
