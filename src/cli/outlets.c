/* SPDX-License-Identifier: Apache-2.0 */
/* outlets: the lines that a store knows to be its outlets' own, and what a person says of them. */
#include <stdlib.h>
#include <string.h>

#include "cli.h"

typedef struct listing {
    cli_context *cli;
    char *outlet; /* of the line before */
    size_t lines;
} listing;

static void print_line(void *context, const ro_standing_line *line) {
    listing *list = context;
    list->lines++;
    if (list->cli->options.json) {
        ro_error error = {0};
        cli_sink sink = {.file = stdout};
        if (ro_standing_line_write(line, cli_sink_write, &sink, &error) < 0)
            cli_warn(list->cli, "%s", error.msg);
        return;
    }
    if (!list->outlet || strcmp(list->outlet, line->outlet) != 0) {
        free(list->outlet);
        list->outlet = strdup(line->outlet);
        cli_print("%s", line->outlet);
    }
    static const char *const words[] = {"learned", "left out", "kept"};
    cli_print("  %-8s %5u  %s", words[line->verdict], line->articles, line->text);
}

static int list_lines(cli_context *cli, const char *outlet) {
    listing list = {.cli = cli};
    ro_error error = {0};
    ro_store *store = cli_open_store(cli, RO_STORE_READ);
    if (!store) return EXIT_TROUBLE;
    ro_status status = ro_store_lines(store, outlet, print_line, &list, &error);
    ro_store_close(store);
    free(list.outlet);
    if (status < 0) {
        cli_warn(cli, "%s: %s", cli->options.store, error.msg);
        return EXIT_TROUBLE;
    }
    if (!list.lines) cli_note(cli, "no standing lines are known");
    return list.lines ? EXIT_FOUND : EXIT_NOTHING;
}

int cli_outlets(cli_context *cli) {
    const cli_options *options = &cli->options;
    const char *outlet = options->operand_count ? options->operands[0] : NULL;
    const char *const lines[] = {[RO_LINE_LEARNED] = options->unsay,
                                 [RO_LINE_LEFT_OUT] = options->leave_out,
                                 [RO_LINE_KEPT] = options->keep_line};
    ro_error error = {0};
    unsigned said = 0, verdict = 0;
    for (unsigned i = 0; i < 3; i++)
        if (lines[i]) said++, verdict = i;
    if (options->operand_count > 1 || said > 1 || (said && !outlet)) {
        cli_warn(cli, said > 1 ? "one of --leave-out, --keep-line and --unsay at a time"
                      : said   ? "needs one OUTLET, whose line it is"
                               : "takes one OUTLET; a name with blanks stands in quotation marks");
        return EXIT_TROUBLE;
    }
    if (!said) return list_lines(cli, outlet);
    ro_store *store = cli_open_store(cli, RO_STORE_WRITE);
    if (!store) return EXIT_TROUBLE;
    ro_status status = ro_store_judge_line(cli->engine, store, outlet, lines[verdict],
                                           (ro_line_verdict)verdict, &error);
    if (status < 0) cli_warn(cli, "%s: %s", options->store, error.msg);
    ro_store_close(store);
    return status < 0 ? EXIT_TROUBLE : EXIT_FOUND;
}
