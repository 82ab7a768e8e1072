/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/copies/direction.h"

#include "compare/changes/order.h"

static bool is_outlet(const ro_article *article, const char *name) {
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

/* "…, Example Wire reported": whether somebody of that name speaks in the text. */
static bool is_quoted_in(const ro_article *article, const char *name) {
    for (uint32_t i = 0; i < article->quotes.count; i++) {
        ro_str speaker = ro_str_span(article->text, article->quotes.items[i].speaker.span);
        if (ro_str_same(speaker, ro_str_of(name))) return true;
    }
    return false;
}

/* The name by which @p taker credits the outlet of @p giver, or its agency where the
 * text is an agency's own; NULL where it does not. */
static const char *credit(const ro_article *taker, const ro_article *giver) {
    const char *outlet = giver->meta.outlet;
    if (!outlet && giver->meta.agency_count == 1) outlet = giver->meta.agencies[0];
    if (!outlet || is_outlet(taker, outlet)) return NULL;
    if (is_quoted_in(taker, outlet)) return outlet;
    if (!giver->meta.outlet) return NULL;
    if (lists(taker->meta.agencies, taker->meta.agency_count, outlet)) return outlet;
    if (lists(taker->meta.credited, taker->meta.credited_count, outlet)) return outlet;
    return NULL;
}

static const char *what_is_shared(const ro_copy *copy) {
    switch (copy->kind) {
    case RO_COPY_VERBATIM: return "the same words";
    case RO_COPY_EDITED: return "the same text with edits";
    case RO_COPY_SPUN: return "the same sentences with words replaced one by one";
    case RO_COPY_QUOTATION_ONLY: break;
    }
    return "all that they share stands in quotation marks: no sign of copying";
}

/* Whose words are whose, and why. NULL: no memory, or nothing to say. */
static const char *decide(const ro_comparison *comparison, ro_copy *copy, const ro_spun *spun) {
    const ro_article *a = comparison->articles[copy->a], *b = comparison->articles[copy->b];
    const char *a_credits = credit(a, b), *b_credits = credit(b, a);
    const char *agency = ro_common_agency(a, b);
    int order = ro_order_by_date(a, b);
    if ((a_credits != NULL) != (b_credits != NULL)) {
        copy->direction = a_credits ? RO_DIRECTION_A_FROM_B : RO_DIRECTION_B_FROM_A;
        return ro_arena_printf(comparison->arena, "the %s credits %s",
                               a_credits ? "first" : "second", a_credits ? a_credits : b_credits);
    }
    if (agency) {
        copy->direction = RO_DIRECTION_SHARED_SOURCE;
        return ro_arena_printf(comparison->arena, "both credit %s", agency);
    }
    if (order) {
        copy->direction = order < 0 ? RO_DIRECTION_B_FROM_A : RO_DIRECTION_A_FROM_B;
        return order < 0 ? "the first was published earlier" : "the second was published earlier";
    }
    if (copy->kind == RO_COPY_SPUN && spun->rewritten) {
        copy->direction = spun->rewritten < 0 ? RO_DIRECTION_A_FROM_B : RO_DIRECTION_B_FROM_A;
        return spun->rewritten < 0 ? "the first has the less usual words"
                                   : "the second has the less usual words";
    }
    copy->direction = RO_DIRECTION_UNKNOWN;
    return "nothing in them says which was first";
}

/* Whether one of the two is an agency's own text, which the other credits. */
static bool prints_an_agency(const ro_article *a, const ro_article *b) {
    bool a_own = !a->meta.outlet && a->meta.agency_count == 1;
    bool b_own = !b->meta.outlet && b->meta.agency_count == 1;
    return (a_own && is_quoted_in(b, a->meta.agencies[0])) ||
           (b_own && is_quoted_in(a, b->meta.agencies[0]));
}

static ro_copy_form form_of(const ro_comparison *comparison, const ro_copy *copy) {
    /* ALL leaves room for a dateline, a credit and a slip in three words of a hundred. */
    static const float ALL = 0.97f, HALF = 0.5f;
    const ro_article *a = comparison->articles[copy->a], *b = comparison->articles[copy->b];
    float least = copy->share_of_a < copy->share_of_b ? copy->share_of_a : copy->share_of_b;
    float most = copy->share_of_a < copy->share_of_b ? copy->share_of_b : copy->share_of_a;
    if (copy->kind == RO_COPY_QUOTATION_ONLY) return RO_FORM_QUOTATION;
    if (copy->kind == RO_COPY_SPUN) return RO_FORM_SPUN;
    bool papers = a->meta.outlet && b->meta.outlet && !is_outlet(a, b->meta.outlet);
    bool wire = ro_common_agency(a, b) || prints_an_agency(a, b);
    if (wire && (papers || least < ALL)) return most < HALF ? RO_FORM_PARTIAL : RO_FORM_WIRE;
    if (least >= ALL && copy->kind == RO_COPY_VERBATIM) return RO_FORM_DUPLICATE;
    return most < HALF ? RO_FORM_PARTIAL : RO_FORM_COPY;
}

void ro_find_direction(const ro_comparison *comparison, ro_copy *copy, const ro_spun *spun) {
    copy->form = form_of(comparison, copy);
    copy->evidence = what_is_shared(copy);
    if (copy->kind == RO_COPY_QUOTATION_ONLY) return;
    const char *why = decide(comparison, copy, spun);
    bool show = copy->kind == RO_COPY_SPUN && spun->examples;
    copy->evidence =
        ro_arena_printf(comparison->arena, "%s%s%s; %s", what_is_shared(copy),
                        show ? ", such as " : "", show ? spun->examples : "", why ? why : "");
}
