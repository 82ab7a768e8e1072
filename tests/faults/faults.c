/* SPDX-License-Identifier: Apache-2.0 */
/* What the command asks of the system, and one of it fails. Linked into a twin of the command,
 * these stand before the C library's own, for the command and for each library that it uses.
 *
 *   READOUT_FAULT=KIND:NUMBER[+]   the call of that kind and number fails; +: and all behind it
 *   READOUT_FAULT_LOG=FILE         how many calls of each kind there were, and who made the one
 *                                  that failed
 *
 * Two kinds are no failures: "short", for which a read or write takes half of what it might, and
 * "interrupt", for which a signal came before it (EINTR). The run must bear them.
 *
 * Streams of stdio ask the system from within the C library, where nobody can stand between:
 * they are made anew here, above read and write below. Standard error is left alone. Nor are they
 * interrupted: stdio does not take up again what was, and our handlers of signals end the run. */
#undef _FORTIFY_SOURCE /* its inline calls would stand before these */
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef FAULTS_WITH_ASAN
#define REAL(name) __interceptor_##name
#else
#define REAL(name) __libc_##name
#endif
#ifdef FAULTS_WITH_ASAN
void __lsan_disable(void);
void __lsan_enable(void);
#else
static void __lsan_disable(void) {
}
static void __lsan_enable(void) {
}
#endif
void *REAL(malloc)(size_t size);
void *REAL(calloc)(size_t count, size_t size);
void *REAL(realloc)(void *p, size_t size);

typedef enum fault_kind {
    MEMORY,
    READ,
    WRITE,
    SYNC,
    OPEN,
    RENAME,
    MAP,
    THREAD,
    SHORT,
    INTERRUPT,
    KINDS
} fault_kind;

static const struct {
    const char *name;
    int error;
} kinds[KINDS] = {[MEMORY] = {"memory", ENOMEM}, [READ] = {"read", EIO},
                  [WRITE] = {"write", ENOSPC},   [SYNC] = {"sync", EIO},
                  [OPEN] = {"open", EMFILE},     [RENAME] = {"rename", EACCES},
                  [MAP] = {"map", ENOMEM},       [THREAD] = {"thread", EAGAIN},
                  [SHORT] = {"short", 0},        [INTERRUPT] = {"interrupt", EINTR}};

static atomic_ulong counts[KINDS];
static bool counting;              /* from the constructor on */
static _Thread_local bool running; /* of a thread: what it asks before is the sanitizer's */
static fault_kind failing = KINDS; /* KINDS: none */
static unsigned long failing_number;
static bool failing_on;
static int logged = -1; /* descriptor */

static void log_line(const char *name, unsigned long number) {
    char line[64];
    int length = snprintf(line, sizeof line, "%s %lu\n", name, number);
    if (logged >= 0) syscall(SYS_write, logged, line, (size_t)length);
}

static void log_counts(void) {
    counting = false;
    for (int kind = 0; kind < KINDS; kind++) log_line(kinds[kind].name, counts[kind]);
}

static void log_failure(unsigned long number) {
    enum { FRAMES = 24 };
    void *frames[FRAMES];
    if (logged < 0) return;
    log_line("failed", number);
    backtrace_symbols_fd(frames, backtrace(frames, FRAMES), logged);
}

/* Count a call; true: it fails, and errno says why. */
static bool fails(fault_kind kind) {
    if (!counting || !running) return false;
    unsigned long number = atomic_fetch_add(&counts[kind], 1) + 1;
    if (kind != failing || number < failing_number) return false;
    if (number > failing_number && !failing_on) return false;
    if (number == failing_number) log_failure(number);
    errno = kinds[kind].error;
    return true;
}

/* ---- memory ---- */

void *malloc(size_t size) {
    return fails(MEMORY) ? NULL : REAL(malloc)(size);
}

void *calloc(size_t count, size_t size) {
    return fails(MEMORY) ? NULL : REAL(calloc)(count, size);
}

void *realloc(void *p, size_t size) {
    return fails(MEMORY) ? NULL : REAL(realloc)(p, size);
}

/* The sanitizer's own would not come by here. */
char *strndup(const char *string, size_t most) {
    size_t length = strnlen(string, most);
    char *copy = malloc(length + 1);
    if (!copy) return NULL;
    copy[length] = '\0';
    return memcpy(copy, string, length);
}

char *strdup(const char *string) {
    return strndup(string, SIZE_MAX);
}

/* ---- files ---- */

