/* SPDX-License-Identifier: Apache-2.0 */
/** Options of callers that were compiled with another header. */
#ifndef RO_BASE_OPTIONS_H
#define RO_BASE_OPTIONS_H

#include "readout.h"

/**
 * Copy the options @p given, which begin with their size, into @p own of @p size bytes; what
 * they do not have is zero. NULL gives zeros.
 * @return RO_OK; RO_ERR_ARG where they have no size, or more than @p own knows and it is not zero.
 */
ro_status ro_options_take(void *own, size_t size, const void *given, ro_error *error);

#endif
