/* SPDX-License-Identifier: Apache-2.0 */
#include "tell/account.h"

#include <stdlib.h>

#include "base/error.h"

ro_status ro_account_make(const ro_compare_rules *rules, ro_article *const *articles, size_t count,
                          const ro_account_options *options, ro_account **out, ro_error *error) {
    *out = NULL;
    for (size_t i = 0; i < count; i++)
        if (!articles[i]->analysed)
            return ro_fail(error, RO_ERR_ARG, 0, "article %zu is not analysed", i);
    if (count >= RO_NONE) return ro_fail(error, RO_ERR_LIMIT, 0, "too many articles");
    ro_account *account = calloc(1, sizeof *account);
    if (!account) return ro_fail_nomem(error);
    account->articles = articles;
    account->article_count = (uint32_t)count;
    account->comparison = (ro_comparison){.rules = rules,
                                          .articles = articles,
                                          .count = (uint32_t)count,
                                          .threads = options ? options->threads : 0,
                                          .arena = &account->arena};
    ro_compare(&account->comparison);
    account->stories = account->comparison.stories.items;
    account->story_count = account->comparison.stories.count;
    for (uint32_t i = 0; i < account->story_count; i++) {
        ro_tell_timeline(account, &account->arena, &account->stories[i]);
        ro_tell_brief(account, &account->arena, &account->stories[i]);
    }
    if (account->arena.oom) {
        ro_account_free(account);
        return ro_fail_nomem(error);
    }
    *out = account;
    return RO_OK;
}

void ro_account_free(ro_account *account) {
    if (!account) return;
    ro_arena_free(&account->arena);
    free(account);
}

ro_status ro_account_add_skipped(ro_account *account, const char *source, const char *reason) {
    ro_skipped *skipped = RO_PUSH(&account->arena, &account->skipped);
    if (!skipped) return RO_ERR_NOMEM;
    skipped->source = ro_arena_strdup(&account->arena, source);
    skipped->reason = ro_arena_strdup(&account->arena, reason);
    return account->arena.oom ? RO_ERR_NOMEM : RO_OK;
}

const ro_story *ro_account_stories(const ro_account *account, size_t *count) {
    *count = account->story_count;
    return account->stories;
}

bool *ro_story_replaced(const ro_story *story, ro_arena *arena) {
    bool *replaced = RO_ARENA_ARRAY(arena, bool, story->article_count);
    for (uint32_t v = 0; replaced && v < story->version_count; v++)
        replaced[ro_story_place(story, story->versions[v].older)] = true;
    return replaced;
}

ro_status ro_account_write(const ro_account *account, ro_format format,
                           const ro_tell_options *options, ro_write_fn write, void *context,
                           ro_error *error) {
    ro_tell_options chosen = options ? *options : (ro_tell_options){0};
    if (chosen.sections == 0) chosen.sections = RO_SECTION_ALL;
    if (chosen.columns == 0) chosen.columns = 80;
    switch (format) {
    case RO_FORMAT_TERMINAL: return ro_write_terminal(account, &chosen, write, context, error);
    case RO_FORMAT_JSON: return ro_write_json(account, &chosen, write, context, error);
    case RO_FORMAT_CSV: return ro_write_csv(account, &chosen, write, context, error);
    case RO_FORMAT_HTML: return ro_write_html(account, &chosen, write, context, error);
    }
    return ro_fail(error, RO_ERR_ARG, 0, "unknown format %d", (int)format);
}
