/* SPDX-License-Identifier: Apache-2.0 */
/* Web archives, zip and tar, and what is compressed. */
#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <zlib.h>
#include <zstd.h>

#include "read_fixture.h"

/* A WARC record around an HTTP answer. */
static size_t put_record(char *out, const char *head, const char *body, size_t lie) {
    char http[4096];
    int n = snprintf(http, sizeof http, "%s\r\n\r\n%s", head, body);
    return (size_t)sprintf(out,
                           "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: "
                           "https://e.example/%c\r\nContent-Length: %zu\r\n\r\n%s\r\n\r\n",
                           body[0] == '<' ? 'p' : 'c', (size_t)n + lie, http);
}

#define HTML_HEAD "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8"
#define PARAGRAPHS                                                                                 \
    "<html><body><p>The bridge at Arve was shut on Monday, the town said in a note.</p>"           \
    "<p>It opens again on Friday, if all goes well, the town said there.</p></body></html>"

static void archives_go_on_after_a_lie(void **state) {
    char archive[16384];
    size_t size = put_record(archive, HTML_HEAD, PARAGRAPHS, 0);
    size += put_record(archive + size, HTML_HEAD, PARAGRAPHS, 1000000);
    size += put_record(archive + size, HTML_HEAD "\r\nTransfer-Encoding: chunked",
                       "10\r\n<html><body><p>T\r\n3f\r\nhe bridge at Arve was shut on Monday, the "
                       "town said in a note.\r\n",
                       0);
    ro_status status;
    ro_error error;
    ro_article *article;
    ro_reader *reader = open_bytes(state, archive, size, &status, &error);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_OK);
    assert_string_equal(article->meta.url, "https://e.example/p");
    assert_int_equal(article->parts.count, 2);
    assert_maps_back(article, archive + article->meta.input_offset);
    ro_article_free(article);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_WARN);
    assert_string_equal(error.msg,
                        "the record is cut off or its length is wrong: what is there is read");
    assert_int_equal(error.record, 2);
    assert_int_equal(article->parts.count, 2);
    ro_article_free(article);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_WARN);
    assert_non_null(strstr(error.msg, "chunks"));
    assert_part(article, 0, RO_PART_BODY,
                "The bridge at Arve was shut on Monday, the town said in a note.");
    assert_maps_back(article, archive + article->meta.input_offset);
    ro_article_free(article);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_END);
    ro_reader_free(reader);
}

static size_t pack(const char *data, size_t size, char *out, size_t room) {
    z_stream stream = {0};
    assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    stream.next_in = (Bytef *)(uintptr_t)data;
    stream.avail_in = (uInt)size;
    stream.next_out = (Bytef *)out;
    stream.avail_out = (uInt)room;
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    deflateEnd(&stream);
    return stream.total_out;
}

static void packed_archives_and_pages_are_read(void **state) {
    char record[8192], packed[16384];
    size_t size = put_record(record, HTML_HEAD, PARAGRAPHS, 0);
    size_t first = pack(record, size, packed, sizeof packed);
    size_t both = first + pack(record, size, packed + first, sizeof packed - first);
    ro_status status;
    ro_error error;
    ro_article *article;
    ro_reader *reader = open_bytes(state, packed, both, &status, &error);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(ro_reader_next(reader, &article, &error), RO_OK);
        assert_string_equal(article->meta.format, "warc");
        ro_article_free(article);
    }
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_END);
    ro_reader_free(reader);
    size = pack(PARAGRAPHS, strlen(PARAGRAPHS), packed, sizeof packed);
    article = read_one(state, packed, size, &status, &error);
    assert_int_equal(status, RO_OK);
    assert_string_equal(article->meta.format, "html");
    ro_article_free(article);
}

static void bombs_hit_the_limit(void **state) {
    size_t size = 1u << 26;
    char *zeros = calloc(1, size), *packed = malloc(1u << 18);
    memset(zeros, ' ', size);
    size_t n = pack(zeros, size, packed, 1u << 18);
    free(zeros);
    ro_status status;
    ro_error error;
    assert_null(read_one(state, packed, n, &status, &error));
    assert_int_equal(status, RO_ERR_LIMIT);
    free(packed);
}

