/* SPDX-License-Identifier: Apache-2.0 */
/* Years, decades, centuries, quarters, halves and seasons. */
#include "analyse/times/times_reader.h"

/* Whether a bare figure of four digits at atom at is used as a year. */
static bool used_as_year(const ro_timex_reader *r, uint32_t at, int32_t year) {
    const ro_atoms *atoms = r->atoms;
    uint32_t next = at + 1;
    if (at > 0) {
        const ro_atom *previous = &atoms->list.items[at - 1];
        bool glued = ro_atom_glued(atoms, at);
        if (glued && previous->kind != RO_ATOM_SIGN) return false;
        if (previous->kind == RO_ATOM_SIGN && !strchr("-(,'\".;:/", previous->sign)) {
            ro_str sign = ro_atom_str(atoms, at - 1);
            if (sign.n == 1 || glued) return false; /* "$1999", "#2000" */
        }
        if (glued && previous->sign == '/') return false;
    }
    if (is_sign(r, next, '%') || (is_sign(r, next, '/') && ro_atom_glued(atoms, next)) ||
        (is_sign(r, next, ':') && ro_atom_glued(atoms, next)))
        return false;
    bool preposition =
        at > 0 && ro_lexicon_find(&r->rules->year_context, ro_atom_str(atoms, at - 1)) != RO_NONE;
    if (class_at(r, next) == RO_TIME_WORD_UNIT || class_at(r, next) == RO_TIME_WORD_ZONE)
        return false;
    if (preposition) return year >= 1000;
    if (year < 1900 || year > 2099) return false;
    /* "2000 troops": a plural noun behind it makes it a number. */
    if (!ro_atom_is_kind(atoms, next, RO_ATOM_WORD) || ro_atom_is_capital(atoms, next)) return true;
    ro_str noun = ro_atom_str(atoms, next);
    bool plural = noun.n > 3 && noun.p[noun.n - 1] == 's' && noun.p[noun.n - 2] != 's';
    return !(plural && year % 100 == 0);
}

uint32_t ro_read_bare_year(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    uint32_t year = at;
    if (is(r, year, "the") && is(r, year + 1, "year")) year += 2;
    if (is(r, year, "the") && ro_read_year(r, year + 1, &t->year) == year + 2 &&
        is(r, year + 2, "period"))
        return year + 3;
    if (is(r, year, "fiscal") || is(r, year, "calendar")) year++;
    uint32_t to = ro_read_year(r, year, &t->year);
    if (year > at && to == year && is(r, at, "the")) {
        ro_number number; /* "the year two thousand" */
        if (!ro_number_read(r->rules->numbers, r->atoms, year, &number) || number.value < 1000 ||
            number.value > 2199 || number.value != (int)number.value)
            return at;
        t->year = (int32_t)number.value;
        return number.to;
    }
    if (to == year) return at;
    if (ro_atom_is_kind(r->atoms, year, RO_ATOM_NUMBER) && year == at &&
        !used_as_year(r, year, t->year))
        return at;
    return to;
}

/* "the 1990s", "'80s", "the nineties" is a word of its own. */
uint32_t ro_read_decade(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    uint32_t from = at;
    at = skip_word(r, at, "the");
    bool apostrophe = is_sign(r, at, '\'');
    at += apostrophe;
    const ro_atom *figure = figure_at(r, at);
    if (!figure || (figure->digits != 4 && figure->digits != 2)) return from;
    int32_t year = (int32_t)figure->value;
    uint32_t s = at + 1;
    if (is_sign(r, s, '\'') && ro_atom_glued(r->atoms, s)) s++;
    if (year % 10 != 0 || !is(r, s, "s") || !ro_atom_glued(r->atoms, s)) return from;
    if (figure->digits == 2) {
        if (!apostrophe && at == from) return from;
        year = ro_short_year(year);
    }
    t->shape = RO_TIMEX_DECADE;
    t->year = year;
    return s + 1;
}

uint32_t ro_read_century(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    uint32_t from = at, to;
    at = skip_word(r, at, "the");
    unsigned rank = ro_ordinal_read(r->rules->numbers, r->atoms, at, &to);
    if (!rank || rank > 21) return from;
    to = skip_hyphen(r, to);
    if (!is(r, to, "century")) return from;
    t->shape = RO_TIMEX_CENTURY;
    t->year = (int32_t)(rank - 1) * 100;
    return to + 1;
}

static void set_period(ro_timex *t, ro_when_kind kind, unsigned number) {
    t->period = kind;
    t->period_number = (uint8_t)number;
}

/* "Q3", "third quarter", "the first half", "first-quarter" */
uint32_t ro_read_period_name(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    uint32_t to;
    if (is(r, at, "q") && ro_atom_glued(r->atoms, at + 1)) {
        const ro_atom *figure = figure_at(r, at + 1);
        if (!figure || figure->value < 1 || figure->value > 4) return at;
        set_period(t, RO_WHEN_QUARTER, (unsigned)figure->value);
        return at + 2;
    }
    bool last = is(r, at, "last") || is(r, at, "latter");
    unsigned rank = ro_ordinal_read(r->rules->numbers, r->atoms, at, &to);
    if (last) to = at + 1;
    to = skip_hyphen(r, to);
    if (!last) to = skip_word(r, to, "fiscal");
    bool quarter = is(r, to, "quarter"), half = is(r, to, "half");
    if (quarter && rank >= 1 && rank <= 4) {
        set_period(t, RO_WHEN_QUARTER, rank);
        return to + 1;
    }
    if (half && (last || rank == 1 || rank == 2)) {
        set_period(t, RO_WHEN_HALF, last ? 2 : rank);
        return to + 1;
    }
    return at;
}

/* "last year's third quarter": the year before the period. */
static uint32_t read_owner_year(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    uint32_t to = ro_read_year_shift(r, at, t);
    if (to == at) to = ro_read_year(r, at, &t->year);
    if (to == at) return at;
    if (is_sign(r, to, '\'') && is(r, to + 1, "s")) to += 2;
    return to;
}

uint32_t ro_read_period(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    uint32_t name = skip_word(r, at, "the");
    name = read_owner_year(r, name, t);
    bool owned = t->shifted || t->year != RO_YEAR_OPEN;
    name = skip_hyphen(r, skip_word(r, name, "fiscal"));
    uint32_t to = ro_read_period_name(r, name, t);
    if (to == name) {
        to = ro_read_season(r, name, t);
        bool dated = owned;
        if (to > name && !dated) {
            /* "in the summer", "summer 2023"; "the fall of" is no season */
            uint32_t year = ro_read_year_behind(r, to, false, t);
            bool in = at > 0 && (is(r, at - 1, "in") || is(r, at - 1, "during")) && name > at;
            if (year == to && (!in || is(r, to, "of"))) return at;
            to = year;
        }
        t->shape = RO_TIMEX_PERIOD;
        return to > name ? to : at;
    }
    t->shape = RO_TIMEX_PERIOD;
    /* A half is a time only with its year. */
    uint32_t year = owned ? to : ro_read_year_behind(r, to, false, t);
    if (t->period == RO_WHEN_HALF && !owned && year == to) return at;
    return year;
}
