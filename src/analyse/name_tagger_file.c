/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>

#include "analyse/name_tagger.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/input.h"
#include "lang/model_folder.h"

enum { MOST_BYTES = 64 << 20 };

static const char damaged[] = "the model of names is damaged or of another kind";

ro_status ro_name_tagger_use(const void *data, size_t size, ro_name_tagger *tagger,
                             ro_error *error) {
    ro_names_header header;
    size_t steps = sizeof(int16_t) * RO_LABEL_COUNT * RO_LABEL_COUNT;
    if (size < sizeof header + steps) return ro_fail(error, RO_ERR_INPUT, 0, damaged);
    memcpy(&header, data, sizeof header);
    const char *body = (const char *)data + sizeof header;
    bool fits =
        header.rows && (header.rows & (header.rows - 1)) == 0 &&
        size == sizeof header + steps + (size_t)header.rows * RO_LABEL_ROW * sizeof(int16_t);
    if (memcmp(header.magic, RO_NAMES_MAGIC, sizeof header.magic) != 0 ||
        header.order != 0x01020304u || !fits ||
        header.checksum != ro_hash(body, size - sizeof header))
        return ro_fail(error, RO_ERR_INPUT, 0, damaged);
    tagger->steps = (const int16_t *)(const void *)body;
    tagger->weights = tagger->steps + (size_t)RO_LABEL_COUNT * RO_LABEL_COUNT;
    tagger->mask = header.rows - 1;
    return RO_OK;
}

static ro_status read_file(const char *dir, ro_buffer *bytes, ro_error *error) {
    char folder[PATH_MAX], path[PATH_MAX + sizeof RO_NAMES_FILE];
    ro_status status = ro_model_folder(dir, folder, sizeof folder, error);
    if (status != RO_OK) return status;
    int length = snprintf(path, sizeof path, "%s/%s", folder, RO_NAMES_FILE);
    if (length < 0 || (size_t)length >= sizeof path)
        return ro_fail(error, RO_ERR_ARG, 0, "the path of the models is too long");
    return ro_input_file(path, MOST_BYTES, bytes, error);
}

ro_status ro_name_tagger_read(const char *dir, ro_arena *arena, ro_name_tagger *tagger,
                              ro_error *error) {
    ro_buffer bytes = {0};
    ro_error inner = {0};
    ro_status status = read_file(dir, &bytes, &inner);
    if (status == RO_OK || status == RO_WARN) {
        char *kept = ro_arena_copy(arena, bytes.data, bytes.size);
        status =
            kept ? ro_name_tagger_use(kept, bytes.size, tagger, &inner) : ro_fail_nomem(&inner);
    }
    ro_buffer_free(&bytes);
    if (status == RO_ERR_IO && inner.sys == ENOENT) return RO_OK;
    if (status != RO_OK && error) *error = inner;
    return status;
}
