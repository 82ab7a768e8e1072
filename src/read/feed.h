/* SPDX-License-Identifier: Apache-2.0 */
/** The items of RSS and Atom feeds, before they are articles. */
#ifndef RO_READ_FEED_H
#define RO_READ_FEED_H

#include "read/decode.h"

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

typedef struct ro_feed_item {
    size_t start, end; /* in the decoded input */
    struct {
        ro_str text;
        ro_map map; /* to the decoded input */
    } values[RO_FEED_FIELD_COUNT];
    bool markup;         /* the content was elements, not escaped text */
    const char *damaged; /* why it could not be read to its end; NULL: it could */
    size_t damaged_at;
} ro_feed_item;

typedef struct ro_feed {
    ro_arena arena;
    ro_decoded decoded;
    RO_ARRAY(ro_feed_item) items;
    const char *outlet, *language, *author; /* of the feed as a whole */
    const char *damaged;                    /* why it breaks off behind its items; or NULL */
    size_t damaged_at;
} ro_feed;

/** Parse the feed in feed->decoded. A damaged item does not end it: what follows is read.
 *  @return RO_OK; RO_ERR_LIMIT where it declares entities or nests too deep;
 *          RO_ERR_NOMEM. */
ro_status ro_feed_parse(ro_feed *feed, ro_error *error);

#endif
