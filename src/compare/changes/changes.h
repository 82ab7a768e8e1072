/* SPDX-License-Identifier: Apache-2.0 */
/** What changed from one version to the next, sentence by sentence. */
#ifndef RO_COMPARE_CHANGES_CHANGES_H
#define RO_COMPARE_CHANGES_CHANGES_H

#include "compare/words/profiles.h"

typedef RO_ARRAY(ro_change) ro_change_array;

/**
 * Append the changes from article @p older to article @p newer of the comparison, by
 * kind, then place. Sentences are paired by the rare words that they share; a figure
 * has changed where paired sentences give the same unit another value.
 * @return false where out of memory.
 */
bool ro_find_changes(const ro_comparison *comparison, uint32_t older, uint32_t newer,
                     ro_arena *arena, ro_change_array *changes);

#endif
