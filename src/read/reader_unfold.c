/* SPDX-License-Identifier: Apache-2.0 */
/* A reader's input where it is compressed: unfolded as a whole, or, where its format reads
 * records that end where it sees it, a stretch at a time. */
#include <stdlib.h>

#include "base/error.h"
#include "read/bytes/unfold.h"
#include "read/format.h"
#include "read/limits.h"

static bool begins_archive(const ro_reader *reader, const ro_buffer *first) {
    ro_str head = {first->data, first->size};
    return first->size && ro_reader_format_of(reader, head)->unpacks;
}

/* Look at what a compressed input holds, from the start of its first member that holds
 * anything and is not damaged: how long it may be, and whether it is a web archive, whose
 * first bytes are kept then. Such archives stay packed, a member a record. */
static ro_status look_inside(const ro_reader *reader, size_t *most, ro_buffer *first,
                             ro_error *error) {
    ro_unpacker unpacker = {0};
    ro_status status = RO_OK;
    first->limit = RO_HEAD_BYTES;
    for (size_t at = 0; at < reader->data.n && first->size == 0;) {
        ro_str rest = {reader->data.p + at, reader->data.n - at};
        size_t taken;
        if (!ro_packing_of(rest)) break;
        status = ro_unpack_member(&unpacker, rest, first, &taken, error);
        if (status == RO_ERR_NOMEM || begins_archive(reader, first)) break;
        if (status == RO_ERR_INPUT) first->size = 0;
        at = status == RO_ERR_INPUT ? ro_find_member(&unpacker, reader->data, at + 1, NULL)
                                    : at + taken;
    }
    *most = ro_reader_most(reader, (ro_str){first->data ? first->data : "", first->size});
    if (!begins_archive(reader, first)) ro_buffer_free(first);
    ro_unpacker_free(&unpacker);
    return status == RO_ERR_NOMEM ? status : RO_OK;
}

/* How an input that was unfolded to @p size bytes stands, of which @p status and @p why tell. */
static ro_status tell_damage(ro_status status, const ro_error *why, uint64_t size,
                             ro_error *error) {
    bool damaged = status == RO_ERR_INPUT || status == RO_WARN;
    if (size == 0 && (damaged || status == RO_OK))
        return ro_fail(error, RO_ERR_INPUT, 0, "is damaged compressed data, not text");
    if (status == RO_WARN)
        return ro_fail(error, RO_WARN, why->offset, "%s: what came before is read", why->msg);
    if (damaged)
        return ro_fail(error, RO_WARN, why->offset, "%s: what is read may be altered", why->msg);
    if (status != RO_OK && error) *error = *why;
    return status;
}

/* Whether the input, which begins with @p first, is read a stretch at a time. */
static bool streams(const ro_reader *reader, const ro_buffer *first) {
    ro_str head = {first->data, first->size};
    const ro_source_format *format = ro_reader_format_of(reader, head);
    return format->streams && format->streams(head);
}

/* Go through the rest, of which @p size bytes are unfolded, so that what is damaged and what
 * is too much is known before any of it is read; then begin anew with the first stretch. */
static ro_status open_stretches(ro_reader *reader, ro_unfolder *unfolder, uint64_t size,
                                ro_error *error) {
    ro_error why = {0};
    uint64_t most = ro_reader_budget(reader) - size;
    uint64_t rest = 0;
    ro_status status = ro_unfold_away(unfolder, most, &rest, &why);
    bool bomb = status == RO_ERR_LIMIT && rest >= most;
    ro_reader_unfolded(reader, size + rest);
    if (bomb) return ro_reader_refuse_more(reader, 0, error);
    status = tell_damage(status, &why, size, error);
    if (status < 0) return status;
    reader->unfolder = calloc(1, sizeof *reader->unfolder);
    if (!reader->unfolder) return ro_fail_nomem(error);
    reader->unfolder->packed = reader->data;
    reader->more = true;
    ro_status moved = ro_reader_move(reader, 0, error);
    return moved == RO_OK ? status : moved;
}

ro_status ro_reader_move(ro_reader *reader, size_t done, ro_error *error) {
    ro_buffer *stretch = &reader->stretch;
    if (!reader->more) {
        reader->data = (ro_str){reader->data.p + done, reader->data.n - done};
        reader->base += done;
        return RO_OK;
    }
    size_t left = stretch->size - done, step = reader->limits.stretch_bytes;
    if (left) memmove(stretch->data, stretch->data + done, left);
    stretch->size = left;
    /* Twice as much where it is not enough: what is looked at again stays in proportion. */
    stretch->limit = left + (left > step ? left : step);
    ro_status status = ro_unfold(reader->unfolder, stretch, NULL);
    reader->more = ro_unpack_goes_on(status, stretch);
    reader->base += done;
    reader->data = (ro_str){stretch->data, stretch->size};
    /* What else there is to tell was told when it was opened. */
    return status == RO_ERR_NOMEM ? ro_fail_nomem(error) : RO_OK;
}

/* Unpack all members of a compressed input, one behind the other, or the first stretch. */
static ro_status unpack_members(ro_reader *reader, size_t most, ro_error *error) {
    ro_unfolder unfolder = {.packed = reader->data};
    size_t stretch = reader->limits.stretch_bytes;
    ro_buffer out = {.limit = most < stretch ? most : stretch};
    ro_error why = {0};
    ro_status status = ro_unfold(&unfolder, &out, &why);
    if (ro_unpack_goes_on(status, &out) && out.limit < most) {
        if (streams(reader, &out)) {
            uint64_t size = out.size;
            ro_buffer_free(&out);
            status = open_stretches(reader, &unfolder, size, error);
            ro_unfolder_free(&unfolder);
            return status;
        }
        out.limit = most;
        status = ro_unfold(&unfolder, &out, &why);
    }
    ro_unfolder_free(&unfolder);
    ro_reader_unfolded(reader, out.size);
    status = ro_unpack_goes_on(status, &out) ? ro_reader_refuse_more(reader, out.limit, error)
                                             : tell_damage(status, &why, out.size, error);
    ro_buffer_free(&reader->unpacked);
    reader->unpacked = out;
    reader->data = (ro_str){out.data, out.size};
    return status;
}

ro_status ro_reader_unpack(ro_reader *reader, ro_buffer *archive, ro_error *error) {
    ro_status status = RO_OK;
    while (status == RO_OK && ro_packing_of(reader->data)) {
        size_t most;
        status = look_inside(reader, &most, archive, error);
        if (status != RO_OK || archive->size) break;
        if (++reader->depth > RO_DEEPEST_ARCHIVES) return ro_reader_refuse_depth(error);
        status = unpack_members(reader, most, error);
    }
    return status;
}
