/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "compare/changes/order.h"
#include "compare/versions/family.h"
#include "compare/words/likeness.h"
#include "compare_fixture.h"

static const char FIRST[] =
    "A freight train left the rails near the village of Dorn on Sunday, and at least 3 people "
    "were hurt.\n"
    "Rescue teams reached the gorge by helicopter because the only road was under water.\n"
    "The railway company said the driver had braked hard before a bend.\n"
    "Investigators may look at the points on Monday.";

static const char SECOND[] =
    "A freight train left the rails near the village of Dorn on Sunday, and at least 7 people "
    "were hurt.\n"
    "Rescue teams reached the gorge by helicopter because the only road was under water.\n"
    "The railway company said the driver had braked hard before a bend.\n"
    "Investigators looked at the points on Monday and found them worn.\n"
    "\"We had asked for new points in March,\" said signalwoman Petra Hall.";

static int open_fixture(void **state) {
    fixture *f = malloc(sizeof *f);
    *state = f;
    return f && fixture_open(f) ? 0 : -1;
}

static int close_fixture(void **state) {
    fixture_close(*state);
    free(*state);
    return 0;
}

static ro_span place_of(const ro_article *article, const char *words) {
    size_t at = ro_str_find(ro_str_of(article->text), ro_str_of(words));
    assert_true(at != SIZE_MAX);
    return (ro_span){(uint32_t)at, (uint32_t)(at + strlen(words))};
}

static void add_amount(ro_article *article, const char *words, double value) {
    ro_amount *amount = RO_PUSH(&article->arena, &article->amounts);
    *amount = (ro_amount){place_of(article, words), value, value, RO_BOUND_EXACT, "person", {0, 0}};
}

static const ro_change *find_change(const ro_version *version, ro_change_kind kind) {
    for (uint32_t i = 0; i < version->change_count; i++)
        if (version->changes[i].kind == kind) return &version->changes[i];
    return NULL;
}

static const char BRIDGE[] =
    "The bridge at Dorn has been shut since the flood of %s, and the railway company says that "
    "nobody knows when it will carry trains again.\n"
    "Rescue teams once reached the gorge by helicopter because the only road was under water.\n"
    "Petra Hall, a signalwoman, said the points of the line were worn and that she had written.";

/* Of two texts the one that goes on to a later year of our time is the newer. */
static void a_later_year_is_of_the_newer(void **state) {
    static const struct {
        const char *first, *second;
        bool told;
    } years[] = {{"2021", "2023", true},  {"2023", "2021", true},  {"1899", "2101", false},
                 {"1900", "2099", true},  {"2100", "2021", false}, {"2021", "2021", false},
                 {"12021", "2021", false}};
    fixture *f = *state;
    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        char first[512], second[512];
        snprintf(first, sizeof first, BRIDGE, years[i].first);
        snprintf(second, sizeof second, BRIDGE, years[i].second);
        fixture_clear(f);
        fixture_add(f, first)->meta.outlet = "Valley Wire";
        fixture_add(f, second)->meta.outlet = "Valley Wire";
        fixture_compare(f);
        bool told = false;
        for (uint32_t k = 0; k < f->comparison.versions.count; k++) {
            const ro_version *version = &f->comparison.versions.items[k];
            if (!version->evidence || !strstr(version->evidence, "the newer goes on to ")) continue;
            told = true;
            assert_int_equal(version->newer, strcmp(years[i].second, years[i].first) > 0);
        }
        if (told != years[i].told) print_error("%s, %s\n", years[i].first, years[i].second);
        assert_int_equal(told, years[i].told);
    }
}

static void add_time(ro_article *article, const char *timex) {
    ro_time *time = RO_PUSH(&article->arena, &article->times);
    *time = (ro_time){.type = RO_TIME_DATE, .value = timex};
    assert_int_equal(ro_when_parse(timex, &time->when), RO_OK);
}

/* Of two texts that name days of the week without their dates the one that goes on to the next day
 * is the newer; days with a date tell nothing by their weekday. */
