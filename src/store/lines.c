/* SPDX-License-Identifier: Apache-2.0 */
/* The standing lines of outlets: learned from the articles of a store in the order in which they
 * came, and judged by people.
 *
 * line_seen has, by its key, each line that outlets may repeat, with two articles at the most that
 * have it and are strangers to each other. With the third the line moves to standing_line. */
#include "store/lines.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "read/parts/recurring.h"

/* Articles that are learned in one transaction: some seconds, and others wait for half a minute. */
enum { CHUNK = 500 };

static const char LEARNED_TO[] = "lines learned to";

#define ARTICLE "SELECT number, " RO_STORE_COLUMNS RO_STORE_LATER_COLUMNS " FROM main.article "

typedef enum query { ARTICLES, ONE, COUNT, SEEN, SEE, STAND, FORGET, QUERIES } query;

static const char *const queries[QUERIES] = {
    [ARTICLES] = ARTICLE "WHERE number > ? ORDER BY number LIMIT ?",
    [ONE] = ARTICLE "WHERE number = ?",
    [COUNT] = "UPDATE standing_line SET articles = articles + 1 WHERE key = ?",
    [SEEN] = "SELECT article FROM line_seen WHERE key = ?",
    [SEE] = "INSERT OR IGNORE INTO line_seen (key, article) VALUES (?, ?)",
    [STAND] = "INSERT INTO standing_line (key, outlet, text, articles, learned, verdict)"
              " VALUES (?, ?, ?, ?, 1, 0)",
    [FORGET] = "DELETE FROM line_seen WHERE key = ?",
};

typedef struct seen_line {
    uint64_t key;
    ro_span span;
} seen_line;

typedef struct learner {
    ro_store *store;
    const ro_read_rules *rules;
    sqlite3_stmt *statements[QUERIES];
    ro_status status;
    ro_error *error;
    const ro_article *article; /* at hand, with its number and what it is about */
    sqlite3_int64 number;
    const ro_word_sketch *sketch;
    ro_arena arena; /* of the article at hand */
} learner;

static void fail(learner *l) {
    if (l->status == RO_OK) l->status = ro_store_fail(l->store->database, l->error);
}

/* The statement of a query with its first parameter; NULL where something went wrong. */
static sqlite3_stmt *ask(learner *l, query which, sqlite3_int64 first) {
    sqlite3_stmt **statement = &l->statements[which];
    if (l->status != RO_OK) return NULL;
    if (*statement)
        sqlite3_reset(*statement);
    else if (sqlite3_prepare_v2(l->store->database, queries[which], -1, statement, NULL) !=
             SQLITE_OK)
        fail(l);
    if (l->status != RO_OK) return NULL;
    sqlite3_bind_int64(*statement, 1, first);
    return *statement;
}

/* Run a statement that gives no rows. */
static void run(learner *l, sqlite3_stmt *statement) {
    if (statement && sqlite3_step(statement) != SQLITE_DONE) fail(l);
}

/* What an article of the store is about; NULL where it is gone or damaged. */
static const ro_word_sketch *sketch_of(learner *l, sqlite3_int64 number) {
    sqlite3_stmt *row = ask(l, ONE, number);
    if (!row || sqlite3_step(row) != SQLITE_ROW) return NULL;
    ro_article *article = ro_article_new();
    const ro_word_sketch *sketch = NULL;
    if (article && ro_store_take(row, 1, article, NULL) == RO_OK)
        sketch = ro_sketch_words(l->rules, &l->arena, article);
    ro_article_free(article);
    return sketch;
}

/* How many articles that have a line are strangers to each other and to the one at hand; 0: it is
 * no stranger to one of them. */
static unsigned count_strangers(learner *l, uint64_t key) {
    unsigned strangers = 0;
    sqlite3_stmt *rows = ask(l, SEEN, (sqlite3_int64)key);
    while (rows && sqlite3_step(rows) == SQLITE_ROW) {
        const ro_word_sketch *other = sketch_of(l, sqlite3_column_int64(rows, 0));
        if (!other) continue;
        if (ro_sketches_are_kin(l->sketch, other)) return 0;
        strangers++;
    }
    return strangers + 1;
}

