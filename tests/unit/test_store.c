/* SPDX-License-Identifier: Apache-2.0 */
/* What a store keeps of an article, beside what tests/cli shows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <errno.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "article/article.h"
#include "base/buffer.h"
#include "store_fixture.h"

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

/* Make the file at path with sqlite3, by somebody else. */
static void make_with(const char *first, const char *second) {
    sqlite3 *database;
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, first, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, second, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(database);
}

static void write_file(const char *bytes, size_t size) {
    FILE *file = fopen(path, "wb");
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
}

static ro_buffer read_file(void) {
    ro_buffer bytes = {0};
    char block[4096];
    size_t size;
    FILE *file = fopen(path, "rb");
    while ((size = fread(block, 1, sizeof block, file)) > 0) ro_buffer_add(&bytes, block, size);
    fclose(file);
    return bytes;
}

static void assert_alone(void) {
    static const char *const ends[] = {"-wal", "-shm", "-journal"};
    char name[64];
    for (size_t i = 0; i < 3; i++) {
        snprintf(name, sizeof name, "%s%s", path, ends[i]);
        assert_int_equal(access(name, F_OK), -1);
    }
}

/* The file is refused in both modes, with @p why, and stays the same to the byte. */
static void assert_refused(const char *why) {
    ro_buffer before = read_file();
    for (int mode = RO_STORE_READ; mode <= RO_STORE_WRITE; mode++) {
        ro_store *store;
        ro_error error = {0};
        assert_int_equal(ro_store_open(path, (ro_store_mode)mode, &store, &error), RO_ERR_INPUT);
        assert_null(store);
        assert_non_null(strstr(error.msg, why));
        ro_buffer after = read_file();
        assert_int_equal(after.size, before.size);
        assert_memory_equal(after.data, before.data, before.size);
        ro_buffer_free(&after);
        assert_alone();
    }
    ro_buffer_free(&before);
}

static void what_is_no_store_stays_as_it_is(void **state) {
    (void)state;
    static const char *const others[] = {
        "CREATE TABLE article (id TEXT, title TEXT); PRAGMA user_version = 1;",
        "CREATE TABLE article (id TEXT, title TEXT); PRAGMA user_version = 2;",
        "CREATE TABLE article (id TEXT, title TEXT); PRAGMA user_version = 3;",
        "CREATE TABLE t (x);",
        "CREATE TABLE t (x); PRAGMA application_id = 1196444487;",
        "PRAGMA application_id = 1196444487; PRAGMA user_version = 0;",
        "PRAGMA journal_mode = WAL; CREATE TABLE article (id TEXT); PRAGMA user_version = 1;",
        "CREATE VIEW article AS SELECT 1 AS number; PRAGMA user_version = 2;",
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        remove_path(NULL);
        make_with(others[i], "");
        assert_refused("something else");
    }
    remove_path(NULL);
    make_with(first_schema, "ALTER TABLE article ADD COLUMN note TEXT");
    assert_refused("something else");
    remove_path(NULL);
    make_with(first_schema, "CREATE TRIGGER theirs AFTER INSERT ON article BEGIN SELECT 1; END");
    assert_refused("something else");
    remove_path(NULL);
    make_with(first_schema, "PRAGMA application_id = 1380208468; PRAGMA user_version = 9");
    assert_refused("newer readout (schema 9");
    write_file("The text.\n", 10);
    assert_refused("no SQLite file");
    write_file("SQLite format 3", 16);
    assert_refused("no SQLite file");
    ro_store *store;
    ro_error error;
    assert_int_equal(ro_store_open("/tmp", RO_STORE_WRITE, &store, &error), RO_ERR_INPUT);
    assert_int_equal(ro_store_open("/dev/null", RO_STORE_WRITE, &store, &error), RO_ERR_INPUT);
}

static void reading_makes_nothing(void **state) {
    (void)state;
    ro_store *store;
    ro_error error = {0};
    assert_int_equal(ro_store_open(path, RO_STORE_READ, &store, &error), RO_ERR_IO);
    assert_int_equal(error.sys, ENOENT);
    assert_int_equal(access(path, F_OK), -1);
    write_file("", 0);
    assert_int_equal(ro_store_open(path, RO_STORE_READ, &store, &error), RO_ERR_INPUT);
    assert_non_null(strstr(error.msg, "is empty"));
    assert_alone();
    assert_int_equal(ro_store_open("", RO_STORE_WRITE, &store, &error), RO_ERR_IO);
    assert_int_equal(ro_store_open(path, (ro_store_mode)7, &store, &error), RO_ERR_ARG);
}

