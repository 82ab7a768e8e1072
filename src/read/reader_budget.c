/* SPDX-License-Identifier: Apache-2.0 */
/* How much of an input is read: what one piece of it and all of it may unfold to, and how long an
 * article may be. */
#include <inttypes.h>

#include "base/error.h"
#include "read/format.h"
#include "read/limits.h"

static const ro_reader *outermost_of(const ro_reader *reader) {
    while (reader->outer) reader = reader->outer;
    return reader;
}

ro_status ro_reader_refuse_depth(ro_error *error) {
    return ro_fail(error, RO_ERR_LIMIT, 0, "lies in more than %d archives, one in the other",
                   RO_DEEPEST_ARCHIVES);
}

/* What an input may unfold to in all. */
static uint64_t budget_of(const ro_reader *whole) {
    uint64_t most = whole->packed * RO_UNFOLDED_RATIO;
    uint64_t total = whole->limits.input_bytes * RO_UNFOLDED_INPUTS;
    if (most < RO_SMALL_UNFOLDED) most = RO_SMALL_UNFOLDED;
    return most < total ? most : total;
}

bool ro_reader_spent(const ro_reader *reader) {
    const ro_reader *whole = outermost_of(reader);
    return whole->unfolded >= budget_of(whole);
}

uint64_t ro_reader_budget(const ro_reader *reader) {
    const ro_reader *whole = outermost_of(reader);
    uint64_t budget = budget_of(whole);
    return whole->unfolded < budget ? budget - whole->unfolded : 1;
}

size_t ro_reader_room(const ro_reader *reader) {
    uint64_t room = ro_reader_budget(reader), limit = reader->limits.input_bytes;
    return (size_t)(room < limit ? room : limit);
}

static ro_reader *outermost(ro_reader *reader) {
    while (reader->outer) reader = reader->outer;
    return reader;
}

void ro_reader_given(ro_reader *reader) {
    if (!reader->outer) reader->packed += reader->data.n;
}

void ro_reader_unfolded(ro_reader *reader, uint64_t bytes) {
    outermost(reader)->unfolded += bytes;
}

ro_status ro_reader_refuse_more(const ro_reader *reader, size_t most, ro_error *error) {
    const ro_reader *whole = outermost_of(reader);
    if (ro_reader_spent(reader) && budget_of(whole) == whole->packed * RO_UNFOLDED_RATIO)
        return ro_fail(error, RO_ERR_LIMIT, 0,
                       "unfolds to more than %d times its size, as no text does: refused",
                       RO_UNFOLDED_RATIO);
    if (ro_reader_spent(reader))
        return ro_fail(error, RO_ERR_LIMIT, 0,
                       "unfolds beyond the limit of %" PRIu64 " bytes for all of an input",
                       budget_of(whole));
    return ro_fail(error, RO_ERR_LIMIT, 0, "unfolds beyond the limit of %zu bytes", most);
}

ro_status ro_check_article_size(const ro_reader *reader, size_t bytes, ro_error *error) {
    if (bytes <= reader->limits.article_bytes) return RO_OK;
    return ro_fail(error, RO_ERR_LIMIT, 0, "longer than the limit of %u bytes for an article",
                   reader->limits.article_bytes);
}
