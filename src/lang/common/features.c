/* SPDX-License-Identifier: Apache-2.0 */
#include "lang/common/features.h"

#include "base/hash.h"

static size_t put(char *out, const char *string) {
    size_t size = strlen(string);
    memcpy(out, string, size);
    return size;
}

size_t ro_normal_form(ro_str word, char out[RO_NORMAL_BYTES]) {
    size_t size = 0;
    for (size_t at = 0; at < word.n && size + 4 <= RO_NORMAL_BYTES;) {
        unsigned char c = (unsigned char)word.p[at];
        if (c < 0x80) {
            out[size++] = ro_lower((char)c);
            at++;
            continue;
        }
        unsigned length;
        uint32_t code = ro_utf8_decode(word.p + at, ro_str_end(word), &length);
        at += length;
        if (code == 0x2018 || code == 0x2019)
            out[size++] = '\'';
        else if (code == 0x201C || code == 0x201D)
            out[size++] = '"';
        else if (code == 0x2010 || code == 0x2011)
            out[size++] = '-';
        else if (code == 0x2013 || code == 0x2014)
            size += put(out + size, "--");
        else if (code == 0x2026)
            size += put(out + size, "...");
        else
            size += ro_utf8_encode(ro_code_lower(code), out + size);
    }
    return size;
}

static uint32_t key_of(char kind, const char *data, size_t size) {
    uint64_t h = ro_hash(data, size);
    h = ro_hash_mix(h, (uint64_t)(unsigned char)kind);
    uint32_t key = (uint32_t)(h >> 32);
    return key ? key : 1;
}

uint32_t ro_word_key(const char *normal, size_t size) {
    return key_of('w', normal, size);
}

/* Bytes of the first, or last, @p count characters; 0 where there are not more. */
static size_t prefix_bytes(const char *s, size_t size, unsigned count) {
    size_t at = 0;
    while (count > 0 && at < size) {
        at++;
        while (at < size && ((unsigned char)s[at] & 0xC0) == 0x80) at++;
        count--;
    }
    return count == 0 && at < size ? at : 0;
}

static size_t suffix_bytes(const char *s, size_t size, unsigned count) {
    size_t at = size;
    while (count > 0 && at > 0) {
        at--;
        while (at > 0 && ((unsigned char)s[at] & 0xC0) == 0x80) at--;
        count--;
    }
    return count == 0 && at > 0 ? size - at : 0;
}

static char letter_class(uint32_t code) {
    if (code < 0x80) {
        unsigned char c = (unsigned char)code;
        if (ro_is_upper(c)) return 'X';
        if (ro_is_lower(c)) return 'x';
        if (ro_is_digit(c)) return 'd';
        return (char)c;
    }
    if (ro_code_is_upper(code)) return 'X';
    return ro_code_is_word(code) ? 'x' : '~';
}

enum { SHAPE_BYTES = 12 };

/* "Xxx-dd": runs of a class are cut to two. */
static size_t shape_of(ro_str word, char out[SHAPE_BYTES]) {
    size_t size = 0, run = 0;
    for (size_t at = 0; at < word.n && at < RO_NORMAL_BYTES && size < SHAPE_BYTES;) {
        unsigned length;
        char c = letter_class(ro_utf8_decode(word.p + at, ro_str_end(word), &length));
        at += length;
        run = size > 0 && out[size - 1] == c ? run + 1 : 1;
        if (run <= 2) out[size++] = c;
    }
    return size;
}

void ro_word_keys(ro_str word, bool first, ro_setting setting, uint32_t keys[RO_WORD_KEYS]) {
    char normal[RO_NORMAL_BYTES], shape[SHAPE_BYTES + 2];
    size_t size = ro_normal_form(word, normal), n = 0;
    memset(keys, 0, RO_WORD_KEYS * sizeof *keys);
    keys[n++] = ro_word_key(normal, size);
    for (unsigned i = 1; i <= 4; i++) {
        size_t bytes = suffix_bytes(normal, size, i);
        keys[n++] = bytes ? key_of((char)('0' + i), normal + size - bytes, bytes) : 0;
    }
    for (unsigned i = 1; i <= 4; i++) {
        size_t bytes = prefix_bytes(normal, size, i);
        keys[n++] = bytes ? key_of((char)('a' + i), normal, bytes) : 0;
    }
    size_t length = shape_of(word, shape);
    keys[n++] = key_of('s', shape, length);
    /* What the capital of the first letter is worth here. */
    char first_class = length ? shape[0] : '~';
    char context[3] = {first_class, (char)('0' + first), (char)('0' + (int)setting)};
    keys[n++] = key_of('c', context, 3);
    shape[length] = (char)('0' + (int)setting);
    keys[n++] = key_of('t', shape, length + 1);
}

ro_setting ro_sentence_setting(const ro_str *words, size_t count) {
    size_t upper = 0, capital = 0, small = 0;
    for (size_t i = 0; i < count; i++) {
        ro_str w = words[i];
        if (w.n < 2 || !ro_is_alpha((unsigned char)w.p[0])) continue;
        bool big = ro_is_upper((unsigned char)w.p[0]), all = big;
        for (size_t k = 1; k < w.n && k < RO_NORMAL_BYTES && all; k++)
            all = !ro_is_lower((unsigned char)w.p[k]);
        if (big && all && w.n > 3)
            upper++;
        else if (big)
            capital += w.n > 3;
        else if (w.n > 3)
            small++;
    }
    size_t total = upper + capital + small;
    if (total < 2) return RO_SETTING_PLAIN;
    if (upper * 4 > total * 3) return RO_SETTING_UPPER;
    if (small * 5 < total && total > 2) return RO_SETTING_TITLE;
    return capital + upper == 0 ? RO_SETTING_LOWER : RO_SETTING_PLAIN;
}