static void older_stores_are_read_as_they_are(void **state) {
    (void)state;
    make_with(first_schema,
              "INSERT INTO article VALUES (1,'old','a.txt','plain',0,0,9,'x',NULL,NULL,NULL,0,0,"
              "NULL,NULL,NULL,NULL,NULL,NULL,NULL,'en','The text.',X'',X'');");
    ro_buffer before = read_file();
    ro_store *store;
    ro_store_cursor *cursor;
    ro_article *article;
    bool added;
    char value[8];
    assert_int_equal(ro_store_open(path, RO_STORE_READ, &store, NULL), RO_OK);
    assert_int_equal(ro_store_find(store, "text", &cursor, NULL), RO_OK);
    assert_int_equal(ro_store_next(cursor, &article, NULL), RO_OK);
    assert_string_equal(article->meta.id, "old");
    assert_int_equal(ro_store_add(store, article, &added, NULL), RO_ERR_ARG);
    assert_int_equal(ro_store_remember(store, "key", "one", NULL), RO_ERR_ARG);
    assert_int_equal(ro_store_recall(store, "key", value, sizeof value, NULL), RO_END);
    ro_article_free(article);
    ro_store_cursor_free(cursor);
    ro_store_close(store);
    ro_buffer after = read_file();
    assert_int_equal(after.size, before.size);
    assert_memory_equal(after.data, before.data, before.size);
    assert_alone();
    ro_buffer_free(&before);
    ro_buffer_free(&after);
}

/* Add articles first to last, each of a thousand bytes. */
static void add_numbered(int first, int last) {
    ro_store *store;
    assert_int_equal(ro_store_open(path, RO_STORE_WRITE, &store, NULL), RO_OK);
    for (int i = first; i <= last; i++) {
        char text[1001], id[16];
        memset(text, '.', sizeof text - 1);
        text[1000] = '\0';
        text[snprintf(text, sizeof text, "MARK%03d", i)] = ' ';
        snprintf(id, sizeof id, "id%d", i);
        ro_article *article = ro_article_new();
        article->text = text;
        article->size = 1000;
        article->meta = (ro_metadata){.id = id, .title = "A \xC3\xA9", .version = 1};
        snprintf(article->meta.sha256, sizeof article->meta.sha256, "%064d", i);
        assert_int_equal(ro_store_add(store, article, NULL, NULL), RO_OK);
        ro_article_free(article);
    }
    ro_store_close(store);
}

/* As what a part stands is kept beside its role, and the time of its entry with the bytes that
 * say it. */
static void kinds_of_parts_are_kept(void **state) {
    (void)state;
    ro_store *store;
    ro_store_cursor *cursor;
    ro_part parts[] = {{.span = {0, 4}, .role = RO_PART_BODY, .kind = RO_KIND_POST},
                       {.span = {5, 7}, .role = RO_PART_OTHER, .kind = RO_KIND_FOOTNOTE},
                       {.span = {8, 10}, .role = RO_PART_TITLE}};
    parts[1].time = (ro_date){2024, 3, 10, 23, 59, 60, RO_PRECISION_SECOND, -330};
    parts[1].time_start = UINT64_C(5000000000);
    parts[1].time_end = UINT64_C(5000000025);
    enum { COUNT = sizeof parts / sizeof *parts };
    unlink(path);
    assert_int_equal(ro_store_open(path, RO_STORE_WRITE, &store, NULL), RO_OK);
    ro_article *article = ro_article_new();
    article->text = "Post 1) Ti";
    article->size = 10;
    article->meta = (ro_metadata){.id = "kinds"};
    for (size_t i = 0; i < COUNT; i++)
        assert_true(RO_APPEND(&article->arena, &article->parts, parts[i]));
    assert_int_equal(ro_store_add(store, article, NULL, NULL), RO_OK);
    ro_article_free(article);
    assert_int_equal(ro_store_find(store, NULL, &cursor, NULL), RO_OK);
    assert_int_equal(ro_store_next(cursor, &article, NULL), RO_OK);
    assert_int_equal(article->parts.count, COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        assert_int_equal(article->parts.items[i].role, parts[i].role);
        assert_int_equal(article->parts.items[i].kind, parts[i].kind);
        char time[32], wanted[32];
        assert_string_equal(ro_date_format(&article->parts.items[i].time, time),
                            ro_date_format(&parts[i].time, wanted));
        assert_int_equal(article->parts.items[i].time_start, parts[i].time_start);
        assert_int_equal(article->parts.items[i].time_end, parts[i].time_end);
    }
    ro_article_free(article);
    ro_store_cursor_free(cursor);
    ro_store_close(store);
}

