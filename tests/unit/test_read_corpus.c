/* SPDX-License-Identifier: Apache-2.0 */
/* Each tests/corpus/read/NAME.input reads as NAME.expected says. With READOUT_BLESS set
 * the expectations are written anew (tests/corpus/bless): look at the difference. */
#include <dirent.h>
#include <stdio.h>

#include "base/buffer.h"
#include "base/input.h"
#include "read_fixture.h"

#define FOLDER READOUT_SOURCE_DIR "/tests/corpus/read/"

static void put_names(ro_buffer *out, const char *label, const char *const *names, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) ro_buffer_printf(out, "%s: %s\n", label, names[i]);
}

static void put_field(ro_buffer *out, const char *label, const char *value) {
    if (value) ro_buffer_printf(out, "%s: %s\n", label, value);
}

static void put_stamp(ro_buffer *out, const char *label, const ro_stamp *stamp) {
    char date[32];
    if (!stamp->from) return;
    ro_buffer_printf(out, "%s: %s (%s)\n", label, ro_date_format(&stamp->date, date), stamp->from);
}

static void put_article(ro_buffer *out, const ro_article *article) {
    const ro_metadata *meta = &article->meta;
    put_field(out, "format", meta->format);
    put_field(out, "title", meta->title);
    put_field(out, "outlet", meta->outlet);
    put_field(out, "url", meta->url);
    put_field(out, "language", meta->language);
    if (meta->version) ro_buffer_printf(out, "version: %u\n", meta->version);
    put_names(out, "author", meta->authors, meta->author_count);
    put_names(out, "agency", meta->agencies, meta->agency_count);
    put_names(out, "source", meta->credited, meta->credited_count);
    put_stamp(out, "published", &meta->published);
    put_field(out, "published as", meta->published_as);
    put_stamp(out, "modified", &meta->modified);
    for (uint32_t i = 0; i < article->parts.count; i++) {
        ro_part part = article->parts.items[i];
        ro_buffer_printf(out, "[%s%s%s] %.*s\n", ro_part_role_name(part.role),
                         part.kind ? ", " : "", part.kind ? ro_part_kind_name(part.kind) : "",
                         (int)(part.span.end - part.span.start), article->text + part.span.start);
    }
}

static void put_reading(void **state, const ro_buffer *input, ro_buffer *out) {
    ro_status status;
    ro_error error = {0};
    ro_article *article;
    ro_reader *reader = open_bytes(state, input->data, input->size, &status, &error);
    if (!reader) {
        ro_buffer_printf(out, "%s: %s\n", ro_status_name(status), error.msg);
        return;
    }
    while ((status = ro_reader_next(reader, &article, &error)) != RO_END) {
        ro_buffer_puts(out, "---\n");
        if (status != RO_OK) ro_buffer_printf(out, "%s: %s\n", ro_status_name(status), error.msg);
        if (article) put_article(out, article);
        ro_article_free(article);
    }
    if (ro_reader_note(reader)) ro_buffer_printf(out, "---\nnote: %s\n", ro_reader_note(reader));
    ro_reader_free(reader);
}

static bool check_file(void **state, const char *name) {
    char path[4096];
    ro_buffer input = {0}, expected = {0}, found = {0};
    snprintf(path, sizeof path, FOLDER "%s", name);
    assert_int_equal(ro_input_file(path, 1u << 20, &input, NULL), RO_OK);
    put_reading(state, &input, &found);
    snprintf(path, sizeof path, FOLDER "%.*s.expected", (int)(strlen(name) - 6), name);
    bool same = true;
    if (getenv("READOUT_BLESS")) {
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        assert_int_equal(fwrite(found.data, 1, found.size, file), found.size);
        assert_int_equal(fclose(file), 0);
    } else {
        assert_int_equal(ro_input_file(path, 1u << 20, &expected, NULL), RO_OK);
        same = expected.size == found.size && memcmp(expected.data, found.data, found.size) == 0;
        if (!same) print_error("%s reads as\n%s\n", name, found.data);
    }
    ro_buffer_free(&input);
    ro_buffer_free(&expected);
    ro_buffer_free(&found);
    return same;
}

static void corpus_reads_as_expected(void **state) {
    DIR *dir = opendir(FOLDER);
    unsigned wrong = 0, files = 0;
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        size_t n = strlen(entry->d_name);
        if (n < 7 || strcmp(entry->d_name + n - 6, ".input") != 0) continue;
        wrong += !check_file(state, entry->d_name);
        files++;
    }
    closedir(dir);
    assert_true(files >= 8);
    assert_int_equal(wrong, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(corpus_reads_as_expected)};
    return cmocka_run_group_tests(tests, make_rules, free_rules);
}
