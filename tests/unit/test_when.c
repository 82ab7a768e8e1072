/* SPDX-License-Identifier: Apache-2.0 */
/* Times as values: what text they are read from and written as, which days they can be, and how
 * two of them stand to each other. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/when.h"

static ro_when when_of(const char *timex) {
    ro_when when = {.kind = RO_WHEN_NONE};
    if (ro_when_parse(timex, &when) != RO_OK) fail_msg("not read: %s", timex);
    return when;
}

static int64_t days_of(const char *date) {
    ro_date read;
    assert_int_equal(ro_date_parse(date, &read), RO_OK);
    return ro_date_to_days(&read);
}

/* ---- text ---- */

typedef struct form {
    const char *text;
    ro_when_kind kind;
    int32_t year;
    unsigned number, day, hours;
    int minute, utc_offset;
} form;

static void every_kind_is_read_and_written(void **state) {
    (void)state;
    enum { OPEN = RO_YEAR_OPEN, ZONELESS = RO_OFFSET_UNKNOWN };
    static const form forms[] = {
        {"2", RO_WHEN_MILLENNIUM, 2000, 0, 0, 0, 0, 0},
        {"20", RO_WHEN_CENTURY, 2000, 0, 0, 0, 0, 0},
        {"201", RO_WHEN_DECADE, 2010, 0, 0, 0, 0, 0},
        {"2023", RO_WHEN_YEAR, 2023, 0, 0, 0, 0, 0},
        {"0001", RO_WHEN_YEAR, 1, 0, 0, 0, 0, 0},
        {"2023-H2", RO_WHEN_HALF, 2023, 2, 0, 0, 0, 0},
        {"2023-SP", RO_WHEN_SEASON, 2023, 1, 0, 0, 0, 0},
        {"2023-WI", RO_WHEN_SEASON, 2023, 4, 0, 0, 0, 0},
        {"2023-Q4", RO_WHEN_QUARTER, 2023, 4, 0, 0, 0, 0},
        {"2023-QX", RO_WHEN_QUARTER, 2023, 0, 0, 0, 0, 0},
        {"2023-12", RO_WHEN_MONTH, 2023, 12, 0, 0, 0, 0},
        {"2023-XX", RO_WHEN_MONTH, 2023, 0, 0, 0, 0, 0},
        {"2023-W52", RO_WHEN_WEEK, 2023, 52, 0, 0, 0, 0},
        {"2023-W05", RO_WHEN_WEEK, 2023, 5, 0, 0, 0, 0},
        {"2023-WXX", RO_WHEN_WEEK, 2023, 0, 0, 0, 0, 0},
        {"2023-W25-WE", RO_WHEN_WEEKEND, 2023, 25, 0, 0, 0, 0},
        {"2023-W25-7", RO_WHEN_WEEKDAY, 2023, 25, 7, 0, 0, 0},
        {"2023-06-19", RO_WHEN_DAY, 2023, 6, 19, 0, 0, 0},
        {"2023-06-XX", RO_WHEN_DAY, 2023, 6, 0, 0, 0, 0},
        {"X", RO_WHEN_MILLENNIUM, OPEN, 0, 0, 0, 0, 0},
        {"XX", RO_WHEN_CENTURY, OPEN, 0, 0, 0, 0, 0},
        {"XXX", RO_WHEN_DECADE, OPEN, 0, 0, 0, 0, 0},
        {"XXXX", RO_WHEN_YEAR, OPEN, 0, 0, 0, 0, 0},
        {"XXXX-FA", RO_WHEN_SEASON, OPEN, 3, 0, 0, 0, 0},
        {"XXXX-10", RO_WHEN_MONTH, OPEN, 10, 0, 0, 0, 0},
        {"XXXX-WXX", RO_WHEN_WEEK, OPEN, 0, 0, 0, 0, 0},
        {"XXXX-WXX-WE", RO_WHEN_WEEKEND, OPEN, 0, 0, 0, 0, 0},
        {"XXXX-WXX-1", RO_WHEN_WEEKDAY, OPEN, 0, 1, 0, 0, 0},
        {"XXXX-10-03", RO_WHEN_DAY, OPEN, 10, 3, 0, 0, 0},
        {"XXXX-02-29", RO_WHEN_DAY, OPEN, 2, 29, 0, 0, 0},
        {"XXXX-XX-XX", RO_WHEN_DAY, OPEN, 0, 0, 0, 0, 0},
        {"XXXX-WXX-1TMO", RO_WHEN_WEEKDAY, OPEN, 0, 1, RO_HOURS_MORNING, 0, 0},
        {"2023-06-19TMI", RO_WHEN_DAY, 2023, 6, 19, RO_HOURS_MIDDAY, 0, 0},
        {"2023-06-19TAF", RO_WHEN_DAY, 2023, 6, 19, RO_HOURS_AFTERNOON, 0, 0},
        {"2023-06-19TEV", RO_WHEN_DAY, 2023, 6, 19, RO_HOURS_EVENING, 0, 0},
        {"2023-06-19TNI", RO_WHEN_DAY, 2023, 6, 19, RO_HOURS_NIGHT, 0, 0},
        {"2023-06-19TDT", RO_WHEN_DAY, 2023, 6, 19, RO_HOURS_DAYTIME, 0, 0},
        {"2023-06-19T00:00", RO_WHEN_DAY, 2023, 6, 19, RO_HOURS_CLOCK, 0, ZONELESS},
        {"2023-06-19T24:00", RO_WHEN_DAY, 2023, 6, 19, RO_HOURS_CLOCK, 1440, ZONELESS},
        {"2023-06-19T09:30Z", RO_WHEN_DAY, 2023, 6, 19, RO_HOURS_CLOCK, 570, 0},
        {"2023-06-19T09:30-03:30", RO_WHEN_DAY, 2023, 6, 19, RO_HOURS_CLOCK, 570, -210},
        {"XXXX-XX-XXT23:59+05:45", RO_WHEN_DAY, OPEN, 0, 0, RO_HOURS_CLOCK, 1439, 345},
        {"PAST_REF", RO_WHEN_PAST, 0, 0, 0, 0, 0, 0},
        {"PRESENT_REF", RO_WHEN_PRESENT, 0, 0, 0, 0, 0, 0},
        {"FUTURE_REF", RO_WHEN_FUTURE, 0, 0, 0, 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        const form *f = &forms[i];
        char out[32];
        ro_when when = when_of(f->text);
        assert_string_equal(ro_when_format(&when, out), f->text);
        if (when.kind != f->kind || when.year != f->year || when.number != f->number ||
            when.day != f->day || when.hours != f->hours || when.minute != f->minute ||
            when.utc_offset != f->utc_offset)
            fail_msg("%s is kind %d, %d, %u, %u, %u, %d, %d", f->text, when.kind, when.year,
                     when.number, when.day, when.hours, when.minute, when.utc_offset);
    }
}

static void lengths_are_read_and_written(void **state) {
    (void)state;
    static const struct {
        const char *text;
        ro_time_unit unit;
        double count;
    } lengths[] = {{"P1Y", RO_TIME_UNIT_YEAR, 1},
                   {"P2Q", RO_TIME_UNIT_QUARTER, 2},
                   {"P3M", RO_TIME_UNIT_MONTH, 3},
                   {"P2W", RO_TIME_UNIT_WEEK, 2},
                   {"P1WE", RO_TIME_UNIT_WEEKEND, 1},
                   {"P10D", RO_TIME_UNIT_DAY, 10},
                   {"PT5.5H", RO_TIME_UNIT_HOUR, 5.5},
                   {"PT90M", RO_TIME_UNIT_MINUTE, 90},
                   {"PT0.25S", RO_TIME_UNIT_SECOND, .25},
                   {"P0D", RO_TIME_UNIT_DAY, 0},
                   {"P999999999D", RO_TIME_UNIT_DAY, 999999999}};
    char out[32];
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        ro_when when = when_of(lengths[i].text);
        assert_int_equal(when.kind, RO_WHEN_DURATION);
        assert_int_equal(when.unit, lengths[i].unit);
        assert_true(when.count == lengths[i].count);
        assert_string_equal(ro_when_format(&when, out), lengths[i].text);
    }
    ro_when open = when_of("PXD");
    assert_true(isnan(open.count));
    assert_string_equal(ro_when_format(&open, out), "PXD");
    /* Four digits that count, in any locale, and never an exponent. */
    static const struct {
        double count;
        const char *text;
    } written[] = {{1.0 / 3, "P0.3333Y"},  {22.0 / 7, "P3.143Y"}, {12345.6, "P12346Y"},
                   {0.00004, "P0.00004Y"}, {1e9, "PXY"},          {-1, "PXY"}};
    for (size_t i = 0; i < sizeof written / sizeof *written; i++) {
        ro_when when = {
            .kind = RO_WHEN_DURATION, .unit = RO_TIME_UNIT_YEAR, .count = written[i].count};
        assert_string_equal(ro_when_format(&when, out), written[i].text);
    }
}

