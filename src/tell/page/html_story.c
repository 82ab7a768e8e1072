/* SPDX-License-Identifier: Apache-2.0 */
/* What a story opens with: its name, numbers at a glance, the brief, its articles. */
#include "base/date.h"
#include "tell/page/html.h"

static void tile(ro_page *page, const ro_told *told, const char *section, uint32_t value,
                 const char *one, const char *many) {
    ro_html_format(page, "<li><a href=#s%u-%s><b>%u</b> %s</a></li>", told->number, section, value,
                   value == 1 ? one : many);
}

static uint32_t disagreements(const ro_story *story) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < story->claim_count; i++)
        count += story->claims[i].relation == RO_RELATION_DIFFER;
    for (uint32_t i = 0; i < story->remark_count; i++) count += story->remarks[i].differs != NULL;
    return count;
}

/* The section where the first disagreement stands. */
static const char *disagreement_section(const ro_story *story) {
    for (uint32_t i = 0; i < story->claim_count; i++)
        if (story->claims[i].relation == RO_RELATION_DIFFER) return "claims";
    return "quotes";
}

static void glance(ro_page *page, const ro_told *told) {
    const ro_story *story = told->story;
    ro_html(page, "<ul class=glance aria-label=\"At a glance\">");
    tile(page, told, "articles", story->article_count, "article", "articles");
    tile(page, told, "articles", story->independent, "independent source", "independent sources");
    if (page->sections & RO_SECTION_COPIES) {
        if (story->version_count)
            tile(page, told, "versions", story->version_count, "revision", "revisions");
        if (story->copy_count)
            tile(page, told, "graph", story->copy_count, "pair shares text", "pairs share text");
    }
    if ((page->sections & RO_SECTION_QUOTES) && story->remark_count)
        tile(page, told, "quotes", story->remark_count, "remark", "remarks");
    if ((page->sections & RO_SECTION_CLAIMS) && story->claim_count)
        tile(page, told, "claims", story->claim_count, "figure compared", "figures compared");
    uint32_t differ = disagreements(story);
    if (differ && (page->sections & RO_SECTION_CLAIMS) && (page->sections & RO_SECTION_QUOTES))
        tile(page, told, disagreement_section(story), differ, "disagreement", "disagreements");
    ro_html(page, "</ul>\n");
}

/* From the first to the last known day of publication. */
static void published_range(ro_page *page, const ro_story *story) {
    int64_t first = INT64_MAX, last = INT64_MIN;
    char words[64];
    uint32_t undated = 0;
    for (uint32_t i = 0; i < story->article_count; i++) {
        const ro_article *article = page->account->articles[story->articles[i]];
        const ro_date *date = &article->meta.published.date;
        undated += date->precision == RO_PRECISION_NONE;
        if (date->precision < RO_PRECISION_DAY) continue;
        int64_t day = ro_date_to_days(date);
        if (day < first) first = day;
        if (day > last) last = day;
    }
    if (first > last) return;
    ro_date from = ro_date_from_days(first), to = ro_date_from_days(last);
    ro_html(page, "<p class=range>Published ");
    ro_html_words(page, ro_view_date(&from, words));
    if (first != last) {
        ro_html(page, " to ");
        ro_html_words(page, ro_view_date(&to, words));
    }
    if (undated)
        ro_html_format(page, "; %u %s no date", undated,
                       undated == 1 ? "article gives" : "articles give");
    ro_html(page, "</p>\n");
}

void ro_html_head(ro_page *page, const ro_told *told) {
    const ro_story *story = told->story;
    ro_html_format(page, "<header><h2 class=title id=s%u-h>", told->number);
    if (story->title && *story->title)
        ro_html_words(page, story->title);
    else
        ro_html_text(page, ro_view_headline(page->account->articles[story->articles[0]]));
    ro_html(page, "</h2>\n");
    published_range(page, story);
    glance(page, told);
    ro_html(page, "</header>\n");
}

