/* SPDX-License-Identifier: Apache-2.0 */
/** A compressed input, member by member, to the bytes that it holds, a stretch at a time. */
#ifndef RO_READ_BYTES_UNFOLD_H
#define RO_READ_BYTES_UNFOLD_H

#include "read/bytes/unpack.h"

/** Begins as {.packed = …}, whose bytes outlive it. */
typedef struct ro_unfolder {
    ro_str packed;
    size_t at, taken; /* where the member at hand begins, and what of it is unfolded */
    bool within;      /* a member is begun */
    ro_unpacker unpacker;
    ro_status worst; /* of the members so far: RO_WARN or RO_ERR_INPUT; else RO_OK */
    ro_error why;    /* of the first that was so */
} ro_unfolder;

/**
 * Unfold onto @p out up to its limit. Behind a member that is damaged the next goes on.
 * @return RO_ERR_LIMIT where ro_unpack_goes_on: call again for more. At the end of all: RO_OK;
 *         RO_WARN where a member is cut off or other bytes follow; RO_ERR_INPUT where one is
 *         damaged; each for the first that is. RO_ERR_LIMIT, RO_ERR_NOMEM as ro_unpack_member.
 */
ro_status ro_unfold(ro_unfolder *unfolder, ro_buffer *out, ro_error *error);

/** Unfold all that is left and throw it away, but no more than @p most bytes and a piece;
 *  *size grows by what there was. Statuses as ro_unfold. */
ro_status ro_unfold_away(ro_unfolder *unfolder, uint64_t most, uint64_t *size, ro_error *error);

void ro_unfolder_free(ro_unfolder *unfolder);

#endif
