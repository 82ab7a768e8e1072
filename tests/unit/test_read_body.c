/* SPDX-License-Identifier: Apache-2.0 */
/* Which paragraphs of a page are the article, and what the others are. */
#include <stdio.h>

#include "read_fixture.h"

#define ONE                                                                                        \
    "Harbour workers in the old town went back to their cranes on Monday morning, two days after " \
    "the owners had locked the gates."
#define TWO                                                                                        \
    "The mayor said that the next talks would be held before the end of May, and that the town "   \
    "would pay for the room."
#define THREE                                                                                      \
    "Ships that had waited in the bay since Friday were unloaded in the order in which they "      \
    "came, "                                                                                       \
    "the pilots' office wrote."
#define OTHER                                                                                      \
    "Readers of this paper get the weekend edition at half its price when they order it before "   \
    "the summer."
#define BODY "<p>" ONE "</p><p>" TWO "</p><p>" THREE "</p>"

/* The role of the part that begins with these words, or -1 where there is none. */
static int role_of(const ro_article *article, const char *words) {
    for (uint32_t i = 0; i < article->parts.count; i++)
        if (ro_str_starts(ro_str_span(article->text, article->parts.items[i].span),
                          ro_str_of(words)))
            return (int)article->parts.items[i].role;
    return -1;
}

static void assert_body(const ro_article *article) {
    assert_int_equal(role_of(article, ONE), RO_PART_BODY);
    assert_int_equal(role_of(article, TWO), RO_PART_BODY);
    assert_int_equal(role_of(article, THREE), RO_PART_BODY);
    assert_tiled(article);
}

/* A deck stands between the headline and the element that holds the text. */
static void test_lead_outside_of_the_text(void **state) {
    ro_article *article = read_text(
        state,
        "<html><body><div><h1>Cranes turn again</h1><p>Posted in Town</p>"
        "<div class=\"intro\"><p>After two days the gates of the harbour are open, and the "
        "owners pay.</p></div><div class=\"article-body\">" BODY "</div></div></body></html>");
    assert_int_equal(role_of(article, "After two days"), RO_PART_DECK);
    assert_int_equal(role_of(article, "Posted in"), -1);
    assert_body(article);
    ro_article_free(article);
}

/* Names that speak of something else, and the ids of headings, name no junk. */
static void test_names_that_mislead(void **state) {
    ro_article *article =
        read_text(state, "<html><body><article class=\"o-section--has-ads\"><p>" ONE "</p>"
                         "<h2 id=\"newsletter-share\">What the mayor said</h2><p>" TWO
                         "</p><p>" THREE "</p></article></body></html>");
    assert_int_equal(role_of(article, "What the mayor said"), RO_PART_SUBHEAD);
    assert_body(article);
    ro_article_free(article);
}

/* Links that open over a name are no words of the sentence. */
static void test_box_within_a_line(void **state) {
    ro_article *article = read_text(
        state, "<html><body><article><p>" ONE "</p><p>" TWO "</p><p>Then <a href=a>Ann Lee</a>"
               "<span class=\"rollover-people-block\"><a href=b>Ann Lee buys a boat</a> <a "
               "href=c>Lee again</a></span> (who owns two cranes) opened the gate with her own key "
               "at noon.</p><p>" THREE "</p></article></body></html>");
    assert_int_equal(role_of(article, "Then Ann Lee (who owns two cranes) opened"), RO_PART_BODY);
    assert_body(article);
    ro_article_free(article);
}

/* A short line beside a picture is its caption, in any language and without a name. */
static void test_line_under_a_picture(void **state) {
    ro_article *article = read_text(
        state,
        "<html><body><article><p>" ONE "</p><div><img src=a.jpg><p>Two cranes over the "
        "quay</p></div><p>" TWO "</p><p><img src=b.jpg><br>Union hall, Monday night</p><p>" THREE
        "</p><p><img src=c.jpg> The gate had been open since the early morning of that day.</p>"
        "</article></body></html>");
    assert_int_equal(role_of(article, "Two cranes"), RO_PART_CAPTION);
    assert_int_equal(role_of(article, "Union hall"), RO_PART_CAPTION);
    assert_int_equal(role_of(article, "The gate had"), RO_PART_BODY);
    assert_body(article);
    ro_article_free(article);
}

