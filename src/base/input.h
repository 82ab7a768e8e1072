/* SPDX-License-Identifier: Apache-2.0 */
/** Whole inputs in memory. */
#ifndef RO_BASE_INPUT_H
#define RO_BASE_INPUT_H

#include "base/buffer.h"

/**
 * Read a whole regular file.
 * @param limit  largest size accepted, in bytes.
 * @param data   receives the bytes; free with ro_buffer_free.
 * @return RO_OK; RO_WARN where size or time of change moved while it was read (the
 *         bytes are those read); RO_ERR_IO; RO_ERR_INPUT (a folder, a device);
 *         RO_ERR_LIMIT; RO_ERR_NOMEM.
 */
ro_status ro_input_file(const char *path, uint64_t limit, ro_buffer *data, ro_error *error);

/** Read what @p read gives until it ends; statuses as above. */
ro_status ro_input_stream(ro_read_fn read, void *context, uint64_t limit, ro_buffer *data,
                          ro_error *error);

#endif
