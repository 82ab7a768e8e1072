/* SPDX-License-Identifier: Apache-2.0 */
/* RSS 2.0, RSS 1.0 and Atom: an item a record. */
#include "read/feed.h"

#include <stdlib.h>

#include "base/error.h"
#include "read/fields.h"
#include "read/references.h"

static unsigned bid(const ro_reader *reader, ro_str head) {
    (void)reader;
    static const char *const roots[] = {"rss", "feed", "RDF"};
    ro_str root = ro_xml_root(head);
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (ro_str_eq(root, ro_str_of(roots[i]))) return 95;
    return 0;
}

typedef struct feed_state {
    ro_feed feed;
    uint32_t next;
} feed_state;

static ro_status open_feed(ro_reader *reader, ro_error *error) {
    feed_state *state = calloc(1, sizeof *state);
    if (!state) return ro_fail_nomem(error);
    reader->state = state;
    ro_feed *feed = &state->feed;
    const char *charset = ro_xml_charset(&feed->arena, reader->data);
    ro_status status = ro_decode(&feed->arena, reader->data, charset, &feed->decoded, error);
    if (status == RO_OK) status = ro_feed_parse(feed, error);
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

enum { LONGEST_TITLE = 4000 };

/* A title is a line of text; Atom allows markup in it. */
static ro_str without_tags(ro_arena *arena, ro_str s) {
    char *out = s.n <= LONGEST_TITLE ? ro_arena_alloc(arena, s.n + 1) : NULL;
    size_t n = 0;
    if (!out) return s;
    for (size_t i = 0; i < s.n; i++) {
        const char *p = s.p + i, *close = NULL;
        bool opens =
            p[0] == '<' && i + 1 < s.n && (ro_is_alpha((unsigned char)p[1]) || p[1] == '/');
        if (opens) close = memchr(p, '>', s.n - i);
        if (close)
            i += (size_t)(close - p);
        else
            out[n++] = *p;
    }
    return (ro_str){out, n};
}

static void set_facts(ro_reader *reader, const ro_feed *feed, ro_record *record,
                      const ro_feed_item *from) {
    ro_metadata *meta = &record->article->meta;
    ro_arena *arena = &record->scratch;
    ro_str fact[RO_FEED_FIELD_COUNT];
    for (int i = 0; i < RO_FEED_FIELD_COUNT; i++) fact[i] = from->values[i].text;
    /* What stands for itself is escaped once more by many: "Caf&amp;eacute;". */
    fact[RO_FEED_TITLE] =
        without_tags(arena, ro_without_references(reader->rules, arena, fact[RO_FEED_TITLE]));
    fact[RO_FEED_AUTHOR] = ro_without_references(reader->rules, arena, fact[RO_FEED_AUTHOR]);
    ro_record_set(record, &meta->id, fact[RO_FEED_ID]);
    ro_record_set(record, &meta->url, fact[RO_FEED_LINK]);
    if (ro_str_starts(fact[RO_FEED_ID], RO_STR("http")))
        ro_record_set(record, &meta->url, fact[RO_FEED_ID]);
    ro_record_set(record, &meta->title, fact[RO_FEED_TITLE]);
    ro_record_set(record, &meta->outlet, fact[RO_FEED_SOURCE]);
    ro_record_set(record, &meta->outlet, ro_str_of(feed->outlet));
    ro_record_set(record, &meta->language, ro_str_of(feed->language));
    ro_field_published(reader, record, fact[RO_FEED_PUBLISHED], "feed");
    ro_field_modified(reader, record, fact[RO_FEED_MODIFIED], "feed");
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

static ro_status read_item(ro_reader *reader, const ro_feed *feed, ro_record *record,
                           const ro_feed_item *from, uint64_t start, ro_error *error) {
    if (from->damaged)
        return ro_fail(error, RO_ERR_INPUT,
                       ro_map_source(&feed->decoded.map, from->damaged_at, false),
                       "the item is damaged: %s", from->damaged);
    set_facts(reader, feed, record, from);
    ro_feed_field field = choose_content(from);
    if (field == RO_FEED_NONE) return ro_fail(error, RO_ERR_INPUT, 0, "an item without text");
    reader->textless += field == RO_FEED_TITLE;
    ro_str content = from->values[field].text;
    ro_map map = {0};
    if (!ro_map_place(&record->scratch, &from->values[field].map, &feed->decoded.map, start, &map))
        return ro_fail_nomem(error);
    bool page = from->markup || ro_looks_like_html(content) || ro_has_reference(content);
    return page ? ro_read_page(reader, record, content, &map, error)
                : ro_read_plain(reader, record, content, &map, error);
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
    const ro_feed *feed = &state->feed;
    if (state->next == feed->items.count) return end_feed(reader, error);
    const ro_feed_item *from = &feed->items.items[state->next++];
    uint64_t start = ro_map_source(&feed->decoded.map, from->start, false);
    uint64_t end = ro_map_source(&feed->decoded.map, from->end, true);
    ro_record record;
    ro_str bytes = {reader->data.p + start, (size_t)(end - start)};
    ro_status status = ro_record_begin(reader, &record, bytes, start, error);
    if (status == RO_OK) status = read_item(reader, feed, &record, from, start, error);
    return ro_record_end(reader, &record, status, article, error);
}

const ro_source_format ro_format_feed = {"feed", bid, open_feed, next_item, close_feed};
