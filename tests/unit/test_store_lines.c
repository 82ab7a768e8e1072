/* SPDX-License-Identifier: Apache-2.0 */
/* Lines of outlets that a store learns: from whom, and what it takes from a stranger's file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <unistd.h>

#include "readout.h"
#include "store_fixture.h"

static const char notice[] = "Read the paper as it was printed";

static const char *const texts[] = {
    "The swing bridge over the harbour at Westmouth closed on Monday for repairs that engineers "
    "expect to take until spring, while cranes lift the rusted deck from its bearings; ferries "
    "carry "
    "pedestrians across every half hour, and lorries drive round through the tunnel at Eastgate.",
    "Growers in the Lenn valley lost a third of their pears to a night of frost in April, "
    "according "
    "to a survey of eighty farms; insurance rarely covers blossom, so several families intend to "
    "plant hardier cherries and to borrow wind machines from vineyards beyond the southern hills.",
    "A hand-drawn map of northern trading posts, thought to have burned with its archive, came to "
    "light when carpenters moved an oak wardrobe; curators believe a clerk hid the parchment "
    "during "
    "the siege, and conservators will photograph it before visitors may see the coastline.",
};

static int make_engine(void **state) {
    ro_engine *engine;
    ro_engine_options options = {RO_SIZED(ro_engine_options),
                                 .model_dir = READOUT_SOURCE_DIR "/models", .without_names = true};
    if (make_path(state) || ro_engine_new(&options, &engine, NULL) != RO_OK) return -1;
    *state = engine;
    return 0;
}

static int free_engine(void **state) {
    ro_engine_free(*state);
    return 0;
}

/* An article of @p outlet (NULL: of none) with text @p text and the notice; @p id makes its bytes
 * its own. */
static ro_article *read_article(const ro_engine *engine, const char *outlet, unsigned text,
                                int id) {
    char record[2048], from[128] = "";
    ro_reader *reader;
    ro_article *article;
    if (outlet) snprintf(from, sizeof from, "\"outlet\": \"%s\", ", outlet);
    snprintf(
        record, sizeof record,
        "{\"id\": \"%d\", %s\"title\": \"T\", \"text\": \"%s\\n\\n%s\\n\\nHe left at noon.\"}\n",
        id, from, texts[text], notice);
    assert_int_equal(
        ro_reader_open_memory(engine, "a.jsonl", record, strlen(record), NULL, &reader, NULL),
        RO_OK);
    assert_int_equal(ro_reader_next(reader, &article, NULL), RO_OK);
    ro_reader_free(reader);
    return article;
}

static void add(const ro_engine *engine, const char *outlet, unsigned text, int id, bool learn) {
    ro_store *store;
    bool added;
    ro_article *article = read_article(engine, outlet, text, id);
    assert_int_equal(ro_store_open(path, RO_STORE_WRITE, &store, NULL), RO_OK);
    assert_int_equal(ro_store_add(store, article, &added, NULL), RO_OK);
    assert_true(added);
    if (learn) assert_int_equal(ro_store_learn(engine, store, NULL), RO_OK);
    ro_store_close(store);
    ro_article_free(article);
}

typedef struct found {
    unsigned lines, articles;
    ro_line_verdict verdict;
} found;

static void take(void *context, const ro_standing_line *line) {
    found *f = context;
    assert_string_equal(line->text, notice);
    f->lines++;
    f->articles = line->articles;
    f->verdict = line->verdict;
}

static found lines_of(const char *outlet) {
    ro_store *store;
    found f = {0};
    assert_int_equal(ro_store_open(path, RO_STORE_READ, &store, NULL), RO_OK);
    assert_int_equal(ro_store_lines(store, outlet, take, &f, NULL), RO_OK);
    ro_store_close(store);
    return f;
}

static void change(const char *sql) {
    sqlite3 *database;
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(database);
}

/* Three articles of one outlet that are strangers to each other, whoever came between. */
static void three_strangers_teach_a_line(void **state) {
    add(*state, "Coast Daily", 0, 1, true);
    add(*state, "Coast Daily", 1, 2, true);
    add(*state, "Coast Daily", 0, 3, true); /* the first again */
    add(*state, "Hill Gazette", 2, 4, true);
    add(*state, NULL, 2, 5, true);
    assert_int_equal(lines_of(NULL).lines, 0);
    add(*state, "Coast Daily", 2, 6, true);
    found f = lines_of(NULL);
    assert_int_equal(f.lines, 1);
    assert_int_equal(f.articles, 3);
    assert_int_equal(f.verdict, RO_LINE_LEARNED);
    assert_int_equal(lines_of("Hill Gazette").lines, 0);
    add(*state, "Coast Daily", 1, 7, true);
    assert_int_equal(lines_of("Coast Daily").articles, 4);
}

