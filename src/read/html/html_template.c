/* SPDX-License-Identifier: Apache-2.0 */
/* Templates and framesets: 13.2.6.4.16 to 20. */
#include "read/html/html_builder.h"

static bool change_template(builder *b, ro_html_mode mode) {
    if (b->template_modes.count)
        b->template_modes.items[b->template_modes.count - 1] = (uint8_t)mode;
    b->mode = mode;
    return true;
}

static bool start_in_template(builder *b) {
    unsigned tag = b->token.tag;
    if (ro_tag_kinds(tag) & RO_TAG_IS_HEAD) return ro_html_step(b, MODE_IN_HEAD);
    switch (tag) {
    case RO_TAG_CAPTION:
    case RO_TAG_COLGROUP:
    case RO_TAG_TBODY:
    case RO_TAG_TFOOT:
    case RO_TAG_THEAD: return change_template(b, MODE_IN_TABLE);
    case RO_TAG_COL: return change_template(b, MODE_IN_COLUMN_GROUP);
    case RO_TAG_TR: return change_template(b, MODE_IN_TABLE_BODY);
    case RO_TAG_TD:
    case RO_TAG_TH: return change_template(b, MODE_IN_ROW);
    default: return change_template(b, MODE_IN_BODY);
    }
}

bool ro_html_step_template(builder *b, ro_html_mode mode) {
    (void)mode;
    switch (b->token.kind) {
    case RO_TOKEN_START: return start_in_template(b);
    case RO_TOKEN_END: return b->token.tag == RO_TAG_TEMPLATE && ro_html_step(b, MODE_IN_HEAD);
    case RO_TOKEN_EOF:
        if (!ro_html_is_open(b, RO_TAG_TEMPLATE)) return false;
        ro_html_leave_template(b);
        return true;
    default: return ro_html_step(b, MODE_IN_BODY);
    }
}

/* Of a text in a frameset, its white space alone. */
static void insert_spaces(builder *b) {
    const char *s = b->tree->source.p;
    ro_html_piece piece;
    ro_html_token space = b->token;
    for (uint32_t at = b->token.start; ro_html_piece_at(b, &b->token, at, &piece);
         at += piece.length) {
        space.start = at;
        space.end = at + piece.length;
        bool written = piece.text.p == s + at;
        if (!written && ro_html_is_space_alone(piece.text)) ro_html_insert_text(b, &space);
        for (uint32_t k = 0; written && k < piece.length; k++) {
            space.start = at + k;
            space.end = space.start + 1;
            if (ro_html_is_space(s[at + k])) ro_html_insert_text(b, &space);
        }
    }
}

static bool tag_in_frameset(builder *b) {
    unsigned tag = b->token.tag;
    if (b->token.kind == RO_TOKEN_END) {
        if (tag != RO_TAG_FRAMESET || b->depth == 1) return false;
        ro_html_pop(b);
        if (b->context == RO_NONE && ro_html_current_tag(b) != RO_TAG_FRAMESET)
            b->mode = MODE_AFTER_FRAMESET;
        return false;
    }
    if (tag == RO_TAG_FRAMESET)
        ro_html_insert(b, tag);
    else if (tag == RO_TAG_FRAME)
        ro_html_insert_void(b, tag);
    return false;
}

bool ro_html_step_frameset(builder *b, ro_html_mode mode) {
    bool last = mode == MODE_AFTER_AFTER_FRAMESET;
    switch (b->token.kind) {
    case RO_TOKEN_TEXT: insert_spaces(b); return false;
    case RO_TOKEN_COMMENT:
        ro_html_insert_comment(b, (ro_html_place){last ? 0 : ro_html_current(b), RO_NONE});
        return false;
    case RO_TOKEN_START:
        if (b->token.tag == RO_TAG_HTML) return ro_html_step(b, MODE_IN_BODY);
        if (b->token.tag == RO_TAG_NOFRAMES) return ro_html_step(b, MODE_IN_HEAD);
        return mode == MODE_IN_FRAMESET && tag_in_frameset(b);
    case RO_TOKEN_END:
        if (mode == MODE_IN_FRAMESET) return tag_in_frameset(b);
        if (mode == MODE_AFTER_FRAMESET && b->token.tag == RO_TAG_HTML)
            b->mode = MODE_AFTER_AFTER_FRAMESET;
        return false;
    default: return false;
    }
}
