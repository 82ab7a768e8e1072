/* SPDX-License-Identifier: Apache-2.0 */
/* The entries of live blogs and their times. */
#include <stdio.h>
#include <time.h>

#include "base/buffer.h"
#include "read_fixture.h"

#define ONE                                                                                        \
    "The river has risen by two metres since the morning, and the lower streets of the town are "  \
    "under water."
#define TWO                                                                                        \
    "Firemen have brought forty people out of a home for the old, and the town hall opens its "    \
    "doors to them."
#define THREE                                                                                      \
    "The minister said that the army would send boats, and that nobody should try to drive "       \
    "through the water."
#define HEAD "<html><head><title>Flood in the valley: live</title></head><body><main>"
#define LIVE                                                                                       \
    "<script type=\"application/ld+json\">{\"@type\":\"LiveBlogPosting\",\"headline\":\"Flood "    \
    "in the valley: live\",\"datePublished\":\"2024-05-02T06:00:00Z\",\"liveBlogUpdate\":["

static const ro_part *part_of(const ro_article *article, const char *words) {
    for (uint32_t i = 0; i < article->parts.count; i++)
        if (ro_str_starts(ro_str_span(article->text, article->parts.items[i].span),
                          ro_str_of(words)))
            return &article->parts.items[i];
    print_error("no part '%s'\n", words);
    fail();
    return NULL;
}

/* The part has this role and time ("" for none), which stands in the page there. */
static void assert_entry(const ro_article *article, const char *page, const char *words,
                         ro_part_role role, const char *time) {
    const ro_part *part = part_of(article, words);
    char found[32] = "";
    if (part->time.precision) ro_date_format(&part->time, found);
    assert_string_equal(found, time);
    assert_int_equal(part->role, role);
    if (part->time_end == 0) return;
    ro_str bytes = {page + part->time_start, (size_t)(part->time_end - part->time_start)};
    assert_true(ro_str_eq(bytes, ro_str_of(time)));
}

static void test_elements(void **state) {
    static const char page[] =
        HEAD "<h1>Flood in the valley: live</h1><p>" ONE "</p><section>"
             "<!-- a comment --><article><time datetime='2024-05-02T11:00:00Z'>11:00</time>"
             "<p>Water at the church</p></article>"
             "<article><h2>Boats</h2><time datetime=2024-05-02T10:00:00Z>10:00</time><p>" THREE
             "</p></article><article><time datetime=\"2024-05-02T09:30:00Z\">09:30</time><p>" TWO
             "</p><p>All are well</p></article></section></main></body></html>";
    ro_article *article = read_text(state, page);
    assert_entry(article, page, ONE, RO_PART_BODY, "");
    assert_entry(article, page, "11:00", RO_PART_OTHER, "2024-05-02T11:00:00Z");
    assert_entry(article, page, "Water at", RO_PART_BODY, "2024-05-02T11:00:00Z");
    assert_entry(article, page, "Boats", RO_PART_SUBHEAD, "2024-05-02T10:00:00Z");
    assert_entry(article, page, THREE, RO_PART_BODY, "2024-05-02T10:00:00Z");
    assert_entry(article, page, TWO, RO_PART_BODY, "2024-05-02T09:30:00Z");
    assert_entry(article, page, "All are well", RO_PART_BODY, "2024-05-02T09:30:00Z");
    assert_int_equal(part_of(article, "Boats")->time_end > 0, true);
    assert_null(article->meta.published.from); /* an entry's day is not the article's */
    assert_tiled(article);
    ro_article_free(article);
}

/* Paragraphs from one time to the next; headings before a time belong to it. */
static void test_paragraphs(void **state) {
    static const char page[] = HEAD
        "<h1>Flood in the valley: live</h1>"
        "<h3>Rising</h3><p><time datetime=\"2024-05-02T09:00Z\">9:00</time></p><p>" ONE
        "</p><h3>Home cleared</h3><p><time datetime=\"2024-05-02T09:20Z\">9:20</time></p><p>" TWO
        "</p><p>Soup is on its way</p><h3>Army</h3>"
        "<p><time datetime=\"2024-05-02T09:45Z\">9:45</time></p><p>" THREE
        "</p></main></body></html>";
    ro_article *article = read_text(state, page);
    assert_entry(article, page, "Rising", RO_PART_SUBHEAD, "2024-05-02T09:00Z");
    assert_entry(article, page, ONE, RO_PART_BODY, "2024-05-02T09:00Z");
    assert_entry(article, page, "Home cleared", RO_PART_SUBHEAD, "2024-05-02T09:20Z");
    assert_entry(article, page, "Soup is", RO_PART_BODY, "2024-05-02T09:20Z");
    assert_entry(article, page, "Army", RO_PART_SUBHEAD, "2024-05-02T09:45Z");
    assert_entry(article, page, THREE, RO_PART_BODY, "2024-05-02T09:45Z");
    ro_article_free(article);
}

