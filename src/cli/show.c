/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

typedef struct showing {
    cli_context *cli;
    bool has_span;
    unsigned long start, end;
    size_t shown;
} showing;

/* Cut ":START-END" off the operand where it ends in that. */
static bool cut_span(char *operand, showing *to) {
    char *colon = strrchr(operand, ':');
    if (!colon || !isdigit((unsigned char)colon[1])) return true;
    char *end;
    unsigned long first = strtoul(colon + 1, &end, 10);
    if (*end != '-' || !isdigit((unsigned char)end[1])) return true;
    unsigned long last = strtoul(end + 1, &end, 10);
    if (*end) return true;
    *colon = '\0';
    to->has_span = true;
    to->start = first;
    to->end = last;
    return first <= last;
}

static void show_parts(const ro_article *article) {
    size_t count;
    const ro_part *parts = ro_article_parts(article, &count);
    const char *text = ro_article_text(article, NULL);
    for (size_t i = 0; i < count; i++) {
        char time[32];
        bool timed = parts[i].time.precision != RO_PRECISION_NONE;
        printf("%-12s %6u  %s%s%.*s\n", ro_part_role_name(parts[i].role), parts[i].span.start,
               timed ? ro_date_format(&parts[i].time, time) : "", timed ? "  " : "",
               (int)(parts[i].span.end - parts[i].span.start), text + parts[i].span.start);
    }
}

static bool show_articles(void *context, ro_article **articles, size_t count) {
    showing *to = context;
    for (size_t i = 0; i < count; i++, to->shown++) {
        size_t size;
        const char *text = ro_article_text(articles[i], &size);
        if (!to->has_span) {
            show_parts(articles[i]);
            continue;
        }
        ro_span span = {(uint32_t)to->start, (uint32_t)to->end};
        uint64_t from, until;
        if (to->end > size) {
            cli_warn(to->cli, "%s: its text has %zu bytes, not %lu",
                     ro_article_metadata(articles[i])->id, size, to->end);
            continue;
        }
        printf("%.*s\n", (int)(span.end - span.start), text + span.start);
        if (ro_article_source_span(articles[i], span, &from, &until) == RO_OK &&
            (from != span.start || until != span.end))
            printf("bytes %llu to %llu of the source\n", (unsigned long long)from,
                   (unsigned long long)until);
    }
    return true;
}

int cli_show(cli_context *cli) {
    showing to = {.cli = cli};
    cli_articles skips = {0};
    if (cli->options.operand_count != 1) {
        cli_warn(cli, "show takes one article, such as a.html or a.html:120-188");
        return EXIT_TROUBLE;
    }
    char *operand = strdup(cli->options.operands[0]);
    if (!operand || !cut_span(operand, &to)) {
        cli_warn(cli, "%s: the range ends before it starts", cli->options.operands[0]);
        free(operand);
        return EXIT_TROUBLE;
    }
    cli->options.operands[0] = operand;
    bool good = cli_each_batch(cli, false, false, &skips, show_articles, &to);
    cli_articles_free(&skips);
    free(operand);
    return !good ? EXIT_TROUBLE : to.shown ? EXIT_FOUND : EXIT_NOTHING;
}
