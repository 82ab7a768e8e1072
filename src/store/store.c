/* SPDX-License-Identifier: Apache-2.0 */
/* The store: one SQLite file of articles as they were read. Layers are computed again when
 * an article is taken out, so that a store never holds findings of an older engine. */
#include "store/store.h"

#include <limits.h>
#include <stdlib.h>

#include "base/error.h"

ro_status ro_store_add(ro_store *store, const ro_article *article, bool *added, ro_error *error) {
    if (added) *added = false;
    RO_ENTER(error, store && article);
    if (!store->insert)
        return ro_fail(error, RO_ERR_ARG, 0, "the store was opened to be read alone");
    ro_store_begin(store);
    sqlite3_reset(store->insert);
    sqlite3_clear_bindings(store->insert);
    if (!ro_store_bind(store->insert, article)) return ro_fail_nomem(error);
    int step = sqlite3_step(store->insert);
    ro_status status = step == SQLITE_DONE ? RO_OK : ro_store_fail(store->database, error);
    if (added) *added = step == SQLITE_DONE && sqlite3_changes(store->database) > 0;
    sqlite3_reset(store->insert);
    return status;
}

struct ro_store_cursor {
    ro_store *store;
    sqlite3_stmt *select; /* its last parameter is the first number that is wanted */
    int from;             /* the place of that parameter */
    sqlite3_int64 last;   /* number of the article given last; INT64_MIN: none */
    bool ended;
};

/* Start over the articles from number @p from on. */
static void seek(ro_store_cursor *cursor, sqlite3_int64 from) {
    sqlite3_reset(cursor->select);
    sqlite3_bind_int64(cursor->select, cursor->from, from);
    ro_store_begin(cursor->store);
}

ro_status ro_store_find(ro_store *store, const char *query, ro_store_cursor **out,
                        ro_error *error) {
#define SELECT_FROM(later, condition)                                                              \
    "SELECT number, " RO_STORE_COLUMNS later " FROM main.article WHERE " condition                 \
    "number >= ? ORDER BY number"
#define MATCHING "number IN (SELECT rowid FROM main.search WHERE search MATCH ?) AND "
    static const char *const selects[2][2] = {
        {SELECT_FROM("NULL, NULL, NULL, NULL, NULL, NULL", ""),
         SELECT_FROM("NULL, NULL, NULL, NULL, NULL, NULL", MATCHING)},
        {SELECT_FROM(RO_STORE_LATER_COLUMNS, ""), SELECT_FROM(RO_STORE_LATER_COLUMNS, MATCHING)}};
    if (out) *out = NULL;
    RO_ENTER(error, store && out);
    ro_store_cursor *cursor = calloc(1, sizeof *cursor);
    if (!cursor) return ro_fail_nomem(error);
    ro_store_begin(store);
    const char *select = selects[store->version > 1][query != NULL];
    if (sqlite3_prepare_v2(store->database, select, -1, &cursor->select, NULL) != SQLITE_OK) {
        ro_store_cursor_free(cursor);
        return ro_store_fail(store->database, error);
    }
    cursor->store = store;
    cursor->from = query ? 2 : 1;
    cursor->last = INT64_MIN;
    if (query) sqlite3_bind_text(cursor->select, 1, query, -1, SQLITE_TRANSIENT);
    seek(cursor, INT64_MIN);
    *out = cursor;
    return RO_OK;
#undef SELECT_FROM
#undef MATCHING
}

/* Whether a row, or the end, can be reached from number @p from on; the statement stands
 * before it. */
static bool reaches(ro_store_cursor *cursor, sqlite3_int64 from, sqlite3_int64 *number) {
    seek(cursor, from);
    int step = sqlite3_step(cursor->select);
    if (step == SQLITE_ROW) *number = sqlite3_column_int64(cursor->select, 0);
    return step == SQLITE_DONE || (step == SQLITE_ROW && *number >= from);
}

/* Behind a page of the file that cannot be read, find the first article that can: at
 * distances that double, then by halves. The cursor goes on there, or ends. */
static void pass_damage(ro_store_cursor *cursor) {
    sqlite3_int64 bad = cursor->last == INT64_MIN ? 0 : cursor->last, good = 0, number = 0;
    bool found = false;
    for (sqlite3_int64 jump = 1; !found && jump < INT64_MAX / 4 && bad < INT64_MAX - jump;
         jump *= 2) {
        good = bad + jump;
        found = reaches(cursor, good, &number);
        if (!found) bad = good;
    }
    cursor->ended = !found;
    if (!found) return;
    while (good - bad > 1) {
        sqlite3_int64 middle = bad + (good - bad) / 2;
        if (reaches(cursor, middle, &number))
            good = middle;
        else
            bad = middle;
    }
    seek(cursor, good);
}

