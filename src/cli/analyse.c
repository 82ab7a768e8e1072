/* SPDX-License-Identifier: Apache-2.0 */
#include "cli.h"

typedef struct writing {
    cli_context *cli;
    cli_sink sink;
    size_t written;
} writing;

static bool write_lines(void *context, ro_article **articles, size_t count) {
    writing *to = context;
    ro_error error = {0};
    for (size_t i = 0; i < count; i++) {
        if (ro_article_write(articles[i], &to->cli->tell, cli_sink_write, &to->sink, &error) < 0) {
            cli_warn_unwritten(to->cli, &to->sink, &error);
            return false;
        }
        to->written++;
    }
    return true;
}

int cli_analyse(cli_context *cli) {
    writing to = {.cli = cli};
    cli_articles skips = {0};
    if (!cli_sink_open(cli, &to.sink, cli->options.output)) return EXIT_TROUBLE;
    bool good = cli_each_batch(cli, false, true, &skips, write_lines, &to);
    good = cli_sink_close(cli, &to.sink, good) && good;
    cli_articles_free(&skips);
    return !good ? EXIT_TROUBLE : to.written ? EXIT_FOUND : EXIT_NOTHING;
}
