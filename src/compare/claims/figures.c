/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/claims/figures.h"

#include <math.h>

#include "base/when.h"
#include "compare/words/synonyms.h"

enum {
    NEAR_BEHIND = 6,    /* atoms between a figure and the word that tells what it counts */
    NEAR_BEFORE = 4,    /* the same before it: "the toll rose to at least 11" */
    FAR_BEFORE = 60,    /* the same between a duration and the event that lasted */
    CONTENT_BETWEEN = 2 /* of them words of content: "four young workers died" */
};

/* One sentence while its figures are read. */
typedef struct figure_reader {
    const ro_comparison *comparison;
    const ro_claim_rules *rules;
    const ro_article *article;
    ro_arena *arena;
    ro_atoms atoms;
    ro_span sentence;
    bool elsewhen; /* the sentence tells of another year */
    ro_figure_array *figures;
    uint32_t index, number; /* of the article */
} figure_reader;

static const ro_claim_word *word_at(const figure_reader *reader, uint32_t atom) {
    if (atom >= reader->atoms.list.count) return NULL;
    const ro_atom *at = &reader->atoms.list.items[atom];
    return at->entry_len ? &reader->rules->word.items[at->entry] : NULL;
}

static bool has_role(const figure_reader *reader, uint32_t atom, unsigned roles) {
    const ro_claim_word *word = word_at(reader, atom);
    return word && word->roles & roles;
}

static bool is_function_word(const figure_reader *reader, uint32_t atom) {
    return ro_lexicon_find(&reader->comparison->rules->function_words,
                           ro_atom_str(&reader->atoms, atom)) != RO_NONE;
}

static bool parts_clauses(const figure_reader *reader, uint32_t atom) {
    const ro_atom *at = &reader->atoms.list.items[atom];
    return at->kind == RO_ATOM_SIGN && strchr(",;:()-.!?", at->sign) && at->sign;
}

/* Whether a toll word is put to the figure behind it: "killing 15 people and injuring 41". */
static bool reaches_forward(const figure_reader *reader, uint32_t toll) {
    if (!ro_str_ends(ro_atom_str(&reader->atoms, toll), RO_STR("ing"))) return false;
    for (uint32_t at = toll + 1; at < reader->atoms.list.count && at <= toll + NEAR_BEFORE; at++) {
        if (reader->atoms.list.items[at].kind == RO_ATOM_NUMBER) return true;
        if (!has_role(reader, at, RO_CLAIM_LINK) && !is_function_word(reader, at)) return false;
    }
    return false;
}

/* The toll word behind the figure, with few words between them, none of them a
 * figure: "at least four workers died". */
static uint32_t toll_behind(const figure_reader *reader, uint32_t to) {
    uint32_t content = 0;
    for (uint32_t at = to; at < reader->atoms.list.count && at < to + NEAR_BEHIND; at++) {
        if (has_role(reader, at, RO_CLAIM_TOLL)) return reaches_forward(reader, at) ? RO_NONE : at;
        if (reader->atoms.list.items[at].kind == RO_ATOM_NUMBER || parts_clauses(reader, at))
            return RO_NONE;
        if (!is_function_word(reader, at) && ++content > CONTENT_BETWEEN) return RO_NONE;
    }
    return RO_NONE;
}

/* The toll word before the figure: "killing 12", "the death toll rose to 11". */
static uint32_t toll_before(const figure_reader *reader, uint32_t from) {
    for (uint32_t step = 1; step <= NEAR_BEFORE && step <= from; step++) {
        uint32_t at = from - step;
        if (has_role(reader, at, RO_CLAIM_TOLL)) {
            /* "injured in 3 explosions" counts no people: only a verb form or a toll
             * that is put to a number reaches forward. */
            bool direct = step == 1;
            for (uint32_t k = at + 1; k < from; k++) direct |= has_role(reader, k, RO_CLAIM_LINK);
            return direct ? at : RO_NONE;
        }
        bool passes = has_role(reader, at, RO_CLAIM_LINK) || is_function_word(reader, at);
        if (!passes) return RO_NONE;
    }
    return RO_NONE;
}

/* Stem of an atom, as the profile has it; 0 where it is no word of it. */
static uint32_t stem_at(const figure_reader *reader, uint32_t atom) {
    const ro_profile *profile = &reader->comparison->profiles[reader->number];
    uint32_t start = reader->atoms.list.items[atom].span.start;
    uint32_t low = ro_profile_from(profile, start);
    return low < profile->word_count && profile->words[low].span.start == start
               ? profile->words[low].stem
               : 0;
}

/* The event word that a spinner may have put this word for. */
static const ro_claim_word *spun_event(const figure_reader *reader, uint32_t atom) {
    uint32_t stem = stem_at(reader, atom);
    if (stem == 0) return NULL;
    for (uint32_t i = 0; i < reader->rules->word.count; i++) {
        const ro_claim_word *word = &reader->rules->word.items[i];
        if (word->roles & RO_CLAIM_EVENT &&
            ro_are_synonyms(reader->comparison->rules->synonyms, word->stem, stem))
            return word;
    }
    return NULL;
}

