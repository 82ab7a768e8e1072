/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/corpus/cover.h"

#include <string.h>

/* MOST_PLACES of a shingle are tried; WIDEST_GAP, in codes, is aligned. */
enum { MOST_PLACES = 8, WIDEST_GAP = 12 };

bool ro_cover_begin(ro_cover *cover, const ro_sketch *sketch, ro_arena *arena) {
    uint32_t capacity = 16;
    while (capacity < sketch->count) capacity *= 2;
    *cover = (ro_cover){.sketch = sketch, .mask = capacity - 1};
    cover->heads = RO_ARENA_ARRAY(arena, uint32_t, capacity);
    cover->next = RO_ARENA_ARRAY(arena, uint32_t, sketch->count);
    cover->covered = RO_ARENA_ARRAY(arena, uint8_t, sketch->count);
    if (arena->oom) return false;
    /* From the end, so that a list begins with the first place: of a text that repeats
     * itself that one has the longest run. */
    for (uint32_t i = sketch->count < RO_SHINGLE ? 0 : sketch->count - RO_SHINGLE + 1; i-- > 0;) {
        uint32_t *head = &cover->heads[ro_shingle(sketch->codes + i) & cover->mask];
        cover->next[i] = *head;
        *head = i + 1;
    }
    return true;
}

/* A run of codes in common: from i of the other sketch and j of the covered one. */
typedef struct common_run {
    uint32_t i, j;
    uint32_t length;
} common_run;

/* The longest run that begins at code i of the other; length 0 where there is none. Of equal
 * ones the first that covers something anew: where both texts say all twice, each time its own. */
static common_run longest_run(const ro_cover *cover, const ro_sketch *other, uint32_t i) {
    common_run longest = {.i = i};
    const ro_sketch *own = cover->sketch;
    uint32_t at = cover->heads[ro_shingle(other->codes + i) & cover->mask];
    for (unsigned tried = 0; at && tried < MOST_PLACES; tried++, at = cover->next[at - 1]) {
        uint32_t j = at - 1, length = 0;
        while (i + length < other->count && j + length < own->count &&
               other->codes[i + length] == own->codes[j + length])
            length++;
        bool anew = length == longest.length && cover->covered[longest.j] && !cover->covered[j];
        if (length >= RO_SHINGLE && (length > longest.length || anew))
            longest = (common_run){i, j, length};
    }
    return longest;
}

/* Align what lies between two runs that follow each other closely in both texts: the
 * longest common subsequence. Return the codes in common and mark them. */
static uint32_t align_gap(ro_cover *cover, const ro_sketch *other, const common_run *from,
                          const common_run *to) {
    uint8_t longest[WIDEST_GAP + 1][WIDEST_GAP + 1];
    uint32_t i_start = from->i + from->length, j_start = from->j + from->length;
    if (to->i < i_start || to->j < j_start) return 0;
    uint32_t rows = to->i - i_start, columns = to->j - j_start;
    if (!rows || !columns || rows > WIDEST_GAP || columns > WIDEST_GAP) return 0;
    const uint16_t *a = other->codes + i_start, *b = cover->sketch->codes + j_start;
    memset(longest, 0, sizeof longest);
    for (uint32_t i = rows; i-- > 0;)
        for (uint32_t j = columns; j-- > 0;) {
            uint8_t down = longest[i + 1][j], right = longest[i][j + 1];
            longest[i][j] = a[i] == b[j]   ? (uint8_t)(longest[i + 1][j + 1] + 1)
                            : down > right ? down
                                           : right;
        }
    for (uint32_t i = 0, j = 0; i < rows && j < columns;) {
        if (a[i] == b[j] && longest[i][j] == longest[i + 1][j + 1] + 1)
            cover->covered[j_start + j] = 1, i++, j++;
        else if (longest[i + 1][j] >= longest[i][j + 1])
            i++;
        else
            j++;
    }
    return longest[0][0];
}

uint32_t ro_cover_by(ro_cover *cover, const ro_sketch *other) {
    uint32_t found = 0;
    common_run last = {0};
    if (cover->sketch->count) memset(cover->covered, 0, cover->sketch->count);
    for (uint32_t i = 0; i + RO_SHINGLE <= other->count;) {
        common_run run = longest_run(cover, other, i);
        if (!run.length) {
            i++;
            continue;
        }
        memset(cover->covered + run.j, 1, run.length);
        found += run.length + align_gap(cover, other, &last, &run);
        last = run;
        i += run.length;
    }
    common_run end = {other->count, cover->sketch->count, 0};
    return found + align_gap(cover, other, &last, &end);
}
