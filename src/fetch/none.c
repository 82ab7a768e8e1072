/* SPDX-License-Identifier: Apache-2.0 */
/* What stands in for the network where the command is built without libcurl. */
#include "address.h"
#include "fetch.h"

bool fetch_available(void) {
    return false;
}

fetch_settings fetch_usual_settings(void) {
    return (fetch_settings){0};
}

fetch_client *fetch_open(const fetch_settings *settings, fetch_take_fn take, void *context) {
    (void)settings, (void)take, (void)context;
    return NULL;
}

bool fetch_add(fetch_client *client, const fetch_request *request) {
    (void)client, (void)request;
    return false;
}

size_t fetch_run(fetch_client *client, const volatile sig_atomic_t *stop) {
    (void)client, (void)stop;
    return 0;
}

void fetch_close(fetch_client *client) {
    (void)client;
}

char *address_clean(const char *url, const char *base) {
    (void)url, (void)base;
    return NULL;
}
