/* SPDX-License-Identifier: Apache-2.0 */
/* The layer of time expressions: reading along the sentences, and from which day each
 * expression counts. */
#include "analyse/times/times.h"

#include <stdio.h>

#include "base/date.h"
#include "base/table.h"

static const char *const class_names[RO_TIME_WORD_CLASSES] = {
    "",       "month", "month_short", "weekday",   "weekday_short", "season", "unit",     "part",
    "moment", "zone",  "day",         "reference", "recent",        "last",   "next",     "this",
    "before", "after", "edge",        "repeat",    "holiday",       "about",  "weekdays", "opener"};

static int32_t field_number(ro_str field) {
    int32_t value = 0;
    bool minus = field.n && field.p[0] == '-';
    for (size_t i = minus; i < field.n && i < 9 && ro_is_digit((unsigned char)field.p[i]); i++)
        value = value * 10 + (field.p[i] - '0');
    return minus ? -value : value;
}

/* The code of a row, read as what it stands for within a value of TIMEX3. */
static bool read_code(ro_str code, ro_time_word *word) {
    static const char *const forms[RO_TIME_WORD_CLASSES] = {
        [RO_TIME_WORD_SEASON] = "XXXX-%.*s",    [RO_TIME_WORD_PART] = "XXXX-XX-XXT%.*s",
        [RO_TIME_WORD_DAY] = "XXXX-XX-XXT%.*s", [RO_TIME_WORD_UNIT] = "P1%.*s",
        [RO_TIME_WORD_REFERENCE] = "%.*s",      [RO_TIME_WORD_REPEAT] = "%.*s"};
    const char *form = forms[word->class];
    char text[32];
    if (!form || code.n == 0) return true;
    if (word->class == RO_TIME_WORD_UNIT && code.p[0] == 'T') form = "PT1%.*s", code.p++, code.n--;
    snprintf(text, sizeof text, form, (int)(code.n < 12 ? code.n : 12), code.p);
    return ro_when_parse(text, &word->when) == RO_OK;
}

/* "12-25", "11-4-4": a day of a month, or its fourth Thursday; "EASTER". */
static ro_holiday read_holiday(ro_str code) {
    uint8_t fields[3] = {0}, count = 0;
    for (size_t i = 0; i < code.n && count < 3; i++) {
        if (code.p[i] == '-')
            count++;
        else if (ro_is_digit((unsigned char)code.p[i]))
            fields[count] = (uint8_t)(fields[count] * 10 + (code.p[i] - '0'));
    }
    if (count < 2) return (ro_holiday){.month = fields[0], .day = fields[1]};
    return (ro_holiday){.month = fields[0], .nth = fields[1], .weekday = fields[2]};
}

static bool load_words(ro_arena *arena, ro_times_rules *rules) {
    ro_table table;
    ro_str field[4];
    for (ro_table_open(&table, "time_words"); ro_table_row(&table, field, 4);) {
        ro_time_word word = {.number = field_number(field[2]), .holiday = read_holiday(field[3])};
        uint32_t class;
        if (!ro_table_class(field[1], class_names, RO_TIME_WORD_CLASSES, &class)) return false;
        word.class = (ro_time_class) class;
        if (!read_code(field[3], &word) ||
            !ro_lexicon_add(arena, &rules->lexicon, field[0], rules->words.count) ||
            !RO_APPEND(arena, &rules->words, word))
            return false;
    }
    return true;
}

static bool load_context(ro_arena *arena, ro_times_rules *rules) {
    static const char *const names[] = {"year", "rate", "modal"};
    ro_lexicon *contexts[] = {&rules->year_context, &rules->rate_context, &rules->modal_context};
    ro_table table;
    ro_str field[2];
    uint32_t use;
    for (ro_table_open(&table, "time_context"); ro_table_row(&table, field, 2);)
        if (!ro_table_class(field[1], names, sizeof names / sizeof *names, &use) ||
            !ro_lexicon_add(arena, contexts[use], field[0], 0))
            return false;
    return true;
}

