/* SPDX-License-Identifier: Apache-2.0 */
#include "read/mail/mime.h"

#include "base/buffer.h"
#include "read/parts/record.h"

/* Encoded base64 that one run of a map covers at most: a line. RFC 2045, section 6.8 */
enum { LINE = 76, LONGEST_WORD = 4096 };

static size_t line_end(ro_str s, size_t at) {
    const char *newline = at < s.n ? memchr(s.p + at, '\n', s.n - at) : NULL;
    return newline ? (size_t)(newline - s.p) + 1 : s.n;
}

static bool is_folded(ro_str s, size_t at) {
    return at < s.n && (s.p[at] == ' ' || s.p[at] == '\t');
}

ro_str ro_mime_field(ro_str head, const char *name) {
    ro_str wanted = ro_str_of(name);
    for (size_t at = 0, end; at < head.n; at = end) {
        end = line_end(head, at);
        ro_str line = {head.p + at, end - at};
        bool found = line.n > wanted.n && ro_str_starts(line, wanted);
        size_t colon = wanted.n;
        while (found && colon < line.n && (line.p[colon] == ' ' || line.p[colon] == '\t')) colon++;
        found = found && colon < line.n && line.p[colon] == ':';
        while (is_folded(head, end)) end = line_end(head, end);
        if (found) return ro_str_trim((ro_str){line.p + colon + 1, end - at - colon - 1});
    }
    return RO_STR("");
}

ro_str ro_mime_value(ro_str field) {
    const char *semicolon = field.n ? memchr(field.p, ';', field.n) : NULL;
    return ro_str_trim((ro_str){field.p, semicolon ? (size_t)(semicolon - field.p) : field.n});
}

/* Behind the quoted string that opens at '"'. */
static size_t quoted_end(ro_str s, size_t at) {
    for (at++; at < s.n && s.p[at] != '"'; at++)
        if (s.p[at] == '\\' && at + 1 < s.n) at++;
    return at < s.n ? at + 1 : s.n;
}

static const char *unquote_string(ro_arena *arena, ro_str s) {
    char *out = ro_arena_copy(arena, s.p, s.n);
    size_t n = 0;
    if (!out) return NULL;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\\' && i + 1 < s.n)
            out[n++] = s.p[++i];
        else if (s.p[i] != '"')
            out[n++] = s.p[i];
    }
    out[n] = '\0';
    return out;
}

const char *ro_mime_parameter(ro_arena *arena, ro_str field, const char *name) {
    ro_str wanted = ro_str_of(name);
    const char *semicolon = field.n ? memchr(field.p, ';', field.n) : NULL;
    size_t at = semicolon ? (size_t)(semicolon - field.p) : field.n;
    while (at < field.n) {
        size_t start = ++at, equals = SIZE_MAX;
        while (at < field.n && field.p[at] != ';') {
            if (field.p[at] == '=' && equals == SIZE_MAX) equals = at;
            at = field.p[at] == '"' ? quoted_end(field, at) : at + 1;
        }
        if (equals == SIZE_MAX) continue;
        ro_str key = ro_str_trim((ro_str){field.p + start, equals - start});
        if (!ro_str_same(key, wanted)) continue;
        ro_str value = ro_str_trim((ro_str){field.p + equals + 1, at - equals - 1});
        return value.n ? unquote_string(arena, value) : NULL;
    }
    return NULL;
}

size_t ro_mime_head(ro_str s, size_t *body) {
    for (size_t at = 0, end; at < s.n; at = end) {
        end = line_end(s, at);
        if (ro_str_trim((ro_str){s.p + at, end - at}).n) continue;
        *body = end;
        return at;
    }
    *body = s.n;
    return s.n;
}

