/* SPDX-License-Identifier: Apache-2.0 */
/* Each case of tests/corpus/html/NAME.trees parses to the tree that it states, and every text of
 * it leads back to its bytes. With READOUT_BLESS set the trees are written anew
 * (tests/corpus/bless): look at the difference.
 *
 * A case: "#fragment CONTEXT" where there is one, "#data " and a line in which a backslash
 * stands before n, r, t, f, 0 and itself, "#tree" and the tree; an empty line between two. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "html_check.h"
#include "html_dump.h"

#define FOLDER READOUT_SOURCE_DIR "/tests/corpus/html/"

static ro_read_rules *rules;

static int load_rules(void **state) {
    (void)state;
    return ro_read_rules_new(&rules, NULL) == RO_OK ? 0 : -1;
}

static int free_rules(void **state) {
    (void)state;
    ro_read_rules_free(rules);
    return 0;
}

/* The tree of @p source as text, on the heap; fails the test where it does not hold together.
 * The source is copied so that a byte read beyond its end is one beyond a block. */
static char *tree_of(ro_str source, const char *context) {
    ro_arena arena = RO_ARENA_INIT;
    ro_html_tree tree;
    ro_buffer out = {0};
    char *copy = malloc(source.n ? source.n : 1);
    assert_non_null(copy);
    if (source.n) memcpy(copy, source.p, source.n);
    unsigned around = context ? html_context(ro_str_of(context)) : RO_TAG_UNKNOWN;
    assert_true(ro_html_parse(&tree, &arena, rules, (ro_str){copy, source.n}, around));
    assert_true(html_holds(&tree, &arena, 0));
    ro_buffer_puts(&out, "");
    html_dump(&out, &tree, &arena, context ? tree.nodes.items[0].first_child : 0);
    ro_arena_free(&arena);
    free(copy);
    return out.data;
}

static ro_str unescape(const char *line, size_t n, char *out) {
    static const char names[] = "nrtf0\\", values[] = "\n\r\t\f\0\\";
    size_t size = 0;
    for (size_t i = 0; i < n; i++) {
        const char *name = line[i] == '\\' && i + 1 < n ? strchr(names, line[i + 1]) : NULL;
        out[size++] = name ? values[name - names] : line[i];
        i += name != NULL;
    }
    return (ro_str){out, size};
}

/* The line at *p, which goes behind it. */
static ro_str take_line(const char **p) {
    const char *end = strchr(*p, '\n');
    ro_str line = {*p, end ? (size_t)(end - *p) : strlen(*p)};
    *p = end ? end + 1 : *p + line.n;
    return line;
}

/* Run the case at *p, and write it with the tree that it has. */
static void run_case(const char **p, const char *file, ro_buffer *out) {
    char context[64] = "", data[2048];
    ro_str line = take_line(p);
    if (ro_str_starts(line, RO_STR("#fragment "))) {
        snprintf(context, sizeof context, "%.*s", (int)line.n - 10, line.p + 10);
        ro_buffer_printf(out, "#fragment %s\n", context);
        line = take_line(p);
    }
    assert_true(ro_str_starts(line, RO_STR("#data ")) && line.n < sizeof data);
    char *tree = tree_of(unescape(line.p + 6, line.n - 6, data), *context ? context : NULL);
    ro_str marker = take_line(p);
    assert_true(ro_str_eq(marker, RO_STR("#tree")));
    const char *end = **p == '\n' ? *p - 1 : strstr(*p, "\n\n#");
    ro_str wanted = {*p, end ? (size_t)(end + 1 - *p) : strlen(*p)};
    *p += wanted.n + (end != NULL);
    ro_buffer_printf(out, "%.*s\n#tree\n%s%s", (int)line.n, line.p, tree, **p ? "\n" : "");
    if (!getenv("READOUT_BLESS") && !ro_str_eq(wanted, ro_str_of(tree))) {
        print_error("%s: %.*s\n%.*s-- but\n%s", file, (int)line.n, line.p, (int)wanted.n, wanted.p,
                    tree);
        fail();
    }
    free(tree);
}

static void run_file(const char *name) {
    char path[512];
    snprintf(path, sizeof path, FOLDER "%s", name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    static char text[1 << 20];
    size_t size = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[size] = '\0';
    ro_buffer out = {0};
    for (const char *p = text; *p;) run_case(&p, name, &out);
    if (getenv("READOUT_BLESS")) {
        assert_non_null(file = fopen(path, "wb"));
        assert_int_equal(fwrite(out.data, 1, out.size, file), out.size);
        fclose(file);
    }
    ro_buffer_free(&out);
}

static void pages_have_their_trees(void **state) {
    (void)state;
    unsigned files = 0;
    DIR *folder = opendir(FOLDER);
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));)
        if (ro_str_ends(ro_str_of(entry->d_name), RO_STR(".trees"))) {
            run_file(entry->d_name);
            files++;
        }
    closedir(folder);
    assert_true(files > 15);
}