/* Walk over all; how many articles came, and in *faults how many that are damaged. */
static size_t walk(const char *query, size_t *faults, ro_error *error) {
    ro_store *store;
    ro_store_cursor *cursor;
    ro_article *article;
    ro_status status;
    size_t count = 0;
    *faults = 0;
    assert_int_equal(ro_store_open(path, RO_STORE_READ, &store, NULL), RO_OK);
    assert_int_equal(ro_store_find(store, query, &cursor, NULL), RO_OK);
    ro_error told;
    while ((status = ro_store_next(cursor, &article, &told)) != RO_END) {
        if (status != RO_OK && error) *error = told;
        if (status != RO_ERR_INPUT) assert_int_equal(status, RO_OK);
        *faults += status == RO_ERR_INPUT;
        count += status == RO_OK;
        ro_article_free(article);
    }
    assert_int_equal(ro_store_next(cursor, &article, NULL), RO_END);
    ro_store_cursor_free(cursor);
    ro_store_close(store);
    return count;
}

static void damaged_articles_are_named(void **state) {
    (void)state;
    static const struct {
        const char *change, *why;
    } table[] = {
        {"parts = X'0000'", "parts breaks off"},
        {"parts = X'000000000000FFFF03'", "parts leads out of the text"},
        {"parts = X'E8070D0A170000050F000000000100000003'", "parts names a time that there is not"},
        {"parts = X'0000000001000000EE'", "parts names a role"},
        {"parts = X'0000000001000000F3'", "parts names a kind"},
        {"parts = X'050000000600000003010000000200000003'", "parts leads out of the text"},
        {"parts = 'text'", "parts is no blob"},
        {"map = X'01'", "map breaks off"},
        {"map = X'00000000FFFFFFFF00000000000000000000000000000000'", "map leads out of the text"},
        {"map = X'0000000001000000FFFFFFFFFFFFFFFF0000000000000000'",
         "map leads out of the source"},
        {"text = CAST(X'C328' AS TEXT)", "text is not UTF-8"},
        {"text = X'41'", "text is no text"},
        {"title = CAST(X'FF' AS TEXT)", "title is not UTF-8"},
        {"url = 'a' || char(0) || 'b'", "url holds a NUL byte"},
        {"record = 'x'", "record is no number"},
        {"record = -1", "record is out of range"},
        {"source_offset = -1", "source_offset is out of range"},
        {"title_end = 4000", "title_start leads out of the text"},
        {"published = 'soon'", "published is no date"},
        {"version = 1e300", "version is no number"},
    };
    add_numbered(1, 3);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char change[200];
        ro_error error = {0};
        size_t faults;
        snprintf(change, sizeof change, "UPDATE article SET %s WHERE number = 2", table[i].change);
        make_with("CREATE TABLE IF NOT EXISTS kept AS SELECT * FROM article WHERE number = 2",
                  change);
        assert_int_equal(walk(NULL, &faults, &error), 2);
        assert_int_equal(faults, 1);
        assert_int_equal(error.record, 2);
        assert_non_null(strstr(error.msg, "id2"));
        assert_non_null(strstr(error.msg, table[i].why));
        make_with("DELETE FROM article WHERE number = 2", "INSERT INTO article SELECT * FROM kept");
    }
    size_t faults;
    assert_int_equal(walk(NULL, &faults, NULL), 3);
}

/* What a page of the file held is lost, and what lies behind it is not. */
static void damaged_pages_are_passed(void **state) {
    (void)state;
    static const int marks[] = {1, 20, 40};
    for (size_t i = 0; i < 3; i++) {
        char mark[16];
        size_t at = 0, faults;
        ro_error error = {0};
        remove_path(NULL);
        add_numbered(1, 40);
        ro_buffer bytes = read_file();
        size_t length = (size_t)snprintf(mark, sizeof mark, "MARK%03d", marks[i]);
        while (at + length < bytes.size && memcmp(bytes.data + at, mark, length) != 0) at++;
        bytes.data[at & ~(size_t)4095] = 0x77;
        write_file(bytes.data, bytes.size);
        ro_buffer_free(&bytes);
        size_t count = walk(NULL, &faults, &error);
        assert_int_equal(faults, 1);
        assert_non_null(strstr(error.msg, "cannot be read"));
        assert_in_range(count, 34, 39);
    }
}

