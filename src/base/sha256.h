/* SPDX-License-Identifier: Apache-2.0 */
/** SHA-256, for receipts. Source: FIPS 180-4 */
#ifndef RO_BASE_SHA256_H
#define RO_BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

/** The digest as 64 hexadecimal digits and NUL. */
void ro_sha256(const void *data, size_t size, char out[65]);

/** Take @p count blocks of 64 bytes into the eight words of @p state. */
typedef void ro_sha256_blocks(uint32_t state[8], const unsigned char *blocks, size_t count);

/** In C. */
ro_sha256_blocks ro_sha256_plain;

/** The fastest that this processor has; all give the same. */
ro_sha256_blocks *ro_sha256_best(void);

#endif
