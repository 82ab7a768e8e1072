/* SPDX-License-Identifier: Apache-2.0 */
/* Sources: rssboard.org/rss-specification, RSS 1.0 with its content and Dublin Core
 * modules, RFC 4287. Elements are told by their local names, whatever prefix a feed gives
 * them, but for those of media and podcasts, which are not the article's. */
#include <expat.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/url.h"
#include "read/feed/feed.h"
#include "read/format.h"

/* Entities declared in a document type are refused: no feed needs them, and they are
 * how a few bytes become gigabytes. Those outside are never fetched. */
enum { MOST_DEPTH = 256, PIECE = 64 * 1024, LONGEST_FACT = 500 };

static const struct {
    const char *name;
    ro_feed_field is;
} field_names[] = {
    {"title", RO_FEED_TITLE},       {"link", RO_FEED_LINK},
    {"guid", RO_FEED_ID},           {"id", RO_FEED_ID},
    {"pubDate", RO_FEED_PUBLISHED}, {"published", RO_FEED_PUBLISHED},
    {"issued", RO_FEED_PUBLISHED},  {"date", RO_FEED_PUBLISHED},
    {"updated", RO_FEED_MODIFIED},  {"modified", RO_FEED_MODIFIED},
    {"creator", RO_FEED_AUTHOR},    {"author", RO_FEED_AUTHOR},
    {"source", RO_FEED_SOURCE},     {"encoded", RO_FEED_CONTENT},
    {"content", RO_FEED_CONTENT},   {"description", RO_FEED_SUMMARY},
    {"summary", RO_FEED_SUMMARY},
};

/* Text of one field of an item, with where it came from. */
typedef struct value {
    ro_buffer text;
    ro_map map;
    ro_feed_type type;
    bool closed; /* the first element of a field counts; authors are listed */
} value;

typedef struct parse {
    ro_feed *feed;
    XML_Parser parser;
    unsigned depth, item_depth, field_depth; /* 0: not inside */
    char prefix[16];                         /* of the item's element, with its colon */
    ro_feed_field open;
    bool person;          /* within an element whose name counts: Atom's author */
    unsigned title_depth; /* of the title within Atom's source; 0: not inside */
    bool failed, refused;
    value values[RO_FEED_FIELD_COUNT];
    ro_buffer outside;                 /* title, language, address or author of the feed itself */
    const char *bases[MOST_DEPTH + 1]; /* xml:base at each depth */
    const char *link_base;             /* where the item's link stands */
} parse;

