/* SPDX-License-Identifier: Apache-2.0 */
/* From bytes to gumbo's tree, and from that to a flat list of nodes with what class,
 * id and tag say of each. */
#include <setjmp.h>

#include "base/error.h"
#include "read/page/page.h"

/* What parsing may take besides what the page itself does: a tree is some ten times
 * its page, and formatting elements that are never closed multiply. */
enum { PARSE_BASE = 64 << 20, PARSE_FACTOR = 60, LONGEST_HINT = 40, MOST_HINT_WORDS = 3 };

typedef struct parse_memory {
    ro_arena *arena;
    size_t limit;
    jmp_buf failed;
} parse_memory;

/* gumbo does not check for failure, so failure must not come back to it. */
static void *take(void *userdata, size_t size) {
    parse_memory *memory = userdata;
    void *p = memory->arena->total > memory->limit ? NULL : ro_arena_alloc(memory->arena, size);
    if (!p) longjmp(memory->failed, 1);
    return p;
}

static void give(void *userdata, void *p) {
    (void)userdata, (void)p;
}

static ro_status parse(ro_page *page, ro_str source, ro_error *error) {
    parse_memory memory = {.arena = page->arena};
    memory.limit = page->arena->total + PARSE_BASE + PARSE_FACTOR * source.n;
    if (setjmp(memory.failed) != 0) {
        if (page->arena->oom) return ro_fail_nomem(error);
        return ro_fail(error, RO_ERR_LIMIT, 0, "its markup unfolds beyond all measure");
    }
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = take;
    options.deallocator = give;
    options.userdata = &memory;
    options.max_errors = 0;
    page->root = gumbo_parse_with_options(&options, source.p, source.n)->root;
    return RO_OK;
}

ro_str ro_page_attribute(const GumboNode *element, const char *name) {
    const GumboAttribute *attribute = gumbo_get_attribute(&element->v.element.attributes, name);
    return ro_str_of(attribute ? attribute->value : NULL);
}

static bool is_hidden_tag(GumboTag tag) {
    switch (tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_MAP:
    case GUMBO_TAG_APPLET:
    case GUMBO_TAG_HEAD: return true;
    default: return false;
    }
}

static uint32_t within_of_tag(GumboTag tag) {
    switch (tag) {
    case GUMBO_TAG_A: return RO_WITHIN_LINK;
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6: return RO_WITHIN_HEADING;
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_DL: return RO_WITHIN_LIST;
    case GUMBO_TAG_TABLE: return RO_WITHIN_TABLE;
    case GUMBO_TAG_BLOCKQUOTE: return RO_WITHIN_QUOTATION;
    case GUMBO_TAG_FIGURE: return RO_WITHIN_FIGURE;
    case GUMBO_TAG_FIGCAPTION: return RO_WITHIN_CAPTION;
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_MENU:
    case GUMBO_TAG_FOOTER: return RO_WITHIN_NAVIGATION;
    case GUMBO_TAG_ASIDE: return RO_WITHIN_ASIDE;
    case GUMBO_TAG_FORM: return RO_WITHIN_FORM;
    case GUMBO_TAG_HEADER: return RO_WITHIN_HEADER;
    default: return 0;
    }
}

static uint32_t within_of_role(ro_str role) {
    static const char *const around[] = {"navigation", "banner", "contentinfo", "search",
                                         "dialog",     "menu",   "alert",       "toolbar"};
    for (size_t i = 0; i < sizeof around / sizeof *around; i++)
        if (ro_str_same(role, ro_str_of(around[i]))) return RO_WITHIN_NAVIGATION;
    return ro_str_same(role, RO_STR("complementary")) ? RO_WITHIN_ASIDE : 0;
}

static uint32_t within_of_hints(uint32_t hints) {
    static const struct {
        uint32_t hint, within;
    } pairs[] = {{RO_HINT_JUNK, RO_WITHIN_JUNK},           {RO_HINT_RELATED, RO_WITHIN_RELATED},
                 {RO_HINT_PROMOTION, RO_WITHIN_PROMOTION}, {RO_HINT_COMMENTS, RO_WITHIN_COMMENTS},
                 {RO_HINT_CAPTION, RO_WITHIN_CAPTION},     {RO_HINT_BYLINE, RO_WITHIN_BYLINE},
                 {RO_HINT_DECK, RO_WITHIN_DECK},           {RO_HINT_DATE, RO_WITHIN_DATE}};
    uint32_t within = 0;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (hints & pairs[i].hint) within |= pairs[i].within;
    return within;
}

