/* SPDX-License-Identifier: Apache-2.0 */
/* What a time expression means: a ro_timex to a TIMEX3 value and the days it can be. */
#include <math.h>
#include <stdlib.h>

#include "analyse/times/times.h"
#include "base/date.h"

/* What is meant, counted from one exact base day. */
typedef struct meaning {
    ro_when when;
    int64_t first, last;
    bool dated; /* first and last mean something */
} meaning;

static int64_t days_of(int32_t year, unsigned month, unsigned day) {
    ro_date date = {.year = year, .month = (uint8_t)month, .day = (uint8_t)day};
    return ro_date_to_days(&date);
}

static bool year_fits(int64_t year) {
    return year >= 0 && year <= 9999;
}

/* Years of the calendar alone: what falls outside them is not meant. */
static void mean(meaning *m, ro_when when) {
    meaning meant = {.when = when};
    meant.dated = ro_when_days(&when, &meant.first, &meant.last);
    if (meant.dated) *m = meant;
}

static void mean_stretch(meaning *m, ro_when_kind kind, int64_t year, unsigned number) {
    if (year_fits(year))
        mean(m, (ro_when){.kind = kind, .year = (int32_t)year, .number = (uint8_t)number});
}

/* The hours that were read, for a value of the calendar. */
static void add_hours(const ro_timex *t, ro_when *when) {
    if (t->hours == RO_HOURS_ALL) return;
    when->hours = t->hours;
    when->minute = t->minute;
    when->utc_offset = t->zone;
}

/* --- dates with open fields ------------------------------------------------- */

/* Which way to look for the nearest day that fits. */
static int side_of(const ro_timex *t, ro_tense tense) {
    if (t->directed && t->direction) return t->direction;
    if (tense == RO_TENSE_FUTURE || tense == RO_TENSE_PLANNED) return 1;
    if (t->directed && tense != RO_TENSE_PAST) return 1; /* "this Friday" */
    return -1;
}

static void resolve_weekday(const ro_timex *t, int64_t base, ro_tense tense, meaning *m) {
    ro_date date = ro_date_from_days(base);
    int today = (int)ro_date_weekday(&date), wanted = t->weekday;
    int side = side_of(t, tense);
    int shift = side > 0 ? (wanted - today + 7) % 7 : -((today - wanted + 7) % 7);
    if (shift == 0 && t->directed && t->direction) shift = 7 * t->direction;
    mean(m, ro_when_of_day(base + shift));
}

static int64_t easter(int32_t year) {
    /* Source: the anonymous Gregorian computus, Nature 13 (1876) 487 */
    int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4;
    int f = (b + 8) / 25, g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    int n = (a + 11 * h + 22 * l) / 451, month = (h + l - 7 * n + 114) / 31;
    return days_of(year, (unsigned)month, (unsigned)((h + l - 7 * n + 114) % 31 + 1));
}

static int64_t holiday_of(const ro_time_word *word, int32_t year) {
    const ro_holiday *holiday = &word->holiday;
    if (!holiday->month) return easter(year) + word->number;
    if (holiday->day) return days_of(year, holiday->month, holiday->day);
    int64_t first = days_of(year, holiday->month, 1);
    ro_date date = ro_date_from_days(first);
    int64_t day =
        first + (holiday->weekday - (int)ro_date_weekday(&date) + 7) % 7 + 7 * (holiday->nth - 1);
    while (day - first >= (int64_t)ro_month_days(year, holiday->month)) day -= 7;
    return day;
}

/* The meaning of the fields in a given year. */
static void mean_in_year(const ro_timex *t, int64_t year, meaning *m) {
    if (!year_fits(year)) return;
    if (t->shape == RO_TIMEX_PERIOD)
        mean_stretch(m, t->period, year, t->period_number);
    else if (t->holiday)
        mean(m, ro_when_of_day(holiday_of(t->holiday, (int32_t)year)));
    else if (t->month && t->day) {
        if (t->day <= ro_month_days((int32_t)year, t->month))
            mean(m, ro_when_of_day(days_of((int32_t)year, t->month, t->day)));
    } else if (t->month)
        mean_stretch(m, RO_WHEN_MONTH, year, t->month);
    else
        mean_stretch(m, RO_WHEN_YEAR, year, 0);
}

