/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "analyse/analyse.h"
#include "base/when.h"

static ro_arena rules_arena;
static ro_times_rules *rules;

static int set_up(void **state) {
    (void)state;
    rules = ro_times_rules_new(&rules_arena);
    return rules ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    ro_arena_free(&rules_arena);
    return 0;
}

/* An article of one sentence a line; published may be NULL. */
static ro_article *article_of(const char *text, const char *published) {
    ro_article *article = ro_article_new();
    assert_non_null(article);
    article->text = text;
    article->size = (uint32_t)strlen(text);
    if (published) assert_int_equal(ro_date_parse(published, &article->meta.published.date), RO_OK);
    for (uint32_t at = 0; at < article->size;) {
        const char *newline = strchr(text + at, '\n');
        uint32_t end = newline ? (uint32_t)(newline - text) : article->size;
        ro_sentence *sentence = RO_PUSH(&article->arena, &article->sentences);
        if (sentence) sentence->span = (ro_span){at, end};
        at = end + 1;
    }
    return article;
}

/* What the text should give: the words and the value of each expression in turn. */
typedef struct expected {
    const char *text;
    const char *published;
    const char *found[9]; /* words, value, words, value, ... NULL */
} expected;

static void check(const expected *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        ro_article *article = article_of(cases[i].text, cases[i].published);
        ro_find_times(rules, article);
        uint32_t n = 0;
        for (; cases[i].found[2 * n]; n++) {
            if (n >= article->times.count) fail_msg("too few times in: %s", cases[i].text);
            const ro_time *time = &article->times.items[n];
            ro_str words = ro_str_span(article->text, time->span);
            ro_when read;
            assert_int_equal(ro_when_parse(time->value, &read), RO_OK);
            assert_true(ro_when_is_same(&read, &time->when) && read.hours == time->when.hours);
            if (!ro_str_eq(words, ro_str_of(cases[i].found[2 * n])) ||
                strcmp(time->value, cases[i].found[2 * n + 1]) != 0)
                fail_msg("%.*s = %s, not %s = %s, in: %s", (int)words.n, words.p, time->value,
                         cases[i].found[2 * n], cases[i].found[2 * n + 1], cases[i].text);
        }
        if (article->times.count != n) {
            ro_str words = ro_str_span(article->text, article->times.items[n].span);
            fail_msg("also %.*s in: %s", (int)words.n, words.p, cases[i].text);
        }
        ro_article_free(article);
    }
}

#define CHECK(cases) check((cases), sizeof(cases) / sizeof *(cases))

static void dates_stand_by_themselves(void **state) {
    (void)state;
    static const expected cases[] = {
        {"He took office in January 2021.", NULL, {"January 2021", "2021-01"}},
        {"It was signed on March 3, 1999.", NULL, {"March 3, 1999", "1999-03-03"}},
        {"It was signed on 3rd of March 1999.", NULL, {"3rd of March 1999", "1999-03-03"}},
        {"Filed 2023-06-19.", NULL, {"2023-06-19", "2023-06-19"}},
        {"The war of 1812 and the 1990s.", NULL, {"1812", "1812", "the 1990s", "199"}},
        {"In the 20th century.", NULL, {"the 20th century", "19"}},
        {"Profit in the third quarter of 1984 fell.",
         NULL,
         {"the third quarter of 1984", "1984-Q3"}},
    };
    CHECK(cases);
}

