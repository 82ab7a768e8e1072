/* SPDX-License-Identifier: Apache-2.0 */
/* The store: one SQLite file of articles as they were read. Layers are computed
 * again when an article is taken out, so that a store never holds findings of an
 * older engine. The schema's version stands in user_version; a newer one is refused. */
#include <sqlite3.h>
#include <stdlib.h>

#include "article/article.h"
#include "base/buffer.h"
#include "base/error.h"

enum { SCHEMA_VERSION = 2 };

/* Lists (authors, byline, agencies, sources) are joined by U+001F, the unit separator. */
static const char schema[] =
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

/* What a store made by an older readout lacks; a new one is made by the same steps. */
static const char upgrade_to_2[] = "ALTER TABLE article ADD COLUMN byline TEXT;"
                                   "ALTER TABLE article ADD COLUMN published_as TEXT;"
                                   "ALTER TABLE article ADD COLUMN other_title TEXT;"
                                   "ALTER TABLE article ADD COLUMN section TEXT;"
                                   "ALTER TABLE article ADD COLUMN description TEXT;"
                                   "ALTER TABLE article ADD COLUMN version INTEGER;"
                                   "PRAGMA user_version = 2;";

#define COLUMNS                                                                                    \
    "id, source_path, format, record, source_offset, source_bytes, sha256, url, outlet, "          \
    "title, title_start, title_end, authors, agencies, sources, published, "                       \
    "published_from, modified, modified_from, language, text, parts, map, byline, "                \
    "published_as, other_title, section, description, version"

struct ro_store {
    sqlite3 *database;
    sqlite3_stmt *insert;
};

struct ro_store_cursor {
    sqlite3_stmt *select;
};

static ro_status fail(ro_store *store, ro_error *error) {
    int code = sqlite3_errcode(store->database);
    if (code == SQLITE_NOMEM) return ro_fail_nomem(error);
    ro_status status = code == SQLITE_NOTADB || code == SQLITE_CORRUPT || code == SQLITE_ERROR
                           ? RO_ERR_INPUT
                           : RO_ERR_IO;
    return ro_fail(error, status, 0, "%s", sqlite3_errmsg(store->database));
}

static int schema_version(ro_store *store) {
    sqlite3_stmt *statement;
    int version = -1;
    if (sqlite3_prepare_v2(store->database, "PRAGMA user_version", -1, &statement, NULL) !=
        SQLITE_OK)
        return -1;
    if (sqlite3_step(statement) == SQLITE_ROW) version = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return version;
}

static bool holds_tables(ro_store *store) {
    sqlite3_stmt *statement;
    bool any = false;
    if (sqlite3_prepare_v2(store->database, "SELECT 1 FROM sqlite_master LIMIT 1", -1, &statement,
                           NULL) == SQLITE_OK)
        any = sqlite3_step(statement) == SQLITE_ROW;
    sqlite3_finalize(statement);
    return any;
}

static ro_status set_up(ro_store *store, ro_error *error) {
    sqlite3_busy_timeout(store->database, 10000);
    /* With the write-ahead log this survives a crash of the program; a power cut can
     * lose the last additions, never the store. */
    sqlite3_exec(store->database, "PRAGMA synchronous = NORMAL", NULL, NULL, NULL);
    int version = schema_version(store);
    if (version < 0) return fail(store, error);
    if (version > SCHEMA_VERSION)
        return ro_fail(error, RO_ERR_INPUT, 0, "made by a newer readout (schema %d, known %d)",
                       version, SCHEMA_VERSION);
    if (version == 0 && holds_tables(store))
        return ro_fail(error, RO_ERR_INPUT, 0, "is an SQLite file, but not a store of readout");
    if (version < SCHEMA_VERSION) {
        const char *const steps[] = {version == 0 ? "PRAGMA journal_mode = WAL" : "",
                                     "BEGIN IMMEDIATE", version == 0 ? schema : "", upgrade_to_2,
                                     "COMMIT"};
        for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
            if (sqlite3_exec(store->database, steps[i], NULL, NULL, NULL) != SQLITE_OK)
                return fail(store, error);
    }
    static const char insert[] = "INSERT OR IGNORE INTO article (" COLUMNS
                                 ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,"
                                 "?,?,?,?,?,?)";
    if (sqlite3_prepare_v2(store->database, insert, -1, &store->insert, NULL) != SQLITE_OK)
        return fail(store, error);
    return RO_OK;
}

