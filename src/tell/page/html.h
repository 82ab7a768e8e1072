/* SPDX-License-Identifier: Apache-2.0 */
/**
 * One page of HTML that needs nothing but itself: no network, no script.
 *
 * Addresses within the page: story s1; its sections s1-quotes and so on; article
 * a1; its sentences a1s0, a1s1 …; findings s1q0 (remark), s1c0 (claim), s1t0 (point
 * of the timeline), s1b0 (line of the brief), s1p0 (copy), s1v0 (version).
 */
#ifndef RO_TELL_PAGE_HTML_H
#define RO_TELL_PAGE_HTML_H

#include "account/account.h"
#include "tell/sink.h"
#include "tell/view.h"
#include "tell/word_diff.h"

typedef struct ro_page {
    ro_sink sink;
    const ro_account *account;
    ro_arena arena;      /* for the length of one writing */
    uint32_t *origin_of; /* of each article, within its story; RO_NONE where in none */
    unsigned sections;
} ro_page;

/** Whether the page shows the passages of the pair at @p place of ro_view_copies; the
 *  others are listed. Quotations that many articles share stand under who said what. */
static inline bool ro_html_shows_passages(uint32_t place, uint32_t shared) {
    /* Each pair repeats its texts, and a browser lays out all of them. Quotations that two share
     * are told under who said what, too. */
    enum { PAIRS = 100, QUOTATION_PAIRS = 12 };
    return place < shared ? place < PAIRS : place - shared < QUOTATION_PAIRS;
}

/** A story with its number on the page, from 1. */
typedef struct ro_told {
    const ro_story *story;
    uint32_t number;
} ro_told;

/* What the files share: html_write.c */

/** "PATH#2": which file an article was read from, and which record of it. */
void ro_html_whence(ro_page *page, const ro_article *article);

/** Text, escaped; characters that HTML does not allow are left out. */
void ro_html_text(ro_page *page, ro_str text);
/** Markup as it stands. */
void ro_html(ro_page *page, const char *markup);
void ro_html_format(ro_page *page, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** Text of a C string, escaped; nothing for NULL. */
void ro_html_words(ro_page *page, const char *text);
/** The number of an article as a link to the sentence that holds @p span. */
void ro_html_receipt(ro_page *page, uint32_t article, ro_span span);
/** The number of an article as a link to its text. */
void ro_html_article(ro_page *page, uint32_t article);
/** "#a1s4", without quotes: the place of @p span. */
void ro_html_address(ro_page *page, uint32_t article, ro_span span);
/** Dots, filled for the independent sources behind a finding, and the same in words. */
void ro_html_support(ro_page *page, const ro_told *told, uint32_t articles, uint32_t independent);
/** Open a section of a story with its heading; close with ro_html(page, "</section>\n"). */
void ro_html_section(ro_page *page, const ro_told *told, const char *name, const char *heading);
/** A time, with what is not known of it left open; @p words, which may be NULL, where @p when
 *  is NULL. */
void ro_html_when(ro_page *page, const ro_when *when, const char *words);
/** A passage with the words marked that the other does not have. */
void ro_html_runs(ro_page *page, const char *text, const ro_word_runs *runs, const char *tag);
/** Open a fold that says what it holds, where @p shown items are out already. */
bool ro_html_fold(ro_page *page, uint32_t index, uint32_t shown, uint32_t count, const char *what);

/* One file a section. */
void ro_html_head(ro_page *page, const ro_told *told);     /* html_story.c */
void ro_html_brief(ro_page *page, const ro_told *told);    /* html_story.c */
void ro_html_articles(ro_page *page, const ro_told *told); /* html_story.c */
/** Arrow heads in the colours of the arcs, once a page. */
void ro_html_arrows(ro_page *page);
void ro_html_graph(ro_page *page, const ro_told *told);    /* html_graph.c */
void ro_html_versions(ro_page *page, const ro_told *told); /* html_passages.c */
void ro_html_passages(ro_page *page, const ro_told *told,
                      const char *heading);                /* html_passages.c */
void ro_html_claims(ro_page *page, const ro_told *told);   /* html_claims.c */
void ro_html_remarks(ro_page *page, const ro_told *told);  /* html_remarks.c */
void ro_html_timeline(ro_page *page, const ro_told *told); /* html_timeline.c */
void ro_html_matrix(ro_page *page, const ro_told *told);   /* html_matrix.c */
void ro_html_texts(ro_page *page);                         /* html_texts.c */
/** The first two articles of the account beside each other, with what they share or what
 *  was changed linked from one to the other. */
void ro_html_diff(ro_page *page); /* html_diff.c */

#endif
