/* SPDX-License-Identifier: Apache-2.0 */
/* What somebody said, in its fullest form, and how each article has it. */
#include "tell/html.h"

enum { SHOWN = 10 };

static void report(ro_page *page, const ro_remark *remark, const ro_report *report) {
    const char *text = page->account->articles[report->article]->text;
    ro_html(page, "<li>");
    ro_html_receipt(page, report->article, report->span);
    ro_html_format(page, " <span class=\"variant %s\">", report->variant ? report->variant : "");
    ro_html_words(page, report->variant);
    ro_html(page, "</span>");
    if (report->said) {
        ro_html(page, " <a class=quiet href=\"");
        ro_html_address(page, report->article,
                        ro_span_empty(report->said_span) ? report->span : report->said_span);
        ro_html(page, "\">");
        ro_html_when(page, report->said, NULL);
        ro_html(page, "</a>");
    }
    if (report->via) {
        ro_html(page, " <span class=via>via ");
        ro_html_words(page, report->via);
        ro_html(page, "</span>");
    }
    ro_str words = ro_str_span(text, report->span);
    if (remark->text && !ro_str_eq(ro_str_trim(words), ro_str_trim(ro_str_of(remark->text)))) {
        ro_html(page, " <q>");
        ro_html_text(page, words);
        ro_html(page, "</q>");
    }
    ro_html(page, "</li>\n");
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
        ro_html(page, " <span class=\"rel differ\">reports differ on the ");
        ro_html_words(page, remark->differs);
        ro_html(page, "</span>");
    }
    ro_html(page, "</figcaption>\n<blockquote>");
    ro_html_words(page, remark->text);
    ro_html(page, "</blockquote>");
    if (remark->report_count > 1)
        ro_html_support(page, told, remark->report_count, remark->independent);
    ro_html(page, "<ul class=reports>");
    for (uint32_t i = 0; i < remark->report_count; i++) report(page, remark, &remark->reports[i]);
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
            if ((story->remarks[i].report_count < 2) != (alone == 1)) continue;
            folded |= ro_html_fold(page, written++, SHOWN, story->remark_count, "remarks");
            remark(page, told, i);
        }
    ro_html(page, folded ? "</details></section>\n" : "</section>\n");
}
