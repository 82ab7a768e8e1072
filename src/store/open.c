/* SPDX-License-Identifier: Apache-2.0 */
/* Opening a store, which begins with telling whether a file is one.
 *
 * A store bears our number in its header (PRAGMA application_id) and the version of its
 * schema in user_version. Stores older than version 3 bear no number: they are known by
 * their schema. A file that is no store is looked at without locks and left as it is, with
 * no log made beside it; only then is a store opened as SQLite usually does it. */
#define _XOPEN_SOURCE 700 /* realpath */

#include "store/store.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"

enum {
    SCHEMA_VERSION = 6,
    PATIENCE_MS = 30000, /* for others who write */
    LOOK_AGAIN_MS = 20,
    STEPS = 100000,        /* of SQLite's machine between two looks at the clock … */
    MOST_ROUNDS = 500,     /* … and how often a call may need that many */
    MOST_BYTES = 256 << 20 /* of a row */
};

#define APPLICATION_ID  1380208468 /* "RDOT" */
#define TEXT(number)    TEXT_OF(number)
#define TEXT_OF(number) #number

#define ARTICLE_TABLE(columns) "CREATE TABLE article (" columns ")"
#define ARTICLE_COLUMNS                                                                            \
    " number INTEGER PRIMARY KEY,"                                                                 \
    " id TEXT NOT NULL, source_path TEXT, format TEXT, record INTEGER NOT NULL,"                   \
    " source_offset INTEGER NOT NULL, source_bytes INTEGER NOT NULL, sha256 TEXT NOT NULL UNIQUE," \
    " url TEXT, outlet TEXT, title TEXT, title_start INTEGER NOT NULL, title_end INTEGER NOT "     \
    "NULL,"                                                                                        \
    " authors TEXT, agencies TEXT, sources TEXT,"                                                  \
    " published TEXT, published_from TEXT, modified TEXT, modified_from TEXT, language TEXT,"      \
    " text TEXT NOT NULL, parts BLOB NOT NULL, map BLOB NOT NULL"
/* As SQLite writes them behind the others when they are added. */
#define LATER_COLUMNS                                                                              \
    ", byline TEXT, published_as TEXT, other_title TEXT, section TEXT, description TEXT,"          \
    " version INTEGER"
#define SEARCH_TABLE                                                                               \
    "CREATE VIRTUAL TABLE search USING fts5(title, text, content='article',"                       \
    " content_rowid='number', tokenize='porter unicode61')"
#define ADDED_TRIGGER                                                                              \
    "CREATE TRIGGER article_added AFTER INSERT ON article BEGIN"                                   \
    " INSERT INTO search(rowid, title, text) VALUES (new.number, new.title, new.text);"            \
    "END"
#define REMOVED_TRIGGER                                                                            \
    "CREATE TRIGGER article_removed AFTER DELETE ON article BEGIN"                                 \
    " INSERT INTO search(search, rowid, title, text)"                                              \
    " VALUES ('delete', old.number, old.title, old.text);"                                         \
    "END"
#define CHANGED_TRIGGER                                                                            \
    "CREATE TRIGGER article_changed AFTER UPDATE ON article BEGIN"                                 \
    " INSERT INTO search(search, rowid, title, text)"                                              \
    " VALUES ('delete', old.number, old.title, old.text);"                                         \
    " INSERT INTO search(rowid, title, text) VALUES (new.number, new.title, new.text);"            \
    "END"
#define MEMORY "memory (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"
/* Lines of outlets (lines.c). A key hashes outlet and words, and is an integer of 64 bits. */
#define LINE_SEEN                                                                                  \
    "line_seen (key INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (key, article))"       \
    " WITHOUT ROWID"
#define STANDING_LINE                                                                              \
    "standing_line (key INTEGER PRIMARY KEY, outlet TEXT NOT NULL, text TEXT NOT NULL,"            \
    " articles INTEGER NOT NULL, learned INTEGER NOT NULL, verdict INTEGER NOT NULL)"

/* The steps from each version to the next; a new store goes through them all. Lists
 * (authors, byline, agencies, sources) are joined by U+001F, the unit separator. */
