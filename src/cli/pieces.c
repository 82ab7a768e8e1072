/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"

enum {
    FIRST_LOOK = 16 << 10,  /* bytes in which most files show a whole line */
    PIECE = 4 << 20,        /* handed on at once: hundreds of articles */
    LONGEST_LINE = 64 << 20 /* of one record, as large as a batch (inputs.c) */
};

static ssize_t read_some(int file, char *into, size_t size) {
    ssize_t got;
    do got = read(file, into, size);
    while (got < 0 && errno == EINTR);
    return got;
}

/* Read until there are @p want bytes or the input ends; false: an error. */
static bool fill(cli_lines *lines, size_t want) {
    if (want > lines->capacity) {
        char *moved = realloc(lines->bytes, want);
        if (!moved) return false;
        lines->bytes = moved;
        lines->capacity = want;
    }
    while (lines->size < want && !lines->ended) {
        ssize_t got = read_some(lines->file, lines->bytes + lines->size, want - lines->size);
        if (got < 0) return false;
        lines->ended = got == 0;
        lines->size += (size_t)got;
    }
    return true;
}

/* An object that ends with its line: what is laid out over several is no JSON Lines. */
static bool looks_like_lines(const cli_lines *lines) {
    size_t at = 0, end;
    while (at < lines->size && strchr(" \t\r\n", lines->bytes[at])) at++;
    if (at >= lines->size || lines->bytes[at] != '{') return false;
    const char *newline = memchr(lines->bytes + at, '\n', lines->size - at);
    if (!newline) return false;
    end = (size_t)(newline - lines->bytes);
    while (end > at && strchr(" \t\r", lines->bytes[end - 1])) end--;
    return end - at >= 2 && lines->bytes[end - 1] == '}';
}

bool cli_lines_open(cli_lines *lines, const char *path) {
    bool standard = strcmp(path, "-") == 0;
    struct stat status;
    *lines = (cli_lines){.file = -1};
    /* What is read of a pipe cannot be read again by its name. */
    if (!standard && (stat(path, &status) != 0 || !S_ISREG(status.st_mode))) return false;
    lines->file = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (lines->file < 0) return false;
    for (size_t want = FIRST_LOOK; want <= PIECE; want *= 4) {
        if (!fill(lines, want)) return false;
        if (lines->ended || memchr(lines->bytes, '\n', lines->size)) break;
    }
    return looks_like_lines(lines);
}

bool cli_lines_next(cli_lines *lines, cli_piece *piece) {
    errno = 0;
    lines->size -= lines->given;
    lines->start += lines->given;
    if (lines->given) memmove(lines->bytes, lines->bytes + lines->given, lines->size);
    lines->given = 0;
    size_t whole = 0;
    for (size_t want = PIECE; !whole && want <= LONGEST_LINE; want *= 2) {
        if (!fill(lines, want)) return false;
        whole = lines->size;
        if (lines->ended) break;
        while (whole && lines->bytes[whole - 1] != '\n') whole--;
    }
    if (!whole) whole = lines->size; /* a line beyond all measure: the reader says so */
    lines->given = whole;
    *piece = (cli_piece){lines->bytes, lines->start, whole};
    return whole > 0;
}

int64_t cli_lines_read(void *context, void *buffer, size_t size) {
    cli_lines *lines = context;
    size_t left = lines->size - lines->given;
    if (!left) return read_some(lines->file, buffer, size);
    if (size > left) size = left;
    memcpy(buffer, lines->bytes + lines->given, size);
    lines->given += size;
    return (int64_t)size;
}

void cli_lines_close(cli_lines *lines) {
    if (lines->file > STDIN_FILENO) close(lines->file);
    free(lines->bytes);
    *lines = (cli_lines){.file = -1};
}

bool cli_choose(const char *name, const char *text, const char *const *choices, unsigned *value) {
    char list[256] = "";
    for (unsigned i = 0; text && choices[i]; i++) {
        if (strcmp(choices[i], text) == 0) {
            *value = i;
            return true;
        }
        size_t used = strlen(list);
        snprintf(list + used, sizeof list - used, " %s", choices[i]);
    }
    if (!text) return true;
    cli_say("--%s does not take %s; it takes%s", name, text, list);
    return false;
}