static void what_is_no_value_is_not_read(void **state) {
    (void)state;
    static const char *const texts[] = {"",
                                        " ",
                                        "x",
                                        "-",
                                        "2023-",
                                        "2023-1",
                                        "20231",
                                        "19XX",
                                        "199X",
                                        "2023-00",
                                        "2023-13",
                                        "2023-06-00",
                                        "2023-06-31",
                                        "2023-02-29",
                                        "1900-02-29",
                                        "XXXX-02-30",
                                        "XXXX-06-31",
                                        "2023-06-1",
                                        "2023-6-19",
                                        "2023-06-19 ",
                                        "2023-06-19T",
                                        "2023-Q0",
                                        "2023-Q5",
                                        "2023-H3",
                                        "2023-HH",
                                        "2023-SX",
                                        "2023-W00",
                                        "2023-W53",
                                        "2023-W54",
                                        "2023-W1",
                                        "2023-W25-",
                                        "2023-W25-0",
                                        "2023-W25-8",
                                        "2023-W25-X",
                                        "2023-W25-W",
                                        "2023-WX1",
                                        "2023-06-19TXX",
                                        "2023-06-19TM",
                                        "2023-06-19T9:30",
                                        "2023-06-19T24:01",
                                        "2023-06-19T09:60",
                                        "2023-06-19T0930",
                                        "2023-06-19T09:30:00",
                                        "2023-06-19T09:30+1",
                                        "2023-06-19T09:30+16:00",
                                        "2023-06-19T09:30+0100",
                                        "2023-06-19T09:30ZZ",
                                        "202TMO",
                                        "2023TMO",
                                        "XXXXX",
                                        "PRESENT",
                                        "PAST_REFS",
                                        "P",
                                        "PT",
                                        "PD",
                                        "P1",
                                        "PT1",
                                        "PX",
                                        "P1X",
                                        "PT1D",
                                        "P1H",
                                        "P-1D",
                                        "P1.D",
                                        "P.5D",
                                        "P1e3D",
                                        "P1D1",
                                        "P1Y2M",
                                        "P1000000000D",
                                        "\xFF\xFF\xFF\xFF"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ro_when when = {.kind = RO_WHEN_WEEK, .year = 7};
        if (ro_when_parse(texts[i], &when) != RO_ERR_INPUT) fail_msg("read: %s", texts[i]);
        assert_int_equal(when.kind, RO_WHEN_WEEK);
        assert_int_equal(when.year, 7);
    }
    char out[32] = "left";
    assert_int_equal(ro_when_parse(NULL, &(ro_when){.kind = RO_WHEN_NONE}), RO_ERR_INPUT);
    assert_int_equal(ro_when_parse("2023", NULL), RO_ERR_INPUT);
    assert_string_equal(ro_when_format(&(ro_when){.kind = RO_WHEN_NONE}, out), "");
    assert_string_equal(ro_when_format(NULL, out), "");
    assert_null(ro_when_format(&(ro_when){.kind = RO_WHEN_NONE}, NULL));
}

