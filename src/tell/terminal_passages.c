/* SPDX-License-Identifier: Apache-2.0 */
/* Two passages beside each other: common words as they are, changed and own words
 * in colour, or in square brackets where there is none. */
#include "tell/alignment.h"
#include "tell/terminal.h"
#include "tell/view.h"

/* A word of a cell, with what is marked before and after it. */
typedef struct piece {
    ro_str text;
    ro_style style;
    bool joined; /* to the piece before, without a space */
} piece;

typedef struct cell {
    piece *items;
    uint32_t count;
    uint32_t capacity;
    uint32_t next; /* the first piece of the next line */
} cell;

static void add_piece(ro_arena *arena, cell *c, ro_str text, ro_style style, bool joined) {
    piece *next = RO_PUSH(arena, c);
    if (next) *next = (piece){text, style, joined};
}

/* Cut a run at white space. `*joined` says whether the next piece touches the last. */
static void add_run(ro_terminal *t, cell *c, ro_str run, ro_style style, bool *joined) {
    size_t at = 0;
    while (at < run.n) {
        unsigned length;
        if (ro_code_is_space(ro_utf8_decode(run.p + at, run.p + run.n, &length))) {
            *joined = false;
            at += length;
            continue;
        }
        size_t end = at;
        while (end < run.n &&
               !ro_code_is_space(ro_utf8_decode(run.p + end, run.p + run.n, &length)))
            end += length;
        add_piece(&t->arena, c, (ro_str){run.p + at, end - at}, style, *joined);
        *joined = true;
        at = end;
    }
}

static cell make_cell(ro_terminal *t, const char *text, const ro_word_runs *runs, ro_style mark) {
    cell c = {0};
    bool joined = false;
    for (uint32_t i = 0; i < runs->count; i++) {
        ro_str run = ro_str_span(text, runs->items[i].span);
        bool marked = runs->items[i].mark != RO_WORD_COMMON;
        bool brackets = marked && !t->paper.color;
        if (brackets) {
            add_piece(&t->arena, &c, RO_STR("["), mark, joined);
            joined = true;
        }
        add_run(t, &c, run, marked ? mark : RO_STYLE_PLAIN, &joined);
        if (brackets) add_piece(&t->arena, &c, RO_STR("]"), mark, true);
    }
    return c;
}

/* Width of the piece at `from` with all that are joined behind it; `*end` receives
 * the piece after them. */
static unsigned word_width(const cell *c, uint32_t from, uint32_t *end) {
    unsigned width = ro_text_width(c->items[from].text);
    uint32_t i = from + 1;
    for (; i < c->count && c->items[i].joined; i++) width += ro_text_width(c->items[i].text);
    *end = i;
    return width;
}

/* Put the next line of a cell at the paper's column, at most `width` wide. */
static void cell_line(ro_terminal *t, cell *c, unsigned width) {
    ro_paper *paper = &t->paper;
    unsigned left = paper->column, used = 0;
    while (c->next < c->count) {
        uint32_t end;
        unsigned word = word_width(c, c->next, &end);
        if (used && used + 1 + word > width) return;
        if (used) ro_paper_tab(paper, left + used + 1);
        for (; c->next < end; c->next++) {
            piece *p = &c->items[c->next];
            ro_str fit = ro_text_fit(p->text, left + width - paper->column);
            if (fit.n == 0 && paper->column > left) return;
            if (fit.n == 0) fit = p->text;
            ro_paper_text(paper, p->style, fit);
            if (fit.n < p->text.n) {
                p->text = (ro_str){p->text.p + fit.n, p->text.n - fit.n};
                return;
            }
        }
        used = paper->column - left;
    }
}

static void side_by_side(ro_terminal *t, cell *a, cell *b) {
    unsigned width = (t->paper.columns - 5) / 2;
    while (a->next < a->count || b->next < b->count) {
        ro_paper_open(&t->paper, 2, 2);
        cell_line(t, a, width);
        if (b->next < b->count) {
            ro_paper_tab(&t->paper, 2 + width + 1);
            ro_paper_puts(&t->paper, RO_STYLE_DIM, "\xE2\x94\x82");
            ro_paper_tab(&t->paper, 2 + width + 3);
            cell_line(t, b, width);
        }
        ro_paper_close(&t->paper);
    }
}

static void heading(ro_terminal *t, const ro_copy *copy, const ro_passage *passage,
                    uint32_t number) {
    unsigned width = (t->paper.columns - 5) / 2;
    ro_paper_gap(&t->paper);
    ro_paper_open(&t->paper, 2, 2);
    ro_paper_printf(&t->paper, RO_STYLE_DIM, "%u. %s", number, ro_view_copy_kind(passage->kind));
    ro_terminal_receipt(t, copy->a, passage->a);
    ro_paper_tab(&t->paper, 2 + width + 3);
    ro_terminal_receipt(t, copy->b, passage->b);
    ro_paper_close(&t->paper);
}

void ro_terminal_passages(ro_terminal *t, const ro_copy *copy) {
    const ro_article *a = t->account->articles[copy->a], *b = t->account->articles[copy->b];
    for (uint32_t i = 0; i < copy->passage_count; i++) {
        const ro_passage *passage = &copy->passages[i];
        ro_word_runs runs_a, runs_b;
        heading(t, copy, passage, i + 1);
        if (!ro_align_words(&t->arena, a->text, passage->a, b->text, passage->b, &runs_a, &runs_b))
            return;
        cell left = make_cell(t, a->text, &runs_a, RO_STYLE_REMOVED);
        cell right = make_cell(t, b->text, &runs_b, RO_STYLE_ADDED);
        side_by_side(t, &left, &right);
    }
}
