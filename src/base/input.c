/* SPDX-License-Identifier: Apache-2.0 */
#include "base/input.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

enum { CHUNK = 64 * 1024 }; /* what a pipe of Linux holds */

ro_status ro_input_stream(ro_read_fn read, void *context, uint64_t limit, ro_buffer *data,
                          ro_error *error) {
    for (;;) {
        char *to = ro_buffer_reserve(data, CHUNK);
        if (!to) return ro_fail_nomem(error);
        int64_t got = read(context, to, CHUNK);
        if (got < 0) return ro_fail_io(error, errno, "cannot read");
        if (got == 0) break;
        data->size += (size_t)got;
        if (data->size > limit)
            return ro_fail(error, RO_ERR_LIMIT, limit, "larger than the limit of %" PRIu64 " bytes",
                           limit);
    }
    data->data[data->size] = '\0';
    return RO_OK;
}

typedef struct open_file {
    int descriptor;
    uint64_t left; /* bytes to read, so that a file that grows for ever has an end */
} open_file;

static int64_t read_descriptor(void *context, void *buffer, size_t size) {
    open_file *file = context;
    if (size > file->left) size = (size_t)file->left;
    ssize_t got;
    do got = read(file->descriptor, buffer, size);
    while (got < 0 && errno == EINTR);
    if (got > 0) file->left -= (uint64_t)got;
    return got;
}

static ro_status read_open_file(int fd, uint64_t limit, ro_buffer *data, ro_error *error) {
    struct stat before, after;
    if (fstat(fd, &before) != 0) return ro_fail_io(error, errno, "cannot read");
    if (S_ISDIR(before.st_mode)) return ro_fail(error, RO_ERR_INPUT, 0, "is a folder");
    open_file file = {.descriptor = fd, .left = UINT64_MAX}; /* a pipe, or /proc, has no size */
    if (S_ISREG(before.st_mode) && before.st_size > 0) {
        file.left = (uint64_t)before.st_size;
        if (file.left > limit)
            return ro_fail(error, RO_ERR_LIMIT, limit, "larger than the limit of %" PRIu64 " bytes",
                           limit);
        if (!ro_buffer_reserve(data, (size_t)file.left + CHUNK)) return ro_fail_nomem(error);
    }
    ro_status status = ro_input_stream(read_descriptor, &file, limit, data, error);
    if (status != RO_OK) return status;
    bool moved = fstat(fd, &after) == 0 && S_ISREG(after.st_mode) &&
                 (after.st_size != before.st_size || (uint64_t)after.st_size != data->size ||
                  after.st_mtim.tv_sec != before.st_mtim.tv_sec ||
                  after.st_mtim.tv_nsec != before.st_mtim.tv_nsec);
    if (moved) return ro_fail(error, RO_WARN, 0, "changed while it was read");
    return RO_OK;
}

ro_status ro_input_file(const char *path, uint64_t limit, ro_buffer *data, ro_error *error) {
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) return ro_fail_io(error, errno, "cannot open");
    ro_status status = read_open_file(fd, limit, data, error);
    close(fd);
    return status;
}
