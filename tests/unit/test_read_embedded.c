/* SPDX-License-Identifier: Apache-2.0 */
/* What an article holds besides its paragraphs: posts, tables, lists, footnotes, notes of its
 * editors; and tables that only lay out a page. */
#include <stdio.h>

#include "base/buffer.h"
#include "read_fixture.h"

#define ONE                                                                                        \
    "<p>Harbour workers in the old town went back to their cranes on Monday morning, two days "    \
    "after the owners had locked the gates.</p>"
#define TWO                                                                                        \
    "<p>The mayor said that the next talks would be held before the end of May, and that the "     \
    "town would pay for the room.</p>"
#define PAGE(inner)                                                                                \
    "<html><head><title>Cranes turn again</title></head><body><article><h1>Cranes turn "           \
    "again</h1>" ONE inner TWO "</article></body></html>"

static const ro_part *part_of(const ro_article *article, const char *words) {
    for (uint32_t i = 0; i < article->parts.count; i++) {
        const ro_part *part = &article->parts.items[i];
        if (ro_str_starts(ro_str_span(article->text, part->span), ro_str_of(words))) return part;
    }
    print_error("no part '%s' in\n%s\n", words, article->text);
    fail();
    return NULL;
}

static void assert_kind(const ro_article *article, const char *words, ro_part_role role,
                        ro_part_kind kind) {
    const ro_part *part = part_of(article, words);
    if (part->role != role || part->kind != kind)
        print_error("'%s' is %s %s\n", words, ro_part_role_name(part->role),
                    ro_part_kind_name(part->kind));
    assert_int_equal(part->role, role);
    assert_int_equal(part->kind, kind);
}

#define POST "The gates are open, and nobody at the town hall thanks us for it."
#define SIGN "&mdash; Ola Berg (@olaberg) <a href='https://x.example/1'>May 4, 2021</a>"

static void test_posts_that_pages_embed(void **state) {
    static const char *const pages[] = {
        PAGE("<blockquote class='twitter-tweet'><p>" POST "</p>" SIGN "</blockquote>"),
        PAGE("<figure class='wp-block-embed is-provider-twitter'><div><blockquote "
             "class=\"twitter-tweet\"><p>" POST "</p>" SIGN "</blockquote></div></figure>"),
        PAGE("<div class='instagram-media'><a href='/p/1'>" POST "</a></div>"),
        PAGE("<div class='instagram-media'><p>" POST "</p><p>Ein Beitrag geteilt von Ola Berg "
             "(@olaberg)</p></div>"),
        PAGE("<blockquote class='bluesky-embed'><p>" POST "</p>Ola Berg</blockquote>"),
        PAGE("<div class='fb-post'><p>" POST "</p></div>"),
        PAGE("<div class=embedded-tweet><div><p>" POST "</p></div></div>"),
        PAGE("<blockquote class='text-post-media'><p>" POST "</p></blockquote>"),
        PAGE("<blockquote><p>" POST "</p>" SIGN "</blockquote>"),
        PAGE("<p>" POST " " SIGN "</p>"),
        "Cranes turn again\n\nHarbour workers in the old town went back to their cranes on Monday "
        "morning, two days after the owners had locked the gates.\n\n" POST
        " \xE2\x80\x94 Ola Berg (@olaberg) May 4, 2021\n\nThe mayor said that the next talks would "
        "be held before the end of May.\n"};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        ro_article *article = read_text(state, pages[i]);
        assert_kind(article, POST, RO_PART_BODY, RO_KIND_POST);
        assert_kind(article, "Harbour workers", RO_PART_BODY, RO_KIND_PARAGRAPH);
        assert_kind(article, "The mayor", RO_PART_BODY, RO_KIND_PARAGRAPH);
        assert_false(ro_part_is_told(part_of(article, POST)));
        assert_true(ro_part_is_told(part_of(article, "The mayor")));
        assert_tiled(article);
        ro_article_free(article);
    }
}

