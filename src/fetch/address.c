/* SPDX-License-Identifier: Apache-2.0 */
#include "address.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { LONGEST = 8000 }; /* what RFC 9110, 4.1 asks servers to take */

/* A part of an address; yours to curl_free, NULL where there is none. */
static char *part(CURLU *url, CURLUPart what, unsigned flags) {
    char *value = NULL;
    return curl_url_get(url, what, &value, flags) == CURLUE_OK ? value : NULL;
}

static CURLU *parse(const char *text, const char *base) {
    CURLU *url = strlen(text) < LONGEST ? curl_url() : NULL;
    if (!url) return NULL;
    bool based = !base || curl_url_set(url, CURLUPART_URL, base, 0) == CURLUE_OK;
    if (based && curl_url_set(url, CURLUPART_URL, text, CURLU_URLENCODE) == CURLUE_OK) return url;
    curl_url_cleanup(url);
    return NULL;
}

char *address_clean(const char *text, const char *base) {
    CURLU *url = parse(text, base);
    if (!url) return NULL;
    char *clean = NULL;
    char *scheme = part(url, CURLUPART_SCHEME, 0), *user = part(url, CURLUPART_USER, 0);
    bool http = scheme && (strcmp(scheme, "http") == 0 || strcmp(scheme, "https") == 0);
    if (http && !user && curl_url_set(url, CURLUPART_FRAGMENT, NULL, 0) == CURLUE_OK) {
        char *whole = part(url, CURLUPART_URL, 0);
        clean = whole ? strdup(whole) : NULL;
        curl_free(whole);
    }
    curl_free(scheme);
    curl_free(user);
    curl_url_cleanup(url);
    return clean;
}

/* Two parts of an address with what stands between and before the second. */
static char *join(const char *text, const CURLUPart parts[3], const char *const marks[3]) {
    CURLU *url = parse(text, NULL);
    if (!url) return NULL;
    char *value[3], *out = NULL;
    size_t size = 1;
    for (int i = 0; i < 3; i++) {
        value[i] = part(url, parts[i], CURLU_DEFAULT_PORT);
        size += value[i] ? strlen(value[i]) + strlen(marks[i]) : 0;
    }
    out = calloc(1, size);
    for (int i = 0; i < 3; i++) {
        if (out && value[i]) strcat(strcat(out, marks[i]), value[i]);
        curl_free(value[i]);
    }
    curl_url_cleanup(url);
    return out;
}

char *address_host(const char *url) {
    static const CURLUPart parts[3] = {CURLUPART_SCHEME, CURLUPART_HOST, CURLUPART_PORT};
    static const char *const marks[3] = {"", "://", ":"};
    return join(url, parts, marks);
}

char *address_name(const char *text) {
    CURLU *url = parse(text, NULL);
    char *host = url ? part(url, CURLUPART_HOST, 0) : NULL;
    char *name = host ? strdup(host) : NULL;
    size_t length = name ? strlen(name) : 0;
    for (size_t i = 0; i < length; i++) name[i] = ro_lower(name[i]);
    if (length && name[length - 1] == '.') name[length - 1] = '\0';
    curl_free(host);
    curl_url_cleanup(url);
    return name;
}

char *address_path(const char *url) {
    static const CURLUPart parts[3] = {CURLUPART_PATH, CURLUPART_QUERY, CURLUPART_FRAGMENT};
    static const char *const marks[3] = {"", "?", "#"};
    return join(url, parts, marks);
}
