/* SPDX-License-Identifier: Apache-2.0 */
/* Drawings and formulas, 13.2.6.5: elements of SVG and MathML. */
#include "read/html/html_builder.h"

static unsigned space_of(unsigned tag) {
    return tag & (RO_TAG_SVG_SPACE | RO_TAG_MATH_SPACE);
}

/* Elements of MathML that hold text and HTML. */
static bool is_text_point(unsigned tag) {
    return tag == (RO_TAG_MI | RO_TAG_MATH_SPACE) || tag == (RO_TAG_MO | RO_TAG_MATH_SPACE) ||
           tag == (RO_TAG_MN | RO_TAG_MATH_SPACE) || tag == (RO_TAG_MS | RO_TAG_MATH_SPACE) ||
           tag == (RO_TAG_MTEXT | RO_TAG_MATH_SPACE);
}

/* Elements that hold HTML. */
static bool is_html_point(const builder *b, uint32_t node) {
    switch (ro_html_node_at(b, node)->tag) {
    case RO_TAG_FOREIGNOBJECT | RO_TAG_SVG_SPACE:
    case RO_TAG_DESC | RO_TAG_SVG_SPACE:
    case RO_TAG_TITLE | RO_TAG_SVG_SPACE: return true;
    case RO_TAG_ANNOTATION_XML | RO_TAG_MATH_SPACE: break;
    default: return false;
    }
    ro_str encoding = ro_html_attribute_value(b->tree, b->arena, node, RO_STR("encoding"));
    return ro_str_same(encoding, RO_STR("text/html")) ||
           ro_str_same(encoding, RO_STR("application/xhtml+xml"));
}

bool ro_html_is_foreign(const builder *b) {
    if (b->depth == 0 || b->token.kind == RO_TOKEN_EOF) return false;
    uint32_t node = ro_html_adjusted_current(b);
    unsigned tag = ro_html_node_at(b, node)->tag;
    if (space_of(tag) == 0) return false;
    bool start = b->token.kind == RO_TOKEN_START, text = b->token.kind == RO_TOKEN_TEXT;
    if (is_text_point(tag) &&
        (text || (start && b->token.tag != RO_TAG_MGLYPH && b->token.tag != RO_TAG_MALIGNMARK)))
        return false;
    if (tag == (RO_TAG_ANNOTATION_XML | RO_TAG_MATH_SPACE) && start && b->token.tag == RO_TAG_SVG)
        return false;
    return !((start || text) && is_html_point(b, node));
}

void ro_html_insert_foreign(builder *b, unsigned space) {
    ro_html_insert(b, b->token.tag | space);
    if (b->token.self_closing) ro_html_pop(b);
}

/* <font> with what HTML gives it. */
static bool has_font_attribute(const builder *b) {
    return ro_html_token_attribute(&b->tokens, RO_STR("color")) ||
           ro_html_token_attribute(&b->tokens, RO_STR("face")) ||
           ro_html_token_attribute(&b->tokens, RO_STR("size"));
}

static bool breaks_out(const builder *b) {
    unsigned tag = b->token.tag;
    if (b->token.kind == RO_TOKEN_END) return tag == RO_TAG_BR || tag == RO_TAG_P;
    return (ro_tag_kinds(tag) & RO_TAG_IS_BREAKOUT) ||
           (tag == RO_TAG_FONT && has_font_attribute(b));
}

/* HTML in a drawing: the page forgot to end it. */
static bool break_out(builder *b) {
    while (b->depth > 1) {
        uint32_t node = ro_html_current(b);
        unsigned tag = ro_html_node_at(b, node)->tag;
        if (space_of(tag) == 0 || is_text_point(tag) || is_html_point(b, node)) break;
        ro_html_pop(b);
    }
    return ro_html_step(b, b->mode);
}

static bool end_in_foreign(builder *b) {
    for (uint32_t i = b->depth; i-- > 0;) {
        uint32_t node = b->open[i];
        if (i + 1 < b->depth && space_of(ro_html_node_at(b, node)->tag) == 0)
            return ro_html_step(b, b->mode);
        if (i > 0 && ro_html_has_name_of_token(b, node)) {
            while (b->depth > i) ro_html_pop(b);
            return false;
        }
    }
    return false;
}

bool ro_html_step_foreign(builder *b) {
    switch (b->token.kind) {
    case RO_TOKEN_TEXT:
        if (b->frameset_ok && !ro_html_is_all_space(b, &b->token)) b->frameset_ok = false;
        b->token.keeps_nul = true;
        ro_html_insert_text(b, &b->token);
        return false;
    case RO_TOKEN_COMMENT:
        ro_html_insert_comment(b, ro_html_appropriate_place(b, ro_html_current(b)));
        return false;
    case RO_TOKEN_START:
        if (breaks_out(b)) return break_out(b);
        ro_html_insert_foreign(b, space_of(ro_html_node_at(b, ro_html_adjusted_current(b))->tag));
        return false;
    case RO_TOKEN_END: return breaks_out(b) ? break_out(b) : end_in_foreign(b);
    default: return false;
    }
}