/* Who is named with an account, and what a report says of posts, is none. */
static void test_what_is_no_post(void **state) {
    ro_article *article = read_text(
        state,
        PAGE("<p>The owners \xE2\x80\x94 their account (@owners) is new \xE2\x80\x94 were "
             "silent.</p><p>The union\xE2\x80\x94which (@union) has ten thousand "
             "readers\xE2\x80\x94wrote "
             "a long text about all that had been said and done in the harbour in the week "
             "before, and asked the owners to answer it.</p>"
             "<blockquote><p>We shall not go away before this is settled.</p></blockquote>"));
    assert_kind(article, "The owners", RO_PART_BODY, RO_KIND_PARAGRAPH);
    assert_kind(article, "The union", RO_PART_BODY, RO_KIND_PARAGRAPH);
    assert_kind(article, "We shall", RO_PART_BODY, RO_KIND_QUOTATION);
    ro_article_free(article);
}

/* The text from these words to the end of their line or lines. */
static void assert_lines(const ro_article *article, const char *lines) {
    if (ro_str_find(ro_str_of(article->text), ro_str_of(lines)) == SIZE_MAX)
        print_error("'%s' is not in\n%s\n", lines, article->text);
    assert_true(ro_str_find(ro_str_of(article->text), ro_str_of(lines)) != SIZE_MAX);
}

static void test_tables_of_data(void **state) {
    static const char page[] =
        PAGE("<table><thead><tr><th>Port</th><th>Ships</th><th>Cranes</th></tr></thead><tbody>"
             "<tr><th>Kelmar</th><td>12</td><td>4</td></tr><tr><th>Oldtown</th><td></td><td>"
             "<p>7</p><p>of 9</p></td></tr></tbody></table>");
    ro_article *article = read_text(state, page);
    assert_lines(article, "\nPort\tShips\tCranes\nKelmar\t12\t4\nOldtown\t\t7 of 9\n");
    assert_kind(article, "Ships", RO_PART_BODY, RO_KIND_HEADER_CELL);
    assert_kind(article, "Kelmar", RO_PART_BODY, RO_KIND_HEADER_CELL);
    assert_kind(article, "12", RO_PART_BODY, RO_KIND_CELL);
    assert_false(ro_part_is_told(part_of(article, "12")));
    assert_tiled(article);
    assert_maps_back(article, page);
    ro_article_free(article);
    article = read_text(
        state,
        PAGE("<table><tr><td rowspan=2>North</td><td>Kelmar</td><td>12</td></tr><tr><td>"
             "Oldtown</td><td>9</td></tr><tr><td colspan=2>All</td><td>21</td></tr></table>"));
    assert_lines(article, "\nNorth\tKelmar\t12\n\tOldtown\t9\nAll\t\t21\n");
    ro_article_free(article);
    article =
        read_text(state, "---\ntitle: Cranes turn again\n---\nHarbour workers went back to "
                         "their cranes on Monday.\n\n| Port | Ships | Cranes |\n|---|---|---|\n"
                         "| Kelmar | 12 | 4 |\n| Oldtown | | 7 |\n\nThe mayor was glad.\n");
    assert_lines(article, "\nPort\tShips\tCranes\nKelmar\t12\t4\nOldtown\t\t7\n");
    assert_kind(article, "Ships", RO_PART_BODY, RO_KIND_HEADER_CELL);
    assert_kind(article, "12", RO_PART_BODY, RO_KIND_CELL);
    assert_tiled(article);
    ro_article_free(article);
}

/* A table around the article, one around a picture, and one that says that it is none. */
static void test_tables_that_lay_out(void **state) {
    static const char *const pages[] = {
        "<html><body><table><tr><td>Menu</td><td><h1>Cranes turn again</h1>" ONE TWO
        "</td></tr><tr><td>Terms</td><td>About us</td></tr></table></body></html>",
        PAGE("<table role=presentation><tr><td>Kelmar</td><td>12</td></tr><tr><td>Oldtown</td><td>9"
             "</td></tr></table>"),
        "<html><body><table><tr><td><table><tr><td>" ONE "</td></tr><tr><td>" TWO
        "</td></tr></table></td><td>Kelmar</td></tr></table></body></html>"};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        ro_article *article = read_text(state, pages[i]);
        for (uint32_t k = 0; k < article->parts.count; k++) {
            assert_int_not_equal(article->parts.items[k].kind, RO_KIND_CELL);
            assert_int_not_equal(article->parts.items[k].kind, RO_KIND_HEADER_CELL);
        }
        assert_true(strchr(article->text, '\t') == NULL);
        ro_article_free(article);
    }
}

