/* SPDX-License-Identifier: Apache-2.0 */
/** Digests that others state of their bytes: "sha1:" and base 32, and their kin. */
#ifndef RO_BASE_DIGEST_H
#define RO_BASE_DIGEST_H

#include "base/text.h"

typedef enum ro_digest_result {
    RO_DIGEST_UNKNOWN, /* none is stated, or of a kind that is not known here */
    RO_DIGEST_RIGHT,
    RO_DIGEST_WRONG
} ro_digest_result;

/** Hold @p data against a digest as web archives label it, "sha1:2FMQ…": md5, sha1 or
 *  sha256, with a dash or without, in base 16, 32 or 64. */
ro_digest_result ro_digest_check(ro_str stated, ro_str data);

#endif
