/* SPDX-License-Identifier: Apache-2.0 */
/* Dates: weekdays, months, days, years, holidays, and the words that count from a day. */
#include "analyse/times/times_reader.h"

/* Short names are words of their own too ("sat", "mar"): a capital and a stop or a
 * figure beside them must tell. */
static uint32_t read_short(const ro_timex_reader *r, uint32_t at, ro_time_class class,
                           uint8_t *number) {
    if (class_at(r, at) != class || !ro_atom_is_capital(r->atoms, at)) return at;
    uint32_t to = behind(r, at);
    bool stop = is_sign(r, to, '.') && ro_atom_glued(r->atoms, to);
    bool figure = figure_at(r, to) || (at > 0 && figure_at(r, at - 1)) ||
                  (is_sign(r, to, ',') && class_at(r, to + 1) != RO_TIME_WORD_NONE);
    if (!stop && !figure) return at;
    *number = (uint8_t)word_at(r, at)->number;
    return to + stop;
}

uint32_t ro_read_month(const ro_timex_reader *r, uint32_t at, uint8_t *month) {
    /* Without a capital "may", "march" and "august" are other words. */
    bool other = is(r, at, "may") || is(r, at, "march") || is(r, at, "august");
    if (class_at(r, at) == RO_TIME_WORD_MONTH && (!other || ro_atom_is_capital(r->atoms, at))) {
        *month = (uint8_t)word_at(r, at)->number;
        return at + 1;
    }
    return read_short(r, at, RO_TIME_WORD_MONTH_SHORT, month);
}

uint32_t ro_read_weekday(const ro_timex_reader *r, uint32_t at, uint8_t *weekday) {
    if (class_at(r, at) == RO_TIME_WORD_WEEKDAY) {
        *weekday = (uint8_t)word_at(r, at)->number;
        return at + 1;
    }
    return read_short(r, at, RO_TIME_WORD_WEEKDAY_SHORT, weekday);
}

static uint32_t read_day(const ro_timex_reader *r, uint32_t at, uint8_t *day) {
    const ro_atom *figure = figure_at(r, at);
    uint32_t to;
    unsigned rank = ro_ordinal_read(r->rules->numbers, r->atoms, at, &to);
    if (rank) {
        if (rank > 31) return at;
        *day = (uint8_t)rank;
        return to;
    }
    if (!figure || figure->digits > 2 || figure->value < 1 || figure->value > 31) return at;
    bool glued = ro_atom_glued(r->atoms, at + 1);
    if (glued && is_sign(r, at + 1, ':') && figure_at(r, at + 2) && ro_atom_glued(r->atoms, at + 2))
        return at;
    if (is_sign(r, at + 1, '%')) return at;
    *day = (uint8_t)figure->value;
    return at + 1;
}

/* A year in four figures, "'96" or "nineteen ninety-six". */
uint32_t ro_read_year(const ro_timex_reader *r, uint32_t at, int32_t *year) {
    const ro_atom *figure = figure_at(r, at);
    if (figure && figure->digits == 4 && figure->value >= 1000 && figure->value <= 2199) {
        if (at + 1 < r->atoms->list.count && ro_atom_glued(r->atoms, at + 1) &&
            ro_atom_is_kind(r->atoms, at + 1, RO_ATOM_WORD))
            return at;
        *year = (int32_t)figure->value;
        return at + 1;
    }
    if (is_sign(r, at, '\'') && ro_atom_glued(r->atoms, at + 1)) {
        const ro_atom *short_year = figure_at(r, at + 1);
        if (!short_year || short_year->digits != 2 ||
            (ro_atom_glued(r->atoms, at + 2) && ro_atom_is_kind(r->atoms, at + 2, RO_ATOM_WORD)))
            return at;
        *year = ro_short_year((int32_t)short_year->value);
        return at + 2;
    }
    ro_number number;
    if (ro_atom_is_kind(r->atoms, at, RO_ATOM_WORD) &&
        ro_number_read(r->rules->numbers, r->atoms, at, &number) && number.year &&
        number.value >= 1300 && number.value < 2100) {
        *year = (int32_t)number.value;
        return number.to;
    }
    return at;
}

