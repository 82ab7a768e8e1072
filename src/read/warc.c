/* SPDX-License-Identifier: Apache-2.0 */
/* WARC 1.0 and 1.1, plain and with a gzip member or zstd frame a record: answers,
 * resources and conversions that hold pages or text. Sources: ISO 28500:2017, and
 * iipc.github.io/warc-specifications for zstd. */
#include <inttypes.h>
#include <stdlib.h>

#include "base/error.h"
#include "read/http.h"
#include "read/unpack.h"

static unsigned bid(const ro_reader *reader, ro_str head) {
    (void)reader;
    return ro_str_starts(head, RO_STR("WARC/1.")) || ro_str_starts(head, RO_STR("WARC/0.")) ? 100
                                                                                            : 0;
}

/* Why a record gives no article. */
typedef enum passed {
    PASSED_REQUEST,
    PASSED_METADATA,
    PASSED_REVISIT,
    PASSED_STATUS,
    PASSED_TYPE,
    PASSED_OTHER,
    PASSED_COUNT
} passed;

static const char *const passed_names[PASSED_COUNT][2] = {
    {"request", "requests"},
    {"description", "descriptions"},
    {"revisit of what was stored before", "revisits of what was stored before"},
    {"answer that is an error or leads elsewhere", "answers that are errors or lead elsewhere"},
    {"answer that is no page or text", "answers that are no pages or text"},
    {"record of another kind", "records of other kinds"}};

typedef struct warc_state {
    size_t at; /* what lies before is done */
    ro_unpacker unpacker;
    ro_buffer member; /* unpacked, where the archive is compressed */
    size_t within;    /* what lies before in member is done */
    uint64_t base;    /* where member begins in the input */
    bool told;        /* the note is written */
    uint32_t passed[PASSED_COUNT];
} warc_state;

static ro_status open_warc(ro_reader *reader, ro_error *error) {
    reader->state = calloc(1, sizeof(warc_state));
    return reader->state ? RO_OK : ro_fail_nomem(error);
}

static void close_warc(ro_reader *reader) {
    warc_state *state = reader->state;
    if (!state) return;
    ro_unpacker_free(&state->unpacker);
    ro_buffer_free(&state->member);
    free(state);
    reader->state = NULL;
}

/* A record of the archive. */
typedef struct warc_record {
    ro_str head, block;
    bool damaged; /* its length is wrong: the block ends where the next record begins */
} warc_record;

static bool begins_record(ro_str s, size_t at) {
    return ro_str_starts((ro_str){s.p + at, s.n - at}, RO_STR("WARC/"));
}

/* Where the next record begins, from at on. */
static size_t find_next_record(ro_str s, size_t at) {
    for (; at < s.n; at++) {
        const char *found = memchr(s.p + at, 'W', s.n - at);
        if (!found) return s.n;
        at = (size_t)(found - s.p);
        if (begins_record(s, at) && (at == 0 || s.p[at - 1] == '\n')) return at;
    }
    return s.n;
}

static size_t skip_space(ro_str s, size_t at) {
    while (at < s.n && ro_is_space((unsigned char)s.p[at])) at++;
    return at;
}

/* Cut the record at the start of s; *next receives where the one behind it begins. The
 * length that a record states holds where a record or the end follows; else the block
 * ends where the next record begins. */
static ro_status cut_record(ro_str s, warc_record *record, size_t *next, ro_error *error) {
    size_t head, body, size;
    *next = s.n;
    if (!begins_record(s, 0)) {
        *next = find_next_record(s, 1);
        return ro_fail(error, RO_ERR_INPUT, 0, "no record begins here");
    }
    if (!ro_head_end(s, &head, &body))
        return ro_fail(error, RO_ERR_INPUT, 0, "the archive breaks off in the head of a record");
    record->head = (ro_str){s.p, head};
    bool sized = ro_parse_size(ro_header(record->head, "Content-Length"), 10, &size);
    if (sized && size <= s.n - body) {
        *next = skip_space(s, body + size);
        record->block = (ro_str){s.p + body, size};
        if (*next == s.n || begins_record(s, *next)) return RO_OK;
    }
    record->damaged = true;
    *next = find_next_record(s, body);
    record->block = (ro_str){s.p + body, *next - body};
    if (sized) return RO_OK;
    return ro_fail(error, RO_ERR_INPUT, 0, "a record without its length");
}

