/* SPDX-License-Identifier: Apache-2.0 */
/* Inputs made to hurt: each ends soon, with an article or a reason. */
#include <stdio.h>
#include <zstd.h>

#include "read_fixture.h"

enum { TIMES = 100000 };

/* head, then piece as often as TIMES says. */
static char *repeat(const char *head, const char *piece, size_t *size) {
    size_t at = strlen(head), n = strlen(piece);
    char *out = malloc(at + n * TIMES + 1);
    memcpy(out, head, at);
    for (int i = 0; i < TIMES; i++, at += n) memcpy(out + at, piece, n);
    out[at] = '\0';
    *size = at;
    return out;
}

/* Read to the end; how many articles there were. */
static unsigned read_all(void **state, const char *data, size_t size, ro_status *last,
                         ro_error *error) {
    unsigned articles = 0;
    ro_reader *reader = open_bytes(state, data, size, last, error);
    while (reader) {
        ro_article *article;
        ro_error told;
        ro_status status = ro_reader_next(reader, &article, &told);
        if (status == RO_END) break;
        if (status != RO_OK && error) *error = told;
        *last = status;
        assert_true(status == RO_OK || status == RO_WARN || status == RO_ERR_INPUT ||
                    status == RO_ERR_LIMIT);
        if (article) {
            articles++;
            assert_tiled(article);
            assert_int_equal(ro_utf8_valid(article->text, article->size), article->size);
        }
        ro_article_free(article);
    }
    ro_reader_free(reader);
    return articles;
}

static void repetitions_end_soon(void **state) {
    static const struct {
        const char *head, *piece;
    } inputs[] = {
        {"<rss><channel>", "<a>"},
        {"<rss><channel><item>", "<description>"},
        {"<rss><channel>", "<item><title>a & b</title></item>\n"},
        {"<rss><channel>", "<item><title>&x;</title></item>\n"},
        {"<rss><channel><item><description>", "&#x"},
        {"<feed><entry><content type=\"xhtml\">", "<p a='b'/>"},
        {"<opml>", "<outline>"},
        {"<nitf>", "<body>"},
        {"<?xml version=\"1.0\"?>", "<!-- -->"},
        {"<!DOCTYPE html><body><p>", "&notanentity"},
        {"<!DOCTYPE html><body><p>", "&#99999999;"},
        {"<!DOCTYPE html><body>", "<title>"},
        {"<!DOCTYPE html><body>", "<!DOCTYPE html>"},
        {"[", "["},
        {"{\"a\":", "{\"a\":"},
        {"{\"a\":[", "{\"text\":\"b\"},"},
        {"", "{\"text\":\"\\\\\\\"\n"},
        {"{\"text\":\"", "\\ud800"},
        {"title,text\n", "\"a\"\"\n"},
        {"title,text\n", "\"\n"},
        {"title,text\n", ",,,,"},
        {"", "title,text,"},
        {"WARC/1.0\r\n\r\n", "WARC/1.0\r\nContent-Length: 9\r\n\r\n"},
        {"WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n", "WARC/1.0\n"},
        {"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 7\r\n\r\n", "\r\n"},
        {"", "\x1F\x8B\x08\x04\xFF\xFF"},
        {"", "\x28\xB5\x2F\xFD\x04\x58"},
        {"", "PK\x03\x04"},
        {"", "PK\x01\x02"},
    };
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        size_t size;
        ro_status status;
        ro_error error;
        char *data = repeat(inputs[i].head, inputs[i].piece, &size);
        read_all(state, data, size, &status, &error);
        free(data);
    }
}

