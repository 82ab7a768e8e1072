/* SPDX-License-Identifier: Apache-2.0 */
/** Times as values: the days that they can be, and how two stand to each other. Parsing and
 *  writing are in readout.h. */
#ifndef RO_BASE_WHEN_H
#define RO_BASE_WHEN_H

#include "readout.h"

/** Whether @p when is a stretch of the calendar, of whatever year. */
static inline bool ro_when_is_calendar(const ro_when *when) {
    return when->kind >= RO_WHEN_MILLENNIUM;
}

/** Whether it is a stretch of the calendar of which the year is not known. */
static inline bool ro_when_is_open(const ro_when *when) {
    return ro_when_is_calendar(when) && when->year == RO_YEAR_OPEN;
}

/** The day of @p days since 1970-01-01. */
ro_when ro_when_of_day(int64_t days);
/** The ISO week that holds the day of @p days since 1970-01-01, or the weekend of that week. */
ro_when ro_when_of_week(int64_t days, bool weekend);
/** A date, to the minute. */
ro_when ro_when_of_date(const ro_date *date);

/** Give the first and the last day that @p when can be, in days since 1970-01-01; false where
 *  the year is open, where it is no time of the calendar, or none that there is. */
bool ro_when_days(const ro_when *when, int64_t *first, int64_t *last);
/** Give the one day that @p when can be; false where it can be several. */
bool ro_when_one_day(const ro_when *when, int64_t *day);
/** ISO day of the week, 1 Monday to 7 Sunday, also where that is all that is known; 0: open. */
unsigned ro_when_weekday(const ro_when *when);
/** Month, 1 to 12, also where the year is open; 0: none. */
unsigned ro_when_month(const ro_when *when);

/** Whether it is a year, a month, a day or a time of it, of whatever year the latter;
 *  RO_PRECISION_NONE for what is none of them, such as a week or a quarter. */
ro_precision ro_when_precision(const ro_when *when);

/** How two times stand to each other. */
typedef enum ro_when_relation {
    RO_WHEN_OPEN, /* nothing tells them apart, and nothing makes them one */
    RO_WHEN_SAME, /* the same day or stretch, whatever the hour: "2023-06-19", "XXXX-WXX-1" */
    RO_WHEN_APART /* they cannot be the same */
} ro_when_relation;

ro_when_relation ro_when_relate(const ro_when *a, const ro_when *b);

/** Whether both name the same stretch of the calendar, as far as they say, whatever the hour. */
bool ro_when_is_same(const ro_when *a, const ro_when *b);

#endif
