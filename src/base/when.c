/* SPDX-License-Identifier: Apache-2.0 */
#include "base/when.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"

enum { LAST_YEAR = 9999, MINUTES_A_DAY = 24 * 60 };

/* Years from the first of a kind to its last. */
static int32_t years_of(ro_when_kind kind) {
    return kind == RO_WHEN_MILLENNIUM ? 1000
           : kind == RO_WHEN_CENTURY  ? 100
           : kind == RO_WHEN_DECADE   ? 10
                                      : 1;
}

/* ---- days ---- */

static int64_t days_of(int32_t year, unsigned month, unsigned day) {
    return ro_date_to_days(&(ro_date){.year = year, .month = (uint8_t)month, .day = (uint8_t)day});
}

static unsigned weekday_of(int64_t days) {
    ro_date date = ro_date_from_days(days);
    return ro_date_weekday(&date);
}

/* The Monday of the first week of a year. ISO 8601: the week that holds January 4. */
static int64_t first_monday(int32_t year) {
    int64_t day = days_of(year, 1, 4);
    return day - (int64_t)weekday_of(day) + 1;
}

static unsigned weeks_of(int32_t year) {
    return (unsigned)((first_monday(year + 1) - first_monday(year)) / 7);
}

ro_when ro_when_of_day(int64_t days) {
    ro_date date = ro_date_from_days(days);
    return (ro_when){.kind = RO_WHEN_DAY, .year = date.year, .number = date.month, .day = date.day};
}

ro_when ro_when_of_week(int64_t days, bool weekend) {
    /* ISO 8601: a week is of the year of its Thursday. */
    int64_t thursday = days - (int64_t)weekday_of(days) + 4;
    int32_t year = ro_date_from_days(thursday).year;
    return (ro_when){.kind = weekend ? RO_WHEN_WEEKEND : RO_WHEN_WEEK,
                     .year = year,
                     .number = (uint8_t)((thursday - first_monday(year)) / 7 + 1)};
}

ro_when ro_when_of_date(const ro_date *date) {
    static const ro_when_kind kinds[] = {RO_WHEN_NONE, RO_WHEN_YEAR, RO_WHEN_MONTH};
    ro_when when = {.kind =
                        date->precision < RO_PRECISION_DAY ? kinds[date->precision] : RO_WHEN_DAY,
                    .year = date->year,
                    .number = date->month,
                    .day = date->day};
    if (date->precision < RO_PRECISION_MINUTE) return when;
    when.hours = RO_HOURS_CLOCK;
    when.minute = (int16_t)(date->hour * 60 + date->minute);
    when.utc_offset = date->utc_offset;
    return when;
}

/* The days of months @p first to @p last of a year; 13 is the next January. */
static void days_of_months(int32_t year, unsigned first, unsigned last, int64_t days[2]) {
    int32_t end = year + (last > 12);
    if (last > 12) last -= 12;
    days[0] = days_of(year, first, 1);
    days[1] = days_of(end, last, ro_month_days(end, last));
}

static void days_of_weeks(const ro_when *when, int64_t days[2]) {
    unsigned first = when->number ? when->number : 1;
    unsigned last = when->number ? when->number : weeks_of(when->year);
    unsigned from = 1, to = 7;
    if (when->kind == RO_WHEN_WEEKEND) from = 6;
    if (when->kind == RO_WHEN_WEEKDAY && when->day) from = to = when->day;
    days[0] = first_monday(when->year) + 7 * (int64_t)(first - 1) + from - 1;
    days[1] = first_monday(when->year) + 7 * (int64_t)(last - 1) + to - 1;
}

