/* SPDX-License-Identifier: Apache-2.0 */
/* Tables: 13.2.6.4.9 to 15. */
#include "read/html/html_builder.h"

/* Each of them pops to what it names, or to a template, or to the root. */
static void clear_to(builder *b, bool (*stays)(unsigned tag)) {
    unsigned tag;
    while ((tag = ro_html_current_tag(b)) != RO_TAG_TEMPLATE && tag != RO_TAG_HTML && !stays(tag))
        ro_html_pop(b);
}

static bool is_table(unsigned tag) {
    return tag == RO_TAG_TABLE;
}

static bool is_section(unsigned tag) {
    return tag == RO_TAG_TBODY || tag == RO_TAG_TFOOT || tag == RO_TAG_THEAD;
}

static bool is_row(unsigned tag) {
    return tag == RO_TAG_TR;
}

static bool is_cell(unsigned tag) {
    return tag == RO_TAG_TD || tag == RO_TAG_TH;
}

/* Tags that build tables: each ends what is smaller. */
static bool is_of_table(unsigned tag) {
    return tag == RO_TAG_CAPTION || tag == RO_TAG_COL || tag == RO_TAG_COLGROUP ||
           is_section(tag) || is_row(tag) || is_cell(tag);
}

static bool in_table_scope(const builder *b, unsigned tag) {
    return ro_html_in_scope(b, tag, SCOPE_TABLE);
}

/* What is not of tables goes before the table: "foster parenting". */
static bool foster(builder *b) {
    b->foster = true;
    bool again = ro_html_step(b, MODE_IN_BODY);
    b->foster = false;
    return again;
}

/* The end of a table; false: none is open. */
static bool leave_table(builder *b) {
    if (!in_table_scope(b, RO_TAG_TABLE)) return false;
    ro_html_pop_until(b, RO_TAG_TABLE);
    ro_html_reset_mode(b);
    return true;
}

static void open_section(builder *b, unsigned tag, ro_html_mode mode, bool written) {
    clear_to(b, is_table);
    if (written)
        ro_html_insert(b, tag);
    else
        ro_html_insert_implied(b, tag);
    b->mode = mode;
}

static bool start_in_table(builder *b) {
    unsigned tag = b->token.tag;
    switch (tag) {
    case RO_TAG_CAPTION:
        open_section(b, tag, MODE_IN_CAPTION, true);
        ro_html_push_marker(b);
        return false;
    case RO_TAG_COLGROUP: open_section(b, tag, MODE_IN_COLUMN_GROUP, true); return false;
    case RO_TAG_COL: open_section(b, RO_TAG_COLGROUP, MODE_IN_COLUMN_GROUP, false); return true;
    case RO_TAG_TBODY:
    case RO_TAG_TFOOT:
    case RO_TAG_THEAD: open_section(b, tag, MODE_IN_TABLE_BODY, true); return false;
    case RO_TAG_TD:
    case RO_TAG_TH:
    case RO_TAG_TR: open_section(b, RO_TAG_TBODY, MODE_IN_TABLE_BODY, false); return true;
    case RO_TAG_TABLE: return leave_table(b);
    case RO_TAG_STYLE:
    case RO_TAG_SCRIPT:
    case RO_TAG_TEMPLATE: return ro_html_step(b, MODE_IN_HEAD);
    case RO_TAG_INPUT:
        if (!ro_html_is_hidden_input(b)) return foster(b);
        ro_html_insert_void(b, tag);
        return false;
    case RO_TAG_FORM:
        if (ro_html_is_open(b, RO_TAG_TEMPLATE) || b->form != RO_NONE) return false;
        b->form = ro_html_insert(b, tag);
        ro_html_pop(b);
        return false;
    default: return foster(b);
    }
}

/* 13.2.6.4.10: text in a table is put off until it is whole, for all of it is moved out of the
 * table if anything in it is no white space. */
