/* SPDX-License-Identifier: Apache-2.0 */
/* RSS 2.0, RSS 1.0 and Atom: an item a record. */
#include "read/feed/feed.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/url.h"
#include "read/bytes/references.h"
#include "read/parts/titles.h"
#include "read/records/fields.h"

/* Programs print warnings in front of their feeds; a text that shows a feed does not end
 * with its last tag. */
static bool ends_as(ro_str data, ro_str root) {
    /* Programs say in a comment at the end how long they took: a line or two. */
    enum { LOOK = 512 };
    ro_str end = ro_str_trim(data);
    while (ro_str_ends(end, RO_STR("-->"))) {
        size_t from = end.n < LOOK ? 0 : end.n - LOOK, comment = SIZE_MAX;
        for (size_t at = from; at + 4 <= end.n; at++)
            if (memcmp(end.p + at, "<!--", 4) == 0) comment = at;
        if (comment == SIZE_MAX) break;
        end = ro_str_trim((ro_str){end.p, comment});
    }
    if (!ro_str_ends(end, RO_STR(">"))) return false;
    end.n--;
    if (!ro_str_ends(end, root)) return false;
    const char *p = end.p + end.n - root.n;
    return p - end.p >= 2 && (p[-1] == '/' || p[-1] == ':');
}

static unsigned bid(const ro_reader *reader, ro_str head) {
    if (ro_is_feed_root(ro_xml_root(head))) return 95;
    size_t front = ro_xml_in_front(head);
    ro_str root = ro_xml_root((ro_str){head.p + front, head.n - front});
    return front && ro_is_feed_root(root) && ends_as(reader->data, root) ? 95 : 0;
}

typedef struct feed_state {
    ro_feed feed;
    uint32_t next;
    bool told; /* what was repaired */
} feed_state;

static void find_day_order(ro_reader *reader, const ro_feed *feed) {
    ro_day_votes votes = {0};
    for (uint32_t i = 0; i < feed->items.count; i++) {
        ro_day_vote(&votes, feed->items.items[i].values[RO_FEED_PUBLISHED].text);
        ro_day_vote(&votes, feed->items.items[i].values[RO_FEED_MODIFIED].text);
    }
    ro_set_day_order(reader, &votes);
}

static ro_status open_feed(ro_reader *reader, ro_error *error) {
    feed_state *state = calloc(1, sizeof *state);
    if (!state) return ro_fail_nomem(error);
    reader->state = state;
    ro_feed *feed = &state->feed;
    ro_status status = ro_feed_read(feed, reader->data, ro_reference_names(reader->rules), error);
    find_day_order(reader, feed);
    if (status != RO_OK || feed->items.count) return status;
    return feed->damaged ? ro_fail(error, RO_ERR_INPUT, feed->damaged_at, "the feed breaks off: %s",
                                   feed->damaged)
                         : ro_fail(error, RO_ERR_INPUT, 0, "is a feed without items");
}

static void close_feed(ro_reader *reader) {
    feed_state *state = reader->state;
    if (!state) return;
    ro_arena_free(&state->feed.arena);
    free(state);
    reader->state = NULL;
}

/* RSS has "ana@example.org (Ana Pinto)". */
static ro_str name_of(ro_str author) {
    const char *open = author.n ? memchr(author.p, '(', author.n) : NULL;
    const char *at = author.n ? memchr(author.p, '@', author.n) : NULL;
    if (!open || !at || at > open) return author;
    ro_str inside = {open + 1, author.n - (size_t)(open + 1 - author.p)};
    const char *close = inside.n ? memchr(inside.p, ')', inside.n) : NULL;
    return close ? (ro_str){inside.p, (size_t)(close - inside.p)} : author;
}

/* RFC 4287, 3.1.1; elsewhere titles are text or HTML, and nothing says which. */
static ro_title_kind title_kind(const ro_feed *feed, ro_feed_type type) {
    switch (type) {
    case RO_FEED_TEXT:
    case RO_FEED_ELEMENTS: return RO_TITLE_TEXT;
    case RO_FEED_HTML: return RO_TITLE_MARKUP;
    default: return feed->atom ? RO_TITLE_PLAIN : RO_TITLE_UNKNOWN;
    }
}