static bool load_tenses(ro_arena *arena, ro_times_rules *rules) {
    static const char *const names[] = {"future", "past"};
    static const uint32_t tenses[] = {RO_TENSE_FUTURE, RO_TENSE_PAST};
    ro_table table;
    ro_str field[2];
    uint32_t tense;
    for (ro_table_open(&table, "time_tense"); ro_table_row(&table, field, 2);)
        if (!ro_table_class(field[1], names, sizeof names / sizeof *names, &tense) ||
            !ro_lexicon_add(arena, &rules->tenses, field[0], tenses[tense]))
            return false;
    return true;
}

ro_times_rules *ro_times_rules_new(ro_arena *arena) {
    ro_times_rules *rules = RO_ARENA_NEW(arena, ro_times_rules);
    if (!rules || !load_words(arena, rules) || !load_tenses(arena, rules) ||
        !load_context(arena, rules) || !ro_word_groups_read(arena, &rules->groups))
        return NULL;
    rules->numbers = ro_number_words_new(arena);
    return rules->numbers ? rules : NULL;
}

/* The days that a date of any precision can be. */
static ro_time_base base_of(const ro_date *date) {
    ro_time_base base = {.known = date->precision != RO_PRECISION_NONE};
    if (!base.known) return base;
    ro_date first = *date, last = *date;
    if (date->precision < RO_PRECISION_MONTH) first.month = 1, last.month = 12;
    if (date->precision < RO_PRECISION_DAY) {
        first.day = 1;
        last.day = (uint8_t)ro_month_days(last.year, last.month);
    }
    base.first = ro_date_to_days(&first);
    base.last = ro_date_to_days(&last);
    if (base.first == base.last) base.weekday = (uint8_t)ro_date_weekday(&first);
    return base;
}

typedef struct finder {
    const ro_times_rules *rules;
    ro_article *article;
    ro_atoms atoms;
    ro_time_base published;
    ro_time_base told; /* the last date that the text told */
    ro_time_base told_quarter;
    uint32_t told_quarter_sentence, told_sentence;
    uint32_t sentence;
} finder;

/* A past form by its tag; by its ending where the text was not tagged. */
static bool looks_past(const finder *f, uint32_t at) {
    uint32_t index = ro_article_token_at(f->article, f->atoms.list.items[at].span.start);
    if (index != RO_NONE) {
        const ro_token *token = &f->article->tokens.items[index];
        bool verb = token->upos == RO_UPOS_VERB || token->upos == RO_UPOS_AUX;
        if (token->upos != RO_UPOS_X) return verb && (token->features & RO_FEATURE_PAST);
    }
    ro_str word = ro_atom_str(&f->atoms, at);
    return word.n > 4 && !ro_atom_is_capital(&f->atoms, at) && ro_str_ends(word, RO_STR("ed")) &&
           !ro_str_ends(word, RO_STR("eed"));
}

static bool is_any(const finder *f, uint32_t at, ro_word_group group) {
    return at < f->atoms.list.count &&
           ro_in_group(&f->rules->groups, ro_atom_str(&f->atoms, at), group);
}

static bool ends_as_participle(const ro_atoms *atoms, uint32_t at) {
    ro_str word = ro_atom_str(atoms, at);
    return ro_str_ends(word, RO_STR("ed")) || ro_atom_is(atoms, at, "due");
}

/* A participle shows the tense of what stands before it: "is scheduled for", "is invited
 * to" look ahead, "was scheduled for" and "planned to" did; "a planned visit" shows none. */
