/* SPDX-License-Identifier: Apache-2.0 */
/* Which host is asked for what, and when. Everything happens on the caller's thread. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "address.h"
#include "network.h"
#include "robots.h"
#include "transfer.h"

enum {
    MOST_AT_ONCE = 16,             /* hosts; each is asked for one thing at a time */
    ROBOTS_REDIRECTS = 5,          /* RFC 9309, section 2.3.1.2 */
    ROBOTS_SECONDS = 24 * 60 * 60, /* RFC 9309, section 2.4 */
    NO_ROBOTS_SECONDS = 10 * 60,   /* where they could not be had */
    WAIT_MS = 250                  /* between two looks whether a user has stopped it */
};

/* A request; until it is answered it waits at its host. */
typedef struct job {
    char *asked, *url; /* url: behind the redirects so far */
    char *etag, *modified;
    void *tag;
    char *named; /* the host that the user named; NULL: none */
    bool is_robots;
    bool astray; /* some redirect was not for good */
    unsigned redirects, tries;
    struct job *next;
    transfer over;
} job;

typedef struct host {
    char *key; /* "https://e.example:443" */
    robots robots;
    bool near;   /* it lies on a private network */
    bool barred; /* where not even a host that is named may lie */
    bool knows_robots;
    double robots_until;   /* when they are asked for again */
    char why_refused[200]; /* robots.txt could not be had */
    double not_before;     /* of the next request */
    job *first, *last;     /* what is to be asked for, in order */
    job *current;          /* under way */
    struct host *next;
} host;

struct fetch_client {
    fetch_settings settings;
    char *agent, *token;
    fetch_take_fn take;
    void *context;
    CURLM *multi;
    host *hosts;
    size_t left, at_once; /* requests not answered; under way */
};

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

bool fetch_available(void) {
    return true;
}

fetch_settings fetch_usual_settings(void) {
    return (fetch_settings){.agent = "readout",
                            .delay = 1,
                            .timeout = 60,
                            .patience = 120,
                            .most_bytes = (size_t)32 << 20,
                            .tries = 3,
                            .redirects = 8};
}

static void free_job(fetch_client *client, job *j) {
    if (!j) return;
    transfer_end(&j->over, client->multi);
    free(j->asked);
    free(j->url);
    free(j->etag);
    free(j->modified);
    free(j->named);
    free(j);
}

fetch_client *fetch_open(const fetch_settings *settings, fetch_take_fn take, void *context) {
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) return NULL;
    fetch_client *client = calloc(1, sizeof *client);
    if (!client) return NULL;
    client->settings = *settings;
    client->take = take;
    client->context = context;
    client->agent = strdup(settings->agent);
    client->token = strdup(settings->agent);
    client->multi = curl_multi_init();
    if (!client->agent || !client->token || !client->multi) {
        fetch_close(client);
        return NULL;
    }
    client->settings.agent = client->agent;
    client->token[strcspn(client->token, "/ ")] = '\0';
    curl_multi_setopt(client->multi, CURLMOPT_MAX_HOST_CONNECTIONS, 1L);
    curl_multi_setopt(client->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long)MOST_AT_ONCE);
    return client;
}

static void free_host(fetch_client *client, host *h) {
    free_job(client, h->current);
    for (job *j = h->first, *next; j; j = next) {
        next = j->next;
        free_job(client, j);
    }
    robots_free(&h->robots);
    free(h->key);
    free(h);
}

void fetch_close(fetch_client *client) {
    if (!client) return;
    for (host *h = client->hosts, *next; h; h = next) {
        next = h->next;
        free_host(client, h);
    }
    curl_multi_cleanup(client->multi);
    curl_global_cleanup();
    free(client->agent);
    free(client->token);
    free(client);
}

/* Give the answer that there is none. */
static void give_failure(fetch_client *client, job *j, fetch_outcome outcome, const char *reason) {
    fetch_answer answer = {.outcome = outcome,
                           .asked = j->asked,
                           .url = j->url,
                           .tag = j->tag,
                           .reason = reason,
                           .max_age = -1,
                           .retry_after = -1};
    client->left--;
    client->take(client->context, &answer);
}