/* Each form of an expression once, on a Wednesday. */
static void forms_have_their_values(void **state) {
    (void)state;
    static const expected cases[] = {
        {"It lasted an hour and a half.", "2023-06-21", {"an hour and a half", "PT1.5H"}},
        {"It took two years or so.", "2023-06-21", {"two years or so", "P2Y"}},
        {"He left two years and a half ago.", "2023-06-21", {"two years and a half ago", "2020"}},
        {"The past year was hard.", "2023-06-21", {"The past year", "P1Y"}},
        {"The past two weeks were hard.", "2023-06-21", {"The past two weeks", "P2W"}},
        {"He came in the year ended March 31.",
         "2023-06-21",
         {"the year", "P1Y", "March 31", "2023-03-31"}},
        {"He came the year-ago quarter.", "2023-06-21", {"the year-ago quarter", "2022"}},
        {"It will be done by year-end.", "2023-06-21", {"year-end", "2023"}},
        {"It will be done by year's end.", "2023-06-21", {"year's end", "2023"}},
        {"He reads it daily.", "2023-06-21", {"daily", "P1D"}},
        {"They meet every two weeks.", "2023-06-21", {"every two weeks", "P2W"}},
        {"They meet every 6 hours.", "2023-06-21", {"every 6 hours", "PT6H"}},
        {"They meet each year.", "2023-06-21", {"each year", "P1Y"}},
        {"They meet every 1.5 hours.", "2023-06-21", {"every 1.5 hours", "PT1.5H"}},
        {"They meet every Sunday night.", "2023-06-21", {"every Sunday night", "XXXX-WXX-7TNI"}},
        {"They meet Mondays.", "2023-06-21", {"Mondays", "XXXX-WXX-1"}},
        {"He left in May '97.", "2023-06-21", {"May '97", "1997-05"}},
        {"He left in May '69.", "2023-06-21", {"May '69", "1969-05"}},
        {"He came in June '05.", "2023-06-21", {"June '05", "2005-06"}},
        {"It was filed in 2023-05.", "2023-06-21", {"2023-05", "2023-05"}},
        {"It was filed on 13/06/2023.", "2023-06-21", {"13/06/2023", "2023-06-13"}},
        {"It was filed on 06/13/2023.", "2023-06-21", {"06/13/2023", "2023-06-13"}},
        {"He came this morning.", "2023-06-21", {"this morning", "2023-06-21TMO"}},
        {"That evening he left.", "2023-06-21", {"That evening", "2023-06-21TEV"}},
        {"Sales fell in Q1 2022.", "2023-06-21", {"Q1 2022", "2022-Q1"}},
        {"Sales fell in Q4 2022.", "2023-06-21", {"Q4 2022", "2022-Q4"}},
        {"Sales fell in Q5 2022.", "2023-06-21", {"2022", "2022"}},
        {"It was the year two thousand.", "2023-06-21", {"the year two thousand", "2000"}},
        {"It was in the '80s.", "2023-06-21", {"the '80s", "198"}},
        {"It was in the '30s.", "2023-06-21", {"the '30s", "193"}},
        {"It was in the '20s.", "2023-06-21", {"the '20s", "202"}},
        {"He came in nineteen ninety.", "2023-06-21", {"nineteen ninety", "1990"}},
        {"They met last weekend.", "2023-06-21", {"last weekend", "2023-W24-WE"}},
        {"They meet next weekend.", "2023-06-21", {"next weekend", "2023-W25-WE"}},
        {"They met this weekend.", "2023-06-21", {"this weekend", "2023-W25-WE"}},
        {"It began 36 hours ago.", "2023-06-21", {"36 hours ago", "2023-06-20"}},
        {"It ends in 48 hours.", "2023-06-21", {"48 hours", "PT48H"}},
        {"He came last quarter.", "2023-06-21", {"last quarter", "2023-Q1"}},
        {"It was the last decade.", "2023-06-21", {"the last decade", "201"}},
        {"It was this century.", "2023-06-21", {"this century", "20"}},
        {"He will come next decade.", "2023-06-21", {"next decade", "203"}},
        {"It was this millennium.", "2023-06-21", {"this millennium", "2"}},
        {"It was the last millennium.", NULL, {"the last millennium", "X"}},
        {"It was the last decade.", NULL, {"the last decade", "XXX"}},
        {"The shop closed at 24:00.", "2023-06-21", {"24:00", "2023-06-21T24:00"}},
        {"The shop closed at 24:30.", "2023-06-21", {NULL}},
        {"They met recently.", "2023-06-21", {"recently", "PAST_REF"}},
        {"They met months ago.", "2023-06-21", {"months ago", "PAST_REF"}},
        {"They will meet in the coming years.", "2023-06-21", {"the coming years", "PXY"}},
        {"He came this May.", "2023-06-21", {"this May", "2023-05"}},
        {"He came this Friday.", "2023-06-21", {"this Friday", "2023-06-23"}},
        {"He came last Friday.", "2023-06-21", {"last Friday", "2023-06-16"}},
        {"He came nine years ago.", "2023-06-21", {"nine years ago", "2014"}},
        {"He came six months ago.", "2023-06-21", {"six months ago", "2022-12"}},
        {"He came three weeks ago.", "2023-06-21", {"three weeks ago", "2023-W22"}},
        {"It runs to mid-July.", "2023-06-21", {"mid-July", "2023-07"}},
        {"The vote is in the spring.", "2023-06-21", {"the spring", "2023-SP"}},
        {"He will come on Christmas.", "2023-06-21", {"Christmas", "2023-12-25"}},
        {"He came at noon on Sunday.", "2023-06-21", {"noon on Sunday", "2023-06-18T12:00"}},
        {"It rose on New Year's Day.", "2023-06-21", {"New Year's Day", "2023-01-01"}},
    };
    CHECK(cases);
}

