/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Polite fetching over HTTP: the one place of the house that knows the network.
 *
 * It is part of the command and not of the library, which stays without network. A
 * client asks each host by one connection, one request after the other with a pause
 * between, and only for what the host's robots.txt allows (RFC 9309); it waits where it
 * is told to (429, 503, Retry-After) and asks again a few times. Hosts are asked at the
 * same time.
 */
#ifndef RO_FETCH_FETCH_H
#define RO_FETCH_FETCH_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct fetch_client fetch_client;

typedef struct fetch_settings {
    const char *agent;  /* user agent; up to its '/' the name that robots.txt calls it by */
    double delay;       /* seconds between two requests to a host */
    unsigned timeout;   /* seconds that one answer may take */
    unsigned patience;  /* seconds that a host may make us wait; longer is a failure */
    size_t most_bytes;  /* of one body, unpacked */
    unsigned tries;     /* of one request that is put off or breaks off */
    unsigned redirects; /* followed for one request */
} fetch_settings;

/** Sensible settings for a person who fetches a few pages, or a few hundred. */
fetch_settings fetch_usual_settings(void);

typedef struct fetch_request {
    const char *url;
    const char *etag, *modified; /* of the answer that is known, else NULL */
    /* The address that the user named: this one, or that of the feed which led to it. Its
     * host may lie on a private network, and no other one that is come to from there. */
    const char *named;
    void *tag; /* comes back with the answer */
} fetch_request;

typedef enum fetch_outcome {
    FETCH_NEW,       /* the answer holds a body */
    FETCH_UNCHANGED, /* what is known is still so (304) */
    FETCH_DENIED,    /* robots.txt does not allow it */
    FETCH_FAILED
} fetch_outcome;

/** What became of a request; borrowed for the call that gives it. */
typedef struct fetch_answer {
    fetch_outcome outcome;
    const char *asked; /* the address asked for */
    const char *url;   /* the one that answered, behind redirects */
    void *tag;
    const char *reason; /* why it failed, in a sentence without a stop */
    int status;         /* of HTTP; 0: there was no answer */
    const char *head;   /* of the answer, as it came */
    size_t head_size;
    const char *body; /* unpacked */
    size_t body_size;
    const char *etag, *modified; /* to ask with the next time, else NULL */
    long max_age;                /* seconds for which the answer holds; -1: not said */
    long retry_after;            /* seconds for which not to ask again; -1: not said */
    bool moved;                  /* for good: ask for url from now on */
    bool near;                   /* came from a private network */
} fetch_answer;

typedef void (*fetch_take_fn)(void *context, const fetch_answer *answer);

/** Whether this command was built with the network in it. */
bool fetch_available(void);

/** Make a client that gives each answer to @p take. NULL: no memory. */
fetch_client *fetch_open(const fetch_settings *settings, fetch_take_fn take, void *context);

/** Ask for @p request, also from within the take function. What is no address of http or
 *  https is answered as failed. False: no memory. */
bool fetch_add(fetch_client *client, const fetch_request *request);

/** Go on until all is answered, or *stop is not 0. Return how many requests are left. */
size_t fetch_run(fetch_client *client, const volatile sig_atomic_t *stop);

/** Free @p client; what is under way is dropped. NULL is fine. */
void fetch_close(fetch_client *client);

#endif
