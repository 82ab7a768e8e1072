/* SPDX-License-Identifier: Apache-2.0 */
/** How far two sentences say the same. */
#ifndef RO_COMPARE_WORDS_LIKENESS_H
#define RO_COMPARE_WORDS_LIKENESS_H

#include "compare/words/profiles.h"
#include "compare/words/synonyms.h"

/** Likeness from which two sentences mostly say the same; chosen on the Microsoft
 *  Research Paraphrase Corpus, see docs/measurements.md. */
#define RO_SAME_MEANING 0.53f

/**
 * Compare two runs of words: twice what the words in common tell, by stem, of what the
 * words of both tell (Dice). The rarer a word in English, the more it tells; a
 * near-synonym counts in part; other figures speak against it.
 * @return 0 to 1; 0 where a side has no words. The cost is that of sorting the words;
 *         of a run longer than 256 words, the first 256 are looked at.
 */
float ro_sentence_likeness(const ro_compare_rules *rules, const ro_word *a, uint32_t a_count,
                           const ro_word *b, uint32_t b_count);

#endif
