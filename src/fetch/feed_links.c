/* SPDX-License-Identifier: Apache-2.0 */
/* Sources: rssboard.org/rss-specification, RFC 4287, RSS 1.0 with its syndication module,
 * jsonfeed.org/version/1.1, opml.org/spec2.opml */
#include "feed_links.h"

#include <expat.h>
#include <jansson.h>
#include <stdlib.h>

#include "address.h"
#include "base/buffer.h"
#include "base/url.h"
#include "base/xml_repair.h"

enum { MOST_DEPTH = 256, LONGEST_VALUE = 8000, MOST_LINKS = 10000 };

typedef enum field { NONE, LINK, GUID, PUBLISHED, UPDATED, TTL, PERIOD, FREQUENCY, FIELDS } field;

static const struct {
    const char *name;
    field is;
} names[] = {{"link", LINK},
             {"guid", GUID},
             {"id", GUID},
             {"pubDate", PUBLISHED},
             {"date", PUBLISHED},
             {"published", PUBLISHED},
             {"updated", UPDATED},
             {"modified", UPDATED},
             {"ttl", TTL},
             {"updatePeriod", PERIOD},
             {"updateFrequency", FREQUENCY}};

typedef struct scan {
    feed_links *links;
    ro_arena arena;                    /* of what is resolved */
    const char *bases[MOST_DEPTH + 1]; /* xml:base at each depth */
    const char *link_base;             /* where the item's link stands */
    XML_Parser parser;
    bool opml, known; /* known: the root is that of a feed or list */
    unsigned depth, item, open_depth;
    field open;
    ro_buffer value[FIELDS];
    bool closed[FIELDS];
} scan;

static void add_link(feed_links *links, const char *url, const char *base, const char *changed) {
    char *clean = links->count < MOST_LINKS ? address_clean(url, base) : NULL;
    if (!clean) return;
    if (links->count == links->capacity) {
        size_t larger = links->capacity ? links->capacity * 2 : 32;
        feed_link *moved = realloc(links->items, larger * sizeof *moved);
        if (!moved) {
            links->failed = true;
            free(clean);
            return;
        }
        links->items = moved;
        links->capacity = larger;
    }
    char *copy = changed && *changed ? strdup(changed) : NULL;
    links->items[links->count++] = (feed_link){clean, copy};
}

void feed_links_free(feed_links *links) {
    for (size_t i = 0; i < links->count; i++) {
        free(links->items[i].url);
        free(links->items[i].changed);
    }
    free(links->items);
    *links = (feed_links){0};
}

