/* SPDX-License-Identifier: Apache-2.0 */
/** Telling: an account as text, JSON, a table or a page. What is told is found before. */
#ifndef RO_TELL_TELL_H
#define RO_TELL_TELL_H

#include "account/account.h"

/* One file an output. RO_OK, RO_ERR_NOMEM, or what @p write returned. */
ro_status ro_write_terminal(const ro_account *account, const ro_tell_options *options,
                            ro_write_fn write, void *context, ro_error *error);
ro_status ro_write_json(const ro_account *account, const ro_tell_options *options,
                        ro_write_fn write, void *context, ro_error *error);
ro_status ro_write_csv(const ro_account *account, const ro_tell_options *options, ro_write_fn write,
                       void *context, ro_error *error);
ro_status ro_write_html(const ro_account *account, const ro_tell_options *options,
                        ro_write_fn write, void *context, ro_error *error);

#endif
