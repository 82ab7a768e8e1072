/* SPDX-License-Identifier: Apache-2.0 */
#include "analyse/amounts/amounts.h"

#include <math.h>

typedef struct reader {
    const ro_amounts_rules *rules;
    const ro_atoms *atoms;
} reader;

static const ro_unit *unit_at(const reader *r, uint32_t at, uint32_t *to) {
    *to = at;
    if (at >= r->atoms->list.count) return NULL;
    uint32_t length, row = ro_atoms_phrase(r->atoms, &r->rules->lexicon, at, &length);
    if (row == RO_NONE) return NULL;
    *to = at + length;
    return &r->rules->units.items[row];
}

static bool is_upper_word(const reader *r, uint32_t at) {
    ro_str word = ro_atom_str(r->atoms, at);
    for (size_t i = 0; i < word.n; i++)
        if (!ro_is_upper((unsigned char)word.p[i])) return false;
    return word.n > 1;
}

/* "$", "US$", "USD" before a number: the unit, and the atom behind it. */
static const ro_unit *read_money_sign(const reader *r, uint32_t at, uint32_t *to) {
    const ro_atoms *atoms = r->atoms;
    const ro_unit *unit = unit_at(r, at, to);
    if (unit && unit->kind == RO_UNIT_SIGN) return unit;
    if (unit && unit->kind == RO_UNIT_CODE && is_upper_word(r, at)) return unit;
    /* A prefix and its sign, which the list joins with a space. */
    if (!ro_atom_is_kind(atoms, at, RO_ATOM_WORD) || !ro_atom_is_sign(atoms, at + 1, '$') ||
        (!ro_atom_is_capital(atoms, at) && ro_atom_is(atoms, at, "a")))
        return NULL;
    ro_str word = ro_atom_str(atoms, at);
    char key[12];
    if (word.n + 2 >= sizeof key) return NULL;
    for (size_t i = 0; i < word.n; i++) key[i] = word.p[i];
    key[word.n] = ' ';
    key[word.n + 1] = '$';
    uint32_t row = ro_lexicon_find(&r->rules->lexicon, (ro_str){key, word.n + 2});
    if (row == RO_NONE) return NULL;
    *to = at + 2;
    return &r->rules->units.items[row];
}

/* "$3-$5 million", "$3 million to $5 million": the sign at the upper end. */
static void read_signed_upper(const reader *r, ro_quantity *q) {
    uint32_t joint = q->value.to, to;
    bool dash = ro_atom_is_sign(r->atoms, joint, '-');
    if (!dash && !ro_atom_is(r->atoms, joint, "to") && !ro_atom_is(r->atoms, joint, "and")) return;
    if (ro_atom_is(r->atoms, joint, "and") && !ro_atom_is(r->atoms, q->from, "between")) return;
    const ro_unit *unit = read_money_sign(r, joint + 1, &to);
    ro_number upper;
    if (!unit || !ro_number_read(r->rules->numbers, r->atoms, to, &upper)) return;
    double low = q->value.value;
    if (upper.scale > 1 && q->value.scale <= 1 && low < upper.value / upper.scale)
        low *= upper.scale;
    if (!(low < upper.value)) return;
    q->value.value = low;
    q->value.high = upper.value;
    q->value.range = true;
    q->value.to = upper.to;
}

/* A glued letter that scales money: "$5m", "£2b", "$1.4K". */
static void read_letter_scale(const reader *r, ro_quantity *q) {
    static const struct {
        char letter;
        double scale;
    } letters[] = {{'k', 1e3}, {'m', 1e6}, {'b', 1e9}, {'t', 1e12}};
    uint32_t at = q->value.to;
    if (!ro_atom_glued(r->atoms, at) || q->value.scale > 1) return;
    ro_str word = ro_atom_str(r->atoms, at);
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (word.n == 1 && (word.p[0] | 32) == letters[i].letter) {
            q->value.value = floor(q->value.value * letters[i].scale + 0.5);
            q->value.high = floor(q->value.high * letters[i].scale + 0.5);
            q->value.scale = letters[i].scale;
            q->value.to = at + 1;
        }
}