static bool put_off_text(builder *b) {
    unsigned tag = ro_html_current_tag(b);
    if (tag != RO_TAG_TABLE && tag != RO_TAG_TEMPLATE && !is_section(tag) && !is_row(tag))
        return foster(b);
    bool all_space = true;
    b->pending.count = 0;
    while (b->token.kind == RO_TOKEN_TEXT) {
        all_space = all_space && ro_html_is_all_space(b, &b->token);
        if (!RO_APPEND(b->arena, &b->pending, b->token)) return false;
        ro_html_next_token(b);
    }
    ro_html_token behind = b->token;
    for (uint32_t i = 0; i < b->pending.count; i++) {
        b->token = b->pending.items[i];
        if (all_space)
            ro_html_insert_text(b, &b->token);
        else
            foster(b);
    }
    b->token = behind;
    return true;
}

static bool step_in_table(builder *b) {
    switch (b->token.kind) {
    case RO_TOKEN_TEXT: return put_off_text(b);
    case RO_TOKEN_COMMENT:
    case RO_TOKEN_EOF: return ro_html_step(b, MODE_IN_BODY);
    case RO_TOKEN_START: return start_in_table(b);
    case RO_TOKEN_END:
        switch (b->token.tag) {
        case RO_TAG_TABLE: leave_table(b); return false;
        case RO_TAG_BODY:
        case RO_TAG_CAPTION:
        case RO_TAG_COL:
        case RO_TAG_COLGROUP:
        case RO_TAG_HTML:
        case RO_TAG_TBODY:
        case RO_TAG_TD:
        case RO_TAG_TFOOT:
        case RO_TAG_TH:
        case RO_TAG_THEAD:
        case RO_TAG_TR: return false;
        case RO_TAG_TEMPLATE: return ro_html_step(b, MODE_IN_HEAD);
        default: return foster(b);
        }
    default: return false;
    }
}

static bool leave_caption(builder *b) {
    if (!in_table_scope(b, RO_TAG_CAPTION)) return false;
    ro_html_imply_end_tags(b, RO_TAG_UNKNOWN);
    ro_html_pop_until(b, RO_TAG_CAPTION);
    ro_html_clear_formatting(b);
    b->mode = MODE_IN_TABLE;
    return true;
}

static bool step_in_caption(builder *b) {
    unsigned tag = b->token.tag;
    if (b->token.kind == RO_TOKEN_START && is_of_table(tag)) return leave_caption(b);
    if (b->token.kind == RO_TOKEN_END) {
        if (tag == RO_TAG_TABLE) return leave_caption(b);
        if (tag == RO_TAG_CAPTION) leave_caption(b);
        if (tag == RO_TAG_BODY || tag == RO_TAG_HTML || is_of_table(tag)) return false;
    }
    return ro_html_step(b, MODE_IN_BODY);
}

static bool leave_columns(builder *b) {
    if (ro_html_current_tag(b) != RO_TAG_COLGROUP) return false;
    ro_html_pop(b);
    b->mode = MODE_IN_TABLE;
    return true;
}

static bool step_in_columns(builder *b) {
    unsigned tag = b->token.tag;
    switch (b->token.kind) {
    case RO_TOKEN_TEXT: {
        ro_html_token space;
        ro_html_split_space(b, &space, &b->token);
        if (space.start < space.end) ro_html_insert_text(b, &space);
        return b->token.start < b->token.end && leave_columns(b);
    }
    case RO_TOKEN_COMMENT:
    case RO_TOKEN_EOF: return ro_html_step(b, MODE_IN_BODY);
    case RO_TOKEN_DOCTYPE: return false;
    case RO_TOKEN_START:
        if (tag == RO_TAG_HTML) return ro_html_step(b, MODE_IN_BODY);
        if (tag == RO_TAG_TEMPLATE) return ro_html_step(b, MODE_IN_HEAD);
        if (tag != RO_TAG_COL) break;
        ro_html_insert_void(b, tag);
        return false;
    case RO_TOKEN_END:
        if (tag == RO_TAG_TEMPLATE) return ro_html_step(b, MODE_IN_HEAD);
        if (tag == RO_TAG_COLGROUP) leave_columns(b);
        if (tag == RO_TAG_COLGROUP || tag == RO_TAG_COL) return false;
        break;
    default: break;
    }
    return leave_columns(b);
}

static bool leave_section(builder *b) {
    clear_to(b, is_section);
    ro_html_pop(b);
    b->mode = MODE_IN_TABLE;
    return true;
}