typedef struct member {
    const char *name, *data;
    size_t size; /* 0: up to NUL */
} member;

/* Write an archive of the members; its size. */
static size_t archive_of(bool zip, const member *members, size_t count, char *out, size_t room) {
    size_t used = 0;
    struct archive *archive = archive_write_new();
    if (zip)
        archive_write_set_format_zip(archive);
    else
        archive_write_set_format_ustar(archive);
    archive_write_set_bytes_in_last_block(archive, 1);
    assert_int_equal(archive_write_open_memory(archive, out, room, &used), ARCHIVE_OK);
    for (size_t i = 0; i < count; i++) {
        size_t size = members[i].size ? members[i].size : strlen(members[i].data);
        bool folder = members[i].name[strlen(members[i].name) - 1] == '/';
        struct archive_entry *entry = archive_entry_new();
        archive_entry_set_pathname(entry, members[i].name);
        archive_entry_set_filetype(entry, folder ? AE_IFDIR : AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_size(entry, folder ? 0 : (la_int64_t)size);
        assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
        if (!folder) archive_write_data(archive, members[i].data, size);
        archive_entry_free(entry);
    }
    archive_write_close(archive);
    archive_write_free(archive);
    return used;
}

static const char plain[] = "The ferry was late on Monday, the harbour master said.\n";
static const char lines[] = "{\"text\":\"The bridge was shut on Friday, the town wrote.\"}\n"
                            "{\"text\":\"It opens again on Sunday, the town wrote.\"}\n";

static void members_are_read_each_as_what_it_is(void **state) {
    char inner[8192], bytes[65536];
    const member plain_alone[] = {{"deep.txt", plain, 0}};
    size_t inner_size = archive_of(false, plain_alone, 1, inner, sizeof inner);
    const member members[] = {{"news/", "", 0},
                              {"news/page.html", PARAGRAPHS, 0},
                              {"news/lines.jsonl", lines, 0},
                              {"news/.hidden", plain, 0},
                              {"__MACOSX/._page", plain, 0},
                              {"image.png", "\x89PNG\r\n\x1a\n\0\0", 10},
                              {"inner.tar", inner, inner_size},
                              {"last.txt", plain, 0}};
    static const struct {
        ro_status status;
        const char *format, *path;
    } wanted[] = {{RO_OK, "html", "folder/name.txt/news/page.html"},
                  {RO_OK, "jsonl", "folder/name.txt/news/lines.jsonl"},
                  {RO_OK, "jsonl", "folder/name.txt/news/lines.jsonl"},
                  {RO_OK, "plain", "folder/name.txt/inner.tar/deep.txt"},
                  {RO_OK, "plain", "folder/name.txt/last.txt"}};
    for (int zip = 0; zip < 2; zip++) {
        ro_status status;
        ro_error error;
        ro_article *article;
        size_t size =
            archive_of(zip, members, sizeof members / sizeof *members, bytes, sizeof bytes);
        ro_reader *reader = open_bytes(state, bytes, size, &status, &error);
        assert_int_equal(status, RO_OK);
        for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
            status = ro_reader_next(reader, &article, &error);
            assert_int_equal(status, wanted[i].status);
            assert_string_equal(article->meta.format, wanted[i].format);
            assert_string_equal(article->meta.input_path, wanted[i].path);
            ro_article_free(article);
        }
        assert_int_equal(ro_reader_next(reader, &article, &error), RO_END);
        assert_string_equal(ro_reader_note(reader),
                            "1 member holds no text: pictures, scripts or the like");
        ro_reader_free(reader);
    }
}

static void archives_nest_to_a_depth(void **state) {
    char bytes[2][32768];
    const member first[] = {{"a.txt", plain, 0}};
    size_t size = archive_of(true, first, 1, bytes[0], sizeof bytes[0]);
    ro_status status;
    ro_error error;
    ro_article *article;
    for (int depth = 1; depth <= 6; depth++) {
        ro_reader *reader = open_bytes(state, bytes[0], size, &status, &error);
        assert_int_equal(status, RO_OK);
        status = ro_reader_next(reader, &article, &error);
        assert_int_equal(status, depth <= 5 ? RO_OK : RO_ERR_LIMIT);
        if (depth > 5) assert_non_null(strstr(error.msg, "lies in more than 5 archives"));
        ro_article_free(article);
        ro_reader_free(reader);
        const member next[] = {{"a.zip", bytes[0], size}};
        size = archive_of(true, next, 1, bytes[1], sizeof bytes[1]);
        memcpy(bytes[0], bytes[1], size);
    }
}

