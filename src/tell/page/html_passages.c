/* SPDX-License-Identifier: Apache-2.0 */
/* Texts beside each other: what two versions changed, what two articles share. */
#include "tell/page/html.h"

enum {
    CHANGES_SHOWN = 12, /* the rest is folded: a screen */
    OPEN_PAIRS = 3      /* pairs that are open at first: their texts fill a screen each */
};

static const char *text_of(const ro_page *page, uint32_t article) {
    return page->account->articles[article]->text;
}

/* The rest of the sentence around a passage. */
static void context(ro_page *page, const char *text, uint32_t from, uint32_t to) {
    enum { LONGEST = 400 }; /* bytes: a sentence; a list without stops is left out */
    if (from >= to || to - from > LONGEST) return;
    ro_html(page, "<span class=rest>");
    ro_html_text(page, ro_str_span(text, (ro_span){from, to}));
    ro_html(page, "</span>");
}

static ro_span sentence_of(const ro_article *article, uint32_t at) {
    uint32_t sentence = ro_article_sentence_at(article, at);
    return sentence == RO_NONE ? (ro_span){at, at} : article->sentences.items[sentence].span;
}

static void side(ro_page *page, uint32_t article, ro_span span, const ro_word_runs *runs,
                 const char *tag) {
    ro_html(page, "<div>");
    if (!ro_span_empty(span)) {
        const ro_article *a = page->account->articles[article];
        ro_html(page, "<p>");
        context(page, a->text, sentence_of(a, span.start).start, span.start);
        ro_html_runs(page, a->text, runs, tag);
        context(page, a->text, span.end, sentence_of(a, span.end - 1).end);
        ro_html(page, " ");
        ro_html_receipt(page, article, span);
        ro_html(page, "</p>");
    }
    ro_html(page, "</div>");
}

/* What only one version has: the whole width, without marks within. */
static void one_side(ro_page *page, uint32_t article, ro_span span, const char *tag) {
    ro_html_format(page, "<div><p><%s>", tag);
    ro_html_text(page, ro_str_trim(ro_str_span(text_of(page, article), span)));
    ro_html_format(page, "</%s> ", tag);
    ro_html_receipt(page, article, span);
    ro_html(page, "</p></div></div>\n");
}

static void change(ro_page *page, const ro_version *version, const ro_change *change) {
    ro_word_runs older, newer;
    bool added = ro_span_empty(change->older), removed = ro_span_empty(change->newer);
    ro_html_format(page, "<div class=\"change%s\"><p class=kind>%s</p>",
                   added || removed ? " whole" : "", ro_view_change(change->kind));
    if (added) {
        one_side(page, version->newer, change->newer, "ins");
        return;
    }
    if (removed) {
        one_side(page, version->older, change->older, "del");
        return;
    }
    if (ro_align_words(&page->arena, text_of(page, version->older), change->older,
                       text_of(page, version->newer), change->newer, &older, &newer)) {
        side(page, version->older, change->older, &older, "del");
        side(page, version->newer, change->newer, &newer, "ins");
    }
    ro_html(page, "</div>\n");
}

void ro_html_versions(ro_page *page, const ro_told *told) {
    const ro_story *story = told->story;
    if (!story->version_count) return;
    ro_html_section(page, told, "versions", "What changed between versions");
    for (uint32_t i = 0; i < story->version_count; i++) {
        const ro_version *version = &story->versions[i];
        ro_html_format(page, "<div class=version id=s%uv%u><h4>", told->number, i);
        ro_html_article(page, version->newer);
        ro_html(page, " replaces ");
        ro_html_article(page, version->older);
        ro_html(page, "</h4>");
        if (version->evidence) {
            ro_html(page, "<p class=why>");
            ro_html_words(page, version->evidence);
            ro_html(page, "</p>\n");
        }
        const uint32_t *order = ro_view_changes(version, &page->arena);
        bool folded = false;
        for (uint32_t j = 0; order && j < version->change_count; j++) {
            folded |= ro_html_fold(page, j, CHANGES_SHOWN, version->change_count, "changes");
            change(page, version, &version->changes[order[j]]);
        }
        ro_html(page, folded ? "</details></div>\n" : "</div>\n");
    }
    ro_html(page, "</section>\n");
}

