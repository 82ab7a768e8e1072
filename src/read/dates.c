/* SPDX-License-Identifier: Apache-2.0 */
#include "read/dates.h"

#include "base/date.h"

/* Years that a page of news can bear; others are counts and codes. */
enum { FIRST_YEAR = 1970, LAST_YEAR = 2099 };

typedef struct scanner {
    const ro_read_rules *rules;
    const char *p, *end;
} scanner;

typedef struct number {
    uint32_t value;
    unsigned digits;
} number;

static bool read_number(scanner *s, number *out) {
    *out = (number){0, 0};
    while (s->p < s->end && ro_is_digit((unsigned char)*s->p) && out->digits < 9) {
        out->value = out->value * 10 + (uint32_t)(*s->p++ - '0');
        out->digits++;
    }
    return out->digits > 0;
}

static void skip(scanner *s, const char *set) {
    for (; s->p < s->end; s->p++) {
        if (strchr(set, *s->p) && *s->p) continue;
        if (s->end - s->p >= 2 && memcmp(s->p, "\xC2\xA0", 2) == 0) {
            s->p++;
            continue;
        }
        return;
    }
}

static uint32_t read_month(scanner *s) {
    const char *start = s->p;
    while (s->p < s->end && (ro_is_alpha((unsigned char)*s->p) || (unsigned char)*s->p >= 0x80)) {
        if (s->end - s->p >= 2 && memcmp(s->p, "\xC2\xA0", 2) == 0) break;
        s->p++;
    }
    uint32_t month = ro_lexicon_find(&s->rules->months, (ro_str){start, (size_t)(s->p - start)});
    if (month == RO_NONE) s->p = start;
    return month;
}

static bool set_day(ro_date *date, uint32_t year, uint32_t month, uint32_t day) {
    if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 ||
        day > ro_month_days((int32_t)year, month))
        return false;
    *date = (ro_date){.year = (int32_t)year,
                      .month = (uint8_t)month,
                      .day = (uint8_t)day,
                      .precision = RO_PRECISION_DAY,
                      .utc_offset = RO_OFFSET_UNKNOWN};
    return true;
}

/* "19th", "1er", "19.", "19 de" before a month. */
static void skip_ordinal(scanner *s) {
    static const char *const endings[] = {"st", "nd", "rd", "th", "er", "."};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        ro_str rest = {s->p, (size_t)(s->end - s->p)}, ending = ro_str_of(endings[i]);
        if (!ro_str_starts(rest, ending)) continue;
        s->p += ending.n;
        break;
    }
    skip(s, " -,/\n\r\t");
    ro_str rest = {s->p, (size_t)(s->end - s->p)};
    if (ro_str_starts(rest, RO_STR("de ")) || ro_str_starts(rest, RO_STR("of "))) s->p += 3;
}

static bool skip_sign(scanner *s, const char *const *signs) {
    skip(s, " ");
    for (; *signs; signs++) {
        ro_str rest = {s->p, (size_t)(s->end - s->p)};
        if (!ro_str_starts(rest, ro_str_of(*signs))) continue;
        s->p += strlen(*signs);
        skip(s, " ");
        return true;
    }
    return false;
}

/* Behind the year of "2023年6月19日", "2023년 6월 19일", as East Asia writes dates. */
static bool date_of_signs(scanner *s, uint32_t year, ro_date *date) {
    static const char *const years[] = {"\xE5\xB9\xB4", "\xEB\x85\x84", NULL};
    static const char *const months[] = {"\xE6\x9C\x88", "\xEC\x9B\x94", NULL};
    static const char *const days[] = {"\xE6\x97\xA5", "\xEC\x9D\xBC", NULL};
    number month, day;
    if (!skip_sign(s, years) || !read_number(s, &month) || !skip_sign(s, months) ||
        !read_number(s, &day))
        return false;
    skip_sign(s, days);
    return set_day(date, year, month.value, day.value);
}

