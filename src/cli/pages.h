/* SPDX-License-Identifier: Apache-2.0 */
/** What fetch and watch share: a client, where its pages go, and what is known of them. */
#ifndef RO_CLI_PAGES_H
#define RO_CLI_PAGES_H

#include "cli.h"
#include "fetch.h"

/** What is known of an address from the last time, kept in the store. */
typedef struct cli_known {
    char etag[512], modified[128];
    char changed[128]; /* when a feed said that it was last changed */
    long next;         /* seconds since 1970 before which not to ask */
    unsigned failures; /* in a row */
    bool fetched;      /* once at least */
} cli_known;

/** Where pages go: an archive, a store, or both. */
typedef struct cli_pages {
    cli_context *cli;
    fetch_client *client;
    ro_store *store; /* NULL: none */
    cli_sink *sink;  /* NULL: none */
    bool packed;     /* the archive is compressed */
    bool begun;      /* something was written to it */
    size_t fetched, unchanged, failed, added;
} cli_pages;

/** Set up a client as the options say, which gives its answers to @p take with @p context.
 *  False: the trouble was told. */
bool cli_pages_open(cli_pages *pages, cli_context *cli, fetch_take_fn take, void *context);
void cli_pages_close(cli_pages *pages);

/** Write a page that was fetched to the archive, and its articles to the store. */
bool cli_pages_take(cli_pages *pages, const fetch_answer *answer);

/** What is known of @p url, a "page" or "feed"; nothing where there is no store. */
void cli_recall(cli_pages *pages, const char *kind, const char *url, cli_known *known);
void cli_remember(cli_pages *pages, const char *kind, const char *url, const cli_known *known);

/** Take the validators of @p answer to ask with the next time. */
void cli_learn(cli_known *known, const fetch_answer *answer);

/** Not 0 once somebody asked the command to stop (SIGINT, SIGTERM); set up by cli_catch_stop. */
extern volatile sig_atomic_t cli_stopped;
void cli_catch_stop(void);

#endif
