/* SPDX-License-Identifier: Apache-2.0 */
/** What the parts of a page say of the article, for page_facts.c and its neighbours to
 *  weigh. */
#ifndef RO_READ_PAGE_PAGE_FACTS_H
#define RO_READ_PAGE_PAGE_FACTS_H

#include "read/page/page.h"
#include "read/parts/dates.h"

/** An author as JSON-LD gives it. */
typedef struct ro_linked_author {
    const char *name;
    bool organization; /* by its @type */
} ro_linked_author;

/** What JSON-LD says of the article. Source: schema.org/NewsArticle */
typedef struct ro_linked_data {
    const char *headline, *published, *modified, *outlet, *url, *language, *section, *description;
    RO_ARRAY(ro_linked_author) authors;
    ro_lexicon update_keys; /* entries of a live blog, by headline and "#id": index into */
    RO_ARRAY(ro_date) update_times;
    bool is_article; /* of a type that is an article, not of the page or site */
} ro_linked_data;

/** Read every JSON-LD script of the page; what is broken is passed over. */
bool ro_read_linked_data(ro_page *page, ro_linked_data *data);

/** Lines of a card that a network shows of a page: twitter:label1 and twitter:data1, and 2. */
enum { RO_CARD_LINES = 2 };

/** What the <meta> elements of a page say: the surest of each kind, and all authors
 *  of the surest name. */
typedef struct ro_page_meta {
    const char *values[RO_META_COUNT];
    RO_ARRAY(const char *) authors;
    const char *share_title; /* for another network than the first */
    const char *publisher;
    const char *card_labels[RO_CARD_LINES]; /* "Written by", as cards for a network have it */
    const char *card_values[RO_CARD_LINES]; /* "Jane Doe" */
} ro_page_meta;

/** Find the headline, and the other wording where places disagree. */
void ro_page_title(const ro_page *page, ro_record *record, const ro_linked_data *data,
                   const ro_page_meta *meta);

/** Find whom the page names as its authors. */
void ro_page_authors(const ro_page *page, ro_record *record, const ro_linked_data *data,
                     const ro_page_meta *meta);

/** Find the entries of a live blog among the chosen blocks: their place goes to the
 *  blocks, their times to page->entries. False: no memory. */
bool ro_page_entries(ro_page *page, const ro_linked_data *data);

/** Find the days of publication and change on the page, surest first. */
void ro_page_dates(const ro_page *page, ro_record *record, const ro_linked_data *data,
                   const ro_page_meta *meta);

#endif