/* Whether what was read agrees with a weekday that was said with it. */
static bool weekday_agrees(const ro_timex *t, const meaning *m) {
    if (!t->weekday || !t->day) return true;
    ro_date date = ro_date_from_days(m->first);
    return ro_date_weekday(&date) == t->weekday;
}

/* How well a year fits: 0 is best. The nearest day of that name is meant; a tense that
 * points to the other side makes a day count as three times as far, since who writes
 * of a day many months away says its year, and a month nine times: "joined in August". */
static int64_t misfit(const ro_timex *t, const meaning *m, int64_t base, ro_tense tense) {
    const int64_t wrong = 1000000;
    bool strict = t->directed && t->direction;
    int side = side_of(t, tense);
    bool fits = side < 0 ? (strict ? m->last < base : m->first <= base)
                         : (strict ? m->first > base : m->last >= base);
    int64_t cost = base < m->first ? m->first - base : base > m->last ? base - m->last : 0;
    if (!fits && strict)
        cost += wrong;
    else if (!fits && (tense == RO_TENSE_PAST || tense == RO_TENSE_FUTURE))
        cost *= t->day ? 3 : 9;
    if (!weekday_agrees(t, m)) cost += 10 * wrong;
    return cost;
}

static void resolve_yearless(const ro_timex *t, int64_t base, ro_tense tense, meaning *m) {
    int32_t year = ro_date_from_days(base).year;
    bool this_year = t->directed && t->direction == 0 && !t->narrative;
    if (this_year && t->shape != RO_TIMEX_PERIOD) {
        mean_in_year(t, year, m);
        return;
    }
    int64_t best = INT64_MAX;
    for (int64_t candidate = (int64_t)year - 2; candidate <= (int64_t)year + 2; candidate++) {
        meaning trial = {0};
        mean_in_year(t, candidate, &trial);
        if (!trial.dated) continue;
        int64_t cost = this_year ? llabs(candidate - year) : misfit(t, &trial, base, tense);
        if (cost >= best) continue;
        best = cost;
        *m = trial;
    }
}

/* --- so many units from a day ----------------------------------------------- */

static void shift_months(ro_when_kind kind, int64_t base, int64_t months, meaning *m) {
    ro_date date = ro_date_from_days(base);
    int64_t month = (int64_t)date.year * 12 + date.month - 1 + months;
    int64_t year = month >= 0 ? month / 12 : (month - 11) / 12;
    unsigned of_year = (unsigned)(month - year * 12);
    unsigned number = kind == RO_WHEN_QUARTER ? of_year / 3 + 1
                      : kind == RO_WHEN_MONTH ? of_year + 1
                                              : 0;
    mean_stretch(m, kind, year, number);
}

static void shift_weekend(const ro_timex *t, int64_t base, ro_tense tense, meaning *m) {
    ro_date date = ro_date_from_days(base);
    int64_t saturday = base - (int64_t)ro_date_weekday(&date) + 6;
    bool within = ro_date_weekday(&date) >= 6;
    int side = side_of(t, tense);
    if (side < 0 && !(within && !(t->directed && t->direction))) saturday -= 7;
    if (side > 0 && within && t->directed && t->direction) saturday += 7;
    mean(m, ro_when_of_week(saturday, true));
}

static void resolve_offset(const ro_timex *t, const ro_time_base *base, int64_t day, ro_tense tense,
                           meaning *m) {
    if (!(t->count < 20000)) return; /* also not a number */
    double signed_count = t->count * t->direction;
    int64_t count = (int64_t)signed_count;
    switch (t->unit) {
    case RO_TIME_UNIT_DAY: mean(m, ro_when_of_day(day + count)); break;
    case RO_TIME_UNIT_HOUR: mean(m, ro_when_of_day(day + (int64_t)(signed_count / 24))); break;
    case RO_TIME_UNIT_MINUTE:
    case RO_TIME_UNIT_SECOND: mean(m, ro_when_of_day(day)); break;
    case RO_TIME_UNIT_WEEKEND: shift_weekend(t, day, tense, m); break;
    case RO_TIME_UNIT_WEEK:
        mean(m, ro_when_of_week(day + (int64_t)(signed_count * 7), false));
        break;
    case RO_TIME_UNIT_MONTH: shift_months(RO_WHEN_MONTH, day, count, m); break;
    case RO_TIME_UNIT_QUARTER: shift_months(RO_WHEN_QUARTER, day, 3 * count, m); break;
    case RO_TIME_UNIT_YEAR: {
        /* "a year earlier" than a quarter is one as well. */
        bool like = t->count == 1 && !t->directed && base->unit == RO_WHEN_QUARTER;
        shift_months(like ? RO_WHEN_QUARTER : RO_WHEN_YEAR, day, (int64_t)(signed_count * 12), m);
        break;
    }
    case RO_TIME_UNIT_NONE: break;
    }
}

