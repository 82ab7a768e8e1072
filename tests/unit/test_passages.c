/* SPDX-License-Identifier: Apache-2.0 */
/* Passages of two articles that are one with a gap in it. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "compare/copies/passages.h"
#include "compare_fixture.h"

static ro_aligned passage(uint32_t a, uint32_t b, uint32_t length) {
    return (ro_aligned){.a_first = a,
                        .a_end = a + length,
                        .b_first = b,
                        .b_end = b + length,
                        .same = 8,
                        .exact = 7,
                        .replaced = 1,
                        .content = 5,
                        .plain = 4,
                        .quoted = 1,
                        .evidence = 6,
                        .example_a = RO_NONE,
                        .example_b = RO_NONE,
                        .kind = RO_COPY_EDITED};
}

/* How many are left of two; the first of them in *joined. */
static uint32_t join(ro_aligned first, ro_aligned second, ro_aligned *joined) {
    ro_profile a = {0}, b = {0};
    ro_weaver weaver = {.a = &a, .b = &b};
    ro_aligned items[] = {second, first};
    ro_aligned_array passages = {.items = items, .count = 2};
    ro_join_passages(&weaver, &passages);
    if (joined) *joined = items[0];
    return passages.count;
}

static void what_is_joined_adds_up(void **state) {
    (void)state;
    ro_aligned first = passage(2, 12, 10), second = passage(14, 25, 10), joined;
    second.same = 9, second.exact = 5, second.replaced = 2, second.content = 6;
    second.plain = 3, second.quoted = 2, second.evidence = 4;
    second.synonyms = 1, second.rarer = 0.5f, second.example_a = 15, second.example_b = 26;
    assert_int_equal(join(first, second, &joined), 1);
    assert_int_equal(joined.a_first, 2);
    assert_int_equal(joined.a_end, 24);
    assert_int_equal(joined.b_first, 12);
    assert_int_equal(joined.b_end, 35);
    assert_int_equal(joined.same, 17);
    assert_int_equal(joined.exact, 12);
    assert_int_equal(joined.synonyms, 1);
    assert_int_equal(joined.replaced, 3);
    assert_int_equal(joined.content, 11);
    assert_int_equal(joined.plain, 7);
    assert_int_equal(joined.quoted, 3);
    assert_true(joined.evidence == 10 && joined.rarer == 0.5f);
    assert_int_equal(joined.example_a, 15);
    assert_int_equal(joined.example_b, 26);
    assert_true(fabsf(joined.score - 18.0f / 23) < 1e-6f);
    assert_int_equal(joined.kind, RO_COPY_EDITED);
    first.example_a = 3, first.example_b = 13;
    join(first, second, &joined);
    assert_int_equal(joined.example_a, 3);
}

/* Ten words of either article may part them, more where both are long. */
static void gaps_have_bounds(void **state) {
    (void)state;
    assert_int_equal(join(passage(0, 0, 10), passage(20, 20, 10), NULL), 1);
    assert_int_equal(join(passage(0, 0, 10), passage(21, 20, 10), NULL), 2);
    assert_int_equal(join(passage(0, 0, 10), passage(20, 21, 10), NULL), 2);
    assert_int_equal(join(passage(0, 0, 22), passage(33, 33, 22), NULL), 1);
    assert_int_equal(join(passage(0, 0, 22), passage(34, 33, 22), NULL), 2);
    assert_int_equal(join(passage(0, 0, 200), passage(260, 260, 200), NULL), 1);
    assert_int_equal(join(passage(0, 0, 200), passage(261, 260, 200), NULL), 2);
    assert_int_equal(join(passage(30, 0, 22), passage(63, 33, 22), NULL), 1);
    assert_int_equal(join(passage(30, 0, 22), passage(64, 33, 22), NULL), 2);
    assert_int_equal(join(passage(0, 0, 10), passage(10, 10, 10), NULL), 1);
    assert_int_equal(join(passage(0, 5, 10), passage(12, 3, 10), NULL), 2);
}

