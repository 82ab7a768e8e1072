/* SPDX-License-Identifier: Apache-2.0 */
/* What somebody said, in its fullest form, and how each article has it. */
#include "tell/page/html.h"

enum { SHOWN = 10 }; /* the rest is folded: each has a line for every article that gives it */

static bool is_full(const ro_rendering *rendering) {
    return rendering->variant && strcmp(rendering->variant, "full") == 0;
}

static void rendering(ro_page *page, const ro_remark *remark, const ro_rendering *rendering) {
    ro_html(page, "<li>");
    ro_html_receipt(page, rendering->article, rendering->span);
    ro_html(page, "<span class=variant>");
    ro_html_words(page, rendering->variant);
    ro_html(page, "</span><span>");
    if (rendering->said) {
        ro_html(page, "<a class=quiet href=\"");
        ro_html_address(page, rendering->article,
                        ro_span_empty(rendering->said_span) ? rendering->span
                                                            : rendering->said_span);
        ro_html(page, "\">");
        ro_html_when(page, &rendering->day, NULL);
        ro_html(page, "</a> ");
    }
    if (rendering->via) {
        ro_html(page, "<span class=via>via ");
        ro_html_words(page, rendering->via);
        ro_html(page, "</span> ");
    }
    if (remark->rendering_count > 1 && !is_full(rendering)) {
        ro_html(page, "<span class=given>");
        ro_html_text(
            page, ro_str_span(page->account->articles[rendering->article]->text, rendering->span));
        ro_html(page, "</span>");
    }
    ro_html(page, "</span></li>\n");
}

static void remark(ro_page *page, const ro_told *told, uint32_t index) {
    const ro_remark *remark = &told->story->remarks[index];
    ro_html_format(page, "<figure class=remark id=s%uq%u><figcaption><b>", told->number, index);
    ro_html_words(page, remark->speaker ? remark->speaker : "Speaker not named");
    ro_html(page, "</b>");
    if (remark->addressee) {
        ro_html(page, " to ");
        ro_html_words(page, remark->addressee);
    }
    if (remark->differs) {
        ro_html(page, " <span class=\"rel differ\">articles differ on the ");
        ro_html_words(page, remark->differs);
        ro_html(page, "</span>");
    }
    ro_html(page, ro_view_is_direct(page->account, remark)
                      ? "</figcaption>\n<blockquote class=direct>"
                      : "</figcaption>\n<blockquote>");
    ro_html_words(page, remark->text);
    ro_html(page, "</blockquote>");
    if (remark->rendering_count > 1)
        ro_html_support(page, told, remark->rendering_count, remark->independent);
    ro_html(page, "<ul class=reports>");
    for (uint32_t i = 0; i < remark->rendering_count; i++)
        rendering(page, remark, &remark->renderings[i]);
    ro_html(page, "</ul></figure>\n");
}

/* Remarks that several articles have come first; those of one article follow, and
 * are folded away where there are many. */
void ro_html_remarks(ro_page *page, const ro_told *told) {
    const ro_story *story = told->story;
    if (!story->remark_count) return;
    ro_html_section(page, told, "quotes", "Who said what");
    uint32_t written = 0;
    bool folded = false;
    for (int alone = 0; alone < 2; alone++)
        for (uint32_t i = 0; i < story->remark_count; i++) {
            if ((story->remarks[i].rendering_count < 2) != (alone == 1)) continue;
            folded |= ro_html_fold(page, written++, SHOWN, story->remark_count, "remarks");
            remark(page, told, i);
        }
    ro_html(page, folded ? "</details></section>\n" : "</section>\n");
}