static host *find_host(fetch_client *client, const char *url) {
    char *key = address_host(url);
    host *h = key ? client->hosts : NULL;
    while (h && strcmp(h->key, key) != 0) h = h->next;
    if (h || !key) {
        free(key);
        return h;
    }
    h = calloc(1, sizeof *h);
    if (!h) {
        free(key);
        return NULL;
    }
    h->key = key;
    h->next = client->hosts;
    client->hosts = h;
    return h;
}

static void queue(host *h, job *j, bool first) {
    bool alone = h->first == NULL;
    j->next = first ? h->first : NULL;
    if (first || alone)
        h->first = j;
    else
        h->last->next = j;
    if (!first || alone) h->last = j;
}

bool fetch_add(fetch_client *client, const fetch_request *request) {
    job *j = calloc(1, sizeof *j);
    if (!j) return false;
    j->asked = strdup(request->url);
    j->url = address_clean(request->url, NULL);
    j->etag = request->etag ? strdup(request->etag) : NULL;
    j->modified = request->modified ? strdup(request->modified) : NULL;
    j->tag = request->tag;
    j->named = request->named ? address_name(request->named) : NULL;
    bool good = j->asked && (j->named || !request->named || !j->url) &&
                (j->etag || !request->etag) && (j->modified || !request->modified);
    host *h = good && j->url ? find_host(client, j->url) : NULL;
    if (h) {
        client->left++;
        queue(h, j, false);
        return true;
    }
    if (good && !j->url) {
        client->left++;
        give_failure(client, j, FETCH_FAILED, "is no address that begins with http:// or https://");
    }
    bool answered = good && !j->url;
    free_job(client, j);
    return answered;
}

/* Whether the host that is asked now is the one that the user named. */
static bool is_named(const job *j) {
    char *name = j->named ? address_name(j->url) : NULL;
    bool named = name && strcmp(name, j->named) == 0;
    free(name);
    return named;
}

/* Send the request of a job. False: no memory, and the job is answered and gone. */
static bool start(fetch_client *client, host *h, job *j) {
    transfer_end(&j->over, client->multi);
    j->over = (transfer){.anew = j->tries > 0,
                         .url = j->url,
                         .etag = j->etag,
                         .modified = j->modified,
                         .named = is_named(j),
                         .literal = network_is_literal(j->url)};
    h->current = j;
    client->at_once++;
    if (transfer_start(&j->over, &client->settings, client->multi, h)) return true;
    h->current = NULL;
    client->at_once--;
    if (!j->is_robots) give_failure(client, j, FETCH_FAILED, "out of memory");
    free_job(client, j);
    return false;
}

static bool start_robots(fetch_client *client, host *h) {
    static const char path[] = "/robots.txt";
    robots_free(&h->robots);
    h->why_refused[0] = '\0';
    job *j = calloc(1, sizeof *j);
    size_t size = strlen(h->key) + sizeof path;
    char *url = malloc(size);
    if (!j || !url) {
        free(j);
        free(url);
        return false;
    }
    snprintf(url, size, "%s%s", h->key, path);
    j->url = url;
    j->is_robots = true;
    j->named = h->first->named ? strdup(h->first->named) : NULL;
    return start(client, h, j);
}

/* Ask the host for what is next, where it is time. Return the seconds until it is. */
static double start_next(fetch_client *client, host *h) {
    while (h->first && !h->current && client->at_once < MOST_AT_ONCE) {
        double wait = h->not_before - now();
        job *j = h->first;
        bool too_long = wait > (double)client->settings.patience;
        if (wait > 0 && !too_long) return wait;
        bool strays = h->barred || (h->near && !is_named(j)),
             knows = h->knows_robots && now() < h->robots_until;
        if (!too_long && !strays && !knows) {
            if (start_robots(client, h)) return 0;
            snprintf(h->why_refused, sizeof h->why_refused, "out of memory");
            h->robots.refused = h->knows_robots = true;
            h->robots_until = now() + NO_ROBOTS_SECONDS;
        }
        char *path = address_path(j->url), reason[300];
        bool allowed = path && !strays && robots_allow(&h->robots, path);
        free(path);
        h->first = j->next;
        if (!too_long && allowed) {
            start(client, h, j);
            continue;
        }
        if (strays)
            snprintf(reason, sizeof reason, "%s", transfer_strays);
        else if (too_long)
            snprintf(reason, sizeof reason, "its host asks to come back in %.0f seconds", wait);
        else if (h->why_refused[0])
            snprintf(reason, sizeof reason, "robots.txt cannot be had: %s", h->why_refused);
        else
            snprintf(reason, sizeof reason, "robots.txt does not allow it");
        give_failure(client, j, too_long || strays ? FETCH_FAILED : FETCH_DENIED, reason);
        free_job(client, j);
    }
    return 0;
}

