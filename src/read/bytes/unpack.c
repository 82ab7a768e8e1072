/* SPDX-License-Identifier: Apache-2.0 */
#include "read/bytes/unpack.h"

#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "base/error.h"

enum {
    PIECE = 64 * 1024,    /* bytes of room for what is unfolded, at least */
    MOST_INPUT = 1 << 30, /* bytes given to zlib at once, which counts in 32 bits */
    GZIP_WINDOW =
        15 + 16, /* zlib.h, inflateInit2: the widest window, and which frame is around it */
    ZLIB_WINDOW = 15,
    RAW_WINDOW = -15,
    GZIP_SHORTEST = 18, /* an empty member */
    ZSTD_SHORTEST = 8,
    SKIPPABLE_HEAD = 8, /* its magic number and its length */
    BEGINNING = 4096    /* by which a member is told */
};

/* RFC 8878, section 3.1.2: the magic number of a frame to skip ends in any of 16 digits;
 * the one that holds a dictionary: iipc.github.io/warc-specifications, zstd 1.0. */
#define SKIPPABLE_MAGIC  0x184D2A50u
#define DICTIONARY_MAGIC 0x184D2A5Du
#define FRAME_MAGIC      0xFD2FB528u

static uint32_t little_endian(const char *p) {
    const unsigned char *u = (const unsigned char *)p;
    return u[0] | (uint32_t)u[1] << 8 | (uint32_t)u[2] << 16 | (uint32_t)u[3] << 24;
}

ro_packing ro_packing_of(ro_str data) {
    if (data.n >= GZIP_SHORTEST && memcmp(data.p, "\x1F\x8B\x08", 3) == 0) return RO_PACKING_GZIP;
    if (data.n < ZSTD_SHORTEST) return RO_PACKING_NONE;
    uint32_t magic = little_endian(data.p);
    return magic == FRAME_MAGIC || (magic & ~0xFu) == SKIPPABLE_MAGIC ? RO_PACKING_ZSTD
                                                                      : RO_PACKING_NONE;
}

/* Room for the next piece of output; NULL with the status to return. */
static char *make_room(ro_buffer *out, size_t *room, ro_status *status, ro_error *error) {
    *room = PIECE;
    if (out->limit && out->limit - out->size < *room) *room = out->limit - out->size;
    char *to = *room ? ro_buffer_reserve(out, *room) : NULL;
    if (!to)
        *status = *room ? ro_fail_nomem(error)
                        : ro_fail(error, RO_ERR_LIMIT, 0, "unfolds beyond the limit of %zu bytes",
                                  out->limit);
    return to;
}

static void count_output(ro_buffer *out, size_t n) {
    out->size += n;
    out->data[out->size] = '\0';
}

static ro_status cut_off(ro_error *error) {
    return ro_fail(error, RO_WARN, 0, "the compressed data is cut off");
}

static ro_status damaged(ro_error *error) {
    return ro_fail(error, RO_ERR_INPUT, 0, "the compressed data is damaged");
}

static ro_status fails_checksum(ro_error *error) {
    return ro_fail(error, RO_ERR_INPUT, 0, "the checksum of the compressed data fails");
}

static ro_status inflate_all(z_stream *stream, ro_buffer *out, ro_error *error) {
    int result = Z_OK;
    while (result == Z_OK) {
        size_t room;
        ro_status status;
        char *to = make_room(out, &room, &status, error);
        if (!to) return status;
        stream->next_out = (Bytef *)to;
        stream->avail_out = (uInt)room;
        result = inflate(stream, Z_NO_FLUSH);
        count_output(out, room - stream->avail_out);
        if (result == Z_OK && stream->avail_in == 0 && stream->avail_out) break;
    }
    if (result == Z_STREAM_END) return RO_OK;
    if (result == Z_MEM_ERROR) return ro_fail_nomem(error);
    if (result != Z_DATA_ERROR) return cut_off(error);
    /* zlib says "incorrect data check" or "incorrect length check" of what ends well. */
    bool ended = stream->msg && strncmp(stream->msg, "incorrect ", 10) == 0 &&
                 strcmp(stream->msg, "incorrect header check") != 0;
    return ended ? fails_checksum(error) : damaged(error);
}

static ro_status start_zlib(z_stream *stream, ro_str data, int window, ro_error *error) {
    *stream = (z_stream){0};
    if (inflateInit2(stream, window) != Z_OK) return ro_fail_nomem(error);
    stream->next_in = (Bytef *)(uintptr_t)data.p;
    stream->avail_in = (uInt)(data.n < MOST_INPUT ? data.n : MOST_INPUT);
    return RO_OK;
}

ro_status ro_unpack_deflate(ro_str data, ro_buffer *out, ro_error *error) {
    /* RFC 1950: the head is a multiple of 31, and its method is 8. */
    bool zlib = data.n >= 2 && (data.p[0] & 0x0F) == 8 &&
                ((unsigned char)data.p[0] * 256u + (unsigned char)data.p[1]) % 31 == 0;
    z_stream stream;
    ro_status status = start_zlib(&stream, data, zlib ? ZLIB_WINDOW : RAW_WINDOW, error);
    if (status != RO_OK) return status;
    status = inflate_all(&stream, out, error);
    inflateEnd(&stream);
    return status;
}

/* The gzip member at the start of @p data, or, where one is begun, what is left of it. */
static ro_status unpack_gzip(ro_unpacker *unpacker, ro_str data, ro_buffer *out, size_t *taken,
                             ro_error *error) {
    if (!unpacker->zlib) {
        z_stream *stream = malloc(sizeof *stream);
        ro_status status =
            stream ? start_zlib(stream, data, GZIP_WINDOW, error) : ro_fail_nomem(error);
        if (status != RO_OK) {
            free(stream);
            return status;
        }
        unpacker->zlib = stream;
    }
    ro_status status = inflate_all(unpacker->zlib, out, error);
    *taken = (size_t)((const char *)unpacker->zlib->next_in - data.p);
    return status;
}

