/* SPDX-License-Identifier: Apache-2.0 */
/* Whom a page names as its authors: for machines, in marked elements, in links to
 * pages about authors, in lines that begin like a byline. The first place that gives a
 * full name is believed; pen names and desks where there is none. */
#include "read/page/page_facts.h"
#include "read/parts/bylines.h"
#include "read/parts/name_form.h"

enum {
    LONGEST_BYLINE = 300, /* bytes: a dozen names with their offices */
    LARGEST_ELEMENT = 60, /* nodes: a larger one is a card on the author */
    NEARBY = 120,         /* nodes around the first author in which others stand */
    BYLINE_WORDS = 20,    /* of the longest line that is a byline and no more */
    SIGNATURE_WORDS = 4   /* of a line of a name alone, under the text */
};

typedef struct finder {
    const ro_page *page;
    ro_record *record;
    const char *outlet;
    ro_byline weak; /* the surest place without a full name */
    bool done;
} finder;

static ro_arena *arena_of(const finder *f) {
    return f->page->arena;
}

/* Believe a place that gives a full name or an agency; keep the first other one in
 * mind. */
static void weigh(finder *f, const ro_byline *found) {
    if (f->done) return;
    if (found->full || found->agencies.count) {
        ro_record_take_byline(f->record, found);
        f->done = true;
        return;
    }
    bool better = found->people.count > 0 && f->weak.people.count == 0;
    if (found->stated.count && (f->weak.stated.count == 0 || better)) f->weak = *found;
}

static void read(finder *f, ro_str text, ro_byline_kind kind, ro_byline *byline) {
    ro_byline_read(f->page->rules, arena_of(f), f->outlet, text, kind, byline);
}

/* "The Example (www.example.com)" publishes what has "The Example" for its author. */
static bool is_publisher(ro_str name, const char *publisher) {
    name = ro_str_trim(name);
    return name.n && publisher && ro_str_starts(ro_str_of(publisher), name);
}

static void from_data(finder *f, const ro_linked_data *data, const ro_page_meta *meta) {
    ro_byline found = {0};
    for (uint32_t i = 0; i < data->authors.count; i++) {
        ro_str name = ro_str_of(data->authors.items[i].name);
        bool nobody = data->authors.items[i].organization || is_publisher(name, data->outlet) ||
                      is_publisher(name, meta->publisher);
        read(f, name, nobody ? RO_BYLINE_ORGANIZATION : RO_BYLINE_MARKED, &found);
    }
    weigh(f, &found);
}

static void from_meta(finder *f, const ro_page_meta *meta) {
    ro_byline found = {0};
    for (uint32_t i = 0; i < meta->authors.count; i++) {
        ro_str name = ro_str_of(meta->authors.items[i]);
        read(f, name,
             is_publisher(name, meta->publisher) ? RO_BYLINE_ORGANIZATION : RO_BYLINE_MARKED,
             &found);
    }
    weigh(f, &found);
}

static bool has_word(ro_str list, ro_str word) {
    for (size_t at = 0; at < list.n;) {
        size_t end = at;
        while (end < list.n && !ro_is_space((unsigned char)list.p[end])) end++;
        if (ro_str_same((ro_str){list.p + at, end - at}, word)) return true;
        at = end + 1;
    }
    return false;
}

/* "/author/jane-doe", "/autoren/…": a folder of the address says that it is about an
 * author, and something follows. */
static bool leads_to_author(const ro_read_rules *rules, ro_str href) {
    for (size_t i = 0; i < href.n; i++) {
        if (href.p[i] != '/') continue;
        size_t end = i + 1;
        while (end < href.n && href.p[end] != '/' && href.p[end] != '?') end++;
        uint32_t is = ro_lexicon_find(&rules->byline_words, (ro_str){href.p + i + 1, end - i - 1});
        if (end + 2 < href.n && href.p[end] == '/' && is != RO_NONE && (is & RO_BYLINE_PATH))
            return true;
    }
    return false;
}

typedef enum mark { MARK_NONE, MARK_PROPERTY, MARK_CLASS, MARK_LINK } mark;

/* How an element says that it names an author. Sources: schema.org, RDFa 1.1, the
 * microformats hCard and hAtom, HTML's rel=author. */
