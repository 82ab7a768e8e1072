/* SPDX-License-Identifier: Apache-2.0 */
/** Compressed bytes to bytes, within limits. */
#ifndef RO_READ_BYTES_UNPACK_H
#define RO_READ_BYTES_UNPACK_H

#include "base/buffer.h"

/** Compressions that are read; deflate is what HTTP calls so, with zlib's head or
 *  without. */
typedef enum ro_packing { RO_PACKING_NONE, RO_PACKING_GZIP, RO_PACKING_ZSTD } ro_packing;

/** What @p data begins as. RFC 1952, RFC 8878 */
ro_packing ro_packing_of(ro_str data);

/** Unpacks members of one input; all zero to begin with. */
typedef struct ro_unpacker {
    struct ZSTD_DCtx_s *zstd; /* made when first needed; holds the dictionary */
    struct z_stream_s *zlib;  /* of the gzip member at hand; NULL: none is begun */
} ro_unpacker;

void ro_unpacker_free(ro_unpacker *unpacker);

/**
 * Unpack the gzip member or zstd frame at the start of @p data onto @p out, whose limit
 * holds. A dictionary that the first frame of a zstd file holds serves all frames that
 * follow; a frame of no content gives none.
 * @param taken  receives the bytes of @p data that the member took.
 * @return RO_OK; RO_WARN where it is cut off (what came before is in @p out, and is
 *         right); RO_ERR_INPUT where it is damaged or its checksum fails (what is in
 *         @p out may be altered); RO_ERR_LIMIT where it unfolds beyond the limit;
 *         RO_ERR_NOMEM.
 */
ro_status ro_unpack_member(ro_unpacker *unpacker, ro_str data, ro_buffer *out, size_t *taken,
                           ro_error *error);

/**
 * The same a piece at a time: where @p out is full, RO_ERR_LIMIT; what is left of the member
 * follows when it is called again with the same @p data, which must stay where it is, and the
 * same @p taken, which is 0 to begin with. Nothing else may be unpacked in between, unless
 * ro_unpack_stop ends it.
 */
ro_status ro_unpack_more(ro_unpacker *unpacker, ro_str data, ro_buffer *out, size_t *taken,
                         ro_error *error);
void ro_unpack_stop(ro_unpacker *unpacker);

/** Whether @p status is that of a piece that goes on behind what @p out has room for. */
bool ro_unpack_goes_on(ro_status status, const ro_buffer *out);

/** The same for a body that HTTP calls "deflate". RFC 9110, section 8.4.1.2 */
ro_status ro_unpack_deflate(ro_str data, ro_buffer *out, ro_error *error);

/** Behind a member that is damaged: where the next one begins, from @p at on, whose first
 *  bytes @p begins knows (NULL: that unfolds); @p s.n where there is none. */
size_t ro_find_member(ro_unpacker *unpacker, ro_str s, size_t at, bool (*begins)(ro_str s));

#endif
