/* SPDX-License-Identifier: Apache-2.0 */
/** HTTP messages as archives store them. */
#ifndef RO_READ_ARCHIVE_HTTP_H
#define RO_READ_ARCHIVE_HTTP_H

#include "read/format.h"

/** Offset behind the last line of a head (@p head), and behind the empty line that ends
 *  it (@p body); false where there is no such line. Lines may end in LF alone. */
bool ro_head_end(ro_str s, size_t *head, size_t *body);

/** The value of a header line, trimmed; empty where there is none. */
ro_str ro_header(ro_str head, const char *name);

/** Read the digits of @p base that @p s begins with; false where there are none, or too
 *  many. */
bool ro_parse_size(ro_str s, unsigned base, size_t *size);

/** Copy the label behind "charset=" of a media type; NULL where there is none. */
const char *ro_charset_of(ro_arena *arena, ro_str type);

typedef struct ro_http_body {
    ro_str bytes;
    ro_map map;      /* from bytes to the body as stored; empty where it is compressed */
    bool unpacked;   /* it was compressed: places in it are none in what is stored */
    ro_buffer owned; /* where it is not as stored; free it */
} ro_http_body;

/** Undo the chunks of a body alone, as ro_http_decode does: RO_OK, RO_WARN or
 *  RO_ERR_NOMEM. */
ro_status ro_http_unchunk(ro_reader *reader, ro_arena *arena, ro_str head, ro_str stored,
                          ro_http_body *body, ro_error *error);

/**
 * Undo the transfer and content codings of a body: chunks, gzip, deflate and zstd. A
 * body that is not coded as its head says (crawlers undo codings and keep the head) is
 * taken as it is.
 * @return RO_OK; RO_WARN where it is cut off or its chunks lie; RO_ERR_INPUT where it is
 *         damaged, and for a coding that is not read; RO_ERR_LIMIT; RO_ERR_NOMEM.
 */
ro_status ro_http_decode(ro_reader *reader, ro_arena *arena, ro_str head, ro_str stored,
                         ro_http_body *body, ro_error *error);

#endif
