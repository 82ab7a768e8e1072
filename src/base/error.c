/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *ro_version_string(void) {
    return RO_VERSION;
}

const char *ro_status_name(ro_status status) {
    switch (status) {
    case RO_OK: return "ok";
    case RO_END: return "end";
    case RO_WARN: return "warning";
    case RO_ERR_INPUT: return "bad input";
    case RO_ERR_ARG: return "bad argument";
    case RO_ERR_LIMIT: return "limit passed";
    case RO_ERR_NOMEM: return "no memory";
    case RO_ERR_IO: return "input or output error";
    case RO_ERR_STOPPED: return "stopped";
    }
    return "unknown status";
}

ro_status ro_fail(ro_error *error, ro_status code, uint64_t offset, const char *format, ...) {
    if (error) {
        *error = (ro_error){.code = code, .offset = offset};
        va_list args;
        va_start(args, format);
        vsnprintf(error->msg, sizeof error->msg, format, args);
        va_end(args);
    }
    return code;
}

ro_status ro_fail_io(ro_error *error, int sys, const char *format, ...) {
    if (error) {
        *error = (ro_error){.code = RO_ERR_IO, .sys = sys};
        va_list args;
        va_start(args, format);
        int used = vsnprintf(error->msg, sizeof error->msg, format, args);
        va_end(args);
        char reason[96] = "";
        if (sys && strerror_r(sys, reason, sizeof reason) == 0 && used >= 0 &&
            (size_t)used < sizeof error->msg)
            snprintf(error->msg + used, sizeof error->msg - (size_t)used, ": %s", reason);
    }
    return RO_ERR_IO;
}

size_t ro_size_of(ro_struct type) {
    switch (type) {
#define SIZE(name)                                                                                 \
    case RO_SIZE_##name: return sizeof(name)
        SIZE(ro_part);
        SIZE(ro_sentence);
        SIZE(ro_token);
        SIZE(ro_entity);
        SIZE(ro_mention);
        SIZE(ro_quote);
        SIZE(ro_time);
        SIZE(ro_amount);
        SIZE(ro_event);
        SIZE(ro_copy);
        SIZE(ro_version);
        SIZE(ro_rendering);
        SIZE(ro_remark);
        SIZE(ro_claim_value);
        SIZE(ro_claim);
        SIZE(ro_happening);
        SIZE(ro_brief_line);
        SIZE(ro_story);
        SIZE(ro_skipped);
#undef SIZE
    }
    return 0;
}

ro_status ro_fail_nomem(ro_error *error) {
    return ro_fail(error, RO_ERR_NOMEM, 0, "out of memory");
}
