/* SPDX-License-Identifier: Apache-2.0 */
/* Stories, people, remarks, claims, timeline and brief, on the samples and on inputs made
 * to break them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "account/account.h"
#include "compare/people/same_person.h"
#include "compare/stories/gists.h"
#include "compare_fixture.h"
#include "samples.h"

static sample_set samples;
static ro_account *account;

static int open_samples(void **state) {
    (void)state;
    if (!samples_engine(&samples) || !samples_read_all(&samples)) return -1;
    if (ro_analyse_all(samples.engine, samples.articles, samples.count, NULL, NULL) != RO_OK)
        return -1;
    return ro_account_new(samples.engine, samples.articles, samples.count, NULL, &account, NULL);
}

static int close_samples(void **state) {
    (void)state;
    ro_account_free(account);
    samples_free(&samples);
    return 0;
}

static const ro_story *story_with(const char *path) {
    size_t count;
    const ro_story *stories = ro_account_stories(account, &count);
    for (size_t s = 0; s < count; s++)
        for (uint32_t i = 0; i < stories[s].article_count; i++) {
            const ro_article *article = samples.articles[stories[s].articles[i]];
            if (strstr(article->meta.input_path, path)) return &stories[s];
        }
    fail_msg("no story with %s", path);
    return NULL;
}

static void one_event_is_one_story(void **state) {
    (void)state;
    const ro_story *ferry = story_with("ferry/agency-first.txt");
    assert_int_equal(ferry->article_count, 6);
    assert_ptr_equal(ferry, story_with("ferry/respun.txt"));
    assert_ptr_equal(ferry, story_with("ferry/page.html"));
    assert_int_equal(story_with("mill/agency.txt")->article_count, 3);
}

static void a_similar_event_of_the_day_stays_apart(void **state) {
    (void)state;
    assert_int_equal(story_with("ferry/other-ferry.txt")->article_count, 1);
}

static void a_story_is_named_by_a_headline(void **state) {
    (void)state;
    const ro_story *ferry = story_with("ferry/agency-first.txt");
    assert_non_null(ferry->title);
    assert_string_equal(ferry->title, samples.articles[ferry->title_from.article]->meta.title);
    assert_int_equal(strlen(ferry->id), 16);
}

static const ro_remark *remark_of(const ro_story *story, const char *words) {
    for (uint32_t i = 0; i < story->remark_count; i++)
        if (strstr(story->remarks[i].text, words)) return &story->remarks[i];
    fail_msg("no remark \"%s\"", words);
    return NULL;
}

static void a_remark_joins_its_lengths(void **state) {
    (void)state;
    const ro_remark *barge =
        remark_of(story_with("ferry/agency-first.txt"), "where it should not have been");
    assert_true(barge->rendering_count >= 4);
    assert_string_equal(barge->speaker, "Lars Eide");
    const ro_remark *wind = remark_of(story_with("rates/agency.txt"), "the wind has turned");
    assert_string_equal(wind->differs, "day");
}

static const ro_claim *claim_of(const ro_story *story, const char *what) {
    for (uint32_t i = 0; i < story->claim_count; i++)
        if (strcmp(story->claims[i].what, what) == 0) return &story->claims[i];
    fail_msg("no claim \"%s\"", what);
    return NULL;
}

static void an_update_is_no_contradiction(void **state) {
    (void)state;
    const ro_claim *injured =
        claim_of(story_with("ferry/agency-first.txt"), "how many were injured");
    assert_int_equal(injured->relation, RO_RELATION_EVOLVED);
}

static void two_tolls_contradict(void **state) {
    (void)state;
    const ro_claim *killed = claim_of(story_with("mill/agency.txt"), "how many were killed");
    assert_int_equal(killed->relation, RO_RELATION_DIFFER);
    const ro_claim *day = claim_of(story_with("mill/agency.txt"), "on which day the fire began");
    assert_int_equal(day->relation, RO_RELATION_DIFFER);
    assert_int_equal(day->value_count, 2);
}

/* What only copies agree on, and what two reports quote from one mouth, are no claims. */
static void agreement_takes_two_sources(void **state) {
    (void)state;
    const ro_story *ferry = story_with("ferry/agency-first.txt");
    for (uint32_t i = 0; i < ferry->claim_count; i++)
        assert_int_not_equal(ferry->claims[i].relation, RO_RELATION_AGREE);
    const ro_story *mill = story_with("mill/agency.txt");
    for (uint32_t i = 0; i < mill->claim_count; i++)
        assert_null(strstr(mill->claims[i].what, "We went in"));
}

static void every_line_is_taken_from_its_article(void **state) {
    (void)state;
    size_t count;
    const ro_story *stories = ro_account_stories(account, &count);
    for (size_t s = 0; s < count; s++) {
        assert_true(stories[s].brief_count <= 10);
        for (uint32_t i = 0; i < stories[s].brief_count; i++) {
            const ro_brief_line *line = &stories[s].brief[i];
            ro_str taken = ro_str_trim(ro_str_span(
                samples.articles[line->evidence[0].article]->text, line->evidence[0].span));
            assert_true(ro_str_eq(taken, ro_str_of(line->text)));
            assert_true(line->independent >= 1 && line->independent <= line->articles);
        }
        assert_true(stories[s].happening_count <= 25);
        for (uint32_t i = 0; i < stories[s].happening_count; i++) {
            const ro_happening *point = &stories[s].happenings[i];
            ro_str clause = ro_str_span(samples.articles[point->evidence[0].article]->text,
                                        point->evidence[0].span);
            assert_int_not_equal(ro_str_find(clause, ro_str_of(point->what)), SIZE_MAX);
        }
    }
}

