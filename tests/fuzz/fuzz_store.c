/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as the file of a store: opened for both modes, walked, searched, added to. */
#include "store/store.h"

#include "fuzz.h"

/* A database of a copy of the bytes, as if read and written without a log. */
static sqlite3 *database_of(const uint8_t *data, size_t size) {
    sqlite3 *database = NULL;
    unsigned char *copy = sqlite3_malloc64(size ? size : 1);
    FUZZ_CHECK(copy && sqlite3_open(":memory:", &database) == SQLITE_OK);
    if (size) memcpy(copy, data, size);
    if (size > 19) copy[18] = copy[19] = 1;
    FUZZ_CHECK(sqlite3_deserialize(database, "main", copy, (sqlite3_int64)size, (sqlite3_int64)size,
                                   SQLITE_DESERIALIZE_FREEONCLOSE |
                                       SQLITE_DESERIALIZE_RESIZEABLE) == SQLITE_OK);
    return database;
}

static void walk(ro_store *store, const char *query) {
    ro_store_cursor *cursor;
    ro_article *article;
    if (ro_store_find(store, query, &cursor, NULL) != RO_OK) return;
    for (ro_status status = RO_OK; status == RO_OK || status == RO_ERR_INPUT;) {
        status = ro_store_next(cursor, &article, NULL);
        FUZZ_CHECK((status == RO_OK) == (article != NULL));
        size_t count, length;
        const ro_part *parts = article ? ro_article_parts(article, &count) : NULL;
        if (article) ro_article_text(article, &length);
        for (size_t i = 0; parts && i < count; i++) FUZZ_CHECK(parts[i].span.end <= length);
        ro_article_free(article);
    }
    ro_store_cursor_free(cursor);
}

static void add(ro_store *store) {
    ro_article *article = ro_article_new();
    FUZZ_CHECK(article);
    article->text = "The mill.";
    article->size = 9;
    article->meta = (ro_metadata){.id = "mill", .sha256 = "mill"};
    ro_store_add(store, article, NULL, NULL);
    ro_store_remember(store, "key", "value", NULL);
    ro_article_free(article);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    for (int mode = RO_STORE_READ; mode <= RO_STORE_WRITE; mode++) {
        ro_store *store;
        char value[64];
        if (ro_store_adopt(database_of(data, size), (ro_store_mode)mode, &store, NULL) != RO_OK)
            continue;
        walk(store, NULL);
        walk(store, "mill OR ferry");
        ro_store_recall(store, "key", value, sizeof value, NULL);
        if (mode == RO_STORE_WRITE) add(store);
        ro_store_close(store);
    }
    return 0;
}
