/* SPDX-License-Identifier: Apache-2.0 */
/* One of each article of a corpus. Where the first is kept, one pass does it and lines
 * go out as they come in; else the inputs are read once to decide and once to write. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

typedef struct dedup_run {
    cli_context *cli;
    ro_dedup *dedup;
    cli_sink out, record;
    uint32_t next; /* number of the next article to be written */
    size_t known, added;
    size_t of_kind[RO_DEDUP_DUPLICATE + 1];
} dedup_run;

static bool understand(const cli_options *options, ro_dedup_options *dedup) {
    static const char *const rules[] = {"first", "longest", "newest", "oldest", "original", NULL};
    static const char *const kinds[] = {"copy", "version", "duplicate", NULL};
    unsigned rule = 0, kind = 0;
    if (!cli_choose("keep", options->keep, rules, &rule) ||
        !cli_choose("at", options->at, kinds, &kind))
        return false;
    *dedup = (ro_dedup_options){RO_SIZED(ro_dedup_options), .keep = (ro_dedup_keep)rule,
                                .at = (ro_dedup_kind)(RO_DEDUP_COPY + kind)};
    if (!options->share) return true;
    char *end;
    dedup->share = strtof(options->share, &end);
    if (!*end && dedup->share > 0 && dedup->share <= 1) return true;
    cli_say("--share takes a number over 0 and up to 1, such as 0.8, not %s", options->share);
    return false;
}

static bool fail(dedup_run *run, const ro_error *error) {
    cli_warn(run->cli, "%s", error->msg);
    return false;
}

static bool add_known(void *context, ro_article **articles, size_t count) {
    dedup_run *run = context;
    ro_error error = {0};
    if (ro_dedup_add(run->dedup, articles, count, true, &error) < 0) return fail(run, &error);
    run->known += count;
    return true;
}

static bool add_new(void *context, ro_article **articles, size_t count) {
    dedup_run *run = context;
    ro_error error = {0};
    run->added += count;
    return ro_dedup_add(run->dedup, articles, count, false, &error) == RO_OK || fail(run, &error);
}

static bool unwritten(dedup_run *run, const cli_sink *sink, const ro_error *error) {
    cli_warn_unwritten(run->cli, sink, error);
    return false;
}

/* The line that it was, else a line with all that is known of it. */
static bool write_article(dedup_run *run, const ro_article *article) {
    const cli_piece *piece = &run->cli->piece;
    const ro_metadata *meta = ro_article_metadata(article);
    ro_error error = {0};
    if (!piece->bytes)
        return ro_article_write_text(article, cli_sink_write, &run->out, &error) == RO_OK ||
               unwritten(run, &run->out, &error);
    const char *line = piece->bytes + (meta->input_offset - piece->start);
    int code = cli_sink_write(&run->out, line, (size_t)meta->input_bytes);
    if (!code) code = cli_sink_write(&run->out, "\n", 1);
    if (!code) return true;
    error.code = RO_ERR_IO;
    snprintf(error.msg, sizeof error.msg, "cannot write: %s", strerror(code));
    return unwritten(run, &run->out, &error);
}

static bool write_one(dedup_run *run, const ro_article *article) {
    ro_dedup_verdict verdict;
    ro_error error = {0};
    uint32_t number = run->next++;
    if (ro_dedup_verdict_of(run->dedup, number, &verdict) != RO_OK) {
        cli_warn(run->cli, "the input changed while it was read");
        return false;
    }
    run->of_kind[verdict.kind]++;
    if (verdict.kind == RO_DEDUP_KEPT) return write_article(run, article);
    return !run->cli->options.record ||
           ro_dedup_write(run->dedup, number, cli_sink_write, &run->record, &error) == RO_OK ||
           unwritten(run, &run->record, &error);
}

static bool write_batch(void *context, ro_article **articles, size_t count) {
    dedup_run *run = context;
    bool good = true;
    for (size_t i = 0; i < count && good; i++) good = write_one(run, articles[i]);
    return good;
}

static bool add_and_write(void *context, ro_article **articles, size_t count) {
    return add_new(context, articles, count) && write_batch(context, articles, count);
}

/* So that it can be read twice, standard input goes into a file without a name, unless
 * it is a file already. */
