/* SPDX-License-Identifier: Apache-2.0 */
/* What fetch understands of what hosts say; tests/scripts/fetch.sh tests what it does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "fetch/address.h"
#include "fetch/feed_links.h"
#include "fetch/fetch.h"
#include "fetch/robots.h"
#include "fetch/warc_record.h"

static bool allowed(const char *text, const char *path) {
    robots rules = {0};
    assert_true(robots_parse(&rules, ro_str_of(text), "readout"));
    bool allow = robots_allow(&rules, path);
    robots_free(&rules);
    return allow;
}

/* After the examples of RFC 9309, section 5, and the rules of section 2. */
static void robots_are_matched(void **state) {
    (void)state;
    static const char groups[] = "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\n"
                                 "Allow: /publications/\n\nUser-Agent: foobot\nDisallow:/\n"
                                 "Allow:/example/page.html\nAllow:/example/allowed.gif\n";
    assert_false(allowed(groups, "/a/b.gif"));
    assert_true(allowed(groups, "/a/b.gif?x"));
    assert_false(allowed(groups, "/example/page.html"));
    assert_true(allowed(groups, "/publications/1"));
    assert_true(allowed(groups, "/"));
    static const char longest[] =
        "\xEF\xBB\xBFuser-agent : READOUT/2.0 # us\r\nuser-agent: b\r\n\r\n"
        "disallow: /p\rallow: /page\ndisallow: /*.html\nallow: /same\n"
        "disallow: /same\n";
    assert_false(allowed(longest, "/p"));
    assert_true(allowed(longest, "/page"));
    assert_false(allowed(longest, "/page.html"));
    assert_true(allowed(longest, "/same"));
    assert_true(allowed("user-agent: readoutlet\ndisallow: /", "/"));
    assert_true(allowed("disallow: /", "/x"));
    assert_true(allowed("user-agent: readout\ndisallow:\n", "/x"));
    assert_true(allowed("user-agent: *\ndisallow: /", "/robots.txt"));
    assert_false(allowed("user-agent: readout\ndisallow: /a\nuser-agent: x\ndisallow: /b\n"
                         "user-agent: readout\ndisallow: /c",
                         "/c"));
    assert_true(allowed("user-agent: readout\ndisallow: /a\nuser-agent: *\ndisallow: /", "/c"));
    assert_false(allowed("user-agent: *\nsitemap: /s\nuser-agent: x\ndisallow: /", "/c"));
}

static void escapes_are_one_with_what_they_stand_for(void **state) {
    (void)state;
    assert_false(allowed("user-agent: *\ndisallow: /caf\xC3\xA9", "/caf%c3%a9/x"));
    assert_false(allowed("user-agent: *\ndisallow: /%7Ejoe", "/~joe/"));
    assert_true(allowed("user-agent: *\ndisallow: /a%2Fb", "/a/b"));
    assert_false(allowed("user-agent: *\ndisallow: /a%2fb", "/a%2Fb"));
    assert_true(allowed("user-agent: *\ndisallow: /a%2", "/a%"));
}

static void crawl_delay_is_taken_from_our_group(void **state) {
    (void)state;
    robots rules = {0};
    assert_true(robots_parse(
        &rules, RO_STR("user-agent: *\ncrawl-delay: 9\nuser-agent: readout\nCrawl-delay: 2.5"),
        "readout"));
    assert_true(rules.delay > 2.4 && rules.delay < 2.6);
    robots_free(&rules);
    assert_true(robots_parse(&rules, RO_STR("user-agent: *\ncrawl-delay: 1e9"), "readout"));
    assert_true(rules.delay > 299 && rules.delay < 301);
    robots_free(&rules);
}

/* A pattern of stars that is tried at every place ends all the same. */
static void hostile_robots_end_soon(void **state) {
    (void)state;
    char text[4096] = "user-agent: *\ndisallow: /", path[4096] = "/";
    for (int i = 0; i < 900; i++) strcat(text, "a*");
    strcat(text, "b$");
    memset(path + 1, 'a', sizeof path - 2);
    assert_true(allowed(text, path));
}

static void assert_clean(const char *url, const char *base, const char *wanted) {
    char *clean = address_clean(url, base);
    if (wanted) {
        assert_non_null(clean);
        assert_string_equal(clean, wanted);
    } else {
        assert_null(clean);
    }
    free(clean);
}

