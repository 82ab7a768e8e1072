/* SPDX-License-Identifier: Apache-2.0 */
/* Values of TIMEX3 as text: the one writer, and the reader of what it writes. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "base/when.h"

static const struct {
    const char *text;
    ro_when_kind kind;
} references[] = {
    {"PAST_REF", RO_WHEN_PAST}, {"PRESENT_REF", RO_WHEN_PRESENT}, {"FUTURE_REF", RO_WHEN_FUTURE}};

static const char seasons[][3] = {"SP", "SU", "FA", "WI"};
static const char hours[][3] = {"", "MO", "MI", "AF", "EV", "NI", "DT"};
static const char units[][4] = {"", "Y", "Q", "M", "W", "WE", "D", "TH", "TM", "TS"};

/* Years are written with as many digits as they have without those that are open. */
static const ro_when_kind year_kinds[] = {RO_WHEN_MILLENNIUM, RO_WHEN_CENTURY, RO_WHEN_DECADE,
                                          RO_WHEN_YEAR};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Lengths from here on are no number that anybody means. */
#define LONGEST 1e9

enum { LAST_MINUTE = 24 * 60 };

/* ---- reading: each moves *p behind what it took ---- */

/* Exactly @p size digits, from @p least to @p most; as many X leave the value 0. */
static bool read_field(const char **p, size_t size, unsigned least, unsigned most, uint8_t *value) {
    unsigned number = 0;
    bool open = **p == 'X';
    for (size_t i = 0; i < size; i++, (*p)++) {
        if (open ? **p != 'X' : !ro_is_digit((unsigned char)**p)) return false;
        if (!open) number = number * 10 + (unsigned)(**p - '0');
    }
    *value = (uint8_t)number;
    return open || (number >= least && number <= most);
}

static bool read_sign(const char **p, char sign) {
    bool found = **p == sign;
    *p += found;
    return found;
}

static bool read_year(const char **p, ro_when *when) {
    bool open = **p == 'X';
    size_t size = 0;
    when->year = 0;
    for (; size < 4 && (open ? **p == 'X' : ro_is_digit((unsigned char)**p)); size++, (*p)++)
        if (!open) when->year = when->year * 10 + (**p - '0');
    if (size == 0) return false;
    when->kind = year_kinds[size - 1];
    for (; size < 4; size++) when->year *= 10;
    if (open) when->year = RO_YEAR_OPEN;
    return true;
}

static bool read_week(const char **p, ro_when *when) {
    when->kind = RO_WHEN_WEEK;
    if (!read_field(p, 2, 1, 53, &when->number)) return false;
    if (**p == '-') {
        (*p)++;
        when->kind = RO_WHEN_WEEKDAY;
        if (strncmp(*p, "WE", 2) != 0) return **p != 'X' && read_field(p, 1, 1, 7, &when->day);
        when->kind = RO_WHEN_WEEKEND;
        *p += 2;
    }
    return true;
}

/* A month and its day; the days of February are those of a leap year where it may be one. */
static bool read_month(const char **p, ro_when *when) {
    int32_t year = when->year == RO_YEAR_OPEN ? 2000 : when->year;
    when->kind = RO_WHEN_MONTH;
    if (!read_field(p, 2, 1, 12, &when->number)) return false;
    if (!read_sign(p, '-')) return true;
    when->kind = RO_WHEN_DAY;
    unsigned most = when->number ? ro_month_days(year, when->number) : 31;
    return read_field(p, 2, 1, most, &when->day);
}

/* What stands behind "2023-". */
static bool read_within_year(const char **p, ro_when *when) {
    for (size_t i = 0; i < COUNT(seasons); i++) {
        if (strncmp(*p, seasons[i], 2) != 0) continue;
        when->kind = RO_WHEN_SEASON;
        when->number = (uint8_t)(i + 1);
        *p += 2;
        return true;
    }
    when->kind = **p == 'Q' ? RO_WHEN_QUARTER : RO_WHEN_HALF;
    if (read_sign(p, 'Q')) return read_field(p, 1, 1, 4, &when->number);
    if (read_sign(p, 'H')) return read_field(p, 1, 1, 2, &when->number);
    return read_sign(p, 'W') ? read_week(p, when) : read_month(p, when);
}