static uint32_t next_random(uint64_t *seed) {
    *seed = *seed * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(*seed >> 33);
}

/* Texts in which up to three letters of a value were changed, or the end cut, at random from one
 * seed: what is read is written, and what was written is read as the same. */
static void values_with_faults_are_read_as_they_are_written(void **state) {
    (void)state;
    static const char letters[] = "0123456789X-TWEPQHMDYSUFAIZ:+.R";
    static const char *const values[] = {"2023-06-19T09:30+05:45",
                                         "XXXX-WXX-1TMO",
                                         "2020-W53-WE",
                                         "XXXX-02-29",
                                         "2023-Q3",
                                         "202",
                                         "PT5.5H",
                                         "PXD",
                                         "2023-WI",
                                         "PAST_REF",
                                         "2023-H1",
                                         "XXXX"};
    uint64_t seed = 20230619;
    unsigned read = 0, refused = 0;
    for (unsigned round = 0; round < 300000; round++) {
        char text[32], once[32], twice[32];
        ro_when first, second;
        strcpy(text, values[next_random(&seed) % (sizeof values / sizeof *values)]);
        size_t size = strlen(text);
        for (unsigned i = next_random(&seed) % 4; i > 0; i--)
            text[next_random(&seed) % size] = letters[next_random(&seed) % (sizeof letters - 1)];
        if (next_random(&seed) % 4 == 0) text[next_random(&seed) % size] = '\0';
        if (ro_when_parse(text, &first) != RO_OK) {
            refused++;
            continue;
        }
        read++;
        ro_when_format(&first, once);
        if (ro_when_parse(once, &second) != RO_OK)
            fail_msg("%s is written %s, which is not read", text, once);
        assert_string_equal(ro_when_format(&second, twice), once);
        /* Of lengths, other texts mean the same: "P010.0D". */
        if (first.kind != RO_WHEN_DURATION) assert_string_equal(once, text);
    }
    assert_true(read > 50000 && refused > 50000);
}

