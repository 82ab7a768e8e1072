/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Which articles have a key: an index that grows, eight bytes an entry.
 *
 * A key holds at most RO_MOST_OF_KEY articles; what more articles have is a stock
 * phrase or boilerplate, and costs no more for it.
 */
#ifndef RO_COMPARE_CORPUS_KEY_INDEX_H
#define RO_COMPARE_CORPUS_KEY_INDEX_H

#include "base/array.h"

/* Articles kept of one key: what more articles share is a phrase of their outlet, and no sign of a
 * copy; it bounds what each new article is held against. */
enum { RO_MOST_OF_KEY = 32 };

typedef struct ro_key_index ro_key_index;

/** Return an empty index, or NULL. Free with ro_key_index_free. */
ro_key_index *ro_key_index_new(void);
void ro_key_index_free(ro_key_index *index);

/** Note that @p article has @p key, unless the key is full. False: no memory. */
bool ro_key_index_add(ro_key_index *index, uint32_t key, uint32_t article);

/** Put the articles with @p key into @p articles, room for RO_MOST_OF_KEY of them, in
 *  no certain order; return how many. */
uint32_t ro_key_index_find(const ro_key_index *index, uint32_t key, uint32_t *articles);

/** Bytes of memory held. */
size_t ro_key_index_bytes(const ro_key_index *index);

#endif
