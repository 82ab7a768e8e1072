/* SPDX-License-Identifier: Apache-2.0 */
#include "base/threads.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

/* Of the list on the stack; beyond the cores there is nothing to gain. */
enum { MOST_THREADS = 256 };

typedef struct job {
    ro_work_fn work;
    void *context;
    size_t count;
    atomic_size_t next;
    ro_watch *watch;
} job;

typedef struct worker {
    job *job;
    unsigned number;
    pthread_t thread;
    bool started;
} worker;

bool ro_watch_tell(ro_watch *watch, size_t done, size_t total) {
    if (!watch || !watch->told || watch->stopped) return !watch || !watch->stopped;
    watch->stopped = watch->told(watch->context, watch->step, done, total) != 0;
    return !watch->stopped;
}

unsigned ro_core_count(void) {
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return cores < 1 ? 1 : (unsigned)cores;
}

static void *run(void *argument) {
    worker *self = argument;
    job *shared = self->job;
    size_t index;
    while ((index = atomic_fetch_add(&shared->next, 1)) < shared->count) {
        /* The caller's own thread is number 0. Behind the end there is nothing to begin. */
        if (self->number == 0 && !ro_watch_tell(shared->watch, index, shared->count)) {
            atomic_store(&shared->next, shared->count);
            break;
        }
        shared->work(shared->context, index, self->number);
    }
    return NULL;
}

void ro_parallel_for(size_t count, unsigned threads, ro_work_fn work, void *context,
                     ro_watch *watch) {
    if (threads == 0) threads = ro_core_count();
    if (threads > MOST_THREADS) threads = MOST_THREADS;
    if (threads > count) threads = (unsigned)count;
    job shared = {.work = work, .context = context, .count = count, .watch = watch};
    worker workers[MOST_THREADS];
    for (unsigned i = 1; i < threads; i++) {
        workers[i] = (worker){.job = &shared, .number = i};
        workers[i].started = pthread_create(&workers[i].thread, NULL, run, &workers[i]) == 0;
    }
    run(&(worker){.job = &shared, .number = 0});
    for (unsigned i = 1; i < threads; i++)
        if (workers[i].started) pthread_join(workers[i].thread, NULL);
    if (!watch || !watch->stopped) ro_watch_tell(watch, count, count);
}
