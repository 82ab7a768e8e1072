/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as HTML: the tree holds together, every text leads back to its bytes, and neither
 * nodes nor depth outgrow the page. The first byte chooses what the rest is the content of. */
#include "fuzz.h"
#include "html_check.h"

static const ro_read_rules *fuzz_rules(void) {
    static ro_read_rules *rules;
    if (!rules && ro_read_rules_new(&rules, NULL) != RO_OK) abort();
    return rules;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const uint16_t contexts[] = {RO_TAG_TD,       RO_TAG_TABLE,
                                        RO_TAG_SELECT,   RO_TAG_TEMPLATE,
                                        RO_TAG_TITLE,    RO_TAG_FRAMESET,
                                        RO_TAG_BODY,     RO_TAG_SVG | RO_TAG_SVG_SPACE,
                                        RO_TAG_COLGROUP, RO_TAG_MI | RO_TAG_MATH_SPACE};
    enum { CONTEXTS = sizeof contexts / sizeof *contexts };
    ro_arena arena = RO_ARENA_INIT;
    ro_html_tree tree;
    bool fragment = size > 0 && data[0] < CONTEXTS;
    ro_str page = {size ? (const char *)data + fragment : "", size - fragment};
    unsigned context = fragment ? contexts[data[0]] : RO_TAG_UNKNOWN;
    FUZZ_CHECK(ro_html_parse(&tree, &arena, fuzz_rules(), page, context));
    FUZZ_CHECK(html_holds(&tree, &arena, 0));
    FUZZ_CHECK(tree.nodes.count <= 16 * (page.n + RO_HTML_FREE_COPIES));
    for (uint32_t i = 0; i < tree.attributes.count; i++)
        FUZZ_CHECK(ro_html_value(&tree, &arena, &tree.attributes.items[i]).n <= 3 * page.n);
    ro_arena_free(&arena);
    return 0;
}
