/* SPDX-License-Identifier: Apache-2.0 */
/** ninjs, the news in JSON of the IPTC: what a JSON object may be besides a record of
 *  the contract. */
#ifndef RO_READ_WIRE_NINJS_H
#define RO_READ_WIRE_NINJS_H

#include <jansson.h>

#include "read/format.h"

/** Whether @p object is a news item of ninjs 1 or 2. */
bool ro_is_ninjs(const json_t *object);

/** Fill the record's article from the item @p object, whose bytes are @p bytes. */
ro_status ro_read_ninjs(ro_reader *reader, ro_record *record, const json_t *object, ro_str bytes,
                        ro_error *error);

#endif
