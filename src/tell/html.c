/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "tell/account.h"

ro_status ro_write_html(const ro_account *account, const ro_tell_options *options,
                        ro_write_fn write, void *context, ro_error *error) {
    (void)account, (void)options, (void)write, (void)context;
    return ro_fail(error, RO_ERR_ARG, 0, "not there yet");
}
