/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdio.h>

#include "tell/paper.h"
#include "tell/view.h"
#include "tell/word_diff.h"
#include "tell_fixture.h"

static char *written(const ro_account *account, ro_format format, ro_tell_options options) {
    fixture_sink sink = {0};
    assert_int_equal(ro_account_write(account, format, &options, fixture_write, &sink, NULL),
                     RO_OK);
    return sink.bytes.data;
}

static void no_line_is_wider_than_asked(void **state) {
    fixture *f = *state;
    for (unsigned columns = 40; columns <= 120; columns += 20) {
        char *text = written(&f->account, RO_FORMAT_TERMINAL,
                             (ro_tell_options){RO_SIZED(ro_tell_options), .columns = columns});
        for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
            if (ro_text_width(ro_str_of(line)) > columns) fail_msg("%u: %s", columns, line);
        free(text);
    }
}

static void the_digest_says_what_matters(void **state) {
    fixture *f = *state;
    char *text =
        written(&f->account, RO_FORMAT_TERMINAL, (ro_tell_options){RO_SIZED(ro_tell_options)});
    static const char *const expected[] = {"4 articles, 2 independent sources",
                                           "[2:54] [4:110]",
                                           "2 replaces 1",
                                           "figure changed: four hours \xE2\x86\x92 6 1/2 hours",
                                           "2 and 3: spun, 3 took from 2",
                                           "how long the talks lasted: evolved",
                                           "Articles differ on the day",
                                           "via\n     Radio Ellery",
                                           "Going on now\n  3 May ",
                                           "Called off\n  a Monday ",
                                           "Articles that stand alone",
                                           "reports/empty.txt: the file is empty",
                                           "Not independent of each other: 1 and 2 and 3"};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        if (!strstr(text, expected[i])) fail_msg("not there: %s\n%s", expected[i], text);
    assert_null(strchr(text, '\033'));
    free(text);
}

static void a_section_shows_everything_of_it(void **state) {
    fixture *f = *state;
    char *text =
        written(&f->account, RO_FORMAT_TERMINAL,
                (ro_tell_options){RO_SIZED(ro_tell_options), .sections = RO_SECTION_COPIES});
    assert_non_null(strstr(text, "[Dockers] and [port owners met] for   \xE2\x94\x82 [Dock workers]"
                                 " and [harbour"));
    assert_null(strstr(text, "In brief"));
    free(text);
    text = written(
        &f->account, RO_FORMAT_TERMINAL,
        (ro_tell_options){RO_SIZED(ro_tell_options), .sections = RO_SECTION_COPIES, .color = true});
    assert_non_null(strstr(text, "\033[31mDockers"));
    assert_null(strstr(text, "[Dockers]"));
    free(text);
}

static void a_text_cannot_steer_the_terminal(void **state) {
    (void)state;
    fixture_sink out = {0};
    ro_sink sink;
    ro_sink_begin(&sink, fixture_write, &out);
    ro_paper paper = {.sink = &sink, .columns = 40};
    ro_paper_open(&paper, 0, 0);
    ro_paper_puts(&paper, RO_STYLE_PLAIN,
                  "a\033[31mred\a \xC2\x9B"
                  "1m \xE2\x80\xAE"
                  "txet \xFF.");
    ro_paper_close(&paper);
    assert_int_equal(ro_sink_end(&sink, NULL), RO_OK);
    assert_string_equal(out.bytes.data, "a[31mred 1m txet \xEF\xBF\xBD.\n");
    ro_buffer_free(&out.bytes);
}

/* The first and last of each run of controls, and their neighbours, which are letters or spaces. */
static void controls_and_marks_of_direction_are_unsafe(void **state) {
    (void)state;
    static const uint32_t unsafe[] = {0,      0x1F,   0x7F,   0x9F,   0x61C, 0x200E,
                                      0x200F, 0x2028, 0x202E, 0x2066, 0x2069};
    static const uint32_t safe[] = {0x20,   0x7E,   0xA0,   0x61B,  0x61D, 0x200D,
                                    0x2010, 0x2027, 0x202F, 0x2065, 0x206A};
    for (size_t i = 0; i < sizeof unsafe / sizeof *unsafe; i++)
        assert_true(ro_code_is_unsafe(unsafe[i]));
    for (size_t i = 0; i < sizeof safe / sizeof *safe; i++)
        assert_false(ro_code_is_unsafe(safe[i]));
}

