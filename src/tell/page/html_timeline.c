/* SPDX-License-Identifier: Apache-2.0 */
/* What happened when, as a line: solid for what was, broken for what may come. */
#include "tell/page/html.h"

/* The rest is folded; a timeline of ours has 25 at the most (account/timeline.c). */
enum { SHOWN = 30 };

static void point(ro_page *page, const ro_told *told, uint32_t index) {
    const ro_happening *point = &told->story->happenings[index];
    ro_html_format(page, "<li id=s%ut%u class=%s><p class=when>", told->number, index,
                   ro_event_status_name(point->status));
    char buffer[64];
    const char *when = ro_view_point_when(point, buffer);
    if (when && when != point->words)
        ro_html_when(page, &point->time, point->words);
    else
        ro_html_when(page, NULL, when);
    ro_html(page, "</p><div><p class=what>");
    ro_html_words(page, point->what);
    ro_html(page, " ");
    for (uint32_t i = 0; i < point->evidence_count; i++)
        ro_html_receipt(page, point->evidence[i].article, point->evidence[i].span);
    ro_html(page, "</p><p class=by>");
    if (point->status != RO_EVENT_HAPPENED)
        ro_html_format(page, "<span class=tag>%s</span> ", ro_view_status(point->status));
    bool worded = when && point->words && strcmp(when, point->words) != 0;
    if (worded) {
        ro_html(page, "\xE2\x80\x9C");
        ro_html_words(page, point->words);
        ro_html(page, "\xE2\x80\x9D");
    }
    if (point->independent > 1)
        ro_html_format(page, "%s%u independent sources", worded ? ", " : "", point->independent);
    ro_html(page, "</p></div></li>\n");
}

void ro_html_timeline(ro_page *page, const ro_told *told) {
    const ro_story *story = told->story;
    if (!story->happening_count) return;
    ro_html_section(page, told, "timeline", "Timeline");
    ro_html(page, "<ol class=timeline>\n");
    bool folded = false;
    for (uint32_t i = 0; i < story->happening_count; i++) {
        if (i == SHOWN && story->happening_count > SHOWN) {
            ro_html(page, "</ol>");
            folded = ro_html_fold(page, i, SHOWN, story->happening_count, "points");
            ro_html(page, "<ol class=timeline>\n");
        }
        point(page, told, i);
    }
    ro_html(page, folded ? "</ol></details></section>\n" : "</ol></section>\n");
}