static ro_tense tense_of_participle(const finder *f, uint32_t at, ro_tense own) {
    const ro_atoms *atoms = &f->atoms;
    bool future = own == RO_TENSE_FUTURE;
    uint32_t before = at;
    for (unsigned skipped = 0; before > 0 && skipped < 2; skipped++) {
        before--;
        if (is_any(f, before, RO_GROUP_PRESENT))
            return future || ro_atom_is(atoms, at + 1, "to") ? RO_TENSE_FUTURE : RO_TENSE_UNKNOWN;
        if (future && is_any(f, before, RO_GROUP_UNDIVIDED)) return RO_TENSE_UNKNOWN;
        if (!ro_str_ends(ro_atom_str(atoms, before), RO_STR("ly"))) break;
    }
    return future ? RO_TENSE_PLANNED : own;
}

/* The tense that a word shows. */
static ro_tense tense_of_word(const finder *f, uint32_t at) {
    if (!ro_atom_is_kind(&f->atoms, at, RO_ATOM_WORD)) return RO_TENSE_UNKNOWN;
    uint32_t length, row = ro_atoms_phrase(&f->atoms, &f->rules->tenses, at, &length);
    ro_tense tense = row != RO_NONE      ? (ro_tense)row
                     : looks_past(f, at) ? RO_TENSE_PAST
                                         : RO_TENSE_UNKNOWN;
    bool participle = ends_as_participle(&f->atoms, at) && tense != RO_TENSE_UNKNOWN;
    return participle ? tense_of_participle(f, at, tense) : tense;
}

/* Words a date can be away from the verb that governs it. */
#define TENSE_REACH 24

/* "in November, when the city will host it" */
static bool is_explained_ahead(const finder *f, uint32_t at) {
    at += ro_atom_is_sign(&f->atoms, at, ',');
    if (!is_any(f, at, RO_GROUP_EXPLAINING)) return false;
    for (uint32_t i = at + 1; i < f->atoms.list.count && i < at + 8; i++) {
        ro_tense tense = tense_of_word(f, i);
        if (tense != RO_TENSE_UNKNOWN) return tense == RO_TENSE_FUTURE;
    }
    return false;
}

/* The nearest word before the expression that tells the tense, else the nearest one
 * behind it. What belongs to a day ("Friday's ruling") has happened. */
static ro_tense tense_around(const finder *f, const ro_timex *t) {
    if (ro_atom_is_sign(&f->atoms, t->to, '\'') && ro_atom_is(&f->atoms, t->to + 1, "s"))
        return RO_TENSE_PAST;
    if (is_explained_ahead(f, t->to)) return RO_TENSE_FUTURE;
    uint32_t reach = t->from > TENSE_REACH ? t->from - TENSE_REACH : 0;
    for (uint32_t i = t->from; i-- > reach;) {
        ro_tense tense = tense_of_word(f, i);
        if (tense != RO_TENSE_UNKNOWN) return tense;
        if (ro_atom_is_sign(&f->atoms, i, ';') || ro_atom_is(&f->atoms, i, "that")) break;
    }
    uint32_t end = t->to + TENSE_REACH;
    if (end > f->atoms.list.count) end = f->atoms.list.count;
    for (uint32_t i = t->to; i < end; i++) {
        ro_tense tense = tense_of_word(f, i);
        /* A day before "planned" is when it was planned. */
        if (tense == RO_TENSE_PLANNED) return RO_TENSE_PAST;
        if (tense != RO_TENSE_UNKNOWN) return tense;
        if (ro_atom_is_sign(&f->atoms, i, ';')) break;
    }
    return RO_TENSE_UNKNOWN;
}

/* "a year ago", "a year earlier" */
static bool is_year_back(const ro_timex *t) {
    return t->shape == RO_TIMEX_OFFSET && t->unit == RO_TIME_UNIT_YEAR && t->count == 1 &&
           t->direction < 0 && !t->directed;
}

