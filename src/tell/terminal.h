/* SPDX-License-Identifier: Apache-2.0 */
/** What the files that write for a terminal share. */
#ifndef RO_TELL_TERMINAL_H
#define RO_TELL_TERMINAL_H

#include "tell/account.h"
#include "tell/paper.h"

typedef struct ro_terminal {
    ro_paper paper;
    const ro_account *account;
    ro_arena arena; /* for the length of one writing */
    unsigned sections;
    bool digest; /* everything was asked for: each list is kept short */
} ro_terminal;

/** The passages of a copy side by side, in as many columns as the paper has. */
void ro_terminal_passages(ro_terminal *terminal, const ro_copy *copy);

/** " [3:120]": article 3, byte 120. */
void ro_terminal_receipt(ro_terminal *terminal, uint32_t article, ro_span span);

#endif
