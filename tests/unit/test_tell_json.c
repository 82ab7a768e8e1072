/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <jansson.h>

#include "tell/offsets.h"
#include "tell_fixture.h"

/* a, e acute (2 bytes), euro (3), ship (4, two UTF-16 units), z */
static const char mixed[] = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x9A\xA2z";

static void offsets_in_every_unit(void **state) {
    (void)state;
    static const uint32_t bytes[] = {0, 1, 3, 6, 10, 11};
    static const uint32_t utf16[] = {0, 1, 2, 3, 5, 6};
    ro_offsets offsets;
    for (int unit = RO_OFFSETS_BYTE; unit <= RO_OFFSETS_UTF16; unit++) {
        assert_true(ro_offsets_make(&offsets, mixed, sizeof mixed - 1, (ro_offset_unit)unit));
        for (uint32_t i = 0; i < 6; i++)
            assert_int_equal(ro_offsets_at(&offsets, bytes[i]), unit == RO_OFFSETS_BYTE ? bytes[i]
                                                                : unit == RO_OFFSETS_CHAR
                                                                    ? i
                                                                    : utf16[i]);
        assert_int_equal(ro_offsets_at(&offsets, 1000), ro_offsets_at(&offsets, 11));
        ro_offsets_free(&offsets);
    }
}

/* Every offset of a long text, against counting from its start. */
static void offsets_agree_with_counting(void **state) {
    (void)state;
    char text[1000];
    for (size_t i = 0; i < sizeof text; i++) text[i] = mixed[i % (sizeof mixed - 1)];
    ro_offsets offsets;
    assert_true(ro_offsets_make(&offsets, text, sizeof text, RO_OFFSETS_CHAR));
    uint32_t count = 0;
    for (uint32_t at = 0; at <= sizeof text; at++) {
        assert_int_equal(ro_offsets_at(&offsets, at), count);
        if (at < sizeof text && ((unsigned char)text[at] & 0xC0) != 0x80) count++;
    }
    ro_offsets_free(&offsets);
}

