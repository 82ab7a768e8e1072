/* SPDX-License-Identifier: Apache-2.0 */
/* Whom a page names as its authors: for machines, in marked elements, in links to
 * pages about authors, in lines that begin like a byline. The first place that gives a
 * full name is believed; pen names and desks where there is none. */
#include "read/page/page_facts.h"
#include "read/parts/bylines.h"
#include "read/parts/credits.h"
#include "read/parts/name_form.h"

enum {
    LONGEST_BYLINE = 300, /* bytes: a dozen names with their offices */
    LARGEST_ELEMENT = 60, /* nodes: a larger one is a card on the author */
    LABEL_NODES = 6,      /* before an element in which its label stands */
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

/* "The Example (www.example.com)" publishes what has "The Example" for its author; "Jane Doe"
 * publishes what she writes. */
static bool is_publisher(const finder *f, ro_str name, const char *publisher) {
    name = ro_str_trim(name);
    const ro_read_rules *rules = f->page->rules;
    return name.n && publisher && ro_str_starts(ro_str_of(publisher), name) &&
           !(ro_is_person(rules, name) && ro_has_given_name(rules, name));
}

static void from_data(finder *f, const ro_linked_data *data, const ro_page_meta *meta) {
    ro_byline found = {0};
    for (uint32_t i = 0; i < data->authors.count; i++) {
        ro_str name = ro_str_of(data->authors.items[i].name);
        bool nobody = data->authors.items[i].organization || is_publisher(f, name, data->outlet) ||
                      is_publisher(f, name, meta->publisher);
        read(f, name, nobody ? RO_BYLINE_ORGANIZATION : RO_BYLINE_MARKED, &found);
    }
    weigh(f, &found);
}

static void from_meta(finder *f, const ro_page_meta *meta) {
    ro_byline found = {0};
    for (uint32_t i = 0; i < meta->authors.count; i++) {
        ro_str name = ro_str_of(meta->authors.items[i]);
        read(f, name,
             is_publisher(f, name, meta->publisher) ? RO_BYLINE_ORGANIZATION : RO_BYLINE_MARKED,
             &found);
    }
    weigh(f, &found);
}

static void from_card(finder *f, const ro_page_meta *meta) {
    ro_byline found = {0};
    for (unsigned i = 0; i < RO_CARD_LINES; i++)
        if (ro_is_byline_label(f->page->rules, ro_str_of(meta->card_labels[i])))
            read(f, ro_str_of(meta->card_values[i]), RO_BYLINE_MARKED, &found);
    weigh(f, &found);
}

static bool has_word(ro_str list, ro_str word) {
    for (ro_str next; (next = ro_str_next_word(&list)).n;)
        if (ro_str_same(next, word)) return true;
    return false;
}

/* "jane-doe" of "/author/jane-doe", "/autoren/…": a folder of the address says that it is about
 * an author, and something follows. Empty: none does. */
static ro_str author_in(const ro_read_rules *rules, ro_str href) {
    for (size_t i = 0; i < href.n; i++) {
        if (href.p[i] != '/') continue;
        size_t end = i + 1;
        while (end < href.n && href.p[end] != '/' && href.p[end] != '?') end++;
        uint32_t is = ro_lexicon_find(&rules->byline_words, (ro_str){href.p + i + 1, end - i - 1});
        if (end + 2 < href.n && href.p[end] == '/' && is != RO_NONE && (is & RO_BYLINE_PATH))
            return (ro_str){href.p + end + 1, href.n - end - 1};
    }
    return RO_STR("");
}

/* Whether an address holds the letters of a name in a row: "jane-doe-12" those of "Jane Doe". */
static bool spells(ro_str slug, ro_str name) {
    size_t at = 0;
    for (size_t i = 0; i < name.n; i++) {
        if (!ro_is_alpha((unsigned char)name.p[i]) && !ro_is_digit((unsigned char)name.p[i]))
            continue;
        while (at < slug.n && strchr("-_.+@", slug.p[at])) at++;
        if (at == slug.n || ro_lower(slug.p[at]) != ro_lower(name.p[i])) return false;
        at++;
    }
    return at > 0;
}

typedef enum mark { MARK_NONE, MARK_PROPERTY, MARK_CLASS, MARK_LINK } mark;

static bool is_rel_author(const ro_page *page, const ro_page_node *node) {
    return node->tag == RO_TAG_A &&
           has_word(ro_page_attribute(page, node->dom, "rel"), RO_STR("author"));
}

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
    if (is_rel_author(page, node)) return MARK_LINK;
    if (node->hints & RO_HINT_BYLINE) return MARK_CLASS;
    if (node->tag == RO_TAG_A && author_in(page->rules, ro_page_attribute(page, dom, "href")).n)
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
    return ro_str_of(ro_page_node_lines(f->page, node, LONGEST_BYLINE));
}

