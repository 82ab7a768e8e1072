/* SPDX-License-Identifier: Apache-2.0 */
/* The time of day, alone or with its date. */
#include "analyse/times/times_reader.h"

static uint32_t read_zone(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    if (class_at(r, at) == RO_TIME_WORD_ZONE && ro_atom_is_capital(r->atoms, at)) {
        t->zone = (int16_t)word_at(r, at)->number;
        return behind(r, at);
    }
    if (is(r, at, "local") && is(r, at + 1, "time")) return at + 2;
    return at;
}

/* 1: before noon, 2: after it, 0: neither. */
static unsigned half_of_day(const ro_timex_reader *r, uint32_t at, uint32_t *to) {
    *to = at + 1;
    if (is(r, at, "am") || is(r, at, "a.m.") || is(r, at, "a.m")) return 1;
    if (is(r, at, "pm") || is(r, at, "p.m.") || is(r, at, "p.m")) return 2;
    return 0;
}

static bool set_clock(ro_timex *t, int hour, int minute, unsigned half) {
    if (hour * 60 + minute > 24 * 60 || minute > 59 || (half && (hour < 1 || hour > 12)))
        return false;
    if (half) hour = hour % 12 + (half == 2 ? 12 : 0);
    t->hours = RO_HOURS_CLOCK;
    t->minute = (int16_t)(hour * 60 + minute);
    return true;
}

/* "0930 GMT": four figures count as a clock time with a zone or "hours" alone. */
static uint32_t read_military(const ro_timex_reader *r, uint32_t at, const ro_atom *figure,
                              ro_timex *t) {
    uint32_t zone = read_zone(r, at + 1, t);
    bool hours = is(r, at + 1, "hours") && figure->value < 2400;
    if (figure->digits != 4 || (zone == at + 1 && !hours)) return at;
    int value = (int)figure->value;
    if (!set_clock(t, value / 100, value % 100, 0)) return at;
    if (hours && zone == at + 1) zone = read_zone(r, at + 2, t);
    return zone > at + 1 ? zone : at + 2;
}

static uint32_t read_clock_figures(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    if (!ro_atom_is_kind(r->atoms, at, RO_ATOM_NUMBER)) return at;
    const ro_atom *figure = &r->atoms->list.items[at];
    if (figure->fraction || figure->grouped) return at;
    if (!figure->decimals && figure->digits == 4) return read_military(r, at, figure, t);
    if (figure->digits > 2 || figure->value >= 25) return at;
    int hour = (int)figure->value, minute = 0;
    uint32_t to = at + 1, marked;
    bool minutes = false;
    if (figure->decimals == 2) { /* British style: "9.30pm" */
        minute = (int)(figure->value * 100 + 0.5) % 100;
        minutes = true;
    } else if (figure->decimals) {
        return at;
    } else if (is_sign(r, to, ':') && ro_atom_glued(r->atoms, to)) {
        const ro_atom *second = figure_at(r, to + 1);
        if (!second || second->digits != 2 || !ro_atom_glued(r->atoms, to + 1)) return at;
        minute = (int)second->value;
        to += 2;
        minutes = true;
        if (is_sign(r, to, ':') && figure_at(r, to + 1)) to += 2; /* seconds */
    }
    unsigned half = half_of_day(r, to, &marked);
    if (half) to = marked;
    bool oclock = is(r, to, "o") && is_sign(r, to + 1, '\'') && is(r, to + 2, "clock");
    if (oclock) to += 3;
    uint32_t zone = read_zone(r, to, t);
    bool at_word = at > 0 && (is(r, at - 1, "at") || is(r, at - 1, "around"));
    bool told = half || oclock || zone > to || (minutes && figure->decimals == 0 && at_word);
    if (!told || !set_clock(t, hour, minute, half)) return at;
    return zone;
}

static uint32_t read_clock(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    uint32_t to = read_clock_figures(r, at, t);
    if (to > at) {
        uint32_t in = skip_word(r, to, "in");
        if (in > to && is(r, in, "the") && class_at(r, in + 1) == RO_TIME_WORD_PART)
            return behind(r, in + 1);
        return to;
    }
    const ro_time_word *word = word_at(r, at);
    if (word->class == RO_TIME_WORD_MOMENT) {
        t->hours = RO_HOURS_CLOCK;
        t->minute = (int16_t)word->number;
        return behind(r, at);
    }
    /* "four in the morning", "4 in the morning", "ten o'clock" */
    ro_number number;
    if (!ro_number_read(r->rules->numbers, r->atoms, at, &number) || number.value < 1 ||
        number.value > 12 || number.value != (int)number.value || number.to != at + 1)
        return at;
    uint32_t part = number.to + 2;
    bool in_the = is(r, number.to, "in") && is(r, number.to + 1, "the") &&
                  class_at(r, part) == RO_TIME_WORD_PART;
    bool oclock =
        is(r, number.to, "o") && is_sign(r, number.to + 1, '\'') && is(r, number.to + 2, "clock");
    if (!in_the && !oclock) return at;
    unsigned half = in_the ? (word_at(r, part)->when.hours == RO_HOURS_MORNING ? 1u : 2u) : 0;
    if (!set_clock(t, (int)number.value, 0, half)) return at;
    return in_the ? behind(r, part) : number.to + 3;
}

uint32_t ro_read_part(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    uint32_t part = at;
    if (class_at(r, part) != RO_TIME_WORD_PART) return at;
    t->hours = word_at(r, part)->when.hours;
    return behind(r, part);
}

static bool names_a_day(const ro_timex *t) {
    return t->weekday || t->day || t->holiday ||
           (t->shape == RO_TIMEX_OFFSET && t->unit == RO_TIME_UNIT_DAY);
}

/* "Monday", "Monday morning", "9 a.m. on Monday", "June 19 at 9:30 a.m." */
uint32_t ro_read_date(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    uint32_t to = ro_read_day_of_any_kind(r, at, t);
    if (to > at) {
        if (!names_a_day(t)) return to;
        uint32_t time = ro_read_part(r, to, t);
        if (time > to) return time;
        if (is(r, to, "in") && is(r, to + 1, "the")) time = ro_read_part(r, to + 2, t);
        if (time > to + 2) return time;
        time = skip_word(r, skip_sign(r, to, ','), "at");
        uint32_t end = read_clock(r, time, t);
        return end > time ? end : to;
    }
    ro_timex clock = *t;
    uint32_t end = read_clock(r, at, &clock);
    if (end == at) return at;
    uint32_t day = skip_word(r, skip_sign(r, end, ','), "on");
    ro_timex date = clock;
    to = ro_read_day_of_any_kind(r, day, &date);
    if (to > day && names_a_day(&date)) {
        *t = date;
        return to;
    }
    *t = clock;
    t->shape = RO_TIMEX_CLOCK;
    return end;
}