static void without_a_publication_date_fields_stay_open(void **state) {
    (void)state;
    static const expected cases[] = {
        {"They met on Monday.", NULL, {"Monday", "XXXX-WXX-1"}},
        {"They met on Monday morning.", NULL, {"Monday morning", "XXXX-WXX-1TMO"}},
        {"The forum is in November.", NULL, {"November", "XXXX-11"}},
        {"He left last week.", NULL, {"last week", "XXXX-WXX"}},
        {"They met late last year.", NULL, {"late last year", "XXXX"}},
        {"It opens on Christmas Eve.", NULL, {"Christmas Eve", "XXXX-12-24"}},
        {"They ate on Thanksgiving.", NULL, {"Thanksgiving", "XXXX-XX-XX"}},
        {"They met on Monday.\nThe previous day was quiet.",
         NULL,
         {"Monday", "XXXX-WXX-1", "The previous day", "XXXX-WXX-7"}},
    };
    CHECK(cases);
    ro_article *article = article_of("They met on Monday.", NULL);
    ro_find_times(rules, article);
    assert_int_equal(article->times.items[0].anchor, RO_ANCHOR_OPEN);
    assert_int_equal(article->times.items[0].first.precision, RO_PRECISION_NONE);
    ro_article_free(article);
}

static void dates_count_from_the_day_of_publication(void **state) {
    (void)state;
    static const expected cases[] = {
        {"They met on Sunday.", "2023-06-19", {"Sunday", "2023-06-18"}},
        {"They met on Monday.", "2023-06-19", {"Monday", "2023-06-19"}},
        {"They will meet on Sunday.", "2023-06-19", {"Sunday", "2023-06-25"}},
        {"They are set to meet on Monday.", "2023-06-19", {"Monday", "2023-06-19"}},
        {"They talked last November.", "2023-06-19", {"last November", "2022-11"}},
        {"They talked in November.", "2023-06-19", {"November", "2022-11"}},
        {"They will meet in September.", "2023-06-19", {"September", "2023-09"}},
        {"He was scheduled to come in February.", "2023-06-19", {"February", "2023-02"}},
        {"He is invited to come in February.", "2023-06-19", {"February", "2024-02"}},
        {"He dropped a planned trip in January.", "2023-09-19", {"January", "2023-01"}},
        {"They prepared for November, when the city will host it.",
         "2023-06-19",
         {"November", "2023-11"}},
        {"The visit in February was put off.", "2023-06-19", {"February", "2023-02"}},
        {"He left last week.", "2023-06-19", {"last week", "2023-W24"}},
        {"Two men spoke at the forum this month.", "2023-06-19", {"this month", "2023-06"}},
        {"He came yesterday and leaves tomorrow.",
         "2024-03-01",
         {"yesterday", "2024-02-29", "tomorrow", "2024-03-02"}},
        {"It fell on Friday, Oct. 13.", "1989-10-30", {"Friday, Oct. 13", "1989-10-13"}},
        {"They left five years ago.", "2023-06-19", {"five years ago", "2018"}},
        {"It ended ten days ago.", "2023-06-19", {"ten days ago", "2023-06-09"}},
        {"He spoke at 9:30 a.m. on Monday.",
         "2023-06-20",
         {"9:30 a.m. on Monday", "2023-06-19T09:30"}},
        {"The blast at 0930 GMT shook the port.", "2023-06-20", {"0930 GMT", "2023-06-20T09:30"}},
        {"It opens on Christmas Eve.", "2023-12-01", {"Christmas Eve", "2023-12-24"}},
        {"They ate on Thanksgiving.", "2023-12-01", {"Thanksgiving", "2023-11-23"}},
        {"Easter Monday was dry.", "2023-05-01", {"Easter Monday", "2023-04-10"}},
        {"Profit fell in the third quarter of 1984.\nSales rose in the quarter.",
         "1985-02-01",
         {"the third quarter of 1984", "1984-Q3", "the quarter", "1984-Q3"}},
    };
    CHECK(cases);
}