bool ro_when_days(const ro_when *when, int64_t *first, int64_t *last) {
    if (!ro_when_is_calendar(when) || when->year < 0 || when->year > LAST_YEAR) return false;
    int64_t days[2];
    unsigned number = when->number;
    days_of_months(when->year, 1, 12, days);
    if (when->kind < RO_WHEN_YEAR)
        days[1] = days_of(when->year + years_of(when->kind) - 1, 12, 31);
    else if (when->kind >= RO_WHEN_WEEK && when->kind <= RO_WHEN_WEEKDAY)
        days_of_weeks(when, days);
    else if (when->kind == RO_WHEN_HALF && number)
        days_of_months(when->year, 6 * number - 5, 6 * number, days);
    else if (when->kind == RO_WHEN_SEASON && number) /* the winter of a year begins in it */
        days_of_months(when->year, 3 * number, 3 * number + 2, days);
    else if (when->kind == RO_WHEN_QUARTER && number)
        days_of_months(when->year, 3 * number - 2, 3 * number, days);
    else if (when->kind >= RO_WHEN_MONTH && number)
        days_of_months(when->year, number, number, days);
    if (when->kind == RO_WHEN_DAY && number && when->day)
        days[0] = days[1] = days[0] + when->day - 1;
    *first = days[0];
    *last = days[1];
    return true;
}

bool ro_when_one_day(const ro_when *when, int64_t *day) {
    int64_t last;
    return ro_when_days(when, day, &last) && *day == last;
}

unsigned ro_when_weekday(const ro_when *when) {
    int64_t day;
    if (when->kind == RO_WHEN_WEEKDAY) return when->day;
    return when->kind == RO_WHEN_DAY && ro_when_one_day(when, &day) ? weekday_of(day) : 0;
}

unsigned ro_when_month(const ro_when *when) {
    return when->kind == RO_WHEN_MONTH || when->kind == RO_WHEN_DAY ? when->number : 0;
}

ro_precision ro_when_precision(const ro_when *when) {
    if (ro_when_is_calendar(when) && when->hours == RO_HOURS_CLOCK) return RO_PRECISION_MINUTE;
    if (when->kind >= RO_WHEN_WEEKDAY) return RO_PRECISION_DAY;
    if (when->kind == RO_WHEN_MONTH && when->number) return RO_PRECISION_MONTH;
    return when->kind == RO_WHEN_YEAR && !ro_when_is_open(when) ? RO_PRECISION_YEAR
                                                                : RO_PRECISION_NONE;
}

/* ---- two times ---- */

bool ro_when_is_same(const ro_when *a, const ro_when *b) {
    return a->kind == b->kind && a->year == b->year && a->number == b->number && a->day == b->day &&
           a->unit == b->unit && (a->count == b->count || (isnan(a->count) && isnan(b->count)));
}

/* Minutes since 1970 in UTC, where clock and zone are known. */
static bool instant_of(const ro_when *when, int64_t *minutes) {
    int64_t day;
    if (when->hours != RO_HOURS_CLOCK || when->utc_offset == RO_OFFSET_UNKNOWN ||
        !ro_when_one_day(when, &day))
        return false;
    *minutes = day * MINUTES_A_DAY + when->minute - when->utc_offset;
    return true;
}

/* Whether one is a day and the other a day as well, of which week or year stays open. */
static bool name_one_day(const ro_when *a, const ro_when *b) {
    int64_t day;
    if (!a->day || !b->day || (a->kind == RO_WHEN_DAY && !a->number) ||
        (b->kind == RO_WHEN_DAY && !b->number))
        return false;
    return ro_when_one_day(a, &day) || ro_when_one_day(b, &day);
}

static bool are_known_apart(unsigned a, unsigned b) {
    return a && b && a != b;
}

ro_when_relation ro_when_relate(const ro_when *a, const ro_when *b) {
    int64_t first_a, last_a, first_b, last_b;
    if (!ro_when_is_calendar(a) || !ro_when_is_calendar(b)) return RO_WHEN_OPEN;
    if (ro_when_is_same(a, b)) return RO_WHEN_SAME;
    if (instant_of(a, &first_a) && instant_of(b, &first_b) && first_a == first_b)
        return RO_WHEN_SAME;
    if (ro_when_days(a, &first_a, &last_a) && ro_when_days(b, &first_b, &last_b) &&
        (first_a > last_b || first_b > last_a))
        return RO_WHEN_APART;
    if (are_known_apart(ro_when_weekday(a), ro_when_weekday(b)) ||
        are_known_apart(ro_when_month(a), ro_when_month(b)))
        return RO_WHEN_APART;
    if (a->kind == RO_WHEN_DAY && b->kind == RO_WHEN_DAY && are_known_apart(a->day, b->day))
        return RO_WHEN_APART;
    return name_one_day(a, b) ? RO_WHEN_SAME : RO_WHEN_OPEN;
}
