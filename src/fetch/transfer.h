/* SPDX-License-Identifier: Apache-2.0 */
/** One request and its answer over the wire, by libcurl. */
#ifndef RO_FETCH_TRANSFER_H
#define RO_FETCH_TRANSFER_H

#include <curl/curl.h>

#include "base/buffer.h"
#include "fetch.h"

/** A request under way: what is given, then what came. */
typedef struct transfer {
    const char *url, *etag, *modified;
    bool named;   /* its host was, by the user */
    bool literal; /* and by an address */
    bool anew;    /* over a connection of its own: the one before broke off */
    CURL *easy;
    struct curl_slist *fields;
    ro_buffer head, body;
    bool proxied;  /* the other end is a proxy */
    bool near;     /* the other end lies on a private network */
    bool refused;  /* for that */
    bool too_long; /* the body passed the limit */
    char why[CURL_ERROR_SIZE];
} transfer;

/** Set @p transfer, whose first row is filled, going in @p multi, with @p owner to be found
 *  again by it. False: no memory. */
bool transfer_start(transfer *transfer, const fetch_settings *settings, CURLM *multi, void *owner);

/** Take the transfer out of @p multi and free what it holds. */
void transfer_end(transfer *transfer, CURLM *multi);

/** Why an address of a private network is not followed from the wide net. */
extern const char transfer_strays[];

/** The value of a field of the last head, trimmed; empty where there is none. */
ro_str transfer_field(const transfer *transfer, const char *name);

/** Say in @p reason why @p result is no answer. */
void transfer_explain(const transfer *transfer, CURLcode result, const fetch_settings *settings,
                      char *reason, size_t size);

#endif
