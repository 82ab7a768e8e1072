/* SPDX-License-Identifier: Apache-2.0 */
/* The list of active formatting elements, 13.2.4.3, and the adoption agency, 13.2.6.4.7: what
 * <b> and its like mean where they are closed in another order than they were opened, or not at
 * all. */
#include "read/html/html_builder.h"

static uint32_t place_in_list(const builder *b, uint32_t node) {
    for (uint32_t i = b->formatting_count; i-- > 0;)
        if (b->formatting[i] == node) return i;
    return RO_NONE;
}

static void remove_at(builder *b, uint32_t place) {
    memmove(b->formatting + place, b->formatting + place + 1,
            (b->formatting_count - place - 1) * sizeof *b->formatting);
    b->formatting_count--;
}

static void insert_at(builder *b, uint32_t place, uint32_t node) {
    memmove(b->formatting + place + 1, b->formatting + place,
            (b->formatting_count - place) * sizeof *b->formatting);
    b->formatting[place] = node;
    b->formatting_count++;
}

void ro_html_remove_formatting(builder *b, uint32_t node) {
    uint32_t place = place_in_list(b, node);
    if (place != RO_NONE) remove_at(b, place);
}

/* Whether both were made for tags that say the same. */
static bool are_alike(const builder *b, uint32_t one, uint32_t other) {
    const ro_html_tree *tree = b->tree;
    const ro_html_node *x = ro_html_node_at(b, one), *y = ro_html_node_at(b, other);
    if (x->tag != y->tag || x->count != y->count) return false;
    for (uint32_t i = 0; i < x->count; i++) {
        const ro_html_attribute *a = &tree->attributes.items[x->first + i];
        const ro_html_attribute *c = ro_html_find_attribute(
            tree, other, (ro_str){tree->source.p + a->name, a->name_end - a->name});
        uint32_t n = a->value_end - a->value;
        if (!c || c->value_end - c->value != n ||
            memcmp(tree->source.p + a->value, tree->source.p + c->value, n) != 0)
            return false;
    }
    return true;
}

/* "The Noah's Ark clause": of those that say the same, no more than three. */
void ro_html_push_formatting(builder *b, uint32_t node) {
    if (b->arena->oom) return;
    uint32_t alike = 0, earliest = 0;
    for (uint32_t i = b->formatting_count; i-- > 0 && b->formatting[i] != RO_NONE;) {
        if (!are_alike(b, b->formatting[i], node)) continue;
        alike++;
        earliest = i;
    }
    if (alike >= 3) remove_at(b, earliest);
    if (b->formatting_count < RO_HTML_MOST_FORMATTING) insert_at(b, b->formatting_count, node);
}

void ro_html_push_marker(builder *b) {
    if (b->formatting_count == RO_HTML_MOST_FORMATTING) remove_at(b, 0);
    insert_at(b, b->formatting_count, RO_NONE);
}

void ro_html_clear_formatting(builder *b) {
    while (b->formatting_count && b->formatting[--b->formatting_count] != RO_NONE) continue;
}

uint32_t ro_html_formatting_of(const builder *b, unsigned tag) {
    for (uint32_t i = b->formatting_count; i-- > 0 && b->formatting[i] != RO_NONE;)
        if (ro_html_node_at(b, b->formatting[i])->tag == tag) return b->formatting[i];
    return RO_NONE;
}

/* An element for the tag that @p node was made for, without bytes of its own. */
static uint32_t copy_of(builder *b, uint32_t node) {
    uint32_t copy = ro_html_new_node(b, RO_HTML_ELEMENT, b->token.start, b->token.start);
    if (b->arena->oom) return 0;
    const ro_html_node *from = ro_html_node_at(b, node);
    ro_html_node *to = ro_html_node_at(b, copy);
    to->tag = from->tag;
    to->first = from->first;
    to->count = from->count;
    b->copies_left -= b->copies_left > 0;
    return copy;
}

static bool is_settled(const builder *b, uint32_t entry) {
    return entry == RO_NONE || ro_html_place_of(b, entry) != RO_NONE;
}

void ro_html_reconstruct(builder *b) {
    uint32_t i = b->formatting_count;
    while (i > 0 && !is_settled(b, b->formatting[i - 1])) i--;
    if (b->formatting_count - i > b->copies_left) {
        b->formatting_count = i; /* see RO_HTML_COPIES */
        return;
    }
    for (; i < b->formatting_count && b->depth < RO_HTML_DEEPEST && !b->arena->oom; i++) {
        uint32_t node = copy_of(b, b->formatting[i]);
        ro_html_attach(b, node, ro_html_appropriate_place(b, ro_html_current(b)));
        ro_html_push(b, node);
        b->formatting[i] = node;
    }
}

