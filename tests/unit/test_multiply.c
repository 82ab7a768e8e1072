/* SPDX-License-Identifier: Apache-2.0 */
/* Every kernel gives the sums of the definition. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "lang/common/multiply.h"

static uint32_t seed = 5;

static int draw(int limit) {
    seed = seed * 1664525 + 1013904223;
    return (int)((seed >> 8) % (uint32_t)(2 * limit + 1)) - limit;
}

static void check(const ro_kernel *kernel, size_t rows, size_t in, size_t out, int limit) {
    size_t outputs = ro_kernel_outputs(out);
    int8_t *a = calloc(rows * in, 1), *w = calloc(in * out, 1), *bytes = calloc(in * outputs, 1);
    int32_t *sums = calloc(rows * outputs, sizeof *sums);
    assert_true(a && w && bytes && sums);
    /* With limit 0 all is as large as can be. */
    for (size_t i = 0; i < rows * in; i++) a[i] = (int8_t)(limit ? draw(limit) : 127);
    for (size_t i = 0; i < in * out; i++) w[i] = (int8_t)(limit ? draw(limit) : i % 3 ? 127 : -127);
    ro_kernel_lay_out(kernel, w, in, out, bytes);
    kernel->multiply(a, rows, in, bytes, outputs, sums);
    for (size_t r = 0; r < rows; r++)
        for (size_t o = 0; o < outputs; o++) {
            int32_t sum = 0;
            for (size_t k = 0; o < out && k < in; k++) sum += a[r * in + k] * w[o * in + k];
            assert_int_equal(sums[r * outputs + o], sum);
        }
    free(a);
    free(w);
    free(bytes);
    free(sums);
}

static void kernels_agree_with_the_definition(void **state) {
    (void)state;
    const ro_kernel *list[RO_MOST_KERNELS];
    ro_kernels(list);
    assert_string_equal(list[0]->name, "plain");
    for (size_t i = 0; list[i]; i++) {
        check(list[i], 4, 8, 1, 127);
        check(list[i], 8, 96, 51, 127);
        check(list[i], 12, 288, 128, 127);
        check(list[i], 4, 3072, 80, 127);
        check(list[i], 8, 3072, 32, 0);
    }
}

/* A weight of -128 has no opposite: every kernel takes it for -127. */
static void kernels_agree_on_the_least_weight(void **state) {
    (void)state;
    const ro_kernel *list[RO_MOST_KERNELS];
    const int8_t weights[8] = {-128, -128, -128, -128, -128, -128, -128, -128};
    int8_t a[4 * 8], bytes[8 * 16];
    int32_t sums[4 * 16];
    for (size_t i = 0; i < sizeof a; i++) a[i] = (int8_t)(i % 2 ? -127 : -1);
    ro_kernels(list);
    for (size_t i = 0; list[i]; i++) {
        ro_kernel_lay_out(list[i], weights, 8, 1, bytes);
        list[i]->multiply(a, 4, 8, bytes, 16, sums);
        assert_int_equal(sums[0], 4 * 127 * 128);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(kernels_agree_with_the_definition),
                                       cmocka_unit_test(kernels_agree_on_the_least_weight)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
