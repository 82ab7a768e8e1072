/* SPDX-License-Identifier: Apache-2.0 */
#include "analyse/numbers/numbers.h"

#include <math.h>
#include <stdlib.h>

#include "base/table.h"
#include "lang/en/word_groups.h"

typedef enum number_kind {
    KIND_NONE,
    KIND_DIGIT,
    KIND_TEEN,
    KIND_TEN,
    KIND_HUNDRED,
    KIND_SCALE,
    KIND_SHORT,
    KIND_GROUP,
    KIND_FRACTION,
    KIND_MANY,
    KIND_SOME,
    KIND_ORDINAL
} number_kind;

static const char *const kind_names[] = {"",         "digit", "teen",  "ten",
                                         "hundred",  "scale", "short", "group",
                                         "fraction", "many",  "some",  "ordinal"};

typedef struct number_word {
    number_kind kind;
    double value, high;
} number_word;

struct ro_number_words {
    ro_lexicon counting; /* every kind but ordinal */
    ro_lexicon ordinals;
    ro_word_groups groups;
    RO_ARRAY(number_word) rows;
};

static double field_value(ro_str field) {
    char digits[32] = "";
    memcpy(digits, field.p, field.n < sizeof digits ? field.n : sizeof digits - 1);
    return strtod(digits, NULL);
}

const ro_number_words *ro_number_words_new(ro_arena *arena) {
    ro_number_words *words = RO_ARENA_NEW(arena, ro_number_words);
    if (!words || !ro_word_groups_read(arena, &words->groups)) return NULL;
    ro_table table;
    ro_str field[4];
    for (ro_table_open(&table, "numbers"); ro_table_row(&table, field, 4);) {
        number_word row = {KIND_NONE, field_value(field[2]), field_value(field[3])};
        uint32_t kind;
        if (!ro_table_class(field[1], kind_names, sizeof kind_names / sizeof *kind_names, &kind))
            return NULL;
        row.kind = (number_kind)kind;
        ro_lexicon *lexicon = row.kind == KIND_ORDINAL ? &words->ordinals : &words->counting;
        if (!ro_lexicon_add(arena, lexicon, field[0], words->rows.count) ||
            !RO_APPEND(arena, &words->rows, row))
            return NULL;
    }
    return words;
}

bool ro_number_word(const ro_number_words *words, ro_str word) {
    return ro_lexicon_begins(&words->counting, word) || ro_lexicon_begins(&words->ordinals, word);
}

static const number_word none = {KIND_NONE, 0, 0};

static const number_word *word_at(const ro_number_words *words, const ro_atoms *atoms, uint32_t at,
                                  uint32_t *to) {
    *to = at + 1;
    if (!ro_atom_is_kind(atoms, at, RO_ATOM_WORD)) return &none;
    uint32_t length, row = ro_atoms_phrase(atoms, &words->counting, at, &length);
    if (row == RO_NONE) return &none;
    *to = at + length;
    return &words->rows.items[row];
}

/* "1/2" at atom at: numerator below a denominator of one or two figures, and no date. */
static bool read_slash(const ro_atoms *atoms, uint32_t at, double *value) {
    if (!ro_atom_is_kind(atoms, at, RO_ATOM_NUMBER) || !ro_atom_is_sign(atoms, at + 1, '/') ||
        !ro_atom_glued(atoms, at + 1) || !ro_atom_is_kind(atoms, at + 2, RO_ATOM_NUMBER) ||
        !ro_atom_glued(atoms, at + 2))
        return false;
    if (ro_atom_is_sign(atoms, at + 3, '/') && ro_atom_glued(atoms, at + 3)) return false;
    const ro_atom *top = &atoms->list.items[at], *bottom = &atoms->list.items[at + 2];
    if (top->digits > 2 || bottom->digits > 2 || top->decimals || bottom->decimals ||
        !(top->value < bottom->value) || top->value < 1)
        return false;
    *value = top->value / bottom->value;
    return true;
}

