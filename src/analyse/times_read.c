/* SPDX-License-Identifier: Apache-2.0 */
/* What is written: atoms to a ro_timex. Each read_* function looks at atom `at` and
 * returns the atom behind what it took, or `at` where it took nothing. */
#include "analyse/times.h"

#include <stdio.h>

typedef struct reader {
    const ro_times_rules *rules;
    const ro_atoms *atoms;
} reader;

static const ro_time_word no_word = {RO_TIME_WORD_NONE, 0, ""};

static const ro_time_word *word_at(const reader *r, uint32_t at) {
    if (at >= r->atoms->list.count || r->atoms->list.items[at].entry == RO_NONE) return &no_word;
    return &r->rules->words.items[r->atoms->list.items[at].entry];
}

static ro_time_class class_at(const reader *r, uint32_t at) {
    return word_at(r, at)->class;
}

static uint32_t behind(const reader *r, uint32_t at) {
    return at + (at < r->atoms->list.count ? r->atoms->list.items[at].entry_len : 0u);
}

static bool is(const reader *r, uint32_t at, const char *word) {
    return ro_atom_is(r->atoms, at, word);
}

static bool is_sign(const reader *r, uint32_t at, char sign) {
    return ro_atom_is_sign(r->atoms, at, sign);
}

static uint32_t skip_word(const reader *r, uint32_t at, const char *word) {
    return at + is(r, at, word);
}

static uint32_t skip_sign(const reader *r, uint32_t at, char sign) {
    return at + is_sign(r, at, sign);
}

static uint32_t skip_hyphen(const reader *r, uint32_t at) {
    return at +
           (is_sign(r, at, '-') && ro_atom_glued(r->atoms, at) && ro_atom_glued(r->atoms, at + 1));
}

static const ro_atom *figure_at(const reader *r, uint32_t at) {
    if (!ro_atom_is_kind(r->atoms, at, RO_ATOM_NUMBER)) return NULL;
    const ro_atom *atom = &r->atoms->list.items[at];
    return atom->decimals || atom->grouped || atom->fraction ? NULL : atom;
}

/* --- fields of the calendar ---------------------------------------------- */

/* Short names are words of their own too ("sat", "mar"): a capital and a stop or a
 * figure beside them must tell. */
static uint32_t read_short(const reader *r, uint32_t at, ro_time_class class, uint8_t *number) {
    if (class_at(r, at) != class || !ro_atom_is_capital(r->atoms, at)) return at;
    uint32_t to = behind(r, at);
    bool stop = is_sign(r, to, '.') && ro_atom_glued(r->atoms, to);
    bool figure = figure_at(r, to) || (at > 0 && figure_at(r, at - 1)) ||
                  (is_sign(r, to, ',') && class_at(r, to + 1) != RO_TIME_WORD_NONE);
    if (!stop && !figure) return at;
    *number = (uint8_t)word_at(r, at)->number;
    return to + stop;
}

static uint32_t read_month(const reader *r, uint32_t at, uint8_t *month) {
    if (class_at(r, at) == RO_TIME_WORD_MONTH && ro_atom_is_capital(r->atoms, at)) {
        *month = (uint8_t)word_at(r, at)->number;
        return at + 1;
    }
    return read_short(r, at, RO_TIME_WORD_MONTH_SHORT, month);
}

static uint32_t read_weekday(const reader *r, uint32_t at, uint8_t *weekday) {
    if (class_at(r, at) == RO_TIME_WORD_WEEKDAY && ro_atom_is_capital(r->atoms, at)) {
        *weekday = (uint8_t)word_at(r, at)->number;
        return at + 1;
    }
    return read_short(r, at, RO_TIME_WORD_WEEKDAY_SHORT, weekday);
}

