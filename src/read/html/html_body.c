/* SPDX-License-Identifier: Apache-2.0 */
/* In the body, what opens: 13.2.6.4.7. */
#include "read/html/html_builder.h"

static void step_text(builder *b) {
    const char *s = b->tree->source.p;
    while (!b->token.keeps_nul && b->token.start < b->token.end && s[b->token.start] == '\0')
        b->token.start++;
    if (b->token.start == b->token.end) return;
    if (b->formatting_count) ro_html_reconstruct(b);
    ro_html_insert_text(b, &b->token);
    if (b->frameset_ok && !ro_html_is_all_space(b, &b->token)) b->frameset_ok = false;
}

static void start_frameset(builder *b) {
    bool in_body = b->depth > 1 && ro_html_node_at(b, b->open[1])->tag == RO_TAG_BODY;
    if (!in_body || !b->frameset_ok) return;
    ro_html_detach(b, b->open[1]);
    while (b->depth > 1) ro_html_pop(b);
    ro_html_insert(b, RO_TAG_FRAMESET);
    b->mode = MODE_IN_FRAMESET;
}

/* <html> and <body> within the body add what they say to those that are there. */
static void start_again(builder *b, unsigned tag) {
    if (ro_html_is_open(b, RO_TAG_TEMPLATE)) return;
    uint32_t place = tag == RO_TAG_BODY;
    if (b->depth <= place) return;
    if (tag == RO_TAG_BODY) {
        if (ro_html_node_at(b, b->open[1])->tag != RO_TAG_BODY) return;
        b->frameset_ok = false;
    }
    ro_html_merge_attributes(b, b->open[place]);
}

static void start_form(builder *b) {
    bool in_template = ro_html_is_open(b, RO_TAG_TEMPLATE);
    if (b->form != RO_NONE && !in_template) return;
    ro_html_close_paragraph(b);
    uint32_t form = ro_html_insert(b, RO_TAG_FORM);
    if (!in_template) b->form = form;
}

/* An item ends the one before it, where only what is not special lies between. */
static void start_item(builder *b, unsigned tag) {
    b->frameset_ok = false;
    for (uint32_t i = b->depth; i-- > 0;) {
        unsigned at = ro_html_node_at(b, b->open[i])->tag;
        bool same = tag == RO_TAG_LI ? at == RO_TAG_LI : at == RO_TAG_DD || at == RO_TAG_DT;
        if (same) {
            ro_html_imply_end_tags(b, at);
            ro_html_pop_until(b, at);
            break;
        }
        bool passes = at == RO_TAG_ADDRESS || at == RO_TAG_DIV || at == RO_TAG_P;
        if (ro_tag_kinds(at) & RO_TAG_IS_SPECIAL && !passes) break;
    }
    ro_html_close_paragraph(b);
    ro_html_insert(b, tag);
}

/* An element like the one that opens is open already: that ends first. */
static void end_same(builder *b) {
    if (!ro_html_adopt(b)) ro_html_other_end_tag(b);
}

static void start_link(builder *b) {
    uint32_t before = ro_html_formatting_of(b, RO_TAG_A);
    if (before != RO_NONE) {
        end_same(b);
        ro_html_remove_formatting(b, before);
        uint32_t place = ro_html_place_of(b, before);
        if (place != RO_NONE) ro_html_remove_open(b, place);
    }
    ro_html_reconstruct(b);
    ro_html_push_formatting(b, ro_html_insert(b, RO_TAG_A));
}

static void start_nobr(builder *b) {
    ro_html_reconstruct(b);
    if (ro_html_in_scope(b, RO_TAG_NOBR, SCOPE_DEFAULT)) {
        end_same(b);
        ro_html_reconstruct(b);
    }
    ro_html_push_formatting(b, ro_html_insert(b, RO_TAG_NOBR));
}

static void start_button(builder *b) {
    if (ro_html_in_scope(b, RO_TAG_BUTTON, SCOPE_DEFAULT)) {
        ro_html_imply_end_tags(b, RO_TAG_UNKNOWN);
        ro_html_pop_until(b, RO_TAG_BUTTON);
    }
    ro_html_reconstruct(b);
    ro_html_insert(b, RO_TAG_BUTTON);
    b->frameset_ok = false;
}

