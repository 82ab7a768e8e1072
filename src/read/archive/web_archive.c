/* SPDX-License-Identifier: Apache-2.0 */
/* Archives are plain, or have a gzip member or zstd frame for a record or for many. What a
 * checksum or a digest denies is not read; the rest of the archive goes on. */
#include "read/archive/web_archive.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/digest.h"
#include "base/error.h"
#include "read/limits.h"

static const char *const passed_names[RO_WEB_PASSED_COUNT][2] = {
    {"request", "requests"},
    {"description", "descriptions"},
    {"revisit of what was stored before", "revisits of what was stored before"},
    {"answer that is an error or leads elsewhere", "answers that are errors or lead elsewhere"},
    {"answer that is no page or text", "answers that are no pages or text"},
    {"page that lists others", "pages that list others"},
    {"record of another kind", "records of other kinds"}};

typedef struct web_state {
    const ro_web_kind *kind;
    size_t at; /* what lies before is done */
    ro_unpacker unpacker;
    ro_buffer member; /* unpacked, where the archive is compressed; of a long one a stretch */
    size_t within;    /* what lies before in member is done */
    uint64_t base;    /* where member begins in the input */
    bool more;        /* there is more of it than the stretch at hand */
    ro_str packed;    /* of a long one: the bytes from base on, and what of them is unfolded */
    size_t taken;
    uint64_t pass;   /* bytes to pass over, of a record that is longer than what is held */
    ro_error damage; /* of member: its records may be altered; code RO_OK: it is sound */
    bool cut_off;    /* the compressed data of member ends before its end */
    bool told;       /* the note is written */
    uint32_t passed[RO_WEB_PASSED_COUNT];
} web_state;

/* A record at hand. */
typedef struct web_place {
    uint64_t offset; /* in the input: of the member where it is packed */
    bool packed;
} web_place;

ro_status ro_web_open(ro_reader *reader, const ro_web_kind *kind, ro_error *error) {
    web_state *state = calloc(1, sizeof *state);
    if (!state) return ro_fail_nomem(error);
    state->kind = kind;
    reader->state = state;
    return RO_OK;
}

void ro_web_close(ro_reader *reader) {
    web_state *state = reader->state;
    if (!state) return;
    ro_unpacker_free(&state->unpacker);
    ro_buffer_free(&state->member);
    free(state);
    reader->state = NULL;
}

size_t ro_web_find_next(const ro_web_kind *kind, ro_str s, size_t at) {
    while (at < s.n) {
        bool line = at == 0 || s.p[at - 1] == '\n';
        if (line && kind->begins((ro_str){s.p + at, s.n - at})) return at;
        const char *newline = memchr(s.p + at, '\n', s.n - at);
        if (!newline) break;
        at = (size_t)(newline - s.p) + 1;
    }
    return s.n;
}

static size_t skip_space(ro_str s, size_t at) {
    while (at < s.n && ro_is_space((unsigned char)s.p[at])) at++;
    return at;
}

void ro_web_take_block(const ro_web_kind *kind, ro_str s, size_t body, size_t size,
                       ro_web_record *record, size_t *next) {
    record->end = size < SIZE_MAX - body ? body + size : 0;
    if (size <= s.n - body) {
        *next = skip_space(s, body + size);
        record->block = (ro_str){s.p + body, size};
        if (*next == s.n || kind->begins((ro_str){s.p + *next, s.n - *next})) return;
    }
    record->cut = true;
    *next = ro_web_find_next(kind, s, body);
    record->block = (ro_str){s.p + body, *next - body};
}

