/* SPDX-License-Identifier: Apache-2.0 */
/* Lay out the text of a page as paragraphs, each character with its bytes in the
 * source. White space is made one space, as browsers do. */
#include "base/error.h"
#include "read/page/page.h"

typedef struct layout {
    ro_page *page;
    bool pending;          /* a space before the next letter */
    size_t pending_source; /* the first byte of that white space */
    size_t pending_length; /* 0: made, not read */
    unsigned breaks;       /* line breaks since the last letter */
    bool open;             /* a block has begun */
    ro_page_block block;
} layout;

static bool is_block_tag(unsigned tag) {
    switch (tag) {
    case RO_TAG_ADDRESS:
    case RO_TAG_ARTICLE:
    case RO_TAG_ASIDE:
    case RO_TAG_BLOCKQUOTE:
    case RO_TAG_BODY:
    case RO_TAG_CENTER:
    case RO_TAG_DD:
    case RO_TAG_DETAILS:
    case RO_TAG_DIV:
    case RO_TAG_DL:
    case RO_TAG_DT:
    case RO_TAG_FIELDSET:
    case RO_TAG_FIGCAPTION:
    case RO_TAG_FIGURE:
    case RO_TAG_FOOTER:
    case RO_TAG_FORM:
    case RO_TAG_H1:
    case RO_TAG_H2:
    case RO_TAG_H3:
    case RO_TAG_H4:
    case RO_TAG_H5:
    case RO_TAG_H6:
    case RO_TAG_HEADER:
    case RO_TAG_HR:
    case RO_TAG_HTML:
    case RO_TAG_LI:
    case RO_TAG_MAIN:
    case RO_TAG_NAV:
    case RO_TAG_OL:
    case RO_TAG_P:
    case RO_TAG_PRE:
    case RO_TAG_SECTION:
    case RO_TAG_SUMMARY:
    case RO_TAG_TABLE:
    case RO_TAG_TBODY:
    case RO_TAG_TD:
    case RO_TAG_TFOOT:
    case RO_TAG_TH:
    case RO_TAG_THEAD:
    case RO_TAG_TR:
    case RO_TAG_UL: return true;
    default: return false;
    }
}

/* What an element within a line says of the paragraph where all of its text lies in it. */
#define TELLING_INLINE                                                                             \
    (RO_WITHIN_ANY_JUNK | RO_WITHIN_BYLINE | RO_WITHIN_DATE | RO_WITHIN_DECK | RO_WITHIN_CAPTION)

static bool end_block(layout *l) {
    l->pending = false;
    l->breaks = 0;
    if (!l->open) return true;
    l->open = false;
    ro_page *page = l->page;
    l->block.common &= TELLING_INLINE & ~page->nodes.items[l->block.node].within;
    l->block.within |= l->block.common;
    l->block.span.end = (uint32_t)page->text.size;
    if (!ro_buffer_add(&page->text, "\n", 1)) return false;
    return RO_APPEND(page->arena, &page->blocks, l->block);
}

static bool add(layout *l, const char *text, size_t n, size_t source, size_t source_length) {
    ro_page *page = l->page;
    ro_map_run run = {(uint32_t)page->text.size, (uint32_t)n, source, source_length};
    return ro_buffer_add(&page->text, text, n) &&
           (source_length == 0 || ro_map_add(page->arena, &page->map, run));
}

static uint32_t block_element(const ro_page *page, uint32_t node) {
    while (node != 0 && !is_block_tag(page->nodes.items[node].tag))
        node = page->nodes.items[node].parent;
    return node;
}

/* Before the first letter after white space. */
static bool begin_word(layout *l, uint32_t node) {
    ro_page *page = l->page;
    if (!l->open) {
        uint32_t element = block_element(page, page->nodes.items[node].parent);
        l->block = (ro_page_block){.node = element, .within = page->nodes.items[element].within};
        l->block.span.start = (uint32_t)page->text.size;
        l->open = true;
        l->pending = false;
        l->block.common = page->nodes.items[node].within;
    }
    l->block.common &= page->nodes.items[node].within;
    if (!l->pending) return true;
    l->pending = false;
    return add(l, " ", 1, l->pending_source, l->pending_length);
}

/* Length of the white space or unseen character at p; 0 where there is none. */
static size_t blank_at(const char *p, const char *end, bool *unseen) {
    unsigned char c = (unsigned char)*p;
    *unseen = false;
    if (c < 0x80) {
        bool space = ro_is_space(c);
        *unseen = !space && (c < ' ' || c == 0x7F);
        return space || *unseen ? 1 : 0;
    }
    if (c == 0xC2 && end - p >= 2) {
        *unseen = (unsigned char)p[1] == 0xAD; /* soft hyphen */
        return (unsigned char)p[1] == 0xA0 || *unseen ? 2 : 0;
    }
    if (c != 0xE2 && c != 0xEF && c != 0xE3) return 0;
    unsigned length;
    uint32_t code = ro_utf8_decode(p, end, &length);
    *unseen = code == 0x200B || code == 0x200C || code == 0x200D || code == 0xFEFF ||
              code == 0x200E || code == 0x200F || code == 0x2060;
    return *unseen || ro_code_is_space(code) ? length : 0;
}

