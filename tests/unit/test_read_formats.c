/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "read_fixture.h"

static const char page[] =
    "<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\">"
    "<title>Bridge reopens after a year | The Example</title>"
    "<meta property=\"og:site_name\" content=\"The Example\">"
    "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\","
    "\"headline\":\"Bridge reopens after a year\",\"datePublished\":\"2021-05-04T08:00:00Z\","
    "\"author\":[{\"@type\":\"Person\",\"name\":\"Ana Pinto\"}]}</script></head><body>"
    "<nav><a href=\"/\">Home</a> <a href=\"/news\">News</a></nav>"
    "<article><h1>Bridge reopens after a year</h1>"
    "<p>The bridge over the Arve at M&ocirc;le reopened on Tuesday after a year of works, the town "
    "said &amp; showed.</p>"
    "<p>Two lanes are open &mdash; the third will follow in   June,\r\n  said\nthe mayor.</p>"
    "<h2>What it cost</h2>"
    "<p>The works cost the town 4 million francs, a <b>third</b> more than it had planned.</p>"
    "<ul><li>Steel: 2 million</li><li>Paint: 1 million</li></ul>"
    "<p><a href=\"/x\">Ten walks for a rainy day</a></p>"
    "<div class=\"newsletter-signup\"><p>Get our letter every morning, with all the news.</p></div>"
    "<p>People of the valley had to drive 20 kilometres while the bridge was closed.</p>"
    "</article><footer><p>All rights reserved by the Example, its owners and its "
    "heirs.</p></footer>"
    "</body></html>";

static void page_gives_body_roles_and_facts(void **state) {
    ro_article *article = read_text(state, page);
    const ro_metadata *meta = &article->meta;
    assert_string_equal(meta->format, "html");
    assert_string_equal(meta->title, "Bridge reopens after a year");
    assert_string_equal(meta->outlet, "The Example");
    assert_int_equal(meta->author_count, 1);
    assert_string_equal(meta->authors[0], "Ana Pinto");
    assert_string_equal(meta->published.from, "json-ld");
    assert_int_equal(meta->published.date.day, 4);
    assert_part(article, 0, RO_PART_TITLE, "Bridge reopens after a year");
    assert_part(article, 1, RO_PART_BODY,
                "The bridge over the Arve at M\xC3\xB4le reopened on Tuesday after a year of "
                "works, the town said & showed.");
    assert_part(article, 2, RO_PART_BODY,
                "Two lanes are open \xE2\x80\x94 the third will follow in June, said the mayor.");
    assert_part(article, 3, RO_PART_SUBHEAD, "What it cost");
    assert_part(article, 5, RO_PART_BODY, "Steel: 2 million");
    assert_part(article, 7, RO_PART_RELATED_LINK, "Ten walks for a rainy day");
    assert_part(article, 8, RO_PART_PROMOTION, "Get our letter every morning, with all the news.");
    assert_int_equal(article->parts.count, 10);
    assert_tiled(article);
    ro_article_free(article);
}

static void page_maps_back(void **state) {
    ro_article *article = read_text(state, page);
    assert_maps_back(article, page);
    ro_article_free(article);
}

static const char lines[] =
    "{\"id\":7,\"title\":\"One\",\"date\":\"2020-02-01\",\"authors\":[\"Ana Pinto\"],\"text\":"
    "\"She said \\\"no\\\" at M\\u00f4le on Monday, the town's paper wrote.\\nIt was late "
    "then.\"}\n"
    "{\"id\":\"broken\",\"text\":\n"
    "{\"id\":\"b\",\"outlet\":\"The Example\",\"html\":\"<p>The bridge at M&#244;le was shut on "
    "Monday, the town wrote in a note.<\\/p><p>It opens again on Friday, if all goes well "
    "there.<\\/p>\"}\n"
    "{\"id\":\"none\"}\n";

