/* SPDX-License-Identifier: Apache-2.0 */
#include "base/date.h"

#include <stdio.h>

bool ro_year_is_leap(int32_t year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

unsigned ro_month_days(int32_t year, unsigned month) {
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12) return 0;
    return month == 2 && ro_year_is_leap(year) ? 29 : days[month - 1];
}

/* Source: Howard Hinnant, "chrono-compatible low-level date algorithms" */
int64_t ro_date_to_days(const ro_date *date) {
    int64_t year = date->year;
    int64_t month = date->month ? date->month : 1, day = date->day ? date->day : 1;
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t of_era = year - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

ro_date ro_date_from_days(int64_t days) {
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t of_era = days - era * 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t shifted = (5 * of_year + 2) / 153;
    int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
    return (ro_date){.year = (int32_t)(year + era * 400 + (month <= 2)),
                     .month = (uint8_t)month,
                     .day = (uint8_t)(of_year - (153 * shifted + 2) / 5 + 1),
                     .precision = RO_PRECISION_DAY,
                     .utc_offset = RO_OFFSET_UNKNOWN};
}

/* Seconds since 1970; a time without a zone counts as of UTC. */
static int64_t seconds_since_1970(const ro_date *date) {
    int64_t offset = date->utc_offset == RO_OFFSET_UNKNOWN ? 0 : date->utc_offset;
    return ro_date_to_days(date) * 86400 + date->hour * 3600 + (date->minute - offset) * 60 +
           date->second;
}

bool ro_date_is_placeholder(const ro_date *date) {
    /* The first days of FILETIME, SQL Server, spreadsheets, and their day zero. */
    static const struct {
        int32_t year;
        uint8_t month, day;
    } first_days[] = {{1601, 1, 1}, {1753, 1, 1}, {1899, 12, 30}, {1900, 1, 1}, {1970, 1, 1}};
    /* Newspapers begin in 1605; far years come of milliseconds that were taken for seconds. */
    enum { FIRST_YEAR = 1600, LAST_YEAR = 2200, DAY = 86400 };
    if (date->precision == RO_PRECISION_NONE) return false;
    if (date->year < FIRST_YEAR || date->year > LAST_YEAR) return true;
    bool clock = date->precision >= RO_PRECISION_MINUTE;
    bool midnight = date->hour == 0 && date->minute == 0 && date->second == 0;
    if (date->precision < RO_PRECISION_DAY) return false;
    for (size_t i = 0; i < sizeof first_days / sizeof *first_days && midnight; i++)
        if (date->year == first_days[i].year && date->month == first_days[i].month &&
            date->day == first_days[i].day)
            return true;
    if (!clock) return false;
    int64_t since = seconds_since_1970(date);
    /* No second, "-1", and the last that 32 bits count to. */
    if (since == 0 || since == -1 || since == INT32_MAX) return true;
    /* Second 0 by the clock of a zone that is not written. */
    return date->utc_offset == RO_OFFSET_UNKNOWN && since > -DAY / 2 && since < DAY / 2 + 1 &&
           since % 1800 == 0;
}

unsigned ro_date_weekday(const ro_date *date) {
    int64_t days = ro_date_to_days(date);
    return (unsigned)(((days + 3) % 7 + 7) % 7) + 1;
}

/* Read exactly count digits. */
static bool digits(const char **p, int count, int *value) {
    *value = 0;
    for (int i = 0; i < count; i++, (*p)++) {
        if (**p < '0' || **p > '9') return false;
        *value = *value * 10 + (**p - '0');
    }
    return true;
}

static bool parse_zone(const char **p, ro_date *date) {
    if (**p == 'Z' || **p == 'z') {
        (*p)++;
        date->utc_offset = 0;
        return true;
    }
    if (**p != '+' && **p != '-') return true;
    int sign = **p == '-' ? -1 : 1, hours, minutes = 0;
    (*p)++;
    if (!digits(p, 2, &hours)) return false;
    if (**p == ':') (*p)++;
    if (**p >= '0' && **p <= '9' && !digits(p, 2, &minutes)) return false;
    if (hours > 15 || minutes > 59) return false;
    date->utc_offset = (int16_t)(sign * (hours * 60 + minutes));
    return true;
}

static bool parse_clock(const char **p, ro_date *date) {
    int hour, minute, second = 0;
    if (!digits(p, 2, &hour) || *(*p)++ != ':' || !digits(p, 2, &minute)) return false;
    date->precision = RO_PRECISION_MINUTE;
    if (**p == ':') {
        (*p)++;
        if (!digits(p, 2, &second)) return false;
        date->precision = RO_PRECISION_SECOND;
        if (**p == '.' || **p == ',') do
                (*p)++;
            while (**p >= '0' && **p <= '9');
    }
    if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && (minute || second))) return false;
    date->hour = (uint8_t)(hour == 24 ? 23 : hour);
    date->minute = (uint8_t)(hour == 24 ? 59 : minute);
    date->second = (uint8_t)second;
    return parse_zone(p, date);
}

ro_status ro_date_parse(const char *text, ro_date *date) {
    ro_date parsed = {.precision = RO_PRECISION_YEAR, .utc_offset = RO_OFFSET_UNKNOWN};
    const char *p = text;
    int year, month, day;
    if (!p || !date || !digits(&p, 4, &year)) return RO_ERR_INPUT;
    parsed.year = year;
    if (*p == '-') {
        p++;
        if (!digits(&p, 2, &month) || month < 1 || month > 12) return RO_ERR_INPUT;
        parsed.month = (uint8_t)month;
        parsed.precision = RO_PRECISION_MONTH;
    }
    if (parsed.month && *p == '-') {
        p++;
        if (!digits(&p, 2, &day) || day < 1 || (unsigned)day > ro_month_days(year, (unsigned)month))
            return RO_ERR_INPUT;
        parsed.day = (uint8_t)day;
        parsed.precision = RO_PRECISION_DAY;
    }
    if (parsed.day && (*p == 'T' || *p == 't' || *p == ' ')) {
        p++;
        if (!parse_clock(&p, &parsed)) return RO_ERR_INPUT;
    }
    if (*p) return RO_ERR_INPUT;
    *date = parsed;
    return RO_OK;
}

char *ro_date_format(const ro_date *date, char out[32]) {
    out[0] = '\0';
    size_t n = 0;
    unsigned precision = date->precision;
    if (precision >= RO_PRECISION_YEAR) n += (size_t)snprintf(out, 16, "%04d", date->year % 100000);
    if (precision >= RO_PRECISION_MONTH)
        n += (size_t)snprintf(out + n, 32 - n, "-%02u", date->month % 100u);
    if (precision >= RO_PRECISION_DAY)
        n += (size_t)snprintf(out + n, 32 - n, "-%02u", date->day % 100u);
    if (precision < RO_PRECISION_MINUTE) return out;
    n += (size_t)snprintf(out + n, 32 - n, "T%02u:%02u", date->hour % 100u, date->minute % 100u);
    if (precision >= RO_PRECISION_SECOND)
        n += (size_t)snprintf(out + n, 32 - n, ":%02u", date->second % 100u);
    if (date->utc_offset == 0)
        snprintf(out + n, 32 - n, "Z");
    else if (date->utc_offset != RO_OFFSET_UNKNOWN) {
        unsigned minutes =
            (unsigned)(date->utc_offset < 0 ? -date->utc_offset : date->utc_offset) % 6000;
        snprintf(out + n, 32 - n, "%c%02u:%02u", date->utc_offset < 0 ? '-' : '+', minutes / 60,
                 minutes % 60);
    }
    return out;
}
