/* SPDX-License-Identifier: Apache-2.0 */
/* What every section is written with. */
#include "tell/terminal/terminal.h"

void ro_terminal_subhead(ro_terminal *t, const char *words) {
    ro_paper_open(&t->paper, 0, 0);
    ro_paper_puts(&t->paper, RO_STYLE_HEAD, words);
    ro_paper_close(&t->paper);
}

void ro_terminal_head(ro_terminal *t, const char *words) {
    ro_paper_gap(&t->paper);
    ro_terminal_subhead(t, words);
}

unsigned ro_terminal_room(const ro_terminal *t, unsigned taken) {
    enum { LEAST = 64 }; /* on a narrow terminal an excerpt takes a second line */
    return t->paper.columns < LEAST + taken ? LEAST : t->paper.columns - taken;
}

uint32_t ro_terminal_limit(const ro_terminal *t, uint32_t count, uint32_t shown) {
    return t->digest && count > shown + 1 ? shown : count;
}

void ro_terminal_left_out(ro_terminal *t, unsigned indent, uint32_t count, const char *what) {
    if (!count) return;
    ro_paper_open(&t->paper, indent, indent);
    ro_paper_printf(&t->paper, RO_STYLE_DIM, "and %u more%s%s", count, count > 1 ? " " : "",
                    count > 1 ? what : "");
    ro_paper_close(&t->paper);
}

void ro_terminal_receipt(ro_terminal *t, uint32_t article, ro_span span) {
    if (!t->has_receipt) t->receipt = (ro_receipt){article, span};
    t->has_receipt = true;
    ro_paper_space(&t->paper);
    ro_paper_printf(&t->paper, RO_STYLE_DIM, "[%u:%u]", article + 1, span.start);
}
