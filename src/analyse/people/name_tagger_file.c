/* SPDX-License-Identifier: Apache-2.0 */
#include <limits.h>
#include <stdio.h>

#include "analyse/people/name_tagger.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/input.h"
#include "lang/common/model_folder.h"

/* Ten times the one in models/: what is larger is no such model, and is not read. */
enum { MOST_BYTES = 64 << 20 };

ro_status ro_name_tagger_use(const void *data, size_t size, ro_name_tagger *tagger,
                             ro_error *error) {
    ro_names_header header = {0};
    size_t steps = sizeof(int16_t) * RO_LABEL_COUNT * RO_LABEL_COUNT;
    memcpy(&header, data, size < sizeof header ? size : sizeof header);
    if (size < sizeof header || memcmp(header.magic, RO_NAMES_MAGIC, sizeof header.magic) != 0)
        return ro_fail(error, RO_ERR_INPUT, 0, "not a model of names of Readout");
    if (header.order != RO_NAMES_ORDER)
        return ro_fail(error, RO_ERR_INPUT, 8, "model of names of another byte order");
    if (header.version != RO_NAMES_VERSION)
        return ro_fail(error, RO_ERR_INPUT, 12, "model of names of version %u, wanted %u",
                       header.version, RO_NAMES_VERSION);
    if (header.reserved || !header.rows || (header.rows & (header.rows - 1)) != 0 ||
        size != sizeof header + steps + (size_t)header.rows * RO_LABEL_ROW * sizeof(int16_t))
        return ro_fail(error, RO_ERR_INPUT, 16,
                       "model of names damaged: its size is not that of its rows");
    const char *body = (const char *)data + sizeof header;
    if (header.checksum != ro_hash(body, size - sizeof header))
        return ro_fail(error, RO_ERR_INPUT, 24, "model of names damaged: its checksum is wrong");
    tagger->steps = (const int16_t *)(const void *)body;
    tagger->weights = tagger->steps + (size_t)RO_LABEL_COUNT * RO_LABEL_COUNT;
    tagger->mask = header.rows - 1;
    return RO_OK;
}

static ro_status find_file(const char *dir, char *path, size_t size, ro_error *error) {
    char folder[PATH_MAX];
    ro_status status = ro_model_folder(dir, folder, sizeof folder, error);
    if (status != RO_OK) return status;
    int length = snprintf(path, size, "%s/%s", folder, RO_NAMES_FILE);
    if (length < 0 || (size_t)length >= size)
        return ro_fail(error, RO_ERR_ARG, 0, "the path of the models is too long");
    return RO_OK;
}

ro_status ro_name_tagger_read(const char *dir, ro_arena *arena, ro_name_tagger *tagger,
                              ro_error *error) {
    char path[PATH_MAX + sizeof RO_NAMES_FILE];
    ro_buffer bytes = {0};
    ro_error inner = {0};
    ro_status status = find_file(dir, path, sizeof path, error);
    if (status != RO_OK) return status;
    status = ro_input_file(path, MOST_BYTES, &bytes, &inner);
    if (status == RO_OK || status == RO_WARN) {
        char *kept = ro_arena_copy(arena, bytes.data, bytes.size);
        status =
            kept ? ro_name_tagger_use(kept, bytes.size, tagger, &inner) : ro_fail_nomem(&inner);
    }
    ro_buffer_free(&bytes);
    if (status == RO_OK) return RO_OK;
    ro_fail(error, status, inner.offset, "%s: %s", path, inner.msg);
    if (error) error->sys = inner.sys;
    return status;
}
