/* SPDX-License-Identifier: Apache-2.0 */
/* Texts that are no article: each is named for what it is, in whatever encoding and with
 * whatever line ends; what only looks like one of them is read. */
#include <stdio.h>
#include <string.h>

#include "read_fixture.h"

#define LIST(n) "is a list of " n ", not an article; readout fetch gets pages"

/* Refused with @p message and counted as @p other. */
static void assert_named(void **state, const char *bytes, size_t size, const char *message,
                         const char *other) {
    ro_status status;
    ro_error error = {0};
    ro_article *article = read_one(state, bytes, size, &status, &error);
    if (article) fail_msg("read as %s: %s", article->meta.format, article->text);
    assert_int_equal(status, RO_ERR_INPUT);
    assert_string_equal(error.msg, message);
    assert_string_equal(error.other, other);
}

static size_t widen(const char *text, char *out, bool big_endian, bool mark) {
    size_t n = 0;
    if (mark) n += (size_t)sprintf(out, "%s", big_endian ? "\xFE\xFF" : "\xFF\xFE");
    for (; *text; text++) {
        out[n++] = big_endian ? '\0' : *text;
        out[n++] = big_endian ? *text : '\0';
    }
    return n;
}

static void lists_of_addresses_are_counted(void **state) {
    static const char *const lists[][2] = {
        {"https://a.example/1\nhttps://a.example/2\n# later\n\nhttp://a.example/3", "3 addresses"},
        {"https://a.example/1\rhttps://a.example/2\r", "2 addresses"},
        {"https://a.example/1\r\n", "1 address"},
        {"https://a.example/1\tMill\nhttps://a.example/2\tQuay\n", "2 addresses"},
        {"# To read\n- [The mill](https://a.example/1)\n- https://a.example/2\n", "2 addresses"},
        {"1. www.a.example/1\n2. https://a.example/2 Quay", "2 addresses"},
        {"[InternetShortcut]\r\nURL=https://a.example/1\r\n", "1 address"},
        {"<?xml version='1.0'?>\n<urlset><url><loc>https://a.example/1</loc></url></urlset>",
         "1 address"},
        {"\n <!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF=\"https://a.example/1\">A</A>"
         "<DT><A HREF=\"https://a.example/2\">B</A></DL>",
         "2 bookmarks"},
        {"<html><head><title>Pocket Export</title></head><body><ul><li><a "
         "href=\"https://a.example/1\" time_added=\"1700000000\" tags=\"\">A</a></li></ul></body>",
         "1 bookmark"},
        {"[{\"href\":\"https://a.example/1\",\"description\":\"A\",\"extended\":\"\",\"toread\":"
         "\"no\"}]\n",
         "1 bookmark"}};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        char message[100], wide[1000];
        snprintf(message, sizeof message, LIST("%s"), lists[i][1]);
        assert_named(state, lists[i][0], strlen(lists[i][0]), message, "list of addresses");
        size_t n = widen(lists[i][0], wide, i % 2 == 0, true);
        assert_named(state, wide, n, message, "list of addresses");
        n = widen(lists[i][0], wide, i % 2 == 1, false);
        assert_named(state, wide, n, message, "list of addresses");
    }
}

static void what_is_for_programs_is_named(void **state) {
#define PROGRAMS "file for programs"
    static const char *const files[][2] = {
        {"alert(\"hi\");\n", "script"},
        {"export const a = 1;\n// and\nlet b = f(a);\n", "script"},
        {"/* nothing yet */\n", "script"},
        {"<?php echo 'x'; ?>", "script"},
        {"@import url(\"a.css\");\n", "style sheet"},
        {"/* all */ @charset \"utf-8\";\np { color: red }", "style sheet"},
        {"<svg xmlns='http://www.w3.org/2000/svg'><title>Logo</title></svg>", "drawing"},
        {"<?xml version='1.0'?><!-- a --><svg:svg xmlns:svg='x'/>", "drawing"},
        {"<?xml version='1.0'?><browserconfig><a/></browserconfig>", PROGRAMS},
        {"{\"name\":\"The Post\",\"short_name\":\"Post\"}", PROGRAMS},
        {"{\"name\":\"x\",\"version\":\"1.0.0\",\"dependencies\":{}}", PROGRAMS},
        {"[]\n", PROGRAMS},
        {"<!DOCTYPE html>\n<html lang=en><head>\n<meta name=generator content=\"Readout 0.1.0\">"
         "</head><body><article><p>The ferry was late, it is said.</p></article></body></html>",
         "page of Readout"},
        {"Contact: mailto:a@a.example\nExpires: 2030-01-01T00:00:00Z\n", PROGRAMS},
        {"ads.example, 12, DIRECT, f0\nads.example, 13, RESELLER\n", PROGRAMS},
        {"User-agent: *\r\nDisallow:\r\n", "robots.txt"}};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char message[100];
        snprintf(message, sizeof message, "is a %s, not an article", files[i][1]);
        assert_named(state, files[i][0], strlen(files[i][0]), message, files[i][1]);
    }
    static const char settings[] = "{\"depth\":1,\"list\":[1,2]}\n";
    assert_named(state, settings, strlen(settings), "has neither text nor title", PROGRAMS);
    static const char account[] = "{\n  \"schema\": \"readout.account/1\",\n"
                                  "  \"stories\": [{\"title\": \"The ferry was late\"}]}";
    assert_named(state, account, strlen(account), "is an account of Readout, not an article",
                 "account of Readout");
    static const char xml[] = "<?xml version='1.0'?><measures><one>1</one></measures>";
    assert_named(state, xml, strlen(xml), "is an XML file of another kind, not an article",
                 "XML file of another kind");
