/* SPDX-License-Identifier: Apache-2.0 */
#include "tell/tell.h"

#include "base/error.h"
#include "base/options.h"

ro_status ro_account_write(const ro_account *account, ro_format format,
                           const ro_tell_options *options, ro_write_fn write, void *context,
                           ro_error *error) {
    ro_tell_options chosen;
    RO_ENTER(error, account && write);
    if (ro_options_take(&chosen, sizeof chosen, options, error) != RO_OK) return RO_ERR_ARG;
    if (chosen.sections == 0) chosen.sections = RO_SECTION_ALL;
    if (chosen.columns == 0) chosen.columns = 80;
    switch (format) {
    case RO_FORMAT_TERMINAL: return ro_write_terminal(account, &chosen, write, context, error);
    case RO_FORMAT_JSON: return ro_write_json(account, &chosen, write, context, error);
    case RO_FORMAT_CSV: return ro_write_csv(account, &chosen, write, context, error);
    case RO_FORMAT_HTML: return ro_write_html(account, &chosen, write, context, error);
    }
    return ro_fail(error, RO_ERR_ARG, 0, "unknown format %d", (int)format);
}
