/* SPDX-License-Identifier: Apache-2.0 */
/** Datelines, slugs and credits inside a paragraph. */
#ifndef RO_READ_PARTS_CREDITS_H
#define RO_READ_PARTS_CREDITS_H

#include "read/parts/record.h"

/** What stands before the text of a paragraph: "BEIJING (Reuters) - ", "(AP) — ". */
typedef struct ro_lead {
    size_t length;     /* bytes with the dash and the space behind it; 0: none */
    ro_part_role role; /* dateline, or credit where no place is named */
} ro_lead;

/** Find the dateline or slug that @p paragraph begins with; its agency goes to the
 *  record, which may be NULL here and for ro_find_tail. */
ro_lead ro_find_lead(const ro_read_rules *rules, ro_record *record, ro_str paragraph);

/** Bytes at the end of @p paragraph that credit an agency: "— Reuters", "(AP)"; 0
 *  where there are none. */
size_t ro_find_tail(const ro_read_rules *rules, ro_record *record, ro_str paragraph);

/** Whether a whole short paragraph credits somebody ("With Reuters and AFP", "Source:
 *  …", "By Jane Doe"); whom it credits goes to the record. */
bool ro_is_credit(const ro_read_rules *rules, ro_record *record, ro_str paragraph);

#endif
