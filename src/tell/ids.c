/* SPDX-License-Identifier: Apache-2.0 */
#include "tell/ids.h"

#include <stdlib.h>

#include "base/hash.h"

/* A set of ids by open addressing; next is the number to try behind the id. */
typedef struct slot {
    const char *id;
    uint32_t next;
} slot;

typedef struct id_set {
    slot *slots;
    size_t mask;
} id_set;

static slot *slot_of(const id_set *set, const char *id) {
    size_t at = (size_t)ro_hash(id, strlen(id)) & set->mask;
    while (set->slots[at].id && strcmp(set->slots[at].id, id) != 0) at = (at + 1) & set->mask;
    return &set->slots[at];
}

static bool make_set(id_set *set, ro_arena *arena, uint32_t count) {
    size_t capacity = 16;
    while (capacity < (size_t)count * 2) capacity *= 2;
    set->slots = RO_ARENA_ARRAY(arena, slot, capacity);
    set->mask = capacity - 1;
    return set->slots != NULL;
}

static const char *own_id(const ro_article *article) {
    if (article->meta.id) return article->meta.id;
    return article->meta.source_path ? article->meta.source_path : "article";
}

const char *const *ro_account_ids(const ro_account *account, ro_arena *arena) {
    uint32_t count = account->article_count;
    const char **ids = RO_ARENA_ARRAY(arena, const char *, count);
    id_set set;
    if (!ids || !make_set(&set, arena, count)) return NULL;
    for (uint32_t i = 0; i < count; i++) {
        const char *id = own_id(account->articles[i]);
        slot *at = slot_of(&set, id);
        if (at->id) continue;
        *at = (slot){id, 2};
        ids[i] = id;
    }
    for (uint32_t i = 0; i < count; i++) {
        const char *id = own_id(account->articles[i]);
        slot *first = slot_of(&set, id);
        while (!ids[i]) {
            const char *numbered = ro_arena_printf(arena, "%s#%u", id, first->next++);
            if (!numbered) return NULL;
            slot *at = slot_of(&set, numbered);
            if (at->id) continue;
            *at = (slot){numbered, 2};
            ids[i] = numbered;
        }
    }
    return ids;
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
