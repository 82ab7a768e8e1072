/* SPDX-License-Identifier: Apache-2.0 */
/** The figures of an article and the slot that each fills: "how many were killed". */
#ifndef RO_COMPARE_CLAIMS_FIGURES_H
#define RO_COMPARE_CLAIMS_FIGURES_H

#include "analyse/numbers/numbers.h"
#include "compare/compare_rules.h"
#include "compare/words/profiles.h"

/** What a word does for the figures beside it: bits. */
enum {
    RO_CLAIM_TOLL = 1 << 0,
    RO_CLAIM_LINK = 1 << 1,
    RO_CLAIM_SPAN = 1 << 2,
    RO_CLAIM_EVENT = 1 << 3,
    RO_CLAIM_MEET = 1 << 4,
    RO_CLAIM_VAGUE = 1 << 5,
    RO_CLAIM_MORE = 1 << 6,
    RO_CLAIM_PLAN = 1 << 7,
    RO_CLAIM_PART = 1 << 8,
    RO_CLAIM_ONSET = 1 << 9
};

typedef struct ro_claim_word {
    unsigned roles;
    uint32_t frame;    /* of a toll word: index into frames */
    const char *event; /* of an event or meet word: its class */
    uint32_t stem;     /* as ro_word.stem, of a single word */
} ro_claim_word;

/** A slot that every event may have. */
typedef struct ro_claim_frame {
    const char *name;
    bool time; /* filled by durations, else by counts */
    ro_str what;
} ro_claim_frame;

/** data/en/claim_frames.tsv and data/en/claim_words.tsv; immutable once built. */
struct ro_claim_rules {
    const ro_number_words *numbers;
    ro_lexicon words; /* phrase to index into word */
    RO_ARRAY(ro_claim_word) word;
    RO_ARRAY(ro_claim_frame) frames;
    uint32_t lasted, excess; /* indexes into frames */
};

/** Read the tables into @p rules->claims. False: no memory. */
bool ro_claim_rules_read(ro_compare_rules *rules);

/** A figure in a text. */
typedef struct ro_figure {
    uint32_t index;   /* of the article within the story */
    uint32_t article; /* of the comparison */
    ro_span span;
    double value, high; /* NaN where the words give no number: "much longer" */
    ro_bound bound;
    const char *unit;  /* NULL for a count */
    uint32_t frame;    /* slot it fills, or RO_NONE */
    const char *event; /* of a frame about an event: its class, else NULL */
    ro_str noun;       /* word the article uses for the event or the thing counted */
    ro_span sentence;
} ro_figure;
typedef RO_ARRAY(ro_figure) ro_figure_array;

/** Append the figures of one article in the order of its text. */
void ro_figures_find(const ro_comparison *comparison, uint32_t index, uint32_t article,
                     ro_arena *arena, ro_figure_array *figures);

#endif