void ro_html_brief(ro_page *page, const ro_told *told) {
    const ro_story *story = told->story;
    if (!story->brief_count) return;
    ro_html_section(page, told, "brief", "In brief");
    ro_html(page, "<ol class=brief>");
    for (uint32_t i = 0; i < story->brief_count; i++) {
        const ro_brief_line *line = &story->brief[i];
        ro_html_format(page, "<li id=s%ub%u><p>", told->number, i);
        if (line->evidence_count) {
            ro_html(page, "<a class=quiet href=\"");
            ro_html_address(page, line->evidence[0].article, line->evidence[0].span);
            ro_html(page, "\">");
        }
        ro_html_words(page, line->text);
        ro_html(page, line->evidence_count ? "</a> " : " ");
        for (uint32_t j = 0; j < line->evidence_count; j++)
            ro_html_receipt(page, line->evidence[j].article, line->evidence[j].span);
        ro_html(page, "</p>");
        ro_html_support(page, told, line->articles, line->independent);
        ro_html(page, "</li>\n");
    }
    ro_html(page, "</ol></section>\n");
}

static void names(ro_page *page, const char *label, const char *const *items, uint32_t count) {
    if (!count) return;
    ro_html(page, label);
    for (uint32_t i = 0; i < count; i++) {
        if (i) ro_html(page, ", ");
        ro_html_words(page, items[i]);
    }
}

static void article_date(ro_page *page, const ro_metadata *meta) {
    bool updated;
    const ro_stamp *stamp = ro_view_day(meta, &updated);
    char iso[32], words[64];
    if (!stamp) {
        ro_html(page, "<span class=open>no date</span>");
        return;
    }
    if (updated) ro_html(page, "updated ");
    ro_date_format(&stamp->date, iso);
    ro_html_format(page, "<time datetime=\"%s\" title=\"read from ", iso);
    ro_html_words(page, stamp->from ? stamp->from : "the input");
    ro_html(page, "\">");
    ro_html_words(page, ro_view_date(&stamp->date, words));
    ro_html(page, "</time>");
}

static void article_item(ro_page *page, uint32_t index) {
    const ro_article *article = page->account->articles[index];
    const ro_metadata *meta = &article->meta;
    ro_html(page, "<li>");
    ro_html_article(page, index);
    ro_html_format(page, "<div><p class=by><b>");
    ro_html_text(page, ro_view_outlet(article));
    ro_html(page, "</b>");
    const char *credit;
    for (uint32_t i = 0; (credit = ro_view_credit(article, i)) != NULL; i++) {
        ro_html(page, i ? ", " : ", with ");
        ro_html_words(page, credit);
    }
    ro_html(page, ", ");
    article_date(page, meta);
    ro_html_format(page, "</p><p><a class=quiet href=#a%u>", index + 1);
    ro_html_text(page, ro_view_headline(article));
    ro_html(page, "</a></p>");
    uint32_t junk = ro_view_junk_count(article);
    if (meta->author_count || junk) {
        ro_html(page, "<p class=by>");
        names(page, "By ", meta->authors, meta->author_count);
        if (junk)
            ro_html_format(page, "%s%u %s set aside", meta->author_count ? "; " : "", junk,
                           junk == 1 ? "part" : "parts");
        ro_html(page, "</p>");
    }
    ro_html(page, "<p class=by><code>");
    ro_html_whence(page, article);
    ro_html(page, "</code></p></div></li>\n");
}

void ro_html_articles(ro_page *page, const ro_told *told) {
    enum { SHOWN = 24 }; /* a line each: the rest is folded below a screen */
    const ro_story *story = told->story;
    ro_origin_groups groups = ro_view_origins(story, &page->arena);
    ro_html_section(page, told, "articles", "Articles");
    if (groups.count && groups.count < story->article_count)
        ro_html(page, "<p class=note>Articles framed together and numbered in one colour come from "
                      "one source: they do not confirm each other.</p>\n");
    uint32_t written = 0;
    bool folded = false;
    for (uint32_t source = 0; source < groups.count; source++) {
        uint32_t from = groups.starts[source], to = groups.starts[source + 1];
        if (!folded && written >= SHOWN)
            folded = ro_html_fold(page, written, written, story->article_count, "articles");
        ro_html_format(page, "<ul class=\"articles%s g%u\">", to - from > 1 ? " joined" : "",
                       source % 8);
        for (uint32_t i = from; i < to; i++, written++)
            article_item(page, story->articles[groups.positions[i]]);
        ro_html(page, "</ul>\n");
    }
    ro_html(page, folded ? "</details></section>\n" : "</section>\n");
}
