/* SPDX-License-Identifier: Apache-2.0 */
/* RSS 2.0, RSS 1.0 and Atom. Sources: rssboard.org/rss-specification, RSS 1.0 with
 * its content and Dublin Core modules, RFC 4287. Elements are told by their local
 * names, whatever prefix a feed gives them. */
#include <expat.h>
#include <stdlib.h>

#include "base/error.h"
#include "read/dates.h"
#include "read/format.h"

/* Entities declared in a document type are refused: no feed needs them, and they are
 * how a few bytes become gigabytes. */
enum { MOST_DEPTH = 256 };

static unsigned bid(const ro_reader *reader, ro_str head) {
    (void)reader;
    static const char *const roots[] = {"rss", "feed", "RDF"};
    ro_str root = ro_xml_root(head);
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (ro_str_eq(root, ro_str_of(roots[i]))) return 95;
    return 0;
}

typedef enum field {
    FIELD_NONE,
    FIELD_TITLE,
    FIELD_LINK,
    FIELD_ID,
    FIELD_PUBLISHED,
    FIELD_MODIFIED,
    FIELD_AUTHOR,
    FIELD_CONTENT,
    FIELD_SUMMARY,
    FIELD_COUNT
} field;

static const struct {
    const char *name;
    field is;
} field_names[] = {
    {"title", FIELD_TITLE},       {"link", FIELD_LINK},
    {"guid", FIELD_ID},           {"id", FIELD_ID},
    {"pubDate", FIELD_PUBLISHED}, {"published", FIELD_PUBLISHED},
    {"issued", FIELD_PUBLISHED},  {"date", FIELD_PUBLISHED},
    {"updated", FIELD_MODIFIED},  {"modified", FIELD_MODIFIED},
    {"creator", FIELD_AUTHOR},    {"author", FIELD_AUTHOR},
    {"name", FIELD_AUTHOR},       {"encoded", FIELD_CONTENT},
    {"content", FIELD_CONTENT},   {"description", FIELD_SUMMARY},
    {"summary", FIELD_SUMMARY},
};

/* Text of one field of an item, with where it came from. */
typedef struct value {
    ro_buffer text;
    ro_map map;
    bool closed; /* the first element of a field counts */
} value;

typedef struct item {
    size_t start, end; /* in the decoded input */
    const char *text[FIELD_COUNT];
    size_t size[FIELD_COUNT];
    ro_map map[FIELD_COUNT];
    bool markup; /* the content was elements, not escaped text */
} item;

typedef struct feed_state {
    ro_arena arena;
    ro_decoded decoded;
    XML_Parser parser;
    RO_ARRAY(item) items;
    uint32_t next;
    const char *outlet, *language;
    bool truncated; /* the XML ends in an error: what was read stands */
    ro_error error;

    unsigned depth, item_depth, field_depth; /* 0: not inside */
    field open;
    bool failed, refused;
    value values[FIELD_COUNT];
    ro_buffer outside; /* title or language of the feed itself */
} feed_state;

