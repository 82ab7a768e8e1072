/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/direction.h"

#include "compare/order.h"

bool ro_is_outlet(const ro_article *article, const char *name) {
    return article->meta.outlet && ro_str_same(ro_str_of(article->meta.outlet), ro_str_of(name));
}

static bool lists(const char *const *names, uint32_t count, const char *name) {
    for (uint32_t i = 0; i < count; i++)
        if (ro_str_same(ro_str_of(names[i]), ro_str_of(name))) return true;
    return false;
}

const char *ro_common_agency(const ro_article *a, const ro_article *b) {
    for (uint32_t i = 0; i < a->meta.agency_count; i++)
        if (lists(b->meta.agencies, b->meta.agency_count, a->meta.agencies[i]))
            return a->meta.agencies[i];
    return NULL;
}

/* The name by which @p taker credits the outlet of @p giver, or NULL. */
static const char *credit(const ro_article *taker, const ro_article *giver) {
    const char *outlet = giver->meta.outlet;
    if (!outlet || ro_is_outlet(taker, outlet)) return NULL;
    if (lists(taker->meta.agencies, taker->meta.agency_count, outlet)) return outlet;
    if (lists(taker->meta.sources, taker->meta.source_count, outlet)) return outlet;
    return NULL;
}

static const char *what_is_shared(const ro_copy *copy) {
    switch (copy->kind) {
    case RO_COPY_VERBATIM: return "The same words";
    case RO_COPY_EDITED: return "The same text with edits";
    case RO_COPY_SPUN: return "The same sentences with words replaced one by one";
    case RO_COPY_QUOTATION_ONLY: break;
    }
    return "Shared quotations only";
}

static void tell(const ro_comparison *comparison, ro_copy *copy, const char *why) {
    copy->evidence = ro_arena_printf(
        comparison->arena, "%s in %u passage%s (%.0f%% of the first, %.0f%% of the second); %s",
        what_is_shared(copy), (unsigned)copy->passage_count, copy->passage_count == 1 ? "" : "s",
        (double)copy->share_of_a * 100, (double)copy->share_of_b * 100, why);
}

void ro_find_direction(const ro_comparison *comparison, ro_copy *copy) {
    const ro_article *a = comparison->articles[copy->a], *b = comparison->articles[copy->b];
    ro_arena *arena = comparison->arena;
    copy->direction = RO_DIRECTION_UNKNOWN;
    if (copy->kind == RO_COPY_QUOTATION_ONLY) {
        tell(comparison, copy, "a quotation that two reports share is no copying");
        return;
    }
    const char *a_credits = credit(a, b), *b_credits = credit(b, a);
    const char *agency = ro_common_agency(a, b);
    const char *why;
    if (a_credits && !b_credits) {
        copy->direction = RO_DIRECTION_A_FROM_B;
        why = ro_arena_printf(arena, "the first credits %s", a_credits);
    } else if (b_credits && !a_credits) {
        copy->direction = RO_DIRECTION_B_FROM_A;
        why = ro_arena_printf(arena, "the second credits %s", b_credits);
    } else if (agency) {
        copy->direction = RO_DIRECTION_SHARED_SOURCE;
        why = ro_arena_printf(arena, "both credit %s", agency);
    } else if (ro_order_by_date(a, b)) {
        bool a_first = ro_order_by_date(a, b) < 0;
        copy->direction = a_first ? RO_DIRECTION_B_FROM_A : RO_DIRECTION_A_FROM_B;
        why = a_first ? "the first was published earlier" : "the second was published earlier";
    } else {
        why = "nothing in them says which was first";
    }
    if (why) tell(comparison, copy, why);
}