/* Most of a page: what blank_at need not be asked about. */
static bool is_plain_letter(char c) {
    return c > ' ' && c < 0x7F;
}

static void note_space(layout *l, size_t source, size_t length) {
    if (l->pending && l->pending_length) return;
    l->pending = true;
    l->pending_source = source;
    l->pending_length = length;
}

/* Add decoded text: exact says that its bytes are those of the source. */
static bool add_text(layout *l, uint32_t node, const ro_html_piece *piece) {
    ro_str s = piece->text;
    size_t source = piece->source, source_length = piece->length;
    bool exact = s.p == l->page->html.source.p + source;
    bool linked = l->page->nodes.items[node].within & RO_WITHIN_LINK;
    const char *p = s.p, *end = ro_str_end(s);
    while (p < end) {
        bool unseen;
        size_t blank = blank_at(p, end, &unseen);
        size_t at = exact ? source + (size_t)(p - s.p) : source;
        if (blank) {
            if (!unseen) note_space(l, at, exact ? blank : source_length);
            p += blank;
            continue;
        }
        const char *word = p;
        while (p < end && (is_plain_letter(*p) || blank_at(p, end, &unseen) == 0)) p++;
        if (l->breaks > 1 && l->open && !end_block(l)) return false;
        l->breaks = 0;
        size_t n = (size_t)(p - word);
        if (!begin_word(l, node) || !add(l, word, n, at, exact ? n : source_length)) return false;
        l->block.letters += (uint32_t)n;
        l->block.linked += linked ? (uint32_t)n : 0;
    }
    return true;
}

/* Boxes within a line: the links that open over a name, and what is hidden. Only those
 * within a paragraph: one that lies in such an element is judged as a whole, later. */
static bool is_inline_junk(const ro_page *page, uint32_t index) {
    enum { LONGEST_BOX = 4000 }; /* bytes of markup */
    const ro_page_node *nodes = page->nodes.items;
    if (!(nodes[index].within & RO_WITHIN_ANY_JUNK)) return false;
    uint32_t block = block_element(page, nodes[index].parent), top = RO_NONE;
    uint32_t bits = nodes[index].within & ~nodes[block].within & RO_WITHIN_ANY_JUNK;
    if (!bits) return false;
    for (uint32_t at = nodes[index].parent; at != block; at = nodes[at].parent)
        if (nodes[at].own & bits) top = at;
    if (top == RO_NONE) return false;
    const ro_html_node *box = &page->html.nodes.items[nodes[top].dom];
    if (box->end - box->start > LONGEST_BOX) return false;
    bool linked = (bits & RO_WITHIN_HIDDEN) != 0;
    for (uint32_t at = top; at < nodes[top].end && !linked; at++)
        linked = nodes[at].tag == RO_TAG_A;
    return linked;
}

static bool add_node(layout *l, uint32_t index) {
    const ro_page_node *node = &l->page->nodes.items[index];
    if (is_inline_junk(l->page, index)) {
        if (!l->pending) note_space(l, 0, 0);
        return true;
    }
    ro_html_piece piece;
    const ro_html_tree *html = &l->page->html;
    for (ro_html_reading at = ro_html_read_text(html, node->dom);
         ro_html_next_piece(html, &at, &piece);)
        if (piece.text.n && !add_text(l, index, &piece)) return false;
    return true;
}

/* A line break is a space; two are the end of a paragraph. */
static void note_break(layout *l) {
    l->breaks++;
    if (!l->pending) note_space(l, 0, 0);
}

/* Elements that a reader sees apart from their neighbours though they run inline. */
static bool parts_words(unsigned tag) {
    return tag == RO_TAG_IMG || tag == RO_TAG_TIME || tag == RO_TAG_LABEL;
}

static ro_block_kind kind_of(uint32_t within) {
    if (within & RO_WITHIN_HEADING) return RO_BLOCK_HEADING;
    if (within & RO_WITHIN_CAPTION) return RO_BLOCK_CAPTION;
    if (within & RO_WITHIN_LIST) return RO_BLOCK_ITEM;
    if (within & RO_WITHIN_QUOTATION) return RO_BLOCK_QUOTATION;
    if (within & RO_WITHIN_TABLE) return RO_BLOCK_CELL;
    return RO_BLOCK_PARAGRAPH;
}

