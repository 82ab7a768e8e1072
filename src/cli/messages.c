/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

/* Why standard output took nothing more, the first time; the stream itself keeps no reason. */
static int output_error;

int cli_write(void *file, const void *data, size_t size) {
    errno = 0;
    if (fwrite(data, 1, size, file) == size) return 0;
    int error = errno ? errno : EIO;
    if (file == stdout && !output_error) output_error = error;
    return error;
}

/* Of several processes that write to one place, lines stay whole: standard error has no
 * buffer of its own, and each part of a line would be a call. */
static void write_whole(FILE *file, const char *line, size_t size) {
    char *shown = NULL;
    size_t length = 0;
    FILE *memory = file == stderr ? open_memstream(&shown, &length) : NULL;
    FILE *to = memory ? memory : file;
    fputs(file == stderr ? "readout: " : "", to);
    ro_write_printable(line, size, false, cli_write, to, NULL);
    cli_write(to, "\n", 1);
    if (memory && fclose(memory) == 0) fwrite(shown, 1, length, file);
    free(shown);
}

/* Most lines fit the room here: that memory ended is said without any. */
static void write_line(FILE *file, const char *format, va_list args) {
    enum { ROOM = 1024 };
    char room[ROOM], *longer = NULL;
    va_list again;
    if (file == stderr) cli_progress_clear();
    va_copy(again, args);
    int length = vsnprintf(room, ROOM, format, args);
    size_t size = length < 0 ? 0 : (size_t)length;
    if (size >= ROOM) longer = malloc(size + 1);
    if (longer) vsnprintf(longer, size + 1, format, again);
    va_end(again);
    if (size >= ROOM && !longer) size = ROOM - 1;
    write_whole(file, longer ? longer : room, size);
    free(longer);
}

void cli_say(const char *format, ...) {
    va_list args;
    va_start(args, format);
    write_line(stderr, format, args);
    va_end(args);
}

void cli_print(const char *format, ...) {
    va_list args;
    va_start(args, format);
    write_line(stdout, format, args);
    va_end(args);
}

void cli_print_words(const char *text, size_t size) {
    ro_write_printable(text, size, true, cli_write, stdout, NULL);
    cli_write(stdout, "\n", 1);
}

bool cli_print_end(void) {
    errno = 0;
    bool good = fflush(stdout) == 0 && !ferror(stdout);
    if (good) return true;
    int error = output_error ? output_error : errno ? errno : EIO;
    if (error == EPIPE) {
        signal(SIGPIPE, SIG_DFL);
        raise(SIGPIPE);
    }
    cli_say("cannot write: %s", strerror(error));
    return false;
}

void cli_warn(cli_context *cli, const char *format, ...) {
    va_list args;
    cli->trouble = true;
    if (cli->again) return;
    va_start(args, format);
    write_line(stderr, format, args);
    va_end(args);
}

void cli_note(cli_context *cli, const char *format, ...) {
    va_list args;
    if (cli->options.quiet || cli->again) return;
    va_start(args, format);
    write_line(stderr, format, args);
    va_end(args);
}
