/* SPDX-License-Identifier: Apache-2.0 */
/* Units of time: lengths, offsets from a day, and what repeats. */
#include "analyse/times/times_reader.h"

static uint32_t read_unit(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    const ro_time_word *word = word_at(r, at);
    if (word->class != RO_TIME_WORD_UNIT) return at;
    t->unit = word->when.unit;
    t->count *= word->number;
    return behind(r, at);
}

/* What repeats after so many units. */
static ro_when every(ro_time_unit unit, double count) {
    return (ro_when){.kind = RO_WHEN_DURATION, .unit = (uint8_t)unit, .count = count};
}

static bool is_plural(const ro_timex_reader *r, uint32_t at) {
    ro_str word = ro_atom_str(r->atoms, behind(r, at) - 1);
    return word.n > 1 && (word.p[word.n - 1] | 32) == 's';
}

/* "ago", "earlier", "later", "from now" behind so many units. */
static uint32_t read_offset_behind(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    uint32_t to = skip_hyphen(r, at);
    bool ago = is(r, to, "ago"), earlier = is(r, to, "earlier"), later = is(r, to, "later");
    bool from_now = is(r, to, "from") && (is(r, to + 1, "now") || is(r, to + 1, "today"));
    if (!ago && !earlier && !later && !from_now) return at;
    t->shape = RO_TIMEX_OFFSET;
    t->narrative = earlier || later;
    t->direction = (int8_t)(ago || earlier ? -1 : 1);
    return to + 1 + from_now;
}

/* The number before a unit: "two", "a", "several", "half an", "a couple of". */
static uint32_t read_count(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    ro_number number;
    t->count = 1;
    if (is(r, at, "half") && (is(r, at + 1, "a") || is(r, at + 1, "an"))) {
        t->count = 0.5;
        return at + 2;
    }
    if (ro_number_read_range(r->rules->numbers, r->atoms, at, &number)) {
        t->vague = number.unknown || number.many || number.range;
        t->count = number.range ? number.high : number.value;
        return number.to;
    }
    if (is(r, at, "a") || is(r, at, "an")) return at + 1;
    return at;
}

/* "an hour and a half", "two years or so" */
static uint32_t read_tail(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    if (is(r, at, "and") && is(r, at + 1, "a") && is(r, at + 2, "half")) {
        t->count += 0.5;
        return at + 3;
    }
    if (is(r, at, "or") && (is(r, at + 1, "so") || is(r, at + 1, "more") || is(r, at + 1, "less")))
        return at + 2;
    return at;
}

static bool is_age(const ro_timex_reader *r, uint32_t at) {
    at = skip_hyphen(r, at);
    return is(r, at, "old") || is(r, at, "olds");
}

/* A ratio: "$2 billion a year", "10 miles an hour". */
static bool is_rate(const ro_timex_reader *r, uint32_t at) {
    if (at == 0 || !(is(r, at, "a") || is(r, at, "an"))) return false;
    const ro_atom *before = &r->atoms->list.items[at - 1];
    ro_str word = ro_atom_str(r->atoms, at - 1);
    if (before->kind == RO_ATOM_NUMBER || before->sign == '%') return true;
    return ro_lexicon_find(&r->rules->rate_context, word) != RO_NONE;
}

/* "might one day clash": no length of time. */
static bool is_someday(const ro_timex_reader *r, uint32_t at) {
    if (at == 0 || !is(r, at, "one") || !is(r, at + 1, "day")) return false;
    return ro_lexicon_find(&r->rules->modal_context, ro_atom_str(r->atoms, at - 1)) != RO_NONE;
}

