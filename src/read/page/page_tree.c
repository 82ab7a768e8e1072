/* SPDX-License-Identifier: Apache-2.0 */
/* From bytes to the tree, and from that to a flat list of nodes with what class, id and tag say
 * of each. */
#include "base/error.h"
#include "base/hash.h"
#include "read/page/page.h"

enum { LONGEST_HINT = 40, MOST_HINT_WORDS = 3 };

ro_str ro_page_attribute(const ro_page *page, uint32_t element, const char *name) {
    return ro_html_attribute_value(&page->html, page->arena, element, ro_str_of(name));
}

ro_str ro_page_title_text(const ro_page *page) {
    if (page->title == RO_NONE) return (ro_str){"", 0};
    return ro_html_content(&page->html, page->arena, page->title);
}

static bool is_hidden_tag(unsigned tag) {
    switch (tag) {
    case RO_TAG_SCRIPT:
    case RO_TAG_STYLE:
    case RO_TAG_IFRAME:
    case RO_TAG_OBJECT:
    case RO_TAG_EMBED:
    case RO_TAG_SELECT:
    case RO_TAG_BUTTON:
    case RO_TAG_INPUT:
    case RO_TAG_TEXTAREA:
    case RO_TAG_CANVAS:
    case RO_TAG_AUDIO:
    case RO_TAG_VIDEO:
    case RO_TAG_MAP:
    case RO_TAG_APPLET:
    case RO_TAG_HEAD: return true;
    default: return false;
    }
}

