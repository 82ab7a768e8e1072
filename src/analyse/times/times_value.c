/* SPDX-License-Identifier: Apache-2.0 */
/* What a time expression means: a ro_timex to a TIMEX3 value and the days it can be. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "analyse/times/times.h"
#include "base/date.h"

/* A value for one exact base day. */
typedef struct meaning {
    char value[40];
    int64_t first, last;
    char unit[4];
    bool dated; /* first and last mean something */
} meaning;

static int64_t days_of(int32_t year, unsigned month, unsigned day) {
    ro_date date = {.year = year, .month = (uint8_t)month, .day = (uint8_t)day};
    return ro_date_to_days(&date);
}

static bool year_fits(int64_t year) {
    return year >= 0 && year <= 9999;
}

static void set_unit(char unit[4], const char *name) {
    snprintf(unit, 4, "%s", name);
}

/* --- how a value is written ------------------------------------------------ */

static void append_time(const ro_timex *t, char value[40]) {
    size_t used = strlen(value);
    if (t->minutes >= 0)
        snprintf(value + used, 40 - used, "T%02d:%02d", t->minutes / 60, t->minutes % 60);
    else if (t->part[0])
        snprintf(value + used, 40 - used, "T%s", t->part);
}

static void mean_day(meaning *m, int64_t day) {
    ro_date date = ro_date_from_days(day);
    if (!year_fits(date.year)) return;
    snprintf(m->value, sizeof m->value, "%04d-%02u-%02u", date.year, date.month, date.day);
    m->first = m->last = day;
    m->dated = true;
    set_unit(m->unit, "D");
}

static void mean_month(meaning *m, int64_t year, unsigned month) {
    if (!year_fits(year)) return;
    snprintf(m->value, sizeof m->value, "%04d-%02u", (int)year, month);
    m->first = days_of((int32_t)year, month, 1);
    m->last = m->first + (int64_t)ro_month_days((int32_t)year, month) - 1;
    m->dated = true;
    set_unit(m->unit, "M");
}

static void mean_year(meaning *m, int64_t year) {
    if (!year_fits(year)) return;
    snprintf(m->value, sizeof m->value, "%04d", (int)year);
    m->first = days_of((int32_t)year, 1, 1);
    m->last = days_of((int32_t)year, 12, 31);
    m->dated = true;
    set_unit(m->unit, "Y");
}

/* ISO 8601: the week belongs to the year of its Thursday. */
static void mean_week(meaning *m, int64_t day, bool weekend) {
    ro_date date = ro_date_from_days(day);
    int64_t monday = day - (int64_t)ro_date_weekday(&date) + 1;
    ro_date thursday = ro_date_from_days(monday + 3);
    if (!year_fits(thursday.year)) return;
    int64_t week = (monday + 3 - days_of(thursday.year, 1, 1)) / 7 + 1;
    snprintf(m->value, sizeof m->value, "%04d-W%02d%s", thursday.year, (int)week,
             weekend ? "-WE" : "");
    m->first = monday + (weekend ? 5 : 0);
    m->last = monday + 6;
    m->dated = true;
    set_unit(m->unit, weekend ? "WE" : "W");
}

/* "Q3", "H1", "SU" of a year; the winter of a year begins in its December. */
static void mean_period(meaning *m, int64_t year, const char *period) {
    if (!year_fits(year)) return;
    unsigned month = 1, months = 3;
    if (period[0] == 'Q' && period[1])
        month = (unsigned)(period[1] - '1') * 3 + 1;
    else if (period[0] == 'H')
        month = period[1] == '2' ? 7 : 1, months = 6;
    else
        month = strcmp(period, "SP") == 0   ? 3
                : strcmp(period, "SU") == 0 ? 6
                : strcmp(period, "FA") == 0 ? 9
                                            : 12;
    snprintf(m->value, sizeof m->value, "%04d-%s", (int)year, period);
    m->first = days_of((int32_t)year, month, 1);
    unsigned end = month + months - 1;
    int32_t end_year = (int32_t)year + (end > 12);
    if (end > 12) end -= 12;
    m->last = days_of(end_year, end, ro_month_days(end_year, end));
    m->dated = true;
    set_unit(m->unit, period[0] == 'Q' ? "Q" : period);
}

