/* SPDX-License-Identifier: Apache-2.0 */
/** Who took the shared text from whom. */
#ifndef RO_COMPARE_COPIES_DIRECTION_H
#define RO_COMPARE_COPIES_DIRECTION_H

#include "compare/copies/spun.h"

/** Fill the form, the direction and the evidence of @p copy. The direction is told by
 *  credits, then by dates, then by which side of a spun copy was rewritten; it is unknown
 *  where none of them says. The evidence lives in the account's arena. */
void ro_find_direction(const ro_comparison *comparison, ro_copy *copy, const ro_spun *spun);

/** The first agency that both articles credit, or NULL. */
const char *ro_common_agency(const ro_article *a, const ro_article *b);

#endif
