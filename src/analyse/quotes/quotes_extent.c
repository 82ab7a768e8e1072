/* SPDX-License-Identifier: Apache-2.0 */
/** How far the words reach that an attribution attributes. */
#include "analyse/quotes/quotes.h"

enum { MOST_FRAMES = 64 }; /* of one clause that are looked through */

/* Whether nothing is attributed behind the fixed words of the frame. */
static bool is_closed(const ro_frame *frame) {
    return frame->after == RO_AFTER_END || frame->after == RO_AFTER_COMMA;
}

uint32_t ro_content_end(const ro_quoting *work, uint32_t low, uint32_t left) {
    while (left > low && !work->region_of[left - 1]) {
        ro_word_class class = ro_class_of(work, left - 1);
        if (class != RO_WORD_COMMA && class != RO_WORD_DASH && class != RO_WORD_CONJUNCTION &&
            class != RO_WORD_SUBORDINATOR && class != RO_WORD_STOP && class != RO_WORD_AS)
            break;
        left--;
    }
    return left;
}

/* "At least four workers died", "About 60 people were there": a number that opens a
 * clause with a verb of its own, where "At" and "About" are no prepositions. */
static bool opens_with_number(const ro_quoting *work, uint32_t low, uint32_t end) {
    const ro_article *article = work->article;
    uint32_t at = article->tokens.items[low].span.start;
    uint32_t first = 0, last = article->amounts.count;
    while (first < last) {
        uint32_t middle = first + (last - first) / 2;
        if (article->amounts.items[middle].span.start < at)
            first = middle + 1;
        else
            last = middle;
    }
    if (first >= article->amounts.count || article->amounts.items[first].span.start != at)
        return false;
    for (uint32_t i = low; i < end && i - low < RO_LONGEST_REACH; i++) {
        uint8_t upos = article->tokens.items[i].upos;
        if (upos == RO_UPOS_VERB || upos == RO_UPOS_AUX) return true;
    }
    return false;
}

bool ro_is_dependent(const ro_quoting *work, uint32_t low, uint32_t end) {
    ro_word_class class = ro_class_of(work, low);
    if (class != RO_WORD_SUBORDINATOR && class != RO_WORD_PREPOSITION && class != RO_WORD_AS)
        return false;
    if (class == RO_WORD_PREPOSITION && opens_with_number(work, low, end)) return false;
    for (uint32_t i = low; i < end; i++) {
        if (i - low > RO_LONGEST_REACH) return false;
        if (ro_class_of(work, i) == RO_WORD_COMMA || work->region_of[i]) return false;
    }
    return true;
}

bool ro_closes_content(const ro_quoting *work, const ro_frame *frame, uint32_t low) {
    if (frame->left <= low || frame->denied || frame->possible) return false;
    if (ro_range_empty(frame->speaker)) return false;
    if (frame->passive || !is_closed(frame)) return false;
    if (frame->kinds & RO_CUE_SOURCE) return true;
    if (frame->participial || frame->coordinated) return false;
    if (!(frame->kinds & (RO_CUE_QUOTE | RO_CUE_CLAUSE))) return false;
    ro_word_class before = ro_class_of(work, frame->left - 1);
    if (frame->after != RO_AFTER_COMMA && ro_is_dependent(work, low, frame->left - 1)) return false;
    return work->region_of[frame->left - 1] || before == RO_WORD_COMMA || before == RO_WORD_DASH ||
           (before == RO_WORD_AS && frame->left > low + 1);
}

uint32_t ro_dependent_end(const ro_quoting *work, const ro_frame *frame, uint32_t end) {
    uint32_t first = frame->speaker.first;
    if (frame->shared || frame->inverted || ro_range_empty(frame->speaker)) return end;
    if (first <= work->unit.first) return end;
    if (ro_class_of(work, first - 1) != RO_WORD_SUBORDINATOR) return end;
    for (uint32_t i = frame->right; i < end; i++) {
        ro_word_class class = ro_class_of(work, i);
        if (!work->region_of[i] && (class == RO_WORD_COMMA || class == RO_WORD_DASH)) return i;
    }
    return end;
}

uint32_t ro_find_content_end(const ro_quoting *work, uint32_t first, uint32_t next,
                             uint32_t *outer) {
    for (uint32_t j = next; j < work->frames.count && j - next < MOST_FRAMES; j++) {
        const ro_frame *frame = &work->frames.items[j];
        /* "Roe, who said she would go, said": the clause within its speaker ends. */
        if (frame->left < first && !ro_range_empty(frame->speaker) && !frame->shared)
            return ro_content_end(work, first, frame->cue.first);
        if (frame->left <= first) continue;
        ro_word_class before = ro_class_of(work, frame->left - 1);
        bool source = frame->kinds & RO_CUE_SOURCE;
        if (ro_closes_content(work, frame, first) && (!source || before == RO_WORD_COMMA)) {
            *outer = j;
            return ro_content_end(work, first, frame->left);
        }
        bool linked = before == RO_WORD_COMMA || before == RO_WORD_CONJUNCTION ||
                      before == RO_WORD_SUBORDINATOR || before == RO_WORD_ADVERB;
        bool again = (frame->participial && linked) ||
                     (frame->coordinated && !(frame->kinds & RO_CUE_THOUGHT));
        bool clause = before == RO_WORD_CONJUNCTION && frame->left > first + 1 &&
                      ro_class_of(work, frame->left - 2) == RO_WORD_COMMA &&
                      !(frame->kinds & RO_CUE_THOUGHT);
        if (again || clause) {
            uint32_t left = frame->left;
            while (left > first && ro_class_of(work, left - 1) == RO_WORD_ADVERB) left--;
            return ro_content_end(work, first, left);
        }
    }
    return work->unit.end;
}

uint32_t ro_without_stop(const ro_quoting *work, uint32_t first, uint32_t end) {
    while (end > first && !work->region_of[end - 1]) {
        ro_word_class class = ro_class_of(work, end - 1);
        if (class != RO_WORD_STOP && class != RO_WORD_COMMA) break;
        end--;
    }
    return end;
}
