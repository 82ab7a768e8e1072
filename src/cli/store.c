/* SPDX-License-Identifier: Apache-2.0 */
/* add and search: the commands that need a store. */
#include <string.h>

#include "cli.h"

typedef struct adding {
    cli_context *cli;
    ro_store *store;
    size_t added, known;
} adding;

static bool add_batch(void *context, ro_article **articles, size_t count) {
    adding *to = context;
    ro_error error = {0};
    bool added;
    for (size_t i = 0; i < count; i++) {
        if (ro_store_add(to->store, articles[i], &added, &error) < 0) {
            cli_warn(to->cli, "%s: %s", to->cli->options.store, error.msg);
            return false;
        }
        if (added)
            to->added++;
        else
            to->known++;
    }
    return true;
}

int cli_add(cli_context *cli) {
    if (!cli_has_operands(cli)) return EXIT_TROUBLE; /* before a store is made for nothing */
    adding to = {.cli = cli, .store = cli_open_store(cli, RO_STORE_WRITE)};
    if (!to.store) return EXIT_TROUBLE;
    cli_articles skips = {0};
    bool good = cli_each_batch(cli, false, false, &skips, add_batch, &to);
    cli_note(cli, "%zu added, %zu known already, %zu skipped", to.added, to.known,
             skips.skipped_count);
    cli_articles_free(&skips);
    if (to.added) cli_learn_lines(cli, to.store);
    ro_store_close(to.store);
    return !good ? EXIT_TROUBLE : to.added + to.known ? EXIT_FOUND : EXIT_NOTHING;
}

/* The words as one FTS5 query: each a string, so that no sign in them is syntax. */
static bool make_query(const cli_options *options, char *query, size_t size) {
    size_t used = 0;
    for (size_t i = 0; i < options->operand_count; i++) {
        if (used + 4 >= size) return false;
        query[used++] = i ? ' ' : '"';
        if (i) query[used++] = '"';
        for (const char *p = options->operands[i]; *p; p++) {
            if (used + 4 >= size) return false;
            if (*p == '"') query[used++] = '"';
            query[used++] = *p;
        }
        query[used++] = '"';
    }
    query[used] = '\0';
    return used > 0;
}

static void print_hit(cli_context *cli, const ro_article *article) {
    const ro_metadata *meta = ro_article_metadata(article);
    char day[32];
    if (cli->options.json) {
        ro_error error = {0};
        cli_sink sink = {.file = stdout};
        if (ro_article_write(article, &cli->tell, cli_sink_write, &sink, &error) < 0)
            cli_warn(cli, "%s", error.msg);
        return;
    }
    const char *text = ro_article_text(article, NULL);
    bool changed = meta->published.date.precision == RO_PRECISION_NONE;
    ro_date_format(changed ? &meta->modified.date : &meta->published.date, day);
    const char *title = meta->title ? meta->title : text;
    cli_print("%s  %s%-10s  %.*s", meta->id, changed && day[0] ? "updated " : "",
              day[0] ? day : "no date", (int)strcspn(title, "\n"), title);
}

int cli_search(cli_context *cli) {
    char query[4096];
    if (!make_query(&cli->options, query, sizeof query)) {
        cli_warn(cli, "search needs words, at most 4,000 bytes of them");
        return EXIT_TROUBLE;
    }
    ro_store *store = cli_open_store(cli, RO_STORE_READ);
    if (!store) return EXIT_TROUBLE;
    ro_store_cursor *cursor = NULL;
    ro_error error = {0};
    ro_article *article;
    size_t found = 0;
    ro_status status = ro_store_find(store, query, &cursor, &error);
    bool any = status == RO_OK;
    while (any) {
        status = ro_store_next(cursor, &article, &error);
        if (status == RO_OK) {
            print_hit(cli, article);
            ro_article_free(article);
            found++;
        }
        any = status == RO_OK || status == RO_ERR_INPUT; /* behind what is damaged it goes on */
        if (status < 0) cli_warn(cli, "%s: %s", cli->options.store, error.msg);
    }
    if (!cursor) cli_warn(cli, "%s: %s", cli->options.store, error.msg);
    ro_store_cursor_free(cursor);
    ro_store_close(store);
    return status < 0 ? EXIT_TROUBLE : found ? EXIT_FOUND : EXIT_NOTHING;
}
