/* SPDX-License-Identifier: Apache-2.0 */
/** Articles of which analysis can only find the same: they are analysed once. */
#ifndef RO_ANALYSE_TWINS_H
#define RO_ANALYSE_TWINS_H

#include "article/article.h"

/**
 * Fill @p first with, for each article, the index of the first one that analysis cannot
 * tell from it, itself where it is that one. Articles analysed before stand alone.
 * @return false where out of memory.
 */
bool ro_find_twins(ro_article *const *articles, size_t count, size_t *first);

#endif
