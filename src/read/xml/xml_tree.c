/* SPDX-License-Identifier: Apache-2.0 */
#include "read/xml/xml_tree.h"

#include <expat.h>

#include "base/buffer.h"
#include "base/error.h"
#include "read/format.h"

/* MOST_DEPTH: of elements in each other. A document of nothing but
 * opened elements must not grow a tree without end. */
enum { MOST_DEPTH = 256, PIECE = 1 << 24, LONGEST_VALUE = 4000 };

typedef struct builder {
    ro_arena *arena;
    ro_xml_tree *tree;
    XML_Parser parser;
    uint32_t open; /* innermost open element, RO_NONE outside */
    unsigned depth;
    bool failed, refused;
} builder;

static void stop(builder *b, bool refused) {
    if (refused)
        b->refused = true;
    else
        b->failed = true;
    XML_StopParser(b->parser, XML_FALSE);
}

static uint64_t position(const builder *b) {
    XML_Index at = XML_GetCurrentByteIndex(b->parser);
    return at < 0 ? 0 : (uint64_t)at;
}

static const char *local_name(const char *name) {
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

static const char *const *keep_attributes(ro_arena *arena, const char **attributes) {
    size_t count = 0;
    while (attributes[count]) count++;
    const char **kept = RO_ARENA_ARRAY(arena, const char *, count + 1);
    for (size_t i = 0; kept && i < count; i++) kept[i] = ro_arena_strdup(arena, attributes[i]);
    return kept;
}

static void XMLCALL on_start(void *user, const char *name, const char **attributes) {
    builder *b = user;
    if (++b->depth > MOST_DEPTH) {
        stop(b, true);
        return;
    }
    ro_xml_node *node = RO_PUSH(b->arena, &b->tree->nodes);
    if (node) {
        node->name = ro_arena_strdup(b->arena, local_name(name));
        node->attributes = keep_attributes(b->arena, attributes);
        node->source = position(b);
        node->length = (uint64_t)XML_GetCurrentByteCount(b->parser);
        node->parent = b->open;
        b->open = b->tree->nodes.count - 1;
    }
    if (b->arena->oom) stop(b, false);
}

static void close_element(builder *b, uint64_t end) {
    ro_xml_node *node = &b->tree->nodes.items[b->open];
    node->end = b->tree->nodes.count;
    node->close = end;
    b->open = node->parent;
}

static void XMLCALL on_end(void *user, const char *name) {
    (void)name;
    builder *b = user;
    b->depth--;
    close_element(b, position(b) + (uint64_t)XML_GetCurrentByteCount(b->parser));
}

static void add_text(builder *b, ro_str text) {
    uint64_t count = (uint64_t)XML_GetCurrentByteCount(b->parser), at = position(b);
    char *copy = ro_arena_copy(b->arena, text.p, text.n);
    ro_xml_node *node = RO_PUSH(b->arena, &b->tree->nodes);
    if (!copy || !node) {
        stop(b, false);
        return;
    }
    *node = (ro_xml_node){.text = {copy, text.n}, .source = at, .parent = b->open};
    node->length = count ? count : text.n; /* expat counts none within CDATA */
    node->end = b->tree->nodes.count;
    node->close = at + node->length;
}

static void XMLCALL on_text(void *user, const char *text, int length) {
    add_text(user, (ro_str){text, (size_t)length});
}

/* Parameter entities and those outside are never looked up; one with a value of its own
 * is how a few bytes become gigabytes. */
static void XMLCALL on_entity(void *user, const XML_Char *name, int is_parameter,
                              const XML_Char *text, int length, const XML_Char *base,
                              const XML_Char *system, const XML_Char *public,
                              const XML_Char *notation) {
    (void)name, (void)length, (void)base, (void)system, (void)public, (void)notation;
    if (text && !is_parameter) stop(user, true);
}

static ro_status parse(builder *b, ro_error *error) {
    XML_SetUserData(b->parser, b);
    XML_SetElementHandler(b->parser, on_start, on_end);
    XML_SetCharacterDataHandler(b->parser, on_text);
    XML_SetEntityDeclHandler(b->parser, on_entity);
    ro_str text = b->tree->decoded.text;
    enum XML_Status status = XML_STATUS_OK;
    bool last = false;
    for (size_t at = 0; status == XML_STATUS_OK && !last;) { /* expat counts in int */
        size_t piece = text.n - at < PIECE ? text.n - at : PIECE;
        last = at + piece == text.n;
        status = XML_Parse(b->parser, text.p + at, (int)piece, last);
        at += piece;
    }
    uint64_t at = position(b);
    enum XML_Error code = XML_GetErrorCode(b->parser);
    while (b->open != RO_NONE) close_element(b, at);
    if (b->failed || b->arena->oom || code == XML_ERROR_NO_MEMORY) return ro_fail_nomem(error);
    if (b->refused)
        return ro_fail(error, RO_ERR_LIMIT, at,
                       "declares entities or nests deeper than %d elements", MOST_DEPTH);
    if (status == XML_STATUS_OK) return RO_OK;
    ro_fail(&b->tree->warning, RO_WARN, ro_map_source(&b->tree->decoded.map, at, false),
            "the XML breaks off: %s", XML_ErrorString(code));
    if (b->tree->nodes.count) return RO_OK;
    return ro_fail(error, RO_ERR_INPUT, at, "is damaged XML: %s", XML_ErrorString(code));
}

ro_status ro_xml_parse(ro_xml_names names, ro_arena *arena, ro_str bytes, ro_xml_tree *tree,
                       ro_error *error) {
    builder b = {.arena = arena, .tree = tree, .open = RO_NONE};
    ro_status status = ro_decode(arena, bytes, ro_xml_charset(arena, bytes), &tree->decoded, error);
    if (status != RO_OK) return status;
    const char *told;
    uint64_t first = 0;
    if (!ro_decoded_repair(arena, &tree->decoded, RO_XML_ANY, names, &told, &first))
        return ro_fail_nomem(error);
    if (told)
        ro_fail(&tree->warning, RO_WARN, first, "is not well-formed; read with repairs: %s", told);
    b.parser = XML_ParserCreate("UTF-8");
    if (!b.parser) return ro_fail_nomem(error);
    status = parse(&b, error);
    XML_ParserFree(b.parser);
    return status;
}

const char *ro_xml_attribute(const ro_xml_tree *tree, uint32_t at, const char *name) {
    const char *const *attributes = tree->nodes.items[at].attributes;
    for (size_t i = 0; attributes && attributes[i]; i += 2)
        if (strcmp(local_name(attributes[i]), name) == 0) return attributes[i + 1];
    return NULL;
}

const char *ro_xml_text(ro_arena *arena, const ro_xml_tree *tree, uint32_t at) {
    ro_buffer text = {0};
    for (uint32_t i = at; i < tree->nodes.items[at].end && text.size < LONGEST_VALUE; i++) {
        const ro_xml_node *node = &tree->nodes.items[i];
        ro_str piece = node->name ? RO_STR(" ") : node->text;
        if (!ro_buffer_add(&text, piece.p, piece.n)) arena->oom = true;
    }
    ro_str whole = ro_str_trim((ro_str){text.data ? text.data : "", text.size});
    const char *squeezed = whole.n ? ro_squeeze(arena, whole) : NULL;
    ro_buffer_free(&text);
    return squeezed;
}