static int base64_digit(char c) {
    if (ro_is_upper((unsigned char)c)) return c - 'A';
    if (ro_is_lower((unsigned char)c)) return c - 'a' + 26;
    if (ro_is_digit((unsigned char)c)) return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* Bytes on their way out: never more than went in. */
typedef struct decoding {
    ro_arena *arena;
    ro_map *map;
    ro_str body;
    uint64_t offset;
    char *out;
    size_t n;
    bool failed;
} decoding;

static void put(decoding *d, const char *bytes, size_t n, size_t from, size_t length) {
    if (n == 0) return;
    ro_map_run run = {(uint32_t)d->n, (uint32_t)n, d->offset + from, length};
    memcpy(d->out + d->n, bytes, n);
    d->n += n;
    if (!ro_map_add(d->arena, d->map, run)) d->failed = true;
}

/* One line; what is no escape stays as it is. RFC 2045, section 6.7 */
static void put_quoted(decoding *d, size_t from, size_t end) {
    const char *p = d->body.p;
    size_t content = end, done = from;
    while (content > from && strchr("\r\n \t", p[content - 1])) content--;
    bool soft = content > from && p[content - 1] == '=';
    if (soft) content--;
    for (size_t i = from; i + 2 < content; i++) {
        int high = p[i] == '=' ? ro_hex_digit(p[i + 1]) : -1;
        int low = high >= 0 ? ro_hex_digit(p[i + 2]) : -1;
        if (low < 0) continue;
        char byte = (char)(high * 16 + low);
        put(d, p + done, i - done, done, i - done);
        put(d, &byte, 1, i, 3);
        i += 2;
        done = i + 1;
    }
    put(d, p + done, content - done, done, content - done);
    if (!soft && end > from && p[end - 1] == '\n') put(d, "\n", 1, end - 1, 1);
}

/* RFC 2045, section 6.8; what is no digit is passed over, '=' ends a group. A run of the
 * map is a line, or about as much where lines are longer. */
static void put_base64(decoding *d) {
    for (size_t at = 0; at < d->body.n;) {
        char bytes[LINE];
        size_t n = 0, start = at, end = at;
        unsigned digits = 0;
        uint32_t group = 0;
        while (at < d->body.n && (at - start < LINE || digits)) {
            char c = d->body.p[at++];
            int digit = base64_digit(c);
            if (digit >= 0) {
                group = group << 6 | (uint32_t)digit;
                digits++;
            }
            bool ends = c == '=' || at == d->body.n;
            if (digit >= 0 || c == '=') end = at;
            if (digits < 4 && !ends) {
                if (c == '\n' && digits == 0 && n) break;
                continue;
            }
            group <<= 6 * (4 - digits);
            for (unsigned i = 1; i < digits; i++) bytes[n++] = (char)(group >> (24 - 8 * i));
            group = digits = 0;
        }
        put(d, bytes, n, start, end - start);
    }
}

static void put_lines(decoding *d, bool quoted, bool unquote) {
    for (size_t at = 0, end; at < d->body.n; at = end) {
        end = line_end(d->body, at);
        size_t from = at;
        while (unquote && from < end && d->body.p[from] == '>') from++;
        bool mark =
            from > at && ro_str_starts((ro_str){d->body.p + from, end - from}, RO_STR("From "));
        from = mark ? at + 1 : at;
        if (quoted)
            put_quoted(d, from, end);
        else
            put(d, d->body.p + from, end - from, from, end - from);
    }
}

bool ro_mime_decode(ro_arena *arena, ro_str body, ro_str encoding, bool unquote, uint64_t offset,
                    char **text, size_t *size, ro_map *map) {
    decoding d = {.arena = arena, .map = map, .body = body, .offset = offset};
    if (body.n > UINT32_MAX) body.n = d.body.n = UINT32_MAX;
    d.out = ro_arena_alloc(arena, body.n + 1);
    if (!d.out) return false;
    if (ro_str_same(encoding, RO_STR("base64")))
        put_base64(&d);
    else
        put_lines(&d, ro_str_same(encoding, RO_STR("quoted-printable")), unquote);
    *text = d.out;
    *size = d.n;
    return !d.failed;
}

/* Undo the encoding of one word: 'B' base64, 'Q' nearly quoted-printable. */
static bool decode_word(ro_arena *arena, char encoding, ro_str word, ro_str *out) {
    ro_map unused = {0};
    char *copy = ro_arena_copy(arena, word.p, word.n), *text;
    bool q = ro_lower(encoding) == 'q';
    for (size_t i = 0; copy && q && i < word.n; i++)
        if (copy[i] == '_') copy[i] = ' ';
    if (!copy || !ro_mime_decode(arena, (ro_str){copy, word.n},
                                 q ? RO_STR("quoted-printable") : RO_STR("base64"), false, 0, &text,
                                 &out->n, &unused))
        return false;
    out->p = text;
    return true;
}

/* "=?utf-8?B?…?=" at the start of s: add it to out; its length, 0 where there is none. */
static size_t add_word(ro_arena *arena, ro_str s, ro_buffer *out) {
    const char *end = ro_str_end(s);
    const char *charset = s.p + 2;
    if (s.n < 8 || s.p[0] != '=' || s.p[1] != '?') return 0;
    size_t most = s.n - 2 < LONGEST_WORD ? s.n - 2 : LONGEST_WORD;
    const char *mark = memchr(charset, '?', most);
    if (!mark || end - mark < 5 || mark[2] != '?' || !strchr("bBqQ", mark[1])) return 0;
    ro_str rest = {mark + 3, (size_t)(end - mark - 3)};
    if (rest.n > LONGEST_WORD) rest.n = LONGEST_WORD;
    size_t length = ro_str_find(rest, RO_STR("?="));
    if (length == SIZE_MAX) return 0;
    ro_str bytes;
    ro_decoded decoded;
    const char *star = memchr(charset, '*', (size_t)(mark - charset)); /* RFC 2231: language */
    const char *label = ro_arena_copy(arena, charset, (size_t)((star ? star : mark) - charset));
    if (!label || !decode_word(arena, mark[1], (ro_str){rest.p, length}, &bytes)) return 0;
    if (bytes.n && ro_decode(arena, bytes, label, &decoded, NULL) == RO_OK)
        ro_buffer_add(out, decoded.text.p, decoded.text.n);
    return (size_t)(rest.p + length + 2 - s.p);
}

const char *ro_mime_words(ro_arena *arena, ro_str field) {
    ro_buffer out = {0};
    ro_decoded decoded;
    size_t behind_word = SIZE_MAX; /* size of out behind the last encoded word */
    if (field.n == 0 || ro_decode(arena, field, NULL, &decoded, NULL) != RO_OK) return NULL;
    ro_str s = decoded.text;
    for (size_t at = 0; at < s.n && !out.failed;) {
        size_t before = out.size;
        size_t word = add_word(arena, (ro_str){s.p + at, s.n - at}, &out);
        if (word == 0) {
            ro_buffer_add(&out, s.p + at++, 1);
            continue;
        }
        /* White space between encoded words is none. RFC 2047, section 6.2 */
        bool joined = behind_word != SIZE_MAX &&
                      ro_str_trim((ro_str){out.data + behind_word, before - behind_word}).n == 0;
        if (joined) {
            memmove(out.data + behind_word, out.data + before, out.size - before);
            out.size -= before - behind_word;
        }
        behind_word = out.size;
        at += word;
    }
    if (out.failed) arena->oom = true;
    ro_str whole = ro_str_trim((ro_str){out.data ? out.data : "", out.size});
    const char *words = whole.n ? ro_squeeze(arena, whole) : NULL;
    ro_buffer_free(&out);
    return words;
}
