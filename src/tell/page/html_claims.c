/* SPDX-License-Identifier: Apache-2.0 */
/* The values of each claim beside each other, on one scale with their bounds. */
#include <math.h>

#include "tell/page/html.h"

enum { CLAIMS_SHOWN = 10 }; /* the rest is folded: each has a scale and a line for every article */

/* The part of the number line that a claim's scale shows. */
typedef struct scale {
    double low, high;
    const char *unit; /* of the values it places */
    bool drawn;
    bool whole; /* every value is a whole number */
} scale;

static bool same_unit(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool on_scale(const scale *s, const ro_claim_value *value) {
    return s->drawn && isfinite(value->value) && same_unit(s->unit, value->unit);
}

/* From the least to the greatest value, with a margin at both ends. Not drawn where
 * there is nothing to compare: the same value everywhere, or one alone. */
static scale scale_of(const ro_claim *claim) {
    scale s = {.unit = ro_view_unit(claim), .whole = true};
    ro_bound bound = RO_BOUND_EXACT;
    uint32_t count = 0;
    for (uint32_t i = 0; i < claim->value_count; i++) {
        const ro_claim_value *value = &claim->values[i];
        if (!isfinite(value->value) || !same_unit(s.unit, value->unit)) continue;
        s.drawn |= count && (value->bound != bound || value->value != s.low);
        if (!count || value->value < s.low) s.low = value->value;
        if (!count || value->value > s.high) s.high = value->value;
        bound = value->bound;
        s.whole = s.whole && value->value == floor(value->value);
        count++;
    }
    double margin = (s.high - s.low) * 0.18;
    if (margin <= 0) margin = fabs(s.high) > 0 ? fabs(s.high) * 0.2 : 1;
    s.low -= margin;
    s.high += margin;
    return s;
}

static double place(const scale *s, double value) {
    return (value - s->low) / (s->high - s->low) * 100;
}

/* The next of 1, 2, 5, 10, 20 … that cuts the scale into six or fewer. */
static double step_of(const scale *s) {
    double rough = (s->high - s->low) / 6;
    double power = pow(10, floor(log10(rough)));
    double digit = rough / power;
    double step = (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10) * power;
    return s->whole && step < 1 ? 1 : step;
}

static void axis(ro_page *page, const scale *s) {
    double step = step_of(s);
    ro_html(page, "<div class=axis aria-hidden=true><span></span><span class=track>");
    double first = ceil(s->low / step);
    for (int i = 0; i < 12 && (first + i) * step <= s->high; i++) {
        double tick = (first + i) * step;
        ro_html(page, "<i style=\"left:");
        ro_sink_number(&page->sink, round(place(s, tick) * 10) / 10);
        ro_html(page, "%\">");
        ro_sink_number(&page->sink, fabs(tick) < step / 1e6 ? 0 : tick);
        ro_html(page, "</i>");
    }
    ro_html(page, "</span><span class=unit>");
    ro_html_words(page, s->unit);
    ro_html(page, "</span></div>\n");
}

static void value_row(ro_page *page, const scale *s, const ro_claim_value *value) {
    ro_html(page, "<li>");
    ro_html_receipt(page, value->article, value->span);
    ro_html(page, "<span class=track aria-hidden=true>");
    if (on_scale(s, value)) {
        ro_html_format(page, "<i class=\"at %s\" style=\"left:", ro_bound_name(value->bound));
        ro_sink_number(&page->sink, round(place(s, value->value) * 10) / 10);
        ro_html(page, "%\"></i>");
    }
    ro_html(page, "</span><span>");
    ro_html_words(page, value->text);
    ro_html(page, "</span></li>\n");
}

static void claim(ro_page *page, const ro_told *told, uint32_t index) {
    const ro_claim *claim = &told->story->claims[index];
    scale s = scale_of(claim);
    ro_html_format(page, "<div class=claim id=s%uc%u><h4>", told->number, index);
    ro_html_words(page, claim->what);
    ro_html_format(page, " <span class=\"rel %s\">%s</span></h4>",
                   ro_relation_name(claim->relation), ro_view_relation(claim->relation));
    if (claim->evidence) {
        ro_html(page, "<p class=why>");
        ro_html_words(page, claim->evidence);
        ro_html(page, "</p>");
    }
    ro_html_format(page, "<ul class=\"values%s\">", s.drawn ? "" : " bare");
    for (uint32_t i = 0; i < claim->value_count; i++) value_row(page, &s, &claim->values[i]);
    ro_html(page, "</ul>");
    if (s.drawn) axis(page, &s);
    ro_html(page, "</div>\n");
}

/* The marks that the scales use. */
static void key(ro_page *page, const ro_story *story) {
    bool used[RO_BOUND_AT_MOST + 1] = {false}, drawn = false;
    for (uint32_t i = 0; i < story->claim_count; i++) {
        scale s = scale_of(&story->claims[i]);
        drawn |= s.drawn;
        for (uint32_t j = 0; j < story->claims[i].value_count; j++)
            used[story->claims[i].values[j].bound] |= on_scale(&s, &story->claims[i].values[j]);
    }
    if (!drawn) return;
    ro_html(page, "<p class=\"note key\">");
    for (int bound = 0; bound <= RO_BOUND_AT_MOST; bound++)
        if (used[bound])
            ro_html_format(page, "<span><i class=\"at %s\"></i> %s</span>",
                           ro_bound_name((ro_bound)bound),
                           bound == RO_BOUND_EXACT ? "exact" : ro_view_bound((ro_bound)bound));
    ro_html(page, "</p>\n");
}

void ro_html_claims(ro_page *page, const ro_told *told) {
    const ro_story *story = told->story;
    if (!story->claim_count) return;
    ro_html_section(page, told, "claims", "Figures compared");
    key(page, story);
    bool folded = false;
    for (uint32_t i = 0; i < story->claim_count; i++) {
        folded |= ro_html_fold(page, i, CLAIMS_SHOWN, story->claim_count, "figures");
        claim(page, told, i);
    }
    ro_html(page, folded ? "</details></section>\n" : "</section>\n");
}
