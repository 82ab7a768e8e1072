/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/remarks/sayings.h"

#include "base/hash.h"
#include "compare/words/synonyms.h"
#include "compare/words/terms.h"

static uint32_t words_within(const ro_profile *profile, ro_span span) {
    return ro_profile_from(profile, span.end) - ro_profile_from(profile, span.start);
}

static void take_words(const ro_profile *profile, ro_arena *arena, ro_saying *saying) {
    const ro_quote *quote = saying->quote;
    uint32_t room = 0;
    for (uint32_t p = 0; p < quote->part_count; p++) room += words_within(profile, quote->parts[p]);
    if (room > RO_SAYING_WORDS) room = RO_SAYING_WORDS;
    saying->words = RO_ARENA_ARRAY(arena, const ro_word *, room);
    if (!saying->words) return;
    for (uint32_t p = 0; p < quote->part_count; p++)
        for (uint32_t i = ro_profile_from(profile, quote->parts[p].start);
             i < profile->word_count && profile->words[i].span.start < quote->parts[p].end &&
             saying->word_count < room;
             i++) {
            saying->words[saying->word_count++] = &profile->words[i];
            saying->digest = ro_hash_mix(saying->digest, profile->words[i].hash);
        }
    saying->all_words = words_within(profile, quote->span);
}

void ro_sayings_make(const ro_comparison *comparison, const ro_story *story,
                     const ro_people *people, ro_arena *arena, ro_saying_array *sayings) {
    for (uint32_t i = 0; i < story->article_count; i++) {
        const ro_article *article = comparison->articles[story->articles[i]];
        for (uint32_t q = 0; q < article->quotes.count; q++) {
            ro_saying *saying = RO_PUSH(arena, sayings);
            if (!saying) return;
            *saying = (ro_saying){.index = i,
                                  .article = story->articles[i],
                                  .number = q,
                                  .quote = &article->quotes.items[q]};
            saying->person = ro_person_of(people, comparison, i, saying->quote->speaker.entity);
            take_words(&comparison->profiles[saying->article], arena, saying);
        }
    }
}

static const ro_entity *speaker_of(const ro_comparison *comparison, const ro_saying *saying) {
    const ro_article *article = comparison->articles[saying->article];
    uint32_t entity = saying->quote->speaker.entity;
    return entity < article->entities.count ? &article->entities.items[entity] : NULL;
}

ro_speakers ro_sayings_speakers(const ro_comparison *comparison, const ro_people *people,
                                const ro_saying *a, const ro_saying *b) {
    if (a->person != RO_NONE && a->person == b->person) return RO_SPEAKERS_SAME;
    if (a->person != RO_NONE && b->person != RO_NONE) {
        /* A spokesman speaks for his house: a person and an organization may be one
         * source. */
        bool alike = people->items.items[a->person].type == people->items.items[b->person].type;
        return alike ? RO_SPEAKERS_DIFFER : RO_SPEAKERS_OPEN;
    }
    const ro_entity *left = speaker_of(comparison, a), *right = speaker_of(comparison, b);
    if (left && right && left->country && right->country &&
        strcmp(left->country, right->country) != 0)
        return RO_SPEAKERS_DIFFER;
    return RO_SPEAKERS_OPEN;
}

double ro_sayings_aligned(const ro_saying *a, const ro_saying *b, uint32_t *longest) {
    const ro_saying *shorter = a->word_count <= b->word_count ? a : b;
    const ro_saying *longer = shorter == a ? b : a;
    if (longest) *longest = 0;
    if (shorter->word_count == 0) return 0;
    if (a->digest == b->digest && a->word_count == b->word_count) {
        if (longest) *longest = a->word_count;
        return 1;
    }
    /* Longest common subsequence, a row at a time; beside it the length of the run
     * that ends at each place. */
    uint16_t row[RO_SAYING_WORDS + 1] = {0}, run[RO_SAYING_WORDS + 1] = {0};
    uint32_t best = 0;
    for (uint32_t i = 0; i < longer->word_count; i++) {
        uint16_t above = 0, run_before = 0;
        for (uint32_t j = 0; j < shorter->word_count; j++) {
            uint16_t was = row[j + 1], run_was = run[j + 1];
            bool same = longer->words[i]->stem == shorter->words[j]->stem;
            if (same)
                row[j + 1] = (uint16_t)(above + 1);
            else if (row[j] > row[j + 1])
                row[j + 1] = row[j];
            run[j + 1] = same ? (uint16_t)(run_before + 1) : 0;
            if (run[j + 1] > best) best = run[j + 1];
            above = was, run_before = run_was;
        }
    }
    if (longest) *longest = best;
    return row[shorter->word_count] / (double)shorter->word_count;
}

/* How much a word says: its surprise in nats; names and rare words most. */
static double worth(const ro_comparison *comparison, const ro_word *word) {
    return ro_word_surprise(comparison->rules->word_rates, word->stem);
}

static const ro_word *find_word(const ro_comparison *comparison, const ro_saying *saying,
                                const ro_word *sought) {
    const ro_word *kin = NULL;
    for (uint32_t i = 0; i < saying->word_count; i++) {
        const ro_word *word = saying->words[i];
        if (word->stem == sought->stem) return word;
        if (!kin && word->content &&
            ro_are_synonyms(comparison->rules->synonyms, word->stem, sought->stem))
            kin = word;
    }
    return kin;
}

double ro_sayings_covered(const ro_comparison *comparison, const ro_saying *told,
                          const ro_saying *full, uint32_t *shared) {
    double all = 0, found = 0;
    *shared = 0;
    for (uint32_t i = 0; i < told->word_count; i++) {
        const ro_word *word = told->words[i];
        if (!word->content) continue;
        double weight = worth(comparison, word);
        all += weight;
        if (!find_word(comparison, full, word)) continue;
        found += weight;
        (*shared)++;
    }
    return all > 0 ? found / all : 0;
}
