/* SPDX-License-Identifier: Apache-2.0 */
#include "base/options.h"

#include <string.h>

#include "base/error.h"

ro_status ro_options_take(void *own, size_t size, const void *given, ro_error *error) {
    size_t theirs = 0;
    memset(own, 0, size);
    if (given) memcpy(&theirs, given, sizeof theirs);
    if (given && theirs < sizeof theirs)
        return ro_fail(error, RO_ERR_ARG, 0, "options without their size (RO_SIZED)");
    for (size_t i = size; i < theirs; i++)
        if (((const char *)given)[i])
            return ro_fail(error, RO_ERR_ARG, 0,
                           "options that version " RO_VERSION " does not know");
    if (given) memcpy(own, given, theirs < size ? theirs : size);
    memcpy(own, &size, sizeof size);
    return RO_OK;
}