static const char *const steps_from[SCHEMA_VERSION] = {
    ARTICLE_TABLE(ARTICLE_COLUMNS) ";" SEARCH_TABLE ";" ADDED_TRIGGER ";PRAGMA user_version = 1;",
    "ALTER TABLE article ADD COLUMN byline TEXT;"
    "ALTER TABLE article ADD COLUMN published_as TEXT;"
    "ALTER TABLE article ADD COLUMN other_title TEXT;"
    "ALTER TABLE article ADD COLUMN section TEXT;"
    "ALTER TABLE article ADD COLUMN description TEXT;"
    "ALTER TABLE article ADD COLUMN version INTEGER;"
    "PRAGMA user_version = 2;",
    /* The index may have lost its articles meanwhile: rows removed by hand. */
    REMOVED_TRIGGER ";" CHANGED_TRIGGER ";"
                    "CREATE TABLE IF NOT EXISTS " MEMORY ";"
                    "INSERT INTO search(search) VALUES ('rebuild');"
                    "PRAGMA application_id = " TEXT(APPLICATION_ID) ";"
                                                                    "PRAGMA user_version = 3;",
    "CREATE TABLE " LINE_SEEN ";CREATE TABLE " STANDING_LINE ";PRAGMA user_version = 4;",
    /* The bytes of parts name their kinds, too; those that stand there have none. */
    "PRAGMA user_version = 5;",
    /* They tell the times of a live blog's entries, too. */
    "PRAGMA user_version = 6;",
};

/* What a database is to us. */
typedef enum database_kind { BLANK, STORE, OTHERS } database_kind;

ro_status ro_store_fail(sqlite3 *database, ro_error *error) {
    int code = sqlite3_errcode(database);
    switch (code) {
    case SQLITE_NOMEM: return ro_fail_nomem(error);
    case SQLITE_INTERRUPT:
        return ro_fail(error, RO_ERR_INPUT, 0, "damaged: reading it does not come to an end");
    case SQLITE_NOTADB:
        return ro_fail(error, RO_ERR_INPUT, 0, "is no SQLite file, and so no store of readout");
    case SQLITE_CORRUPT:
        return ro_fail(error, RO_ERR_INPUT, 0, "damaged: %s", sqlite3_errmsg(database));
    case SQLITE_TOOBIG:
        return ro_fail(error, RO_ERR_LIMIT, 0, "larger than the limit of %d bytes", MOST_BYTES);
    case SQLITE_ERROR: return ro_fail(error, RO_ERR_INPUT, 0, "%s", sqlite3_errmsg(database));
    default: break;
    }
    ro_fail(error, RO_ERR_IO, 0, "%s", sqlite3_errmsg(database));
    if (error) error->sys = sqlite3_system_errno(database);
    return RO_ERR_IO;
}

/* The number that a statement gives; false: it gives none. */
static bool ask_number(sqlite3 *database, const char *query, int *number) {
    sqlite3_stmt *statement = NULL;
    bool good = sqlite3_prepare_v2(database, query, -1, &statement, NULL) == SQLITE_OK &&
                sqlite3_step(statement) == SQLITE_ROW;
    if (good) *number = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return good;
}

/* Whether a statement gives a row; its parameter is @p text. A failure is none. */
static bool ask_any(sqlite3 *database, const char *query, const char *text) {
    sqlite3_stmt *statement = NULL;
    bool any = sqlite3_prepare_v2(database, query, -1, &statement, NULL) == SQLITE_OK &&
               (!text || sqlite3_bind_text(statement, 1, text, -1, SQLITE_STATIC) == SQLITE_OK) &&
               sqlite3_step(statement) == SQLITE_ROW;
    sqlite3_finalize(statement);
    return any;
}

/* Whether the schema is that of a store of @p version, and nothing runs on its articles but
 * what we wrote. Tables of somebody else beside ours do not matter. */
static bool has_schema(sqlite3 *database, int version) {
    static const char object[] = "SELECT 1 FROM main.sqlite_schema WHERE sql = ?";
    static const char others[] =
        "SELECT 1 FROM main.sqlite_schema WHERE type = 'trigger' AND lower(tbl_name) = 'article'"
        " AND name NOT IN ('article_added', 'article_removed', 'article_changed')";
    static const char *const objects[] = {SEARCH_TABLE,
                                          ADDED_TRIGGER,
                                          REMOVED_TRIGGER,
                                          CHANGED_TRIGGER,
                                          "CREATE TABLE " MEMORY,
                                          "CREATE TABLE " LINE_SEEN,
                                          "CREATE TABLE " STANDING_LINE};
    size_t count = version < 3 ? 2 : version < 4 ? 5 : sizeof objects / sizeof *objects;
    bool good = ask_any(database, object,
                        version < 2 ? ARTICLE_TABLE(ARTICLE_COLUMNS)
                                    : ARTICLE_TABLE(ARTICLE_COLUMNS LATER_COLUMNS));
    for (size_t i = 0; good && i < count; i++) good = ask_any(database, object, objects[i]);
    return good && !ask_any(database, others, NULL);
}

