/* SPDX-License-Identifier: Apache-2.0 */
/** How far the words reach that an attribution attributes. */
#include "analyse/quotes/quotes.h"

enum { MOST_FRAMES = 64 }; /* of one clause that are looked through */

/* Whether nothing is attributed behind the fixed words of the attribution. */
static bool is_closed(const ro_attribution *attribution) {
    return attribution->after == RO_AFTER_END || attribution->after == RO_AFTER_COMMA;
}

uint32_t ro_content_end(const ro_quoting *work, uint32_t low, uint32_t left) {
    while (left > low && !work->region_of[left - 1]) {
        ro_word_class class = ro_class_of(work, left - 1);
        if (class != RO_CLASS_COMMA && class != RO_CLASS_DASH && class != RO_CLASS_CONJUNCTION &&
            class != RO_CLASS_SUBORDINATOR && class != RO_CLASS_STOP && class != RO_CLASS_AS)
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
    if (class != RO_CLASS_SUBORDINATOR && class != RO_CLASS_PREPOSITION && class != RO_CLASS_AS)
        return false;
    if (class == RO_CLASS_PREPOSITION && opens_with_number(work, low, end)) return false;
    for (uint32_t i = low; i < end; i++) {
        if (i - low > RO_LONGEST_REACH) return false;
        if (ro_class_of(work, i) == RO_CLASS_COMMA || work->region_of[i]) return false;
    }
    return true;
}

bool ro_closes_content(const ro_quoting *work, const ro_attribution *attribution, uint32_t low) {
    if (attribution->left <= low || attribution->denied || attribution->possible) return false;
    if (ro_range_empty(attribution->speaker)) return false;
    if (attribution->passive || !is_closed(attribution)) return false;
    if (attribution->kinds & RO_CUE_SOURCE) return true;
    if (attribution->participial || attribution->coordinated) return false;
    if (!(attribution->kinds & (RO_CUE_QUOTE | RO_CUE_CLAUSE))) return false;
    ro_word_class before = ro_class_of(work, attribution->left - 1);
    if (attribution->after != RO_AFTER_COMMA && ro_is_dependent(work, low, attribution->left - 1))
        return false;
    return work->region_of[attribution->left - 1] || before == RO_CLASS_COMMA ||
           before == RO_CLASS_DASH || (before == RO_CLASS_AS && attribution->left > low + 1);
}

uint32_t ro_dependent_end(const ro_quoting *work, const ro_attribution *attribution, uint32_t end) {
    uint32_t first = attribution->speaker.first;
    if (attribution->shared || attribution->inverted || ro_range_empty(attribution->speaker))
        return end;
    if (first <= work->unit.first) return end;
    if (ro_class_of(work, first - 1) != RO_CLASS_SUBORDINATOR) return end;
    for (uint32_t i = attribution->right; i < end; i++) {
        ro_word_class class = ro_class_of(work, i);
        if (!work->region_of[i] && (class == RO_CLASS_COMMA || class == RO_CLASS_DASH)) return i;
    }
    return end;
}

uint32_t ro_find_content_end(const ro_quoting *work, uint32_t first, uint32_t next,
                             uint32_t *outer) {
    for (uint32_t j = next; j < work->attributions.count && j - next < MOST_FRAMES; j++) {
        const ro_attribution *attribution = &work->attributions.items[j];
        /* "Roe, who said she would go, said": the clause within its speaker ends. */
        if (attribution->left < first && !ro_range_empty(attribution->speaker) &&
            !attribution->shared)
            return ro_content_end(work, first, attribution->cue.first);
        if (attribution->left <= first) continue;
        ro_word_class before = ro_class_of(work, attribution->left - 1);
        bool source = attribution->kinds & RO_CUE_SOURCE;
        if (ro_closes_content(work, attribution, first) && (!source || before == RO_CLASS_COMMA)) {
            *outer = j;
            return ro_content_end(work, first, attribution->left);
        }
        bool linked = before == RO_CLASS_COMMA || before == RO_CLASS_CONJUNCTION ||
                      before == RO_CLASS_SUBORDINATOR || before == RO_CLASS_ADVERB;
        bool again = (attribution->participial && linked) ||
                     (attribution->coordinated && !(attribution->kinds & RO_CUE_THOUGHT));
        bool clause = before == RO_CLASS_CONJUNCTION && attribution->left > first + 1 &&
                      ro_class_of(work, attribution->left - 2) == RO_CLASS_COMMA &&
                      !(attribution->kinds & RO_CUE_THOUGHT);
        if (again || clause) {
            uint32_t left = attribution->left;
            while (left > first && ro_class_of(work, left - 1) == RO_CLASS_ADVERB) left--;
            return ro_content_end(work, first, left);
        }
    }
    return work->unit.end;
}

uint32_t ro_without_stop(const ro_quoting *work, uint32_t first, uint32_t end) {
    while (end > first && !work->region_of[end - 1]) {
        ro_word_class class = ro_class_of(work, end - 1);
        if (class != RO_CLASS_STOP && class != RO_CLASS_COMMA) break;
        end--;
    }
    return end;
}
