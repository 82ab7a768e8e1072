/* SPDX-License-Identifier: Apache-2.0 */
/* Opening what a caller names: a file, a member of an archive, memory, a stream. */
#include <stdlib.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/input.h"
#include "read/format.h"

enum { LONGEST_PATH = 4096 };

#define ADDRESS_OF(name) &ro_format_##name,
static const ro_source_format *const formats[] = {RO_SOURCE_FORMATS(ADDRESS_OF) NULL};
#undef ADDRESS_OF

/* The end of the part of a path that is a file, where it goes on as if that were a folder:
 * "news.zip" of "news.zip/page.html"; 0: there is none. */
static size_t find_archive(const char *path) {
    char prefix[LONGEST_PATH];
    size_t n = strlen(path);
    struct stat status;
    if (n >= sizeof prefix) return 0;
    memcpy(prefix, path, n + 1);
    while (n--) {
        if (prefix[n] != '/') continue;
        prefix[n] = '\0';
        if (stat(prefix, &status) == 0) return S_ISREG(status.st_mode) ? n : 0;
    }
    return 0;
}

/* Open a member of an archive by its path, as articles have it. */
static ro_status open_member(const ro_read_rules *rules, const ro_read_limits *limits,
                             const char *path, size_t end, const ro_read_options *options,
                             ro_reader **out, ro_error *error) {
    char *archive = strndup(path, end);
    if (!archive) return ro_fail_nomem(error);
    ro_status status = ro_reader_open_with(rules, limits, archive, options, out, error);
    free(archive);
    if (status < 0) return status;
    if (!(*out)->format->members) {
        ro_reader_free(*out);
        *out = NULL;
        return ro_fail(error, RO_ERR_INPUT, 0, "is no archive of members");
    }
    ro_reader *reader = *out;
    bool kept = ro_buffer_puts(&reader->wanted_name, path + end + 1);
    reader->wanted = (ro_str){reader->wanted_name.data, reader->wanted_name.size};
    if (kept) return status;
    ro_reader_free(reader);
    *out = NULL;
    return ro_fail_nomem(error);
}

ro_status ro_reader_open_with(const ro_read_rules *rules, const ro_read_limits *limits,
                              const char *path, const ro_read_options *options, ro_reader **out,
                              ro_error *error) {
    *out = NULL;
    size_t archive = find_archive(path);
    if (archive) return open_member(rules, limits, path, archive, options, out, error);
    ro_reader *reader = ro_reader_new(formats, rules, limits, path, options);
    if (!reader) return ro_fail_nomem(error);
    ro_status status = ro_input_file(path, limits->input_bytes, &reader->owned, error);
    reader->data = (ro_str){reader->owned.data, reader->owned.size};
    return ro_reader_start(reader, status, out, error);
}

ro_status ro_reader_open_memory_with(const ro_read_rules *rules, const ro_read_limits *limits,
                                     const char *name, const void *data, size_t size,
                                     const ro_read_options *options, ro_reader **out,
                                     ro_error *error) {
    *out = NULL;
    ro_reader *reader = ro_reader_new(formats, rules, limits, name, options);
    if (!reader) return ro_fail_nomem(error);
    reader->data = (ro_str){data, size};
    return ro_reader_start(reader, RO_OK, out, error);
}

ro_status ro_reader_open_stream_with(const ro_read_rules *rules, const ro_read_limits *limits,
                                     const char *name, ro_read_fn read, void *context,
                                     const ro_read_options *options, ro_reader **out,
                                     ro_error *error) {
    *out = NULL;
    ro_reader *reader = ro_reader_new(formats, rules, limits, name, options);
    if (!reader) return ro_fail_nomem(error);
    ro_status status = ro_input_stream(read, context, limits->input_bytes, &reader->owned, error);
    reader->data = (ro_str){reader->owned.data, reader->owned.size};
    return ro_reader_start(reader, status, out, error);
}