static void a_next_weekday_is_of_the_newer(void **state) {
    static const struct {
        const char *both, *alone;
        bool told;
    } days[] = {{"XXXX-WXX-1", "XXXX-WXX-2", true},   {"XXXX-WXX-7", "XXXX-WXX-1TMO", true},
                {"XXXX-WXX-1", "XXXX-WXX-4", false},  {"XXXX-WXX-1", "2024-05-07", false},
                {"2024-05-06", "2024-05-07", false},  {"XXXX-WXX-1", "XXXX-05-07", false},
                {"XXXX-WXX-1", "XXXX-WXX-WE", false}, {"XXXX-WXX-1", "2024-WXX-2", false}};
    fixture *f = *state;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        fixture_clear(f);
        ro_article *newer = fixture_add(f, FIRST), *older = fixture_add(f, FIRST);
        add_time(newer, days[i].both), add_time(newer, days[i].alone);
        add_time(older, days[i].both);
        fixture_compare(f);
        ro_order order = ro_order_versions(&f->comparison, 1, 0, &(ro_change_array){0}, &f->arena);
        if ((order.votes > 0) != days[i].told) fail_msg("%s, %s", days[i].both, days[i].alone);
    }
}

/* The newer is given first: order must not come from the order of the input. */
static const ro_version *compare_two(fixture *f) {
    fixture_clear(f);
    ro_article *newer = fixture_add(f, SECOND), *older = fixture_add(f, FIRST);
    newer->meta.outlet = older->meta.outlet = "Valley Wire";
    add_amount(newer, "at least 7 people", 7);
    add_amount(older, "at least 3 people", 3);
    ro_quote *quote = RO_PUSH(&newer->arena, &newer->quotes);
    ro_span *part = RO_ARENA_NEW(&newer->arena, ro_span);
    *part = place_of(newer, "We had asked for new points in March");
    *quote = (ro_quote){.span = *part, .kind = RO_QUOTE_DIRECT, .parts = part, .part_count = 1};
    fixture_compare(f);
    assert_int_equal(f->comparison.versions.count, 1);
    return &f->comparison.versions.items[0];
}

static void a_later_version_is_told(void **state) {
    fixture *f = *state;
    const ro_version *version = compare_two(f);
    assert_int_equal(version->older, 1);
    assert_int_equal(version->newer, 0);
    assert_int_equal(f->comparison.copies.count, 0);
    assert_non_null(strstr(version->evidence, "both by Valley Wire"));
    assert_non_null(strstr(version->evidence, "a figure has grown"));
}

static void changes_are_told(void **state) {
    fixture *f = *state;
    const ro_version *version = compare_two(f);
    const ro_article *newer = f->articles[0], *older = f->articles[1];
    const ro_change *figure = find_change(version, RO_CHANGE_FIGURE);
    assert_non_null(figure);
    assert_true(ro_str_eq(ro_str_span(older->text, figure->older), RO_STR("at least 3 people")));
    assert_true(ro_str_eq(ro_str_span(newer->text, figure->newer), RO_STR("at least 7 people")));
    assert_non_null(find_change(version, RO_CHANGE_QUOTE_ADDED));
    assert_null(find_change(version, RO_CHANGE_QUOTE_REMOVED));
    assert_null(find_change(version, RO_CHANGE_REMOVED));
    const ro_change *added = find_change(version, RO_CHANGE_ADDED);
    assert_non_null(added);
    assert_int_equal(added->older.end, 0);
    assert_int_equal(newer->text[added->newer.start], 'W'); /* its first word: no sentences here */
    const ro_change *reworded = find_change(version, RO_CHANGE_REWORDED);
    assert_non_null(reworded);
    for (uint32_t i = 0; i < version->change_count; i++)
        assert_true(version->changes[i].newer.end <= newer->size &&
                    version->changes[i].older.end <= older->size);
}

