/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the readers of time expressions share. Each ro_read_* function looks at atom @p at
 * and returns the atom behind what it took, or @p at where it took nothing.
 */
#ifndef RO_ANALYSE_TIMES_TIMES_READER_H
#define RO_ANALYSE_TIMES_TIMES_READER_H

#include "analyse/times/times.h"

typedef struct ro_timex_reader {
    const ro_times_rules *rules;
    const ro_atoms *atoms;
} ro_timex_reader;

static inline const ro_time_word *word_at(const ro_timex_reader *r, uint32_t at) {
    static const ro_time_word none = {.class = RO_TIME_WORD_NONE};
    if (at >= r->atoms->list.count || r->atoms->list.items[at].entry == RO_NONE) return &none;
    return &r->rules->words.items[r->atoms->list.items[at].entry];
}

static inline ro_time_class class_at(const ro_timex_reader *r, uint32_t at) {
    return word_at(r, at)->class;
}

static inline uint32_t behind(const ro_timex_reader *r, uint32_t at) {
    return at + (at < r->atoms->list.count ? r->atoms->list.items[at].entry_len : 0u);
}

static inline bool is(const ro_timex_reader *r, uint32_t at, const char *word) {
    return ro_atom_is(r->atoms, at, word);
}

static inline bool is_sign(const ro_timex_reader *r, uint32_t at, char sign) {
    return ro_atom_is_sign(r->atoms, at, sign);
}

static inline uint32_t skip_word(const ro_timex_reader *r, uint32_t at, const char *word) {
    return at + is(r, at, word);
}

static inline uint32_t skip_sign(const ro_timex_reader *r, uint32_t at, char sign) {
    return at + is_sign(r, at, sign);
}

static inline uint32_t skip_hyphen(const ro_timex_reader *r, uint32_t at) {
    return at +
           (is_sign(r, at, '-') && ro_atom_glued(r->atoms, at) && ro_atom_glued(r->atoms, at + 1));
}

static inline const ro_atom *figure_at(const ro_timex_reader *r, uint32_t at) {
    if (!ro_atom_is_kind(r->atoms, at, RO_ATOM_NUMBER)) return NULL;
    const ro_atom *atom = &r->atoms->list.items[at];
    return atom->decimals || atom->grouped || atom->fraction ? NULL : atom;
}

/* times_dates.c */
uint32_t ro_read_month(const ro_timex_reader *r, uint32_t at, uint8_t *month);
uint32_t ro_read_weekday(const ro_timex_reader *r, uint32_t at, uint8_t *weekday);
/** The year that two figures mean: from '30 on of the last century, whose years news names so. */
static inline int32_t ro_short_year(int32_t figures) {
    return figures + (figures >= 30 ? 1900 : 2000);
}

/** A year in four figures, "'96" or "nineteen ninety-six". */
uint32_t ro_read_year(const ro_timex_reader *r, uint32_t at, int32_t *year);
/** "last year", "of this year". */
uint32_t ro_read_year_shift(const ro_timex_reader *r, uint32_t at, ro_timex *t);
/** ", 2023", "of 2023", "last year" behind a date. */
uint32_t ro_read_year_behind(const ro_timex_reader *r, uint32_t at, bool day, ro_timex *t);
/** "last", "the previous". */
uint32_t ro_read_direction(const ro_timex_reader *r, uint32_t at, ro_timex *t);
uint32_t ro_read_season(const ro_timex_reader *r, uint32_t at, ro_timex *t);
/** A date in any form, without a time of day. */
uint32_t ro_read_day_of_any_kind(const ro_timex_reader *r, uint32_t at, ro_timex *t);

/* times_clock.c */
uint32_t ro_read_part(const ro_timex_reader *r, uint32_t at, ro_timex *t);
/** A date, a time of day, or both. */
uint32_t ro_read_date(const ro_timex_reader *r, uint32_t at, ro_timex *t);

/* times_periods.c */
/** "third quarter", "Q3", "first half". */
uint32_t ro_read_period_name(const ro_timex_reader *r, uint32_t at, ro_timex *t);
uint32_t ro_read_period(const ro_timex_reader *r, uint32_t at, ro_timex *t);
uint32_t ro_read_bare_year(const ro_timex_reader *r, uint32_t at, ro_timex *t);
uint32_t ro_read_decade(const ro_timex_reader *r, uint32_t at, ro_timex *t);
uint32_t ro_read_century(const ro_timex_reader *r, uint32_t at, ro_timex *t);

/* times_units.c */
/** "two days", "five years ago", "$5 a year". */
uint32_t ro_read_quantity(const ro_timex_reader *r, uint32_t at, ro_timex *t);
/** "last week", "the past three months", "recent years". */
uint32_t ro_read_directed_unit(const ro_timex_reader *r, uint32_t at, ro_timex *t);
/** "the year", "the quarter", "the weekend". */
uint32_t ro_read_definite_unit(const ro_timex_reader *r, uint32_t at, ro_timex *t);
uint32_t ro_read_year_end(const ro_timex_reader *r, uint32_t at, ro_timex *t);
/** "the year-ago quarter". */
uint32_t ro_read_year_back(const ro_timex_reader *r, uint32_t at, ro_timex *t);
uint32_t ro_read_set(const ro_timex_reader *r, uint32_t at, ro_timex *t);
/** "Tuesdays", "Tuesday nights". */
uint32_t ro_read_weekdays(const ro_timex_reader *r, uint32_t at, ro_timex *t);

#endif
