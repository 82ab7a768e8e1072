/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Quotation marks to regions, paragraph by paragraph.
 *
 * A mark opens or closes by its place (blank before or behind) and, where it is
 * curly, by its shape; place wins, for shapes are often wrong in the wild. Marks of
 * one kind within those of the other are part of the words. Only the outermost make
 * a region. A single mark within a word, or at its end where the quotation goes on,
 * is an apostrophe.
 */
#include "analyse/quotes/quotes.h"

typedef enum shape { SHAPE_NONE, SHAPE_OPEN, SHAPE_CLOSE, SHAPE_STRAIGHT } shape;

typedef struct mark {
    shape shape;
    bool single;
    unsigned length;
} mark;

static mark mark_at(const char *text, uint32_t at, uint32_t end) {
    unsigned char c = (unsigned char)text[at];
    if (c == '"') return (mark){SHAPE_STRAIGHT, false, 1};
    if (c == '\'' && at + 1 < end && text[at + 1] == '\'') return (mark){SHAPE_STRAIGHT, false, 2};
    if (c == '`' && at + 1 < end && text[at + 1] == '`') return (mark){SHAPE_OPEN, false, 2};
    if (c == '\'') return (mark){SHAPE_STRAIGHT, true, 1};
    if (c == 0xC2 && at + 1 < end) {
        unsigned char d = (unsigned char)text[at + 1];
        if (d == 0xAB) return (mark){SHAPE_OPEN, false, 2};  /* « */
        if (d == 0xBB) return (mark){SHAPE_CLOSE, false, 2}; /* » */
    }
    if (c != 0xE2 || at + 2 >= end || (unsigned char)text[at + 1] != 0x80)
        return (mark){SHAPE_NONE, false, 1};
    switch ((unsigned char)text[at + 2]) {
    case 0x98: return (mark){SHAPE_OPEN, true, 3};
    case 0x99: return (mark){SHAPE_CLOSE, true, 3};
    case 0x9C: return (mark){SHAPE_OPEN, false, 3};
    case 0x9D: return (mark){SHAPE_CLOSE, false, 3};
    case 0x9E: return (mark){SHAPE_OPEN, false, 3}; /* „ */
    default: return (mark){SHAPE_NONE, false, 3};
    }
}

/* The kind of character beside a mark: a blank or the edge, a letter or digit, or
 * anything else. */
typedef enum beside { BESIDE_BLANK, BESIDE_WORD, BESIDE_OTHER } beside;

static beside behind(const char *text, uint32_t at, uint32_t end) {
    if (at >= end) return BESIDE_BLANK;
    unsigned length;
    uint32_t code = ro_utf8_decode(text + at, text + end, &length);
    if (ro_code_is_space(code)) return BESIDE_BLANK;
    return ro_code_is_word(code) ? BESIDE_WORD : BESIDE_OTHER;
}

static beside ahead(const char *text, uint32_t start, uint32_t at) {
    if (at <= start) return BESIDE_BLANK;
    uint32_t from = (uint32_t)ro_utf8_floor(text, at - 1);
    return behind(text, from < start ? start : from, at);
}

/* Brackets and dashes before a mark let it open; so does another mark. */
static bool opens(const char *text, uint32_t start, uint32_t at, uint32_t end, mark m) {
    beside next = behind(text, at + m.length, end), last = ahead(text, start, at);
    if (next == BESIDE_BLANK || last == BESIDE_WORD)
        return m.shape == SHAPE_OPEN && next == BESIDE_WORD;
    if (last == BESIDE_BLANK) return true;
    char c = text[at - 1];
    return m.shape == SHAPE_OPEN || (m.shape == SHAPE_STRAIGHT && !strchr(".,?!)", c));
}

static bool closes(const char *text, uint32_t start, uint32_t at, mark m) {
    return m.shape == SHAPE_CLOSE || ahead(text, start, at) != BESIDE_BLANK;
}

/* The open quotation of a paragraph. */
typedef struct opened {
    bool open, single;
    uint32_t start, words;
    uint32_t weak_end, weak_words; /* of a close that may be an apostrophe, or 0 */
} opened;

/* The name of a work or thing, not words that were said: every longer word begins
 * with a capital, and no stop ends it. */
static bool is_title(const char *text, ro_span words) {
    bool any = false, begins = true;
    for (uint32_t i = words.start; i < words.end; i++) {
        unsigned char c = (unsigned char)text[i];
        if (begins && ro_is_lower(c)) {
            uint32_t n = 0;
            while (i + n < words.end && !ro_is_space((unsigned char)text[i + n])) n++;
            if (n > 3 || !any) return false;
        }
        if (begins && ro_is_upper(c)) any = true;
        begins = ro_is_space(c);
    }
    char last = words.end > words.start ? text[words.end - 1] : ' ';
    return any && !strchr(".?!", last);
}