/* "and a half", "-and-a-half", "and three quarters" behind a number; atoms taken, else 0. */
static uint32_t read_and_part(const ro_number_words *words, const ro_atoms *atoms, uint32_t at,
                              double *value) {
    uint32_t from = at, to;
    at += ro_atom_is_sign(atoms, at, '-');
    if (!ro_atom_is(atoms, at, "and")) return 0;
    at++;
    at += ro_atom_is_sign(atoms, at, '-');
    double count = 1;
    if (ro_atom_is(atoms, at, "a") || ro_atom_is(atoms, at, "one")) {
        at++;
    } else {
        const number_word *digit = word_at(words, atoms, at, &to);
        if (digit->kind != KIND_DIGIT) return 0;
        count = digit->value;
        at = to;
    }
    at += ro_atom_is_sign(atoms, at, '-');
    const number_word *part = word_at(words, atoms, at, &to);
    if (part->kind != KIND_FRACTION) return 0;
    *value = count * part->value;
    return to - from;
}

/* The part of one behind a whole figure: "7 1/2", "5-1/2", "5½". */
static uint32_t read_fraction_behind(const ro_number_words *words, const ro_atoms *atoms,
                                     uint32_t at, double *value) {
    if (ro_atom_is_kind(atoms, at, RO_ATOM_NUMBER) && atoms->list.items[at].fraction) {
        *value = atoms->list.items[at].value;
        return 1;
    }
    uint32_t dash =
        ro_atom_is_sign(atoms, at, '-') && ro_atom_glued(atoms, at) && ro_atom_glued(atoms, at + 1);
    if (read_slash(atoms, at + dash, value)) return dash + 3;
    return read_and_part(words, atoms, at, value);
}

/* 16.4 million is 16,400,000 and not the nearest product of doubles. */
static double scaled(double value, double scale) {
    double product = value * scale, whole = floor(product + 0.5);
    return fabs(product - whole) < 1e-3 && scale >= 100 ? whole : product;
}

/* "million", "dozen", glued "bn" behind a number. */
static void read_scale(const ro_number_words *words, const ro_atoms *atoms, ro_number *number) {
    for (unsigned i = 0; i < 2; i++) {
        uint32_t to, at = number->to;
        if (ro_atom_is_sign(atoms, at, '-') && ro_atom_glued(atoms, at)) at++;
        const number_word *word = word_at(words, atoms, at, &to);
        bool scale =
            word->kind == KIND_HUNDRED || word->kind == KIND_SCALE ||
            (word->kind == KIND_SHORT && (word->value > 1000 || ro_atom_glued(atoms, at))) ||
            (word->kind == KIND_GROUP && word->value > 2 && number->scale <= 1);
        if (!scale || (number->scale > 1 && word->kind != KIND_SCALE)) return;
        number->scale *= word->value;
        number->value = scaled(number->value, word->value);
        number->to = to;
        number->exact = false;
    }
}

static bool read_figures(const ro_number_words *words, const ro_atoms *atoms, uint32_t at,
                         ro_number *number) {
    const ro_atom *atom = &atoms->list.items[at];
    *number = (ro_number){.from = at, .to = at + 1, .value = atom->value, .scale = 1};
    double part = 0;
    if (read_slash(atoms, at, &part)) {
        number->value = part;
        number->to = at + 3;
    } else if (!atom->fraction && !atom->decimals) {
        uint32_t taken = read_fraction_behind(words, atoms, at + 1, &part);
        number->value += part;
        number->to += taken;
        number->exact = taken == 0 && !atom->grouped;
    }
    read_scale(words, atoms, number);
    number->high = number->value;
    return isfinite(number->value);
}

typedef struct spelling {
    double total, current;
    number_kind last;
    bool any, year;
} spelling;

