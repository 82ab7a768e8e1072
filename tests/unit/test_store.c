/* SPDX-License-Identifier: Apache-2.0 */
/* What a store keeps of an article, beside what tests/cli shows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <unistd.h>

#include "article/article.h"

/* What the first version made. */
static const char first_schema[] =
    "CREATE TABLE article ("
    " number INTEGER PRIMARY KEY,"
    " id TEXT NOT NULL, source_path TEXT, format TEXT, record INTEGER NOT NULL,"
    " source_offset INTEGER NOT NULL, source_bytes INTEGER NOT NULL, sha256 TEXT NOT NULL UNIQUE,"
    " url TEXT, outlet TEXT, title TEXT, title_start INTEGER NOT NULL, title_end INTEGER NOT NULL,"
    " authors TEXT, agencies TEXT, sources TEXT,"
    " published TEXT, published_from TEXT, modified TEXT, modified_from TEXT, language TEXT,"
    " text TEXT NOT NULL, parts BLOB NOT NULL, map BLOB NOT NULL);"
    "CREATE VIRTUAL TABLE search USING fts5(title, text, content='article',"
    " content_rowid='number', tokenize='porter unicode61');"
    "CREATE TRIGGER article_added AFTER INSERT ON article BEGIN"
    " INSERT INTO search(rowid, title, text) VALUES (new.number, new.title, new.text);"
    "END;"
    "PRAGMA user_version = 1;";

static char path[] = "/tmp/readout-store-XXXXXX";

static int make_path(void **state) {
    (void)state;
    int file = mkstemp(path);
    return file < 0 ? -1 : close(file);
}

static int remove_path(void **state) {
    (void)state;
    static const char *const ends[] = {"", "-wal", "-shm"};
    char name[64];
    for (size_t i = 0; i < 3; i++) {
        snprintf(name, sizeof name, "%s%s", path, ends[i]);
        unlink(name);
    }
    return 0;
}

static ro_article *only_article(ro_store *store) {
    ro_store_cursor *cursor;
    ro_article *article, *more;
    assert_int_equal(ro_store_find(store, NULL, &cursor, NULL), RO_OK);
    assert_int_equal(ro_store_next(cursor, &article, NULL), RO_OK);
    assert_int_equal(ro_store_next(cursor, &more, NULL), RO_END);
    ro_store_cursor_free(cursor);
    return article;
}

/* A store as the first version made it, with an article in it. */
static void older_stores_are_brought_up_to_date(void **state) {
    (void)state;
    static const char first_article[] =
        "INSERT INTO article VALUES (1,'old','a.txt','plain',0,0,9,'x',NULL,NULL,NULL,0,0,NULL,"
        "NULL,NULL,NULL,NULL,NULL,NULL,'en','The text.',X'',X'');";
    sqlite3 *database;
    ro_store *store;
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, first_schema, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, first_article, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(database);
    for (int i = 0; i < 2; i++) { /* the second time there is nothing to do */
        assert_int_equal(ro_store_open(path, RO_STORE_WRITE, &store, NULL), RO_OK);
        ro_article *article = only_article(store);
        assert_string_equal(article->meta.id, "old");
        assert_string_equal(article->text, "The text.");
        assert_null(article->meta.section);
        assert_int_equal(article->meta.version, 0);
        ro_article_free(article);
        ro_store_close(store);
    }
}

static void what_is_known_is_kept(void **state) {
    (void)state;
    static const char *const names[] = {"Ana Pinto", "the desk"};
    ro_store *store;
    assert_int_equal(ro_store_open(path, RO_STORE_WRITE, &store, NULL), RO_OK);
    ro_article *article = ro_article_new();
    article->text = "The text.";
    article->size = 9;
    article->meta = (ro_metadata){.id = "new",
                                  .sha256 = "y",
                                  .byline = names,
                                  .byline_count = 2,
                                  .published_as = "yesterday",
                                  .other_title = "Two",
                                  .section = "Sport",
                                  .description = "A text",
                                  .version = 3};
    bool added = false;
    assert_int_equal(ro_store_add(store, article, &added, NULL), RO_OK);
    assert_true(added);
    ro_article_free(article);
    article = only_article(store);
    assert_int_equal(article->meta.byline_count, 2);
    assert_string_equal(article->meta.byline[1], "the desk");
    assert_string_equal(article->meta.published_as, "yesterday");
    assert_string_equal(article->meta.other_title, "Two");
    assert_string_equal(article->meta.section, "Sport");
    assert_string_equal(article->meta.description, "A text");
    assert_int_equal(article->meta.version, 3);
    ro_article_free(article);
    ro_store_close(store);
}

static void memory_lasts(void **state) {
    (void)state;
    ro_store *store;
    char value[8];
    assert_int_equal(ro_store_open(path, RO_STORE_WRITE, &store, NULL), RO_OK);
    assert_int_equal(ro_store_recall(store, "key", value, sizeof value, NULL), RO_END);
    assert_string_equal(value, "");
    assert_int_equal(ro_store_remember(store, "key", "one", NULL), RO_OK);
    assert_int_equal(ro_store_remember(store, "key", "two", NULL), RO_OK);
    assert_int_equal(ro_store_remember(store, "long", "12345678", NULL), RO_OK);
    ro_store_close(store);
    assert_int_equal(ro_store_open(path, RO_STORE_WRITE, &store, NULL), RO_OK);
    assert_int_equal(ro_store_recall(store, "key", value, sizeof value, NULL), RO_OK);
    assert_string_equal(value, "two");
    assert_int_equal(ro_store_recall(store, "long", value, sizeof value, NULL), RO_ERR_LIMIT);
    assert_int_equal(ro_store_remember(store, "key", NULL, NULL), RO_OK);
    assert_int_equal(ro_store_recall(store, "key", value, sizeof value, NULL), RO_END);
    ro_store_close(store);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(older_stores_are_brought_up_to_date, make_path,
                                        remove_path),
        cmocka_unit_test_setup_teardown(what_is_known_is_kept, NULL, remove_path),
        cmocka_unit_test_setup_teardown(memory_lasts, NULL, remove_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
