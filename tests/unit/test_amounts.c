/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "analyse/analyse.h"

static ro_arena rules_arena;
static ro_times_rules *times;
static ro_amounts_rules *amounts;

static int set_up(void **state) {
    (void)state;
    times = ro_times_rules_new(&rules_arena);
    amounts = ro_amounts_rules_new(&rules_arena);
    return times && amounts ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    ro_arena_free(&rules_arena);
    return 0;
}

/* Words are cut at spaces and signs. A word tagged "/N" is a noun, "/A" an adjective; the
 * tags are blanked out, so that the test does not lean on a tagger. */
static ro_article *article_of(const char *tagged) {
    ro_article *article = ro_article_new();
    assert_non_null(article);
    size_t size = strlen(tagged);
    char *text = ro_arena_copy(&article->arena, tagged, size);
    assert_non_null(text);
    article->text = text;
    article->size = (uint32_t)size;
    ro_sentence *sentence = RO_PUSH(&article->arena, &article->sentences);
    assert_non_null(sentence);
    for (uint32_t at = 0; at < size;) {
        if (text[at] == ' ') {
            at++;
            continue;
        }
        uint32_t end = at + 1;
        if (ro_is_alpha((unsigned char)text[at]) || ro_is_digit((unsigned char)text[at]))
            while (ro_is_alpha((unsigned char)text[end]) || ro_is_digit((unsigned char)text[end]))
                end++;
        ro_token *token = RO_PUSH(&article->arena, &article->tokens);
        assert_non_null(token);
        token->span = (ro_span){at, end};
        if (text[end] == '/' && (text[end + 1] == 'N' || text[end + 1] == 'A')) {
            token->upos = text[end + 1] == 'N' ? RO_UPOS_NOUN : RO_UPOS_ADJ;
            text[end] = text[end + 1] = ' ';
            end += 2;
        }
        at = end;
    }
    sentence->span = (ro_span){0, article->size};
    sentence->token_count = article->tokens.count;
    return article;
}

typedef struct expected {
    const char *text;
    const char *words; /* NULL: no amount */
    double value, high;
    ro_bound bound;
    const char *unit, *of;
} expected;

static void check_one(const expected *e) {
    ro_article *article = article_of(e->text);
    ro_find_times(times, article);
    ro_find_amounts(amounts, article);
    if (!e->words) {
        if (article->amounts.count) fail_msg("an amount in: %s", e->text);
        ro_article_free(article);
        return;
    }
    if (article->amounts.count != 1) fail_msg("%u amounts in: %s", article->amounts.count, e->text);
    const ro_amount *a = &article->amounts.items[0];
    ro_str words = ro_str_span(article->text, a->span), of = ro_str_span(article->text, a->of);
    if (!ro_str_eq(words, ro_str_of(e->words)))
        fail_msg("\"%.*s\", not \"%s\"", (int)words.n, words.p, e->words);
    assert_true(a->value == e->value);
    assert_true(a->high == (e->high != 0 ? e->high : e->value));
    assert_int_equal(a->bound, e->bound);
    if (!e->unit)
        assert_null(a->unit);
    else
        assert_string_equal(a->unit, e->unit);
    if (!ro_str_eq(of, ro_str_of(e->of))) fail_msg("of \"%.*s\" in: %s", (int)of.n, of.p, e->text);
    ro_article_free(article);
}

static void check(const expected *cases, size_t count) {
    for (size_t i = 0; i < count; i++) check_one(&cases[i]);
}

#define CHECK(cases) check((cases), sizeof(cases) / sizeof *(cases))

