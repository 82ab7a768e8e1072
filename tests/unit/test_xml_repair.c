/* SPDX-License-Identifier: Apache-2.0 */
/* What stands in the place of what no parser takes. That the whole is then well-formed, of
 * whatever bytes, is checked by tests/fuzz/fuzz_xml.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/xml_repair.h"

static uint32_t only_nbsp(const void *context, ro_str name) {
    (void)context;
    return ro_str_eq(name, RO_STR("nbsp")) ? 0xA0 : 0;
}

static const ro_xml_names names = {only_nbsp, NULL};

static void assert_repaired(const char *xml, const char *wanted, const char *told) {
    ro_arena arena = RO_ARENA_INIT;
    ro_xml_repair repair;
    size_t first;
    assert_true(ro_xml_repair_make(&arena, ro_str_of(xml), RO_XML_FEED, names, &repair));
    if (!ro_str_eq(repair.text, ro_str_of(wanted)))
        print_error("%s\n became %.*s\n and not %s\n", xml, (int)repair.text.n, repair.text.p,
                    wanted);
    assert_true(ro_str_eq(repair.text, ro_str_of(wanted)));
    const char *says = ro_xml_repair_tell(&arena, &repair, &first);
    assert_true(ro_str_eq(ro_str_of(says), ro_str_of(told)));
    ro_arena_free(&arena);
}

static void what_is_well_formed_stays(void **state) {
    (void)state;
    static const char *const feeds[] = {
        "<?xml version='1.0' encoding=\"utf-8\" standalone='yes' ?>\n<!-- a - b -->\n<?style x?>"
        "<rss a='1' b=\"&amp;&#233;&#xE9;\"><p>x <![CDATA[<br> & ]]]>\t&lt;</p><br/><q:r/></rss>"
        "\n<!-- c -->\n",
        "<feed><entry><title type='xhtml'><div><p>A<br></br></p></div></title></entry></feed>",
        "<rdf:RDF><items><li/></items><item/><item></item ></rdf:RDF>",
        "<rss><a>caf\xC3\xA9 \xEF\xBF\xBD > ] ]</a></rss>"};
    for (size_t i = 0; i < sizeof feeds / sizeof *feeds; i++)
        assert_repaired(feeds[i], feeds[i], NULL);
}

static void characters_are_mended(void **state) {
    (void)state;
    assert_repaired("<a>R&D &copy &nbsp;&who; &#65 &amp;</a>",
                    "<a>R&amp;D &amp;copy \xC2\xA0&amp;who; &amp;#65 &amp;</a>",
                    "a bare '&' (3), an entity that is not declared (2)");
    assert_repaired("<!DOCTYPE rss PUBLIC \"-\" \"rss.dtd\"><a>&nbsp;</a>", "<a>\xC2\xA0</a>",
                    NULL);
    assert_repaired("<a>b\b\x01"
                    "c\vd&#8;&#xC;e&#0;f&#xFFFF;</a>",
                    "<a>bc d e\xEF\xBF\xBD"
                    "f\xEF\xBF\xBD</a>",
                    "a character that XML does not have (6)");
    assert_repaired("<a b='\x02'><![CDATA[\x03x]\x04]>]]></a>",
                    "<a b=''><![CDATA[x]\xEF\xBF\xBD]>]]></a>",
                    "a character that XML does not have (3)");
    assert_repaired("<a>&#55357;&#56832; &#xD83D; &#56832;</a>",
                    "<a>\xF0\x9F\x98\x80 \xEF\xBF\xBD \xEF\xBF\xBD</a>",
                    "a character that XML does not have (3)");
    assert_repaired("<a>1 < 2 <3 <, ]]> ]\x05]></a>",
                    "<a>1 &lt; 2 &lt;3 &lt;, ]]&gt; ]\xEF\xBF\xBD]&gt;</a>",
                    "a character that XML does not have, a bare '<' (3), a damaged CDATA section");
}

static void attributes_are_mended(void **state) {
    (void)state;
    assert_repaired("<a b=1 c d='x'e=\"a&b<c\" b='2' f=\"]\"/>",
                    "<a b=\"1\" c=\"\" d='x' e=\"a&amp;b&lt;c\"  f=\"]\"/>",
                    "a bare '&', a bare '<', a damaged attribute (5)");
    assert_repaired("<a b=x\"y/>", "<a b=\"x&quot;y\"/>", "a damaged attribute (3)");
    assert_repaired("<a><b c=\"d></a>", "<a>&lt;b c=\"d></a>", "a bare '<'");
}

static void elements_are_closed(void **state) {
    (void)state;
    assert_repaired("<rss><item><title>A</item><item>B<item><p>C<p>D<br>E<img src='f'></rss>",
                    "<rss><item><title>A</title></item><item>B</item><item><p>C</p><p>D<br/>E"
                    "<img src='f'/></p></item></rss>",
                    "an element without its end (6)");
    assert_repaired("<rss><item><title>A<link>b</link></i></item></rss>",
                    "<rss><item><title>A</title><link>b</link></item></rss>",
                    "an end without a beginning, an element without its end");
    assert_repaired("<feed><entry><link href='a'><updated>b</updated></entry></feed >",
                    "<feed><entry><link href='a'></link><updated>b</updated></entry></feed >",
                    "an element without its end");
    assert_repaired("<a><b>c</b x></a>", "<a><b>c</b ></a>", "an element without its end");
}

static void what_breaks_off_is_closed(void **state) {
    (void)state;
    assert_repaired("<rss><item>A", "<rss><item>A</item></rss>", "it breaks off");
    assert_repaired("<rss><item>A</it", "<rss><item>A</item></rss>", "it breaks off (2)");
    assert_repaired("<rss><item a='b", "<rss></rss>", "it breaks off (2)");
    assert_repaired("<rss><a><![CDATA[x & y", "<rss><a><![CDATA[x & y]]></a></rss>",
                    "it breaks off (2)");
    assert_repaired("<rss><a>x<!-- y", "<rss><a>x&lt;!-- y</a></rss>", "a bare '<', it breaks off");
}

/* A section without its end holds what is behind it, up to the end of the next. */
static void sections_end_with_their_element(void **state) {
    (void)state;
    assert_repaired("<rss><item><a><![CDATA[x]]</a></item><item><a><![CDATA[y]]></a></item></rss>",
                    "<rss><item><a><![CDATA[x]]></a></item><item><a><![CDATA[y]]></a></item></rss>",
                    "a damaged CDATA section");
    assert_repaired("<rss><item><a><![cdata[</item></a>]]></a></item></rss>",
                    "<rss><item><a><![CDATA[</item>]]></a>]]&gt;</item></rss>",
                    "a damaged CDATA section (3), an end without a beginning");
}

