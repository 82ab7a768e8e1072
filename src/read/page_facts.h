/* SPDX-License-Identifier: Apache-2.0 */
/** What the parts of a page say of the article, for page_facts.c to weigh. */
#ifndef RO_READ_PAGE_FACTS_H
#define RO_READ_PAGE_FACTS_H

#include "read/dates.h"
#include "read/page.h"

/** What JSON-LD says of the article. Source: schema.org/NewsArticle */
typedef struct ro_linked_data {
    const char *headline, *published, *modified, *outlet, *url, *language;
    ro_names authors;
    bool is_article; /* of a type that is an article, not of the page or site */
} ro_linked_data;

/** Read every JSON-LD script of the page; what is broken is passed over. */
bool ro_read_linked_data(ro_page *page, ro_linked_data *data);

/** Up to @p most bytes of the visible text of a subtree, in the arena; NULL: no memory. */
const char *ro_page_node_text(const ro_page *page, uint32_t node, size_t most);

/** Find the days of publication and change on the page, surest first. */
void ro_page_dates(const ro_page *page, ro_record *record, const ro_linked_data *data,
                   const char *const *meta);

#endif