static uint32_t within_of_tag(unsigned tag) {
    switch (tag) {
    case RO_TAG_A: return RO_WITHIN_LINK;
    case RO_TAG_H1:
    case RO_TAG_H2:
    case RO_TAG_H3:
    case RO_TAG_H4:
    case RO_TAG_H5:
    case RO_TAG_H6: return RO_WITHIN_HEADING;
    case RO_TAG_UL:
    case RO_TAG_OL:
    case RO_TAG_DL: return RO_WITHIN_LIST;
    case RO_TAG_TABLE: return RO_WITHIN_TABLE;
    case RO_TAG_BLOCKQUOTE: return RO_WITHIN_QUOTATION;
    case RO_TAG_FIGURE: return RO_WITHIN_FIGURE;
    case RO_TAG_FIGCAPTION: return RO_WITHIN_CAPTION;
    case RO_TAG_NAV:
    case RO_TAG_MENU:
    case RO_TAG_FOOTER: return RO_WITHIN_NAVIGATION;
    case RO_TAG_ASIDE: return RO_WITHIN_ASIDE;
    case RO_TAG_FORM: return RO_WITHIN_FORM;
    case RO_TAG_HEADER: return RO_WITHIN_HEADER;
    case RO_TAG_NOSCRIPT: return RO_WITHIN_HIDDEN; /* what readers see in place of it */
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
    } pairs[] = {{RO_HINT_JUNK, RO_WITHIN_JUNK},
                 {RO_HINT_RELATED, RO_WITHIN_RELATED},
                 {RO_HINT_PROMOTION, RO_WITHIN_PROMOTION},
                 {RO_HINT_COMMENTS, RO_WITHIN_COMMENTS},
                 {RO_HINT_CAPTION, RO_WITHIN_CAPTION},
                 {RO_HINT_BYLINE, RO_WITHIN_BYLINE},
                 {RO_HINT_DECK, RO_WITHIN_DECK},
                 {RO_HINT_DATE, RO_WITHIN_DATE},
                 {RO_HINT_POST, RO_WITHIN_POST},
                 {RO_HINT_FOOTNOTE, RO_WITHIN_FOOTNOTE},
                 {RO_HINT_CORRECTION, RO_WITHIN_CORRECTION}};
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

/* Whether an attribute says what its element is; the id of a heading says what it is about. */
static bool is_telling(ro_str name, bool heading) {
    switch (name.n) {
    case 2: return ro_str_same(name, RO_STR("id")) && !heading;
    case 5: return ro_str_same(name, RO_STR("class"));
    case 8: return ro_str_same(name, RO_STR("itemprop"));
    case 11: return ro_str_same(name, RO_STR("data-testid"));
    case 14: return ro_str_same(name, RO_STR("data-component"));
    default: return false;
    }
}

/* Whether a class shows at some width of the screen what another hides: "md:block", "d-lg-flex".
 * On paper alone is not for readers of the page. */
static bool shows_again(ro_str name) {
    static const char *const shown[] = {"block", "flex", "inline", "grid", "table", "contents"};
    bool at_width = memchr(name.p, ':', name.n) || ro_str_starts(name, RO_STR("d-"));
    if (!at_width || ro_str_find(name, RO_STR("print")) != SIZE_MAX) return false;
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        if (ro_str_find(name, ro_str_of(shown[i])) != SIZE_MAX) return true;
    return false;
}

/* Source: the names of Bootstrap, Tailwind and HTML5 Boilerplate. */
static bool is_hidden_class(ro_str value) {
    bool hidden = false;
    ro_str rest = value;
    for (ro_str name; (name = ro_str_next_word(&rest)).n && !hidden;)
        hidden = ro_str_eq(name, RO_STR("hidden")) || ro_str_eq(name, RO_STR("d-none"));
    for (ro_str name; hidden && (name = ro_str_next_word(&value)).n;) hidden = !shows_again(name);
    return hidden;
}

/* What the words of an attribute call an element. Few values make up most of a page: each is looked
 * up once while it stays in its place. */
static uint32_t hints_of_value(ro_page *page, ro_str value) {
    ro_page_hint *kept = &page->hints[ro_hash(value.p, value.n) % RO_PAGE_HINTS];
    if (kept->value.p && ro_str_eq(kept->value, value)) return kept->hints;
    *kept = (ro_page_hint){.value = value};
    for (ro_str name; (name = ro_str_next_word(&value)).n;)
        kept->hints |= hints_of_name(page->rules, name);
    return kept->hints;
}

/* What its attributes call an element; whether its class hides it. */
static uint32_t hints_of(ro_page *page, const ro_html_node *element, bool *hidden) {
    enum { LONGEST_VALUE = 1000 };
    const ro_html_tree *html = &page->html;
    bool heading = ro_tag_is_heading(element->tag);
    uint32_t hints = 0;
    for (uint32_t i = 0; i < element->count; i++) {
        const ro_html_attribute *a = &html->attributes.items[element->first + i];
        if (!is_telling((ro_str){html->source.p + a->name, a->name_end - a->name}, heading))
            continue;
        ro_str value = ro_html_value(html, page->arena, a);
        if (value.n > LONGEST_VALUE) continue;
        *hidden = *hidden || (a->name_end - a->name == 5 && is_hidden_class(value));
        hints |= hints_of_value(page, value);
    }
    return hints;
}

static bool is_hidden(const ro_page *page, uint32_t element) {
    if (ro_html_find_attribute(&page->html, element, RO_STR("hidden"))) return true;
    ro_str style = ro_page_attribute(page, element, "style");
    return style.n && (ro_str_find(style, RO_STR("display:none")) != SIZE_MAX ||
                       ro_str_find(style, RO_STR("display: none")) != SIZE_MAX);
}

static bool note_element(ro_page *page, uint32_t element) {
    switch (page->html.nodes.items[element].tag) {
    case RO_TAG_META: return RO_APPEND(page->arena, &page->metas, element);
    case RO_TAG_LINK: return RO_APPEND(page->arena, &page->links, element);
    case RO_TAG_TITLE:
        if (page->title == RO_NONE) page->title = element;
        return true;
    case RO_TAG_SCRIPT:
        if (ro_str_find(ro_page_attribute(page, element, "type"), RO_STR("ld+json")) == SIZE_MAX) {
            page->other_scripts++;
            return true;
        }
        return RO_APPEND(page->arena, &page->scripts, element);
    default: return true;
    }
}

static ro_page_node *push(ro_page *page, uint32_t dom, uint32_t parent) {
    ro_page_node *node = RO_PUSH(page->arena, &page->nodes);
    if (!node) return NULL;
    *node = (ro_page_node){.dom = dom, .parent = parent, .tag = page->html.nodes.items[dom].tag};
    node->end = page->nodes.count;
    if (parent != RO_NONE) node->within = page->nodes.items[parent].within;
    return node;
}

static bool push_element(ro_page *page, uint32_t dom, uint32_t parent) {
    const ro_html_node *element = &page->html.nodes.items[dom];
    ro_page_node *node = push(page, dom, parent);
    if (!node) return false;
    node->own = within_of_tag(element->tag);
    bool whole = element->tag == RO_TAG_HTML || element->tag == RO_TAG_BODY;
    if (!whole && element->count) {
        bool hidden = false;
        node->hints = (uint16_t)hints_of(page, element, &hidden);
        node->own |= within_of_role(ro_page_attribute(page, dom, "role")) |
                     within_of_hints(node->hints) |
                     (hidden || is_hidden(page, dom) ? RO_WITHIN_HIDDEN : 0);
    }
    node->within |= node->own;
    return true;
}

/* What a page holds for others than its readers: nothing of it is looked at. */
static bool is_apart(unsigned tag) {
    return tag == RO_TAG_TEMPLATE || tag == (RO_TAG_SVG | RO_TAG_SVG_SPACE) ||
           tag == (RO_TAG_MATH | RO_TAG_MATH_SPACE);
}

typedef struct walk {
    uint32_t at;     /* of the tree */
    uint32_t parent; /* the node of the page around it */
    uint32_t hidden; /* the outermost element around it that readers do not see; RO_NONE */
} walk;

/* Take what is at hand; whether to go into it. */
static bool take(ro_page *page, walk *w) {
    const ro_html_node *at = &page->html.nodes.items[w->at];
    bool hidden = w->hidden != RO_NONE;
    if (at->kind == RO_HTML_TEXT && !hidden) (void)push(page, w->at, w->parent);
    if (at->kind != RO_HTML_ELEMENT || !note_element(page, w->at) || is_apart(at->tag))
        return false;
    if (!hidden && is_hidden_tag(at->tag))
        w->hidden = w->at;
    else if (!hidden && push_element(page, w->at, w->parent))
        w->parent = page->nodes.count - 1;
    return !page->arena->oom;
}

/* Behind what is at hand, and behind all that ends with it. */
static void leave(ro_page *page, walk *w) {
    for (;;) {
        ro_page_node *around = &page->nodes.items[w->parent];
        if (w->at == w->hidden) {
            w->hidden = RO_NONE;
        } else if (around->dom == w->at) {
            around->end = page->nodes.count;
            w->parent = around->parent;
        }
        const ro_html_node *at = &page->html.nodes.items[w->at];
        w->at = w->at == page->root ? RO_NONE : at->next != RO_NONE ? at->next : at->parent;
        if (w->at == RO_NONE || w->at == at->next) return;
    }
}

/* Depth first: the tree knows its way back. */
static bool flatten(ro_page *page) {
    walk w = {page->root, RO_NONE, RO_NONE};
    while (w.at != RO_NONE && !page->arena->oom) {
        bool enter = take(page, &w);
        uint32_t child = page->html.nodes.items[w.at].first_child;
        if (enter && child != RO_NONE)
            w.at = child;
        else if (!page->arena->oom)
            leave(page, &w);
    }
    return !page->arena->oom;
}

ro_status ro_page_parse(ro_page *page, ro_str source, ro_error *error) {
    page->title = RO_NONE;
    if (!ro_html_parse(&page->html, page->arena, page->rules, source, RO_TAG_UNKNOWN))
        return ro_fail_nomem(error);
    page->root = page->html.nodes.items[0].first_child;
    while (page->html.nodes.items[page->root].kind != RO_HTML_ELEMENT)
        page->root = page->html.nodes.items[page->root].next;
    return flatten(page) ? RO_OK : ro_fail_nomem(error);
}

void ro_page_free(ro_page *page) {
    ro_buffer_free(&page->text);
}
