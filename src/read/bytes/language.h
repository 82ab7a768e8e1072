/* SPDX-License-Identifier: Apache-2.0 */
/** The language of a text, by its function words. */
#ifndef RO_READ_BYTES_LANGUAGE_H
#define RO_READ_BYTES_LANGUAGE_H

#include "read/read_rules.h"

/** Return the BCP 47 code of the language of @p text, or NULL where it is too short
 *  or its words do not tell. */
const char *ro_find_language(const ro_read_rules *rules, ro_str text);

#endif
