/* SPDX-License-Identifier: Apache-2.0 */
/** Versions of one article, put in order. */
#ifndef RO_COMPARE_VERSIONS_FAMILY_H
#define RO_COMPARE_VERSIONS_FAMILY_H

#include "compare/changes/order.h"

/**
 * Put @p members, indices of articles, in order, the oldest first.
 *
 * By their dates where these tell all of them apart. Else as the chain in which
 * neighbours have most in common, turned the way for which most speaks
 * (ro_order_versions). A family of more than twelve without dates is put in order by
 * length alone.
 * @param scratch  for the work.
 * @return false where out of memory.
 */
bool ro_order_family(const ro_comparison *comparison, uint32_t *members, uint32_t count,
                     ro_arena *scratch);

#endif