static void a_bomb_in_an_archive_leaves_the_rest(void **state) {
    size_t size = 1u << 25;
    char *spaces = malloc(size), *bytes = malloc(1u << 20);
    memset(spaces, ' ', size);
    const member members[] = {{"bomb.txt", spaces, size}, {"good.txt", plain, 0}};
    size_t packed = archive_of(true, members, 2, bytes, 1u << 20);
    ro_status status;
    ro_error error;
    ro_article *article;
    ro_reader *reader = open_bytes(state, bytes, packed, &status, &error);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_ERR_LIMIT);
    assert_string_equal(error.msg, "bomb.txt: unfolds beyond the limit of 4194304 bytes");
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_OK);
    ro_article_free(article);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_END);
    ro_reader_free(reader);
    free(spaces);
    free(bytes);
}

static void an_office_document_is_named(void **state) {
    char bytes[4096];
    const member members[] = {{"[Content_Types].xml", "<Types/>", 0},
                              {"word/document.xml", plain, 0}};
    size_t size = archive_of(true, members, 2, bytes, sizeof bytes);
    ro_status status;
    ro_error error;
    assert_null(read_one(state, bytes, size, &status, &error));
    assert_int_equal(status, RO_ERR_INPUT);
    assert_string_equal(error.msg, "is an office document or a book, not articles");
}

/* Two frames, the second without a size in its head, and a frame to skip between. */
static void zstd_is_unpacked(void **state) {
    char packed[8192];
    size_t n = ZSTD_compress(packed, sizeof packed, plain, strlen(plain), 3);
    memcpy(packed + n, "\x50\x2A\x4D\x18\x03\0\0\0abc", 11);
    n += 11;
    n += ZSTD_compress(packed + n, sizeof packed - n, plain, strlen(plain), 3);
    ro_status status;
    ro_error error;
    ro_article *article = read_one(state, packed, n, &status, &error);
    assert_int_equal(status, RO_OK);
    assert_int_equal(article->size, 2 * strlen(plain));
    ro_article_free(article);
    ro_reader *reader = open_bytes(state, packed, n - 6, &status, &error);
    assert_int_equal(status, RO_WARN);
    assert_non_null(strstr(error.msg, "cut off"));
    ro_reader_free(reader);
}

static void zstd_archives_with_a_dictionary_are_read(void **state) {
    char record[8192], file[32768];
    size_t size = put_record(record, HTML_HEAD, PARAGRAPHS, 0);
    /* Any bytes are a dictionary: content without tables. */
    uint32_t length = (uint32_t)strlen(PARAGRAPHS);
    memcpy(file, "\x5D\x2A\x4D\x18", 4);
    memcpy(file + 4, &length, 4);
    memcpy(file + 8, PARAGRAPHS, length);
    size_t n = 8 + length;
    ZSTD_CCtx *zstd = ZSTD_createCCtx();
    ZSTD_CCtx_loadDictionary(zstd, PARAGRAPHS, length);
    for (int i = 0; i < 2; i++) n += ZSTD_compress2(zstd, file + n, sizeof file - n, record, size);
    ZSTD_freeCCtx(zstd);
    ro_status status;
    ro_error error;
    ro_article *article;
    ro_reader *reader = open_bytes(state, file, n, &status, &error);
    assert_int_equal(status, RO_OK);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(ro_reader_next(reader, &article, &error), RO_OK);
        assert_string_equal(article->meta.format, "warc");
        assert_int_equal(article->parts.count, 2);
        ro_article_free(article);
    }
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_END);
    ro_reader_free(reader);
}

