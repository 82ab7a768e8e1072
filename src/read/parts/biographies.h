/* SPDX-License-Identifier: Apache-2.0 */
/** Lines that present who wrote an article. */
#ifndef RO_READ_PARTS_BIOGRAPHIES_H
#define RO_READ_PARTS_BIOGRAPHIES_H

#include "read/parts/draft.h"

/** Give the role of a credit to every open block that says who somebody is of whom the running
 *  text does not speak. The draft is measured. */
void ro_sort_biographies(const ro_read_rules *rules, ro_draft *draft);

#endif
