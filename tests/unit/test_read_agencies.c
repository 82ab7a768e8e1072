/* SPDX-License-Identifier: Apache-2.0 */
/* NITF, NewsML and ninjs: what tests/corpus does not show, and bad input. */
#include <stdio.h>

#include "read_fixture.h"

#define NITF_BODY                                                                                  \
    "<body><body.head><hedline><hl1>Gate &amp; sluice</hl1></hedline></body.head><body.content>"   \
    "<p>The gate at M\xC3\xB4le gave way\r\n   on Monday, the harbour master said.</p>"            \
    "</body.content></body></nitf>"

static const char nitf[] = "<?xml version=\"1.0\"?>\n"
                           "<nitf><head><docdata><doc-id id-string=\"n1\" regsrc=\"AP\"/>"
                           "<ed-msg info=\"UPDATES throughout\"/>"
                           "<date.release norm=\"20230619T063000Z\"/></docdata></head>" NITF_BODY;

static ro_str origin_of(const ro_article *article, const char *source, const char *words) {
    const char *at = strstr(article->text, words);
    assert_non_null(at);
    uint32_t start = (uint32_t)(at - article->text);
    ro_span span = {start, start + (uint32_t)strlen(words)};
    uint64_t from, to;
    assert_int_equal(ro_article_input_span(article, span, &from, &to), RO_OK);
    return (ro_str){source + article->meta.input_offset + from, (size_t)(to - from)};
}

static void assert_source(const ro_article *article, const char *source, const char *words,
                          const char *bytes) {
    ro_str found = origin_of(article, source, words);
    if (!ro_str_eq(found, ro_str_of(bytes))) print_error("'%.*s'\n", (int)found.n, found.p);
    assert_true(ro_str_eq(found, ro_str_of(bytes)));
}

static void nitf_maps_back(void **state) {
    ro_article *article = read_text(state, nitf);
    assert_string_equal(article->meta.id, "n1");
    assert_string_equal(article->meta.format, "nitf");
    assert_string_equal(article->meta.agencies[0], "Associated Press");
    assert_int_equal(article->meta.published.date.hour, 6);
    assert_int_equal(article->meta.published.date.minute, 30);
    assert_part(article, 0, RO_PART_UPDATE_NOTE, "UPDATES throughout");
    assert_part(article, 1, RO_PART_TITLE, "Gate & sluice");
    assert_part(article, 2, RO_PART_BODY,
                "The gate at M\xC3\xB4le gave way on Monday, the harbour master said.");
    assert_int_equal(article->meta.title_span.start, article->parts.items[1].span.start);
    assert_tiled(article);
    assert_source(article, nitf, "UPDATES throughout", "<ed-msg info=\"UPDATES throughout\"/>");
    assert_source(article, nitf, "Gate & sluice", "Gate &amp; sluice");
    assert_source(article, nitf, "M\xC3\xB4le gave way on", "M\xC3\xB4le gave way\r\n   on");
    ro_article_free(article);
}

static const char g2[] =
    "<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><itemSet>"
    "<newsItem guid=\"u:1\"><itemMeta><provider literal=\"dpa\"/><edNote>Photos to come</edNote>"
    "</itemMeta><contentSet><inlineXML><nitf>" NITF_BODY "</inlineXML></contentSet></newsItem>"
    "<newsItem guid=\"u:2\"><contentSet><inlineData>One line says a thing.\n"
    "Another says more of it.</inlineData></contentSet></newsItem></itemSet></newsMessage>";

