/* SPDX-License-Identifier: Apache-2.0 */
/* The articles themselves: each part shown as what it is, every finding marked in
 * place and linked back to where it is told. */
#include <stdlib.h>

#include "tell/page/html.h"

typedef enum finding_kind { COPIED, DATED, BRIEF, FIGURE, SAID } finding_kind;

/* A stretch of an article that a finding rests on. */
typedef struct finding {
    ro_span span;
    finding_kind kind;
    uint32_t story, index;
} finding;

typedef struct finding_list {
    finding *items;
    uint32_t count;
    uint32_t capacity;
} finding_list;

static void note(ro_page *page, finding_list *lists, uint32_t article, finding found) {
    if (ro_span_empty(found.span)) return;
    finding *next = RO_PUSH(&page->arena, &lists[article]);
    if (next) *next = found;
}

static void note_copies(ro_page *page, finding_list *lists, const ro_told *told) {
    for (uint32_t i = 0; i < told->story->copy_count; i++) {
        const ro_copy *copy = &told->story->copies[i];
        for (uint32_t j = 0; j < copy->passage_count; j++) {
            const ro_passage *passage = &copy->passages[j];
            note(page, lists, copy->a, (finding){passage->a, COPIED, told->number, i});
            note(page, lists, copy->b, (finding){passage->b, COPIED, told->number, i});
        }
    }
}

static void note_places(ro_page *page, finding_list *lists, const ro_told *told) {
    const ro_story *story = told->story;
    for (uint32_t i = 0; (page->sections & RO_SECTION_TIMELINE) && i < story->happening_count; i++)
        for (uint32_t j = 0; j < story->happenings[i].evidence_count; j++)
            note(page, lists, story->happenings[i].evidence[j].article,
                 (finding){story->happenings[i].evidence[j].span, DATED, told->number, i});
    for (uint32_t i = 0; (page->sections & RO_SECTION_BRIEF) && i < story->brief_count; i++)
        for (uint32_t j = 0; j < story->brief[i].evidence_count; j++)
            note(page, lists, story->brief[i].evidence[j].article,
                 (finding){story->brief[i].evidence[j].span, BRIEF, told->number, i});
}

static void note_words(ro_page *page, finding_list *lists, const ro_told *told) {
    const ro_story *story = told->story;
    for (uint32_t i = 0; (page->sections & RO_SECTION_CLAIMS) && i < story->claim_count; i++)
        for (uint32_t j = 0; j < story->claims[i].value_count; j++)
            note(page, lists, story->claims[i].values[j].article,
                 (finding){story->claims[i].values[j].span, FIGURE, told->number, i});
    for (uint32_t i = 0; (page->sections & RO_SECTION_QUOTES) && i < story->remark_count; i++)
        for (uint32_t j = 0; j < story->remarks[i].rendering_count; j++)
            note(page, lists, story->remarks[i].renderings[j].article,
                 (finding){story->remarks[i].renderings[j].span, SAID, told->number, i});
}

/* In the order of the text, the longer first, so that the last one begun is the
 * narrowest. */