static void start_void(builder *b, unsigned tag) {
    ro_html_reconstruct(b);
    ro_html_insert_void(b, tag);
    b->frameset_ok = false;
}

/* Whether all that is parsed stands in a <select>. */
static bool is_within_select(const builder *b) {
    return b->context != RO_NONE && ro_html_node_at(b, b->context)->tag == RO_TAG_SELECT;
}

static bool close_select(builder *b) {
    bool open = ro_html_in_scope(b, RO_TAG_SELECT, SCOPE_DEFAULT);
    if (open) ro_html_pop_until(b, RO_TAG_SELECT);
    return open;
}

/* One in another ends that, and is not there itself. */
static void start_select(builder *b) {
    if (is_within_select(b) || close_select(b)) return;
    ro_html_reconstruct(b);
    ro_html_insert(b, RO_TAG_SELECT);
    b->frameset_ok = false;
}

static void start_option(builder *b, unsigned tag) {
    if (ro_html_in_scope(b, RO_TAG_SELECT, SCOPE_DEFAULT))
        ro_html_imply_end_tags(b, tag == RO_TAG_OPTION ? RO_TAG_OPTGROUP : RO_TAG_UNKNOWN);
    else if (ro_html_current_tag(b) == RO_TAG_OPTION)
        ro_html_pop(b);
    ro_html_reconstruct(b);
    ro_html_insert(b, tag);
}

static void start_input(builder *b) {
    if (is_within_select(b)) return;
    close_select(b);
    ro_html_reconstruct(b);
    ro_html_insert_void(b, RO_TAG_INPUT);
    if (!ro_html_is_hidden_input(b)) b->frameset_ok = false;
}

static void start_rule(builder *b) {
    ro_html_close_paragraph(b);
    if (ro_html_in_scope(b, RO_TAG_SELECT, SCOPE_DEFAULT))
        ro_html_imply_end_tags(b, RO_TAG_UNKNOWN);
    ro_html_insert_void(b, RO_TAG_HR);
    b->frameset_ok = false;
}

/* Ruby: what annotates ends what annotated before. */
static void start_ruby(builder *b, unsigned tag) {
    bool base = tag == RO_TAG_RB || tag == RO_TAG_RTC;
    if (ro_html_in_scope(b, RO_TAG_RUBY, SCOPE_DEFAULT))
        ro_html_imply_end_tags(b, base ? RO_TAG_UNKNOWN : RO_TAG_RTC);
    ro_html_insert(b, tag);
}

static void start_block(builder *b, unsigned tag) {
    ro_html_close_paragraph(b);
    if (ro_tag_is_heading(tag) && ro_tag_is_heading(ro_html_current_tag(b))) ro_html_pop(b);
    ro_html_insert(b, tag);
    if (tag == RO_TAG_PRE || tag == RO_TAG_LISTING) {
        b->skip_newline = true;
        b->frameset_ok = false;
    }
}

/* What holds text alone. */
static void start_raw(builder *b, unsigned tag) {
    if (tag == RO_TAG_XMP || tag == RO_TAG_PLAINTEXT) ro_html_close_paragraph(b);
    if (tag == RO_TAG_XMP) ro_html_reconstruct(b);
    if (tag == RO_TAG_PLAINTEXT) {
        ro_html_insert(b, tag);
        ro_html_next_raw(&b->tokens, tag, &b->token);
        if (b->token.end > b->token.start) step_text(b);
        return;
    }
    if (tag != RO_TAG_NOEMBED) b->frameset_ok = false;
    ro_html_insert_raw(b, tag);
}