static void numbers_have_a_point_in_any_locale(void **state) {
    (void)state;
    static const char *const cases[][2] = {{"-1,5e-07", "-1.5e-07"},
                                           {"2\xD9\xAB"
                                            "25",
                                            "2.25"},
                                           {"3", "3"},
                                           {"0.125", "0.125"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char number[32];
        strcpy(number, cases[i][0]);
        ro_decimal_point(number);
        assert_string_equal(number, cases[i][1]);
    }
}

static json_t *parsed(const fixture_sink *sink) {
    json_error_t error;
    json_t *value = json_loadb(sink->bytes.data, sink->bytes.size, JSON_DISABLE_EOF_CHECK, &error);
    if (!value) fail_msg("line %d: %s", error.line, error.text);
    return value;
}

static json_t *article_json(const ro_article *article, const ro_tell_options *options) {
    fixture_sink sink = {0};
    assert_int_equal(ro_article_write(article, options, fixture_write, &sink, NULL), RO_OK);
    assert_int_equal(sink.bytes.data[sink.bytes.size - 1], '\n');
    assert_ptr_equal(memchr(sink.bytes.data, '\n', sink.bytes.size),
                     sink.bytes.data + sink.bytes.size - 1);
    json_t *value = parsed(&sink);
    ro_buffer_free(&sink.bytes);
    return value;
}

static json_t *account_json(const ro_account *account, unsigned sections) {
    fixture_sink sink = {0};
    ro_tell_options options = {RO_SIZED(ro_tell_options), .sections = sections};
    assert_int_equal(
        ro_account_write(account, RO_FORMAT_JSON, &options, fixture_write, &sink, NULL), RO_OK);
    json_t *value = parsed(&sink);
    ro_buffer_free(&sink.bytes);
    return value;
}

static const char *text_of(const json_t *object, const char *key) {
    return json_string_value(json_object_get(object, key));
}

static json_int_t number_of(const json_t *object, const char *key) {
    return json_integer_value(json_object_get(object, key));
}

static void an_article_says_what_it_knows(void **state) {
    fixture *f = *state;
    json_t *value = article_json(f->articles[1], NULL);
    assert_string_equal(text_of(value, "schema"), "readout.article/1");
    assert_string_equal(text_of(value, "offsets"), "byte");
    assert_string_equal(text_of(value, "text"), fixture_texts[1]);
    assert_true(json_is_null(json_object_get(value, "published")));
    assert_true(json_is_null(json_object_get(value, "outlet")));
    assert_null(json_object_get(value, "tokens"));
    json_t *quote = json_array_get(json_object_get(value, "quotes"), 0);
    json_t *speaker = json_object_get(quote, "speaker");
    assert_string_equal(text_of(speaker, "name"), "Mara Lindqvist");
    assert_int_equal(number_of(speaker, "entity"), 0);
    assert_true(json_is_null(json_object_get(quote, "addressee")));
    json_t *via = json_array_get(json_object_get(quote, "via"), 0);
    assert_true(json_is_null(json_object_get(via, "entity")));
    json_t *event = json_array_get(json_object_get(value, "events"), 0);
    assert_true(json_is_null(json_object_get(event, "time")));
    json_decref(value);
}

static void a_date_says_where_it_was_read(void **state) {
    fixture *f = *state;
    json_t *value = article_json(f->articles[2], NULL);
    json_t *published = json_object_get(value, "published");
    assert_string_equal(text_of(published, "value"), "2021-05-10");
    assert_string_equal(text_of(published, "precision"), "day");
    assert_string_equal(text_of(published, "from"), "text");
    assert_string_equal(json_string_value(json_array_get(json_object_get(value, "authors"), 1)),
                        "Jo <Pen>");
    json_decref(value);
}

static void units_move_every_offset(void **state) {
    fixture *f = *state;
    const ro_article *article = f->articles[3];
    ro_tell_options options = {RO_SIZED(ro_tell_options), .offsets = RO_OFFSETS_CHAR};
    json_t *chars = article_json(article, &options);
    options.offsets = RO_OFFSETS_UTF16;
    json_t *units = article_json(article, &options);
    uint32_t last = article->parts.count - 1;
    json_t *a = json_array_get(json_object_get(chars, "parts"), last);
    json_t *b = json_array_get(json_object_get(units, "parts"), last);
    assert_int_equal(number_of(a, "start"), number_of(b, "start"));
    assert_int_equal(number_of(a, "end") + 1, number_of(b, "end"));
    assert_true(number_of(a, "end") < article->size);
    assert_string_equal(text_of(units, "offsets"), "utf16");
    json_decref(chars);
    json_decref(units);
}

static void an_account_refers_by_unique_ids(void **state) {
    fixture *f = *state;
    json_t *value = account_json(&f->account, 0);
    static const char *const own[] = {"wire", "wire", "paper", "paper", "paper"};
    char expected[FIXTURE_COUNT][32];
    for (size_t i = 0; i < FIXTURE_COUNT; i++)
        snprintf(expected[i], sizeof expected[i], "%s#%.8s", own[i], f->articles[i]->meta.sha256);
    json_t *articles = json_object_get(value, "articles");
    assert_int_equal(json_array_size(articles), FIXTURE_COUNT);
    for (size_t i = 0; i < FIXTURE_COUNT; i++)
        assert_string_equal(text_of(json_array_get(articles, i), "id"), expected[i]);
    json_t *story = json_array_get(json_object_get(value, "stories"), 0);
    json_t *copy = json_array_get(json_object_get(story, "copies"), 1);
    assert_string_equal(text_of(copy, "a"), expected[1]);
    assert_string_equal(text_of(copy, "b"), expected[2]);
    assert_true(json_real_value(json_object_get(copy, "share_of_a")) == 0.3);
    json_t *sources = json_object_get(story, "sources");
    assert_int_equal(json_array_size(sources), 2);
    assert_int_equal(json_array_size(json_array_get(sources, 0)), 3);
    json_t *skipped = json_array_get(json_object_get(value, "skipped"), 0);
    assert_string_equal(text_of(skipped, "reason"), "the file is empty");
    json_decref(value);
}

static void a_section_comes_alone(void **state) {
    fixture *f = *state;
    json_t *value = account_json(&f->account, RO_SECTION_CLAIMS);
    json_t *story = json_array_get(json_object_get(value, "stories"), 0);
    assert_non_null(json_object_get(story, "claims"));
    assert_non_null(json_object_get(story, "articles"));
    assert_null(json_object_get(story, "quotes"));
    assert_null(json_object_get(story, "brief"));
    assert_null(json_object_get(story, "copies"));
    json_decref(value);
}

static void a_refusing_sink_is_reported(void **state) {
    fixture *f = *state;
    static const int refusals[] = {EPIPE, ENOSPC};
    for (size_t i = 0; i < 2; i++) {
        fixture_sink sink = {.refusal = refusals[i]};
        ro_error error = {0};
        assert_int_equal(
            ro_account_write(&f->account, RO_FORMAT_JSON, NULL, fixture_write, &sink, &error),
            RO_ERR_IO);
        assert_int_equal(error.sys, refusals[i]);
        assert_int_equal(ro_article_write(f->articles[0], NULL, fixture_write, &sink, &error),
                         RO_ERR_IO);
        ro_buffer_free(&sink.bytes);
    }
}

static void no_memory_is_reported(void **state) {
    fixture *f = *state;
    ro_status status = RO_ERR_NOMEM;
    for (size_t i = 0; status == RO_ERR_NOMEM && i < 100; i++) {
        fixture_sink sink = {0};
        ro_arena_fail_after(i);
        status = ro_account_write(&f->account, RO_FORMAT_JSON, NULL, fixture_write, &sink, NULL);
        ro_arena_fail_after(SIZE_MAX);
        ro_buffer_free(&sink.bytes);
        assert_true(i > 0 || status == RO_ERR_NOMEM);
    }
    assert_int_equal(status, RO_OK);
}

static int set_up(void **state) {
    *state = fixture_new();
    return 0;
}

static int tear_down(void **state) {
    fixture_free(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(offsets_in_every_unit),
        cmocka_unit_test(offsets_agree_with_counting),
        cmocka_unit_test(numbers_have_a_point_in_any_locale),
        cmocka_unit_test(an_article_says_what_it_knows),
        cmocka_unit_test(a_date_says_where_it_was_read),
        cmocka_unit_test(units_move_every_offset),
        cmocka_unit_test(an_account_refers_by_unique_ids),
        cmocka_unit_test(a_section_comes_alone),
        cmocka_unit_test(a_refusing_sink_is_reported),
        cmocka_unit_test(no_memory_is_reported),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
