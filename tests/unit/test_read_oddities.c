/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes and values that do not belong where they are: NUL in text of every format, and what
 * programs write that is not quite JSON. The record is read, and what is lost is told. */
#include <stdio.h>

#include "read_fixture.h"

#define REPLACED "\xEF\xBF\xBD"
#define TEXT     "The bridge at Arve was shut on Friday, the town said."

/* Read one record: its text has @p wanted in it, each byte of it leads back to the source. */
static void check_text(void **state, const char *bytes, size_t size, ro_status wanted_status,
                       const char *wanted, const char *message) {
    ro_status status;
    ro_error error = {0};
    ro_article *article = read_one(state, bytes, size, &status, &error);
    assert_non_null(article);
    assert_int_equal(status, wanted_status);
    if (!strstr(article->text, wanted)) fail_msg("no '%s' in '%s'", wanted, article->text);
    if (message) assert_string_equal(error.msg, message);
    assert_maps_back(article, bytes + article->meta.input_offset);
    ro_article_free(article);
}

static void a_nul_byte_loses_no_record(void **state) {
    static const char feed[] =
        "<rss version=\"2.0\"><channel><item><title>A</title><description>The bridge\0 at Arve was "
        "shut on Friday.</description></item></channel></rss>";
    static const char page[] = "<html><body><article><h1>A</h1><p>The bridge\0 at Arve was shut on "
                               "Friday, the town said in a note.</p></article></body></html>";
    static const char table[] = "title,text\nShut,\"The bridge\0 at Arve was shut on Friday.\"\n";
    static const char lines[] = "{\"text\":\"The bridge\0 at Arve was shut on Friday.\"}\n";
    static const char wire[] = "<nitf><body><body.content><p>The bridge\0 at Arve was shut on "
                               "Friday.</p></body.content></body></nitf>";
    static const char head[] = "\0title,text\nShut,The bridge" REPLACED " at Arve was shut.\n";
    static const char plain[] = "The bridge\0 at Arve was shut on Friday.\n";
    static const char mail[] =
        "From: A <a@e.example>\nTo: b@e.example\nSubject: Shut\nDate: Fri, 3 "
        "Jan 2025 10:00:00 +0000\n\nThe bridge\0 at Arve was shut on Friday.\n";
    static const char other[] = "Caf\xE9s: the bridge\0 at Arve was shut on Friday.\n";
    static const char told[] = "1 byte is no character and became U+FFFD";
    const char wanted[] = "bridge" REPLACED " at Arve was shut";
#define CASE(bytes) check_text(state, bytes, sizeof bytes - 1, RO_WARN, wanted, told)
    CASE(page);
    CASE(table);
    CASE(lines);
    CASE(wire);
    CASE(head); /* what stands between records belongs to the next */
    CASE(plain);
    CASE(mail);
#undef CASE
    ro_status status;
    ro_error error = {0};
    ro_article *article = read_one(state, other, sizeof other - 1, &status, &error);
    assert_int_equal(status, RO_WARN);
    assert_non_null(strstr(article->text, "Caf\xC3\xA9s: the bridge" REPLACED " at"));
    ro_article_free(article);
    article = read_one(state, feed, sizeof feed - 1, &status, &error);
    assert_int_equal(status, RO_WARN);
    assert_non_null(strstr(article->text, "The bridge"));
    assert_non_null(strstr(article->text, " at Arve was shut on Friday."));
    ro_article_free(article);
}

/* Numbers beyond any letter, and one whose end after 32 bits would be a byte. */
static void references_beyond_unicode_are_replaced(void **state) {
    static const char *const references[] = {"&#0;",         "&#xD800;",
                                             "&#1114112;",   "&#11111111111;",
                                             "&#x964619C7;", "&#xFFFFFFFFFFFFFFFFFF"};
    for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
        char page[400];
        snprintf(page, sizeof page,
                 "<html><body><article><p>Letter%s of a bridge. " TEXT "</p><p>" TEXT
                 " &#x000000000041; and &#000000066;.</p></article></body></html>",
                 references[i]);
        ro_status status;
        ro_error error = {0};
        ro_article *article = read_one(state, page, strlen(page), &status, &error);
        assert_non_null(article);
        if (!strstr(article->text, "Letter" REPLACED " of"))
            fail_msg("%s: '%s'", references[i], article->text);
        assert_non_null(strstr(article->text, " A and B."));
        ro_article_free(article);
    }
}

