/* SPDX-License-Identifier: Apache-2.0 */
/* What the public header promises of every function: NULL where something is needed, options of
 * other headers, structs that grew, errors of earlier calls, progress. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/options.h"
#include "samples.h"

static sample_set samples;

static int open_samples(void **state) {
    (void)state;
    if (!samples_engine(&samples) || !samples_read_all(&samples)) return -1;
    return ro_analyse_all(samples.engine, samples.articles, samples.count, NULL, NULL);
}

static int close_samples(void **state) {
    (void)state;
    samples_free(&samples);
    return 0;
}

static int discard(void *context, const void *data, size_t size) {
    (void)context, (void)data, (void)size;
    return 0;
}

static int64_t read_nothing(void *context, void *buffer, size_t size) {
    (void)context, (void)buffer, (void)size;
    return 0;
}

/* The call is RO_ERR_ARG and says why. */
#define assert_refused(call)                                                                       \
    do {                                                                                           \
        ro_error error = {0};                                                                      \
        assert_int_equal(call, RO_ERR_ARG);                                                        \
        assert_int_equal(error.code, RO_ERR_ARG);                                                  \
        assert_true(error.msg[0] != '\0');                                                         \
    } while (0)

static void what_is_needed_is_asked_for_in_reading(void **state) {
    (void)state;
    ro_reader *reader = (ro_reader *)&reader;
    ro_engine *engine = samples.engine;
    assert_refused(ro_engine_new(NULL, NULL, &error));
    assert_refused(ro_reader_open(engine, NULL, NULL, &reader, &error));
    assert_null(reader);
    assert_refused(ro_reader_open(NULL, "a", NULL, &reader, &error));
    assert_refused(ro_reader_open(engine, "a", NULL, NULL, &error));
    assert_refused(ro_reader_open_memory(engine, NULL, "a", 1, NULL, &reader, &error));
    assert_refused(ro_reader_open_memory(engine, "a", NULL, 1, NULL, &reader, &error));
    assert_refused(ro_reader_open_stream(engine, "a", NULL, NULL, NULL, &reader, &error));
    assert_refused(ro_reader_open_stream(engine, NULL, read_nothing, NULL, NULL, &reader, &error));
    ro_read_options options = {RO_SIZED(ro_read_options), .field_count = 1};
    assert_refused(ro_reader_open_memory(engine, "a", "a", 1, &options, &reader, &error));
    ro_article *article;
    assert_refused(ro_reader_next(NULL, &article, &error));
    assert_null(article);
    assert_int_equal(ro_reader_open_memory(engine, "a", "text", 4, NULL, &reader, NULL), RO_OK);
    assert_refused(ro_reader_next(reader, NULL, &error));
    ro_reader_free(reader);
    assert_null(ro_reader_note(NULL));
    assert_int_equal(ro_reader_day_order(NULL), RO_DAY_ORDER_OPEN);
    assert_refused(ro_mark_recurring_lines(engine, NULL, 1, &error));
    assert_refused(ro_mark_recurring_lines(NULL, NULL, 0, &error));
    assert_int_equal(ro_date_parse(NULL, &(ro_date){0}), RO_ERR_INPUT);
    assert_int_equal(ro_date_parse("2024", NULL), RO_ERR_INPUT);
    assert_int_equal(ro_when_parse(NULL, &(ro_when){.kind = RO_WHEN_NONE}), RO_ERR_INPUT);
    assert_int_equal(ro_when_parse("2024", NULL), RO_ERR_INPUT);
}

