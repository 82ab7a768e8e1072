/* SPDX-License-Identifier: Apache-2.0 */
/* fetch: pages by their addresses, into an archive or a store. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "pages.h"

typedef struct fetching {
    cli_pages pages;
    bool broken; /* what was fetched cannot be kept: stop */
} fetching;

static void take(void *context, const fetch_answer *answer) {
    fetching *f = context;
    cli_pages *pages = &f->pages;
    cli_known known;
    if (answer->outcome == FETCH_DENIED || answer->outcome == FETCH_FAILED) {
        pages->failed++;
        cli_warn(pages->cli, "%s: %s", answer->asked, answer->reason);
        return;
    }
    cli_recall(pages, "page", answer->asked, &known);
    if (answer->outcome == FETCH_UNCHANGED) {
        pages->unchanged++;
    } else if (cli_pages_take(pages, answer)) {
        pages->fetched++;
    } else {
        f->broken = true;
        cli_stopped = 1;
        return;
    }
    cli_learn(&known, answer);
    cli_remember(pages, "page", answer->asked, &known);
}

static bool add(fetching *f, const char *url) {
    cli_known known;
    cli_recall(&f->pages, "page", url, &known);
    /* Without what was fetched before, "unchanged" would be no answer: an archive is whole. */
    bool conditional = known.fetched && !f->pages.sink;
    fetch_request request = {.url = url, .named = url};
    if (conditional) {
        request.etag = known.etag;
        request.modified = known.modified;
    }
    if (fetch_add(f->pages.client, &request)) return true;
    cli_warn(f->pages.cli, "out of memory");
    return false;
}

/* Addresses from standard input, one a line; '#' begins a comment. */
static bool add_lines(fetching *f) {
    char *line = NULL;
    size_t size = 0;
    bool good = true;
    while (good && getline(&line, &size, stdin) >= 0) {
        char *url = line + strspn(line, " \t");
        url[strcspn(url, " \t\r\n")] = '\0';
        if (*url && *url != '#') good = add(f, url);
    }
    free(line);
    return good;
}

static bool add_operands(fetching *f) {
    const cli_options *options = &f->pages.cli->options;
    bool good = true;
    for (size_t i = 0; good && i < options->operand_count; i++) {
        const char *operand = options->operands[i];
        good = strcmp(operand, "-") == 0 ? add_lines(f) : add(f, operand);
    }
    return good;
}

static void run(fetching *f) {
    cli_pages *pages = &f->pages;
    cli_catch_stop();
    if (!add_operands(f)) return;
    size_t left = fetch_run(pages->client, &cli_stopped);
    if (left && !f->broken) cli_warn(pages->cli, "stopped; %zu not fetched", left);
    cli_note(pages->cli, "%zu fetched, %zu unchanged, %zu failed", pages->fetched, pages->unchanged,
             pages->failed);
}

int cli_fetch(cli_context *cli) {
    const cli_options *options = &cli->options;
    fetching f = {.broken = false};
    cli_sink sink = {0};
    bool archive = options->output || !options->store;
    size_t length = options->output ? strlen(options->output) : 0;
    if (options->operand_count == 0) {
        cli_warn(cli, "no addresses given; '-' reads them from standard input");
        return EXIT_TROUBLE;
    }
    if (archive && !options->output && isatty(STDOUT_FILENO)) {
        cli_warn(cli, "writes a web archive: name a file with -o, a store with --store, or pipe it "
                      "on: readout fetch URL | readout report -");
        return EXIT_TROUBLE;
    }
    f.pages.packed = length > 3 && strcasecmp(options->output + length - 3, ".gz") == 0;
    bool good = cli_pages_open(&f.pages, cli, take, &f);
    if (good && archive) {
        good = cli_sink_open(cli, &sink, options->output);
        f.pages.sink = &sink;
    }
    if (good) {
        run(&f);
        if (archive) cli_sink_close(cli, &sink, f.pages.fetched > 0 && !f.broken);
    }
    cli_pages_close(&f.pages);
    return !good ? EXIT_TROUBLE : f.pages.fetched ? EXIT_FOUND : EXIT_NOTHING;
}
