/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/array.h"
#include "base/date.h"
#include "base/digest.h"
#include "base/lexicon.h"
#include "base/postings.h"
#include "base/sha256.h"
#include "base/table.h"

static void arena_keeps_the_first_failure(void **state) {
    (void)state;
    ro_arena arena = RO_ARENA_INIT;
    assert_non_null(ro_arena_alloc(&arena, 10));
    ro_arena_fail_after(0);
    assert_null(ro_arena_alloc(&arena, 10));
    ro_arena_fail_after(SIZE_MAX);
    assert_true(arena.oom);
    assert_null(ro_arena_alloc(&arena, 10));
    ro_arena_free(&arena);
    assert_false(arena.oom);
}

static void arrays_grow_and_keep_items(void **state) {
    (void)state;
    ro_arena arena = RO_ARENA_INIT;
    RO_ARRAY(uint32_t) numbers = {0};
    for (uint32_t i = 0; i < 1000; i++) assert_true(RO_APPEND(&arena, &numbers, i));
    for (uint32_t i = 0; i < 1000; i++) assert_int_equal(numbers.items[i], i);
    ro_arena_free(&arena);
}

static void utf8_refuses_what_is_not(void **state) {
    (void)state;
    unsigned length;
    assert_int_equal(ro_utf8_decode("\xE2\x80\x9C", (const char *)"\xE2\x80\x9C" + 3, &length),
                     0x201C);
    const char *bad[] = {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x80", "\x80"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(ro_utf8_valid(bad[i], strlen(bad[i])), 0);
    assert_int_equal(ro_utf8_valid("caf\xC3\xA9", 5), 5);
}

static void sha256_of_the_standard(void **state) {
    (void)state;
    char out[65];
    ro_sha256("abc", 3, out);
    assert_string_equal(out, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    ro_sha256("", 0, out);
    assert_string_equal(out, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

/* What the processor's own instructions give is what C gives, of any count of blocks. */
static void sha256_is_the_same_everywhere(void **state) {
    (void)state;
    enum { MOST = 9 };
    unsigned char blocks[64 * MOST];
    for (size_t i = 0; i < sizeof blocks; i++) blocks[i] = (unsigned char)(i * i * 31 + i / 7);
    for (size_t count = 0; count <= MOST; count++) {
        uint32_t one[8], other[8];
        for (uint32_t i = 0; i < 8; i++) one[i] = other[i] = 0x9E3779B9u * (i + 1);
        ro_sha256_plain(one, blocks, count);
        ro_sha256_best()(other, blocks, count);
        assert_memory_equal(one, other, sizeof one);
    }
}

static void digests_of_the_standards(void **state) {
    (void)state;
    static const struct {
        const char *stated, *data;
        ro_digest_result wanted;
    } cases[] = {
        {"md5:900150983cd24fb0d6963f7d28e17f72", "abc", RO_DIGEST_RIGHT},
        {"MD5:D41D8CD98F00B204E9800998ECF8427E", "", RO_DIGEST_RIGHT},
        {"sha1:a9993e364706816aba3e25717850c26c9cd0d89d", "abc", RO_DIGEST_RIGHT},
        {"sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", "abc", RO_DIGEST_RIGHT},
        {"sha-1:vgmt4nsha2awvor6evyxqugcnsonbwe5", "abc", RO_DIGEST_RIGHT},
        {"sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", "abd", RO_DIGEST_WRONG},
        {"sha1:84983e441c3bd26ebaae4aa1f95129e5e54670f1",
         "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", RO_DIGEST_RIGHT},
        {"sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "abc",
         RO_DIGEST_RIGHT},
        {"sha-256:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", "abc", RO_DIGEST_RIGHT},
        {"md5:AAAA", "abc", RO_DIGEST_UNKNOWN},
        {"crc32:352441c2", "abc", RO_DIGEST_UNKNOWN},
        {"", "abc", RO_DIGEST_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(ro_digest_check(ro_str_of(cases[i].stated), ro_str_of(cases[i].data)),
                         cases[i].wanted);
}

static void lexicon_finds_words_and_prefixes(void **state) {
    (void)state;
    ro_arena arena = RO_ARENA_INIT;
    ro_lexicon lexicon = {0};
    assert_true(ro_lexicon_add(&arena, &lexicon, RO_STR("according to"), 7));
    assert_int_equal(ro_lexicon_find(&lexicon, RO_STR("According To")), 7);
    assert_int_equal(ro_lexicon_find(&lexicon, RO_STR("according")), RO_NONE);
    assert_true(ro_lexicon_begins(&lexicon, RO_STR("ACCORDING")));
    assert_false(ro_lexicon_begins(&lexicon, RO_STR("to")));
    assert_int_equal(lexicon.most_words, 2);
    ro_arena_free(&arena);
}

static void postings_keep_their_order_and_their_limit(void **state) {
    (void)state;
    ro_arena arena = RO_ARENA_INIT;
    ro_postings postings = {0};
    assert_null(ro_postings_find(&postings, 1));
    for (uint64_t key = 1; key <= 1000; key++)
        for (uint32_t number = 0; number < 5; number++) {
            ro_postings_add(&arena, &postings, key, number, 3);
            ro_postings_add(&arena, &postings, key, number, 3);
        }
    assert_null(ro_postings_find(&postings, 1001));
    for (uint64_t key = 1; key <= 1000; key++) {
        const ro_posting *list = ro_postings_find(&postings, key);
        assert_non_null(list);
        assert_int_equal(list->numbers.count, 3);
        for (uint32_t i = 0; i < 3; i++) assert_int_equal(list->numbers.items[i], i);
    }
    ro_arena_free(&arena);
}

static void tables_are_built_in(void **state) {
    (void)state;
    ro_table table;
    ro_str field[2];
    assert_true(ro_table_open(&table, "month_names"));
    assert_true(ro_table_row(&table, field, 2));
    assert_true(ro_str_eq(field[0], RO_STR("1")) && ro_str_starts(field[1], RO_STR("january ")));
    assert_false(ro_table_open(&table, "no such table"));
}

static void a_class_is_known_or_refused(void **state) {
    (void)state;
    static const char *const names[] = {"may", "title"};
    uint32_t number;
    assert_true(ro_table_class(RO_STR("title"), names, 2, &number));
    assert_int_equal(number, 1);
    assert_false(ro_table_class(RO_STR("Title"), names, 2, &number));
    assert_false(ro_table_class(RO_STR(""), names, 2, &number));
    assert_int_equal(number, 2);
    ro_arena arena = RO_ARENA_INIT;
    ro_error error = {0};
    assert_int_equal(ro_table_fail(&arena, &error), RO_ERR_INPUT);
    arena.oom = true;
    assert_int_equal(ro_table_fail(&arena, &error), RO_ERR_NOMEM);
}

static void dates_parse_and_format(void **state) {
    (void)state;
    static const char *const good[] = {"2023",
                                       "2023-06",
                                       "2023-06-19",
                                       "2023-06-19T08:30",
                                       "2023-06-19T08:30:05+08:00",
                                       "2024-02-29T00:00:00Z"};
    static const char *const bad[] = {
        "", "23", "2023-13", "2023-02-29", "2023-06-19T25:00", "2023-06-19x"};
    ro_date date;
    char out[32];
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_int_equal(ro_date_parse(good[i], &date), RO_OK);
        assert_string_equal(ro_date_format(&date, out), good[i]);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(ro_date_parse(bad[i], &date), RO_ERR_INPUT);
}

static void days_and_weekdays_agree(void **state) {
    (void)state;
    ro_date monday;
    assert_int_equal(ro_date_parse("2023-06-19", &monday), RO_OK);
    assert_int_equal(ro_date_weekday(&monday), 1);
    for (int64_t days = -800000; days < 800000; days += 997) {
        ro_date date = ro_date_from_days(days);
        assert_int_equal(ro_date_to_days(&date), days);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_keeps_the_first_failure),
        cmocka_unit_test(arrays_grow_and_keep_items),
        cmocka_unit_test(utf8_refuses_what_is_not),
        cmocka_unit_test(sha256_of_the_standard),
        cmocka_unit_test(sha256_is_the_same_everywhere),
        cmocka_unit_test(digests_of_the_standards),
        cmocka_unit_test(lexicon_finds_words_and_prefixes),
        cmocka_unit_test(tables_are_built_in),
        cmocka_unit_test(a_class_is_known_or_refused),
        cmocka_unit_test(postings_keep_their_order_and_their_limit),
        cmocka_unit_test(dates_parse_and_format),
        cmocka_unit_test(days_and_weekdays_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
