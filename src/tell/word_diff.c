/* SPDX-License-Identifier: Apache-2.0 */
/* Longest common subsequence of words, by dynamic programming within a band.
 * Source: Wagner and Fischer 1974; Ukkonen 1985 for the band. */
#include "tell/word_diff.h"

#include "base/hash.h"

enum {
    MOST_CELLS = 8 << 20, /* of the table: two articles of 2,900 words each are held whole */
    NARROWEST = 64        /* words that a place may have moved by in longer ones */
};

typedef struct word {
    ro_span span;
    uint64_t hash;
    ro_word_mark mark;
} word;

typedef struct word_list {
    word *items;
    uint32_t count;
    uint32_t capacity;
} word_list;

/* Letters and digits, with an apostrophe, hyphen, point or comma between two. */
static bool joins(uint32_t code) {
    return code == '\'' || code == '-' || code == '.' || code == ',' || code == 0x2019 ||
           code == 0x2011;
}

static uint32_t word_end(const char *text, uint32_t at, uint32_t end) {
    uint32_t last = at;
    while (at < end) {
        unsigned length;
        uint32_t code = ro_utf8_decode(text + at, text + end, &length);
        if (ro_code_is_word(code))
            last = at + length;
        else if (!joins(code) || at > last)
            break;
        at += length;
    }
    return last;
}

static word_list words_of(ro_arena *arena, const char *text, ro_span span) {
    word_list list = {0};
    for (uint32_t at = span.start; at < span.end;) {
        unsigned length;
        if (!ro_code_is_word(ro_utf8_decode(text + at, text + span.end, &length))) {
            at += length;
            continue;
        }
        uint32_t end = word_end(text, at, span.end);
        word *next = RO_PUSH(arena, &list);
        if (!next) return list;
        next->span = (ro_span){at, end};
        next->hash = ro_hash_folded(ro_str_span(text, next->span));
        next->mark = RO_WORD_CHANGED;
        at = end;
    }
    return list;
}

/* How a cell of the table got its length. */
enum { FROM_BOTH = 1, SKIP_A, SKIP_B };

typedef struct band {
    uint32_t rows, columns, width;
} band;

/* First column of the band in a row: the diagonal scaled to the table's shape. */
static uint32_t band_start(const band *b, uint32_t row) {
    uint64_t middle = (uint64_t)row * b->columns / (b->rows ? b->rows : 1);
    uint64_t half = b->width / 2;
    uint64_t start = middle > half ? middle - half : 0;
    uint64_t latest = (uint64_t)b->columns + 1 - b->width;
    return (uint32_t)(start < latest ? start : latest);
}

static uint32_t length_at(const uint32_t *row, const band *b, uint32_t at_row, uint32_t column) {
    uint32_t start = band_start(b, at_row);
    return column >= start && column < start + b->width ? row[column - start] : 0;
}

static void fill(const band *b, const word *x, const word *y, uint32_t *above, uint32_t *row,
                 uint8_t *from) {
    for (uint32_t i = 1; i <= b->rows; i++) {
        uint32_t start = band_start(b, i);
        for (uint32_t j = start; j < start + b->width; j++) {
            if (j == 0) {
                row[0] = 0;
                continue;
            }
            uint8_t *cell = &from[(size_t)i * b->width + (j - start)];
            uint32_t up = length_at(above, b, i - 1, j);
            uint32_t left = j > start ? row[j - 1 - start] : 0;
            if (x[i - 1].hash == y[j - 1].hash) {
                row[j - start] = length_at(above, b, i - 1, j - 1) + 1;
                *cell = FROM_BOTH;
            } else {
                row[j - start] = up >= left ? up : left;
                *cell = up >= left ? SKIP_A : SKIP_B;
            }
        }
        uint32_t *swap = above;
        above = row;
        row = swap;
    }
}

static void trace(const band *b, word *x, word *y, const uint8_t *from) {
    uint32_t i = b->rows, j = b->columns;
    while (i > 0 && j > 0) {
        uint32_t start = band_start(b, i);
        if (j < start) {
            i--;
            continue;
        }
        if (j >= start + b->width) {
            j--;
            continue;
        }
        switch (from[(size_t)i * b->width + (j - start)]) {
        case FROM_BOTH:
            x[--i].mark = RO_WORD_COMMON;
            y[--j].mark = RO_WORD_COMMON;
            break;
        case SKIP_B: j--; break;
        default: i--; break;
        }
    }
}