#undef PROGRAMS
}

#define HEAD(title) "<!DOCTYPE html><html><head><title>" title "</title></head><body><main>"
#define CARDS(card)                                                                                \
    card("1", "Quay is shut after crack") card("2", "Mill at Kelmar opens")                        \
        card("3", "Miners sing for room") card("4", "Bread is dearer again")
#define SUMMARY    "<p>The town said on Monday that more is known of it by now, and thanked all.</p>"
#define DAY        "<time datetime='2024-05-01'>1 May 2024</time>"
#define CARD(n, h) "<div><h3><a href='/" n "'>" h "</a></h3>" DAY SUMMARY "</div>"
#define ARTICLE(n, h)                                                                              \
    "<article><a href='/" n "'><h2>" h "</h2></a>" SUMMARY "<a href='/" n "'>Read all of it</a>"   \
    "</article>"
#define ITEM(n, h) "<li><a href='/" n "'>" h "</a></li>"
#define END        "</main></body></html>"

#define LONG                                                                                       \
    "<p>The town said on Monday that more is known of it by now, and thanked all who had helped. " \
    "Workers had stood in the rain since early morning, and the mayor brought them soup. What "    \
    "happens next depends on the weather, which is expected to hold for a week at least.</p>"
#define UNLINKED(n, h) "<div><h3>" h "</h3>" SUMMARY "<a href='/" n "'>Read more</a></div>"
#define WHOLE(n, h)    "<a href='/" n "'><div><h3>" h "</h3>" SUMMARY "</div></a>"
#define POST(n, h)                                                                                 \
    "<article><h2><a href='/" n "'>" h "</a></h2>" LONG LONG "<a href='/" n                        \
    "'>Continue reading</a></article>"
#define EXCERPT(n, h) "<article><h2><a href='/" n "'>" h "</a></h2>" LONG "</article>"
#define FOUND(n, h)                                                                                \
    "<li><h3><a href='/" n "'>" h "</a></h3><p>12 May 2024</p><p>... the ferry had been late "     \
    "since the morning, and then ...</p></li>"
#define BIOGRAPHY                                                                                  \
    "<p>Ann Weir writes about ships and the people who build them. She has worked for this paper " \
    "since 2011, and before that for a radio station in the north.</p>"

/* Five headlines, and a heading and a foot that weigh as much as a third of them. */
#define FIVE(card)  CARDS(card) card("5", "Ferry runs late on windy days")
#define TIMED(n, h) "<li><time>10:0" n "</time> <a href='/" n "'>" h "</a></li>"
#define ROW(n, h)   "<tr><td>" n " May</td><td><a href='/" n "'>" h "</a></td></tr>"
#define SIGNED(n, h)                                                                               \
    "<div><p class=author>Ann Weir " n "</p><h3><a href='/" n "'>" h "</a></h3></div>"
#define RIGHTS "<p>Example Post, 2024, all rights kept</p>"

static void short_lists_are_told(void **state) {
    static const char *const pages[] = {
        HEAD("Latest news") "<h1>Latest news of the day</h1><ul>" FIVE(TIMED) "</ul>" RIGHTS END,
        HEAD("May 2024") "<h1>Archive: May 2024</h1><table>" FIVE(ROW) "</table>" RIGHTS END,
        HEAD("Opinion | Post") "<h1>Opinion</h1>" FIVE(SIGNED) RIGHTS END};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        assert_named(state, pages[i], strlen(pages[i]),
                     "is a list of 5 pages, not an article; readout fetch gets pages",
                     "list of addresses");
    /* A paragraph beside them, whatever it ends with, is what the page is about. */
    ro_article_free(read_text(
        state,
        HEAD("Latest news") "<h1>Latest news of the day</h1><p>All that has been said on the "
                            "ferry and its captain in the town hall, and what follows from it "
                            "for those who sail each day</p><ul>" FIVE(TIMED) "</ul>" END));
}

