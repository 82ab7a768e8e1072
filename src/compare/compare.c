/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/compare.h"

ro_status ro_compare(ro_comparison *comparison) {
    ro_make_profiles(comparison);
    ro_find_copies(comparison);
    ro_find_versions(comparison);
    ro_find_stories(comparison);
    for (uint32_t i = 0; i < comparison->stories.count; i++) {
        ro_story *story = &comparison->stories.items[i];
        ro_find_origins(comparison, story);
        ro_find_remarks(comparison, story);
        ro_find_claims(comparison, story);
    }
    return comparison->arena->oom ? RO_ERR_NOMEM : RO_OK;
}
