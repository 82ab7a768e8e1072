/* SPDX-License-Identifier: Apache-2.0 */
/* The clause around each verb group, by signs, conjunctions and relative pronouns. */
#include "analyse/events/events.h"

typedef struct cutter {
    const ro_events_rules *rules;
    const ro_article *article;
    uint32_t first;
} cutter;

static uint8_t upos_at(const cutter *c, uint32_t at) {
    return c->article->tokens.items[at].upos;
}

static bool is_relative(const cutter *c, uint32_t at) {
    if (ro_joint_at(c->rules, c->article, at) == RO_JOINT_RELATIVE) return true;
    return ro_token_is(c->article, at, "that") && upos_at(c, at) == RO_UPOS_PRON;
}

static bool is_dash(const cutter *c, uint32_t at) {
    ro_str word = ro_token_str(c->article, at);
    return ro_str_eq(word, RO_STR("\xE2\x80\x94")) || ro_str_eq(word, RO_STR("\xE2\x80\x93")) ||
           ro_str_eq(word, RO_STR("--"));
}

static bool is_mark(const cutter *c, uint32_t at, const char *marks) {
    ro_str word = ro_token_str(c->article, at);
    return word.n == 1 && strchr(marks, word.p[0]);
}

static bool is_nominal(const cutter *c, uint32_t at) {
    uint8_t upos = upos_at(c, at);
    return upos == RO_UPOS_NOUN || upos == RO_UPOS_PROPN || upos == RO_UPOS_PRON ||
           upos == RO_UPOS_NUM || ro_token_in_name(c->article, at);
}

static bool in_noun_phrase(const cutter *c, uint32_t at) {
    uint8_t upos = upos_at(c, at);
    bool hyphen = is_mark(c, at, "-") && at > c->first;
    return hyphen || is_nominal(c, at) || upos == RO_UPOS_DET || upos == RO_UPOS_ADJ ||
           upos == RO_UPOS_PART;
}

static bool is_joint(const cutter *c, uint32_t at) {
    int joint = ro_joint_at(c->rules, c->article, at);
    return joint == RO_JOINT_CLAUSE || joint == RO_JOINT_DOUBT;
}

/* A word or sign that parts one clause from the next. */
static bool parts_clauses(const cutter *c, uint32_t at) {
    uint8_t upos = upos_at(c, at);
    return upos == RO_UPOS_SCONJ || upos == RO_UPOS_CCONJ || is_relative(c, at) || is_dash(c, at) ||
           is_mark(c, at, ";:") || ro_joint_at(c->rules, c->article, at) == RO_JOINT_CLAUSE;
}

/* Longest noun phrase that is taken along, in tokens. */
#define PHRASE_REACH 12

/* First token of the noun phrase that ends before token at, with a comma or dash between;
 * at itself where there is none. */
static uint32_t phrase_before(const cutter *c, uint32_t at) {
    uint32_t i = at;
    while (i > c->first && (is_mark(c, i - 1, ",") || is_dash(c, i - 1))) i--;
    uint32_t floor = i > c->first + PHRASE_REACH ? i - PHRASE_REACH : c->first;
    uint32_t start = i;
    while (start > floor) {
        bool joined = upos_at(c, start - 1) == RO_UPOS_CCONJ && start - 1 > floor &&
                      upos_at(c, start - 2) == RO_UPOS_PROPN && upos_at(c, start) == RO_UPOS_PROPN;
        if (!joined && !in_noun_phrase(c, start - 1)) break;
        start--;
    }
    return start < i ? start : at;
}

/* The subject right before a verb group, with what prepositions hang on it: "nobody in
 * Oslo". At itself where all of that hangs on the verb before: "a march that was set for
 * Thursday was cancelled". */
static uint32_t subject_before(const cutter *c, uint32_t at, uint32_t floor) {
    uint32_t start = phrase_before(c, at);
    while (start > floor && start < at && upos_at(c, start - 1) == RO_UPOS_ADP) {
        uint32_t of = start - 1;
        if (of <= floor || !is_nominal(c, of - 1)) return at;
        start = phrase_before(c, of);
    }
    return start < floor ? floor : start;
}

/* "Leaders A and B met": a conjunction within the subject parts nothing. */
static bool joins_nouns(const cutter *c, uint32_t at, bool subject, uint32_t floor) {
    return upos_at(c, at) == RO_UPOS_CCONJ && subject && at > floor && is_nominal(c, at - 1);
}

/* The last token before the group, since the one before it, that parts clauses; RO_NONE.
 * *subject: whether something nominal stands behind it. */
static uint32_t find_parting(const cutter *c, const ro_verb_group *group, uint32_t floor,
                             bool *subject) {
    *subject = false;
    for (uint32_t i = group->first; i-- > floor;) {
        if (parts_clauses(c, i) && !joins_nouns(c, i, *subject, floor)) return i;
        *subject = *subject || (is_nominal(c, i) && !is_relative(c, i));
    }
    return RO_NONE;
}

/* "The minister, who came on Monday, left": the relative clause that a comma closes
 * right before this group, or NULL. */
