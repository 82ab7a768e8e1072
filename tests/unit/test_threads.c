/* SPDX-License-Identifier: Apache-2.0 */
/* The same input gives the same bytes, whatever the number of threads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "samples.h"

static int collect(void *context, const void *data, size_t size) {
    return ro_buffer_add(context, data, size) ? 0 : 12;
}

/* Everything that can be told of the samples, as one run of bytes. */
static ro_buffer tell(unsigned threads) {
    sample_set samples;
    ro_buffer out = {0};
    ro_account *account;
    ro_account_options options = {RO_SIZED(ro_account_options), .threads = threads};
    assert_true(samples_engine(&samples));
    assert_true(samples_read_all(&samples));
    assert_true(samples.count >= 14);
    assert_int_equal(
        ro_analyse_all(samples.engine, samples.articles, samples.count,
                       &(ro_analyse_options){RO_SIZED(ro_analyse_options), .threads = threads},
                       NULL),
        RO_OK);
    for (size_t i = 0; i < samples.count; i++)
        assert_int_equal(ro_article_write(samples.articles[i], NULL, collect, &out, NULL), RO_OK);
    assert_int_equal(
        ro_account_new(samples.engine, samples.articles, samples.count, &options, &account, NULL),
        RO_OK);
    assert_int_equal(ro_account_write(account, RO_FORMAT_JSON, NULL, collect, &out, NULL), RO_OK);
    ro_account_free(account);
    samples_free(&samples);
    return out;
}

static void output_does_not_depend_on_threads(void **state) {
    (void)state;
    ro_buffer one = tell(1);
    for (unsigned threads = 2; threads <= 8; threads *= 2) {
        ro_buffer many = tell(threads);
        assert_int_equal(many.size, one.size);
        assert_memory_equal(many.data, one.data, one.size);
        ro_buffer_free(&many);
    }
    ro_buffer_free(&one);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(output_does_not_depend_on_threads)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
