/* SPDX-License-Identifier: Apache-2.0 */
/* show: from a receipt, in any form in which one is printed, to the words behind it. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli.h"

static void show_parts(const ro_article *article) {
    size_t count;
    const ro_part *parts = ro_article_parts(article, &count);
    const char *text = ro_article_text(article, NULL);
    for (size_t i = 0; i < count; i++) {
        char time[32];
        bool timed = parts[i].time.precision != RO_PRECISION_NONE;
        bool of_kind = parts[i].role == RO_PART_BODY && parts[i].kind != RO_KIND_PARAGRAPH;
        const char *what =
            of_kind ? ro_part_kind_name(parts[i].kind) : ro_part_role_name(parts[i].role);
        cli_print("%-12s %6u  %s%s%.*s", what, parts[i].span.start,
                  timed ? ro_date_format(&parts[i].time, time) : "", timed ? "  " : "",
                  (int)(parts[i].span.end - parts[i].span.start), text + parts[i].span.start);
    }
}

static bool holds(ro_span span, uint32_t at) {
    return span.start <= at && at < span.end;
}

/* What stands at a start that has no end: its sentence, from the first mark on, else its
 * part, else the rest of the text. */
static ro_span span_at(const ro_article *article, uint32_t at) {
    size_t count, size;
    const ro_sentence *sentences = ro_article_sentences(article, &count);
    for (size_t i = 0; i < count; i++)
        if (holds(sentences[i].span, at)) return sentences[i].span;
    const ro_part *parts = ro_article_parts(article, &count);
    for (size_t i = 0; i < count; i++)
        if (holds(parts[i].span, at)) return parts[i].span;
    ro_article_text(article, &size);
    return (ro_span){at, (uint32_t)size};
}

/* The words, and where they stand in the text and in the source. */
static void show_span(const ro_article *article, ro_span span) {
    const ro_metadata *meta = ro_article_metadata(article);
    const char *path = meta->input_path ? meta->input_path : meta->id;
    char record[16] = "", source[64] = "";
    uint64_t from, until;
    if (meta->record) snprintf(record, sizeof record, "#%u", meta->record);
    if (ro_article_input_span(article, span, &from, &until) == RO_OK &&
        (from != span.start || until != span.end))
        snprintf(source, sizeof source, ", bytes %llu to %llu of the source",
                 (unsigned long long)from, (unsigned long long)until);
    cli_print_words(ro_article_text(article, NULL) + span.start, span.end - span.start);
    cli_print("%s%s:%u-%u%s", path, record, span.start, span.end, source);
}

static bool show_place(cli_context *cli, ro_article *article, const ro_place *place) {
    ro_error error = {0};
    if (!place->has_start) {
        show_parts(article);
        return true;
    }
    ro_span span = place->span;
    if (!place->has_end) {
        if (ro_analyse(cli->engine, article, &error) < 0) {
            cli_warn(cli, "%s", error.msg);
            return false;
        }
        span = span_at(article, span.start);
    }
    show_span(article, span);
    return true;
}

/* Cut what may follow a path in a receipt: ":10-50", or "#2" and the like. */
static bool cut_tail(char *path, char mark, const char *allowed) {
    char *at = strrchr(path, mark);
    if (!at || at == path || !at[1] || at[1 + strspn(at + 1, allowed)]) return false;
    *at = '\0';
    return true;
}

/* Make the path to read of a receipt that is given without files: the longest beginning
 * of it that is there, or that lies within an archive. False: it names no file. */
static bool find_path(char *path) {
    struct stat status;
    static const struct {
        char mark;
        const char *allowed;
    } tails[] = {{':', "0123456789-"}, {'#', "0123456789abcdef-"}};
    if (strcmp(path, "-") == 0 || stat(path, &status) == 0) return true;
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
        if (cut_tail(path, tails[i].mark, tails[i].allowed) && stat(path, &status) == 0)
            return true;
    return errno == ENOTDIR;
}

/* Show all that a file or a folder holds, without keeping it. */
static bool show_all(void *context, ro_article **articles, size_t count) {
    size_t *shown = context;
    for (size_t i = 0; i < count; i++, ++*shown) show_parts(articles[i]);
    return true;
}

static int show_source(cli_context *cli) {
    cli_articles skips = {0};
    size_t shown = 0;
    bool good = cli_each_batch(cli, false, false, &skips, show_all, &shown);
    cli_articles_free(&skips);
    return !good ? EXIT_TROUBLE : shown ? EXIT_FOUND : EXIT_NOTHING;
}

/* Look for the receipt in the articles of the operands, or of the store. */
static int show_receipt(cli_context *cli, const char *receipt) {
    cli_articles articles = {0};
    ro_error error = {0};
    ro_place place;
    int status = EXIT_TROUBLE;
    if (cli_read_all(cli, &articles)) {
        if (ro_receipt_find(articles.items, articles.count, receipt, cli->tell.offsets, &place,
                            &error) != RO_OK) {
            /* Why nothing was read has been told. */
            if (articles.count || !cli->trouble) cli_warn(cli, "%s: %s", receipt, error.msg);
        } else {
            if (place.also_number)
                cli_note(cli,
                         "%s: one article has that id, another that number; brackets, "
                         "[%s], ask for the number",
                         receipt, receipt);
            if (show_place(cli, articles.items[place.article], &place)) status = EXIT_FOUND;
        }
    }
    cli_articles_free(&articles);
    return status;
}

/* A receipt alone: the file that it begins with is read. */
static int show_alone(cli_context *cli, const char *receipt) {
    char *path = strdup(receipt);
    int status = EXIT_TROUBLE;
    if (!path) {
        cli_warn(cli, "out of memory");
    } else if (!find_path(path)) {
        cli_warn(cli, "%s: no such file; a number or an id needs the files of its run, or --store",
                 receipt);
    } else {
        cli->options.operands[0] = path;
        status = strcmp(path, receipt) == 0 ? show_source(cli) : show_receipt(cli, receipt);
    }
    free(path);
    return status;
}

int cli_show(cli_context *cli) {
    cli_options *options = &cli->options;
    if (options->operand_count == 0) {
        cli_warn(cli, "show takes a receipt, such as a.html, a.html:120-188, or '[4:545]' and the "
                      "files of the run");
        return EXIT_TROUBLE;
    }
    const char *receipt = options->operands[0];
    if (options->operand_count == 1 && !options->store) return show_alone(cli, receipt);
    options->operand_count--;
    memmove(options->operands, options->operands + 1,
            options->operand_count * sizeof *options->operands);
    return show_receipt(cli, receipt);
}