static long seconds_of(ro_str s, const char *name) {
    size_t at = ro_str_find(s, ro_str_of(name));
    if (at == SIZE_MAX) return -1;
    long value = 0;
    for (at += strlen(name); at < s.n && ro_is_digit((unsigned char)s.p[at]); at++)
        value = value < 100000000 ? value * 10 + (s.p[at] - '0') : value;
    return value;
}

static char *copy_field(const transfer *over, const char *name) {
    ro_str value = transfer_field(over, name);
    return value.n ? strndup(value.p, value.n) : NULL;
}

static void give_answer(fetch_client *client, const host *h, job *j, int status, long retry_after,
                        const char *reason) {
    transfer *over = &j->over;
    char *etag = copy_field(over, "ETag"), *modified = copy_field(over, "Last-Modified");
    bool good = !reason && (status == 304 || status / 100 == 2);
    fetch_answer answer = {.outcome = !good           ? FETCH_FAILED
                                      : status == 304 ? FETCH_UNCHANGED
                                                      : FETCH_NEW,
                           .asked = j->asked,
                           .url = j->url,
                           .tag = j->tag,
                           .reason = reason,
                           .status = status,
                           .head = over->head.data ? over->head.data : "",
                           .head_size = over->head.size,
                           .body = over->body.data ? over->body.data : "",
                           .body_size = over->body.size,
                           .etag = etag,
                           .modified = modified,
                           .max_age = seconds_of(transfer_field(over, "Cache-Control"), "max-age="),
                           .retry_after = retry_after,
                           .moved = j->redirects > 0 && !j->astray,
                           .near = h->near};
    client->left--;
    client->take(client->context, &answer);
    free(etag);
    free(modified);
}

/* Put a request off for a while; false where it was tried often enough, or too long. */
static bool put_off(fetch_client *client, host *h, job *j, long retry_after) {
    const fetch_settings *settings = &client->settings;
    double wait = settings->delay * 4 * (double)(1u << (j->tries < 10 ? j->tries : 10));
    if (retry_after > 0) wait = (double)retry_after;
    h->not_before = now() + wait;
    if (wait > (double)settings->patience || ++j->tries >= settings->tries) return false;
    transfer_end(&j->over, client->multi);
    queue(h, j, true);
    return true;
}

/* Go where a redirect leads; false where it leads nowhere, *reason says why. */
static bool follow(fetch_client *client, job *j, int status, char *reason, size_t size) {
    char *to = NULL;
    curl_easy_getinfo(j->over.easy, CURLINFO_REDIRECT_URL, &to);
    unsigned most = j->is_robots ? ROBOTS_REDIRECTS : client->settings.redirects;
    char *clean = to ? address_clean(to, j->url) : NULL;
    if (!clean || j->redirects >= most) {
        if (!clean)
            snprintf(reason, size, "redirects to what is no address of http or https");
        else
            snprintf(reason, size, "redirects more than %u times", most);
        free(clean);
        return false;
    }
    j->redirects++;
    j->astray = j->astray || (status != 301 && status != 308);
    free(j->url);
    j->url = clean;
    return true;
}

