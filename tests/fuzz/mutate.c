/* SPDX-License-Identifier: Apache-2.0 */
/* A mutator that knows pieces: an element of markup with all within it, a value of JSON,
 * a line. A piece is dropped, doubled, moved, nested in itself or put in another's place;
 * else libFuzzer changes bytes as it always does. */
#include <ctype.h>
#include <string.h>

#include "fuzz.h"

enum {
    DEEPEST = 64,   /* how often a piece is nested in itself at most */
    FARTHEST = 8192 /* a closing mark farther away is not looked for */
};

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed);

typedef struct piece {
    size_t start, end;
} piece;

static uint32_t next_random(uint32_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/* The element whose tag begins at or behind @p at, to the closing tag of its depth. */
static piece element(const uint8_t *data, size_t size, size_t at) {
    while (at < size && !(data[at] == '<' && at + 1 < size && isalpha(data[at + 1]))) at++;
    size_t name = at + 1, end = name, limit = size - at < FARTHEST ? size : at + FARTHEST;
    while (end < size && (isalnum(data[end]) || data[end] == ':')) end++;
    int depth = 1;
    for (size_t i = end; i + 1 < limit && end > name; i++) {
        if (data[i] != '<') continue;
        bool closes = data[i + 1] == '/';
        size_t word = i + 1 + closes, n = end - name;
        if (word + n >= size || memcmp(data + word, data + name, n) != 0) continue;
        depth += closes ? -1 : 1;
        if (depth) continue;
        const uint8_t *bracket = memchr(data + word, '>', size - word);
        return (piece){at, bracket ? (size_t)(bracket - data) + 1 : size};
    }
    /* An element that does not end is its tag. */
    const uint8_t *bracket = at < size ? memchr(data + at, '>', size - at) : NULL;
    return (piece){at, bracket ? (size_t)(bracket - data) + 1 : size};
}

/* The string, object, list or bare word of JSON at or behind @p at. */
static piece json_value(const uint8_t *data, size_t size, size_t at) {
    while (at < size && !strchr("\"{[:,", data[at])) at++;
    while (at < size && strchr(":, ", data[at])) at++;
    size_t end = at, limit = size - at < FARTHEST ? size : at + FARTHEST;
    int depth = 0;
    bool quoted = false;
    for (; end < limit; end++) {
        uint8_t c = data[end];
        if (quoted && c == '\\')
            end++;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '{' || c == '['))
            depth++;
        else if (!quoted && (c == '}' || c == ']'))
            depth--;
        if (!quoted && depth < 0) break;
        if (!quoted && depth == 0 && end > at && (c == ',' || c == '\n')) break;
        if (!quoted && depth == 0 && strchr("\"}]", c)) return (piece){at, end + 1};
    }
    return (piece){at, end < size ? end : size};
}

static piece line(const uint8_t *data, size_t size, size_t at) {
    size_t start = at, end = at;
    while (start > 0 && data[start - 1] != '\n') start--;
    while (end < size && data[end] != '\n') end++;
    return (piece){start, end < size ? end + 1 : size};
}

static piece pick(const uint8_t *data, size_t size, uint32_t *state) {
    size_t at = next_random(state) % size;
    bool markup = memchr(data, '<', size) != NULL, json = memchr(data, '{', size) != NULL;
    uint32_t kind = next_random(state) % 4;
    if (markup && kind < 2) return element(data, size, at);
    if (json && kind < 3) return json_value(data, size, at);
    return line(data, size, at);
}

/* Put @p bytes in the place of @p where; what does not fit stays out. */
static size_t replace(uint8_t *data, size_t size, size_t max_size, piece where,
                      const uint8_t *bytes, size_t count) {
    size_t kept = size - (where.end - where.start);
    if (kept + count > max_size) return size;
    memmove(data + where.start + count, data + where.end, size - where.end);
    if (count) memcpy(data + where.start, bytes, count);
    return kept + count;
}

/* An element within itself, time and again: its opening tag doubled. */
static size_t nest(uint8_t *data, size_t size, size_t max_size, piece which, uint32_t times) {
    const uint8_t *close = memchr(data + which.start, '>', which.end - which.start);
    size_t tag = close ? (size_t)(close - data) + 1 - which.start : which.end - which.start;
    uint8_t copy[256];
    if (tag > sizeof copy) return size;
    memcpy(copy, data + which.start, tag);
    for (uint32_t i = 0; i < times; i++)
        size = replace(data, size, max_size, (piece){which.start, which.start}, copy, tag);
    return size;
}

static size_t change_pieces(uint8_t *data, size_t size, size_t max_size, uint32_t *state) {
    piece a = pick(data, size, state), b = pick(data, size, state);
    size_t count = a.end - a.start;
    uint8_t *copy = malloc(count ? count : 1);
    if (!copy) return size;
    memcpy(copy, data + a.start, count);
    switch (next_random(state) % 5) {
    case 0: size = replace(data, size, max_size, a, NULL, 0); break;
    case 1: size = replace(data, size, max_size, (piece){a.end, a.end}, copy, count); break;
    case 2: size = replace(data, size, max_size, (piece){b.start, b.start}, copy, count); break;
    case 3: size = replace(data, size, max_size, b, copy, count); break;
    default: size = nest(data, size, max_size, a, 1 + next_random(state) % DEEPEST);
    }
    free(copy);
    return size;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed) {
    uint32_t state = seed | 1;
    if (size == 0 || next_random(&state) % 3 == 0) return LLVMFuzzerMutate(data, size, max_size);
    uint32_t changes = 1 + next_random(&state) % 3;
    for (uint32_t i = 0; i < changes && size; i++)
        size = change_pieces(data, size, max_size, &state);
    return size ? size : LLVMFuzzerMutate(data, size, max_size);
}
