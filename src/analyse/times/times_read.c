/* SPDX-License-Identifier: Apache-2.0 */
/* What is written: atoms to a ro_timex, by the reader that takes most. */
#include "analyse/times/times_reader.h"

static uint32_t read_reference(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    const ro_time_word *word = word_at(r, at);
    if (word->class != RO_TIME_WORD_REFERENCE &&
        !(word->class == RO_TIME_WORD_THIS && is(r, at, "current")))
        return at;
    t->shape = RO_TIMEX_REFERENCE;
    t->stated = word->when;
    if (word->class == RO_TIME_WORD_THIS) t->stated.kind = RO_WHEN_PRESENT;
    return behind(r, at);
}

typedef uint32_t (*read_fn)(const ro_timex_reader *, uint32_t, ro_timex *);

static const read_fn readers[] = {ro_read_date,          ro_read_period,        ro_read_bare_year,
                                  ro_read_decade,        ro_read_century,       ro_read_quantity,
                                  ro_read_directed_unit, ro_read_definite_unit, ro_read_year_end,
                                  ro_read_year_back,     ro_read_set,           ro_read_weekdays,
                                  read_reference};

static bool read_longest(const ro_timex_reader *r, uint32_t at, ro_timex *out) {
    out->to = at;
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        ro_timex trial = {.from = at, .year = RO_YEAR_OPEN, .zone = RO_OFFSET_UNKNOWN, .count = 0};
        trial.to = readers[i](r, at, &trial);
        if (trial.to > out->to) *out = trial;
    }
    return out->to > at;
}

bool ro_timex_read(const ro_times_rules *rules, const ro_atoms *atoms, uint32_t at, ro_timex *out) {
    ro_timex_reader r = {rules, atoms};
    uint32_t core = at;
    if (class_at(&r, at) == RO_TIME_WORD_EDGE) core = skip_hyphen(&r, behind(&r, at));
    if (core > at) {
        if (read_longest(&r, core, out) && out->shape != RO_TIMEX_DURATION &&
            out->shape != RO_TIMEX_SET && out->shape != RO_TIMEX_REFERENCE) {
            out->from = at;
            return true;
        }
        if (class_at(&r, at) == RO_TIME_WORD_EDGE && !is(&r, at, "the")) return false;
    }
    return read_longest(&r, at, out);
}