static bool read_zone(const char **p, ro_when *when) {
    uint8_t hour, minute;
    if (read_sign(p, 'Z')) {
        when->utc_offset = 0;
        return true;
    }
    when->utc_offset = RO_OFFSET_UNKNOWN;
    if (**p != '+' && **p != '-') return true;
    int sign = *(*p)++ == '-' ? -1 : 1;
    if (**p == 'X' || !read_field(p, 2, 0, 15, &hour) || !read_sign(p, ':') || **p == 'X' ||
        !read_field(p, 2, 0, 59, &minute))
        return false;
    when->utc_offset = (int16_t)(sign * (hour * 60 + minute));
    return true;
}

/* What stands behind the T. */
static bool read_hours(const char **p, ro_when *when) {
    uint8_t hour, minute;
    for (size_t i = RO_HOURS_MORNING; i < COUNT(hours); i++) {
        if (strncmp(*p, hours[i], 2) != 0) continue;
        when->hours = (uint8_t)i;
        *p += 2;
        return true;
    }
    if (**p == 'X' || !read_field(p, 2, 0, 24, &hour) || !read_sign(p, ':') || **p == 'X' ||
        !read_field(p, 2, 0, 59, &minute) || hour * 60 + minute > LAST_MINUTE)
        return false;
    when->hours = RO_HOURS_CLOCK;
    when->minute = (int16_t)(hour * 60 + minute);
    return read_zone(p, when);
}

/* A number without sign or exponent; the C library's depends on the program's locale. */
static bool read_count(const char **p, double *count) {
    double place = 1;
    if (!ro_is_digit((unsigned char)**p)) return false;
    for (*count = 0; ro_is_digit((unsigned char)**p); (*p)++) *count = *count * 10 + (**p - '0');
    if (!read_sign(p, '.')) return *count < LONGEST;
    if (!ro_is_digit((unsigned char)**p)) return false;
    for (; ro_is_digit((unsigned char)**p); (*p)++) *count += (**p - '0') * (place /= 10);
    return *count < LONGEST;
}

/* What stands behind the P. */
static bool read_duration(const char **p, ro_when *when) {
    char unit[4] = "";
    size_t size = read_sign(p, 'T');
    unit[0] = size ? 'T' : '\0';
    when->kind = RO_WHEN_DURATION;
    when->count = NAN;
    if (!read_sign(p, 'X') && !read_count(p, &when->count)) return false;
    while (**p && size < sizeof unit - 1) unit[size++] = *(*p)++;
    for (size_t i = RO_TIME_UNIT_YEAR; i < COUNT(units); i++)
        if (strcmp(unit, units[i]) == 0) when->unit = (uint8_t)i;
    return when->unit != RO_TIME_UNIT_NONE;
}

static bool read_calendar(const char **p, ro_when *when) {
    if (!read_year(p, when)) return false;
    if (when->kind == RO_WHEN_YEAR && read_sign(p, '-') && !read_within_year(p, when)) return false;
    return when->kind <= RO_WHEN_YEAR || !read_sign(p, 'T') || read_hours(p, when);
}

/* Not every year has a 53rd week. */
static bool has_its_week(const ro_when *when) {
    int64_t first, last;
    if (when->number < 53 || !ro_when_days(when, &first, &last)) return true;
    return ro_when_of_week(first, false).number == 53;
}

ro_status ro_when_parse(const char *timex, ro_when *when) {
    ro_when parsed = {.kind = RO_WHEN_NONE};
    const char *p = timex;
    if (!timex || !when) return RO_ERR_INPUT;
    for (size_t i = 0; i < COUNT(references); i++) {
        if (strcmp(timex, references[i].text) != 0) continue;
        *when = (ro_when){.kind = references[i].kind};
        return RO_OK;
    }
    bool read = read_sign(&p, 'P') ? read_duration(&p, &parsed) : read_calendar(&p, &parsed);
    if (!read || *p || !has_its_week(&parsed)) return RO_ERR_INPUT;
    *when = parsed;
    return RO_OK;
}

/* ---- writing ---- */

typedef struct writer {
    char *out;
    size_t used;
} writer;

enum { ROOM = 32 };

static void put(writer *w, const char *text) {
    size_t size = strlen(text);
    if (size >= ROOM - w->used) return;
    memcpy(w->out + w->used, text, size + 1);
    w->used += size;
}

