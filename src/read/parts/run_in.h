/* SPDX-License-Identifier: Apache-2.0 */
/** Headlines of other reports that exports run into a paragraph. */
#ifndef RO_READ_PARTS_RUN_IN_H
#define RO_READ_PARTS_RUN_IN_H

#include "base/text.h"

/** The next box that opens over a name and was laid out behind it: the name again, in full, the
 *  headlines glued to it, and "MORE". @p at is of @p text. False: none from @p from on. */
bool ro_find_run_in(ro_str text, size_t from, ro_span *at);

#endif
