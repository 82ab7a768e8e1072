/* SPDX-License-Identifier: Apache-2.0 */
/* Lexical cohesion: a subhead shares its words with the paragraphs under it, the
 * headline of another report does not. Source: Hearst, "TextTiling" (1997), reduced
 * to one question. */
#include "read/parts/cohesion.h"

#include "base/hash.h"

uint64_t ro_next_content_word(ro_word_walk *walk, const ro_read_rules *rules) {
    while (walk->p < walk->end) {
        unsigned length;
        uint32_t code = ro_utf8_decode(walk->p, walk->end, &length);
        const char *start = walk->p;
        walk->p += length;
        if (!ro_code_is_word(code)) continue;
        while (walk->p < walk->end) {
            code = ro_utf8_decode(walk->p, walk->end, &length);
            if (!ro_code_is_word(code)) break;
            walk->p += length;
        }
        ro_str word = {start, (size_t)(walk->p - start)};
        if (word.n < 4 || ro_lexicon_find(&rules->function_words, word) != RO_NONE) continue;
        if (word.n > 4 && ro_lower(word.p[word.n - 1]) == 's') word.n--;
        uint64_t hash = ro_hash_folded(word);
        return hash ? hash : 1;
    }
    return 0;
}

static bool is_running(const ro_block *block) {
    return ro_block_is_solid(block) && (block->role == RO_ROLE_OPEN || block->role == RO_PART_BODY);
}

static void put(ro_cohesion *cohesion, uint64_t hash) {
    uint32_t mask = cohesion->capacity - 1;
    for (uint32_t i = (uint32_t)hash & mask;; i = (i + 1) & mask) {
        if (cohesion->words[i] == hash) return;
        if (cohesion->words[i]) continue;
        cohesion->words[i] = hash;
        return;
    }
}

static bool has(const ro_cohesion *cohesion, uint64_t hash) {
    uint32_t mask = cohesion->capacity - 1;
    for (uint32_t i = (uint32_t)hash & mask; cohesion->words[i]; i = (i + 1) & mask)
        if (cohesion->words[i] == hash) return true;
    return false;
}

bool ro_cohesion_build(ro_arena *arena, const ro_read_rules *rules, const ro_draft *draft,
                       ro_cohesion *cohesion) {
    uint64_t words = 0;
    for (uint32_t i = 0; i < draft->blocks.count; i++)
        if (is_running(&draft->blocks.items[i])) words += draft->blocks.items[i].words;
    cohesion->capacity = 16;
    while (cohesion->capacity < 2 * words && cohesion->capacity < (UINT32_C(1) << 30))
        cohesion->capacity *= 2;
    cohesion->words = RO_ARENA_ARRAY(arena, uint64_t, cohesion->capacity);
    if (!cohesion->words) return false;
    for (uint32_t i = 0; i < draft->blocks.count; i++) {
        const ro_block *block = &draft->blocks.items[i];
        if (!is_running(block)) continue;
        ro_word_walk walk = {draft->text + block->span.start, draft->text + block->span.end};
        for (uint64_t hash; (hash = ro_next_content_word(&walk, rules)) != 0;) put(cohesion, hash);
    }
    return true;
}

double ro_cohesion_share(const ro_cohesion *cohesion, const ro_read_rules *rules,
                         const ro_draft *draft, const ro_block *block) {
    ro_word_walk walk = {draft->text + block->span.start, draft->text + block->span.end};
    uint32_t all = 0, shared = 0;
    for (uint64_t hash; (hash = ro_next_content_word(&walk, rules)) != 0; all++)
        shared += has(cohesion, hash);
    return all ? (double)shared / all : 1;
}
