/* SPDX-License-Identifier: Apache-2.0 */
/* WARC 1.0 and 1.1, plain and with a gzip member a record: responses and resources
 * that hold pages, text, feeds or JSON. Source: ISO 28500. */
#include <stdlib.h>

#include "base/error.h"
#include "read/dates.h"
#include "read/format.h"
#include "read/unpack.h"

static unsigned bid(const ro_reader *reader, ro_str head) {
    (void)reader;
    return ro_str_starts(head, RO_STR("WARC/1.")) || ro_str_starts(head, RO_STR("WARC/0.")) ? 100
                                                                                            : 0;
}

typedef struct warc_state {
    size_t at;
    ro_buffer record; /* of the gzip member at hand */
    ro_buffer body;   /* a body that was chunked or compressed */
} warc_state;

static ro_status open_warc(ro_reader *reader, ro_error *error) {
    warc_state *state = calloc(1, sizeof *state);
    if (!state) return ro_fail_nomem(error);
    state->record.limit = state->body.limit = (size_t)reader->limits.input_bytes;
    reader->state = state;
    return RO_OK;
}

static void close_warc(ro_reader *reader) {
    warc_state *state = reader->state;
    if (!state) return;
    ro_buffer_free(&state->record);
    ro_buffer_free(&state->body);
    free(state);
    reader->state = NULL;
}

/* Offset of the empty line that ends a head, and its length; false where none is. */
static bool find_head_end(ro_str s, size_t *head, size_t *skip) {
    for (size_t i = 0; i < s.n; i++) {
        const char *newline = memchr(s.p + i, '\n', s.n - i);
        if (!newline) return false;
        i = (size_t)(newline - s.p);
        size_t next = i + 1;
        if (next < s.n && s.p[next] == '\r') next++;
        if (next < s.n && s.p[next] == '\n') {
            *head = i + 1;
            *skip = next + 1;
            return true;
        }
    }
    return false;
}

/* The value of a header line, trimmed; empty where there is none. */
static ro_str header(ro_str head, const char *name) {
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

static bool parse_size(ro_str s, unsigned base, size_t *size, size_t *digits) {
    *size = *digits = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = ro_lower(s.p[i]);
        unsigned digit = ro_is_digit((unsigned char)c) ? (unsigned)(c - '0')
                         : c >= 'a' && c <= 'f'        ? (unsigned)(c - 'a' + 10)
                                                       : 99;
        if (digit >= base) break;
        if (*size > (SIZE_MAX - digit) / base) return false;
        *size = *size * base + digit;
        ++*digits;
    }
    return *digits > 0;
}

/* Join the chunks of a body; a size that lies ends it. RFC 9112, section 7.1 */
static bool join_chunks(ro_str s, ro_buffer *out, ro_arena *arena, ro_map *map) {
    size_t at = 0, size, digits;
    while (at < s.n && parse_size((ro_str){s.p + at, s.n - at}, 16, &size, &digits) && size) {
        const char *newline = memchr(s.p + at, '\n', s.n - at);
        if (!newline) break;
        at = (size_t)(newline - s.p) + 1;
        if (size > s.n - at) size = s.n - at;
        ro_map_run run = {(uint32_t)out->size, (uint32_t)size, at, size};
        if (!ro_buffer_add(out, s.p + at, size) || !ro_map_add(arena, map, run)) return false;
        at += size;
        while (at < s.n && (s.p[at] == '\r' || s.p[at] == '\n')) at++;
    }
    return true;
}

/* "text/html; charset=x": the label behind charset. */
static const char *charset_of(ro_arena *arena, ro_str type) {
    size_t at = ro_str_find(type, RO_STR("charset="));
    if (at == SIZE_MAX) return NULL;
    ro_str value = {type.p + at + 8, type.n - at - 8};
    if (value.n && value.p[0] == '"') value = (ro_str){value.p + 1, value.n - 1};
    size_t end = 0;
    while (end < value.n && !strchr("\"; ,", value.p[end])) end++;
    return end && end < 40 ? ro_arena_copy(arena, value.p, end) : NULL;
}