static void rows_changed_by_hand_are_searched_rightly(void **state) {
    (void)state;
    size_t faults;
    add_numbered(1, 3);
    make_with("DELETE FROM article WHERE number = 1",
              "UPDATE article SET text = 'The ferry.' WHERE number = 2");
    assert_int_equal(walk("MARK001", &faults, NULL), 0);
    assert_int_equal(walk("MARK002", &faults, NULL), 0);
    assert_int_equal(walk("ferry", &faults, NULL), 1);
    assert_int_equal(walk("MARK003", &faults, NULL), 1);
    make_with("INSERT INTO search(search) VALUES ('integrity-check')", "");
    add_numbered(1, 1);
    assert_int_equal(walk("MARK001", &faults, NULL), 1);
    ro_store *store;
    ro_store_cursor *cursor;
    ro_article *article;
    assert_int_equal(ro_store_open(path, RO_STORE_READ, &store, NULL), RO_OK);
    assert_int_equal(ro_store_find(store, "\"", &cursor, NULL), RO_OK);
    assert_int_equal(ro_store_next(cursor, &article, NULL), RO_ERR_ARG);
    assert_int_equal(ro_store_next(cursor, &article, NULL), RO_END);
    ro_store_cursor_free(cursor);
    ro_store_close(store);
}

/* Where nothing may be written the store is read all the same. Root may write everywhere. */
static void stores_are_read_where_nothing_is_written(void **state) {
    (void)state;
    char folder[] = "/tmp/readout-folder-XXXXXX", name[64];
    assert_non_null(mkdtemp(folder));
    snprintf(name, sizeof name, "%s/n.db", folder);
    add_numbered(1, 3);
    assert_int_equal(rename(path, name), 0);
    chmod(name, 0444);
    chmod(folder, 0555);
    pid_t child = fork();
    if (child == 0) {
        ro_store *store;
        ro_store_cursor *cursor;
        ro_article *article;
        size_t count = 0;
        if (geteuid() == 0 && setuid(65534) != 0) _exit(9);
        if (ro_store_open(name, RO_STORE_WRITE, &store, NULL) != RO_ERR_IO) _exit(8);
        if (ro_store_open(name, RO_STORE_READ, &store, NULL) != RO_OK) _exit(7);
        if (ro_store_find(store, "MARK002", &cursor, NULL) != RO_OK) _exit(6);
        while (ro_store_next(cursor, &article, NULL) == RO_OK) {
            ro_article_free(article);
            count++;
        }
        ro_store_cursor_free(cursor);
        ro_store_close(store);
        _exit(count == 1 ? 0 : 5);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    chmod(folder, 0755);
    unlink(name);
    assert_int_equal(rmdir(folder), 0); /* nothing else lies there */
}

/* The first additions, by several at once: nothing of any of them is lost. */
static void first_additions_at_once_are_kept(void **state) {
    (void)state;
    for (int round = 0; round < 4; round++) {
        enum { WRITERS = 6 };
        pid_t children[WRITERS];
        size_t faults;
        remove_path(NULL);
        for (int i = 0; i < WRITERS; i++) {
            children[i] = fork();
            if (children[i] == 0) {
                add_numbered(i * 3, i * 3 + 2);
                _exit(0);
            }
        }
        for (int i = 0; i < WRITERS; i++) {
            int status;
            assert_int_equal(waitpid(children[i], &status, 0), children[i]);
            assert_int_equal(status, 0);
        }
        assert_int_equal(walk(NULL, &faults, NULL), WRITERS * 3);
        assert_int_equal(faults, 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(older_stores_are_brought_up_to_date, make_path,
                                        remove_path),
        cmocka_unit_test_setup_teardown(what_is_known_is_kept, NULL, remove_path),
        cmocka_unit_test_setup_teardown(memory_lasts, NULL, remove_path),
        cmocka_unit_test_setup_teardown(what_is_no_store_stays_as_it_is, NULL, remove_path),
        cmocka_unit_test_setup_teardown(reading_makes_nothing, NULL, remove_path),
        cmocka_unit_test_setup_teardown(older_stores_are_read_as_they_are, NULL, remove_path),
        cmocka_unit_test_setup_teardown(kinds_of_parts_are_kept, NULL, remove_path),
        cmocka_unit_test_setup_teardown(damaged_articles_are_named, NULL, remove_path),
        cmocka_unit_test_setup_teardown(damaged_pages_are_passed, NULL, remove_path),
        cmocka_unit_test_setup_teardown(rows_changed_by_hand_are_searched_rightly, NULL,
                                        remove_path),
        cmocka_unit_test_setup_teardown(stores_are_read_where_nothing_is_written, NULL,
                                        remove_path),
        cmocka_unit_test_setup_teardown(first_additions_at_once_are_kept, NULL, remove_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