static void mean_span(meaning *m, int32_t first_year, int32_t years, const char *unit) {
    snprintf(m->value, sizeof m->value, years == 10 ? "%03d" : "%02d", first_year / years);
    m->first = days_of(first_year, 1, 1);
    m->last = days_of(first_year + years - 1, 12, 31);
    m->dated = true;
    set_unit(m->unit, unit);
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
    mean_day(m, base + shift);
}

static int64_t easter(int32_t year) {
    /* Source: the anonymous Gregorian computus, Nature 13 (1876) 487 */
    int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4;
    int f = (b + 8) / 25, g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    int n = (a + 11 * h + 22 * l) / 451, month = (h + l - 7 * n + 114) / 31;
    return days_of(year, (unsigned)month, (unsigned)((h + l - 7 * n + 114) % 31 + 1));
}

/* The day of a holiday: MM-DD, MM-N-D or EASTER. */
static int64_t holiday_of(const ro_timex *t, int32_t year) {
    if (t->holiday[0] == 'E') return easter(year) + t->holiday_shift;
    unsigned month = (unsigned)strtoul(t->holiday, NULL, 10);
    const char *rest = t->holiday + 3;
    if (strlen(rest) == 2) return days_of(year, month, (unsigned)strtoul(rest, NULL, 10));
    int nth = rest[0] - '0', weekday = rest[2] - '0';
    int64_t first = days_of(year, month, 1);
    ro_date date = ro_date_from_days(first);
    int64_t day = first + (weekday - (int)ro_date_weekday(&date) + 7) % 7 + 7 * (nth - 1);
    while (day - first >= (int64_t)ro_month_days(year, month)) day -= 7;
    return day;
}

/* The meaning of the fields in a given year. */
static void mean_in_year(const ro_timex *t, int64_t year, meaning *m) {
    if (!year_fits(year)) return;
    if (t->shape == RO_TIMEX_PERIOD)
        mean_period(m, year, t->period);
    else if (t->holiday[0])
        mean_day(m, holiday_of(t, (int32_t)year));
    else if (t->month && t->day) {
        if (t->day <= ro_month_days((int32_t)year, t->month))
            mean_day(m, days_of((int32_t)year, t->month, t->day));
    } else if (t->month)
        mean_month(m, year, t->month);
    else
        mean_year(m, year);
}

/* Whether what was read agrees with a weekday that was said with it. */
static bool weekday_agrees(const ro_timex *t, const meaning *m) {
    if (!t->weekday || !t->day) return true;
    ro_date date = ro_date_from_days(m->first);
    return ro_date_weekday(&date) == t->weekday;
}

/* How well a year fits: 0 is best. The nearest day of that name is meant; a tense that
 * points to the other side makes a day count as three times as far, since who writes
 * of a day many months away says its year. */
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
        cost *= 3;
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

static void shift_months(const char *unit, int64_t base, int64_t months, meaning *m) {
    ro_date date = ro_date_from_days(base);
    int64_t month = (int64_t)date.year * 12 + date.month - 1 + months;
    int64_t year = month >= 0 ? month / 12 : (month - 11) / 12;
    unsigned of_year = (unsigned)(month - year * 12);
    char period[4] = {'Q', (char)('1' + of_year / 3), 0, 0};
    if (unit[0] == 'Q')
        mean_period(m, year, period);
    else if (unit[0] == 'Y')
        mean_year(m, year);
    else
        mean_month(m, year, of_year + 1);
}

static void shift_weekend(const ro_timex *t, int64_t base, ro_tense tense, meaning *m) {
    ro_date date = ro_date_from_days(base);
    int64_t saturday = base - (int64_t)ro_date_weekday(&date) + 6;
    bool within = ro_date_weekday(&date) >= 6;
    int side = side_of(t, tense);
    if (side < 0 && !(within && !(t->directed && t->direction))) saturday -= 7;
    if (side > 0 && within && t->directed && t->direction) saturday += 7;
    mean_week(m, saturday, true);
}

