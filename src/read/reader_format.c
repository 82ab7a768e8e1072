/* SPDX-License-Identifier: Apache-2.0 */
/* Which format reads an input: the one of the highest bid on its first bytes. */
#include "read/bytes/unpack.h"
#include "read/format.h"
#include "read/limits.h"

uint64_t ro_reader_longest(const ro_reader *reader, const ro_source_format *format) {
    switch (format->extent) {
    case RO_EXTENT_ARTICLE: return reader->limits.article_bytes;
    case RO_EXTENT_DOCUMENT: return (uint64_t)reader->limits.article_bytes * RO_DOCUMENT_ARTICLES;
    case RO_EXTENT_RECORDS: break;
    }
    return reader->limits.input_bytes;
}

/* Without NUL bytes and byte-order mark, so that formats see ASCII in UTF-16 too. */
static size_t copy_head(ro_str data, char head[RO_HEAD_BYTES]) {
    size_t n = 0, look = data.n < RO_HEAD_BYTES ? data.n : RO_HEAD_BYTES, at = 0;
    if (ro_str_starts(data, RO_STR("\xEF\xBB\xBF"))) at = 3;
    if (data.n >= 2 && (memcmp(data.p, "\xFF\xFE", 2) == 0 || memcmp(data.p, "\xFE\xFF", 2) == 0))
        at = 2;
    for (; at < look; at++)
        if (data.p[at]) head[n++] = data.p[at];
    return n;
}

/* The format of the highest bid on an input that begins with @p head. */
static const ro_source_format *bid_highest(const ro_reader *reader, ro_str head) {
    const ro_source_format *best = NULL;
    unsigned highest = 0;
    for (const ro_source_format *const *format = reader->formats; *format; format++) {
        unsigned offer = (*format)->bid(reader, head);
        if (offer <= highest) continue;
        highest = offer;
        best = *format;
    }
    return best;
}

const ro_source_format *ro_reader_format_of(const ro_reader *reader, ro_str head) {
    char seen[RO_HEAD_BYTES];
    ro_reader begin = *reader;
    begin.data = head;
    size_t length = copy_head(head, seen);
    return bid_highest(&begin, (ro_str){seen, length});
}

size_t ro_reader_most(const ro_reader *reader, ro_str head) {
    size_t room = ro_reader_room(reader);
    if (ro_packing_of(head)) return room;
    uint64_t most = ro_reader_longest(reader, ro_reader_format_of(reader, head));
    return most < room ? (size_t)most : room;
}
