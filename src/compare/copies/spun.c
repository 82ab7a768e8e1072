/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/copies/spun.h"

/* So many replaced words, and on average so much rarer, make clear which side was rewritten. */
enum { LEAST_SYNONYMS = 6, MOST_EXAMPLES = 3 };
static const float CLEARLY_RARER =
    0.5f; /* in the natural log of the rate: less often by two fifths */

static ro_str example_word(const ro_comparison *comparison, uint32_t article, uint32_t word) {
    return ro_str_span(comparison->articles[article]->text,
                       comparison->profiles[article].words[word].span);
}

/* "talks" for "conferences": the word of the rewritten side last. */
static const char *add_example(const ro_comparison *comparison, uint32_t a, uint32_t b,
                               const ro_aligned *passage, int rewritten, const char *before,
                               ro_arena *arena) {
    ro_str in_a = example_word(comparison, a, passage->example_a);
    ro_str in_b = example_word(comparison, b, passage->example_b);
    ro_str first = rewritten < 0 ? in_b : in_a, second = rewritten < 0 ? in_a : in_b;
    return ro_arena_printf(arena, "%s%s\"%.*s\" \xE2\x86\x92 \"%.*s\"", before ? before : "",
                           before ? ", " : "", (int)first.n, first.p, (int)second.n, second.p);
}

ro_spun ro_find_spun(const ro_comparison *comparison, uint32_t a, uint32_t b,
                     const ro_aligned_array *passages, ro_arena *arena) {
    ro_spun spun = {0};
    uint32_t synonyms = 0, examples = 0;
    float rarer = 0;
    for (uint32_t i = 0; i < passages->count; i++) {
        synonyms += passages->items[i].synonyms;
        rarer += passages->items[i].rarer;
    }
    if (synonyms >= LEAST_SYNONYMS && rarer > CLEARLY_RARER * (float)synonyms) spun.rewritten = 1;
    if (synonyms >= LEAST_SYNONYMS && rarer < -CLEARLY_RARER * (float)synonyms) spun.rewritten = -1;
    for (uint32_t i = 0; i < passages->count && examples < MOST_EXAMPLES; i++) {
        const ro_aligned *passage = &passages->items[i];
        if (passage->kind != RO_COPY_SPUN || passage->example_a == RO_NONE) continue;
        spun.examples =
            add_example(comparison, a, b, passage, spun.rewritten, spun.examples, arena);
        examples++;
    }
    return spun;
}
