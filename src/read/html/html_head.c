/* SPDX-License-Identifier: Apache-2.0 */
/* The head: 13.2.6.4.4 to 6. */
#include "read/html/html_builder.h"

static void insert_comment_here(builder *b) {
    ro_html_insert_comment(b, ro_html_appropriate_place(b, ro_html_current(b)));
}

/* Keep the white space at the beginning of a text; whether that was all. */
static bool keep_space(builder *b) {
    if (b->token.kind != RO_TOKEN_TEXT) return false;
    ro_html_token space;
    ro_html_split_space(b, &space, &b->token);
    if (space.start < space.end) ro_html_insert_text(b, &space);
    return b->token.start == b->token.end;
}

static void open_template(builder *b) {
    ro_html_insert(b, RO_TAG_TEMPLATE);
    ro_html_push_marker(b);
    b->frameset_ok = false;
    b->mode = MODE_IN_TEMPLATE;
    uint8_t mode = MODE_IN_TEMPLATE;
    (void)RO_APPEND(b->arena, &b->template_modes, mode);
}

static void close_template(builder *b) {
    if (!ro_html_is_open(b, RO_TAG_TEMPLATE)) return;
    ro_html_imply_all_end_tags(b);
    ro_html_leave_template(b);
}

void ro_html_leave_template(builder *b) {
    ro_html_pop_until(b, RO_TAG_TEMPLATE);
    ro_html_clear_formatting(b);
    if (b->template_modes.count) b->template_modes.count--;
    ro_html_reset_mode(b);
}

/* Behind the head, what belongs there is put there. */
static bool leave_head(builder *b) {
    ro_html_pop(b);
    b->mode = MODE_AFTER_HEAD;
    return true;
}

static bool start_in_head(builder *b) {
    unsigned tag = b->token.tag;
    switch (tag) {
    case RO_TAG_HTML: return ro_html_step(b, MODE_IN_BODY);
    case RO_TAG_BASE:
    case RO_TAG_BASEFONT:
    case RO_TAG_BGSOUND:
    case RO_TAG_LINK:
    case RO_TAG_META: ro_html_insert_void(b, tag); return false;
    case RO_TAG_TITLE:
    case RO_TAG_NOFRAMES:
    case RO_TAG_STYLE:
    case RO_TAG_SCRIPT: ro_html_insert_raw(b, tag); return false;
    case RO_TAG_NOSCRIPT:
        ro_html_insert(b, tag);
        b->mode = MODE_IN_HEAD_NOSCRIPT;
        return false;
    case RO_TAG_TEMPLATE: open_template(b); return false;
    case RO_TAG_HEAD: return false;
    default: return leave_head(b);
    }
}

static bool step_in_head(builder *b) {
    if (keep_space(b)) return false;
    switch (b->token.kind) {
    case RO_TOKEN_COMMENT: insert_comment_here(b); return false;
    case RO_TOKEN_DOCTYPE: return false;
    case RO_TOKEN_START: return start_in_head(b);
    case RO_TOKEN_END:
        switch (b->token.tag) {
        case RO_TAG_HEAD: leave_head(b); return false;
        case RO_TAG_BODY:
        case RO_TAG_HTML:
        case RO_TAG_BR: return leave_head(b);
        case RO_TAG_TEMPLATE: close_template(b); return false;
        default: return false;
        }
    default: return leave_head(b);
    }
}

static bool leave_noscript(builder *b) {
    ro_html_pop(b);
    b->mode = MODE_IN_HEAD;
    return true;
}

static bool step_in_noscript(builder *b) {
    unsigned tag = b->token.tag;
    if (keep_space(b)) return false;
    switch (b->token.kind) {
    case RO_TOKEN_DOCTYPE: return false;
    case RO_TOKEN_COMMENT: return ro_html_step(b, MODE_IN_HEAD);
    case RO_TOKEN_START:
        switch (tag) {
        case RO_TAG_HTML: return ro_html_step(b, MODE_IN_BODY);
        case RO_TAG_BASEFONT:
        case RO_TAG_BGSOUND:
        case RO_TAG_LINK:
        case RO_TAG_META:
        case RO_TAG_NOFRAMES:
        case RO_TAG_STYLE: return ro_html_step(b, MODE_IN_HEAD);
        case RO_TAG_HEAD:
        case RO_TAG_NOSCRIPT: return false;
        default: return leave_noscript(b);
        }
    case RO_TOKEN_END:
        if (tag == RO_TAG_NOSCRIPT) leave_noscript(b);
        return tag == RO_TAG_BR && leave_noscript(b);
    default: return leave_noscript(b);
    }
}

static bool begin_body(builder *b) {
    ro_html_insert_implied(b, RO_TAG_BODY);
    b->mode = MODE_IN_BODY;
    return true;
}

/* What belongs in the head, behind it. */
static bool put_into_head(builder *b) {
    uint32_t head = b->head;
    ro_html_push(b, head);
    bool again = ro_html_step(b, MODE_IN_HEAD);
    uint32_t place = ro_html_place_of(b, head);
    if (place != RO_NONE) ro_html_remove_open(b, place);
    return again;
}

static bool start_after_head(builder *b) {
    unsigned tag = b->token.tag;
    if (ro_tag_kinds(tag) & RO_TAG_IS_HEAD) return put_into_head(b);
    switch (tag) {
    case RO_TAG_HTML: return ro_html_step(b, MODE_IN_BODY);
    case RO_TAG_BODY:
        ro_html_insert(b, tag);
        b->frameset_ok = false;
        b->mode = MODE_IN_BODY;
        return false;
    case RO_TAG_FRAMESET:
        ro_html_insert(b, tag);
        b->mode = MODE_IN_FRAMESET;
        return false;
    case RO_TAG_HEAD: return false;
    default: return begin_body(b);
    }
}

static bool step_after_head(builder *b) {
    if (keep_space(b)) return false;
    switch (b->token.kind) {
    case RO_TOKEN_COMMENT: insert_comment_here(b); return false;
    case RO_TOKEN_DOCTYPE: return false;
    case RO_TOKEN_START: return start_after_head(b);
    case RO_TOKEN_END:
        switch (b->token.tag) {
        case RO_TAG_TEMPLATE: return ro_html_step(b, MODE_IN_HEAD);
        case RO_TAG_BODY:
        case RO_TAG_HTML:
        case RO_TAG_BR: return begin_body(b);
        default: return false;
        }
    default: return begin_body(b);
    }
}

bool ro_html_step_head(builder *b, ro_html_mode mode) {
    switch (mode) {
    case MODE_IN_HEAD: return step_in_head(b);
    case MODE_IN_HEAD_NOSCRIPT: return step_in_noscript(b);
    default: return step_after_head(b);
    }
}