/* Tell what a database is; of a store also its version. To be called within a transaction:
 * somebody else may be making it. */
static ro_status recognise_view(sqlite3 *database, database_kind *kind, int *version,
                                ro_error *error) {
    int application, objects;
    *kind = OTHERS;
    if (!ask_number(database, "PRAGMA application_id", &application) ||
        !ask_number(database, "PRAGMA user_version", version) ||
        !ask_number(database, "SELECT count(*) FROM (SELECT 1 FROM main.sqlite_schema LIMIT 1)",
                    &objects))
        return ro_store_fail(database, error);
    bool ours = application == APPLICATION_ID;
    if (ours && *version > SCHEMA_VERSION)
        return ro_fail(error, RO_ERR_INPUT, 0, "made by a newer readout (schema %d, known %d)",
                       *version, SCHEMA_VERSION);
    if (!objects && !application && *version == 0) {
        *kind = BLANK;
        return RO_OK;
    }
    /* Before version 3 a store did not bear our number. */
    bool known = ours ? *version >= 3 && *version <= SCHEMA_VERSION
                      : !application && *version >= 1 && *version < 3;
    if (known && has_schema(database, *version)) {
        *kind = STORE;
        return RO_OK;
    }
    int code = sqlite3_errcode(database);
    if (code == SQLITE_NOMEM || code == SQLITE_BUSY || code == SQLITE_INTERRUPT)
        return ro_store_fail(database, error);
    return ro_fail(error, RO_ERR_INPUT, 0,
                   ours ? "damaged: its schema is not that of a store of readout"
                        : "is an SQLite database of something else, and no store of readout");
}

static ro_status recognise(sqlite3 *database, database_kind *kind, int *version, ro_error *error) {
    if (sqlite3_exec(database, "BEGIN", NULL, NULL, NULL) != SQLITE_OK)
        return ro_store_fail(database, error);
    ro_status status = recognise_view(database, kind, version, error);
    sqlite3_exec(database, "COMMIT", NULL, NULL, NULL);
    return status;
}

static int take_time(void *context) {
    ro_store *store = context;
    return ++store->rounds > MOST_ROUNDS;
}

void ro_store_begin(ro_store *store) {
    store->rounds = 0;
}

/* SQLite's defences against a file that was made to do harm. */
static void defend(ro_store *store) {
    sqlite3 *database = store->database;
    static const struct {
        int limit, value;
    } limits[] = {{SQLITE_LIMIT_LENGTH, MOST_BYTES},
                  {SQLITE_LIMIT_ATTACHED, 0},
                  {SQLITE_LIMIT_TRIGGER_DEPTH, 4},
                  {SQLITE_LIMIT_WORKER_THREADS, 0}};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        sqlite3_limit(database, limits[i].limit, limits[i].value);
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    sqlite3_busy_timeout(database, PATIENCE_MS);
    sqlite3_progress_handler(database, STEPS, take_time, store);
    sqlite3_exec(database, "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0", NULL, NULL, NULL);
}

/* Make or renew the schema. Others may do the same at this moment: what there is to do is
 * read within the transaction that does it. */
