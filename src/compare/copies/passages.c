/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/copies/passages.h"

#include <math.h>
#include <stdlib.h>

#include "compare/words/terms.h"

/* Gaps and ends are aligned in blocks of at most this many words a side: a block costs its square,
 * and wider gaps than a sentence of middling length are not bridged. */
enum { BLOCK = 24 };

/* What a pair of words in the same place speaks for or against one text; a word that is the same
 * counts its weight (ro_word_weight). Set by hand: two near-synonyms pay for five other words of
 * content exchanged around them, function words count for nearly nothing. What they come to is
 * measured in docs/measurements.md, "Copies and versions". */
static const float SYNONYM = 0.5f;            /* a near-synonym in the same place */
static const float REPLACED = -0.2f;          /* another word of content */
static const float OTHER_CLASS = -0.4f;       /* a word of content against a function word */
static const float MISSING = -0.3f;           /* a word of content that the other side lacks */
static const float MISSING_FUNCTION = -0.08f; /* editors drop and add these freely */
static const float LEAST_GAIN = 0.6f; /* for which an end is extended: more than one synonym */
static const float MOST_LOST = 2.0f;  /* below the best so far, an end is not followed on: seven
                                         words of content that the other side lacks */

typedef enum word_link { LINK_SAME, LINK_SYNONYM, LINK_REPLACED, LINK_OTHER } word_link;

/* A rectangle of words to align: side a from a_at in steps of +1 or -1. */
typedef struct word_block {
    uint32_t a_at, b_at;
    uint32_t a_count, b_count;
    int step;
} word_block;

static const ro_word *word_a(const ro_weaver *weaver, const word_block *block, uint32_t i) {
    return &weaver->a->words[block->step > 0 ? block->a_at + i : block->a_at - i];
}

static const ro_word *word_b(const ro_weaver *weaver, const word_block *block, uint32_t j) {
    return &weaver->b->words[block->step > 0 ? block->b_at + j : block->b_at - j];
}

static word_link link_of(const ro_weaver *weaver, const ro_word *a, const ro_word *b) {
    if (a->stem == b->stem) return LINK_SAME;
    if (!a->content && !b->content) return LINK_OTHER;
    if (ro_are_synonyms(weaver->rules->synonyms, a->stem, b->stem)) return LINK_SYNONYM;
    return a->content && b->content ? LINK_REPLACED : LINK_OTHER;
}

static float pair_score(word_link link, const ro_word *a, const ro_word *b) {
    switch (link) {
    case LINK_SAME: {
        float in_a = ro_word_weight(a), in_b = ro_word_weight(b);
        return in_a < in_b ? in_a : in_b;
    }
    case LINK_SYNONYM: return SYNONYM;
    case LINK_REPLACED: return REPLACED;
    case LINK_OTHER: break;
    }
    return a->content == b->content ? MISSING_FUNCTION : OTHER_CLASS;
}

static float missing_score(const ro_word *word) {
    return word->content ? MISSING : MISSING_FUNCTION;
}

static void count_synonym(const ro_weaver *weaver, ro_aligned *passage, const ro_word *a,
                          const ro_word *b) {
    static const double UNSEEN = 1e-7; /* rate of a word that the table lacks */
    passage->synonyms++;
    passage->rarer += logf((float)((ro_word_rate(weaver->rules->word_rates, a->stem) + UNSEEN) /
                                   (ro_word_rate(weaver->rules->word_rates, b->stem) + UNSEEN)));
    if (passage->example_a != RO_NONE || a->name || b->name || !a->content || !b->content) return;
    passage->example_a = (uint32_t)(a - weaver->a->words);
    passage->example_b = (uint32_t)(b - weaver->b->words);
}

static void count_pair(const ro_weaver *weaver, ro_aligned *passage, word_link link,
                       const ro_word *a, const ro_word *b) {
    bool quoted = a->quoted || b->quoted;
    bool alike = link == LINK_SAME || link == LINK_SYNONYM;
    passage->plain += alike && a->content && !quoted && !a->name && !a->number;
    if (link == LINK_SAME) {
        passage->same++;
        passage->exact += a->hash == b->hash;
        passage->content += a->content;
        passage->quoted += quoted;
    } else if (link == LINK_SYNONYM) {
        count_synonym(weaver, passage, a, b);
    } else if (link == LINK_REPLACED) {
        passage->replaced++;
    }
    if (!quoted) passage->evidence += pair_score(link, a, b);
}

enum { FROM_PAIR, FROM_A, FROM_B };

typedef struct matrix {
    float score[BLOCK + 1][BLOCK + 1];
    unsigned char from[BLOCK + 1][BLOCK + 1];
} matrix;

/* Needleman and Wunsch (1970) over the block, row by row while a row comes within @p most_lost
 * of the best cell. Returns the rows filled. */