static const char *local(const char *name) {
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

static const char *attribute(const char **attributes, const char *name) {
    for (size_t i = 0; attributes[i]; i += 2)
        if (strcmp(local(attributes[i]), name) == 0) return attributes[i + 1];
    return NULL;
}

static void forget(scan *s) {
    s->link_base = NULL;
    for (int i = 0; i < FIELDS; i++) {
        s->value[i].size = 0;
        s->closed[i] = false;
    }
}

static const char *value_of(const scan *s, field f) {
    return s->value[f].size ? s->value[f].data : NULL;
}

/* Text of a field, trimmed in place. */
static const char *trimmed(scan *s, field f) {
    ro_buffer *value = &s->value[f];
    if (!value->size) return NULL;
    ro_str t = ro_str_trim((ro_str){value->data, value->size});
    memmove(value->data, t.p, t.n);
    value->size = t.n;
    value->data[t.n] = '\0';
    return value_of(s, f);
}

/* The base of what stands in the element that begins: its own, against that around it. */
static void set_base(scan *s, const char **attributes) {
    const char *around = s->bases[s->depth - 1], *own = NULL;
    for (size_t i = 0; attributes[i] && !own; i += 2)
        if (strcmp(attributes[i], "xml:base") == 0)
            own = ro_url_resolve(&s->arena, ro_str_of(around), ro_str_of(attributes[i + 1]));
    s->bases[s->depth] = own ? own : around;
}

static void XMLCALL on_start(void *user, const char *name, const char **attributes) {
    static const char *const roots[] = {"rss", "feed", "RDF"};
    scan *s = user;
    const char *is = local(name);
    if (++s->depth > MOST_DEPTH) {
        XML_StopParser(s->parser, XML_FALSE);
        return;
    }
    set_base(s, attributes);
    for (size_t i = 0; s->depth == 1 && i < sizeof roots / sizeof *roots; i++)
        s->known = s->known || (!s->opml && strcmp(is, roots[i]) == 0);
    if (s->depth == 1 && s->opml) s->known = strcmp(is, "opml") == 0;
    if (s->opml) {
        const char *url = strcmp(is, "outline") == 0 ? attribute(attributes, "xmlUrl") : NULL;
        if (url) add_link(s->links, url, NULL, NULL);
        return;
    }
    if (!s->item && (strcmp(is, "item") == 0 || strcmp(is, "entry") == 0)) {
        s->item = s->depth;
        forget(s);
        return;
    }
    bool child = s->item ? s->depth == s->item + 1 : s->depth <= 3;
    s->open = NONE;
    for (size_t i = 0; child && i < sizeof names / sizeof *names; i++)
        if (strcmp(is, names[i].name) == 0) s->open = names[i].is;
    bool media = strchr(name, ':') && strncmp(name, "atom:", 5) != 0 && s->open == LINK;
    if (media || s->closed[s->open]) s->open = NONE;
    s->open_depth = s->depth;
    if (s->open == LINK) {
        s->link_base = s->bases[s->depth];
        const char *href = attribute(attributes, "href"), *rel = attribute(attributes, "rel");
        if (href && (!rel || strcmp(rel, "alternate") == 0))
            s->closed[LINK] = ro_buffer_puts(&s->value[LINK], href);
        if (href) s->open = NONE;
    }
    const char *permanent = s->open == GUID ? attribute(attributes, "isPermaLink") : NULL;
    if (permanent && strcmp(permanent, "false") == 0) s->open = NONE;
}

static long period_of(const char *name) {
    static const struct {
        const char *name;
        long seconds;
    } periods[] = {{"hourly", 3600}, {"daily", 86400}, {"weekly", 604800}, {"monthly", 2592000}};
    for (size_t i = 0; name && i < sizeof periods / sizeof *periods; i++)
        if (strcmp(name, periods[i].name) == 0) return periods[i].seconds;
    return 0;
}

/* What the feed says of itself stands outside of its items. */
static void take_interval(scan *s) {
    const char *ttl = trimmed(s, TTL), *period = trimmed(s, PERIOD);
    const char *frequency = trimmed(s, FREQUENCY);
    long minutes = ttl ? strtol(ttl, NULL, 10) : 0,
         times = frequency ? strtol(frequency, NULL, 10) : 1;
    long every = minutes > 0 && minutes < 1000000 ? minutes * 60 : 0;
    if (!every && period) every = period_of(period) / (times > 0 ? times : 1);
    if (every > 0) s->links->every = every;
}

static void end_item(scan *s) {
    const char *link = trimmed(s, LINK), *guid = trimmed(s, GUID);
    const char *changed = trimmed(s, UPDATED) ? value_of(s, UPDATED) : trimmed(s, PUBLISHED);
    if (link)
        add_link(s->links, link, s->link_base, changed);
    else if (guid)
        add_link(s->links, guid, NULL, changed);
    s->links->seen++;
    s->item = 0;
    forget(s);
}

static void XMLCALL on_end(void *user, const char *name) {
    scan *s = user;
    (void)name;
    if (s->open != NONE && s->depth == s->open_depth) {
        s->closed[s->open] = s->value[s->open].size > 0;
        if (!s->item) take_interval(s);
        s->open = NONE;
    }
    if (s->item && s->depth == s->item) end_item(s);
    s->depth--;
}

static void XMLCALL on_text(void *user, const char *text, int length) {
    scan *s = user;
    if (s->open == NONE || s->depth != s->open_depth) return;
    ro_buffer *value = &s->value[s->open];
    if (value->size + (size_t)length > LONGEST_VALUE) return;
    if (!ro_buffer_add(value, text, (size_t)length)) s->links->failed = true;
}

/* No feed needs entities of its own, and they are how a few bytes become gigabytes. Those
 * outside, and sets of them, are never looked up. */
static void XMLCALL on_entity(void *user, const XML_Char *name, int is_parameter,
                              const XML_Char *text, int length, const XML_Char *base,
                              const XML_Char *system, const XML_Char *public,
                              const XML_Char *notation) {
    (void)name, (void)length, (void)base, (void)system, (void)public, (void)notation;
    if (text && !is_parameter) XML_StopParser(((scan *)user)->parser, XML_FALSE);
}

/* Addresses are ASCII: of other encodings than UTF-8 that much is enough. */
static const char *encoding_of(ro_str xml) {
    bool wide = memchr(xml.p, '\0', xml.n < 64 ? xml.n : 64) != NULL;
    return wide ? NULL : ro_utf8_valid(xml.p, xml.n) == xml.n ? "UTF-8" : "ISO-8859-1";
}

/* Give the parser what it takes: the XML made well-formed. False: no memory. */
static bool repair(scan *s, ro_str xml, const char *encoding, ro_str *mended) {
    ro_xml_repair repair;
    size_t first = 0;
    *mended = xml;
    if (!encoding) return true; /* UTF-16, which no string of bytes makes by accident */
    if (ro_str_starts(xml, RO_STR("\xEF\xBB\xBF"))) xml = (ro_str){xml.p + 3, xml.n - 3};
    if (!ro_xml_repair_make(&s->arena, xml, RO_XML_FEED, (ro_xml_names){0}, &repair)) return false;
    const char *told = ro_xml_repair_tell(&s->arena, &repair, &first);
    if (told)
        snprintf(s->links->told, sizeof s->links->told, "repaired at byte %zu: %s", first, told);
    *mended = repair.text;
    return true;
}

/* Whether it came to the end. */
static bool parse(scan *s, ro_str xml) {
    XML_SetUserData(s->parser, s);
    XML_SetElementHandler(s->parser, on_start, on_end);
    XML_SetCharacterDataHandler(s->parser, on_text);
    XML_SetEntityDeclHandler(s->parser, on_entity);
    if (XML_Parse(s->parser, xml.p, (int)xml.n, 1) == XML_STATUS_OK) return true;
    enum XML_Error code = XML_GetErrorCode(s->parser);
    snprintf(s->links->told, sizeof s->links->told, "breaks off: %s",
             code == XML_ERROR_ABORTED ? "it declares entities or nests too deep"
                                       : XML_ErrorString(code));
    return false;
}

static bool read_xml(feed_links *links, ro_str xml, const char *base, bool opml) {
    const char *encoding = encoding_of(xml);
    scan s = {.links = links, .opml = opml, .parser = XML_ParserCreate(encoding)};
    s.bases[0] = base;
    links->failed =
        !s.parser || xml.n > INT32_MAX || !repair(&s, xml, encoding, &xml) || xml.n > INT32_MAX;
    bool whole = !links->failed && parse(&s, xml);
    XML_ParserFree(s.parser);
    for (int i = 0; i < FIELDS; i++) ro_buffer_free(&s.value[i]);
    ro_arena_free(&s.arena);
    if (!s.known && whole) links->told[0] = '\0'; /* what a page lacks is no fault of it */
    return s.known && !links->failed;
}

static bool read_json(feed_links *links, ro_str text, const char *base) {
    json_error_t why;
    json_t *feed = json_loadb(text.p, text.n, 0, &why), *item;
    if (!feed) snprintf(links->told, sizeof links->told, "at byte %d: %s", why.position, why.text);
    json_t *items = json_object_get(feed, "items");
    size_t at;
    json_array_foreach(items, at, item) {
        const char *url = json_string_value(json_object_get(item, "url"));
        const char *changed = json_string_value(json_object_get(item, "date_modified"));
        if (!changed) changed = json_string_value(json_object_get(item, "date_published"));
        if (url) add_link(links, url, base, changed);
        links->seen++;
    }
    bool good = json_is_array(items) && !links->failed;
    json_decref(feed);
    return good;
}

/* Why a feed that could be read leads nowhere. */
static void explain_none(feed_links *links) {
    if (links->seen)
        snprintf(links->told, sizeof links->told, "no item says where it leads");
    else
        snprintf(links->told, sizeof links->told, "the feed has none");
}

bool feed_links_read(feed_links *links, const char *feed, size_t size, const char *base) {
    ro_str s = ro_str_trim((ro_str){feed, size});
    *links = (feed_links){0};
    bool json = s.n && s.p[0] == '{';
    bool good = json ? read_json(links, s, base)
                     : size && read_xml(links, (ro_str){feed, size}, base, false);
    if (good && links->count == 0 && !links->told[0]) explain_none(links);
    return good;
}

bool feed_links_read_opml(feed_links *links, const char *list, size_t size) {
    *links = (feed_links){0};
    return size && read_xml(links, (ro_str){list, size}, NULL, true);
}