/* JSON-LD knows entries by headline and address; one headline of two tells neither. */
static void test_linked_data(void **state) {
    static const char page[] = HEAD LIVE
        "{\"headline\":\"Rising\",\"datePublished\":\"2024-05-02T09:00:00Z\"},"
        "{\"url\":\"https://a.example/live#b2\",\"datePublished\":\"2024-05-02T09:20:00Z\"},"
        "{\"headline\":\"More\",\"datePublished\":\"2024-05-02T09:30:00Z\"},"
        "{\"headline\":\"More\",\"datePublished\":\"2024-05-02T09:40:00Z\"},"
        "{\"headline\":\"Army\",\"datePublished\":\"2024-05-41T99:00:00Z\"},7,null]}</script>"
        "<div><div><h3>Rising</h3><p>" ONE "</p></div><div id=b2><p>" TWO
        "</p></div><div><h3>More</h3><p>" THREE "</p></div></div></main></body></html>";
    ro_article *article = read_text(state, page);
    char day[32];
    assert_entry(article, page, ONE, RO_PART_BODY, "2024-05-02T09:00:00Z");
    assert_entry(article, page, TWO, RO_PART_BODY, "2024-05-02T09:20:00Z");
    assert_entry(article, page, THREE, RO_PART_BODY, "");
    assert_int_equal(part_of(article, ONE)->time_end, 0);
    assert_string_equal(ro_date_format(&article->meta.published.date, day), "2024-05-02T06:00:00Z");
    ro_article_free(article);
}

/* Microdata; the day of the page is that of the page, in UTC or not. */
static void test_microdata(void **state) {
    static const char page[] =
        "<html><body><div itemscope itemtype=\"https://schema.org/LiveBlogPosting\">"
        "<h1>Flood in the valley: live</h1>"
        "<meta itemprop=datePublished content=\"2024-05-02T23:10:00Z\"><div>"
        "<div itemtype=\"https://schema.org/BlogPosting\"><meta itemprop=datePublished "
        "content=\"2024-05-03T02:00:00+02:00\"><p>" ONE "</p></div>"
        "<div itemtype=\"https://schema.org/BlogPosting\"><meta itemprop=datePublished "
        "content=\"2024-05-03T01:30:00+02:00\"><p>" TWO "</p></div></div></div></body></html>";
    ro_article *article = read_text(state, page);
    assert_entry(article, page, ONE, RO_PART_BODY, "2024-05-03T02:00:00+02:00");
    assert_entry(article, page, TWO, RO_PART_BODY, "2024-05-03T01:30:00+02:00");
    assert_int_equal(article->meta.published.date.day, 2);
    ro_article_free(article);
}

/* Entries state their days with <meta> too; that of the page is what it shows. */
static void test_days_of_entries(void **state) {
    static const char page[] =
        "<html><body><main><h1>Flood in the valley: live</h1><p>Published on "
        "<time>2 May 2024</time></p><section>"
        "<div><meta itemprop=datePublished content=\"2024-05-04T09:00:00Z\"><p>" ONE "</p></div>"
        "<div><meta itemprop=datePublished content=\"2024-05-03T08:00:00Z\"><p>" TWO "</p></div>"
        "<div><meta itemprop=datePublished content=\"2024-05-03T07:00:00Z\"><p>" THREE
        "</p></div></section></main></body></html>";
    ro_article *article = read_text(state, page);
    assert_entry(article, page, ONE, RO_PART_BODY, "2024-05-04T09:00:00Z");
    assert_entry(article, page, THREE, RO_PART_BODY, "2024-05-03T07:00:00Z");
    assert_int_equal(article->meta.published.date.day, 2);
    ro_article_free(article);
}

/* A line that holds its time and its news is news; what has no time or a broken one has
 * none; times that are in no order are no live blog. */