/* A newsroom that changed a figure said so, or did not. */
static void corrections_are_noted_or_silent(void **state) {
    fixture *f = *state;
    static const char first[] =
        "The council spent 4,000 euros on new lamps for the old bridge, the treasurer said after "
        "the meeting.\nShops along the river had asked for light since the winter.\n";
    static const char second[] =
        "The council spent 9,000 euros on new lamps for the old bridge, the treasurer said after "
        "the meeting.\nShops along the river had asked for light since the winter.\n";
    static const char noted[] =
        "The council spent 9,000 euros on new lamps for the old bridge, the treasurer said after "
        "the meeting.\nShops along the river had asked for light since the winter.\n"
        "An earlier version of this report gave a wrong sum.\n";
    fixture_clear(f);
    const char *const takes[] = {first, noted};
    for (size_t i = 0; i < 2; i++) fixture_add(f, takes[i])->meta.outlet = "Dorn Courier";
    fixture_compare(f);
    assert_int_equal(f->comparison.versions.count, 1);
    assert_non_null(strstr(f->comparison.versions.items[0].evidence,
                           "a correction is noted: \"An earlier version"));
    fixture_clear(f);
    const char *const silent[] = {first, second};
    const double sums[] = {4000, 9000};
    for (size_t i = 0; i < 2; i++) {
        ro_article *article = fixture_add(f, silent[i]);
        article->meta.outlet = "Dorn Courier";
        ro_amount *amount = RO_PUSH(&article->arena, &article->amounts);
        *amount = (ro_amount){.span = {18, 29}, .value = sums[i], .high = sums[i], .unit = "EUR"};
    }
    fixture_compare(f);
    assert_int_equal(f->comparison.versions.count, 1);
    assert_non_null(
        strstr(f->comparison.versions.items[0].evidence, "a figure changed without a note"));
}

static void dates_decide_the_order(void **state) {
    fixture *f = *state;
    compare_two(f);
    ro_date day = {2024, 2, 6, 0, 0, 0, RO_PRECISION_DAY, RO_OFFSET_UNKNOWN};
    f->articles[0]->meta.published = (ro_stamp){day, "meta"};
    day.day = 7;
    f->articles[1]->meta.published = (ro_stamp){day, "meta"};
    fixture_compare(f);
    assert_int_equal(f->comparison.versions.items[0].newer, 1);
    f->articles[1]->meta.published.date.month = 4; /* too far apart to be versions */
    fixture_compare(f);
    assert_int_equal(f->comparison.versions.count, 0);
    assert_int_equal(f->comparison.copies.count, 1);
}

/* The maker's own number of a version goes before dates, whichever is longer. */
static void numbers_decide_the_order(void **state) {
    fixture *f = *state;
    ro_date day = {.year = 2022, .month = 3, .day = 5, .precision = RO_PRECISION_DAY};
    compare_two(f);
    for (uint32_t i = 0; i < 2; i++) {
        f->articles[i]->meta.id = "urn:item:1";
        f->articles[i]->meta.version = i + 2;
        f->articles[i]->meta.published = (ro_stamp){day, "newsml"};
        day.day--;
    }
    fixture_compare(f);
    assert_int_equal(f->comparison.versions.count, 1);
    assert_int_equal(f->comparison.versions.items[0].older, 0);
    assert_int_equal(f->comparison.versions.items[0].newer, 1);
    assert_non_null(strstr(f->comparison.versions.items[0].evidence, "numbers the versions"));
    f->articles[1]->meta.id = "urn:item:2"; /* numbers of two items do not compare */
    fixture_compare(f);
    assert_int_equal(f->comparison.versions.items[0].newer, 0);
}

static void other_outlets_make_copies(void **state) {
    fixture *f = *state;
    compare_two(f);
    f->articles[1]->meta.outlet = "Dorn Courier";
    fixture_compare(f);
    assert_int_equal(f->comparison.versions.count, 0);
    assert_int_equal(f->comparison.copies.count, 1);
}

