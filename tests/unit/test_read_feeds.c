/* SPDX-License-Identifier: Apache-2.0 */
/* What feeds say of their items: titles by their type, markup, addresses; and what crawlers
 * call the same. */
#include <stdio.h>
#include <string.h>

#include "read_fixture.h"

static void assert_title(void **state, const char *head, const char *title, const char *wanted) {
    char feed[1000];
    snprintf(feed, sizeof feed, "%s%s", head, title);
    bool atom = strncmp(head, "<feed", 5) == 0;
    strcat(feed, atom ? "</title><content>The bridge opened.</content></entry></feed>"
                      : "</title><description>The bridge opened.</description></item></rss>");
    ro_article *article = read_text(state, feed);
    assert_string_equal(article->meta.title, wanted);
    ro_article_free(article);
}

static void titles_follow_their_type(void **state) {
    static const char *const cases[][3] = {
        {"<feed><entry><title type=\"text\">", "&lt;hello-world&gt; in &amp;amp; out",
         "<hello-world> in &amp; out"},
        {"<feed><entry><title>", "a &lt;b&gt; tag &amp;eacute;", "a <b> tag \xC3\xA9"},
        {"<feed><entry><title type=\"html\">", "1 &amp;lt; 2 &lt;b&gt;x&lt;/b&gt;", "1 < 2 x"},
        {"<feed><entry><title type='xhtml'>", "<div>A <b>b</b> &lt;c&gt;</div>", "A b <c>"},
        {"<rss><item><title>", "&lt;b&gt;Salt&lt;/b&gt; &amp;amp; caf&amp;eacute;",
         "Salt & caf\xC3\xA9"},
        {"<rss><item><title>", "&amp;lt;i&amp;gt;Tower&amp;lt;/i&amp;gt;", "Tower"},
        {"<rss><item><title>", "&lt;hello-world&gt; in", "<hello-world> in"},
        {"<rss><item><title>", "<![CDATA[R&amp;D <br>falls]]>", "R&D falls"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_title(state, cases[i][0], cases[i][1], cases[i][2]);
}

static void markup_is_read_at_its_depth(void **state) {
    static const char twice[] =
        "<rss><item><description>&amp;lt;p&amp;gt;The harbour was closed on "
        "Monday.&amp;lt;/p&amp;gt; &amp;lt;p&amp;gt;It will open on "
        "Friday.&amp;lt;/p&amp;gt;</description></item></rss>";
    static const char text[] = "<feed><entry><content type='text'>Use &lt;p&gt; and &lt;/p&gt; "
                               "around it, he said.</content></entry></feed>";
    static const char elements[] =
        "<feed><entry><content type='xhtml'><div><p>Use &lt;p&gt; around it, he said.</p></div>"
        "</content></entry></feed>";
    static const char bare[] = "<rss><item><description><p>One came.<br>Two went.<p>All was "
                               "well.</description></item></rss>";
    ro_article *article = read_text(state, twice);
    assert_part(article, 0, RO_PART_BODY, "The harbour was closed on Monday.");
    assert_part(article, 1, RO_PART_BODY, "It will open on Friday.");
    assert_maps_back(article, twice + article->meta.input_offset);
    ro_article_free(article);
    article = read_text(state, text);
    assert_part(article, 0, RO_PART_BODY, "Use <p> and </p> around it, he said.");
    ro_article_free(article);
    article = read_text(state, elements);
    assert_part(article, 0, RO_PART_BODY, "Use <p> around it, he said.");
    assert_maps_back(article, elements + article->meta.input_offset);
    ro_article_free(article);
    ro_status status;
    article = read_one(state, bare, strlen(bare), &status, NULL);
    assert_int_equal(status, RO_WARN);
    assert_part(article, article->parts.count - 1, RO_PART_BODY, "All was well.");
    ro_article_free(article);
}

static void assert_url(void **state, const char *feed, const char *wanted) {
    ro_article *article = read_text(state, feed);
    assert_string_equal(article->meta.url, wanted);
    ro_article_free(article);
}

static void relative_links_have_a_base(void **state) {
    assert_url(state,
               "<rss xml:base='https://post.example/news/'><channel><item xml:base='may/'>"
               "<link>lock.html</link><description>It reopened.</description></item></channel>"
               "</rss>",
               "https://post.example/news/may/lock.html");
    assert_url(state,
               "<feed><link rel='self' href='https://post.example/news/feed'/><entry><link "
               "href='lock.html'/><content>It reopened.</content></entry></feed>",
               "https://post.example/news/lock.html");
    assert_url(state,
               "<rss><channel><link>https://post.example/</link><item><link>/lock.html</link>"
               "<description>It reopened.</description></item></channel></rss>",
               "https://post.example/lock.html");
    assert_url(state,
               "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Post\","
               "\"feed_url\":\"https:\\/\\/post.example\\/news\\/feed.json\",\"items\":[{\"id\":"
               "\"1\",\"url\":\"lock.html\",\"content_text\":\"It reopened.\"}]}",
               "https://post.example/news/lock.html");
}

/* Programs print warnings in front of a feed; a text that shows one is still a text. */
/* A module's link leads elsewhere, and an id may say that it is no address. */
static void only_the_items_own_link_counts(void **state) {
    static const char *const cases[][2] = {
        {"<rss><item><media:link>https://e.example/m</media:link><x:link>https://e.example/x"
         "</x:link><link>https://e.example/1</link>",
         "https://e.example/1"},
        {"<rss><item><atom:link href='https://e.example/2'/>", "https://e.example/2"},
        {"<rss><a:item><a:link>https://e.example/3</a:link>", "https://e.example/3"},
        {"<rss><item><guid>https://e.example/4</guid>", "https://e.example/4"},
        {"<rss><item><guid isPermaLink='true'>https://e.example/5</guid>", "https://e.example/5"},
        {"<rss><item><guid isPermaLink='false'>https://e.example/6</guid>", NULL}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char feed[400];
        bool prefixed = strstr(cases[i][0], "<a:item>") != NULL;
        snprintf(feed, sizeof feed,
                 "%s<description>The bridge opened.</description></%sitem></rss>", cases[i][0],
                 prefixed ? "a:" : "");
        ro_article *article = read_text(state, feed);
        if (cases[i][1])
            assert_string_equal(article->meta.url, cases[i][1]);
        else
            assert_null(article->meta.url);
        ro_article_free(article);
    }
}

static void what_stands_in_front_is_told(void **state) {
    static const char feed[] =
        "Warning: x.php on line 3\n<?xml version='1.0'?><rss><item><title>A</title>"
        "<description>It reopened.</description></item></rss>";
    static const char markup[] =
        "<br />\n<b>Warning</b>: <b>x.php</b><br />\n<?xml "
        "version='1.0'?><rss><item><title>A</title>"
        "<description>It reopened.</description></item></rss>\n<!-- in .1 s -->\n<!-- 2 -->\n";
    static const char text[] = "A feed looks like this, the manual says:\n"
                               "<?xml version='1.0'?><rss></rss>\nThat is all.";
    ro_status status;
    ro_error error = {0};
    ro_article *article = read_one(state, feed, strlen(feed), &status, &error);
    assert_int_equal(status, RO_WARN);
    assert_string_equal(article->meta.format, "feed");
    assert_non_null(strstr(error.msg, "something in front of it"));
    ro_article_free(article);
    article = read_one(state, markup, strlen(markup), &status, &error);
    assert_int_equal(status, RO_WARN);
    assert_string_equal(article->meta.format, "feed");
    assert_string_equal(article->meta.title, "A");
    ro_article_free(article);
    article = read_one(state, text, strlen(text), &status, &error);
    assert_string_equal(article->meta.format, "plain");
    ro_article_free(article);
}

/* RSS 1.0 refers to sets of names that lie elsewhere: nothing is fetched, the names are known. */
static void sets_of_names_are_not_fetched(void **state) {
    ro_article *article = read_text(
        state,
        "<!DOCTYPE rdf:RDF [<!ENTITY % latin SYSTEM \"file:///etc/hosts\"> %latin;]>"
        "<rdf:RDF><item><title>Caf&eacute;</title><description>The caf&eacute; &none; closed."
        "</description></item></rdf:RDF>");
    assert_string_equal(article->meta.title, "Caf\xC3\xA9");
    assert_string_equal(article->text, "The caf\xC3\xA9 &none; closed.\n");
    ro_article_free(article);
}

static void fields_of_crawlers_are_known(void **state) {
    static const struct {
        const char *record, *day, *outlet;
    } cases[] = {
        {"{\"maintext\":\"The bridge opened.\",\"title\":\"A\",\"date_publish\":\"2024-04-30\","
         "\"date_download\":\"2024-05-09\",\"source_domain\":\"post.example\"}",
         "2024-04-30", "post.example"},
        {"{\"text\":\"The bridge opened.\",\"publish_date\":\"2024-04-30 00:00:00\",\"meta_lang\":"
         "\"en\",\"meta_site_name\":\"Post\",\"url\":\"https://post.example/a\"}",
         "2024-04-30T00:00:00", "Post"},
        {"{\"raw_text\":\"The bridge opened.\",\"date\":\"2024-04-30\",\"source\":"
         "\"https://post.example/a\",\"source-hostname\":\"Post\",\"filedate\":\"2024-05-09\"}",
         "2024-04-30", "Post"},
        {"{\"plaintext\":\"The bridge opened.\",\"publishing_date\":\"2024-04-30T08:00:00+02:00\","
         "\"publisher\":\"Post\",\"lang\":\"en\"}",
         "2024-04-30T08:00:00+02:00", "Post"},
        {"{\"textContent\":\"The bridge opened.\",\"publishedTime\":\"2024-04-30\",\"siteName\":"
         "\"Post\"}",
         "2024-04-30", "Post"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char iso[32];
        ro_article *article = read_text(state, cases[i].record);
        assert_string_equal(ro_date_format(&article->meta.published.date, iso), cases[i].day);
        assert_string_equal(article->meta.outlet, cases[i].outlet);
        ro_article_free(article);
    }
}

static void titles_of_records_lose_references(void **state) {
    ro_article *article = read_text(
        state, "{\"title\":{\"rendered\":\"Caf&eacute;s &amp; bars&#8217; <em>day</em>\"},"
               "\"date_modify\":\"2024-05-02 08:00:00\",\"content_text\":\"They reopened."
               "\"}");
    assert_string_equal(article->meta.title, "Caf\xC3\xA9s & bars\xE2\x80\x99 day");
    assert_int_equal(article->meta.modified.date.hour, 8);
    ro_article_free(article);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(titles_follow_their_type),
                                       cmocka_unit_test(markup_is_read_at_its_depth),
                                       cmocka_unit_test(relative_links_have_a_base),
                                       cmocka_unit_test(only_the_items_own_link_counts),
                                       cmocka_unit_test(what_stands_in_front_is_told),
                                       cmocka_unit_test(sets_of_names_are_not_fetched),
                                       cmocka_unit_test(fields_of_crawlers_are_known),
                                       cmocka_unit_test(titles_of_records_lose_references)};
    return cmocka_run_group_tests(tests, make_rules, free_rules);
}
