/* SPDX-License-Identifier: Apache-2.0 */
/* What a page says of its own kind where readers do not see it: the class of its body, og:type,
 * the types of JSON-LD, and the empty element that a script is to fill. Each is evidence and no
 * proof: templates say "home" on every page. Sources: ogp.me, schema.org, body_class() of
 * WordPress. */
#include "read/page/page.h"

/* What the words of a class say together. */
static uint32_t kinds_of_class(const ro_page *page, ro_str value) {
    uint32_t kinds = 0;
    for (ro_str name; (name = ro_str_next_word(&value)).n;) {
        uint32_t found = ro_lexicon_find(&page->rules->page_kinds[RO_KIND_BY_CLASS], name);
        if (found != RO_NONE) kinds |= found;
    }
    return kinds;
}

/* The og:type that a meta element states; empty where it states something else. Source: ogp.me */
static ro_str og_type(const ro_page *page, uint32_t meta) {
    bool is = ro_str_same(ro_page_attribute(page, meta, "property"), RO_STR("og:type"));
    return is ? ro_page_attribute(page, meta, "content") : RO_STR("");
}

static uint32_t kinds_of_metas(const ro_page *page) {
    uint32_t kinds = 0;
    for (uint32_t i = 0; i < page->metas.count; i++) {
        uint32_t found = ro_lexicon_find(&page->rules->page_kinds[RO_KIND_BY_OG],
                                         og_type(page, page->metas.items[i]));
        if (found != RO_NONE) kinds |= found;
    }
    return kinds;
}

/* The strings behind "@type", one or a list of them. */
static uint32_t kinds_of_types(const ro_page *page, ro_str s) {
    uint32_t kinds = 0;
    for (size_t at; (at = ro_str_find(s, RO_STR("\"@type\""))) != SIZE_MAX;) {
        s = (ro_str){s.p + at + 7, s.n - at - 7};
        for (bool more = true; more;) {
            size_t open = 0;
            while (open < s.n && strchr(": \t\r\n[,", s.p[open])) open++;
            const char *close =
                open < s.n && s.p[open] == '"' ? memchr(s.p + open + 1, '"', s.n - open - 1) : NULL;
            if (!close) break;
            ro_str name = {s.p + open + 1, (size_t)(close - s.p) - open - 1};
            uint32_t found = ro_lexicon_find(&page->rules->page_kinds[RO_KIND_BY_JSON_LD], name);
            if (found != RO_NONE) kinds |= found;
            more = memchr(s.p, '[', open) != NULL;
            s = (ro_str){close + 1, (size_t)(ro_str_end(s) - close) - 1};
        }
    }
    return kinds;
}

/* An element without text that is there for a script to put the page into: known by its id, or an
 * element of the page's own making. */
static bool is_mount(const ro_page *page, const ro_page_node *node) {
    if (node->tag == RO_TAG_TEXT || node->first_block != node->last_block) return false;
    ro_str id = ro_page_attribute(page, node->dom, "id");
    uint32_t found = id.n ? ro_lexicon_find(&page->rules->page_kinds[RO_KIND_BY_ID], id) : RO_NONE;
    if (found != RO_NONE) return true;
    if (node->tag != RO_TAG_UNKNOWN || node->parent == RO_NONE) return false;
    ro_str name = ro_html_name(&page->html, node->dom);
    return page->nodes.items[node->parent].tag == RO_TAG_BODY && memchr(name.p, '-', name.n);
}

void ro_page_find_kinds(ro_page *page) {
    uint32_t kinds = kinds_of_metas(page);
    for (uint32_t i = 0; i < page->nodes.count; i++) {
        const ro_page_node *node = &page->nodes.items[i];
        if (node->tag == RO_TAG_BODY)
            kinds |= kinds_of_class(page, ro_page_attribute(page, node->dom, "class"));
        else if (is_mount(page, node))
            kinds |= RO_PAGE_SCRIPT;
    }
    for (uint32_t i = 0; i < page->scripts.count; i++)
        kinds |=
            kinds_of_types(page, ro_html_content(&page->html, page->arena, page->scripts.items[i]));
    page->kinds = kinds;
}

bool ro_page_says_article(const ro_page *page) {
    for (uint32_t i = 0; i < page->metas.count; i++)
        if (ro_str_same(og_type(page, page->metas.items[i]), RO_STR("article"))) return true;
    return page->stated;
}
