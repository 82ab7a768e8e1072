/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/copies/seeds.h"

/* MOST_REPEATS: a trigram that b has more often is too common to seed.
 * MOST_SEEDS: memory is bounded also where two texts repeat the same phrases. */
enum { GRAM = 3, MOST_REPEATS = 12, MOST_SEEDS = 1 << 20 };

/* Places of b by trigram: heads of lists through next, 0 for none, else place + 1. */
typedef struct gram_table {
    uint32_t *heads;
    uint32_t *next;
    uint32_t mask;
} gram_table;

static bool index_grams(const ro_profile *profile, ro_arena *arena, gram_table *table) {
    uint32_t capacity = 16;
    while (capacity < profile->word_count) capacity *= 2;
    table->mask = capacity - 1;
    table->heads = RO_ARENA_ARRAY(arena, uint32_t, capacity);
    table->next = RO_ARENA_ARRAY(arena, uint32_t, profile->word_count);
    if (arena->oom) return false;
    for (uint32_t at = profile->word_count - GRAM + 1; at-- > 0;) {
        uint32_t gram = profile->words[at].gram;
        if (!gram) continue;
        uint32_t *head = &table->heads[gram & table->mask];
        table->next[at] = *head;
        *head = at + 1;
    }
    return true;
}

static bool same_stem(const ro_profile *a, uint32_t i, const ro_profile *b, uint32_t j) {
    return a->words[i].stem == b->words[j].stem;
}

/* The run that begins at i and j, if none begins at the words before. */
static bool longest_run(const ro_profile *a, uint32_t i, const ro_profile *b, uint32_t j,
                        ro_seed *seed) {
    /* The run before holds this one, unless its trigrams are all function words. */
    if (i && j && same_stem(a, i - 1, b, j - 1) && a->words[i - 1].gram) return false;
    *seed = (ro_seed){.a = i, .b = j};
    while (i < a->word_count && j < b->word_count && same_stem(a, i, b, j)) {
        seed->weight += ro_word_weight(&a->words[i]);
        seed->length++;
        i++, j++;
    }
    return seed->length >= GRAM;
}

/* Places of b with this trigram; 0 where there are too many. */
static uint32_t places_of(const gram_table *table, const ro_profile *b, uint32_t gram,
                          uint32_t places[MOST_REPEATS]) {
    uint32_t count = 0, steps = 0;
    for (uint32_t at = table->heads[gram & table->mask]; at; at = table->next[at - 1]) {
        if (++steps > 4 * MOST_REPEATS) return 0;
        if (b->words[at - 1].gram != gram) continue;
        if (count == MOST_REPEATS) return 0;
        places[count++] = at - 1;
    }
    return count;
}

bool ro_find_seeds(const ro_profile *a, const ro_profile *b, ro_arena *arena,
                   ro_seed_array *seeds) {
    if (a->word_count < GRAM || b->word_count < GRAM) return true;
    gram_table table;
    if (!index_grams(b, arena, &table)) return false;
    for (uint32_t i = 0; i + GRAM <= a->word_count && seeds->count < MOST_SEEDS; i++) {
        uint32_t gram = a->words[i].gram, places[MOST_REPEATS];
        if (!gram || !table.heads[gram & table.mask]) continue;
        uint32_t count = places_of(&table, b, gram, places);
        for (uint32_t p = 0; p < count; p++) {
            ro_seed seed;
            if (!longest_run(a, i, b, places[p], &seed)) continue;
            if (!RO_APPEND(arena, seeds, seed)) return false;
        }
    }
    return true;
}
