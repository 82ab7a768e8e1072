/* SPDX-License-Identifier: Apache-2.0 */
/* Nodes into the tree: 13.2.6.1 "Creating and inserting nodes". */
#include "read/html/html_builder.h"

uint32_t ro_html_new_node(builder *b, ro_html_kind kind, uint32_t start, uint32_t end) {
    ro_html_node *node = RO_PUSH(b->arena, &b->tree->nodes);
    if (!node) return 0; /* the arena says so at the end; node 0 is always there */
    node->parent = node->first_child = node->last_child = node->previous = node->next = RO_NONE;
    node->kind = (uint8_t)kind;
    node->start = start;
    node->end = end;
    return b->tree->nodes.count - 1;
}

void ro_html_attach(builder *b, uint32_t index, ro_html_place place) {
    if (b->arena->oom) return;
    ro_html_node *node = ro_html_node_at(b, index), *parent = ro_html_node_at(b, place.parent);
    node->parent = place.parent;
    node->next = place.before;
    uint32_t *behind =
        place.before == RO_NONE ? &parent->last_child : &ro_html_node_at(b, place.before)->previous;
    node->previous = *behind;
    *behind = index;
    if (node->previous == RO_NONE)
        parent->first_child = index;
    else
        ro_html_node_at(b, node->previous)->next = index;
}

void ro_html_detach(builder *b, uint32_t index) {
    ro_html_node *node = ro_html_node_at(b, index);
    if (node->parent == RO_NONE) return;
    ro_html_node *parent = ro_html_node_at(b, node->parent);
    if (node->previous == RO_NONE)
        parent->first_child = node->next;
    else
        ro_html_node_at(b, node->previous)->next = node->next;
    if (node->next == RO_NONE)
        parent->last_child = node->previous;
    else
        ro_html_node_at(b, node->next)->previous = node->previous;
    node->parent = node->previous = node->next = RO_NONE;
}

static bool fosters(unsigned tag) {
    return tag == RO_TAG_TABLE || tag == RO_TAG_TBODY || tag == RO_TAG_TFOOT ||
           tag == RO_TAG_THEAD || tag == RO_TAG_TR;
}

ro_html_place ro_html_appropriate_place(const builder *b, uint32_t target) {
    if (!b->foster || !fosters(ro_html_node_at(b, target)->tag))
        return (ro_html_place){target, RO_NONE};
    uint32_t template = ro_html_last_open(b, RO_TAG_TEMPLATE);
    uint32_t table = ro_html_last_open(b, RO_TAG_TABLE);
    if (template != RO_NONE && (table == RO_NONE || template > table))
        return (ro_html_place){b->open[template], RO_NONE};
    if (table == RO_NONE) return (ro_html_place){b->open[0], RO_NONE};
    uint32_t parent = ro_html_node_at(b, b->open[table])->parent;
    if (parent != RO_NONE) return (ro_html_place){parent, b->open[table]};
    return (ro_html_place){b->open[table - 1], RO_NONE};
}

/* The attributes of the token at hand into the tree; where they begin. */
static uint32_t keep_attributes(builder *b, const ro_html_attribute *from, uint32_t count) {
    ro_html_tree *tree = b->tree;
    uint32_t first = tree->attributes.count;
    for (uint32_t i = 0; i < count; i++)
        if (!RO_APPEND(b->arena, &tree->attributes, from[i])) return 0;
    return first;
}

uint32_t ro_html_element_of_token(builder *b, unsigned tag) {
    uint32_t index = ro_html_new_node(b, RO_HTML_ELEMENT, b->token.start, b->token.end);
    if (b->arena->oom) return 0;
    uint32_t count = b->tokens.attribute_count;
    uint32_t first = keep_attributes(b, b->tokens.attributes, count);
    ro_html_node *node = ro_html_node_at(b, index);
    node->tag = (uint16_t)tag;
    node->first = first;
    node->count = b->arena->oom ? 0 : (uint16_t)count;
    return index;
}

bool ro_html_is_hidden_input(const builder *b) {
    const ro_html_attribute *type = ro_html_token_attribute(&b->tokens, RO_STR("type"));
    return type && ro_str_same(ro_html_value(b->tree, b->arena, type), RO_STR("hidden"));
}

static uint32_t put(builder *b, uint32_t node) {
    if (b->arena->oom) return 0;
    ro_html_place place = {0, RO_NONE};
    if (b->depth) place = ro_html_appropriate_place(b, ro_html_current(b));
    ro_html_attach(b, node, place);
    ro_html_push(b, node);
    return node;
}

uint32_t ro_html_insert(builder *b, unsigned tag) {
    return put(b, ro_html_element_of_token(b, tag));
}