static void resolve_offset(const ro_timex *t, const ro_time_base *base, int64_t day, ro_tense tense,
                           meaning *m) {
    if (!(t->count < 20000)) return; /* also not a number */
    double signed_count = t->count * t->direction;
    int64_t count = (int64_t)signed_count;
    const char *unit = t->unit;
    if (unit[0] == 'D')
        mean_day(m, day + count);
    else if (unit[0] == 'T')
        mean_day(m, day + (unit[1] == 'H' ? (int64_t)(signed_count / 24) : 0));
    else if (strcmp(unit, "WE") == 0)
        shift_weekend(t, day, tense, m);
    else if (unit[0] == 'W')
        mean_week(m, day + (int64_t)(signed_count * 7), false);
    else if (unit[0] == 'M')
        shift_months(unit, day, count, m);
    else if (unit[0] == 'Q')
        shift_months(unit, day, 3 * count, m);
    else if (unit[0] == 'Y') {
        /* "a year earlier" than a quarter or a month is one as well. */
        bool like = t->count == 1 && !t->directed && base->unit[0] == 'Q';
        shift_months(like ? base->unit : "Y", day, (int64_t)(signed_count * 12), m);
    }
}

/* "last decade", "this century" */
static void resolve_long(const ro_timex *t, int64_t day, meaning *m) {
    int32_t years = (int32_t)t->count;
    int64_t start = ro_date_from_days(day).year / years * years + (int64_t)t->direction * years;
    if (year_fits(start)) mean_span(m, (int32_t)start, years, years == 10 ? "E" : "C");
}

static bool is_long(const ro_timex *t) {
    return t->shape == RO_TIMEX_OFFSET && t->directed && t->unit[0] == 'Y' &&
           (t->count == 10 || t->count == 100 || t->count == 1000);
}