static void items_of_a_message_are_records(void **state) {
    ro_status status;
    ro_article *article;
    ro_reader *reader = open_bytes(state, g2, strlen(g2), &status, NULL);
    assert_int_equal(ro_reader_next(reader, &article, NULL), RO_OK);
    assert_string_equal(article->meta.id, "u:1");
    assert_part(article, 0, RO_PART_OTHER, "Photos to come");
    assert_part(article, 1, RO_PART_TITLE, "Gate & sluice");
    assert_memory_equal(g2 + article->meta.input_offset, "<newsItem guid=\"u:1\"", 20);
    assert_memory_equal(g2 + article->meta.input_offset + article->meta.input_bytes - 11,
                        "</newsItem>", 11);
    ro_article_free(article);
    assert_int_equal(ro_reader_next(reader, &article, NULL), RO_OK);
    assert_string_equal(article->meta.id, "u:2");
    assert_int_equal(article->parts.count, 2);
    assert_source(article, g2, "Another says", "Another says");
    ro_article_free(article);
    assert_int_equal(ro_reader_next(reader, &article, NULL), RO_END);
    ro_reader_free(reader);
}

static void packages_alone_are_named(void **state) {
    static const char package[] = "<packageItem guid=\"p\"><groupSet/></packageItem>";
    ro_status status;
    ro_error error;
    assert_null(open_bytes(state, package, strlen(package), &status, &error));
    assert_int_equal(status, RO_ERR_INPUT);
    assert_string_equal(error.msg, "names news items and holds none");
}

static void what_breaks_off_is_read_so_far(void **state) {
    ro_status status;
    ro_error error;
    size_t cut = (size_t)(strstr(nitf, "master said") - nitf);
    ro_article *article = read_one(state, nitf, cut, &status, &error);
    assert_int_equal(status, RO_WARN);
    assert_non_null(strstr(error.msg, "breaks off"));
    assert_non_null(strstr(article->text, "gave way on Monday, the harbour"));
    ro_article_free(article);
}

/* Nothing unfolds and nothing outside is asked for. */
static void entities_are_refused_or_stay_as_they_are(void **state) {
    static const char bomb[] =
        "<!DOCTYPE nitf [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>"
        "<nitf><body><body.content><p>&b;</p></body.content></body></nitf>";
    static const char outside[] =
        "<!DOCTYPE nitf SYSTEM \"file:///etc/hostname\" [<!ENTITY x SYSTEM "
        "\"file:///etc/passwd\">]>"
        "<nitf><body><body.content><p>The gate&nbsp;&mdash; &x;&other;it gave way.</p>"
        "</body.content></body></nitf>";
    ro_status status;
    assert_null(open_bytes(state, bomb, strlen(bomb), &status, NULL));
    assert_int_equal(status, RO_ERR_LIMIT);
    ro_article *article = read_text(state, outside);
    assert_part(article, 0, RO_PART_BODY, "The gate\xC2\xA0\xE2\x80\x94 &x;&other;it gave way.");
    ro_article_free(article);
}

static void endless_nesting_is_refused(void **state) {
    enum { TIMES = 100000 };
    static const char *const pieces[] = {"<block>", "<div>", "<newsItem><p>x"};
    static const char *const roots[] = {"<nitf><body.content>", "<NewsML>", "<newsMessage>"};
    for (size_t i = 0; i < 3; i++) {
        size_t n = strlen(pieces[i]);
        char *hostile = malloc(n * TIMES + 64);
        size_t at = (size_t)sprintf(hostile, "%s", roots[i]);
        for (size_t k = 0; k < TIMES; k++, at += n) memcpy(hostile + at, pieces[i], n);
        ro_status status;
        assert_null(open_bytes(state, hostile, at, &status, NULL));
        assert_int_equal(status, RO_ERR_LIMIT);
        free(hostile);
    }
}

static const char ninjs[] =
    "{\"uri\":\"u:3\",\"pubstatus\":\"usable\",\"ednote\":\"Corrects \\\"day\\\"\","
    "\"body_html\":\"<p>The gate at M\\u00f4le gave way on Monday, he said.</p>\"}";

