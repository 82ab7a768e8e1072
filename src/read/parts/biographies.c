/* SPDX-License-Identifier: Apache-2.0 */
/* A biography begins with a name, says what that person is, and names somebody of whom the
 * article says nothing else: "Jane Q. Doe is a fellow at the Institute and the author of …" */
#include "read/parts/biographies.h"

enum {
    MOST_WORDS = 90,  /* of a biography */
    NAME_WORDS = 6,   /* of a name, with initials, or told twice */
    ROOM = 10,        /* words behind the verb in which it says what somebody is */
    MOST_LOOKED = 16, /* biographies that are looked for in the text: each costs its length */
    HEAD = 2,
    FOOT = 2 /* blocks of running text that may stand before it, or behind it */
};

typedef struct presented {
    ro_str surname;
    unsigned words; /* of what somebody is, data/all/biography_words.tsv */
} presented;

static ro_str without_marks(ro_str word) {
    while (word.n && strchr(",.;:)(\"", word.p[word.n - 1])) word.n--;
    while (word.n && strchr("(\"", word.p[0])) word.p++, word.n--;
    return word;
}

static bool begins_with_capital(ro_str word) {
    unsigned length;
    return word.n && ro_code_is_upper(ro_utf8_decode(word.p, ro_str_end(word), &length));
}

/* "Jr", "III": behind a surname. */
static bool is_suffix(ro_str word) {
    static const char *const suffixes[] = {"Jr", "Sr", "II", "III", "IV"};
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        if (ro_str_eq(word, ro_str_of(suffixes[i]))) return true;
    return false;
}

/* Cut the name that @p rest begins with off it; its last word. */
static bool read_name(const ro_read_rules *rules, ro_str *rest, ro_str *surname) {
    unsigned count = 0;
    for (ro_str next = *rest; count < NAME_WORDS; *rest = next, count++) {
        ro_str word = ro_str_next_word(&next), bare = without_marks(word);
        bool particle = count && ro_lexicon_find(&rules->name_particles, bare) != RO_NONE;
        if (particle) continue;
        if (!begins_with_capital(word)) break;
        if (ro_lexicon_find(&rules->not_people, bare) != RO_NONE ||
            ro_lexicon_find(&rules->function_words, bare) != RO_NONE)
            return false;
        if (!is_suffix(bare)) *surname = bare;
        if (word.n > 1 && word.p[word.n - 1] == ',') return false;
    }
    return count >= 2 && surname->n > 1;
}

static ro_biography_word use_of(const ro_read_rules *rules, ro_str word) {
    uint32_t use = ro_lexicon_find(&rules->biography_words, word);
    return use == RO_NONE ? RO_BIOGRAPHY_NONE : (ro_biography_word)use;
}

/* Whether the block presents somebody. */
static bool presents(const ro_read_rules *rules, ro_str text, presented *whom) {
    static const char *const notes[] = {"Editor's note: ", "Editor\xE2\x80\x99s note: ",
                                        "Editor's Note: ", "Editor\xE2\x80\x99s Note: "};
    ro_str rest = text;
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
        ro_str note = ro_str_of(notes[i]);
        if (ro_str_starts(text, note)) rest = (ro_str){text.p + note.n, text.n - note.n};
    }
    if (!read_name(rules, &rest, &whom->surname)) return false;
    ro_biography_word verb = use_of(rules, ro_str_next_word(&rest));
    bool soon = verb == RO_BIOGRAPHY_WRITES;
    if (verb != RO_BIOGRAPHY_IS && !soon) return false;
    whom->words = soon;
    for (unsigned count = 0; rest.n; count++) {
        ro_str word = without_marks(ro_str_next_word(&rest));
        if (count == 0 && word.n && ro_is_digit((unsigned char)word.p[0])) return false; /* age */
        if (use_of(rules, word) != RO_BIOGRAPHY_WHAT) continue;
        whom->words++;
        soon = soon || count < ROOM;
    }
    return soon;
}

/* Whether running text other than the block speaks of a name. */
static bool is_spoken_of(const ro_draft *draft, uint32_t index, ro_str name) {
    for (uint32_t i = 0; i < draft->blocks.count; i++) {
        const ro_block *block = &draft->blocks.items[i];
        if (i != index && ro_block_is_solid(block) && block->role != RO_PART_CREDIT &&
            ro_str_find(ro_str_span(draft->text, block->span), name) != SIZE_MAX)
            return true;
    }
    return false;
}

void ro_sort_biographies(const ro_read_rules *rules, ro_draft *draft) {
    uint32_t solid = 0, before = 0, looked = 0;
    for (uint32_t i = 0; i < draft->blocks.count; i++)
        solid += ro_block_is_solid(&draft->blocks.items[i]);
    for (uint32_t i = 0; i < draft->blocks.count && looked < MOST_LOOKED; i++) {
        ro_block *block = &draft->blocks.items[i];
        if (!ro_block_is_solid(block)) continue;
        presented whom = {0};
        bool at_end = before++ < HEAD || solid - before <= FOOT;
        if (block->role != RO_ROLE_OPEN || block->words > MOST_WORDS || block->entry ||
            !presents(rules, ro_str_span(draft->text, block->span), &whom))
            continue;
        if (!at_end && whom.words < 2) continue;
        looked++;
        if (!is_spoken_of(draft, i, whom.surname)) block->role = RO_PART_CREDIT;
    }
}