/* The event that the sentence speaks of before atom @p from, nearest first. */
static const ro_claim_word *event_before(const figure_reader *reader, uint32_t from, unsigned roles,
                                         ro_str *noun) {
    uint32_t least = from > FAR_BEFORE ? from - FAR_BEFORE : 0;
    for (uint32_t at = from; at-- > least;) {
        const ro_claim_word *word = word_at(reader, at);
        if (!word || !(word->roles & roles)) continue;
        *noun = ro_atom_str(&reader->atoms, at);
        return word;
    }
    if (roles != RO_CLAIM_EVENT) return NULL;
    for (uint32_t at = from; at-- > least;) {
        if (is_function_word(reader, at)) continue;
        *noun = ro_atom_str(&reader->atoms, at);
        return spun_event(reader, at);
    }
    return NULL;
}

/* "lasted", "lasting for": a word that announces a duration, right before it. */
static bool announced(const figure_reader *reader, uint32_t from, uint32_t *at) {
    for (uint32_t step = 1; step <= 3 && step <= from; step++) {
        *at = from - step;
        if (has_role(reader, *at, RO_CLAIM_SPAN)) return true;
        if (!is_function_word(reader, *at)) return false;
    }
    return false;
}

/* "longer than planned" at atom at. */
static bool more_than_planned(const figure_reader *reader, uint32_t at, uint32_t *end) {
    if (!has_role(reader, at, RO_CLAIM_MORE) || !ro_atom_is(&reader->atoms, at + 1, "than"))
        return false;
    for (uint32_t k = at + 2; k <= at + 4 && k < reader->atoms.list.count; k++)
        if (has_role(reader, k, RO_CLAIM_PLAN)) {
            *end = k + 1;
            return true;
        }
    return false;
}

static ro_figure *add_figure(figure_reader *reader, uint32_t from, uint32_t to) {
    ro_figure *figure = RO_PUSH(reader->arena, reader->figures);
    if (!figure) return NULL;
    *figure = (ro_figure){.index = reader->index,
                          .article = reader->number,
                          .span = {reader->atoms.list.items[from].span.start,
                                   reader->atoms.list.items[to - 1].span.end},
                          .frame = RO_NONE,
                          .sentence = reader->sentence};
    return figure;
}

/* The slot that a duration fills. */
static void fill_time_slot(const figure_reader *reader, uint32_t from, uint32_t to,
                           ro_figure *figure) {
    uint32_t end, at;
    if (more_than_planned(reader, to, &end)) {
        const ro_claim_word *event =
            event_before(reader, from, RO_CLAIM_EVENT | RO_CLAIM_MEET, &figure->noun);
        figure->frame = reader->rules->excess;
        figure->event = event ? event->event : NULL;
        figure->span.end = reader->atoms.list.items[end - 1].span.end;
        return;
    }
    unsigned roles = 0;
    if (announced(reader, from, &at)) {
        roles = RO_CLAIM_EVENT;
    } else if (from && ro_atom_is(&reader->atoms, from - 1, "for")) {
        roles = RO_CLAIM_MEET;
        at = from;
    }
    const ro_claim_word *event = roles ? event_before(reader, at, roles, &figure->noun) : NULL;
    if (!event) return;
    figure->frame = reader->rules->lasted;
    figure->event = event->event;
}

static void fill_count_slot(const figure_reader *reader, uint32_t from, uint32_t to,
                            ro_figure *figure) {
    if (reader->elsewhen || has_role(reader, to, RO_CLAIM_PART)) return;
    if (from && (ro_atom_is(&reader->atoms, from - 1, "including") ||
                 ro_atom_is(&reader->atoms, from - 1, "another")))
        return;
    uint32_t at = toll_behind(reader, to);
    if (at == RO_NONE) at = toll_before(reader, from);
    if (at != RO_NONE) figure->frame = word_at(reader, at)->frame;
}

static bool is_time_unit(const char *unit) {
    static const char *const units[] = {"second", "minute", "hour", "day", "week", "month", "year"};
    for (size_t i = 0; unit && i < sizeof units / sizeof *units; i++)
        if (strcmp(unit, units[i]) == 0) return true;
    return false;
}

/* The first atom that ends behind byte at. */
static uint32_t atom_from(const ro_atoms *atoms, uint32_t from, uint32_t at) {
    while (from < atoms->list.count && atoms->list.items[from].span.end <= at) from++;
    return from;
}

static void read_amount(figure_reader *reader, const ro_amount *amount, uint32_t from,
                        uint32_t to) {
    ro_figure *figure = add_figure(reader, from, to);
    if (!figure) return;
    figure->span = amount->span;
    figure->value = amount->value;
    figure->high = amount->high;
    figure->bound = amount->bound;
    figure->unit = amount->unit;
    if (is_time_unit(amount->unit))
        fill_time_slot(reader, from, to, figure);
    else if (!amount->unit)
        fill_count_slot(reader, from, to, figure);
}