/* Where the n-th byte from the start or the end of a passage lies, between words. */
static uint32_t between_words(const char *text, uint32_t at, uint32_t end) {
    while (at < end && !ro_is_space((unsigned char)text[at])) at++;
    return at;
}

/* A long passage that is the same word for word: its beginning and its end. */
static bool shorten(ro_page *page, const ro_copy *copy, const ro_passage *passage) {
    enum { LONG = 900, KEPT = 280 }; /* bytes: ten lines, of which three stay at either end */
    const char *text = text_of(page, copy->a);
    uint32_t start = passage->a.start, end = passage->a.end;
    if (passage->kind != RO_COPY_VERBATIM || end - start < LONG) return false;
    uint32_t head = between_words(text, start + KEPT, end);
    uint32_t tail = between_words(text, end - KEPT, end);
    if (head >= tail) return false;
    ro_html(page, "<div class=\"change whole\"><p class=kind>word for word</p><div><p>");
    ro_html_text(page, ro_str_span(text, (ro_span){start, head}));
    ro_html_format(page, " <span class=rest>\xE2\x80\xA6 %u more bytes \xE2\x80\xA6</span>",
                   tail - head);
    ro_html_text(page, ro_str_span(text, (ro_span){tail, end}));
    ro_html(page, " ");
    ro_html_receipt(page, copy->a, passage->a);
    ro_html_receipt(page, copy->b, passage->b);
    ro_html(page, "</p></div></div>\n");
    return true;
}

static void passage(ro_page *page, const ro_copy *copy, const ro_passage *passage) {
    ro_word_runs a, b;
    if (shorten(page, copy, passage)) return;
    if (!ro_align_words(&page->arena, text_of(page, copy->a), passage->a, text_of(page, copy->b),
                        passage->b, &a, &b))
        return;
    ro_html_format(page, "<div class=change><p class=kind>%s</p>",
                   ro_view_copy_kind(passage->kind));
    side(page, copy->a, passage->a, &a, "mark");
    side(page, copy->b, passage->b, &b, "mark");
    ro_html(page, "</div>\n");
}

static void pair_heading(ro_page *page, const ro_copy *copy) {
    ro_html(page, "<summary>");
    ro_html_article(page, copy->a);
    ro_html(page, " ");
    ro_html_text(page, ro_view_outlet(page->account->articles[copy->a]));
    ro_html(page, " and ");
    ro_html_article(page, copy->b);
    ro_html(page, " ");
    ro_html_text(page, ro_view_outlet(page->account->articles[copy->b]));
    ro_html_format(page, ": %s, %u %s</summary>\n", ro_view_copy_form(copy->form),
                   copy->passage_count, copy->passage_count == 1 ? "passage" : "passages");
}

void ro_html_passages(ro_page *page, const ro_told *told, const char *heading) {
    const ro_story *story = told->story;
    uint32_t shared;
    const uint32_t *order = ro_view_copies(story, &page->arena, &shared);
    if (!story->copy_count || !order) return;
    ro_html_section(page, told, "passages", heading);
    ro_html(page, "<p class=note>Plain words stand in both. <mark>Marked</mark>: other words in "
                  "the same place. <mark class=own>Underlined</mark>: in one of them alone. "
                  "Grey: the rest of the sentence.</p>\n");
    uint32_t left_out = 0;
    for (uint32_t i = 0; i < story->copy_count; i++) {
        const ro_copy *copy = &story->copies[order[i]];
        if (!ro_html_shows_passages(i, shared)) {
            left_out++;
            continue;
        }
        ro_html_format(page, "<details class=pair id=s%up%u%s>", told->number, order[i],
                       i < OPEN_PAIRS && i < shared ? " open" : "");
        pair_heading(page, copy);
        for (uint32_t j = 0; j < copy->passage_count; j++) passage(page, copy, &copy->passages[j]);
        ro_html(page, "</details>\n");
    }
    if (left_out)
        ro_html_format(page, "<p class=note>The passages of %u more pairs are in the JSON.</p>\n",
                       left_out);
    ro_html(page, "</section>\n");
}
