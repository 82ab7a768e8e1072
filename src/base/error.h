/* SPDX-License-Identifier: Apache-2.0 */
/** Fill a caller's ro_error. */
#ifndef RO_BASE_ERROR_H
#define RO_BASE_ERROR_H

#include "readout.h"

/** Begin a public call: empty @p error, and refuse the call where what it needs is not there:
 *  `RO_ENTER(error, engine && path);` */
#define RO_ENTER(error, needed)                                                                    \
    do {                                                                                           \
        ro_error_clear(error);                                                                     \
        if (!(needed)) return ro_fail(error, RO_ERR_ARG, 0, "needed: %s", #needed);                \
    } while (0)

static inline void ro_error_clear(ro_error *error) {
    if (error) *error = (ro_error){0};
}

/** Fill @p error, which may be NULL, and return @p code, so that
 *  `return ro_fail(error, RO_ERR_INPUT, offset, "…")` says it all. */
ro_status ro_fail(ro_error *error, ro_status code, uint64_t offset, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/** As ro_fail with RO_ERR_IO; the message ends in what the system says of @p sys. */
ro_status ro_fail_io(ro_error *error, int sys, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/** RO_ERR_NOMEM with its message. */
ro_status ro_fail_nomem(ro_error *error);

#endif
