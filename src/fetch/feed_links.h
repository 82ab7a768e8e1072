/* SPDX-License-Identifier: Apache-2.0 */
/** Where a feed or a list of feeds leads: the addresses in it, whatever text it has. */
#ifndef RO_FETCH_FEED_LINKS_H
#define RO_FETCH_FEED_LINKS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct feed_link {
    char *url;     /* absolute */
    char *changed; /* when the item says it was last changed, as written; NULL: not said */
} feed_link;

typedef struct feed_links {
    feed_link *items; /* in the order of the feed */
    size_t count, capacity;
    long every; /* seconds between changes, as the feed says (ttl, syndication); 0: not said */
    bool failed;
    size_t seen;    /* items, also those that lead nowhere */
    char told[200]; /* what was repaired to read it, or why nothing was; empty: nothing */
} feed_links;

/** The pages that the items of a feed lead to: RSS, Atom or JSON Feed; @p base resolves
 *  what is relative. What is damaged is repaired, what breaks off gives what it had, and
 *  told says so. False: it is no feed, or memory ends. Free with feed_links_free. */
bool feed_links_read(feed_links *links, const char *feed, size_t size, const char *base);

/** The feeds that an OPML list names. False: it is no such list, or memory ends. */
bool feed_links_read_opml(feed_links *links, const char *list, size_t size);

void feed_links_free(feed_links *links);

#endif