/* Head and body of an answer whose body is coded; what the reader says of it. */
static ro_status read_coded(void **state, const char *coding, const char *body, size_t size,
                            ro_error *error) {
    char archive[16384];
    int n = sprintf(archive,
                    "WARC/1.1\r\nWARC-Type: response\r\nContent-Length: %zu\r\n\r\n" HTML_HEAD
                    "\r\nContent-Encoding: %s\r\n\r\n",
                    strlen(HTML_HEAD) + strlen(coding) + 24 + size, coding);
    memcpy(archive + n, body, size);
    memcpy(archive + n + size, "\r\n\r\n", 4);
    ro_status status;
    ro_article *article = read_one(state, archive, (size_t)n + size + 4, &status, error);
    if (article) assert_int_equal(article->parts.count, 2);
    ro_article_free(article);
    return status;
}

static void bodies_are_decoded(void **state) {
    char packed[4096];
    ro_error error;
    size_t n = pack(PARAGRAPHS, strlen(PARAGRAPHS), packed, sizeof packed);
    assert_int_equal(read_coded(state, "gzip", packed, n, &error), RO_OK);
    uLongf zlib = sizeof packed;
    compress((Bytef *)packed, &zlib, (const Bytef *)PARAGRAPHS, (uLong)strlen(PARAGRAPHS));
    assert_int_equal(read_coded(state, "deflate", packed, zlib, &error), RO_OK);
    assert_int_equal(read_coded(state, "deflate", packed + 2, zlib - 2, &error), RO_OK);
    n = ZSTD_compress(packed, sizeof packed, PARAGRAPHS, strlen(PARAGRAPHS), 3);
    assert_int_equal(read_coded(state, "zstd", packed, n, &error), RO_OK);
    assert_int_equal(read_coded(state, "gzip", PARAGRAPHS, strlen(PARAGRAPHS), &error), RO_OK);
    assert_int_equal(read_coded(state, "br", "\x1b\x2f\0\xf8\x03\xff", 6, &error), RO_ERR_INPUT);
    assert_string_equal(error.msg, "the body is compressed with br, which is not read");
}

static void records_that_hold_no_article_are_counted(void **state) {
    char archive[16384];
    size_t size =
        (size_t)sprintf(archive, "WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 3\r\n\r\na: "
                                 "\r\n\r\n"
                                 "WARC/1.1\r\nWARC-Type: revisit\r\nContent-Length: 4\r\n\r\nHTTP"
                                 "\r\n\r\n");
    size += put_record(archive + size, HTML_HEAD, PARAGRAPHS, 0);
    size += (size_t)sprintf(archive + size, "WARC/1.1\r\nWARC-Type: resource\r\n\r\nno length\r\n");
    size += put_record(archive + size, "HTTP/1.1 404 Not Found", PARAGRAPHS, 0);
    ro_status status;
    ro_error error;
    ro_article *article;
    ro_reader *reader = open_bytes(state, archive, size, &status, &error);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_OK);
    assert_int_equal(article->meta.record, 2);
    assert_null(ro_reader_note(reader));
    ro_article_free(article);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_ERR_INPUT);
    assert_string_equal(error.msg, "a record without its length");
    assert_int_equal(error.record, 4);
    assert_memory_equal(archive + error.offset, "WARC/1.1\r\nWARC-Type: resource", 29);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_END);
    assert_string_equal(ro_reader_note(reader),
                        "3 of 5 records hold no article: 1 description, 1 revisit of what was "
                        "stored before, 1 answer that is an error or leads elsewhere");
    ro_reader_free(reader);
}

/* Read an archive of answers: what each record gave, as statuses in a row: '.' read, 'w' with
 * a warning, 'x' not read; the last message in @p error. */
static void read_statuses(void **state, const char *data, size_t size, char *out, ro_error *error) {
    ro_status status;
    ro_article *article;
    ro_reader *reader = open_bytes(state, data, size, &status, error);
    assert_int_equal(status, RO_OK);
    ro_error told;
    for (*out = '\0'; (status = ro_reader_next(reader, &article, &told)) != RO_END; *++out = '\0') {
        if (status != RO_OK) *error = told;
        *out = status == RO_OK ? '.' : status == RO_WARN ? 'w' : 'x';
        if (article) assert_non_null(strstr(article->text, "The bridge at Arve was shut"));
        ro_article_free(article);
    }
    ro_reader_free(reader);
}

