/* SPDX-License-Identifier: Apache-2.0 */
/* The stack of open elements, 13.2.4.2, and what asks it. It is never deeper than
 * RO_HTML_DEEPEST and a bit, so that a walk over it costs a bounded time. */
#include "read/html/html_builder.h"

static void count(builder *b, uint32_t node, int by) {
    unsigned tag = ro_html_node_at(b, node)->tag;
    if (tag < RO_TAG_COUNT) b->open_count[tag] = (uint16_t)(b->open_count[tag] + by);
}

void ro_html_push(builder *b, uint32_t node) {
    if (b->arena->oom) return;
    b->open[b->depth++] = node;
    count(b, node, 1);
}

/* Where an element ends: behind the end tag at hand, if it is its own; else before the token. */
void ro_html_end(builder *b, uint32_t index) {
    ro_html_node *node = ro_html_node_at(b, index);
    const ro_html_token *t = &b->token;
    bool own = t->kind == RO_TOKEN_END && t->tag == RO_TAG_NAME(node->tag);
    uint32_t end = own ? t->end : t->start;
    if (end > node->end) node->end = end;
}

void ro_html_pop(builder *b) {
    if (b->depth == 0) return;
    uint32_t node = b->open[--b->depth];
    count(b, node, -1);
    ro_html_end(b, node);
    if (b->all_too_deep && b->depth < RO_HTML_DEEPEST) {
        memset(b->too_deep, 0, sizeof b->too_deep);
        b->all_too_deep = 0;
    }
}

void ro_html_remove_open(builder *b, uint32_t place) {
    count(b, b->open[place], -1);
    ro_html_end(b, b->open[place]);
    memmove(b->open + place, b->open + place + 1, (b->depth - place - 1) * sizeof *b->open);
    b->depth--;
}

void ro_html_put_open(builder *b, uint32_t place, uint32_t node) {
    memmove(b->open + place + 1, b->open + place, (b->depth - place) * sizeof *b->open);
    b->open[place] = node;
    b->depth++;
    count(b, node, 1);
}

uint32_t ro_html_place_of(const builder *b, uint32_t node) {
    for (uint32_t i = b->depth; i-- > 0;)
        if (b->open[i] == node) return i;
    return RO_NONE;
}

uint32_t ro_html_last_open(const builder *b, unsigned tag) {
    if (!ro_html_is_open(b, tag)) return RO_NONE;
    uint32_t i = b->depth;
    while (ro_html_node_at(b, b->open[--i])->tag != tag) continue;
    return i;
}

bool ro_html_has_name_of_token(const builder *b, uint32_t node) {
    const ro_html_token *t = &b->token;
    unsigned tag = RO_TAG_NAME(ro_html_node_at(b, node)->tag);
    if (t->tag != RO_TAG_UNKNOWN || tag != RO_TAG_UNKNOWN) return t->tag == tag;
    ro_str name = {b->tree->source.p + t->inner, t->inner_end - t->inner};
    return ro_str_same(name, ro_html_name(b->tree, node));
}

static bool ends_scope(unsigned tag, ro_html_scope scope) {
    switch (scope) {
    case SCOPE_TABLE: return tag == RO_TAG_HTML || tag == RO_TAG_TABLE || tag == RO_TAG_TEMPLATE;
    case SCOPE_LIST_ITEM:
        if (tag == RO_TAG_OL || tag == RO_TAG_UL) return true;
        break;
    case SCOPE_BUTTON:
        if (tag == RO_TAG_BUTTON) return true;
        break;
    case SCOPE_DEFAULT: break;
    }
    return (ro_tag_kinds(tag) & RO_TAG_IS_SCOPE) != 0;
}

bool ro_html_in_scope(const builder *b, unsigned tag, ro_html_scope scope) {
    if (!ro_html_is_open(b, tag)) return false;
    for (uint32_t i = b->depth; i-- > 0;) {
        unsigned at = ro_html_node_at(b, b->open[i])->tag;
        if (at == tag) return true;
        if (ends_scope(at, scope)) return false;
    }
    return false;
}