/* @p value in @p size digits, or as many X where it is @p open. */
static void put_field(writer *w, bool open, uint32_t value, unsigned size) {
    char text[] = "XXXX";
    text[size] = '\0';
    for (unsigned i = size; !open && i-- > 0; value /= 10) text[i] = (char)('0' + value % 10);
    put(w, text);
}

static void put_year(writer *w, const ro_when *when) {
    bool open = when->year == RO_YEAR_OPEN;
    uint32_t year = open ? 0 : (uint32_t)when->year;
    unsigned size = 1;
    while (size < COUNT(year_kinds) && year_kinds[size - 1] != when->kind) size++;
    for (unsigned i = size; i < 4; i++) year /= 10;
    put_field(w, open, year, size);
}

static void put_within_year(writer *w, const ro_when *when) {
    unsigned number = when->number;
    bool open = number == 0;
    switch (when->kind) {
    case RO_WHEN_HALF: put(w, "-H"), put_field(w, open, number, 1); break;
    case RO_WHEN_QUARTER: put(w, "-Q"), put_field(w, open, number, 1); break;
    case RO_WHEN_SEASON:
        if (number >= 1 && number <= COUNT(seasons)) put(w, "-"), put(w, seasons[number - 1]);
        break;
    case RO_WHEN_MONTH: put(w, "-"), put_field(w, open, number, 2); break;
    case RO_WHEN_DAY:
        put(w, "-"), put_field(w, open, number, 2);
        put(w, "-"), put_field(w, when->day == 0, when->day, 2);
        break;
    default:
        put(w, "-W"), put_field(w, open, number, 2);
        if (when->kind == RO_WHEN_WEEKEND) put(w, "-WE");
        if (when->kind == RO_WHEN_WEEKDAY) put(w, "-"), put_field(w, false, when->day, 1);
    }
}

static void put_hours(writer *w, const ro_when *when) {
    if (when->hours == RO_HOURS_ALL) return;
    put(w, "T");
    if (when->hours < COUNT(hours)) put(w, hours[when->hours]);
    if (when->hours != RO_HOURS_CLOCK) return;
    unsigned minute = (unsigned)when->minute, zone = (unsigned)abs(when->utc_offset);
    put_field(w, false, minute / 60, 2), put(w, ":"), put_field(w, false, minute % 60, 2);
    if (when->utc_offset == RO_OFFSET_UNKNOWN) return;
    if (zone == 0) {
        put(w, "Z");
        return;
    }
    put(w, when->utc_offset < 0 ? "-" : "+");
    put_field(w, false, zone / 60, 2), put(w, ":"), put_field(w, false, zone % 60, 2);
}

/* To four digits that count, without an exponent. */
static void put_count(writer *w, double count) {
    char text[32];
    int decimals = 3;
    for (double left = count; left >= 10 && decimals > 0; left /= 10) decimals--;
    for (double left = count; left > 0 && left < 1 && decimals < 9; left *= 10) decimals++;
    snprintf(text, sizeof text, "%.*f", decimals, count);
    ro_decimal_point(text);
    size_t size = strlen(text);
    if (decimals) {
        while (size > 1 && text[size - 1] == '0') size--;
        if (text[size - 1] == '.') size--;
        text[size] = '\0';
    }
    put(w, text);
}

static void put_duration(writer *w, const ro_when *when) {
    const char *unit = when->unit < COUNT(units) ? units[when->unit] : "";
    bool within_day = unit[0] == 'T';
    put(w, within_day ? "PT" : "P");
    if (when->count >= 0 && when->count < LONGEST)
        put_count(w, when->count);
    else
        put(w, "X");
    put(w, unit + within_day);
}

char *ro_when_format(const ro_when *when, char out[32]) {
    writer w = {out, 0};
    if (!out) return NULL;
    out[0] = '\0';
    if (!when) return out;
    for (size_t i = 0; i < COUNT(references); i++)
        if (when->kind == references[i].kind) put(&w, references[i].text);
    if (when->kind == RO_WHEN_DURATION) put_duration(&w, when);
    if (!ro_when_is_calendar(when)) return out;
    put_year(&w, when);
    if (when->kind > RO_WHEN_YEAR) put_within_year(&w, when);
    put_hours(&w, when);
    return out;
}
