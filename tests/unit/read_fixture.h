/* SPDX-License-Identifier: Apache-2.0 */
/* Reading for tests: rules as the state of a group, articles of bytes. */
#ifndef READ_FIXTURE_H
#define READ_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "article/article.h"
#include "read/read.h"

static const ro_read_limits limits = {1u << 24, 1u << 22, 0};

static int make_rules(void **state) {
    return ro_read_rules_new((ro_read_rules **)state, NULL) == RO_OK ? 0 : -1;
}

static int free_rules(void **state) {
    ro_read_rules_free(*state);
    return 0;
}

static inline ro_reader *open_bytes(void **state, const char *data, size_t size, ro_status *status,
                                    ro_error *error) {
    ro_reader *reader = NULL;
    *status = ro_reader_open_memory_with(*state, &limits, "folder/name.txt", data, size, NULL,
                                         &reader, error);
    return reader;
}

/* The first article of data; the status of reading it in *status. */
static inline ro_article *read_one(void **state, const char *data, size_t size, ro_status *status,
                                   ro_error *error) {
    ro_article *article = NULL;
    ro_reader *reader = open_bytes(state, data, size, status, error);
    if (!reader) return NULL;
    *status = ro_reader_next(reader, &article, error);
    ro_reader_free(reader);
    return article;
}

static inline ro_article *read_text(void **state, const char *text) {
    ro_status status;
    ro_error error = {0};
    ro_article *article = read_one(state, text, strlen(text), &status, &error);
    if (status != RO_OK) print_error("%s\n", error.msg);
    assert_int_equal(status, RO_OK);
    assert_non_null(article);
    return article;
}

static inline void assert_part(const ro_article *article, uint32_t index, ro_part_role role,
                               const char *text) {
    assert_true(index < article->parts.count);
    ro_part part = article->parts.items[index];
    ro_str found = ro_str_span(article->text, part.span);
    if (!ro_str_eq(found, ro_str_of(text)) || part.role != role) {
        print_error("part %u: %s '%.*s' is not %s '%s'\n", index, ro_part_role_name(part.role),
                    (int)found.n, found.p, ro_part_role_name(role), text);
        fail();
    }
}

/* Parts ascend, lie within the text, and leave nothing but white space between. */
static inline void assert_tiled(const ro_article *article) {
    uint32_t at = 0;
    for (uint32_t i = 0; i <= article->parts.count; i++) {
        bool last = i == article->parts.count;
        ro_span part =
            last ? (ro_span){article->size, article->size} : article->parts.items[i].span;
        assert_true(part.start >= at && part.end <= article->size);
        assert_true(last || part.end > part.start);
        ro_str between = ro_str_trim((ro_str){article->text + at, part.start - at});
        assert_int_equal(between.n, 0);
        at = part.end;
    }
}

/* Every character of the text is the bytes it maps to, or the reference for it. */
static inline void assert_maps_back(const ro_article *article, const char *source) {
    static const struct {
        const char *character, *reference;
    } references[] = {{"\xC3\xB4", "&ocirc;"}, {"&", "&amp;"},          {"\xE2\x80\x94", "&mdash;"},
                      {"\"", "\\\""},          {"\xC3\xB4", "\\u00f4"}, {"<", "&lt;"},
                      {">", "&gt;"},           {"\xC3\xB4", "&#244;"}};
    for (uint32_t at = 0; at < article->size;) {
        unsigned length;
        ro_utf8_decode(article->text + at, article->text + article->size, &length);
        ro_str character = {article->text + at, length};
        uint64_t start, end;
        assert_int_equal(ro_article_input_span(article, (ro_span){at, at + length}, &start, &end),
                         RO_OK);
        ro_str bytes = {source + start, (size_t)(end - start)};
        bool same = ro_str_eq(bytes, character) || ro_is_space((unsigned char)character.p[0]) ||
                    (bytes.n && ro_str_eq(character, RO_STR("\xEF\xBF\xBD")));
        for (size_t i = 0; !same && i < sizeof references / sizeof *references; i++)
            same = ro_str_eq(character, ro_str_of(references[i].character)) &&
                   ro_str_eq(bytes, ro_str_of(references[i].reference));
        if (!same)
            print_error("'%.*s' at %u is '%.*s' in the source\n", (int)length, character.p, at,
                        (int)bytes.n, bytes.p);
        assert_true(same);
        at += length;
    }
}

#endif