/* A decade, century or millennium that was counted as so many years: "last decade". */
static ro_when_kind long_kind(const ro_timex *t) {
    if (t->shape != RO_TIMEX_OFFSET || !t->directed || t->unit != RO_TIME_UNIT_YEAR)
        return RO_WHEN_NONE;
    return t->count == 10     ? RO_WHEN_DECADE
           : t->count == 100  ? RO_WHEN_CENTURY
           : t->count == 1000 ? RO_WHEN_MILLENNIUM
                              : RO_WHEN_NONE;
}

static void resolve_long(const ro_timex *t, int64_t day, meaning *m) {
    int32_t years = (int32_t)t->count;
    int64_t start = ro_date_from_days(day).year / years * years + (int64_t)t->direction * years;
    mean_stretch(m, long_kind(t), start, 0);
}

static void resolve(const ro_timex *t, const ro_time_base *base, int64_t day, ro_tense tense,
                    meaning *m) {
    switch (t->shape) {
    case RO_TIMEX_CLOCK: mean(m, ro_when_of_day(day)); break;
    case RO_TIMEX_OFFSET:
        if (long_kind(t))
            resolve_long(t, day, m);
        else
            resolve_offset(t, base, day, tense, m);
        break;
    default:
        if (t->shifted)
            mean_in_year(t, (int64_t)ro_date_from_days(day).year + t->year_shift, m);
        else if (t->weekday && !t->month)
            resolve_weekday(t, day, tense, m);
        else
            resolve_yearless(t, day, tense, m);
    }
    add_hours(t, &m->when);
}

/* --- where the base is not known --------------------------------------------- */

static ro_when_kind open_offset(const ro_timex *t) {
    switch (t->unit) {
    case RO_TIME_UNIT_YEAR: return long_kind(t) ? long_kind(t) : RO_WHEN_YEAR;
    case RO_TIME_UNIT_QUARTER: return RO_WHEN_QUARTER;
    case RO_TIME_UNIT_MONTH: return RO_WHEN_MONTH;
    case RO_TIME_UNIT_WEEK: return RO_WHEN_WEEK;
    case RO_TIME_UNIT_WEEKEND: return RO_WHEN_WEEKEND;
    default: return RO_WHEN_DAY;
    }
}

static ro_when open_value(const ro_timex *t) {
    ro_when when = {.kind = RO_WHEN_YEAR, .year = RO_YEAR_OPEN};
    if (t->shape == RO_TIMEX_PERIOD)
        when.kind = t->period, when.number = t->period_number;
    else if (t->shape == RO_TIMEX_CLOCK)
        when.kind = RO_WHEN_DAY;
    else if (t->shape == RO_TIMEX_OFFSET)
        when.kind = open_offset(t);
    else if (t->holiday)
        when.kind = RO_WHEN_DAY,
        when.number = t->holiday->holiday.day ? t->holiday->holiday.month : 0,
        when.day = t->holiday->holiday.day;
    else if (t->month)
        when.kind = t->day ? RO_WHEN_DAY : RO_WHEN_MONTH, when.number = t->month, when.day = t->day;
    else if (t->weekday)
        when.kind = RO_WHEN_WEEKDAY, when.day = t->weekday;
    add_hours(t, &when);
    return when;
}

