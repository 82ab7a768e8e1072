/* SPDX-License-Identifier: Apache-2.0 */
#include "account/account.h"

#include <stdlib.h>

#include "base/error.h"

ro_status ro_account_make(const ro_compare_rules *rules, ro_article *const *articles, size_t count,
                          const ro_account_options *options, ro_account **out, ro_error *error) {
    for (size_t i = 0; i < count; i++)
        if (!articles[i] || !articles[i]->analysed)
            return ro_fail(error, RO_ERR_ARG, 0, "article %zu is not analysed", i);
    if (count >= RO_NONE) return ro_fail(error, RO_ERR_LIMIT, 0, "too many articles");
    ro_account *account = calloc(1, sizeof *account);
    if (!account) return ro_fail_nomem(error);
    account->articles = articles;
    account->article_count = (uint32_t)count;
    account->comparison =
        (ro_comparison){.rules = rules,
                        .articles = articles,
                        .count = (uint32_t)count,
                        .threads = options->threads,
                        .watch = {.told = options->progress, .context = options->progress_context},
                        .arena = &account->arena};
    ro_status status = ro_compare(&account->comparison);
    account->stories = account->comparison.stories.items;
    account->story_count = account->comparison.stories.count;
    account->comparison.watch.step = "choosing what is told";
    for (uint32_t i = 0; i < account->story_count && status == RO_OK; i++) {
        if (!ro_watch_tell(&account->comparison.watch, i, account->story_count))
            status = RO_ERR_STOPPED;
        ro_make_timeline(account, &account->arena, &account->stories[i]);
        ro_make_brief(account, &account->arena, &account->stories[i]);
    }
    if (account->arena.oom) status = ro_fail_nomem(error);
    if (status == RO_ERR_STOPPED) ro_fail(error, status, 0, "stopped while comparing");
    if (status == RO_OK)
        *out = account;
    else
        ro_account_free(account);
    return status;
}

void ro_account_free(ro_account *account) {
    if (!account) return;
    ro_arena_free(&account->arena);
    free(account);
}

ro_status ro_account_add_skipped(ro_account *account, const char *source, const char *reason) {
    if (!account || !source || !reason) return RO_ERR_ARG;
    ro_skipped *skipped = RO_PUSH(&account->arena, &account->skipped);
    if (!skipped) return RO_ERR_NOMEM;
    skipped->source = ro_arena_strdup(&account->arena, source);
    skipped->reason = ro_arena_strdup(&account->arena, reason);
    return account->arena.oom ? RO_ERR_NOMEM : RO_OK;
}

const ro_story *ro_account_stories(const ro_account *account, size_t *count) {
    if (count) *count = account ? account->story_count : 0;
    return account ? account->stories : NULL;
}

const ro_skipped *ro_account_skipped(const ro_account *account, size_t *count) {
    if (count) *count = account ? account->skipped.count : 0;
    return account ? account->skipped.items : NULL;
}