static void what_stands_around_goes(void **state) {
    (void)state;
    static const char feed[] = "<?xml version=\"1.0\"?><rss><a/></rss>";
    static const char *const fronts[] = {"\n", "\xEF\xBB\xBF", "Warning: no such file\n",
                                         "<br />\n<b>Notice</b>: <i>x</i>\n", "<!-- x -->"};
    for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++) {
        char xml[200];
        snprintf(xml, sizeof xml, "%s%s", fronts[i], feed);
        assert_repaired(xml, feed, "something in front of it");
    }
    assert_repaired("<!-- x -->\n<rss/>", "<!-- x -->\n<rss/>", NULL);
    assert_repaired("<rss></rss>\n<script>x</script>", "<rss></rss>\n", "something behind its end");
    assert_repaired("<?xml version=1.0?><rss><?XML x?></rss>", "<rss></rss>",
                    "a damaged declaration (2)");
    assert_int_equal(ro_xml_in_front(RO_STR("no such <feeds> here")), 0);
    assert_int_equal(ro_xml_in_front(RO_STR("<rss><a><![CDATA[<?xml version='1.0'?>")), 0);
}

/* Inputs that would cost the square of their length if anything were looked for twice. */
static void repetitions_take_one_pass(void **state) {
    (void)state;
    static const char *const pieces[] = {"<![CDATA[</b></item>",
                                         "<a b=\"",
                                         "<a b='<",
                                         "<!--",
                                         "<?a",
                                         "<item>",
                                         "</x>",
                                         "<p>",
                                         "&#x",
                                         "]]>",
                                         "<![CDATA["};
    enum { TIMES = 200000 };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t n = strlen(pieces[i]), size = 0;
        char *xml = malloc(n * TIMES + 64);
        size = (size_t)sprintf(xml, "<rss><item><b>");
        for (size_t k = 0; k < TIMES; k++, size += n) memcpy(xml + size, pieces[i], n);
        memcpy(xml + size, "]]>", 3);
        ro_arena arena = RO_ARENA_INIT;
        ro_xml_repair repair;
        assert_true(
            ro_xml_repair_make(&arena, (ro_str){xml, size + 3}, RO_XML_FEED, names, &repair));
        ro_arena_free(&arena);
        free(xml);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_well_formed_stays),
                                       cmocka_unit_test(characters_are_mended),
                                       cmocka_unit_test(attributes_are_mended),
                                       cmocka_unit_test(elements_are_closed),
                                       cmocka_unit_test(what_breaks_off_is_closed),
                                       cmocka_unit_test(sections_end_with_their_element),
                                       cmocka_unit_test(what_stands_around_goes),
                                       cmocka_unit_test(repetitions_take_one_pass)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