/* Where each element of a page begins and ends. */
static void elements_know_their_bytes(void **state) {
    (void)state;
    static const struct {
        const char *page;
        unsigned tag;
        uint32_t start, end;
    } cases[] = {{"<div>a</div>b", RO_TAG_DIV, 0, 12},
                 {"<div><p>a<p>b</div>", RO_TAG_P, 5, 9},
                 {"<p>a<br>b", RO_TAG_BR, 4, 8},
                 {"<title>a</title >b", RO_TAG_TITLE, 0, 17},
                 {"x<b>a", RO_TAG_B, 1, 5},
                 {"<table><td>a</table>b", RO_TAG_TBODY, 7, 12},
                 {"<b>a<p>b</b>c", RO_TAG_B, 0, 12}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ro_arena arena = RO_ARENA_INIT;
        ro_html_tree tree;
        assert_true(ro_html_parse(&tree, &arena, rules, ro_str_of(cases[i].page), RO_TAG_UNKNOWN));
        uint32_t node = 0;
        while (tree.nodes.items[node].tag != cases[i].tag) node++;
        assert_int_equal(tree.nodes.items[node].start, cases[i].start);
        assert_int_equal(tree.nodes.items[node].end, cases[i].end);
        ro_arena_free(&arena);
    }
}

/* Each character of a text, and what gave it. */
static void texts_lead_back_to_their_bytes(void **state) {
    (void)state;
    static const struct {
        const char *text;
        uint32_t source, length;
    } wanted[] = {{"Caf", 3, 3},           {"\xC3\xA9", 6, 8}, {" ", 14, 1},  {"&", 15, 5},
                  {" b", 20, 2},           {"", 22, 1},        {"\n", 23, 1}, {"&x", 24, 2},
                  {"\xE2\x82\xAC", 26, 5}, {"c", 34, 1}};
    ro_str page = RO_STR("<p>Caf&eacute; &amp; b\r\n&x&#x80</>c");
    ro_arena arena = RO_ARENA_INIT;
    ro_html_tree tree;
    ro_html_piece piece;
    assert_true(ro_html_parse(&tree, &arena, rules, page, RO_TAG_UNKNOWN));
    uint32_t node = tree.nodes.count - 1;
    ro_html_reading at = ro_html_read_text(&tree, node);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        assert_true(ro_html_next_piece(&tree, &at, &piece));
        assert_true(ro_str_eq(piece.text, ro_str_of(wanted[i].text)));
        assert_int_equal(piece.source, wanted[i].source);
        assert_int_equal(piece.length, wanted[i].length);
    }
    assert_false(ro_html_next_piece(&tree, &at, &piece));
    ro_arena_free(&arena);
}

static void every_tag_is_found(void **state) {
    (void)state;
    for (unsigned tag = 1; tag < RO_TAG_COUNT; tag++) {
        char name[RO_LONGEST_TAG] = {0};
        ro_str known = ro_tag_name(tag);
        memcpy(name, known.p, known.n);
        assert_int_equal(ro_tag_find(name), tag);
        assert_true(tag == 1 || strcmp(ro_tag_name(tag - 1).p, known.p) < 0);
    }
    static const char *const others[] = {"", "zz", "divs", "q2", "\xC3\xA9", "h7", "{"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        char name[RO_LONGEST_TAG] = {0};
        memcpy(name, others[i], strlen(others[i]));
        assert_int_equal(ro_tag_find(name), RO_TAG_UNKNOWN);
    }
}

/* A page of @p count times @p unit behind @p head: whether its tree holds, and its nodes. */
static uint32_t nodes_of(const char *head, const char *unit, uint32_t count) {
    ro_buffer page = {0};
    ro_arena arena = RO_ARENA_INIT;
    ro_html_tree tree;
    ro_buffer_puts(&page, head);
    for (uint32_t i = 0; i < count; i++) ro_buffer_printf(&page, unit, i);
    assert_true(
        ro_html_parse(&tree, &arena, rules, (ro_str){page.data, page.size}, RO_TAG_UNKNOWN));
    assert_true(html_holds(&tree, &arena, 0));
    uint32_t nodes = tree.nodes.count;
    ro_arena_free(&arena);
    ro_buffer_free(&page);
    return nodes;
}

