/* SPDX-License-Identifier: Apache-2.0 */
/* Lines that recur in articles which have nothing else in common are nobody's report. */
#include <stdio.h>

#include "base/arena.h"
#include "read_fixture.h"

enum { MANY = 10000 };

/* Nothing in it is what outlets commonly say of themselves, which reading knows by itself. */
static const char notice[] = "Our map of the bay is for you to fold and keep.";

/* Texts of three outlets on three things, each with room for a line in the middle. */
static const char *const begins[] = {
    "Harbour bridge closes for the winter\n\n"
    "The swing bridge over the harbour at Westmouth closes on Monday for repairs that engineers "
    "expect to take until spring, the port said in a notice to skippers and drivers.\n\n",
    "Orchard growers count the cost of late frost\n\n"
    "Growers in the Lenn valley lost a third of their pears to a night of frost in April, "
    "according to a survey of eighty farms that the county published this week.\n\n",
    "Museum finds a lost map behind a wardrobe\n\n"
    "A hand-drawn map of northern trading posts, thought to have burned with its archive, came "
    "to light when carpenters moved an oak wardrobe in the museum at Haldorf.\n\n"};
static const char *const ends[] = {
    "\n\nFerries will carry pedestrians across every half hour while cranes lift the rusted "
    "deck from its bearings, and lorries must drive round through the tunnel at Eastgate.\n",
    "\n\nInsurance rarely covers blossom, so several families intend to plant hardier cherries "
    "and to borrow wind machines from vineyards beyond the southern hills next season.\n",
    "\n\nCurators believe a clerk hid the parchment during the siege; conservators will flatten "
    "and photograph it before visitors may see the coastline he invented.\n"};

static ro_article *read_with(void **state, unsigned text, const char *line) {
    char whole[2048];
    snprintf(whole, sizeof whole, "%s%s%s", begins[text], line, ends[text]);
    return read_text(state, whole);
}

/* The role of the part that begins with the words of @p line. */
static ro_part_role role_of(const ro_article *article, const char *line) {
    for (uint32_t i = 0; i < article->parts.count; i++)
        if (ro_str_starts(ro_str_span(article->text, article->parts.items[i].span),
                          ro_str_of(line)))
            return article->parts.items[i].role;
    fail_msg("no part begins with '%s'", line);
    return RO_PART_OTHER;
}

/* Put lines[i] into text i, mark, and say whether each line has lost its role. */
static bool are_marked(void **state, const char *const *lines, unsigned count) {
    ro_article *articles[3];
    unsigned marked = 0;
    for (unsigned i = 0; i < count; i++) {
        articles[i] = read_with(state, i, lines[i]);
        ro_part_role role = role_of(articles[i], lines[i]);
        assert_true(role == RO_PART_BODY || role == RO_PART_SUBHEAD);
    }
    assert_int_equal(ro_mark_recurring_lines_with(*state, articles, count, NULL, NULL), RO_OK);
    for (unsigned i = 0; i < count; i++) {
        marked += role_of(articles[i], lines[i]) == RO_PART_OTHER;
        assert_tiled(articles[i]);
        for (uint32_t k = 0; k < articles[i]->parts.count; k++)
            if (articles[i]->parts.items[k].role == RO_PART_OTHER)
                assert_true(
                    ro_str_starts(ro_str_span(articles[i]->text, articles[i]->parts.items[k].span),
                                  ro_str_of(lines[i])));
        ro_article_free(articles[i]);
    }
    assert_true(marked == 0 || marked == count);
    return marked > 0;
}

static bool is_marked(void **state, const char *line) {
    const char *const lines[] = {line, line, line};
    return are_marked(state, lines, 3);
}

/* A paragraph that strangers have to the word is nobody's, whatever it says. */
static void a_paragraph_of_three_strangers_is_marked(void **state) {
    static const char form[] =
        "Please verify that somebody reads this by ticking the box below. The address is invalid. "
        "Please enter it again. A letter of at most 2 pages comes on Sundays; \"Weekly\" is free, "
        "and "
        "who has had enough of it leaves with one click.";
    ro_article *articles[3];
    for (unsigned i = 0; i < 3; i++) {
        char whole[8192];
        size_t n = (size_t)snprintf(whole, sizeof whole, "%s%s%s\n", begins[i], form, ends[i]);
        for (unsigned k = 0; k < 400; k++)
            n += (size_t)snprintf(whole + n, sizeof whole - n, "%sword%c%u",
                                  k % 40 ? " " : "\n\nUnlike ", 'a' + (int)i, k);
        articles[i] = read_text(state, whole);
        assert_int_equal(role_of(articles[i], form), RO_PART_BODY);
    }
    assert_int_equal(ro_mark_recurring_lines_with(*state, articles, 2, NULL, NULL), RO_OK);
    assert_int_equal(role_of(articles[0], form), RO_PART_BODY);
    assert_int_equal(ro_mark_recurring_lines_with(*state, articles, 3, NULL, NULL), RO_OK);
    for (unsigned i = 0; i < 3; i++) {
        assert_int_equal(role_of(articles[i], form), RO_PART_OTHER);
        ro_article_free(articles[i]);
    }
}