static void add_region(ro_quoting *work, ro_span marks, ro_span words, bool open_ended) {
    const char *text = work->article->text;
    words = ro_span_trim(text, words);
    if (ro_span_empty(words)) return;
    ro_region *region = RO_PUSH(&work->scratch, &work->regions);
    if (!region) return;
    region->marks = marks;
    region->words = words;
    region->open_ended = open_ended;
    region->title = is_title(text, words);
    region->first = ro_article_token_from(work->article, marks.start);
    region->end = ro_article_token_from(work->article, marks.end);
    for (uint32_t i = region->first; i < region->end; i++) work->region_of[i] = work->regions.count;
}

static void close_region(ro_quoting *work, opened *state, uint32_t words_end, uint32_t end) {
    add_region(work, (ro_span){state->start, end}, (ro_span){state->words, words_end}, false);
    *state = (opened){0};
}

/* A single closing mark: an apostrophe within a word; perhaps one behind an s. */
static void close_single(ro_quoting *work, opened *state, uint32_t start, uint32_t at, uint32_t end,
                         mark m) {
    const char *text = work->article->text;
    beside next = behind(text, at + m.length, end);
    if (next == BESIDE_WORD) return;
    bool plural = at > start && ro_lower(text[at - 1]) == 's' && next == BESIDE_BLANK;
    if (!plural) {
        close_region(work, state, at, at + m.length);
        return;
    }
    state->weak_words = at;
    state->weak_end = at + m.length;
}

static void meet_mark(ro_quoting *work, opened *state, ro_span paragraph, uint32_t at, mark m) {
    const char *text = work->article->text;
    if (state->open && state->single != m.single) {
        /* A double mark within single ones, or the reverse. */
        return;
    }
    bool can_open = opens(text, paragraph.start, at, paragraph.end, m);
    if (state->open && closes(text, paragraph.start, at, m) &&
        !(can_open && m.shape == SHAPE_OPEN)) {
        if (m.single)
            close_single(work, state, paragraph.start, at, paragraph.end, m);
        else
            close_region(work, state, at, at + m.length);
        return;
    }
    if (!can_open || (m.single && m.shape == SHAPE_CLOSE)) return;
    if (m.single && behind(text, at + m.length, paragraph.end) != BESIDE_WORD) return;
    if (m.single && ro_is_digit((unsigned char)text[at + m.length])) return; /* the ’90s */
    if (state->open && state->weak_end)
        close_region(work, state, state->weak_words, state->weak_end);
    *state = (opened){true, m.single, at, at + m.length, 0, 0};
}

/* A quotation whose closing mark is missing: newsrooms leave it out where the next
 * paragraph goes on with an opening mark. Source: AP Stylebook, "quotation marks" */
static void end_paragraph(ro_quoting *work, opened *state, ro_span paragraph) {
    if (!state->open) return;
    if (state->weak_end)
        close_region(work, state, state->weak_words, state->weak_end);
    else if (!state->single)
        add_region(work, (ro_span){state->start, paragraph.end},
                   (ro_span){state->words, paragraph.end}, true);
    *state = (opened){0};
}

/* A single mark that opens and never closes was an apostrophe ('em): the paragraph is
 * read once more from there, without single marks. */
static void pair_paragraph(ro_quoting *work, ro_span paragraph) {
    const char *text = work->article->text;
    opened state = {0};
    bool singles = true;
    uint32_t at = paragraph.start;
    for (;;) {
        if (at >= paragraph.end) {
            if (!state.open || !state.single || state.weak_end) break;
            singles = false;
            at = state.words;
            state = (opened){0};
            continue;
        }
        unsigned char c = (unsigned char)text[at];
        if (c != '"' && c != '\'' && c != '`' && c != 0xC2 && c != 0xE2) {
            at++;
            continue;
        }
        mark m = mark_at(text, at, paragraph.end);
        if (m.shape != SHAPE_NONE && (singles || !m.single))
            meet_mark(work, &state, paragraph, at, m);
        at += m.length;
    }
    end_paragraph(work, &state, paragraph);
}

void ro_quoting_pair_marks(ro_quoting *work) {
    const ro_article *article = work->article;
    for (uint32_t i = 0; i < article->sentences.count;) {
        ro_span paragraph = article->sentences.items[i].span;
        uint32_t next = i + 1;
        while (next < article->sentences.count && !ro_quoting_breaks(work, next)) next++;
        paragraph.end = article->sentences.items[next - 1].span.end;
        pair_paragraph(work, paragraph);
        i = next;
    }
}