static void addresses_are_of_http(void **state) {
    (void)state;
    if (!fetch_available()) skip();
    assert_clean("http://e.example/a?b#c", NULL, "http://e.example/a?b");
    assert_clean("../x y.html", "https://e.example/a/b/c", "https://e.example/a/x%20y.html");
    assert_clean("//f.example/x", "https://e.example/a", "https://f.example/x");
    assert_clean("file:///etc/passwd", NULL, NULL);
    assert_clean("file:///etc/passwd", "http://e.example/", NULL);
    assert_clean("ftp://e.example/", NULL, NULL);
    assert_clean("javascript:alert(1)", "http://e.example/", NULL);
    assert_clean("http://joe:secret@e.example/", NULL, NULL);
    assert_clean("e.example/a", NULL, NULL);
    assert_clean("", NULL, NULL);
    char *host = address_host("http://e.example/a"), *path = address_path("http://e.example?b=c");
    assert_string_equal(host, "http://e.example:80");
    assert_string_equal(path, "/?b=c");
    free(host);
    free(path);
}

static void feeds_lead_to_their_pages(void **state) {
    (void)state;
    if (!fetch_available()) skip();
    static const char atom[] =
        "<?xml version=\"1.0\" encoding=\"windows-1252\"?><feed "
        "xmlns=\"http://www.w3.org/2005/Atom\""
        " xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\"><title>Caf\xE9</title>"
        "<link href=\"https://e.example/\"/><sy:updatePeriod>daily</sy:updatePeriod>"
        "<sy:updateFrequency>4</sy:updateFrequency>"
        "<entry><link rel=\"edit\" href=\"/edit\"/><link href=\"one\"/><id>tag:1</id>"
        "<content><p><link href=\"no\"/></p></content>"
        "<published>2023-06-19</published><updated> 2023-06-20 </updated></entry>"
        "<entry><id>https://e.example/two</id></entry><entry><title>None</title></entry>"
        "<entry><link href=\"three\"/><broken";
    feed_links links;
    assert_true(feed_links_read(&links, atom, strlen(atom), "https://e.example/feed/"));
    assert_int_equal(links.count, 3);
    assert_non_null(strstr(links.told, ": it breaks off"));
    assert_string_equal(links.items[2].url, "https://e.example/feed/three");
    assert_string_equal(links.items[0].url, "https://e.example/feed/one");
    assert_string_equal(links.items[0].changed, "2023-06-20");
    assert_string_equal(links.items[1].url, "https://e.example/two");
    assert_null(links.items[1].changed);
    assert_int_equal(links.every, 21600);
    feed_links_free(&links);
    static const char rss[] =
        "<rss><channel><link>https://e.example/</link><ttl>45</ttl><item><link>\n "
        "https://e.example/1 "
        "</link><pubDate>Monday</pubDate><media:link xmlns:media=\"m\">x</media:link></item>"
        "<item><guid isPermaLink=\"false\">https://e.example/no</guid></item></channel></rss>";
    assert_true(feed_links_read(&links, rss, strlen(rss), "https://e.example/"));
    assert_int_equal(links.count, 1);
    assert_string_equal(links.items[0].url, "https://e.example/1");
    assert_int_equal(links.every, 2700);
    feed_links_free(&links);
    static const char json[] =
        "{\"items\":[{\"url\":\"/a\",\"date_modified\":\"now\"},{\"id\":1}]}";
    assert_true(feed_links_read(&links, json, strlen(json), "https://e.example/"));
    assert_int_equal(links.count, 1);
    assert_string_equal(links.items[0].url, "https://e.example/a");
    feed_links_free(&links);
}

static void what_is_no_feed_is_told(void **state) {
    (void)state;
    static const char *const others[] = {
        "<html><body><item><link>http://e.example/</link></item></body></html>",
        "text",
        "",
        "{",
        "{\"items\":3}",
        "<!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><rss><item><link>&b;</link>"};
    feed_links links;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_false(feed_links_read(&links, others[i], strlen(others[i]), "http://e.example/"));
        feed_links_free(&links);
    }
    static const char rss[] = "<rss><item><link>http://e.example/</link></item></rss>";
    assert_false(feed_links_read_opml(&links, rss, strlen(rss)));
    feed_links_free(&links);
}

