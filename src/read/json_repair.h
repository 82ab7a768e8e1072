/* SPDX-License-Identifier: Apache-2.0 */
/** JSON as pages have it. */
#ifndef RO_READ_JSON_REPAIR_H
#define RO_READ_JSON_REPAIR_H

#include "base/arena.h"
#include "base/text.h"

/** Return a copy of @p s, in the arena, that a strict parser may take: from the first
 *  bracket to the last, without comments and commas before a closing bracket, line ends
 *  and other control characters in strings escaped, brackets left open closed. NULL:
 *  there are no brackets, or no memory. */
const char *ro_json_repair(ro_arena *arena, ro_str s, size_t *size);

#endif