/* "last year", "this year", "next year" behind a month or a period. */
uint32_t ro_read_year_shift(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    uint32_t from = at;
    at = skip_word(r, at, "of");
    at = skip_word(r, at, "the");
    ro_time_class class = class_at(r, at);
    if (class != RO_TIME_WORD_LAST && class != RO_TIME_WORD_THIS && class != RO_TIME_WORD_NEXT &&
        class != RO_TIME_WORD_BEFORE && class != RO_TIME_WORD_AFTER)
        return from;
    uint32_t unit = behind(r, at);
    if (!is(r, unit, "year")) return from;
    t->shifted = true;
    t->year_shift = word_at(r, at)->number;
    t->narrative = class == RO_TIME_WORD_BEFORE || class == RO_TIME_WORD_AFTER;
    return unit + 1;
}

/* ", 2023", "of 2023", "2023", "last year" */
uint32_t ro_read_year_behind(const ro_timex_reader *r, uint32_t at, bool day, ro_timex *t) {
    uint32_t year = skip_sign(r, at, ',');
    if (!day || year == at) year = skip_word(r, year, "of");
    uint32_t to = ro_read_year(r, year, &t->year);
    if (to > year) return to;
    to = ro_read_year_shift(r, at, t);
    return to;
}

static uint32_t read_month_first(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    uint32_t to = ro_read_month(r, at, &t->month);
    if (to == at) return at;
    uint32_t the = skip_word(r, to, "the");
    uint32_t day = read_day(r, the, &t->day);
    bool has_day = day > the;
    if (has_day) to = day;
    uint32_t year = ro_read_year_behind(r, to, has_day, t);
    /* "May" and "March" that begin a sentence are more often verbs or names. */
    bool word = is(r, at, "may") || is(r, at, "march");
    if (word && at == 0 && !has_day && year == to) return at;
    return year;
}

static uint32_t read_day_first(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    uint32_t the = skip_word(r, at, "the");
    uint32_t to = read_day(r, the, &t->day);
    if (to == the) return at;
    uint32_t of = skip_word(r, to, "of");
    uint32_t month = ro_read_month(r, of, &t->month);
    if (month == of) {
        t->day = 0;
        return at;
    }
    return ro_read_year_behind(r, month, true, t);
}

static bool set_fields(ro_timex *t, double year, double month, double day) {
    if (month < 1 || month > 12 || day < 0 || day > 31) return false;
    t->year = (int32_t)year;
    t->month = (uint8_t)month;
    t->day = (uint8_t)day;
    return true;
}

/* 2023-06-19 (ISO 8601), 2023/06/19, 6/19/2023 or 19/6/2023, 19.6.2023; the American
 * order wins where both would do. */
static uint32_t read_figures(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    const ro_atom *first = figure_at(r, at);
    if (!first && ro_atom_is_kind(r->atoms, at, RO_ATOM_NUMBER)) return at;
    if (!first || (at > 0 && ro_atom_glued(r->atoms, at) && is_sign(r, at - 1, '-'))) return at;
    char sign = is_sign(r, at + 1, '-') ? '-' : is_sign(r, at + 1, '/') ? '/' : 0;
    const ro_atom *second = figure_at(r, at + 2);
    const ro_atom *third = figure_at(r, at + 4);
    if (!sign || !second || !ro_atom_glued(r->atoms, at + 1) || !ro_atom_glued(r->atoms, at + 2))
        return at;
    bool three = third && is_sign(r, at + 3, sign) && ro_atom_glued(r->atoms, at + 3) &&
                 ro_atom_glued(r->atoms, at + 4);
    bool iso = first->digits == 4 && second->digits == 2;
    if (iso && three && third->digits == 2)
        return set_fields(t, first->value, second->value, third->value) ? at + 5 : at;
    if (iso && sign == '-' && !three && second->value >= 1 && second->value <= 12)
        return set_fields(t, first->value, second->value, 0) ? at + 3 : at;
    if (!three || third->digits != 4 || first->digits > 2 || second->digits > 2) return at;
    bool day_first = first->value > 12;
    return set_fields(t, third->value, day_first ? second->value : first->value,
                      day_first ? first->value : second->value) &&
                   t->day > 0
               ? at + 5
               : at;
}

static uint32_t read_holiday(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    const ro_time_word *word = word_at(r, at);
    if (word->class != RO_TIME_WORD_HOLIDAY || !ro_atom_is_capital(r->atoms, at)) return at;
    t->holiday = word;
    return ro_read_year_behind(r, behind(r, at), true, t);
}

