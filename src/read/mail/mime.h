/* SPDX-License-Identifier: Apache-2.0 */
/** Mail: heads of messages and the encodings of what they hold. RFC 5322, 2045, 2047 */
#ifndef RO_READ_MAIL_MIME_H
#define RO_READ_MAIL_MIME_H

#include "read/bytes/decode.h"

/** The value of the first field @p name of @p head, with its line breaks; empty where
 *  there is none. */
ro_str ro_mime_field(ro_str head, const char *name);

/** A field for people: encoded words decoded, on one line. NULL where it is empty. */
const char *ro_mime_words(ro_arena *arena, ro_str field);

/** Parameter @p name of a field such as Content-Type, without quotation marks; NULL
 *  where there is none. */
const char *ro_mime_parameter(ro_arena *arena, ro_str field, const char *name);

/** What stands before the first ';' of a field such as Content-Type, trimmed. */
ro_str ro_mime_value(ro_str field);

/** Length of the head at the start of @p s, up to the empty line; *body receives where
 *  the body begins. */
size_t ro_mime_head(ro_str s, size_t *body);

/**
 * Undo the transfer encoding of @p body, which begins at @p offset of the record.
 * @param encoding  the value of Content-Transfer-Encoding; unknown ones are taken as none.
 * @param unquote   lines that begin with ">From " lose one '>', as in an mbox.
 * @param map       receives the way to the record: byte for byte, an escape to the
 *                  character it stands for, base64 to the line that holds it.
 * @param text      receives the decoded bytes, @p size of them, in the arena.
 * @return false: no memory.
 */
bool ro_mime_decode(ro_arena *arena, ro_str body, ro_str encoding, bool unquote, uint64_t offset,
                    char **text, size_t *size, ro_map *map);

#endif