static void a_line_of_three_strangers_is_marked(void **state) {
    assert_true(is_marked(state, notice));
    assert_true(is_marked(state, "All stories from the region on one page"));
    const char *const others[] = {notice, "OUR MAP of the bay, is for you to fold and keep.",
                                  "Our map of the bay - is for you - to fold and keep!"};
    assert_true(are_marked(state, others, 3));
}

static void a_line_of_two_is_kept(void **state) {
    const char *const lines[] = {notice, notice, "Our map of the bay is for you to roll and lose."};
    assert_false(are_marked(state, lines, 2));
    assert_false(are_marked(state, lines, 3));
}

static void what_may_be_reported_is_kept(void **state) {
    assert_false(is_marked(state, "The ministry did not answer a request for comment."));
    assert_false(is_marked(state, "\"We will open our doors to you,\" the mayor said."));
    assert_false(is_marked(state, "We lost \xE2\x80\x9Cour best year\xE2\x80\x9D to this."));
    assert_false(is_marked(state, "'We will open our doors to you,' the mayor said."));
    assert_true(is_marked(state, "We don't give away our readers' names."));
    assert_false(is_marked(state, "Call us between 9 and 17 on weekdays."));
    assert_false(is_marked(state, "What would you have done?"));
    assert_false(is_marked(state, "We left you."));
}

/* Five papers print one agency's report: every line recurs, and none is furniture. Two
 * strangers beside them are not enough, for the five count as one. */
static void copies_of_one_report_count_as_one(void **state) {
    for (unsigned strangers = 0; strangers < 3; strangers++) {
        ro_article *articles[7];
        unsigned count = 0;
        for (; count < 5; count++) articles[count] = read_with(state, 0, notice);
        for (unsigned i = 0; i < strangers; i++)
            articles[count++] = read_with(state, 1 + i, notice);
        assert_int_equal(ro_mark_recurring_lines_with(*state, articles, count, NULL, NULL), RO_OK);
        for (unsigned i = 0; i < count; i++) {
            assert_int_equal(role_of(articles[i], notice),
                             strangers < 2 ? RO_PART_BODY : RO_PART_OTHER);
            assert_int_equal(role_of(articles[i], i < 5    ? "The swing bridge"
                                                  : i == 5 ? "Growers"
                                                           : "A hand"),
                             RO_PART_BODY);
            ro_article_free(articles[i]);
        }
    }
}

static void analysed_articles_count_and_stay(void **state) {
    ro_article *articles[3];
    for (unsigned i = 0; i < 3; i++) articles[i] = read_with(state, i, notice);
    articles[1]->analysed = true;
    assert_int_equal(ro_mark_recurring_lines_with(*state, articles, 3, NULL, NULL), RO_OK);
    for (unsigned i = 0; i < 3; i++) {
        assert_int_equal(role_of(articles[i], notice), i == 1 ? RO_PART_BODY : RO_PART_OTHER);
        ro_article_free(articles[i]);
    }
}

/* What many articles repeat, and repeat within themselves, takes no square of time: this
 * ends long before the test would be stopped. */
static void ten_thousand_articles_of_one_line(void **state) {
    static ro_article *articles[MANY];
    char text[1024];
    size_t used = 0;
    for (unsigned i = 0; i < 12; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%s\n\n", notice);
    for (unsigned i = 0; i < MANY; i++)
        articles[i] = i % 2 ? read_with(state, 0, notice) : read_text(state, text);
    assert_int_equal(ro_mark_recurring_lines_with(*state, articles, MANY, NULL, NULL), RO_OK);
    for (unsigned i = 0; i < MANY; i++) {
        if (i % 2) assert_int_equal(role_of(articles[i], notice), RO_PART_BODY);
        ro_article_free(articles[i]);
    }
}

static void no_memory_changes_no_article(void **state) {
    ro_article *articles[3];
    for (unsigned i = 0; i < 3; i++) articles[i] = read_with(state, i, notice);
    ro_status status = RO_ERR_NOMEM;
    size_t after = 0;
    for (; status != RO_OK; after++) {
        for (unsigned i = 0; i < 3; i++)
            assert_int_equal(role_of(articles[i], notice), RO_PART_BODY);
        ro_arena_fail_after(after);
        status = ro_mark_recurring_lines_with(*state, articles, 3, NULL, NULL);
        ro_arena_fail_after(SIZE_MAX);
        assert_true(status == RO_OK || status == RO_ERR_NOMEM);
    }
    assert_true(after > 3);
    for (unsigned i = 0; i < 3; i++) {
        assert_int_equal(role_of(articles[i], notice), RO_PART_OTHER);
        ro_article_free(articles[i]);
    }
    assert_int_equal(ro_mark_recurring_lines_with(*state, NULL, 0, NULL, NULL), RO_OK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_of_three_strangers_is_marked),
        cmocka_unit_test(a_paragraph_of_three_strangers_is_marked),
        cmocka_unit_test(a_line_of_two_is_kept),
        cmocka_unit_test(what_may_be_reported_is_kept),
        cmocka_unit_test(copies_of_one_report_count_as_one),
        cmocka_unit_test(analysed_articles_count_and_stay),
        cmocka_unit_test(ten_thousand_articles_of_one_line),
        cmocka_unit_test(no_memory_changes_no_article),
    };
    return cmocka_run_group_tests(tests, make_rules, free_rules);
}