static bool align_middle(ro_arena *arena, word *x, uint32_t rows, word *y, uint32_t columns) {
    if (!rows || !columns) return true;
    band b = {rows, columns, MOST_CELLS / (rows + 1)};
    if (b.width < NARROWEST) b.width = NARROWEST;
    if (b.width > columns + 1) b.width = columns + 1;
    uint32_t *above = RO_ARENA_ARRAY(arena, uint32_t, b.width);
    uint32_t *row = RO_ARENA_ARRAY(arena, uint32_t, b.width);
    uint8_t *from = RO_ARENA_ARRAY(arena, uint8_t, ((size_t)rows + 1) * b.width);
    if (!above || !row || !from) return false;
    fill(&b, x, y, above, row, from);
    trace(&b, x, y, from);
    return true;
}

/* Words between two common ones are a passage's own where the other has none there. */
static void mark_own(word_list *x, word_list *y) {
    uint32_t i = 0, j = 0;
    while (i < x->count || j < y->count) {
        uint32_t end_i = i, end_j = j;
        while (end_i < x->count && x->items[end_i].mark != RO_WORD_COMMON) end_i++;
        while (end_j < y->count && y->items[end_j].mark != RO_WORD_COMMON) end_j++;
        for (; end_j == j && i < end_i; i++) x->items[i].mark = RO_WORD_OWN;
        for (; end_i == i && j < end_j; j++) y->items[j].mark = RO_WORD_OWN;
        i = end_i + 1;
        j = end_j + 1;
    }
}

static bool runs_of(ro_arena *arena, const word_list *words, ro_span passage, ro_word_runs *runs) {
    *runs = (ro_word_runs){0};
    ro_word_run *items = RO_ARENA_ARRAY(arena, ro_word_run, (size_t)words->count * 2 + 1);
    if (!items) return false;
    uint32_t count = 0;
    for (uint32_t i = 0; i < words->count; i++) {
        const word *w = &words->items[i];
        if (count && items[count - 1].mark == w->mark) {
            items[count - 1].span.end = w->span.end;
            continue;
        }
        /* What stands between two runs is not marked. */
        uint32_t from = count ? items[count - 1].span.end : passage.start;
        if (from < w->span.start && w->mark != RO_WORD_COMMON) {
            if (count && items[count - 1].mark == RO_WORD_COMMON)
                items[count - 1].span.end = w->span.start;
            else
                items[count++] = (ro_word_run){{from, w->span.start}, RO_WORD_COMMON};
            from = w->span.start;
        }
        items[count++] = (ro_word_run){{from, w->span.end}, w->mark};
    }
    uint32_t last = count ? items[count - 1].span.end : passage.start;
    if (!count || (last < passage.end && items[count - 1].mark != RO_WORD_COMMON))
        items[count++] = (ro_word_run){{last, passage.end}, RO_WORD_COMMON};
    items[count - 1].span.end = passage.end;
    *runs = (ro_word_runs){items, count};
    return true;
}

bool ro_align_words(ro_arena *arena, const char *text_a, ro_span a, const char *text_b, ro_span b,
                    ro_word_runs *runs_a, ro_word_runs *runs_b) {
    ro_arena scratch = RO_ARENA_INIT;
    word_list x = words_of(&scratch, text_a, a), y = words_of(&scratch, text_b, b);
    uint32_t head = 0, tail = 0;
    uint32_t least = x.count < y.count ? x.count : y.count;
    while (head < least && x.items[head].hash == y.items[head].hash) {
        x.items[head].mark = y.items[head].mark = RO_WORD_COMMON;
        head++;
    }
    while (tail < least - head &&
           x.items[x.count - 1 - tail].hash == y.items[y.count - 1 - tail].hash) {
        x.items[x.count - 1 - tail].mark = y.items[y.count - 1 - tail].mark = RO_WORD_COMMON;
        tail++;
    }
    bool done = align_middle(&scratch, x.items ? x.items + head : NULL, x.count - head - tail,
                             y.items ? y.items + head : NULL, y.count - head - tail);
    mark_own(&x, &y);
    done = done && !scratch.oom && runs_of(arena, &x, a, runs_a) && runs_of(arena, &y, b, runs_b);
    ro_arena_free(&scratch);
    return done;
}
