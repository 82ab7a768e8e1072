/* SPDX-License-Identifier: Apache-2.0 */
/* report, and the commands that print one section of an account. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli.h"

static bool ends_in(const char *path, const char *ending) {
    size_t length = strlen(path), tail = strlen(ending);
    return length >= tail && strcasecmp(path + length - tail, ending) == 0;
}

/* What a file of that name should hold. */
static ro_format format_of(const char *path, ro_format otherwise) {
    if (ends_in(path, ".html") || ends_in(path, ".htm")) return RO_FORMAT_HTML;
    if (ends_in(path, ".json")) return RO_FORMAT_JSON;
    if (ends_in(path, ".csv")) return RO_FORMAT_CSV;
    if (ends_in(path, ".txt")) return RO_FORMAT_TERMINAL;
    return otherwise;
}

static bool write_account(cli_context *cli, const ro_account *account, ro_format format,
                          const char *path) {
    cli_sink sink;
    ro_error error = {0};
    if (!cli_sink_open(cli, &sink, path)) return false;
    ro_status status = ro_account_write(account, format, &cli->tell, cli_sink_write, &sink, &error);
    if (status < 0) cli_warn_unwritten(cli, &sink, &error);
    return cli_sink_close(cli, &sink, status >= 0) && status >= 0;
}

static int write_results(cli_context *cli, const ro_account *account) {
    const cli_options *options = &cli->options;
    ro_format asked = options->json   ? RO_FORMAT_JSON
                      : options->csv  ? RO_FORMAT_CSV
                      : options->html ? RO_FORMAT_HTML
                                      : RO_FORMAT_TERMINAL;
    ro_format in_file = options->output ? format_of(options->output, asked) : asked;
    if (options->output) {
        if (!write_account(cli, account, in_file, options->output)) return EXIT_TROUBLE;
        if (in_file == asked || asked == RO_FORMAT_TERMINAL) return EXIT_FOUND;
    }
    return write_account(cli, account, asked, NULL) ? EXIT_FOUND : EXIT_TROUBLE;
}

/* Whether the sections that are asked for have anything to tell. */
static bool has_findings(const ro_account *account, unsigned sections) {
    size_t count;
    ro_account_copies(account, &count);
    if (sections & RO_SECTION_COPIES && count) return true;
    const ro_story *stories = ro_account_stories(account, &count);
    for (size_t i = 0; i < count; i++) {
        const ro_story *story = &stories[i];
        if (sections & RO_SECTION_STORIES ||
            (sections & RO_SECTION_QUOTES && story->remark_count) ||
            (sections & RO_SECTION_COPIES && (story->copy_count || story->version_count)) ||
            (sections & RO_SECTION_CLAIMS && story->claim_count) ||
            (sections & RO_SECTION_TIMELINE && story->happening_count))
            return true;
    }
    return false;
}

static int tell(cli_context *cli, unsigned sections) {
    cli_articles articles = {0};
    cli->tell.sections = sections;
    ro_account *account = cli_make_account(cli, &articles);
    int status = EXIT_TROUBLE;
    if (account) {
        status = write_results(cli, account);
        if (status == EXIT_FOUND && !has_findings(account, sections)) {
            if (articles.count)
                cli_note(cli, "nothing found in %zu article%s", articles.count,
                         articles.count == 1 ? "" : "s");
            status = EXIT_NOTHING;
        }
        ro_account_free(account);
    }
    cli_articles_free(&articles);
    return status;
}

int cli_report(cli_context *cli) {
    return tell(cli, RO_SECTION_ALL);
}

int cli_stories(cli_context *cli) {
    return tell(cli, RO_SECTION_STORIES);
}

int cli_quotes(cli_context *cli) {
    return tell(cli, RO_SECTION_QUOTES);
}

int cli_copies(cli_context *cli) {
    return tell(cli, RO_SECTION_COPIES);
}

int cli_claims(cli_context *cli) {
    return tell(cli, RO_SECTION_CLAIMS);
}

int cli_timeline(cli_context *cli) {
    return tell(cli, RO_SECTION_TIMELINE);
}

/* Say which articles were given, where they are not two. */
static void refuse_diff(cli_context *cli, const cli_articles *articles) {
    char given[512] = "";
    for (size_t i = 0, used = 0; i < articles->count && i < 6 && used < sizeof given; i++)
        used += (size_t)snprintf(given + used, sizeof given - used, "%s%s", i ? ", " : ": ",
                                 ro_article_metadata(articles->items[i])->id);
    if (cli->options.operand_count != 2)
        cli_warn(cli, "diff takes two articles, A and B; %zu given", cli->options.operand_count);
    else
        cli_warn(cli, "diff takes two articles; what was given holds %zu%s%s", articles->count,
                 given, articles->count > 6 ? ", â¦" : "");
}

int cli_diff(cli_context *cli) {
    cli_articles articles = {0};
    cli->tell.sections = RO_SECTION_COPIES | RO_SECTION_DIFF;
    ro_account *account = cli->options.operand_count == 2 ? cli_make_account(cli, &articles) : NULL;
    int status = EXIT_TROUBLE;
    if (cli->options.operand_count != 2 || (account && articles.count != 2)) {
        refuse_diff(cli, &articles);
    } else if (account) {
        status = write_results(cli, account);
        if (status == EXIT_FOUND && !has_findings(account, RO_SECTION_COPIES))
            status = EXIT_NOTHING;
    }
    ro_account_free(account);
    cli_articles_free(&articles);
    return status;
}
