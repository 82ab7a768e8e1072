/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Time expressions, in two steps: reading what is written (times_read.c), and saying
 * what it means, counted from a day where that is known (times_value.c).
 */
#ifndef RO_ANALYSE_TIMES_TIMES_H
#define RO_ANALYSE_TIMES_TIMES_H

#include "analyse/analyse.h"
#include "analyse/numbers/numbers.h"
#include "base/when.h"
#include "lang/en/word_groups.h"

/** Class of a row of data/en/time_words.tsv. */
typedef enum ro_time_class {
    RO_TIME_WORD_NONE,
    RO_TIME_WORD_MONTH,
    RO_TIME_WORD_MONTH_SHORT,
    RO_TIME_WORD_WEEKDAY,
    RO_TIME_WORD_WEEKDAY_SHORT,
    RO_TIME_WORD_SEASON,
    RO_TIME_WORD_UNIT,
    RO_TIME_WORD_PART,
    RO_TIME_WORD_MOMENT,
    RO_TIME_WORD_ZONE,
    RO_TIME_WORD_DAY,
    RO_TIME_WORD_REFERENCE,
    RO_TIME_WORD_RECENT,
    RO_TIME_WORD_LAST,
    RO_TIME_WORD_NEXT,
    RO_TIME_WORD_THIS,
    RO_TIME_WORD_BEFORE,
    RO_TIME_WORD_AFTER,
    RO_TIME_WORD_EDGE,
    RO_TIME_WORD_REPEAT,
    RO_TIME_WORD_HOLIDAY,
    RO_TIME_WORD_ABOUT,
    RO_TIME_WORD_WEEKDAYS,
    RO_TIME_WORD_OPENER,
    RO_TIME_WORD_CLASSES
} ro_time_class;

/** A holiday: a day of a month, the Nth weekday of one (5: the last), or Easter Sunday, where
 *  there is no month; and the days after it. */
typedef struct ro_holiday {
    uint8_t month, day, nth, weekday;
} ro_holiday;

typedef struct ro_time_word {
    ro_time_class class;
    int32_t number;
    ro_when when; /* what the code says: a season, the hours of a day, a unit, a reference */
    ro_holiday holiday;
} ro_time_word;

/** How the clause around an expression looks at time. PLANNED: ahead, but from a day in the
 *  past that is not known: the next weekday of that name, the nearest month. */
typedef enum ro_tense {
    RO_TENSE_UNKNOWN,
    RO_TENSE_PAST,
    RO_TENSE_FUTURE,
    RO_TENSE_PLANNED
} ro_tense;

struct ro_times_rules {
    ro_lexicon lexicon;
    RO_ARRAY(ro_time_word) words;
    const ro_number_words *numbers;
    ro_word_groups groups;
    ro_lexicon tenses;                                    /* word to ro_tense */
    ro_lexicon year_context, rate_context, modal_context; /* data/en/time_context.tsv */
};

/** What kind of expression was read. */
typedef enum ro_timex_shape {
    RO_TIMEX_CALENDAR, /* fields of a calendar date, some open: "Friday", "last May" */
    RO_TIMEX_OFFSET,   /* so many units from a day: "yesterday", "last week" */
    RO_TIMEX_CLOCK,    /* a time of an unnamed day */
    RO_TIMEX_PERIOD,   /* "the third quarter", "the second half", "this summer" */
    RO_TIMEX_DECADE,   /* year holds its first year */
    RO_TIMEX_CENTURY,  /* year holds its first year, or what passes for it: 1900 */
    RO_TIMEX_DURATION,
    RO_TIMEX_SET,      /* stated, or a weekday or month, holds what repeats */
    RO_TIMEX_REFERENCE /* stated holds PAST_REF and its kin */
} ro_timex_shape;

/** A time expression as read. */
typedef struct ro_timex {
    uint32_t from, to; /* atoms, half open */
    ro_timex_shape shape;
    int32_t year;       /* RO_YEAR_OPEN: not given */
    int32_t year_shift; /* with shifted: years from the reference, "June last year" */
    bool shifted;
    uint8_t month, day;          /* 0: not given */
    uint8_t weekday;             /* 1 to 7; 0: not given */
    bool directed;               /* "last", "this" or "next" was said */
    bool narrative;              /* counts from the time told before, not from publication */
    int8_t direction;            /* -1, 0, 1 */
    ro_when_kind period;         /* a half, season or quarter, and which of the year */
    uint8_t period_number;       /* 1 and up */
    uint8_t hours;               /* a ro_hours; with RO_HOURS_CLOCK minute and zone are set */
    int16_t minute;              /* since midnight */
    int16_t zone;                /* minutes east of UTC, or RO_OFFSET_UNKNOWN */
    ro_time_unit unit;           /* of an offset or duration */
    double count;                /* of units */
    bool vague;                  /* the number is not known: "several weeks" */
    const ro_time_word *holiday; /* borrowed from the rules; NULL: none */
    ro_when stated;              /* what the words say as they stand */
} ro_timex;

/** Read the longest time expression that starts at atom @p at. */
bool ro_timex_read(const ro_times_rules *rules, const ro_atoms *atoms, uint32_t at, ro_timex *out);

/** The days from which an expression counts. */
typedef struct ro_time_base {
    bool known;
    int64_t first, last; /* days since 1970-01-01; apart where the date is not exact */
    uint8_t weekday;     /* known even where the day is not, else 0 */
    ro_when_kind unit;   /* how fine the time was; RO_WHEN_NONE: unknown */
} ro_time_base;

/** What an expression means. */
typedef struct ro_time_value {
    ro_time_type type;
    ro_when when;
    bool open; /* the base was needed and is not known */
    bool used_base;
    ro_date first, last;
    ro_time_base told; /* what a later "the previous day" counts from */
} ro_time_value;

/** Say what @p timex means, counted from @p base. */
void ro_timex_value(const ro_timex *timex, const ro_time_base *base, ro_tense tense,
                    ro_time_value *value);

#endif
