/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Each word takes its best head; among words that would be roots the one stays that
 * loses most by another head; each cycle is opened where that costs least, at a head
 * that does not hang from the cycle. As most sentences have no cycle and the rest
 * mostly one, this is near the maximum spanning tree (Chu and Liu 1965, Edmonds 1967)
 * at a cost of one pass a cycle.
 */
#include "lang/common/tree.h"

#include <stdbool.h>

static float score(const float *scores, uint32_t count, uint32_t word, int32_t head) {
    return scores[(uint64_t)word * (count + 1) + (uint32_t)(head + 1)];
}

/* The best head of @p word but for itself; the root only where @p with_root. */
static int32_t best_head(const float *scores, uint32_t count, uint32_t word, bool with_root) {
    int32_t best = with_root || count == 1 ? -1 : word == 0 ? 1 : 0;
    for (int32_t h = 0; h < (int32_t)count; h++)
        if ((uint32_t)h != word && score(scores, count, word, h) > score(scores, count, word, best))
            best = h;
    return best;
}

static uint32_t choose_root(const float *scores, uint32_t count) {
    uint32_t root = 0;
    float most = 0;
    for (uint32_t w = 0; w < count; w++) {
        int32_t other = best_head(scores, count, w, false);
        float gain = score(scores, count, w, -1) - (other < 0 ? 0 : score(scores, count, w, other));
        if (w == 0 || gain > most) {
            root = w;
            most = gain;
        }
    }
    return root;
}

/* Mark with @p mark every word whose way to the root leads through a marked word. */
static void mark_hanging(const int32_t *heads, uint32_t count, uint32_t *marks, uint32_t mark,
                         uint32_t *way) {
    enum { CLEAR = 0 };
    for (uint32_t w = 0; w < count; w++) {
        uint32_t at = w, length = 0;
        while (marks[at] == CLEAR) {
            way[length++] = at;
            marks[at] = UINT32_MAX; /* on this way */
            if (heads[at] < 0) break;
            at = (uint32_t)heads[at];
        }
        uint32_t result = marks[at] == UINT32_MAX ? mark + 1 : marks[at];
        for (uint32_t i = 0; i < length; i++) marks[way[i]] = result;
    }
}

/* A word on a cycle, or -1. @p marks is room for count numbers. */
static int64_t find_cycle(const int32_t *heads, uint32_t count, uint32_t *marks) {
    for (uint32_t w = 0; w < count; w++) marks[w] = 0;
    for (uint32_t w = 0; w < count; w++) {
        uint32_t at = w;
        while (marks[at] == 0) {
            marks[at] = w + 1;
            if (heads[at] < 0) break;
            at = (uint32_t)heads[at];
        }
        /* The walk came upon itself, and not because it ended. */
        if (heads[at] >= 0 && marks[at] == w + 1) return at;
    }
    return -1;
}

static void open_cycle(const float *scores, uint32_t count, int32_t *heads, uint32_t start,
                       uint32_t *marks, uint32_t *way) {
    enum { HANGING = 1 };
    for (uint32_t w = 0; w < count; w++) marks[w] = 0;
    for (uint32_t at = start; !marks[at]; at = (uint32_t)heads[at]) marks[at] = HANGING;
    mark_hanging(heads, count, marks, HANGING, way);
    uint32_t word = start;
    int32_t head = heads[start];
    float least = 0;
    bool found = false;
    uint32_t at = start;
    do {
        float now = score(scores, count, at, heads[at]);
        for (int32_t h = 0; h < (int32_t)count; h++) {
            if (marks[h] == HANGING) continue;
            float loss = now - score(scores, count, at, h);
            if (!found || loss < least) {
                found = true;
                least = loss;
                word = at;
                head = h;
            }
        }
        at = (uint32_t)heads[at];
    } while (at != start);
    heads[word] = head;
}

void ro_tree_find(const float *scores, uint32_t count, int32_t *heads, uint32_t *work) {
    if (count == 0) return;
    uint32_t root = choose_root(scores, count);
    for (uint32_t w = 0; w < count; w++) heads[w] = best_head(scores, count, w, false);
    heads[root] = -1;
    for (int64_t at; (at = find_cycle(heads, count, work)) >= 0;)
        open_cycle(scores, count, heads, (uint32_t)at, work, work + count);
}