uint32_t ro_html_insert_implied(builder *b, unsigned tag) {
    uint32_t node = ro_html_new_node(b, RO_HTML_ELEMENT, b->token.start, b->token.start);
    ro_html_node_at(b, node)->tag = (uint16_t)tag;
    return put(b, node);
}

void ro_html_insert_void(builder *b, unsigned tag) {
    ro_html_insert(b, tag);
    ro_html_pop(b);
}

void ro_html_insert_raw(builder *b, unsigned tag) {
    uint32_t node = ro_html_insert(b, tag);
    ro_html_token text;
    ro_html_next_raw(&b->tokens, tag, &text);
    if (tag == RO_TAG_TEXTAREA && text.end > text.start) {
        /* 13.2.6.4.7: a line end at the beginning is for those who read the source. */
        ro_html_token tagged = b->token;
        b->token = text;
        ro_html_take_newline(b);
        text = b->token;
        b->token = tagged;
    }
    if (text.end > text.start) ro_html_insert_text(b, &text);
    ro_html_pop(b);
    if (!b->arena->oom) ro_html_node_at(b, node)->end = b->tokens.at;
}

/* 13.2.6.1 "insert a character": one text with the one before it. U+0000 that is to be dropped
 * makes no text. */
void ro_html_insert_text(builder *b, const ro_html_token *token) {
    ro_html_tree *tree = b->tree;
    ro_html_token kept = *token, *text = &kept;
    while (!kept.keeps_nul && kept.start < kept.end && tree->source.p[kept.start] == '\0')
        kept.start++;
    if (kept.start == kept.end) return;
    ro_html_place place = ro_html_appropriate_place(b, ro_html_current(b));
    if (place.parent == 0 || b->arena->oom) return;
    uint32_t before = place.before == RO_NONE ? ro_html_node_at(b, place.parent)->last_child
                                              : ro_html_node_at(b, place.before)->previous;
    bool joins = before != RO_NONE && ro_html_node_at(b, before)->kind == RO_HTML_TEXT;
    if (joins) {
        ro_html_run *last = &tree->runs.items[ro_html_node_at(b, before)->last];
        if (last->end == text->start && last->references == text->references &&
            last->keeps_nul == text->keeps_nul) {
            last->end = ro_html_node_at(b, before)->end = text->end;
            return;
        }
    }
    uint32_t run = tree->runs.count;
    ro_html_run new = {text->start, text->end, RO_NONE, text->references, text->keeps_nul};
    if (!RO_APPEND(b->arena, &tree->runs, new)) return;
    if (joins) {
        ro_html_node *node = ro_html_node_at(b, before);
        tree->runs.items[node->last].next = run;
        node->last = run;
        node->end = text->end;
        return;
    }
    uint32_t index = ro_html_new_node(b, RO_HTML_TEXT, text->start, text->end);
    if (b->arena->oom) return;
    ro_html_node *node = ro_html_node_at(b, index);
    node->first = node->last = run;
    node->tag = RO_TAG_TEXT;
    ro_html_attach(b, index, place);
}

void ro_html_insert_comment(builder *b, ro_html_place place) {
    const ro_html_token *t = &b->token;
    uint32_t index = ro_html_new_node(b, RO_HTML_COMMENT, t->start, t->end);
    if (b->arena->oom) return;
    ro_html_node *node = ro_html_node_at(b, index);
    node->first = t->inner;
    node->last = t->inner_end;
    ro_html_attach(b, index, place);
}

void ro_html_insert_doctype(builder *b) {
    const ro_html_token *t = &b->token;
    uint32_t index = ro_html_new_node(b, RO_HTML_DOCTYPE, t->start, t->end);
    if (b->arena->oom) return;
    ro_html_node *node = ro_html_node_at(b, index);
    node->first = t->inner;
    node->last = t->inner_end;
    ro_html_attach(b, index, (ro_html_place){0, RO_NONE});
}

void ro_html_merge_attributes(builder *b, uint32_t index) {
    ro_html_attribute fresh[RO_MOST_ATTRIBUTES];
    ro_html_tree *tree = b->tree;
    const ro_html_node *node = ro_html_node_at(b, index);
    uint32_t count = node->count, all = count;
    if (count) memcpy(fresh, tree->attributes.items + node->first, count * sizeof *fresh);
    for (uint32_t i = 0; i < b->tokens.attribute_count && all < RO_MOST_ATTRIBUTES; i++) {
        ro_html_attribute a = b->tokens.attributes[i];
        ro_str name = {tree->source.p + a.name, a.name_end - a.name};
        if (!ro_html_find_attribute(tree, index, name)) fresh[all++] = a;
    }
    if (all == count) return;
    uint32_t first = keep_attributes(b, fresh, all);
    if (b->arena->oom) return;
    ro_html_node_at(b, index)->first = first;
    ro_html_node_at(b, index)->count = (uint16_t)all;
}
