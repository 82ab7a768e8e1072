/* SPDX-License-Identifier: Apache-2.0 */
/* Coverage: which article has which finding. */
#include <math.h>

#include "tell/page/html.h"
#include "tell/paper.h"

/* A table of more columns can't be read; the lists say the same for every article. */
enum { MOST_ARTICLES = 40, MOST_ROWS = 60 };

typedef struct matrix {
    const ro_told *told;
    uint32_t columns;
    uint32_t *column_of; /* of an article of the account, or RO_NONE */
    const void **cells;  /* of the row at hand: the finding of each column, or NULL */
    uint32_t rows;
} matrix;

static void cell_open(ro_page *page, uint32_t article, ro_span span, const char *label) {
    ro_html(page, "<td><a href=\"");
    ro_html_address(page, article, span);
    ro_html(page, "\" title=\"");
    ro_html_words(page, label);
    ro_html(page, "\">");
}

static const char *variant_mark(const char *variant) {
    static const struct {
        const char *variant, *mark;
    } marks[] = {{"full", "\xE2\x97\x8F"},
                 {"shortened", "\xE2\x97\x90"},
                 {"fragment", "\xE2\x97\x94"},
                 {"reported", "\xE2\x97\x8B"}};
    for (size_t i = 0; variant && i < sizeof marks / sizeof *marks; i++)
        if (strcmp(variant, marks[i].variant) == 0) return marks[i].mark;
    return "\xE2\x97\x8F";
}

/* What a row is about, as a link to where it is told. */
typedef struct row_label {
    char kind; /* of the finding: 'q', 'c', 't' */
    uint32_t index;
    const char *who, *words, *unit; /* each may be NULL */
    bool direct;                    /* the words are the speaker's own */
} row_label;

static void row_head(ro_page *page, const matrix *m, const row_label *label) {
    enum { WIDTH = 76 }; /* bytes of a row's words: beside them stand the articles, a column each */
    ro_str words = ro_str_of(label->words), fit = ro_text_fit(words, WIDTH);
    ro_html_format(page, "<tr><th scope=row><a class=quiet href=#s%u%c%u>", m->told->number,
                   label->kind, label->index);
    ro_html_words(page, label->who);
    if (label->who && words.n) ro_html(page, ": ");
    if (label->direct) ro_html(page, "\xE2\x80\x9C");
    ro_html_text(page, fit);
    if (fit.n < words.n) ro_html(page, " \xE2\x80\xA6");
    if (label->direct) ro_html(page, "\xE2\x80\x9D");
    ro_html(page, "</a>");
    if (label->unit) {
        ro_html(page, " <small>");
        ro_html_words(page, label->unit);
        ro_html(page, "</small>");
    }
    ro_html(page, "</th>");
}

static const void **clear(matrix *m) {
    for (uint32_t i = 0; i < m->columns; i++) m->cells[i] = NULL;
    m->rows++;
    return m->cells;
}

static void keep(matrix *m, uint32_t article, const void *finding) {
    uint32_t column = m->column_of[article];
    if (column != RO_NONE && !m->cells[column]) m->cells[column] = finding;
}

static void remark_rows(ro_page *page, matrix *m) {
    const ro_story *story = m->told->story;
    for (uint32_t i = 0; i < story->remark_count && m->rows < MOST_ROWS; i++) {
        const ro_remark *remark = &story->remarks[i];
        if (remark->rendering_count < 2) continue;
        const void **cells = clear(m);
        for (uint32_t j = 0; j < remark->rendering_count; j++)
            keep(m, remark->renderings[j].article, &remark->renderings[j]);
        row_head(page, m,
                 &(row_label){.kind = 'q',
                              .index = i,
                              .who = remark->speaker ? remark->speaker : "Speaker not named",
                              .words = remark->text,
                              .direct = ro_view_is_direct(page->account, remark)});
        for (uint32_t column = 0; column < m->columns; column++) {
            const ro_rendering *rendering = cells[column];
            if (!rendering) {
                ro_html(page, "<td></td>");
                continue;
            }
            cell_open(page, rendering->article, rendering->span, rendering->variant);
            ro_html(page, variant_mark(rendering->variant));
            ro_html(page, "</a></td>");
        }
        ro_html(page, "</tr>\n");
    }
}