static void json_lines_go_on_after_a_bad_one(void **state) {
    ro_status status;
    ro_error error;
    ro_article *article;
    ro_reader *reader = open_bytes(state, lines, strlen(lines), &status, &error);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_OK);
    assert_string_equal(article->meta.id, "7");
    assert_string_equal(article->meta.title, "One");
    assert_string_equal(article->meta.published.from, "field");
    assert_string_equal(article->text, "She said \"no\" at M\xC3\xB4le on Monday, the town's paper "
                                       "wrote.\nIt was late then.");
    uint64_t start, end;
    assert_int_equal(ro_article_input_span(article, (ro_span){9, 10}, &start, &end), RO_OK);
    assert_memory_equal(lines + start, "\\\"", 2);
    assert_int_equal(end - start, 2);
    ro_article_free(article);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_ERR_INPUT);
    assert_null(article);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_OK);
    assert_string_equal(article->meta.id, "b");
    assert_string_equal(article->meta.outlet, "The Example");
    assert_int_equal(article->parts.count, 2);
    assert_maps_back(article, lines + article->meta.input_offset);
    ro_article_free(article);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_ERR_INPUT);
    assert_string_equal(error.msg, "has neither text nor title");
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_END);
    ro_reader_free(reader);
}

static void json_arrays_are_read(void **state) {
    static const char list[] =
        "[\n {\"id\": \"a\",\n  \"text\": \"One line that says a thing.\"},\n"
        " {\"id\": \"b\", \"text\": \"Another that says more.\"}\n]\n";
    ro_status status;
    ro_article *article;
    ro_reader *reader = open_bytes(state, list, strlen(list), &status, NULL);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(ro_reader_next(reader, &article, NULL), RO_OK);
        assert_string_equal(article->meta.id, i ? "b" : "a");
        ro_article_free(article);
    }
    assert_int_equal(ro_reader_next(reader, &article, NULL), RO_END);
    ro_reader_free(reader);
}

static const char rss[] =
    "<?xml version=\"1.0\"?><rss version=\"2.0\" "
    "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>The Example</title>"
    "<item><title>Bridge &amp; road</title><link>https://e.example/1</link><guid>g1</guid>"
    "<pubDate>Tue, 04 May 2021 08:00:00 GMT</pubDate>"
    "<description>&lt;p&gt;The bridge at M&#244;le was shut on Monday, the town said in a "
    "note.&lt;/p&gt;</description></item>"
    "<item><title>Two</title><content:encoded><![CDATA[<p>It opens again on Friday, if all goes "
    "well, said the town.</p>]]></content:encoded></item>"
    "<item><title>Empty</title></item></channel></rss>";

static void feeds_are_read(void **state) {
    ro_status status;
    ro_error error;
    ro_article *article;
    ro_reader *reader = open_bytes(state, rss, strlen(rss), &status, &error);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_OK);
    assert_string_equal(article->meta.title, "Bridge & road");
    assert_string_equal(article->meta.outlet, "The Example");
    assert_string_equal(article->meta.id, "g1");
    assert_int_equal(article->meta.published.date.hour, 8);
    assert_part(article, 0, RO_PART_BODY,
                "The bridge at M\xC3\xB4le was shut on Monday, the town said in a note.");
    assert_maps_back(article, rss + article->meta.input_offset);
    ro_article_free(article);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_OK);
    assert_maps_back(article, rss + article->meta.input_offset);
    ro_article_free(article);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_OK);
    assert_part(article, 0, RO_PART_TITLE, "Empty");
    ro_article_free(article);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_END);
    assert_string_equal(ro_reader_note(reader),
                        "1 of 3 records has no text: summary or title is read");
    ro_reader_free(reader);
}

static void a_damaged_item_is_mended_and_told(void **state) {
    static const char feed[] =
        "<rss><channel><item><title>One</title><description>The bridge was shut.</description>"
        "</item><item><title>R&D < all</title></item>\n<item><title>Caf&eacute; &amp;amp; "
        "bar</title><description>It opens&nbsp;on Friday.</description></item></channel></rss>";
    ro_status status;
    ro_error error;
    ro_article *article;
    ro_reader *reader = open_bytes(state, feed, strlen(feed), &status, &error);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_OK);
    ro_article_free(article);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_WARN);
    assert_string_equal(error.msg,
                        "the feed is not well-formed; read with repairs: a bare '&', an entity "
                        "that is not declared (2), a bare '<'");
    assert_int_equal(error.record, 2);
    assert_memory_equal(feed + error.offset, "&D", 2);
    assert_string_equal(article->meta.title, "R&D < all");
    assert_memory_equal(feed + article->meta.input_offset, "<item><title>R", 14);
    ro_article_free(article);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_OK);
    assert_string_equal(article->meta.title, "Caf\xC3\xA9 & bar");
    assert_part(article, 0, RO_PART_BODY, "It opens\xC2\xA0on Friday.");
    assert_memory_equal(feed + article->meta.input_offset, "<item><title>Caf", 16);
    ro_article_free(article);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_END);
    ro_reader_free(reader);
}