bool ro_web_is_readable(ro_str type) {
    static const char *const types[] = {"text/html", "application/xhtml", "text/plain"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (ro_str_starts(type, ro_str_of(types[i]))) return true;
    return type.n == 0;
}

bool ro_web_find_answer(ro_str block, ro_web_payload *found, ro_web_passed *why) {
    size_t head, body;
    if (!ro_head_end(block, &head, &body)) return false;
    found->http = (ro_str){block.p, head};
    found->bytes = (ro_str){block.p + body, block.n - body};
    found->type = ro_header(found->http, "Content-Type");
    const char *space = memchr(block.p, ' ', head);
    bool good = space && space + 1 < block.p + head && space[1] == '2';
    *why = good && ro_str_trim(found->bytes).n ? RO_WEB_TYPE : RO_WEB_STATUS;
    return *why == RO_WEB_TYPE && ro_web_is_readable(found->type);
}

/* Archives differ in what a payload is: the body as stored, without its chunks, or as the
 * page is. One that is right is enough. */
static ro_digest_result check_payload(ro_reader *reader, const ro_web_payload *found,
                                      const ro_http_body *page) {
    ro_digest_result result = ro_digest_check(found->payload_digest, found->bytes);
    if (result != RO_DIGEST_WRONG) return result;
    if (page->bytes.p != found->bytes.p &&
        ro_digest_check(found->payload_digest, page->bytes) == RO_DIGEST_RIGHT)
        return RO_DIGEST_RIGHT;
    ro_arena scratch = RO_ARENA_INIT;
    ro_http_body joined;
    ro_status status = ro_http_unchunk(reader, &scratch, found->http, found->bytes, &joined, NULL);
    if (status == RO_OK) result = ro_digest_check(found->payload_digest, joined.bytes);
    ro_buffer_free(&joined.owned);
    ro_arena_free(&scratch);
    return result;
}

/* Hold what was read against what the archive says of it: the checksum of its member, the
 * digests of its block and of its payload. A right digest vouches for the text where the
 * others fail, and that is told. */
static ro_status check_digests(ro_reader *reader, const ro_web_record *from,
                               const ro_web_payload *found, const ro_http_body *page,
                               ro_error *error) {
    const web_state *state = reader->state;
    bool whole = !from->cut && found->truncated.n == 0;
    ro_digest_result block = RO_DIGEST_UNKNOWN, payload = RO_DIGEST_UNKNOWN;
    if (!from->cut) block = ro_digest_check(found->block_digest, from->block);
    if (whole && block != RO_DIGEST_RIGHT) payload = check_payload(reader, found, page);
    bool right = block == RO_DIGEST_RIGHT || payload == RO_DIGEST_RIGHT;
    bool wrong = block == RO_DIGEST_WRONG || payload == RO_DIGEST_WRONG;
    if (right && state->damage.code)
        return ro_fail(error, RO_WARN, 0, "%s; the digest of the record is right, and it is read",
                       state->damage.msg);
    if (state->damage.code)
        return ro_fail(error, RO_ERR_INPUT, 0, "%s: the record is not read", state->damage.msg);
    if (right && wrong)
        return ro_fail(error, RO_WARN, 0,
                       "the digest of the block fails; that of the payload is right, and it is "
                       "read");
    if (wrong)
        return ro_fail(error, RO_ERR_INPUT, 0,
                       "the digest of the record fails: its bytes are not those that were stored");
    return RO_OK;
}

/* Whether the record at hand is the last one of a member whose compressed data is cut off. */
static bool ends_cut_off(const web_state *state) {
    ro_str s = {state->member.data, state->member.size};
    return state->cut_off && !state->more && skip_space(s, state->within) >= s.n;
}

/* What is wrong with a record that was read all the same. */
static ro_status judge(const web_state *state, const ro_web_record *from,
                       const ro_web_payload *found, ro_error *error) {
    if (from->cut)
        return ro_fail(error, RO_WARN, 0,
                       "the record is cut off or its length is wrong: what is there is read");
    ro_str truncated = found->truncated;
    if (truncated.n)
        return ro_fail(error, RO_WARN, 0, "the archive holds only the start of it (%.*s)",
                       (int)(truncated.n < 20 ? truncated.n : 20), truncated.p);
    if (ends_cut_off(state))
        return ro_fail(error, RO_WARN, 0,
                       "the compressed data is cut off behind the record, which is whole");
    return RO_OK;
}

static ro_status read_content(ro_reader *reader, ro_record *record, const ro_web_record *from,
                              const ro_web_payload *found, bool packed, ro_error *error) {
    ro_http_body body;
    ro_error why = {0};
    record->charset = ro_charset_of(&record->scratch, found->type);
    ro_status status =
        ro_http_decode(reader, &record->scratch, found->http, found->bytes, &body, &why);
    if (status >= 0) {
        ro_error denied = {0};
        ro_status checked = check_digests(reader, from, found, &body, &denied);
        if (status == RO_OK || checked < 0) {
            why = denied;
            status = checked;
        }
    }
    ro_status worst = status;
    if (status >= 0) {
        bool page = ro_str_find(found->type, RO_STR("html")) != SIZE_MAX ||
                    (found->type.n == 0 && ro_looks_like_html(body.bytes));
        status = page ? ro_read_page(reader, record, body.bytes, &body.map, error)
                      : ro_read_plain(reader, record, body.bytes, &body.map, error);
        if (status != RO_OK) worst = RO_OK; /* it is told already */
    }
    if (packed || body.unpacked) record->first_damaged = 0;
    ro_buffer_free(&body.owned);
    if (worst != RO_OK && error) *error = why;
    if (status != RO_OK || worst != RO_OK) return status != RO_OK ? status : worst;
    return judge(reader->state, from, found, error);
}

static ro_status read_payload(ro_reader *reader, const ro_web_record *from,
                              const ro_web_payload *found, web_place place, ro_article **article,
                              ro_error *error) {
    ro_record record;
    ro_status status = ro_record_begin(reader, &record, found->bytes, place.offset, error);
    if (status == RO_OK) {
        ro_metadata *meta = &record.article->meta;
        ro_record_set(&record, &meta->url, found->url);
        ro_record_set(&record, &meta->id, found->id);
        status = read_content(reader, &record, from, found, place.packed, error);
    }
    return ro_record_end(reader, &record, status, article, error);
}

/* Go through the member that begins @p rest, so that what is damaged and what is too much is
 * known before any of it is read. state->member holds all of it, or, with state->more, nothing
 * but its start; *size is that of all. */
static ro_status survey_member(ro_reader *reader, ro_str rest, size_t *taken, uint64_t *size,
                               ro_error *error) {
    enum { PIECE = 64 * 1024 };
    web_state *state = reader->state;
    uint64_t most = ro_reader_budget(reader);
    size_t stretch = reader->limits.stretch_bytes;
    state->member.size = *taken = 0;
    state->member.limit = most < stretch ? (size_t)most : stretch;
    ro_status status = ro_unpack_more(&state->unpacker, rest, &state->member, taken, error);
    *size = state->member.size;
    state->more = ro_unpack_goes_on(status, &state->member);
    ro_buffer piece = {.limit = PIECE};
    for (bool more = state->more; more && *size < most;) {
        piece.size = 0;
        status = ro_unpack_more(&state->unpacker, rest, &piece, taken, error);
        *size += piece.size;
        more = ro_unpack_goes_on(status, &piece);
    }
    ro_unpack_stop(&state->unpacker);
    ro_buffer_free(&piece);
    return status;
}

/* Unfold more of the member behind what is not done of it. */
static ro_status grow_member(ro_reader *reader, ro_error *error) {
    web_state *state = reader->state;
    ro_buffer *member = &state->member;
    size_t left = member->size - state->within, step = reader->limits.stretch_bytes;
    if (left) memmove(member->data, member->data + state->within, left);
    member->size = left;
    state->within = 0;
    /* Twice as much where it is not enough: what is looked at again stays in proportion. */
    member->limit = left + (left > step ? left : step);
    ro_status status = ro_unpack_more(&state->unpacker, state->packed, member, &state->taken, NULL);
    state->more = ro_unpack_goes_on(status, member);
    uint64_t passed = state->pass < member->size ? state->pass : member->size;
    state->within = (size_t)passed;
    state->pass -= passed;
    /* What else there is to tell came out in the survey. */
    return status == RO_ERR_NOMEM ? ro_fail_nomem(error) : RO_OK;
}

/* Read a member that is longer than a stretch from its start. */
static ro_status begin_member(ro_reader *reader, ro_str rest, ro_error *error) {
    web_state *state = reader->state;
    if (!state->more) return RO_OK;
    state->packed = rest;
    state->taken = state->within = state->member.size = 0;
    state->pass = 0;
    return grow_member(reader, error);
}

/* Unpack the member at hand. RO_ERR_INPUT: nothing of it is there. */
static ro_status next_member(ro_reader *reader, ro_error *error) {
    web_state *state = reader->state;
    ro_str rest = {reader->data.p + state->at, reader->data.n - state->at};
    size_t taken;
    uint64_t size, most = ro_reader_budget(reader);
    ro_error why = {0};
    state->base = state->at;
    state->within = 0;
    state->damage = (ro_error){0};
    ro_status status = survey_member(reader, rest, &taken, &size, &why);
    bool bomb = status == RO_ERR_LIMIT && size >= most;
    state->cut_off = status == RO_WARN;
    state->at += taken;
    ro_reader_unfolded(reader, size);
    if (status == RO_OK) return begin_member(reader, rest, error);
    state->at = ro_find_member(&state->unpacker, reader->data, (size_t)state->base + 1,
                               state->kind->begins);
    if (bomb) status = ro_reader_refuse_more(reader, 0, &why);
    if (bomb && ro_reader_spent(reader)) state->at = reader->data.n;
    if (status == RO_ERR_INPUT) state->damage = why;
    if (status != RO_WARN && status != RO_ERR_INPUT) {
        state->member.size = 0;
        state->more = false;
    }
    /* Its last record is cut off, or all are in doubt. */
    if (state->member.size) return begin_member(reader, rest, error);
    why.offset = state->base;
    if (error) *error = why;
    return status == RO_WARN ? RO_ERR_INPUT : status;
}

/* Whether more of the member must be unfolded to tell where the record at its place ends, which
 * was cut to @p next bytes. Of one that is longer than what may be held the start stands for it,
 * and the rest is passed over. */
static bool is_unfinished(const ro_reader *reader, ro_web_record *record, size_t *next) {
    web_state *state = reader->state;
    size_t held = state->member.size - state->within;
    if (!state->more) return false;
    if (*next < held && record->end < held && held - record->end > RO_HEAD_BYTES) return false;
    if (held < (uint64_t)reader->limits.article_bytes * RO_DOCUMENT_ARTICLES) return true;
    if (record->end <= held || !record->block.p) return false;
    state->pass = record->end - held;
    *next = held;
    record->cut = true;
    record->block.n = (size_t)(state->member.data + state->member.size - record->block.p);
    return false;
}

/* Behind blanks, and what fills up a block: NUL bytes. */
static size_t skip_padding(ro_str s, size_t at) {
    while (at < s.n && (ro_is_space((unsigned char)s.p[at]) || s.p[at] == '\0')) at++;
    return at;
}

/* Cut the next record of the archive. */
static ro_status next_record(ro_reader *reader, ro_web_record *record, web_place *place,
                             ro_error *error) {
    web_state *state = reader->state;
    for (;;) {
        *record = (ro_web_record){0};
        *place = (web_place){state->base, true};
        ro_str s = {state->member.data, state->member.size};
        state->within = skip_space(s, state->within);
        size_t *at = &state->within;
        if (state->within >= s.n && state->more) {
            if (grow_member(reader, error) != RO_OK) return RO_ERR_NOMEM;
            continue;
        }
        if (state->within >= s.n) {
            s = reader->data;
            state->at = skip_padding(s, state->at);
            if (state->at >= s.n) return RO_END;
            ro_str rest = {s.p + state->at, s.n - state->at};
            if (ro_packing_of(rest)) {
                ro_status status = next_member(reader, error);
                if (status != RO_OK) return status;
                continue;
            }
            at = &state->at;
            state->damage = (ro_error){0};
            state->cut_off = false;
            *place = (web_place){state->at, false};
        }
        size_t next;
        ro_error why = {0};
        ro_status status = state->kind->cut((ro_str){s.p + *at, s.n - *at}, record, &next, &why);
        if (at == &state->within && is_unfinished(reader, record, &next)) {
            if (grow_member(reader, error) != RO_OK) return RO_ERR_NOMEM;
            continue;
        }
        why.offset = place->offset;
        if (status != RO_OK && error) *error = why;
        /* Of a packed archive, what is no record ends where a member begins. */
        if (status != RO_OK && at == &state->at && ro_packing_of(s)) {
            size_t member = ro_find_member(&state->unpacker, s, *at + 1, state->kind->begins);
            if (member - *at < next) next = member - *at;
        }
        *at += next;
        return status;
    }
}

/* Tell what gave no article, once. */
static void write_note(ro_reader *reader) {
    web_state *state = reader->state;
    uint32_t sum = 0;
    if (state->told) return;
    state->told = true;
    for (int i = 0; i < RO_WEB_PASSED_COUNT; i++) sum += state->passed[i];
    /* Descriptions alone say nothing: every archive has them. */
    if (sum == state->passed[RO_WEB_METADATA]) return;
    ro_buffer_printf(&reader->note, "%" PRIu32 " of %" PRIu32 " records hold no article", sum,
                     reader->record - reader->options.first_record);
    const char *joint = ": ";
    for (int i = 0; i < RO_WEB_PASSED_COUNT; i++) {
        uint32_t count = state->passed[i];
        if (!count) continue;
        ro_buffer_printf(&reader->note, "%s%" PRIu32 " %s", joint, count,
                         passed_names[i][count != 1]);
        joint = ", ";
    }
}

ro_status ro_web_next(ro_reader *reader, ro_article **article, ro_error *error) {
    web_state *state = reader->state;
    for (;;) {
        ro_web_record record;
        ro_web_payload found;
        ro_web_passed why;
        web_place place;
        ro_status status = next_record(reader, &record, &place, error);
        if (status == RO_END) {
            write_note(reader);
            return RO_END;
        }
        if (status != RO_OK) {
            reader->record++;
            return status;
        }
        if (state->kind->find(&record, &found, &why)) {
            if (!place.packed) place.offset = (uint64_t)(found.bytes.p - reader->data.p);
            ro_error told = {0};
            status = read_payload(reader, &record, &found, place, article, &told);
            if (status < 0 && told.other) {
                state->passed[RO_WEB_LIST]++;
                continue;
            }
            if (status != RO_OK && error) *error = told;
            return status;
        }
        reader->record++;
        if (state->damage.code)
            return ro_fail(error, RO_ERR_INPUT, place.offset, "%s: the record is not read",
                           state->damage.msg);
        if (ends_cut_off(state))
            return ro_fail(error, RO_ERR_INPUT, place.offset, "the compressed data is cut off");
        state->passed[why]++;
    }
}