/* Fields that hold anything at all. */
static void values_of_nonsense_are_written_within_their_room(void **state) {
    (void)state;
    uint64_t seed = 1906;
    for (unsigned round = 0; round < 100000; round++) {
        unsigned char bytes[sizeof(ro_when)];
        char out[32];
        int64_t first, last;
        ro_when when, other = ro_when_of_day(19000);
        for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (unsigned char)next_random(&seed);
        memcpy(&when, bytes, sizeof when);
        when.kind = (ro_when_kind)(round % (RO_WHEN_DAY + 1));
        if (round % 3) when.year = (int32_t)(round % 10000);
        assert_true(strlen(ro_when_format(&when, out)) < sizeof out);
        if (ro_when_days(&when, &first, &last)) assert_true(when.year >= 0 && when.year <= 9999);
        assert_int_equal(ro_when_relate(&when, &other), ro_when_relate(&other, &when));
    }
}

/* ---- days ---- */

static void a_time_has_its_first_and_last_day(void **state) {
    (void)state;
    static const char *const rows[][3] = {
        {"2", "2000-01-01", "2999-12-31"},           {"19", "1900-01-01", "1999-12-31"},
        {"202", "2020-01-01", "2029-12-31"},         {"0001", "0001-01-01", "0001-12-31"},
        {"9999", "9999-01-01", "9999-12-31"},        {"2023-H1", "2023-01-01", "2023-06-30"},
        {"2023-H2", "2023-07-01", "2023-12-31"},     {"2023-HX", "2023-01-01", "2023-12-31"},
        {"2023-SP", "2023-03-01", "2023-05-31"},     {"2023-FA", "2023-09-01", "2023-11-30"},
        {"2023-WI", "2023-12-01", "2024-02-29"},     {"2023-Q1", "2023-01-01", "2023-03-31"},
        {"2023-Q4", "2023-10-01", "2023-12-31"},     {"2023-02", "2023-02-01", "2023-02-28"},
        {"2024-02", "2024-02-01", "2024-02-29"},     {"2023-XX", "2023-01-01", "2023-12-31"},
        {"2023-W01", "2023-01-02", "2023-01-08"},    {"2020-W01", "2019-12-30", "2020-01-05"},
        {"2020-W53", "2020-12-28", "2021-01-03"},    {"2020-WXX", "2019-12-30", "2021-01-03"},
        {"2020-W53-WE", "2021-01-02", "2021-01-03"}, {"2023-W25-1", "2023-06-19", "2023-06-19"},
        {"2023-WXX-1", "2023-01-02", "2023-12-25"},  {"2023-06-19TMO", "2023-06-19", "2023-06-19"},
        {"2023-06-XX", "2023-06-01", "2023-06-30"},  {"2024-02-29", "2024-02-29", "2024-02-29"},
        {"9999-12-31", "9999-12-31", "9999-12-31"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ro_when when = when_of(rows[i][0]);
        int64_t first, last, day;
        if (!ro_when_days(&when, &first, &last) || first != days_of(rows[i][1]) ||
            last != days_of(rows[i][2]))
            fail_msg("wrong days: %s", rows[i][0]);
        assert_int_equal(ro_when_one_day(&when, &day), first == last);
    }
    static const char *const none[] = {"XXX",      "XXXX", "XXXX-06-19", "XXXX-WXX-1",
                                       "PAST_REF", "PXD",  "P1Y"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        int64_t first, last;
        ro_when when = when_of(none[i]);
        assert_false(ro_when_days(&when, &first, &last));
    }
}

/* Each day of four centuries and its week, there and back. */
static void days_and_weeks_come_back(void **state) {
    (void)state;
    for (int64_t day = days_of("1799-12-20"); day < days_of("2200-01-10"); day++) {
        int64_t first, last;
        ro_when one = ro_when_of_day(day), week = ro_when_of_week(day, false);
        ro_when weekend = ro_when_of_week(day, true);
        assert_true(ro_when_one_day(&one, &first));
        assert_int_equal(first, day);
        assert_true(ro_when_days(&week, &first, &last));
        assert_true(first <= day && day <= last && last == first + 6);
        assert_int_equal(ro_when_weekday(&one), day - first + 1);
        assert_true(ro_when_days(&weekend, &first, &first));
        assert_int_equal(first, last);
        assert_true(week.number >= 1 && week.number <= 53);
    }
    assert_int_equal(ro_when_of_week(days_of("2021-01-03"), false).number, 53);
    assert_int_equal(ro_when_of_week(days_of("2021-01-03"), false).year, 2020);
    assert_int_equal(ro_when_of_week(days_of("2019-12-30"), false).year, 2020);
}

static void a_date_is_a_time(void **state) {
    (void)state;
    static const char *const rows[][2] = {
        {"2023", "2023"},
        {"2023-06", "2023-06"},
        {"2023-06-19", "2023-06-19"},
        {"2023-06-19T08:30", "2023-06-19T08:30"},
        {"2023-06-19T08:30:15+02:00", "2023-06-19T08:30+02:00"},
    };
    char out[32];
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ro_date date;
        assert_int_equal(ro_date_parse(rows[i][0], &date), RO_OK);
        ro_when when = ro_when_of_date(&date);
        assert_string_equal(ro_when_format(&when, out), rows[i][1]);
    }
    ro_when none = ro_when_of_date(&(ro_date){.precision = RO_PRECISION_NONE});
    assert_int_equal(none.kind, RO_WHEN_NONE);
}

