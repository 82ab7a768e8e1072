/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/sha256.h"
#include "tell/ids.h"

enum { COUNT = 7 };

/* Ids of every kind: a record of a feed, one that two have, a number, one with colons. */
static void make_articles(ro_article *articles[COUNT]) {
    static const struct {
        const char *id, *path, *url, *text;
        uint32_t record;
    } rows[COUNT] = {{"feed.xml", "in/feed.xml", NULL, "The first item of the feed.", 0},
                     {"urn:item:2", "in/feed.xml", "https://e.example/2", "The second one.", 1},
                     {"a.txt", "x/a.txt", NULL, "Caf\xC3\xA9 one shut.", 0},
                     {"a.txt", "y/a.txt", NULL, "Another a.txt.", 0},
                     {"2", "in/export.jsonl", NULL, "Its id is a number.", 0},
                     {"at 10:20-30", "at 10:20-30", NULL, "A name like a place, and long.", 0},
                     {"=a\n1.txt", "=a\n1.txt", NULL, "A name that is not printed as it is.", 0}};
    for (size_t i = 0; i < COUNT; i++) {
        articles[i] = ro_article_new();
        assert_non_null(articles[i]);
        articles[i]->text = ro_arena_strdup(&articles[i]->arena, rows[i].text);
        articles[i]->size = (uint32_t)strlen(rows[i].text);
        articles[i]->meta.id = rows[i].id;
        articles[i]->meta.input_path = rows[i].path;
        articles[i]->meta.url = rows[i].url;
        articles[i]->meta.record = rows[i].record;
        ro_sha256(rows[i].text, articles[i]->size, articles[i]->meta.sha256);
    }
}

static void free_articles(ro_article *articles[COUNT]) {
    for (size_t i = 0; i < COUNT; i++) ro_article_free(articles[i]);
}

static void every_form_names_its_place(void **state) {
    (void)state;
    static const struct {
        const char *receipt;
        size_t article;
        uint32_t start, end;
        bool has_start, has_end;
    } rows[] = {{"[2:4]", 1, 4, 4, true, false},
                {"2:4", 1, 4, 4, true, false},
                {"3:0-4", 2, 0, 4, true, true},
                {"2:0-3", 4, 0, 3, true, true}, /* the id, as JSON gives a range */
                {"[2:0-3]", 1, 0, 3, true, true},
                {"3", 2, 0, 0, false, false},
                {"feed.xml", 0, 0, 0, false, false},
                {"in/feed.xml:4-9", 0, 4, 9, true, true},
                {"in/feed.xml#1:4", 1, 4, 4, true, false},
                {"feed.xml#1:4-10", 1, 4, 10, true, true},
                {"urn:item:2", 1, 0, 0, false, false},
                {"urn:item:2:4-10", 1, 4, 10, true, true},
                {"https://e.example/2:4", 1, 4, 4, true, false},
                {"y/a.txt:0-7", 3, 0, 7, true, true},
                {"at 10:20-30", 5, 0, 0, false, false},
                {"at 10:20-30:2-6", 5, 2, 6, true, true},
                {" [6:0] ", 5, 0, 0, true, false},
                {"=a\xEF\xBF\xBD"
                 "1.txt:0-6",
                 6, 0, 6, true, true},
                {"'=a\xEF\xBF\xBD"
                 "1.txt:0-6", /* as a table has it */
                 6, 0, 6, true, true}};
    ro_article *articles[COUNT];
    make_articles(articles);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ro_place place;
        ro_error error;
        ro_status status =
            ro_receipt_find(articles, COUNT, rows[i].receipt, RO_OFFSETS_BYTE, &place, &error);
        if (status != RO_OK || place.article != rows[i].article ||
            place.span.start != rows[i].start || place.span.end != rows[i].end ||
            place.has_start != rows[i].has_start || place.has_end != rows[i].has_end)
            fail_msg("%s: status %d, article %zu, %u to %u; %s", rows[i].receipt, (int)status,
                     place.article, place.span.start, place.span.end, error.msg);
    }
    free_articles(articles);
}

static void what_names_nothing_is_refused(void **state) {
    (void)state;
    static const char *const rows[] = {
        "",      "8",      "0:1",     "[8:1]",         "b.txt",  "a.txt:1-2",
        "3:9-4", "3:0-99", "x:1-2",   "feed.xml#2",    "3:",     ":5",
        "[",     "[]",     "3:1-2-3", "99999999999:1", "in/:1-2"};
    ro_article *articles[COUNT];
    make_articles(articles);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ro_place place;
        ro_error error;
        if (ro_receipt_find(articles, COUNT, rows[i], RO_OFFSETS_BYTE, &place, &error) !=
            RO_ERR_INPUT)
            fail_msg("%s was found", rows[i]);
        assert_true(error.msg[0]);
        assert_int_equal(ro_receipt_find(articles, 0, rows[i], RO_OFFSETS_BYTE, &place, NULL),
                         RO_ERR_INPUT);
    }
    free_articles(articles);
}

static void offsets_are_read_in_their_unit(void **state) {
    (void)state;
    ro_article *articles[COUNT];
    ro_place place;
    make_articles(articles);
    assert_int_equal(ro_receipt_find(articles, COUNT, "3:0-4", RO_OFFSETS_CHAR, &place, NULL),
                     RO_OK);
    assert_int_equal(place.span.end, 5);
    free_articles(articles);
}

static const char *id_of(ro_article *const *articles, const char *const *ids, const char *path) {
    for (size_t i = 0; i < COUNT; i++)
        if (strcmp(articles[i]->meta.input_path, path) == 0) return ids[i];
    return "";
}

static void ids_do_not_depend_on_the_order(void **state) {
    (void)state;
    ro_article *articles[COUNT], *turned[COUNT];
    ro_arena arena = RO_ARENA_INIT;
    make_articles(articles);
    /* Equal bytes under one name: told apart by their paths. */
    articles[5]->meta.id = "a.txt";
    memcpy(articles[5]->meta.sha256, articles[3]->meta.sha256, sizeof articles[5]->meta.sha256);
    articles[5]->text = articles[3]->text;
    articles[5]->size = articles[3]->size;
    for (size_t i = 0; i < COUNT; i++) turned[i] = articles[COUNT - 1 - i];
    const char *const *ids = ro_article_ids(articles, COUNT, &arena);
    const char *const *other = ro_article_ids(turned, COUNT, &arena);
    assert_non_null(ids);
    assert_non_null(other);
    for (size_t i = 0; i < COUNT; i++) assert_string_equal(ids[i], other[COUNT - 1 - i]);
    assert_string_not_equal(id_of(articles, ids, "x/a.txt"), id_of(articles, ids, "y/a.txt"));
    assert_string_equal(id_of(articles, ids, "in/export.jsonl"), "2");
    for (size_t i = 0; i < COUNT; i++) {
        ro_place place;
        assert_int_equal(ro_receipt_find(articles, COUNT, ids[i], RO_OFFSETS_BYTE, &place, NULL),
                         RO_OK);
        assert_int_equal(place.article, i);
    }
    ro_arena_free(&arena);
    free_articles(articles);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_names_its_place),
        cmocka_unit_test(what_names_nothing_is_refused),
        cmocka_unit_test(offsets_are_read_in_their_unit),
        cmocka_unit_test(ids_do_not_depend_on_the_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
