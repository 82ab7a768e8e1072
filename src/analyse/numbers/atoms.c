/* SPDX-License-Identifier: Apache-2.0 */
#include "analyse/numbers/atoms.h"

typedef struct cutter {
    const char *text;
    uint32_t at, end;
} cutter;

static unsigned char byte_at(const cutter *c, uint32_t at) {
    return at < c->end ? (unsigned char)c->text[at] : 0;
}

/* A comma groups thousands where exactly three digits follow it. */
static bool groups(const cutter *c, uint32_t comma) {
    return byte_at(c, comma) == ',' && ro_is_digit(byte_at(c, comma + 1)) &&
           ro_is_digit(byte_at(c, comma + 2)) && ro_is_digit(byte_at(c, comma + 3)) &&
           !ro_is_digit(byte_at(c, comma + 4));
}

static void cut_number(cutter *c, ro_atom *atom) {
    double value = 0;
    uint32_t digits = 0, decimals = 0, at = c->at;
    for (;; at++) {
        unsigned char b = byte_at(c, at);
        if (ro_is_digit(b)) {
            value = value * 10 + (b - '0');
            digits += digits < 255;
        } else if (groups(c, at) && (atom->grouped || digits <= 3)) {
            atom->grouped = true;
        } else {
            break;
        }
    }
    if (byte_at(c, at) == '.' && ro_is_digit(byte_at(c, at + 1))) {
        double place = 0.1;
        for (at++; ro_is_digit(byte_at(c, at)); at++, place /= 10) {
            value += place * (byte_at(c, at) - '0');
            decimals += decimals < 255;
        }
        /* Adding tenths drifts; scaled digits are exact for what people write. */
        if (decimals <= 12 && digits <= 12) {
            double whole = 0, scale = 1;
            for (uint32_t i = c->at; i < at; i++)
                if (ro_is_digit(byte_at(c, i))) whole = whole * 10 + (byte_at(c, i) - '0');
            for (uint32_t i = 0; i < decimals; i++) scale *= 10;
            value = whole / scale;
        }
    }
    atom->kind = RO_ATOM_NUMBER;
    atom->value = value;
    atom->digits = (uint8_t)digits;
    atom->decimals = (uint8_t)decimals;
    c->at = at;
}

/* One letter, stop, one letter: "a.m.", "U.S."; a stop behind it belongs to it. */
static bool cut_initials(cutter *c) {
    uint32_t at = c->at;
    unsigned pairs = 0;
    while (ro_is_alpha(byte_at(c, at)) && byte_at(c, at + 1) == '.') {
        at += 2;
        pairs++;
    }
    if (pairs >= 1 && ro_is_alpha(byte_at(c, at)) && !ro_is_alpha(byte_at(c, at + 1)) &&
        byte_at(c, at + 1) < 0x80) {
        c->at = at + 1;
        return true;
    }
    if (pairs < 2 || ro_is_alpha(byte_at(c, at))) return false;
    c->at = at;
    return true;
}

static void cut_word(cutter *c, ro_atom *atom) {
    atom->kind = RO_ATOM_WORD;
    if (cut_initials(c)) return;
    while (c->at < c->end) {
        unsigned length = 1;
        unsigned char b = byte_at(c, c->at);
        if (b < 0x80) {
            if (!ro_is_alpha(b)) break;
        } else {
            uint32_t code = ro_utf8_decode(c->text + c->at, c->text + c->end, &length);
            if (!ro_code_is_word(code) || (code >= 0xBC && code <= 0xBE)) break;
        }
        c->at += length;
    }
}

/* Vulgar fractions of Unicode, as numerator and denominator. */
static double vulgar_fraction(uint32_t code) {
    static const struct {
        uint32_t code;
        double value;
    } fractions[] = {{0xBC, 0.25},      {0xBD, 0.5},       {0xBE, 0.75},      {0x2153, 1.0 / 3},
                     {0x2154, 2.0 / 3}, {0x2155, 0.2},     {0x2156, 0.4},     {0x2157, 0.6},
                     {0x2158, 0.8},     {0x2159, 1.0 / 6}, {0x215A, 5.0 / 6}, {0x215B, 0.125},
                     {0x215C, 0.375},   {0x215D, 0.625},   {0x215E, 0.875}};
    for (size_t i = 0; i < sizeof fractions / sizeof *fractions; i++)
        if (fractions[i].code == code) return fractions[i].value;
    return 0;
}

static uint8_t plain_sign(uint32_t code) {
    if (code < 0x80) return (uint8_t)code;
    if (code >= 0x2010 && code <= 0x2013) return '-';
    if (code == 0x2212) return '-';
    if (code == 0x2018 || code == 0x2019) return '\'';
    if (code == 0x2044) return '/';
    return 0;
}