/* What JSON-LD states of the text tells which paragraphs are of it. */
static void test_text_that_the_page_states(void **state) {
    const char *stated =
        "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\","
        "\"articleBody\":\"" ONE "\\n" TWO " " THREE " The union &amp; the \\u201cowners\\u201d "
        "had met in the night at the house of the bishop, where they had agreed on "
        "a paper of three pages that the members are to vote on by the end of the "
        "week.\"}</script>";
    const char *page =
        "<html><head>%s</head><body><article><p>" ONE "</p><p>" OTHER "</p><p>" TWO
        "</p><div class=\"promo\"><p>" THREE "</p></div><p>The union & the “owners” had "
        "met in the night at the house of the bishop, where they had agreed on a paper "
        "of three pages that the members are to vote on by the end of the week.</p>"
        "</article></body></html>";
    char with[4096], without[4096];
    snprintf(with, sizeof with, page, stated);
    snprintf(without, sizeof without, page, "");
    ro_article *article = read_text(state, with);
    assert_body(article);
    assert_int_equal(role_of(article, OTHER), RO_PART_OTHER);
    ro_article_free(article);
    article = read_text(state, without);
    assert_int_equal(role_of(article, OTHER), RO_PART_BODY);
    assert_int_not_equal(role_of(article, THREE), RO_PART_BODY);
    ro_article_free(article);
}

/* An overlay with more words than the article is not the article. */
static void test_headline_beats_length(void **state) {
    ro_article *article = read_text(
        state, "<html><body><main><article><h1>Cranes turn again</h1>" BODY "</article></main>"
               "<div class=\"x1\"><p>" OTHER "</p><p>It comes with " OTHER "</p><p>And with " OTHER
               "</p><p>And also with " OTHER "</p><p>And then with " OTHER "</p><p>At last " OTHER
               "</p></div></body></html>");
    assert_body(article);
    assert_int_equal(role_of(article, "And with"), -1);
    ro_article_free(article);
}

/* Reading with each allocation failing in turn gives no memory, or the article. */
static void test_failed_allocations(void **state) {
    const char *page = "<html><script type='application/ld+json'>{\"articleBody\":\"" ONE " " TWO
                       " " THREE " " OTHER "\"}</script><body><h1>Cranes</h1><p>The gates are open "
                       "again, and the owners pay.</p><article>" BODY "<p>" OTHER
                       "</p><span class=ad>x <a>y</a></span></article>";
    bool whole = false;
    for (size_t after = 0; !whole; after++) {
        ro_status status;
        ro_arena_fail_after(after);
        ro_article *article = read_one(state, page, strlen(page), &status, NULL);
        ro_arena_fail_after(SIZE_MAX);
        assert_true(status == RO_OK || status == RO_ERR_NOMEM);
        whole = article != NULL;
        ro_article_free(article);
    }
}