/* Columns without end cost no more than what stands in the first. */
static void test_wide_tables(void **state) {
    ro_buffer page = {0};
    static const char head[] = "<html><body>" ONE "<table>";
    ro_buffer_add(&page, head, sizeof head - 1);
    for (unsigned r = 0; r < 300; r++) {
        ro_buffer_add(&page, "<tr>", 4);
        for (unsigned c = 0; c < 300; c++)
            ro_buffer_add(&page, "<td colspan=99999 rowspan=99999>1", 33);
    }
    ro_status status;
    ro_error error;
    ro_article *article = read_one(state, page.data, page.size, &status, &error);
    assert_non_null(article);
    assert_true(article->size < 1000000);
    assert_tiled(article);
    ro_article_free(article);
    ro_buffer_free(&page);
}

static void test_lists_and_footnotes(void **state) {
    ro_article *article = read_text(
        state, PAGE("<p>Three things changed:</p><ul><li>The gates are open.</li><li>Wages rise by "
                    "a tenth.</li></ul>" TWO "<div class=footnotes><ol><li>The count is of the "
                    "pilots' office, and leaves out ferries.</li></ol></div>"));
    assert_kind(article, "The gates", RO_PART_BODY, RO_KIND_ITEM);
    assert_kind(article, "The count", RO_PART_BODY, RO_KIND_FOOTNOTE);
    assert_true(ro_part_is_told(part_of(article, "The gates")));
    assert_false(ro_part_is_told(part_of(article, "The count")));
    ro_article_free(article);
}

/* What was wrong is said in a note, and nowhere else. */
static void test_notes_of_editors(void **state) {
#define WRONG "An earlier version gave the number of ships as 21."
    static const char *const notes[] = {
        "<div class='article-correction'><h4>What we changed</h4><p>The number of ships was 12.</p>"
        "<p>" WRONG "</p></div>",
        "<p>Correction (14 May 2024): " WRONG "</p>",
        "<p>CORRECTION, May 14: " WRONG "</p>",
        "<p>Correction \xE2\x80\x94 " WRONG "</p>",
        "<p>Clarification (14 May): " WRONG "</p>",
        "<p>[Editor\xE2\x80\x99s note: " WRONG "]</p>",
        "<p><em>Editors\xE2\x80\x99 Note: " WRONG "</em></p>",
        "<p>This article was amended on 14 May 2024. " WRONG "</p>",
        "<p>Note: An earlier version of this article gave the number of ships as 21.</p>",
        "<p>Due to an editing error, the number of ships was given as 21.</p>",
        "<p>Korrektur: In einer fr\xC3\xBCheren Fassung stand, es seien 21 Schiffe.</p>",
        "<p>Fe de errata: una versi\xC3\xB3n anterior dec\xC3\xAD"
        "a que eran 21 barcos.</p>"};
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
        char page[2000];
        snprintf(page, sizeof page, PAGE("%s"), notes[i]);
        ro_article *article = read_text(state, page);
        uint32_t found = 0;
        for (uint32_t k = 0; k < article->parts.count; k++) {
            const ro_part *part = &article->parts.items[k];
            if (ro_str_find(ro_str_span(article->text, part->span), RO_STR("21")) == SIZE_MAX)
                continue;
            if (part->role != RO_PART_UPDATE_NOTE)
                print_error("%s: %s\n", ro_part_role_name(part->role), notes[i]);
            assert_int_equal(part->role, RO_PART_UPDATE_NOTE);
            found++;
        }
        assert_int_equal(found, 1);
        ro_article_free(article);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_posts_that_pages_embed),
                                       cmocka_unit_test(test_what_is_no_post),
                                       cmocka_unit_test(test_tables_of_data),
                                       cmocka_unit_test(test_tables_that_lay_out),
                                       cmocka_unit_test(test_wide_tables),
                                       cmocka_unit_test(test_lists_and_footnotes),
                                       cmocka_unit_test(test_notes_of_editors)};
    return cmocka_run_group_tests(tests, make_rules, free_rules);
}
