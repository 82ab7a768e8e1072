/* SPDX-License-Identifier: Apache-2.0 */
/* Sources: rssboard.org/rss-specification, RSS 1.0 with its syndication module,
 * jsonfeed.org/version/1.1, opml.org/spec2.opml. RSS and Atom are read as the reader reads them. */
#include "feed_links.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "address.h"
#include "read/feed/feed.h"
#include "read/xml/xml_tree.h"

enum { MOST_LINKS = 10000 }; /* of a feed: a hundred times what readers keep; a bound on memory */

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

static ro_str value_of(const ro_feed_item *item, ro_feed_field field) {
    return ro_str_trim(item->values[field].text);
}

/* Where an item leads, and when it was changed; what it calls itself is where it leads unless it
 * says that it is not. */
static void add_item(feed_links *links, ro_arena *arena, const ro_feed_item *item) {
    ro_str link = value_of(item, RO_FEED_LINK), id = value_of(item, RO_FEED_ID);
    ro_str changed = value_of(item, RO_FEED_MODIFIED);
    if (!changed.n) changed = value_of(item, RO_FEED_PUBLISHED);
    const char *said = ro_arena_copy(arena, changed.p, changed.n);
    links->seen++;
    if (link.n)
        add_link(links, ro_arena_copy(arena, link.p, link.n), item->base, said);
    else if (id.n && !item->opaque_id)
        add_link(links, ro_arena_copy(arena, id.p, id.n), NULL, said);
}

static long period_of(const char *name) {
    static const struct {
        const char *name;
        long seconds;
    } periods[] = {{"hourly", 3600}, {"daily", 86400}, {"weekly", 604800}, {"monthly", 2592000}};
    for (size_t i = 0; name && i < sizeof periods / sizeof *periods; i++)
        if (ro_str_eq(ro_str_trim(ro_str_of(name)), ro_str_of(periods[i].name)))
            return periods[i].seconds;
    return 0;
}

/* Seconds between changes, as the feed says of itself; 0: it does not. */
static long interval_of(const ro_feed *feed) {
    enum { MOST_MINUTES = 1000000 }; /* two years: more is no interval, and would overflow */
    long minutes = feed->ttl ? strtol(feed->ttl, NULL, 10) : 0;
    long times = feed->update_frequency ? strtol(feed->update_frequency, NULL, 10) : 1;
    if (minutes > 0 && minutes < MOST_MINUTES) return minutes * 60;
    return period_of(feed->update_period) / (times > 0 ? times : 1);
}

/* What was mended to read it, or why it ends where it does; what a page lacks is no fault of it. */
static void tell_feed(feed_links *links, const ro_feed *feed, ro_status status) {
    if (status == RO_ERR_LIMIT)
        snprintf(links->told, sizeof links->told,
                 "breaks off: it declares entities or nests too deep");
    else if (feed->damaged)
        snprintf(links->told, sizeof links->told, "breaks off: %s", feed->damaged);
    else if (feed->repaired && feed->known)
        snprintf(links->told, sizeof links->told, "repaired at byte %" PRIu64 ": %s",
                 feed->repaired_at, feed->repaired);
}

static bool read_xml(feed_links *links, ro_str xml, const char *base) {
    ro_feed feed = {.address = base};
    ro_error error = {0};
    ro_status status = ro_feed_read(&feed, xml, (ro_xml_names){0}, &error);
    if (status == RO_ERR_INPUT) snprintf(links->told, sizeof links->told, "%s", error.msg);
    bool read = status == RO_OK || status == RO_ERR_LIMIT;
    if (read) tell_feed(links, &feed, status);
    for (uint32_t i = 0; read && feed.known && i < feed.items.count; i++)
        add_item(links, &feed.arena, &feed.items.items[i]);
    links->every = read ? interval_of(&feed) : 0;
    links->failed = links->failed || status == RO_ERR_NOMEM || feed.arena.oom;
    ro_arena_free(&feed.arena);
    return read && feed.known && !links->failed;
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
    bool good =
        json ? read_json(links, s, base) : size && read_xml(links, (ro_str){feed, size}, base);
    if (good && links->count == 0 && !links->told[0]) explain_none(links);
    return good;
}

bool feed_links_read_opml(feed_links *links, const char *list, size_t size) {
    ro_arena arena = RO_ARENA_INIT;
    ro_xml_tree tree = {0};
    *links = (feed_links){0};
    ro_status status = ro_xml_parse((ro_xml_names){0}, &arena, (ro_str){list, size}, &tree, NULL);
    bool opml = status == RO_OK && strcmp(tree.nodes.items[0].name, "opml") == 0;
    for (uint32_t i = 0; opml && i < tree.nodes.count; i++) {
        const char *name = tree.nodes.items[i].name;
        if (!name || strcmp(name, "outline") != 0) continue;
        const char *url = ro_xml_attribute(&tree, i, "xmlUrl");
        if (url) add_link(links, url, NULL, NULL);
    }
    links->failed = links->failed || status == RO_ERR_NOMEM;
    ro_arena_free(&arena);
    return opml && !links->failed;
}
