/* SPDX-License-Identifier: Apache-2.0 */
/** Where the trained models lie. */
#ifndef RO_LANG_COMMON_MODEL_FOLDER_H
#define RO_LANG_COMMON_MODEL_FOLDER_H

#include <stddef.h>

#include "readout.h"

/**
 * Find the folder of the models: the one that is @p asked for, else the one that the
 * environment names (READOUT_MODELS), else the first that there is of those beside the
 * library or program and the one of the installation.
 * @param asked  may be NULL.
 * @param path   receives the folder, of at most @p size bytes with its NUL.
 * @return RO_OK; RO_ERR_IO where there is none, and @p error says where it was looked for;
 *         RO_ERR_ARG where a path is too long.
 */
ro_status ro_model_folder(const char *asked, char *path, size_t size, ro_error *error);

#endif