static bool fits_behind(const reader *r, const ro_quantity *q, const ro_unit *unit, uint32_t at) {
    switch (unit->kind) {
    case RO_UNIT_MEASURE:
    case RO_UNIT_TIME:
    case RO_UNIT_PERCENT:
    case RO_UNIT_MONEY: return true;
    case RO_UNIT_SIGN: return !q->value.words;
    case RO_UNIT_CODE: return is_upper_word(r, at);
    case RO_UNIT_SYMBOL: {
        /* "C" and "F" are degrees as capitals alone; "m" behind a space is a meter. */
        ro_str word = ro_atom_str(r->atoms, at);
        bool degree =
            word.n == 1 && (ro_str_same(word, RO_STR("c")) || ro_str_same(word, RO_STR("f")));
        /* "800,000 F-Series": a letter of a name. */
        bool tied = ro_atom_is_sign(r->atoms, at + 1, '-') && ro_atom_glued(r->atoms, at + 1) &&
                    ro_atom_glued(r->atoms, at + 2);
        return !q->value.words && !tied && (!degree || ro_is_upper((unsigned char)word.p[0]));
    }
    default: return false;
    }
}

/* "5°C", "5 ° F": a sign that is no word of the list. */
static const ro_unit *read_degree(const reader *r, uint32_t at, uint32_t *to) {
    if (at >= r->atoms->list.count || !ro_str_eq(ro_atom_str(r->atoms, at), RO_STR("\xC2\xB0")))
        return NULL;
    const char *name = "degree";
    *to = at + 1;
    if (ro_atom_is(r->atoms, at + 1, "c") || ro_atom_is(r->atoms, at + 1, "celsius"))
        name = "celsius";
    if (ro_atom_is(r->atoms, at + 1, "f") || ro_atom_is(r->atoms, at + 1, "fahrenheit"))
        name = "fahrenheit";
    if (name[0] != 'd') *to = at + 2;
    uint32_t row = ro_lexicon_find(&r->rules->lexicon, ro_str_of(name));
    return row == RO_NONE ? NULL : &r->rules->units.items[row];
}

static void read_unit_behind(const reader *r, ro_quantity *q) {
    uint32_t at = q->value.to, to;
    const ro_unit *unit = read_degree(r, at, &to);
    if (!unit) {
        bool hyphen = ro_atom_is_sign(r->atoms, at, '-') && ro_atom_glued(r->atoms, at) &&
                      ro_atom_glued(r->atoms, at + 1);
        at += hyphen;
        unit = unit_at(r, at, &to);
        if (!unit || !fits_behind(r, q, unit, at)) return;
        /* A rank in disguise: "two second thoughts"; "5 t" and its like want figures. */
        if (unit->kind == RO_UNIT_TIME && ro_atom_is(r->atoms, at, "second") && !hyphen &&
            q->value.value != 1)
            return;
        q->hyphen = hyphen;
    }
    q->unit = unit;
    q->value.to = to;
}

/* "44 mg to 50 mg", "between 3 km and 5 km": the unit at both ends. */
static void read_unit_at_both(const reader *r, ro_quantity *q) {
    uint32_t joint = q->value.to, to;
    bool between = ro_atom_is(r->atoms, q->value.from, "between");
    bool joined = ro_atom_is(r->atoms, joint, "to") || ro_atom_is_sign(r->atoms, joint, '-') ||
                  (between && ro_atom_is(r->atoms, joint, "and"));
    ro_number upper;
    if (!q->unit || !joined || q->value.range ||
        !ro_number_read(r->rules->numbers, r->atoms, joint + 1, &upper) || upper.article ||
        !(q->value.value < upper.value) || upper.unknown || upper.many)
        return;
    uint32_t at = upper.to + ro_atom_is_sign(r->atoms, upper.to, '-');
    const ro_unit *unit = unit_at(r, at, &to);
    if (!unit || strcmp(unit->name, q->unit->name) != 0) return;
    q->value.high = upper.value;
    q->value.range = true;
    q->value.to = to;
}

/* "1.8M dollars", "5m people": a glued letter that scales what is counted. */
static bool counts_millions(const reader *r, const ro_quantity *q) {
    uint32_t at = q->value.to, to;
    if (q->value.words || !ro_atom_glued(r->atoms, at) || !ro_atom_is(r->atoms, at, "m") ||
        !ro_atom_is_kind(r->atoms, at + 1, RO_ATOM_WORD) || ro_atom_is_capital(r->atoms, at + 1))
        return false;
    const ro_unit *unit = unit_at(r, at + 1, &to);
    ro_str noun = ro_atom_str(r->atoms, at + 1);
    return (unit && unit->kind == RO_UNIT_MONEY) || ro_str_ends(noun, RO_STR("s")) ||
           ro_str_same(noun, RO_STR("people"));
}

static bool is_range_start(const reader *r, uint32_t at) {
    return ro_atom_is(r->atoms, at, "between");
}