/* Units written against the figure, of two figures, and letters that are none. */
static void units_in_all_their_places(void **state) {
    (void)state;
    static const expected cases[] = {
        {"It cost $5k.", "$5k", 5000, 0, RO_BOUND_EXACT, "USD", NULL},
        {"It cost 5.5k euros.", "5.5k euros", 5500, 0, RO_BOUND_EXACT, "EUR", NULL},
        {"It rose 3\xC2\xB0"
         "C.",
         "3\xC2\xB0"
         "C",
         3, 0, RO_BOUND_EXACT, "degree Celsius", NULL},
        {"It was 30 \xC2\xB0 F.", "30 \xC2\xB0 F", 30, 0, RO_BOUND_EXACT, "degree Fahrenheit",
         NULL},
        {"It was 30 degrees Celsius.", "30 degrees Celsius", 30, 0, RO_BOUND_EXACT,
         "degree Celsius", NULL},
        {"They sold 800,000 F-Series.", NULL, 0, 0, RO_BOUND_EXACT, NULL, NULL},
        {"They own 1.8M dollars.", "1.8M dollars", 1.8e6, 0, RO_BOUND_EXACT, "USD", NULL},
        {"They reach 5m people.", "5m", 5e6, 0, RO_BOUND_EXACT, NULL, NULL},
        {"It is 5m long.", "5m", 5, 0, RO_BOUND_EXACT, "meter", NULL},
        {"It lasted 2 to 3 hours.", "2 to 3 hours", 2, 3, RO_BOUND_EXACT, "hour", NULL},
        {"It lasted two hours to three hours.", "two hours to three hours", 2, 3, RO_BOUND_EXACT,
         "hour", NULL},
        {"It is between 5 km and 7 km long.", "between 5 km and 7 km", 5, 7, RO_BOUND_EXACT,
         "kilometer", NULL},
        {"It is an hour and a half.", "an hour and a half", 1.5, 0, RO_BOUND_EXACT, "hour", NULL},
        {"It took half an hour.", "half an hour", .5, 0, RO_BOUND_EXACT, "hour", NULL},
        {"It took 5- to 6-year terms.", "5- to 6-year", 5, 6, RO_BOUND_EXACT, "year", NULL},
        {"It took 8-to-16 meter waves.", "8-to-16 meter", 8, 16, RO_BOUND_EXACT, "meter", NULL},
        {"They sold two dozen cars/N.", "two dozen", 24, 0, RO_BOUND_EXACT, NULL, "cars"},
        {"They sold three pairs/N.", "three", 3, 0, RO_BOUND_EXACT, NULL, "pairs"},
        {"It took 3 t of coal/N.", "3 t", 3, 0, RO_BOUND_EXACT, "metric ton", "coal"},
        {"It cost USD 5 million.", "USD 5 million", 5e6, 0, RO_BOUND_EXACT, "USD", NULL},
        {"It cost 5 million USD.", "5 million USD", 5e6, 0, RO_BOUND_EXACT, "USD", NULL},
        {"It cost 5 to 7 million dollars.", "5 to 7 million dollars", 5e6, 7e6, RO_BOUND_EXACT,
         "USD", NULL},
        {"It fell by more than 5%.", "more than 5%", 5, 0, RO_BOUND_MORE_THAN, "percent", NULL},
        {"It cost as much as $3 billion.", "as much as $3 billion", 3e9, 0, RO_BOUND_AT_MOST, "USD",
         NULL},
        {"Nineteen ninety was wet.", NULL, 0, 0, RO_BOUND_EXACT, NULL, NULL},
        {"He had second thoughts/N.", NULL, 0, 0, RO_BOUND_EXACT, NULL, NULL},
        {"It took two second breaks/N.", NULL, 0, 0, RO_BOUND_EXACT, NULL, NULL},
        {"It is 5 ft tall.", "5 ft", 5, 0, RO_BOUND_EXACT, "foot", NULL},
        {"It has 3.5 GHz.", "3.5 GHz", 3.5, 0, RO_BOUND_EXACT, "gigahertz", NULL},
        {"It hired no more than 40 workers/N.", "no more than 40", 40, 0, RO_BOUND_AT_MOST, NULL,
         "workers"},
    };
    CHECK(cases);
}

static void numbers_in_all_their_spellings(void **state) {
    (void)state;
    static const expected cases[] = {
        {"It took 5 1/2 hours.", "5 1/2 hours", 5.5, 0, RO_BOUND_EXACT, "hour", NULL},
        {"It took 5-1/2 hours.", "5-1/2 hours", 5.5, 0, RO_BOUND_EXACT, "hour", NULL},
        {"It took 5\xC2\xBD hours.", "5\xC2\xBD hours", 5.5, 0, RO_BOUND_EXACT, "hour", NULL},
        {"It took five-and-a-half hours.", "five-and-a-half hours", 5.5, 0, RO_BOUND_EXACT, "hour",
         NULL},
        {"It took half an hour.", "half an hour", 0.5, 0, RO_BOUND_EXACT, "hour", NULL},
        {"It cost $1.4 million.", "$1.4 million", 1400000, 0, RO_BOUND_EXACT, "USD", NULL},
        {"It cost A$1,400.", "A$1,400", 1400, 0, RO_BOUND_EXACT, "AUD", NULL},
        {"It cost three hundred and five euros.", "three hundred and five euros", 305, 0,
         RO_BOUND_EXACT, "EUR", NULL},
        {"Prices rose 1.4%.", "1.4%", 1.4, 0, RO_BOUND_EXACT, "percent", NULL},
        {"It was minus 5 C.", "minus 5 C", -5, 0, RO_BOUND_EXACT, "degree Celsius", NULL},
        {"At 90 km/h.", "90 km/h", 90, 0, RO_BOUND_EXACT, "kilometer per hour", NULL},
        {"About $3-$5 billion.", "About $3-$5 billion", 3e9, 5e9, RO_BOUND_ABOUT, "USD", NULL},
    };
    CHECK(cases);
}

