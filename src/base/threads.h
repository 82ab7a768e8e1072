/* SPDX-License-Identifier: Apache-2.0 */
/** Work spread over threads. */
#ifndef RO_BASE_THREADS_H
#define RO_BASE_THREADS_H

#include <stddef.h>

/** Do item @p index on worker @p worker (0 to threads - 1). */
typedef void (*ro_work_fn)(void *context, size_t index, unsigned worker);

/** Number of cores this process may use, at least 1. */
unsigned ro_core_count(void);

/** Call @p work for every index below @p count, on up to @p threads threads (0:
 *  one a core), and wait. The order is not fixed; results must not depend on it.
 *  Where no thread can be started the caller's does the work. */
void ro_parallel_for(size_t count, unsigned threads, ro_work_fn work, void *context);

#endif
