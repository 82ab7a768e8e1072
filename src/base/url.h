/* SPDX-License-Identifier: Apache-2.0 */
/** Addresses that are relative to others. */
#ifndef RO_BASE_URL_H
#define RO_BASE_URL_H

#include "base/arena.h"
#include "base/text.h"

/** @p reference resolved against @p base, as RFC 3986, section 5.2, has it; a base that is
 *  itself relative gives what is less so. In the arena; NULL: no memory. */
const char *ro_url_resolve(ro_arena *arena, ro_str base, ro_str reference);

#endif
