/* SPDX-License-Identifier: Apache-2.0 */
/** Write a trained network of names as the library reads it, in 8 bits. */
#ifndef TRAIN_NAMES_EXPORT_H
#define TRAIN_NAMES_EXPORT_H

#include "names_network.h"

/** As of gold text, domain 0; @p language: ro_lang_model_hash of what it was trained on. False,
 * said on standard error: it cannot be written. */
bool names_export(const char *path, const names_network *net, uint64_t language);

#endif
