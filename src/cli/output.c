/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"

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
    size_t size = strlen(path) + sizeof ".part";
    sink->path = strdup(path);
    sink->temporary = malloc(size);
    if (sink->path && sink->temporary) {
        snprintf(sink->temporary, size, "%s.part", path);
        sink->file = fopen(sink->temporary, "wb");
        if (sink->file) return true;
    }
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

bool cli_sink_close(cli_context *cli, cli_sink *sink, bool keep) {
    bool good = true;
    if (!sink->path) {
        int closed = sink->file == stdout ? fflush(stdout) : fclose(sink->file);
        if (closed != 0 && keep) {
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
