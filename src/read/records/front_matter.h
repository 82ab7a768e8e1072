/* SPDX-License-Identifier: Apache-2.0 */
/** Facts ahead of a Markdown text, as site generators have them. */
#ifndef RO_READ_RECORDS_FRONT_MATTER_H
#define RO_READ_RECORDS_FRONT_MATTER_H

#include "read/records/fields.h"

/** Where the text begins behind front matter: behind the line that closes it; 0 where
 *  @p s has none. YAML between lines of "---", TOML between lines of "+++". */
size_t ro_front_matter_end(ro_str s);

/** How many of its lines name a field that is known. */
unsigned ro_front_matter_known(const ro_reader *reader, ro_str s);

/** Read the fields of the front matter that @p s begins with. False: no memory. */
bool ro_front_matter_read(const ro_reader *reader, ro_record *record, ro_str s, ro_fields *fields);

#endif
