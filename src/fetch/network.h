/* SPDX-License-Identifier: Apache-2.0 */
/** Where an address of the network lies, and whether a request may go there. */
#ifndef RO_FETCH_NETWORK_H
#define RO_FETCH_NETWORK_H

#include <stdbool.h>
#include <sys/socket.h>

typedef enum network_kind {
    NETWORK_WIDE,
    NETWORK_PRIVATE,    /* this machine, a house, a firm, and what is kept for tests */
    NETWORK_LINK_LOCAL, /* this cable alone; also where clouds keep their keys */
    NETWORK_NONE        /* no single host: multicast, reserved, or of another family */
} network_kind;

/** Where @p address lies; an address of IPv4 within one of IPv6 counts as what it leads to.
 *  Source: the special-purpose registries of RFC 6890 as they stand. */
network_kind network_of(const struct sockaddr *address);

/** Whether a request may go to an address of @p kind. @p named: the user named its host;
 *  @p literal: by the address itself and not by a name that leads there. */
bool network_may_reach(network_kind kind, bool named, bool literal);

/** Whether the host of the clean address @p url is an address, and no name. */
bool network_is_literal(const char *url);

/** The proxy that the environment names for the clean address @p url, as curl reads it
 *  (http_proxy, https_proxy, all_proxy, no_proxy); NULL: it is reached directly. */
const char *network_proxy(const char *url);

/** Whether @p host is among @p list, as no_proxy has it: names with all that ends in them,
 *  addresses, networks (10.0.0.0/8), "*". */
bool network_listed(const char *host, const char *list);

#endif