static void test_hostile(void **state) {
    static const char list[] =
        HEAD LIVE "]}</script><ul><li><time datetime=\"2024-05-02T09:00:00Z\">9:00</time> Bridge "
                  "gone</li><li><time>9:10</time> " ONE "</li><li><time "
                  "datetime=\"2024-99-02T09:20:00Z\">9:20</time> " TWO
                  "</li><li><time datetime=>9:30</time> " THREE "</li></ul></main></body></html>";
    ro_article *article = read_text(state, list);
    assert_entry(article, list, "9:00 Bridge gone", RO_PART_BODY, "2024-05-02T09:00:00Z");
    assert_entry(article, list, "9:10 The river", RO_PART_BODY, "");
    assert_entry(article, list, "9:20 Firemen", RO_PART_BODY, "");
    assert_entry(article, list, "9:30 The minister", RO_PART_BODY, "");
    ro_article_free(article);
    static const char mixed[] = HEAD
        "<div><div><time datetime=\"2024-05-02T09:00Z\"></time><p>" ONE
        "</p></div><div><time datetime=\"2024-05-02T07:00Z\"></time><p>" TWO
        "</p></div><div><time datetime=\"2024-05-02T08:00Z\"></time><p>" THREE "</p></div></div>";
    article = read_text(state, mixed);
    assert_entry(article, mixed, ONE, RO_PART_BODY, "");
    ro_article_free(article);
    static const char alone[] =
        HEAD LIVE "]}</script><article><h1>Flood</h1><time "
                  "datetime=\"2024-05-03T09:00Z\"></time><p>" ONE "</p><p>" TWO "</p></article>";
    article = read_text(state, alone);
    assert_entry(article, alone, ONE, RO_PART_BODY, "");
    ro_article_free(article);
    static const char teasers[] =
        HEAD "<p>" ONE "</p><p>" TWO "</p><p>" THREE "</p><div><div><time "
             "datetime=\"2024-05-02T09:00Z\"></time><p>Bread dearer by a tenth</p></div><div><time "
             "datetime=\"2024-05-02T08:00Z\"></time><p>Cup final sold out</p></div><div><time "
             "datetime=\"2024-05-02T07:00Z\"></time><p>Rain until Sunday</p></div></div>";
    article = read_text(state, teasers);
    for (uint32_t i = 0; i < article->parts.count; i++)
        assert_int_equal(article->parts.items[i].time.precision, RO_PRECISION_NONE);
    ro_article_free(article);
}

/* Seconds that reading a page of so many entries takes, each found with its time. */
static double seconds_for(void **state, unsigned entries) {
    ro_buffer page = {0};
    char entry[200];
    ro_buffer_add(&page, HEAD "<div>", sizeof HEAD "<div>" - 1);
    for (unsigned i = 0; i < entries; i++) {
        int n = snprintf(entry, sizeof entry,
                         "<div><time datetime=\"%04u-01-%02uT%02u:%02uZ\"></time><p>Goal %u</p>"
                         "</div>",
                         1900 + i / 40320, 1 + i / 1440 % 28, i / 60 % 24, i % 60, i);
        ro_buffer_add(&page, entry, (size_t)n);
    }
    ro_buffer_add(&page, "<p>" ONE "</p>", 1 + sizeof "<p>" ONE "</p>" - 2);
    clock_t begin = clock();
    ro_status status;
    ro_error error;
    ro_article *article = read_one(state, page.data, page.size, &status, &error);
    double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
    assert_non_null(article);
    assert_true(article->parts.count >= entries);
    ro_article_free(article);
    ro_buffer_free(&page);
    return seconds;
}

static void test_many_entries(void **state) {
    double few = seconds_for(state, 5000), many = seconds_for(state, 50000);
    if (many > 40 * few + 0.5) print_error("%.3f s for ten times %.3f s\n", many, few);
    assert_true(many <= 40 * few + 0.5);
}

static void test_out_of_memory(void **state) {
    static const char page[] = HEAD LIVE
        "{\"headline\":\"Rising\",\"datePublished\":\"2024-05-02T09:00:00Z\"}]}</script><div><div>"
        "<h3>Rising</h3><p>" ONE
        "</p></div><div><time datetime=\"2024-05-02T09:20:00Z\"></time><p>" TWO "</p></div></div>";
    ro_status status = RO_ERR_NOMEM;
    for (size_t after = 0; status == RO_ERR_NOMEM && after < 10000; after++) {
        ro_error error = {0};
        ro_arena_fail_after(after);
        ro_article *article = read_one(state, page, sizeof page - 1, &status, &error);
        ro_arena_fail_after(SIZE_MAX);
        if (status == RO_OK) assert_entry(article, page, TWO, RO_PART_BODY, "2024-05-02T09:20:00Z");
        ro_article_free(article);
    }
    assert_int_equal(status, RO_OK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_elements),        cmocka_unit_test(test_paragraphs),
        cmocka_unit_test(test_linked_data),     cmocka_unit_test(test_microdata),
        cmocka_unit_test(test_days_of_entries), cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_many_entries),    cmocka_unit_test(test_out_of_memory)};
    return cmocka_run_group_tests_name("entries", tests, make_rules, free_rules);
}
