/* SPDX-License-Identifier: Apache-2.0 */
/** Work spread over threads. */
#ifndef RO_BASE_THREADS_H
#define RO_BASE_THREADS_H

#include <stdbool.h>

#include "readout.h"

/** Do item @p index on worker @p worker (0 to threads - 1). */
typedef void (*ro_work_fn)(void *context, size_t index, unsigned worker);

/** Number of cores this process may use, at least 1. */
unsigned ro_core_count(void);

/** Who is told how far a long call is. */
typedef struct ro_watch {
    ro_progress_fn told; /* NULL: nobody */
    void *context;
    const char *step;
    bool stopped; /* somebody said to stop */
} ro_watch;

/** Tell that @p done of @p total pieces are done; false: stop. @p watch may be NULL. */
bool ro_watch_tell(ro_watch *watch, size_t done, size_t total);

/** Call @p work for every index below @p count, on up to @p threads threads (0:
 *  one a core), and wait. The order is not fixed; results must not depend on it.
 *  Where no thread can be started the caller's does the work. @p watch, which may be NULL,
 *  is told by the caller's thread; where it says to stop, what is not begun is left. */
void ro_parallel_for(size_t count, unsigned threads, ro_work_fn work, void *context,
                     ro_watch *watch);

#endif
