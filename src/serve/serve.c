/* SPDX-License-Identifier: Apache-2.0 */
#include "serve.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <string.h>
#include <strings.h>

/* A page of another site could have its name resolve to 127.0.0.1 and read the
 * store through the browser; so only these names of this machine are answered. */
static int host_is_local(struct MHD_Connection *connection) {
    const char *host = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Host");
    static const char *const names[] = {"127.0.0.1", "localhost"};
    for (size_t i = 0; host && i < sizeof names / sizeof *names; i++) {
        size_t length = strlen(names[i]);
        if (strncasecmp(host, names[i], length) == 0 && (!host[length] || host[length] == ':'))
            return 1;
    }
    return 0;
}

static enum MHD_Result say(struct MHD_Connection *connection, unsigned status, const char *type,
                           const char *data, size_t size) {
    struct MHD_Response *response =
        MHD_create_response_from_buffer(size, (void *)(size_t)data, MHD_RESPMEM_PERSISTENT);
    if (!response) return MHD_NO;
    MHD_add_response_header(response, "Content-Type", type);
    MHD_add_response_header(response, "Content-Security-Policy",
                            "default-src 'none'; style-src 'unsafe-inline'; img-src data:");
    MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    enum MHD_Result result = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result refuse(struct MHD_Connection *connection, unsigned status, const char *why) {
    return say(connection, status, "text/plain; charset=utf-8", why, strlen(why));
}

static enum MHD_Result answer(void *context, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *upload,
                              size_t *upload_size, void **request) {
    (void)version, (void)upload, (void)request;
    const serve_page *page = context;
    *upload_size = 0;
    if (!host_is_local(connection))
        return refuse(connection, MHD_HTTP_FORBIDDEN, "This address is for this machine alone.\n");
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
        return refuse(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "Only GET is answered.\n");
    if (strcmp(url, "/") != 0)
        return refuse(connection, MHD_HTTP_NOT_FOUND, "There is one page: /\n");
    return say(connection, MHD_HTTP_OK, "text/html; charset=utf-8", page->data, page->size);
}

serve_handle *serve_start(unsigned short port, const serve_page *page) {
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    return (serve_handle *)MHD_start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD, port, NULL, NULL, answer, (void *)(size_t)page,
        MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address, MHD_OPTION_CONNECTION_LIMIT, 64u,
        MHD_OPTION_CONNECTION_TIMEOUT, 30u, MHD_OPTION_END);
}

void serve_stop(serve_handle *handle) {
    MHD_stop_daemon((struct MHD_Daemon *)handle);
}
