/* SPDX-License-Identifier: Apache-2.0 */
/** The smallest language model: whole, and meaning nothing. For tests of the loader. */
#ifndef TINY_MODEL_H
#define TINY_MODEL_H

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "lang/common/model.h"
#include "lang/common/network.h"

/** Make size and checksum right again after a change. */
static inline void tiny_model_seal(char *data, size_t size) {
    ro_model_header *h = (ro_model_header *)(void *)data;
    h->size = size;
    h->checksum = ro_hash(data + sizeof *h, size - sizeof *h);
}

/** A model in memory of exactly *@p size bytes, to be freed; NULL: no memory. */
static inline char *tiny_model_new(size_t *size) {
    ro_model_header h = {.order = RO_MODEL_ORDER,
                         .version = RO_MODEL_VERSION,
                         .slots = 16,
                         .rows = 4,
                         .input = 8,
                         .window = 8,
                         .hidden = 8,
                         .arc = 8,
                         .label = 8,
                         .tags = 3,
                         .labels = 2,
                         .edit_slots = 4,
                         .edits = 1,
                         .layers = 2};
    uint64_t sizes[RO_MODEL_SECTIONS];
    memcpy(h.magic, RO_MODEL_MAGIC, sizeof h.magic);
    if (!ro_model_sections(&h, sizes)) return NULL;
    size_t names = 0, labels = h.labels * (size_t)RO_MODEL_LABEL_BYTES;
    *size = sizeof h;
    for (size_t i = 0; sizes[i]; i++) {
        /* The names of the labels are the third section from the end. */
        if (sizes[i + 1] && sizes[i + 2] && !sizes[i + 3]) names = *size;
        *size += (sizes[i] + 15) & ~(uint64_t)15;
    }
    char *data = calloc(1, *size);
    if (!data || names + labels > *size) return data;
    memcpy(data, &h, sizeof h);
    memcpy(data + names, "root", 5);
    memcpy(data + names + RO_MODEL_LABEL_BYTES, "dep", 4);
    tiny_model_seal(data, *size);
    return data;
}

/** Open @p size bytes at @p data as a model and, where it is one, use all of it. */
static inline ro_status tiny_model_try(const char *data, size_t size, ro_error *error) {
    static const ro_str words[] = {{"Two", 3}, {"small", 5}, {"boats", 5}, {"left", 4}, {".", 1}};
    enum { WORDS = sizeof words / sizeof *words };
    static const bool apart[WORDS] = {false, true, true, true, false};
    ro_network_input input = {words, apart, WORDS, true, RO_SETTING_PLAIN};
    ro_network_word found[WORDS];
    ro_network_room room;
    ro_model model = {0};
    ro_arena arena = {0};
    ro_status status = ro_model_use(data, size, &arena, &model, error);
    if (status == RO_OK && ro_network_make_room(&model, &arena, WORDS, &room))
        ro_network_run(&model, &room, &input, found);
    ro_arena_free(&arena);
    return status;
}

#endif