/* A class that says what a page has or lacks says nothing of what this element is:
 * "has-ads", "o-section--no-sidebar"; some words tell so only where they come first. */
static bool speaks_of_another(ro_str word, bool first) {
    static const char *const words[] = {"has", "no",   "with",   "without", "not", "non",
                                        "is",  "hide", "enable", "disable", "js",  "show"};
    enum { ANYWHERE = 6 };
    for (size_t i = 0; i < (first ? sizeof words / sizeof *words : ANYWHERE); i++)
        if (ro_str_eq(word, ro_str_of(words[i]))) return true;
    return false;
}

/* "articleBody_2" to "article body": lower case, words parted by one space. */
static size_t spell_out(ro_str name, char out[LONGEST_HINT * 2]) {
    size_t n = 0;
    for (size_t i = 0; i < name.n && n + 2 < LONGEST_HINT * 2; i++) {
        unsigned char c = (unsigned char)name.p[i];
        bool hump = ro_is_upper(c) && i > 0 && ro_is_lower((unsigned char)name.p[i - 1]);
        if (hump && n && out[n - 1] != ' ') out[n++] = ' ';
        if (ro_is_alpha(c))
            out[n++] = ro_lower((char)c);
        else if (n && out[n - 1] != ' ')
            out[n++] = ' ';
    }
    while (n && out[n - 1] == ' ') n--;
    return n;
}

/* The hints of one class or id: the longest phrases of its words. */
static uint32_t hints_of_name(const ro_read_rules *rules, ro_str name) {
    char words[LONGEST_HINT * 2];
    size_t n = spell_out(name, words);
    uint32_t hints = 0;
    for (size_t start = 0; start < n;) {
        size_t ends[MOST_HINT_WORDS] = {0}, count = 0, end = start;
        while (count < MOST_HINT_WORDS && end < n) {
            while (end < n && words[end] != ' ') end++;
            ends[count++] = end++;
        }
        if (speaks_of_another((ro_str){words + start, ends[0] - start}, start == 0)) break;
        size_t next = ends[0] + 1;
        while (count--) {
            uint32_t found =
                ro_lexicon_find(&rules->page_hints, (ro_str){words + start, ends[count] - start});
            if (found == RO_NONE) continue;
            hints |= found;
            next = ends[count] + 1;
            break;
        }
        start = next;
    }
    return hints;
}

static bool is_heading(GumboTag tag) {
    return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6;
}

/* The id of a heading says what it is about, not what it is. */
static uint32_t hints_of(const ro_read_rules *rules, const GumboNode *element) {
    uint32_t hints = 0;
    bool heading = is_heading(element->v.element.tag);
    const GumboVector *attributes = &element->v.element.attributes;
    for (unsigned i = 0; i < attributes->length; i++) {
        const GumboAttribute *attribute = attributes->data[i];
        ro_str name = ro_str_of(attribute->name), value = ro_str_of(attribute->value);
        bool telling =
            ro_str_eq(name, RO_STR("class")) || (ro_str_eq(name, RO_STR("id")) && !heading) ||
            ro_str_eq(name, RO_STR("itemprop")) || ro_str_eq(name, RO_STR("data-testid")) ||
            ro_str_eq(name, RO_STR("data-component"));
        if (!telling || value.n > 1000) continue;
        for (size_t at = 0; at < value.n;) {
            size_t end = at;
            while (end < value.n && !ro_is_space((unsigned char)value.p[end])) end++;
            if (end > at) hints |= hints_of_name(rules, (ro_str){value.p + at, end - at});
            at = end + 1;
        }
    }
    return hints;
}

