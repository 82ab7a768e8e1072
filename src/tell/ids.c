/* SPDX-License-Identifier: Apache-2.0 */
#include "tell/ids.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

/* An article beside the others of its id, in an order that is that of its content. */
typedef struct named {
    const char *id;
    const ro_article *article;
    uint32_t place; /* in the account */
} named;

static const char *own_id(const ro_article *article) {
    if (article->meta.id) return article->meta.id;
    return article->meta.input_path ? article->meta.input_path : "article";
}

static int compare_words(const char *a, const char *b) {
    return strcmp(a ? a : "", b ? b : "");
}

/* By id, then by content, then by where it was read: never by the order of arrival. */
static int by_name(const void *a, const void *b) {
    const named *left = a, *right = b;
    const ro_metadata *l = &left->article->meta, *r = &right->article->meta;
    int order = strcmp(left->id, right->id);
    if (!order) order = strcmp(l->sha256, r->sha256);
    if (!order) order = compare_words(left->article->text, right->article->text);
    if (!order) order = compare_words(l->input_path, r->input_path);
    if (!order) order = (l->record > r->record) - (l->record < r->record);
    return order ? order : (left->place > right->place) - (left->place < right->place);
}

/* The first digits of the digest of an article's bytes. */
static void mark_of(const ro_article *article, char mark[9]) {
    uint64_t digest = ro_hash(article->text, article->size);
    if (article->meta.sha256[0])
        snprintf(mark, 9, "%.8s", article->meta.sha256);
    else
        snprintf(mark, 9, "%08x", (unsigned)(digest & 0xFFFFFFFFu));
}

/* Give those that share an id a mark each; equal bytes are counted besides. */
static void tell_apart(const named *items, uint32_t count, const char **ids, ro_arena *arena) {
    char before[9] = "", mark[9];
    for (uint32_t i = 0, equal = 1; i < count; i++, memcpy(before, mark, sizeof mark)) {
        mark_of(items[i].article, mark);
        equal = strcmp(before, mark) == 0 ? equal + 1 : 1;
        ids[items[i].place] = equal == 1
                                  ? ro_arena_printf(arena, "%s#%s", items[i].id, mark)
                                  : ro_arena_printf(arena, "%s#%s-%u", items[i].id, mark, equal);
    }
}

const char *const *ro_article_ids(ro_article *const *articles, uint32_t count, ro_arena *arena) {
    const char **ids = RO_ARENA_ARRAY(arena, const char *, count);
    named *items = RO_ARENA_ARRAY(arena, named, count);
    if (!ids || !items) return NULL;
    for (uint32_t i = 0; i < count; i++) items[i] = (named){own_id(articles[i]), articles[i], i};
    ro_sort(items, count, sizeof *items, by_name);
    for (uint32_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && strcmp(items[to].id, items[from].id) == 0;) to++;
        if (to - from > 1)
            tell_apart(items + from, to - from, ids, arena);
        else
            ids[items[from].place] = items[from].id;
    }
    return arena->oom ? NULL : ids;
}

ro_offsets *ro_account_offsets(const ro_account *account, ro_offset_unit unit) {
    ro_offsets *offsets = calloc((size_t)account->article_count + 1, sizeof *offsets);
    if (!offsets) return NULL;
    for (uint32_t i = 0; i < account->article_count; i++) {
        const ro_article *article = account->articles[i];
        if (ro_offsets_make(&offsets[i], article->text, article->size, unit)) continue;
        ro_account_offsets_free(account, offsets);
        return NULL;
    }
    return offsets;
}

void ro_account_offsets_free(const ro_account *account, ro_offsets *offsets) {
    for (uint32_t i = 0; offsets && i < account->article_count; i++) ro_offsets_free(&offsets[i]);
    free(offsets);
}