/* A date with no direction before it: "Monday, June 19", "June", "19 June 2023". */
static uint32_t read_plain_date(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    uint32_t to = read_figures(r, at, t);
    if (to > at) return to;
    to = read_holiday(r, at, t);
    if (to > at) return to;
    uint32_t weekday = ro_read_weekday(r, at, &t->weekday);
    uint32_t date = weekday;
    if (weekday > at) date = skip_sign(r, weekday, ',');
    to = read_month_first(r, date, t);
    if (to > date && (weekday == at || t->day)) return to;
    if (to > date) t->month = 0;
    to = read_day_first(r, date, t);
    if (to > date) return to;
    t->day = 0;
    return weekday;
}

static bool is_direction(ro_time_class class) {
    return class == RO_TIME_WORD_LAST || class == RO_TIME_WORD_NEXT || class == RO_TIME_WORD_THIS ||
           class == RO_TIME_WORD_BEFORE || class == RO_TIME_WORD_AFTER;
}

uint32_t ro_read_direction(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    uint32_t word = skip_word(r, at, "the");
    ro_time_class class = class_at(r, word);
    if (!is_direction(class)) return at;
    t->directed = true;
    t->direction = (int8_t)word_at(r, word)->number;
    t->narrative = class == RO_TIME_WORD_BEFORE || class == RO_TIME_WORD_AFTER;
    return behind(r, word);
}

uint32_t ro_read_season(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    if (class_at(r, at) != RO_TIME_WORD_SEASON) return at;
    t->period = RO_WHEN_SEASON;
    t->period_number = word_at(r, at)->when.number;
    t->shape = RO_TIMEX_PERIOD;
    return behind(r, at);
}

/* "last November", "this Monday", "next summer", "the following Tuesday" */
static uint32_t read_directed_date(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    uint32_t date = ro_read_direction(r, at, t);
    if (date == at) return at;
    uint32_t to = ro_read_season(r, date, t);
    if (to > date) return to;
    to = read_plain_date(r, date, t);
    if (to == date || t->year != RO_YEAR_OPEN || t->shifted) return at;
    return to;
}

static uint32_t read_day_word(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    const ro_time_word *word = word_at(r, at);
    if (word->class != RO_TIME_WORD_DAY) return at;
    t->shape = RO_TIMEX_OFFSET;
    t->unit = RO_TIME_UNIT_DAY;
    t->count = word->number < 0 ? -word->number : word->number;
    t->direction = (int8_t)(word->number < 0 ? -1 : word->number > 0);
    if (t->hours != RO_HOURS_CLOCK) t->hours = word->when.hours;
    return behind(r, at);
}

/* "that day", "the same day", "the previous day", "the next day" */
static uint32_t read_told_day(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    uint32_t to = at;
    bool that = is(r, to, "that"), the = is(r, to, "the");
    if (!that && !the) return at;
    bool same = is(r, to + 1, "same");
    ro_time_class class = class_at(r, to + 1);
    bool next = the &&
                (class == RO_TIME_WORD_NEXT || class == RO_TIME_WORD_AFTER ||
                 class == RO_TIME_WORD_BEFORE) &&
                !is(r, to + 1, "coming");
    to += 1u + (same || next);
    if (!(that || same || next)) return at;
    bool day = is(r, to, "day");
    bool part = next && class_at(r, to) == RO_TIME_WORD_PART;
    if (!day && !part) return at;
    t->shape = RO_TIMEX_OFFSET;
    t->narrative = true;
    t->unit = RO_TIME_UNIT_DAY;
    t->count = next;
    t->direction = (int8_t)(next ? (class == RO_TIME_WORD_BEFORE ? -1 : 1) : 0);
    return part ? to : to + 1;
}

static uint32_t read_this_part(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    if (!is(r, at, "this") && !is(r, at, "that")) return at;
    if (class_at(r, at + 1) != RO_TIME_WORD_PART) return at;
    t->shape = RO_TIMEX_OFFSET;
    t->unit = RO_TIME_UNIT_DAY;
    t->narrative = is(r, at, "that");
    return at + 1;
}

uint32_t ro_read_day_of_any_kind(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    static uint32_t (*const readers[])(const ro_timex_reader *, uint32_t, ro_timex *) = {
        read_plain_date, read_directed_date, read_day_word, read_told_day, read_this_part};
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        ro_timex trial = *t;
        uint32_t to = readers[i](r, at, &trial);
        if (to > at) {
            *t = trial;
            return to;
        }
    }
    return at;
}