static void cut_one(cutter *c, ro_atom *atom) {
    unsigned char b = byte_at(c, c->at);
    if (ro_is_digit(b)) {
        cut_number(c, atom);
        return;
    }
    unsigned length;
    uint32_t code = ro_utf8_decode(c->text + c->at, c->text + c->end, &length);
    double fraction = code >= 0x80 ? vulgar_fraction(code) : 0;
    if (fraction > 0) {
        atom->kind = RO_ATOM_NUMBER;
        atom->fraction = true;
        atom->value = fraction;
    } else if (ro_code_is_word(code)) {
        uint32_t from = c->at;
        cut_word(c, atom);
        if (c->at > from) return;
        atom->kind = RO_ATOM_SIGN;
    } else {
        atom->kind = RO_ATOM_SIGN;
        atom->sign = plain_sign(code);
    }
    c->at += length;
}

uint32_t ro_atoms_cut(ro_arena *arena, ro_atoms *atoms, uint32_t at, uint32_t end) {
    cutter c = {atoms->text, at, end};
    atoms->list.count = 0;
    bool spaced = true;
    while (c.at < end && atoms->list.count < RO_ATOMS_MAX) {
        unsigned length;
        uint32_t code = ro_utf8_decode(c.text + c.at, c.text + end, &length);
        if (ro_code_is_space(code)) {
            c.at += length;
            spaced = true;
            continue;
        }
        ro_atom *atom = RO_PUSH(arena, &atoms->list);
        if (!atom) return end;
        *atom = (ro_atom){.spaced = spaced, .entry = RO_NONE};
        atom->span.start = c.at;
        cut_one(&c, atom);
        atom->span.end = c.at;
        spaced = false;
    }
    return c.at;
}

#define PHRASE_BYTES 64 /* three times the longest phrase of the tables of units */

/* Append atom at to the key; false where it is not part of a phrase or too long. */
static bool add_to_key(const ro_atoms *atoms, uint32_t at, bool first, char *key, size_t *size) {
    const ro_atom *atom = &atoms->list.items[at];
    ro_str word = ro_str_span(atoms->text, atom->span);
    bool glue = first || *size == 0 || (!atom->spaced && strchr("'/", key[*size - 1])) ||
                (!atom->spaced && atom->kind == RO_ATOM_NUMBER); /* "km2" */
    if (atom->kind == RO_ATOM_SIGN) {
        if ((atom->sign == '\'' || atom->sign == '/') && !atom->spaced && !first) {
            word = atom->sign == '/' ? RO_STR("/") : RO_STR("'");
            glue = true;
        } else if (!(first && word.n < 4)) {
            return false;
        }
    }
    if (*size + word.n + 1 >= PHRASE_BYTES) return false;
    if (!glue) key[(*size)++] = ' ';
    for (size_t i = 0; i < word.n; i++) key[(*size)++] = ro_lower(word.p[i]);
    return true;
}

uint32_t ro_atoms_phrase(const ro_atoms *atoms, const ro_lexicon *words, uint32_t at,
                         uint32_t *length) {
    char key[PHRASE_BYTES];
    size_t size = 0;
    uint32_t best = RO_NONE;
    *length = 0;
    for (uint32_t i = at; i < atoms->list.count; i++) {
        if (i > at && ro_atom_is_sign(atoms, i, '-') && ro_atom_glued(atoms, i) &&
            ro_atom_glued(atoms, i + 1))
            continue;
        if (!add_to_key(atoms, i, i == at, key, &size)) break;
        ro_str phrase = {key, size};
        uint32_t row = ro_lexicon_find(words, phrase);
        if (row != RO_NONE) {
            best = row;
            *length = i + 1 - at;
        }
        /* The list knows prefixes of whole words; at a sign within a word it cannot say
         * whether to go on. */
        const ro_atom *next = i + 1 < atoms->list.count ? &atoms->list.items[i + 1] : NULL;
        bool open = strchr("'/", key[size - 1]) ||
                    (next && !next->spaced &&
                     (next->sign == '\'' || next->sign == '/' || next->kind == RO_ATOM_NUMBER));
        if (!open && !ro_lexicon_begins(words, phrase)) break;
        if (i - at > 8) break;
    }
    return best;
}

void ro_atoms_look_up(ro_atoms *atoms, const ro_lexicon *words) {
    for (uint32_t i = 0; i < atoms->list.count; i++) {
        uint32_t length;
        atoms->list.items[i].entry = ro_atoms_phrase(atoms, words, i, &length);
        atoms->list.items[i].entry_len = (uint8_t)length;
    }
}

bool ro_atom_is(const ro_atoms *atoms, uint32_t at, const char *word) {
    if (at >= atoms->list.count) return false;
    ro_str atom = ro_atom_str(atoms, at);
    return ro_lower(atom.p[0]) == word[0] && ro_str_same(atom, ro_str_of(word));
}

bool ro_atom_is_capital(const ro_atoms *atoms, uint32_t at) {
    if (!ro_atom_is_kind(atoms, at, RO_ATOM_WORD)) return false;
    ro_str word = ro_atom_str(atoms, at);
    unsigned length;
    return ro_code_is_upper(ro_utf8_decode(word.p, ro_str_end(word), &length));
}
