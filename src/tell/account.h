/* SPDX-License-Identifier: Apache-2.0 */
/** The account, as the tellers see it. */
#ifndef RO_TELL_ACCOUNT_H
#define RO_TELL_ACCOUNT_H

#include "article/article.h"
#include "compare/compare.h"

typedef struct ro_skipped {
    const char *source;
    const char *reason;
} ro_skipped;

struct ro_account {
    ro_arena arena;
    ro_article *const *articles; /* borrowed */
    uint32_t article_count;
    ro_comparison comparison; /* what the tellers look up of it: rules and profiles */
    ro_story *stories;
    uint32_t story_count;
    RO_ARRAY(ro_skipped) skipped;
};

/** Compare and tell. See ro_account_new. */
ro_status ro_account_make(const ro_compare_rules *rules, ro_article *const *articles, size_t count,
                          const ro_account_options *options, ro_account **account, ro_error *error);

/** By place in the story: whether a newer version replaces the article. In @p arena; NULL:
 *  no memory. */
bool *ro_story_replaced(const ro_story *story, ro_arena *arena);

void ro_tell_timeline(const ro_account *account, ro_arena *arena, ro_story *story); /* timeline.c */
void ro_tell_brief(const ro_account *account, ro_arena *arena, ro_story *story);    /* brief.c */

/* One file an output. */
ro_status ro_write_terminal(const ro_account *account, const ro_tell_options *options,
                            ro_write_fn write, void *context, ro_error *error);
ro_status ro_write_json(const ro_account *account, const ro_tell_options *options,
                        ro_write_fn write, void *context, ro_error *error);
ro_status ro_write_csv(const ro_account *account, const ro_tell_options *options, ro_write_fn write,
                       void *context, ro_error *error);
ro_status ro_write_html(const ro_account *account, const ro_tell_options *options,
                        ro_write_fn write, void *context, ro_error *error);

#endif