ro_status ro_store_open(const char *path, ro_store **out, ro_error *error) {
    *out = NULL;
    ro_store *store = calloc(1, sizeof *store);
    if (!store) return ro_fail_nomem(error);
    ro_status status;
    if (sqlite3_open_v2(path, &store->database,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                        NULL) != SQLITE_OK)
        status = fail(store, error);
    else
        status = set_up(store, error);
    if (status != RO_OK) {
        ro_store_close(store);
        return status;
    }
    *out = store;
    return RO_OK;
}

void ro_store_close(ro_store *store) {
    if (!store) return;
    sqlite3_finalize(store->insert);
    sqlite3_close(store->database);
    free(store);
}

static void bind_text(sqlite3_stmt *statement, int column, const char *value) {
    if (value)
        sqlite3_bind_text(statement, column, value, -1, SQLITE_TRANSIENT);
    else
        sqlite3_bind_null(statement, column);
}

static bool bind_list(sqlite3_stmt *statement, int column, const char *const *items,
                      uint32_t count) {
    ro_buffer joined = {0};
    for (uint32_t i = 0; i < count; i++) {
        if (i) ro_buffer_add(&joined, "\x1F", 1);
        ro_buffer_puts(&joined, items[i]);
    }
    if (joined.data)
        sqlite3_bind_text(statement, column, joined.data, (int)joined.size, SQLITE_TRANSIENT);
    bool good = !joined.failed;
    ro_buffer_free(&joined);
    return good;
}

static void bind_date(sqlite3_stmt *statement, int column, const ro_stamp *stamp) {
    char text[32];
    if (!stamp->date.precision) return;
    bind_text(statement, column, ro_date_format(&stamp->date, text));
    bind_text(statement, column + 1, stamp->from);
}

/* Numbers in blobs are little-endian, so that a store moves between machines. */
static void put_number(ro_buffer *out, uint64_t value, unsigned bytes) {
    char raw[8];
    for (unsigned i = 0; i < bytes; i++) raw[i] = (char)(value >> (8 * i));
    ro_buffer_add(out, raw, bytes);
}

static uint64_t get_number(const unsigned char **from, unsigned bytes) {
    uint64_t value = 0;
    for (unsigned i = 0; i < bytes; i++) value |= (uint64_t)(*from)[i] << (8 * i);
    *from += bytes;
    return value;
}

static bool bind_blob(sqlite3_stmt *to, int column, ro_buffer *blob) {
    bool good = !blob->failed;
    sqlite3_bind_blob64(to, column, blob->data ? blob->data : "", blob->size, SQLITE_TRANSIENT);
    ro_buffer_free(blob);
    return good;
}

enum { PART_BYTES = 4 + 4 + 1, RUN_BYTES = 4 + 4 + 8 + 8 };

static bool bind_parts(sqlite3_stmt *to, int column, const ro_article *article) {
    ro_buffer blob = {0};
    for (uint32_t i = 0; i < article->parts.count; i++) {
        put_number(&blob, article->parts.items[i].span.start, 4);
        put_number(&blob, article->parts.items[i].span.end, 4);
        put_number(&blob, article->parts.items[i].role, 1);
    }
    return bind_blob(to, column, &blob);
}

