/* SPDX-License-Identifier: Apache-2.0 */
/** The items of RSS and Atom feeds, before they are articles. */
#ifndef RO_READ_FEED_FEED_H
#define RO_READ_FEED_FEED_H

#include "read/bytes/decode.h"

typedef enum ro_feed_field {
    RO_FEED_NONE,
    RO_FEED_TITLE,
    RO_FEED_LINK,
    RO_FEED_ID,
    RO_FEED_PUBLISHED,
    RO_FEED_MODIFIED,
    RO_FEED_AUTHOR,
    RO_FEED_SOURCE, /* the outlet that an aggregator took the item from */
    RO_FEED_CONTENT,
    RO_FEED_SUMMARY,
    RO_FEED_FIELD_COUNT
} ro_feed_field;

/* What the type of Atom's texts says they are. RFC 4287, 3.1.1 */
typedef enum ro_feed_type {
    RO_FEED_UNTYPED, /* not said: text of Atom, most often markup of RSS */
    RO_FEED_TEXT,    /* as it stands */
    RO_FEED_HTML,    /* markup, escaped */
    RO_FEED_ELEMENTS /* markup as elements: written out again as the bytes it was */
} ro_feed_type;

typedef struct ro_feed_item {
    size_t start, end; /* in the decoded input */
    struct {
        ro_str text;
        ro_map map; /* to the decoded input */
        ro_feed_type type;
    } values[RO_FEED_FIELD_COUNT];
    const char *base; /* what the link is relative to, as far as the feed says; NULL: it does not */
    bool opaque_id;   /* the id says that it is no address (isPermaLink="false") */
} ro_feed_item;

typedef struct ro_feed {
    ro_arena arena;
    const char *address; /* set before it is read: where it was fetched; NULL: not known */
    ro_decoded decoded;
    RO_ARRAY(ro_feed_item) items;
    bool known;                             /* its root is that of a feed */
    bool atom;                              /* texts without a type are plain */
    const char *outlet, *language, *author; /* of the feed as a whole */
    const char *self, *home;                /* its own address, and that of its pages; or NULL */
    /* how often it changes, as written; or NULL */
    const char *ttl, *update_period, *update_frequency;
    const char *repaired; /* what was mended to read it, NULL: nothing; and where the first */
    uint64_t repaired_at; /* of it stood in the input */
    const char *damaged;  /* why it breaks off behind its items; or NULL */
    size_t damaged_at;
} ro_feed;

/** Decode @p data, make it well-formed and parse it into @p feed, which is empty but for its
 *  address; free its arena, whatever comes back.
 *  @param names  what references to characters may be called (ro_reference_names); {0}: none.
 *  @return RO_OK, also of what is no feed (known) or breaks off (damaged); RO_ERR_INPUT where the
 *          bytes are no text; RO_ERR_LIMIT where it declares entities or nests too deep: the
 *          items before that are there; RO_ERR_NOMEM. */
ro_status ro_feed_read(ro_feed *feed, ro_str data, ro_xml_names names, ro_error *error);

/** Whether an element of this name, without a prefix, is the root of a feed. */
bool ro_is_feed_root(ro_str name);

/** The address of an item, against its feed's own and that of the pages that it is of, which
 *  may be NULL: empty where @p link is, in @p arena where it was relative. */
ro_str ro_url_of_item(ro_arena *arena, ro_str link, const char *self, const char *home);

#endif