bool ro_html_node_in_scope(const builder *b, uint32_t node) {
    for (uint32_t i = b->depth; i-- > 0;) {
        if (b->open[i] == node) return true;
        if (ends_scope(ro_html_node_at(b, b->open[i])->tag, SCOPE_DEFAULT)) return false;
    }
    return false;
}

bool ro_html_heading_in_scope(const builder *b) {
    for (uint32_t i = b->depth; i-- > 0;) {
        unsigned at = ro_html_node_at(b, b->open[i])->tag;
        if (ro_tag_is_heading(at)) return true;
        if (ends_scope(at, SCOPE_DEFAULT)) return false;
    }
    return false;
}

void ro_html_pop_until(builder *b, unsigned tag) {
    while (b->depth > 1 && ro_html_current_tag(b) != tag) ro_html_pop(b);
    if (b->depth > 1) ro_html_pop(b);
}

void ro_html_imply_end_tags(builder *b, unsigned except) {
    while (ro_tag_kinds(ro_html_current_tag(b)) & RO_TAG_IS_IMPLIED &&
           ro_html_current_tag(b) != except)
        ro_html_pop(b);
}

void ro_html_imply_all_end_tags(builder *b) {
    while (ro_tag_kinds(ro_html_current_tag(b)) & (RO_TAG_IS_IMPLIED | RO_TAG_IS_THOROUGH))
        ro_html_pop(b);
}

void ro_html_close_paragraph(builder *b) {
    if (!ro_html_in_scope(b, RO_TAG_P, SCOPE_BUTTON)) return;
    ro_html_imply_end_tags(b, RO_TAG_P);
    ro_html_pop_until(b, RO_TAG_P);
}

/* The mode within an element; MODE_COUNT where the one around it tells. */
static ro_html_mode mode_within(const builder *b, unsigned tag, bool last) {
    switch (tag) {
    case RO_TAG_TD:
    case RO_TAG_TH: return last ? MODE_IN_BODY : MODE_IN_CELL;
    case RO_TAG_TR: return MODE_IN_ROW;
    case RO_TAG_TBODY:
    case RO_TAG_THEAD:
    case RO_TAG_TFOOT: return MODE_IN_TABLE_BODY;
    case RO_TAG_CAPTION: return MODE_IN_CAPTION;
    case RO_TAG_COLGROUP: return MODE_IN_COLUMN_GROUP;
    case RO_TAG_TABLE: return MODE_IN_TABLE;
    case RO_TAG_TEMPLATE: return (ro_html_mode)b->template_modes.items[b->template_modes.count - 1];
    case RO_TAG_HEAD: return last ? MODE_IN_BODY : MODE_IN_HEAD;
    case RO_TAG_BODY: return MODE_IN_BODY;
    case RO_TAG_FRAMESET: return MODE_IN_FRAMESET;
    case RO_TAG_HTML: return b->head == RO_NONE ? MODE_BEFORE_HEAD : MODE_AFTER_HEAD;
    default: return last ? MODE_IN_BODY : MODE_COUNT;
    }
}

void ro_html_reset_mode(builder *b) {
    for (uint32_t i = b->depth; i-- > 0;) {
        bool last = i == 0 && b->context != RO_NONE;
        unsigned tag = ro_html_node_at(b, last ? b->context : b->open[i])->tag;
        ro_html_mode mode = mode_within(b, tag, i == 0);
        if (mode == MODE_COUNT) continue;
        b->mode = mode;
        return;
    }
    b->mode = MODE_IN_BODY;
}

uint32_t ro_html_adjusted_current(const builder *b) {
    return b->depth == 1 && b->context != RO_NONE ? b->context : ro_html_current(b);
}

void ro_html_next_token(builder *b) {
    /* 13.2.5.42: "<![CDATA[" is of SVG and MathML alone. */
    b->tokens.in_foreign =
        b->depth > 0 && ro_html_node_at(b, ro_html_adjusted_current(b))->tag > RO_TAG_COUNT;
    ro_html_next(&b->tokens, &b->token);
    b->copies_left += RO_HTML_COPIES;
}