static bool is_readable(ro_str type) {
    static const char *const types[] = {"text/html", "application/xhtml", "text/plain"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (ro_str_starts(type, ro_str_of(types[i]))) return true;
    return type.n == 0;
}

typedef struct payload {
    ro_str bytes; /* the body as stored */
    ro_str type;
    ro_str transfer, encoding;
    bool wanted;
} payload;

/* What a record holds: the body of a good HTTP answer, or a resource itself. */
static payload find_payload(ro_str head, ro_str block) {
    payload found = {.bytes = block, .type = header(head, "Content-Type")};
    ro_str kind = header(head, "WARC-Type");
    if (ro_str_same(kind, RO_STR("resource")) || ro_str_same(kind, RO_STR("conversion"))) {
        found.wanted = is_readable(found.type);
        return found;
    }
    size_t http, skip;
    if (!ro_str_same(kind, RO_STR("response")) || !find_head_end(block, &http, &skip)) return found;
    ro_str http_head = {block.p, http};
    const char *space = memchr(block.p, ' ', http);
    bool good = space && space + 1 < block.p + http && space[1] == '2';
    found.bytes = (ro_str){block.p + skip, block.n - skip};
    found.type = header(http_head, "Content-Type");
    found.transfer = header(http_head, "Transfer-Encoding");
    found.encoding = header(http_head, "Content-Encoding");
    found.wanted = good && is_readable(found.type) && ro_str_trim(found.bytes).n > 0;
    return found;
}

static ro_status decode_body(warc_state *state, ro_record *record, const payload *from,
                             ro_str *body, ro_map *map, ro_error *error) {
    *body = from->bytes;
    state->body.size = 0;
    size_t taken, digits;
    bool sized = parse_size(from->bytes, 16, &taken, &digits) && digits < 9;
    if (ro_str_find(from->transfer, RO_STR("chunked")) != SIZE_MAX && sized) {
        if (!join_chunks(from->bytes, &state->body, &record->scratch, map))
            return ro_fail_nomem(error);
        *body = (ro_str){state->body.data ? state->body.data : "", state->body.size};
    }
    bool packed = ro_is_gzip(*body) || ro_str_find(from->encoding, RO_STR("deflate")) != SIZE_MAX;
    if (!packed) return RO_OK;
    ro_buffer unpacked = {.limit = state->body.limit};
    ro_status status = ro_unpack_member(*body, true, &unpacked, &taken, error);
    ro_buffer_free(&state->body);
    state->body = unpacked;
    *body = (ro_str){unpacked.data ? unpacked.data : "", unpacked.size};
    *map = (ro_map){0}; /* offsets are those of the unpacked body */
    return status < 0 ? status : RO_OK;
}

static ro_status read_payload(ro_reader *reader, ro_str head, const payload *from, uint64_t offset,
                              ro_article **article, ro_error *error) {
    ro_record record;
    ro_status status = ro_record_begin(reader, &record, from->bytes, offset, error);
    if (status == RO_OK) {
        ro_str body;
        ro_map map = {0};
        ro_metadata *meta = &record.article->meta;
        record.charset = charset_of(&record.scratch, from->type);
        ro_str url = header(head, "WARC-Target-URI");
        if (url.n && url.p[0] == '<') url = (ro_str){url.p + 1, url.n - 2};
        ro_record_set(&record, &meta->url, url);
        ro_record_set(&record, &meta->id, header(head, "WARC-Record-ID"));
        status = decode_body(reader->state, &record, from, &body, &map, error);
        bool page = ro_str_find(from->type, RO_STR("html")) != SIZE_MAX ||
                    (from->type.n == 0 && ro_looks_like_html(body));
        if (status == RO_OK)
            status = page ? ro_read_page(reader, &record, body, &map, error)
                          : ro_read_plain(reader, &record, body, &map, error);
    }
    return ro_record_end(reader, &record, status, article, error);
}

/* Where the next record begins after one that could not be followed. */
static size_t find_next_record(ro_str s, size_t at) {
    for (; at < s.n; at++) {
        const char *found = memchr(s.p + at, 'W', s.n - at);
        if (!found) return s.n;
        at = (size_t)(found - s.p);
        if (ro_str_starts((ro_str){found, s.n - at}, RO_STR("WARC/")) &&
            (at == 0 || s.p[at - 1] == '\n'))
            return at;
    }
    return s.n;
}

/* Cut the record at the start of s; its length in *length. */
static ro_status cut_record(ro_str s, ro_str *head, ro_str *block, size_t *length,
                            ro_error *error) {
    size_t head_length, skip, size, digits;
    if (!find_head_end(s, &head_length, &skip)) {
        *length = s.n;
        return ro_fail(error, RO_ERR_INPUT, 0, "the archive breaks off in the head of a record");
    }
    *head = (ro_str){s.p, head_length};
    if (!parse_size(header(*head, "Content-Length"), 10, &size, &digits)) {
        *length = find_next_record(s, skip);
        return ro_fail(error, RO_ERR_INPUT, 0, "a record without its length");
    }
    if (size > s.n - skip) {
        *length = find_next_record(s, skip);
        return ro_fail(error, RO_ERR_INPUT, 0, "a record is shorter than it says");
    }
    *block = (ro_str){s.p + skip, size};
    *length = skip + size;
    return RO_OK;
}

/* The next record's bytes: of the input, or unpacked of the gzip member at hand. */
static ro_status next_bytes(ro_reader *reader, ro_str *bytes, uint64_t *base, size_t *taken,
                            ro_error *error) {
    warc_state *state = reader->state;
    ro_str rest = {reader->data.p + state->at, reader->data.n - state->at};
    *base = state->at;
    *bytes = rest;
    *taken = 0;
    if (!ro_is_gzip(rest)) return RO_OK;
    state->record.size = 0;
    ro_status status = ro_unpack_member(rest, false, &state->record, taken, error);
    if (*taken == 0) *taken = rest.n;
    *bytes = (ro_str){state->record.data ? state->record.data : "", state->record.size};
    if (status == RO_WARN && state->record.size == 0) return RO_ERR_INPUT;
    return status < 0 ? status : RO_OK;
}

static ro_status next_warc(ro_reader *reader, ro_article **article, ro_error *error) {
    warc_state *state = reader->state;
    for (;;) {
        while (state->at < reader->data.n && ro_is_space((unsigned char)reader->data.p[state->at]))
            state->at++;
        if (state->at >= reader->data.n) return RO_END;
        ro_str bytes, head = {0}, block = {0};
        uint64_t base;
        size_t taken, length;
        ro_status status = next_bytes(reader, &bytes, &base, &taken, error);
        if (status < 0) {
            state->at += taken ? taken : reader->data.n - state->at;
            return status;
        }
        status = cut_record(bytes, &head, &block, &length, error);
        state->at += taken ? taken : length ? length : 1;
        if (status != RO_OK) {
            if (error) error->offset = base;
            return status;
        }
        payload found = find_payload(head, block);
        if (!found.wanted) continue;
        uint64_t offset = base + (taken ? 0 : (uint64_t)(found.bytes.p - bytes.p));
        return read_payload(reader, head, &found, offset, article, error);
    }
}

const ro_source_format ro_format_warc = {"warc", bid, open_warc, next_warc, close_warc};