static void ninjs_keeps_notes_beside_the_text(void **state) {
    ro_article *article = read_text(state, ninjs);
    assert_string_equal(article->meta.format, "ninjs");
    assert_string_equal(article->meta.id, "u:3");
    assert_part(article, 0, RO_PART_UPDATE_NOTE, "Corrects \"day\"");
    assert_part(article, 1, RO_PART_BODY, "The gate at M\xC3\xB4le gave way on Monday, he said.");
    assert_source(article, ninjs, "Corrects \"day\"", "Corrects \\\"day\\\"");
    assert_source(article, ninjs, "M\xC3\xB4le", "M\\u00f4le");
    assert_tiled(article);
    ro_article_free(article);
}

static const char wrapped[] =
    "<newsItem guid=\"u:4\"><itemMeta><provider literal=\"reuters.com\"/><pubStatus "
    "qcode=\"stat:canceled\"/><edNote>Corrects day</edNote></itemMeta><contentMeta>"
    "<headline>Gate gives way</headline><headline role=\"hld:subHeadline\">GATE GIVES "
    "WAY</headline>"
    "<by>By MARA O'NEILL and JOAN LIND</by></contentMeta><contentSet>"
    "<inlineData contenttype=\"text/plain\"><![CDATA[<p>The gate at M&ocirc;le\n gave way on "
    "Monday, "
    "the harbour master said.</p>\n<p>It had been due for repair in May, he said.</p>]]>"
    "</inlineData></contentSet></newsItem>";

static void pages_within_items_are_read(void **state) {
    ro_status status;
    ro_error error;
    ro_article *article = read_one(state, wrapped, strlen(wrapped), &status, &error);
    assert_int_equal(status, RO_WARN);
    assert_string_equal(error.msg, "its agency says that it is not to be used: canceled");
    assert_string_equal(article->meta.agencies[0], "Reuters");
    assert_int_equal(article->meta.author_count, 2);
    assert_string_equal(article->meta.authors[0], "Mara O'Neill");
    assert_string_equal(article->meta.authors[1], "Joan Lind");
    assert_part(article, 0, RO_PART_UPDATE_NOTE, "Corrects day");
    assert_part(article, 1, RO_PART_TITLE, "Gate gives way");
    assert_part(article, 2, RO_PART_OTHER, "GATE GIVES WAY");
    assert_part(article, 3, RO_PART_CREDIT, "By MARA O'NEILL and JOAN LIND");
    assert_part(article, 4, RO_PART_BODY,
                "The gate at M\xC3\xB4le gave way on Monday, the harbour master said.");
    assert_source(article, wrapped, "Corrects day", "Corrects day");
    assert_source(article, wrapped, "M\xC3\xB4le gave", "M&ocirc;le\n gave");
    assert_tiled(article);
    ro_article_free(article);
}

static void failed_allocations_are_told(void **state) {
    static const char *const documents[] = {nitf, g2, ninjs, wrapped};
    for (size_t i = 0; i < 4; i++) {
        bool whole = false;
        for (size_t after = 0; !whole; after += after < 300 ? 1 : 17) {
            ro_status status;
            ro_arena_fail_after(after);
            ro_article *article =
                read_one(state, documents[i], strlen(documents[i]), &status, NULL);
            ro_arena_fail_after(SIZE_MAX);
            assert_true(status == RO_OK || status == RO_WARN || status == RO_ERR_NOMEM);
            whole = article != NULL;
            ro_article_free(article);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nitf_maps_back),
        cmocka_unit_test(items_of_a_message_are_records),
        cmocka_unit_test(packages_alone_are_named),
        cmocka_unit_test(what_breaks_off_is_read_so_far),
        cmocka_unit_test(entities_are_refused_or_stay_as_they_are),
        cmocka_unit_test(endless_nesting_is_refused),
        cmocka_unit_test(ninjs_keeps_notes_beside_the_text),
        cmocka_unit_test(pages_within_items_are_read),
        cmocka_unit_test(failed_allocations_are_told),
    };
    return cmocka_run_group_tests(tests, make_rules, free_rules);
}
