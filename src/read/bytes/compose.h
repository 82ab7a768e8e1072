/* SPDX-License-Identifier: Apache-2.0 */
/** Letters with marks behind them as single letters. */
#ifndef RO_READ_BYTES_COMPOSE_H
#define RO_READ_BYTES_COMPOSE_H

#include "read/bytes/decode.h"

/** Compose the letters of decoded->text, in the arena, and lead its map on; a text without
 *  marks stays as it is. False: no memory. */
bool ro_compose(ro_arena *arena, ro_decoded *decoded);

#endif
