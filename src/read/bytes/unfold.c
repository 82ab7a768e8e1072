/* SPDX-License-Identifier: Apache-2.0 */
#include "read/bytes/unfold.h"

#include "base/error.h"

enum { PIECE = 64 * 1024 };

/* Whether nothing stands behind compressed data: programs fill the last block with NUL. */
static bool is_padding(ro_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] && !ro_is_space((unsigned char)s.p[i])) return false;
    return true;
}

/* How all of it went, at its end. */
static ro_status tell_end(const ro_unfolder *unfolder, ro_error *error) {
    if (unfolder->worst != RO_OK) {
        if (error) *error = unfolder->why;
        return unfolder->worst;
    }
    ro_str rest = {unfolder->packed.p + unfolder->at, unfolder->packed.n - unfolder->at};
    if (is_padding(rest)) return RO_OK;
    return ro_fail(error, RO_WARN, unfolder->at, "other bytes follow the compressed data");
}

ro_status ro_unfold(ro_unfolder *unfolder, ro_buffer *out, ro_error *error) {
    while (unfolder->at < unfolder->packed.n) {
        ro_str rest = {unfolder->packed.p + unfolder->at, unfolder->packed.n - unfolder->at};
        ro_error why = {0};
        if (!unfolder->within && !ro_packing_of(rest)) break;
        if (!unfolder->within) unfolder->taken = 0;
        ro_status status = ro_unpack_more(&unfolder->unpacker, rest, out, &unfolder->taken, &why);
        unfolder->within = ro_unpack_goes_on(status, out);
        why.offset = unfolder->at;
        if (status < 0 && status != RO_ERR_INPUT) {
            if (error) *error = why;
            return status;
        }
        if (status != RO_OK && unfolder->worst == RO_OK) {
            unfolder->worst = status;
            unfolder->why = why;
        }
        unfolder->at =
            status == RO_ERR_INPUT
                ? ro_find_member(&unfolder->unpacker, unfolder->packed, unfolder->at + 1, NULL)
                : unfolder->at + unfolder->taken;
    }
    return tell_end(unfolder, error);
}

ro_status ro_unfold_away(ro_unfolder *unfolder, uint64_t most, uint64_t *size, ro_error *error) {
    ro_buffer piece = {.limit = PIECE};
    ro_status status;
    uint64_t away = 0;
    do {
        piece.size = 0;
        status = ro_unfold(unfolder, &piece, error);
        away += piece.size;
    } while (ro_unpack_goes_on(status, &piece) && away < most);
    *size += away;
    ro_buffer_free(&piece);
    return status;
}

void ro_unfolder_free(ro_unfolder *unfolder) {
    ro_unpacker_free(&unfolder->unpacker);
}
