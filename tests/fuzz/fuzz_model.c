/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a language model: refused, or used without harm. What begins with 'P'
 * is laid over a whole small model, four bytes a change (place, byte), under a right
 * checksum; else the bytes are the file. */
#include "fuzz.h"
#include "tiny_model.h"

static void try_bytes(const uint8_t *data, size_t size) {
    /* A copy of its own size, so that a read behind its end is seen. */
    char *copy = malloc(size ? size : 1);
    if (!copy) return;
    if (size) memcpy(copy, data, size);
    if (size > sizeof(ro_model_header) && size % 2) tiny_model_seal(copy, size);
    tiny_model_try(copy, size, NULL);
    free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0 || data[0] != 'P') {
        try_bytes(data, size);
        return 0;
    }
    size_t model_size;
    char *model = tiny_model_new(&model_size);
    if (!model) return 0;
    for (size_t i = 1; i + 4 <= size; i += 4) {
        size_t place = (size_t)data[i] | (size_t)data[i + 1] << 8 | (size_t)data[i + 2] << 16;
        model[place % model_size] = (char)data[i + 3];
    }
    tiny_model_seal(model, model_size);
    tiny_model_try(model, model_size, NULL);
    free(model);
    return 0;
}