static bool is_redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* RFC 9309, section 2.3.1: no file (4xx) allows all, no answer (5xx) nothing. */
static void finish_robots(fetch_client *client, host *h, job *j, CURLcode result, int status) {
    ro_str text = {j->over.body.data ? j->over.body.data : "", j->over.body.size};
    char *why = h->why_refused;
    size_t size = sizeof h->why_refused;
    h->not_before = 0;
    if (j->over.refused && !j->redirects) { /* a page that may go there asks for them again */
        h->barred = h->barred || j->over.named;
        free_job(client, j);
        return;
    }
    if (result != CURLE_OK && !j->over.too_long && !j->over.refused) {
        transfer_explain(&j->over, result, &client->settings, why, size);
    } else if (is_redirect(status)) {
        /* Where it leads nowhere there is no file; where there is no memory, no answer. */
        bool followed = follow(client, j, status, why, size);
        if (followed && start(client, h, j)) return;
        snprintf(why, size, "%s", followed ? "out of memory" : "");
        if (followed) j = NULL;
    } else if (status >= 500 || status == 429) {
        snprintf(why, size, "HTTP %d", status);
    } else if (status / 100 == 2 && !robots_parse(&h->robots, text, client->token)) {
        snprintf(why, size, "out of memory");
    }
    h->robots.refused = why[0] != '\0';
    h->knows_robots = true;
    h->robots_until = now() + (h->robots.refused ? NO_ROBOTS_SECONDS : ROBOTS_SECONDS);
    free_job(client, j);
}

static void finish(fetch_client *client, host *h, CURLcode result) {
    job *j = h->current;
    long code = 0;
    curl_off_t after = 0;
    char reason[300] = "";
    curl_easy_getinfo(j->over.easy, CURLINFO_RESPONSE_CODE, &code);
    curl_easy_getinfo(j->over.easy, CURLINFO_RETRY_AFTER, &after);
    int status = (int)code;
    long retry_after = after > 0 ? (long)after : -1;
    h->current = NULL;
    bool elsewhere = j->is_robots && j->redirects; /* robots.txt was; the pages are not */
    h->near = h->near || (j->over.near && !elsewhere);
    client->at_once--;
    double delay = client->settings.delay;
    h->not_before = now() + (h->robots.delay > delay ? h->robots.delay : delay);
    if (j->is_robots) {
        finish_robots(client, h, j, result, status);
        return;
    }
    bool later = status == 429 || status == 502 || status == 503 || status == 504;
    bool broken = result == CURLE_COULDNT_CONNECT || result == CURLE_PARTIAL_FILE ||
                  result == CURLE_GOT_NOTHING || result == CURLE_RECV_ERROR ||
                  result == CURLE_SEND_ERROR ||
                  /* rests of an answer that was longer than it said, on the same connection */
                  result == CURLE_UNSUPPORTED_PROTOCOL || result == CURLE_WEIRD_SERVER_REPLY;
    if ((result == CURLE_OK ? later : broken && !j->over.refused) &&
        put_off(client, h, j, retry_after))
        return;
    if (result == CURLE_OK && is_redirect(status)) {
        host *to =
            follow(client, j, status, reason, sizeof reason) ? find_host(client, j->url) : NULL;
        if (to) {
            transfer_end(&j->over, client->multi);
            queue(to, j, true);
            return;
        }
    }
    if (result != CURLE_OK)
        transfer_explain(&j->over, result, &client->settings, reason, sizeof reason);
    else if (later && retry_after > 0)
        snprintf(reason, sizeof reason, "asks to come back in %ld seconds (HTTP %d)", retry_after,
                 status);
    else if (status != 304 && status / 100 != 2 && !reason[0])
        snprintf(reason, sizeof reason, "HTTP %d", status);
    give_answer(client, h, j, status, retry_after, reason[0] ? reason : NULL);
    free_job(client, j);
}

/* Take in what came to its end; whether anything did. */
static bool collect(fetch_client *client) {
    int rest;
    bool any = false;
    for (CURLMsg *message; (message = curl_multi_info_read(client->multi, &rest)) != NULL;) {
        if (message->msg != CURLMSG_DONE) continue;
        void *h = NULL;
        CURLcode result = message->data.result;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&h);
        finish(client, h, result);
        any = true;
    }
    return any;
}

size_t fetch_run(fetch_client *client, const volatile sig_atomic_t *stop) {
    while (client->left && !*stop) {
        int running = 0, wait_ms = WAIT_MS;
        for (host *h = client->hosts; h; h = h->next) {
            double wait = start_next(client, h);
            if (wait > 0 && wait * 1000 + 1 < wait_ms) wait_ms = (int)(wait * 1000) + 1;
        }
        if (curl_multi_perform(client->multi, &running) != CURLM_OK) break;
        if (!collect(client) && client->left)
            curl_multi_poll(client->multi, NULL, 0, wait_ms, NULL);
    }
    return client->left;
}
