/* SPDX-License-Identifier: Apache-2.0 */
/* The way back: every character of a page's text lies at the bytes that gave it. */
#include "read_fixture.h"

#define LEAD "<p>Harbour workers in the old town went back to their cranes on Monday morning.</p>"
#define LAST "<p>The mayor said that the next talks would be held before the end of May.</p>"
#define PAGE(content)                                                                              \
    "<!DOCTYPE html><html><head><title>Harbour</title></head><body><article>" LEAD content LAST    \
    "</article></body></html>"

/* Words of the text and the bytes of the page that they must lead to. */
typedef struct way {
    const char *page, *text, *source;
} way;

static const way ways[] = {
    {PAGE("<p>The rise is 3&nbsp;per cent, the caf&eacute; said on that day.</p>"), "café said",
     "caf&eacute; said"},
    {PAGE("<p>Costs of &#8364;40 and &#x20ac;50 were named by the two sides.</p>"), "€40 and €50",
     "&#8364;40 and &#x20ac;50"},
    {PAGE("<p>It is &#39s turn, said the union of the workers in town.</p>"), "'s turn",
     "&#39s turn"},
    {PAGE("<p>They were &notit; ready, wrote one of them to the paper.</p>"), "¬it; ready",
     "&notit; ready"},
    {PAGE("<p>Brown &ampamp; Sons, &amp;amp; others, AT&T and R&D; too.</p>"),
     "&amp; Sons, &amp; others, AT&T and R&D; too",
     "&ampamp; Sons, &amp;amp; others, AT&T and R&D; too"},
    {PAGE("<p>One wrote x &NotEqualTilde; y and &fjlig;ord on the wall of it.</p>"),
     "≂̸ y and fjord", "&NotEqualTilde; y and &fjlig;ord"},
    {PAGE("<p>Nothing &#; and &#x; nor &; is a sign, the printers of it say.</p>"),
     "&#; and &#x; nor &; is", "&#; and &#x; nor &; is"},
    {PAGE("<p>First line\r\nand second\rand third line of the same paragraph.</p>"),
     "line and second and third", "line\r\nand second\rand third"},
    {PAGE("<p>The por<!-- a > b -->tal of the <!-->har<!--->bour was shut at night.</p>"),
     "portal of the harbour", "por<!-- a > b -->tal of the <!-->har<!--->bour"},
    {PAGE("<p>A bang <!-- x --!>ends some <!-- y --> comments of the page as well.</p>"),
     "bang ends some comments", "bang <!-- x --!>ends some <!-- y --> comments"},
    {PAGE("<p>The gate <script>if (a < b) x('</p>');</script>stood open at noon today.</p>"),
     "gate stood open", "gate <script>if (a < b) x('</p>');</script>stood open"},
    {PAGE("<p>The quay <template><p>Not shown.</p></template>was empty at noon today.</p>"),
     "quay was", "quay <template><p>Not shown.</p></template>was"},
    {PAGE("<p>The sum <![CDATA[of > 3 of > them was paid to the town in May.</p>"),
     "sum 3 of > them", "sum <![CDATA[of > 3 of > them"},
    {PAGE("<p>The men </nothing a='>'>left </ >at 3 < 4 and </b>came back at noon.</p>"),
     "men left at 3 < 4 and came back", "men </nothing a='>'>left </ >at 3 < 4 and </b>came back"},
    {PAGE("<p>It was <b>bold <i>and slanted</b> and slanted</i> in the paper of that day.</p>"),
     "bold and slanted and slanted in", "bold <i>and slanted</b> and slanted</i> in"},
    {PAGE("<xmp>The line <b>is</b> &amp; stays as it was written by the author.</xmp>"),
     "<b>is</b> &amp; stays", "<b>is</b> &amp; stays"},
    {PAGE("<p>The num\x01"
          "ber\x7F and the st\xC2\xAD"
          "ay of \xC2\x93ships\xC2\x94 in the bay.</p>"),
     "number and the stay of \xC2\x93ships\xC2\x94 in",
     "num\x01"
     "ber\x7F and the st\xC2\xAD"
     "ay of \xC2\x93ships\xC2\x94 in"},
    {PAGE("<p>A sign \xEF\xBF\xBE that is none and \xEF\xB7\x90 too stood on the wall.</p>"),
     "sign \xEF\xBF\xBE that is none and \xEF\xB7\x90 too",
     "sign \xEF\xBF\xBE that is none and \xEF\xB7\x90 too"},
};

