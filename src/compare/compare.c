/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/compare.h"

ro_status ro_compare(ro_comparison *comparison) {
    ro_watch *watch = &comparison->watch;
    watch->step = "reading words";
    ro_make_profiles(comparison);
    if (comparison->arena->oom) return RO_ERR_NOMEM; /* there may be none */
    watch->step = "comparing";
    if (!watch->stopped) ro_find_copies(comparison);
    if (watch->stopped) return RO_ERR_STOPPED;
    ro_find_versions(comparison);
    ro_find_stories(comparison);
    watch->step = "comparing stories";
    uint32_t count = comparison->stories.count;
    for (uint32_t i = 0; i < count; i++) {
        ro_story *story = &comparison->stories.items[i];
        if (!ro_watch_tell(watch, i, count)) return RO_ERR_STOPPED;
        ro_find_origins(comparison, story);
        ro_find_remarks(comparison, story);
        ro_find_claims(comparison, story);
    }
    return comparison->arena->oom ? RO_ERR_NOMEM : RO_OK;
}