/* "a year ago" beside a quarter compares with the same quarter. */
static const ro_time_base *base_for(const finder *f, const ro_timex *t, bool *told) {
    *told = true;
    if (is_year_back(t) && f->told_quarter.known && f->told_quarter_sentence + 1 >= f->sentence)
        return &f->told_quarter;
    if (t->shape == RO_TIMEX_OFFSET && t->unit == RO_TIME_UNIT_QUARTER && t->narrative)
        return &f->told_quarter;
    /* "at 10 p.m." is of the day just told. */
    bool just_told = f->told.unit >= RO_WHEN_WEEKDAY && f->told_sentence + 1 >= f->sentence;
    if (t->shape == RO_TIMEX_CLOCK && just_told) return &f->told;
    if (t->narrative && (f->told.known || f->told.weekday)) return &f->told;
    *told = false;
    return &f->published;
}

static void remember(finder *f, const ro_timex *t, const ro_time_value *value) {
    if (value->type != RO_TIME_DATE && value->type != RO_TIME_TIME) return;
    if (!value->told.known && !value->told.weekday) return;
    if (is_year_back(t)) return; /* a comparison, not where the story goes on */
    f->told = value->told;
    f->told_sentence = f->sentence;
    if (value->told.unit == RO_WHEN_QUARTER && t->shape == RO_TIMEX_PERIOD) {
        f->told_quarter = value->told;
        f->told_quarter_sentence = f->sentence;
    }
}

/* TIMEX3 of TimeML has no zones: what is written is the clock of the text. */
static const char *value_text(const finder *f, ro_when when) {
    char text[32];
    when.utc_offset = RO_OFFSET_UNKNOWN;
    return ro_arena_strdup(&f->article->arena, ro_when_format(&when, text));
}

static void push(finder *f, const ro_timex *t) {
    bool told;
    const ro_time_base *base = base_for(f, t, &told);
    ro_time_value value;
    ro_timex_value(t, base, tense_around(f, t), &value);
    ro_time *time = RO_PUSH(&f->article->arena, &f->article->times);
    if (!time) return;
    time->span =
        (ro_span){f->atoms.list.items[t->from].span.start, f->atoms.list.items[t->to - 1].span.end};
    time->type = value.type;
    time->when = value.when;
    time->value = value_text(f, value.when);
    time->first = value.first;
    time->last = value.last;
    time->anchor = !value.used_base ? RO_ANCHOR_NONE
                   : told           ? RO_ANCHOR_TIME
                   : value.open     ? RO_ANCHOR_OPEN
                                    : RO_ANCHOR_PUBLISHED;
    if (told && value.open && !value.told.weekday) time->anchor = RO_ANCHOR_OPEN;
    remember(f, t, &value);
}

/* Most words begin no expression: only those of the lists, and numbers, may. */
static bool may_open(const finder *f, uint32_t at) {
    const ro_atom *atom = &f->atoms.list.items[at];
    if (atom->kind == RO_ATOM_NUMBER || atom->entry != RO_NONE) return true;
    if (atom->kind == RO_ATOM_SIGN) return atom->sign == '\'';
    return ro_number_word(f->rules->numbers, ro_atom_str(&f->atoms, at));
}

static void read_stretch(finder *f) {
    ro_atoms_look_up(&f->atoms, &f->rules->lexicon);
    for (uint32_t i = 0; i < f->atoms.list.count;) {
        ro_timex timex;
        if (may_open(f, i) && ro_timex_read(f->rules, &f->atoms, i, &timex)) {
            push(f, &timex);
            i = timex.to;
        } else {
            i++;
        }
    }
}

void ro_find_times(const ro_times_rules *rules, ro_article *article) {
    finder f = {.rules = rules,
                .article = article,
                .atoms = {.text = article->text},
                .published = base_of(&article->meta.published.date)};
    for (f.sentence = 0; f.sentence < article->sentences.count; f.sentence++) {
        ro_span span = article->sentences.items[f.sentence].span;
        for (uint32_t at = span.start; at < span.end && !article->arena.oom;) {
            at = ro_atoms_cut(&article->arena, &f.atoms, at, span.end);
            read_stretch(&f);
        }
    }
}