static void what_is_known_of_a_time(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool open;
        unsigned weekday, month;
        ro_precision precision;
    } rows[] = {
        {"XXXX-WXX-1", true, 1, 0, RO_PRECISION_DAY},
        {"XXXX-WXX-7TMO", true, 7, 0, RO_PRECISION_DAY},
        {"2023-WXX-5", false, 5, 0, RO_PRECISION_DAY},
        {"2023-06-19", false, 1, 6, RO_PRECISION_DAY},
        {"2023-06-18T09:30", false, 7, 6, RO_PRECISION_MINUTE},
        {"XXXX-06-18", true, 0, 6, RO_PRECISION_DAY},
        {"XXXX-XX-XX", true, 0, 0, RO_PRECISION_DAY},
        {"XXXX-06", true, 0, 6, RO_PRECISION_MONTH},
        {"2023-06", false, 0, 6, RO_PRECISION_MONTH},
        {"2023-XX", false, 0, 0, RO_PRECISION_NONE},
        {"2023", false, 0, 0, RO_PRECISION_YEAR},
        {"XXXX", true, 0, 0, RO_PRECISION_NONE},
        {"2023-Q3", false, 0, 0, RO_PRECISION_NONE},
        {"2023-WI", false, 0, 0, RO_PRECISION_NONE},
        {"2023-W06", false, 0, 0, RO_PRECISION_NONE},
        {"202", false, 0, 0, RO_PRECISION_NONE},
        {"XXX", true, 0, 0, RO_PRECISION_NONE},
        {"PAST_REF", false, 0, 0, RO_PRECISION_NONE},
        {"P3D", false, 0, 0, RO_PRECISION_NONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ro_when when = when_of(rows[i].text);
        if (ro_when_is_open(&when) != rows[i].open || ro_when_weekday(&when) != rows[i].weekday ||
            ro_when_month(&when) != rows[i].month || ro_when_precision(&when) != rows[i].precision)
            fail_msg("known of %s: open %d, weekday %u, month %u, precision %d", rows[i].text,
                     ro_when_is_open(&when), ro_when_weekday(&when), ro_when_month(&when),
                     ro_when_precision(&when));
    }
}

/* ---- two times ---- */