static const char *local_name(const char *name) {
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

static field field_of(const char *name) {
    for (size_t i = 0; i < sizeof field_names / sizeof *field_names; i++)
        if (strcmp(local_name(name), field_names[i].name) == 0) return field_names[i].is;
    return FIELD_NONE;
}

static size_t position(const feed_state *state) {
    XML_Index at = XML_GetCurrentByteIndex(state->parser);
    return at < 0 ? 0 : (size_t)at;
}

static void stop(feed_state *state, bool refused) {
    if (refused)
        state->refused = true;
    else
        state->failed = true;
    XML_StopParser(state->parser, XML_FALSE);
}

static void start_item(feed_state *state) {
    item *next = RO_PUSH(&state->arena, &state->items);
    if (!next) {
        stop(state, false);
        return;
    }
    next->start = position(state);
    state->item_depth = state->depth;
    for (int i = 0; i < FIELD_COUNT; i++) {
        ro_buffer_free(&state->values[i].text);
        state->values[i] = (value){0};
    }
}

/* Atom's link is an attribute; the first that is the article itself counts. */
static void take_link(feed_state *state, const char **attributes) {
    const char *href = NULL, *rel = "alternate";
    for (size_t i = 0; attributes[i]; i += 2) {
        if (strcmp(attributes[i], "href") == 0) href = attributes[i + 1];
        if (strcmp(attributes[i], "rel") == 0) rel = attributes[i + 1];
    }
    value *link = &state->values[FIELD_LINK];
    if (!href || strcmp(rel, "alternate") != 0 || link->closed) return;
    link->text.size = 0;
    if (!ro_buffer_puts(&link->text, href)) stop(state, false);
    link->closed = true;
}

/* Markup as elements (type="xhtml") is written out again as the bytes it was. */
static void take_markup(feed_state *state) {
    value *to = &state->values[state->open];
    size_t at = position(state), n = (size_t)XML_GetCurrentByteCount(state->parser);
    if (at + n > state->decoded.text.n) return;
    ro_map_run run = {(uint32_t)to->text.size, (uint32_t)n, at, n};
    if (to->closed) return;
    state->items.items[state->items.count - 1].markup = true;
    if (!ro_map_add(&state->arena, &to->map, run) ||
        !ro_buffer_add(&to->text, state->decoded.text.p + at, n))
        stop(state, false);
}

static void XMLCALL on_start(void *user, const char *name, const char **attributes) {
    feed_state *state = user;
    if (++state->depth > MOST_DEPTH) {
        stop(state, true);
        return;
    }
    const char *local = local_name(name);
    bool is_item = strcmp(local, "item") == 0 || strcmp(local, "entry") == 0;
    if (!state->item_depth) {
        if (is_item) start_item(state);
        state->outside.size = 0;
        return;
    }
    if (state->open != FIELD_NONE) {
        if (state->open == FIELD_CONTENT || state->open == FIELD_SUMMARY) take_markup(state);
        return;
    }
    field is = field_of(name);
    bool child = state->depth == state->item_depth + 1;
    bool media = strncmp(name, "media:", 6) == 0 || strncmp(name, "itunes:", 7) == 0;
    if (is == FIELD_NONE || media || (!child && strcmp(local, "name") != 0)) return;
    if (is == FIELD_LINK) take_link(state, attributes);
    if (strcmp(local, "author") == 0 && strchr(name, ':') == NULL && child) {
        state->open = FIELD_NONE; /* RSS: text; Atom: a name inside. Both are taken. */
    }
    state->open = is;
    state->field_depth = state->depth;
}

static void close_field(feed_state *state) {
    value *done = &state->values[state->open];
    if (done->text.size) done->closed = true;
    state->open = FIELD_NONE;
    state->field_depth = 0;
}

static void end_item(feed_state *state) {
    item *done = &state->items.items[state->items.count - 1];
    done->end = position(state) + (size_t)XML_GetCurrentByteCount(state->parser);
    for (int i = 0; i < FIELD_COUNT; i++) {
        value *from = &state->values[i];
        if (from->text.size == 0) continue;
        done->text[i] = ro_arena_copy(&state->arena, from->text.data, from->text.size);
        done->size[i] = from->text.size;
        done->map[i] = from->map;
        if (!done->text[i]) stop(state, false);
    }
    state->item_depth = 0;
}

/* The feed's own title and language stand before its items. */
static void take_outside(feed_state *state, const char *name) {
    const char *local = local_name(name);
    const char **to = strcmp(local, "title") == 0      ? &state->outlet
                      : strcmp(local, "language") == 0 ? &state->language
                                                       : NULL;
    if (to && !*to && state->outside.size && state->depth <= 3)
        *to = ro_arena_copy(&state->arena, state->outside.data, state->outside.size);
    state->outside.size = 0;
}

static void XMLCALL on_end(void *user, const char *name) {
    feed_state *state = user;
    if (!state->item_depth)
        take_outside(state, name);
    else if (state->depth == state->item_depth)
        end_item(state);
    else if (state->open != FIELD_NONE && state->depth == state->field_depth)
        close_field(state);
    else if (state->open == FIELD_CONTENT || state->open == FIELD_SUMMARY)
        take_markup(state);
    state->depth--;
}

static void XMLCALL on_text(void *user, const char *text, int length) {
    feed_state *state = user;
    size_t n = (size_t)length;
    if (!state->item_depth) {
        if (state->outside.size + n < 500 && !ro_buffer_add(&state->outside, text, n))
            stop(state, false);
        return;
    }
    value *to = &state->values[state->open];
    if (state->open == FIELD_NONE || to->closed) return;
    size_t count = (size_t)XML_GetCurrentByteCount(state->parser);
    ro_map_run run = {(uint32_t)to->text.size, (uint32_t)n, position(state), count ? count : n};
    if (!ro_map_add(&state->arena, &to->map, run) || !ro_buffer_add(&to->text, text, n))
        stop(state, false);
}

static void XMLCALL on_entity(void *user, const XML_Char *name, int is_parameter,
                              const XML_Char *text, int length, const XML_Char *base,
                              const XML_Char *system, const XML_Char *public,
                              const XML_Char *notation) {
    (void)name, (void)is_parameter, (void)text, (void)length, (void)base, (void)system,
        (void)public, (void)notation;
    stop(user, true);
}

static void free_state(feed_state *state) {
    if (state->parser) XML_ParserFree(state->parser);
    for (int i = 0; i < FIELD_COUNT; i++) ro_buffer_free(&state->values[i].text);
    ro_buffer_free(&state->outside);
    ro_arena_free(&state->arena);
    free(state);
}

static ro_status parse_feed(feed_state *state, ro_error *error) {
    XML_SetUserData(state->parser, state);
    XML_SetElementHandler(state->parser, on_start, on_end);
    XML_SetCharacterDataHandler(state->parser, on_text);
    XML_SetEntityDeclHandler(state->parser, on_entity);
    size_t size = state->decoded.text.n, at = 0;
    enum XML_Status status = XML_STATUS_OK;
    while (status == XML_STATUS_OK) { /* expat counts in int */
        size_t piece = size - at < (1u << 24) ? size - at : (1u << 24);
        bool last = at + piece == size;
        status = XML_Parse(state->parser, state->decoded.text.p + at, (int)piece, last);
        at += piece;
        if (last) break;
    }
    if (state->failed || state->arena.oom) return ro_fail_nomem(error);
    if (state->refused)
        return ro_fail(error, RO_ERR_LIMIT, position(state),
                       "declares entities or nests too deep for a feed");
    if (status == XML_STATUS_OK) return RO_OK;
    enum XML_Error code = XML_GetErrorCode(state->parser);
    if (code == XML_ERROR_NO_MEMORY) return ro_fail_nomem(error);
    ro_fail(&state->error, RO_ERR_INPUT, position(state), "the feed breaks off: %s",
            XML_ErrorString(code));
    state->truncated = true;
    if (state->item_depth && state->items.count) state->items.count--;
    if (state->items.count) return RO_OK;
    if (error) *error = state->error;
    return RO_ERR_INPUT;
}

static ro_status open_feed(ro_reader *reader, ro_error *error) {
    feed_state *state = calloc(1, sizeof *state);
    if (!state) return ro_fail_nomem(error);
    reader->state = state;
    ro_status status = ro_decode(&state->arena, reader->data, NULL, &state->decoded, error);
    if (status != RO_OK) return status;
    state->parser = XML_ParserCreate("UTF-8");
    if (!state->parser) return ro_fail_nomem(error);
    status = parse_feed(state, error);
    if (status == RO_OK && state->items.count == 0)
        return ro_fail(error, RO_ERR_INPUT, 0, "is a feed without items");
    return status;
}

static void close_feed(ro_reader *reader) {
    if (reader->state) free_state(reader->state);
    reader->state = NULL;
}

static ro_str text_of(const item *from, field is) {
    return from->text[is] ? (ro_str){from->text[is], from->size[is]} : RO_STR("");
}

static void set_facts(ro_reader *reader, const feed_state *state, ro_record *record,
                      const item *from) {
    ro_metadata *meta = &record->article->meta;
    ro_record_set(record, &meta->id, text_of(from, FIELD_ID));
    ro_record_set(record, &meta->url, text_of(from, FIELD_LINK));
    ro_record_set(record, &meta->title, text_of(from, FIELD_TITLE));
    ro_record_set(record, &meta->outlet, ro_str_of(state->outlet));
    ro_record_set(record, &meta->language, ro_str_of(state->language));
    ro_record_date(reader->rules, &meta->published, text_of(from, FIELD_PUBLISHED), "feed");
    ro_record_date(reader->rules, &meta->modified, text_of(from, FIELD_MODIFIED), "feed");
    ro_record_byline(reader->rules, record, text_of(from, FIELD_AUTHOR));
}

static ro_status read_item(ro_reader *reader, const feed_state *state, ro_record *record,
                           const item *from, uint64_t start, ro_error *error) {
    set_facts(reader, state, record, from);
    field body = from->size[FIELD_CONTENT] >= from->size[FIELD_SUMMARY] && from->text[FIELD_CONTENT]
                     ? FIELD_CONTENT
                     : FIELD_SUMMARY;
    ro_str content = text_of(from, body);
    if (content.n == 0) return ro_fail(error, RO_ERR_INPUT, start, "an item without text");
    ro_map map = {0};
    if (!ro_map_place(&record->scratch, &from->map[body], &state->decoded.map, start, &map))
        return ro_fail_nomem(error);
    bool page = from->markup || ro_looks_like_html(content);
    return page ? ro_read_page(reader, record, content, &map, error)
                : ro_read_plain(reader, record, content, &map, error);
}

static ro_status next_item(ro_reader *reader, ro_article **article, ro_error *error) {
    feed_state *state = reader->state;
    if (state->next == state->items.count) {
        if (!state->truncated) return RO_END;
        state->truncated = false;
        if (error) *error = state->error;
        return RO_ERR_INPUT;
    }
    const item *from = &state->items.items[state->next++];
    uint64_t start = ro_map_source(&state->decoded.map, from->start, false);
    uint64_t end = ro_map_source(&state->decoded.map, from->end, true);
    ro_record record;
    ro_str bytes = {reader->data.p + start, (size_t)(end - start)};
    ro_status status = ro_record_begin(reader, &record, bytes, start, error);
    if (status == RO_OK) status = read_item(reader, state, &record, from, start, error);
    return ro_record_end(reader, &record, status, article, error);
}

const ro_source_format ro_format_feed = {"feed", bid, open_feed, next_item, close_feed};
