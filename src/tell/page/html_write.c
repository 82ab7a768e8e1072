/* SPDX-License-Identifier: Apache-2.0 */
/* Pieces of HTML that every section uses. */
#include <stdarg.h>
#include <stdio.h>

#include "base/when.h"
#include "tell/page/html.h"

void ro_html(ro_page *page, const char *markup) {
    ro_sink_puts(&page->sink, markup);
}

void ro_html_format(ro_page *page, const char *format, ...) {
    char text[512];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    ro_sink_puts(&page->sink, text);
}

/* What a byte must be written as, or NULL where it stands for itself; "" for the
 * controls that the standard forbids. */
static const char *escape_of(unsigned char c) {
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    case '\t':
    case '\n': return NULL;
    default: return c < 0x20 || c == 0x7F ? "" : NULL;
    }
}

void ro_html_text(ro_page *page, ro_str text) {
    size_t from = 0, at = 0;
    while (at < text.n) {
        unsigned length = 1;
        const char *instead = escape_of((unsigned char)text.p[at]);
        if ((unsigned char)text.p[at] >= 0x80) {
            uint32_t code = ro_utf8_decode(text.p + at, ro_str_end(text), &length);
            if (code == 0xFFFD) instead = "\xEF\xBF\xBD";
            if (code >= 0x80 && code < 0xA0) instead = "";
        }
        if (instead) {
            ro_sink_put(&page->sink, text.p + from, at - from);
            ro_sink_puts(&page->sink, instead);
            from = at + length;
        }
        at += length;
    }
    ro_sink_put(&page->sink, text.p + from, at - from);
}

void ro_html_words(ro_page *page, const char *text) {
    if (text) ro_html_text(page, ro_str_of(text));
}

/* Tint of an article's source: the colours repeat after eight. */
static unsigned tint(const ro_page *page, uint32_t article) {
    uint32_t source = page->origin_of[article];
    return source == RO_NONE ? 8 : source % 8;
}

/* The number of an article; of a place in it the title says the receipt. */
static void chip(ro_page *page, uint32_t article, const ro_span *span) {
    ro_html_format(page, "\" class=\"n g%u\" title=\"", tint(page, article));
    ro_html_text(page, ro_view_outlet(page->account->articles[article]));
    if (span) ro_html_format(page, " [%u:%u]", article + 1, span->start);
    ro_html_format(page, "\">%u</a>", article + 1);
}

void ro_html_whence(ro_page *page, const ro_article *article) {
    ro_html_words(page, article->meta.input_path);
    if (article->meta.record) ro_html_format(page, "#%u", article->meta.record);
}

void ro_html_address(ro_page *page, uint32_t article, ro_span span) {
    uint32_t sentence = ro_article_sentence_at(page->account->articles[article], span.start);
    ro_html_format(page, "#a%u", article + 1);
    if (sentence != RO_NONE) ro_html_format(page, "s%u", sentence);
}

void ro_html_receipt(ro_page *page, uint32_t article, ro_span span) {
    ro_html(page, "<a href=\"");
    ro_html_address(page, article, span);
    chip(page, article, &span);
}

void ro_html_article(ro_page *page, uint32_t article) {
    ro_html_format(page, "<a href=\"#a%u", article + 1);
    chip(page, article, NULL);
}

void ro_html_support(ro_page *page, const ro_told *told, uint32_t articles, uint32_t independent) {
    enum { MOST_DOTS = 8 }; /* that are counted at a glance; beyond, a number says more */
    uint32_t all = told->story->independent;
    if (told->story->article_count < 2) return;
    ro_html(page, "<span class=sup>");
    if (all <= MOST_DOTS) {
        ro_html(page, "<i aria-hidden=true>");
        for (uint32_t i = 0; i < all; i++)
            ro_html(page, i < independent ? "\xE2\x97\x8F" : "\xE2\x97\x8B");
        ro_html(page, "</i> ");
    }
    if (articles == 1)
        ro_html(page, "1 article</span>");
    else
        ro_html_format(page, "%u articles, %u independent</span>", articles, independent);
}

void ro_html_section(ro_page *page, const ro_told *told, const char *name, const char *heading) {
    ro_html_format(page, "<section id=s%u-%s aria-labelledby=s%u-%s-h>", told->number, name,
                   told->number, name);
    ro_html_format(page, "<h3 id=s%u-%s-h>%s</h3>\n", told->number, name, heading);
}

/* Whether it is one day, month or year. */
static bool is_known(const ro_when *when) {
    int64_t day;
    return when->kind < RO_WHEN_WEEKDAY ? !ro_when_is_open(when) : ro_when_one_day(when, &day);
}

void ro_html_when(ro_page *page, const ro_when *when, const char *words) {
    char text[64];
    if (!when) {
        ro_html(page, "<span class=open>");
        ro_html_words(page, words ? words : "no time given");
        ro_html(page, "</span>");
        return;
    }
    bool known = is_known(when);
    ro_html_format(page, known ? "<time>" : "<span class=open title=\"");
    if (!known) {
        ro_html_words(page, ro_when_format(when, text));
        ro_html(page, ": which one the text does not say\">");
    }
    ro_html_words(page, ro_view_when(when, text));
    ro_html(page, known ? "</time>" : "</span>");
}

void ro_html_runs(ro_page *page, const char *text, const ro_word_runs *runs, const char *tag) {
    for (uint32_t i = 0; i < runs->count; i++) {
        ro_word_mark mark = runs->items[i].mark;
        if (mark != RO_WORD_COMMON)
            ro_html_format(page, "<%s%s>", tag, mark == RO_WORD_OWN ? " class=own" : "");
        ro_html_text(page, ro_str_span(text, runs->items[i].span));
        if (mark != RO_WORD_COMMON) ro_html_format(page, "</%s>", tag);
    }
}

bool ro_html_fold(ro_page *page, uint32_t index, uint32_t shown, uint32_t count, const char *what) {
    if (index != shown || count <= shown) return false;
    ro_html_format(page, "<details><summary>%u more %s</summary>\n", count - shown, what);
    return true;
}