static uint32_t fill_matrix(const ro_weaver *weaver, const word_block *block, float most_lost,
                            matrix *m) {
    const ro_word *row_words[BLOCK] = {0}, *column_words[BLOCK] = {0};
    float column_missing[BLOCK] = {0}, best = 0;
    for (uint32_t i = 0; i < block->a_count; i++) row_words[i] = word_a(weaver, block, i);
    for (uint32_t j = 0; j < block->b_count; j++) {
        column_words[j] = word_b(weaver, block, j);
        column_missing[j] = missing_score(column_words[j]);
    }
    m->score[0][0] = 0;
    for (uint32_t i = 1; i <= block->a_count; i++) {
        m->score[i][0] = m->score[i - 1][0] + missing_score(row_words[i - 1]);
        m->from[i][0] = FROM_A;
    }
    for (uint32_t j = 1; j <= block->b_count; j++) {
        m->score[0][j] = m->score[0][j - 1] + column_missing[j - 1];
        m->from[0][j] = FROM_B;
    }
    for (uint32_t i = 1; i <= block->a_count; i++) {
        const ro_word *a = row_words[i - 1];
        float row = m->score[i][0], a_missing = missing_score(a);
        for (uint32_t j = 1; j <= block->b_count; j++) {
            const ro_word *b = column_words[j - 1];
            float pair = m->score[i - 1][j - 1] + pair_score(link_of(weaver, a, b), a, b);
            float from_a = m->score[i - 1][j] + a_missing;
            float from_b = m->score[i][j - 1] + column_missing[j - 1];
            m->score[i][j] = pair;
            m->from[i][j] = FROM_PAIR;
            if (from_a > m->score[i][j]) m->score[i][j] = from_a, m->from[i][j] = FROM_A;
            if (from_b > m->score[i][j]) m->score[i][j] = from_b, m->from[i][j] = FROM_B;
            if (m->score[i][j] > row) row = m->score[i][j];
        }
        if (row > best) best = row;
        if (row < best - most_lost) return i;
    }
    return block->a_count;
}

/* Count the path from cell (i, j) back to the corner. */
static void count_path(const ro_weaver *weaver, const word_block *block, const matrix *m,
                       uint32_t i, uint32_t j, ro_aligned *passage) {
    while (i || j) {
        const ro_word *a = i ? word_a(weaver, block, i - 1) : NULL;
        const ro_word *b = j ? word_b(weaver, block, j - 1) : NULL;
        switch (m->from[i][j]) {
        case FROM_PAIR:
            count_pair(weaver, passage, link_of(weaver, a, b), a, b);
            i--, j--;
            break;
        case FROM_A:
            if (!a->quoted) passage->evidence += missing_score(a);
            i--;
            break;
        default:
            if (!b->quoted) passage->evidence += missing_score(b);
            j--;
            break;
        }
    }
}

static void align_gap(const ro_weaver *weaver, uint32_t a_first, uint32_t a_end, uint32_t b_first,
                      uint32_t b_end, ro_aligned *passage) {
    word_block block = {a_first, b_first, a_end - a_first, b_end - b_first, 1};
    if (block.a_count > BLOCK || block.b_count > BLOCK) return;
    matrix m;
    fill_matrix(weaver, &block, INFINITY, &m);
    count_path(weaver, &block, &m, block.a_count, block.b_count, passage);
}

/* Take the equal words next to a passage: seeds do not begin with function words alone. */
static void extend_equal(const ro_weaver *weaver, ro_aligned *passage, bool forward) {
    for (;;) {
        bool room = forward ? passage->a_end < weaver->a->word_count &&
                                  passage->b_end < weaver->b->word_count
                            : passage->a_first && passage->b_first;
        if (!room) return;
        uint32_t i = forward ? passage->a_end : passage->a_first - 1;
        uint32_t j = forward ? passage->b_end : passage->b_first - 1;
        const ro_word *a = &weaver->a->words[i], *b = &weaver->b->words[j];
        if (a->stem != b->stem || weaver->taken_a[i] || weaver->taken_b[j]) return;
        count_pair(weaver, passage, LINK_SAME, a, b);
        if (forward)
            passage->a_end++, passage->b_end++;
        else
            passage->a_first--, passage->b_first--;
    }
}

/* Whether some word of content is on both sides of the block: else aligning it costs
 * more than it brings. May say yes where there is none. */
static bool may_correspond(const ro_weaver *weaver, const word_block *block) {
    uint64_t seen[16] = {0};
    for (uint32_t j = 0; j < block->b_count; j++) {
        const ro_word *b = word_b(weaver, block, j);
        if (b->content) seen[b->stem >> 6 & 15] |= UINT64_C(1) << (b->stem & 63);
    }
    for (uint32_t i = 0; i < block->a_count; i++) {
        const ro_word *a = word_a(weaver, block, i);
        if (a->content && seen[a->stem >> 6 & 15] >> (a->stem & 63) & 1) return true;
    }
    return false;
}