static bool bind_map(sqlite3_stmt *to, int column, const ro_article *article) {
    ro_buffer blob = {0};
    for (uint32_t i = 0; i < article->map.count; i++) {
        put_number(&blob, article->map.items[i].text, 4);
        put_number(&blob, article->map.items[i].length, 4);
        put_number(&blob, article->map.items[i].source, 8);
        put_number(&blob, article->map.items[i].source_length, 8);
    }
    return bind_blob(to, column, &blob);
}

static bool bind_article(sqlite3_stmt *to, const ro_article *article) {
    const ro_metadata *meta = &article->meta;
    bind_text(to, 1, meta->id);
    bind_text(to, 2, meta->source_path);
    bind_text(to, 3, meta->format);
    sqlite3_bind_int64(to, 4, meta->record);
    sqlite3_bind_int64(to, 5, (sqlite3_int64)meta->source_offset);
    sqlite3_bind_int64(to, 6, (sqlite3_int64)meta->source_bytes);
    bind_text(to, 7, meta->sha256);
    bind_text(to, 8, meta->url);
    bind_text(to, 9, meta->outlet);
    bind_text(to, 10, meta->title);
    sqlite3_bind_int64(to, 11, meta->title_span.start);
    sqlite3_bind_int64(to, 12, meta->title_span.end);
    bool good = bind_list(to, 13, meta->authors, meta->author_count) &&
                bind_list(to, 14, meta->agencies, meta->agency_count) &&
                bind_list(to, 15, meta->sources, meta->source_count);
    bind_date(to, 16, &meta->published);
    bind_date(to, 18, &meta->modified);
    bind_text(to, 20, meta->language);
    sqlite3_bind_text64(to, 21, article->text, article->size, SQLITE_STATIC, SQLITE_UTF8);
    good = bind_list(to, 24, meta->byline, meta->byline_count) && good;
    bind_text(to, 25, meta->published_as);
    bind_text(to, 26, meta->other_title);
    bind_text(to, 27, meta->section);
    bind_text(to, 28, meta->description);
    sqlite3_bind_int64(to, 29, meta->version);
    return bind_parts(to, 22, article) && bind_map(to, 23, article) && good;
}

ro_status ro_store_add(ro_store *store, const ro_article *article, bool *added, ro_error *error) {
    sqlite3_reset(store->insert);
    sqlite3_clear_bindings(store->insert);
    if (!bind_article(store->insert, article)) return ro_fail_nomem(error);
    int step = sqlite3_step(store->insert);
    ro_status status = step == SQLITE_DONE ? RO_OK : fail(store, error);
    if (added) *added = step == SQLITE_DONE && sqlite3_changes(store->database) > 0;
    sqlite3_reset(store->insert);
    return status;
}

ro_status ro_store_find(ro_store *store, const char *query, ro_store_cursor **out,
                        ro_error *error) {
    static const char all[] = "SELECT " COLUMNS " FROM article ORDER BY number";
    static const char matching[] =
        "SELECT " COLUMNS " FROM article WHERE number IN"
        " (SELECT rowid FROM search WHERE search MATCH ?) ORDER BY number";
    *out = NULL;
    ro_store_cursor *cursor = calloc(1, sizeof *cursor);
    if (!cursor) return ro_fail_nomem(error);
    if (sqlite3_prepare_v2(store->database, query ? matching : all, -1, &cursor->select, NULL) !=
        SQLITE_OK) {
        ro_store_cursor_free(cursor);
        return fail(store, error);
    }
    if (query) bind_text(cursor->select, 1, query);
    *out = cursor;
    return RO_OK;
}

static const char *take_text(ro_arena *arena, sqlite3_stmt *from, int column) {
    const char *value = (const char *)sqlite3_column_text(from, column);
    return value ? ro_arena_copy(arena, value, (size_t)sqlite3_column_bytes(from, column)) : NULL;
}