static mark mark_of(const ro_page *page, const ro_page_node *node) {
    if (node->tag == RO_TAG_TEXT) return MARK_NONE;
    uint32_t dom = node->dom;
    if (page->html.nodes.items[dom].count == 0) return MARK_NONE;
    if (has_word(ro_page_attribute(page, dom, "itemprop"), RO_STR("author")) ||
        has_word(ro_page_attribute(page, dom, "itemprop"), RO_STR("creator")) ||
        ro_str_ends(ro_page_attribute(page, dom, "property"), RO_STR(":author")) ||
        ro_str_same(ro_page_attribute(page, dom, "property"), RO_STR("author")) ||
        ro_str_ends(ro_page_attribute(page, dom, "property"), RO_STR(":creator")))
        return MARK_PROPERTY;
    if (node->tag == RO_TAG_A && has_word(ro_page_attribute(page, dom, "rel"), RO_STR("author")))
        return MARK_LINK;
    if (node->hints & RO_HINT_BYLINE) return MARK_CLASS;
    if (node->tag == RO_TAG_A && leads_to_author(page->rules, ro_page_attribute(page, dom, "href")))
        return MARK_LINK;
    return MARK_NONE;
}

/* The element inside that holds the name itself: itemprop "name", hCard's "fn", a link
 * to the author; else the element. */
static uint32_t name_within(const ro_page *page, uint32_t node) {
    uint32_t end = page->nodes.items[node].end;
    for (uint32_t i = node + 1; i < end; i++) {
        const ro_page_node *at = &page->nodes.items[i];
        if (at->tag == RO_TAG_TEXT) continue;
        if (has_word(ro_page_attribute(page, at->dom, "itemprop"), RO_STR("name")) ||
            has_word(ro_page_attribute(page, at->dom, "class"), RO_STR("fn")))
            return i;
    }
    return node;
}

static ro_str text_of(const finder *f, uint32_t node) {
    const ro_page_node *at = &f->page->nodes.items[node];
    /* <meta itemprop="name" content="…"> inside of what names the author. */
    ro_str content = ro_page_attribute(f->page, at->dom, "content");
    if (content.n && at->tag != RO_TAG_A) return content;
    return ro_str_of(ro_page_node_text(f->page, node, LONGEST_BYLINE));
}

/* The end of the small element around an author in which the others stand. */
static uint32_t end_of_group(const ro_page *page, uint32_t node) {
    uint32_t end = page->nodes.items[node].end;
    for (int up = 0; up < 3; up++) {
        node = page->nodes.items[node].parent;
        if (node == RO_NONE || page->nodes.items[node].end - node > NEARBY) break;
        end = page->nodes.items[node].end;
    }
    return end;
}

/* Elements of one kind of mark: the first that names somebody and those near it. */
static void from_marked(finder *f, mark wanted) {
    ro_byline found = {0};
    uint32_t end = f->page->nodes.count;
    const uint32_t others = RO_WITHIN_COMMENTS | RO_WITHIN_RELATED | RO_WITHIN_NAVIGATION;
    for (uint32_t i = 0; i < end; i++) {
        const ro_page_node *node = &f->page->nodes.items[i];
        if ((node->within & others) || mark_of(f->page, node) != wanted) continue;
        if (node->end - i > LARGEST_ELEMENT) continue;
        uint32_t name = wanted == MARK_LINK ? i : name_within(f->page, i);
        ro_byline one = found;
        read(f, text_of(f, name), wanted == MARK_PROPERTY ? RO_BYLINE_MARKED : RO_BYLINE_SHOWN,
             &one);
        bool grows = one.people.count > found.people.count;
        /* A link or a class may be anything's; a second one must name a person. */
        if (one.stated.count == found.stated.count || (found.stated.count && !grows)) continue;
        if (found.stated.count == 0) end = end_of_group(f->page, i);
        found = one;
        i = node->end - 1;
    }
    weigh(f, &found);
}