static void lists_of_pages_are_told(void **state) {
    static const char *const pages[] = {
        HEAD("Harbour | Post") "<h1>Harbour</h1>" CARDS(UNLINKED) END,
        HEAD("Harbour | Post") "<h1>Harbour</h1>" CARDS(WHOLE) END,
        HEAD("Notes from the quay") "<h1>Notes from the quay</h1>" CARDS(POST) END,
        "<html><head><title>Harbour</title></head><body class='archive tag'><h1>Harbour</h1>" CARDS(
            EXCERPT) END,
        "<html><head><title>Harbour</title><script type='application/ld+json'>{\"@type\": "
        "[\"WebPage\", \"CollectionPage\"]}</script></head><body><h1>Harbour</h1>" CARDS(EXCERPT)
            END,
        HEAD("Results for ferry | Post") "<h1>Results for: ferry</h1><p>About 153 results</p>"
                                         "<ul>" CARDS(FOUND) "</ul><p>1 2 3 Next</p>" END,
        "<html><head><title>Ann Weir at Post</title><meta property='og:type' content='profile'>"
        "</head><body><h1>Ann Weir</h1>" BIOGRAPHY CARDS(CARD) END,
        HEAD("Harbour | Post") "<h1>Harbour</h1>" CARDS(CARD) END,
        HEAD("Harbour | Post") "<h1>All of the harbour</h1>" CARDS(ARTICLE) END,
        HEAD("Ann Weir") "<h1>Ann Weir</h1><ul>" CARDS(ITEM) "</ul>" END};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        assert_named(state, pages[i], strlen(pages[i]),
                     "is a list of 4 pages, not an article; readout fetch gets pages",
                     "list of addresses");
}

/* Articles that list others beside them, or are told by what they list; and lists that
 * somebody sent. */
static void articles_with_lists_are_read(void **state) {
    static const char *const inputs[] = {
        HEAD("Mill opens") "<h1>Mill opens</h1>" SUMMARY SUMMARY SUMMARY "<h2>More</h2>" CARDS(CARD)
            END,
        HEAD("Quay is shut after crack | Post") "<h2>Quay is shut after crack</h2>" SUMMARY CARDS(
            CARD) END,
        "<html><head><meta property='og:type' content='article'></head><body>" CARDS(CARD) END,
        "<html><body class='home'><h1>Mill opens after years</h1>" LONG LONG LONG CARDS(CARD) END,
        HEAD("Mill opens") "<h2>Mill opens</h2><p><a href='/2024/05/31/mill'>Friday, 31 May "
                           "2024</a></p><p>Asked for more, the town points to this page:</p>"
                           "<p><a "
                           "href='https://mill.example/a/b/c'>https://mill.example/a/b/c</a></p>"
                           "<p><a href='/1'>Quay is shut after crack</a></p><p><a href='/3'>Miners "
                           "sing for "
                           "room</a></p>" END,
        "<rss><item><title>Links</title><description><![CDATA[" CARDS(CARD) "]]></description>"
                                                                            "</item></rss>",
        HEAD("Storm") "<div>" DAY "<p>One came.</p></div>" SUMMARY SUMMARY END};
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++)
        ro_article_free(read_text(state, inputs[i]));
}

static void what_looks_like_it_is_read(void **state) {
    static const char *const texts[][2] = {
        {"https://a.example/1 was shut on Monday, the town said.\n", "plain"},
        {"https://a.example/1\nThe site was shut on Monday, the town said.\n", "plain"},
        {"Contact: the town hall.\nThe bridge was shut on Monday.\n", "plain"},
        {"The mill (of 1900);\nthe quay (of 1902);\nall were shut on Monday.\n", "plain"},
        {"/* The bridge */ was shut on Monday, the town said.\n", "plain"},
        {"<?xml version='1.0'?><page><title>Mill</title><p>The mill was shut.</p></page>", "html"},
        {"{\"text\":\"It goes direct, by ferry, directly, the town said.\"}\n", "jsonl"},
        {"{\"text\":\"The list \\\"dependencies\\\" grew.\",\"version\":\"1\"}\n", "jsonl"}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ro_article *article = read_text(state, texts[i][0]);
        assert_string_equal(article->meta.format, texts[i][1]);
        ro_article_free(article);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_of_addresses_are_counted),
        cmocka_unit_test(what_is_for_programs_is_named),
        cmocka_unit_test(lists_of_pages_are_told),
        cmocka_unit_test(short_lists_are_told),
        cmocka_unit_test(articles_with_lists_are_read),
        cmocka_unit_test(what_looks_like_it_is_read),
    };
    return cmocka_run_group_tests(tests, make_rules, free_rules);
}