/* Change the letter 'A' of "Arve" in what is packed into @p out, keeping the checksum of what
 * was there before. */
static size_t pack_altered(const char *record, size_t size, char *out, size_t room) {
    char altered[8192], sound[8192];
    memcpy(altered, record, size);
    memcpy(strstr(altered, "Arve"), "Brve", 4);
    size_t good = pack(record, size, sound, sizeof sound), n = pack(altered, size, out, room);
    memcpy(out + n - 8, sound + good - 8, 4);
    return n;
}

static void a_member_that_fails_its_checksum_is_not_read(void **state) {
    char record[8192], packed[32768], statuses[16];
    size_t size = put_record(record, HTML_HEAD, PARAGRAPHS, 0);
    record[size] = '\0';
    ro_error error;
    for (int which = 0; which < 3; which++) {
        size_t n = 0, bad = 0;
        for (int i = 0; i < 3; i++) {
            if (i == which) bad = n;
            n += i == which ? pack_altered(record, size, packed + n, sizeof packed - n)
                            : pack(record, size, packed + n, sizeof packed - n);
        }
        const char *const wanted[] = {"x..", ".x.", "..x"};
        read_statuses(state, packed, n, statuses, &error);
        assert_string_equal(statuses, wanted[which]);
        if (which < 2) continue;
        assert_string_equal(error.msg,
                            "the checksum of the compressed data fails: the record is not read");
        assert_int_equal(error.record, 3);
        assert_int_equal(error.offset, bad);
    }
}

static void a_zstd_frame_that_fails_its_checksum_is_not_read(void **state) {
    char record[8192], packed[32768], statuses[16];
    size_t size = put_record(record, HTML_HEAD, PARAGRAPHS, 0), n = 0;
    ro_error error;
    ZSTD_CCtx *zstd = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(zstd, ZSTD_c_checksumFlag, 1);
    for (int i = 0; i < 3; i++) {
        n += ZSTD_compress2(zstd, packed + n, sizeof packed - n, record, size);
        if (i == 1) packed[n - 1] ^= 1;
    }
    ZSTD_freeCCtx(zstd);
    read_statuses(state, packed, n, statuses, &error);
    assert_string_equal(statuses, ".x.");
}

/* Bytes within a member are no longer deflated data: the next members are found. */
static void a_member_that_does_not_unfold_leaves_the_rest(void **state) {
    char record[8192], packed[32768], statuses[16];
    size_t size = put_record(record, HTML_HEAD, PARAGRAPHS, 0), n = 0, starts[3];
    ro_error error;
    for (int i = 0; i < 3; i++) {
        starts[i] = n;
        n += pack(record, size, packed + n, sizeof packed - n);
    }
    for (int which = 0; which < 3; which++) {
        const char *const wanted[] = {"x..", ".x.", "..x"};
        char copy[sizeof packed];
        memcpy(copy, packed, n);
        memset(copy + starts[which] + 12, 0xFF, 60);
        read_statuses(state, copy, n, statuses, &error);
        assert_string_equal(statuses, wanted[which]);
    }
}

/* A record with a digest, its body stored as @p stored. */
static size_t put_digest(char *out, const char *field, const char *digest, const char *head,
                         const char *stored) {
    return (size_t)sprintf(out,
                           "WARC/1.1\r\nWARC-Type: response\r\n%s: %s\r\nContent-Length: %zu\r\n"
                           "\r\n%s\r\n\r\n%s\r\n\r\n",
                           field, digest, strlen(head) + 4 + strlen(stored), head, stored);
}

#define BODY    "<p>The bridge at Arve was shut on Monday, the town said in a note to us.</p>"
#define CHUNKED HTML_HEAD "\r\nTransfer-Encoding: chunked"
#define CHUNKS  "4c\r\n" BODY "\r\n0\r\n\r\n"

