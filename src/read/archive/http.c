/* SPDX-License-Identifier: Apache-2.0 */
/* Source: RFC 9110 (codings), RFC 9112 (heads and chunks). */
#include "read/archive/http.h"

#include "base/error.h"
#include "read/bytes/unpack.h"

enum {
    LONGEST_LABEL = 40, /* bytes of a charset or coding that is told */
    MOST_CODINGS = 3,   /* one around another: servers have one, some caches a second */
    SNIFFED = 4096      /* bytes in which a body shows what it is */
};

bool ro_head_end(ro_str s, size_t *head, size_t *body) {
    for (size_t i = 0; i < s.n; i++) {
        const char *newline = memchr(s.p + i, '\n', s.n - i);
        if (!newline) return false;
        i = (size_t)(newline - s.p);
        size_t next = i + 1;
        if (next < s.n && s.p[next] == '\r') next++;
        if (next < s.n && s.p[next] == '\n') {
            *head = i + 1;
            *body = next + 1;
            return true;
        }
    }
    return false;
}

ro_str ro_header(ro_str head, const char *name) {
    ro_str wanted = ro_str_of(name);
    while (head.n) {
        const char *newline = memchr(head.p, '\n', head.n);
        size_t length = newline ? (size_t)(newline - head.p) : head.n;
        ro_str line = {head.p, length};
        if (line.n > wanted.n && line.p[wanted.n] == ':' && ro_str_starts(line, wanted))
            return ro_str_trim((ro_str){line.p + wanted.n + 1, line.n - wanted.n - 1});
        size_t step = length + (newline ? 1 : 0);
        head = (ro_str){head.p + step, head.n - step};
    }
    return RO_STR("");
}

bool ro_parse_size(ro_str s, unsigned base, size_t *size) {
    size_t digits = 0;
    *size = 0;
    for (; digits < s.n; digits++) {
        char c = ro_lower(s.p[digits]);
        unsigned digit = ro_is_digit((unsigned char)c) ? (unsigned)(c - '0')
                         : c >= 'a' && c <= 'f'        ? (unsigned)(c - 'a' + 10)
                                                       : 99;
        if (digit >= base) break;
        if (*size > (SIZE_MAX - digit) / base) return false;
        *size = *size * base + digit;
    }
    return digits > 0;
}

const char *ro_charset_of(ro_arena *arena, ro_str type) {
    size_t at = ro_str_find(type, RO_STR("charset="));
    if (at == SIZE_MAX) return NULL;
    ro_str value = {type.p + at + 8, type.n - at - 8};
    if (value.n && value.p[0] == '"') value = (ro_str){value.p + 1, value.n - 1};
    size_t end = 0;
    while (end < value.n && !strchr("\"; ,", value.p[end])) end++;
    return end && end < LONGEST_LABEL ? ro_arena_copy(arena, value.p, end) : NULL;
}

/* The line of a chunk's size: its number alone, or with an extension behind ';'. */
static bool read_chunk_size(ro_str s, size_t at, size_t *size, size_t *data) {
    const char *newline = at < s.n ? memchr(s.p + at, '\n', s.n - at) : NULL;
    if (!newline) return false;
    ro_str line = ro_str_trim((ro_str){s.p + at, (size_t)(newline - s.p) - at});
    const char *semicolon = line.n ? memchr(line.p, ';', line.n) : NULL;
    if (semicolon) line = ro_str_trim((ro_str){line.p, (size_t)(semicolon - line.p)});
    *data = (size_t)(newline - s.p) + 1;
    if (!ro_parse_size(line, 16, size)) return false;
    for (size_t i = 0; i < line.n; i++) {
        char c = ro_lower(line.p[i]);
        if (!ro_is_digit((unsigned char)c) && !(c >= 'a' && c <= 'f')) return false;
    }
    return true;
}

/* Join the chunks. A size that lies ends the body: what came before it stands. */
static ro_status join_chunks(ro_arena *arena, ro_str s, ro_http_body *body, ro_error *error) {
    size_t at = 0, size, data;
    while (read_chunk_size(s, at, &size, &data)) {
        if (size == 0) return RO_OK;
        at = data;
        bool cut = size > s.n - at;
        if (cut) size = s.n - at;
        ro_map_run run = {(uint32_t)body->owned.size, (uint32_t)size, at, size};
        if (!ro_buffer_add(&body->owned, s.p + at, size) || !ro_map_add(arena, &body->map, run))
            return ro_fail_nomem(error);
        at += size;
        if (cut) break;
        if (at < s.n && s.p[at] == '\r') at++;
        if (at >= s.n || s.p[at] != '\n') break;
        at++;
    }
    return ro_fail(error, RO_WARN, at,
                   "the chunks of the body are damaged or cut off: what came before is read");
}