static void bounds_and_what_is_counted(void **state) {
    (void)state;
    static const expected cases[] = {
        {"It lasted more than five hours.", "more than five hours", 5, 0, RO_BOUND_MORE_THAN,
         "hour", NULL},
        {"It met over two days.", "two days", 2, 0, RO_BOUND_EXACT, "day", NULL},
        {"It went on for over two days.", "over two days", 2, 0, RO_BOUND_MORE_THAN, "day", NULL},
        {"An hour longer than planned.", "An hour", 1, 0, RO_BOUND_EXACT, "hour",
         "longer than planned"},
        {"about 200 people/N fled", "about 200", 200, 0, RO_BOUND_ABOUT, NULL, "people"},
        {"at least 12 were hurt", "at least 12", 12, 0, RO_BOUND_AT_LEAST, NULL, NULL},
        {"between 3 and 5 ships/N", "between 3 and 5", 3, 5, RO_BOUND_EXACT, NULL, "ships"},
        {"with 3-5 cars/N left", "3-5", 3, 5, RO_BOUND_EXACT, NULL, "cars"},
        {"with two dozen cars/N", "two dozen", 24, 0, RO_BOUND_EXACT, NULL, "cars"},
        {"with hundreds of cars/N", "hundreds", 100, 1000, RO_BOUND_ABOUT, NULL, "cars"},
        {"with 6,000 young/A troops/N", "6,000", 6000, 0, RO_BOUND_EXACT, NULL, "young  troops"},
        {"with 6,000 or more troops/N", "6,000 or more", 6000, 0, RO_BOUND_AT_LEAST, NULL,
         "troops"},
        {"a two-day visit/N", "two-day", 2, 0, RO_BOUND_EXACT, "day", "visit"},
        {"some 40% of voters/N", "some 40%", 40, 0, RO_BOUND_ABOUT, "percent", "voters"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        expected one = cases[i];
        if (one.of && strcmp(one.of, "young  troops") == 0) one.of = "young   troops";
        check_one(&one);
    }
}

static void numbers_that_are_no_amounts(void **state) {
    (void)state;
    static const expected cases[] = {
        {.text = "In 2021 and May 2022 troops/N left"},
        {.text = "the 20th time/N and the third try/N"},
        {.text = "they won 3-2 on Sunday"},
        {.text = "call 555-0142 now"},
        {.text = "under Section 702 of the law/N"},
        {.text = "on page three of the paper/N"},
        {.text = "at 9:30 a.m. the Group of 20 met"},
        {.text = "an F16 and a Boeing 737 jet/N"},
        {.text = "one official/N said the two sides/N met"},
        {.text = "version 1.2.3 is out"},
        {.text = "they might one day clash"},
        {.text = "several people/N met"},
    };
    CHECK(cases);
}

static void hostile_figures_do_no_harm(void **state) {
    (void)state;
    static const char *const texts[] = {
        "1/2/3/4 1/0 0/0 -0 -1/2 and a half and a half minus minus minus 5",
        "million million billion trillion trillion trillion trillion trillion people",
        "nine hundred thousand million billion trillion trillion trillion people/N",
        "$ $ $ $5 between between 3 and 5 and 7 to to 8 more than more than",
        "1,2,3,4,5,000,000,00 9999999999999999999999999999999999999 people/N",
        "USD USD USD % % % 5%% C$",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ro_article *article = article_of(texts[i]);
        ro_find_times(times, article);
        ro_find_amounts(amounts, article);
        for (uint32_t a = 0; a < article->amounts.count; a++) {
            assert_true(article->amounts.items[a].span.end <= article->size);
            assert_true(article->amounts.items[a].value <= article->amounts.items[a].high);
        }
        ro_article_free(article);
    }
    size_t size = 1 << 20;
    char *digits = malloc(size + 1);
    assert_non_null(digits);
    memset(digits, '9', size);
    digits[size] = 0;
    ro_article *article = article_of(digits);
    ro_find_amounts(amounts, article);
    assert_int_equal(article->amounts.count, 0);
    ro_article_free(article);
    free(digits);
}

static void out_of_memory_is_told(void **state) {
    (void)state;
    for (size_t n = 0;; n++) {
        ro_arena arena = RO_ARENA_INIT;
        ro_arena_fail_after(n);
        ro_amounts_rules *made = ro_amounts_rules_new(&arena);
        ro_arena_fail_after(SIZE_MAX);
        bool failed = arena.oom;
        assert_true(failed == (made == NULL));
        ro_arena_free(&arena);
        if (!failed) break;
    }
    for (size_t n = 0;; n++) {
        ro_article *article = article_of("about 200 people/N paid $5 for 3 hours");
        ro_arena_fail_after(n);
        ro_find_amounts(amounts, article);
        ro_arena_fail_after(SIZE_MAX);
        bool failed = article->arena.oom;
        if (!failed) assert_int_equal(article->amounts.count, 3);
        ro_article_free(article);
        if (!failed) break;
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_in_all_their_places),
        cmocka_unit_test(numbers_in_all_their_spellings),
        cmocka_unit_test(bounds_and_what_is_counted),
        cmocka_unit_test(numbers_that_are_no_amounts),
        cmocka_unit_test(hostile_figures_do_no_harm),
        cmocka_unit_test(out_of_memory_is_told),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
