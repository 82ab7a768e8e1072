/* SPDX-License-Identifier: Apache-2.0 */
/* Long compressed inputs are read a stretch at a time. However long that is, what is read, and
 * what is said of it, is the same as where all lies in memory at once. */
#include <archive.h>
#include <archive_entry.h>
#include <inttypes.h>
#include <stdio.h>
#include <zlib.h>
#include <zstd.h>

#include "base/buffer.h"
#include "base/hash.h"
#include "read/format.h"
#include "read_fixture.h"

enum { ARTICLE_BYTES = 4000, WHOLE = 1 << 24 };

static const uint32_t stretches[] = {1, 64, 1000, 5000, 20000};

/* @p data in gzip; the caller frees it. */
static ro_buffer pack(const char *data, size_t size) {
    z_stream stream = {0};
    ro_buffer out = {0};
    assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    size_t most = deflateBound(&stream, size);
    stream.next_in = (Bytef *)(uintptr_t)data;
    stream.avail_in = (uInt)size;
    stream.next_out = (Bytef *)ro_buffer_reserve(&out, most);
    stream.avail_out = (uInt)most;
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    deflateEnd(&stream);
    out.size = stream.total_out;
    return out;
}

static ro_buffer pack_zstd(const char *data, size_t size) {
    ro_buffer out = {0};
    char *to = ro_buffer_reserve(&out, ZSTD_compressBound(size));
    out.size = ZSTD_compress(to, ZSTD_compressBound(size), data, size, 3);
    assert_false(ZSTD_isError(out.size));
    return out;
}

/* What one reading gave, in words. */
static ro_buffer tell(void **state, ro_str data, uint32_t stretch, size_t *most_held) {
    const ro_read_limits own = {1u << 26, ARTICLE_BYTES, stretch};
    ro_buffer told = {0};
    ro_reader *reader = NULL;
    ro_error error = {0};
    ro_status status =
        ro_reader_open_memory_with(*state, &own, "name", data.p, data.n, NULL, &reader, &error);
    ro_buffer_printf(&told, "open %d %s\n", status, status == RO_OK ? "" : error.msg);
    while (reader && status != RO_END) {
        ro_article *article = NULL;
        error = (ro_error){0};
        status = ro_reader_next(reader, &article, &error);
        ro_buffer_printf(&told, "%d %s %u %" PRIu64, status, error.msg, error.record, error.offset);
        if (article)
            ro_buffer_printf(&told, " %u %" PRIu64 " %" PRIu64 " %016" PRIx64, article->meta.record,
                             article->meta.input_offset, article->meta.input_bytes,
                             ro_hash(article->text, article->size));
        ro_buffer_puts(&told, "\n");
        ro_article_free(article);
        size_t held = reader->stretch.size > reader->data.n ? reader->stretch.size : reader->data.n;
        if (held > *most_held) *most_held = held;
    }
    if (reader) ro_buffer_puts(&told, ro_reader_note(reader) ? ro_reader_note(reader) : "");
    ro_reader_free(reader);
    return told;
}

/* The same in stretches of every length; what is read as a whole must hold @p sign. */
static void assert_same(void **state, ro_str data, const char *sign) {
    size_t held = 0;
    ro_buffer whole = tell(state, data, WHOLE, &held);
    if (!strstr(whole.data, sign)) fprintf(stderr, "no '%s' in:\n%s\n", sign, whole.data);
    assert_non_null(strstr(whole.data, sign));
    for (size_t i = 0; i < sizeof stretches / sizeof *stretches; i++) {
        ro_buffer part = tell(state, data, stretches[i], &held);
        if (strcmp(part.data, whole.data) != 0)
            fprintf(stderr, "by %u:\n%s\nas a whole:\n%s\n", stretches[i], part.data, whole.data);
        assert_true(strcmp(part.data, whole.data) == 0);
        ro_buffer_free(&part);
    }
    ro_buffer_free(&whole);
}

static ro_str str_of(const ro_buffer *buffer) {
    return (ro_str){buffer->data, buffer->size};
}

static void put_line(ro_buffer *out, unsigned number, unsigned sentences, const char *end) {
    ro_buffer_printf(out, "{\"id\": \"%u\", \"title\": \"The bridge\", \"text\": \"", number);
    for (unsigned i = 0; i < sentences; i++)
        ro_buffer_printf(out, "The bridge at Arve was shut on day %u, the town said. ", number + i);
    ro_buffer_printf(out, "\"}%s", end);
}

