/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Words and phrases to numbers: the one look-up behind every list in data/.
 *
 * Keys are folded to ASCII lower case. A phrase is words joined by single spaces.
 * Building is for one thread; afterwards any number may look up.
 */
#ifndef RO_BASE_LEXICON_H
#define RO_BASE_LEXICON_H

#include "base/arena.h"
#include "base/text.h"

typedef struct ro_lexicon {
    struct ro_lexicon_slot *slots;
    uint32_t count;
    uint32_t capacity;   /* a power of two, or 0 */
    uint32_t most_words; /* of the longest phrase */
} ro_lexicon;

/** Put @p value under @p key; the first value of a key stays. False: no memory. */
bool ro_lexicon_add(ro_arena *arena, ro_lexicon *lexicon, ro_str key, uint32_t value);

/** The value under @p key, or RO_NONE. */
uint32_t ro_lexicon_find(const ro_lexicon *lexicon, ro_str key);

/** Whether some phrase of the list begins with the words @p key (or is it). */
bool ro_lexicon_begins(const ro_lexicon *lexicon, ro_str key);

#endif