static ro_status bring_up_to_date(ro_store *store, ro_error *error) {
    sqlite3 *database = store->database;
    database_kind kind = OTHERS;
    int version = 0;
    if (sqlite3_exec(database, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
        return ro_store_fail(database, error);
    ro_status status = recognise_view(database, &kind, &version, error);
    for (int v = version; status == RO_OK && v < SCHEMA_VERSION; v++)
        if (sqlite3_exec(database, steps_from[v], NULL, NULL, NULL) != SQLITE_OK)
            status = ro_store_fail(database, error);
    if (status == RO_OK && sqlite3_exec(database, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
        status = ro_store_fail(database, error);
    if (status != RO_OK) sqlite3_exec(database, "ROLLBACK", NULL, NULL, NULL);
    store->version = SCHEMA_VERSION;
    return status;
}

static ro_status make_ready(ro_store *store, ro_store_mode mode, ro_error *error) {
    sqlite3 *database = store->database;
    database_kind kind = OTHERS;
    defend(store);
    ro_status status = recognise(database, &kind, &store->version, error);
    if (status != RO_OK) return status;
    if (mode == RO_STORE_READ) {
        if (kind == BLANK) return ro_fail(error, RO_ERR_INPUT, 0, "is empty, and no store yet");
        sqlite3_exec(database, "PRAGMA query_only = ON", NULL, NULL, NULL);
        return RO_OK;
    }
    /* What the schema runs was looked at, and is ours: FTS5 asks for as much. */
    sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 1, NULL);
    if (kind == BLANK || store->version < SCHEMA_VERSION) status = bring_up_to_date(store, error);
    if (status != RO_OK) return status;
    /* With the write-ahead log this survives a crash of the program; a power cut can lose
     * the last additions, never the store. Where another one writes at this moment the next
     * opening turns to it. */
    sqlite3_exec(database, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL", NULL, NULL,
                 NULL);
    static const char insert[] =
        "INSERT OR IGNORE INTO main.article (" RO_STORE_COLUMNS RO_STORE_LATER_COLUMNS
        ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
    if (sqlite3_prepare_v2(database, insert, -1, &store->insert, NULL) != SQLITE_OK)
        return ro_store_fail(database, error);
    return RO_OK;
}

ro_status ro_store_adopt(sqlite3 *database, ro_store_mode mode, ro_store **out, ro_error *error) {
    *out = NULL;
    ro_store *store = calloc(1, sizeof *store);
    if (!store) {
        sqlite3_close(database);
        return ro_fail_nomem(error);
    }
    store->database = database;
    ro_status status = make_ready(store, mode, error);
    if (status == RO_OK)
        *out = store;
    else
        ro_store_close(store);
    return status;
}

/* The path as a URI, in which no sign of it means anything, with what SQLite is to do. */
static ro_status open_as(const char *path, const char *how, sqlite3 **database, ro_error *error) {
    ro_buffer uri = {0};
    ro_buffer_puts(&uri, *path == '/' ? "file://" : "file:./");
    for (const char *p = path; *p; p++)
        ro_buffer_printf(&uri, strchr("%?#", *p) ? "%%%02X" : "%c", (unsigned)(unsigned char)*p);
    ro_buffer_puts(&uri, how);
    *database = NULL;
    ro_status status = RO_ERR_NOMEM;
    if (!uri.failed && sqlite3_open_v2(uri.data, database,
                                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
                                           SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI,
                                       NULL) == SQLITE_OK)
        status = RO_OK;
    else if (*database)
        status = ro_fail_io(error, sqlite3_system_errno(*database), "cannot open");
    else
        ro_fail_nomem(error);
    ro_buffer_free(&uri);
    if (status != RO_OK) {
        sqlite3_close(*database);
        *database = NULL;
    }
    return status;
}

/* Whether a log lies beside the file at @p path, behind links, that holds what the file
 * does not hold yet. */
static bool has_log(const char *path) {
    static const char *const ends[] = {"-wal", "-journal"};
    char real[PATH_MAX + 16];
    if (!realpath(path, real)) return false;
    size_t length = strlen(real);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct stat log;
        strcpy(real + length, ends[i]);
        if (stat(real, &log) == 0 && log.st_size > 0) return true;
    }
    return false;
}

/* Whether a reader may make and remove the log beside the file. */
static bool may_lock(const char *path) {
    char real[PATH_MAX];
    if (access(path, W_OK) != 0 || !realpath(path, real)) return false;
    char *slash = strrchr(real, '/');
    slash[slash == real] = '\0';
    return access(real, W_OK) == 0;
}

static bool same_file(const struct stat *a, const struct stat *b) {
    return a->st_ino == b->st_ino && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

bool ro_store_changed(const ro_store *store) {
    struct stat now;
    return store->unlocked && (stat(store->unlocked, &now) != 0 ||
                               !same_file(&now, &store->opened) || has_log(store->unlocked));
}

static ro_status look_once(const char *path, bool logged, ro_store_mode mode, ro_error *error) {
    sqlite3 *database;
    database_kind kind = OTHERS;
    int version;
    ro_store guard = {0};
    ro_status status = open_as(path, logged ? "?mode=ro" : "?immutable=1", &database, error);
    if (status != RO_OK) return status;
    guard.database = database;
    defend(&guard);
    status = recognise(database, &kind, &version, error);
    sqlite3_close(database);
    if (status == RO_OK && kind == BLANK && mode == RO_STORE_READ)
        return ro_fail(error, RO_ERR_INPUT, 0, "is empty, and no store yet");
    return status;
}

/* Look whether the file at @p path is a store, or one is to become of it, without leaving
 * a trace. Where somebody writes it at this moment it is looked at again. */
static ro_status look(const char *path, const struct stat *found, ro_store_mode mode,
                      ro_error *error) {
    struct stat before = *found, after;
    for (int left = PATIENCE_MS / LOOK_AGAIN_MS;; left--) {
        bool logged = has_log(path);
        ro_status status = look_once(path, logged, mode, error);
        if (status == RO_ERR_IO && logged)
            return ro_fail(error, RO_ERR_IO, 0,
                           "the log beside it cannot be read without a folder that can be written");
        if (status != RO_ERR_INPUT || left == 0 || stat(path, &after) != 0) return status;
        if (same_file(&before, &after) && logged == has_log(path)) return status;
        before = after;
        nanosleep(&(struct timespec){.tv_nsec = LOOK_AGAIN_MS * 1000000L}, NULL);
    }
}

static ro_status open_to_read(const char *path, const struct stat *found, ro_store **store,
                              ro_error *error) {
    sqlite3 *database;
    /* Without locks, and so without a log of its own, only where locks cannot be had and the
     * file is whole; ro_store_changed tells where it does not stay so. */
    bool locks = may_lock(path), unlocked = !locks && !has_log(path);
    ro_status status = open_as(path,
                               locks      ? "?mode=rw"
                               : unlocked ? "?immutable=1"
                                          : "?mode=ro",
                               &database, error);
    if (status == RO_OK) status = ro_store_adopt(database, RO_STORE_READ, store, error);
    if (status != RO_OK || !unlocked) return status;
    (*store)->opened = *found;
    (*store)->unlocked = strdup(path);
    if ((*store)->unlocked) return RO_OK;
    ro_store_close(*store);
    *store = NULL;
    return ro_fail_nomem(error);
}

static ro_status open_to_write(const char *path, ro_store **store, ro_error *error) {
    sqlite3 *database;
    ro_status status = open_as(path, "?mode=rwc", &database, error);
    if (status != RO_OK) return status;
    if (sqlite3_db_readonly(database, "main") == 1) {
        sqlite3_close(database);
        return ro_fail_io(error, EACCES, "cannot be written");
    }
    return ro_store_adopt(database, RO_STORE_WRITE, store, error);
}

ro_status ro_store_open(const char *path, ro_store_mode mode, ro_store **store, ro_error *error) {
    struct stat found;
    if (store) *store = NULL;
    RO_ENTER(error, path && store);
    if (mode != RO_STORE_READ && mode != RO_STORE_WRITE)
        return ro_fail(error, RO_ERR_ARG, 0, "no such mode of opening a store");
    int missing = stat(path, &found) == 0 ? 0 : errno;
    if (missing && (mode == RO_STORE_READ || missing != ENOENT || !*path)) {
        bool absent = missing == ENOENT || missing == ENOTDIR;
        ro_fail_io(error, missing, absent ? "no store there" : "cannot open");
        if (absent && error) strcpy(error->msg, "no store there");
        return RO_ERR_IO;
    }
    if (!missing && S_ISDIR(found.st_mode))
        return ro_fail(error, RO_ERR_INPUT, 0, "is a folder, and no store");
    if (!missing && !S_ISREG(found.st_mode))
        return ro_fail(error, RO_ERR_INPUT, 0, "is no file, and no store");
    if (!missing && found.st_size == 0 && mode == RO_STORE_READ)
        return ro_fail(error, RO_ERR_INPUT, 0, "is empty, and no store yet");
    ro_status status = !missing && found.st_size ? look(path, &found, mode, error) : RO_OK;
    if (status != RO_OK) return status;
    return mode == RO_STORE_READ ? open_to_read(path, &found, store, error)
                                 : open_to_write(path, store, error);
}

void ro_store_close(ro_store *store) {
    if (!store) return;
    sqlite3_finalize(store->insert);
    sqlite3_close(store->database);
    free(store->unlocked);
    free(store);
}
