/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/profiles.h"

void ro_make_profiles(ro_comparison *comparison) {
    comparison->profiles = RO_ARENA_ARRAY(comparison->arena, ro_profile, comparison->count);
}