static int by_place(const void *left, const void *right) {
    const finding *a = left, *b = right;
    if (a->span.start != b->span.start) return a->span.start < b->span.start ? -1 : 1;
    if (a->span.end != b->span.end) return a->span.end > b->span.end ? -1 : 1;
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* Writing of one article: a walk over its text with the findings that cover it. */
typedef struct walk {
    ro_page *page;
    const ro_article *article;
    const finding_list *list;
    uint32_t next;  /* the first finding that is not begun */
    uint32_t *open; /* stack of those begun, the narrowest on top */
    uint32_t depth;
} walk;

static void begin_findings(walk *w, uint32_t at) {
    while (w->next < w->list->count && w->list->items[w->next].span.start <= at)
        w->open[w->depth++] = w->next++;
    while (w->depth && w->list->items[w->open[w->depth - 1]].span.end <= at) w->depth--;
}

/* What covers a stretch. Only the narrowest few are looked at: more marks on one
 * word say nothing, and hostile overlaps cost no more than this. */
typedef struct cover {
    const finding *link; /* where the stretch leads: to what was said before what is shared */
    unsigned kinds;      /* bits of finding_kind */
    uint32_t end;        /* where it may change */
} cover;

static cover cover_of(const walk *w, uint32_t at, uint32_t end) {
    /* Findings around a place that are looked at: there are five kinds to colour it. */
    enum { LOOKED_AT = 8 };
    cover c = {.end = end};
    if (w->next < w->list->count && w->list->items[w->next].span.start < c.end)
        c.end = w->list->items[w->next].span.start;
    for (uint32_t i = w->depth; i > 0 && i + LOOKED_AT > w->depth; i--) {
        const finding *open = &w->list->items[w->open[i - 1]];
        if (open->span.end <= at) continue;
        if (open->span.end < c.end) c.end = open->span.end;
        if (!c.link || (c.link->kind == COPIED && open->kind != COPIED)) c.link = open;
        c.kinds |= 1u << open->kind;
    }
    return c;
}

static void stretch(walk *w, uint32_t from, uint32_t to) {
    static const char kinds[] = {'p', 't', 'b', 'c', 'q'};
    while (from < to) {
        begin_findings(w, from);
        cover c = cover_of(w, from, to);
        if (c.link) {
            ro_html(w->page, "<a class=\"f");
            for (unsigned kind = COPIED; kind <= SAID; kind++)
                if (c.kinds & (1u << kind)) ro_html_format(w->page, " %c", kinds[kind]);
            ro_html_format(w->page, "\" href=#s%u%c%u>", c.link->story, kinds[c.link->kind],
                           c.link->index);
        }
        ro_html_text(w->page, ro_str_span(w->article->text, (ro_span){from, c.end}));
        if (c.link) ro_html(w->page, "</a>");
        from = c.end;
    }
}

/* The sentences of a part, each with its address; returns the first behind it. */
static uint32_t sentences(walk *w, const ro_part *part, uint32_t article, uint32_t sentence) {
    const ro_article *a = w->article;
    uint32_t at = part->span.start;
    while (sentence < a->sentences.count && a->sentences.items[sentence].span.start < at)
        sentence++;
    while (sentence < a->sentences.count &&
           a->sentences.items[sentence].span.end <= part->span.end) {
        ro_span span = a->sentences.items[sentence].span;
        stretch(w, at, span.start);
        ro_html_format(w->page, "<span id=a%us%u>", article + 1, sentence);
        stretch(w, span.start, span.end);
        ro_html(w->page, "</span>");
        at = span.end;
        sentence++;
    }
    stretch(w, at, part->span.end);
    return sentence;
}

static bool on_same_line(const ro_article *article, const ro_part *part, const ro_part *next) {
    uint32_t gap = next->span.start - part->span.end;
    return next->span.start >= part->span.end && gap < 8 &&
           !memchr(article->text + part->span.end, '\n', gap) &&
           (part->span.end == part->span.start || article->text[part->span.end - 1] != '\n');
}

/* A paragraph for each line, of one part or of several. */
static void parts(walk *w, uint32_t article) {
    const ro_article *a = w->article;
    uint32_t sentence = 0;
    for (uint32_t i = 0; i < a->parts.count; i++) {
        const ro_part *part = &a->parts.items[i];
        const char *class = ro_view_class(part);
        bool junk = strcmp(class, "junk") == 0;
        bool joined = i > 0 && on_same_line(a, part - 1, part);
        bool joins = i + 1 < a->parts.count && on_same_line(a, part, part + 1);
        if (joined)
            ro_html(w->page, " ");
        else
            ro_html_format(w->page, "<p class=%s>", joins ? "body" : class);
        if (joined || joins) ro_html_format(w->page, "<span class=%s>", class);
        if (junk) ro_html_format(w->page, "<small>%s</small> ", ro_view_role(part->role));
        sentence = sentences(w, part, article, sentence);
        if (joined || joins) ro_html(w->page, "</span>");
        if (!joins) ro_html(w->page, "</p>\n");
    }
}

static bool is_web_address(const char *url) {
    ro_str s = ro_str_of(url);
    return ro_str_starts(s, RO_STR("https://")) || ro_str_starts(s, RO_STR("http://"));
}

static void heading(ro_page *page, uint32_t index) {
    const ro_article *article = page->account->articles[index];
    ro_html_format(page, "<article class=text id=a%u aria-labelledby=a%u-h><h3 id=a%u-h>",
                   index + 1, index + 1, index + 1);
    ro_html_article(page, index);
    ro_html(page, " ");
    ro_html_text(page, ro_view_outlet(article));
    ro_html(page, "</h3><p class=by><code>");
    ro_html_whence(page, article);
    ro_html(page, "</code>");
    if (is_web_address(article->meta.url)) {
        ro_html(page, " <a rel=\"noopener noreferrer\" href=\"");
        ro_html_words(page, article->meta.url);
        ro_html(page, "\">as published</a>");
    }
    ro_html(page, "</p>\n");
}

static void text(ro_page *page, uint32_t index, finding_list *list) {
    walk w = {.page = page, .article = page->account->articles[index], .list = list};
    w.open = RO_ARENA_ARRAY(&page->arena, uint32_t, list->count);
    if (!w.open) return;
    ro_sort(list->items, list->count, sizeof *list->items, by_place);
    heading(page, index);
    parts(&w, index);
    ro_html(page, "</article>\n");
}

void ro_html_texts(ro_page *page) {
    const ro_account *account = page->account;
    finding_list *lists = RO_ARENA_ARRAY(&page->arena, finding_list, account->article_count);
    if (!lists || !account->article_count) return;
    for (uint32_t i = 0; i < account->story_count; i++) {
        ro_told told = {&account->stories[i], i + 1};
        if (told.story->article_count < 2 && account->story_count > 1) continue;
        if (page->sections & RO_SECTION_COPIES) note_copies(page, lists, &told);
        note_places(page, lists, &told);
        note_words(page, lists, &told);
    }
    ro_html(page, "<section id=texts aria-labelledby=texts-h><h2 id=texts-h>The articles</h2>\n"
                  "<p class=note>Marked: <span class=\"f q\">said</span> "
                  "<span class=\"f c\">figure</span> <span class=\"f t\">timeline</span> "
                  "<span class=\"f b\">brief</span> <span class=\"f p\">shared text</span>. "
                  "Each leads back to its finding. Greyed parts are no part of the article.</p>\n");
    for (uint32_t i = 0; i < account->article_count; i++) text(page, i, &lists[i]);
    ro_html(page, "</section>\n");
}
