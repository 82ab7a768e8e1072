/* SPDX-License-Identifier: Apache-2.0 */
/* The store of --store, opened and taught. */
#include <errno.h>

#include "cli.h"

ro_store *cli_open_store(cli_context *cli, ro_store_mode mode) {
    ro_store *store = NULL;
    ro_error error = {0};
    const char *path = cli->options.store;
    if (!path)
        cli_warn(cli, "needs --store FILE");
    else if (ro_store_open(path, mode, &store, &error) != RO_OK)
        cli_warn(cli, "%s: %s%s", path, error.msg,
                 mode == RO_STORE_READ && (error.sys == ENOENT || error.sys == ENOTDIR)
                     ? " (make one with readout add)"
                     : "");
    return store;
}

void cli_learn_lines(cli_context *cli, ro_store *store) {
    ro_error error = {0};
    if (ro_store_learn(cli->engine, store, &error) < 0)
        cli_warn(cli, "%s: %s", cli->options.store, error.msg);
}
