/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/corpus/sketches.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/table.h"
#include "compare/words/words.h"

enum { FUNCTION_SLOTS = 1 << 11 };

struct ro_sketcher {
    uint64_t function_words[FUNCTION_SLOTS]; /* open addressing; 0: free */
    unsigned char folded[256];               /* ASCII letters and digits, else 0 */
    uint16_t *codes;
    uint8_t *names;
    size_t capacity;
};

/* FNV-1a, byte by byte, so that a word is hashed while it is scanned. */
#define HASH_START UINT64_C(0xCBF29CE484222325)
#define HASH_PRIME UINT64_C(0x100000001B3)

static uint64_t hash_folded(const char *folded, uint32_t size) {
    uint64_t hash = HASH_START;
    for (uint32_t i = 0; i < size; i++) hash = (hash ^ (unsigned char)folded[i]) * HASH_PRIME;
    return hash;
}

/* The slot of the word, or the free one where it would be. */
static uint32_t function_slot(const ro_sketcher *sketcher, uint64_t hash) {
    uint32_t slot = (uint32_t)(hash ^ hash >> 32) & (FUNCTION_SLOTS - 1);
    while (sketcher->function_words[slot] && sketcher->function_words[slot] != hash)
        slot = (slot + 1) & (FUNCTION_SLOTS - 1);
    return slot;
}

ro_sketcher *ro_sketcher_new(void) {
    ro_sketcher *sketcher = calloc(1, sizeof *sketcher);
    if (!sketcher) return NULL;
    for (unsigned c = 0; c < 128; c++)
        if (ro_is_alpha((unsigned char)c) || ro_is_digit((unsigned char)c))
            sketcher->folded[c] = (unsigned char)ro_lower((char)c);
    ro_table table;
    ro_str field;
    uint32_t count = 0;
    ro_table_open(&table, "function_words");
    while (ro_table_row(&table, &field, 1) && count < FUNCTION_SLOTS / 2) {
        uint64_t hash = hash_folded(field.p, (uint32_t)field.n);
        sketcher->function_words[function_slot(sketcher, hash)] = hash;
        count++;
    }
    return sketcher;
}

void ro_sketcher_free(ro_sketcher *sketcher) {
    if (!sketcher) return;
    free(sketcher->codes);
    free(sketcher->names);
    free(sketcher);
}

typedef struct sketching {
    const ro_sketcher *sketcher;
    uint16_t *codes;
    uint8_t *names;
    uint32_t count;
    uint32_t words;
    uint64_t digest;
    uint64_t unspaced_hash; /* of the character before, of a script without spaces */
    uint32_t unspaced_end;  /* where that ended */
    bool headline;          /* capitals tell no names here */
    bool begins;            /* a sentence begins here */
} sketching;

static void add_code(sketching *to, uint64_t hash, bool number) {
    uint16_t code = (uint16_t)(hash ^ hash >> 16 ^ hash >> 32 ^ hash >> 48);
    to->codes[to->count++] = (uint16_t)((code & ~RO_CODE_NUMBER) | (number ? RO_CODE_NUMBER : 0));
}

static void add_word(sketching *to, uint64_t hash, bool number, bool capital) {
    bool name = capital && !to->begins && !to->headline;
    to->begins = false;
    to->words++;
    to->digest = (to->digest ^ hash) * HASH_PRIME;
    to->digest ^= to->digest >> 32;
    if (to->sketcher->function_words[function_slot(to->sketcher, hash)]) return;
    if (name) to->names[to->count / 8] |= (uint8_t)(1u << to->count % 8);
    add_code(to, hash, number);
}

static void add_unspaced(sketching *to, uint64_t hash, ro_span span) {
    bool follows = to->unspaced_end && to->unspaced_end == span.start;
    to->words++;
    to->digest = ro_hash_mix(to->digest, hash);
    add_code(to, follows ? ro_hash_mix(to->unspaced_hash, hash) : hash, false);
    to->unspaced_hash = hash;
    to->unspaced_end = span.end;
}

/* Whether a run of ASCII letters and digits before text[at] is a word by itself. Marks
 * that may join it to what follows, and other scripts, are the scanner's business. */
static bool ends_plainly(const sketching *to, const char *text, uint32_t at, uint32_t end) {
    if (at == end) return true;
    unsigned char c = (unsigned char)text[at];
    if (c >= 0x80) return false;
    if (c != '\'' && c != '.' && c != ',') return true;
    if (at + 1 == end) return c != '.';
    unsigned char next = (unsigned char)text[at + 1];
    return next < 0x80 && !to->sketcher->folded[next];
}