static void resolve(const ro_timex *t, const ro_time_base *base, int64_t day, ro_tense tense,
                    meaning *m) {
    switch (t->shape) {
    case RO_TIMEX_CLOCK: mean_day(m, day); break;
    case RO_TIMEX_OFFSET:
        if (is_long(t))
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
    if (m->dated) append_time(t, m->value);
}

/* --- where the base is not known --------------------------------------------- */

static void open_value(const ro_timex *t, char value[40]) {
    const char *unit = t->unit;
    if (t->shape == RO_TIMEX_PERIOD)
        snprintf(value, 40, "XXXX-%s", t->period);
    else if (t->shape == RO_TIMEX_CLOCK)
        snprintf(value, 40, "XXXX-XX-XX");
    else if (t->shape == RO_TIMEX_OFFSET && unit[0] == 'Y')
        snprintf(value, 40, "%s", !is_long(t) ? "XXXX" : t->count == 10 ? "XXX" : "XX");
    else if (t->shape == RO_TIMEX_OFFSET)
        snprintf(value, 40, "%s",
                 strcmp(unit, "WE") == 0 ? "XXXX-WXX-WE"
                 : unit[0] == 'W'        ? "XXXX-WXX"
                 : unit[0] == 'M'        ? "XXXX-XX"
                 : unit[0] == 'Q'        ? "XXXX-QX"
                                         : "XXXX-XX-XX");
    else if (t->holiday[0] && strlen(t->holiday) == 5)
        snprintf(value, 40, "XXXX-%s", t->holiday);
    else if (t->holiday[0])
        snprintf(value, 40, "XXXX-XX-XX");
    else if (t->month && t->day)
        snprintf(value, 40, "XXXX-%02u-%02u", t->month, t->day);
    else if (t->month)
        snprintf(value, 40, "XXXX-%02u", t->month);
    else if (t->weekday)
        snprintf(value, 40, "XXXX-WXX-%u", t->weekday);
    else
        snprintf(value, 40, "XXXX");
    append_time(t, value);
}

/* "the previous day" after an open weekday is known as a weekday. */
static bool open_weekday(const ro_timex *t, const ro_time_base *base, ro_time_value *out) {
    if (!base->weekday || t->shape != RO_TIMEX_OFFSET || t->unit[0] != 'D' || !(t->count < 7))
        return false;
    int weekday = (base->weekday - 1 + 7 + (int)(t->count * t->direction)) % 7 + 1;
    snprintf(out->value, sizeof out->value, "XXXX-WXX-%d", weekday);
    append_time(t, out->value);
    out->told.weekday = (uint8_t)weekday;
    return true;
}

/* Keep what the meanings at both ends of the base agree on; X for the rest. */
static void merge(const ro_timex *t, meaning *low, const meaning *high) {
    if (strcmp(low->value, high->value) != 0) {
        char open[40];
        open_value(t, open);
        bool same_year = strncmp(low->value, high->value, 4) == 0;
        if (same_year && strncmp(open, "XXXX", 4) == 0) memcpy(open, low->value, 4);
        memcpy(low->value, open, sizeof open);
    }
    if (high->first < low->first) low->first = high->first;
    if (high->last > low->last) low->last = high->last;
}

/* --- durations and sets ------------------------------------------------------- */

static void duration_value(const ro_timex *t, char value[40]) {
    const char *prefix = t->unit[0] == 'T' ? "PT" : "P";
    const char *unit = t->unit + (t->unit[0] == 'T');
    if (strcmp(t->unit, "WE") == 0) unit = "WE";
    if (t->vague || !(t->count < 1e9))
        snprintf(value, 40, "%sX%s", prefix, unit);
    else if (t->count == floor(t->count))
        snprintf(value, 40, "%s%.0f%s", prefix, t->count, unit);
    else
        snprintf(value, 40, "%s%.4g%s", prefix, t->count, unit);
}

static void set_value(const ro_timex *t, char value[40]) {
    if (t->code[0])
        snprintf(value, 40, "%s", t->code);
    else if (t->weekday)
        snprintf(value, 40, "XXXX-WXX-%u", t->weekday);
    else
        snprintf(value, 40, "XXXX-%02u", t->month);
    append_time(t, value);
}

/* --- the whole ------------------------------------------------------------------ */

static bool needs_base(const ro_timex *t) {
    return t->shape == RO_TIMEX_OFFSET || t->shape == RO_TIMEX_CLOCK || t->year == RO_NO_YEAR;
}

static void give(const ro_timex *t, const meaning *m, ro_time_value *out) {
    memcpy(out->value, m->value, sizeof out->value);
    out->first = ro_date_from_days(m->first);
    out->last = ro_date_from_days(m->last);
    out->told.known = true;
    out->told.first = m->first;
    out->told.last = m->last;
    set_unit(out->told.unit, m->unit);
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
        mean_span(&low, t->year, t->shape == RO_TIMEX_DECADE ? 10 : 100,
                  t->shape == RO_TIMEX_DECADE ? "E" : "C");
    } else if (!needs_base(t)) {
        mean_in_year(t, t->year, &low);
        append_time(t, low.value);
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
    if (t->minutes >= 0 || t->part[0] || (t->shape == RO_TIMEX_OFFSET && t->unit[0] == 'T'))
        out->type = RO_TIME_TIME;
    switch (t->shape) {
    case RO_TIMEX_DURATION:
        out->type = RO_TIME_DURATION;
        duration_value(t, out->value);
        return;
    case RO_TIMEX_SET:
        out->type = RO_TIME_SET;
        set_value(t, out->value);
        return;
    case RO_TIMEX_REFERENCE: snprintf(out->value, sizeof out->value, "%s", t->code); return;
    default: break;
    }
    if (t->shape == RO_TIMEX_OFFSET && t->vague) {
        out->type = RO_TIME_DATE;
        snprintf(out->value, sizeof out->value, "%s", t->direction < 0 ? "PAST_REF" : "FUTURE_REF");
        return;
    }
    if (give_calendar(t, base, tense, out)) return;
    out->open = true;
    if (t->narrative && open_weekday(t, base, out)) return;
    open_value(t, out->value);
    out->told.weekday = t->month ? 0 : t->weekday;
}