/* Lines of the text that open like a byline, and say nothing else. */
static void from_lines(finder *f) {
    const ro_read_rules *rules = f->page->rules;
    for (uint32_t i = 0; i < f->page->blocks.count && !f->done; i++) {
        const ro_page_block *block = &f->page->blocks.items[i];
        const uint32_t others = RO_WITHIN_COMMENTS | RO_WITHIN_RELATED | RO_WITHIN_NAVIGATION |
                                RO_WITHIN_CAPTION | RO_WITHIN_FIGURE;
        if (block->form.words > BYLINE_WORDS || (block->within & others)) continue;
        ro_str text = ro_str_span(f->page->text.data, block->span);
        bool label = ro_is_byline_label(rules, text) && i + 1 < f->page->blocks.count;
        if (label) text = ro_str_span(f->page->text.data, f->page->blocks.items[i + 1].span);
        bool opens = text.n <= LONGEST_BYLINE && ro_opens_byline(rules, arena_of(f), text);
        if (!label && !opens) {
            text = ro_behind_date(rules, text);
            if (text.n > LONGEST_BYLINE || !ro_opens_byline(rules, arena_of(f), text)) continue;
        }
        ro_byline found = {0};
        if (text.n <= LONGEST_BYLINE) read(f, text, RO_BYLINE_TEXT, &found);
        weigh(f, &found);
    }
}

/* Whether all of a paragraph is set off from the text: slanted, bold, to the right. */
static bool is_set_off(const ro_page *page, const ro_page_block *block) {
    const ro_page_node *node = &page->nodes.items[block->node];
    ro_str align = ro_page_attribute(page, node->dom, "align");
    ro_str style = ro_page_attribute(page, node->dom, "style");
    if (ro_str_same(align, RO_STR("right")) || ro_str_find(style, RO_STR("right")) != SIZE_MAX)
        return true;
    uint32_t first = block->node + 1;
    while (first < node->end && page->nodes.items[first].tag == RO_TAG_TEXT) first++;
    if (first >= node->end) return false;
    switch (page->nodes.items[first].tag) {
    case RO_TAG_EM:
    case RO_TAG_I:
    case RO_TAG_B:
    case RO_TAG_STRONG: return page->nodes.items[first].end + 1 >= node->end;
    default: return false;
    }
}

static void from_set_off(finder *f, const ro_page_block *block) {
    if (f->done || !block || block->form.kind != RO_BLOCK_PARAGRAPH) return;
    ro_str text = ro_str_span(f->page->text.data, block->span);
    if (block->form.words > SIGNATURE_WORDS || !is_set_off(f->page, block) ||
        !ro_is_person(f->page->rules, text))
        return;
    ro_byline found = {0};
    read(f, text, RO_BYLINE_TEXT, &found);
    weigh(f, &found);
}

/* "… he said. (Jane Doe, 3.5.2024)": a custom of German. */
static void from_brackets(finder *f, const ro_page_block *block) {
    ro_str text = ro_str_trim(ro_str_span(f->page->text.data, block->span));
    if (f->done || text.n == 0 || text.p[text.n - 1] != ')') return;
    size_t open = text.n;
    while (open > 0 && text.n - open < LONGEST_BYLINE && text.p[open - 1] != '(') open--;
    if (open == 0 || text.p[open - 1] != '(') return;
    ro_str inside = {text.p + open, text.n - open - 1};
    ro_date date;
    if (!ro_find_date(f->page->rules, inside, RO_DAY_FIRST, &date, NULL)) return;
    ro_byline found = {0};
    read(f, inside, RO_BYLINE_TEXT, &found);
    weigh(f, &found);
}

/* "Jane Doe" as the first or last paragraph of the article. */
static void from_ends(finder *f) {
    const ro_page_block *first = NULL, *last = NULL;
    for (uint32_t i = 0; i < f->page->blocks.count; i++) {
        const ro_page_block *block = &f->page->blocks.items[i];
        if (block->form.role == RO_ROLE_LEFT_OUT || block->form.kind != RO_BLOCK_PARAGRAPH)
            continue;
        if (!first) first = block;
        last = block;
    }
    if (!last) return;
    from_set_off(f, first);
    from_set_off(f, last);
    from_brackets(f, last);
}

void ro_page_authors(const ro_page *page, ro_record *record, const ro_linked_data *data,
                     const ro_page_meta *meta) {
    finder f = {.page = page, .record = record, .outlet = record->article->meta.outlet};
    from_data(&f, data, meta);
    if (!f.done) from_meta(&f, meta);
    if (!f.done) from_marked(&f, MARK_PROPERTY);
    if (!f.done) from_marked(&f, MARK_CLASS);
    if (!f.done) from_marked(&f, MARK_LINK);
    if (!f.done) from_lines(&f);
    if (!f.done) from_ends(&f);
    if (!f.done) ro_record_take_byline(record, &f.weak);
}
