/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/words/words.h"

/* Scripts that do not part words by spaces. Source: Unicode 15 blocks */
static bool is_unspaced(uint32_t code) {
    if (code < 0x0E00) return false;
    return (code >= 0x0E00 && code <= 0x0EFF) || /* Thai, Lao */
           (code >= 0x1000 && code <= 0x109F) || /* Myanmar */
           (code >= 0x1780 && code <= 0x17FF) || /* Khmer */
           (code >= 0x3040 && code <= 0x30FF) || /* Kana */
           (code >= 0x3400 && code <= 0x9FFF) || /* Han */
           (code >= 0xF900 && code <= 0xFAFF) || (code >= 0x20000 && code <= 0x3FFFF);
}

static bool is_apostrophe(uint32_t code) {
    return code == '\'' || code == 0x2019 || code == 0x02BC;
}

typedef struct letter {
    uint32_t code;
    uint32_t next; /* byte behind it */
    bool word;
} letter;

static letter letter_at(const ro_scan *scan, uint32_t at) {
    if (at >= scan->end) return (letter){0, at, false};
    unsigned char c = (unsigned char)scan->text[at];
    if (c < 0x80) return (letter){c, at + 1, ro_is_alpha(c) || ro_is_digit(c)};
    unsigned length;
    uint32_t code = ro_utf8_decode(scan->text + at, scan->text + scan->end, &length);
    return (letter){code, at + length, ro_code_is_word(code)};
}

static bool is_digit_code(uint32_t code) {
    return code >= '0' && code <= '9';
}

/* Whether the mark between two characters belongs to the word they stand in. */
static bool joins(const letter *before, const letter *mark, const letter *after, bool initials) {
    if (!after->word || is_unspaced(after->code)) return false;
    if (is_apostrophe(mark->code))
        return !is_digit_code(before->code) && !is_digit_code(after->code);
    if (mark->code == '.' || mark->code == ',')
        if (is_digit_code(before->code) && is_digit_code(after->code)) return true;
    return mark->code == '.' && initials && ro_code_is_upper(after->code);
}

/* The possessive ending of the word, or the end of a contraction with "is". */
static uint32_t stop_before_possessive(const ro_scan *scan, ro_span span, uint32_t mark) {
    return mark && mark > span.start && span.end - mark <= 4 && span.end > mark + 1 &&
                   (scan->text[span.end - 1] == 's' || scan->text[span.end - 1] == 'S') &&
                   letter_at(scan, mark).next == span.end - 1
               ? mark
               : span.end;
}

bool ro_scan_word(ro_scan *scan, ro_scanned *word) {
    letter now = letter_at(scan, scan->at);
    while (!now.word) {
        if (scan->at >= scan->end) return false;
        scan->at = now.next;
        now = letter_at(scan, scan->at);
    }
    *word = (ro_scanned){.span = {scan->at, now.next}, .capital = ro_code_is_upper(now.code)};
    word->number = is_digit_code(now.code);
    word->unspaced = is_unspaced(now.code);
    uint32_t letters = 1, capitals = word->capital, mark_at = 0;
    bool initials = word->capital; /* only single capitals and points so far */
    while (!is_unspaced(now.code)) {
        letter next = letter_at(scan, now.next);
        if (next.word && !is_unspaced(next.code)) {
            initials = false;
        } else {
            letter after = letter_at(scan, next.next);
            if (next.word || next.code == 0 || !joins(&now, &next, &after, initials)) break;
            if (is_apostrophe(next.code)) mark_at = now.next;
            initials = initials && next.code == '.';
            next = after;
        }
        now = next;
        letters++;
        capitals += ro_code_is_upper(now.code);
        word->number = word->number || is_digit_code(now.code);
    }
    word->span.end = now.next;
    /* The point that ends "U.S." is the abbreviation's own. */
    if (initials && letters > 1 && now.next < scan->end && scan->text[now.next] == '.')
        word->span.end++;
    word->capitals = letters > 1 && capitals == letters;
    word->stop = stop_before_possessive(scan, word->span, mark_at);
    scan->at = word->span.end;
    return true;
}

uint32_t ro_fold_word(const char *text, const ro_scanned *word, char out[RO_FOLDED_BYTES]) {
    uint32_t size = 0;
    bool dots = word->capitals && !word->number;
    for (uint32_t at = word->span.start; at < word->stop && size + 4 <= RO_FOLDED_BYTES;) {
        unsigned char c = (unsigned char)text[at];
        if (c < 0x80) {
            if (!(dots && c == '.')) out[size++] = ro_lower((char)c);
            at++;
            continue;
        }
        unsigned length;
        uint32_t code = ro_utf8_decode(text + at, text + word->stop, &length);
        at += length;
        if (is_apostrophe(code))
            out[size++] = '\'';
        else
            size += ro_utf8_encode(ro_code_lower(code), out + size);
    }
    return size;
}
