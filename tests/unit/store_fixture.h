/* SPDX-License-Identifier: Apache-2.0 */
/** A file for a store, with what SQLite leaves beside it. */
#ifndef RO_TEST_STORE_FIXTURE_H
#define RO_TEST_STORE_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char path[] = "/tmp/readout-store-XXXXXX";

static int make_path(void **state) {
    (void)state;
    int file = mkstemp(path);
    return file < 0 ? -1 : close(file);
}

static int remove_path(void **state) {
    (void)state;
    static const char *const ends[] = {"", "-wal", "-shm"};
    char name[64];
    for (size_t i = 0; i < 3; i++) {
        snprintf(name, sizeof name, "%s%s", path, ends[i]);
        unlink(name);
    }
    return 0;
}

#endif