/* What was added without learning, or before there were lines, is learned later; nothing twice. */
static void what_is_there_is_learned_once(void **state) {
    for (unsigned i = 0; i < 3; i++) add(*state, "Coast Daily", i, (int)i, false);
    change("DROP TABLE line_seen; DROP TABLE standing_line; PRAGMA user_version = 3");
    assert_int_equal(lines_of(NULL).lines, 0);
    ro_store *store;
    assert_int_equal(ro_store_open(path, RO_STORE_WRITE, &store, NULL), RO_OK);
    assert_int_equal(ro_store_learn(*state, store, NULL), RO_OK);
    assert_int_equal(ro_store_learn(*state, store, NULL), RO_OK);
    ro_store_close(store);
    assert_int_equal(lines_of(NULL).articles, 3);
}

static void what_is_said_goes_before_what_was_learned(void **state) {
    ro_store *store;
    ro_article *article = read_article(*state, "Coast Daily", 1, 9);
    ro_analyse_options options = {RO_SIZED(ro_analyse_options)};
    for (unsigned i = 0; i < 3; i++) add(*state, "Coast Daily", i, (int)i, true);
    assert_int_equal(ro_store_open(path, RO_STORE_WRITE, &store, NULL), RO_OK);
    assert_int_equal(ro_store_judge_line(*state, store, "Coast Daily", notice, RO_LINE_KEPT, NULL),
                     RO_OK);
    assert_int_equal(lines_of(NULL).verdict, RO_LINE_KEPT);
    assert_int_equal(
        ro_store_judge_line(*state, store, "Coast Daily", notice, RO_LINE_LEARNED, NULL), RO_OK);
    found f = lines_of(NULL);
    assert_int_equal(f.lines, 1);
    assert_int_equal(f.verdict, RO_LINE_LEARNED);
    options.store = store;
    assert_int_equal(ro_analyse_all(*state, &article, 1, &options, NULL), RO_OK);
    size_t count;
    const ro_part *parts = ro_article_parts(article, &count);
    unsigned others = 0;
    for (size_t i = 0; i < count; i++) others += parts[i].role == RO_PART_OTHER;
    assert_int_equal(others, 1);
    ro_store_close(store);
    ro_article_free(article);
}

/* A stranger's store: what cannot be is passed over. */
static void forged_lines_are_passed_over(void **state) {
    for (unsigned i = 0; i < 3; i++) add(*state, "Coast Daily", i, (int)i, true);
    change("INSERT INTO standing_line VALUES (5, 'A', 'x', 1, 1, 3);"
           "UPDATE standing_line SET articles = -7 WHERE verdict = 0;"
           "INSERT INTO line_seen VALUES (6, 999), (6, -4)");
    found f = lines_of(NULL);
    assert_int_equal(f.lines, 1);
    assert_int_equal(f.articles, 0);
    add(*state, "Coast Daily", 1, 8, true);
}

static void what_cannot_be_is_refused(void **state) {
    ro_store *store;
    add(*state, "Coast Daily", 0, 1, true);
    assert_int_equal(ro_store_open(path, RO_STORE_READ, &store, NULL), RO_OK);
    assert_int_equal(ro_store_learn(*state, store, NULL), RO_ERR_ARG);
    assert_int_equal(ro_store_judge_line(*state, store, "A", notice, RO_LINE_KEPT, NULL),
                     RO_ERR_ARG);
    assert_int_equal(ro_store_lines(store, NULL, NULL, NULL, NULL), RO_ERR_ARG);
    ro_store_close(store);
    assert_int_equal(ro_store_open(path, RO_STORE_WRITE, &store, NULL), RO_OK);
    assert_int_equal(ro_store_judge_line(*state, store, "A", " -- ", RO_LINE_KEPT, NULL),
                     RO_ERR_ARG);
    assert_int_equal(ro_store_judge_line(*state, store, "A", notice, (ro_line_verdict)3, NULL),
                     RO_ERR_ARG);
    assert_int_equal(ro_store_judge_line(*state, store, NULL, notice, RO_LINE_KEPT, NULL),
                     RO_ERR_ARG);
    assert_int_equal(ro_store_learn(NULL, store, NULL), RO_ERR_ARG);
    ro_store_close(store);
    assert_string_equal(ro_line_verdict_name(RO_LINE_LEFT_OUT), "left_out");
    assert_string_equal(ro_line_verdict_name((ro_line_verdict)3), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(three_strangers_teach_a_line, remove_path),
        cmocka_unit_test_teardown(what_is_there_is_learned_once, remove_path),
        cmocka_unit_test_teardown(what_is_said_goes_before_what_was_learned, remove_path),
        cmocka_unit_test_teardown(forged_lines_are_passed_over, remove_path),
        cmocka_unit_test_teardown(what_cannot_be_is_refused, remove_path),
    };
    return cmocka_run_group_tests(tests, make_engine, free_engine);
}
