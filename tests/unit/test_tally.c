/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/tally.h"

static void a_group_counts_a_key_once(void **state) {
    (void)state;
    ro_arena arena = RO_ARENA_INIT;
    ro_tally tally = {0};
    assert_int_equal(ro_tally_of(&tally, 7), 0);
    for (uint32_t group = 0; group < 3; group++)
        for (int times = 0; times < 2; times++) ro_tally_add(&arena, &tally, 7, group);
    ro_tally_add(&arena, &tally, 7 + 256, 2); /* the same slot to begin with */
    assert_int_equal(ro_tally_of(&tally, 7), 3);
    assert_int_equal(ro_tally_of(&tally, 7 + 256), 1);
    assert_int_equal(ro_tally_of(&tally, 8), 0);
    assert_int_equal(tally.count, 2);
    ro_arena_free(&arena);
}

static void counts_stay_while_it_grows(void **state) {
    (void)state;
    ro_arena arena = RO_ARENA_INIT;
    ro_tally tally = {0};
    enum { KEYS = 5000 };
    for (uint32_t group = 0; group < 4; group++)
        for (uint32_t key = 1; key <= KEYS; key++)
            if (key % (group + 1) == 0) ro_tally_add(&arena, &tally, key * 2654435761U, group);
    for (uint32_t key = 1; key <= KEYS; key++)
        assert_int_equal(ro_tally_of(&tally, key * 2654435761U),
                         1 + (key % 2 == 0) + (key % 3 == 0) + (key % 4 == 0));
    assert_int_equal(tally.count, KEYS);
    assert_true(tally.capacity >= 2 * KEYS);
    ro_arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_group_counts_a_key_once),
        cmocka_unit_test(counts_stay_while_it_grows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
