/* SPDX-License-Identifier: Apache-2.0 */
#include "account/reworded.h"

#include <math.h>

#include "compare/compare_rules.h"
#include "compare/words/profiles.h"
#include "compare/words/terms.h"

enum { MOST_OTHERS = 30 /* articles whose words are looked up */ };

/* In how many articles of the story a stem stands. */
typedef struct use_slot {
    uint32_t stem; /* 0: free */
    uint32_t articles, last;
} use_slot;

typedef struct use_table {
    use_slot *slots;
    uint32_t capacity; /* a power of two, never full */
} use_table;

static use_slot *slot_of(const use_table *table, uint32_t stem) {
    uint32_t mask = table->capacity - 1;
    for (uint32_t i = stem & mask;; i = (i + 1) & mask)
        if (table->slots[i].stem == 0 || table->slots[i].stem == stem) return &table->slots[i];
}

static bool count_uses(const ro_account *account, const ro_story *story, ro_arena *arena,
                       use_table *table) {
    const ro_profile *profiles = account->comparison.profiles;
    uint32_t articles = story->article_count < MOST_OTHERS ? story->article_count : MOST_OTHERS;
    uint32_t words = 0;
    for (uint32_t i = 0; i < articles; i++) words += profiles[story->articles[i]].word_count;
    for (table->capacity = 64; table->capacity < 2 * words && table->capacity < UINT32_MAX / 2;)
        table->capacity *= 2;
    table->slots = RO_ARENA_ARRAY(arena, use_slot, table->capacity);
    if (!table->slots) return false;
    for (uint32_t i = 0; i < articles; i++) {
        const ro_profile *profile = &profiles[story->articles[i]];
        for (uint32_t w = 0; w < profile->word_count; w++) {
            if (profile->words[w].stem == 0) continue;
            use_slot *slot = slot_of(table, profile->words[w].stem);
            if (slot->stem && slot->last == i) continue;
            slot->stem = profile->words[w].stem;
            slot->last = i;
            slot->articles++;
        }
    }
    return true;
}

/* How usual the words of one side are that the other side of the passage lacks: by
 * the reports of the story that use them too, and by English at large. */
static double usualness(const ro_account *account, const use_table *table, uint32_t article,
                        ro_span own, uint32_t other_article, ro_span other) {
    const ro_profile *profile = &account->comparison.profiles[article];
    const ro_profile *twin = &account->comparison.profiles[other_article];
    uint32_t first = ro_profile_from(twin, other.start), last = ro_profile_from(twin, other.end);
    double sum = 0;
    for (uint32_t i = ro_profile_from(profile, own.start);
         i < profile->word_count && profile->words[i].span.start < own.end; i++) {
        const ro_word *word = &profile->words[i];
        bool shared = word->stem == 0;
        for (uint32_t k = first; k < last && !shared; k++)
            shared = twin->words[k].stem == word->stem;
        if (shared) continue;
        double rate = ro_word_rate(account->comparison.rules->word_rates, word->stem);
        sum += slot_of(table, word->stem)->articles + 0.1 * log(rate + 1e-5);
    }
    return sum;
}

bool *ro_reworded_find(const ro_account *account, const ro_story *story, ro_arena *arena) {
    bool *reworded = RO_ARENA_ARRAY(arena, bool, story->article_count);
    use_table table = {NULL, 0};
    for (uint32_t c = 0; reworded && c < story->copy_count; c++) {
        const ro_copy *copy = &story->copies[c];
        if (copy->kind != RO_COPY_SPUN) continue;
        if (!table.slots && !count_uses(account, story, arena, &table)) break;
        double a = 0, b = 0;
        for (uint32_t p = 0; p < copy->passage_count; p++) {
            const ro_passage *passage = &copy->passages[p];
            a += usualness(account, &table, copy->a, passage->a, copy->b, passage->b);
            b += usualness(account, &table, copy->b, passage->b, copy->a, passage->a);
        }
        reworded[ro_story_place(story, a < b ? copy->a : copy->b)] = true;
    }
    return arena->oom ? NULL : reworded;
}
