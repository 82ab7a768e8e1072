/* SPDX-License-Identifier: Apache-2.0 */
/** Compressed bytes to bytes, within limits. */
#ifndef RO_READ_UNPACK_H
#define RO_READ_UNPACK_H

#include "base/buffer.h"

/** Whether @p data begins as a gzip member. RFC 1952 */
bool ro_is_gzip(ro_str data);

/**
 * Unpack one gzip member (or, @p raw_too, a zlib or raw deflate stream) onto @p out,
 * whose limit holds.
 * @param taken  receives the bytes of @p data that the member took.
 * @return RO_OK; RO_WARN where it is damaged or cut off (what came before is in
 *         @p out); RO_ERR_LIMIT where it unfolds beyond the limit; RO_ERR_NOMEM.
 */
ro_status ro_unpack_member(ro_str data, bool raw_too, ro_buffer *out, size_t *taken,
                           ro_error *error);

#endif