/* The place of the one occurrence of what in all. */
static size_t place(const char *all, size_t size, const char *what) {
    size_t length = strlen(what), at = 0;
    while (at + length <= size && memcmp(all + at, what, length) != 0) at++;
    if (at + length > size) print_error("'%s' is not in\n%.*s\n", what, (int)size, all);
    assert_true(at + length <= size);
    return at;
}

static void assert_way(const ro_article *article, const char *page, const way *w) {
    size_t at = place(article->text, article->size, w->text);
    size_t wanted = place(page, strlen(page), w->source);
    uint64_t start, end;
    ro_span span = {(uint32_t)at, (uint32_t)(at + strlen(w->text))};
    assert_int_equal(ro_article_input_span(article, span, &start, &end), RO_OK);
    if (start != wanted || end != wanted + strlen(w->source))
        print_error("'%s' leads to '%.*s'\n", w->text, (int)(end - start), page + start);
    assert_int_equal(start, wanted);
    assert_int_equal(end, wanted + strlen(w->source));
}

/* Every character is its bytes or its reference; spaces are any white space. */
static void assert_every_character(const ro_article *article, const char *page) {
    for (uint32_t at = 0, next; at < article->size; at = next) {
        for (next = at + 1; next < article->size && (article->text[next] & 0xC0) == 0x80;) next++;
        if (ro_is_space((unsigned char)article->text[at])) continue;
        uint64_t start, end;
        ro_article_input_span(article, (ro_span){at, next}, &start, &end);
        bool same =
            end - start == next - at && memcmp(page + start, article->text + at, next - at) == 0;
        if (!same && page[start] != '&')
            print_error("'%.20s' leads to '%.20s'\n", article->text + at, page + start);
        assert_true(same || (end > start && page[start] == '&'));
    }
}

static void test_every_rule(void **state) {
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        ro_article *article = read_text(state, ways[i].page);
        assert_way(article, ways[i].page, &ways[i]);
        assert_every_character(article, ways[i].page);
        ro_article_free(article);
    }
}

/* Text within a table moves before it: out of the order of the page. */
static void test_text_that_moves(void **state) {
    const char *page =
        PAGE("<table>The men who stood at <tr><td>The cell of the inner table says so."
             "<table><tr><td>Nested &lt;cell&gt; of the inner one.</td></tr></table></td></tr>"
             "the gate went home.</table>");
    static const way moved[] = {{NULL, "The men who stood at", "The men who stood at"},
                                {NULL, "the gate went home", "the gate went home"},
                                {NULL, "Nested <cell> of", "Nested &lt;cell&gt; of"}};
    ro_article *article = read_text(state, page);
    for (size_t i = 0; i < sizeof moved / sizeof *moved; i++) assert_way(article, page, &moved[i]);
    assert_every_character(article, page);
    /* A span over both sides of the move holds all bytes between. */
    size_t first = place(article->text, article->size, "The men"),
           behind = place(article->text, article->size, "The mayor");
    uint64_t start, end;
    ro_span span = {(uint32_t)first, (uint32_t)behind};
    ro_article_input_span(article, span, &start, &end);
    assert_true(start <= place(page, strlen(page), "The men"));
    assert_true(end >= place(page, strlen(page), "the gate") + strlen("the gate went home."));
    ro_article_free(article);
}

/* The bytes are those of the page as it lies there, whatever its encoding. */
static void test_other_encodings(void **state) {
    const char *page =
        "<html><head><meta charset=\"windows-1252\"></head><body>" LEAD "<p>The caf\xE9 asked \x80"
        "40 &euro;50 for \x93na\xEFve\x94 plans that day.</p>" LAST "</body></html>";
    static const way latin[] = {{NULL, "café asked €40 €50",
                                 "caf\xE9 asked \x80"
                                 "40 &euro;50"},
                                {NULL, "“naïve” plans", "\x93na\xEFve\x94 plans"}};
    ro_article *article = read_text(state, page);
    for (size_t i = 0; i < sizeof latin / sizeof *latin; i++) assert_way(article, page, &latin[i]);
    ro_article_free(article);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_rule),
        cmocka_unit_test(test_text_that_moves),
        cmocka_unit_test(test_other_encodings),
    };
    return cmocka_run_group_tests(tests, make_rules, free_rules);
}
