/* SPDX-License-Identifier: Apache-2.0 */
/* WARC 1.0 and 1.1: answers, resources and conversions that hold pages or text. Sources:
 * ISO 28500:2017, and iipc.github.io/warc-specifications for zstd. */
#include "base/error.h"
#include "read/archive/web_archive.h"

static unsigned bid(const ro_reader *reader, ro_str head) {
    (void)reader;
    return ro_str_starts(head, RO_STR("WARC/1.")) || ro_str_starts(head, RO_STR("WARC/0.")) ? 100
                                                                                            : 0;
}

static bool begins(ro_str s) {
    return ro_str_starts(s, RO_STR("WARC/"));
}

static ro_status cut(ro_str s, ro_web_record *record, size_t *next, ro_error *error);
static bool find(const ro_web_record *from, ro_web_payload *found, ro_web_passed *why);
static const ro_web_kind kind = {begins, cut, find};

static ro_status cut(ro_str s, ro_web_record *record, size_t *next, ro_error *error) {
    size_t head, body, size;
    *next = s.n;
    if (!begins(s)) {
        *next = ro_web_find_next(&kind, s, 1);
        return ro_fail(error, RO_ERR_INPUT, 0, "no record begins here");
    }
    if (!ro_head_end(s, &head, &body))
        return ro_fail(error, RO_ERR_INPUT, 0, "the archive breaks off in the head of a record");
    record->head = (ro_str){s.p, head};
    bool sized = ro_parse_size(ro_header(record->head, "Content-Length"), 10, &size);
    ro_web_take_block(&kind, s, body, sized ? size : SIZE_MAX, record, next);
    if (sized) return RO_OK;
    return ro_fail(error, RO_ERR_INPUT, 0, "a record without its length");
}

static bool find(const ro_web_record *from, ro_web_payload *found, ro_web_passed *why) {
    static const struct {
        const char *name;
        ro_web_passed why;
    } kinds[] = {{"request", RO_WEB_REQUEST},
                 {"metadata", RO_WEB_METADATA},
                 {"warcinfo", RO_WEB_METADATA},
                 {"revisit", RO_WEB_REVISIT}};
    ro_str type = ro_header(from->head, "WARC-Type");
    *found = (ro_web_payload){.bytes = from->block,
                              .type = ro_header(from->head, "Content-Type"),
                              .url = ro_header(from->head, "WARC-Target-URI"),
                              .id = ro_header(from->head, "WARC-Record-ID"),
                              .block_digest = ro_header(from->head, "WARC-Block-Digest"),
                              .payload_digest = ro_header(from->head, "WARC-Payload-Digest"),
                              .truncated = ro_header(from->head, "WARC-Truncated")};
    if (found->url.n > 2 && found->url.p[0] == '<')
        found->url = (ro_str){found->url.p + 1, found->url.n - 2};
    *why = RO_WEB_TYPE;
    if (ro_str_same(type, RO_STR("resource")) || ro_str_same(type, RO_STR("conversion")))
        return ro_web_is_readable(found->type);
    *why = RO_WEB_OTHER;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (ro_str_same(type, ro_str_of(kinds[i].name))) *why = kinds[i].why;
    return ro_str_same(type, RO_STR("response")) && ro_web_find_answer(from->block, found, why);
}

static ro_status open_warc(ro_reader *reader, ro_error *error) {
    return ro_web_open(reader, &kind, error);
}

const ro_source_format ro_format_warc = {.name = "warc",
                                         .bid = bid,
                                         .open = open_warc,
                                         .next = ro_web_next,
                                         .close = ro_web_close,
                                         .of_site = true,
                                         .unpacks = true};
