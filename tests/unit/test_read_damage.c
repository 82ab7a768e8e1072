/* SPDX-License-Identifier: Apache-2.0 */
/* Damage one byte in a hundred of each fixture of tests/corpus/read, 1,000 times: the
 * reader must end, and what it gives must hold together. After libarchive's tests. */
#include <dirent.h>
#include <stdio.h>

#include "base/input.h"
#include "read_fixture.h"

enum { ROUNDS = 1000 };

static uint64_t next_random(uint64_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static void damage(char *data, size_t size, uint64_t *seed) {
    size_t hits = size / 100 + 1;
    for (size_t i = 0; i < hits; i++) {
        uint64_t r = next_random(seed);
        data[r % size] = (char)(r >> 32);
    }
}

static void check_article(const ro_article *article) {
    assert_tiled(article);
    assert_int_equal(ro_utf8_valid(article->text, article->size), article->size);
    assert_int_equal(article->text[article->size], 0);
    for (uint32_t at = 0; at < article->size; at += 7) {
        uint64_t start, end;
        assert_int_equal(ro_article_input_span(article, (ro_span){at, at + 1}, &start, &end),
                         RO_OK);
        assert_true(start <= end);
    }
    ro_span title = article->meta.title_span;
    assert_true(title.start <= title.end && title.end <= article->size);
}

static void read_all(void **state, const char *data, size_t size) {
    ro_status status;
    ro_error error;
    ro_article *article;
    ro_reader *reader = open_bytes(state, data, size, &status, &error);
    assert_true(reader != NULL || status < 0);
    for (int i = 0; reader && i < 1000; i++) {
        status = ro_reader_next(reader, &article, &error);
        assert_int_equal(article != NULL, status == RO_OK || status == RO_WARN);
        if (status == RO_END) break;
        assert_true(status == RO_OK || status == RO_WARN || status == RO_ERR_INPUT ||
                    status == RO_ERR_LIMIT);
        if (article) check_article(article);
        ro_article_free(article);
    }
    ro_reader_free(reader);
}

static void damage_file(void **state, const char *path) {
    ro_buffer whole = {0};
    ro_error error = {0};
    assert_int_equal(ro_input_file(path, 1u << 20, &whole, &error), RO_OK);
    char *copy = malloc(whole.size);
    uint64_t seed = 0x9E3779B97F4A7C15u;
    for (int round = 0; round < ROUNDS; round++) {
        memcpy(copy, whole.data, whole.size);
        damage(copy, whole.size, &seed);
        size_t size = round % 10 == 9 ? next_random(&seed) % whole.size : whole.size;
        read_all(state, copy, size);
    }
    free(copy);
    ro_buffer_free(&whole);
}

static void damaged_fixtures_do_no_harm(void **state) {
    const char *folder = READOUT_SOURCE_DIR "/tests/corpus/read";
    DIR *dir = opendir(folder);
    unsigned files = 0;
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        if (!strstr(entry->d_name, ".input")) continue;
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        damage_file(state, path);
        files++;
    }
    closedir(dir);
    assert_true(files >= 8);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(damaged_fixtures_do_no_harm)};
    return cmocka_run_group_tests(tests, make_rules, free_rules);
}
