/* SPDX-License-Identifier: Apache-2.0 */
/* MHTML: a page that a browser saved with what it shows, as a message. The page gives its
 * own facts; the head of the message says where it was, and when it was saved, which is no
 * day of publication. Source: RFC 2557. */
#include "base/error.h"
#include "read/format.h"
#include "read/mail/mail_parts.h"
#include "read/mail/mime.h"

static size_t skip_lines(ro_str s) {
    size_t at = 0;
    while (at < s.n && (s.p[at] == '\n' || s.p[at] == '\r')) at++;
    return at;
}

/* Whether a message came by mail. */
static bool was_sent(ro_str head) {
    static const char *const fields[] = {"To",         "Received", "Return-Path",
                                         "Message-ID", "List-Id",  "Delivered-To"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (ro_mime_field(head, fields[i]).n) return true;
    return false;
}

/* Browsers say that they saved the page, or where it was; others leave the sender out. */
static unsigned bid(const ro_reader *reader, ro_str head) {
    (void)reader;
    size_t at = skip_lines(head), body;
    ro_str s = {head.p + at, head.n - at};
    ro_str fields = {s.p, ro_mime_head(s, &body)};
    ro_str type = ro_mime_field(fields, "Content-Type");
    bool related = ro_str_starts(type, RO_STR("multipart/related"));
    if (!related && !ro_str_starts(type, RO_STR("text/html"))) return 0;
    ro_str sender = ro_mime_field(fields, "From");
    while (sender.n && strchr("\"<", sender.p[0])) sender = (ro_str){sender.p + 1, sender.n - 1};
    if (ro_str_starts(sender, RO_STR("Saved by "))) return 97;
    if (was_sent(fields) || !ro_mime_field(fields, "MIME-Version").n) return 0;
    bool placed = ro_mime_field(fields, "Snapshot-Content-Location").n ||
                  ro_mime_field(fields, "Content-Location").n;
    return placed || (related && sender.n == 0) ? 97 : 0;
}

static ro_status open_saved(ro_reader *reader, ro_error *error) {
    return ro_check_is_text(reader->data, error);
}

/* The first part whose field @p name is @p value, of the pages that the message holds. */
static const ro_mail_text *find_part(const ro_mail_parts *parts, const char *name, ro_str value) {
    for (uint32_t i = 0; value.n && i < parts->texts.count; i++)
        if (ro_str_eq(ro_str_trim(ro_mime_field(parts->texts.items[i].head, name)), value))
            return &parts->texts.items[i];
    return NULL;
}

/* The page itself, of all that it is made of: the part that the head names, else the first
 * that is a page. */
static const ro_mail_text *find_page(ro_arena *arena, const ro_mail_parts *parts, ro_str head) {
    const char *start = ro_mime_parameter(arena, ro_mime_field(head, "Content-Type"), "start");
    ro_str place = ro_str_trim(ro_mime_field(head, "Snapshot-Content-Location"));
    const ro_mail_text *page = find_part(parts, "Content-ID", ro_str_of(start));
    if (!page) page = find_part(parts, "Content-Location", place);
    return page || parts->texts.count == 0 ? page : parts->texts.items;
}

static ro_status read_page(ro_reader *reader, ro_record *record, ro_error *error) {
    ro_arena *scratch = &record->scratch;
    ro_metadata *meta = &record->article->meta;
    ro_mail_parts parts = {0};
    if (!ro_mail_divide_saved(scratch, record->bytes, &parts)) return ro_fail_nomem(error);
    ro_str head = parts.letters.items[0].head;
    const ro_mail_text *page = find_page(scratch, &parts, head);
    if (!page) return ro_fail(error, RO_ERR_INPUT, 0, "is a saved page without its text");
    ro_str places[] = {ro_mime_field(head, "Snapshot-Content-Location"),
                       ro_mime_field(page->head, "Content-Location"),
                       ro_mime_field(head, "Content-Location")};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        ro_str place = ro_str_trim(places[i]);
        if (ro_str_starts(place, RO_STR("http"))) ro_record_set(record, &meta->url, place);
    }
    ro_str encoding = ro_mime_value(ro_mime_field(page->head, "Content-Transfer-Encoding"));
    char *content;
    size_t size;
    ro_map map = {0};
    record->charset =
        ro_mime_parameter(scratch, ro_mime_field(page->head, "Content-Type"), "charset");
    if (!ro_mime_decode(scratch, page->body, encoding, false,
                        (uint64_t)(page->body.p - record->bytes.p), &content, &size, &map))
        return ro_fail_nomem(error);
    ro_status status = ro_read_page(reader, record, (ro_str){content, size}, &map, error);
    ro_record_set(record, &meta->title,
                  ro_str_of(ro_mime_words(scratch, ro_mime_field(head, "Subject"))));
    if (status == RO_OK && parts.letters.items[0].cut)
        return ro_fail(error, RO_WARN, reader->data.n,
                       "the saved page breaks off before its last part ends");
    return status;
}

static ro_status next(ro_reader *reader, ro_article **article, ro_error *error) {
    if (reader->done) return RO_END;
    reader->done = true;
    size_t at = skip_lines(reader->data);
    ro_str message = {reader->data.p + at, reader->data.n - at};
    ro_record record;
    ro_status status = ro_record_begin(reader, &record, message, at, error);
    if (status == RO_OK) status = read_page(reader, &record, error);
    return ro_record_end(reader, &record, status, article, error);
}

const ro_source_format ro_format_mhtml = {.name = "mhtml",
                                          .bid = bid,
                                          .open = open_saved,
                                          .next = next,
                                          .extent = RO_EXTENT_DOCUMENT,
                                          .of_site = true};
