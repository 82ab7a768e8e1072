/* SPDX-License-Identifier: Apache-2.0 */
#include "read/unpack.h"

#include <zlib.h>

#include "base/error.h"

enum { PIECE = 64 * 1024, MOST_INPUT = 1 << 30, GZIP_WINDOW = 15 + 16, ANY_WINDOW = 15 + 32 };

bool ro_is_gzip(ro_str data) {
    return data.n > 18 && memcmp(data.p, "\x1F\x8B\x08", 3) == 0;
}

static ro_status inflate_all(z_stream *stream, ro_buffer *out, ro_error *error) {
    int result = Z_OK;
    while (result == Z_OK) {
        size_t room = PIECE;
        if (out->limit && out->limit - out->size < room) room = out->limit - out->size;
        char *to = room ? ro_buffer_reserve(out, room) : NULL;
        if (!to)
            return room ? ro_fail_nomem(error)
                        : ro_fail(error, RO_ERR_LIMIT, 0, "unfolds beyond the limit of %zu bytes",
                                  out->limit);
        stream->next_out = (Bytef *)to;
        stream->avail_out = (uInt)room;
        result = inflate(stream, Z_NO_FLUSH);
        out->size += room - stream->avail_out;
        out->data[out->size] = '\0';
        if (result == Z_OK && stream->avail_in == 0 && stream->avail_out) break;
    }
    if (result == Z_STREAM_END) return RO_OK;
    if (result == Z_MEM_ERROR) return ro_fail_nomem(error);
    return ro_fail(error, RO_WARN, 0, "the compressed data is damaged or cut off");
}

ro_status ro_unpack_member(ro_str data, bool raw_too, ro_buffer *out, size_t *taken,
                           ro_error *error) {
    z_stream stream = {0};
    if (inflateInit2(&stream, raw_too ? ANY_WINDOW : GZIP_WINDOW) != Z_OK)
        return ro_fail_nomem(error);
    stream.next_in = (Bytef *)(uintptr_t)data.p;
    stream.avail_in = (uInt)(data.n < MOST_INPUT ? data.n : MOST_INPUT);
    uInt given = stream.avail_in;
    ro_status status = inflate_all(&stream, out, error);
    *taken = given - stream.avail_in;
    inflateEnd(&stream);
    return status;
}