/* A number and what makes a date of it: year first, day first or all in one. */
static bool date_from_number(scanner *s, ro_day_order order, ro_date *date) {
    number a, b, c;
    if (!read_number(s, &a)) return false;
    if (a.digits == 8) return set_day(date, a.value / 10000, a.value / 100 % 100, a.value % 100);
    char parter = s->p < s->end ? *s->p : '\0';
    bool numeric = (parter == '-' || parter == '/' || parter == '.' || parter == '_') &&
                   s->p + 1 < s->end &&
                   (ro_is_digit((unsigned char)s->p[1]) || (parter == '.' && s->p[1] == ' '));
    if (numeric) {
        scanner before = *s;
        s->p++;
        skip(s, " ");
        if (read_number(s, &b) && b.digits <= 2 && s->p < s->end && *s->p == parter) {
            s->p++;
            skip(s, " ");
            if (read_number(s, &c)) {
                if (a.digits == 4) return c.digits <= 2 && set_day(date, a.value, b.value, c.value);
                if (a.digits > 2) return false;
                if (c.digits == 2)
                    c.value += c.value < 70 ? 2000 : 1900;
                else if (c.digits != 4)
                    return false;
                bool month_first = parter == '/' && order == RO_MONTH_FIRST;
                if (month_first && set_day(date, c.value, a.value, b.value)) return true;
                return set_day(date, c.value, b.value, a.value) ||
                       (parter != '.' && set_day(date, c.value, a.value, b.value));
            }
        }
        *s = before;
    }
    if (a.digits == 4) return date_of_signs(s, a.value, date);
    if (a.digits > 2) return false;
    skip_ordinal(s);
    uint32_t month = read_month(s);
    if (month == RO_NONE) return false;
    skip(s, " .,-/'\n\r\t");
    ro_str rest = {s->p, (size_t)(s->end - s->p)};
    if (ro_str_starts(rest, RO_STR("de "))) s->p += 3;
    if (ro_str_starts(rest, RO_STR("del "))) s->p += 4;
    return read_number(s, &b) && b.digits == 4 && set_day(date, b.value, month, a.value);
}

/* "June 19, 2023", "Jun. 19th 2023". */
static bool date_from_month(scanner *s, ro_date *date) {
    uint32_t month = read_month(s);
    number day, year;
    if (month == RO_NONE) return false;
    skip(s, " .\n\r\t");
    if (!read_number(s, &day) || day.digits > 2) return false;
    skip_ordinal(s);
    skip(s, " ,\n\r\t");
    return read_number(s, &year) && year.digits == 4 && set_day(date, year.value, month, day.value);
}

typedef struct zone {
    const char *name;
    int16_t minutes;
} zone;

/* Source: RFC 5322, section 4.3, with the names that news pages use besides. */
static const zone zones[] = {{"GMT", 0},    {"UTC", 0},    {"UT", 0},     {"Z", 0},
                             {"EST", -300}, {"EDT", -240}, {"CST", -360}, {"CDT", -300},
                             {"MST", -420}, {"MDT", -360}, {"PST", -480}, {"PDT", -420},
                             {"CET", 60},   {"CEST", 120}, {"BST", 60},   {"IST", 330}};

static void read_zone(scanner *s, ro_date *date) {
    skip(s, " ");
    if (s->p < s->end && (*s->p == '+' || *s->p == '-')) {
        int sign = *s->p == '-' ? -1 : 1;
        scanner at = *s;
        at.p++;
        number hours, minutes = {0, 0};
        if (!read_number(&at, &hours)) return;
        if (hours.digits <= 2 && at.p < at.end && *at.p == ':') {
            at.p++;
            if (!read_number(&at, &minutes)) return;
        } else if (hours.digits == 4) {
            minutes.value = hours.value % 100;
            hours.value /= 100;
        }
        if (hours.value > 15 || minutes.value > 59) return;
        date->utc_offset = (int16_t)(sign * (int)(hours.value * 60 + minutes.value));
        s->p = at.p;
        return;
    }
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        ro_str rest = {s->p, (size_t)(s->end - s->p)}, name = ro_str_of(zones[i].name);
        if (!ro_str_starts(rest, name) ||
            (rest.n > name.n && ro_is_alpha((unsigned char)rest.p[name.n])))
            continue;
        date->utc_offset = zones[i].minutes;
        s->p += name.n;
        return;
    }
}