/* The value as text is by the clock of the text; its zone stands in the value itself. */
static void an_instant_keeps_its_zone(void **state) {
    (void)state;
    static const struct {
        const char *text, *value;
        int minute, utc_offset;
    } cases[] = {
        {"The blast at 0930 GMT shook the port.", "2023-06-20T09:30", 570, 0},
        {"Polls close at 7 p.m. EST.", "2023-06-20T19:00", 1140, -300},
        {"Polls close at 7 p.m. today.", "2023-06-20T19:00", 1140, RO_OFFSET_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ro_article *article = article_of(cases[i].text, "2023-06-20");
        ro_find_times(rules, article);
        assert_int_equal(article->times.count, 1);
        const ro_time *time = &article->times.items[0];
        assert_string_equal(time->value, cases[i].value);
        assert_int_equal(time->when.hours, RO_HOURS_CLOCK);
        assert_int_equal(time->when.minute, cases[i].minute);
        assert_int_equal(time->when.utc_offset, cases[i].utc_offset);
        ro_article_free(article);
    }
}

static void a_coarse_publication_date_gives_no_more_than_it_holds(void **state) {
    (void)state;
    static const expected cases[] = {
        {"They met late last year.", "2023", {"late last year", "2022"}},
        {"They met on Friday.", "2023-06", {"Friday", "2023-WXX-5"}},
        {"They met this month.", "2023", {"this month", "2023-XX"}},
        {"They met on Tuesday.", "2023", {"Tuesday", "XXXX-WXX-2"}},
        {"They met on Tuesday.", "2023-06-15T12:00", {"Tuesday", "2023-06-13"}},
    };
    ro_article *article = article_of("They met on Friday.", "2023-06");
    ro_find_times(rules, article);
    const ro_time *time = &article->times.items[0];
    assert_int_equal(time->anchor, RO_ANCHOR_PUBLISHED);
    assert_int_equal(time->first.month, 5);
    assert_int_equal(time->last.month, 6);
    ro_article_free(article);
    CHECK(cases);
}

static void durations_and_sets(void **state) {
    (void)state;
    static const expected cases[] = {
        {"It lasted 7 1/2 hours.", NULL, {"7 1/2 hours", "PT7.5H"}},
        {"It lasted 5-1/2 hours.", NULL, {"5-1/2 hours", "PT5.5H"}},
        {"It lasted more than seven-and-a-half hours.",
         NULL,
         {"more than seven-and-a-half hours", "PT7.5H"}},
        {"A two-day visit, the first in five years.",
         NULL,
         {"two-day", "P2D", "five years", "P5Y"}},
        {"Talks rose in recent years and coming months.",
         NULL,
         {"recent years", "PXY", "coming months", "PXM"}},
        {"The group meets every Friday.", NULL, {"every Friday", "XXXX-WXX-5"}},
        {"Sales over the past three months.", NULL, {"the past three months", "P3M"}},
        {"It costs $3 million a year.", NULL, {"a year", "P1Y"}},
        {"The 47-year-old man.", NULL, {NULL}},
        {"They might one day clash.", NULL, {NULL}},
    };
    CHECK(cases);
}

static void words_that_are_no_times(void **state) {
    (void)state;
    static const expected cases[] = {
        {"They may march on.", NULL, {NULL}},
        {"The second meeting sat.", NULL, {NULL}},
        {"The Evening Daily said so.", NULL, {NULL}},
        {"It has 2000 troops, $1999 and a fall of 2,023 points.", NULL, {NULL}},
        {"The fall of the house.", NULL, {NULL}},
        {"At the last minute.", NULL, {NULL}},
        {"Call 555-0142 or see section 3.", NULL, {NULL}},
    };
    CHECK(cases);
}

static void hostile_figures_do_no_harm(void **state) {
    (void)state;
    static const char *const texts[] = {
        "on 99999-99-99 and 0000-00-00 at 99:99 in 0 AD on 31 February 2023",
        "999999999999999999999999 years ago, 1e999 days later, 99999999999 weeks ago",
        "1/2/3/4/5/6/7/8/9/0 1/0 0/0 and a half and a half and a half hours",
        "Easter 9999 and Easter 1000, Feb. 30 and Sunday, Feb. 30",
        "half a half a half a dozen dozen million million million billion trillion years",
    };
    static const char *const dates[] = {NULL, "0000", "9999-12-31", "2023"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t d = 0; d < sizeof dates / sizeof *dates; d++) {
            ro_article *article = article_of(texts[i], dates[d]);
            ro_find_times(rules, article);
            for (uint32_t t = 0; t < article->times.count; t++) {
                assert_non_null(article->times.items[t].value);
                assert_true(article->times.items[t].span.end <= article->size);
            }
            ro_article_free(article);
        }
    size_t size = 1 << 20;
    char *digits = malloc(size + 1);
    assert_non_null(digits);
    memset(digits, '9', size);
    digits[size] = 0;
    ro_article *article = article_of(digits, "2023-06-19");
    ro_find_times(rules, article);
    assert_int_equal(article->times.count, 0);
    ro_article_free(article);
    free(digits);
}

static void out_of_memory_is_told(void **state) {
    (void)state;
    for (size_t n = 0;; n++) {
        ro_arena arena = RO_ARENA_INIT;
        ro_arena_fail_after(n);
        ro_times_rules *made = ro_times_rules_new(&arena);
        ro_arena_fail_after(SIZE_MAX);
        bool failed = arena.oom;
        assert_true(failed == (made == NULL));
        ro_arena_free(&arena);
        if (!failed) break;
    }
    for (size_t n = 0;; n++) {
        ro_article *article = article_of("They met on Monday, June 5, and for two days in 1999.\n"
                                         "The previous day they met at noon.",
                                         "2023-06-19");
        ro_arena_fail_after(n);
        ro_find_times(rules, article);
        ro_arena_fail_after(SIZE_MAX);
        bool failed = article->arena.oom;
        if (!failed) assert_int_equal(article->times.count, 5);
        ro_article_free(article);
        if (!failed) break;
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_stand_by_themselves),
        cmocka_unit_test(forms_have_their_values),
        cmocka_unit_test(without_a_publication_date_fields_stay_open),
        cmocka_unit_test(dates_count_from_the_day_of_publication),
        cmocka_unit_test(a_coarse_publication_date_gives_no_more_than_it_holds),
        cmocka_unit_test(an_instant_keeps_its_zone),
        cmocka_unit_test(durations_and_sets),
        cmocka_unit_test(words_that_are_no_times),
        cmocka_unit_test(hostile_figures_do_no_harm),
        cmocka_unit_test(out_of_memory_is_told),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
