/* SPDX-License-Identifier: Apache-2.0 */
/* Galleries by their form: a counter that runs, and captions in a short and a long wording that
 * are the same. */
#include "read/parts/galleries.h"

enum {
    MOST_DIGITS = 3,   /* of a counter: no gallery has a thousand pictures */
    GAP = 3,           /* blocks of one picture: its heading, its caption, its credit */
    FEWEST_TWICE = 2,  /* blocks told twice in a row: one is a mistake of the export */
    TWICE_WORDS = 5,   /* of the shortest caption told twice: answers repeat */
    LONGEST_LABEL = 20 /* bytes: "Page", "Hide Caption" */
};

/* "3 of 43": which, of how many, and where it stands. */
typedef struct counter {
    uint32_t which, of;
    size_t start, end;
} counter;

static size_t read_number(ro_str s, size_t at, uint32_t *value) {
    size_t digits = 0;
    for (*value = 0; at + digits < s.n && ro_is_digit((unsigned char)s.p[at + digits]); digits++)
        if (digits < MOST_DIGITS) *value = *value * 10 + (uint32_t)(s.p[at + digits] - '0');
    return digits <= MOST_DIGITS ? digits : 0;
}

/* The next counter from @p at on. */
static bool next_counter(ro_str s, size_t at, counter *found) {
    static const char *const joints[] = {" of ", " / ", "/"};
    for (; at < s.n; at++) {
        bool begins = ro_is_digit((unsigned char)s.p[at]) &&
                      (at == 0 || s.p[at - 1] == ' ' || s.p[at - 1] == '(');
        size_t digits = begins ? read_number(s, at, &found->which) : 0;
        for (size_t i = 0; digits && i < sizeof joints / sizeof *joints; i++) {
            ro_str joint = ro_str_of(joints[i]), rest = {s.p + at + digits, s.n - at - digits};
            size_t more =
                ro_str_starts(rest, joint) ? read_number(s, at + digits + joint.n, &found->of) : 0;
            if (!more || found->which == 0 || found->which > found->of || found->of < 2) continue;
            found->start = at;
            found->end = at + digits + joint.n + more;
            return true;
        }
    }
    return false;
}

bool ro_is_counter(ro_str line) {
    counter found;
    size_t label = 0;
    if (!next_counter(line, 0, &found) || found.start > LONGEST_LABEL) return false;
    for (size_t i = 0; i < found.start; i++) label += line.p[i] == ' ';
    return label <= 2 && found.end == line.n;
}

static bool goes_on(const counter *before, const counter *next) {
    return before->of == next->of && before->which + 1 == next->which;
}

static void make_caption(ro_block *block) {
    if (block->role == RO_ROLE_OPEN) block->role = RO_PART_CAPTION;
}

/* Counters that run, in one block or from one to another close by. */
static void sort_counted(ro_draft *draft) {
    counter last = {0}, found;
    uint32_t last_block = 0;
    for (uint32_t i = 0; i < draft->blocks.count; i++) {
        ro_str text = ro_str_span(draft->text, draft->blocks.items[i].span);
        for (size_t at = 0; next_counter(text, at, &found); at = found.end) {
            if (goes_on(&last, &found) && i - last_block <= GAP)
                for (uint32_t k = last_block; k <= i; k++) make_caption(&draft->blocks.items[k]);
            last = found;
            last_block = i;
        }
    }
}

static bool is_same(const ro_draft *draft, uint32_t left, uint32_t right) {
    const ro_block *blocks = draft->blocks.items;
    return right < draft->blocks.count && blocks[left].words >= TWICE_WORDS &&
           ro_str_eq(ro_str_span(draft->text, blocks[left].span),
                     ro_str_span(draft->text, blocks[right].span));
}

/* Blocks that are told twice, one such after the other. */
static void sort_doubled(ro_draft *draft) {
    for (uint32_t i = 0; i < draft->blocks.count;) {
        uint32_t end = i;
        while (is_same(draft, end, end + 1)) end += 2;
        if (end - i >= 2 * FEWEST_TWICE)
            for (uint32_t k = i; k < end; k++) make_caption(&draft->blocks.items[k]);
        i = end > i ? end : i + 1;
    }
}

/* A block whose first half is its second: both wordings of one caption, run together. */
static bool is_two_halves(const ro_draft *draft, const ro_block *block) {
    ro_str text = ro_str_span(draft->text, block->span);
    if (block->words < 2 * TWICE_WORDS) return false;
    size_t half = text.n / 2, gap = text.n % 2 && text.p[half] == ' ';
    return text.n % 2 == gap && memcmp(text.p, text.p + half + gap, half) == 0;
}

void ro_sort_galleries(ro_draft *draft) {
    sort_counted(draft);
    sort_doubled(draft);
    for (uint32_t i = 0; i < draft->blocks.count; i++)
        if (is_two_halves(draft, &draft->blocks.items[i])) make_caption(&draft->blocks.items[i]);
}