static ro_status fail_zstd(size_t code, ro_error *error) {
    switch (ZSTD_getErrorCode(code)) {
    case ZSTD_error_memory_allocation: return ro_fail_nomem(error);
    case ZSTD_error_frameParameter_windowTooLarge:
        return ro_fail(error, RO_ERR_LIMIT, 0, "needs more than 128 MiB of memory to unfold");
    case ZSTD_error_dictionary_wrong:
        return ro_fail(error, RO_ERR_INPUT, 0, "is compressed with a dictionary that is not there");
    case ZSTD_error_checksum_wrong: return fails_checksum(error);
    default: return damaged(error);
    }
}

/* The frame at the start of @p data, or, where some of it is taken, what is left of it. */
static ro_status unpack_frame(struct ZSTD_DCtx_s *zstd, ro_str data, ro_buffer *out, size_t *taken,
                              ro_error *error) {
    if (*taken == 0) ZSTD_DCtx_reset(zstd, ZSTD_reset_session_only);
    ZSTD_inBuffer in = {data.p, data.n, *taken};
    for (size_t left = 1; left;) {
        size_t room;
        ro_status status;
        char *to = make_room(out, &room, &status, error);
        *taken = in.pos;
        if (!to) return status;
        ZSTD_outBuffer piece = {to, room, 0};
        left = ZSTD_decompressStream(zstd, &piece, &in);
        count_output(out, piece.pos);
        *taken = in.pos;
        if (ZSTD_isError(left)) return fail_zstd(left, error);
        if (left && in.pos == in.size && piece.pos < piece.size) return cut_off(error);
    }
    return RO_OK;
}

/* The dictionary lies in the frame as it is, or compressed itself. */
static ro_status load_dictionary(struct ZSTD_DCtx_s *zstd, ro_str data, size_t limit,
                                 ro_error *error) {
    ro_buffer unpacked = {.limit = limit};
    ro_status status = RO_OK;
    if (data.n > 4 && little_endian(data.p) == FRAME_MAGIC) {
        size_t taken = 0;
        status = unpack_frame(zstd, data, &unpacked, &taken, error);
        data = (ro_str){unpacked.data, unpacked.size};
    }
    if (status == RO_OK) {
        size_t code = ZSTD_DCtx_loadDictionary(zstd, data.p, data.n);
        if (ZSTD_isError(code)) status = fail_zstd(code, error);
    }
    ro_buffer_free(&unpacked);
    return status;
}

static ro_status unpack_zstd(ro_unpacker *unpacker, ro_str data, ro_buffer *out, size_t *taken,
                             ro_error *error) {
    bool first = unpacker->zstd == NULL;
    if (first) unpacker->zstd = ZSTD_createDCtx();
    if (!unpacker->zstd) return ro_fail_nomem(error);
    uint32_t magic = little_endian(data.p);
    if (magic == FRAME_MAGIC) return unpack_frame(unpacker->zstd, data, out, taken, error);
    size_t length = little_endian(data.p + 4);
    *taken = data.n;
    if (length > data.n - SKIPPABLE_HEAD) return cut_off(error);
    *taken = SKIPPABLE_HEAD + length;
    ro_str content = {data.p + SKIPPABLE_HEAD, length};
    if (!first || magic != DICTIONARY_MAGIC) return RO_OK;
    return load_dictionary(unpacker->zstd, content, out->limit, error);
}

ro_status ro_unpack_more(ro_unpacker *unpacker, ro_str data, ro_buffer *out, size_t *taken,
                         ro_error *error) {
    ro_status status = ro_packing_of(data) == RO_PACKING_ZSTD
                           ? unpack_zstd(unpacker, data, out, taken, error)
                           : unpack_gzip(unpacker, data, out, taken, error);
    if (!ro_unpack_goes_on(status, out)) ro_unpack_stop(unpacker);
    return status;
}

bool ro_unpack_goes_on(ro_status status, const ro_buffer *out) {
    return status == RO_ERR_LIMIT && out->limit && out->size >= out->limit;
}

void ro_unpack_stop(ro_unpacker *unpacker) {
    if (unpacker->zlib) inflateEnd(unpacker->zlib);
    free(unpacker->zlib);
    unpacker->zlib = NULL;
}

ro_status ro_unpack_member(ro_unpacker *unpacker, ro_str data, ro_buffer *out, size_t *taken,
                           ro_error *error) {
    *taken = 0;
    ro_status status = ro_unpack_more(unpacker, data, out, taken, error);
    ro_unpack_stop(unpacker);
    return status;
}

size_t ro_find_member(ro_unpacker *unpacker, ro_str s, size_t at, bool (*begins)(ro_str s)) {
    for (; at < s.n; at++) {
        ro_str rest = {s.p + at, s.n - at};
        if ((s.p[at] != '\x1F' && s.p[at] != '\x28') || !ro_packing_of(rest)) continue;
        ro_buffer out = {.limit = BEGINNING};
        size_t taken;
        ro_status status = ro_unpack_member(unpacker, rest, &out, &taken, NULL);
        bool sound = status == RO_OK || status == RO_ERR_LIMIT;
        bool found = out.size && (begins ? begins((ro_str){out.data, out.size}) : sound);
        ro_buffer_free(&out);
        if (found) return at;
    }
    return s.n;
}

void ro_unpacker_free(ro_unpacker *unpacker) {
    ro_unpack_stop(unpacker);
    ZSTD_freeDCtx(unpacker->zstd);
    unpacker->zstd = NULL;
}
