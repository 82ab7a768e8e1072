/* SPDX-License-Identifier: Apache-2.0 */
/** The proleptic Gregorian calendar. Parsing and formatting are in readout.h. */
#ifndef RO_BASE_DATE_H
#define RO_BASE_DATE_H

#include "readout.h"

bool ro_year_is_leap(int32_t year);
/** Days of a month, 28 to 31; 0 where there is no such month. */
unsigned ro_month_days(int32_t year, unsigned month);
/** Days since 1970-01-01; a missing month or day counts as the first. */
int64_t ro_date_to_days(const ro_date *date);
/** A date of precision DAY. */
ro_date ro_date_from_days(int64_t days);
/** Whether programs write @p date where they know none: what their clocks and calendars begin
 *  or end with, "0001-01-01", "1970-01-01T00:00:00Z", "9999-12-31". */
bool ro_date_is_placeholder(const ro_date *date);
/** ISO day of the week, 1 Monday to 7 Sunday. */
unsigned ro_date_weekday(const ro_date *date);

#endif
