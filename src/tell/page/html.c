/* SPDX-License-Identifier: Apache-2.0 */
/* The frame of the page: head, contents, stories in their order, what was not read. */
#include "tell/page/html.h"
#include "base/error.h"
#include "base/table.h"
#include "tell/tell.h"

/* Stories whose articles are told together come first; the others share a list. */
static uint32_t told_stories(const ro_account *account) {
    uint32_t count = 0;
    while (count < account->story_count && account->stories[count].article_count > 1) count++;
    return count == 0 && account->story_count == 1 ? 1 : count;
}

static ro_str story_title(const ro_page *page, const ro_story *story) {
    if (story->title && *story->title) return ro_str_of(story->title);
    return ro_view_headline(page->account->articles[story->articles[0]]);
}

static void page_title(ro_page *page, uint32_t told) {
    const ro_account *account = page->account;
    ro_html(page, "<title>Readout: ");
    if (told)
        ro_html_text(page, story_title(page, &account->stories[0]));
    else
        ro_html_format(page, "%u articles", account->article_count);
    if (told > 1) ro_html_format(page, " and %u more", told - 1);
    ro_html(page, "</title>\n");
}

static void begin(ro_page *page, uint32_t told) {
    ro_table css;
    ro_table_open(&css, "report.css");
    ro_html(page, "<!DOCTYPE html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n");
    page_title(page, told);
    ro_html(page, "<meta name=viewport content=\"width=device-width, initial-scale=1\">\n"
                  "<meta name=color-scheme content=\"light dark\">\n"
                  "<meta name=generator content=\"Readout " RO_VERSION "\">\n"
                  "<meta http-equiv=Content-Security-Policy "
                  "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<style>\n");
    ro_sink_str(&page->sink, css.rest);
    ro_html(page, "</style>\n</head>\n<body>\n"
                  "<a class=skip href=#main>To the account</a>\n");
}

static void masthead(ro_page *page, uint32_t told) {
    const ro_account *account = page->account;
    ro_html(page, "<header class=top><p class=brand>Readout</p><p>");
    ro_html_format(page, "%u %s", account->article_count,
                   account->article_count == 1 ? "article" : "articles");
    if (account->story_count > 1)
        ro_html_format(page, ", %u told together in %u %s",
                       account->article_count - (account->story_count - told), told,
                       told == 1 ? "story" : "stories");
    if (account->skipped.count)
        ro_html_format(page, ", <a href=#skipped>%u not read</a>", account->skipped.count);
    ro_html(page, "</p></header>\n");
}

static void contents(ro_page *page, uint32_t told) {
    const ro_account *account = page->account;
    bool alone = told < account->story_count;
    if (told + alone < 2) return;
    ro_html(page, "<nav class=contents aria-label=Contents><h2>Contents</h2>\n<ol>");
    for (uint32_t i = 0; i < told; i++) {
        const ro_story *story = &account->stories[i];
        ro_html_format(page, "<li><a href=#s%u>", i + 1);
        ro_html_text(page, story_title(page, story));
        ro_html_format(page, "</a> <small>%u articles, %u independent</small></li>\n",
                       story->article_count, story->independent);
    }
    if (alone)
        ro_html_format(page,
                       "<li><a href=#alone>Articles that stand alone</a> <small>%u</small>"
                       "</li>\n",
                       account->story_count - told);
    ro_html(page, "</ol></nav>\n");
}

static void tell_story(ro_page *page, const ro_told *told) {
    unsigned sections = page->sections;
    ro_html_format(page, "<article class=story id=s%u aria-labelledby=s%u-h>\n", told->number,
                   told->number);
    ro_html_head(page, told);
    /* Brief and articles beside each other, where both are short. */
    bool beside = (sections & RO_SECTION_BRIEF) && (sections & RO_SECTION_STORIES) &&
                  told->story->brief_count && told->story->article_count <= 8;
    if (beside) ro_html(page, "<div class=lead>\n");
    if (sections & RO_SECTION_BRIEF) ro_html_brief(page, told);
    if (sections & RO_SECTION_STORIES) ro_html_articles(page, told);
    if (beside) ro_html(page, "</div>\n");
    if (sections & RO_SECTION_COPIES) ro_html_graph(page, told);
    if (sections & RO_SECTION_CLAIMS) ro_html_claims(page, told);
    if (sections & RO_SECTION_TIMELINE) ro_html_timeline(page, told);
    if (sections & RO_SECTION_QUOTES) ro_html_remarks(page, told);
    if (sections & RO_SECTION_COPIES) ro_html_versions(page, told);
    ro_html_matrix(page, told);
    if (sections & RO_SECTION_COPIES) ro_html_passages(page, told, "Passages side by side");
    ro_html(page, "</article>\n");
}

