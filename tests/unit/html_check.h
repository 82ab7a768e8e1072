/* SPDX-License-Identifier: Apache-2.0 */
/** What holds of every tree of HTML, whatever the page: tests and fuzzing ask it. */
#ifndef RO_HTML_CHECK_H
#define RO_HTML_CHECK_H

#include "read/html/html_builder.h"

/* The links of a node say the same as those of its neighbours. */
static inline bool html_is_linked(const ro_html_tree *tree, uint32_t index) {
    const ro_html_node *all = tree->nodes.items, *n = &all[index];
    if (n->start > n->end || n->end > tree->source.n) return false;
    if ((n->first_child == RO_NONE) != (n->last_child == RO_NONE)) return false;
    if (n->first_child != RO_NONE &&
        (all[n->first_child].previous != RO_NONE || all[n->last_child].next != RO_NONE))
        return false;
    if (n->next != RO_NONE && (all[n->next].previous != index || all[n->next].parent != n->parent))
        return false;
    return index == 0 ? n->parent == RO_NONE : n->parent != RO_NONE;
}

static inline bool html_attributes_lie_within(const ro_html_tree *tree, const ro_html_node *n) {
    if (n->count > RO_MOST_ATTRIBUTES || n->first + n->count > tree->attributes.count) return false;
    for (uint32_t i = 0; i < n->count; i++) {
        const ro_html_attribute *a = &tree->attributes.items[n->first + i];
        if (a->name >= a->name_end || a->name_end > a->value || a->value > a->value_end ||
            a->value_end > tree->source.n)
            return false;
    }
    return true;
}

/* Whether a piece is what its bytes say: they themselves, a reference, a line end, U+0000. */
static inline bool html_piece_is_of_its_bytes(const ro_html_tree *tree,
                                              const ro_html_piece *piece) {
    const char *bytes = tree->source.p + piece->source;
    if (piece->length == 0 || piece->source + piece->length > tree->source.n) return false;
    if (piece->text.p == bytes) return piece->text.n == piece->length;
    switch (bytes[0]) {
    case '&': return piece->length > 1 && piece->text.n > 0 && piece->text.n <= 8;
    case '\r': return piece->length == 1 && piece->text.n <= 1;
    case '\0': return piece->length == 1 && (piece->text.n == 0 || piece->text.n == 3);
    default: return false;
    }
}

/* Every byte of the runs of a text is in one piece of it, and the pieces are the text. */
static inline bool html_text_is_mapped(const ro_html_tree *tree, ro_arena *arena, uint32_t node) {
    const ro_html_node *n = &tree->nodes.items[node];
    ro_str whole = ro_html_whole_text(tree, arena, node);
    uint32_t run = n->first, at = tree->runs.items[run].start;
    size_t size = 0;
    ro_html_piece piece;
    for (ro_html_reading r = ro_html_read_text(tree, node); ro_html_next_piece(tree, &r, &piece);) {
        if (at == tree->runs.items[run].end) {
            run = tree->runs.items[run].next;
            if (run == RO_NONE) return false;
            at = tree->runs.items[run].start;
        }
        if (piece.source != at || !html_piece_is_of_its_bytes(tree, &piece) ||
            size + piece.text.n > whole.n ||
            memcmp(whole.p + size, piece.text.p, piece.text.n) != 0)
            return false;
        at += piece.length;
        size += piece.text.n;
    }
    return size == whole.n && run == n->last && at == tree->runs.items[run].end &&
           n->start == tree->runs.items[n->first].start && n->end == at;
}

/* The node behind @p node and all that is in it, within @p root. */
static inline uint32_t html_behind(const ro_html_tree *tree, uint32_t node, uint32_t root) {
    while (node != root && tree->nodes.items[node].next == RO_NONE)
        node = tree->nodes.items[node].parent;
    return node == root ? RO_NONE : tree->nodes.items[node].next;
}

/** Whether all of @p tree holds together, and no byte of the page is in two texts. */
static inline bool html_holds(const ro_html_tree *tree, ro_arena *arena, uint32_t root) {
    uint32_t seen = 0, node = root;
    for (uint32_t i = 1; i < tree->runs.count; i++)
        if (tree->runs.items[i].start < tree->runs.items[i - 1].end) return false;
    while (node != RO_NONE) {
        const ro_html_node *n = &tree->nodes.items[node];
        if (++seen > tree->nodes.count || !html_is_linked(tree, node)) return false;
        if (n->kind == RO_HTML_ELEMENT && !html_attributes_lie_within(tree, n)) return false;
        if (n->kind == RO_HTML_TEXT && !html_text_is_mapped(tree, arena, node)) return false;
        node = n->first_child != RO_NONE ? n->first_child : html_behind(tree, node, root);
    }
    return true;
}

#endif
