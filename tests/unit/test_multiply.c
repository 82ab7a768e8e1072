/* SPDX-License-Identifier: Apache-2.0 */
/* Every kernel gives the sums of the definition. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "lang/multiply.h"

static uint32_t seed = 5;

static int draw(int limit) {
    seed = seed * 1664525 + 1013904223;
    return (int)((seed >> 8) % (uint32_t)(2 * limit + 1)) - limit;
}

static void check(const ro_kernel *kernel, size_t rows, size_t in, size_t out) {
    size_t outputs = ro_kernel_outputs(out);
    int16_t *a = calloc(rows * in, sizeof *a), *w = calloc(in * outputs, sizeof *w);
    int8_t *bytes = calloc(in * out, 1);
    int32_t *sums = calloc(rows * outputs, sizeof *sums);
    assert_true(a && w && bytes && sums);
    for (size_t i = 0; i < rows * in; i++) a[i] = (int16_t)draw(4095);
    for (size_t i = 0; i < in * out; i++) bytes[i] = (int8_t)draw(127);
    ro_kernel_lay_out(kernel, bytes, in, out, w);
    kernel->multiply(a, rows, in, w, outputs, sums);
    for (size_t r = 0; r < rows; r++)
        for (size_t o = 0; o < outputs; o++) {
            int32_t sum = 0;
            for (size_t k = 0; o < out && k < in; k++) sum += a[r * in + k] * bytes[o * in + k];
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
    assert_ptr_equal(list[0], &ro_kernel_plain);
    for (size_t i = 0; list[i]; i++) {
        check(list[i], 4, 8, 1);
        check(list[i], 8, 96, 51);
        check(list[i], 12, 288, 128);
        check(list[i], 4, 3072, 80);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(kernels_agree_with_the_definition)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
