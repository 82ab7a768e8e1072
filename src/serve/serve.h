/* SPDX-License-Identifier: Apache-2.0 */
/** A page over HTTP on the loopback address, for a browser on this machine. */
#ifndef RO_SERVE_SERVE_H
#define RO_SERVE_SERVE_H

#include <stddef.h>

typedef struct serve_page {
    char *data;
    size_t size;
} serve_page;

typedef struct serve_handle serve_handle;

/** Listen on 127.0.0.1 and answer GET / with @p page, which must outlive the
 *  handle. NULL where the port cannot be had; errno says why. Answers from a thread
 *  of its own. */
serve_handle *serve_start(unsigned short port, const serve_page *page);

/** Stop answering and free @p handle. */
void serve_stop(serve_handle *handle);

#endif