/* Elements that formatting runs through. */
static void start_inline(builder *b, unsigned tag) {
    if (b->formatting_count) ro_html_reconstruct(b);
    uint32_t node = ro_html_insert(b, tag);
    if (ro_tag_kinds(tag) & RO_TAG_IS_FORMATTING) ro_html_push_formatting(b, node);
    if (tag == RO_TAG_APPLET || tag == RO_TAG_MARQUEE || tag == RO_TAG_OBJECT) {
        ro_html_push_marker(b);
        b->frameset_ok = false;
    }
}

static bool start_tag(builder *b) {
    unsigned tag = b->token.tag;
    if (ro_tag_kinds(tag) & RO_TAG_IS_HEAD) return ro_html_step(b, MODE_IN_HEAD);
    switch (tag) {
    case RO_TAG_HTML:
    case RO_TAG_BODY: start_again(b, tag); break;
    case RO_TAG_FRAMESET: start_frameset(b); break;
    case RO_TAG_FORM: start_form(b); break;
    case RO_TAG_LI:
    case RO_TAG_DD:
    case RO_TAG_DT: start_item(b, tag); break;
    case RO_TAG_BUTTON: start_button(b); break;
    case RO_TAG_A: start_link(b); break;
    case RO_TAG_NOBR: start_nobr(b); break;
    case RO_TAG_TABLE:
        if (!b->tree->quirks) ro_html_close_paragraph(b);
        ro_html_insert(b, tag);
        b->frameset_ok = false;
        b->mode = MODE_IN_TABLE;
        break;
    case RO_TAG_IMAGE: tag = RO_TAG_IMG; /* fall through */
    case RO_TAG_AREA:
    case RO_TAG_BR:
    case RO_TAG_EMBED:
    case RO_TAG_IMG:
    case RO_TAG_KEYGEN:
    case RO_TAG_WBR: start_void(b, tag); break;
    case RO_TAG_PARAM:
    case RO_TAG_SOURCE:
    case RO_TAG_TRACK: ro_html_insert_void(b, tag); break;
    case RO_TAG_HR: start_rule(b); break;
    case RO_TAG_INPUT: start_input(b); break;
    case RO_TAG_OPTION:
    case RO_TAG_OPTGROUP: start_option(b, tag); break;
    case RO_TAG_TEXTAREA:
    case RO_TAG_XMP:
    case RO_TAG_IFRAME:
    case RO_TAG_NOEMBED:
    case RO_TAG_PLAINTEXT: start_raw(b, tag); break;
    case RO_TAG_SELECT: start_select(b); break;
    case RO_TAG_RB:
    case RO_TAG_RTC:
    case RO_TAG_RP:
    case RO_TAG_RT: start_ruby(b, tag); break;
    case RO_TAG_MATH:
        ro_html_reconstruct(b);
        ro_html_insert_foreign(b, RO_TAG_MATH_SPACE);
        break;
    case RO_TAG_SVG:
        ro_html_reconstruct(b);
        ro_html_insert_foreign(b, RO_TAG_SVG_SPACE);
        break;
    case RO_TAG_CAPTION:
    case RO_TAG_COL:
    case RO_TAG_COLGROUP:
    case RO_TAG_FRAME:
    case RO_TAG_HEAD:
    case RO_TAG_TBODY:
    case RO_TAG_TD:
    case RO_TAG_TFOOT:
    case RO_TAG_TH:
    case RO_TAG_THEAD:
    case RO_TAG_TR: break;
    default:
        if (ro_tag_kinds(tag) & RO_TAG_IS_BLOCK)
            start_block(b, tag);
        else
            start_inline(b, tag);
    }
    return false;
}

bool ro_html_step_body(builder *b, ro_html_mode mode) {
    (void)mode;
    switch (b->token.kind) {
    case RO_TOKEN_TEXT: step_text(b); return false;
    case RO_TOKEN_COMMENT:
        ro_html_insert_comment(b, ro_html_appropriate_place(b, ro_html_current(b)));
        return false;
    case RO_TOKEN_START: return start_tag(b);
    case RO_TOKEN_END: return ro_html_body_end_tag(b);
    case RO_TOKEN_EOF: return b->template_modes.count && ro_html_step(b, MODE_IN_TEMPLATE);
    default: return false;
    }
}