static void learn_line(learner *l, const seen_line *line) {
    sqlite3_int64 key = (sqlite3_int64)line->key;
    sqlite3_stmt *count = ask(l, COUNT, key);
    run(l, count);
    if (!count || sqlite3_changes(l->store->database)) return;
    unsigned strangers = count_strangers(l, line->key);
    bool standing = strangers >= RO_LEAST_STRANGERS;
    if (!strangers) return;
    sqlite3_stmt *write = ask(l, standing ? STAND : SEE, key);
    if (!write) return;
    if (standing) {
        ro_str text = ro_str_span(l->article->text, line->span);
        sqlite3_bind_text(write, 2, l->article->meta.outlet, -1, SQLITE_TRANSIENT);
        sqlite3_bind_text(write, 3, text.p, (int)text.n, SQLITE_TRANSIENT);
        sqlite3_bind_int(write, 4, (int)strangers);
    } else {
        sqlite3_bind_int64(write, 2, l->number);
    }
    run(l, write);
    if (standing) run(l, ask(l, FORGET, key));
}

static int by_key(const void *left, const void *right) {
    const seen_line *a = left, *b = right;
    if (a->key != b->key) return a->key < b->key ? -1 : 1;
    return a->span.start < b->span.start ? -1 : a->span.start > b->span.start;
}

static void learn_article(learner *l) {
    RO_ARRAY(seen_line) lines = {0};
    const ro_article *article = l->article;
    for (uint32_t i = 0; i < article->parts.count; i++) {
        const ro_part *part = &article->parts.items[i];
        if (part->role != RO_PART_BODY && part->role != RO_PART_SUBHEAD) continue;
        bool recurs;
        uint64_t hash = ro_hash_line(l->rules, ro_str_span(article->text, part->span), &recurs);
        seen_line line = {ro_line_key(article->meta.outlet, hash), part->span};
        if (recurs) RO_APPEND(&l->arena, &lines, line);
    }
    l->sketch = lines.count ? ro_sketch_words(l->rules, &l->arena, article) : NULL;
    if (l->arena.oom) l->status = ro_fail_nomem(l->error);
    if (!l->sketch) return;
    ro_sort(lines.items, lines.count, sizeof *lines.items, by_key);
    for (uint32_t i = 0; i < lines.count && l->status == RO_OK; i++)
        if (i == 0 || lines.items[i].key != lines.items[i - 1].key) learn_line(l, &lines.items[i]);
}

static void learn_row(learner *l, sqlite3_stmt *row) {
    ro_article *article = ro_article_new();
    ro_status status = article ? ro_store_take(row, 1, article, l->error) : RO_ERR_NOMEM;
    l->article = article;
    l->number = sqlite3_column_int64(row, 0);
    if (status == RO_OK && article->meta.outlet)
        learn_article(l);
    else if (status != RO_OK && status != RO_ERR_INPUT) /* what is damaged is passed over */
        l->status = ro_fail_nomem(l->error);
    ro_article_free(article);
    ro_arena_free(&l->arena);
}

static sqlite3_int64 learned_to(ro_store *store) {
    char text[32];
    return ro_store_recall(store, LEARNED_TO, text, sizeof text, NULL) == RO_OK
               ? strtoll(text, NULL, 10)
               : 0;
}