static ro_status undo_chunks(ro_arena *arena, ro_str head, ro_http_body *body, ro_error *error) {
    size_t size, data;
    bool chunked = ro_str_find(ro_header(head, "Transfer-Encoding"), RO_STR("chunked")) != SIZE_MAX;
    if (!chunked || !read_chunk_size(body->bytes, 0, &size, &data)) return RO_OK;
    ro_status status = join_chunks(arena, body->bytes, body, error);
    body->bytes = (ro_str){body->owned.data ? body->owned.data : "", body->owned.size};
    return status;
}

/* The last coding of a list, "gzip" of "br, gzip"; it goes off the list. */
static ro_str cut_coding(ro_str *list) {
    ro_str last = *list;
    for (size_t i = list->n; i-- > 0;) {
        if (list->p[i] != ',') continue;
        last = (ro_str){list->p + i + 1, list->n - i - 1};
        *list = (ro_str){list->p, i};
        return ro_str_trim(last);
    }
    *list = RO_STR("");
    return ro_str_trim(last);
}

/* Whether the start of a body is text, whatever its head says. */
static bool is_plainly_text(ro_str s) {
    size_t look = s.n < SNIFFED ? s.n : SNIFFED;
    for (size_t i = 0; i < look; i++)
        if ((unsigned char)s.p[i] < 0x20 && !ro_is_space((unsigned char)s.p[i])) return false;
    return ro_utf8_valid(s.p, look) + 4 > look;
}

static ro_status unpack_body(ro_reader *reader, bool deflate, ro_http_body *body, ro_error *error) {
    ro_buffer out = {.limit = ro_reader_room(reader)};
    if (out.limit > reader->limits.article_bytes) out.limit = reader->limits.article_bytes;
    ro_unpacker unpacker = {0};
    size_t taken;
    ro_status status = deflate ? ro_unpack_deflate(body->bytes, &out, error)
                               : ro_unpack_member(&unpacker, body->bytes, &out, &taken, error);
    ro_unpacker_free(&unpacker);
    bool bomb = status == RO_ERR_LIMIT && out.size >= out.limit;
    ro_buffer_free(&body->owned);
    body->owned = out;
    body->bytes = (ro_str){out.data ? out.data : "", out.size};
    body->map = (ro_map){0};
    body->unpacked = true;
    ro_reader_unfolded(reader, out.size);
    if (bomb) return ro_reader_refuse_more(reader, out.limit, error);
    if (status == RO_ERR_INPUT || (status == RO_WARN && out.size == 0))
        return ro_fail(error, RO_ERR_INPUT, 0, "the compressed body is damaged");
    return status;
}

/* Undo one coding; one that is not there is passed over. */
static ro_status undo_coding(ro_reader *reader, ro_str coding, ro_http_body *body,
                             ro_error *error) {
    if (ro_packing_of(body->bytes)) return unpack_body(reader, false, body, error);
    if (coding.n == 0 || ro_str_same(coding, RO_STR("identity")) || is_plainly_text(body->bytes))
        return RO_OK;
    if (ro_str_same(coding, RO_STR("deflate"))) return unpack_body(reader, true, body, error);
    if (ro_str_same(coding, RO_STR("gzip")) || ro_str_same(coding, RO_STR("x-gzip")) ||
        ro_str_same(coding, RO_STR("zstd")))
        return RO_OK;
    return ro_fail(error, RO_ERR_INPUT, 0, "the body is compressed with %.*s, which is not read",
                   (int)(coding.n < LONGEST_LABEL ? coding.n : LONGEST_LABEL), coding.p);
}

ro_status ro_http_unchunk(ro_reader *reader, ro_arena *arena, ro_str head, ro_str stored,
                          ro_http_body *body, ro_error *error) {
    *body = (ro_http_body){.bytes = stored};
    body->owned.limit = (size_t)reader->limits.input_bytes;
    return undo_chunks(arena, head, body, error);
}

ro_status ro_http_decode(ro_reader *reader, ro_arena *arena, ro_str head, ro_str stored,
                         ro_http_body *body, ro_error *error) {
    ro_status worst = ro_http_unchunk(reader, arena, head, stored, body, error);
    ro_str list = ro_header(head, "Content-Encoding");
    for (int i = 0; worst >= 0 && (i == 0 || list.n) && i < MOST_CODINGS; i++) {
        ro_status status = undo_coding(reader, cut_coding(&list), body, error);
        if (status != RO_OK) worst = status;
    }
    return worst;
}
