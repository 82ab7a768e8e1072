/* SPDX-License-Identifier: Apache-2.0 */
#include "read_fixture.h"

static const char agency_take[] =
    "Harbour City Council Votes to Close Old Ferry Line\n\n"
    "The council of Harbour City voted on Tuesday to close the oldest ferry line in the bay.\n\n"
    "(Reuters) - The council of Harbour City voted on Tuesday to close the oldest ferry line "
    "in the bay.\n\n"
    "Mayor Ana Pinto said the line had lost money for nine years. \xE2\x80\x9CWe waited long "
    "enough,\xE2\x80\x9D she told the council.\n\n"
    "Also: Ferry Crews Plan a Strike\n\n"
    "What comes next\n\n"
    "What follows the vote is a hearing that comes in May, the council said in a note.\n\n"
    "Footballers of Northern Club Fined After Brawl\n"
    "Seven Recipes for a Rainy Weekend at Home\n\n"
    "The ferry carried two thousand people a day last year, officials said.\n\n"
    "(Updates with quote of mayor)\n\n"
    "With assistance from Lee Wong.\n\n"
    "\xC2\xA9"
    "2023 Example Press\n";

static void roles_by_form_and_place(void **state) {
    ro_article *article = read_text(state, agency_take);
    assert_string_equal(article->meta.title, "Harbour City Council Votes to Close Old Ferry Line");
    assert_int_equal(article->meta.title_span.end, 50);
    assert_int_equal(article->meta.agency_count, 1);
    assert_string_equal(article->meta.agencies[0], "Reuters");
    assert_null(article->meta.published.from);
    assert_string_equal(article->meta.language, "en");
    static const ro_part_role roles[] = {
        RO_PART_TITLE,        RO_PART_DECK,         RO_PART_CREDIT,  RO_PART_BODY,
        RO_PART_BODY,         RO_PART_RELATED_LINK, RO_PART_SUBHEAD, RO_PART_BODY,
        RO_PART_RELATED_LINK, RO_PART_RELATED_LINK, RO_PART_BODY,    RO_PART_UPDATE_NOTE,
        RO_PART_CREDIT,       RO_PART_COPYRIGHT};
    assert_tiled(article);
    assert_int_equal(article->parts.count, sizeof roles / sizeof *roles);
    for (uint32_t i = 0; i < article->parts.count; i++)
        assert_string_equal(ro_part_role_name(article->parts.items[i].role),
                            ro_part_role_name(roles[i]));
    assert_part(article, 2, RO_PART_CREDIT, "(Reuters) -");
    ro_article_free(article);
}

static void datelines_and_closing_credits(void **state) {
    static const struct {
        const char *text, *lead, *agency;
        ro_part_role role;
    } cases[] = {
        {"NEW HARBOUR (AP) \xE2\x80\x94 The dam held through the night, engineers said on Monday.",
         "NEW HARBOUR (AP) \xE2\x80\x94", "Associated Press", RO_PART_DATELINE},
        {"OSLO, June 3 (Xinhua) -- The dam held through the night, engineers said on Monday.",
         "OSLO, June 3 (Xinhua) --", "Xinhua", RO_PART_DATELINE},
        {"OSLO \xE2\x80\x94 The dam held through the night, engineers said there on Monday.",
         "OSLO \xE2\x80\x94", NULL, RO_PART_DATELINE},
        {"Dover \xE2\x80\x94 which has two ports \xE2\x80\x94 was closed for a day, officials "
         "said.",
         NULL, NULL, RO_PART_BODY},
        {"BREAKING \xE2\x80\x94 The dam held through the night, engineers said there on Monday.",
         NULL, NULL, RO_PART_BODY},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ro_article *article = read_text(state, cases[i].text);
        if (cases[i].lead) {
            assert_part(article, 0, cases[i].role, cases[i].lead);
        } else {
            assert_int_equal(article->parts.count, 1);
        }
        assert_int_equal(article->meta.agency_count, cases[i].agency ? 1 : 0);
        if (cases[i].agency) assert_string_equal(article->meta.agencies[0], cases[i].agency);
        ro_article_free(article);
    }
    ro_article *article = read_text(
        state, "The dam held through the night, one engineer said on Monday. \xE2\x80\x94 Reuters\n"
               "Source: www.example.org\n");
    assert_part(article, 1, RO_PART_CREDIT, "\xE2\x80\x94 Reuters");
    assert_part(article, 2, RO_PART_CREDIT, "Source: www.example.org");
    assert_string_equal(article->meta.agencies[0], "Reuters");
    assert_string_equal(article->meta.credited[0], "www.example.org");
    ro_article_free(article);
    article = read_text(state, "The dam held through the night, one engineer said on Monday.\n"
                               "With Fjord Wire and Lowland Press Service\n");
    assert_int_equal(article->meta.agency_count, 2);
    assert_string_equal(article->meta.agencies[0], "Fjord Wire");
    assert_string_equal(article->meta.agencies[1], "Lowland Press Service");
    ro_article_free(article);
}

static void no_title_where_the_text_has_none(void **state) {
    ro_article *article = read_text(state, "The dam held through the night, engineers said.\n"
                                           "It was built in 1950, the town's archive shows.\n");
    assert_null(article->meta.title);
    assert_int_equal(article->parts.count, 2);
    ro_article_free(article);
}

