/* SPDX-License-Identifier: Apache-2.0 */
/** Addresses of http and https, taken apart and put together. RFC 3986 */
#ifndef RO_FETCH_ADDRESS_H
#define RO_FETCH_ADDRESS_H

#include <stdbool.h>

/** @p url as an absolute address without fragment, resolved against @p base, which may be
 *  NULL; yours to free. NULL where it is none of http or https, names a user, or memory
 *  ends. */
char *address_clean(const char *url, const char *base);

/** "https://e.example:443" of a clean address; yours to free, NULL where memory ends. */
char *address_host(const char *url);

/** "e.example" of a clean address, in small letters, without a dot at its end; yours to free,
 *  NULL where memory ends. */
char *address_name(const char *url);

/** "/path?query" of a clean address; yours to free, NULL where memory ends. */
char *address_path(const char *url);

#endif
