/* SPDX-License-Identifier: Apache-2.0 */
#include "account/account.h"

#include <stdlib.h>

#include "base/error.h"

/* The copies between articles of different stories. */
static void find_apart(ro_account *account) {
    RO_ARRAY(ro_copy) copies = {0};
    uint32_t *story_of = RO_ARENA_ARRAY(&account->arena, uint32_t, account->article_count);
    for (uint32_t i = 0; story_of && i < account->story_count; i++)
        for (uint32_t k = 0; k < account->stories[i].article_count; k++)
            story_of[account->stories[i].articles[k]] = i;
    for (uint32_t i = 0; story_of && i < account->comparison.copies.count; i++) {
        ro_copy copy = account->comparison.copies.items[i];
        if (copy.kind == RO_COPY_QUOTATION_ONLY || story_of[copy.a] == story_of[copy.b]) continue;
        if (!RO_APPEND(&account->arena, &copies, copy)) return;
    }
    account->apart.copies = copies.items;
    account->apart.copy_count = copies.count;
}

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
    find_apart(account);
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

const ro_copy *ro_account_copies(const ro_account *account, size_t *count) {
    if (count) *count = account ? account->apart.copy_count : 0;
    return account ? account->apart.copies : NULL;
}

const ro_skipped *ro_account_skipped(const ro_account *account, size_t *count) {
    if (count) *count = account ? account->skipped.count : 0;
    return account ? account->skipped.items : NULL;
}
