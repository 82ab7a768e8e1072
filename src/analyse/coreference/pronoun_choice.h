/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Whom a pronoun, or a noun such as "the city", may mean: the candidates before it, each with what
 * speaks for or against it, as bits. The weights of the bits stand in data/en/pronoun_weights.tsv;
 * the sum of a candidate's weights is its score, and nobody is meant where none is above zero. A
 * ranker of mentions after Denis and Baldridge 2008 ("Specialized models and ranking for
 * coreference resolution"), trained by train/pronouns_train_main.c.
 */
#ifndef RO_ANALYSE_COREFERENCE_PRONOUN_CHOICE_H
#define RO_ANALYSE_COREFERENCE_PRONOUN_CHOICE_H

#include "analyse/coreference/coreference.h"

enum { RO_PRONOUN_CANDIDATES = 16, RO_PRONOUN_WORDS = (RO_PRONOUN_BITS + 63) / 64 };

/** What is chosen for alike: "he" and "she"; "they"; "it"; "the firm"; "the city"; "the
 *  minister". */
typedef enum ro_pronoun_class {
    RO_PRONOUN_PERSON,
    RO_PRONOUN_PLURAL,
    RO_PRONOUN_THING,
    RO_NOUN_ORGANIZATION,
    RO_NOUN_PLACE,
    RO_NOUN_PERSON
} ro_pronoun_class;

typedef struct ro_pronoun_candidate {
    uint32_t found; /* index of its newest mention before the pronoun */
    uint64_t bits[RO_PRONOUN_WORDS];
} ro_pronoun_candidate;

/** The candidates of one pronoun, the nearest first. */
struct ro_pronoun_choice {
    uint32_t pronoun; /* index of the found thing */
    ro_pronoun_class kind;
    uint32_t count;
    ro_pronoun_candidate candidates[RO_PRONOUN_CANDIDATES];
};

/** Fill @p choice for the pronoun or noun that is found thing number @p index; @p owner: whose
 *  it is, or RO_NONE. */
void ro_pronoun_choices(const ro_resolver *r, uint32_t index, uint32_t owner,
                        ro_pronoun_choice *choice);

/** The being that the weights choose for it; RO_NONE: nobody known. */
uint32_t ro_choose_meant(const ro_resolver *r, uint32_t index, uint32_t owner);

/** The name of bit @p bit in data/en/pronoun_weights.tsv; NULL from RO_PRONOUN_BITS on. */
const char *ro_pronoun_bit_name(unsigned bit);

/** Read data/en/pronoun_weights.tsv. False: it names a bit that there is not. */
bool ro_pronoun_weights_read(ro_people_rules *rules);

/** Whether found thing @p other may be a person whom @p pronoun means. */
bool ro_pronoun_agrees(const ro_resolver *r, const ro_found *pronoun, const ro_found *other);

#endif