static void many_versions_make_a_chain(void **state) {
    fixture *f = *state;
    static const char *const takes[] = {
        "The dam above Orley began to leak at noon and the lower streets were cleared.",
        "\nBuses took two hundred people to a school on the hill.",
        "\nEngineers opened the spillway to bring the level down by a metre.",
        "\nBy night the leak had slowed and the mayor thanked the volunteers who filled sandbags."};
    static const uint32_t given[] = {2, 0, 3, 1};
    fixture_clear(f);
    for (size_t i = 0; i < 4; i++) {
        char text[1024] = "";
        for (uint32_t take = 0; take <= given[i]; take++) strcat(text, takes[take]);
        fixture_add(f, text)->meta.outlet = "Orley Post";
    }
    fixture_compare(f);
    assert_int_equal(f->comparison.versions.count, 3);
    for (uint32_t i = 0; i < 3; i++) {
        const ro_version *version = &f->comparison.versions.items[i];
        assert_int_equal(given[version->newer], given[version->older] + 1);
    }
}

static ro_story whole_story(fixture *f, uint32_t *articles) {
    for (uint32_t i = 0; i < f->comparison.count; i++) articles[i] = i;
    ro_story story = {.articles = articles, .article_count = f->comparison.count};
    ro_find_origins(&f->comparison, &story);
    return story;
}

static void versions_and_copies_are_one_source(void **state) {
    fixture *f = *state;
    compare_two(f);
    fixture_add(f, "Bakers in the town of Ild have sold rye bread from a van since spring, and the "
                   "queue on market days is long.");
    fixture_add(f, SECOND)->meta.outlet = "Dorn Courier";
    fixture_compare(f);
    uint32_t articles[FIXTURE_MOST];
    ro_story story = whole_story(f, articles);
    assert_int_equal(story.independent, 2);
    assert_int_equal(story.origin_of[0], story.origin_of[1]);
    assert_int_equal(story.origin_of[0], story.origin_of[3]);
    assert_int_not_equal(story.origin_of[0], story.origin_of[2]);
    assert_int_equal(story.version_count, 1);
    assert_true(story.copy_count >= 1);
    const uint32_t same[] = {0, 3, 1}, both[] = {2, 1, 2}, none[] = {9};
    assert_int_equal(ro_count_origins(&story, same, 3), 1);
    assert_int_equal(ro_count_origins(&story, both, 3), 2);
    assert_int_equal(ro_count_origins(&story, none, 1), 0);
    assert_int_equal(ro_count_origins(&story, NULL, 0), 0);
}

static float likeness(fixture *f, const char *a, const char *b) {
    fixture_clear(f);
    fixture_add(f, a);
    fixture_add(f, b);
    fixture_compare(f);
    const ro_profile *x = &f->comparison.profiles[0], *y = &f->comparison.profiles[1];
    return ro_sentence_likeness(f->rules, x->words, x->word_count, y->words, y->word_count);
}

static void likeness_knows_synonyms_and_figures(void **state) {
    fixture *f = *state;
    float same = likeness(f, "The firm will purchase 12 ships", "The firm will purchase 12 ships");
    float synonym = likeness(f, "The firm will purchase 12 ships", "The firm will buy 12 ships");
    float figure =
        likeness(f, "The firm will purchase 12 ships", "The firm will purchase 14 ships");
    float other =
        likeness(f, "The firm will purchase 12 ships", "Rain fell on the hills all night");
    assert_true(same > 0.99f);
    assert_true(synonym < same && synonym > RO_SAME_MEANING);
    assert_true(figure < synonym);
    assert_true(other < RO_SAME_MEANING);
    assert_true(likeness(f, "", "Rain") < 0.01f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_later_year_is_of_the_newer),
        cmocka_unit_test(a_next_weekday_is_of_the_newer),
        cmocka_unit_test(a_later_version_is_told),
        cmocka_unit_test(changes_are_told),
        cmocka_unit_test(corrections_are_noted_or_silent),
        cmocka_unit_test(dates_decide_the_order),
        cmocka_unit_test(numbers_decide_the_order),
        cmocka_unit_test(other_outlets_make_copies),
        cmocka_unit_test(many_versions_make_a_chain),
        cmocka_unit_test(versions_and_copies_are_one_source),
        cmocka_unit_test(likeness_knows_synonyms_and_figures),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