/* Lines short and long, blank ones, ends of both kinds, bytes and escapes that are no character,
 * what is no JSON, and one line that is longer than a record may be. */
static ro_buffer odd_lines(void) {
    ro_buffer lines = {0};
    for (unsigned i = 0; i < 60; i++) {
        put_line(&lines, i, i % 40 + 1, i % 3 ? "\n" : "\r\n\n");
        if (i == 20)
            ro_buffer_puts(&lines, "{\"text\": \"The caf\xE9 was shut \xFF on Monday.\"}\n");
        if (i == 25) ro_buffer_puts(&lines, "{\"text\": \"The caf\\ud800 was shut.\"}\n");
        if (i == 30) ro_buffer_puts(&lines, "{\"text\": no\n");
        if (i == 40) put_line(&lines, i, 400, "\n");
    }
    put_line(&lines, 60, 3, ""); /* no end of line */
    return lines;
}

static void lines_are_read_in_stretches(void **state) {
    ro_buffer lines = odd_lines(), packed = pack(lines.data, lines.size);
    assert_same(state, str_of(&packed), "longer than the limit of 8000 bytes for a record");
    ro_buffer zstd = pack_zstd(lines.data, lines.size);
    assert_same(state, str_of(&zstd), "is not valid JSON");
    ro_buffer_add(&packed, "other bytes", 11);
    assert_same(state, str_of(&packed), "other bytes follow");
    packed.size -= 11;
    packed.data[packed.size - 8] ^= 1; /* the checksum */
    assert_same(state, str_of(&packed), "what is read may be altered");
    packed.size -= 40;
    assert_same(state, str_of(&packed), "what came before is read");
    ro_buffer_free(&zstd);
    ro_buffer_free(&packed);
    ro_buffer_free(&lines);
}

static void a_mark_and_several_members_are_read_in_stretches(void **state) {
    ro_buffer lines = {0}, packed = {0};
    ro_buffer_puts(&lines, "\xEF\xBB\xBF");
    for (unsigned i = 0; i < 300; i++) {
        put_line(&lines, i, i % 7 + 1, "\n");
        if (i % 50 != 49) continue;
        ro_buffer member = pack(lines.data, lines.size);
        if (i == 149) member.data[member.size / 2] ^= 0x55; /* the next one goes on */
        ro_buffer_add(&packed, member.data, member.size);
        ro_buffer_free(&member);
        lines.size = 0;
    }
    assert_same(state, str_of(&packed), "may be altered");
    ro_buffer_free(&packed);
    ro_buffer_free(&lines);
}

static void what_is_no_lines_is_read_whole(void **state) {
    ro_buffer list = {0};
    ro_buffer_puts(&list, "{\"articles\": [\n");
    for (unsigned i = 0; i < 50; i++) put_line(&list, i, 3, ",\n");
    ro_buffer_puts(&list, "{\"text\": \"No more.\"}]}\n");
    ro_buffer packed = pack(list.data, list.size);
    assert_same(state, str_of(&packed), "0  0 0 50");
    ro_buffer_free(&packed);
    ro_buffer_free(&list);
}

/* The memory of lines: the stretch, and twice what a record may have. */
static void a_stretch_is_all_that_is_held(void **state) {
    ro_buffer lines = {0};
    for (unsigned i = 0; i < 3000; i++) put_line(&lines, i, 10, "\n");
    put_line(&lines, 1, 20000, "\n");
    ro_buffer packed = pack(lines.data, lines.size);
    size_t held = 0;
    ro_buffer told = tell(state, str_of(&packed), 5000, &held);
    assert_non_null(strstr(told.data, "for a record"));
    assert_true(lines.size > 2000000);
    assert_true(held <= 4 * 2 * ARTICLE_BYTES + 5000);
    ro_buffer_free(&told);
    ro_buffer_free(&packed);
    ro_buffer_free(&lines);
}

#define ANSWER "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"

/* A record of @p paragraphs whose length is too high by @p lie. */
static void put_record(ro_buffer *out, unsigned number, unsigned paragraphs, size_t lie) {
    ro_buffer page = {0};
    ro_buffer_puts(&page, ANSWER "<html><body>");
    for (unsigned i = 0; i < paragraphs; i++)
        ro_buffer_printf(&page, "<p>The bridge at Arve was shut on day %u, the town said.</p>\n",
                         number + i);
    ro_buffer_printf(out,
                     "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://e.example/%u\r\n"
                     "Content-Length: %zu\r\n\r\n%s\r\n\r\n",
                     number, page.size + lie, page.data);
    ro_buffer_free(&page);
}

