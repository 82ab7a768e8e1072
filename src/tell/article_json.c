/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/json.h"
#include "tell/account.h"

ro_status ro_article_write(const ro_article *article, const ro_tell_options *options,
                           ro_write_fn write, void *context, ro_error *error) {
    (void)article, (void)options, (void)write, (void)context;
    return ro_fail(error, RO_ERR_ARG, 0, "not there yet");
}
