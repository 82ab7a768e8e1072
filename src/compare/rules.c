/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "base/error.h"
#include "compare/compare.h"

struct ro_compare_rules {
    ro_arena arena;
};

ro_status ro_compare_rules_new(ro_compare_rules **out, ro_error *error) {
    ro_compare_rules *rules = calloc(1, sizeof *rules);
    if (!rules) return ro_fail_nomem(error);
    *out = rules;
    return RO_OK;
}

void ro_compare_rules_free(ro_compare_rules *rules) {
    if (!rules) return;
    ro_arena_free(&rules->arena);
    free(rules);
}
