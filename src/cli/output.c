/* SPDX-License-Identifier: Apache-2.0 */
#define _XOPEN_SOURCE 700 /* realpath */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"

/* ---- what may be written ---- */

static bool same_file(const char *a, const char *b) {
    struct stat first, second;
    if (!a || !b) return false;
    int failed = strcmp(b, "-") == 0 ? fstat(STDIN_FILENO, &second) : stat(b, &second);
    return !failed && stat(a, &first) == 0 && S_ISREG(first.st_mode) &&
           first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

bool cli_is_output(const cli_context *cli, const char *path) {
    return same_file(cli->options.output, path) || same_file(cli->options.record, path);
}

/* A name without an ending, and what is no file, may hold anything. */
static bool check_ending(const cli_command *command, const char *path) {
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *ending = strrchr(name, '.');
    struct stat status;
    bool device = stat(path, &status) == 0 && !S_ISREG(status.st_mode);
    if (!command->endings || !ending || ending == name || device) return true;
    size_t length = strlen(ending);
    for (const char *at = command->endings; (at = strstr(at, ending)); at++)
        if (at[length] == ' ' || at[length] == '\0') return true;
    cli_say("%s: %s writes no %s; -o takes names that end in %s", path, command->name, ending,
            command->endings);
    return false;
}

static bool check_inputs(const cli_options *options, const char *output) {
    const char *read = same_file(output, options->store) ? options->store : NULL;
    for (size_t i = 0; i < options->operand_count && !read; i++)
        if (same_file(output, options->operands[i])) read = options->operands[i];
    if (!read) return true;
    cli_say("%s: is the same file as %s, which is read; nothing was written", output, read);
    return false;
}

bool cli_check_outputs(cli_context *cli, const cli_command *command) {
    const cli_options *options = &cli->options;
    const char *outputs[] = {options->output, options->record};
    bool both = options->output && options->record;
    if (options->output && !check_ending(command, options->output)) return false;
    for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++)
        if (outputs[i] && !check_inputs(options, outputs[i])) return false;
    if (!both || (strcmp(outputs[0], outputs[1]) != 0 && !same_file(outputs[0], outputs[1])))
        return true;
    cli_say("%s: --output and --record are the same file", options->output);
    return false;
}

/* ---- files that appear when they are complete ---- */

/* Unfinished files, for the signals that end the program. */
enum { MOST_UNFINISHED = 4 };
static char *volatile unfinished[MOST_UNFINISHED];

static void remove_and_end(int number) {
    for (int i = 0; i < MOST_UNFINISHED; i++)
        if (unfinished[i]) unlink(unfinished[i]);
    signal(number, SIG_DFL);
    raise(number);
}

static void watch_unfinished(char *path) {
    static const int endings[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
    for (int i = 0; i < MOST_UNFINISHED; i++)
        if (!unfinished[i]) {
            unfinished[i] = path;
            break;
        }
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        struct sigaction now;
        if (sigaction(endings[i], NULL, &now) == 0 && now.sa_handler == SIG_DFL)
            signal(endings[i], remove_and_end);
    }
}

static void forget_unfinished(const char *path) {
    for (int i = 0; i < MOST_UNFINISHED; i++)
        if (unfinished[i] == path) unfinished[i] = NULL;
}

/* Beside the file that it will replace, which a link may lead to, with that one's rights. */
static bool open_beside(cli_sink *sink, const char *path) {
    struct stat status;
    bool there = stat(path, &status) == 0;
    sink->path = there ? realpath(path, NULL) : strdup(path);
    size_t size = sink->path ? strlen(sink->path) + 32 : 0;
    sink->temporary = size ? malloc(size) : NULL;
    if (!sink->temporary) return false;
    snprintf(sink->temporary, size, "%s.%ld.part", sink->path, (long)getpid());
    int file = open(sink->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file >= 0 && there) fchmod(file, status.st_mode & 0777);
    sink->file = file >= 0 ? fdopen(file, "wb") : NULL;
    if (sink->file) watch_unfinished(sink->temporary);
    return sink->file != NULL;
}

bool cli_sink_open(cli_context *cli, cli_sink *sink, const char *path) {
    *sink = (cli_sink){.file = stdout};
    if (!path || strcmp(path, "-") == 0) return true;
    struct stat status;
    if (stat(path, &status) == 0 && !S_ISREG(status.st_mode)) {
        /* A device or a pipe is written to, never replaced. */
        sink->file = fopen(path, "wb");
        if (!sink->file) cli_warn(cli, "%s: cannot write: %s", path, strerror(errno));
        return sink->file != NULL;
    }
    if (open_beside(sink, path)) return true;
    cli_warn(cli, "%s: cannot write: %s", path, strerror(errno));
    free(sink->path);
    free(sink->temporary);
    return false;
}

int cli_sink_write(void *sink, const void *data, size_t size) {
    FILE *file = ((cli_sink *)sink)->file;
    errno = 0;
    if (fwrite(data, 1, size, file) == size) return 0;
    return errno ? errno : EIO;
}

void cli_warn_unwritten(cli_context *cli, const cli_sink *sink, const ro_error *error) {
    if (sink->file == stdout && error->code == RO_ERR_IO)
        cli->trouble = true;
    else
        cli_warn(cli, "%s%s%s", sink->path ? sink->path : "", sink->path ? ": " : "", error->msg);
}

bool cli_sink_close(cli_context *cli, cli_sink *sink, bool keep) {
    bool good = true;
    if (!sink->path) {
        /* Standard output is looked after where the program ends. */
        if (sink->file != stdout && fclose(sink->file) != 0 && keep) {
            cli_warn(cli, "cannot write: %s", strerror(errno));
            good = false;
        }
        return good;
    }
    good = fclose(sink->file) == 0 && keep && rename(sink->temporary, sink->path) == 0;
    if (!good) {
        if (keep) cli_warn(cli, "%s: cannot write: %s", sink->path, strerror(errno));
        unlink(sink->temporary);
    }
    forget_unfinished(sink->temporary);
    free(sink->path);
    free(sink->temporary);
    return good;
}

bool cli_wants_color(const cli_options *options) {
    if (options->color && strcmp(options->color, "always") == 0) return true;
    if (options->color && strcmp(options->color, "never") == 0) return false;
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    if (no_color && *no_color) return false;
    return !options->output && isatty(STDOUT_FILENO) && term && strcmp(term, "dumb") != 0;
}
