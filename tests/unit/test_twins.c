/* SPDX-License-Identifier: Apache-2.0 */
/* Articles of one text are analysed once, and nobody can tell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analyse/twins.h"
#include "base/buffer.h"
#include "samples.h"

enum { COPIES = 4 };

static int collect(void *context, const void *data, size_t size) {
    return ro_buffer_add(context, data, size) ? 0 : 12;
}

static void read_copies(sample_set *samples) {
    assert_true(samples_engine(samples));
    for (unsigned i = 0; i < COPIES; i++)
        assert_true(samples_read(samples, "ferry/agency-first.txt"));
    assert_true(samples_read(samples, "mill/agency.txt"));
}

static void twins_are_found(void **state) {
    (void)state;
    sample_set samples;
    size_t first[COPIES + 1];
    read_copies(&samples);
    samples.articles[2]->meta.published.date =
        (ro_date){.year = 2024, .month = 5, .day = 7, .precision = RO_PRECISION_DAY};
    assert_true(ro_find_twins(samples.articles, samples.count, first));
    static const size_t expected[] = {0, 0, 2, 0, 4};
    for (size_t i = 0; i < samples.count; i++) assert_int_equal(first[i], expected[i]);
    samples_free(&samples);
}

static void twins_have_the_layers_that_they_would_have(void **state) {
    (void)state;
    for (unsigned turn = 0; turn < COPIES; turn++) {
        sample_set samples;
        ro_buffer alone = {0}, shared = {0};
        read_copies(&samples);
        assert_int_equal(ro_analyse(samples.engine, samples.articles[turn], NULL), RO_OK);
        assert_int_equal(
            ro_analyse_all(samples.engine, samples.articles, samples.count,
                           &(ro_analyse_options){RO_SIZED(ro_analyse_options), .threads = 2}, NULL),
            RO_OK);
        ro_article_write(samples.articles[turn], NULL, collect, &alone, NULL);
        /* Freed in another order than made; the last one still has everything. */
        for (unsigned i = 0; i < COPIES; i++) {
            unsigned at = (turn + 1 + i) % COPIES;
            if (i + 2 == COPIES)
                ro_article_write(samples.articles[at], NULL, collect, &shared, NULL);
            ro_article_free(samples.articles[at]);
            samples.articles[at] = NULL;
        }
        assert_int_equal(alone.size, shared.size);
        assert_memory_equal(alone.data, shared.data, alone.size);
        ro_buffer_free(&alone);
        ro_buffer_free(&shared);
        samples_free(&samples);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(twins_are_found),
        cmocka_unit_test(twins_have_the_layers_that_they_would_have),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