static bool is_readable(ro_str type) {
    static const char *const types[] = {"text/html", "application/xhtml", "text/plain"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (ro_str_starts(type, ro_str_of(types[i]))) return true;
    return type.n == 0;
}

typedef struct payload {
    ro_str http;  /* head of the answer; empty where there is none */
    ro_str bytes; /* the body as stored */
    ro_str type;
} payload;

/* What a record holds: the body of a good HTTP answer, or a resource itself; else why
 * it gives no article. */
static bool find_payload(const warc_record *from, payload *found, passed *why) {
    static const struct {
        const char *name;
        passed why;
    } kinds[] = {{"request", PASSED_REQUEST},
                 {"metadata", PASSED_METADATA},
                 {"warcinfo", PASSED_METADATA},
                 {"revisit", PASSED_REVISIT}};
    ro_str kind = ro_header(from->head, "WARC-Type");
    *found = (payload){.bytes = from->block, .type = ro_header(from->head, "Content-Type")};
    *why = PASSED_TYPE;
    if (ro_str_same(kind, RO_STR("resource")) || ro_str_same(kind, RO_STR("conversion")))
        return is_readable(found->type);
    *why = PASSED_OTHER;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (ro_str_same(kind, ro_str_of(kinds[i].name))) *why = kinds[i].why;
    size_t head, body;
    if (!ro_str_same(kind, RO_STR("response")) || !ro_head_end(from->block, &head, &body))
        return false;
    found->http = (ro_str){from->block.p, head};
    found->bytes = (ro_str){from->block.p + body, from->block.n - body};
    found->type = ro_header(found->http, "Content-Type");
    const char *space = memchr(from->block.p, ' ', head);
    bool good = space && space + 1 < from->block.p + head && space[1] == '2';
    *why = good && ro_str_trim(found->bytes).n ? PASSED_TYPE : PASSED_STATUS;
    return *why == PASSED_TYPE && is_readable(found->type);
}

/* What is wrong with a record that was read all the same. */
static ro_status judge(const warc_record *from, ro_status body, ro_error *error) {
    if (body != RO_OK) return body;
    if (from->damaged)
        return ro_fail(error, RO_WARN, 0,
                       "the record is cut off or its length is wrong: what is there is read");
    ro_str truncated = ro_header(from->head, "WARC-Truncated");
    if (truncated.n)
        return ro_fail(error, RO_WARN, 0, "the archive holds only the start of it (%.*s)",
                       (int)(truncated.n < 20 ? truncated.n : 20), truncated.p);
    return RO_OK;
}

static ro_status read_content(ro_reader *reader, ro_record *record, const warc_record *from,
                              const payload *found, bool packed, ro_error *error) {
    ro_http_body body;
    ro_error why = {0};
    record->charset = ro_charset_of(&record->scratch, found->type);
    ro_status status =
        ro_http_decode(reader, &record->scratch, found->http, found->bytes, &body, error);
    if (status == RO_WARN && error) why = *error;
    ro_status worst = status;
    if (status >= 0) {
        bool page = ro_str_find(found->type, RO_STR("html")) != SIZE_MAX ||
                    (found->type.n == 0 && ro_looks_like_html(body.bytes));
        status = page ? ro_read_page(reader, record, body.bytes, &body.map, error)
                      : ro_read_plain(reader, record, body.bytes, &body.map, error);
    }
    if (packed || body.unpacked) record->first_damaged = 0;
    ro_buffer_free(&body.owned);
    if (status != RO_OK) return status;
    if (worst == RO_WARN && error) *error = why;
    return judge(from, worst, error);
}

static ro_status read_payload(ro_reader *reader, const warc_record *from, const payload *found,
                              uint64_t offset, bool packed, ro_article **article, ro_error *error) {
    ro_record record;
    ro_status status = ro_record_begin(reader, &record, found->bytes, offset, error);
    if (status == RO_OK) {
        ro_metadata *meta = &record.article->meta;
        ro_str url = ro_header(from->head, "WARC-Target-URI");
        if (url.n > 2 && url.p[0] == '<') url = (ro_str){url.p + 1, url.n - 2};
        ro_record_set(&record, &meta->url, url);
        ro_record_set(&record, &meta->id, ro_header(from->head, "WARC-Record-ID"));
        status = read_content(reader, &record, from, found, packed, error);
    }
    return ro_record_end(reader, &record, status, article, error);
}

/* Behind a member that is damaged: where the next one begins that unfolds to a record. */
static size_t find_next_member(warc_state *state, ro_str s, size_t at) {
    for (; at < s.n; at++) {
        ro_str rest = {s.p + at, s.n - at};
        if ((s.p[at] != '\x1F' && s.p[at] != '\x28') || !ro_packing_of(rest)) continue;
        char begin[16];
        ro_buffer out = {.limit = sizeof begin};
        size_t taken;
        ro_unpack_member(&state->unpacker, rest, &out, &taken, NULL);
        bool found = out.size && begins_record((ro_str){out.data, out.size}, 0);
        ro_buffer_free(&out);
        if (found) return at;
    }
    return s.n;
}

/* Unpack the member at hand. RO_END: none is left. */
static ro_status next_member(ro_reader *reader, ro_error *error) {
    warc_state *state = reader->state;
    ro_str rest = {reader->data.p + state->at, reader->data.n - state->at};
    size_t taken;
    state->base = state->at;
    state->member.size = state->within = 0;
    state->member.limit = ro_reader_room(reader);
    ro_status status = ro_unpack_member(&state->unpacker, rest, &state->member, &taken, error);
    bool bomb = status == RO_ERR_LIMIT && state->member.size >= state->member.limit;
    state->at += taken;
    ro_reader_unfolded(reader, state->member.size);
    if (status == RO_OK) return RO_OK;
    state->at = find_next_member(state, reader->data, (size_t)state->base + 1);
    if (bomb) status = ro_reader_refuse_more(reader, state->member.limit, error);
    if (bomb && ro_reader_spent(reader)) state->at = reader->data.n;
    if (status != RO_WARN) state->member.size = 0;
    if (status == RO_WARN && state->member.size) return RO_OK; /* its record is cut off */
    if (error) error->offset = state->base;
    return status == RO_WARN ? RO_ERR_INPUT : status;
}

/* Cut the next record of the archive; where it begins in *offset. */
static ro_status next_record(ro_reader *reader, warc_record *record, uint64_t *offset, bool *packed,
                             ro_error *error) {
    warc_state *state = reader->state;
    for (;;) {
        *record = (warc_record){0};
        *packed = true;
        *offset = state->base;
        ro_str s = {state->member.data, state->member.size};
        state->within = skip_space(s, state->within);
        size_t *at = &state->within;
        if (state->within >= s.n) {
            s = reader->data;
            state->at = skip_space(s, state->at);
            if (state->at >= s.n) return RO_END;
            ro_str rest = {s.p + state->at, s.n - state->at};
            if (ro_packing_of(rest)) {
                ro_status status = next_member(reader, error);
                if (status != RO_OK) return status;
                continue;
            }
            at = &state->at;
            *packed = false;
            *offset = state->at;
        }
        size_t next;
        ro_status status = cut_record((ro_str){s.p + *at, s.n - *at}, record, &next, error);
        if (status != RO_OK && error) error->offset = *offset;
        *at += next;
        return status;
    }
}

/* Tell what gave no article, once. */
static void write_note(ro_reader *reader) {
    warc_state *state = reader->state;
    uint32_t sum = 0;
    if (state->told) return;
    state->told = true;
    for (int i = 0; i < PASSED_COUNT; i++) sum += state->passed[i];
    /* Descriptions alone say nothing: every archive has them. */
    if (sum == state->passed[PASSED_METADATA]) return;
    ro_buffer_printf(&reader->note, "%" PRIu32 " of %" PRIu32 " records hold no article", sum,
                     reader->record - reader->options.first_record);
    const char *joint = ": ";
    for (int i = 0; i < PASSED_COUNT; i++) {
        uint32_t count = state->passed[i];
        if (!count) continue;
        ro_buffer_printf(&reader->note, "%s%" PRIu32 " %s", joint, count,
                         passed_names[i][count != 1]);
        joint = ", ";
    }
}

static ro_status next_warc(ro_reader *reader, ro_article **article, ro_error *error) {
    warc_state *state = reader->state;
    for (;;) {
        warc_record record;
        payload found;
        passed why;
        uint64_t offset;
        bool packed;
        ro_status status = next_record(reader, &record, &offset, &packed, error);
        if (status == RO_END) {
            write_note(reader);
            return RO_END;
        }
        if (status != RO_OK) {
            reader->record++;
            return status;
        }
        if (find_payload(&record, &found, &why)) {
            if (!packed) offset = (uint64_t)(found.bytes.p - reader->data.p);
            return read_payload(reader, &record, &found, offset, packed, article, error);
        }
        reader->record++;
        state->passed[why]++;
    }
}

const ro_source_format ro_format_warc = {"warc",    bid,        open_warc,
                                         next_warc, close_warc, RO_EXTENT_RECORDS};