static int open_file(const char *path, int flags, va_list args) {
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
    return fails(OPEN) ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int open(const char *path, int flags, ...) {
    va_list args;
    va_start(args, flags);
    int file = open_file(path, flags, args);
    va_end(args);
    return file;
}

int open64(const char *path, int flags, ...) {
    va_list args;
    va_start(args, flags);
    int file = open_file(path, flags, args);
    va_end(args);
    return file;
}

/* How much of @p size a call takes. */
static size_t taken(size_t size) {
    return size > 1 && fails(SHORT) ? size / 2 : size;
}

static ssize_t read_some(int file, void *to, size_t size) {
    return fails(READ) ? -1 : syscall(SYS_read, file, to, taken(size));
}

static ssize_t write_some(int file, const void *from, size_t size) {
    return fails(WRITE) ? -1 : syscall(SYS_write, file, from, taken(size));
}

ssize_t read(int file, void *to, size_t size) {
    return fails(INTERRUPT) ? -1 : read_some(file, to, size);
}

ssize_t pread(int file, void *to, size_t size, off_t offset) {
    if (fails(INTERRUPT) || fails(READ)) return -1;
    return syscall(SYS_pread64, file, to, taken(size), offset);
}

ssize_t pread64(int file, void *to, size_t size, off64_t offset) {
    return pread(file, to, size, offset);
}

ssize_t write(int file, const void *from, size_t size) {
    return fails(INTERRUPT) ? -1 : write_some(file, from, size);
}

ssize_t pwrite(int file, const void *from, size_t size, off_t offset) {
    if (fails(INTERRUPT) || fails(WRITE)) return -1;
    return syscall(SYS_pwrite64, file, from, taken(size), offset);
}

ssize_t pwrite64(int file, const void *from, size_t size, off64_t offset) {
    return pwrite(file, from, size, offset);
}

int ftruncate(int file, off_t size) {
    return fails(WRITE) ? -1 : (int)syscall(SYS_ftruncate, file, size);
}

int ftruncate64(int file, off64_t size) {
    return ftruncate(file, size);
}

int fsync(int file) {
    return fails(SYNC) ? -1 : (int)syscall(SYS_fsync, file);
}

int fdatasync(int file) {
    return fails(SYNC) ? -1 : (int)syscall(SYS_fdatasync, file);
}

int rename(const char *from, const char *to) {
    return fails(RENAME) ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

void *mmap(void *at, size_t size, int protection, int flags, int file, off_t offset) {
    if (file >= 0 && fails(MAP)) return MAP_FAILED;
    return (void *)syscall(SYS_mmap, at, size, protection, flags, file, offset);
}

void *mmap64(void *at, size_t size, int protection, int flags, int file, off64_t offset) {
    return mmap(at, size, protection, flags, file, offset);
}

/* ---- threads: of the command's own calls (--wrap) ---- */

int __real_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *),
                          void *argument);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *),
                          void *argument);

typedef struct thread_start {
    void *(*run)(void *);
    void *argument;
} thread_start;

static void *run_thread(void *given) {
    thread_start start = *(thread_start *)given;
    free(given);
    running = true;
    void *result = start.run(start.argument);
    running = false;
    return result;
}

int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *),
                          void *argument) {
    if (fails(THREAD)) return errno;
    thread_start *start = REAL(malloc)(sizeof *start);
    if (!start) return EAGAIN;
    *start = (thread_start){run, argument};
    int error = __real_pthread_create(thread, attributes, run_thread, start);
    if (error) free(start);
    return error;
}

/* ---- streams ---- */

static ssize_t stream_read(void *file, char *to, size_t size) {
    return read_some((int)(intptr_t)file, to, size);
}

/* What takes nothing more says 0 here, not -1. */
static ssize_t stream_write(void *file, const char *from, size_t size) {
    size_t done = 0;
    while (done < size) {
        ssize_t wrote = write_some((int)(intptr_t)file, from + done, size - done);
        if (wrote <= 0) break;
        done += (size_t)wrote;
    }
    return (ssize_t)done;
}

static int stream_seek(void *file, off64_t *offset, int from) {
    *offset = lseek((int)(intptr_t)file, *offset, from);
    return *offset < 0 ? -1 : 0;
}

static int stream_close(void *file) {
    return close((int)(intptr_t)file);
}

static FILE *stream_of(int file, const char *mode) {
    cookie_io_functions_t calls = {stream_read, stream_write, stream_seek, stream_close};
    return fopencookie((void *)(intptr_t)file, mode, calls);
}

FILE *fdopen(int file, const char *mode) {
    return stream_of(file, mode);
}

FILE *fopen(const char *path, const char *mode) {
    int flags =
        mode[0] == 'r' ? O_RDONLY : O_WRONLY | O_CREAT | (mode[0] == 'w' ? O_TRUNC : O_APPEND);
    int file = open(path, flags | O_CLOEXEC, 0666);
    FILE *stream = file < 0 ? NULL : stream_of(file, mode);
    if (!stream && file >= 0) close(file);
    return stream;
}

FILE *fopen64(const char *path, const char *mode) {
    return fopen(path, mode);
}

/* ---- what is asked of us ---- */

static void understand(const char *fault) {
    const char *colon = fault ? strchr(fault, ':') : NULL;
    if (!colon) return;
    char *end;
    failing_number = strtoul(colon + 1, &end, 10);
    failing_on = *end == '+';
    for (int kind = 0; kind < KINDS; kind++)
        if (strncmp(kinds[kind].name, fault, (size_t)(colon - fault)) == 0) failing = kind;
}

__attribute__((constructor)) static void begin(void) {
    void *frame;
    __lsan_disable();
    backtrace(&frame, 1); /* loads what it needs, and keeps it */
    __lsan_enable();
    const char *log = getenv("READOUT_FAULT_LOG");
    if (log)
        logged =
            (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    understand(getenv("READOUT_FAULT"));
    stdout = stream_of(STDOUT_FILENO, "w");
    atexit(log_counts);
    counting = running = true;
}
