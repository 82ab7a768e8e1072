/* SPDX-License-Identifier: Apache-2.0 */
/* Sources: rssboard.org/rss-specification, RFC 4287, RSS 1.0 with its syndication module,
 * jsonfeed.org/version/1.1, opml.org/spec2.opml */
#include "feed_links.h"

#include <expat.h>
#include <jansson.h>
#include <stdlib.h>

#include "address.h"
#include "base/buffer.h"

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
    const char *base;
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

static void XMLCALL on_start(void *user, const char *name, const char **attributes) {
    static const char *const roots[] = {"rss", "feed", "RDF"};
    scan *s = user;
    const char *is = local(name);
    if (++s->depth > MOST_DEPTH) XML_StopParser(s->parser, XML_FALSE);
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
        add_link(s->links, link, s->base, changed);
    else if (guid)
        add_link(s->links, guid, NULL, changed);
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

/* No feed needs entities of its own, and they are how a few bytes become gigabytes. */
static void XMLCALL on_entity(void *user, const XML_Char *name, int is_parameter,
                              const XML_Char *text, int length, const XML_Char *base,
                              const XML_Char *system, const XML_Char *public,
                              const XML_Char *notation) {
    (void)name, (void)is_parameter, (void)text, (void)length, (void)base, (void)system,
        (void)public, (void)notation;
    XML_StopParser(((scan *)user)->parser, XML_FALSE);
}

/* Addresses are ASCII: of an encoding that expat does not know that much is enough. */
static int XMLCALL on_encoding(void *unused, const char *name, XML_Encoding *info) {
    (void)unused, (void)name;
    for (int i = 0; i < 256; i++) info->map[i] = i;
    return XML_STATUS_OK;
}

static bool read_xml(feed_links *links, ro_str xml, const char *base, bool opml) {
    scan s = {.links = links, .base = base, .opml = opml, .parser = XML_ParserCreate(NULL)};
    if (!s.parser || xml.n > INT32_MAX) {
        XML_ParserFree(s.parser);
        return false;
    }
    XML_SetUserData(s.parser, &s);
    XML_SetElementHandler(s.parser, on_start, on_end);
    XML_SetCharacterDataHandler(s.parser, on_text);
    XML_SetEntityDeclHandler(s.parser, on_entity);
    XML_SetUnknownEncodingHandler(s.parser, on_encoding, NULL);
    XML_Parse(s.parser, xml.p, (int)xml.n, 1);
    XML_ParserFree(s.parser);
    for (int i = 0; i < FIELDS; i++) ro_buffer_free(&s.value[i]);
    return s.known && !links->failed;
}

static bool read_json(feed_links *links, ro_str text, const char *base) {
    json_t *feed = json_loadb(text.p, text.n, 0, NULL), *item;
    json_t *items = json_object_get(feed, "items");
    size_t at;
    json_array_foreach(items, at, item) {
        const char *url = json_string_value(json_object_get(item, "url"));
        const char *changed = json_string_value(json_object_get(item, "date_modified"));
        if (!changed) changed = json_string_value(json_object_get(item, "date_published"));
        if (url) add_link(links, url, base, changed);
    }
    bool good = json_is_array(items) && !links->failed;
    json_decref(feed);
    return good;
}

bool feed_links_read(feed_links *links, const char *feed, size_t size, const char *base) {
    ro_str s = ro_str_trim((ro_str){feed, size});
    *links = (feed_links){0};
    return s.n && s.p[0] == '{' ? read_json(links, s, base) : read_xml(links, s, base, false);
}

bool feed_links_read_opml(feed_links *links, const char *list, size_t size) {
    *links = (feed_links){0};
    return read_xml(links, ro_str_trim((ro_str){list, size}), NULL, true);
}