static void the_timeline_knows_what_was_called_off(void **state) {
    (void)state;
    const ro_story *ferry = story_with("ferry/agency-first.txt");
    bool off = false;
    for (uint32_t i = 0; i < ferry->happening_count; i++)
        off |= ferry->happenings[i].status == RO_EVENT_CALLED_OFF;
    assert_true(off);
}

static void what_was_called_off_is_no_plan(void **state) {
    (void)state;
    static const struct {
        const char *path, *word;
    } cases[] = {{"ferry/agency-first.txt", "Holte"},
                 {"rates/agency.txt", "Montreal"},
                 {"mill/agency.txt", "march"}};
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        const ro_story *story = story_with(cases[c].path);
        uint32_t off = 0;
        for (uint32_t i = 0; i < story->happening_count; i++) {
            const ro_happening *point = &story->happenings[i];
            if (!strstr(point->what, cases[c].word)) continue;
            assert_int_not_equal(point->status, RO_EVENT_PLANNED);
            off += point->status == RO_EVENT_CALLED_OFF;
        }
        assert_int_equal(off, 1);
    }
}

/* ---- inputs without analysis ---- */

static void add_person(ro_article *article, const char *name, const char *office) {
    ro_entity *entity = RO_PUSH(&article->arena, &article->entities);
    const char **offices = RO_ARENA_ARRAY(&article->arena, const char *, 1);
    offices[0] = office;
    *entity = (ro_entity){.type = RO_ENTITY_PERSON,
                          .name = name,
                          .named = true,
                          .offices = offices,
                          .office_count = office ? 1 : 0};
}

static void two_people_of_one_surname_stay_two(void **state) {
    (void)state;
    fixture f;
    assert_true(fixture_open(&f));
    add_person(fixture_add(&f, "one"), "Anna Weber", "mayor");
    add_person(f.articles[0], "Karl Weber", "judge");
    add_person(fixture_add(&f, "two"), "Weber", NULL);
    add_person(fixture_add(&f, "three"), "Weber", "judge");
    add_person(fixture_add(&f, "four"), "A. Weber", NULL);
    fixture_compare(&f);
    uint32_t articles[] = {0, 1, 2, 3};
    ro_story story = {.articles = articles, .article_count = 4};
    ro_people *people = ro_people_find(&f.comparison, &story, &f.arena);
    assert_non_null(people);
    uint32_t anna = people->person_of[0][0], karl = people->person_of[0][1];
    assert_int_not_equal(anna, karl);
    assert_int_not_equal(people->person_of[1][0], anna);
    assert_int_not_equal(people->person_of[1][0], karl);
    assert_int_equal(people->person_of[2][0], karl);
    assert_int_equal(people->person_of[3][0], anna);
    fixture_close(&f);
}

enum { MANY = 3000 };

/* Thousands of equal articles and of articles of one word: neither may be quadratic. */
static void many_articles_are_grouped(void **state) {
    (void)state;
    fixture f;
    assert_true(fixture_open(&f));
    ro_article **articles = calloc(MANY, sizeof *articles);
    assert_non_null(articles);
    for (uint32_t i = 0; i < MANY; i++) {
        char word[32];
        snprintf(word, sizeof word, "word%u", i);
        const char *text = i % 2 ? word
                                 : "The mayor of Lindau opened the rebuilt harbour bridge on "
                                   "Friday after three years of work, the town hall said.";
        articles[i] = fixture_article(text, strlen(text));
    }
    f.comparison = (ro_comparison){
        .rules = f.rules, .articles = articles, .count = MANY, .threads = 1, .arena = &f.arena};
    ro_make_profiles(&f.comparison);
    ro_find_stories(&f.comparison);
    assert_int_equal(f.comparison.stories.count, MANY / 2 + 1);
    assert_int_equal(f.comparison.stories.items[0].article_count, MANY / 2);
    for (uint32_t i = 0; i < MANY; i++) ro_article_free(articles[i]);
    free(articles);
    f.comparison.count = 0;
    fixture_close(&f);
}

static void days_hold_alike_reports_apart(void **state) {
    (void)state;
    ro_likeness near = {.words = 0.3F, .names = 0.3F, .front = 0.2F, .days = 0, .dated = true};
    ro_likeness far = near;
    far.days = 3;
    assert_true(ro_likeness_odds(&near) > 0);
    assert_true(ro_likeness_odds(&far) < 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_event_is_one_story),
        cmocka_unit_test(a_similar_event_of_the_day_stays_apart),
        cmocka_unit_test(a_story_is_named_by_a_headline),
        cmocka_unit_test(a_remark_joins_its_lengths),
        cmocka_unit_test(an_update_is_no_contradiction),
        cmocka_unit_test(two_tolls_contradict),
        cmocka_unit_test(agreement_takes_two_sources),
        cmocka_unit_test(what_was_called_off_is_no_plan),
        cmocka_unit_test(every_line_is_taken_from_its_article),
        cmocka_unit_test(the_timeline_knows_what_was_called_off),
        cmocka_unit_test(two_people_of_one_surname_stay_two),
        cmocka_unit_test(many_articles_are_grouped),
        cmocka_unit_test(days_hold_alike_reports_apart),
    };
    return cmocka_run_group_tests(tests, open_samples, close_samples);
}