static void wide_and_long_words_are_cut_between_characters(void **state) {
    (void)state;
    fixture_sink out = {0};
    ro_sink sink;
    ro_sink_begin(&sink, fixture_write, &out);
    ro_paper paper = {.sink = &sink, .columns = 5};
    ro_paper_open(&paper, 0, 1);
    ro_paper_puts(&paper, RO_STYLE_PLAIN,
                  "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E\xE6\x96\x87 abcdefg");
    ro_paper_close(&paper);
    assert_int_equal(ro_sink_end(&sink, NULL), RO_OK);
    assert_string_equal(out.bytes.data,
                        "\xE6\x97\xA5\xE6\x9C\xAC\n \xE8\xAA\x9E\xE6\x96\x87\n abcd\n efg\n");
    ro_buffer_free(&out.bytes);
    assert_int_equal(ro_text_width(RO_STR("e\xCC\x81\xE6\x97\xA5")), 3);
    assert_int_equal(ro_text_fit(RO_STR("one two three"), 8).n, 7);
}

static void times_are_told_as_far_as_they_are_known(void **state) {
    (void)state;
    static const char *const pairs[][2] = {{"2023-06-19", "19 June 2023"},
                                           {"2023-06", "June 2023"},
                                           {"2023", "2023"},
                                           {"XXXX-WXX-1", "a Monday"},
                                           {"XXXX-06-19", "19 June"},
                                           {"XXXX-02", "February"},
                                           {"2023-06-19T08:30", "19 June 2023, 08:30"},
                                           {"XXXX-WXX-1TMO", "a Monday, morning"},
                                           {"2023-06-19TEV", "19 June 2023, evening"},
                                           {"PRESENT_REF", "now"},
                                           {"P3D", "P3D"},
                                           {"2023-W24", "2023-W24"},
                                           {"XXXX", "XXXX"},
                                           {"XXXX-XX-XX", "XXXX-XX-XX"},
                                           {"2023-XX", "2023-XX"},
                                           {"PAST_REF", "earlier"},
                                           {"FUTURE_REF", "later"}};
    char out[64];
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        ro_when when;
        assert_int_equal(ro_when_parse(pairs[i][0], &when), RO_OK);
        assert_string_equal(ro_view_when(&when, out), pairs[i][1]);
    }
    assert_string_equal(ro_view_when(&(ro_when){.kind = RO_WHEN_NONE}, out), "");
    assert_string_equal(ro_view_date(&(ro_date){.precision = RO_PRECISION_NONE}, out), "");
}

static void csv_has_a_header_and_quotes_fields(void **state) {
    fixture *f = *state;
    char *text =
        written(&f->account, RO_FORMAT_CSV,
                (ro_tell_options){RO_SIZED(ro_tell_options), .sections = RO_SECTION_QUOTES});
    assert_non_null(strstr(text, "story,remark,speaker,"));
    assert_non_null(strstr(text, ",267,304,\"We came to listen, and we were heard,\"\r\n"));
    free(text);
    text = written(&f->account, RO_FORMAT_CSV,
                   (ro_tell_options){RO_SIZED(ro_tell_options), .sections = RO_SECTION_COPIES});
    assert_non_null(strstr(text, ",54,107,"));
    free(text);
    for (unsigned section = RO_SECTION_STORIES; section <= RO_SECTION_BRIEF; section <<= 1) {
        text = written(&f->account, RO_FORMAT_CSV,
                       (ro_tell_options){RO_SIZED(ro_tell_options), .sections = section});
        size_t fields = 1, quoted = 0, header = 0;
        for (char *p = text; *p; p++) {
            quoted ^= *p == '"';
            fields += *p == ',' && !quoted;
            if (*p != '\n' || quoted) continue;
            if (!header) header = fields;
            assert_int_equal(fields, header);
            fields = 1;
        }
        free(text);
    }
}

static void csv_takes_one_section(void **state) {
    fixture *f = *state;
    fixture_sink sink = {0};
    ro_tell_options options = {RO_SIZED(ro_tell_options),
                               .sections = RO_SECTION_QUOTES | RO_SECTION_CLAIMS};
    ro_error error = {0};
    assert_int_equal(
        ro_account_write(&f->account, RO_FORMAT_CSV, NULL, fixture_write, &sink, &error),
        RO_ERR_ARG);
    assert_int_equal(
        ro_account_write(&f->account, RO_FORMAT_CSV, &options, fixture_write, &sink, &error),
        RO_ERR_ARG);
    assert_string_equal(error.msg, "CSV takes exactly one section");
    assert_int_equal(sink.bytes.size, 0);
}