static void lists_name_feeds(void **state) {
    (void)state;
    if (!fetch_available()) skip();
    static const char opml[] =
        "<opml><body><outline text=\"a\"><outline xmlUrl=\"https://e.example/f?a=1&amp;b=2\"/>"
        "</outline><outline htmlUrl=\"https://e.example/\"/><outline xmlUrl=\"file:///x\"/></body>";
    feed_links links;
    assert_true(feed_links_read_opml(&links, opml, strlen(opml)));
    assert_int_equal(links.count, 1);
    assert_string_equal(links.items[0].url, "https://e.example/f?a=1&b=2");
    feed_links_free(&links);
}

static void answers_become_records(void **state) {
    (void)state;
    static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
                               "content-encoding: gzip\r\nContent-Length: 7\r\nX-A: b\r\n\r\n";
    fetch_answer answer = {.url = "https://e.example/",
                           .head = head,
                           .head_size = sizeof head - 1,
                           .body = "The text.",
                           .body_size = 9};
    size_t size, again;
    char *record = warc_make_answer(&answer, false, &size);
    char *packed = warc_make_answer(&answer, true, &again);
    assert_non_null(strstr(record, "WARC-Target-URI: https://e.example/\r\n"));
    assert_non_null(strstr(record, "\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
                                   "X-Archive-Orig-content-encoding: gzip\r\n"
                                   "X-Archive-Orig-Content-Length: 7\r\nX-A: b\r\n"
                                   "Content-Length: 9\r\n\r\nThe text.\r\n\r\n"));
    assert_memory_equal(packed, "\x1F\x8B", 2);
    free(record);
    free(packed);
}

/* What a strict parser does not take is mended, told, and its links are followed. */
static void damaged_feeds_lead_to_their_pages(void **state) {
    (void)state;
    if (!fetch_available()) skip();
    static const char rss[] =
        "\n<?xml version=\"1.0\"?><rss xml:base=\"https://e.example/news/\"><channel>"
        "<title>R&D\x0b</title><item xml:base=\"may/\"><title>&nbsp;</title>"
        "<link>one.html?a=1&b=2</link></item><item><link>/two.html</link></rss>";
    feed_links links;
    assert_true(feed_links_read(&links, rss, strlen(rss), "https://f.example/"));
    assert_int_equal(links.count, 2);
    assert_string_equal(links.items[0].url, "https://e.example/news/may/one.html?a=1&b=2");
    assert_string_equal(links.items[1].url, "https://e.example/two.html");
    assert_string_equal(links.told, "repaired at byte 0: something in front of it, a bare '&' (2), "
                                    "an entity that is not declared and others");
    feed_links_free(&links);
}

static void feeds_say_why_they_lead_nowhere(void **state) {
    (void)state;
    if (!fetch_available()) skip();
    static const struct {
        const char *feed, *told;
        bool good;
    } cases[] = {{"<rss><channel></channel></rss>", "the feed has none", true},
                 {"<rss><item><title>A</title></item></rss>", "no item says where it leads", true},
                 {"{\"items\":[]}", "the feed has none", true},
                 {"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss><item><link>c</link></item></rss>",
                  "breaks off: it declares entities or nests too deep", false},
                 {"<html><p>Salt & pepper</html>", "", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        feed_links links;
        const char *feed = cases[i].feed;
        assert_int_equal(feed_links_read(&links, feed, strlen(feed), "https://e.example/"),
                         cases[i].good);
        assert_string_equal(links.told, cases[i].told);
        feed_links_free(&links);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(robots_are_matched),
        cmocka_unit_test(escapes_are_one_with_what_they_stand_for),
        cmocka_unit_test(crawl_delay_is_taken_from_our_group),
        cmocka_unit_test(hostile_robots_end_soon),
        cmocka_unit_test(addresses_are_of_http),
        cmocka_unit_test(feeds_lead_to_their_pages),
        cmocka_unit_test(damaged_feeds_lead_to_their_pages),
        cmocka_unit_test(feeds_say_why_they_lead_nowhere),
        cmocka_unit_test(what_is_no_feed_is_told),
        cmocka_unit_test(lists_name_feeds),
        cmocka_unit_test(answers_become_records),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
