/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/url.h"

static void assert_resolved(const char *base, const char *reference, const char *wanted) {
    ro_arena arena = RO_ARENA_INIT;
    const char *found = ro_url_resolve(&arena, ro_str_of(base), ro_str_of(reference));
    assert_string_equal(found, wanted);
    ro_arena_free(&arena);
}

/* The examples of RFC 3986, section 5.4, as far as feeds have them. */
static void references_are_resolved(void **state) {
    (void)state;
    static const struct {
        const char *reference, *wanted;
    } cases[] = {{"g:h", "g:h"},
                 {"g", "http://a/b/c/g"},
                 {"./g", "http://a/b/c/g"},
                 {"g/", "http://a/b/c/g/"},
                 {"/g", "http://a/g"},
                 {"//g", "http://g"},
                 {"?y", "http://a/b/c/d;p?y"},
                 {"g?y", "http://a/b/c/g?y"},
                 {"#s", "http://a/b/c/d;p?q#s"},
                 {"g#s", "http://a/b/c/g#s"},
                 {"", "http://a/b/c/d;p?q"},
                 {".", "http://a/b/c/"},
                 {"..", "http://a/b/"},
                 {"../g", "http://a/b/g"},
                 {"../..", "http://a/"},
                 {"../../../g", "http://a/g"},
                 {"/./g", "http://a/g"},
                 {"g.", "http://a/b/c/g."},
                 {"..g", "http://a/b/c/..g"},
                 {"./g/.", "http://a/b/c/g/"},
                 {"g/../h", "http://a/b/c/h"},
                 {"g?y/../x", "http://a/b/c/g?y/../x"},
                 {" https://e.example/a b ", "https://e.example/a b"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_resolved("http://a/b/c/d;p?q", cases[i].reference, cases[i].wanted);
}

static void bases_may_be_relative_or_bare(void **state) {
    (void)state;
    assert_resolved("https://e.example", "news.html", "https://e.example/news.html");
    assert_resolved("/news/", "may/lock.html", "/news/may/lock.html");
    assert_resolved("may/", "lock.html", "may/lock.html");
    assert_resolved("", "lock.html", "lock.html");
    assert_resolved("https://e.example/a#b", "", "https://e.example/a");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(references_are_resolved),
                                       cmocka_unit_test(bases_may_be_relative_or_bare)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