static bool measure_blocks(ro_page *page) {
    ro_draft draft = {.text = page->text.data, .size = (uint32_t)page->text.size};
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        ro_page_block *block = &page->blocks.items[i];
        ro_block form = {.span = block->span,
                         .kind = (uint8_t)kind_of(block->within),
                         .role = RO_ROLE_OPEN,
                         .linked = block->linked * 5 >= block->letters * 4};
        if (!RO_APPEND(page->arena, &draft.blocks, form)) return false;
    }
    ro_draft_measure(&draft);
    for (uint32_t i = 0; i < page->blocks.count; i++)
        page->blocks.items[i].form = draft.blocks.items[i];
    return true;
}

/* Which blocks lie in each subtree: blocks are in the order of their nodes. */
static void number_blocks(ro_page *page, const uint32_t *before) {
    for (uint32_t i = 0; i < page->nodes.count; i++) {
        ro_page_node *node = &page->nodes.items[i];
        node->first_block = before[i];
        node->last_block = before[node->end];
    }
}

ro_status ro_page_layout(ro_page *page, ro_error *error) {
    layout l = {.page = page};
    uint32_t count = page->nodes.count, *closing = NULL, depth = 0;
    uint32_t *before = RO_ARENA_ARRAY(page->arena, uint32_t, (size_t)count + 1);
    closing = RO_ARENA_ARRAY(page->arena, uint32_t, (size_t)count + 1);
    if (!before || !closing) return ro_fail_nomem(error);
    bool done = true;
    for (uint32_t i = 0; i < count && done; i++) {
        const ro_page_node *node = &page->nodes.items[i];
        for (; depth && closing[depth - 1] <= i; depth--) done = done && end_block(&l);
        if (node->tag == RO_TAG_TEXT) {
            before[i] = page->blocks.count;
            done = done && add_node(&l, i);
            continue;
        }
        if (is_block_tag(node->tag)) {
            done = done && end_block(&l);
            closing[depth++] = node->end;
        } else if (node->tag == RO_TAG_BR) {
            note_break(&l);
        } else if (parts_words(node->tag) && !l.pending) {
            note_space(&l, 0, 0);
        }
        before[i] = page->blocks.count;
    }
    done = done && end_block(&l) && ro_buffer_add(&page->text, "", 0);
    if (!done || !measure_blocks(page)) return ro_fail_nomem(error);
    before[count] = page->blocks.count;
    number_blocks(page, before);
    return RO_OK;
}

/* Add text with its white space as single spaces, while it fits; the new length. */
static size_t add_folded(char *out, size_t n, size_t most, ro_str s) {
    for (size_t i = 0; i < s.n && n + 1 < most; i++) {
        bool space = ro_is_space((unsigned char)s.p[i]);
        if (space && (n == 0 || ro_is_space((unsigned char)out[n - 1]))) continue;
        out[n++] = space ? ' ' : s.p[i];
    }
    return n;
}

/* Whether a block, or a line by <br>, begins at node i of a subtree or ended before it. */
static bool parts_lines(const ro_page *page, uint32_t subtree, uint32_t i) {
    const ro_page_node *nodes = page->nodes.items;
    if (i == subtree) return false;
    if (is_block_tag(nodes[i].tag) || nodes[i].tag == RO_TAG_BR) return true;
    for (uint32_t at = i - 1; at != subtree && nodes[at].end <= i; at = nodes[at].parent)
        if (is_block_tag(nodes[at].tag)) return true;
    return false;
}

static const char *node_text(const ro_page *page, uint32_t node, size_t most, bool lines) {
    char *out = ro_arena_alloc(page->arena, most + 1);
    if (!out) return NULL;
    size_t n = 0;
    for (uint32_t i = node; i < page->nodes.items[node].end && n + 1 < most; i++) {
        const ro_page_node *at = &page->nodes.items[i];
        if (lines && n && out[n - 1] != '\n' && parts_lines(page, node, i)) out[n++] = '\n';
        if (at->tag != RO_TAG_TEXT) {
            if (n && !ro_is_space((unsigned char)out[n - 1])) out[n++] = ' ';
            continue;
        }
        ro_html_piece piece;
        for (ro_html_reading reading = ro_html_read_text(&page->html, at->dom);
             n + 1 < most && ro_html_next_piece(&page->html, &reading, &piece);)
            n = add_folded(out, n, most, piece.text);
    }
    out[ro_utf8_floor(out, n)] = '\0';
    return out;
}

const char *ro_page_node_text(const ro_page *page, uint32_t node, size_t most) {
    return node_text(page, node, most, false);
}

const char *ro_page_node_lines(const ro_page *page, uint32_t node, size_t most) {
    return node_text(page, node, most, true);
}
