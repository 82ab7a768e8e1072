/* SPDX-License-Identifier: Apache-2.0 */
/** Dates as pages, feeds and people write them. */
#ifndef RO_READ_PARTS_DATES_H
#define RO_READ_PARTS_DATES_H

#include "read/read_rules.h"

/**
 * Find the first full date (year, month and day) in @p text: ISO 8601, RFC 5322,
 * "June 19, 2023", "19 June 2023", "19.06.2023", "2023/06/19", "20230619", with the
 * time of day and zone where they follow.
 * @param span  receives where it stands; may be NULL.
 */
bool ro_find_date(const ro_read_rules *rules, ro_str text, ro_day_order order, ro_date *date,
                  ro_span *span);

/** What stands behind the dates that @p line begins with, labels or weekdays before them, and
 *  behind the mark between: "by Jane Doe" of "Oct. 19, 2022 - by Jane Doe". Empty: no such line. */
ro_str ro_behind_date(const ro_read_rules *rules, ro_str line);

/** The days that a line says; of precision NONE what it does not say. */
typedef struct ro_days {
    ro_date published, changed;
} ro_days;

/** Find both in a line, "Published 19 June 2023, updated 20 June 2023": each date is what the
 *  words before it say, and one without such words that of publication, if no words behind
 *  it say that it is of a change. */
ro_days ro_find_days(const ro_read_rules *rules, ro_str line, ro_day_order order);

/** Whether a line beside a date says that it is the day of publication, "Published on". */
bool ro_labels_publication(const ro_read_rules *rules, ro_str line);

/** Whether it says that it is the day of a change, "Updated", whatever else it says. */
bool ro_labels_change(const ro_read_rules *rules, ro_str line);

/**
 * Read @p value, which a field says to be a date: the forms of ro_find_date; the basic form of
 * ISO 8601; seconds and milliseconds since 1970; years of two digits, obsolete zones and a year
 * behind the clock, as mail and feeds have them (RFC 5322, section 4.3). What only stands for
 * "none" is no date.
 */
bool ro_read_date_field(const ro_read_rules *rules, ro_str value, ro_day_order order,
                        ro_date *date);

/** What the dates of a column say of the order in which they are written. */
typedef struct ro_day_votes {
    bool day_first, month_first; /* some value can be nothing else */
    bool seen;                   /* some value is of that kind */
} ro_day_votes;

/** Count @p value, a field that is a date. */
void ro_day_vote(ro_day_votes *votes, ro_str value);

/** Whether to count more, behind @p values of them in @p bytes: a first look finds whether
 *  there are such dates at all, and a longer one how they are written. */
bool ro_day_votes_want(const ro_day_votes *votes, uint32_t values, size_t bytes);

/** What all values can be; OPEN where none tells, or they differ. */
ro_day_order ro_day_order_of(const ro_day_votes *votes);

#endif
