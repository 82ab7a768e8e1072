/* SPDX-License-Identifier: Apache-2.0 */
/* Figures and the slots that they fill, in sentences written for it. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "analyse/times/times.h"
#include "compare/claims/figures.h"
#include "compare_fixture.h"

static int open_rules(void **state) {
    static fixture f;
    *state = &f;
    return fixture_open(&f) ? 0 : -1;
}

static int close_rules(void **state) {
    fixture_close(*state);
    return 0;
}

/* The slots that the figures of a sentence fill: "killed 12, injured 3". With a time, its value
 * is that of the first words of the sentence. */
static void assert_slots_at(fixture *f, const char *text, const char *time, const char *wanted) {
    ro_article *article = fixture_add(f, text);
    ro_sentence *sentence = RO_PUSH(&article->arena, &article->sentences);
    *sentence = (ro_sentence){.span = {0, article->size}};
    if (time) {
        ro_time *said = RO_PUSH(&article->arena, &article->times);
        *said = (ro_time){.span = {0, 7}, .type = RO_TIME_DATE, .value = time};
        assert_int_equal(ro_when_parse(time, &said->when), RO_OK);
    }
    fixture_compare(f);
    ro_figure_array figures = {0};
    ro_figures_find(&f->comparison, 0, 0, &f->arena, &figures);
    const ro_claim_rules *rules = f->rules->claims;
    char found[256] = "";
    for (uint32_t i = 0, n = 0; i < figures.count; i++) {
        const ro_figure *figure = &figures.items[i];
        const char *slot = figure->frame == RO_NONE ? "-" : rules->frames.items[figure->frame].name;
        n += (uint32_t)snprintf(found + n, sizeof found - n, "%s%s %.0f", n ? ", " : "", slot,
                                figure->value);
    }
    fixture_clear(f);
    if (strcmp(found, wanted) != 0) print_error("%s\n", text);
    assert_string_equal(found, wanted);
}

static void assert_slots(fixture *f, const char *text, const char *wanted) {
    assert_slots_at(f, text, NULL, wanted);
}

/* A toll stands close behind its figure, with two words of content between at the most. */
static void a_toll_behind_its_figure(void **state) {
    assert_slots(*state, "At least 12 people died in the fire.", "killed 12");
    assert_slots(*state, "Four young workers died in the fire.", "killed 4");
    assert_slots(*state, "Four young textile workers died in the fire.", "");
    assert_slots(*state, "Four on a ship at sea died there.", "killed 4");
    assert_slots(*state, "Four of them died there.", "");
    assert_slots(*state, "Four of those who were on it died there.", "");
    assert_slots(*state, "Four workers, who fled, were injured.", "");
    assert_slots(*state, "Three dead, 14 injured.", "killed 3, injured 14");
    assert_slots(*state, "Four and 5 workers died.", "killed 5");
}

/* Before it, it is next to it, or is put to a number by a word. */
static void a_toll_before_its_figure(void **state) {
    assert_slots(*state, "The fire started at night, killing 12.", "killed 12");
    assert_slots(*state, "The death toll rose to 11.", "killed 11");
    assert_slots(*state, "The death toll rose to the 11.", "");
    assert_slots(*state, "They were injured in 3 explosions.", "");
    assert_slots(*state, "The death toll rose, officials said, to 11.", "");
    assert_slots(*state, "Killed 2.", "killed 2");
}

/* A part of a number that was told, and one more, are no tolls of the event. */
static void a_part_is_no_toll(void **state) {
    assert_slots(*state, "Twelve people died, including 3 killed at sea.", "killed 12");
    assert_slots(*state, "Another 3 people were injured.", "");
    assert_slots(*state, "Some 3 people were injured.", "injured 3");
}

/* A sentence on another year or season tells of another event. */
static void a_toll_of_another_year(void **state) {
    assert_slots_at(*state, "In 2019 a fire there killed 12.", "2019", "");
    assert_slots_at(*state, "In 2019 a fire there killed 12.", "2019-06", "");
    assert_slots_at(*state, "In 2019 a fire there killed 12.", "2019-06-19", "killed 12");
    assert_slots_at(*state, "In XX-6 a fire there killed 12.", "XXXX-06", "killed 12");
    assert_slots_at(*state, "In XX-6 a fire there killed 12.", "XXXX", "");
}