static void digests_of_records_are_held_against_them(void **state) {
    static const struct {
        const char *field, *digest, *head, *body, *wanted;
    } cases[] = {
        {"WARC-Block-Digest", "sha1:VOXA7GXOHW5ML3J5254MGHLDNDZ52YNI", HTML_HEAD, BODY, "."},
        {"WARC-Block-Digest", "sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", HTML_HEAD, BODY, "x"},
        {"WARC-Block-Digest",
         "sha256:f3fb9d4b12a37bfbb16b12da3b83996e61777064d332ccbb8833cb64e7a62a00", HTML_HEAD, BODY,
         "."},
        {"WARC-Block-Digest", "md5:f3f978a92fd768890d6e1aca46254ec0", HTML_HEAD, BODY, "."},
        {"WARC-Block-Digest", "md5:00000000000000000000000000000000", HTML_HEAD, BODY, "x"},
        {"WARC-Block-Digest", "blake3:1234", HTML_HEAD, BODY, "."},
        {"WARC-Payload-Digest", "sha1:NBKRUGTQBJOBR6335BXQ3SZW2EGFYVKO", HTML_HEAD, BODY, "."},
        {"WARC-Payload-Digest", "sha1:NBKRUGTQBJOBR6335BXQ3SZW2EGFYVKO", CHUNKED, CHUNKS, "."},
        {"WARC-Payload-Digest", "sha1:OGM7DAG7X5XB5IBCTHQIU4SHUU62YWWM", CHUNKED, CHUNKS, "."},
        {"WARC-Payload-Digest", "sha-256:nszJvHk8fpFPriyZC/QQINkieckPDTt4whJnZZm4NmY=", HTML_HEAD,
         BODY, "."},
        {"WARC-Payload-Digest", "sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", CHUNKED, CHUNKS, "x"},
        {"WARC-Truncated: length\r\nWARC-Payload-Digest", "md5:AAAAAAAAAAAAAAAAAAAAAAAAAA",
         HTML_HEAD, BODY, "w"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char record[4096], statuses[16];
        ro_error error;
        size_t n =
            put_digest(record, cases[i].field, cases[i].digest, cases[i].head, cases[i].body);
        read_statuses(state, record, n, statuses, &error);
        assert_string_equal(statuses, cases[i].wanted);
        if (*cases[i].wanted == 'x') assert_non_null(strstr(error.msg, "the digest of the record"));
    }
}

/* One member holds the whole archive: its checksum tells that something is altered, the
 * digests tell what. */
static void digests_vouch_for_records_of_a_damaged_member(void **state) {
    char record[8192], packed[16384], statuses[16];
    ro_error error;
    size_t n = put_digest(record, "WARC-Block-Digest", "sha1:VOXA7GXOHW5ML3J5254MGHLDNDZ52YNI",
                          HTML_HEAD, BODY);
    n += put_digest(record + n, "X-None", "-", HTML_HEAD, BODY);
    n += put_digest(record + n, "WARC-Block-Digest", "sha1:VOXA7GXOHW5ML3J5254MGHLDNDZ52YNI",
                    HTML_HEAD, BODY);
    n = pack(record, n, packed, sizeof packed);
    packed[n - 5] ^= 1;
    read_statuses(state, packed, n, statuses, &error);
    assert_string_equal(statuses, "wxw");
}

/* A member whose last bytes are missing may hold its record whole all the same. */
static void a_member_cut_off_behind_its_record_is_told(void **state) {
    char record[8192], packed[16384], statuses[16];
    ro_error error;
    size_t size = put_record(record, HTML_HEAD, PARAGRAPHS, 0);
    size_t first = pack(record, size, packed, sizeof packed);
    size_t both = first + pack(record, size, packed + first, sizeof packed - first);
    for (size_t cut = 1; cut < 10; cut++) {
        read_statuses(state, packed, both - cut, statuses, &error);
        assert_string_equal(statuses, ".w");
        assert_string_equal(error.msg,
                            "the compressed data is cut off behind the record, which is whole");
        assert_int_equal(error.offset, first);
    }
}

/* What stands between members is passed over where it is NUL, told where it is not. */
static void members_behind_other_bytes_are_read(void **state) {
    char record[8192], packed[16384] = {0}, statuses[16];
    ro_error error;
    size_t size = put_record(record, HTML_HEAD, PARAGRAPHS, 0);
    size_t first = pack(record, size, packed, sizeof packed);
    size_t both =
        first + 512 + pack(record, size, packed + first + 512, sizeof packed - first - 512);
    read_statuses(state, packed, both, statuses, &error);
    assert_string_equal(statuses, "..");
    memcpy(packed + first, "other bytes", 11);
    read_statuses(state, packed, both, statuses, &error);
    assert_string_equal(statuses, ".x.");
}

/* Programs fill up with NUL bytes; other bytes are told. */
static void bytes_behind_a_member_are_told(void **state) {
    char packed[8192] = {0};
    ro_status status;
    ro_error error;
    size_t n = pack(plain, strlen(plain), packed, sizeof packed);
    ro_article *article = read_one(state, packed, n + 512, &status, &error);
    assert_int_equal(status, RO_OK);
    ro_article_free(article);
    memcpy(packed + n + 4, "more", 4);
    ro_reader *reader = open_bytes(state, packed, n + 512, &status, &error);
    assert_int_equal(status, RO_WARN);
    assert_string_equal(error.msg,
                        "other bytes follow the compressed data: what came before is read");
    assert_int_equal(error.offset, n);
    ro_reader_free(reader);
}

/* Records before the fault are given, and behind it those of the next member; that it
 * is there is told first. */
static void packed_lines_that_fail_their_checksum_are_told(void **state) {
    char packed[8192];
    ro_status status;
    ro_error error;
    ro_article *article;
    size_t first = pack(lines, strlen(lines), packed, sizeof packed);
    packed[first - 6] ^= 1;
    size_t n = first + pack(lines, strlen(lines), packed + first, sizeof packed - first);
    ro_reader *reader = open_bytes(state, packed, n, &status, &error);
    assert_int_equal(status, RO_WARN);
    assert_string_equal(error.msg,
                        "the checksum of the compressed data fails: what is read may be altered");
    for (int i = 0; i < 4; i++) {
        assert_int_equal(ro_reader_next(reader, &article, &error), RO_OK);
        ro_article_free(article);
    }
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_END);
    ro_reader_free(reader);
}

