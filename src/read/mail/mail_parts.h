/* SPDX-License-Identifier: Apache-2.0 */
/** The parts of a mail: its messages, and the text that each of them holds. */
#ifndef RO_READ_MAIL_MAIL_PARTS_H
#define RO_READ_MAIL_MAIL_PARTS_H

#include "read/bytes/decode.h"

/** A part that is text. */
typedef struct ro_mail_text {
    ro_str head; /* of the part */
    ro_str body; /* as it was sent, encoded */
} ro_mail_text;

/** A message: the mail itself, or one that it carries, as digests do. */
typedef struct ro_mail_letter {
    ro_str head;
    size_t start, end; /* in the mail */
    uint32_t parent;   /* the message that carries it, RO_NONE */
    unsigned depth;    /* multiparts open where it begins */
    uint32_t page;     /* the longest of its texts in HTML, RO_NONE */
    uint32_t plain;    /* the longest of its plain texts, RO_NONE */
    bool cut;          /* the mail breaks off in it */
} ro_mail_letter;

typedef struct ro_mail_parts {
    RO_ARRAY(ro_mail_letter) letters; /* the mail itself is the first */
    RO_ARRAY(ro_mail_text) texts;     /* attachments and empty ones left out */
} ro_mail_parts;

/** Find the messages and texts of @p mail. Multiparts and messages within one another
 *  are followed 64 deep; what lies deeper is passed over. False: no memory. */
bool ro_mail_divide(ro_arena *arena, ro_str mail, ro_mail_parts *parts);

/** The same of a page that was saved as a message: texts are all of its pages, in their
 *  order; those of frames are among them. */
bool ro_mail_divide_saved(ro_arena *arena, ro_str message, ro_mail_parts *parts);

#endif
