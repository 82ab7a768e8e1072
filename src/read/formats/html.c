/* SPDX-License-Identifier: Apache-2.0 */
/* HTML pages. */
#include "read/format.h"

static unsigned bid(const ro_reader *reader, ro_str head) {
    (void)reader;
    ro_str s = ro_str_trim(head);
    if (s.n == 0) return 0;
    if (ro_str_starts(s, RO_STR("<!doctype html")) || ro_str_starts(s, RO_STR("<html"))) return 90;
    bool markup = s.p[0] == '<';
    if (ro_str_find(s, RO_STR("<html")) != SIZE_MAX) return markup ? 80 : 30;
    unsigned tags = ro_count_tags(s);
    return markup && tags >= 1 ? 50 : tags >= 4 ? 20 : 0;
}

static ro_status next(ro_reader *reader, ro_article **article, ro_error *error) {
    if (reader->done) return RO_END;
    reader->done = true;
    ro_record record;
    ro_status status = ro_record_begin(reader, &record, reader->data, 0, error);
    if (status == RO_OK) status = ro_read_page(reader, &record, reader->data, NULL, error);
    return ro_record_end(reader, &record, status, article, error);
}

const ro_source_format ro_format_html = {
    .name = "html", .bid = bid, .next = next, .extent = RO_EXTENT_ARTICLE, .of_site = true};