static ro_str next_line(ro_str *text) {
    const char *end = memchr(text->p, '\n', text->n);
    ro_str line = {text->p, end ? (size_t)(end - text->p) : text->n};
    size_t taken = line.n + (end ? 1 : 0);
    *text = (ro_str){text->p + taken, text->n - taken};
    return ro_str_trim(line);
}

/* Whether a line behind one that names somebody names another, and does not say what that one
 * is: a byline, an agency, a name that begins like one. */
static bool names_another(const finder *f, ro_str line) {
    const ro_read_rules *rules = f->page->rules;
    const char *comma = line.n ? memchr(line.p, ',', line.n) : NULL;
    ro_str name = {line.p, comma ? (size_t)(comma - line.p) : line.n};
    return ro_opens_byline(rules, arena_of(f), line) || ro_agency(rules, line) ||
           (ro_is_person(rules, name) && ro_has_given_name(rules, name));
}

static bool has_letter(ro_str s) {
    unsigned length;
    for (size_t i = 0; i < s.n; i += length)
        if (ro_code_is_word(ro_utf8_decode(s.p + i, ro_str_end(s), &length))) return true;
    return false;
}

/* The lines of an element: from the first that gives a full name on those that give one, for
 * behind it stand what that one is, the day, a biography. Where none does, a desk or a pen name
 * stands in the first that is no label. */
static void read_lines(finder *f, ro_str text, ro_byline_kind kind, ro_byline *byline) {
    ro_byline before = *byline, full = *byline;
    for (ro_str rest = text; rest.n;) {
        ro_str line = next_line(&rest);
        bool named = full.stated.count > before.stated.count;
        ro_byline one = full;
        if (line.n && (!named || names_another(f, line))) read(f, line, kind, &one);
        bool sure = one.agencies.count > full.agencies.count || (one.full && !full.full);
        if (named || sure || (one.full && one.people.count > full.people.count)) full = one;
    }
    if (full.stated.count > before.stated.count) {
        *byline = full;
        return;
    }
    for (ro_str rest = text; rest.n;) {
        ro_str line = next_line(&rest);
        if (!has_letter(line) || ro_is_byline_label(f->page->rules, line)) continue;
        read(f, line, kind, byline);
        break;
    }
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

/* Whether the words before an element say that whom it names did something else with the
 * report: "Reviewed by <a>". */
static bool follows_other_work(const finder *f, uint32_t index) {
    const ro_page_node *nodes = f->page->nodes.items;
    for (uint32_t i = index; i-- > 0 && index - i <= LABEL_NODES;) {
        if (nodes[i].tag != RO_TAG_TEXT) continue;
        ro_str text = ro_html_whole_text(&f->page->html, arena_of(f), nodes[i].dom);
        if (has_letter(text)) return ro_is_other_work(f->page->rules, text);
    }
    return false;
}

/* A desk or a pen name in a link is one where the address has it too: "Company" of
 * "/company/profile/12" is none. */
static bool links_by_name(const finder *f, const ro_page_node *node) {
    ro_str text = ro_str_of(
        ro_page_node_text(f->page, (uint32_t)(node - f->page->nodes.items), LONGEST_BYLINE));
    ro_str slug = author_in(f->page->rules, ro_page_attribute(f->page, node->dom, "href"));
    return is_rel_author(f->page, node) || spells(slug, text);
}

/* Elements of one kind of mark: the first that names somebody and those near it. */
static void from_marked(finder *f, mark wanted) {
    ro_byline found = {0};
    uint32_t end = f->page->nodes.count;
    const uint32_t others = RO_WITHIN_COMMENTS | RO_WITHIN_RELATED | RO_WITHIN_NAVIGATION;
    for (uint32_t i = 0; i < end; i++) {
        const ro_page_node *node = &f->page->nodes.items[i];
        if ((node->within & others) || mark_of(f->page, node) != wanted) continue;
        if (node->end - i > LARGEST_ELEMENT || follows_other_work(f, i)) continue;
        uint32_t name = wanted == MARK_LINK ? i : name_within(f->page, i);
        ro_byline one = found;
        read_lines(f, text_of(f, name),
                   wanted == MARK_PROPERTY ? RO_BYLINE_MARKED : RO_BYLINE_SHOWN, &one);
        bool grows = one.people.count > found.people.count;
        if (wanted == MARK_LINK && !one.full && !links_by_name(f, node)) continue;
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
    if (!f.done) from_card(&f, meta);
    if (!f.done) from_marked(&f, MARK_PROPERTY);
    if (!f.done) from_marked(&f, MARK_CLASS);
    if (!f.done) from_marked(&f, MARK_LINK);
    if (!f.done) from_lines(&f);
    if (!f.done) from_ends(&f);
    if (!f.done) ro_record_take_byline(record, &f.weak);
}
