/* SPDX-License-Identifier: Apache-2.0 */
#include "account/reworded.h"

#include "base/tally.h"
#include "compare/compare_rules.h"
#include "compare/words/profiles.h"
#include "compare/words/terms.h"

enum { MOST_OTHERS = 30 /* articles whose words are looked up */ };

/* In how many articles of the story each stem stands. */
static void count_uses(const ro_account *account, const ro_story *story, ro_arena *arena,
                       ro_tally *uses) {
    for (uint32_t i = 0; i < story->article_count && i < MOST_OTHERS; i++) {
        const ro_profile *profile = &account->comparison.profiles[story->articles[i]];
        for (uint32_t w = 0; w < profile->word_count; w++)
            if (profile->words[w].stem) ro_tally_add(arena, uses, profile->words[w].stem, i);
    }
}

/* Against a report that uses the word: of the surprise of a word, at most 11.5 nats, a tenth,
 * so that English at large counts about as one report and decides between equals. */
static const double RARITY = 0.1;

/* How usual the words of one side are that the other side of the passage lacks: by
 * the reports of the story that use them too, and by English at large. */
static double usualness(const ro_account *account, const ro_tally *uses, uint32_t article,
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
        double surprise = ro_word_surprise(account->comparison.rules->word_rates, word->stem);
        sum += ro_tally_of(uses, word->stem) - RARITY * surprise;
    }
    return sum;
}

bool *ro_reworded_find(const ro_account *account, const ro_story *story, ro_arena *arena) {
    bool *reworded = RO_ARENA_ARRAY(arena, bool, story->article_count);
    ro_tally uses = {0};
    for (uint32_t c = 0; reworded && c < story->copy_count; c++) {
        const ro_copy *copy = &story->copies[c];
        if (copy->kind != RO_COPY_SPUN) continue;
        if (!uses.count) count_uses(account, story, arena, &uses);
        double a = 0, b = 0;
        for (uint32_t p = 0; p < copy->passage_count; p++) {
            const ro_passage *passage = &copy->passages[p];
            a += usualness(account, &uses, copy->a, passage->a, copy->b, passage->b);
            b += usualness(account, &uses, copy->b, passage->b, copy->a, passage->a);
        }
        reworded[ro_story_place(story, a < b ? copy->a : copy->b)] = true;
    }
    return arena->oom ? NULL : reworded;
}
