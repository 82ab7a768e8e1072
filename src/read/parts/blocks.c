/* SPDX-License-Identifier: Apache-2.0 */
/* The form of a block: how many words, how many of them with a capital, how it ends.
 * Form tells headlines, labels and running text apart where phrases do not. */
#include "read/parts/draft.h"

/* A paragraph of an article: the shortest are single remarks. */
enum {
    SOLID_WORDS = 8, /* that end in a stop: fewer are a label, an answer or a slogan */
    LONG_WORDS = 40, /* whatever they end in: no headline is so long */
    LONG_LETTERS = 4 /* of a word whose capital tells: shorter ones stay small in headlines */
};

/* Whether the last sign of the text, under closing quotes and brackets, is a stop. */
static void measure_end(ro_str s, ro_block *block) {
    static const char *const closers[] = {
        "\"", "'", ")", "]", "\xE2\x80\x9D", "\xE2\x80\x99", "\xC2\xBB", "*", "\xE2\x80\x9C"};
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < sizeof closers / sizeof *closers; i++) {
            ro_str closer = ro_str_of(closers[i]);
            if (s.n <= closer.n || !ro_str_ends(s, closer)) continue;
            s = ro_str_trim((ro_str){s.p, s.n - closer.n});
            again = true;
        }
    }
    if (s.n == 0) return;
    char last = s.p[s.n - 1];
    block->question = last == '?';
    block->colon = last == ':';
    block->stop = last == '.' || last == '!' || last == '?' ||
                  ro_str_ends(s, RO_STR("\xE2\x80\xA6")) || ro_str_ends(s, RO_STR("\xE3\x80\x82"));
}

static void measure(const char *text, ro_block *block) {
    ro_str s = ro_str_span(text, block->span);
    s = ro_str_trim((ro_str){s.p, s.n - block->tail});
    const char *p = s.p, *end = ro_str_end(s);
    while (p < end) {
        unsigned length;
        uint32_t code = ro_utf8_decode(p, end, &length);
        if (!ro_code_is_word(code)) {
            p += length;
            continue;
        }
        uint32_t first = code;
        bool capital = ro_code_is_upper(code);
        uint32_t letters = 0;
        while (p < end) {
            code = ro_utf8_decode(p, end, &length);
            if (!ro_code_is_word(code) && code != '\'' && code != 0x2019 && code != '-') break;
            letters++;
            p += length;
        }
        /* Scripts without spaces: two signs make a word. */
        bool unspaced = first >= 0x3040 && first <= 0x9FFF;
        block->words += unspaced ? (letters + 1) / 2 : 1;
        if (letters < LONG_LETTERS) continue;
        block->long_words++;
        block->capitals += capital;
    }
    measure_end(s, block);
}

void ro_draft_measure(ro_draft *draft) {
    for (uint32_t i = 0; i < draft->blocks.count; i++) {
        ro_block *block = &draft->blocks.items[i];
        block->words = block->capitals = block->long_words = 0;
        block->stop = block->question = block->colon = false;
        measure(draft->text, block);
    }
}

bool ro_block_is_solid(const ro_block *block) {
    if (block->kind == RO_BLOCK_HEADING || block->linked) return false;
    return (block->stop && block->words >= SOLID_WORDS) || block->words >= LONG_WORDS;
}
