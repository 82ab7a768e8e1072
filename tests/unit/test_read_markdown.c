/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "read_fixture.h"

static const char note[] =
    "+++\ntitle = 'Bridge shut'\nauthors = [\"Ana Pinto\", 'Jon Roe']\ndate = 2021-05-04\n+++\n"
    "# Bridge shut\n\n"
    "The *bridge* at [M\xC3\xB4le](https://e.example/1 \"title\") was shut &lt;on&gt; Monday,\n"
    "the town\\* said in a `note`.\n\n"
    "> - \"It opens again **on** Friday, if all goes well,\" said the mayor.\n\n"
    "    no code\n";

static void marks_go_and_words_stay(void **state) {
    ro_article *article = read_text(state, note);
    assert_string_equal(article->meta.format, "markdown");
    assert_string_equal(article->meta.title, "Bridge shut");
    assert_int_equal(article->meta.author_count, 2);
    assert_int_equal(article->meta.published.date.day, 4);
    assert_part(article, 1, RO_PART_BODY,
                "The bridge at M\xC3\xB4le was shut <on> Monday, the town* said in a note.");
    assert_part(article, 2, RO_PART_BODY,
                "\"It opens again on Friday, if all goes well,\" said the mayor.");
    assert_int_equal(article->parts.count, 3);
    assert_tiled(article);
    ro_article_free(article);
}

/* Each word of the text stands where the map says that it does. */
static void words_map_back(void **state) {
    ro_article *article = read_text(state, note);
    for (uint32_t at = 0; at < article->size; at++) {
        if (!ro_is_alpha((unsigned char)article->text[at])) continue;
        uint64_t start, end;
        assert_int_equal(ro_article_input_span(article, (ro_span){at, at + 1}, &start, &end),
                         RO_OK);
        assert_int_equal(end, start + 1);
        assert_int_equal(note[start], article->text[at]);
    }
    ro_article_free(article);
}

static void only_markdown_is_markdown(void **state) {
    static const struct {
        const char *data, *format;
    } inputs[] = {{"# Bridge\n\nShut on [Monday](https://e.example).\n", "markdown"},
                  {"## One\n\nThe bridge was shut.\n\n## Two\n\nIt opens on Friday.\n", "markdown"},
                  {"---\ntitle: Bridge\n---\nThe bridge was shut.\n", "markdown"},
                  {"- The bridge was shut\n- It opens on Friday\n\n> the mayor said\n", "plain"},
                  {"---\nThe bridge was shut.\n---\nIt opens on Friday.\n", "plain"},
                  {"### \n\n# # #\n\nThe bridge was shut, said #bridge.\n", "plain"},
                  {"He paid $5 [sic] (or 4 francs) for **two stars** in 2020.\n", "plain"},
                  {"<p># Bridge</p>\n<p>[a](b) **c** shut on Monday.</p>\n", "html"}};
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        ro_article *article = read_text(state, inputs[i].data);
        if (strcmp(article->meta.format, inputs[i].format) != 0)
            print_error("%s\n", inputs[i].data);
        assert_string_equal(article->meta.format, inputs[i].format);
        ro_article_free(article);
    }
}

static void hostile_marks_end_soon(void **state) {
    static const char *const pieces[] = {"[",  "*a ",   "> ",       "![a](", "`",
                                         "- ", "&amp;", "[a]: b\n", "<",     "|a",
                                         "\\", "__a",   "~~~\n",    "\n# a", "1. "};
    enum { TIMES = 20000 };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t n = strlen(pieces[i]);
        char *hostile = malloc(n * TIMES + 64);
        size_t at = (size_t)sprintf(hostile, "## One\n\n## Two\n\n");
        for (size_t k = 0; k < TIMES; k++, at += n) memcpy(hostile + at, pieces[i], n);
        ro_status status;
        ro_article *article = read_one(state, hostile, at, &status, NULL);
        assert_true(status == RO_OK || status == RO_ERR_INPUT);
        if (article) assert_tiled(article);
        ro_article_free(article);
        free(hostile);
    }
}

static void markdown_survives_failed_allocations(void **state) {
    bool whole = false;
    for (size_t after = 0; !whole; after++) {
        ro_status status;
        ro_arena_fail_after(after);
        ro_article *article = read_one(state, note, strlen(note), &status, NULL);
        ro_arena_fail_after(SIZE_MAX);
        assert_true(status == RO_OK || status == RO_ERR_NOMEM);
        whole = article != NULL;
        ro_article_free(article);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_go_and_words_stay),
        cmocka_unit_test(words_map_back),
        cmocka_unit_test(only_markdown_is_markdown),
        cmocka_unit_test(hostile_marks_end_soon),
        cmocka_unit_test(markdown_survives_failed_allocations),
    };
    return cmocka_run_group_tests(tests, make_rules, free_rules);
}