/* A file that was to be longer when the machine stopped; a string of UTF-16. */
static void runs_of_nul_become_one(void **state) {
    char padded[4096] = TEXT "\n";
    check_text(state, padded, sizeof padded, RO_WARN, TEXT "\n" REPLACED,
               "4042 bytes are no characters and became U+FFFD");
    static const char wide[] = "\xFF\xFEH\0e\0r\0e\0\0\0i\0s\0";
    ro_status status;
    ro_error error = {0};
    ro_article *article = read_one(state, wide, sizeof wide - 1, &status, &error);
    assert_int_equal(status, RO_WARN);
    assert_string_equal(error.msg, "2 bytes are no characters and became U+FFFD");
    assert_non_null(strstr(article->text, "Here" REPLACED "is"));
    ro_article_free(article);
}

static void bytes_that_are_no_character_are_told_of_records(void **state) {
    static const char line[] = "{\"text\":\"A na\xC3\xAFve bridge \xFF was shut on Friday.\"}\n";
    check_text(state, line, sizeof line - 1, RO_WARN, "bridge " REPLACED " was",
               "1 byte is no character and became U+FFFD");
    static const char table[] =
        "title,text\nA,Na\xC3\xAFve bridges.\nB,The bridge \xFF was shut.\n";
    ro_status status;
    ro_error error;
    ro_article *article;
    ro_reader *reader = open_bytes(state, table, sizeof table - 1, &status, &error);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_OK);
    ro_article_free(article);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_WARN);
    assert_int_equal((unsigned char)table[error.offset], 0xFF);
    ro_article_free(article);
    ro_reader_free(reader);
}

static void escapes_that_are_no_character_are_replaced(void **state) {
    static const struct {
        const char *escape, *wanted;
    } cases[] = {{"\\ud800", REPLACED},
                 {"\\uDC00", REPLACED},
                 {"\\ud800\\ud800", REPLACED REPLACED},
                 {"\\u0000", REPLACED},
                 {"\\udc00\\ud83d", REPLACED REPLACED},
                 {"\\u00f4 \\ud83d", "\xC3\xB4 " REPLACED}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char line[200], wanted[100];
        int n = snprintf(line, sizeof line,
                         "{\"id\":\"7\",\"text\":\"The school %s was shut on Friday.\"}\n",
                         cases[i].escape);
        snprintf(wanted, sizeof wanted, "The school %s was", cases[i].wanted);
        check_text(state, line, (size_t)n, RO_WARN, wanted, NULL);
    }
}

static void what_json_lacks_is_no_value(void **state) {
    static const char *const others[] = {"\"author\":NaN,",
                                         "\"date\":-Infinity,",
                                         "\"n\":1e999,",
                                         "\"n\":-0,",
                                         "\"n\":007,",
                                         "\"n\":99999999999999999999999,",
                                         "\"author\":None,",
                                         "\"x\":undefined,",
                                         "/* a note, \"text\": */",
                                         "\"list\":[1,2,],",
                                         "\"x\":+1,",
                                         "\"title\":\"A\tB\",",
                                         "\"title\":\"A\",\"title\":\"B\",",
                                         "\"x\":.5,",
                                         "\"object\":{\"a\":NaN,},"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        char line[400];
        for (int behind = 0; behind < 2; behind++) {
            int n = snprintf(line, sizeof line,
                             behind ? "{\"text\":\"" TEXT "\",%s}" : "{%s\"text\":\"" TEXT "\"}",
                             others[i]);
            check_text(state, line, (size_t)n, RO_OK, TEXT, NULL);
        }
    }
    static const char commas[] = "{\"text\":\"" TEXT "\"},\n{\"text\":\"B\"},\n";
    check_text(state, commas, sizeof commas - 1, RO_OK, TEXT, NULL);
}

