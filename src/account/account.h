/* SPDX-License-Identifier: Apache-2.0 */
/** The account: the stories that comparing found, and what is told of each first. */
#ifndef RO_ACCOUNT_ACCOUNT_H
#define RO_ACCOUNT_ACCOUNT_H

#include "article/article.h"
#include "compare/compare.h"

struct ro_account {
    ro_arena arena;
    ro_article *const *articles; /* borrowed */
    uint32_t article_count;
    ro_comparison comparison; /* what the tellers look up of it: rules and profiles */
    ro_story *stories;
    uint32_t story_count;
    ro_story apart; /* no story: what articles of different ones share */
    RO_ARRAY(ro_skipped) skipped;
};

/** See ro_account_new; @p options are whole. */
ro_status ro_account_make(const ro_compare_rules *rules, ro_article *const *articles, size_t count,
                          const ro_account_options *options, ro_account **account, ro_error *error);

void ro_make_timeline(const ro_account *account, ro_arena *arena, ro_story *story); /* timeline.c */
void ro_make_brief(const ro_account *account, ro_arena *arena, ro_story *story);    /* brief.c */

#endif
