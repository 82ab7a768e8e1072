/* SPDX-License-Identifier: Apache-2.0 */
#include "base/table.h"
#include "compare/claims/figures.h"

static const char *const role_names[] = {"toll",  "link", "span", "event", "meet",
                                         "vague", "more", "plan", "part",  "onset"};
static const unsigned roles[] = {RO_CLAIM_TOLL, RO_CLAIM_LINK,  RO_CLAIM_SPAN, RO_CLAIM_EVENT,
                                 RO_CLAIM_MEET, RO_CLAIM_VAGUE, RO_CLAIM_MORE, RO_CLAIM_PLAN,
                                 RO_CLAIM_PART, RO_CLAIM_ONSET};

static uint32_t frame_named(const ro_claim_rules *rules, ro_str name) {
    for (uint32_t i = 0; i < rules->frames.count; i++)
        if (ro_str_eq(name, ro_str_of(rules->frames.items[i].name))) return i;
    return RO_NONE;
}

static bool read_frames(ro_arena *arena, ro_claim_rules *rules) {
    static const char *const measures[] = {"count", "time"};
    ro_table table;
    ro_str field[3];
    for (ro_table_open(&table, "claim_frames"); ro_table_row(&table, field, 3);) {
        uint32_t measure;
        ro_claim_frame *frame = RO_PUSH(arena, &rules->frames);
        if (!frame || !ro_table_class(field[1], measures, 2, &measure)) return false;
        frame->name = ro_arena_copy(arena, field[0].p, field[0].n);
        frame->time = measure == 1;
        frame->what = field[2];
        if (!frame->name) return false;
    }
    rules->lasted = frame_named(rules, RO_STR("lasted"));
    rules->excess = frame_named(rules, RO_STR("excess"));
    return true;
}

/* The word under a phrase; a phrase of several rows has the roles of them all. */
static ro_claim_word *word_under(ro_arena *arena, ro_claim_rules *rules, ro_str phrase) {
    uint32_t known = ro_lexicon_find(&rules->words, phrase);
    if (known != RO_NONE) return &rules->word.items[known];
    ro_claim_word *word = RO_PUSH(arena, &rules->word);
    if (!word || !ro_lexicon_add(arena, &rules->words, phrase, rules->word.count - 1)) return NULL;
    word->frame = RO_NONE;
    return word;
}

static bool read_words(ro_arena *arena, ro_profiler *profiler, ro_claim_rules *rules) {
    ro_table table;
    ro_str field[3];
    for (ro_table_open(&table, "claim_words"); ro_table_row(&table, field, 3);) {
        ro_claim_word *word = word_under(arena, rules, field[0]);
        uint32_t name;
        if (!word || !ro_table_class(field[1], role_names, sizeof roles / sizeof *roles, &name))
            return false;
        unsigned role = roles[name];
        word->roles |= role;
        word->stem = ro_profiler_stem(profiler, field[0]);
        if (role == RO_CLAIM_TOLL) word->frame = frame_named(rules, field[2]);
        if (role == RO_CLAIM_EVENT || role == RO_CLAIM_MEET) {
            word->event = ro_arena_copy(arena, field[2].p, field[2].n);
            if (!word->event) return false;
        }
    }
    return true;
}

bool ro_claim_rules_read(ro_compare_rules *rules) {
    rules->claims = RO_ARENA_NEW(&rules->arena, ro_claim_rules);
    if (!rules->claims) return false;
    rules->claims->numbers = ro_number_words_new(&rules->arena);
    ro_profiler *profiler = ro_profiler_new(rules);
    if (!profiler) rules->arena.oom = true;
    bool read = profiler && rules->claims->numbers && read_frames(&rules->arena, rules->claims) &&
                read_words(&rules->arena, profiler, rules->claims);
    ro_profiler_free(profiler);
    return read;
}