static const ro_verb_group *closed_relative(const cutter *c, const ro_verb_group *group,
                                            const ro_verb_group *before) {
    if (!before || group->first == c->first) return NULL;
    if (!is_mark(c, group->first - 1, ",") && !is_dash(c, group->first - 1)) return NULL;
    return before->relative ? before : NULL;
}

/* "expectations that they will meet": no more than possible. */
static bool is_opinion(const cutter *c, uint32_t parting) {
    if (parting == c->first || !ro_token_is(c->article, parting, "that")) return false;
    const ro_lexicon *nouns = &c->rules->lists[RO_STATUS_NOUN];
    return upos_at(c, parting - 1) == RO_UPOS_NOUN &&
           ro_lexicon_find(nouns, ro_token_lemma(c->article, parting - 1)) != RO_NONE;
}

/* What a clause in the simple present tells: "whether they meet" may come true, and "when
 * they meet" behind a plan is planned as well. */
static void take_status(const cutter *c, ro_verb_group *group, const ro_verb_group *before,
                        uint32_t parting) {
    if (group->status == RO_EVENT_PLANNED && is_opinion(c, parting))
        group->status = RO_EVENT_POSSIBLE;
    if (!group->present || group->status != RO_STATUS_SKIP) return;
    int joint = ro_joint_at(c->rules, c->article, parting);
    bool ahead =
        before && (before->status == RO_EVENT_PLANNED || before->status == RO_EVENT_POSSIBLE);
    if (joint == RO_JOINT_DOUBT) group->status = RO_EVENT_POSSIBLE;
    if (joint == RO_JOINT_CLAUSE && ahead) group->status = RO_EVENT_PLANNED;
}

static void find_start(const cutter *c, ro_verb_group *group, const ro_verb_group *before) {
    uint32_t floor = before ? before->predicate + 1 : c->first;
    bool subject;
    uint32_t parting = find_parting(c, group, floor, &subject);
    const ro_verb_group *closed = closed_relative(c, group, before);
    if (closed) {
        group->start = group->first;
        group->shown = closed->shown;
        return;
    }
    if (parting == RO_NONE) {
        group->start = !before   ? floor
                       : subject ? subject_before(c, group->first, floor)
                                 : group->first;
        subject = subject && group->start < group->first;
        group->shown = before && !subject ? before->shown : group->start;
        group->relative = before && before->relative;
        return;
    }
    group->start = group->shown = parting + 1;
    take_status(c, group, before, parting);
    /* What follows within a relative clause still belongs to it. */
    group->relative = is_relative(c, parting) || (before && before->relative);
    if (is_relative(c, parting)) {
        group->start = parting;
        bool whose = ro_token_is(c->article, parting, "whose");
        uint32_t of =
            parting > floor && upos_at(c, parting - 1) == RO_UPOS_ADP ? parting - 1 : parting;
        group->shown = subject && !whose ? parting + 1 : phrase_before(c, of);
    } else if (!subject && before) {
        group->shown = before->shown;
    }
}

static bool is_trimmed(const cutter *c, uint32_t at) {
    uint8_t upos = upos_at(c, at);
    return upos == RO_UPOS_PUNCT || upos == RO_UPOS_CCONJ || upos == RO_UPOS_SCONJ ||
           is_relative(c, at) || is_joint(c, at);
}

static void trim(const cutter *c, ro_verb_group *group, uint32_t last) {
    if (last <= group->predicate) last = group->predicate + 1;
    while (last > group->predicate + 1 && is_trimmed(c, last - 1)) last--;
    group->end = last;
    while (group->start < group->first && is_trimmed(c, group->start)) group->start++;
    if (group->shown > group->start) group->shown = group->start;
    while (group->shown < group->start && is_trimmed(c, group->shown)) group->shown++;
}

/* A clause ends where the next begins. An antecedent behind a comma or dash ("— an
 * incident that …") goes with the relative clause alone. */
static uint32_t end_of(const cutter *c, const ro_verb_group_array *groups, uint32_t at,
                       uint32_t end) {
    const ro_verb_group *group = &groups->items[at];
    /* "Ruiz — who came on Monday — left": a dash closes what a dash opened. */
    bool dashed = group->relative && group->start > c->first && is_dash(c, group->start - 1);
    uint32_t limit = at + 1 < groups->count ? groups->items[at + 1].start : end;
    for (uint32_t i = group->predicate + 1; dashed && i < limit; i++)
        if (is_dash(c, i)) return i;
    if (at + 1 >= groups->count) return end;
    const ro_verb_group *next = &groups->items[at + 1];
    bool apart = next->shown > groups->items[at].predicate + 1 && next->shown < next->start &&
                 (is_mark(c, next->shown - 1, ",") || is_dash(c, next->shown - 1));
    return apart ? next->shown : next->start;
}

void ro_clauses_cut(const ro_events_rules *rules, const ro_article *article, uint32_t first,
                    uint32_t end, ro_verb_group_array *groups) {
    cutter c = {rules, article, first};
    for (uint32_t g = 0; g < groups->count; g++)
        find_start(&c, &groups->items[g], g ? &groups->items[g - 1] : NULL);
    for (uint32_t g = 0; g < groups->count; g++)
        trim(&c, &groups->items[g], end_of(&c, groups, g, end));
}
