/* SPDX-License-Identifier: Apache-2.0 */
#include "pages.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "warc_record.h"

static const char agent[] = "readout/" RO_VERSION;

volatile sig_atomic_t cli_stopped;

static void stop(int number) {
    (void)number;
    cli_stopped = 1;
}

void cli_catch_stop(void) {
    struct sigaction action = {.sa_handler = stop};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    signal(SIGPIPE, SIG_IGN); /* a host that hangs up is no reader that has gone */
}

/* Seconds of an option, 0 to most; false: the trouble was told. */
static bool parse_seconds(cli_context *cli, const char *name, const char *text, double most,
                          double *value) {
    if (!text) return true;
    char *end;
    double number = strtod(text, &end);
    if (*end || !(number >= 0 && number <= most)) {
        cli_warn(cli, "--%s takes seconds from 0 to %.0f, not %s", name, most, text);
        return false;
    }
    *value = number;
    return true;
}

bool cli_pages_open(cli_pages *pages, cli_context *cli, fetch_take_fn take, void *context) {
    if (!fetch_available()) {
        cli_warn(cli, "this readout was built without libcurl, and so without the network");
        return false;
    }
    fetch_settings settings = fetch_usual_settings();
    double timeout = settings.timeout;
    settings.agent = agent;
    if (!parse_seconds(cli, "delay", cli->options.delay, 3600, &settings.delay) ||
        !parse_seconds(cli, "timeout", cli->options.timeout, 3600, &timeout))
        return false;
    settings.timeout = timeout < 1 ? 1 : (unsigned)timeout;
    pages->cli = cli;
    if (cli->options.store && !(pages->store = cli_open_store(cli, RO_STORE_WRITE))) return false;
    pages->client = fetch_open(&settings, take, context);
    if (!pages->client) cli_warn(cli, "out of memory");
    return pages->client != NULL;
}

void cli_pages_close(cli_pages *pages) {
    fetch_close(pages->client);
    if (pages->added) cli_learn_lines(pages->cli, pages->store);
    ro_store_close(pages->store);
    pages->client = NULL;
    pages->store = NULL;
}

static bool write_record(cli_pages *pages, char *record, size_t size) {
    int error = record ? cli_sink_write(pages->sink, record, size) : ENOMEM;
    free(record);
    if (error) cli_warn(pages->cli, "cannot write: %s", strerror(error));
    return error == 0;
}

static bool write_archive(cli_pages *pages, const fetch_answer *answer) {
    size_t size;
    if (!pages->begun) {
        pages->begun = true;
        char *info = warc_make_info(agent, pages->packed, &size);
        if (!write_record(pages, info, size)) return false;
    }
    char *record = warc_make_answer(answer, pages->packed, &size);
    return write_record(pages, record, size);
}

/* Read the page as the archive would be read, so that both give the same articles. */
static bool add_articles(cli_pages *pages, const fetch_answer *answer) {
    cli_context *cli = pages->cli;
    size_t size;
    char *record = warc_make_answer(answer, false, &size);
    ro_error error = {0};
    ro_reader *reader = NULL;
    ro_status status = RO_ERR_NOMEM;
    if (record)
        status = ro_reader_open_memory(cli->engine, answer->url, record, size, &cli->read, &reader,
                                       &error);
    bool good = true;
    while (good && status >= 0) {
        ro_article *article;
        bool added = false;
        status = ro_reader_next(reader, &article, &error);
        if (status == RO_END) break;
        if (status != RO_OK) cli_warn(cli, "%s: %s", answer->asked, error.msg);
        if (!article) continue;
        good = ro_store_add(pages->store, article, &added, &error) >= 0;
        if (!good) cli_warn(cli, "%s: %s", cli->options.store, error.msg);
        pages->added += added;
        ro_article_free(article);
    }
    if (!reader) cli_warn(cli, "%s: %s", answer->asked, record ? error.msg : "out of memory");
    ro_reader_free(reader);
    free(record);
    return good;
}

bool cli_pages_take(cli_pages *pages, const fetch_answer *answer) {
    return (!pages->sink || write_archive(pages, answer)) &&
           (!pages->store || add_articles(pages, answer));
}

/* A value that does not fit, or holds what parts the fields, is none. */
static void keep_field(char *field, size_t size, const char *value) {
    size_t length = value ? strlen(value) : 0;
    bool fits = length < size && (!value || !strpbrk(value, "\t\r\n"));
    if (fits && length) memcpy(field, value, length);
    field[fits ? length : 0] = '\0';
}

/* One line of fields parted by tabs, under "page URL" or "feed URL". */
void cli_recall(cli_pages *pages, const char *kind, const char *url, cli_known *known) {
    char key[8100], line[1024];
    ro_error error = {0};
    *known = (cli_known){0};
    if (!pages->store) return;
    snprintf(key, sizeof key, "%s %s", kind, url);
    ro_status status = ro_store_recall(pages->store, key, line, sizeof line, &error);
    if (status < 0) cli_warn(pages->cli, "%s: %s", pages->cli->options.store, error.msg);
    if (status != RO_OK) return;
    char *fields[6] = {line}, *at = line;
    for (int i = 1; i < 6; i++) {
        at = strchr(at, '\t');
        if (!at) return;
        *at++ = '\0';
        fields[i] = at;
    }
    keep_field(known->etag, sizeof known->etag, fields[0]);
    keep_field(known->modified, sizeof known->modified, fields[1]);
    keep_field(known->changed, sizeof known->changed, fields[2]);
    known->next = strtol(fields[3], NULL, 10);
    known->failures = (unsigned)strtoul(fields[4], NULL, 10);
    known->fetched = fields[5][0] == '1';
}

void cli_remember(cli_pages *pages, const char *kind, const char *url, const cli_known *known) {
    char key[8100], line[1024];
    ro_error error = {0};
    if (!pages->store) return;
    snprintf(key, sizeof key, "%s %s", kind, url);
    snprintf(line, sizeof line, "%s\t%s\t%s\t%ld\t%u\t%d", known->etag, known->modified,
             known->changed, known->next, known->failures, known->fetched);
    if (ro_store_remember(pages->store, key, line, &error) < 0)
        cli_warn(pages->cli, "%s: %s", pages->cli->options.store, error.msg);
}

void cli_learn(cli_known *known, const fetch_answer *answer) {
    known->failures = 0;
    known->fetched = true;
    if (answer->etag || answer->outcome == FETCH_NEW)
        keep_field(known->etag, sizeof known->etag, answer->etag);
    if (answer->modified || answer->outcome == FETCH_NEW)
        keep_field(known->modified, sizeof known->modified, answer->modified);
}
