/* SPDX-License-Identifier: Apache-2.0 */
/* Dates as feeds, mail and exports write them, and what columns of them tell. */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "read/parts/dates.h"
#include "read_fixture.h"

static void assert_field(void **state, const char *value, const char *wanted) {
    ro_date date;
    char iso[32] = "none";
    if (ro_read_date_field(*state, ro_str_of(value), RO_DAY_ORDER_OPEN, &date))
        ro_date_format(&date, iso);
    if (strcmp(iso, wanted) != 0) print_error("'%s' is %s, not %s\n", value, iso, wanted);
    assert_string_equal(iso, wanted);
}

static void fields_are_dates_in_many_forms(void **state) {
    static const char *const forms[][2] = {
        {"22 Sep 99 22:05 EST", "1999-09-22T22:05-05:00"},
        {"Thu, 22 Sep 104 22:05 EST", "2004-09-22T22:05-05:00"},
        {"01 Jan 04 1:05 pm", "2004-01-01T13:05"},
        {"Thu,01Jan2004 19:48:21 -0500", "2004-01-01T19:48:21-05:00"},
        {"thu, 01 january 2004 19:48 gmt", "2004-01-01T19:48Z"},
        {"Thu Jan  1 19:48:21 GMT 2004", "2004-01-01T19:48:21Z"},
        {"Thu, Jan 01 2004 19:48:21", "2004-01-01T19:48:21"},
        {"Sun, 22 Sep 2002 19:00:00 A", "2002-09-22T19:00:00"},
        {"Sept 22, 1999 10:05 AEST", "1999-09-22T10:05+10:00"},
        {"Thu Jan 01 2004 19:48:21 GMT+0100 (CET)", "2004-01-01T19:48:21+01:00"},
        {"2004-01-01 19:48:21 +0100", "2004-01-01T19:48:21+01:00"},
        {"15 April 1912", "1912-04-15"},
        {"12/31/99", "1999-12-31"},
        {"99-09-22", "1999-09-22"},
        {"05/05/2018", "2018-05-05"},
        {"20230619T083000Z", "2023-06-19T08:30:00Z"},
        {"1714557600", "2024-05-01T10:00:00Z"},
        {"1714557600000", "2024-05-01T10:00:00Z"},
        {"22 Sep 22:05 EST", "none"},
        {"2004-02-30", "none"},
        {"05/04/2018", "none"},
        {"05-04-2018 10:00", "none"}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        assert_field(state, forms[i][0], forms[i][1]);
}

/* Each part of a date at its least and its most, and one step beyond. */
static void parts_of_a_date_have_bounds(void **state) {
    static const char *const forms[][2] = {
        {"22 Sep 49", "2049-09-22"},
        {"22 Sep 50", "1950-09-22"},
        {"22 Sep 9", "none"},
        {"2023\xE5\xB9\xB4"
         "6\xE6\x9C\x88"
         "19\xE6\x97\xA5",
         "2023-06-19"},
        {"2023\xEB\x85\x84 6\xEC\x9B\x94 19\xEC\x9D\xBC 08:30", "2023-06-19T08:30"},
        {"2023\xE5\xB9\xB4"
         "13\xE6\x9C\x88"
         "1\xE6\x97\xA5",
         "none"},
        {"99-31-12", "none"},
        {"32-12-31", "2032-12-31"},
        {"31-12-99", "1999-12-31"},
        {"19.06.2023", "2023-06-19"},
        {"06.19.2023", "none"},
        {"12/13/2018", "2018-12-13"},
        {"13/12/2018", "2018-12-13"},
        {"12/12/2018", "2018-12-12"},
        {"11/12/2018", "none"},
        {"2023-06-190", "none"},
        {"2023-6-9", "2023-06-09"},
        {"2023-006-19", "none"},
        {"19 de junio de 2023", "2023-06-19"},
        {"19th June 2023", "2023-06-19"},
        {"June 19th, 2023", "2023-06-19"},
        {"June 190, 2023", "none"},
        {"Thu Jan  1 19:48 GMT 204", "none"},
        {"19 Jun 2023 00:00", "2023-06-19T00:00"},
        {"19 Jun 2023 23:59", "2023-06-19T23:59"},
        {"19 Jun 2023 24:00", "2023-06-19"},
        {"19 Jun 2023 08:60", "2023-06-19"},
        {"19 Jun 2023 08:5", "2023-06-19"},
        {"19 Jun 2023 008:30", "2023-06-19"},
        {"19 Jun 2023 08:30:60", "2023-06-19T08:30:60"},
        {"19 Jun 2023 08:30:59.25Z", "2023-06-19T08:30:59Z"},
        {"19 Jun 2023 08:30:59,250+02:00", "2023-06-19T08:30:59+02:00"},
        {"19 Jun 2023 um 08.30", "2023-06-19T08:30"},
        {"19 Jun 2023 at 08h30", "2023-06-19T08:30"},
        {"19 Jun 2023 12:05 am", "2023-06-19T00:05"},
        {"19 Jun 2023 12:05 p.m. EDT", "2023-06-19T12:05-04:00"},
        {"19 Jun 2023 11:05pm EST", "2023-06-19T23:05-05:00"},
        {"19 Jun 2023 1:05 a.m", "2023-06-19T01:05"},
        {"19 Jun 2023 13:05 pm", "2023-06-19T13:05"},
        {"19 Jun 2023 00:05 pm", "2023-06-19T00:05"},
        {"2023-06-19 24:00", "2023-06-19T23:59"},
        {"19 Jun 2023 08:30 +1", "2023-06-19T08:30+01:00"},
        {"19 Jun 2023 08:30 -0330", "2023-06-19T08:30-03:30"},
        {"19 Jun 2023 08:30 +05:45", "2023-06-19T08:30+05:45"},
        {"19 Jun 2023 08:30 +1559", "2023-06-19T08:30+15:59"},
        {"19 Jun 2023 08:30 +1600", "2023-06-19T08:30"},
        {"19 Jun 2023 08:30 +0160", "2023-06-19T08:30"},
        {"19 Jun 2023 08:30 GMT-5", "2023-06-19T08:30-05:00"},
        {"19 Jun 2023 08:30 GMTX", "2023-06-19T08:30"}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        assert_field(state, forms[i][0], forms[i][1]);
}

/* Each name of a zone, with what RFC 5322 or its country says; letters behind it make another word.
 */
static void zones_are_known_by_name(void **state) {
    static const char *const names[][2] = {
        {"EST", "-05:00"},  {"EDT", "-04:00"},  {"CST", "-06:00"},  {"CDT", "-05:00"},
        {"MST", "-07:00"},  {"MDT", "-06:00"},  {"PST", "-08:00"},  {"PDT", "-07:00"},
        {"AKST", "-09:00"}, {"AKDT", "-08:00"}, {"HST", "-10:00"},  {"NST", "-03:30"},
        {"NDT", "-02:30"},  {"CET", "+01:00"},  {"CEST", "+02:00"}, {"MEZ", "+01:00"},
        {"MESZ", "+02:00"}, {"BST", "+01:00"},  {"WEST", "+01:00"}, {"EET", "+02:00"},
        {"EEST", "+03:00"}, {"MSK", "+03:00"},  {"SAST", "+02:00"}, {"EAT", "+03:00"},
        {"WAT", "+01:00"},  {"CAT", "+02:00"},  {"IST", "+05:30"},  {"PKT", "+05:00"},
        {"SGT", "+08:00"},  {"HKT", "+08:00"},  {"JST", "+09:00"},  {"KST", "+09:00"},
        {"AWST", "+08:00"}, {"ACST", "+09:30"}, {"AEST", "+10:00"}, {"AEDT", "+11:00"},
        {"NZST", "+12:00"}, {"NZDT", "+13:00"}, {"UTC", "Z"},       {"ESTX", ""}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char field[48], wanted[48];
        snprintf(field, sizeof field, "19 Jun 2023 08:30 %s", names[i][0]);
        snprintf(wanted, sizeof wanted, "2023-06-19T08:30%s", names[i][1]);
        assert_field(state, field, wanted);
    }
}

/* In running text a year has four digits, and is of our time. */
static void text_is_read_more_strictly(void **state) {
    static const char *const lines[] = {"Posted 5 Sep 12 comments", "15 April 1912", "22 Sep 99",
                                        "1 January 1970"};
    ro_date date;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_false(ro_find_date(*state, ro_str_of(lines[i]), RO_MONTH_FIRST, &date, NULL));
    assert_true(ro_find_date(*state, RO_STR("1970-01-01, changed 2 May 2024"), RO_MONTH_FIRST,
                             &date, NULL));
    assert_int_equal(date.year, 2024);
}

static void placeholders_are_no_dates(void **state) {
    static const char *const none[] = {"0001-01-01T00:00:00Z",
                                       "Mon, 01 Jan 0001 00:00:00 +0000",
                                       "0000-00-00 00:00:00",
                                       "Thu, 01 Jan 1970 00:00:00 +0000",
                                       "1970-01-01",
                                       "1970-01-01T01:00:00+01:00",
                                       "Wed, 31 Dec 1969 19:00:00 -0500",
                                       "31 Dec 1969 16:00:00",
                                       "1969-12-31T23:59:59Z",
                                       "0000000000",
                                       "1900-01-01T00:00:00",
                                       "1899-12-30",
                                       "1601-01-01T00:00:00Z",
                                       "9999-12-31T23:59:59Z",
                                       "2038-01-19T03:14:07Z",
                                       "0001"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) assert_field(state, none[i], "none");
    assert_field(state, "1970-01-01T14:20:00Z", "1970-01-01T14:20:00Z");
    assert_field(state, "1969-12-31", "1969-12-31");
    assert_field(state, "2000-01-01T00:00:00Z", "2000-01-01T00:00:00Z");
}

static ro_day_order order_of(const char *const *values) {
    ro_day_votes votes = {0};
    for (; *values; values++) ro_day_vote(&votes, ro_str_of(*values));
    return ro_day_order_of(&votes);
}

static void a_column_tells_its_order(void **state) {
    (void)state;
    assert_int_equal(order_of((const char *[]){"05/04/2018", "19/04/2018", NULL}), RO_DAY_FIRST);
    assert_int_equal(order_of((const char *[]){"05-04-18 10:00", "04-19-18", NULL}),
                     RO_MONTH_FIRST);
    assert_int_equal(order_of((const char *[]){"05/04/2018", "06/07/2018", NULL}),
                     RO_DAY_ORDER_OPEN);
    assert_int_equal(order_of((const char *[]){"19/04/2018", "04/19/2018", NULL}),
                     RO_DAY_ORDER_OPEN);
    assert_int_equal(order_of((const char *[]){"2018-04-19", "19 April 2018", "", NULL}),
                     RO_DAY_ORDER_OPEN);
}

/* Read an input to its end; the days of its articles, parted by blanks. */
static const char *days_of(void **state, const char *input) {
    static char days[256];
    ro_status status;
    ro_error error = {0};
    ro_article *article;
    size_t n = 0;
    ro_reader *reader = open_bytes(state, input, strlen(input), &status, &error);
    assert_non_null(reader);
    while (ro_reader_next(reader, &article, &error) != RO_END) {
        char iso[32] = "";
        assert_non_null(article);
        if (article->meta.published.from) ro_date_format(&article->meta.published.date, iso);
        n += (size_t)snprintf(days + n, sizeof days - n, "%s%s", n ? " " : "",
                              iso[0] ? iso : article->meta.published_as);
        ro_article_free(article);
    }
    ro_reader_free(reader);
    return days;
}

static void inputs_are_read_by_their_columns(void **state) {
    assert_string_equal(days_of(state,
                                "{\"text\":\"The ferry sank.\",\"date\":\"05\\/04\\/2018\"}\n"
                                "{\"text\":\"The bridge opened.\",\"date\":\"19\\/04\\/2018\"}\n"),
                        "2018-04-05 2018-04-19");
    assert_string_equal(days_of(state, "text,date\nThe ferry sank.,05/04/2018\n"
                                       "The bridge opened.,04/19/2018\n"),
                        "2018-05-04 2018-04-19");
    assert_string_equal(days_of(state, "text,date\nThe ferry sank.,05/04/2018\n"
                                       "The bridge opened.,06/04/2018\n"),
                        "05/04/2018 06/04/2018");
    assert_string_equal(
        days_of(state, "<rss><item><description>The ferry sank.</description><pubDate>05/04/2018"
                       "</pubDate></item><item><description>The bridge opened.</description>"
                       "<pubDate>19/04/2018 10:00</pubDate></item></rss>"),
        "2018-04-05 2018-04-19T10:00");
}

/* A piece of a larger input is read as the pieces before it were. */
static void an_order_is_handed_on(void **state) {
    static const char line[] = "{\"text\":\"The ferry sank.\",\"date\":\"05/04/2018\"}";
    ro_read_options options = {RO_SIZED(ro_read_options), .day_order = RO_DAY_FIRST};
    ro_reader *reader;
    ro_article *article;
    assert_int_equal(ro_reader_open_memory_with(*state, &limits, "a", line, strlen(line), &options,
                                                &reader, NULL),
                     RO_OK);
    assert_int_equal(ro_reader_day_order(reader), RO_DAY_FIRST);
    assert_int_equal(ro_reader_next(reader, &article, NULL), RO_OK);
    assert_int_equal(article->meta.published.date.month, 4);
    ro_article_free(article);
    ro_reader_free(reader);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(fields_are_dates_in_many_forms),
                                       cmocka_unit_test(parts_of_a_date_have_bounds),
                                       cmocka_unit_test(zones_are_known_by_name),
                                       cmocka_unit_test(text_is_read_more_strictly),
                                       cmocka_unit_test(placeholders_are_no_dates),
                                       cmocka_unit_test(a_column_tells_its_order),
                                       cmocka_unit_test(inputs_are_read_by_their_columns),
                                       cmocka_unit_test(an_order_is_handed_on)};
    return cmocka_run_group_tests(tests, make_rules, free_rules);
}