/* Learn the next articles, in one transaction; false: there is none left. */
static bool learn_chunk(learner *l) {
    sqlite3 *database = l->store->database;
    char text[32];
    unsigned rows = 0;
    ro_store_begin(l->store);
    if (sqlite3_exec(database, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK) fail(l);
    l->number = l->status == RO_OK ? learned_to(l->store) : 0;
    sqlite3_stmt *articles = ask(l, ARTICLES, l->number);
    if (articles) sqlite3_bind_int(articles, 2, CHUNK);
    int step = SQLITE_DONE;
    while (articles && l->status == RO_OK && (step = sqlite3_step(articles)) == SQLITE_ROW) {
        ro_store_begin(l->store);
        learn_row(l, articles);
        rows++;
    }
    if (step != SQLITE_DONE && step != SQLITE_ROW) fail(l);
    for (int i = 0; i < QUERIES; i++) sqlite3_reset(l->statements[i]);
    snprintf(text, sizeof text, "%lld", (long long)l->number);
    if (rows && l->status == RO_OK)
        l->status = ro_store_remember(l->store, LEARNED_TO, text, l->error);
    if (l->status == RO_OK && sqlite3_exec(database, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
        fail(l);
    if (l->status != RO_OK) sqlite3_exec(database, "ROLLBACK", NULL, NULL, NULL);
    return rows == CHUNK && l->status == RO_OK;
}

ro_status ro_store_learn_with(const ro_read_rules *rules, ro_store *store, ro_error *error) {
    learner l = {.store = store, .rules = rules, .error = error};
    if (!store->insert)
        return ro_fail(error, RO_ERR_ARG, 0, "the store was opened to be read alone");
    while (learn_chunk(&l)) continue;
    for (int i = 0; i < QUERIES; i++) sqlite3_finalize(l.statements[i]);
    ro_arena_free(&l.arena);
    return l.status;
}

ro_status ro_store_judge_with(const ro_read_rules *rules, ro_store *store, const char *outlet,
                              const char *text, ro_line_verdict verdict, ro_error *error) {
    static const char judge[] =
        "INSERT INTO standing_line (key, outlet, text, articles, learned, verdict)"
        " VALUES (?1, ?2, ?3, 0, 0, ?4) ON CONFLICT(key) DO UPDATE SET verdict = ?4";
    static const char forget[] = "DELETE FROM standing_line WHERE verdict = 0 AND learned = 0";
    sqlite3_stmt *statement = NULL;
    bool recurs;
    uint64_t line = ro_hash_line(rules, ro_str_of(text), &recurs);
    if (!store->insert)
        return ro_fail(error, RO_ERR_ARG, 0, "the store was opened to be read alone");
    if (!line) return ro_fail(error, RO_ERR_ARG, 0, "a line has 1 to 200 words");
    ro_store_begin(store);
    if (sqlite3_prepare_v2(store->database, judge, -1, &statement, NULL) != SQLITE_OK)
        return ro_store_fail(store->database, error);
    sqlite3_bind_int64(statement, 1, (sqlite3_int64)ro_line_key(outlet, line));
    sqlite3_bind_text(statement, 2, outlet, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 3, text, -1, SQLITE_STATIC);
    sqlite3_bind_int(statement, 4, (int)verdict);
    bool good = sqlite3_step(statement) == SQLITE_DONE;
    sqlite3_finalize(statement);
    good = good && sqlite3_exec(store->database, forget, NULL, NULL, NULL) == SQLITE_OK;
    return good ? RO_OK : ro_store_fail(store->database, error);
}

/* A store that an older version made, and that is only read, has none. */
static bool has_lines(const ro_store *store) {
    return store->version >= 4;
}

ro_status ro_store_lines(ro_store *store, const char *outlet, ro_standing_line_fn take,
                         void *context, ro_error *error) {
    static const char select[] =
        "SELECT outlet, text, articles, verdict FROM main.standing_line"
        " WHERE ?1 IS NULL OR outlet = ?1 ORDER BY outlet, articles DESC, text";
    sqlite3_stmt *rows = NULL;
    RO_ENTER(error, store && take);
    if (!has_lines(store)) return RO_OK;
    ro_store_begin(store);
    if (sqlite3_prepare_v2(store->database, select, -1, &rows, NULL) != SQLITE_OK)
        return ro_store_fail(store->database, error);
    sqlite3_bind_text(rows, 1, outlet, -1, SQLITE_STATIC);
    int step;
    while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
        sqlite3_int64 count = sqlite3_column_int64(rows, 2);
        ro_standing_line line = {.outlet = (const char *)sqlite3_column_text(rows, 0),
                                 .text = (const char *)sqlite3_column_text(rows, 1),
                                 .articles = count < 0 || count > INT_MAX ? 0 : (uint32_t)count,
                                 .verdict = (ro_line_verdict)(sqlite3_column_int(rows, 3) & 3)};
        if (line.outlet && line.text && line.verdict <= RO_LINE_KEPT) take(context, &line);
    }
    ro_status status = step == SQLITE_DONE ? RO_OK : ro_store_fail(store->database, error);
    sqlite3_finalize(rows);
    return status;
}

static int by_judged_key(const void *left, const void *right) {
    const ro_line_judgement *a = left, *b = right;
    return a->key < b->key ? -1 : a->key > b->key;
}

ro_status ro_store_judgements(ro_store *store, ro_arena *arena, ro_line_judgements *judged,
                              ro_error *error) {
    RO_ARRAY(ro_line_judgement) all = {0};
    sqlite3_stmt *rows = NULL;
    *judged = (ro_line_judgements){0};
    if (!has_lines(store)) return RO_OK;
    ro_store_begin(store);
    if (sqlite3_prepare_v2(store->database, "SELECT key, verdict FROM main.standing_line", -1,
                           &rows, NULL) != SQLITE_OK)
        return ro_store_fail(store->database, error);
    int step;
    while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
        ro_line_judgement judgement = {.key = (uint64_t)sqlite3_column_int64(rows, 0),
                                       .kept = sqlite3_column_int(rows, 1) == RO_LINE_KEPT};
        RO_APPEND(arena, &all, judgement);
    }
    ro_status status = step == SQLITE_DONE ? RO_OK : ro_store_fail(store->database, error);
    sqlite3_finalize(rows);
    if (arena->oom) return ro_fail_nomem(error);
    ro_sort(all.items, all.count, sizeof *all.items, by_judged_key);
    *judged = (ro_line_judgements){all.items, all.count};
    return status;
}
