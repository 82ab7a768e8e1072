/* SPDX-License-Identifier: Apache-2.0 */
/** What the files that write for a terminal share. */
#ifndef RO_TELL_TERMINAL_TERMINAL_H
#define RO_TELL_TERMINAL_TERMINAL_H

#include "account/account.h"
#include "tell/paper.h"

/** A source that so many articles carry is one entry of a list. */
enum { RO_FOLDED = 4 };

typedef struct ro_terminal {
    ro_paper paper;
    const ro_account *account;
    ro_arena arena; /* for the length of one writing */
    unsigned sections;
    bool digest; /* everything was asked for: each list is kept short */
    bool has_receipt;
    ro_receipt receipt; /* the first that was written: the footnote explains it */
} ro_terminal;

static inline void ro_say(ro_terminal *terminal, const char *text) {
    ro_paper_puts(&terminal->paper, RO_STYLE_PLAIN, text);
}

static inline void ro_say_dim(ro_terminal *terminal, const char *text) {
    ro_paper_puts(&terminal->paper, RO_STYLE_DIM, text);
}

/** The heading of a section, after an empty line. */
void ro_terminal_head(ro_terminal *terminal, const char *words);

/** The same without the empty line: the section goes on. */
void ro_terminal_subhead(ro_terminal *terminal, const char *words);

/** How many of @p count items to show: in a digest about @p shown. */
uint32_t ro_terminal_limit(const ro_terminal *terminal, uint32_t count, uint32_t shown);

/** Columns for an excerpt beside which @p taken are taken: fewer than a line of print only
 *  where the terminal is as narrow. */
unsigned ro_terminal_room(const ro_terminal *terminal, unsigned taken);

/** "and 7 more changes", where @p count is not 0. */
void ro_terminal_left_out(ro_terminal *terminal, unsigned indent, uint32_t count, const char *what);

/** Versions with their changes; copies, below @p heading, with their passages side by side. */
void ro_terminal_versions(ro_terminal *terminal, const ro_story *story);
void ro_terminal_copies(ro_terminal *terminal, const ro_story *story, const char *heading);

/** " [3:120]": article 3, byte 120. */
void ro_terminal_receipt(ro_terminal *terminal, uint32_t article, ro_span span);

#endif
