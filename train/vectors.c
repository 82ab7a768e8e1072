/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The file is one JSON object whose member "vectors" holds an object of word to
 * array, most frequent word first; it is read as a stream of strings and numbers.
 */
#include "vectors.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/common/features.h"
#include "matrix.h"

struct vector_slot {
    uint32_t key, row;
};

static bool skip_to(FILE *file, const char *mark) {
    size_t matched = 0;
    for (int c; mark[matched] && (c = getc(file)) != EOF;)
        matched = c == mark[matched] ? matched + 1 : c == mark[0];
    return !mark[matched];
}

/* The characters of a JSON string up to its closing quote; false at the end. */
static bool read_string(FILE *file, char *out, size_t size, size_t *length) {
    int c;
    *length = 0;
    while ((c = getc(file)) != EOF && c != '"') {
        if (c == '\\') {
            c = getc(file);
            if (c == 'u') return false;
        }
        if (*length < size) out[(*length)++] = (char)c;
    }
    return c == '"';
}

static bool read_row(FILE *file, float *out, uint32_t width) {
    if (getc(file) != ':' || getc(file) != '[') return false;
    for (uint32_t i = 0; i < width; i++)
        if (fscanf(file, "%f", &out[i]) != 1 || getc(file) != ',') return false;
    return skip_to(file, "]");
}

static void add(vectors *v, uint32_t key, uint32_t row) {
    uint32_t at = key & (v->capacity - 1);
    while (v->slots[at].key && v->slots[at].key != key) at = (at + 1) & (v->capacity - 1);
    if (!v->slots[at].key) v->slots[at] = (struct vector_slot){key, row};
}

bool vectors_read(vectors *v, const char *path, uint32_t width, uint32_t limit) {
    FILE *file = fopen(path, "rb");
    *v = (vectors){.width = width, .capacity = 1};
    while (v->capacity < limit * 2) v->capacity *= 2;
    v->values = zeroed((size_t)limit * width, sizeof *v->values);
    v->keys = zeroed(limit, sizeof *v->keys);
    v->slots = zeroed(v->capacity, sizeof *v->slots);
    bool ok = file && skip_to(file, "\"vectors\":{");
    for (int c = 0; ok && v->count < limit && (c = getc(file)) != '}';) {
        char word[RO_NORMAL_BYTES], normal[RO_NORMAL_BYTES];
        size_t length;
        if (c == ',') continue;
        ok = c == '"' && read_string(file, word, sizeof word, &length) &&
             read_row(file, v->values + (size_t)v->count * width, width);
        if (!ok) break;
        size_t size = ro_normal_form((ro_str){word, length}, normal);
        v->keys[v->count] = ro_word_key(normal, size);
        add(v, v->keys[v->count], v->count);
        v->count++;
    }
    if (!ok) fprintf(stderr, "%s: not the word vectors that were expected\n", path);
    if (file) fclose(file);
    return ok;
}

const float *vectors_find(const vectors *v, uint32_t key) {
    uint32_t at = key & (v->capacity - 1);
    while (v->slots[at].key) {
        if (v->slots[at].key == key) return v->values + (size_t)v->slots[at].row * v->width;
        at = (at + 1) & (v->capacity - 1);
    }
    return NULL;
}

void vectors_free(vectors *v) {
    free(v->values);
    free(v->keys);
    free(v->slots);
}
