/* SPDX-License-Identifier: Apache-2.0 */
#define _XOPEN_SOURCE 700 /* realpath */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
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

static bool is_named_output(const cli_context *cli, const char *path) {
    return same_file(cli->options.output, path) || same_file(cli->options.record, path);
}

/* Unfinished files, for the signals that end the program. */
enum { MOST_UNFINISHED = 4 };
static char *volatile unfinished[MOST_UNFINISHED];

static bool is_unfinished(const char *path) {
    for (int i = 0; i < MOST_UNFINISHED; i++)
        if (unfinished[i] && same_file(unfinished[i], path)) return true;
    return false;
}

static bool is_standard_output(const char *path) {
    struct stat output, status;
    return fstat(STDOUT_FILENO, &output) == 0 && S_ISREG(output.st_mode) &&
           stat(path, &status) == 0 && output.st_dev == status.st_dev &&
           output.st_ino == status.st_ino;
}

bool cli_is_output(const cli_context *cli, const char *path) {
    return is_named_output(cli, path) || is_unfinished(path) || is_standard_output(path);
}

/* Whether readout wrote the file: a page or JSON says so in its first lines. */
static bool is_own_output(const char *path) {
    static const char *const signs[] = {"<meta name=generator content=\"Readout ",
                                        "\"schema\": \"readout.", "\"schema\":\"readout."};
    char head[1024];
    FILE *file = fopen(path, "rb");
    if (!file) return false;
    size_t size = fread(head, 1, sizeof head - 1, file);
    fclose(file);
    head[size] = '\0';
    bool own = size == 0; /* nothing is lost with it */
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) own = own || strstr(head, signs[i]);
    return own;
}

bool cli_would_replace(const cli_context *cli, const char *path) {
    return is_named_output(cli, path) && !is_own_output(path);
}

/* Where @p path leads, behind every link, whether or not a file is there yet: the real path
 * of its folder and its name. Yours to free; NULL: errno says why. */
static char *target_of(const char *path) {
    enum { MOST_LINKS = 40 }; /* as Linux does before ELOOP */
    char *real = realpath(path, NULL), at[PATH_MAX], to[PATH_MAX], joined[2 * PATH_MAX];
    if (real || errno != ENOENT || strlen(path) >= sizeof at) return real;
    strcpy(at, path);
    for (int links = 0;; links++) {
        char *slash = strrchr(at, '/');
        ssize_t length = readlink(at, to, sizeof to - 1);
        if (length < 0) {
            const char *name = slash ? slash + 1 : at;
            if (slash) *slash = '\0';
            real = realpath(!slash ? "." : slash == at ? "/" : at, NULL);
            if (!real) return NULL;
            snprintf(joined, sizeof joined, "%s/%s", strcmp(real, "/") == 0 ? "" : real, name);
            free(real);
            return strdup(joined);
        }
        to[length] = '\0';
        int folder = to[0] == '/' || !slash ? 0 : (int)(slash - at) + 1;
        snprintf(joined, sizeof joined, "%.*s%s", folder, at, to);
        if (links == MOST_LINKS || strlen(joined) >= sizeof at) {
            errno = ELOOP;
            return NULL;
        }
        strcpy(at, joined);
    }
}

/* A name without an ending, and what is no file, may hold anything. */
static bool check_ending(const cli_command *command, const char *path) {
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *ending = strrchr(name, '.');
    struct stat status;
    bool device = stat(path, &status) == 0 && !S_ISREG(status.st_mode);
    if (!command->endings || !ending || ending == name || device) return true;
    size_t length = strlen(ending);
    for (const char *at = command->endings; *at;) {
        size_t known = strcspn(at, " ");
        if (known == length && strncasecmp(at, ending, length) == 0) return true;
        at += known + (at[known] == ' ');
    }
    cli_say("%s: %s writes no %s; -o takes names that end in %s", path, command->name, ending,
            command->endings);
    return false;
}

static bool check_inputs(const cli_options *options, const char *output) {
    const char *read = same_file(output, options->store) ? options->store : NULL;
    for (size_t i = 0; i < options->operand_count && !read; i++)
        if (same_file(output, options->operands[i])) read = options->operands[i];
    if (!read) return true;
    cli_say("%s: is the same file as %s, which is read; nothing was written", output,
            strcmp(read, "-") == 0 ? "standard input" : read);
    return false;
}

/* Whether both outputs go to one place, be it there or not. */
static bool are_one(const char *output, const char *record) {
    if (!output || strcmp(output, "-") == 0) return strcmp(record, "-") == 0;
    char *first = target_of(output), *second = target_of(record);
    bool one = first && second && strcmp(first, second) == 0;
    free(first);
    free(second);
    return one || same_file(output, record);
}

bool cli_check_outputs(cli_context *cli, const cli_command *command) {
    const cli_options *options = &cli->options;
    const char *outputs[] = {options->output, options->record};
    if (options->output && !check_ending(command, options->output)) return false;
    for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++)
        if (outputs[i] && !check_inputs(options, outputs[i])) return false;
    if (!options->record || !are_one(options->output, options->record)) return true;
    cli_say("%s: --output and --record are the same file", options->record);
    return false;
}

/* ---- files that appear when they are complete ---- */

void cli_remove_unfinished(void) {
    for (int i = 0; i < MOST_UNFINISHED; i++)
        if (unfinished[i]) unlink(unfinished[i]);
}

static void remove_and_end(int number) {
    cli_remove_unfinished();
    signal(number, SIG_DFL);
    raise(number);
}

static void watch_unfinished(char *path) {
    static const int endings[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGABRT};
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
    sink->path = target_of(path);
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
    return cli_write(((cli_sink *)sink)->file, data, size);
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