/* Names marked as UTF-8 (bit 11 of the flags), read in the locale C. */
static void members_keep_the_letters_of_their_names(void **state) {
    char bytes[8192];
    const member members[] = {{"a b/caf\xC3\xA9.txt", plain, 0},
                              {"\xE6\x96\xB0\xE8\x81\x9E.txt", plain, 0}};
    size_t size = archive_of(true, members, 2, bytes, sizeof bytes);
    for (size_t i = 0; i + 16 < size; i++) {
        if (memcmp(bytes + i, "PK\3\4", 4) == 0) bytes[i + 7] |= 8;
        if (memcmp(bytes + i, "PK\1\2", 4) == 0) bytes[i + 9] |= 8;
    }
    ro_status status;
    ro_error error;
    ro_article *article;
    ro_reader *reader = open_bytes(state, bytes, size, &status, &error);
    assert_int_equal(status, RO_OK);
    for (size_t i = 0; i < 2; i++) {
        char path[64];
        snprintf(path, sizeof path, "folder/name.txt/%s", members[i].name);
        assert_int_equal(ro_reader_next(reader, &article, &error), RO_OK);
        assert_string_equal(article->meta.input_path, path);
        ro_article_free(article);
    }
    ro_reader_free(reader);
}

static void a_member_of_zip_that_fails_its_checksum_is_not_read(void **state) {
    char bytes[8192];
    const member members[] = {{"a.txt", plain, 0}, {"b.txt", plain, 0}};
    size_t size = archive_of(true, members, 2, bytes, sizeof bytes);
    ro_status status;
    ro_error error;
    ro_article *article;
    for (size_t i = 0; i + 16 < size; i++) /* the checksums stand in heads or behind members */
        if (memcmp(bytes + i, "PK\1\2", 4) == 0) {
            bytes[i + 16] ^= 1;
            break;
        }
    for (size_t i = 0; i + 4 < size; i++)
        if (memcmp(bytes + i, "PK\7\x08", 4) == 0) {
            bytes[i + 4] ^= 1;
            break;
        }
    ro_reader *reader = open_bytes(state, bytes, size, &status, &error);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_ERR_INPUT);
    assert_non_null(strstr(error.msg, "a.txt: cannot be unpacked"));
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_OK);
    ro_article_free(article);
    assert_int_equal(ro_reader_next(reader, &article, &error), RO_END);
    ro_reader_free(reader);
}