static void a_refusing_sink_is_reported(void **state) {
    fixture *f = *state;
    fixture_sink sink = {.refusal = ENOSPC};
    ro_error error = {0};
    ro_tell_options options = {RO_SIZED(ro_tell_options), .sections = RO_SECTION_CLAIMS};
    assert_int_equal(
        ro_account_write(&f->account, RO_FORMAT_TERMINAL, NULL, fixture_write, &sink, &error),
        RO_ERR_IO);
    assert_int_equal(error.sys, ENOSPC);
    assert_int_equal(
        ro_account_write(&f->account, RO_FORMAT_CSV, &options, fixture_write, &sink, &error),
        RO_ERR_IO);
}

/* The marks of each word of `text`, as "=~+" for common, changed, own. */
static void marks(const ro_word_runs *runs, const char *text, char *out) {
    for (uint32_t i = 0; i < runs->count; i++)
        for (uint32_t at = runs->items[i].span.start; at < runs->items[i].span.end; at++)
            out[at] = text[at] == ' ' ? ' ' : "=~+"[runs->items[i].mark];
    out[strlen(text)] = '\0';
}

static void words_are_common_changed_or_own(void **state) {
    (void)state;
    static const char *const cases[][4] = {
        {"the talks lasted six hours", "The talks went on long hours",
         "=== ===== ~~~~~~ ~~~ =====", "=== ===== ~~~~ ~~ ~~~~ ====="},
        {"a b c", "a c", "= + =", "= ="},
        {"same words", "same words", "==== =====", "==== ====="},
        {"left", "right", "~~~~", "~~~~~"},
        {"x 5.5 hours, it's", "x 5.5 hours, it's", "= === ====== ====", "= === ====== ===="},
        {"...", "!", "===", "="},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ro_arena arena = RO_ARENA_INIT;
        ro_word_runs a, b;
        char out[64];
        const char *left = cases[i][0], *right = cases[i][1];
        assert_true(ro_align_words(&arena, left, (ro_span){0, (uint32_t)strlen(left)}, right,
                                   (ro_span){0, (uint32_t)strlen(right)}, &a, &b));
        marks(&a, left, out);
        assert_string_equal(out, cases[i][2]);
        marks(&b, right, out);
        assert_string_equal(out, cases[i][3]);
        ro_arena_free(&arena);
    }
}

/* Runs tile the passage, however long it is; the band does not lose the diagonal. */
static void long_passages_align_in_linear_time(void **state) {
    (void)state;
    enum { WORDS = 100000 };
    ro_buffer left = {0}, right = {0};
    for (int i = 0; i < WORDS; i++) {
        ro_buffer_printf(&left, "w%d ", i);
        ro_buffer_printf(&right, i % 10 ? "w%d " : "v%d ", i);
    }
    ro_arena arena = RO_ARENA_INIT;
    ro_word_runs a, b;
    assert_true(ro_align_words(&arena, left.data, (ro_span){0, (uint32_t)left.size}, right.data,
                               (ro_span){0, (uint32_t)right.size}, &a, &b));
    uint32_t changed = 0, at = 0;
    for (uint32_t i = 0; i < a.count; i++) {
        changed += a.items[i].mark == RO_WORD_CHANGED;
        assert_int_equal(a.items[i].span.start, at);
        at = a.items[i].span.end;
    }
    assert_int_equal(at, left.size);
    assert_int_equal(changed, WORDS / 10);
    ro_arena_free(&arena);
    ro_buffer_free(&left);
    ro_buffer_free(&right);
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
        cmocka_unit_test(no_line_is_wider_than_asked),
        cmocka_unit_test(the_digest_says_what_matters),
        cmocka_unit_test(a_section_shows_everything_of_it),
        cmocka_unit_test(a_text_cannot_steer_the_terminal),
        cmocka_unit_test(controls_and_marks_of_direction_are_unsafe),
        cmocka_unit_test(wide_and_long_words_are_cut_between_characters),
        cmocka_unit_test(times_are_told_as_far_as_they_are_known),
        cmocka_unit_test(csv_has_a_header_and_quotes_fields),
        cmocka_unit_test(csv_takes_one_section),
        cmocka_unit_test(a_refusing_sink_is_reported),
        cmocka_unit_test(words_are_common_changed_or_own),
        cmocka_unit_test(long_passages_align_in_linear_time),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
