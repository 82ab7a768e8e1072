/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Atoms: a sentence cut as finely as figures and dates need it.
 *
 * The language floor keeps "5-1/2", "mid-1990s" or "a.m." together or apart as
 * syntax wants it. Numbers and times are written in smaller signs: runs of letters,
 * figures with their separators, and single signs.
 */
#ifndef RO_ANALYSE_NUMBERS_ATOMS_H
#define RO_ANALYSE_NUMBERS_ATOMS_H

#include "article/article.h"
#include "base/lexicon.h"

typedef enum ro_atom_kind { RO_ATOM_WORD, RO_ATOM_NUMBER, RO_ATOM_SIGN } ro_atom_kind;

typedef struct ro_atom {
    ro_span span;
    double value;      /* of a number; may be infinite */
    uint8_t kind;      /* a ro_atom_kind */
    uint8_t sign;      /* ASCII form of a sign: '-' for any dash, '\'' for any apostrophe */
    uint8_t digits;    /* of a number, before the point; 255: that many or more */
    uint8_t decimals;  /* of a number, behind the point; 255: that many or more */
    bool grouped;      /* 1,400 */
    bool fraction;     /* ½ */
    bool spaced;       /* white space, or the start, before it */
    uint8_t entry_len; /* atoms of the phrase that starts here; 0: none */
    uint32_t entry;    /* row of that phrase in the layer's own word list */
} ro_atom;

typedef struct ro_atoms {
    const char *text;
    RO_ARRAY(ro_atom) list;
} ro_atoms;

/** Longest stretch that is cut at once; a longer sentence is read in several. */
#define RO_ATOMS_MAX 2048

/**
 * Cut from byte @p at up to @p end of the text into @p atoms, replacing what was there.
 * @return where the next stretch begins; @p end when done. Out of memory shows in
 *         the arena.
 */
uint32_t ro_atoms_cut(ro_arena *arena, ro_atoms *atoms, uint32_t at, uint32_t end);

/** Find the longest phrase of @p words at each atom and note its row. A hyphen joins
 *  as a space does. */
void ro_atoms_look_up(ro_atoms *atoms, const ro_lexicon *words);

/** Row of the longest phrase of @p words that starts at atom @p at, or RO_NONE;
 *  @p length receives its number of atoms. */
uint32_t ro_atoms_phrase(const ro_atoms *atoms, const ro_lexicon *words, uint32_t at,
                         uint32_t *length);

static inline ro_str ro_atom_str(const ro_atoms *atoms, uint32_t at) {
    return ro_str_span(atoms->text, atoms->list.items[at].span);
}

/** Whether atom @p at is @p word, which is lower case, but for ASCII case; false past
 *  the end. */
bool ro_atom_is(const ro_atoms *atoms, uint32_t at, const char *word);

static inline bool ro_atom_is_sign(const ro_atoms *atoms, uint32_t at, char sign) {
    return at < atoms->list.count && atoms->list.items[at].kind == RO_ATOM_SIGN &&
           atoms->list.items[at].sign == (uint8_t)sign;
}

static inline bool ro_atom_is_kind(const ro_atoms *atoms, uint32_t at, ro_atom_kind kind) {
    return at < atoms->list.count && atoms->list.items[at].kind == kind;
}

/** Whether atom @p at follows the one before it without white space. */
static inline bool ro_atom_glued(const ro_atoms *atoms, uint32_t at) {
    return at < atoms->list.count && !atoms->list.items[at].spaced;
}

/** Whether atom @p at is a word that begins with a capital letter. */
bool ro_atom_is_capital(const ro_atoms *atoms, uint32_t at);

#endif
