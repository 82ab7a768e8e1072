/* SPDX-License-Identifier: Apache-2.0 */
/* Before the head and behind the body: 13.2.6.4.1 to 3, 17, 22 and 23. */
#include "read/html/html_builder.h"
#include "read/html/html_doctype.h"

#define IS_START(b) ((b)->token.kind == RO_TOKEN_START)
#define IS_END(b)   ((b)->token.kind == RO_TOKEN_END)

static const ro_html_place in_document = {0, RO_NONE};

/* Leave out the white space at the beginning of a text; whether that was all. */
static bool drop_space(builder *b) {
    if (b->token.kind != RO_TOKEN_TEXT) return false;
    ro_html_token space;
    ro_html_split_space(b, &space, &b->token);
    return b->token.start == b->token.end;
}

static bool step_initial(builder *b) {
    if (drop_space(b)) return false;
    if (b->token.kind == RO_TOKEN_COMMENT) {
        ro_html_insert_comment(b, in_document);
        return false;
    }
    b->mode = MODE_BEFORE_HTML;
    if (b->token.kind == RO_TOKEN_DOCTYPE) {
        ro_html_doctype type = ro_html_read_doctype(
            (ro_str){b->tree->source.p + b->token.inner, b->token.inner_end - b->token.inner},
            b->token.inner_end < b->tree->source.n);
        b->tree->quirks = type.quirks;
        ro_html_insert_doctype(b);
        return false;
    }
    b->tree->quirks = true;
    return true;
}

/* An end tag that says nothing where the element that it closes is not there yet. */
static bool is_stray_end(const builder *b) {
    unsigned tag = b->token.tag;
    return IS_END(b) && tag != RO_TAG_HEAD && tag != RO_TAG_BODY && tag != RO_TAG_HTML &&
           tag != RO_TAG_BR;
}

static bool step_before_html(builder *b) {
    if (drop_space(b) || b->token.kind == RO_TOKEN_DOCTYPE || is_stray_end(b)) return false;
    if (b->token.kind == RO_TOKEN_COMMENT) {
        ro_html_insert_comment(b, in_document);
        return false;
    }
    b->mode = MODE_BEFORE_HEAD;
    if (IS_START(b) && b->token.tag == RO_TAG_HTML) {
        ro_html_insert(b, RO_TAG_HTML);
        return false;
    }
    ro_html_insert_implied(b, RO_TAG_HTML);
    return true;
}

static bool step_before_head(builder *b) {
    if (drop_space(b) || b->token.kind == RO_TOKEN_DOCTYPE || is_stray_end(b)) return false;
    if (b->token.kind == RO_TOKEN_COMMENT) {
        ro_html_insert_comment(b, (ro_html_place){ro_html_current(b), RO_NONE});
        return false;
    }
    if (IS_START(b) && b->token.tag == RO_TAG_HTML) return ro_html_step(b, MODE_IN_BODY);
    b->mode = MODE_IN_HEAD;
    bool written = IS_START(b) && b->token.tag == RO_TAG_HEAD;
    b->head = written ? ro_html_insert(b, RO_TAG_HEAD) : ro_html_insert_implied(b, RO_TAG_HEAD);
    return !written;
}

/* Behind the body: what is no more than an end goes on as if it stood in it. */
static bool step_after_body(builder *b, ro_html_mode mode) {
    bool last = mode == MODE_AFTER_AFTER_BODY;
    switch (b->token.kind) {
    case RO_TOKEN_TEXT:
        if (!ro_html_is_all_space(b, &b->token)) break;
        return ro_html_step(b, MODE_IN_BODY);
    case RO_TOKEN_COMMENT:
        ro_html_insert_comment(b, last ? in_document : (ro_html_place){b->open[0], RO_NONE});
        return false;
    case RO_TOKEN_DOCTYPE: return false;
    case RO_TOKEN_START:
        if (b->token.tag != RO_TAG_HTML) break;
        return ro_html_step(b, MODE_IN_BODY);
    case RO_TOKEN_END:
        if (b->token.tag != RO_TAG_HTML || last) break;
        if (b->context == RO_NONE) b->mode = MODE_AFTER_AFTER_BODY;
        return false;
    default: return false;
    }
    b->mode = MODE_IN_BODY;
    return true;
}

bool ro_html_step_document(builder *b, ro_html_mode mode) {
    switch (mode) {
    case MODE_INITIAL: return step_initial(b);
    case MODE_BEFORE_HTML: return step_before_html(b);
    case MODE_BEFORE_HEAD: return step_before_head(b);
    default: return step_after_body(b, mode);
    }
}
