/* SPDX-License-Identifier: Apache-2.0 */
/* NITF, a report a document, and NewsML-G2 and NewsML 1, any number of items. */
#include <stdlib.h>

#include "base/error.h"
#include "read/bytes/references.h"
#include "read/format.h"
#include "read/wire/wire.h"

static unsigned bid_nitf(const ro_reader *reader, ro_str head) {
    (void)reader;
    return ro_str_eq(ro_xml_root(head), RO_STR("nitf")) ? 97 : 0;
}

static unsigned bid_newsml(const ro_reader *reader, ro_str head) {
    (void)reader;
    static const char *const roots[] = {"newsMessage", "newsItem", "packageItem", "NewsML"};
    ro_str root = ro_xml_root(head);
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (ro_str_eq(root, ro_str_of(roots[i]))) return 97;
    return 0;
}

typedef struct wire_state {
    ro_arena arena;
    ro_xml_tree tree;
    RO_ARRAY(uint32_t) items;
    uint32_t next;
} wire_state;

static ro_status open_document(ro_reader *reader, ro_error *error) {
    wire_state *state = calloc(1, sizeof *state);
    if (!state) return ro_fail_nomem(error);
    reader->state = state;
    return ro_xml_parse(ro_reference_names(reader->rules), &state->arena, reader->data,
                        &state->tree, error);
}

static ro_status open_nitf(ro_reader *reader, ro_error *error) {
    ro_status status = open_document(reader, error);
    if (status != RO_OK) return status;
    wire_state *state = reader->state;
    return RO_APPEND(&state->arena, &state->items, 0) ? RO_OK : ro_fail_nomem(error);
}

/* Packages name items and hold no text: what they name are records of their own. */
static ro_status open_newsml(ro_reader *reader, ro_error *error) {
    ro_status status = open_document(reader, error);
    if (status != RO_OK) return status;
    wire_state *state = reader->state;
    for (uint32_t i = 0; i < state->tree.nodes.count; i++) {
        const char *name = state->tree.nodes.items[i].name;
        if (!name || (strcmp(name, "newsItem") != 0 && strcmp(name, "NewsItem") != 0)) continue;
        if (!RO_APPEND(&state->arena, &state->items, i)) return ro_fail_nomem(error);
        i = state->tree.nodes.items[i].end - 1; /* no item within an item */
    }
    if (state->items.count) return RO_OK;
    return ro_fail(error, RO_ERR_INPUT, 0, "names news items and holds none");
}

static void close_document(ro_reader *reader) {
    wire_state *state = reader->state;
    if (!state) return;
    ro_arena_free(&state->arena);
    free(state);
    reader->state = NULL;
}

static ro_status next_item(ro_reader *reader, ro_article **article, ro_error *error) {
    wire_state *state = reader->state;
    ro_xml_tree *tree = &state->tree;
    if (state->next == state->items.count) return RO_END;
    uint32_t at = state->items.items[state->next++];
    const ro_xml_node *node = &tree->nodes.items[at];
    bool last = state->next == state->items.count;
    uint64_t start = ro_map_source(&tree->decoded.map, node->source, false);
    uint64_t end = ro_map_source(&tree->decoded.map, node->close, true);
    ro_record record;
    ro_str bytes = {reader->data.p + start, (size_t)(end - start)};
    ro_status status = ro_record_begin(reader, &record, bytes, start, error);
    if (status == RO_OK) status = ro_wire_read_item(reader, &record, tree, at, start, error);
    ro_record_damage(&record, &tree->decoded, start, end);
    if (status == RO_OK && last && tree->warning.msg[0]) {
        if (error) *error = tree->warning;
        status = RO_WARN;
    }
    return ro_record_end(reader, &record, status, article, error);
}

const ro_source_format ro_format_nitf = {.name = "nitf",
                                         .bid = bid_nitf,
                                         .open = open_nitf,
                                         .next = next_item,
                                         .close = close_document,
                                         .extent = RO_EXTENT_DOCUMENT};
const ro_source_format ro_format_newsml = {.name = "newsml",
                                           .bid = bid_newsml,
                                           .open = open_newsml,
                                           .next = next_item,
                                           .close = close_document,
                                           .extent = RO_EXTENT_DOCUMENT};