/* The adoption agency, step by step as 13.2.6.4.7 has it. */

typedef struct adoption {
    uint32_t element, place; /* the formatting element; its place in the stack */
    uint32_t block;          /* the furthest block's place */
    uint32_t bookmark;       /* where the copy goes in the list */
} adoption;

/* Steps 4.4 to 4.8. False: all is done. */
static bool find_block(builder *b, adoption *a) {
    a->place = ro_html_place_of(b, a->element);
    if (a->place == RO_NONE) ro_html_remove_formatting(b, a->element);
    if (a->place == RO_NONE || !ro_html_node_in_scope(b, a->element)) return false;
    a->block = a->place + 1;
    while (a->block < b->depth &&
           !(ro_tag_kinds(ro_html_node_at(b, b->open[a->block])->tag) & RO_TAG_IS_SPECIAL))
        a->block++;
    if (a->block < b->depth) return true;
    while (b->depth > a->place) ro_html_pop(b);
    ro_html_remove_formatting(b, a->element);
    return false;
}

/* Step 4.13: the elements between the formatting element and the block, from the block up, each
 * as a copy around the one before; the outermost. */
static uint32_t wrap(builder *b, adoption *a) {
    uint32_t last = b->open[a->block], place = a->block;
    for (int count = 1; --place > a->place && !b->arena->oom; count++) {
        uint32_t node = b->open[place], entry = place_in_list(b, node);
        if (count > 3 && entry != RO_NONE) {
            remove_at(b, entry);
            if (entry < a->bookmark) a->bookmark--;
            entry = RO_NONE;
        }
        if (entry == RO_NONE) {
            ro_html_remove_open(b, place);
            a->block--;
            continue;
        }
        uint32_t copy = copy_of(b, node);
        ro_html_end(b, node);
        b->formatting[entry] = b->open[place] = copy;
        if (last == b->open[a->block]) a->bookmark = entry + 1;
        ro_html_detach(b, last);
        ro_html_attach(b, last, (ro_html_place){copy, RO_NONE});
        last = copy;
    }
    return last;
}

static void move_children(builder *b, uint32_t from, uint32_t to) {
    ro_html_node *source = ro_html_node_at(b, from), *target = ro_html_node_at(b, to);
    target->first_child = source->first_child;
    target->last_child = source->last_child;
    source->first_child = source->last_child = RO_NONE;
    for (uint32_t i = target->first_child; i != RO_NONE; i = ro_html_node_at(b, i)->next)
        ro_html_node_at(b, i)->parent = to;
}

/* Steps 4.14 to 4.19. */
static void settle(builder *b, adoption *a, uint32_t last) {
    uint32_t block = b->open[a->block], entry;
    ro_html_detach(b, last);
    ro_html_attach(b, last, ro_html_appropriate_place(b, b->open[a->place - 1]));
    uint32_t copy = copy_of(b, a->element);
    if (b->arena->oom) return;
    move_children(b, block, copy);
    ro_html_attach(b, copy, (ro_html_place){block, RO_NONE});
    entry = place_in_list(b, a->element);
    remove_at(b, entry);
    insert_at(b, entry < a->bookmark ? a->bookmark - 1 : a->bookmark, copy);
    ro_html_remove_open(b, a->place);
    ro_html_put_open(b, a->block, copy); /* which is one place down now: below the block */
}

bool ro_html_adopt(builder *b) {
    unsigned tag = b->token.tag;
    if (ro_html_current_tag(b) == tag && place_in_list(b, ro_html_current(b)) == RO_NONE) {
        ro_html_pop(b);
        return true;
    }
    for (int round = 0; round < 8 && !b->arena->oom; round++) {
        adoption a = {.element = ro_html_formatting_of(b, tag)};
        if (a.element == RO_NONE) return false;
        if (!find_block(b, &a)) return true;
        a.bookmark = place_in_list(b, a.element);
        if (b->copies_left < b->depth) { /* see RO_HTML_COPIES */
            while (b->depth > a.place) ro_html_pop(b);
            ro_html_remove_formatting(b, a.element);
            return true;
        }
        settle(b, &a, wrap(b, &a));
    }
    return true;
}