/* A step gave no row and no end. Where the file is damaged the cursor goes on behind it. */
static ro_status stumble(ro_store_cursor *cursor, int step, ro_error *error) {
    sqlite3 *database = cursor->store->database;
    ro_status status = step == SQLITE_ROW ? ro_fail(error, RO_ERR_INPUT, 0,
                                                    "damaged: its articles are out of order")
                                          : ro_store_fail(database, error);
    cursor->ended = true;
    if (ro_store_changed(cursor->store))
        return ro_fail(error, RO_ERR_IO, 0, "changed while it was read; read it again");
    if ((step & 0xFF) == SQLITE_ERROR && cursor->from > 1)
        return ro_fail(error, RO_ERR_ARG, 0, "%s", sqlite3_errmsg(database));
    if (status != RO_ERR_INPUT) return status;
    if (cursor->last == INT64_MIN)
        ro_fail(error, RO_ERR_INPUT, 0, "articles at its beginning cannot be read: damaged");
    else
        ro_fail(error, RO_ERR_INPUT, 0, "articles behind number %lld cannot be read: damaged",
                (long long)cursor->last);
    pass_damage(cursor);
    return RO_ERR_INPUT;
}

ro_status ro_store_next(ro_store_cursor *cursor, ro_article **out, ro_error *error) {
    if (out) *out = NULL;
    RO_ENTER(error, cursor && out);
    if (cursor->ended) return RO_END;
    ro_store_begin(cursor->store);
    int step = sqlite3_step(cursor->select);
    if (step == SQLITE_DONE) {
        cursor->ended = true;
        return ro_store_changed(cursor->store)
                   ? ro_fail(error, RO_ERR_IO, 0, "changed while it was read; read it again")
                   : RO_END;
    }
    /* Numbers that do not ascend are a tree that leads back into itself. */
    sqlite3_int64 number = step == SQLITE_ROW ? sqlite3_column_int64(cursor->select, 0) : 0;
    if (step != SQLITE_ROW || (cursor->last != INT64_MIN && number <= cursor->last))
        return stumble(cursor, step, error);
    cursor->last = number;
    ro_article *article = ro_article_new();
    ro_status status =
        article ? ro_store_take(cursor->select, 1, article, error) : ro_fail_nomem(error);
    if (status == RO_OK) {
        *out = article;
        return RO_OK;
    }
    if (error && status == RO_ERR_INPUT && number > 0 && number < UINT32_MAX)
        error->record = (uint32_t)number;
    ro_article_free(article);
    return status;
}

void ro_store_cursor_free(ro_store_cursor *cursor) {
    if (!cursor) return;
    sqlite3_finalize(cursor->select);
    free(cursor);
}

ro_status ro_store_remember(ro_store *store, const char *key, const char *value, ro_error *error) {
    static const char keep[] = "INSERT INTO memory (key, value) VALUES (?, ?)"
                               " ON CONFLICT(key) DO UPDATE SET value = excluded.value";
    static const char forget[] = "DELETE FROM memory WHERE key = ?";
    sqlite3_stmt *statement = NULL;
    RO_ENTER(error, store && key);
    if (!store->insert)
        return ro_fail(error, RO_ERR_ARG, 0, "the store was opened to be read alone");
    ro_store_begin(store);
    if (sqlite3_prepare_v2(store->database, value ? keep : forget, -1, &statement, NULL) !=
        SQLITE_OK)
        return ro_store_fail(store->database, error);
    sqlite3_bind_text(statement, 1, key, -1, SQLITE_TRANSIENT);
    if (value) sqlite3_bind_text(statement, 2, value, -1, SQLITE_TRANSIENT);
    ro_status status =
        sqlite3_step(statement) == SQLITE_DONE ? RO_OK : ro_store_fail(store->database, error);
    sqlite3_finalize(statement);
    return status;
}

/* A store of before version 3 may have none; a view of that name is none. */
static bool has_memory(ro_store *store) {
    return sqlite3_table_column_metadata(store->database, NULL, "memory", NULL, NULL, NULL, NULL,
                                         NULL, NULL) == SQLITE_OK;
}

ro_status ro_store_recall(ro_store *store, const char *key, char *value, size_t size,
                          ro_error *error) {
    sqlite3_stmt *statement = NULL;
    ro_status status = RO_END;
    RO_ENTER(error, store && key && (value || !size));
    if (size) value[0] = '\0';
    ro_store_begin(store);
    if (!has_memory(store)) return RO_END;
    if (sqlite3_prepare_v2(store->database, "SELECT value FROM memory WHERE key = ?", -1,
                           &statement, NULL) != SQLITE_OK)
        return ro_store_fail(store->database, error);
    sqlite3_bind_text(statement, 1, key, -1, SQLITE_TRANSIENT);
    int step = sqlite3_step(statement);
    size_t length = step == SQLITE_ROW ? (size_t)sqlite3_column_bytes(statement, 0) : 0;
    const char *kept = step == SQLITE_ROW ? (const char *)sqlite3_column_text(statement, 0) : NULL;
    if (kept && length < size) {
        memcpy(value, kept, length + 1);
        status = RO_OK;
    } else if (kept) {
        status = ro_fail(error, RO_ERR_LIMIT, 0, "longer than %zu bytes", size);
    } else if (step != SQLITE_DONE) {
        status = ro_store_fail(store->database, error);
    }
    sqlite3_finalize(statement);
    return status;
}
