/* SPDX-License-Identifier: Apache-2.0 */
/* Mails and boxes of them: what tests/corpus does not show, and bad input. */
#include <stdio.h>

#include "read/mail/mime.h"
#include "read_fixture.h"

#define HEAD                                                                                       \
    "From: The Wire <w@e.example>\r\nSubject: One\r\nDate: Mon, 19 Jun 2023 07:00:00 +0100\r\n"    \
    "Message-ID: <1@e.example>\r\n"

static ro_str origin_of(const ro_article *article, const char *source, const char *words) {
    const char *at = strstr(article->text, words);
    assert_non_null(at);
    uint32_t start = (uint32_t)(at - article->text);
    ro_span span = {start, start + (uint32_t)strlen(words)};
    uint64_t from, to;
    assert_int_equal(ro_article_input_span(article, span, &from, &to), RO_OK);
    return (ro_str){source + article->meta.input_offset + from, (size_t)(to - from)};
}

static void assert_source(const ro_article *article, const char *source, const char *words,
                          const char *bytes) {
    ro_str found = origin_of(article, source, words);
    if (!ro_str_eq(found, ro_str_of(bytes))) print_error("'%.*s'\n", (int)found.n, found.p);
    assert_true(ro_str_eq(found, ro_str_of(bytes)));
}

static void quoted_printable_maps_to_its_escapes(void **state) {
    static const char mail[] =
        "\r\n" HEAD "Content-Type: text/html; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        "<p style=3D\"x\">The caf=C3=A9 on the quay at M=C3=B4le will close on Mon=\r\n"
        "day, its owner said =E2=80=94 for good=.</p>\r\n"
        "<p>It had been there for ninety years and more, he said.</p>\r\n";
    ro_article *article = read_text(state, mail);
    assert_string_equal(article->meta.format, "mail");
    assert_string_equal(article->meta.id, "1@e.example");
    assert_int_equal(article->meta.input_offset, 2);
    assert_part(article, 0, RO_PART_BODY,
                "The caf\xC3\xA9 on the quay at M\xC3\xB4le will close on Monday, its owner said "
                "\xE2\x80\x94 for good=.");
    assert_source(article, mail, "\xC3\xA9", "=C3=A9");
    assert_source(article, mail, "M\xC3\xB4le", "M=C3=B4le");
    assert_source(article, mail, "Monday", "Mon=\r\nday");
    assert_source(article, mail, "\xE2\x80\x94", "=E2=80=94");
    ro_article_free(article);
}

static void base64_maps_to_its_lines(void **state) {
    static const char mail[] =
        HEAD "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: BASE64\r\n\r\n"
             "VGhlIGNhZsOpIG9uIHRoZSBxdWF5IGF0IFNhbHRtYXJzaCB3aWxsIGNsb3NlIG9uIE1vbmRheSwg\r\n"
             "aXRzIG93bmVyIHNhaWQuCg==\r\n";
    ro_article *article = read_text(state, mail);
    assert_part(article, 0, RO_PART_BODY,
                "The caf\xC3\xA9 on the quay at Saltmarsh will close on Monday, its owner said.");
    assert_source(article, mail, "caf\xC3\xA9 on",
                  "VGhlIGNhZsOpIG9uIHRoZSBxdWF5IGF0IFNhbHRtYXJzaCB3aWxsIGNsb3NlIG9uIE1vbmRheSwg");
    ro_str last = origin_of(article, mail, "its owner said.");
    assert_memory_equal(last.p + last.n - 24, "aXRzIG93bmVyIHNhaWQuCg==", 24);
    ro_article_free(article);
}

static void assert_words(const char *field, const char *words) {
    ro_arena arena = RO_ARENA_INIT;
    const char *found = ro_mime_words(&arena, ro_str_of(field));
    if (words)
        assert_string_equal(found, words);
    else
        assert_null(found);
    ro_arena_free(&arena);
}

/* The examples of RFC 2047, section 8, and what mailers make of them. */
static void encoded_words_are_decoded(void **state) {
    (void)state;
    assert_words("=?ISO-8859-1?Q?a?=", "a");
    assert_words("=?ISO-8859-1?Q?a?= b", "a b");
    assert_words("=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=", "ab");
    assert_words("=?ISO-8859-1?Q?a?=  \r\n =?ISO-8859-1?Q?b?=", "ab");
    assert_words("=?ISO-8859-1?Q?a_b?=", "a b");
    assert_words("=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=", "a b");
    assert_words("=?iso-8859-1?q?M=F4le?=, =?utf-8*en?b?TcO0bGU=?=", "M\xC3\xB4le, M\xC3\xB4le");
    assert_words("Caf\xE9 on the quay", "Caf\xC3\xA9 on the quay");
    assert_words("=?nosuch?Q?a=62c?= =?utf-8?X?a?= =?utf-8?Q?a", "abc =?utf-8?X?a?= =?utf-8?Q?a");
    assert_words("=?utf-8?B?=?=", NULL); /* written so, an empty word is no trigraph */
}

static void parameters_may_be_quoted(void **state) {
    (void)state;
    static const char type[] =
        "multipart/mixed; x=\"a;boundary=no\\\"\";\r\n\tBoundary = \"b c\"; y";
    ro_arena arena = RO_ARENA_INIT;
    assert_string_equal(ro_mime_parameter(&arena, ro_str_of(type), "boundary"), "b c");
    assert_null(ro_mime_parameter(&arena, ro_str_of(type), "y"));
    assert_null(ro_mime_parameter(&arena, ro_str_of("text/plain"), "boundary"));
    ro_arena_free(&arena);
}