static ro_str resolve(ro_arena *arena, const char *base, ro_str link) {
    const char *url = base && link.n ? ro_url_resolve(arena, ro_str_of(base), link) : NULL;
    return url ? ro_str_of(url) : link;
}

ro_str ro_url_of_item(ro_arena *arena, ro_str link, const char *self, const char *home) {
    return resolve(arena, home, resolve(arena, self, ro_str_trim(link)));
}

/* Against what its element says first. */
static ro_str address_of(ro_arena *arena, const ro_feed *feed, const ro_feed_item *item) {
    ro_str link = ro_str_trim(item->values[RO_FEED_LINK].text);
    return ro_url_of_item(arena, resolve(arena, item->base, link), feed->self, feed->home);
}

static void set_facts(ro_reader *reader, const ro_feed *feed, ro_record *record,
                      const ro_feed_item *from) {
    ro_metadata *meta = &record->article->meta;
    ro_arena *arena = &record->scratch;
    ro_str fact[RO_FEED_FIELD_COUNT];
    for (int i = 0; i < RO_FEED_FIELD_COUNT; i++) fact[i] = from->values[i].text;
    fact[RO_FEED_TITLE] = ro_title_line(reader->rules, arena, fact[RO_FEED_TITLE],
                                        title_kind(feed, from->values[RO_FEED_TITLE].type));
    fact[RO_FEED_AUTHOR] = ro_without_references(reader->rules, arena, fact[RO_FEED_AUTHOR]);
    ro_record_set(record, &meta->id, fact[RO_FEED_ID]);
    ro_record_set(record, &meta->url, address_of(arena, feed, from));
    if (!from->opaque_id && ro_str_starts(fact[RO_FEED_ID], RO_STR("http")))
        ro_record_set(record, &meta->url, fact[RO_FEED_ID]);
    ro_record_set(record, &meta->title, fact[RO_FEED_TITLE]);
    ro_record_set(record, &meta->outlet, fact[RO_FEED_SOURCE]);
    ro_record_set(record, &meta->outlet,
                  ro_title_line(reader->rules, arena, ro_str_of(feed->outlet), RO_TITLE_UNKNOWN));
    ro_record_set(record, &meta->language, ro_str_of(feed->language));
    ro_field_published(reader, record, fact[RO_FEED_PUBLISHED], "feed");
    ro_field_modified(reader, record, fact[RO_FEED_MODIFIED], "feed");
    /* RFC 4287, 4.2.15: every entry has that day, and many have no other. */
    if (feed->atom && !meta->published.from && !meta->published_as && meta->modified.from)
        meta->published = (ro_stamp){meta->modified.date, "modified"};
    ro_str author = name_of(ro_str_trim(fact[RO_FEED_AUTHOR]));
    ro_record_byline(reader->rules, record, author.n ? author : ro_str_of(feed->author));
}

/* The longer of content and summary; without either the title. */
static ro_feed_field choose_content(const ro_feed_item *from) {
    size_t content = ro_str_trim(from->values[RO_FEED_CONTENT].text).n;
    size_t summary = ro_str_trim(from->values[RO_FEED_SUMMARY].text).n;
    if (content && content >= summary) return RO_FEED_CONTENT;
    if (summary) return RO_FEED_SUMMARY;
    return ro_str_trim(from->values[RO_FEED_TITLE].text).n ? RO_FEED_TITLE : RO_FEED_NONE;
}

/* Markup that was escaped twice: what shows as text of tags is read as those. */
static bool is_escaped_twice(const ro_read_rules *rules, ro_arena *arena, ro_str content) {
    static const char *const tags[] = {"</p>", "</div>", "<br>", "<br/>", "<br />", "</a>"};
    ro_str once = ro_str_trim(content);
    if (ro_looks_like_html(content) || ro_str_find(content, RO_STR("&lt;")) == SIZE_MAX)
        return false;
    once = ro_str_trim(ro_without_references(rules, arena, once));
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (ro_str_find(once, ro_str_of(tags[i])) != SIZE_MAX) return true;
    return false;
}

