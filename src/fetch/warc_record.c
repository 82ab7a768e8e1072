/* SPDX-License-Identifier: Apache-2.0 */
#include "warc_record.h"

#include <time.h>
#include <zlib.h>

#include "base/buffer.h"
#include "base/sha256.h"

static void put_date(char out[32]) {
    time_t seconds = time(NULL);
    struct tm utc;
    gmtime_r(&seconds, &utc);
    strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &utc);
}

/* A name for the record made of what it holds: two that are the same have the same. The
 * version of such a UUID is 8. RFC 9562 */
static bool put_id(ro_buffer *out, const char *url, const char *date, ro_str block) {
    char content[65], whole[65];
    ro_buffer seed = {0};
    ro_sha256(block.p, block.n, content);
    bool good = ro_buffer_printf(&seed, "%s %s %s", url, date, content);
    ro_sha256(seed.data ? seed.data : "", seed.size, whole);
    ro_buffer_free(&seed);
    return good &&
           ro_buffer_printf(out, "WARC-Record-ID: <urn:uuid:%.8s-%.4s-8%.3s-a%.3s-%.12s>\r\n",
                            whole, whole + 8, whole + 12, whole + 15, whole + 18);
}

static bool put_block(ro_buffer *out, const char *type, const char *url, const char *media,
                      ro_str block) {
    char date[32];
    put_date(date);
    return ro_buffer_printf(out, "WARC/1.1\r\nWARC-Type: %s\r\n", type) &&
           put_id(out, url, date, block) && ro_buffer_printf(out, "WARC-Date: %s\r\n", date) &&
           (!*url || ro_buffer_printf(out, "WARC-Target-URI: %s\r\n", url)) &&
           ro_buffer_printf(out, "Content-Type: %s\r\nContent-Length: %zu\r\n\r\n", media,
                            block.n) &&
           ro_buffer_add(out, block.p, block.n) && ro_buffer_puts(out, "\r\n\r\n");
}

/* Each record is a gzip member of its own, so that one can be read without the others. */
static bool pack(ro_buffer *out, const ro_buffer *record) {
    z_stream stream = {0};
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) !=
        Z_OK)
        return false;
    uLong room = deflateBound(&stream, (uLong)record->size);
    char *to = ro_buffer_reserve(out, room);
    stream.next_in = (Bytef *)record->data;
    stream.avail_in = (uInt)record->size;
    stream.next_out = (Bytef *)to;
    stream.avail_out = (uInt)room;
    bool good = to && deflate(&stream, Z_FINISH) == Z_STREAM_END;
    if (good) out->size += stream.total_out;
    deflateEnd(&stream);
    return good;
}

/* The bytes of a record; NULL: no memory. */
static char *make(const char *type, const char *url, const char *media, const ro_buffer *block,
                  bool packed, size_t *size) {
    ro_buffer record = {0}, member = {0};
    bool good =
        !block->failed && put_block(&record, type, url, media, (ro_str){block->data, block->size});
    if (good && packed) {
        good = pack(&member, &record);
        ro_buffer_free(&record);
        record = member;
    }
    *size = record.size;
    if (good) return record.data;
    ro_buffer_free(&record);
    return NULL;
}

char *warc_make_info(const char *agent, bool packed, size_t *size) {
    ro_buffer fields = {0};
    ro_buffer_printf(&fields, "software: %s\r\nformat: WARC File Format 1.1\r\n", agent);
    char *record = make("warcinfo", "", "application/warc-fields", &fields, packed, size);
    ro_buffer_free(&fields);
    return record;
}

/* The head of the answer, but for the fields that do not hold for a body as it is stored. */
static bool put_head(ro_buffer *out, const fetch_answer *answer) {
    static const char *const moved[] = {
        "Content-Encoding:", "Transfer-Encoding:", "Content-Length:"};
    ro_str rest = {answer->head, answer->head_size};
    while (rest.n) {
        const char *newline = memchr(rest.p, '\n', rest.n);
        size_t length = newline ? (size_t)(newline - rest.p) + 1 : rest.n;
        ro_str line = {rest.p, length};
        rest = (ro_str){rest.p + length, rest.n - length};
        if (ro_str_trim(line).n == 0) break;
        bool keeps = true;
        for (size_t i = 0; i < sizeof moved / sizeof *moved; i++)
            keeps = keeps && !ro_str_starts(line, ro_str_of(moved[i]));
        if (!keeps && !ro_buffer_puts(out, "X-Archive-Orig-")) return false;
        line = ro_str_trim(line);
        if (!ro_buffer_add(out, line.p, line.n) || !ro_buffer_puts(out, "\r\n")) return false;
    }
    return ro_buffer_printf(out, "Content-Length: %zu\r\n\r\n", answer->body_size);
}

char *warc_make_answer(const fetch_answer *answer, bool packed, size_t *size) {
    ro_buffer block = {0};
    if (!put_head(&block, answer) || !ro_buffer_add(&block, answer->body, answer->body_size))
        block.failed = true;
    char *record =
        make("response", answer->url, "application/http; msgtype=response", &block, packed, size);
    ro_buffer_free(&block);
    return record;
}