/* A quotation and a copy stay two, and what was spun is joined over no long gap. */
static void kinds_stay_apart(void **state) {
    (void)state;
    ro_aligned first = passage(0, 0, 200), quoted = passage(205, 205, 10);
    quoted.kind = RO_COPY_QUOTATION_ONLY;
    assert_int_equal(join(first, quoted, NULL), 2);
    first.kind = RO_COPY_QUOTATION_ONLY;
    assert_int_equal(join(first, quoted, NULL), 1);
    ro_aligned spun = passage(211, 211, 100);
    first.kind = RO_COPY_EDITED;
    assert_int_equal(join(first, spun, NULL), 1);
    spun.kind = RO_COPY_SPUN;
    assert_int_equal(join(first, spun, NULL), 2);
}

/* What was spun is shown paragraph by paragraph: one that begins between two of its passages, or
 * with the second, in either article, parts them. */
static void spun_passages_keep_their_paragraphs(void **state) {
    (void)state;
    static const struct {
        uint32_t side, at, left; /* where the paragraph begins; how many passages are left */
    } cases[] = {{0, 11, 1}, {0, 12, 2}, {0, 15, 2}, {0, 16, 1}, {1, 21, 1},
                 {1, 22, 2}, {1, 26, 2}, {1, 27, 1}, {1, 39, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ro_word words[2][40] = {0};
        words[cases[i].side][cases[i].at].starts = true;
        ro_profile a = {.words = words[0], .word_count = 40};
        ro_profile b = {.words = words[1], .word_count = 40};
        ro_weaver weaver = {.a = &a, .b = &b};
        ro_aligned items[] = {passage(2, 12, 10), passage(15, 26, 10)};
        items[0].kind = items[1].kind = RO_COPY_SPUN;
        ro_aligned_array passages = {.items = items, .count = 2};
        ro_join_passages(&weaver, &passages);
        if (passages.count != cases[i].left) print_error("case %zu\n", i);
        assert_int_equal(passages.count, cases[i].left);
    }
}

/* The kind of what is joined, by its numbers at the bounds. */
static void numbers_make_the_kind(void **state) {
    (void)state;
    ro_aligned first = passage(0, 0, 10), second = passage(10, 10, 10), joined;
    first.same = second.same = first.exact = second.exact = 10;
    join(first, second, &joined);
    assert_int_equal(joined.kind, RO_COPY_VERBATIM);
    assert_true(joined.score == 1);
    second.exact = 9;
    join(first, second, &joined);
    assert_int_equal(joined.kind, RO_COPY_EDITED);
    first.quoted = second.quoted = 5, first.evidence = 0, second.evidence = 2.5f;
    join(first, second, &joined);
    assert_int_equal(joined.kind, RO_COPY_QUOTATION_ONLY);
    second.quoted = 4;
    join(first, second, &joined);
    assert_int_equal(joined.kind, RO_COPY_EDITED);
    second.quoted = 5, second.evidence = 3;
    join(first, second, &joined);
    assert_int_equal(joined.kind, RO_COPY_EDITED);
    first.synonyms = second.synonyms = 1, first.replaced = 1, second.replaced = 0;
    first.content = 10, second.content = 5;
    join(first, second, &joined);
    assert_int_equal(joined.kind, RO_COPY_SPUN);
    second.content = 6;
    join(first, second, &joined);
    assert_int_equal(joined.kind, RO_COPY_EDITED);
    second.content = 5, first.replaced = 0;
    join(first, second, &joined);
    assert_int_equal(joined.kind, RO_COPY_EDITED);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_joined_adds_up), cmocka_unit_test(gaps_have_bounds),
        cmocka_unit_test(kinds_stay_apart), cmocka_unit_test(spun_passages_keep_their_paragraphs),
        cmocka_unit_test(numbers_make_the_kind)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