static void an_article_that_is_none_has_nothing(void **state) {
    (void)state;
    size_t count = 7;
    uint64_t at;
    assert_null(ro_article_metadata(NULL));
    assert_null(ro_article_text(NULL, &count));
    assert_int_equal(count, 0);
    assert_int_equal(ro_article_cost(NULL), 0);
    assert_int_equal(ro_article_input_span(NULL, (ro_span){0, 0}, &at, &at), RO_ERR_ARG);
    assert_int_equal(ro_article_input_span(samples.articles[0], (ro_span){0, 0}, NULL, &at),
                     RO_ERR_ARG);
#define assert_none(layer)                                                                         \
    count = 7;                                                                                     \
    assert_null(ro_article_##layer(NULL, &count));                                                 \
    assert_int_equal(count, 0);                                                                    \
    assert_ptr_equal(ro_article_##layer(samples.articles[0], NULL),                                \
                     ro_article_##layer(samples.articles[0], &count))
    assert_none(parts);
    assert_none(sentences);
    assert_none(tokens);
    assert_none(entities);
    assert_none(mentions);
    assert_none(quotes);
    assert_none(times);
    assert_none(amounts);
    assert_none(events);
#undef assert_none
}

static void what_is_needed_is_asked_for_in_telling(void **state) {
    (void)state;
    ro_engine *engine = samples.engine;
    ro_article *none = NULL;
    ro_account *account = (ro_account *)&account;
    assert_refused(ro_analyse(engine, NULL, &error));
    assert_refused(ro_analyse(NULL, samples.articles[0], &error));
    assert_refused(ro_analyse_all(engine, &none, 1, NULL, &error));
    assert_refused(ro_account_new(engine, &none, 1, NULL, &account, &error));
    assert_null(account);
    assert_refused(ro_account_new(engine, samples.articles, 1, NULL, NULL, &error));
    assert_refused(ro_account_write(NULL, RO_FORMAT_JSON, NULL, discard, NULL, &error));
    assert_refused(ro_article_write(NULL, NULL, discard, NULL, &error));
    assert_refused(ro_article_write(samples.articles[0], NULL, NULL, NULL, &error));
    assert_refused(ro_article_write_text(NULL, discard, NULL, &error));
    assert_refused(ro_write_printable(NULL, 1, false, discard, NULL, &error));
    assert_refused(
        ro_receipt_find(samples.articles, 1, NULL, RO_OFFSETS_BYTE, &(ro_place){0}, &error));
    assert_refused(ro_receipt_find(samples.articles, 1, "1", RO_OFFSETS_BYTE, NULL, &error));
    assert_int_equal(ro_account_add_skipped(NULL, "a", "b"), RO_ERR_ARG);
    assert_null(ro_account_stories(NULL, NULL));
    assert_null(ro_account_skipped(NULL, NULL));
}

static void what_is_needed_is_asked_for_in_keeping(void **state) {
    (void)state;
    ro_store *store = (ro_store *)&store;
    ro_store_cursor *cursor = (ro_store_cursor *)&cursor;
    ro_dedup *dedup = NULL;
    ro_article *none = NULL;
    char value[8];
    assert_refused(ro_store_open(NULL, RO_STORE_READ, &store, &error));
    assert_null(store);
    assert_refused(ro_store_open("a", RO_STORE_READ, NULL, &error));
    assert_refused(ro_store_add(NULL, samples.articles[0], NULL, &error));
    assert_refused(ro_store_find(NULL, NULL, &cursor, &error));
    assert_null(cursor);
    assert_refused(ro_store_next(NULL, &none, &error));
    assert_refused(ro_store_remember(NULL, "key", "value", &error));
    assert_refused(ro_store_recall(NULL, "key", value, sizeof value, &error));
    assert_refused(ro_dedup_new(NULL, NULL, &error));
    assert_refused(ro_dedup_add(NULL, samples.articles, 1, false, &error));
    assert_int_equal(ro_dedup_new(NULL, &dedup, NULL), RO_OK);
    assert_refused(ro_dedup_add(dedup, &none, 1, false, &error));
    assert_refused(ro_dedup_decide(NULL, &error));
    assert_refused(ro_dedup_write(dedup, 0, NULL, NULL, &error));
    assert_int_equal(ro_dedup_verdict_of(NULL, 0, &(ro_dedup_verdict){0}), RO_ERR_ARG);
    assert_int_equal(ro_dedup_bytes(NULL), 0);
    ro_dedup_free(dedup);
}

static void options_of_another_header_are_understood(void **state) {
    (void)state;
    struct older {
        size_t size;
        uint64_t first_offset;
    } older = {sizeof older, 40};
    struct newer {
        ro_read_options known;
        uint64_t wish;
    } newer = {{.size = sizeof newer}, 0};
    ro_read_options taken = {0};
    assert_int_equal(ro_options_take(&taken, sizeof taken, &older, NULL), RO_OK);
    assert_int_equal(taken.size, sizeof taken);
    assert_int_equal(taken.first_offset, 40);
    assert_null(taken.fields);
    assert_int_equal(ro_options_take(&taken, sizeof taken, &newer, NULL), RO_OK);
    newer.wish = 1;
    assert_refused(ro_options_take(&taken, sizeof taken, &newer, &error));
    assert_refused(ro_options_take(&taken, sizeof taken, &(ro_read_options){0}, &error));
    ro_reader *reader;
    ro_engine *engine;
    ro_account *account;
    ro_dedup *dedup;
    ro_article *article = samples.articles[0];
    assert_refused(ro_engine_new(&(ro_engine_options){0}, &engine, &error));
    assert_refused(ro_reader_open(samples.engine, "a", &(ro_read_options){0}, &reader, &error));
    assert_refused(ro_analyse_all(samples.engine, &article, 1, &(ro_analyse_options){0}, &error));
    assert_refused(
        ro_account_new(samples.engine, &article, 1, &(ro_account_options){0}, &account, &error));
    assert_refused(ro_article_write(article, &(ro_tell_options){0}, discard, NULL, &error));
    assert_refused(ro_dedup_new(&(ro_dedup_options){0}, &dedup, &error));
}

static void items_of_arrays_are_found_by_their_size(void **state) {
    (void)state;
    size_t count = 0;
    const ro_token *tokens = ro_article_tokens(samples.articles[0], &count);
    assert_true(count > 5);
    for (size_t i = 0; i < count; i++) assert_ptr_equal(RO_AT(ro_token, tokens, i), &tokens[i]);
    for (int type = RO_SIZE_ro_part; type <= RO_SIZE_ro_skipped; type++)
        assert_true(ro_size_of((ro_struct)type) >= 2 * sizeof(uint32_t));
    assert_int_equal(ro_size_of((ro_struct)(RO_SIZE_ro_skipped + 1)), 0);
}

static void an_error_is_of_the_last_call(void **state) {
    (void)state;
    ro_error error;
    ro_reader *reader = NULL;
    assert_int_equal(ro_reader_open_memory(samples.engine, "a", "", 0, NULL, &reader, &error),
                     RO_ERR_INPUT);
    assert_true(error.msg[0] != '\0');
    assert_int_equal(ro_reader_open_memory(samples.engine, "a", "text", 4, NULL, &reader, &error),
                     RO_OK);
    assert_int_equal(error.code, RO_OK);
    assert_string_equal(error.msg, "");
    ro_reader_free(reader);
}

typedef struct listener {
    unsigned calls, until; /* the call with that number stops; 0: none */
    size_t done, total;
    char steps[200];
} listener;

static int listen(void *context, const char *step, size_t done, size_t total) {
    listener *heard = context;
    assert_true(done <= total);
    if (!strstr(heard->steps, step)) {
        strcat(heard->steps, step);
        strcat(heard->steps, "|");
    }
    heard->done = done;
    heard->total = total;
    return ++heard->calls == heard->until;
}

static void long_calls_say_how_far_they_are(void **state) {
    (void)state;
    listener heard = {0};
    ro_account *account = NULL;
    ro_account_options options = {RO_SIZED(ro_account_options), .threads = 2, .progress = listen,
                                  .progress_context = &heard};
    assert_int_equal(
        ro_account_new(samples.engine, samples.articles, samples.count, &options, &account, NULL),
        RO_OK);
    assert_string_equal(heard.steps,
                        "reading words|comparing|comparing stories|choosing what is told|");
    ro_account_free(account);
    unsigned calls = heard.calls;
    assert_true(calls > samples.count);
    for (unsigned until = 1; until <= calls; until++) {
        ro_error error;
        heard = (listener){.until = until};
        ro_status status = ro_account_new(samples.engine, samples.articles, samples.count, &options,
                                          &account, &error);
        /* How often it is told hangs on the threads. */
        assert_true(status == (heard.calls == until ? RO_ERR_STOPPED : RO_OK) || until == calls);
        assert_int_equal(status == RO_OK, account != NULL);
        if (status == RO_ERR_STOPPED) assert_int_equal(error.code, RO_ERR_STOPPED);
        ro_account_free(account);
    }
}

static void analysing_stops_when_it_is_told_to(void **state) {
    (void)state;
    static const char text[] =
        "{\"text\": \"The mayor said on Monday that the bridge was shut.\"}\n"
        "{\"text\": \"Two hundred people met in the square on Friday.\"}\n"
        "{\"text\": \"Rain is expected in the north next week.\"}\n";
    ro_article *articles[3];
    ro_reader *reader;
    listener heard = {.until = 2};
    ro_analyse_options options = {RO_SIZED(ro_analyse_options), .threads = 1, .progress = listen,
                                  .progress_context = &heard};
    assert_int_equal(ro_reader_open_memory(samples.engine, "a.jsonl", text, sizeof text - 1, NULL,
                                           &reader, NULL),
                     RO_OK);
    for (unsigned i = 0; i < 3; i++)
        assert_int_equal(ro_reader_next(reader, &articles[i], NULL), RO_OK);
    ro_reader_free(reader);
    assert_int_equal(ro_analyse_all(samples.engine, articles, 3, &options, NULL), RO_ERR_STOPPED);
    size_t count;
    assert_non_null(ro_article_sentences(articles[0], &count));
    assert_null(ro_article_sentences(articles[1], &count));
    options.progress = NULL;
    assert_int_equal(ro_analyse_all(samples.engine, articles, 3, &options, NULL), RO_OK);
    for (unsigned i = 0; i < 3; i++) {
        assert_non_null(ro_article_sentences(articles[i], &count));
        ro_article_free(articles[i]);
    }
}

/* How many of three articles, of words of their own, have a line of the outlet's as body. */
static unsigned bodies_with_notice(const ro_analyse_options *options) {
    char text[3 * 2000];
    size_t n = 0;
    for (int i = 0; i < 3; i++) {
        n += (size_t)snprintf(text + n, sizeof text - n, "{\"text\": \"The");
        for (int k = 0; k < 80; k++)
            n += (size_t)snprintf(text + n, sizeof text - n, " %c%ct%d", 'a' + i, 'a' + k % 26, k);
        n += (size_t)snprintf(text + n, sizeof text - n,
                              ".\\n\\nSing along to our songs of the bay\"}\n");
    }
    ro_article *articles[3];
    ro_reader *reader;
    unsigned found = 0;
    assert_int_equal(ro_reader_open_memory(samples.engine, "a.jsonl", text, n, NULL, &reader, NULL),
                     RO_OK);
    for (unsigned i = 0; i < 3; i++)
        assert_int_equal(ro_reader_next(reader, &articles[i], NULL), RO_OK);
    ro_reader_free(reader);
    assert_int_equal(ro_analyse_all(samples.engine, articles, 3, options, NULL), RO_OK);
    for (unsigned i = 0; i < 3; i++) {
        size_t count;
        const ro_part *parts = ro_article_parts(articles[i], &count);
        assert_true(count > 1);
        found += RO_AT(ro_part, parts, count - 1)->role == RO_PART_BODY;
        ro_article_free(articles[i]);
    }
    return found;
}

static void analysing_sets_lines_that_recur_apart(void **state) {
    (void)state;
    ro_analyse_options options = {RO_SIZED(ro_analyse_options), .keep_recurring = true};
    assert_int_equal(bodies_with_notice(&options), 3);
    assert_int_equal(bodies_with_notice(NULL), 0);
}

static void what_was_skipped_is_listed(void **state) {
    (void)state;
    ro_account *account = NULL;
    size_t count = 7;
    assert_int_equal(
        ro_account_new(samples.engine, samples.articles, samples.count, NULL, &account, NULL),
        RO_OK);
    ro_account_skipped(account, &count);
    assert_int_equal(count, 0);
    char name[] = "a.html";
    assert_int_equal(ro_account_add_skipped(account, name, "is empty"), RO_OK);
    name[0] = 'b';
    assert_int_equal(ro_account_add_skipped(account, name, "is damaged"), RO_OK);
    const ro_skipped *skipped = ro_account_skipped(account, &count);
    assert_int_equal(count, 2);
    assert_string_equal(RO_AT(ro_skipped, skipped, 0)->source, "a.html");
    assert_string_equal(RO_AT(ro_skipped, skipped, 1)->source, "b.html");
    assert_string_equal(RO_AT(ro_skipped, skipped, 1)->reason, "is damaged");
    ro_account_free(account);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_needed_is_asked_for_in_reading),
        cmocka_unit_test(an_article_that_is_none_has_nothing),
        cmocka_unit_test(what_is_needed_is_asked_for_in_telling),
        cmocka_unit_test(what_is_needed_is_asked_for_in_keeping),
        cmocka_unit_test(options_of_another_header_are_understood),
        cmocka_unit_test(items_of_arrays_are_found_by_their_size),
        cmocka_unit_test(an_error_is_of_the_last_call),
        cmocka_unit_test(long_calls_say_how_far_they_are),
        cmocka_unit_test(analysing_stops_when_it_is_told_to),
        cmocka_unit_test(analysing_sets_lines_that_recur_apart),
        cmocka_unit_test(what_was_skipped_is_listed),
    };
    return cmocka_run_group_tests(tests, open_samples, close_samples);
}
