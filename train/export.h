/* SPDX-License-Identifier: Apache-2.0 */
/** The trained network as a model file of the library. */
#ifndef TRAIN_EXPORT_H
#define TRAIN_EXPORT_H

#include "lemma_edits.h"
#include "samples.h"

/** Write the model to @p path; false with a message on stderr. */
bool export_model(const char *path, const network *net, const dictionary *d, const classes *c,
                  const vectors *v, const lemma_edits *edits);

#endif
