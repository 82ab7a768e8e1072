/* SPDX-License-Identifier: Apache-2.0 */
/** Answers as records of a web archive. Source: ISO 28500, WARC 1.1 */
#ifndef RO_FETCH_WARC_RECORD_H
#define RO_FETCH_WARC_RECORD_H

#include "fetch.h"

/** The record that begins an archive: who made it. @p packed: as a gzip member.
 *  @return its bytes, yours to free; NULL: no memory. */
char *warc_make_info(const char *agent, bool packed, size_t *size);

/**
 * The record of @p answer, a body that came whole. The body is stored unpacked and
 * joined; the fields of HTTP that said otherwise stay under "X-Archive-Orig-".
 * @return its bytes, yours to free; NULL: no memory.
 */
char *warc_make_answer(const fetch_answer *answer, bool packed, size_t *size);

#endif