/* A bare number counts where a slot wants it; other bare numbers claim nothing. */
static void read_count(figure_reader *reader, const ro_number *number) {
    if (number->unknown || number->year || number->value != floor(number->value)) return;
    ro_figure probe = {.frame = RO_NONE};
    fill_count_slot(reader, number->from, number->to, &probe);
    if (probe.frame == RO_NONE) return;
    ro_figure *figure = add_figure(reader, number->from, number->to);
    if (!figure) return;
    figure->value = number->value;
    figure->high = number->high;
    if (number->many) figure->bound = RO_BOUND_ABOUT; /* "dozens" */
    figure->frame = probe.frame;
}

static bool within_time(const ro_article *article, uint32_t *next, ro_span span) {
    while (*next < article->times.count && article->times.items[*next].span.end <= span.start)
        (*next)++;
    return *next < article->times.count && ro_span_overlaps(article->times.items[*next].span, span);
}

/* "much longer than planned" holds no number but fills the slot all the same. */
static uint32_t read_vague(figure_reader *reader, uint32_t at) {
    uint32_t end;
    if (!has_role(reader, at, RO_CLAIM_VAGUE) || !more_than_planned(reader, at + 1, &end))
        return at + 1;
    ro_figure *figure = add_figure(reader, at, end);
    if (!figure) return end;
    const ro_claim_word *event =
        event_before(reader, at, RO_CLAIM_EVENT | RO_CLAIM_MEET, &figure->noun);
    figure->value = figure->high = NAN;
    figure->frame = reader->rules->excess;
    figure->event = event ? event->event : NULL;
    return end;
}

static void read_atoms(figure_reader *reader, uint32_t *amount, uint32_t *time) {
    const ro_article *article = reader->article;
    for (uint32_t at = 0; at < reader->atoms.list.count && !reader->arena->oom;) {
        ro_span span = reader->atoms.list.items[at].span;
        while (*amount < article->amounts.count &&
               article->amounts.items[*amount].span.end <= span.start)
            (*amount)++;
        const ro_amount *next =
            *amount < article->amounts.count ? &article->amounts.items[*amount] : NULL;
        if (next && next->span.start <= span.start) {
            uint32_t to = atom_from(&reader->atoms, at, next->span.end);
            /* A word cut by the amount's end belongs to it. */
            if (to == at) to++;
            read_amount(reader, next, at, to);
            at = to;
            continue;
        }
        ro_number number;
        bool counts = !within_time(article, time, span) &&
                      ro_number_read_range(reader->rules->numbers, &reader->atoms, at, &number);
        if (counts && number.to > at) {
            read_count(reader, &number);
            at = number.to;
        } else {
            at = read_vague(reader, at);
        }
    }
}

/* Whether a sentence tells of another year or season: its tolls are of another
 * event. */
static bool tells_elsewhen(const ro_article *article, uint32_t *next, ro_span sentence) {
    while (*next < article->times.count && article->times.items[*next].span.end <= sentence.start)
        (*next)++;
    for (uint32_t i = *next; i < article->times.count; i++) {
        const ro_time *time = &article->times.items[i];
        if (time->span.start >= sentence.end) break;
        ro_when_kind kind = time->when.kind;
        if (time->type != RO_TIME_DATE || kind < RO_WHEN_YEAR || kind > RO_WHEN_MONTH) continue;
        if (kind == RO_WHEN_YEAR || !ro_when_is_open(&time->when)) return true;
    }
    return false;
}

void ro_figures_find(const ro_comparison *comparison, uint32_t index, uint32_t number,
                     ro_arena *arena, ro_figure_array *figures) {
    const ro_article *article = comparison->articles[number];
    figure_reader reader = {.comparison = comparison,
                            .rules = comparison->rules->claims,
                            .article = article,
                            .arena = arena,
                            .atoms = {.text = article->text},
                            .figures = figures,
                            .index = index,
                            .number = number};
    uint32_t amount = 0, time = 0, dates = 0;
    for (uint32_t s = 0; s < article->sentences.count && !arena->oom; s++) {
        const ro_sentence *sentence = &article->sentences.items[s];
        const ro_part *part =
            sentence->part < article->parts.count ? &article->parts.items[sentence->part] : NULL;
        /* Anybody's post may say anything. */
        if (part && (!ro_role_is_content(part->role) || part->kind == RO_KIND_POST)) continue;
        reader.sentence = sentence->span;
        reader.elsewhen = tells_elsewhen(article, &dates, sentence->span);
        for (uint32_t at = sentence->span.start; at < sentence->span.end;) {
            uint32_t next = ro_atoms_cut(arena, &reader.atoms, at, sentence->span.end);
            if (next <= at || arena->oom) break;
            ro_atoms_look_up(&reader.atoms, &reader.rules->words);
            read_atoms(&reader, &amount, &time);
            at = next;
        }
    }
}