static void bylines_name_people(void **state) {
    ro_article *article = read_text(
        state, "Dam Holds Through the Night\nBy Ana Pinto and Lee van Dam, Reuters\n"
               "June 3, 2021\n"
               "The dam held through the night, engineers said there on Monday morning.\n");
    assert_int_equal(article->meta.author_count, 2);
    assert_string_equal(article->meta.authors[1], "Lee van Dam");
    assert_string_equal(article->meta.agencies[0], "Reuters");
    assert_string_equal(article->meta.published.from, "text");
    assert_int_equal(article->meta.published.date.month, 6);
    ro_article_free(article);
}

static void encodings_map_back(void **state) {
    static const struct {
        const char *bytes;
        size_t size;
        const char *text;
        uint64_t start, end; /* of the second character */
    } cases[] = {
        {"\xEF\xBB\xBF"
         "d\xC3\xA9j\xC3\xA0 vu.",
         13, "d\xC3\xA9j\xC3\xA0 vu.", 4, 6},
        {"\xFF\xFE"
         "d\0\xE9\0j\0\xE0\0 \0v\0u\0.\0",
         18, "d\xC3\xA9j\xC3\xA0 vu.", 4, 6},
        {"\xFE\xFF\0d\0\xE9\0j\0\xE0\0 \0v\0u\0.", 18, "d\xC3\xA9j\xC3\xA0 vu.", 4, 6},
        {"d\xC3\xA9j\xC3\xA0 vu.", 10, "d\xC3\xA9j\xC3\xA0 vu.", 1, 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ro_status status;
        ro_article *article = read_one(state, cases[i].bytes, cases[i].size, &status, NULL);
        assert_int_equal(status, RO_OK);
        assert_string_equal(article->text, cases[i].text);
        uint64_t start, end;
        assert_int_equal(ro_article_input_span(article, (ro_span){1, 3}, &start, &end), RO_OK);
        assert_int_equal(start, cases[i].start);
        assert_int_equal(end, cases[i].end);
        ro_article_free(article);
    }
}

static void damage_in_utf8_is_replaced_and_said(void **state) {
    ro_status status;
    ro_error error;
    const char bytes[] = "d\xC3\xA9j\xC3\xA0 \xFFvu.";
    ro_article *article = read_one(state, bytes, sizeof bytes - 1, &status, &error);
    assert_int_equal(status, RO_WARN);
    assert_int_equal(error.offset, 7);
    assert_string_equal(article->text, "d\xC3\xA9j\xC3\xA0 \xEF\xBF\xBDvu.");
    uint64_t start, end;
    assert_int_equal(ro_article_input_span(article, (ro_span){10, 12}, &start, &end), RO_OK);
    assert_int_equal(start, 8);
    assert_int_equal(end, 10);
    ro_article_free(article);
}

static void what_is_no_text_is_refused(void **state) {
    static const struct {
        const char *bytes;
        size_t size;
        const char *message;
    } cases[] = {
        {"", 0, "is empty"},
        {" \n\t\n", 4, "is empty"},
        {"\1\0\0\2\0\0\3a\0\0\4\0\0\5\0\0", 17, "holds NUL bytes: not a text"},
        {"\0\0\0\0", 4, "holds NUL bytes: not a text"},
        {"%PDF-1.7\n1 0 obj", 16, "is a PDF document, not text"},
        {"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16, "is a PNG image, not text"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ro_status status;
        ro_error error;
        assert_null(read_one(state, cases[i].bytes, cases[i].size, &status, &error));
        assert_int_equal(status, RO_ERR_INPUT);
        assert_string_equal(error.msg, cases[i].message);
    }
}

static void wrapped_lines_are_one_paragraph(void **state) {
    ro_article *article =
        read_text(state, "The dam above the town held through the night while the water\n"
                         "rose, and engineers said on Monday that they had opened two\n"
                         "gates to let the lake fall by a metre before more rain came.\n"
                         "\n"
                         "People who had left their homes on Sunday came back to find\n"
                         "the lower streets under mud, and the school closed for the\n"
                         "week.\n");
    assert_int_equal(article->parts.count, 2);
    assert_null(strchr(article->text + article->parts.items[0].span.start, '\r'));
    assert_null(memchr(article->text, '\n', article->parts.items[0].span.end));
    ro_article_free(article);
}

static void reading_survives_every_failed_allocation(void **state) {
    size_t failures = 0;
    for (size_t after = 0;; after++) {
        ro_status status;
        ro_arena_fail_after(after);
        ro_article *article = read_one(state, agency_take, strlen(agency_take), &status, NULL);
        ro_arena_fail_after(SIZE_MAX);
        if (article) {
            ro_article_free(article);
            break;
        }
        assert_int_equal(status, RO_ERR_NOMEM);
        failures++;
    }
    assert_true(failures > 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(roles_by_form_and_place),
        cmocka_unit_test(datelines_and_closing_credits),
        cmocka_unit_test(no_title_where_the_text_has_none),
        cmocka_unit_test(bylines_name_people),
        cmocka_unit_test(encodings_map_back),
        cmocka_unit_test(damage_in_utf8_is_replaced_and_said),
        cmocka_unit_test(what_is_no_text_is_refused),
        cmocka_unit_test(wrapped_lines_are_one_paragraph),
        cmocka_unit_test(reading_survives_every_failed_allocation),
    };
    return cmocka_run_group_tests(tests, make_rules, free_rules);
}
