/* SPDX-License-Identifier: Apache-2.0 */
/* In the body, what closes: 13.2.6.4.7. */
#include "read/html/html_builder.h"

void ro_html_other_end_tag(builder *b) {
    for (uint32_t i = b->depth; i-- > 0;) {
        uint32_t node = b->open[i];
        bool html = ro_html_node_at(b, node)->tag < RO_TAG_COUNT;
        if (html && ro_html_has_name_of_token(b, node)) {
            if (i == 0) return;
            while (b->depth > i) ro_html_pop(b);
            return;
        }
        if (ro_tag_kinds(ro_html_node_at(b, node)->tag) & RO_TAG_IS_SPECIAL) return;
    }
}

/* Blocks: with all that was left open in them. */
static void end_block(builder *b, unsigned tag) {
    if (!ro_html_in_scope(b, tag, SCOPE_DEFAULT)) return;
    ro_html_imply_end_tags(b, RO_TAG_UNKNOWN);
    ro_html_pop_until(b, tag);
    if (tag == RO_TAG_APPLET || tag == RO_TAG_MARQUEE || tag == RO_TAG_OBJECT)
        ro_html_clear_formatting(b);
}

static void end_form(builder *b) {
    if (ro_html_is_open(b, RO_TAG_TEMPLATE)) {
        end_block(b, RO_TAG_FORM);
        return;
    }
    uint32_t form = b->form;
    b->form = RO_NONE;
    if (form == RO_NONE || !ro_html_node_in_scope(b, form)) return;
    ro_html_imply_end_tags(b, RO_TAG_UNKNOWN);
    ro_html_remove_open(b, ro_html_place_of(b, form));
}

static void end_item(builder *b, unsigned tag) {
    ro_html_scope scope = tag == RO_TAG_LI ? SCOPE_LIST_ITEM : SCOPE_DEFAULT;
    if (!ro_html_in_scope(b, tag, scope)) return;
    ro_html_imply_end_tags(b, tag);
    ro_html_pop_until(b, tag);
}

static void end_heading(builder *b) {
    if (!ro_html_heading_in_scope(b)) return;
    ro_html_imply_end_tags(b, RO_TAG_UNKNOWN);
    while (!ro_tag_is_heading(ro_html_current_tag(b))) ro_html_pop(b);
    ro_html_pop(b);
}

/* "</p>" without a paragraph is an empty one, "</br>" a line break. */
static void end_paragraph(builder *b) {
    if (!ro_html_in_scope(b, RO_TAG_P, SCOPE_BUTTON)) ro_html_insert_implied(b, RO_TAG_P);
    ro_html_close_paragraph(b);
}

static void end_line(builder *b) {
    ro_html_reconstruct(b);
    ro_html_insert_implied(b, RO_TAG_BR);
    ro_html_pop(b);
    b->frameset_ok = false;
}

bool ro_html_body_end_tag(builder *b) {
    unsigned tag = b->token.tag;
    switch (tag) {
    case RO_TAG_TEMPLATE: return ro_html_step(b, MODE_IN_HEAD);
    case RO_TAG_BODY:
    case RO_TAG_HTML:
        if (!ro_html_in_scope(b, RO_TAG_BODY, SCOPE_DEFAULT)) return false;
        b->mode = MODE_AFTER_BODY;
        return tag == RO_TAG_HTML;
    case RO_TAG_APPLET:
    case RO_TAG_BUTTON:
    case RO_TAG_MARQUEE:
    case RO_TAG_OBJECT:
    case RO_TAG_SELECT: end_block(b, tag); break;
    case RO_TAG_FORM: end_form(b); break;
    case RO_TAG_P: end_paragraph(b); break;
    case RO_TAG_LI:
    case RO_TAG_DD:
    case RO_TAG_DT: end_item(b, tag); break;
    case RO_TAG_H1:
    case RO_TAG_H2:
    case RO_TAG_H3:
    case RO_TAG_H4:
    case RO_TAG_H5:
    case RO_TAG_H6: end_heading(b); break;
    case RO_TAG_BR: end_line(b); break;
    default:
        if (ro_tag_kinds(tag) & RO_TAG_IS_BLOCK)
            end_block(b, tag);
        else if (!(ro_tag_kinds(tag) & RO_TAG_IS_FORMATTING) || !ro_html_adopt(b))
            ro_html_other_end_tag(b);
    }
    return false;
}