/* Take one word of a spelled number; false where it does not go on there. */
static bool spell(spelling *s, const number_word *word) {
    switch (word->kind) {
    case KIND_DIGIT:
        if (s->any && s->last != KIND_TEN && s->last != KIND_HUNDRED && s->last != KIND_SCALE)
            return false;
        s->current += word->value;
        break;
    case KIND_TEEN:
    case KIND_TEN:
        if (s->any && s->total == 0 && (s->last == KIND_TEEN || s->last == KIND_TEN) &&
            s->current >= 10 && s->current <= 20 && !s->year) {
            s->current *= 100; /* a year: "nineteen ninety", "twenty twenty" */
            s->year = true;
        } else if (s->any && s->last != KIND_HUNDRED && s->last != KIND_SCALE) {
            return false;
        }
        s->current += word->value;
        break;
    case KIND_HUNDRED:
        if (!s->any || s->last == KIND_HUNDRED || s->last == KIND_SCALE) return false;
        s->current *= 100;
        break;
    case KIND_GROUP:
    case KIND_SCALE:
        if (!s->any || s->current <= 0 || s->last == KIND_GROUP) return false;
        s->total += s->current * word->value;
        s->current = 0;
        break;
    default: return false;
    }
    s->last = word->kind;
    s->any = true;
    return true;
}

/* "and" or a hyphen within a spelled number: "one hundred and five", "twenty-five". */
static uint32_t skip_joint(const ro_number_words *words, const ro_atoms *atoms, uint32_t at,
                           const spelling *s) {
    uint32_t next = at;
    if (ro_atom_is_sign(atoms, at, '-') && ro_atom_glued(atoms, at) && ro_atom_glued(atoms, at + 1))
        next++;
    if (ro_atom_is(atoms, next, "and") && (s->last == KIND_HUNDRED || s->last == KIND_SCALE)) {
        uint32_t to;
        number_kind kind = word_at(words, atoms, next + 1, &to)->kind;
        if (kind == KIND_DIGIT || kind == KIND_TEEN || kind == KIND_TEN) next++;
    }
    return next;
}

/* "half a million", "half-dozen", "two thirds". */
static bool read_part_of_one(const ro_number_words *words, const ro_atoms *atoms, uint32_t at,
                             ro_number *number) {
    uint32_t to;
    const number_word *first = word_at(words, atoms, at, &to);
    if (first->kind == KIND_FRACTION && ro_atom_is(atoms, at, "half")) {
        uint32_t next = to;
        next += ro_atom_is_sign(atoms, next, '-');
        next += ro_atom_is(atoms, next, "a");
        const number_word *scale = word_at(words, atoms, next, &to);
        if (scale->kind != KIND_SCALE && !(scale->kind == KIND_GROUP && scale->value > 2))
            return false;
        number->value = first->value * scale->value;
        number->scale = scale->value;
        number->to = to;
        return true;
    }
    bool article = ro_atom_is(atoms, at, "a");
    if (first->kind != KIND_DIGIT && !article) return false;
    uint32_t next = article ? at + 1 : to;
    next += ro_atom_is_sign(atoms, next, '-');
    const number_word *part = word_at(words, atoms, next, &to);
    if (part->kind != KIND_FRACTION) return false;
    /* "a third" may be a rank; only with "of" is it surely a part. */
    if (article && !ro_atom_is(atoms, to, "of")) return false;
    if (!article && ro_str_same(ro_atom_str(atoms, next), RO_STR("third"))) return false;
    number->value = (article ? 1 : first->value) * part->value;
    number->to = to;
    return true;
}

static bool read_uncounted(const ro_number_words *words, const ro_atoms *atoms, uint32_t at,
                           ro_number *number) {
    uint32_t to, from = at;
    if (ro_atom_is(atoms, at, "a")) at++;
    const number_word *word = word_at(words, atoms, at, &to);
    if (word->kind != KIND_MANY && word->kind != KIND_SOME) return false;
    if (at > from && word->kind == KIND_MANY) return false;
    number->many = word->kind == KIND_MANY;
    number->unknown = word->kind == KIND_SOME;
    number->value = word->value;
    number->high = number->many ? word->high : word->value;
    number->to = to;
    number->from = from;
    return true;
}

