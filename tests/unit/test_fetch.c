/* SPDX-License-Identifier: Apache-2.0 */
/* What fetch understands of what hosts say; tests/scripts/fetch.sh tests what it does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <netinet/in.h>

#include "fetch/address.h"
#include "fetch/feed_links.h"
#include "fetch/fetch.h"
#include "fetch/network.h"
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

static network_kind kind_of(const char *text) {
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    if (inet_pton(AF_INET, text, &v4.sin_addr) == 1) return network_of((struct sockaddr *)&v4);
    assert_int_equal(inet_pton(AF_INET6, text, &v6.sin6_addr), 1);
    return network_of((struct sockaddr *)&v6);
}

static void networks_are_told_apart(void **state) {
    (void)state;
    if (!fetch_available()) skip();
    static const struct {
        network_kind kind;
        const char *addresses[16];
    } table[] = {
        {NETWORK_WIDE,
         {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
          "126.255.255.255", "172.15.255.255", "172.32.0.0", "192.167.255.255", "223.255.255.255",
          "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"}},
        {NETWORK_PRIVATE,
         {"0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.9.9.9", "172.16.0.1",
          "172.31.255.255", "192.168.1.1", "192.0.0.8", "198.19.0.1"}},
        {NETWORK_PRIVATE,
         {"::", "::1", "fc00::1", "fdff::1", "fec0::1", "::ffff:127.0.0.1", "::127.0.0.1",
          "::ffff:10.1.1.1", "::ffff:0:10.1.1.1", "64:ff9b::7f00:1", "64:ff9b:1::8.8.8.8",
          "2002:7f00:1::1", "2002:c0a8:101::", "2001:0:0:0:0:0:80ff:fffe",
          "2606:4700::5efe:10.0.0.1"}},
        {NETWORK_LINK_LOCAL,
         {"169.254.169.254", "fe80::1", "febf::1", "::ffff:169.254.1.1", "64:ff9b::a9fe:a9fe",
          "2002:a9fe:a9fe::1"}},
        {NETWORK_NONE,
         {"224.0.0.1", "239.1.1.1", "255.255.255.255", "240.0.0.1", "ff02::1", "100::1",
          "::ffff:224.0.0.1"}},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        for (size_t j = 0; j < 16 && table[i].addresses[j]; j++)
            if (kind_of(table[i].addresses[j]) != table[i].kind)
                fail_msg("%s is of kind %d", table[i].addresses[j],
                         (int)kind_of(table[i].addresses[j]));
    struct sockaddr_storage other = {.ss_family = AF_UNIX};
    assert_int_equal(network_of((struct sockaddr *)&other), NETWORK_NONE);
}

static void who_named_it_decides(void **state) {
    (void)state;
    if (!fetch_available()) skip();
    for (int i = 0; i < 4; i++) {
        bool named = i & 1, literal = i & 2;
        assert_true(network_may_reach(NETWORK_WIDE, named, literal));
        assert_int_equal(network_may_reach(NETWORK_PRIVATE, named, literal), named);
        assert_int_equal(network_may_reach(NETWORK_LINK_LOCAL, named, literal), named && literal);
        assert_false(network_may_reach(NETWORK_NONE, named, literal));
    }
    assert_true(network_is_literal("http://169.254.1.1/"));
    assert_true(network_is_literal("http://[fe80::1]:8080/"));
    assert_false(network_is_literal("http://e.example/"));
}

static void proxies_stand_between(void **state) {
    (void)state;
    if (!fetch_available()) skip();
    static const char list[] = "localhost, .e.example,10.0.0.0/8\t127.0.0.1,::1";
    static const char *const listed[] = {"localhost",  "e.example", "a.E.example",
                                         "10.255.0.1", "127.0.0.1", "[::1]"};
    static const char *const others[] = {"notlocalhost", "bade.example", "11.0.0.1",
                                         "127.0.0.2",    "[::2]",        "example"};
    for (size_t i = 0; i < 6; i++) {
        assert_true(network_listed(listed[i], list));
        assert_false(network_listed(others[i], list));
    }
    assert_true(network_listed("any.example", "*"));
    assert_false(network_listed("any.example", ""));
    assert_false(network_listed("any.example", NULL));
    setenv("http_proxy", "http://127.0.0.1:9", 1);
    setenv("no_proxy", list, 1);
    assert_string_equal(network_proxy("http://f.example/"), "http://127.0.0.1:9");
    assert_null(network_proxy("http://127.0.0.1:80/"));
    assert_null(network_proxy("http://[::1]/"));
    unsetenv("http_proxy");
    unsetenv("no_proxy");
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

/* What an item says besides its link, and how often the feed asks to be read. */
static void feeds_are_read_in_their_dialects(void **state) {
    (void)state;
    if (!fetch_available()) skip();
    static const struct {
        const char *feed, *url;
        long every;
    } feeds[] = {
        {"<rss><item><media:link xmlns:media='m'>https://e.example/m</media:link>"
         "<link>https://e.example/1</link></item></rss>",
         "https://e.example/1", 0},
        {"<rss><item><link>https://e.example/1</link><link>https://e.example/2</link></item></rss>",
         "https://e.example/1", 0},
        {"<rss><item><a10:link xmlns:a10='a' "
         "href='/a'/><guid>https://e.example/g</guid></item></rss>",
         "https://e.example/g", 0},
        {"<rss><item><atom:link xmlns:atom='a' href='/a'/></item></rss>", "https://e.example/a", 0},
        {"<rss><item><guid isPermaLink='true'>https://e.example/g</guid></item></rss>",
         "https://e.example/g", 0},
        {"<feed><entry><link rel='alternate' href='/a'/><link href='/b'/></entry></feed>",
         "https://e.example/a", 0},
        {"<feed xml:base='/x/'><entry xml:base='y/'><link href='a'/></entry></feed>",
         "https://e.example/x/y/a", 0},
        {"<rss><ttl>0</ttl><item><link>/a</link></item></rss>", "https://e.example/a", 0},
        {"<rss><ttl>1</ttl><item><link>/a</link></item></rss>", "https://e.example/a", 60},
        {"<rss><updatePeriod>weekly</updatePeriod><item><link>/a</link></item></rss>",
         "https://e.example/a", 604800},
        {"<rss><updatePeriod>hourly</updatePeriod><updateFrequency>0</updateFrequency><item>"
         "<link>/a</link></item></rss>",
         "https://e.example/a", 3600}};
    for (size_t i = 0; i < sizeof feeds / sizeof *feeds; i++) {
        feed_links links;
        assert_true(
            feed_links_read(&links, feeds[i].feed, strlen(feeds[i].feed), "https://e.example/"));
        if (links.count != 1 || strcmp(links.items[0].url, feeds[i].url) != 0)
            print_error("%s\n%s\n", feeds[i].feed, links.count ? links.items[0].url : "none");
        assert_int_equal(links.count, 1);
        assert_string_equal(links.items[0].url, feeds[i].url);
        assert_int_equal(links.every, feeds[i].every);
        feed_links_free(&links);
    }
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
        cmocka_unit_test(networks_are_told_apart),
        cmocka_unit_test(who_named_it_decides),
        cmocka_unit_test(proxies_stand_between),
        cmocka_unit_test(feeds_lead_to_their_pages),
        cmocka_unit_test(damaged_feeds_lead_to_their_pages),
        cmocka_unit_test(feeds_say_why_they_lead_nowhere),
        cmocka_unit_test(feeds_are_read_in_their_dialects),
        cmocka_unit_test(what_is_no_feed_is_told),
        cmocka_unit_test(lists_name_feeds),
        cmocka_unit_test(answers_become_records),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