static void entities_are_never_unfolded_nor_fetched(void **state) {
    static const char *const kinds[] = {
        "<rss><channel><item><description>%s</description></item></channel></rss>",
        "<opml><body><outline xmlUrl='%s'/></body></opml>",
        "<nitf><body><body.content><p>%s</p></body.content></body></nitf>",
        "<NewsML><NewsItem><DataContent>%s</DataContent></NewsItem></NewsML>"};
    static const struct {
        const char *declared, *used;
    } attacks[] = {
        {"<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">", "&b;&b;"},
        {"<!ENTITY % p SYSTEM \"file:///etc/passwd\">%p;", "x"},
        {"<!ENTITY c SYSTEM \"file:///etc/passwd\">", "&c;"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        for (size_t k = 0; k < sizeof attacks / sizeof *attacks; k++) {
            char body[512], document[1024];
            ro_status status;
            ro_error error;
            snprintf(body, sizeof body, kinds[i], attacks[k].used);
            snprintf(document, sizeof document,
                     "<?xml version=\"1.0\"?><!DOCTYPE x SYSTEM \"file:///etc/hosts\" [%s]>%s",
                     attacks[k].declared, body);
            ro_reader *reader = open_bytes(state, document, strlen(document), &status, &error);
            ro_article *article = NULL;
            if (reader) ro_reader_next(reader, &article, &error);
            if (article) assert_null(strstr(article->text, "aaaa"));
            if (article) assert_null(strstr(article->text, "root"));
            ro_article_free(article);
            ro_reader_free(reader);
        }
    }
}

static void wrong_labels_do_no_harm(void **state) {
    static const char *const labels[] = {"utf-16",    "iso-8859-1", "utf-7",       "nonsense",
                                         "shift_jis", "",           "utf-8\" x=\""};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        char page[512];
        snprintf(page, sizeof page,
                 "<!DOCTYPE html><html><head><meta charset=\"%s\"></head><body><p>The bridge at "
                 "M\xC3\xB4le was shut on Monday, the town said in a note.</p></body></html>",
                 labels[i]);
        ro_article *article = read_text(state, page);
        assert_non_null(strstr(article->text, "M\xC3\xB4le"));
        ro_article_free(article);
        snprintf(page, sizeof page,
                 "<?xml version=\"1.0\" encoding=\"%s\"?><rss><channel><item><title>a</title>"
                 "<description>Shut at M\xC3\xB4le on Monday.</description></item></channel></rss>",
                 labels[i]);
        article = NULL;
        ro_status status;
        ro_error error;
        article = read_one(state, page, strlen(page), &status, &error);
        if (article) assert_non_null(strstr(article->text, "M\xC3\xB4le"));
        assert_true(article || status < 0);
        ro_article_free(article);
    }
}

/* A gigabyte of spaces in a few bytes, compressed once and twice. */
static void bombs_are_refused(void **state) {
    enum { CHUNK = 1 << 20, CHUNKS = 256 };
    char *spaces = malloc(CHUNK), *packed = malloc(CHUNK), *twice = malloc(CHUNK);
    memset(spaces, ' ', CHUNK);
    ZSTD_CCtx *zstd = ZSTD_createCCtx();
    ZSTD_outBuffer out = {packed, CHUNK, 0};
    for (int i = 0; i < CHUNKS; i++) {
        ZSTD_inBuffer in = {spaces, CHUNK, 0};
        ZSTD_compressStream2(zstd, &out, &in, i + 1 == CHUNKS ? ZSTD_e_end : ZSTD_e_continue);
    }
    ZSTD_freeCCtx(zstd);
    ro_status status;
    ro_error error;
    assert_null(open_bytes(state, packed, out.pos, &status, &error));
    assert_int_equal(status, RO_ERR_LIMIT);
    assert_non_null(strstr(error.msg, "unfolds beyond the limit of 4194304 bytes"));
    size_t n = ZSTD_compress(twice, CHUNK, packed, out.pos, 3);
    assert_null(open_bytes(state, twice, n, &status, &error));
    assert_int_equal(status, RO_ERR_LIMIT);
    static const ro_read_limits large = {1u << 30, 1u << 28, 0};
    ro_reader *reader = NULL;
    status =
        ro_reader_open_memory_with(*state, &large, "bomb", packed, out.pos, NULL, &reader, &error);
    assert_int_equal(status, RO_ERR_LIMIT);
    assert_non_null(strstr(error.msg, "beyond the limit of 67108864 bytes for all of an input"));
    free(spaces);
    free(packed);
    free(twice);
}

static void messages_have_their_grammar_and_place(void **state) {
    static const struct {
        const char *data, *message;
        uint64_t offset;
        uint32_t record;
    } cases[] = {
        {"Caf\xC3\xA9 at \xFF noon.\n", "1 byte is no character and became U+FFFD", 9, 0},
        {"Caf\xC3\xA9 at \xFF\xFE noon, caf\xC3\xA9s.\n",
         "2 bytes are no characters and became U+FFFD", 9, 0},
        {"{\"text\":\"It was shut.\"}\n{\"text\":}\n", "is not valid JSON: ", 33, 2},
        {"title,text\nOne\n", "the row has 1 field, the header 2", 11, 1},
        {"<opml><body><outline xmlUrl='a'/></body></opml>",
         "is a list of 1 feed, not an article; readout watch follows it", 0, 0},
        {"<opml><body><outline text='a'/></body></opml>",
         "is an outline without feeds, not an article", 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ro_status status;
        ro_error error = {0};
        read_all(state, cases[i].data, strlen(cases[i].data), &status, &error);
        assert_true(status != RO_OK);
        if (strncmp(error.msg, cases[i].message, strlen(cases[i].message)) != 0 ||
            error.offset != cases[i].offset || error.record != cases[i].record)
            print_error("%zu: '%s', byte %llu, record %u\n", i, error.msg,
                        (unsigned long long)error.offset, error.record);
        assert_memory_equal(error.msg, cases[i].message, strlen(cases[i].message));
        assert_int_equal(error.offset, cases[i].offset);
        assert_int_equal(error.record, cases[i].record);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(repetitions_end_soon),
        cmocka_unit_test(entities_are_never_unfolded_nor_fetched),
        cmocka_unit_test(wrong_labels_do_no_harm),
        cmocka_unit_test(bombs_are_refused),
        cmocka_unit_test(messages_have_their_grammar_and_place),
    };
    return cmocka_run_group_tests(tests, make_rules, free_rules);
}