static const char *local_name(const char *name) {
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

bool ro_is_feed_root(ro_str name) {
    static const char *const roots[] = {"rss", "feed", "RDF"};
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (ro_str_eq(name, ro_str_of(roots[i]))) return true;
    return false;
}

/* Whether a link is one of the article's own: modules have links to other things. */
static bool is_own_link(const parse *p, const char *name) {
    size_t prefix = (size_t)(local_name(name) - name);
    return prefix == 0 || strncmp(name, "atom:", 5) == 0 ||
           (prefix == strlen(p->prefix) && memcmp(name, p->prefix, prefix) == 0);
}

static ro_feed_field field_of(const parse *p, const char *name) {
    if (strncmp(name, "media:", 6) == 0 || strncmp(name, "itunes:", 7) == 0) return RO_FEED_NONE;
    for (size_t i = 0; i < sizeof field_names / sizeof *field_names; i++)
        if (strcmp(local_name(name), field_names[i].name) == 0)
            return field_names[i].is == RO_FEED_LINK && !is_own_link(p, name) ? RO_FEED_NONE
                                                                              : field_names[i].is;
    return RO_FEED_NONE;
}

/* In the decoded input. */
static size_t position(const parse *p) {
    XML_Index at = XML_GetCurrentByteIndex(p->parser);
    return at < 0 ? 0 : (size_t)at;
}

static ro_feed_item *last_item(const parse *p) {
    return &p->feed->items.items[p->feed->items.count - 1];
}

static void stop(parse *p, bool refused) {
    if (refused)
        p->refused = true;
    else
        p->failed = true;
    XML_StopParser(p->parser, XML_FALSE);
}

static void free_values(parse *p) {
    for (int i = 0; i < RO_FEED_FIELD_COUNT; i++) {
        ro_buffer_free(&p->values[i].text);
        p->values[i] = (value){0};
    }
    p->open = RO_FEED_NONE;
    p->field_depth = 0;
    p->person = false;
    p->title_depth = 0;
    p->link_base = NULL;
}

static void start_item(parse *p, const char *name) {
    ro_feed_item *next = RO_PUSH(&p->feed->arena, &p->feed->items);
    if (!next) {
        stop(p, false);
        return;
    }
    next->start = next->end = position(p);
    p->item_depth = p->depth;
    snprintf(p->prefix, sizeof p->prefix, "%.*s", (int)(local_name(name) - name), name);
    free_values(p);
}

static const char *attribute(const char **attributes, const char *name) {
    for (size_t i = 0; attributes[i]; i += 2)
        if (strcmp(attributes[i], name) == 0) return attributes[i + 1];
    return NULL;
}

/* The base of what stands in the element that begins: its own, against that around it. */
static void set_base(parse *p, const char **attributes) {
    const char *around = p->bases[p->depth - 1], *own = attribute(attributes, "xml:base");
    if (own) own = ro_url_resolve(&p->feed->arena, ro_str_of(around), ro_str_of(own));
    p->bases[p->depth] = own ? own : around;
}

/* Atom's link is an attribute; the first that is the article itself counts. */
static void take_link(parse *p, const char **attributes) {
    const char *href = attribute(attributes, "href"), *rel = attribute(attributes, "rel");
    value *link = &p->values[RO_FEED_LINK];
    if (link->closed || (rel && strcmp(rel, "alternate") != 0)) return;
    p->link_base = p->bases[p->depth];
    if (!href) return;
    link->text.size = 0;
    if (!ro_buffer_puts(&link->text, href)) stop(p, false);
    link->closed = true;
}

/* The feed's own links: to itself, and to the pages that it is of. */
static void take_outer_link(parse *p, const char **attributes) {
    const char *href = attribute(attributes, "href"), *rel = attribute(attributes, "rel");
    bool self = rel && strcmp(rel, "self") == 0;
    const char **to = self ? &p->feed->self : &p->feed->home;
    if (!href || *to || (!self && rel && strcmp(rel, "alternate") != 0)) return;
    *to = ro_url_resolve(&p->feed->arena, ro_str_of(p->bases[p->depth]), ro_str_of(href));
}

/* What the type of a text says; Atom 0.3 has types of media. */
static ro_feed_type type_of(const char **attributes) {
    const char *type = attribute(attributes, "type");
    ro_str is = ro_str_of(type);
    if (!type) return RO_FEED_UNTYPED;
    if (ro_str_find(is, RO_STR("xhtml")) != SIZE_MAX) return RO_FEED_ELEMENTS;
    if (ro_str_find(is, RO_STR("html")) != SIZE_MAX) return RO_FEED_HTML;
    return ro_str_same(is, RO_STR("text")) || ro_str_same(is, RO_STR("text/plain"))
               ? RO_FEED_TEXT
               : RO_FEED_UNTYPED;
}

/* Markup as elements (type="xhtml") is written out again as the bytes it was, and so is the
 * text that follows. */
static void take_markup(parse *p) {
    value *to = &p->values[p->open];
    size_t at = position(p), n = (size_t)XML_GetCurrentByteCount(p->parser);
    if (to->closed || at + n > p->feed->decoded.text.n) return;
    ro_map_run run = {(uint32_t)to->text.size, (uint32_t)n, at, n};
    to->type = RO_FEED_ELEMENTS;
    if (!ro_map_add(&p->feed->arena, &to->map, run) ||
        !ro_buffer_add(&to->text, p->feed->decoded.text.p + at, n))
        stop(p, false);
}

static bool holds_markup(ro_feed_field field) {
    return field == RO_FEED_CONTENT || field == RO_FEED_SUMMARY;
}

static void XMLCALL on_start(void *user, const char *name, const char **attributes) {
    parse *p = user;
    if (++p->depth > MOST_DEPTH) {
        stop(p, true);
        return;
    }
    const char *local = local_name(name);
    set_base(p, attributes);
    if (p->depth == 1) p->feed->known = ro_is_feed_root(ro_str_of(local));
    if (p->depth == 1) p->feed->atom = strcmp(local, "feed") == 0;
    if (!p->item_depth) {
        p->outside.size = 0;
        if (strcmp(local, "link") == 0 && p->depth <= 3) take_outer_link(p, attributes);
        p->person = p->person || strcmp(local, "author") == 0;
        if (strcmp(local, "item") == 0 || strcmp(local, "entry") == 0) start_item(p, name);
        return;
    }
    unsigned within = p->depth - p->item_depth;
    if (within == 1) p->person = strcmp(local, "author") == 0;
    bool name_of_person = within == 2 && p->person && strcmp(local, "name") == 0;
    if (p->open != RO_FEED_NONE && !name_of_person) {
        if (holds_markup(p->open)) take_markup(p);
        bool title = p->open == RO_FEED_SOURCE && within == 2 && strcmp(local, "title") == 0;
        if (title) p->values[p->open].text.size = p->values[p->open].map.count = 0;
        if (title) p->title_depth = p->depth;
        return;
    }
    ro_feed_field is = name_of_person ? RO_FEED_AUTHOR
                       : within == 1  ? field_of(p, name)
                                      : RO_FEED_NONE;
    if (is == RO_FEED_NONE) return;
    if (is == RO_FEED_LINK) take_link(p, attributes);
    const char *permanent = is == RO_FEED_ID ? attribute(attributes, "isPermaLink") : NULL;
    if (permanent) last_item(p)->opaque_id = strcmp(permanent, "false") == 0;
    if (!p->values[is].closed) p->values[is].type = type_of(attributes);
    /* Atom's author has elements inside: what stands between them is no name. */
    if (name_of_person) p->values[is].text.size = p->values[is].map.count = 0;
    p->open = is;
    p->field_depth = p->depth;
}

static void close_field(parse *p) {
    value *done = &p->values[p->open];
    if (p->open == RO_FEED_AUTHOR && !done->closed) {
        while (done->text.size && ro_is_space((unsigned char)done->text.data[done->text.size - 1]))
            done->text.size--;
    }
    if (done->text.size) done->closed = true;
    p->open = RO_FEED_NONE;
    p->field_depth = 0;
}

static void end_item(parse *p) {
    ro_feed_item *done = last_item(p);
    done->end = position(p) + (size_t)XML_GetCurrentByteCount(p->parser);
    for (int i = 0; i < RO_FEED_FIELD_COUNT; i++) {
        value *from = &p->values[i];
        if (from->text.size == 0) continue;
        char *copy = ro_arena_copy(&p->feed->arena, from->text.data, from->text.size);
        if (!copy) stop(p, false);
        done->values[i].text = (ro_str){copy, copy ? from->text.size : 0};
        done->values[i].map = from->map;
        done->values[i].type = from->type;
    }
    done->base = p->link_base;
    p->item_depth = 0;
}

/* What the feed says of itself: title, language and author stand before its items. */
static void take_outside(parse *p, const char *name) {
    ro_feed *feed = p->feed;
    const struct {
        const char *name, **to;
    } facts[] = {{"title", &feed->outlet},
                 {"language", &feed->language},
                 {"link", &feed->home},
                 {"ttl", &feed->ttl},
                 {"updatePeriod", &feed->update_period},
                 {"updateFrequency", &feed->update_frequency},
                 {"name", p->person ? &feed->author : NULL}};
    const char *local = local_name(name), **to = NULL;
    for (size_t i = 0; i < sizeof facts / sizeof *facts && !to; i++)
        if (strcmp(local, facts[i].name) == 0) to = facts[i].to;
    ro_str text = ro_str_trim((ro_str){p->outside.data, p->outside.size});
    if (to && !*to && text.n && p->depth <= 3)
        *to = ro_arena_copy(&feed->arena, p->outside.data, p->outside.size);
    if (strcmp(local, "author") == 0) p->person = false;
    p->outside.size = 0;
}

static void XMLCALL on_end(void *user, const char *name) {
    parse *p = user;
    if (!p->item_depth)
        take_outside(p, name);
    else if (p->depth == p->item_depth)
        end_item(p);
    else if (p->open != RO_FEED_NONE && p->depth == p->field_depth)
        close_field(p);
    else if (holds_markup(p->open))
        take_markup(p);
    else if (p->depth == p->title_depth)
        p->values[p->open].closed = true;
    if (p->depth == p->title_depth) p->title_depth = 0;
    p->depth--;
}

static void take_text(parse *p, const char *text, size_t n) {
    if (!p->item_depth) {
        if (p->outside.size + n < LONGEST_FACT && !ro_buffer_add(&p->outside, text, n))
            stop(p, false);
        return;
    }
    value *to = &p->values[p->open];
    if (p->open == RO_FEED_NONE || to->closed) return;
    /* Elements within a fact are facts of something else. */
    bool inner = p->depth != p->field_depth && p->depth != p->title_depth;
    if (inner && !holds_markup(p->open) && p->open != RO_FEED_TITLE) return;
    if (to->type == RO_FEED_ELEMENTS && holds_markup(p->open) &&
        XML_GetCurrentByteCount(p->parser) > 0) { /* expat counts none within CDATA */
        take_markup(p);
        return;
    }
    size_t count = (size_t)XML_GetCurrentByteCount(p->parser);
    ro_map_run run = {(uint32_t)to->text.size, (uint32_t)n, position(p), count ? count : n};
    if (!ro_map_add(&p->feed->arena, &to->map, run) || !ro_buffer_add(&to->text, text, n))
        stop(p, false);
}

static void XMLCALL on_text(void *user, const char *text, int length) {
    take_text(user, text, (size_t)length);
}

/* As for other XML (xml_tree.c): parameter entities, such as the sets of names of letters
 * that RSS 1.0 refers to, and those outside are never looked up. */
static void XMLCALL on_entity(void *user, const XML_Char *name, int is_parameter,
                              const XML_Char *text, int length, const XML_Char *base,
                              const XML_Char *system, const XML_Char *public,
                              const XML_Char *notation) {
    (void)name, (void)length, (void)base, (void)system, (void)public, (void)notation;
    if (text && !is_parameter) stop(user, true);
}

static enum XML_Error run_parser(parse *p) {
    ro_str text = p->feed->decoded.text;
    enum XML_Status status = XML_STATUS_OK;
    p->parser = XML_ParserCreate("UTF-8");
    if (!p->parser) return XML_ERROR_NO_MEMORY;
    XML_SetUserData(p->parser, p);
    XML_SetElementHandler(p->parser, on_start, on_end);
    XML_SetCharacterDataHandler(p->parser, on_text);
    XML_SetEntityDeclHandler(p->parser, on_entity);
    bool last = false;
    for (size_t at = 0; status == XML_STATUS_OK && !last;) { /* expat counts in int */
        size_t piece = text.n - at < PIECE ? text.n - at : PIECE;
        last = at + piece == text.n;
        status = XML_Parse(p->parser, text.p + at, (int)piece, last);
        at += piece;
    }
    return status == XML_STATUS_OK ? XML_ERROR_NONE : XML_GetErrorCode(p->parser);
}

static ro_status parse_feed(ro_feed *feed, ro_error *error) {
    parse p = {.feed = feed, .bases = {feed->address}};
    enum XML_Error code = run_parser(&p);
    size_t stopped = p.parser ? position(&p) : 0;
    if (p.parser) XML_ParserFree(p.parser);
    free_values(&p);
    ro_buffer_free(&p.outside);
    if (p.failed || feed->arena.oom || code == XML_ERROR_NO_MEMORY) return ro_fail_nomem(error);
    if (p.item_depth) feed->items.count--; /* not read to its end */
    if (p.refused)
        return ro_fail(error, RO_ERR_LIMIT, 0, "declares entities or nests too deep for a feed");
    if (code == XML_ERROR_NONE) return RO_OK;
    feed->damaged = XML_ErrorString(code);
    feed->damaged_at = stopped;
    return RO_OK;
}

ro_status ro_feed_read(ro_feed *feed, ro_str data, ro_xml_names names, ro_error *error) {
    const char *charset = ro_xml_charset(&feed->arena, data);
    ro_status status = ro_decode(&feed->arena, data, charset, &feed->decoded, error);
    if (status != RO_OK) return status;
    if (!ro_decoded_repair(&feed->arena, &feed->decoded, RO_XML_FEED, names, &feed->repaired,
                           &feed->repaired_at))
        return ro_fail_nomem(error);
    return parse_feed(feed, error);
}
