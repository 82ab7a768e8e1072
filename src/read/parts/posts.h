/* SPDX-License-Identifier: Apache-2.0 */
/** Posts of social media that a text shows, told by the signature that pages put behind one. */
#ifndef RO_READ_PARTS_POSTS_H
#define RO_READ_PARTS_POSTS_H

#include "read/parts/draft.h"

/** Make a post of each paragraph that ends with the signature of one, "— Jane Doe (@jane) May 4,
 *  2021"; where the signature has a paragraph of its own, of the one before, too. */
void ro_find_posts(ro_draft *draft);

#endif