static bool spool_input(cli_context *cli) {
    bool asked = false;
    for (size_t i = 0; i < cli->options.operand_count; i++)
        asked = asked || strcmp(cli->options.operands[i], "-") == 0;
    if (!asked || lseek(STDIN_FILENO, 0, SEEK_CUR) >= 0) return true;
    FILE *spool = tmpfile();
    char block[1 << 16];
    size_t got = 0;
    while (spool && (got = fread(block, 1, sizeof block, stdin)) > 0)
        if (fwrite(block, 1, got, spool) != got) break;
    bool good = spool && got == 0 && !ferror(stdin) && fflush(spool) == 0 &&
                lseek(fileno(spool), 0, SEEK_SET) == 0 && dup2(fileno(spool), STDIN_FILENO) >= 0;
    if (!good) cli_warn(cli, "cannot keep standard input for a second pass: %s", strerror(errno));
    if (spool) fclose(spool);
    return good;
}

/* Everything is read, decided, read again and written. */
static bool run_twice(dedup_run *run, cli_articles *skips) {
    cli_context *cli = run->cli;
    ro_error error = {0};
    if (!spool_input(cli)) return false;
    off_t start = lseek(STDIN_FILENO, 0, SEEK_CUR);
    if (!cli_each_batch(cli, false, false, skips, add_new, run)) return false;
    if (ro_dedup_decide(run->dedup, &error) != RO_OK) return fail(run, &error);
    if (start >= 0) lseek(STDIN_FILENO, start, SEEK_SET);
    cli_articles again = {0};
    cli->again = true;
    bool good = cli_each_batch(cli, false, false, &again, write_batch, run);
    cli->again = false;
    cli_articles_free(&again);
    if (good && run->next != run->known + run->added) {
        cli_warn(cli, "the input changed while it was read");
        good = false;
    }
    return good;
}

static bool take_store(dedup_run *run, cli_articles *skips) {
    cli_context *cli = run->cli;
    if (!cli->options.store) return true;
    size_t operands = cli->options.operand_count;
    cli->options.operand_count = 0;
    bool good = cli_each_batch(cli, true, false, skips, add_known, run);
    cli->options.operand_count = operands;
    run->next = (uint32_t)run->known;
    return good;
}

static void say_what_was_done(const dedup_run *run, const cli_articles *skips) {
    size_t dropped = 0;
    for (int kind = RO_DEDUP_COPY; kind <= RO_DEDUP_DUPLICATE; kind++)
        dropped += run->of_kind[kind];
    cli_note(run->cli,
             "%zu kept, %zu dropped (%zu duplicates, %zu versions, %zu copies), %zu skipped",
             run->of_kind[RO_DEDUP_KEPT], dropped, run->of_kind[RO_DEDUP_DUPLICATE],
             run->of_kind[RO_DEDUP_VERSION], run->of_kind[RO_DEDUP_COPY], skips->skipped_count);
}

int cli_dedup(cli_context *cli) {
    dedup_run run = {.cli = cli};
    ro_dedup_options options;
    ro_error error = {0};
    cli_articles skips = {0};
    if (!understand(&cli->options, &options)) return EXIT_TROUBLE;
    if (!cli_sink_open(cli, &run.out, cli->options.output)) return EXIT_TROUBLE;
    bool recorded = cli->options.record && cli_sink_open(cli, &run.record, cli->options.record);
    bool good = recorded || !cli->options.record;
    if (good && ro_dedup_new(&options, &run.dedup, &error) != RO_OK) good = fail(&run, &error);
    good = good && take_store(&run, &skips);
    if (good && options.keep == RO_KEEP_FIRST)
        good = cli_each_batch(cli, false, false, &skips, add_and_write, &run);
    else if (good)
        good = run_twice(&run, &skips);
    /* Where the record cannot be completed nothing has been dropped. */
    if (recorded) good = cli_sink_close(cli, &run.record, good) && good;
    good = cli_sink_close(cli, &run.out, good) && good;
    if (good) say_what_was_done(&run, &skips);
    ro_dedup_free(run.dedup);
    cli_articles_free(&skips);
    return !good ? EXIT_TROUBLE : run.of_kind[RO_DEDUP_KEPT] ? EXIT_FOUND : EXIT_NOTHING;
}