static const char *const *take_list(ro_arena *arena, sqlite3_stmt *from, int column,
                                    uint32_t *count) {
    RO_ARRAY(const char *) items = {0};
    char *joined = (char *)(size_t)take_text(arena, from, column);
    while (joined) {
        char *end = strchr(joined, 0x1F);
        if (end) *end = '\0';
        RO_APPEND(arena, &items, joined);
        joined = end ? end + 1 : NULL;
    }
    *count = items.count;
    return items.items;
}

static void take_date(ro_arena *arena, sqlite3_stmt *from, int column, ro_stamp *stamp) {
    const char *text = (const char *)sqlite3_column_text(from, column);
    if (text && ro_date_parse(text, &stamp->date) == RO_OK)
        stamp->from = take_text(arena, from, column + 1);
}

static void take_parts(sqlite3_stmt *from, int column, ro_article *article) {
    const unsigned char *blob = sqlite3_column_blob(from, column);
    size_t count = (size_t)sqlite3_column_bytes(from, column) / PART_BYTES;
    for (size_t i = 0; i < count; i++) {
        ro_part *part = RO_PUSH(&article->arena, &article->parts);
        if (!part) return;
        part->span.start = (uint32_t)get_number(&blob, 4);
        part->span.end = (uint32_t)get_number(&blob, 4);
        part->role = (ro_part_role)get_number(&blob, 1);
    }
}

static void take_map(sqlite3_stmt *from, int column, ro_article *article) {
    const unsigned char *blob = sqlite3_column_blob(from, column);
    size_t count = (size_t)sqlite3_column_bytes(from, column) / RUN_BYTES;
    for (size_t i = 0; i < count; i++) {
        ro_map_run *run = RO_PUSH(&article->arena, &article->map);
        if (!run) return;
        run->text = (uint32_t)get_number(&blob, 4);
        run->length = (uint32_t)get_number(&blob, 4);
        run->source = get_number(&blob, 8);
        run->source_length = get_number(&blob, 8);
    }
}

/* A damaged store must not lead anybody past the end of a text. */
static bool parts_fit(const ro_article *article) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < article->parts.count; i++) {
        const ro_part *part = &article->parts.items[i];
        if (part->span.start < at || part->span.end < part->span.start ||
            part->span.end > article->size || (unsigned)part->role > RO_PART_OTHER)
            return false;
        at = part->span.end;
    }
    ro_span title = article->meta.title_span;
    return title.start <= title.end && title.end <= article->size;
}

static void take_article(sqlite3_stmt *from, ro_article *article) {
    ro_arena *arena = &article->arena;
    ro_metadata *meta = &article->meta;
    meta->id = take_text(arena, from, 0);
    meta->source_path = take_text(arena, from, 1);
    meta->format = take_text(arena, from, 2);
    meta->record = (uint32_t)sqlite3_column_int64(from, 3);
    meta->source_offset = (uint64_t)sqlite3_column_int64(from, 4);
    meta->source_bytes = (uint64_t)sqlite3_column_int64(from, 5);
    const char *sha256 = (const char *)sqlite3_column_text(from, 6);
    if (sha256 && strlen(sha256) < sizeof meta->sha256) strcpy(meta->sha256, sha256);
    meta->url = take_text(arena, from, 7);
    meta->outlet = take_text(arena, from, 8);
    meta->title = take_text(arena, from, 9);
    meta->title_span = (ro_span){(uint32_t)sqlite3_column_int64(from, 10),
                                 (uint32_t)sqlite3_column_int64(from, 11)};
    meta->authors = take_list(arena, from, 12, &meta->author_count);
    meta->agencies = take_list(arena, from, 13, &meta->agency_count);
    meta->sources = take_list(arena, from, 14, &meta->source_count);
    take_date(arena, from, 15, &meta->published);
    take_date(arena, from, 17, &meta->modified);
    meta->language = take_text(arena, from, 19);
    article->text = take_text(arena, from, 20);
    article->size = (uint32_t)sqlite3_column_bytes(from, 20);
    meta->byline = take_list(arena, from, 23, &meta->byline_count);
    meta->published_as = take_text(arena, from, 24);
    meta->other_title = take_text(arena, from, 25);
    meta->section = take_text(arena, from, 26);
    meta->description = take_text(arena, from, 27);
    meta->version = (uint32_t)sqlite3_column_int64(from, 28);
    take_parts(from, 21, article);
    take_map(from, 22, article);
}