/* Only the beginning of an article: said by the page, and shown by the text. */
static void test_text_behind_a_wall(void **state) {
#define NOT_FREE "<script type='application/ld+json'>{\"isAccessibleForFree\" : \"False\"}</script>"
#define ASKED    "<div class=offer><p>Subscribe to continue reading this story.</p></div>"
    static const struct {
        const char *page;
        bool cut_short;
    } cases[] = {
        {"<html>" NOT_FREE "<body><article>" BODY "<p>The union has \xE2\x80\xA6</p></article>",
         true},
        {"<html><body><article>" BODY "<p>The union has ...</p></article>" ASKED, true},
        {"<html>" NOT_FREE "<body><article>" BODY "</article>" ASKED, true},
        {"<html>" NOT_FREE "<body><article>" BODY "</article>", false},
        {"<html><body><article>" BODY "</article>" ASKED, false},
        {"<html><body><article>" BODY "<p>The union has \xE2\x80\xA6</p></article>", false},
        {"<html>" NOT_FREE "<body><article>" BODY BODY BODY BODY BODY "</article>" ASKED, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ro_article *article = read_text(state, cases[i].page);
        if (article->meta.cut_short != cases[i].cut_short) print_error("case %zu\n", i);
        assert_int_equal(article->meta.cut_short, cases[i].cut_short);
        ro_article_free(article);
    }
}

#define PLAIN(between) "Cranes turn again\n\n" ONE "\n\n" between "\n\n" TWO "\n\n" THREE "\n"

/* In plain text a line between paragraphs leads elsewhere by its form and its words. */
static void test_lines_of_other_reports(void **state) {
    static const struct {
        const char *text, *words;
        int role;
    } cases[] = {
        {PLAIN("MINISTER OPENS UP ABOUT LIFE AFTER LONDON"), "MINISTER", RO_PART_RELATED_LINK},
        {PLAIN("Juventus near deal with Lisbon keeper [VIDEO]"), "Juventus", RO_PART_RELATED_LINK},
        {PLAIN("You may also like\n\nJuventus near deal with Lisbon keeper"), "Juventus",
         RO_PART_RELATED_LINK},
        {PLAIN("Juventus near deal with Lisbon keeper\n\nSingers share their love of oysters"),
         "Singers", RO_PART_RELATED_LINK},
        {PLAIN("AFP"), "AFP", RO_PART_CREDIT},
        /* Subheads, rows of lists, wrapped lines and senders of messages are of the text. */
        {PLAIN("What the mayor said of cranes"), "What the mayor", RO_PART_SUBHEAD},
        {PLAIN("The next talks"), "The next talks", RO_PART_SUBHEAD},
        {PLAIN(
             "June 9 \xE2\x80\x93 Palm Bay, Coral Sky Hall\n\nJune 10 \xE2\x80\x93 Tampa, Union "
             "Hall\n\n"
             "June 12 \xE2\x80\x93 Nashville, Stone Hall\n\nJune 14 \xE2\x80\x93 Denver, Pepper "
             "Hall\n\n"
             "June 16 \xE2\x80\x93 Reno, Silver Hall\n\nJune 18 \xE2\x80\x93 Boise, Potato Hall\n\n"
             "June 20 \xE2\x80\x93 Salem, Cherry Hall"),
         "June 16", RO_PART_SUBHEAD},
        {PLAIN("with seven ships still waiting near lighthouse rock"), "with seven", RO_PART_BODY},
        {PLAIN("\xE2\x80\x94 Harbour Pilots (@pilots) October 9, 2018"), "\xE2\x80\x94 Harbour",
         RO_PART_BODY},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ro_article *article = read_text(state, cases[i].text);
        int role = role_of(article, cases[i].words);
        if (role != cases[i].role) print_error("%s: role %d\n", cases[i].words, role);
        assert_int_equal(role, cases[i].role);
        assert_body(article);
        ro_article_free(article);
    }
}

/* Reading takes time in proportion to the page, whatever it repeats. */
static void test_hostile_repetition(void **state) {
    static const char *const pieces[] = {"<div/>",
                                         "<math><mi/>",
                                         "<svg><svg>",
                                         "</svg><svg>",
                                         "&notit",
                                         "&#x",
                                         "&#39",
                                         "&",
                                         "<a =\"",
                                         "<a b = 'c'd=e/f g>",
                                         "<!-- x --!>",
                                         "</x a='",
                                         "<title>",
                                         "<span class=rollover>a <a href=b>c</a> ",
                                         "<p>x <span class=ad>y",
                                         "<h1>a</h1><p>b",
                                         "\r\n\x01",
                                         "<xmp>&amp;<b>"};
    enum { TIMES = 100000 };
    char *page = malloc(64 * TIMES);
    assert_non_null(page);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t n = strlen(pieces[i]), size = 0;
        memcpy(page, "<!DOCTYPE html><body>", 21);
        for (size = 21; size < 21 + n * TIMES; size += n) memcpy(page + size, pieces[i], n);
        memcpy(page + size, BODY, sizeof BODY - 1);
        ro_status status;
        ro_article *article = read_one(state, page, size + sizeof BODY - 1, &status, NULL);
        assert_true(status == RO_OK || status == RO_ERR_INPUT || status == RO_ERR_LIMIT);
        if (article) assert_tiled(article);
        ro_article_free(article);
    }
    free(page);
}

/* The longest text that a page may state, and statements that break off. */
static void test_statements_that_break_off(void **state) {
    static const char *const stated[] = {
        "{\"articleBody\":\"",  "{\"articleBody\":\"a\\",      "{\"articleBody\"",
        "{\"articleBody\": 5}", "{\"articleBody\":\"\\u12\"}", "{\"articleBody\":\"<p &a\"}"};
    char page[2048];
    for (size_t i = 0; i < sizeof stated / sizeof *stated; i++) {
        snprintf(page, sizeof page,
                 "<html><script type='application/ld+json'>%s</script><body>" BODY, stated[i]);
        ro_article *article = read_text(state, page);
        assert_body(article);
        ro_article_free(article);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lead_outside_of_the_text),
        cmocka_unit_test(test_names_that_mislead),
        cmocka_unit_test(test_box_within_a_line),
        cmocka_unit_test(test_text_that_the_page_states),
        cmocka_unit_test(test_headline_beats_length),
        cmocka_unit_test(test_line_under_a_picture),
        cmocka_unit_test(test_text_behind_a_wall),
        cmocka_unit_test(test_failed_allocations),
        cmocka_unit_test(test_lines_of_other_reports),
        cmocka_unit_test(test_hostile_repetition),
        cmocka_unit_test(test_statements_that_break_off),
    };
    return cmocka_run_group_tests(tests, make_rules, free_rules);
}
