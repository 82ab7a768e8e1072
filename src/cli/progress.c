/* SPDX-License-Identifier: Apache-2.0 */
#include <time.h>
#include <unistd.h>

#include "cli.h"

/* Whether a bar stands in the last line of the terminal. */
static bool on_screen;

void cli_progress_clear(void) {
    if (on_screen) fputs("\r\033[K", stderr);
    on_screen = false;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

void cli_progress_start(cli_progress *progress, const cli_context *cli, size_t total) {
    *progress = (cli_progress){
        .total = total, .started = now(), .enabled = !cli->options.quiet && isatty(STDERR_FILENO)};
}

void cli_progress_step(cli_progress *progress, size_t done, const char *what) {
    progress->done = done;
    if (!progress->enabled) return;
    double time = now();
    if (time - progress->started < 1 || time - progress->drawn < 0.1) return;
    progress->drawn = time;
    on_screen = true;
    if (!progress->total) {
        fprintf(stderr, "\r%s: %zu\033[K", what, done);
        return;
    }
    enum { WIDTH = 30 };
    int filled = (int)(done * WIDTH / progress->total);
    fprintf(stderr, "\r%s [%.*s%*s] %zu of %zu\033[K", what, filled,
            "##############################", WIDTH - filled, "", done, progress->total);
}

int cli_progress_told(void *context, const char *step, size_t done, size_t total) {
    cli_progress *progress = context;
    progress->total = total;
    cli_progress_step(progress, done, step);
    return 0;
}

void cli_progress_end(cli_progress *progress) {
    if (progress->enabled) cli_progress_clear();
}