static bool read_words(const ro_number_words *words, const ro_atoms *atoms, uint32_t at,
                       ro_number *number) {
    *number = (ro_number){.from = at, .to = at, .scale = 1, .words = true};
    if (read_uncounted(words, atoms, at, number)) return true;
    if (read_part_of_one(words, atoms, at, number)) {
        number->high = number->value;
        return true;
    }
    spelling s = {0};
    uint32_t i = at, to;
    if (ro_atom_is(atoms, at, "a")) {
        number_kind kind = word_at(words, atoms, at + 1, &to)->kind;
        if (kind != KIND_HUNDRED && kind != KIND_SCALE && kind != KIND_GROUP) return false;
        s = (spelling){.current = 1, .last = KIND_DIGIT, .any = true};
        number->article = true;
        i++;
    }
    for (;;) {
        uint32_t next = s.any ? skip_joint(words, atoms, i, &s) : i;
        const number_word *word = word_at(words, atoms, next, &to);
        if (word->kind == KIND_NONE || !spell(&s, word)) break;
        if (word->kind == KIND_HUNDRED || word->kind == KIND_SCALE || word->kind == KIND_GROUP)
            number->scale = word->value;
        i = number->to = to;
    }
    if (number->to == at) return false;
    double part = 0;
    uint32_t taken = read_and_part(words, atoms, number->to, &part);
    number->to += taken;
    number->value = number->high = s.total + s.current + part;
    number->year = s.year;
    if (taken) read_scale(words, atoms, number);
    number->high = number->value;
    return isfinite(number->value);
}

bool ro_number_read(const ro_number_words *words, const ro_atoms *atoms, uint32_t at,
                    ro_number *number) {
    if (at >= atoms->list.count) return false;
    switch ((ro_atom_kind)atoms->list.items[at].kind) {
    case RO_ATOM_NUMBER: return read_figures(words, atoms, at, number);
    case RO_ATOM_WORD: return read_words(words, atoms, at, number);
    default: return false;
    }
}

/* Put @p upper behind @p number; a scale behind the upper end counts for both ends:
 * "3 to 5 million". */
static bool join_range(ro_number *number, const ro_number *upper) {
    if (upper->unknown || upper->many || number->unknown || number->many) return false;
    double low = number->value;
    if (upper->scale > 1 && number->scale <= 1 && low < upper->value / upper->scale)
        low = scaled(low, upper->scale);
    if (!(low < upper->value)) return false;
    number->value = low;
    number->high = upper->value;
    number->scale = upper->scale;
    number->to = upper->to;
    number->range = true;
    number->exact = false;
    return true;
}

/* The sign or word between two ends of a range; atoms taken, else 0. */
static uint32_t range_joint(const ro_atoms *atoms, uint32_t at) {
    if (ro_atom_is(atoms, at, "to") || ro_atom_is(atoms, at, "or")) return 1;
    if (!ro_atom_is_sign(atoms, at, '-')) return 0;
    if (!ro_atom_is(atoms, at + 1, "to")) return 1;
    return ro_atom_is_sign(atoms, at + 2, '-') ? 3 : 2; /* "8-to-16", "8- to 16-meter" */
}

bool ro_number_read_range(const ro_number_words *words, const ro_atoms *atoms, uint32_t at,
                          ro_number *number) {
    bool between = ro_atom_is(atoms, at, "between");
    ro_number upper;
    if (!ro_number_read(words, atoms, at + between, number)) return false;
    if (between) {
        number->from = at;
        return ro_atom_is(atoms, number->to, "and") &&
               ro_number_read(words, atoms, number->to + 1, &upper) && join_range(number, &upper);
    }
    uint32_t joint = range_joint(atoms, number->to);
    if (joint && ro_number_read(words, atoms, number->to + joint, &upper) && !upper.article)
        join_range(number, &upper);
    return true;
}

unsigned ro_ordinal_read(const ro_number_words *words, const ro_atoms *atoms, uint32_t at,
                         uint32_t *to) {
    *to = at + 1;
    if (ro_atom_is_kind(atoms, at, RO_ATOM_NUMBER)) {
        const ro_atom *atom = &atoms->list.items[at];
        if (atom->decimals || atom->digits > 2 || !ro_atom_glued(atoms, at + 1)) return 0;
        if (!ro_in_group(&words->groups, ro_atom_str(atoms, at + 1), RO_GROUP_ORDINAL)) return 0;
        *to = at + 2;
        return (unsigned)atom->value;
    }
    uint32_t length, row = ro_atoms_phrase(atoms, &words->ordinals, at, &length);
    return row == RO_NONE ? 0 : (unsigned)words->rows.items[row].value;
}
