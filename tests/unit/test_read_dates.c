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
                                       cmocka_unit_test(text_is_read_more_strictly),
                                       cmocka_unit_test(placeholders_are_no_dates),
                                       cmocka_unit_test(a_column_tells_its_order),
                                       cmocka_unit_test(inputs_are_read_by_their_columns),
                                       cmocka_unit_test(an_order_is_handed_on)};
    return cmocka_run_group_tests(tests, make_rules, free_rules);
}