ro_status ro_store_next(ro_store_cursor *cursor, ro_article **out, ro_error *error) {
    *out = NULL;
    int step = sqlite3_step(cursor->select);
    if (step == SQLITE_DONE) return RO_END;
    if (step != SQLITE_ROW) {
        ro_store store = {.database = sqlite3_db_handle(cursor->select)};
        return fail(&store, error);
    }
    ro_article *article = ro_article_new();
    if (!article) return ro_fail_nomem(error);
    take_article(cursor->select, article);
    if (article->arena.oom || !article->text || !parts_fit(article)) {
        bool oom = article->arena.oom;
        ro_article_free(article);
        return oom ? ro_fail_nomem(error)
                   : ro_fail(error, RO_ERR_INPUT, 0, "an article of the store is damaged");
    }
    *out = article;
    return RO_OK;
}

void ro_store_cursor_free(ro_store_cursor *cursor) {
    if (!cursor) return;
    sqlite3_finalize(cursor->select);
    free(cursor);
}

/* A store of before has no such table: it is made when something is kept. */
ro_status ro_store_remember(ro_store *store, const char *key, const char *value, ro_error *error) {
    static const char table[] =
        "CREATE TABLE IF NOT EXISTS memory (key TEXT PRIMARY KEY, value TEXT NOT NULL)"
        " WITHOUT ROWID";
    static const char keep[] = "INSERT INTO memory (key, value) VALUES (?, ?)"
                               " ON CONFLICT(key) DO UPDATE SET value = excluded.value";
    static const char forget[] = "DELETE FROM memory WHERE key = ?";
    sqlite3_stmt *statement = NULL;
    if (sqlite3_exec(store->database, table, NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(store->database, value ? keep : forget, -1, &statement, NULL) !=
            SQLITE_OK)
        return fail(store, error);
    bind_text(statement, 1, key);
    if (value) bind_text(statement, 2, value);
    ro_status status = sqlite3_step(statement) == SQLITE_DONE ? RO_OK : fail(store, error);
    sqlite3_finalize(statement);
    return status;
}

static bool has_memory(ro_store *store) {
    return sqlite3_table_column_metadata(store->database, NULL, "memory", NULL, NULL, NULL, NULL,
                                         NULL, NULL) == SQLITE_OK;
}

ro_status ro_store_recall(ro_store *store, const char *key, char *value, size_t size,
                          ro_error *error) {
    sqlite3_stmt *statement = NULL;
    ro_status status = RO_END;
    if (size) value[0] = '\0';
    if (!has_memory(store)) return RO_END;
    if (sqlite3_prepare_v2(store->database, "SELECT value FROM memory WHERE key = ?", -1,
                           &statement, NULL) != SQLITE_OK)
        return fail(store, error);
    bind_text(statement, 1, key);
    int step = sqlite3_step(statement);
    size_t length = step == SQLITE_ROW ? (size_t)sqlite3_column_bytes(statement, 0) : 0;
    const char *kept = step == SQLITE_ROW ? (const char *)sqlite3_column_text(statement, 0) : NULL;
    if (kept && length < size) {
        memcpy(value, kept, length + 1);
        status = RO_OK;
    } else if (kept) {
        status = ro_fail(error, RO_ERR_LIMIT, 0, "longer than %zu bytes", size);
    } else if (step != SQLITE_DONE) {
        status = fail(store, error);
    }
    sqlite3_finalize(statement);
    return status;
}