/* Follow the words behind (or before) a passage while they correspond. */
static void extend(const ro_weaver *weaver, ro_aligned *passage, int step) {
    for (;;) {
        bool forward = step > 0;
        extend_equal(weaver, passage, forward);
        word_block block = {.a_at = forward ? passage->a_end : passage->a_first - 1,
                            .b_at = forward ? passage->b_end : passage->b_first - 1,
                            .step = step};
        uint32_t room_a = forward ? weaver->a->word_count - passage->a_end : passage->a_first;
        uint32_t room_b = forward ? weaver->b->word_count - passage->b_end : passage->b_first;
        while (block.a_count < room_a && block.a_count < BLOCK &&
               !weaver->taken_a[word_a(weaver, &block, block.a_count) - weaver->a->words])
            block.a_count++;
        while (block.b_count < room_b && block.b_count < BLOCK &&
               !weaver->taken_b[word_b(weaver, &block, block.b_count) - weaver->b->words])
            block.b_count++;
        if (!may_correspond(weaver, &block)) return;
        matrix m;
        uint32_t rows = fill_matrix(weaver, &block, MOST_LOST, &m);
        uint32_t best_i = 0, best_j = 0;
        for (uint32_t i = 1; i <= rows; i++)
            for (uint32_t j = 1; j <= block.b_count; j++)
                if (m.score[i][j] > m.score[best_i][best_j]) best_i = i, best_j = j;
        if (m.score[best_i][best_j] < LEAST_GAIN) return;
        count_path(weaver, &block, &m, best_i, best_j, passage);
        if (forward)
            passage->a_end += best_i, passage->b_end += best_j;
        else
            passage->a_first -= best_i, passage->b_first -= best_j;
    }
}

/* Count a seed's words from its word @p skip on. */
static void count_seed(const ro_weaver *weaver, const ro_seed *seed, uint32_t skip,
                       ro_aligned *passage) {
    for (uint32_t i = skip; i < seed->length; i++)
        count_pair(weaver, passage, LINK_SAME, &weaver->a->words[seed->a + i],
                   &weaver->b->words[seed->b + i]);
}

static bool is_taken(const ro_weaver *weaver, const ro_seed *seed) {
    for (uint32_t i = 0; i < seed->length; i++)
        if (weaver->taken_a[seed->a + i] || weaver->taken_b[seed->b + i]) return true;
    return false;
}

/* Whether another passage lies between this one and its next seed. */
static bool gap_is_taken(const ro_weaver *weaver, const ro_aligned *passage, const ro_seed *seed) {
    for (uint32_t i = passage->a_end; i < seed->a; i++)
        if (weaver->taken_a[i]) return true;
    for (uint32_t j = passage->b_end; j < seed->b; j++)
        if (weaver->taken_b[j]) return true;
    return false;
}

static void judge(ro_aligned *passage) {
    uint32_t a = passage->a_end - passage->a_first, b = passage->b_end - passage->b_first;
    uint32_t longer = a > b ? a : b, shorter = a > b ? b : a;
    uint32_t slots = passage->synonyms + passage->replaced;
    passage->score = (float)(passage->same + passage->synonyms) / (float)longer;
    if (passage->score > 1) passage->score = 1;
    /* One synonym is an editor's choice; two of three exchanged words begin to be a method. */
    enum { LEAST_SYNONYMS = 2, LEAST_SLOTS = 3 };
    if (passage->quoted * 2 >= passage->same && passage->evidence < 3.0f)
        passage->kind = RO_COPY_QUOTATION_ONLY;
    else if ((float)passage->exact >= 0.97f * (float)longer)
        passage->kind = RO_COPY_VERBATIM;
    else if (passage->synonyms >= LEAST_SYNONYMS && slots >= LEAST_SLOTS &&
             passage->synonyms * 2 >= slots && slots * 5 >= passage->content &&
             (float)shorter >= 0.7f * (float)longer)
        passage->kind = RO_COPY_SPUN;
    else
        passage->kind = RO_COPY_EDITED;
}

/* Cut [first, end) down to its words within quotation marks; whole where none is. */
static void trim_to_quotes(const ro_profile *profile, uint32_t *first, uint32_t *end) {
    uint32_t from = *first, to = *end;
    while (from < to && !profile->words[from].quoted) from++;
    while (to > from && !profile->words[to - 1].quoted) to--;
    if (from < to) *first = from, *end = to;
}

