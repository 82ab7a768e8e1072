/* SPDX-License-Identifier: Apache-2.0 */
/* Plain text: what no other format wants. */
#include "read/format.h"

static unsigned bid(const ro_reader *reader, ro_str head) {
    (void)reader, (void)head;
    return 1;
}

static ro_status next(ro_reader *reader, ro_article **article, ro_error *error) {
    if (reader->done) return RO_END;
    reader->done = true;
    ro_record record;
    ro_status status = ro_record_begin(reader, &record, reader->data, 0, error);
    if (status == RO_OK) status = ro_read_plain(reader, &record, reader->data, NULL, error);
    return ro_record_end(reader, &record, status, article, error);
}

const ro_source_format ro_format_plain = {
    .name = "plain", .bid = bid, .next = next, .extent = RO_EXTENT_ARTICLE};