uint32_t ro_read_quantity(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    uint32_t number = at;
    if (is_someday(r, at)) return at;
    if (class_at(r, number) == RO_TIME_WORD_ABOUT) number = behind(r, number);
    /* "the nine months", "the first two years" */
    if (is(r, number, "the")) {
        number++;
        uint32_t rank_to;
        if (ro_ordinal_read(r->rules->numbers, r->atoms, number, &rank_to)) number = rank_to;
        ro_number counted;
        if (!ro_number_read(r->rules->numbers, r->atoms, number, &counted) ||
            ro_atom_is_sign(r->atoms, counted.to, '-'))
            return at;
    }
    bool article = is(r, number, "a") || is(r, number, "an");
    uint32_t to = read_count(r, number, t);
    bool counted = to > number;
    to = skip_hyphen(r, to);
    if (is(r, to, "more") || is(r, to, "full") || is(r, to, "additional") ||
        is(r, to, "consecutive") || is(r, to, "straight"))
        to++;
    uint32_t unit = read_unit(r, to, t);
    if (unit == to || is_age(r, unit)) return at;
    bool quarter = is(r, to, "quarter") || is(r, to, "second");
    if (quarter && (article || !counted)) return at;
    if (!counted && (number > at || !is_plural(r, to))) {
        /* "year-ago", "month-long", "year-earlier" */
        uint32_t offset = read_offset_behind(r, unit, t);
        return offset > unit && is_sign(r, unit, '-') ? offset : at;
    }
    if (!counted) {
        if (t->unit >= RO_TIME_UNIT_HOUR || t->unit == RO_TIME_UNIT_QUARTER ||
            t->unit == RO_TIME_UNIT_WEEKEND)
            return at;
        t->vague = true;
    }
    t->shape = RO_TIMEX_DURATION;
    if (article && is_rate(r, number) && read_offset_behind(r, unit, t) == unit) {
        t->shape = RO_TIMEX_SET;
        t->stated = every(t->unit, 1);
        return unit;
    }
    to = read_tail(r, unit, t);
    return read_offset_behind(r, to, t);
}

/* "last week", "the past three months", "recent years", "this weekend" */
uint32_t ro_read_directed_unit(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    uint32_t the = skip_word(r, at, "the"), to;
    bool recent = class_at(r, the) == RO_TIME_WORD_RECENT;
    bool same = is(r, the, "same");
    bool that = is(r, at, "that");
    if (recent) {
        to = the + 1;
    } else if (that || same) {
        to = (that ? at : the) + 1;
        t->narrative = true;
    } else {
        to = ro_read_direction(r, at, t);
        if (to == at) return at;
    }
    bool past_word = is(r, to - 1, "past") || is(r, to - 1, "coming");
    uint32_t count = to;
    if (!that && !same) count = read_count(r, to, t);
    bool article = is(r, to, "a") || is(r, to, "an");
    if (article) return at;
    if (count == to) t->count = 1;
    uint32_t unit = read_unit(r, skip_hyphen(r, count), t);
    if (unit == skip_hyphen(r, count) || is(r, count, "second")) return at;
    if (count == to && t->unit > RO_TIME_UNIT_HOUR) return at; /* "at the last minute" */
    bool plural = is_plural(r, skip_hyphen(r, count));
    if (count > to || plural || recent) {
        if (that || (same && plural)) return at;
        t->vague = t->vague || count == to;
        t->shape = RO_TIMEX_DURATION;
        return unit;
    }
    /* "the past year" is a stretch up to now; "last year" is a year. */
    if (past_word && is(r, to - 1, "past") && t->unit != RO_TIME_UNIT_QUARTER && the > at) {
        t->shape = RO_TIMEX_DURATION;
        return unit;
    }
    t->shape = RO_TIMEX_OFFSET;
    return unit;
}

