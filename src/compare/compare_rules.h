/* SPDX-License-Identifier: Apache-2.0 */
/** The word lists of comparing: built with the engine, shared by all threads. */
#ifndef RO_COMPARE_COMPARE_RULES_H
#define RO_COMPARE_COMPARE_RULES_H

#include "base/lexicon.h"
#include "compare/compare.h"
#include "lang/en/word_groups.h"

typedef struct ro_synonyms ro_synonyms;       /* synonyms.h */
typedef struct ro_word_rates ro_word_rates;   /* terms.h */
typedef struct ro_claim_rules ro_claim_rules; /* figures.h */

struct ro_compare_rules {
    ro_arena arena;
    ro_lexicon function_words; /* data/en/function_words.tsv */
    ro_lexicon acronyms;       /* of them, those that are another word in capitals */
    ro_lexicon spelling;       /* data/en/spelling_variants.tsv: ending to index of spelled */
    const ro_str *spelled;     /* what an ending is counted as */
    ro_synonyms *synonyms;
    ro_word_rates *word_rates;
    ro_claim_rules *claims;
    ro_lexicon brief_starts; /* data/en/brief_starts.tsv */
    ro_lexicon title_ends;   /* data/en/title_ends.tsv */
    ro_word_groups groups;
};

#endif