/* What is no value must not be one: an author "NaN", a day. */
static void no_value_is_made_of_it(void **state) {
    static const char lines[] =
        "{\"text\":\"" TEXT "\",\"author\":NaN,\"date\":NaN,\"id\":12345678901234567890}\n"
        "\xEF\xBB\xBF{\"text\":\"" TEXT "\",\"author\":\"Ann Weir\"}\n"
        "{\"text\":\"The bridge was";
    ro_status status;
    ro_error error;
    ro_article *article;
    ro_reader *reader = open_bytes(state, lines, sizeof lines - 1, &status, &error);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_OK);
    assert_int_equal(article->meta.author_count, 0);
    assert_null(article->meta.published.from);
    assert_null(article->meta.published_as);
    assert_string_equal(article->meta.id, "12345678901234567890");
    ro_article_free(article);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_OK);
    assert_int_equal(article->meta.author_count, 1);
    assert_maps_back(article, lines + article->meta.input_offset);
    ro_article_free(article);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_ERR_INPUT); /* cut off stays so */
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_END);
    assert_non_null(strstr(ro_reader_note(reader), "no JSON as such"));
    ro_reader_free(reader);
}

/* What servers and people put around JSON, and records on one line. */
static void what_stands_around_json_is_passed_over(void **state) {
    static const char *const arounds[] = {"// export\n[%s, /* and */ %s]",
                                          ")]}'\n[%s,%s]",
                                          "back([%s,%s]);\n",
                                          "while(1);[%s,%s]",
                                          "%s%s\n",
                                          "\x1E%s\n\x1E%s\n",
                                          "%s\n%s",
                                          "[%s,%s"};
    static const char record[] = "{\"text\":\"" TEXT "\"}";
    for (size_t i = 0; i < sizeof arounds / sizeof *arounds; i++) {
        char bytes[500];
        ro_status status;
        ro_error error;
        ro_article *article;
        snprintf(bytes, sizeof bytes, arounds[i], record, record);
        ro_reader *reader = open_bytes(state, bytes, strlen(bytes), &status, &error);
        for (int k = 0; k < 2; k++) {
            assert_int_equal(ro_reader_next(reader, &article, &error), RO_OK);
            assert_string_equal(article->meta.format, "jsonl");
            assert_int_equal(memcmp(bytes + article->meta.input_offset, record, strlen(record)), 0);
            ro_article_free(article);
        }
        assert_int_equal(ro_reader_next(reader, &article, &error), RO_END);
        ro_reader_free(reader);
    }
}

/* Not read as text, and not as what it may have meant. */
static void loose_json_is_told(void **state) {
    static const char *const lines[] = {"{'text':'" TEXT "'}\n", "{text:\"" TEXT "\"}\n",
                                        "[{'text':'" TEXT "'}]\n"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        ro_status status;
        ro_error error;
        assert_null(read_one(state, lines[i], strlen(lines[i]), &status, &error));
        assert_int_equal(status, RO_ERR_INPUT);
        assert_non_null(strstr(error.msg, "is not valid JSON"));
    }
}

static void members_named_twice_are_told(void **state) {
    static const char lines[] = "{\"text\":\"" TEXT "\",\"text\":\"Another.\"}\n"
                                "{\"text\":\"" TEXT "\",\"n\":NaN,\"n\":1}\n"
                                "{\"text\":\"" TEXT "\",\"n\":1,\"o\":{\"n\":1}}\n";
    ro_status status;
    ro_error error;
    ro_article *article;
    ro_reader *reader = open_bytes(state, lines, strlen(lines), &status, &error);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(ro_reader_next(reader, &article, &error), RO_OK);
        assert_string_equal(article->text, TEXT);
        ro_article_free(article);
    }
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_END);
    assert_non_null(strstr(ro_reader_note(reader), "2 of 3 records name a member twice"));
    ro_reader_free(reader);
}