/* The year of the sentence before or behind says nothing of this one, however close it stands. */
static void a_year_of_its_own_sentence(void **state) {
    static const struct {
        const char *text;
        uint32_t cut; /* where the second sentence begins */
        uint32_t tolls;
    } cases[] = {{"In 2019 twelve people died.", 7, 1},
                 {"Twelve people died in 2019", 22, 1},
                 {"Twelve people died in 2019", 26, 0}};
    fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ro_article *article = fixture_add(f, cases[i].text);
        uint32_t start = (uint32_t)(strstr(cases[i].text, "2019") - cases[i].text);
        uint32_t cut = cases[i].cut;
        *RO_PUSH(&article->arena, &article->sentences) = (ro_sentence){.span = {0, cut}};
        *RO_PUSH(&article->arena, &article->sentences) =
            (ro_sentence){.span = {cut, article->size}};
        ro_time *said = RO_PUSH(&article->arena, &article->times);
        *said = (ro_time){.span = {start, start + 4}, .type = RO_TIME_DATE, .value = "2019"};
        assert_int_equal(ro_when_parse("2019", &said->when), RO_OK);
        fixture_compare(f);
        ro_figure_array figures = {0};
        ro_figures_find(&f->comparison, 0, 0, &f->arena, &figures);
        assert_int_equal(figures.count, cases[i].tolls);
        fixture_clear(f);
    }
}

/* The slot of a duration, and the class of the event that lasted it. */
static void assert_lasted(fixture *f, const char *text, const char *words, const char *slot,
                          const char *event) {
    ro_article *article = fixture_add(f, text);
    ro_sentence *sentence = RO_PUSH(&article->arena, &article->sentences);
    *sentence = (ro_sentence){.span = {0, article->size}};
    uint32_t start = (uint32_t)(strstr(article->text, words) - article->text);
    *RO_PUSH(&article->arena, &article->amounts) = (ro_amount){
        .span = {start, start + (uint32_t)strlen(words)}, .value = 2, .high = 2, .unit = "hour"};
    fixture_compare(f);
    ro_figure_array figures = {0};
    ro_figures_find(&f->comparison, 0, 0, &f->arena, &figures);
    assert_int_equal(figures.count, 1);
    const ro_figure *figure = &figures.items[0];
    const char *found =
        figure->frame == RO_NONE ? "none" : f->rules->claims->frames.items[figure->frame].name;
    if (strcmp(found, slot) != 0) print_error("%s\n", text);
    assert_string_equal(found, slot);
    assert_string_equal(figure->event ? figure->event : "none", event);
    fixture_clear(f);
}

/* A duration needs a word that announces it or, behind a verb of meeting, "for". */
static void a_duration_needs_its_event(void **state) {
    assert_lasted(*state, "The meeting lasted two hours.", "two hours", "lasted", "the talks");
    assert_lasted(*state, "The meeting, which lasted for about two hours, ended.", "two hours",
                  "lasted", "the talks");
    assert_lasted(*state, "They met for two hours.", "two hours", "lasted", "the talks");
    assert_lasted(*state, "They met two hours.", "two hours", "none", "none");
    assert_lasted(*state, "The meeting lasted many long days and two hours.", "two hours", "none",
                  "none");
    assert_lasted(*state, "They sailed two hours longer than planned at the meeting.", "two hours",
                  "excess", "none");
    assert_lasted(*state, "The meeting ran two hours longer than planned.", "two hours", "excess",
                  "the talks");
}

/* What was longer than planned needs no number. */
static void more_than_planned(void **state) {
    assert_slots(*state, "The talks went on much longer than planned.", "excess nan");
    assert_slots(*state, "The talks went on much longer than was first planned.", "excess nan");
    assert_slots(*state, "The talks went on much longer than it was at first planned.", "");
    assert_slots(*state, "The talks went on much longer than those of last year.", "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_year_of_its_own_sentence), cmocka_unit_test(a_toll_behind_its_figure),
        cmocka_unit_test(a_toll_before_its_figure),   cmocka_unit_test(a_part_is_no_toll),
        cmocka_unit_test(a_toll_of_another_year),     cmocka_unit_test(a_duration_needs_its_event),
        cmocka_unit_test(more_than_planned)};
    return cmocka_run_group_tests(tests, open_rules, close_rules);
}
