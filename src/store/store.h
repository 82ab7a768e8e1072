/* SPDX-License-Identifier: Apache-2.0 */
/** What the files of the store share. A store may come from a stranger: whatever its bytes
 *  say is asked for, never relied on. */
#ifndef RO_STORE_STORE_H
#define RO_STORE_STORE_H

#include <sqlite3.h>
#include <sys/stat.h>

#include "article/article.h"

struct ro_store {
    sqlite3 *database;
    sqlite3_stmt *insert; /* NULL where it is only read */
    int version;          /* of its schema */
    unsigned rounds;      /* of a hundred thousand steps since the last call began */
    char *unlocked;       /* its path where it is read without locks, else NULL */
    struct stat opened;   /* what it was when it was opened; where unlocked is set */
};

/** Make a store of @p database, which is open; it is the store's from here on, and closed
 *  where this fails. Statuses as of ro_store_open. */
ro_status ro_store_adopt(sqlite3 *database, ro_store_mode mode, ro_store **store, ro_error *error);

/** Say what SQLite says of the call that failed, and return the status that it comes to. */
ro_status ro_store_fail(sqlite3 *database, ro_error *error);

/** Let the next call take its time; each begins with this. */
void ro_store_begin(ro_store *store);

/** Whether a store that is read without locks changed since it was opened. */
bool ro_store_changed(const ro_store *store);

/** Columns of an article, "?" for each, and what is asked for of a store of @p version. */
#define RO_STORE_COLUMNS                                                                           \
    "id, source_path, format, record, source_offset, source_bytes, sha256, url, outlet, "          \
    "title, title_start, title_end, authors, agencies, sources, published, "                       \
    "published_from, modified, modified_from, language, text, parts, map, "
#define RO_STORE_LATER_COLUMNS "byline, published_as, other_title, section, description, version"

/** Bind @p article to the parameters 1 to 29 of @p to; false: no memory. The text is borrowed
 *  until the statement is reset. */
bool ro_store_bind(sqlite3_stmt *to, const ro_article *article);

/** Take the article out of the row that @p from stands on, its columns from @p first on.
 *  @p article is new and empty. RO_ERR_INPUT where the row is damaged, and @p error says
 *  by what; RO_ERR_NOMEM. */
ro_status ro_store_take(sqlite3_stmt *from, int first, ro_article *article, ro_error *error);

#endif