static void feeds_with_entities_are_refused(void **state) {
    static const char bomb[] =
        "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
        "\"&a;&a;&a;&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]><rss><channel><item>"
        "<description>&b;&c;</description></item></channel></rss>";
    ro_status status;
    ro_error error;
    assert_null(open_bytes(state, bomb, strlen(bomb), &status, &error));
    assert_int_equal(status, RO_ERR_LIMIT);
}

static void feeds_that_break_off_give_what_they_had(void **state) {
    ro_status status;
    ro_error error;
    ro_article *article;
    size_t cut = (size_t)(strstr(rss, " if all goes") - rss);
    ro_reader *reader = open_bytes(state, rss, cut, &status, &error);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_OK);
    ro_article_free(article);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_WARN);
    assert_non_null(strstr(error.msg, "it breaks off"));
    assert_int_equal(error.offset, cut);
    assert_part(article, 0, RO_PART_BODY, "It opens again on Friday,");
    assert_maps_back(article, rss + article->meta.input_offset);
    ro_article_free(article);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_END);
    ro_reader_free(reader);
}

static char *repeat(const char *piece, size_t times, const char *end) {
    size_t n = strlen(piece);
    char *out = malloc(n * times + strlen(end) + 64);
    size_t at = (size_t)sprintf(out, "<!DOCTYPE html><body>");
    for (size_t i = 0; i < times; i++, at += n) memcpy(out + at, piece, n);
    strcpy(out + at, end);
    return out;
}

static void hostile_pages_end_soon(void **state) {
    static const char *const pieces[] = {"<div>",           "<b>",           "<b a><i b>",
                                         "<table><tr><td>", "<a href=x><p>", "<!--",
                                         "<p a=b ",         "&amp",          "<ul><li>",
                                         "</div></p>",      "<svg><g>",      "<font size=1><p>x",
                                         "<blockquote>\"",  "<h1>",          "<br>"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        char *hostile = repeat(pieces[i], 100000,
                               "<p>The bridge at Arve was shut on Monday, the town said.</p>");
        ro_status status;
        ro_article *article = read_one(state, hostile, strlen(hostile), &status, NULL);
        assert_true(status == RO_OK || status == RO_ERR_INPUT || status == RO_ERR_LIMIT);
        if (article) assert_tiled(article);
        ro_article_free(article);
        free(hostile);
    }
}

/* Reading a document with each allocation failing in turn gives no memory or, where
 * the loss could be borne, an article. */
static void each_format_survives_failed_allocations(void **state) {
    static const char *const documents[] = {page, lines, rss};
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        bool whole = false;
        for (size_t after = 0; !whole; after += after < 200 ? 1 : 37) {
            ro_status status;
            ro_arena_fail_after(after);
            ro_article *article =
                read_one(state, documents[i], strlen(documents[i]), &status, NULL);
            ro_arena_fail_after(SIZE_MAX);
            assert_true(status == RO_OK || status == RO_ERR_NOMEM);
            whole = article != NULL;
            ro_article_free(article);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(page_gives_body_roles_and_facts),
        cmocka_unit_test(page_maps_back),
        cmocka_unit_test(json_lines_go_on_after_a_bad_one),
        cmocka_unit_test(json_arrays_are_read),
        cmocka_unit_test(feeds_are_read),
        cmocka_unit_test(a_damaged_item_is_mended_and_told),
        cmocka_unit_test(feeds_with_entities_are_refused),
        cmocka_unit_test(feeds_that_break_off_give_what_they_had),
        cmocka_unit_test(hostile_pages_end_soon),
        cmocka_unit_test(each_format_survives_failed_allocations),
    };
    return cmocka_run_group_tests(tests, make_rules, free_rules);
}
