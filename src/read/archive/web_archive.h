/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What WARC and ARC share: records one behind the other, plain or packed, that hold what
 * servers answered.
 */
#ifndef RO_READ_ARCHIVE_WEB_ARCHIVE_H
#define RO_READ_ARCHIVE_WEB_ARCHIVE_H

#include "read/archive/http.h"
#include "read/bytes/unpack.h"

/** A record of the archive. */
typedef struct ro_web_record {
    ro_str head, block;
    size_t end; /* where it ends as it says itself, counted from its start; 0: it does not */
    bool cut;   /* its length is wrong: the block ends where the next record begins */
} ro_web_record;

/** Why a record gives no article. */
typedef enum ro_web_passed {
    RO_WEB_REQUEST,
    RO_WEB_METADATA,
    RO_WEB_REVISIT,
    RO_WEB_STATUS,
    RO_WEB_TYPE,
    RO_WEB_LIST,
    RO_WEB_OTHER,
    RO_WEB_PASSED_COUNT
} ro_web_passed;

/** What a record holds. */
typedef struct ro_web_payload {
    ro_str http;  /* head of the answer; empty where there is none */
    ro_str bytes; /* the body as stored */
    ro_str type;
    ro_str url, id;                      /* as the archive has them; empty: unknown */
    ro_str block_digest, payload_digest; /* labelled; empty: none is stated */
    ro_str truncated;                    /* why only the start was stored */
} ro_web_payload;

/** A kind of web archive. */
typedef struct ro_web_kind {
    /** Whether a record begins @p s. */
    bool (*begins)(ro_str s);
    /** Cut the record at the start of @p s; *next receives where the one behind it begins.
     *  RO_OK or RO_ERR_INPUT. */
    ro_status (*cut)(ro_str s, ro_web_record *record, size_t *next, ro_error *error);
    /** What @p from holds. False, and *why, where that is no page or text. */
    bool (*find)(const ro_web_record *from, ro_web_payload *found, ro_web_passed *why);
} ro_web_kind;

/** For ro_source_format: open, next and close of an archive of @p kind, which must outlive
 *  the reader. */
ro_status ro_web_open(ro_reader *reader, const ro_web_kind *kind, ro_error *error);
ro_status ro_web_next(ro_reader *reader, ro_article **article, ro_error *error);
void ro_web_close(ro_reader *reader);

/** Where the next record begins in @p s, from @p at on: at the start of a line. */
size_t ro_web_find_next(const ro_web_kind *kind, ro_str s, size_t at);

/** Take the block of @p size bytes at @p body where a record or the end follows it, else
 *  all up to the next record; *next as for ro_web_kind.cut. */
void ro_web_take_block(const ro_web_kind *kind, ro_str s, size_t body, size_t size,
                       ro_web_record *record, size_t *next);

/** Read @p block as what a server answered, with its head: payload and type. False, and
 *  *why, where it is none, an error, or no page or text. */
bool ro_web_find_answer(ro_str block, ro_web_payload *found, ro_web_passed *why);

/** Whether a media type is that of a page or text, or empty. */
bool ro_web_is_readable(ro_str type);

#endif
