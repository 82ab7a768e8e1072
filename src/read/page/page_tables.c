/* SPDX-License-Identifier: Apache-2.0 */
/* Tables that hold data, as opposed to those that lay out a page: which cell each block is of, in
 * the columns that readers see, and which are headers. Source: WHATWG HTML, 4.9.12 "Processing
 * model" of tables; of two cells in one place the later is moved on. */
#include "read/page/page.h"

enum {
    MOST_COLUMNS = 64, /* what stands further right shares the last one */
    MOST_SPAN = 1000,  /* rows and columns that one cell may cover, as in HTML */
    CELL_WORDS = 60    /* of the longest cell of data: more are paragraphs of a page */
};

typedef struct grid {
    ro_page *page;
    uint32_t node;   /* of the table */
    uint32_t row;    /* that the cell at hand is of, from 1; counts on over the tables */
    uint32_t column; /* of the next cell */
    uint32_t covered[MOST_COLUMNS]; /* by cells of rows above, so many rows from this one on */
    uint32_t first_row, columns, filled, longest, words, running;
    bool headed;
} grid;

static uint32_t span_of(const ro_page *page, uint32_t dom, const char *name) {
    ro_str value = ro_str_trim(ro_page_attribute(page, dom, name));
    uint32_t span = 0;
    for (size_t i = 0; i < value.n && ro_is_digit((unsigned char)value.p[i]); i++)
        if (span < MOST_SPAN) span = span * 10 + (uint32_t)(value.p[i] - '0');
    return span == 0 ? 1 : span > MOST_SPAN ? MOST_SPAN : span;
}

static void begin_row(grid *g) {
    for (uint32_t c = 0; c < MOST_COLUMNS && g->row >= g->first_row; c++)
        if (g->covered[c]) g->covered[c]--;
    g->row++;
    g->column = 0;
}

/* Put a cell at its column; whether it holds words. */
static void place_cell(grid *g, const ro_page_node *cell) {
    ro_page *page = g->page;
    uint32_t words = 0, across = span_of(page, cell->dom, "colspan"),
             down = span_of(page, cell->dom, "rowspan");
    while (g->column + 1 < MOST_COLUMNS && g->covered[g->column]) g->column++;
    /* The row around a cell lies in the head of the table, or does not. */
    uint32_t row = cell->parent, around = row == RO_NONE ? row : page->nodes.items[row].parent;
    bool header = cell->tag == RO_TAG_TH ||
                  (around != RO_NONE && page->nodes.items[around].tag == RO_TAG_THEAD);
    for (uint32_t i = cell->first_block; i < cell->last_block; i++) {
        ro_page_block *block = &page->blocks.items[i];
        block->form.row = g->row;
        block->form.column = g->column;
        block->header_cell = header;
        words += block->form.words;
        if (ro_block_is_solid(&block->form)) g->running += block->form.words;
    }
    g->words += words;
    g->filled += words > 0;
    g->headed = g->headed || (header && words > 0);
    if (words > g->longest) g->longest = words;
    for (uint32_t c = 0; c < across && g->column < MOST_COLUMNS; c++)
        g->covered[g->column++] = down;
    if (g->column > g->columns) g->columns = g->column;
    if (g->column >= MOST_COLUMNS) g->column = MOST_COLUMNS - 1;
}

static bool holds_data(const grid *g) {
    uint32_t rows = g->row + 1 - g->first_row;
    ro_str role = ro_page_attribute(g->page, g->page->nodes.items[g->node].dom, "role");
    if (ro_str_same(role, RO_STR("presentation")) || ro_str_same(role, RO_STR("none")))
        return false;
    if (rows < 2 || g->columns < 2 || g->longest > CELL_WORDS) return false;
    return g->headed || (g->filled * 2 >= rows * g->columns && g->running * 2 < g->words);
}

static bool has_figure(const ro_page *page, const ro_page_block *block) {
    ro_str text = ro_str_span(page->text.data, block->span);
    for (size_t i = 0; i < text.n; i++)
        if (ro_is_digit((unsigned char)text.p[i])) return true;
    return false;
}

/* Many tables mark no header. A first row of words over columns of figures is one. */
static void infer_header(const grid *g) {
    const ro_page_node *table = &g->page->nodes.items[g->node];
    uint32_t above = 0, figures = 0, below = 0;
    for (uint32_t i = table->first_block; i < table->last_block; i++) {
        const ro_page_block *block = &g->page->blocks.items[i];
        bool figure = has_figure(g->page, block);
        if (block->form.row == g->first_row && figure) return;
        above += block->form.row == g->first_row;
        below += block->form.row > g->first_row;
        figures += block->form.row > g->first_row && figure;
    }
    if (above < g->columns || g->row - g->first_row < 2 || figures * 3 < below) return;
    for (uint32_t i = table->first_block; i < table->last_block; i++)
        if (g->page->blocks.items[i].form.row == g->first_row)
            g->page->blocks.items[i].header_cell = true;
}

/* The rows of the table at a node, which holds no other; the last row that it used. */
static uint32_t read_table(ro_page *page, uint32_t node, uint32_t rows) {
    grid g = {.page = page, .node = node, .row = rows, .first_row = rows + 1};
    const ro_page_node *table = &page->nodes.items[node];
    for (uint32_t i = node + 1; i < table->end; i++) {
        unsigned tag = page->nodes.items[i].tag;
        if (tag == RO_TAG_TR) begin_row(&g);
        if ((tag == RO_TAG_TD || tag == RO_TAG_TH) && g.row > rows)
            place_cell(&g, &page->nodes.items[i]);
    }
    bool data = holds_data(&g);
    if (data && !g.headed) infer_header(&g);
    for (uint32_t i = table->first_block; i < table->last_block; i++) {
        ro_page_block *block = &page->blocks.items[i];
        if (!data) block->form.row = block->form.column = 0;
        if (!block->form.row) continue;
        block->form.kind = block->header_cell ? RO_BLOCK_HEADER_CELL : RO_BLOCK_CELL;
        /* A linked name in a table that says what its columns are is no way elsewhere. */
        bool led = block->form.role == RO_PART_RELATED_LINK &&
                   !(block->within & (RO_WITHIN_ANY_JUNK | RO_WITHIN_ASIDE));
        if (g.headed && led) block->form.role = RO_ROLE_OPEN;
    }
    return g.row;
}

void ro_page_tables(ro_page *page) {
    uint32_t last = RO_NONE, rows = 0;
    for (uint32_t i = 0; i < page->nodes.count; i++) {
        if (page->nodes.items[i].tag != RO_TAG_TABLE) continue;
        /* The one before held this one, or is done. */
        if (last != RO_NONE && page->nodes.items[last].end <= i)
            rows = read_table(page, last, rows);
        last = i;
    }
    if (last != RO_NONE) read_table(page, last, rows);
}