/* Undo one layer of escapes of @p content, and lead @p map through it. */
static bool undo_escapes(const ro_read_rules *rules, ro_arena *arena, ro_str *content,
                         ro_map *map) {
    ro_str once;
    ro_map inner = {0}, through = {0};
    if (!ro_undo_references(rules, arena, *content, &once, &inner) ||
        !ro_map_compose(arena, &inner, map, &through))
        return false;
    *content = once;
    *map = through;
    return true;
}

static bool is_page(ro_str content, ro_feed_type type) {
    if (type == RO_FEED_TEXT) return false;
    return type != RO_FEED_UNTYPED || ro_looks_like_html(content) || ro_has_reference(content);
}

static ro_status read_item(ro_reader *reader, const ro_feed *feed, ro_record *record,
                           const ro_feed_item *from, uint64_t start, ro_error *error) {
    set_facts(reader, feed, record, from);
    ro_feed_field field = choose_content(from);
    if (field == RO_FEED_NONE) return ro_fail(error, RO_ERR_INPUT, 0, "an item without text");
    reader->textless += field == RO_FEED_TITLE;
    ro_str content = from->values[field].text;
    ro_feed_type type = from->values[field].type;
    ro_map map = {0};
    if (!ro_map_place(&record->scratch, &from->values[field].map, &feed->decoded.map, start, &map))
        return ro_fail_nomem(error);
    bool twice = type != RO_FEED_TEXT && type != RO_FEED_ELEMENTS &&
                 is_escaped_twice(reader->rules, &record->scratch, content);
    if (twice && !undo_escapes(reader->rules, &record->scratch, &content, &map))
        return ro_fail_nomem(error);
    return is_page(content, type) ? ro_read_page(reader, record, content, &map, error)
                                  : ro_read_plain(reader, record, content, &map, error);
}

/* Tell what was repaired with the item in which the first of it stands, or the next. */
static ro_status tell_repairs(feed_state *state, uint64_t end, ro_status status, ro_error *error) {
    const ro_feed *feed = &state->feed;
    bool last = state->next == feed->items.count;
    if (status != RO_OK || state->told || !feed->repaired || (!last && end <= feed->repaired_at))
        return status;
    state->told = true;
    return ro_fail(error, RO_WARN, feed->repaired_at,
                   "the feed is not well-formed; read with repairs: %s", feed->repaired);
}

static ro_status end_feed(ro_reader *reader, ro_error *error) {
    ro_feed *feed = &((feed_state *)reader->state)->feed;
    const char *why = feed->damaged;
    feed->damaged = NULL;
    ro_fields_note(reader);
    return why ? ro_fail(error, RO_ERR_INPUT, feed->damaged_at, "the feed breaks off: %s", why)
               : RO_END;
}

static ro_status next_item(ro_reader *reader, ro_article **article, ro_error *error) {
    feed_state *state = reader->state;
    ro_feed *feed = &state->feed;
    if (state->next == feed->items.count) return end_feed(reader, error);
    const ro_feed_item *from = &feed->items.items[state->next++];
    uint64_t start = ro_map_source(&feed->decoded.map, from->start, false);
    uint64_t end = ro_map_source(&feed->decoded.map, from->end, true);
    ro_record record;
    ro_str bytes = {reader->data.p + start, (size_t)(end - start)};
    ro_status status = ro_record_begin(reader, &record, bytes, start, error);
    if (status == RO_OK) status = read_item(reader, feed, &record, from, start, error);
    ro_record_damage(&record, &feed->decoded, start, end);
    status = ro_record_end(reader, &record, status, article, error);
    return tell_repairs(state, end, status, error);
}

const ro_source_format ro_format_feed = {.name = "feed",
                                         .bid = bid,
                                         .open = open_feed,
                                         .next = next_item,
                                         .close = close_feed,
                                         .extent = RO_EXTENT_DOCUMENT};