static void plain_text_stands_in_for_an_empty_page(void **state) {
    static const char mail[] = HEAD
        "Content-Type: multipart/alternative; boundary=b\r\n\r\n"
        "--b\r\n\r\nThe mill at Orsova reopened on Monday, its owners said.\r\n"
        "--b\r\nContent-Type: text/html\r\n\r\n<html><body><img src=x></body></html>\r\n--b--\r\n";
    ro_article *article = read_text(state, mail);
    assert_string_equal(article->meta.outlet, "The Wire");
    assert_int_equal(article->meta.author_count, 0);
    assert_int_equal(article->parts.count, 1);
    assert_source(article, mail, "mill at", "mill at");
    assert_tiled(article);
    ro_article_free(article);
}

static void letters_with_a_colon_are_no_mail(void **state) {
    ro_article *article = read_text(
        state, "From: the harbour\nSubject: boats\nDate: Monday\n"
               "The boats are back, the harbour master said, and that is all there is to it.\n");
    assert_string_equal(article->meta.format, "plain");
    ro_article_free(article);
    article = read_text(state, "From Monday 07:00 until 2023 ended the harbour was shut.\n"
                               "It opened again in the new year, the harbour master said.\n");
    assert_string_equal(article->meta.format, "plain");
    ro_article_free(article);
}

/* Each piece 100,000 times behind a head: the reader ends soon, and says what it had. */
static void hostile_mails_end_soon(void **state) {
    enum { TIMES = 100000 };
    static const char *const pieces[] = {
        "--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n",
        "--b\r\nContent-Type: multipart/mixed; boundary=\"%zu\"\r\n\r\n--%zu\r\n",
        "--b\r\nContent-Type: message/rfc822\r\n\r\n",
        "Content-Type: message/rfc822\r\n\r\n",
        "--b\r\n\r\nA line of text is here.\r\n",
        "--b\r\n",
        "--",
        "=?utf-8?Q?",
        "From a Mon Jun 19 06:00:00 2023\nA: b\n\n",
        " folded\r\n",
    };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        char *hostile = malloc((strlen(pieces[i]) + 16) * TIMES + 1024);
        size_t at = (size_t)sprintf(hostile, HEAD "Content-Type: multipart/digest; boundary=b%s",
                                    i == 9 ? "\r\n" : "\r\n\r\n");
        for (size_t k = 0; k < TIMES; k++) at += (size_t)sprintf(hostile + at, pieces[i], k, k);
        ro_status status;
        ro_article *article = read_one(state, hostile, at, &status, NULL);
        assert_true(status == RO_OK || status == RO_WARN || status == RO_ERR_INPUT);
        if (article) assert_tiled(article);
        ro_article_free(article);
        free(hostile);
    }
}

static void failed_allocations_are_told(void **state) {
    static const char mail[] =
        HEAD "Content-Type: multipart/digest; boundary=b\r\n\r\n"
             "--b\r\n\r\n" HEAD "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
             "The mill at M=C3=B4le reopened on Monday, its owners said.\r\n--b--\r\n";
    bool whole = false;
    for (size_t after = 0; !whole; after++) {
        ro_status status;
        ro_arena_fail_after(after);
        ro_article *article = read_one(state, mail, strlen(mail), &status, NULL);
        ro_arena_fail_after(SIZE_MAX);
        assert_true(status == RO_OK || status == RO_ERR_NOMEM);
        whole = article != NULL;
        ro_article_free(article);
    }
}

/* What a page was saved as leads back to its escapes; what was sent stays a mail. */
static void a_saved_page_is_no_mail(void **state) {
    static const char page[] =
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b; start=\"<2>\"\r\n\r\n"
        "--b\r\nContent-Type: text/html\r\nContent-ID: <1>\r\n\r\n<p>Boats are for sale at the "
        "yard this week, its owner said, and there are many of them.</p>\r\n"
        "--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-ID: <2>\r\n"
        "Content-Location: https://e.example/quay\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        "<p>The caf=C3=A9 on the quay will close on Mon=\r\nday, its owner said.</p>\r\n--b--\r\n";
    ro_article *article = read_text(state, page);
    assert_string_equal(article->meta.format, "mhtml");
    assert_string_equal(article->meta.url, "https://e.example/quay");
    assert_null(article->meta.published.from);
    assert_part(article, 0, RO_PART_BODY,
                "The caf\xC3\xA9 on the quay will close on Monday, its owner said.");
    assert_source(article, page, "\xC3\xA9", "=C3=A9");
    assert_source(article, page, "Monday", "Mon=\r\nday");
    ro_article_free(article);
    static const char mail[] =
        HEAD "To: b@e.example\r\nMIME-Version: 1.0\r\n"
             "Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n"
             "\r\n<p>The quay will close on Monday, its owner said.</p>\r\n--b--\r\n";
    article = read_text(state, mail);
    assert_string_equal(article->meta.format, "mail");
    assert_non_null(article->meta.published.from);
    ro_article_free(article);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_saved_page_is_no_mail),
        cmocka_unit_test(quoted_printable_maps_to_its_escapes),
        cmocka_unit_test(base64_maps_to_its_lines),
        cmocka_unit_test(encoded_words_are_decoded),
        cmocka_unit_test(parameters_may_be_quoted),
        cmocka_unit_test(plain_text_stands_in_for_an_empty_page),
        cmocka_unit_test(letters_with_a_colon_are_no_mail),
        cmocka_unit_test(hostile_mails_end_soon),
        cmocka_unit_test(failed_allocations_are_told),
    };
    return cmocka_run_group_tests(tests, make_rules, free_rules);
}
