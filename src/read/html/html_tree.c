/* SPDX-License-Identifier: Apache-2.0 */
/* From the bytes of a page to its tree: each token is handed to the mode that is set. */
#include "read/html/html_tree.h"

#include "read/html/html_builder.h"

static ro_html_step_by *const steps[MODE_COUNT] = {[MODE_INITIAL] = ro_html_step_document,
                                                   [MODE_BEFORE_HTML] = ro_html_step_document,
                                                   [MODE_BEFORE_HEAD] = ro_html_step_document,
                                                   [MODE_IN_HEAD] = ro_html_step_head,
                                                   [MODE_IN_HEAD_NOSCRIPT] = ro_html_step_head,
                                                   [MODE_AFTER_HEAD] = ro_html_step_head,
                                                   [MODE_IN_BODY] = ro_html_step_body,
                                                   [MODE_IN_TABLE] = ro_html_step_table,
                                                   [MODE_IN_CAPTION] = ro_html_step_table,
                                                   [MODE_IN_COLUMN_GROUP] = ro_html_step_table,
                                                   [MODE_IN_TABLE_BODY] = ro_html_step_table,
                                                   [MODE_IN_ROW] = ro_html_step_table,
                                                   [MODE_IN_CELL] = ro_html_step_table,
                                                   [MODE_IN_TEMPLATE] = ro_html_step_template,
                                                   [MODE_AFTER_BODY] = ro_html_step_document,
                                                   [MODE_IN_FRAMESET] = ro_html_step_frameset,
                                                   [MODE_AFTER_FRAMESET] = ro_html_step_frameset,
                                                   [MODE_AFTER_AFTER_BODY] = ro_html_step_document,
                                                   [MODE_AFTER_AFTER_FRAMESET] =
                                                       ro_html_step_frameset};

/* Elements that end the one of their kind before them, so that they do not nest where browsers
 * stop; and those that do not stay open. */
static bool may_be_deep(unsigned tag) {
    switch (tag) {
    case RO_TAG_HTML:
    case RO_TAG_BODY:
    case RO_TAG_P:
    case RO_TAG_LI:
    case RO_TAG_DT:
    case RO_TAG_DD:
    case RO_TAG_TR:
    case RO_TAG_TD:
    case RO_TAG_TH:
    case RO_TAG_OPTION:
    case RO_TAG_TBODY:
    case RO_TAG_THEAD:
    case RO_TAG_TITLE:
    case RO_TAG_STYLE:
    case RO_TAG_SCRIPT:
    case RO_TAG_TEXTAREA:
    case RO_TAG_XMP:
    case RO_TAG_IFRAME:
    case RO_TAG_NOEMBED:
    case RO_TAG_NOFRAMES:
    case RO_TAG_PLAINTEXT: return true;
    default: return (ro_tag_kinds(tag) & RO_TAG_IS_VOID) != 0;
    }
}

/* A tag beyond the depth at which browsers stop nesting is left out, and as many end tags of its
 * name; what stands in it stays. */
static bool is_too_deep(builder *b) {
    enum { TOKEN_OPENS = 8 }; /* at the most: what it implies, and itself */
    unsigned tag = b->token.tag;
    if (b->token.kind == RO_TOKEN_END) {
        if (!b->all_too_deep || !b->too_deep[tag]) return false;
        b->too_deep[tag]--;
        b->all_too_deep--;
        return true;
    }
    if (b->token.kind != RO_TOKEN_START || b->depth < RO_HTML_DEEPEST) return false;
    bool deepest = b->depth + TOKEN_OPENS > RO_HTML_DEEPEST + RO_HTML_SLACK;
    if (may_be_deep(tag) && !deepest) return false;
    if (!may_be_deep(tag) && b->too_deep[tag] < UINT16_MAX) {
        b->too_deep[tag]++;
        b->all_too_deep++;
    }
    return true;
}

static void step_token(builder *b) {
    if (b->skip_newline) {
        b->skip_newline = false;
        if (b->token.kind == RO_TOKEN_TEXT) ro_html_take_newline(b);
    }
    bool again = b->token.kind != RO_TOKEN_TEXT || b->token.start < b->token.end;
    if (again && is_too_deep(b)) return;
    while (again && !b->arena->oom)
        again = ro_html_is_foreign(b) ? ro_html_step_foreign(b) : ro_html_step(b, b->mode);
}

/* 13.4: a fragment is read as what stands in an element that is not of the tree. */
static void begin_fragment(builder *b, unsigned context) {
    b->context = ro_html_new_node(b, RO_HTML_ELEMENT, 0, 0);
    ro_html_node_at(b, b->context)->tag = (uint16_t)context;
    ro_html_insert_implied(b, RO_TAG_HTML);
    if (context == RO_TAG_TEMPLATE) {
        uint8_t mode = MODE_IN_TEMPLATE;
        (void)RO_APPEND(b->arena, &b->template_modes, mode);
    }
    if (b->arena->oom) return;
    ro_html_reset_mode(b);
    if (context == RO_TAG_FORM) b->form = b->context;
}

/* The text that a context which holds text alone makes of the whole. */
static void read_raw_fragment(builder *b, unsigned context) {
    switch (context) {
    case RO_TAG_TITLE:
    case RO_TAG_TEXTAREA:
    case RO_TAG_STYLE:
    case RO_TAG_XMP:
    case RO_TAG_IFRAME:
    case RO_TAG_NOEMBED:
    case RO_TAG_NOFRAMES:
    case RO_TAG_SCRIPT:
    case RO_TAG_PLAINTEXT: break;
    default: return;
    }
    bool references = context == RO_TAG_TITLE || context == RO_TAG_TEXTAREA;
    ro_html_next_raw(&b->tokens, RO_TAG_PLAINTEXT, &b->token);
    b->token.references = references;
    if (b->token.start < b->token.end) ro_html_insert_text(b, &b->token);
}

bool ro_html_parse(ro_html_tree *tree, ro_arena *arena, const ro_read_rules *rules, ro_str source,
                   unsigned context) {
    enum { BYTES_A_NODE = 64 };
    *tree = (ro_html_tree){.source = source, .rules = rules};
    if (source.n >= UINT32_MAX) return false;
    builder *b = RO_ARENA_NEW(arena, builder);
    tree->nodes.capacity = (uint32_t)(source.n / BYTES_A_NODE) + 8;
    tree->nodes.items = RO_ARENA_ARRAY(arena, ro_html_node, tree->nodes.capacity);
    if (!b || !tree->nodes.items) return false;
    b->steps = steps;
    b->tree = tree;
    b->arena = arena;
    b->tokens.source = source;
    b->head = b->form = b->context = RO_NONE;
    b->frameset_ok = true;
    b->copies_left = RO_HTML_FREE_COPIES;
    ro_html_new_node(b, RO_HTML_DOCUMENT, 0, (uint32_t)source.n);
    if (context != RO_TAG_UNKNOWN) {
        begin_fragment(b, context);
        read_raw_fragment(b, context);
    }
    do {
        ro_html_next_token(b);
        step_token(b);
    } while (b->token.kind != RO_TOKEN_EOF && !arena->oom);
    while (b->depth && !arena->oom) ro_html_pop(b);
    return !arena->oom;
}