static void skip_fraction(scanner *s) {
    if (s->p + 1 >= s->end || (*s->p != '.' && *s->p != ',') ||
        !ro_is_digit((unsigned char)s->p[1]))
        return;
    s->p++;
    while (s->p < s->end && ro_is_digit((unsigned char)*s->p)) s->p++;
}

/* The time of day behind a date: "T08:30:00Z", ", 8:30 PM EST", " at 08:30". */
static void read_clock(scanner *s, ro_date *date) {
    scanner at = *s;
    skip(&at, " ,T|-\n\r\t\xE2\x80\x93");
    ro_str rest = {at.p, (size_t)(at.end - at.p)};
    if (ro_str_starts(rest, RO_STR("at "))) at.p += 3;
    if (ro_str_starts(rest, RO_STR("um "))) at.p += 3;
    number hour, minute, second = {0, 0};
    if (!read_number(&at, &hour) || hour.digits > 2 || at.p >= at.end ||
        (*at.p != ':' && *at.p != '.' && *at.p != 'h'))
        return;
    at.p++;
    if (!read_number(&at, &minute) || minute.digits != 2 || hour.value > 23 || minute.value > 59)
        return;
    date->precision = RO_PRECISION_MINUTE;
    if (at.p + 1 < at.end && *at.p == ':' && ro_is_digit((unsigned char)at.p[1])) {
        at.p++;
        if (read_number(&at, &second) && second.value <= 60) date->precision = RO_PRECISION_SECOND;
        skip_fraction(&at);
    }
    scanner half = at;
    skip(&half, " ");
    ro_str marker = {half.p, (size_t)(half.end - half.p)};
    bool pm = ro_str_starts(marker, RO_STR("pm")) || ro_str_starts(marker, RO_STR("p.m"));
    bool am = ro_str_starts(marker, RO_STR("am")) || ro_str_starts(marker, RO_STR("a.m"));
    if (hour.value >= 1 && hour.value <= 12 && (pm || am)) {
        hour.value = hour.value % 12 + (pm ? 12 : 0);
        half.p += marker.p[1] == '.' ? (marker.n > 3 && marker.p[3] == '.' ? 4 : 3) : 2;
        at = half;
    }
    date->hour = (uint8_t)hour.value;
    date->minute = (uint8_t)minute.value;
    date->second = (uint8_t)second.value;
    read_zone(&at, date);
    s->p = at.p;
}

bool ro_find_date(const ro_read_rules *rules, ro_str text, ro_day_order order, ro_date *date,
                  ro_span *span) {
    const char *end = ro_str_end(text);
    for (const char *p = text.p; p < end;) {
        unsigned char c = (unsigned char)*p;
        bool digit = ro_is_digit(c), letter = ro_is_alpha(c) || c >= 0x80;
        scanner s = {rules, p, end};
        if ((digit && date_from_number(&s, order, date)) || (letter && date_from_month(&s, date))) {
            read_clock(&s, date);
            if (span) *span = (ro_span){(uint32_t)(p - text.p), (uint32_t)(s.p - text.p)};
            return true;
        }
        /* To the next number or word: a date begins at neither's middle. */
        if (digit)
            while (p < end && ro_is_digit((unsigned char)*p)) p++;
        else if (letter)
            while (p < end && (ro_is_alpha((unsigned char)*p) || (unsigned char)*p >= 0x80)) p++;
        else
            p++;
    }
    return false;
}