static ro_buffer odd_records(void) {
    ro_buffer archive = {0};
    for (unsigned i = 0; i < 30; i++) {
        put_record(&archive, i, i % 9 + 1, i == 10 ? 1000000 : i == 20 ? 5 : 0);
        if (i == 15) put_record(&archive, i, 100, 0); /* longer than an article may be */
        if (i == 17)
            ro_buffer_puts(&archive, "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 9\r\n\r\n"
                                     "WARC/1.0\n\r\n\r\n");
        if (i == 25) ro_buffer_puts(&archive, "what is no record\r\n");
    }
    return archive;
}

static void archives_are_read_in_stretches(void **state) {
    ro_buffer archive = odd_records(), packed = pack(archive.data, archive.size);
    assert_same(state, str_of(&packed), "cut off or its length is wrong");
    ro_buffer zstd = pack_zstd(archive.data, archive.size);
    assert_same(state, str_of(&zstd), "longer than the limit of 4000 bytes");
    ro_buffer after = {0};
    put_record(&after, 99, 2, 0);
    ro_buffer second = pack(after.data, after.size);
    packed.data[packed.size - 8] ^= 1; /* the checksum; a sound member follows */
    ro_buffer_add(&packed, second.data, second.size);
    assert_same(state, str_of(&packed), "checksum of the compressed data fails: the record is not");
    packed.size -= second.size + 40;
    assert_same(state, str_of(&packed), "cut off");
    ro_buffer_free(&second);
    ro_buffer_free(&after);
    ro_buffer_free(&zstd);
    ro_buffer_free(&packed);
    ro_buffer_free(&archive);
}

/* A film between two pages: its bytes pass by, and so does what looks like a record in them. */
static void what_is_too_long_passes_by(void **state) {
    ro_buffer archive = {0}, film = {0};
    ro_buffer_puts(&film, "HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n");
    for (unsigned i = 0; i < 40000; i++) ro_buffer_puts(&film, "scene\n");
    ro_buffer_puts(&film,
                   "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n");
    put_record(&archive, 1, 3, 0);
    ro_buffer_printf(&archive, "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %zu\r\n\r\n",
                     film.size);
    ro_buffer_add(&archive, film.data, film.size);
    ro_buffer_puts(&archive, "\r\n\r\n");
    put_record(&archive, 2, 3, 0);
    ro_buffer packed = pack(archive.data, archive.size);
    assert_same(state, str_of(&packed), "1 of 3 records hold no article: 1 answer that is no page");
    ro_buffer_free(&packed);
    ro_buffer_free(&film);
    ro_buffer_free(&archive);
}

static void members_of_tar_are_read_in_stretches(void **state) {
    static char room[1 << 20];
    size_t used = 0;
    struct archive *archive = archive_write_new();
    archive_write_set_format_ustar(archive);
    archive_write_set_bytes_in_last_block(archive, 1);
    archive_write_open_memory(archive, room, sizeof room, &used);
    for (unsigned i = 0; i < 40; i++) {
        ro_buffer text = {0};
        char name[32];
        snprintf(name, sizeof name, "%u.txt", i);
        for (unsigned k = 0; k < (i == 30 ? 200 : i + 1); k++)
            ro_buffer_printf(&text, "The bridge at Arve was shut on day %u, the town said.\n", k);
        struct archive_entry *entry = archive_entry_new();
        archive_entry_set_pathname(entry, name);
        archive_entry_set_size(entry, (la_int64_t)text.size);
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_write_header(archive, entry);
        archive_write_data(archive, text.data, text.size);
        archive_entry_free(entry);
        ro_buffer_free(&text);
    }
    archive_write_free(archive);
    ro_buffer packed = pack(room, used);
    assert_same(state, str_of(&packed), "30.txt: longer than the limit of 4000 bytes");
    packed.size -= 200;
    assert_same(state, str_of(&packed), "breaks off behind");
    ro_buffer_free(&packed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_read_in_stretches),
        cmocka_unit_test(a_mark_and_several_members_are_read_in_stretches),
        cmocka_unit_test(what_is_no_lines_is_read_whole),
        cmocka_unit_test(a_stretch_is_all_that_is_held),
        cmocka_unit_test(archives_are_read_in_stretches),
        cmocka_unit_test(what_is_too_long_passes_by),
        cmocka_unit_test(members_of_tar_are_read_in_stretches),
    };
    return cmocka_run_group_tests(tests, make_rules, free_rules);
}
