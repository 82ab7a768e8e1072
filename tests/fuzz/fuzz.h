/* SPDX-License-Identifier: Apache-2.0 */
/** What every fuzz target has. */
#ifndef RO_FUZZ_H
#define RO_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "readout.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** One engine for all inputs, never freed: it is reachable until the end. */
static inline const ro_engine *fuzz_engine(void) {
    static ro_engine *engine;
    ro_engine_options options = {RO_SIZED(ro_engine_options), .model_dir = READOUT_MODELS,
                                 .max_input_bytes = 1 << 22};
    if (!engine && ro_engine_new(&options, &engine, NULL) != RO_OK) abort();
    return engine;
}

static inline int fuzz_discard(void *context, const void *data, size_t size) {
    (void)context, (void)data, (void)size;
    return 0;
}

/** Abort where what a layer must hold to does not hold. */
#define FUZZ_CHECK(condition)                                                                      \
    do {                                                                                           \
        if (!(condition)) abort();                                                                 \
    } while (0)

#endif