/* "an hour", "a week"; "half an hour". */
static bool read_single(const reader *r, uint32_t at, ro_quantity *q) {
    bool half = ro_atom_is(r->atoms, at, "half");
    uint32_t article = at + half, to;
    if (!ro_atom_is(r->atoms, article, "a") && !ro_atom_is(r->atoms, article, "an")) return false;
    const ro_unit *unit = unit_at(r, article + 1, &to);
    if (!unit || unit->kind != RO_UNIT_TIME) return false;
    double value = half ? 0.5 : 1;
    uint32_t end = to;
    if (ro_atom_is(r->atoms, to, "and") && ro_atom_is(r->atoms, to + 1, "a") &&
        ro_atom_is(r->atoms, to + 2, "half")) {
        value += 0.5;
        end = to + 3;
    }
    q->value = (ro_number){.from = at,
                           .to = end,
                           .value = value,
                           .high = value,
                           .scale = 1,
                           .words = true,
                           .article = true};
    q->unit = unit;
    return true;
}

static bool read_core(const reader *r, uint32_t at, ro_quantity *q) {
    uint32_t to = at;
    q->number = at;
    bool minus = ro_atom_is(r->atoms, at, "minus") ||
                 (ro_atom_is_sign(r->atoms, at, '-') && ro_atom_glued(r->atoms, at + 1) &&
                  r->atoms->list.items[at].spaced);
    if (minus) to = ++at;
    const ro_unit *sign =
        is_range_start(r, at) ? read_money_sign(r, at + 1, &to) : read_money_sign(r, at, &to);
    if (!sign) to = at;
    if (!sign && !minus && read_single(r, at, q)) return true;
    bool between = is_range_start(r, at) && !sign;
    bool found = sign ? ro_number_read(r->rules->numbers, r->atoms, to, &q->value)
                      : ro_number_read_range(r->rules->numbers, r->atoms, at, &q->value);
    if (!found && between) { /* the range may close behind the unit */
        found = ro_number_read(r->rules->numbers, r->atoms, at + 1, &q->value);
        q->value.from = at;
    }
    if (!found || q->value.unknown) return false;
    if (sign) {
        q->unit = sign;
        ro_number range;
        if (ro_number_read_range(r->rules->numbers, r->atoms, to, &range)) q->value = range;
        read_letter_scale(r, q);
        read_signed_upper(r, q);
        /* "$5 US", "$5 billion Canadian": left as the sign says. */
    } else {
        if (counts_millions(r, q)) read_letter_scale(r, q);
        read_unit_behind(r, q);
        read_unit_at_both(r, q);
        if (between && !q->value.range) return false;
    }
    if (minus) {
        double low = -q->value.high;
        q->value.high = -q->value.value;
        q->value.value = low;
    }
    return true;
}

/* "talks over two days" are talks during them; "lasted over two days" is a bound. */
static bool means_during(const reader *r, const ro_quantity *q, uint32_t bound_at) {
    if (!ro_atom_is(r->atoms, bound_at, "over") || !q->unit || q->unit->kind != RO_UNIT_TIME ||
        bound_at == 0)
        return false;
    return !ro_in_group(&r->rules->groups, ro_atom_str(r->atoms, bound_at - 1), RO_GROUP_DURING);
}

bool ro_quantity_read(const ro_amounts_rules *rules, const ro_atoms *atoms, uint32_t at,
                      ro_quantity *q) {
    reader r = {rules, atoms};
    uint32_t length;
    *q = (ro_quantity){.from = at, .bound = RO_BOUND_EXACT};
    uint32_t bound = ro_atoms_phrase(atoms, &rules->bounds_before, at, &length);
    if (bound != RO_NONE && read_core(&r, at + length, q)) {
        q->bounded = !means_during(&r, q, at);
        if (q->bounded)
            q->bound = (ro_bound)bound;
        else
            q->from = at + length;
    } else if (!read_core(&r, at, q)) {
        return false;
    }
    if (q->value.many && !q->bounded) q->bound = RO_BOUND_ABOUT;
    q->to = q->value.to;
    bool plus = ro_atom_is_sign(atoms, q->to, '+') && ro_atom_glued(atoms, q->to);
    uint32_t after = ro_atoms_phrase(atoms, &rules->bounds_after, q->to, &length);
    if (plus) after = RO_BOUND_AT_LEAST, length = 1;
    if (after != RO_NONE && !q->bounded && !(length == 1 && !plus && !q->unit)) {
        q->bounded = true;
        q->bound = (ro_bound)after;
        q->to += length;
    }
    return true;
}
