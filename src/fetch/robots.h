/* SPDX-License-Identifier: Apache-2.0 */
/** What a host lets robots fetch. Source: RFC 9309; crawl-delay is a custom beside it. */
#ifndef RO_FETCH_ROBOTS_H
#define RO_FETCH_ROBOTS_H

#include "base/text.h"

typedef struct robots_rule {
    char *pattern; /* '*' any bytes; a '$' at the end: nothing behind */
    bool allow;
} robots_rule;

typedef struct robots {
    robots_rule *rules;
    size_t count, capacity;
    bool refused; /* nothing may be fetched, whatever the rules */
    double delay; /* seconds between requests that the host asks for; 0: none */
} robots;

/** Read the rules for the robot @p token ("readout") out of @p text, of which the first
 *  500 KiB count. False: no memory. Free with robots_free. */
bool robots_parse(robots *of, ro_str text, const char *token);

/** Whether @p path, with its query, may be fetched: the longest rule that fits says so;
 *  of two as long the one that allows. */
bool robots_allow(const robots *of, const char *path);

void robots_free(robots *of);

#endif
