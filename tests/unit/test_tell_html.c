/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <time.h>

#include "base/lexicon.h"
#include "tell_fixture.h"

static ro_buffer page_of(const ro_account *account, unsigned sections) {
    fixture_sink sink = {0};
    ro_tell_options options = {RO_SIZED(ro_tell_options), .sections = sections};
    assert_int_equal(
        ro_account_write(account, RO_FORMAT_HTML, &options, fixture_write, &sink, NULL), RO_OK);
    return sink.bytes;
}

/* The value that begins at p, quoted or bare. */
static ro_str value_at(const char *p) {
    if (*p == '"') return (ro_str){p + 1, strcspn(p + 1, "\"")};
    return (ro_str){p, strcspn(p, " >")};
}

static uint32_t follow_links(const ro_account *account, unsigned sections) {
    ro_buffer page = page_of(account, sections);
    ro_arena arena = RO_ARENA_INIT;
    ro_lexicon ids = {0};
    for (const char *p = page.data; (p = strstr(p, " id=")); p++) {
        ro_str id = value_at(p + 4);
        if (ro_lexicon_find(&ids, id) != RO_NONE) fail_msg("twice: %.*s", (int)id.n, id.p);
        assert_true(ro_lexicon_add(&arena, &ids, id, 1));
    }
    uint32_t links = 0;
    for (const char *p = page.data; (p = strstr(p, "href=")); p++) {
        ro_str to = value_at(p + 5);
        if (to.p[0] != '#') continue;
        links++;
        to = (ro_str){to.p + 1, to.n - 1};
        if (ro_lexicon_find(&ids, to) == RO_NONE) fail_msg("nowhere: #%.*s", (int)to.n, to.p);
    }
    ro_arena_free(&arena);
    ro_buffer_free(&page);
    return links;
}

static void every_link_within_the_page_leads_somewhere(void **state) {
    fixture *f = *state;
    assert_true(follow_links(&f->account, 0) > 60);
    assert_true(follow_links(&f->account, RO_SECTION_DIFF) > 5);
}

/* Both texts stand there whole, and each mark leads to the other text and back. */
static void two_articles_stand_beside_each_other(void **state) {
    fixture *f = *state;
    ro_buffer page = page_of(&f->account, RO_SECTION_DIFF);
    assert_non_null(strstr(page.data, "<div class=sides>"));
    assert_non_null(strstr(page.data, " id=x1a>"));
    assert_non_null(strstr(page.data, " id=x1b>"));
    assert_non_null(strstr(page.data, "href=#x1a"));
    assert_non_null(strstr(page.data, "href=#x1b"));
    assert_non_null(strstr(page.data, "<ins"));
    assert_null(strstr(page.data, "<article class=text id=a3"));
    ro_buffer_free(&page);
}

static bool is_void(ro_str tag) {
    static const char *const names[] = {"meta", "!DOCTYPE"};
    for (size_t i = 0; i < 2; i++)
        if (ro_str_eq(tag, ro_str_of(names[i]))) return true;
    return false;
}

static void every_element_is_closed(void **state) {
    fixture *f = *state;
    static const unsigned sections[] = {0, RO_SECTION_COPIES, RO_SECTION_QUOTES, RO_SECTION_BRIEF,
                                        RO_SECTION_DIFF};
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        ro_buffer page = page_of(&f->account, sections[i]);
        ro_str open[64];
        uint32_t depth = 0;
        for (const char *p = page.data; (p = strchr(p, '<')); p++) {
            bool end = p[1] == '/';
            ro_str tag = {p + 1 + end, strcspn(p + 1 + end, " >\n")};
            const char *close = strchr(p, '>');
            assert_non_null(close);
            if (is_void(tag) || close[-1] == '/') continue;
            if (!end) {
                assert_true(depth < 64);
                open[depth++] = tag;
                continue;
            }
            assert_true(depth > 0);
            depth--;
            if (!ro_str_eq(open[depth], tag))
                fail_msg("<%.*s> closed by </%.*s> at …%.80s", (int)open[depth].n, open[depth].p,
                         (int)tag.n, tag.p, p);
        }
        assert_int_equal(depth, 0);
        ro_buffer_free(&page);
    }
}