static void alone(ro_page *page, uint32_t from) {
    const ro_account *account = page->account;
    if (from >= account->story_count) return;
    ro_html(page, "<section id=alone aria-labelledby=alone-h><h2 id=alone-h>");
    ro_html(page, from ? "Articles that stand alone" : "No two articles tell the same story");
    ro_html(page, "</h2>\n<ul class=alone>");
    for (uint32_t i = from; i < account->story_count; i++) {
        uint32_t article = account->stories[i].articles[0];
        ro_html(page, "<li>");
        ro_html_article(page, article);
        ro_html(page, " ");
        ro_html_text(page, ro_view_headline(account->articles[article]));
        ro_html(page, " <small>");
        ro_html_text(page, ro_view_outlet(account->articles[article]));
        ro_html(page, "</small></li>\n");
    }
    ro_html(page, "</ul></section>\n");
}

static void skipped(ro_page *page) {
    const ro_account *account = page->account;
    if (!account->skipped.count) return;
    ro_html(page, "<section id=skipped aria-labelledby=skipped-h>"
                  "<h2 id=skipped-h>Not read</h2>\n<ul>");
    for (uint32_t i = 0; i < account->skipped.count; i++) {
        ro_html(page, "<li><code>");
        ro_html_words(page, account->skipped.items[i].source);
        ro_html(page, "</code>: ");
        ro_html_words(page, account->skipped.items[i].reason);
        ro_html(page, "</li>\n");
    }
    ro_html(page, "</ul></section>\n");
}

static bool note_sources(ro_page *page) {
    const ro_account *account = page->account;
    page->origin_of = RO_ARENA_ARRAY(&page->arena, uint32_t, account->article_count);
    if (!page->origin_of) return false;
    for (uint32_t i = 0; i < account->article_count; i++) page->origin_of[i] = RO_NONE;
    for (uint32_t i = 0; i < account->story_count; i++) {
        const ro_story *story = &account->stories[i];
        for (uint32_t j = 0;
             story->article_count > 1 && story->origin_of && j < story->article_count; j++)
            page->origin_of[story->articles[j]] = story->origin_of[j];
    }
    return true;
}

static void whole_account(ro_page *page, uint32_t told) {
    const ro_account *account = page->account;
    contents(page, told);
    if (page->sections & RO_SECTION_COPIES) ro_html_arrows(page);
    ro_html(page, "<main id=main>\n");
    for (uint32_t i = 0; i < told; i++) tell_story(page, &(ro_told){&account->stories[i], i + 1});
    alone(page, told);
    if (page->sections & RO_SECTION_COPIES)
        ro_html_passages(page, &(ro_told){&account->apart, account->story_count + 1},
                         "Text in more than one story");
    skipped(page);
    ro_html_texts(page);
}

static void two_articles(ro_page *page) {
    ro_html(page, "<main id=main class=wide>\n");
    ro_html_diff(page);
    skipped(page);
}

ro_status ro_write_html(const ro_account *account, const ro_tell_options *options,
                        ro_write_fn write, void *context, ro_error *error) {
    ro_page page = {.account = account, .arena = RO_ARENA_INIT, .sections = options->sections};
    if (!note_sources(&page)) {
        ro_arena_free(&page.arena);
        return ro_fail_nomem(error);
    }
    uint32_t told = told_stories(account);
    ro_sink_begin(&page.sink, write, context);
    begin(&page, told);
    masthead(&page, told);
    if (page.sections & RO_SECTION_DIFF)
        two_articles(&page);
    else
        whole_account(&page, told);
    ro_html(&page, "</main>\n<footer><p>Every finding links to the sentence it was taken from. "
                   "What the texts do not say is left open.</p></footer>\n</body>\n</html>\n");
    bool oom = page.arena.oom;
    ro_arena_free(&page.arena);
    ro_status status = ro_sink_end(&page.sink, error);
    return status == RO_OK && oom ? ro_fail_nomem(error) : status;
}