static bool in_section_scope(const builder *b) {
    return in_table_scope(b, RO_TAG_TBODY) || in_table_scope(b, RO_TAG_THEAD) ||
           in_table_scope(b, RO_TAG_TFOOT);
}

static bool step_in_table_body(builder *b) {
    unsigned tag = b->token.tag;
    if (b->token.kind == RO_TOKEN_START) {
        if (is_row(tag) || is_cell(tag)) {
            clear_to(b, is_section);
            if (is_row(tag))
                ro_html_insert(b, tag);
            else
                ro_html_insert_implied(b, RO_TAG_TR);
            b->mode = MODE_IN_ROW;
            return !is_row(tag);
        }
        if (is_of_table(tag)) return in_section_scope(b) && leave_section(b);
    } else if (b->token.kind == RO_TOKEN_END) {
        if (tag == RO_TAG_TABLE) return in_section_scope(b) && leave_section(b);
        if (is_section(tag) && in_table_scope(b, tag)) leave_section(b);
        if (tag == RO_TAG_BODY || tag == RO_TAG_HTML || is_of_table(tag)) return false;
    }
    return step_in_table(b);
}

static bool leave_row(builder *b) {
    if (!in_table_scope(b, RO_TAG_TR)) return false;
    clear_to(b, is_row);
    ro_html_pop(b);
    b->mode = MODE_IN_TABLE_BODY;
    return true;
}

static bool step_in_row(builder *b) {
    unsigned tag = b->token.tag;
    if (b->token.kind == RO_TOKEN_START) {
        if (is_cell(tag)) {
            clear_to(b, is_row);
            ro_html_insert(b, tag);
            b->mode = MODE_IN_CELL;
            ro_html_push_marker(b);
            return false;
        }
        if (is_of_table(tag)) return leave_row(b);
    } else if (b->token.kind == RO_TOKEN_END) {
        if (tag == RO_TAG_TABLE) return leave_row(b);
        if (is_section(tag)) return in_table_scope(b, tag) && leave_row(b);
        if (is_row(tag)) leave_row(b);
        if (tag == RO_TAG_BODY || tag == RO_TAG_HTML || is_of_table(tag)) return false;
    }
    return step_in_table(b);
}

static bool leave_cell(builder *b) {
    ro_html_imply_end_tags(b, RO_TAG_UNKNOWN);
    while (b->depth > 1 && !is_cell(ro_html_current_tag(b))) ro_html_pop(b);
    if (b->depth > 1) ro_html_pop(b);
    ro_html_clear_formatting(b);
    b->mode = MODE_IN_ROW;
    return true;
}

static bool step_in_cell(builder *b) {
    unsigned tag = b->token.tag;
    if (b->token.kind == RO_TOKEN_START && is_of_table(tag))
        return (in_table_scope(b, RO_TAG_TD) || in_table_scope(b, RO_TAG_TH)) && leave_cell(b);
    if (b->token.kind == RO_TOKEN_END) {
        if (is_cell(tag)) {
            if (!in_table_scope(b, tag)) return false;
            ro_html_imply_end_tags(b, RO_TAG_UNKNOWN);
            ro_html_pop_until(b, tag);
            ro_html_clear_formatting(b);
            b->mode = MODE_IN_ROW;
            return false;
        }
        if (tag == RO_TAG_TABLE || is_section(tag) || is_row(tag))
            return in_table_scope(b, tag) && leave_cell(b);
        if (tag == RO_TAG_BODY || tag == RO_TAG_HTML || is_of_table(tag)) return false;
    }
    return ro_html_step(b, MODE_IN_BODY);
}

bool ro_html_step_table(builder *b, ro_html_mode mode) {
    switch (mode) {
    case MODE_IN_TABLE: return step_in_table(b);
    case MODE_IN_CAPTION: return step_in_caption(b);
    case MODE_IN_COLUMN_GROUP: return step_in_columns(b);
    case MODE_IN_TABLE_BODY: return step_in_table_body(b);
    case MODE_IN_ROW: return step_in_row(b);
    default: return step_in_cell(b);
    }
}