static void two_times_are_related(void **state) {
    (void)state;
    static const struct {
        const char *a, *b;
        ro_when_relation relation;
    } rows[] = {
        {"2023-06-19", "2023-06-19", RO_WHEN_SAME},
        {"2023-06-19TMO", "2023-06-19T15:00", RO_WHEN_SAME},
        {"2023-06-19", "2023-06-20", RO_WHEN_APART},
        {"2023-06", "2023-06-19", RO_WHEN_OPEN},
        {"2023-06", "2023-07-01", RO_WHEN_APART},
        {"2023-Q3", "2023-06-30", RO_WHEN_APART},
        {"2023-Q2", "2023-06-30", RO_WHEN_OPEN},
        {"202", "2019", RO_WHEN_APART},
        {"202", "2020", RO_WHEN_OPEN},
        {"2023-W25", "2023-W25-WE", RO_WHEN_OPEN},
        {"2023-W25-1", "2023-06-19", RO_WHEN_SAME},
        /* a weekday of any week, or of a year */
        {"XXXX-WXX-1", "XXXX-WXX-1TMO", RO_WHEN_SAME},
        {"XXXX-WXX-1", "XXXX-WXX-2", RO_WHEN_APART},
        {"XXXX-WXX-1", "2023-06-19", RO_WHEN_SAME},
        {"XXXX-WXX-2", "2023-06-19", RO_WHEN_APART},
        {"2023-WXX-1", "2023-06-19", RO_WHEN_SAME},
        {"2023-WXX-2", "2023-06-19", RO_WHEN_APART},
        {"2022-WXX-1", "2023-06-19", RO_WHEN_APART},
        {"2023-WXX-1", "XXXX-WXX-1", RO_WHEN_OPEN},
        {"XXXX-WXX-1", "2023-06", RO_WHEN_OPEN},
        {"XXXX-WXX-1", "XXXX-06-19", RO_WHEN_OPEN},
        /* a month, and a day of it, of any year */
        {"XXXX-06", "2023-06-19", RO_WHEN_OPEN},
        {"XXXX-07", "2023-06-19", RO_WHEN_APART},
        {"XXXX-06", "XXXX-07", RO_WHEN_APART},
        {"XXXX-06-19", "2023-06-19", RO_WHEN_SAME},
        {"XXXX-06-18", "2023-06-19", RO_WHEN_APART},
        {"XXXX-06-18", "XXXX-06-19", RO_WHEN_APART},
        {"XXXX-XX-XX", "2023-06-19", RO_WHEN_OPEN},
        {"XXXX-XX-19", "2023-06-19", RO_WHEN_OPEN},
        {"XXXX-XX-18", "2023-06-19", RO_WHEN_APART},
        {"XXXX", "2023-06-19", RO_WHEN_OPEN},
        /* one instant by two clocks */
        {"2023-06-19T23:30-05:00", "2023-06-20T04:30Z", RO_WHEN_SAME},
        {"2023-06-19T23:30-05:00", "2023-06-20T04:31Z", RO_WHEN_APART},
        {"2023-06-19T23:30", "2023-06-20T04:30Z", RO_WHEN_APART},
        {"2023-06-19T24:00Z", "2023-06-20T00:00Z", RO_WHEN_SAME},
        /* what is no day of the calendar */
        {"PAST_REF", "PAST_REF", RO_WHEN_OPEN},
        {"P3D", "P3D", RO_WHEN_OPEN},
        {"PRESENT_REF", "2023-06-19", RO_WHEN_OPEN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ro_when a = when_of(rows[i].a), b = when_of(rows[i].b);
        if (ro_when_relate(&a, &b) != rows[i].relation ||
            ro_when_relate(&b, &a) != rows[i].relation)
            fail_msg("%s and %s: %d, %d", rows[i].a, rows[i].b, ro_when_relate(&a, &b),
                     ro_when_relate(&b, &a));
    }
    ro_when days = when_of("P3D"), weeks = when_of("P3W"), some = when_of("PXD");
    assert_true(ro_when_is_same(&days, &days) && ro_when_is_same(&some, &some));
    assert_false(ro_when_is_same(&days, &weeks) || ro_when_is_same(&days, &some));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_is_read_and_written),
        cmocka_unit_test(lengths_are_read_and_written),
        cmocka_unit_test(what_is_no_value_is_not_read),
        cmocka_unit_test(values_with_faults_are_read_as_they_are_written),
        cmocka_unit_test(values_of_nonsense_are_written_within_their_room),
        cmocka_unit_test(a_time_has_its_first_and_last_day),
        cmocka_unit_test(days_and_weeks_come_back),
        cmocka_unit_test(a_date_is_a_time),
        cmocka_unit_test(what_is_known_of_a_time),
        cmocka_unit_test(two_times_are_related),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
