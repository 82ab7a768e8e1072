/* SPDX-License-Identifier: Apache-2.0 */
/** Scores of heads to a tree. */
#ifndef RO_LANG_COMMON_TREE_H
#define RO_LANG_COMMON_TREE_H

#include <stdint.h>

/** Choose a head for each of @p count words so that they form a tree with one root.
 *  @p scores has a row for each word: the root, then each word as its head.
 *  @p heads receives the index of the head, -1 for the root word. @p work is room
 *  for 2 * count numbers. */
void ro_tree_find(const float *scores, uint32_t count, int32_t *heads, uint32_t *work);

#endif