/* A letter of UTF-8 outweighs some bytes that are none. */
static void letters_outweigh_bytes_that_are_none(void **state) {
    static const char *const inputs[] = {
        "<nitf><body><body.content><p>Caf\xC3\xA9s at \xFF\xFE "
        "Arve.</p></body.content></body></nitf>",
        "<rss><item><description>Caf\xC3\xA9s at \xFF\xFE Arve.</description></item></rss>",
        "Caf\xC3\xA9s at \xFF\xFE Arve.\n", "{\"text\":\"Caf\xC3\xA9s at \xFF\xFE Arve.\"}\n"};
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        ro_status status;
        ro_error error;
        ro_article *article = read_one(state, inputs[i], strlen(inputs[i]), &status, &error);
        assert_int_equal(status, RO_WARN);
        assert_string_equal(error.msg, "2 bytes are no characters and became U+FFFD");
        assert_non_null(strstr(article->text, "Caf\xC3\xA9s at " REPLACED REPLACED " Arve."));
        ro_article_free(article);
    }
}

/* Where the first place of @p words in the article's text leads to in @p source. */
static ro_str origin_of(const ro_article *article, const char *source, const char *words) {
    const char *at = strstr(article->text, words);
    uint64_t start, end;
    if (!at) fail_msg("no '%s' in '%s'", words, article->text);
    ro_span span = {.start = (uint32_t)(at - article->text)};
    span.end = span.start + (uint32_t)strlen(words);
    assert_int_equal(ro_article_input_span(article, span, &start, &end), RO_OK);
    return (ro_str){source + article->meta.input_offset + start, (size_t)(end - start)};
}

/* A letter with its mark behind it, as some systems write, is the letter. */
static void letters_with_marks_are_one(void **state) {
    static const char *const inputs[] = {
        "\xCC\x81 The Ale\xCC\x81r and the Vie\xCC\xA3\xCC\x82t met at q\xCC\x81 on Friday.\n",
        "\xEF\xBB\xBF{\"text\":\"\xCC\x81 The Ale\xCC\x81r and the Vie\xCC\xA3\xCC\x82t met at "
        "q\xCC\x81 "
        "on Friday.\"}\n",
        "<html><body><article><p>\xCC\x81 The Ale\xCC\x81r and the Vie\xCC\xA3\xCC\x82t met at "
        "q\xCC\x81 on Friday.</p></article></body></html>"};
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        ro_status status;
        ro_error error;
        ro_article *article = read_one(state, inputs[i], strlen(inputs[i]), &status, &error);
        assert_int_equal(status, RO_OK);
        assert_true(ro_str_eq(origin_of(article, inputs[i], "\xC3\xA9"), RO_STR("e\xCC\x81")));
        assert_true(ro_str_eq(origin_of(article, inputs[i], "Al\xC3\xA9r and"),
                              RO_STR("Ale\xCC\x81r and")));
        assert_true(ro_str_eq(origin_of(article, inputs[i], "\xE1\xBB\x87t met"),
                              RO_STR("e\xCC\xA3\xCC\x82t met")));
        assert_true(ro_str_eq(origin_of(article, inputs[i], "q\xCC\x81 on Friday."),
                              RO_STR("q\xCC\x81 on Friday.")));
        ro_article_free(article);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_nul_byte_loses_no_record),
        cmocka_unit_test(references_beyond_unicode_are_replaced),
        cmocka_unit_test(runs_of_nul_become_one),
        cmocka_unit_test(bytes_that_are_no_character_are_told_of_records),
        cmocka_unit_test(escapes_that_are_no_character_are_replaced),
        cmocka_unit_test(what_json_lacks_is_no_value),
        cmocka_unit_test(no_value_is_made_of_it),
        cmocka_unit_test(what_stands_around_json_is_passed_over),
        cmocka_unit_test(loose_json_is_told),
        cmocka_unit_test(members_named_twice_are_told),
        cmocka_unit_test(letters_outweigh_bytes_that_are_none),
        cmocka_unit_test(letters_with_marks_are_one),
    };
    return cmocka_run_group_tests(tests, make_rules, free_rules);
}
