/* SPDX-License-Identifier: Apache-2.0 */
#include "read/parts/dates.h"

#include <stdio.h>

#include "base/date.h"

/* Years that a page of news can bear; others are counts and codes. What is said to be a date
 * may be of any newspaper. */
enum { FIRST_YEAR = 1970, FIRST_STATED_YEAR = 1601, LAST_YEAR = 2099, LONGEST_FIELD = 100 };

typedef struct scanner {
    const ro_read_rules *rules;
    const char *p, *end;
    bool stated; /* the text is said to be a date: years may be short */
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

static bool set_day(const scanner *s, ro_date *date, uint32_t year, uint32_t month, uint32_t day) {
    uint32_t first = s->stated ? FIRST_STATED_YEAR : FIRST_YEAR;
    if (year < first || year > LAST_YEAR || month < 1 || month > 12 || day < 1 ||
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
    return set_day(s, date, year, month.value, day.value);
}

/* RFC 5322, section 4.3: of two digits, or of three from a count since 1900. */
static uint32_t whole_year(number year) {
    if (year.digits == 2) return year.value + (year.value < 50 ? 2000 : 1900);
    return year.digits == 3 ? year.value + 1900 : year.value;
}

/* A year behind a month and a day. In a field it may be short, if no clock begins there. */
static bool read_year(scanner *s, number *year) {
    if (!read_number(s, year)) return false;
    bool clock = s->p < s->end && (*s->p == ':' || *s->p == '.' || *s->p == 'h');
    bool known = year->digits == 4 || (s->stated && year->digits >= 2 && year->digits <= 3);
    year->value = whole_year(*year);
    return known && (year->digits == 4 || !clock);
}

/* "03/04/2023" and "03-04-2023" by the order; points part the days of those who begin with
 * the day. What can be read in one way alone is. */
static bool date_in_order(scanner *s, char parter, ro_day_order order, const number parts[3],
                          ro_date *date) {
    uint32_t a = parts[0].value, b = parts[1].value, year = parts[2].value;
    if (parts[2].digits == 2) {
        if (s->stated && a > 31) /* 99-09-22 */
            return set_day(s, date, whole_year(parts[0]), b, year);
        year = whole_year(parts[2]);
    } else if (parts[2].digits != 4) {
        return false;
    }
    if (parter == '.') return set_day(s, date, year, b, a);
    if (order == RO_DAY_ORDER_OPEN && a <= 12 && b <= 12 && a != b) return false;
    if (order == RO_MONTH_FIRST && set_day(s, date, year, a, b)) return true;
    return set_day(s, date, year, b, a) || set_day(s, date, year, a, b);
}

/* The second and third number behind the first, with the same sign between. */
static bool read_parts(scanner *s, char parter, number parts[3]) {
    for (int i = 1; i < 3; i++) {
        if (s->p >= s->end || *s->p != parter) return false;
        s->p++;
        skip(s, " ");
        if (!read_number(s, &parts[i]) || (i == 1 && parts[1].digits > 2)) return false;
    }
    return true;
}

/* A number and what makes a date of it: year first, day first or all in one. */
static bool date_from_number(scanner *s, ro_day_order order, ro_date *date) {
    number a, b, parts[3];
    if (!read_number(s, &a)) return false;
    if (a.digits == 8) return set_day(s, date, a.value / 10000, a.value / 100 % 100, a.value % 100);
    char parter = s->p < s->end ? *s->p : '\0';
    bool numeric = (parter == '-' || parter == '/' || parter == '.' || parter == '_') &&
                   s->p + 1 < s->end &&
                   (ro_is_digit((unsigned char)s->p[1]) || (parter == '.' && s->p[1] == ' '));
    if (numeric) {
        scanner before = *s;
        parts[0] = a;
        if (read_parts(s, parter, parts)) {
            if (a.digits == 4)
                return parts[2].digits <= 2 &&
                       set_day(s, date, a.value, parts[1].value, parts[2].value);
            return a.digits <= 2 && date_in_order(s, parter, order, parts, date);
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
    return read_year(s, &b) && set_day(s, date, b.value, month, a.value);
}

static void read_clock(scanner *s, ro_date *date);

/* "Jan 1 19:48:21 GMT 2004", as C and Unix write it: the year is last. */
static bool year_behind_clock(scanner *s, uint32_t month, uint32_t day, ro_date *date) {
    ro_date clock = {.utc_offset = RO_OFFSET_UNKNOWN};
    number year;
    read_clock(s, &clock);
    skip(s, " ");
    if (clock.precision == RO_PRECISION_NONE || !read_number(s, &year) || year.digits != 4 ||
        !set_day(s, date, year.value, month, day))
        return false;
    date->precision = clock.precision;
    date->hour = clock.hour;
    date->minute = clock.minute;
    date->second = clock.second;
    date->utc_offset = clock.utc_offset;
    return true;
}

/* "June 19, 2023", "Jun. 19th 2023". */
static bool date_from_month(scanner *s, ro_date *date) {
    uint32_t month = read_month(s);
    number day, year;
    if (month == RO_NONE) return false;
    skip(s, " .\n\r\t");
    if (!read_number(s, &day) || day.digits > 2) return false;
    scanner before = *s;
    skip_ordinal(s);
    skip(s, " ,'\n\r\t");
    if (read_year(s, &year)) return set_day(s, date, year.value, month, day.value);
    *s = before;
    return s->stated && year_behind_clock(s, month, day.value, date);
}

typedef struct zone {
    const char *name;
    int16_t minutes;
} zone;

/* Source: RFC 5322, section 4.3, with the names that news pages use besides. Its letters of
 * one sign, which were defined the wrong way round, say nothing. */
static const zone zones[] = {
    {"GMT", 0},    {"UTC", 0},     {"UT", 0},      {"Z", 0},      {"WET", 0},    {"EST", -300},
    {"EDT", -240}, {"CST", -360},  {"CDT", -300},  {"MST", -420}, {"MDT", -360}, {"PST", -480},
    {"PDT", -420}, {"AKST", -540}, {"AKDT", -480}, {"HST", -600}, {"NST", -210}, {"NDT", -150},
    {"CET", 60},   {"CEST", 120},  {"MEZ", 60},    {"MESZ", 120}, {"BST", 60},   {"WEST", 60},
    {"EET", 120},  {"EEST", 180},  {"MSK", 180},   {"SAST", 120}, {"EAT", 180},  {"WAT", 60},
    {"CAT", 120},  {"IST", 330},   {"PKT", 300},   {"SGT", 480},  {"HKT", 480},  {"JST", 540},
    {"KST", 540},  {"AWST", 480},  {"ACST", 570},  {"AEST", 600}, {"AEDT", 660}, {"NZST", 720},
    {"NZDT", 780}};

/* "+01:00", "-0500", "+1"; whether there is one. */
static bool read_offset(scanner *s, ro_date *date) {
    scanner at = *s;
    number hours, minutes = {0, 0};
    if (at.p >= at.end || (*at.p != '+' && *at.p != '-')) return false;
    int sign = *at.p++ == '-' ? -1 : 1;
    if (!read_number(&at, &hours)) return false;
    if (hours.digits <= 2 && at.p < at.end && *at.p == ':') {
        at.p++;
        if (!read_number(&at, &minutes)) return false;
    } else if (hours.digits == 4) {
        minutes.value = hours.value % 100;
        hours.value /= 100;
    }
    if (hours.value > 15 || minutes.value > 59) return false;
    date->utc_offset = (int16_t)(sign * (int)(hours.value * 60 + minutes.value));
    s->p = at.p;
    return true;
}

static void read_zone(scanner *s, ro_date *date) {
    skip(s, " ");
    if (read_offset(s, date)) return;
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        ro_str rest = {s->p, (size_t)(s->end - s->p)}, name = ro_str_of(zones[i].name);
        if (!ro_str_starts(rest, name) ||
            (rest.n > name.n && ro_is_alpha((unsigned char)rest.p[name.n])))
            continue;
        date->utc_offset = zones[i].minutes;
        s->p += name.n;
        if (zones[i].minutes == 0) read_offset(s, date); /* "GMT+0100", "UTC-5" */
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

static bool scan(const ro_read_rules *rules, ro_str text, bool stated, ro_day_order order,
                 ro_date *date, ro_span *span) {
    const char *end = text.p + text.n;
    for (const char *p = text.p; p < end;) {
        unsigned char c = (unsigned char)*p;
        bool digit = ro_is_digit(c), letter = ro_is_alpha(c) || c >= 0x80;
        scanner s = {rules, p, end, stated};
        if ((digit && date_from_number(&s, order, date)) || (letter && date_from_month(&s, date))) {
            read_clock(&s, date);
            if (span) *span = (ro_span){(uint32_t)(p - text.p), (uint32_t)(s.p - text.p)};
            if (!ro_date_is_placeholder(date)) return true;
            p = s.p;
            continue;
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

bool ro_find_date(const ro_read_rules *rules, ro_str text, ro_day_order order, ro_date *date,
                  ro_span *span) {
    return scan(rules, text, false, order, date, span);
}

bool ro_labels_publication(const ro_read_rules *rules, ro_str line) {
    for (uint32_t i = 0; i < rules->date_labels.count; i++)
        if (ro_str_find(line, rules->date_labels.items[i]) != SIZE_MAX) return true;
    return false;
}

bool ro_labels_change(const ro_read_rules *rules, ro_str line) {
    for (uint32_t i = 0; i < rules->change_labels.count; i++)
        if (ro_str_find(line, rules->change_labels.items[i]) != SIZE_MAX) return true;
    return false;
}

static ro_str without_mark(ro_str s) {
    static const char *const marks[] = {
        "-", "|", ",", ":", "/", "\xC2\xB7", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\xA2"};
    s = ro_str_trim(s);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        ro_str mark = ro_str_of(marks[i]);
        if (ro_str_starts(s, mark)) return ro_str_trim((ro_str){s.p + mark.n, s.n - mark.n});
    }
    return s;
}

ro_str ro_behind_date(const ro_read_rules *rules, ro_str line) {
    /* Bytes before a date, as "Last updated on Tuesday"; more is a sentence. */
    enum { LONGEST_LABEL = 24 };
    ro_date date;
    ro_span span;
    if (!ro_find_date(rules, line, RO_MONTH_FIRST, &date, &span) || span.start > LONGEST_LABEL)
        return RO_STR("");
    ro_str rest = without_mark((ro_str){line.p + span.end, line.n - span.end});
    while (ro_find_date(rules, rest, RO_MONTH_FIRST, &date, &span) && span.start <= LONGEST_LABEL) {
        ro_str label = {rest.p, span.start};
        if (!ro_labels_change(rules, label) && !ro_labels_publication(rules, label)) break;
        rest = without_mark((ro_str){rest.p + span.end, rest.n - span.end});
    }
    return rest;
}

/* Where the last of the labels in s ends, 0 where it holds none; *start is where it begins. */
static size_t last_label(const ro_str *labels, uint32_t count, ro_str s, size_t *start) {
    size_t last = 0;
    for (uint32_t i = 0; i < count; i++) {
        size_t from = 0;
        for (size_t at; (at = ro_str_find((ro_str){s.p + from, s.n - from}, labels[i])) != SIZE_MAX;
             from += at + 1) {
            size_t end = from + at + labels[i].n;
            if (end <= last) continue;
            last = end;
            *start = from + at;
        }
    }
    return last;
}

/* What the words between two dates say of the second. "Modified date:" is one label. */
typedef enum day_label { DAY_OPEN, DAY_PUBLISHED, DAY_CHANGED } day_label;

static day_label label_of(const ro_read_rules *rules, ro_str s) {
    size_t start = 0, of_change;
    size_t change =
        last_label(rules->change_labels.items, rules->change_labels.count, s, &of_change);
    size_t publication = last_label(rules->date_labels.items, rules->date_labels.count, s, &start);
    if (publication && (!change || start > change + 1)) return DAY_PUBLISHED;
    return change ? DAY_CHANGED : DAY_OPEN;
}

ro_days ro_find_days(const ro_read_rules *rules, ro_str line, ro_day_order order) {
    ro_days days = {0};
    ro_date open = {0}, date;
    ro_span span;
    uint32_t dates = 0;
    ro_str rest = line;
    for (; ro_find_date(rules, rest, order, &date, &span); dates++) {
        day_label label = label_of(rules, (ro_str){rest.p, span.start});
        ro_date *day = label == DAY_PUBLISHED ? &days.published
                       : label == DAY_CHANGED ? &days.changed
                                              : &open;
        if (day->precision == RO_PRECISION_NONE) *day = date;
        rest = (ro_str){rest.p + span.end, rest.n - span.end};
    }
    bool of_change = dates == 1 && label_of(rules, rest) == DAY_CHANGED;
    ro_date *left = of_change ? &days.changed : &days.published;
    /* "Modified June 20, 2023 @ June 20, 2023" says one day twice. */
    bool again = days.changed.precision && ro_date_to_days(&open) == ro_date_to_days(&days.changed);
    if (left->precision == RO_PRECISION_NONE && !again) *left = open;
    return days;
}

/* Seconds or milliseconds since 1970; of ten digits or more, so that years and days are none. */
static bool from_epoch(ro_str s, ro_date *date) {
    uint64_t count = 0;
    if (s.n != 10 && s.n != 13) return false;
    for (size_t i = 0; i < s.n; i++) {
        if (!ro_is_digit((unsigned char)s.p[i])) return false;
        count = count * 10 + (uint64_t)(s.p[i] - '0');
    }
    if (s.n == 13) count /= 1000;
    uint32_t second = (uint32_t)(count % 86400);
    *date = ro_date_from_days((int64_t)(count / 86400));
    date->hour = (uint8_t)(second / 3600);
    date->minute = (uint8_t)(second / 60 % 60);
    date->second = (uint8_t)(second % 60);
    date->precision = RO_PRECISION_SECOND;
    date->utc_offset = 0;
    return true;
}

/* The basic form of ISO 8601, "20230619T083000Z", as the extended one. */
static ro_str from_basic(ro_str s, char out[32]) {
    if (s.n < 15 || s.n > 16 || s.p[8] != 'T') return s;
    for (size_t i = 0; i < 15; i++)
        if (i != 8 && !ro_is_digit((unsigned char)s.p[i])) return s;
    int n = snprintf(out, 32, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2s%s", s.p, s.p + 4, s.p + 6, s.p + 9,
                     s.p + 11, s.p + 13, s.n == 16 && s.p[15] == 'Z' ? "Z" : "");
    return (ro_str){out, (size_t)n};
}

bool ro_read_date_field(const ro_read_rules *rules, ro_str value, ro_day_order order,
                        ro_date *date) {
    char text[LONGEST_FIELD + 1], extended[32];
    value = ro_str_trim(value);
    if (value.n == 0 || value.n > LONGEST_FIELD) return false;
    memcpy(text, value.p, value.n);
    text[value.n] = '\0';
    if (from_epoch(value, date) || ro_date_parse(text, date) == RO_OK)
        return !ro_date_is_placeholder(date);
    return scan(rules, from_basic(value, extended), true, order, date, NULL);
}

void ro_day_vote(ro_day_votes *votes, ro_str value) {
    value = ro_str_trim(value);
    scanner s = {NULL, value.p, ro_str_end(value), true};
    number parts[3];
    if (!read_number(&s, &parts[0]) || parts[0].digits > 2 || s.p >= s.end ||
        (*s.p != '/' && *s.p != '-') || !read_parts(&s, *s.p, parts))
        return;
    uint32_t a = parts[0].value, b = parts[1].value;
    if (a > 31 || b > 31 || parts[2].digits == 3 || parts[2].digits > 4) return;
    votes->seen = true;
    votes->day_first |= a > 12;
    votes->month_first |= b > 12;
}

bool ro_day_votes_want(const ro_day_votes *votes, uint32_t values, size_t bytes) {
    /* Where none of 200 rows has a date in figures, the file has no such dates. The bytes bound
     * what is read twice before the first article is told. */
    enum { FIRST_LOOK = 200, LONGEST_LOOK = 16 * 1024 * 1024 };
    return bytes < LONGEST_LOOK && (votes->seen || values < FIRST_LOOK);
}

ro_day_order ro_day_order_of(const ro_day_votes *votes) {
    if (votes->day_first == votes->month_first) return RO_DAY_ORDER_OPEN;
    return votes->day_first ? RO_DAY_FIRST : RO_MONTH_FIRST;
}
