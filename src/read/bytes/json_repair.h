/* SPDX-License-Identifier: Apache-2.0 */
/** JSON as pages have it. */
#ifndef RO_READ_BYTES_JSON_REPAIR_H
#define RO_READ_BYTES_JSON_REPAIR_H

#include "base/arena.h"
#include "base/text.h"

/** Return a copy of @p s, in the arena, that a strict parser may take: from the first
 *  bracket to the last, without comments and commas before a closing bracket, line ends
 *  and other control characters in strings escaped, brackets left open closed. NULL:
 *  there are no brackets, or no memory. */
const char *ro_json_repair(ro_arena *arena, ro_str s, size_t *size);

/** Behind the comment at s.p[at]; @p at where there is none. */
size_t ro_json_skip_comment(ro_str s, size_t at);

/** What of a record was no JSON. */
typedef struct ro_json_faults {
    uint32_t characters; /* escapes that are none: halves of a pair, NUL */
    size_t first;        /* of these, from the start */
    uint32_t signs;      /* values that JSON lacks (NaN), comments, commas too many, … */
} ro_json_faults;

/** Make JSON of the @p size bytes of @p json, in place, so that all of it stays where it is:
 *  escapes that are no character become "\ufffd", values that JSON lacks "", what stands
 *  between becomes blanks. What is cut off or no JSON at all stays so. */
void ro_json_settle(char *json, size_t size, ro_json_faults *faults);

#endif