static bool is_hidden(const GumboNode *element) {
    if (gumbo_get_attribute(&element->v.element.attributes, "hidden")) return true;
    ro_str style = ro_page_attribute(element, "style");
    return style.n && (ro_str_find(style, RO_STR("display:none")) != SIZE_MAX ||
                       ro_str_find(style, RO_STR("display: none")) != SIZE_MAX);
}

static bool note_element(ro_page *page, const GumboNode *element) {
    switch (element->v.element.tag) {
    case GUMBO_TAG_META: return RO_APPEND(page->arena, &page->metas, element);
    case GUMBO_TAG_LINK: return RO_APPEND(page->arena, &page->links, element);
    case GUMBO_TAG_TITLE:
        if (!page->title) page->title = element;
        return true;
    case GUMBO_TAG_SCRIPT:
        if (ro_str_find(ro_page_attribute(element, "type"), RO_STR("ld+json")) == SIZE_MAX)
            return true;
        return RO_APPEND(page->arena, &page->scripts, element);
    default: return true;
    }
}

typedef struct open_element {
    const GumboVector *children;
    unsigned next;
    uint32_t node; /* RO_NONE where hidden */
} open_element;

static bool push_text(ro_page *page, const GumboNode *dom, uint32_t parent) {
    ro_page_node *node = RO_PUSH(page->arena, &page->nodes);
    if (!node) return false;
    *node = (ro_page_node){
        .dom = dom, .parent = parent, .tag = GUMBO_TAG_LAST, .end = page->nodes.count};
    if (parent != RO_NONE) node->within = page->nodes.items[parent].within;
    return true;
}

static bool push_element(ro_page *page, const GumboNode *dom, uint32_t parent) {
    GumboTag tag = dom->v.element.tag;
    ro_page_node *node = RO_PUSH(page->arena, &page->nodes);
    if (!node) return false;
    *node = (ro_page_node){.dom = dom, .parent = parent, .tag = (uint16_t)tag};
    bool whole = tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY;
    if (!whole) {
        node->hints = (uint16_t)hints_of(page->rules, dom);
        node->own = within_of_tag(tag) | within_of_role(ro_page_attribute(dom, "role")) |
                    within_of_hints(node->hints) | (is_hidden(dom) ? RO_WITHIN_HIDDEN : 0);
    }
    node->within = node->own | (parent != RO_NONE ? page->nodes.items[parent].within : 0);
    return true;
}

/* Depth first with a stack of its own: pages nest as deep as they like. */
static bool flatten(ro_page *page) {
    RO_ARRAY(open_element) open = {0};
    if (!push_element(page, page->root, RO_NONE)) return false;
    open_element first = {&page->root->v.element.children, 0, 0};
    if (!RO_APPEND(page->arena, &open, first)) return false;
    while (open.count) {
        open_element *top = &open.items[open.count - 1];
        if (top->next == top->children->length) {
            if (top->node != RO_NONE) page->nodes.items[top->node].end = page->nodes.count;
            open.count--;
            continue;
        }
        const GumboNode *child = top->children->data[top->next++];
        uint32_t parent = top->node;
        bool text = child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_WHITESPACE ||
                    child->type == GUMBO_NODE_CDATA;
        if (text && parent != RO_NONE && !push_text(page, child, parent)) return false;
        if (child->type != GUMBO_NODE_ELEMENT) continue;
        if (!note_element(page, child)) return false;
        bool hidden = parent == RO_NONE || is_hidden_tag(child->v.element.tag);
        if (!hidden && !push_element(page, child, parent)) return false;
        open_element next = {&child->v.element.children, 0,
                             hidden ? RO_NONE : page->nodes.count - 1};
        if (!RO_APPEND(page->arena, &open, next)) return false;
    }
    return true;
}

ro_status ro_page_parse(ro_page *page, ro_str source, ro_error *error) {
    if (!ro_page_guard(page->arena, source, &page->source, &page->guarded))
        return ro_fail_nomem(error);
    ro_status status = parse(page, page->source, error);
    if (status != RO_OK) return status;
    return flatten(page) ? RO_OK : ro_fail_nomem(error);
}

void ro_page_free(ro_page *page) {
    ro_buffer_free(&page->text);
}
