/* SPDX-License-Identifier: Apache-2.0 */
/* Fail each allocation of an arena in turn: every verb then says RO_ERR_NOMEM, or did
 * without; nothing crashes, nothing leaks (the address sanitizer watches). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "article/article.h"
#include "base/arena.h"
#include "samples.h"

static int discard(void *context, const void *data, size_t size) {
    (void)context, (void)data, (void)size;
    return 0;
}

/* Each returns whether it was done without running out. */

static bool make_engine(void) {
    sample_set samples;
    bool done = samples_engine(&samples);
    samples_free(&samples);
    return done;
}

/* Read, analyse, compare and tell; from which verb on allocations fail is the caller's. */
static ro_status run_verbs(sample_set *samples, size_t fail_in, size_t fail_after) {
    static const char *const names[] = {"ferry/agency-first.txt", "ferry/agency-update.txt",
                                        "rates/paper.html", "rates/feed.xml", "rates/export.jsonl"};
    ro_account *account = NULL;
    ro_status status = RO_OK;
    if (fail_in == 0) ro_arena_fail_after(fail_after);
    for (size_t i = 0; i < sizeof names / sizeof *names && status == RO_OK; i++)
        if (!samples_read(samples, names[i])) status = RO_ERR_NOMEM;
    if (fail_in == 1) ro_arena_fail_after(fail_after);
    for (size_t i = 0; i < samples->count && status == RO_OK; i++)
        status = ro_analyse(samples->engine, samples->articles[i], NULL);
    if (fail_in == 2) ro_arena_fail_after(fail_after);
    ro_account_options options = {RO_SIZED(ro_account_options), .threads = 1};
    if (status == RO_OK)
        status = ro_account_new(samples->engine, samples->articles, samples->count, &options,
                                &account, NULL);
    if (status == RO_OK)
        status = ro_account_write(account, RO_FORMAT_JSON, NULL, discard, NULL, NULL);
    ro_arena_fail_after(SIZE_MAX);
    ro_account_free(account);
    return status;
}

static void every_verb_survives_running_out(void **state) {
    (void)state;
    sample_set samples;
    assert_true(samples_engine(&samples));
    for (size_t verb = 0; verb < 3; verb++) {
        ro_status status = RO_ERR_NOMEM;
        /* Each of the first allocations, then ever wider steps. */
        for (size_t after = 0; status != RO_OK; after += 1 + after / 16) {
            status = run_verbs(&samples, verb, after);
            assert_true(status == RO_OK || status == RO_ERR_NOMEM);
            assert_true(status == RO_ERR_NOMEM || after > 0);
            for (size_t i = 0; i < samples.count; i++) ro_article_free(samples.articles[i]);
            samples.count = 0;
        }
    }
    samples_free(&samples);
}

static void the_engine_survives_running_out(void **state) {
    (void)state;
    bool done = false;
    for (size_t after = 0; !done; after += 1 + after / 16) {
        ro_arena_fail_after(after);
        done = make_engine();
        ro_arena_fail_after(SIZE_MAX);
        assert_true(!done || after > 0);
    }
}

/* What the reader gave stays where it is, and no array keeps room to grow. */
static void an_analysed_article_is_packed(void **state) {
    (void)state;
    sample_set samples;
    assert_true(samples_engine(&samples));
    assert_true(samples_read(&samples, "ferry/agency-first.txt"));
    ro_article *article = samples.articles[0];
    const char *text = article->text, *id = article->meta.id;
    assert_int_equal(ro_analyse(samples.engine, article, NULL), RO_OK);
    assert_ptr_equal(article->text, text);
    assert_ptr_equal(article->meta.id, id);
    assert_int_equal(article->tokens.capacity, article->tokens.count);
    assert_int_equal(article->mentions.capacity, article->mentions.count);
    assert_int_equal(article->parts.capacity, article->parts.count);
    size_t tokens = article->tokens.count * sizeof(ro_token);
    assert_in_range(article->arena.total, tokens + article->size, 2 * tokens + 2 * article->size);
    samples_free(&samples);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_verb_survives_running_out),
                                       cmocka_unit_test(the_engine_survives_running_out),
                                       cmocka_unit_test(an_analysed_article_is_packed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