/* Data that no longer unfolds ends the member, not the archive. */
static void a_damaged_member_of_zip_leaves_the_rest(void **state) {
    char bytes[8192];
    const member members[] = {{"a.txt", plain, 0}, {"b.txt", plain, 0}, {"c.txt", plain, 0}};
    size_t size = archive_of(true, members, 3, bytes, sizeof bytes), second = 0;
    for (size_t i = 1; i + 4 < size && !second; i++)
        if (memcmp(bytes + i, "PK\3\4", 4) == 0) second = i;
    size_t name = (unsigned char)bytes[second + 26], extra = (unsigned char)bytes[second + 28];
    memset(bytes + second + 30 + name + extra, 0xFF, 8);
    static const ro_status wanted[] = {RO_OK, RO_ERR_INPUT, RO_OK, RO_END};
    ro_status status;
    ro_error error;
    ro_article *article;
    ro_reader *reader = open_bytes(state, bytes, size, &status, &error);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(ro_reader_next(reader, &article, &error), wanted[i]);
        if (i == 1) assert_non_null(strstr(error.msg, "b.txt: cannot be unpacked"));
        if (i == 2) assert_string_equal(article->meta.id, "c.txt");
        ro_article_free(article);
    }
    ro_reader_free(reader);
}

static void records_of_arc_that_lie_leave_the_rest(void **state) {
    static const char archive[] =
        "filedesc://a.arc 0.0.0.0 20041015060000 text/plain 6\n1 0 x\n\n"
        "http://e.example/1 192.0.2.1 20041015060000 text/html 99999\n" HTML_HEAD "\r\n\r\n" BODY
        "\n"
        "http://e.example/2 - 20041015060000 text/html 5\n" HTML_HEAD "\r\n\r\n" BODY "\n"
        "http://e.example/3 2001:db8::1 20041015060000 text/html 76\n" BODY "\n";
    char statuses[16];
    ro_error error;
    read_statuses(state, archive, sizeof archive - 1, statuses, &error);
    assert_string_equal(statuses, "ww.");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(archives_go_on_after_a_lie),
        cmocka_unit_test(packed_archives_and_pages_are_read),
        cmocka_unit_test(bombs_hit_the_limit),
        cmocka_unit_test(members_are_read_each_as_what_it_is),
        cmocka_unit_test(archives_nest_to_a_depth),
        cmocka_unit_test(a_bomb_in_an_archive_leaves_the_rest),
        cmocka_unit_test(an_office_document_is_named),
        cmocka_unit_test(zstd_is_unpacked),
        cmocka_unit_test(zstd_archives_with_a_dictionary_are_read),
        cmocka_unit_test(bodies_are_decoded),
        cmocka_unit_test(records_that_hold_no_article_are_counted),
        cmocka_unit_test(a_member_that_fails_its_checksum_is_not_read),
        cmocka_unit_test(a_zstd_frame_that_fails_its_checksum_is_not_read),
        cmocka_unit_test(a_member_that_does_not_unfold_leaves_the_rest),
        cmocka_unit_test(digests_of_records_are_held_against_them),
        cmocka_unit_test(digests_vouch_for_records_of_a_damaged_member),
        cmocka_unit_test(a_member_cut_off_behind_its_record_is_told),
        cmocka_unit_test(members_behind_other_bytes_are_read),
        cmocka_unit_test(bytes_behind_a_member_are_told),
        cmocka_unit_test(packed_lines_that_fail_their_checksum_are_told),
        cmocka_unit_test(members_keep_the_letters_of_their_names),
        cmocka_unit_test(a_member_of_zip_that_fails_its_checksum_is_not_read),
        cmocka_unit_test(a_damaged_member_of_zip_leaves_the_rest),
        cmocka_unit_test(records_of_arc_that_lie_leave_the_rest),
    };
    return cmocka_run_group_tests(tests, make_rules, free_rules);
}
