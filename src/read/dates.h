/* SPDX-License-Identifier: Apache-2.0 */
/** Dates as pages, feeds and people write them. */
#ifndef RO_READ_DATES_H
#define RO_READ_DATES_H

#include "read/rules.h"

/** Which of two numbers comes first in "03/04/2023". */
typedef enum ro_day_order { RO_DAY_FIRST, RO_MONTH_FIRST } ro_day_order;

/**
 * Find the first full date (year, month and day) in @p text: ISO 8601, RFC 5322,
 * "June 19, 2023", "19 June 2023", "19.06.2023", "2023/06/19", "20230619", with the
 * time of day and zone where they follow.
 * @param span  receives where it stands; may be NULL.
 */
bool ro_find_date(const ro_read_rules *rules, ro_str text, ro_day_order order, ro_date *date,
                  ro_span *span);

#endif