/* "the previous day" after an open weekday is known as a weekday. */
static bool open_weekday(const ro_timex *t, const ro_time_base *base, ro_time_value *out) {
    if (!base->weekday || t->shape != RO_TIMEX_OFFSET || t->unit != RO_TIME_UNIT_DAY ||
        !(t->count < 7))
        return false;
    int weekday = (base->weekday - 1 + 7 + (int)(t->count * t->direction)) % 7 + 1;
    out->when = (ro_when){.kind = RO_WHEN_WEEKDAY, .year = RO_YEAR_OPEN, .day = (uint8_t)weekday};
    add_hours(t, &out->when);
    out->told.weekday = (uint8_t)weekday;
    return true;
}

/* Keep what the meanings at both ends of the base agree on, and leave the rest open. */
static void merge(const ro_timex *t, meaning *low, const meaning *high) {
    if (!ro_when_is_same(&low->when, &high->when)) {
        int32_t year = low->when.year;
        low->when = open_value(t);
        if (year == high->when.year) low->when.year = year;
    }
    if (high->first < low->first) low->first = high->first;
    if (high->last > low->last) low->last = high->last;
}

/* --- durations and sets ------------------------------------------------------- */

static ro_when duration_value(const ro_timex *t) {
    return (ro_when){
        .kind = RO_WHEN_DURATION, .unit = (uint8_t)t->unit, .count = t->vague ? NAN : t->count};
}

static ro_when set_value(const ro_timex *t) {
    return t->stated.kind ? t->stated : open_value(t);
}

/* --- the whole ------------------------------------------------------------------ */

static bool needs_base(const ro_timex *t) {
    return t->shape == RO_TIMEX_OFFSET || t->shape == RO_TIMEX_CLOCK || t->year == RO_YEAR_OPEN;
}

static void give(const ro_timex *t, const meaning *m, ro_time_value *out) {
    out->when = m->when;
    out->first = ro_date_from_days(m->first);
    out->last = ro_date_from_days(m->last);
    out->told.known = true;
    out->told.first = m->first;
    out->told.last = m->last;
    out->told.unit = m->when.kind;
    if (m->first == m->last) {
        ro_date date = ro_date_from_days(m->first);
        out->told.weekday = (uint8_t)ro_date_weekday(&date);
    } else if (t->weekday && !t->month) {
        out->told.weekday = t->weekday;
    }
}

static bool give_calendar(const ro_timex *t, const ro_time_base *base, ro_tense tense,
                          ro_time_value *out) {
    meaning low = {0}, high = {0};
    if (t->shape == RO_TIMEX_DECADE || t->shape == RO_TIMEX_CENTURY) {
        mean_stretch(&low, t->shape == RO_TIMEX_DECADE ? RO_WHEN_DECADE : RO_WHEN_CENTURY, t->year,
                     0);
    } else if (!needs_base(t)) {
        mean_in_year(t, t->year, &low);
        add_hours(t, &low.when);
    } else {
        out->used_base = true;
        if (!base->known) return false;
        resolve(t, base, base->first, tense, &low);
        if (base->last != base->first) {
            resolve(t, base, base->last, tense, &high);
            if (!low.dated || !high.dated) return false;
            merge(t, &low, &high);
        }
    }
    if (!low.dated) return false;
    give(t, &low, out);
    return true;
}

void ro_timex_value(const ro_timex *t, const ro_time_base *base, ro_tense tense,
                    ro_time_value *out) {
    *out = (ro_time_value){.type = RO_TIME_DATE};
    if (t->hours || (t->shape == RO_TIMEX_OFFSET && t->unit >= RO_TIME_UNIT_HOUR))
        out->type = RO_TIME_TIME;
    switch (t->shape) {
    case RO_TIMEX_DURATION:
        out->type = RO_TIME_DURATION;
        out->when = duration_value(t);
        return;
    case RO_TIMEX_SET:
        out->type = RO_TIME_SET;
        out->when = set_value(t);
        return;
    case RO_TIMEX_REFERENCE: out->when = t->stated; return;
    default: break;
    }
    if (t->shape == RO_TIMEX_OFFSET && t->vague) {
        out->type = RO_TIME_DATE;
        out->when.kind = t->direction < 0 ? RO_WHEN_PAST : RO_WHEN_FUTURE;
        return;
    }
    if (give_calendar(t, base, tense, out)) return;
    out->open = true;
    if (t->narrative && open_weekday(t, base, out)) return;
    out->when = open_value(t);
    out->told.weekday = t->month ? 0 : t->weekday;
}