/* What multiplies or nests without end stays in proportion to its bytes. */
static void bad_pages_stay_small(void **state) {
    (void)state;
    enum { COUNT = 20000 };
    static const struct {
        const char *head, *unit;
        uint32_t most; /* nodes for each unit */
    } cases[] = {{"", "<div>", 1},
                 {"", "<b id=%u>", 6},
                 {"", "<b id=%u><p>", 12},
                 {"", "<a href=%u><p>x", 16},
                 {"", "<table><td>", 8},
                 {"<table>", "<b id=%u>x<tr>", 20},
                 {"", "<svg><g>", 2},
                 {"", "<li><dd>", 2},
                 {"", "<select><option>", 2},
                 {"", "<template><td>", 2},
                 {"<p", " a%u=b", 0},
                 {"", "<font size=%u></p>", 20},
                 {"", "<i><div></i>", 40},
                 {"<body>", "<body a%u=1>", 0},
                 {"", "<nobr><button>", 12},
                 {"<frameset>", " x", 1},
                 {"", "</p></br>", 2},
                 {"", "&#%u;</>", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t nodes = nodes_of(cases[i].head, cases[i].unit, COUNT);
        if (nodes > cases[i].most * COUNT + 10000) print_error("%s: %u\n", cases[i].unit, nodes);
        assert_true(nodes <= cases[i].most * COUNT + 10000);
    }
}

/* Tags beyond the depth of browsers are left out with their end tags, so that what comes behind
 * stands where it should. */
static void what_is_too_deep_is_left_out(void **state) {
    (void)state;
    enum { DEPTH = 2000 };
    ro_buffer page = {0};
    ro_buffer_puts(&page, "<main>");
    for (int i = 0; i < DEPTH; i++) ro_buffer_puts(&page, "<div>");
    ro_buffer_puts(&page, "deep<p>one<p>two");
    for (int i = 0; i < DEPTH; i++) ro_buffer_puts(&page, "</div>");
    ro_buffer_puts(&page, "<h2>behind</h2></main>");
    ro_arena arena = RO_ARENA_INIT;
    ro_html_tree tree;
    assert_true(
        ro_html_parse(&tree, &arena, rules, (ro_str){page.data, page.size}, RO_TAG_UNKNOWN));
    uint32_t depth = 0, divs = 0, paragraphs = 0;
    for (uint32_t i = 0; i < tree.nodes.count; i++) {
        uint32_t at = i, up = 0;
        while ((at = tree.nodes.items[at].parent) != RO_NONE) up++;
        if (up > depth) depth = up;
        divs += tree.nodes.items[i].tag == RO_TAG_DIV;
        paragraphs += tree.nodes.items[i].tag == RO_TAG_P;
        if (tree.nodes.items[i].tag != RO_TAG_H2) continue;
        assert_int_equal(tree.nodes.items[tree.nodes.items[i].parent].tag, RO_TAG_MAIN);
    }
    assert_int_equal(divs, RO_HTML_DEEPEST - 3);
    assert_int_equal(paragraphs, 2);
    assert_true(depth <= RO_HTML_DEEPEST + 2);
    ro_arena_free(&arena);
    ro_buffer_free(&page);
}

/* Memory may end anywhere. */
static void no_memory_is_said(void **state) {
    (void)state;
    static const char page[] = "<!DOCTYPE html><title>a</title><body a=1><body b=2><table>x<tr><td>"
                               "<b><i>y<p>z</b>&amp;</table><svg><title>q</svg><template><td>t"
                               "</template><textarea>\nk</textarea><p><a href=1>l<a href=2>m";
    for (size_t after = 0; after < 60; after++) {
        ro_arena arena = RO_ARENA_INIT;
        ro_html_tree tree;
        ro_arena_fail_after(after);
        bool parsed = ro_html_parse(&tree, &arena, rules, ro_str_of(page), RO_TAG_UNKNOWN);
        ro_arena_fail_after(SIZE_MAX);
        assert_true(parsed != arena.oom);
        ro_arena_free(&arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_have_their_trees),
        cmocka_unit_test(elements_know_their_bytes),
        cmocka_unit_test(texts_lead_back_to_their_bytes),
        cmocka_unit_test(every_tag_is_found),
        cmocka_unit_test(bad_pages_stay_small),
        cmocka_unit_test(what_is_too_deep_is_left_out),
        cmocka_unit_test(no_memory_is_said),
    };
    return cmocka_run_group_tests(tests, load_rules, free_rules);
}
