/* SPDX-License-Identifier: Apache-2.0 */
/** The captions of a gallery of pictures, which exports run into the text around it. */
#ifndef RO_READ_PARTS_GALLERIES_H
#define RO_READ_PARTS_GALLERIES_H

#include "read/parts/draft.h"

/** Give every open block of a gallery the role of a caption: those that count pictures one after
 *  the other ("Hide Caption 3 of 43 …"), what stands between such, and what is told twice, again
 *  and again. */
void ro_sort_galleries(ro_draft *draft);

/** Whether a line is nothing but a counter of pictures or pages: "1 of 6", "Page 2 / 10". */
bool ro_is_counter(ro_str line);

#endif
