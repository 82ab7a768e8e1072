/* SPDX-License-Identifier: Apache-2.0 */
/* What versions changed and what articles share. Passages stand beside each other:
 * common words as they are, changed and own words in colour, or in square brackets
 * where there is none. */
#include "tell/terminal/terminal.h"
#include "tell/view.h"
#include "tell/word_diff.h"

/* Items that a list shows where everything is asked for. */
enum { CHANGES_SHOWN = 3, CHANGES_OF_KIND = 1, COPIES_SHOWN = 6, PAIRS_SHOWN = 12 };
enum { VERSIONS_SHOWN = 2, LINES_SHOWN = 12 };

static const char *text_of(const ro_terminal *t, uint32_t article) {
    return t->account->articles[article]->text;
}

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
        if (ro_code_is_space(ro_utf8_decode(run.p + at, ro_str_end(run), &length))) {
            *joined = false;
            at += length;
            continue;
        }
        size_t end = at;
        while (end < run.n &&
               !ro_code_is_space(ro_utf8_decode(run.p + end, ro_str_end(run), &length)))
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

static void passages(ro_terminal *t, const ro_copy *copy) {
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

/* Words of an article on one line, shortened where the digest is asked for. */
static void excerpt(ro_terminal *t, ro_style style, uint32_t article, ro_span span) {
    ro_str words = ro_str_trim(ro_str_span(text_of(t, article), span));
    ro_str fit = t->digest
                     ? ro_text_fit(words, ro_terminal_room(t, 34) / (t->paper.columns < 64 ? 2 : 1))
                     : words;
    ro_paper_text(&t->paper, style, fit);
    if (fit.n < words.n) ro_say(t, " \xE2\x80\xA6");
}

/* The span from the first word that the other does not have; all of it where there
 * is none. */
static ro_span from_difference(const ro_word_runs *runs, ro_span span) {
    for (uint32_t i = 0; i < runs->count; i++)
        if (runs->items[i].mark != RO_WORD_COMMON)
            return (ro_span){runs->items[i].span.start, span.end};
    return span;
}

/* Two long sentences differ somewhere: leave out what they begin with alike. */
static ro_change shortened(ro_terminal *t, const ro_version *version, const ro_change *change) {
    ro_change cut = *change;
    ro_word_runs older, newer;
    if (ro_align_words(&t->arena, text_of(t, version->older), change->older,
                       text_of(t, version->newer), change->newer, &older, &newer)) {
        cut.older = from_difference(&older, change->older);
        cut.newer = from_difference(&newer, change->newer);
    }
    return cut;
}

static void change(ro_terminal *t, const ro_version *version, const ro_change *change) {
    bool both = !ro_span_empty(change->older) && !ro_span_empty(change->newer);
    bool cut = t->digest && both && change->kind == RO_CHANGE_REWORDED;
    ro_change shown = cut ? shortened(t, version, change) : *change;
    ro_paper_open(&t->paper, 5, 7);
    ro_say_dim(t, ro_view_change(change->kind));
    ro_say(t, ": ");
    if (shown.older.start > change->older.start) ro_say(t, "\xE2\x80\xA6 ");
    if (!ro_span_empty(shown.older)) excerpt(t, RO_STYLE_REMOVED, version->older, shown.older);
    if (both) ro_say(t, " \xE2\x86\x92 ");
    if (shown.newer.start > change->newer.start) ro_say(t, "\xE2\x80\xA6 ");
    if (!ro_span_empty(shown.newer)) excerpt(t, RO_STYLE_ADDED, version->newer, shown.newer);
    if (ro_span_empty(change->newer))
        ro_terminal_receipt(t, version->older, change->older);
    else
        ro_terminal_receipt(t, version->newer, change->newer);
    ro_paper_close(&t->paper);
}

/* What matters most first; in the digest a few of each kind. */
static void changes(ro_terminal *t, const ro_version *version) {
    const uint32_t *order = ro_view_changes(version, &t->arena);
    uint32_t shown = 0, of_kind[RO_CHANGE_QUOTE_REMOVED + 1] = {0};
    uint32_t limit = ro_terminal_limit(t, version->change_count, CHANGES_SHOWN);
    for (uint32_t i = 0; order && i < version->change_count && shown < limit; i++) {
        const ro_change *next = &version->changes[order[i]];
        if (limit < version->change_count && of_kind[next->kind]++ >= CHANGES_OF_KIND) continue;
        change(t, version, next);
        shown++;
    }
    ro_terminal_left_out(t, 5, version->change_count - shown, "changes (readout copies)");
}

static void version_line(ro_terminal *t, const ro_version *version) {
    ro_paper_open(&t->paper, 2, 5);
    ro_paper_printf(&t->paper, RO_STYLE_BOLD, "%u replaces %u", version->newer + 1,
                    version->older + 1);
    if (version->evidence) {
        ro_say(t, "; ");
        ro_say_dim(t, version->evidence);
    }
    ro_paper_close(&t->paper);
    changes(t, version);
}

void ro_terminal_versions(ro_terminal *t, const ro_story *story) {
    if (!story->version_count) return;
    ro_terminal_head(t, "Versions");
    uint32_t most = t->digest ? VERSIONS_SHOWN : LINES_SHOWN, count = story->version_count;
    uint32_t shown = count > most + 1 ? most : count;
    for (uint32_t i = 0; i < shown; i++) version_line(t, &story->versions[i]);
    ro_terminal_left_out(t, 2, count - shown, "versions (readout copies --csv)");
}

static void copy_line(ro_terminal *t, const ro_copy *copy) {
    bool a_took = copy->direction == RO_DIRECTION_A_FROM_B;
    ro_paper_open(&t->paper, 2, 5);
    ro_paper_printf(&t->paper, RO_STYLE_BOLD, "%u and %u", copy->a + 1, copy->b + 1);
    ro_say(t, ": ");
    ro_say(t, ro_view_copy_form(copy->form));
    if (copy->form < RO_FORM_SPUN) {
        ro_say(t, ", ");
        ro_say(t, ro_view_copy_kind(copy->kind));
    }
    ro_say(t, ", ");
    if (copy->direction == RO_DIRECTION_A_FROM_B || copy->direction == RO_DIRECTION_B_FROM_A)
        ro_paper_printf(&t->paper, RO_STYLE_PLAIN, "%u took from %u",
                        (a_took ? copy->a : copy->b) + 1, (a_took ? copy->b : copy->a) + 1);
    else
        ro_say(t, copy->direction == RO_DIRECTION_SHARED_SOURCE ? "both from one source"
                                                                : "direction not known");
    ro_paper_printf(&t->paper, RO_STYLE_PLAIN, ", %.0f%% of %u and %.0f%% of %u",
                    (double)copy->share_of_a * 100, copy->a + 1, (double)copy->share_of_b * 100,
                    copy->b + 1);
    if (copy->evidence) {
        ro_say(t, "; ");
        ro_say_dim(t, copy->evidence);
    }
    ro_paper_close(&t->paper);
}

/* Pairs that share quotations and nothing else, on one line. */
static void quotation_pairs(ro_terminal *t, const ro_story *story, const uint32_t *order,
                            uint32_t count) {
    if (!count) return;
    uint32_t shown = ro_terminal_limit(t, count, PAIRS_SHOWN);
    ro_paper_open(&t->paper, 2, 5);
    ro_say(t, "Shared quotations only: ");
    for (uint32_t i = 0; i < shown; i++)
        ro_paper_printf(&t->paper, RO_STYLE_PLAIN, i ? ", %u\xE2\x80\x93%u" : "%u\xE2\x80\x93%u",
                        story->copies[order[i]].a + 1, story->copies[order[i]].b + 1);
    if (shown < count) ro_paper_printf(&t->paper, RO_STYLE_PLAIN, " and %u more", count - shown);
    ro_paper_close(&t->paper);
}

/* The folded source that both articles of a copy belong to, or RO_NONE. */
static uint32_t folded_source(const ro_story *story, const ro_origin_groups *groups,
                              const ro_copy *copy) {
    uint32_t a = ro_view_source_of(story, copy->a), b = ro_view_source_of(story, copy->b);
    if (a != b || a >= groups->count) return RO_NONE;
    return groups->starts[a + 1] - groups->starts[a] < RO_FOLDED ? RO_NONE : a;
}

/* "1 and 399 more: one source ×400, 3555 pairs share text". */
static void folded_pairs(ro_terminal *t, const ro_story *story, const ro_origin_groups *groups,
                         uint32_t source, uint32_t pairs) {
    const uint32_t *starts = groups->starts;
    uint32_t count = starts[source + 1] - starts[source];
    ro_paper_open(&t->paper, 2, 5);
    ro_paper_printf(&t->paper, RO_STYLE_BOLD, "%u and %u more",
                    story->articles[groups->positions[starts[source]]] + 1, count - 1);
    ro_paper_printf(&t->paper, RO_STYLE_PLAIN,
                    ": \xC3\x97%u, one source; %u pairs share text (readout copies --csv)", count,
                    pairs);
    ro_paper_close(&t->paper);
}

/* Take the pairs within a folded source out of `order`, a line for each such source;
 * return how many are left. */
static uint32_t fold_pairs(ro_terminal *t, const ro_story *story, const uint32_t *order,
                           uint32_t count, uint32_t *left) {
    ro_origin_groups groups = ro_view_origins(story, &t->arena);
    uint32_t *pairs = RO_ARENA_ARRAY(&t->arena, uint32_t, groups.count), kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t source = folded_source(story, &groups, &story->copies[order[i]]);
        if (source != RO_NONE && pairs)
            pairs[source]++;
        else
            left[kept++] = order[i];
    }
    for (uint32_t source = 0; pairs && source < groups.count; source++)
        if (pairs[source]) folded_pairs(t, story, &groups, source, pairs[source]);
    return kept;
}

void ro_terminal_copies(ro_terminal *t, const ro_story *story, const char *heading) {
    uint32_t shared;
    const uint32_t *order = ro_view_copies(story, &t->arena, &shared);
    uint32_t *pairs = RO_ARENA_ARRAY(&t->arena, uint32_t, story->copy_count);
    if (!story->copy_count || !order || !pairs) return;
    ro_terminal_head(t, heading);
    uint32_t listed = fold_pairs(t, story, order, t->digest ? shared : story->copy_count, pairs);
    uint32_t shown = ro_terminal_limit(t, listed, COPIES_SHOWN);
    for (uint32_t i = 0; i < shown; i++) {
        if (i && !t->digest) ro_paper_gap(&t->paper);
        copy_line(t, &story->copies[pairs[i]]);
        if (!t->digest) passages(t, &story->copies[pairs[i]]);
    }
    ro_terminal_left_out(t, 2, listed - shown, "pairs (readout copies)");
    if (t->digest) quotation_pairs(t, story, order + shared, story->copy_count - shared);
}