/* The next word by the general scanner; false at the end. */
static bool scan_any(sketching *to, const char *text, uint32_t *at, uint32_t end) {
    ro_scan scan = {text, *at, end};
    ro_scanned word;
    char folded[RO_FOLDED_BYTES];
    if (!ro_scan_word(&scan, &word)) return false;
    *at = scan.at;
    uint32_t size = ro_fold_word(text, &word, folded);
    uint64_t hash = hash_folded(folded, size);
    if (word.stop - word.span.start > RO_FOLDED_BYTES) /* cut: hash all of it */
        hash = ro_hash(text + word.span.start, word.stop - word.span.start);
    if (word.unspaced)
        add_unspaced(to, hash, word.span);
    else
        add_word(to, hash, word.number, ro_is_upper((unsigned char)text[word.span.start]));
    return true;
}

static void add_words(sketching *to, const char *text, uint32_t at, uint32_t end) {
    const unsigned char *folded = to->sketcher->folded;
    while (at < end) {
        unsigned char c = (unsigned char)text[at];
        if (!folded[c] && c < 0x80) {
            to->begins = to->begins || (c && strchr(".!?:;\"\n", c));
            at++;
            continue;
        }
        uint32_t start = at;
        uint64_t hash = HASH_START;
        bool number = false;
        while (at < end && folded[c = (unsigned char)text[at]]) {
            hash = (hash ^ folded[c]) * HASH_PRIME;
            number |= c <= '9';
            at++;
        }
        if (at > start && ends_plainly(to, text, at, end)) {
            add_word(to, hash, number, ro_is_upper((unsigned char)text[start]));
            continue;
        }
        at = start;
        if (!scan_any(to, text, &at, end)) return;
    }
}

static bool make_room(ro_sketcher *sketcher, size_t bytes) {
    if (bytes <= sketcher->capacity) return true;
    uint16_t *moved = realloc(sketcher->codes, bytes * 2 * sizeof *moved);
    if (!moved) return false;
    sketcher->codes = moved;
    uint8_t *names = realloc(sketcher->names, bytes / 4 + 1);
    if (!names) return false;
    sketcher->names = names;
    sketcher->capacity = bytes * 2;
    return true;
}

bool ro_sketch_make(ro_sketcher *sketcher, const ro_article *article, ro_sketch *sketch) {
    if (!make_room(sketcher, (size_t)article->size + 1)) return false;
    sketching to = {.sketcher = sketcher, .codes = sketcher->codes, .names = sketcher->names};
    memset(to.names, 0, (size_t)article->size / 8 + 1);
    for (uint32_t i = 0; i < article->parts.count; i++) {
        const ro_part *part = &article->parts.items[i];
        if (!ro_role_is_content(part->role)) continue;
        to.headline = part->role != RO_PART_BODY;
        to.begins = true;
        add_words(&to, article->text, part->span.start, part->span.end);
    }
    *sketch = (ro_sketch){to.codes, to.names, to.count, to.words, to.digest};
    if (to.words == 0) sketch->digest = ro_hash(article->text, article->size);
    return true;
}

/* Shingles to a window: so that the keys of a text grow with the root of its length. */
static uint32_t window_of(uint32_t shingles) {
    uint32_t window = 4;
    for (uint64_t most = 64; shingles >= most && window < 4096; most *= 4) window *= 2;
    return window;
}

/* The last of the least shingles of [from, to). */
static uint32_t least_of(const uint16_t *codes, uint32_t from, uint32_t to, uint32_t *value) {
    uint32_t least = from;
    *value = ro_shingle(codes + from);
    for (uint32_t i = from + 1; i < to; i++) {
        uint32_t here = ro_shingle(codes + i);
        if (here <= *value) *value = here, least = i;
    }
    return least;
}

bool ro_sketch_keys(const ro_sketch *sketch, ro_arena *arena, ro_key_array *keys) {
    if (sketch->count < RO_SHINGLE) return true;
    uint32_t shingles = sketch->count - RO_SHINGLE + 1, window = window_of(shingles);
    uint32_t end = window < shingles ? window : shingles, value;
    uint32_t least = least_of(sketch->codes, 0, end, &value);
    if (!RO_APPEND(arena, keys, ((ro_key){value, least}))) return false;
    for (; end < shingles; end++) {
        uint32_t here = ro_shingle(sketch->codes + end), before = value;
        if (here <= value)
            value = here, least = end;
        else if (least + window <= end)
            least = least_of(sketch->codes, end + 1 - window, end + 1, &value);
        else
            continue;
        /* The same shingle over and over is one key. */
        if (value != before && !RO_APPEND(arena, keys, ((ro_key){value, least}))) return false;
    }
    return true;
}
