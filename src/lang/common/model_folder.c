/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE /* dladdr, secure_getenv */
#include "lang/common/model_folder.h"

#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

#include "base/error.h"

/* From the folder of the library, or of a program that has the library within itself, as the
 * build sets it; the last is that of a build. */
static const char *const beside[] = {READOUT_MODELS_FROM_LIBRARY, READOUT_MODELS_FROM_PROGRAM,
                                     "share/readout/models"};

/* The folder of the file that holds this code, links followed; NULL where it isn't known.
 * Yours to free. */
static char *own_folder(void) {
    static const char here;
    Dl_info own, program;
    if (dladdr(&here, &own) == 0 || !own.dli_fname) return NULL;
    /* Of a program the loader knows only the name that it was called by, which may be no path,
     * or one from a folder that is not the current one any more. */
    void *entry = (void *)(uintptr_t)getauxval(AT_ENTRY);
    bool within_program =
        entry && dladdr(entry, &program) != 0 && program.dli_fbase == own.dli_fbase;
    char *path = realpath(within_program ? "/proc/self/exe" : own.dli_fname, NULL);
    if (path) *strrchr(path, '/') = '\0';
    return path;
}

static ro_status put(char *path, size_t size, const char *folder, ro_error *error) {
    size_t length = strlen(folder);
    if (length >= size) return ro_fail(error, RO_ERR_ARG, 0, "the path of the models is too long");
    memcpy(path, folder, length + 1);
    return RO_OK;
}

ro_status ro_model_folder(const char *asked, char *path, size_t size, ro_error *error) {
    const char *named = asked ? asked : secure_getenv("READOUT_MODELS");
    if (named && *named) return put(path, size, named, error);
    char *folder = own_folder();
    for (size_t i = 0; folder && i < sizeof beside / sizeof *beside; i++) {
        int length = snprintf(path, size, "%s/%s", folder, beside[i]);
        if (length < 0 || (size_t)length >= size || access(path, R_OK) != 0) continue;
        free(folder);
        return RO_OK;
    }
    if (access(READOUT_MODEL_DIR, R_OK) == 0) {
        free(folder);
        return put(path, size, READOUT_MODEL_DIR, error);
    }
    ro_status status = ro_fail(error, RO_ERR_IO, 0,
                               "no models in " READOUT_MODEL_DIR " nor beside %s; name their "
                               "folder in READOUT_MODELS",
                               folder ? folder : "the library");
    if (error) error->sys = ENOENT;
    free(folder);
    return status;
}