static void claim_rows(ro_page *page, matrix *m) {
    static const char *const bounds[] = {"",  "\xE2\x89\x88", ">",
                                         "<", "\xE2\x89\xA5", "\xE2\x89\xA4"};
    const ro_story *story = m->told->story;
    for (uint32_t i = 0; i < story->claim_count && m->rows < MOST_ROWS; i++) {
        const ro_claim *claim = &story->claims[i];
        const void **cells = clear(m);
        for (uint32_t j = 0; j < claim->value_count; j++)
            keep(m, claim->values[j].article, &claim->values[j]);
        row_head(page, m,
                 &(row_label){
                     .kind = 'c', .index = i, .words = claim->what, .unit = ro_view_unit(claim)});
        for (uint32_t column = 0; column < m->columns; column++) {
            const ro_claim_value *value = cells[column];
            if (!value) {
                ro_html(page, "<td></td>");
                continue;
            }
            cell_open(page, value->article, value->span, value->text);
            ro_html_text(page, ro_str_of(bounds[value->bound]));
            if (isfinite(value->value))
                ro_sink_number(&page->sink, value->value);
            else
                ro_html(page, "\xE2\x97\x86");
            ro_html(page, "</a></td>");
        }
        ro_html(page, "</tr>\n");
    }
}

static void timeline_rows(ro_page *page, matrix *m) {
    const ro_story *story = m->told->story;
    for (uint32_t i = 0; i < story->happening_count && m->rows < MOST_ROWS; i++) {
        const ro_happening *point = &story->happenings[i];
        if (point->evidence_count < 2) continue;
        const void **cells = clear(m);
        for (uint32_t j = 0; j < point->evidence_count; j++)
            keep(m, point->evidence[j].article, &point->evidence[j]);
        row_head(page, m,
                 &(row_label){.kind = 't',
                              .index = i,
                              .who = ro_view_status(point->status),
                              .words = point->what});
        for (uint32_t column = 0; column < m->columns; column++) {
            const ro_receipt *receipt = cells[column];
            if (!receipt) {
                ro_html(page, "<td></td>");
                continue;
            }
            cell_open(page, receipt->article, receipt->span, "told here");
            ro_html(page, "\xE2\x97\x86</a></td>");
        }
        ro_html(page, "</tr>\n");
    }
}

static bool worth_showing(const ro_page *page, const ro_story *story) {
    uint32_t findings = 0;
    if (page->sections & RO_SECTION_CLAIMS) findings += story->claim_count;
    for (uint32_t i = 0; (page->sections & RO_SECTION_QUOTES) && i < story->remark_count; i++)
        findings += story->remarks[i].rendering_count > 1;
    for (uint32_t i = 0; (page->sections & RO_SECTION_TIMELINE) && i < story->happening_count; i++)
        findings += story->happenings[i].evidence_count > 1;
    return story->article_count > 1 && findings > 0;
}

static bool make_columns(ro_page *page, matrix *m) {
    const ro_story *story = m->told->story;
    uint32_t total = page->account->article_count;
    m->columns = story->article_count < MOST_ARTICLES ? story->article_count : MOST_ARTICLES;
    m->column_of = RO_ARENA_ARRAY(&page->arena, uint32_t, total);
    m->cells = RO_ARENA_ARRAY(&page->arena, const void *, m->columns);
    if (!m->column_of || !m->cells) return false;
    for (uint32_t i = 0; i < total; i++) m->column_of[i] = RO_NONE;
    for (uint32_t i = 0; i < m->columns; i++) m->column_of[story->articles[i]] = i;
    return true;
}

void ro_html_matrix(ro_page *page, const ro_told *told) {
    const ro_story *story = told->story;
    matrix m = {.told = told};
    if (!worth_showing(page, story) || !make_columns(page, &m)) return;
    ro_html_section(page, told, "coverage", "Who has what");
    ro_html(page,
            "<p class=note>\xE2\x97\x8F in full \xE2\x97\x90 shortened \xE2\x97\x94 a fragment "
            "\xE2\x97\x8B reported, not quoted \xE2\x97\x86 told here");
    if (m.columns < story->article_count)
        ro_html_format(page, ". The first %u of %u articles", m.columns, story->article_count);
    ro_html_format(page,
                   "</p>\n<div class=scroll role=region tabindex=0 "
                   "aria-labelledby=s%u-coverage-h><table class=matrix><thead><tr><td></td>",
                   told->number);
    for (uint32_t i = 0; i < m.columns; i++) {
        ro_html(page, "<th scope=col>");
        ro_html_article(page, story->articles[i]);
        ro_html(page, "</th>");
    }
    ro_html(page, "</tr></thead>\n<tbody>");
    if (page->sections & RO_SECTION_CLAIMS) claim_rows(page, &m);
    if (page->sections & RO_SECTION_QUOTES) remark_rows(page, &m);
    if (page->sections & RO_SECTION_TIMELINE) timeline_rows(page, &m);
    ro_html(page, "</tbody></table></div></section>\n");
}
