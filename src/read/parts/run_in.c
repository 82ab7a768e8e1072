/* SPDX-License-Identifier: Apache-2.0 */
/* A box that a page opens over a name holds the full name, a few headlines and a link to more of
 * them. Laid out as text they follow the name without a space between name and headline:
 * "Senator Ana Reyes Ana Maria ReyesCouncil puts off vote Mayor resigns MORE said …" */
#include "read/parts/run_in.h"

#include <string.h>

enum {
    NAME_WORDS = 8,   /* of the longest full name, with what stands in brackets */
    LONGEST_BOX = 900 /* bytes: three headlines, the longest of which are lists of headlines */
};

/* Where a name and what begins as a headline does meet: within a word, or with a space between
 * them, as one in ten exports has it. 0: nowhere. */
static size_t next_joint(ro_str text, size_t at) {
    for (at = at ? at : 1; at < text.n; at++) {
        unsigned char left = (unsigned char)text.p[at - 1], right = (unsigned char)text.p[at];
        bool name = ro_is_lower(left) || left == ')' || left == '.' || left >= 0x80;
        if (!name) continue;
        if (right == ' ' || ro_is_upper(right) || (ro_is_digit(right) && ro_is_lower(left)))
            return at;
    }
    return 0;
}

static size_t word_before(ro_str text, size_t at) {
    while (at > 0 && text.p[at - 1] != ' ') at--;
    return at;
}

/* A word with a capital, or a short one within a name: "de", "van". */
static bool is_of_name(ro_str word) {
    enum { PARTICLE = 3 }; /* letters */
    if (word.n > 0 && word.n <= PARTICLE && ro_is_lower((unsigned char)word.p[0])) return true;
    size_t i = word.n && (word.p[0] == '(' || word.p[0] == '"') ? 1 : 0;
    return i < word.n &&
           (ro_is_upper((unsigned char)word.p[i]) || (unsigned char)word.p[i] >= 0xC3);
}

/* Whether @p word is the name @p last, but for a mark behind it. */
static bool is_name(ro_str word, ro_str last) {
    while (word.n && (word.p[word.n - 1] == ',' || word.p[word.n - 1] == '.')) word.n--;
    while (last.n && (last.p[last.n - 1] == ',' || last.p[last.n - 1] == '.')) last.n--;
    return last.n > 1 && ro_str_eq(word, last);
}

/* Whether the first word of the full name from @p start on is that of the name before. */
static bool says_first_name(ro_str text, size_t start, size_t last) {
    size_t first = last > 0 ? word_before(text, last - 1) : 0, end = start + 1;
    while (end < text.n && text.p[end] != ' ') end++;
    return last > 0 && ro_str_eq((ro_str){text.p + first, last - 1 - first},
                                 (ro_str){text.p + start + 1, end - start - 1});
}

/* Behind the name that the full name before @p joint says again; SIZE_MAX: it says none. With a
 * space at the joint both must begin alike too. */
static size_t begin_of_full_name(ro_str text, size_t joint) {
    size_t start = word_before(text, joint);
    ro_str last = {text.p + start, joint - start};
    if (!is_of_name(last)) return SIZE_MAX;
    for (unsigned words = 0; words < NAME_WORDS && start > 0; words++) {
        size_t end = start - 1, before = word_before(text, end);
        ro_str word = {text.p + before, end - before};
        /* "… Ana ReyesAna Maria Reyes": the full name is glued, too. */
        if (word.n > last.n && ro_str_starts(word, last) &&
            ro_is_upper((unsigned char)word.p[last.n]))
            return before + last.n;
        if (is_name(word, last))
            return text.p[joint] != ' ' || says_first_name(text, end, before) ? end : SIZE_MAX;
        if (!is_of_name(word)) break;
        start = before;
    }
    return SIZE_MAX;
}

/* Behind the word that ends a box which begins at @p at. */
static size_t end_of(ro_str text, size_t at) {
    ro_str more = RO_STR("MORE");
    for (size_t limit = at + LONGEST_BOX; at + more.n <= text.n && at < limit; at++) {
        /* Its case tells: headlines say "more", too. */
        if (text.p[at - 1] != ' ' || memcmp(text.p + at, more.p, more.n) != 0) continue;
        size_t end = at + more.n;
        if (end == text.n || !ro_is_alpha((unsigned char)text.p[end])) return end;
    }
    return SIZE_MAX;
}

bool ro_find_run_in(ro_str text, size_t from, ro_span *at) {
    if (ro_str_find(text, RO_STR(" MORE")) == SIZE_MAX) return false;
    for (size_t joint = from; (joint = next_joint(text, joint + 1)) != 0;) {
        size_t start = begin_of_full_name(text, joint);
        size_t end = start == SIZE_MAX || start < from ? SIZE_MAX : end_of(text, joint + 1);
        if (end == SIZE_MAX) continue;
        *at = (ro_span){(uint32_t)start, (uint32_t)end};
        return true;
    }
    return false;
}