static uint32_t read_day(const reader *r, uint32_t at, uint8_t *day) {
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
static uint32_t read_year(const reader *r, uint32_t at, int32_t *year) {
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
        /* POSIX strptime: 69 to 99 are of the 20th century. */
        *year = (int32_t)short_year->value + (short_year->value >= 69 ? 1900 : 2000);
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
static uint32_t read_year_shift(const reader *r, uint32_t at, ro_timex *t) {
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
static uint32_t read_year_behind(const reader *r, uint32_t at, bool day, ro_timex *t) {
    uint32_t year = skip_sign(r, at, ',');
    if (!day || year == at) year = skip_word(r, year, "of");
    uint32_t to = read_year(r, year, &t->year);
    if (to > year) return to;
    to = read_year_shift(r, at, t);
    return to;
}

static uint32_t read_month_first(const reader *r, uint32_t at, ro_timex *t) {
    uint32_t to = read_month(r, at, &t->month);
    if (to == at) return at;
    uint32_t the = skip_word(r, to, "the");
    uint32_t day = read_day(r, the, &t->day);
    bool has_day = day > the;
    if (has_day) to = day;
    uint32_t year = read_year_behind(r, to, has_day, t);
    /* "May" and "March" that begin a sentence are more often verbs or names. */
    bool word = is(r, at, "may") || is(r, at, "march");
    if (word && at == 0 && !has_day && year == to) return at;
    return year;
}

static uint32_t read_day_first(const reader *r, uint32_t at, ro_timex *t) {
    uint32_t the = skip_word(r, at, "the");
    uint32_t to = read_day(r, the, &t->day);
    if (to == the) return at;
    uint32_t of = skip_word(r, to, "of");
    uint32_t month = read_month(r, of, &t->month);
    if (month == of) {
        t->day = 0;
        return at;
    }
    return read_year_behind(r, month, true, t);
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
static uint32_t read_figures(const reader *r, uint32_t at, ro_timex *t) {
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

static uint32_t read_holiday(const reader *r, uint32_t at, ro_timex *t) {
    const ro_time_word *word = word_at(r, at);
    if (word->class != RO_TIME_WORD_HOLIDAY || !ro_atom_is_capital(r->atoms, at)) return at;
    memcpy(t->holiday, word->code, sizeof t->holiday - 1);
    t->holiday_shift = word->number;
    return read_year_behind(r, behind(r, at), true, t);
}

/* A date with no direction before it: "Monday, June 19", "June", "19 June 2023". */
static uint32_t read_plain_date(const reader *r, uint32_t at, ro_timex *t) {
    uint32_t to = read_figures(r, at, t);
    if (to > at) return to;
    to = read_holiday(r, at, t);
    if (to > at) return to;
    uint32_t weekday = read_weekday(r, at, &t->weekday);
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

static uint32_t read_direction(const reader *r, uint32_t at, ro_timex *t) {
    uint32_t word = skip_word(r, at, "the");
    ro_time_class class = class_at(r, word);
    if (!is_direction(class)) return at;
    t->directed = true;
    t->direction = (int8_t)word_at(r, word)->number;
    t->narrative = class == RO_TIME_WORD_BEFORE || class == RO_TIME_WORD_AFTER;
    return behind(r, word);
}

static uint32_t read_season(const reader *r, uint32_t at, ro_timex *t) {
    if (class_at(r, at) != RO_TIME_WORD_SEASON) return at;
    memcpy(t->period, word_at(r, at)->code, sizeof t->period - 1);
    t->shape = RO_TIMEX_PERIOD;
    return behind(r, at);
}

/* "last November", "this Monday", "next summer", "the following Tuesday" */
static uint32_t read_directed_date(const reader *r, uint32_t at, ro_timex *t) {
    uint32_t date = read_direction(r, at, t);
    if (date == at) return at;
    uint32_t to = read_season(r, date, t);
    if (to > date) return to;
    to = read_plain_date(r, date, t);
    if (to == date || t->year != RO_NO_YEAR || t->shifted) return at;
    return to;
}

static uint32_t read_day_word(const reader *r, uint32_t at, ro_timex *t) {
    const ro_time_word *word = word_at(r, at);
    if (word->class != RO_TIME_WORD_DAY) return at;
    t->shape = RO_TIMEX_OFFSET;
    t->unit[0] = 'D';
    t->count = word->number < 0 ? -word->number : word->number;
    t->direction = (int8_t)(word->number < 0 ? -1 : word->number > 0);
    memcpy(t->part, word->code, sizeof t->part - 1);
    return behind(r, at);
}

/* "that day", "the same day", "the previous day", "the next day" */
static uint32_t read_told_day(const reader *r, uint32_t at, ro_timex *t) {
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
    t->unit[0] = 'D';
    t->count = next;
    t->direction = (int8_t)(next ? (class == RO_TIME_WORD_BEFORE ? -1 : 1) : 0);
    return part ? to : to + 1;
}

static uint32_t read_this_part(const reader *r, uint32_t at, ro_timex *t) {
    if (!is(r, at, "this") && !is(r, at, "that")) return at;
    if (class_at(r, at + 1) != RO_TIME_WORD_PART) return at;
    t->shape = RO_TIMEX_OFFSET;
    t->unit[0] = 'D';
    t->narrative = is(r, at, "that");
    return at + 1;
}

/* --- time of day ---------------------------------------------------------- */

static uint32_t read_zone(const reader *r, uint32_t at, ro_timex *t) {
    if (class_at(r, at) == RO_TIME_WORD_ZONE && ro_atom_is_capital(r->atoms, at)) {
        t->zone = (int16_t)word_at(r, at)->number;
        return behind(r, at);
    }
    if (is(r, at, "local") && is(r, at + 1, "time")) return at + 2;
    return at;
}

/* 1: before noon, 2: after it, 0: neither. */
static unsigned half_of_day(const reader *r, uint32_t at, uint32_t *to) {
    *to = at + 1;
    if (is(r, at, "am") || is(r, at, "a.m.") || is(r, at, "a.m")) return 1;
    if (is(r, at, "pm") || is(r, at, "p.m.") || is(r, at, "p.m")) return 2;
    return 0;
}

static bool set_clock(ro_timex *t, int hour, int minute, unsigned half) {
    if (hour > 24 || minute > 59 || (half && (hour < 1 || hour > 12))) return false;
    if (half) hour = hour % 12 + (half == 2 ? 12 : 0);
    t->minutes = (int16_t)(hour * 60 + minute);
    return true;
}

/* "0930 GMT": four figures count as a clock time with a zone or "hours" alone. */
static uint32_t read_military(const reader *r, uint32_t at, const ro_atom *figure, ro_timex *t) {
    uint32_t zone = read_zone(r, at + 1, t);
    bool hours = is(r, at + 1, "hours") && figure->value < 2400;
    if (figure->digits != 4 || (zone == at + 1 && !hours)) return at;
    int value = (int)figure->value;
    if (!set_clock(t, value / 100, value % 100, 0)) return at;
    if (hours && zone == at + 1) zone = read_zone(r, at + 2, t);
    return zone > at + 1 ? zone : at + 2;
}

static uint32_t read_clock_figures(const reader *r, uint32_t at, ro_timex *t) {
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
    t->hour_only = !minutes;
    return zone;
}

static uint32_t read_clock(const reader *r, uint32_t at, ro_timex *t) {
    uint32_t to = read_clock_figures(r, at, t);
    if (to > at) {
        if (t->minutes < 0) return at;
        uint32_t in = skip_word(r, to, "in");
        if (in > to && is(r, in, "the") && class_at(r, in + 1) == RO_TIME_WORD_PART)
            return behind(r, in + 1);
        return to;
    }
    const ro_time_word *word = word_at(r, at);
    if (word->class == RO_TIME_WORD_MOMENT) {
        t->minutes = (int16_t)word->number;
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
    unsigned half = in_the ? (strcmp(word_at(r, part)->code, "MO") == 0 ? 1u : 2u) : 0;
    if (!set_clock(t, (int)number.value, 0, half)) return at;
    t->hour_only = true;
    return in_the ? behind(r, part) : number.to + 3;
}

static uint32_t read_part(const reader *r, uint32_t at, ro_timex *t) {
    uint32_t part = at;
    if (class_at(r, part) != RO_TIME_WORD_PART) return at;
    memcpy(t->part, word_at(r, part)->code, sizeof t->part - 1);
    return behind(r, part);
}

static uint32_t read_day_of_any_kind(const reader *r, uint32_t at, ro_timex *t) {
    static uint32_t (*const readers[])(const reader *, uint32_t, ro_timex *) = {
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

static bool names_a_day(const ro_timex *t) {
    return t->weekday || t->day || t->holiday[0] ||
           (t->shape == RO_TIMEX_OFFSET && t->unit[0] == 'D');
}

/* "Monday", "Monday morning", "9 a.m. on Monday", "June 19 at 9:30 a.m." */
static uint32_t read_date(const reader *r, uint32_t at, ro_timex *t) {
    uint32_t to = read_day_of_any_kind(r, at, t);
    if (to > at) {
        if (!names_a_day(t)) return to;
        uint32_t time = read_part(r, to, t);
        if (time > to) return time;
        time = skip_word(r, skip_sign(r, to, ','), "at");
        uint32_t end = read_clock(r, time, t);
        return end > time ? end : to;
    }
    ro_timex clock = *t;
    uint32_t end = read_clock(r, at, &clock);
    if (end == at) return at;
    uint32_t day = skip_word(r, skip_sign(r, end, ','), "on");
    ro_timex date = clock;
    to = read_day_of_any_kind(r, day, &date);
    if (to > day && names_a_day(&date)) {
        *t = date;
        return to;
    }
    *t = clock;
    t->shape = RO_TIMEX_CLOCK;
    return end;
}

/* --- years, decades, periods ---------------------------------------------- */

/* Whether a bare figure of four digits at atom at is used as a year. */
static bool used_as_year(const reader *r, uint32_t at, int32_t year) {
    static const char *const before[] = {"in",     "since", "by",      "of",     "from",
                                         "until",  "after", "till",    "before", "year",
                                         "during", "early", "late",    "mid",    "through",
                                         "to",     "and",   "between", "circa",  "fiscal"};
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
    bool preposition = false;
    for (size_t i = 0; at > 0 && i < sizeof before / sizeof *before; i++)
        preposition = preposition || is(r, at - 1, before[i]);
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

static uint32_t read_bare_year(const reader *r, uint32_t at, ro_timex *t) {
    uint32_t year = at;
    if (is(r, year, "the") && is(r, year + 1, "year")) year += 2;
    if (is(r, year, "fiscal") || is(r, year, "calendar")) year++;
    uint32_t to = read_year(r, year, &t->year);
    if (year > at && to == year && is(r, at, "the")) {
        ro_number number; /* "the year two thousand" */
        if (!ro_number_read(r->rules->numbers, r->atoms, year, &number) || number.value < 1000 ||
            number.value > 2199 || number.value != (int)number.value)
            return at;
        t->year = (int32_t)number.value;
        return number.to;
    }
    if (to == year) return at;
    if (at > 0 && is(r, at - 1, "the") && is(r, to, "period")) return to + 1;
    if (ro_atom_is_kind(r->atoms, year, RO_ATOM_NUMBER) && year == at &&
        !used_as_year(r, year, t->year))
        return at;
    return to;
}

/* "the 1990s", "'80s", "the nineties" is a word of its own. */
static uint32_t read_decade(const reader *r, uint32_t at, ro_timex *t) {
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
        year += year >= 30 ? 1900 : 2000;
    }
    t->shape = RO_TIMEX_DECADE;
    t->year = year;
    return s + 1;
}

static uint32_t read_century(const reader *r, uint32_t at, ro_timex *t) {
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

/* "Q3", "third quarter", "the first half", "first-quarter" */
static uint32_t read_period_name(const reader *r, uint32_t at, ro_timex *t) {
    uint32_t to;
    if (is(r, at, "Q") && ro_atom_glued(r->atoms, at + 1)) {
        const ro_atom *figure = figure_at(r, at + 1);
        if (!figure || figure->value < 1 || figure->value > 4) return at;
        snprintf(t->period, sizeof t->period, "Q%u", (unsigned)figure->value);
        return at + 2;
    }
    bool last = is(r, at, "last") || is(r, at, "latter");
    unsigned rank = ro_ordinal_read(r->rules->numbers, r->atoms, at, &to);
    if (last) to = at + 1;
    to = skip_hyphen(r, to);
    if (!last) to = skip_word(r, to, "fiscal");
    bool quarter = is(r, to, "quarter"), half = is(r, to, "half");
    if (quarter && rank >= 1 && rank <= 4) {
        snprintf(t->period, sizeof t->period, "Q%u", rank);
        return to + 1;
    }
    if (half && (last || rank == 1 || rank == 2)) {
        snprintf(t->period, sizeof t->period, "H%u", last ? 2 : rank);
        return to + 1;
    }
    return at;
}

/* "last year's third quarter": the year before the period. */
static uint32_t read_owner_year(const reader *r, uint32_t at, ro_timex *t) {
    uint32_t to = read_year_shift(r, at, t);
    if (to == at) to = read_year(r, at, &t->year);
    if (to == at) return at;
    if (is_sign(r, to, '\'') && is(r, to + 1, "s")) to += 2;
    return to;
}

static uint32_t read_period(const reader *r, uint32_t at, ro_timex *t) {
    uint32_t name = skip_word(r, at, "the");
    name = read_owner_year(r, name, t);
    bool owned = t->shifted || t->year != RO_NO_YEAR;
    name = skip_hyphen(r, skip_word(r, name, "fiscal"));
    uint32_t to = read_period_name(r, name, t);
    if (to == name) {
        to = read_season(r, name, t);
        bool dated = owned;
        if (to > name && !dated) {
            /* "in the summer", "summer 2023"; "the fall of" is no season */
            uint32_t year = read_year_behind(r, to, false, t);
            bool in = at > 0 && (is(r, at - 1, "in") || is(r, at - 1, "during")) && name > at;
            if (year == to && (!in || is(r, to, "of"))) return at;
            to = year;
        }
        t->shape = RO_TIMEX_PERIOD;
        return to > name ? to : at;
    }
    t->shape = RO_TIMEX_PERIOD;
    /* A half is a time only with its year. */
    uint32_t year = owned ? to : read_year_behind(r, to, false, t);
    if (t->period[0] == 'H' && !owned && year == to) return at;
    return year;
}

/* --- units: durations, offsets, sets --------------------------------------- */

static uint32_t read_unit(const reader *r, uint32_t at, ro_timex *t) {
    const ro_time_word *word = word_at(r, at);
    if (word->class != RO_TIME_WORD_UNIT) return at;
    memcpy(t->unit, word->code, sizeof t->unit - 1);
    t->count *= word->number;
    return behind(r, at);
}

static bool is_plural(const reader *r, uint32_t at) {
    ro_str word = ro_atom_str(r->atoms, behind(r, at) - 1);
    return word.n > 1 && (word.p[word.n - 1] | 32) == 's';
}

/* "ago", "earlier", "later", "from now" behind so many units. */
static uint32_t read_offset_behind(const reader *r, uint32_t at, ro_timex *t) {
    uint32_t to = skip_hyphen(r, at);
    bool ago = is(r, to, "ago"), earlier = is(r, to, "earlier"), later = is(r, to, "later");
    bool from_now = is(r, to, "from") && (is(r, to + 1, "now") || is(r, to + 1, "today"));
    if (!ago && !earlier && !later && !from_now) return at;
    t->shape = RO_TIMEX_OFFSET;
    t->narrative = earlier || later;
    t->direction = (int8_t)(ago || earlier ? -1 : 1);
    return to + 1 + from_now;
}

/* The number before a unit: "two", "a", "several", "half an", "a couple of". */
static uint32_t read_count(const reader *r, uint32_t at, ro_timex *t) {
    ro_number number;
    t->count = 1;
    if (is(r, at, "half") && (is(r, at + 1, "a") || is(r, at + 1, "an"))) {
        t->count = 0.5;
        return at + 2;
    }
    if (ro_number_read_range(r->rules->numbers, r->atoms, at, &number)) {
        t->vague = number.unknown || number.many || number.range;
        t->count = number.range ? number.high : number.value;
        return number.to;
    }
    if (is(r, at, "a") || is(r, at, "an")) return at + 1;
    return at;
}

/* "an hour and a half", "two years or so" */
static uint32_t read_tail(const reader *r, uint32_t at, ro_timex *t) {
    if (is(r, at, "and") && is(r, at + 1, "a") && is(r, at + 2, "half")) {
        t->count += 0.5;
        return at + 3;
    }
    if (is(r, at, "or") && (is(r, at + 1, "so") || is(r, at + 1, "more") || is(r, at + 1, "less")))
        return at + 2;
    return at;
}

static bool is_age(const reader *r, uint32_t at) {
    at = skip_hyphen(r, at);
    return is(r, at, "old") || is(r, at, "olds");
}

/* A ratio: "$2 billion a year", "10 miles an hour". */
static bool is_rate(const reader *r, uint32_t at) {
    if (at == 0 || !(is(r, at, "a") || is(r, at, "an"))) return false;
    const ro_atom *before = &r->atoms->list.items[at - 1];
    ro_str word = ro_atom_str(r->atoms, at - 1);
    if (before->kind == RO_ATOM_NUMBER || before->sign == '%') return true;
    static const char *const counts[] = {"once",    "twice",   "times",   "million", "billion",
                                         "percent", "dollars", "barrels", "miles",   "tons"};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        if (ro_str_same(word, ro_str_of(counts[i]))) return true;
    return false;
}

/* "might one day clash": no length of time. */
static bool is_someday(const reader *r, uint32_t at) {
    static const char *const modals[] = {"might", "may", "could", "would", "will", "can", "should"};
    if (at == 0 || !is(r, at, "one") || !is(r, at + 1, "day")) return false;
    for (size_t i = 0; i < sizeof modals / sizeof *modals; i++)
        if (is(r, at - 1, modals[i])) return true;
    return false;
}

static uint32_t read_quantity(const reader *r, uint32_t at, ro_timex *t) {
    uint32_t number = at;
    if (is_someday(r, at)) return at;
    if (class_at(r, number) == RO_TIME_WORD_ABOUT) number = behind(r, number);
    /* "the nine months", "the first two years" */
    if (is(r, number, "the")) {
        number++;
        uint32_t rank_to;
        if (ro_ordinal_read(r->rules->numbers, r->atoms, number, &rank_to)) number = rank_to;
        ro_number counted;
        if (!ro_number_read(r->rules->numbers, r->atoms, number, &counted)) return at;
    }
    bool article = is(r, number, "a") || is(r, number, "an");
    uint32_t to = read_count(r, number, t);
    bool counted = to > number;
    to = skip_hyphen(r, to);
    if (is(r, to, "more") || is(r, to, "full") || is(r, to, "additional") ||
        is(r, to, "consecutive") || is(r, to, "straight"))
        to++;
    uint32_t unit = read_unit(r, to, t);
    if (unit == to || is_age(r, unit)) return at;
    bool quarter = is(r, to, "quarter") || is(r, to, "second");
    if (quarter && (article || !counted)) return at;
    if (!counted && (number > at || !is_plural(r, to))) {
        /* "year-ago", "month-long", "year-earlier" */
        uint32_t offset = read_offset_behind(r, unit, t);
        return offset > unit && is_sign(r, unit, '-') ? offset : at;
    }
    if (!counted) {
        if (t->unit[0] == 'T' || t->unit[0] == 'Q' || t->unit[1] == 'E') return at;
        t->vague = true;
    }
    t->shape = RO_TIMEX_DURATION;
    if (article && is_rate(r, number) && read_offset_behind(r, unit, t) == unit) {
        t->shape = RO_TIMEX_SET;
        snprintf(t->code, sizeof t->code, "%s1%s", t->unit[0] == 'T' ? "PT" : "P",
                 t->unit + (t->unit[0] == 'T'));
        return unit;
    }
    to = read_tail(r, unit, t);
    return read_offset_behind(r, to, t);
}

/* "last week", "the past three months", "recent years", "this weekend" */
static uint32_t read_directed_unit(const reader *r, uint32_t at, ro_timex *t) {
    uint32_t the = skip_word(r, at, "the"), to;
    bool recent = class_at(r, the) == RO_TIME_WORD_RECENT;
    bool same = is(r, the, "same");
    bool that = is(r, at, "that");
    if (recent) {
        to = the + 1;
    } else if (that || same) {
        to = (that ? at : the) + 1;
        t->narrative = true;
    } else {
        to = read_direction(r, at, t);
        if (to == at) return at;
    }
    bool past_word = is(r, to - 1, "past") || is(r, to - 1, "coming");
    uint32_t count = to;
    if (!that && !same) count = read_count(r, to, t);
    bool article = is(r, to, "a") || is(r, to, "an");
    if (article) return at;
    if (count == to) t->count = 1;
    uint32_t unit = read_unit(r, skip_hyphen(r, count), t);
    if (unit == skip_hyphen(r, count) || is(r, count, "second")) return at;
    if (count == to && t->unit[0] == 'T' && t->unit[1] != 'H') return at; /* "at the last minute" */
    bool plural = is_plural(r, skip_hyphen(r, count));
    if (count > to || plural || recent) {
        if (that || (same && plural)) return at;
        t->vague = t->vague || count == to;
        t->shape = RO_TIMEX_DURATION;
        return unit;
    }
    /* "the past year" is a stretch up to now; "last year" is a year. */
    if (past_word && is(r, to - 1, "past") && t->unit[0] != 'Q' && the > at) {
        t->shape = RO_TIMEX_DURATION;
        return unit;
    }
    t->shape = RO_TIMEX_OFFSET;
    return unit;
}

/* "the weekend", "the year", "the quarter" */
static uint32_t read_definite_unit(const reader *r, uint32_t at, ro_timex *t) {
    if (!is(r, at, "the")) return at;
    t->count = 1;
    bool year = is(r, at + 1, "year") || is(r, at + 1, "full") || is(r, at + 1, "fiscal year");
    bool quarter = is(r, at + 1, "quarter"), weekend = is(r, at + 1, "weekend");
    uint32_t unit_at = at + 1 + is(r, at + 1, "full");
    uint32_t unit = read_unit(r, unit_at, t);
    if (unit == unit_at || !(year || quarter || weekend)) return at;
    if (quarter && is(r, unit, "of")) return at;
    if (is_sign(r, unit, '-')) return at; /* "the year-long" */
    if (year && (is(r, unit, "ended") || is(r, unit, "ending"))) {
        t->shape = RO_TIMEX_DURATION;
        return unit;
    }
    t->shape = RO_TIMEX_OFFSET;
    t->narrative = quarter;
    return unit;
}

/* "the year-ago quarter", "the year-earlier period", "a year-earlier" */
static uint32_t read_year_back(const reader *r, uint32_t at, ro_timex *t) {
    uint32_t year = skip_word(r, at, "the");
    uint32_t to = skip_hyphen(r, year + 1);
    if (!is(r, year, "year") || to == year + 1 || !(is(r, to, "ago") || is(r, to, "earlier")))
        return at;
    t->shape = RO_TIMEX_OFFSET;
    t->direction = -1;
    t->count = 1;
    t->unit[0] = 'Y';
    ro_timex ignored = {.year = RO_NO_YEAR};
    uint32_t period = read_period_name(r, to + 1, &ignored);
    if (period > to + 1) return period;
    return to + 1 + (is(r, to + 1, "period") || is(r, to + 1, "quarter"));
}

/* "year-end", "the year's end" */
static uint32_t read_year_end(const reader *r, uint32_t at, ro_timex *t) {
    uint32_t year = skip_word(r, at, "the");
    if (!is(r, year, "year")) return at;
    uint32_t to = skip_hyphen(r, year + 1);
    if (is_sign(r, to, '\'') && is(r, to + 1, "s")) to += 2;
    if (!is(r, to, "end")) return at;
    t->shape = RO_TIMEX_OFFSET;
    t->unit[0] = 'Y';
    return to + 1;
}

static uint32_t read_set(const reader *r, uint32_t at, ro_timex *t) {
    t->shape = RO_TIMEX_SET;
    /* With a capital it is the name of a paper. */
    if (class_at(r, at) == RO_TIME_WORD_REPEAT && (at == 0 || !ro_atom_is_capital(r->atoms, at))) {
        memcpy(t->code, word_at(r, at)->code, sizeof t->code - 1);
        return behind(r, at);
    }
    bool every = is(r, at, "every") || is(r, at, "each");
    uint32_t to = at + every;
    if (every && is(r, to, "other")) {
        t->count = 2;
        to++;
    } else if (every) {
        to = read_count(r, to, t);
        if (to == at + 1) t->count = 1;
    }
    uint32_t unit = every ? read_unit(r, to, t) : to;
    if (unit > to) {
        const char *code = t->unit + (t->unit[0] == 'T');
        snprintf(t->code, sizeof t->code, "%s%.0f%s", t->unit[0] == 'T' ? "PT" : "P",
                 t->count < 1000 ? t->count : 1000.0, code);
        return unit;
    }
    if (every && to == at + 1) {
        uint32_t day = read_weekday(r, to, &t->weekday);
        if (day == to) day = read_month(r, to, &t->month);
        if (day == to) return at;
        uint32_t part = read_part(r, day, t);
        return part;
    }
    return at;
}

/* "Mondays", "Tuesday nights" */
static uint32_t read_weekdays(const reader *r, uint32_t at, ro_timex *t) {
    static const char *const names[] = {"mondays", "tuesdays",  "wednesdays", "thursdays",
                                        "fridays", "saturdays", "sundays"};
    t->shape = RO_TIMEX_SET;
    for (uint8_t i = 0; i < 7; i++)
        if (is(r, at, names[i])) {
            t->weekday = (uint8_t)(i + 1);
            return read_part(r, at + 1, t);
        }
    uint32_t part = read_weekday(r, at, &t->weekday);
    if (part == at || class_at(r, part) != RO_TIME_WORD_PART || !is_plural(r, part)) return at;
    return read_part(r, part, t);
}

static uint32_t read_reference(const reader *r, uint32_t at, ro_timex *t) {
    const ro_time_word *word = word_at(r, at);
    if (word->class != RO_TIME_WORD_REFERENCE &&
        !(word->class == RO_TIME_WORD_THIS && is(r, at, "current")))
        return at;
    t->shape = RO_TIMEX_REFERENCE;
    memcpy(t->code, word->class == RO_TIME_WORD_THIS ? "PRESENT_REF" : word->code, sizeof t->code);
    return behind(r, at);
}

typedef uint32_t (*read_fn)(const reader *, uint32_t, ro_timex *);

static const read_fn readers[] = {
    read_date,     read_period,        read_bare_year,     read_decade,   read_century,
    read_quantity, read_directed_unit, read_definite_unit, read_year_end, read_year_back,
    read_set,      read_weekdays,      read_reference};

static bool read_longest(const reader *r, uint32_t at, ro_timex *out) {
    out->to = at;
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        ro_timex trial = {
            .from = at, .year = RO_NO_YEAR, .minutes = -1, .zone = RO_OFFSET_UNKNOWN, .count = 0};
        trial.to = readers[i](r, at, &trial);
        if (trial.to > out->to) *out = trial;
    }
    return out->to > at;
}

bool ro_timex_read(const ro_times_rules *rules, const ro_atoms *atoms, uint32_t at, ro_timex *out) {
    reader r = {rules, atoms};
    uint32_t core = at;
    if (class_at(&r, at) == RO_TIME_WORD_EDGE) core = skip_hyphen(&r, behind(&r, at));
    if (core > at) {
        if (read_longest(&r, core, out) && out->shape != RO_TIMEX_DURATION &&
            out->shape != RO_TIMEX_SET && out->shape != RO_TIMEX_REFERENCE) {
            out->from = at;
            return true;
        }
        if (class_at(&r, at) == RO_TIME_WORD_EDGE && !is(&r, at, "the")) return false;
    }
    return read_longest(&r, at, out);
}
