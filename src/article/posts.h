/* SPDX-License-Identifier: Apache-2.0 */
/** The signature of a post on a social medium, as pages show it. */
#ifndef RO_ARTICLE_POSTS_H
#define RO_ARTICLE_POSTS_H

#include "base/text.h"

typedef struct ro_signature {
    ro_span span;   /* to the end of the paragraph, with its dash; empty: there is none */
    ro_span name;   /* of who wrote it */
    bool of_behind; /* it stands behind the words; else above or below a picture */
} ro_signature;

/** Find "— Jane Doe (@jane) May 4, 2021" or "A post shared by Jane Doe (@jane)" at the end of a
 *  paragraph of @p text. */
ro_signature ro_post_signature(const char *text, ro_span paragraph);

#endif
