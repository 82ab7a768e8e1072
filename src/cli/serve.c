/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "serve.h"

static bool collect_page(cli_context *cli, serve_page *page) {
    cli_articles articles = {0};
    ro_error error = {0};
    ro_account *account = cli_make_account(cli, &articles);
    bool good = account != NULL;
    FILE *file = good ? open_memstream(&page->data, &page->size) : NULL;
    if (file) {
        cli_sink sink = {.file = file};
        good = ro_account_write(account, RO_FORMAT_HTML, &cli->tell, cli_sink_write, &sink,
                                &error) >= 0;
        good = fclose(file) == 0 && good;
        if (!good) cli_warn(cli, "%s", error.msg);
    } else if (account) {
        cli_warn(cli, "%s", strerror(errno));
        good = false;
    }
    ro_account_free(account);
    cli_articles_free(&articles);
    return good;
}

int cli_serve(cli_context *cli) {
    unsigned port = 8080;
    if (!cli->options.store) {
        cli_warn(cli, "serve needs --store FILE");
        return EXIT_TROUBLE;
    }
    if (cli->options.port) {
        char *end;
        unsigned long number = strtoul(cli->options.port, &end, 10);
        if (*end || number < 1 || number > 65535) {
            cli_warn(cli, "--port takes 1 to 65535, not %s", cli->options.port);
            return EXIT_TROUBLE;
        }
        port = (unsigned)number;
    }
    serve_page page = {0};
    if (!collect_page(cli, &page)) {
        free(page.data);
        return EXIT_TROUBLE;
    }
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGINT);
    sigaddset(&stop, SIGTERM);
    sigprocmask(SIG_BLOCK, &stop, NULL); /* before the server's thread starts */
    signal(SIGPIPE, SIG_IGN);            /* a browser that hangs up is no reader that has gone */
    serve_handle *handle = serve_start((unsigned short)port, &page);
    int status = EXIT_FOUND;
    if (handle) {
        cli_say("http://127.0.0.1:%u/ (Ctrl-C ends it)", port);
        int got;
        sigwait(&stop, &got);
        serve_stop(handle);
    } else {
        cli_warn(cli, "cannot listen on 127.0.0.1:%u: %s", port, strerror(errno));
        status = EXIT_TROUBLE;
    }
    free(page.data);
    return status;
}