static void what_articles_hold_stays_text(void **state) {
    fixture *f = *state;
    ro_buffer page = page_of(&f->account, 0);
    assert_null(strstr(page.data, "<script"));
    assert_non_null(strstr(page.data, "&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert_non_null(strstr(page.data, "&quot;Cape Farrow&quot; &amp; nobody"));
    assert_non_null(strstr(page.data, "Jo &lt;Pen&gt;"));
    ro_buffer_free(&page);
}

static void only_web_addresses_become_links(void **state) {
    fixture *f = *state;
    f->articles[0]->meta.url = "javascript:alert(1)";
    f->articles[1]->meta.url = "https://wire.example/a?b=1&c=\"2\"";
    ro_buffer page = page_of(&f->account, 0);
    assert_null(strstr(page.data, "javascript:"));
    assert_non_null(strstr(page.data, "href=\"https://wire.example/a?b=1&amp;c=&quot;2&quot;\""));
    ro_buffer_free(&page);
    f->articles[0]->meta.url = f->articles[1]->meta.url = NULL;
}

static void the_page_needs_no_network(void **state) {
    fixture *f = *state;
    ro_buffer page = page_of(&f->account, 0);
    static const char *const forbidden[] = {"src=",    "<link",    "@import",
                                            "http://", "https://", "url(h"};
    for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++)
        if (strstr(page.data, forbidden[i])) fail_msg("%s", forbidden[i]);
    assert_non_null(strstr(page.data, "default-src 'none'"));
    ro_buffer_free(&page);
}

static void findings_are_marked_in_place(void **state) {
    fixture *f = *state;
    ro_buffer page = page_of(&f->account, 0);
    static const char *const expected[] = {
        "<title>Readout: Dock talks run late in Port Ellery</title>",
        "<a class=\"f c\" href=#s1c0>four hours</a>",
        "<a class=\"f q\" href=#s1q0>We came to listen</a>",
        "<small>promotion</small> ",
        "title=\"XXXX-WXX-1: which one the text does not say\">a Monday</span></p>",
        "<li id=s1t2 class=called_off>",
        "<i class=\"at at_least\" style=\"left:",
        "<del>four</del> hours",
        "<ins>6 1/2</ins> hours",
        "articles differ on the day",
        "<code>reports/empty.txt</code>: the file is empty"};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        if (!strstr(page.data, expected[i])) fail_msg("not there: %s", expected[i]);
    ro_buffer_free(&page);
}

/* Parts of one line are one paragraph; the last of its words and the first of the next are not. */
static void parts_of_a_line_are_one_paragraph(void **state) {
    fixture *f = *state;
    ro_article *article = f->articles[4];
    ro_part whole = article->parts.items[1];
    uint32_t dateline = fixture_span(article, "Nothing happened").end;
    article->parts.items[1] =
        (ro_part){.span = {whole.span.start, dateline}, .role = RO_PART_DATELINE};
    ro_part *rest = RO_PUSH(&article->arena, &article->parts);
    assert_non_null(rest);
    *rest = (ro_part){.span = {dateline + 1, whole.span.end}, .role = RO_PART_BODY};
    ro_buffer page = page_of(&f->account, 0);
    const char *from = strstr(page.data, "Nothing happened"),
               *to = strstr(page.data, "Cape Farrow");
    assert_true(from && to && from < to);
    const char *end = strstr(from, "</p>");
    assert_true(end && end > to);
    const char *title = strstr(page.data, "A quiet day at the lighthouse &lt;");
    assert_true(title && strstr(title, "</p>") < from);
    ro_buffer_free(&page);
    article->parts.items[1] = whole;
    article->parts.count--;
}

static void bad_bytes_do_not_reach_the_page(void **state) {
    fixture *f = *state;
    ro_article *article = f->articles[4];
    const char *text = article->text;
    char copy[200];
    snprintf(copy, sizeof copy, "%s", text);
    memcpy(copy + 3, "\x01\x1F\xFF\xC2\x85", 5);
    article->text = copy;
    ro_buffer page = page_of(&f->account, 0);
    assert_int_equal(ro_utf8_valid(page.data, page.size), page.size);
    for (size_t i = 0; i < page.size; i++)
        assert_false((unsigned char)page.data[i] < 0x20 && page.data[i] != '\n');
    article->text = text;
    ro_buffer_free(&page);
}

static void refusal_and_lack_of_memory_are_reported(void **state) {
    fixture *f = *state;
    fixture_sink refusing = {.refusal = EPIPE};
    ro_error error = {0};
    assert_int_equal(
        ro_account_write(&f->account, RO_FORMAT_HTML, NULL, fixture_write, &refusing, &error),
        RO_ERR_IO);
    assert_int_equal(error.sys, EPIPE);
    ro_status status = RO_ERR_NOMEM;
    for (size_t i = 0; status == RO_ERR_NOMEM && i < 1000; i++) {
        fixture_sink sink = {0};
        ro_arena_fail_after(i);
        status = ro_account_write(&f->account, RO_FORMAT_HTML, NULL, fixture_write, &sink, &error);
        ro_arena_fail_after(SIZE_MAX);
        ro_buffer_free(&sink.bytes);
        assert_true(i > 0 || status == RO_ERR_NOMEM);
    }
    assert_int_equal(status, RO_OK);
}

/* A story of a thousand articles, each a copy of the next, in every output. */
static void a_thousand_articles_are_written_at_once(void **state) {
    fixture *f = *state;
    enum { MANY = 1000 };
    static ro_article *articles[MANY];
    static uint32_t numbers[MANY], sources[MANY];
    static ro_copy copies[MANY - 1];
    static ro_claim_value values[MANY];
    ro_passage passage = {f->articles[1]->parts.items[1].span, f->articles[1]->parts.items[1].span,
                          RO_COPY_VERBATIM, 1.0F};
    for (uint32_t i = 0; i < MANY; i++) {
        articles[i] = f->articles[1];
        numbers[i] = i;
        sources[i] = i / 2;
        values[i] = f->account.stories[0].claims[0].values[1];
        values[i].article = i;
        if (i + 1 < MANY)
            copies[i] = (ro_copy){.a = i, .b = i + 1, .passages = &passage, .passage_count = 1};
    }
    ro_claim claim = {"how long", RO_RELATION_AGREE, values, MANY, NULL};
    ro_story story = {.id = "many",
                      .articles = numbers,
                      .article_count = MANY,
                      .origin_of = sources,
                      .independent = MANY / 2,
                      .copies = copies,
                      .copy_count = MANY - 1,
                      .claims = &claim,
                      .claim_count = 1};
    ro_account account = {
        .articles = articles, .article_count = MANY, .stories = &story, .story_count = 1};
    clock_t begun = clock();
    for (int format = RO_FORMAT_TERMINAL; format <= RO_FORMAT_HTML; format++) {
        fixture_sink sink = {0};
        ro_tell_options options = {RO_SIZED(ro_tell_options),
                                   .sections = format == RO_FORMAT_CSV ? RO_SECTION_COPIES : 0};
        assert_int_equal(
            ro_account_write(&account, (ro_format)format, &options, fixture_write, &sink, NULL),
            RO_OK);
        print_message("format %d: %zu bytes, %.3f s so far\n", format, sink.bytes.size,
                      (double)(clock() - begun) / CLOCKS_PER_SEC);
        ro_buffer_free(&sink.bytes);
    }
    /* Ten times what it takes; with a sanitizer it is slower. */
    assert_true((double)(clock() - begun) / CLOCKS_PER_SEC < 10);
}

static int set_up(void **state) {
    *state = fixture_new();
    return 0;
}

static int tear_down(void **state) {
    fixture_free(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_link_within_the_page_leads_somewhere),
        cmocka_unit_test(two_articles_stand_beside_each_other),
        cmocka_unit_test(every_element_is_closed),
        cmocka_unit_test(what_articles_hold_stays_text),
        cmocka_unit_test(only_web_addresses_become_links),
        cmocka_unit_test(the_page_needs_no_network),
        cmocka_unit_test(findings_are_marked_in_place),
        cmocka_unit_test(parts_of_a_line_are_one_paragraph),
        cmocka_unit_test(bad_bytes_do_not_reach_the_page),
        cmocka_unit_test(refusal_and_lack_of_memory_are_reported),
        cmocka_unit_test(a_thousand_articles_are_written_at_once),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
