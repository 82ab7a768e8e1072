/* SPDX-License-Identifier: Apache-2.0 */
#include "transfer.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "network.h"

enum { MOST_HEAD = 256 * 1024, CONNECT_SECONDS = 15, SLOWEST = 64 /* bytes a second */ };

const char transfer_strays[] = "lies on a private network, and nobody named it";

static size_t take_head(char *data, size_t size, size_t count, void *user) {
    transfer *t = user;
    size_t n = size * count;
    /* An answer may come behind others that only announce it (1xx). */
    if (n > 5 && memcmp(data, "HTTP/", 5) == 0) t->head.size = 0;
    return ro_buffer_add(&t->head, data, n) ? n : 0;
}

static size_t take_body(char *data, size_t size, size_t count, void *user) {
    transfer *t = user;
    size_t n = size * count;
    if (ro_buffer_add(&t->body, data, n)) return n;
    t->too_long = true;
    return 0;
}

/* Called for each address that is tried, behind whatever named it. What we connect to where a
 * proxy stands between is the proxy, which the user chose; it decides. */
static curl_socket_t open_socket(void *user, curlsocktype purpose, struct curl_sockaddr *to) {
    transfer *t = user;
    if (purpose == CURLSOCKTYPE_IPCXN && !t->proxied) {
        network_kind kind = network_of(&to->addr);
        t->near = t->near || kind != NETWORK_WIDE;
        t->refused = !network_may_reach(kind, t->named, t->literal);
        if (t->refused) return CURL_SOCKET_BAD;
    }
    return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

static bool add_field(transfer *t, const char *name, const char *value) {
    if (!value || !*value || strpbrk(value, "\r\n")) return true;
    ro_buffer line = {0};
    struct curl_slist *longer = NULL;
    if (ro_buffer_printf(&line, "%s: %s", name, value))
        longer = curl_slist_append(t->fields, line.data);
    ro_buffer_free(&line);
    if (longer) t->fields = longer;
    return longer != NULL;
}

static void set_options(transfer *t, const fetch_settings *settings) {
    CURL *easy = t->easy;
    curl_easy_setopt(easy, CURLOPT_URL, t->url);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    /* Whether a proxy stands between is settled here, and not again by libcurl. */
    const char *proxy = network_proxy(t->url);
    t->proxied = proxy != NULL;
    curl_easy_setopt(easy, CURLOPT_PROXY, proxy ? proxy : "");
    curl_easy_setopt(easy, CURLOPT_NOPROXY, "");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L); /* the client does: each has its robots */
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, settings->agent);
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, ""); /* all that this libcurl can unpack */
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, t->fields);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, t->anew ? 1L : 0L);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT, (long)settings->timeout);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)SLOWEST);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)(settings->timeout / 2 + 1));
    curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)settings->most_bytes);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, t->why);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_head);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, t);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, t);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, t);
}

bool transfer_start(transfer *t, const fetch_settings *settings, CURLM *multi, void *owner) {
    static const char accept[] = "text/html,application/xhtml+xml,application/xml;q=0.9,"
                                 "application/rss+xml,application/atom+xml,*/*;q=0.5";
    t->head.limit = MOST_HEAD;
    t->body.limit = settings->most_bytes;
    t->easy = curl_easy_init();
    if (!t->easy || !add_field(t, "Accept", accept) || !add_field(t, "If-None-Match", t->etag) ||
        !add_field(t, "If-Modified-Since", t->modified))
        return false;
    set_options(t, settings);
    curl_easy_setopt(t->easy, CURLOPT_PRIVATE, owner);
    return curl_multi_add_handle(multi, t->easy) == CURLM_OK;
}

void transfer_end(transfer *t, CURLM *multi) {
    if (t->easy) {
        curl_multi_remove_handle(multi, t->easy);
        curl_easy_cleanup(t->easy);
    }
    curl_slist_free_all(t->fields);
    ro_buffer_free(&t->head);
    ro_buffer_free(&t->body);
    *t = (transfer){0};
}

ro_str transfer_field(const transfer *t, const char *name) {
    ro_str wanted = ro_str_of(name), rest = {t->head.data ? t->head.data : "", t->head.size};
    while (rest.n) {
        const char *newline = memchr(rest.p, '\n', rest.n);
        size_t length = newline ? (size_t)(newline - rest.p) + 1 : rest.n;
        ro_str line = {rest.p, length};
        rest = (ro_str){rest.p + length, rest.n - length};
        if (line.n > wanted.n && line.p[wanted.n] == ':' && ro_str_starts(line, wanted))
            return ro_str_trim((ro_str){line.p + wanted.n + 1, line.n - wanted.n - 1});
    }
    return RO_STR("");
}

void transfer_explain(const transfer *t, CURLcode result, const fetch_settings *settings,
                      char *reason, size_t size) {
    if (t->refused)
        snprintf(reason, size, "%s", transfer_strays);
    else if (t->too_long || result == CURLE_FILESIZE_EXCEEDED)
        snprintf(reason, size, "longer than the limit of %zu bytes", settings->most_bytes);
    else if (result == CURLE_OPERATION_TIMEDOUT)
        snprintf(reason, size, "no whole answer within %u seconds", settings->timeout);
    else if (result == CURLE_PARTIAL_FILE)
        snprintf(reason, size, "the answer breaks off after %zu bytes", t->body.size);
    else
        snprintf(reason, size, "%s", t->why[0] ? t->why : curl_easy_strerror(result));
}