/* "the weekend", "the year", "the quarter" */
uint32_t ro_read_definite_unit(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    if (!is(r, at, "the")) return at;
    t->count = 1;
    bool year = is(r, at + 1, "year") || is(r, at + 1, "full") || is(r, at + 1, "fiscal year");
    bool quarter = is(r, at + 1, "quarter"), weekend = is(r, at + 1, "weekend");
    uint32_t unit_at = at + 1 + is(r, at + 1, "full");
    uint32_t unit = read_unit(r, unit_at, t);
    if (unit == unit_at || !(year || quarter || weekend)) return at;
    if (quarter && is(r, unit, "of")) return at;
    if (is_sign(r, unit, '-')) return at; /* "the year-long" */
    if (year && (is(r, unit, "ended") || is(r, unit, "ending"))) {
        t->shape = RO_TIMEX_DURATION;
        return unit;
    }
    t->shape = RO_TIMEX_OFFSET;
    t->narrative = quarter;
    return unit;
}

/* "the year-ago quarter", "the year-earlier period", "a year-earlier" */
uint32_t ro_read_year_back(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    uint32_t year = skip_word(r, at, "the");
    uint32_t to = skip_hyphen(r, year + 1);
    if (!is(r, year, "year") || to == year + 1 || !(is(r, to, "ago") || is(r, to, "earlier")))
        return at;
    t->shape = RO_TIMEX_OFFSET;
    t->direction = -1;
    t->count = 1;
    t->unit = RO_TIME_UNIT_YEAR;
    ro_timex ignored = {.year = RO_YEAR_OPEN};
    uint32_t period = ro_read_period_name(r, to + 1, &ignored);
    if (period > to + 1) return period;
    return to + 1 + (is(r, to + 1, "period") || is(r, to + 1, "quarter"));
}

/* "year-end", "the year's end" */
uint32_t ro_read_year_end(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    uint32_t year = skip_word(r, at, "the");
    if (!is(r, year, "year")) return at;
    uint32_t to = skip_hyphen(r, year + 1);
    if (is_sign(r, to, '\'') && is(r, to + 1, "s")) to += 2;
    if (!is(r, to, "end")) return at;
    t->shape = RO_TIMEX_OFFSET;
    t->unit = RO_TIME_UNIT_YEAR;
    return to + 1;
}

/* More units than this between two times are no rhythm that anybody means. */
#define MOST_BETWEEN 1000.0

uint32_t ro_read_set(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    t->shape = RO_TIMEX_SET;
    /* With a capital it is the name of a paper. */
    if (class_at(r, at) == RO_TIME_WORD_REPEAT && (at == 0 || !ro_atom_is_capital(r->atoms, at))) {
        t->stated = word_at(r, at)->when;
        return behind(r, at);
    }
    bool each = is(r, at, "every") || is(r, at, "each");
    uint32_t to = at + each;
    if (each && is(r, to, "other")) {
        t->count = 2;
        to++;
    } else if (each) {
        to = read_count(r, to, t);
        if (to == at + 1) t->count = 1;
    }
    uint32_t unit = each ? read_unit(r, to, t) : to;
    if (unit > to) {
        t->stated = every(t->unit, t->count < MOST_BETWEEN ? t->count : MOST_BETWEEN);
        return unit;
    }
    if (each && to == at + 1) {
        uint32_t day = ro_read_weekday(r, to, &t->weekday);
        if (day == to) day = ro_read_month(r, to, &t->month);
        if (day == to) return at;
        uint32_t part = ro_read_part(r, day, t);
        return part;
    }
    return at;
}

/* "Mondays", "Tuesday nights" */
uint32_t ro_read_weekdays(const ro_timex_reader *r, uint32_t at, ro_timex *t) {
    t->shape = RO_TIMEX_SET;
    if (class_at(r, at) == RO_TIME_WORD_WEEKDAYS) {
        t->weekday = (uint8_t)word_at(r, at)->number;
        return ro_read_part(r, at + 1, t);
    }
    uint32_t part = ro_read_weekday(r, at, &t->weekday);
    if (part == at || class_at(r, part) != RO_TIME_WORD_PART || !is_plural(r, part)) return at;
    return ro_read_part(r, part, t);
}