bool ro_weave(ro_weaver *weaver, const ro_seed *seeds, const uint32_t *members, uint32_t count,
              ro_aligned *passage) {
    *passage = (ro_aligned){.example_a = RO_NONE, .example_b = RO_NONE};
    for (uint32_t m = 0; m < count; m++) {
        const ro_seed *seed = &seeds[members[m]];
        if (is_taken(weaver, seed)) continue;
        uint32_t skip = 0;
        if (passage->a_end) {
            uint32_t in_a = passage->a_end > seed->a ? passage->a_end - seed->a : 0;
            uint32_t in_b = passage->b_end > seed->b ? passage->b_end - seed->b : 0;
            skip = in_a > in_b ? in_a : in_b;
            if (skip >= seed->length) continue;
            if (gap_is_taken(weaver, passage, seed)) break;
            align_gap(weaver, passage->a_end, seed->a + skip, passage->b_end, seed->b + skip,
                      passage);
        } else {
            passage->a_first = seed->a;
            passage->b_first = seed->b;
        }
        count_seed(weaver, seed, skip, passage);
        passage->a_end = seed->a + seed->length;
        passage->b_end = seed->b + seed->length;
    }
    if (!passage->a_end) return false;
    extend(weaver, passage, 1);
    extend(weaver, passage, -1);
    /* Less is a stock phrase: "told reporters on Monday". */
    enum { LEAST_WORDS = 5 };
    static const float LEAST_EVIDENCE = 3.0f;
    if (passage->same < LEAST_WORDS ||
        (passage->evidence < LEAST_EVIDENCE && passage->quoted < LEAST_WORDS))
        return false;
    for (uint32_t i = passage->a_first; i < passage->a_end; i++) weaver->taken_a[i] = true;
    for (uint32_t i = passage->b_first; i < passage->b_end; i++) weaver->taken_b[i] = true;
    judge(passage);
    if (passage->kind == RO_COPY_QUOTATION_ONLY) {
        trim_to_quotes(weaver->a, &passage->a_first, &passage->a_end);
        trim_to_quotes(weaver->b, &passage->b_first, &passage->b_end);
        judge(passage);
    }
    return true;
}

static int by_a(const void *left, const void *right) {
    const ro_aligned *a = left, *b = right;
    return a->a_first < b->a_first ? -1 : a->a_first > b->a_first;
}

static bool breaks(const ro_profile *profile, uint32_t first, uint32_t end) {
    for (uint32_t i = first; i <= end && i < profile->word_count; i++)
        if (profile->words[i].starts) return true;
    return false;
}

/* Whether a reader would see one passage: little lies between, or little beside
 * the length of both. Spun passages are shown paragraph by paragraph. */
static bool belong_together(const ro_weaver *weaver, const ro_aligned *p, const ro_aligned *q) {
    /* Words between two passages that are one: a clause that was put in; or a sentence or two,
     * where the passages are four times as long as what parts them. */
    enum { NEAR = 10, FAR = 60 };
    if (q->a_first < p->a_end || q->b_first < p->b_end) return false;
    uint32_t gap_a = q->a_first - p->a_end, gap_b = q->b_first - p->b_end;
    uint32_t gap = gap_a > gap_b ? gap_a : gap_b;
    bool spun = p->kind == RO_COPY_SPUN || q->kind == RO_COPY_SPUN;
    if (spun &&
        (breaks(weaver->a, p->a_end, q->a_first) || breaks(weaver->b, p->b_end, q->b_first)))
        return false;
    if ((p->kind == RO_COPY_QUOTATION_ONLY) != (q->kind == RO_COPY_QUOTATION_ONLY)) return false;
    if (gap <= NEAR) return true;
    uint32_t both = p->a_end - p->a_first + q->a_end - q->a_first;
    return !spun && gap <= FAR && gap * 4 <= both;
}

static void join(ro_aligned *p, const ro_aligned *q) {
    p->a_end = q->a_end;
    p->b_end = q->b_end;
    p->same += q->same;
    p->exact += q->exact;
    p->synonyms += q->synonyms;
    p->rarer += q->rarer;
    if (p->example_a == RO_NONE) p->example_a = q->example_a, p->example_b = q->example_b;
    p->replaced += q->replaced;
    p->content += q->content;
    p->plain += q->plain;
    p->quoted += q->quoted;
    p->evidence += q->evidence;
    judge(p);
}

void ro_join_passages(const ro_weaver *weaver, ro_aligned_array *passages) {
    if (passages->count == 0) return;
    ro_sort(passages->items, passages->count, sizeof *passages->items, by_a);
    uint32_t kept = 0;
    for (uint32_t i = 1; i < passages->count; i++) {
        if (belong_together(weaver, &passages->items[kept], &passages->items[i]))
            join(&passages->items[kept], &passages->items[i]);
        else
            passages->items[++kept] = passages->items[i];
    }
    passages->count = kept + 1;
}
