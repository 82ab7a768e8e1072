/* SPDX-License-Identifier: Apache-2.0 */
/** What the parse tells of an attribution, where there is one. */
#include "analyse/quotes/quotes.h"

/* Tokens on either side of a head in which its dependents are looked for, a long sentence; and
 * steps from a verb to the one whose subject it shares ("came, spoke and left, saying"). */
enum { REACH = 60, STEPS = 4 };

static bool hangs_on(const ro_quoting *work, uint32_t token, uint32_t head, const char *name) {
    return work->article->tokens.items[token].head == (int32_t)head &&
           ro_has_relation(work, token, name);
}

uint32_t ro_dependent_before(const ro_quoting *work, uint32_t head, const char *name) {
    uint32_t low = work->unit.first;
    for (uint32_t i = head; i > low && head - i < REACH; i--)
        if (hangs_on(work, i - 1, head, name)) return i - 1;
    return RO_NONE;
}

uint32_t ro_dependent_after(const ro_quoting *work, uint32_t head, uint32_t end, const char *name) {
    for (uint32_t i = head + 1; i < end && i - head < REACH; i++)
        if (hangs_on(work, i, head, name)) return i;
    return RO_NONE;
}

/* The verb whose subject a dependent verb shares ("…, adding", "and said"), else
 * RO_NONE. */
static uint32_t leader_of(const ro_quoting *work, uint32_t verb) {
    static const char *const shared[] = {"conj", "advcl", "xcomp", "parataxis"};
    int32_t head = work->article->tokens.items[verb].head;
    if (head < (int32_t)work->unit.first || head >= (int32_t)work->unit.end) return RO_NONE;
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        if (ro_has_relation(work, verb, shared[i])) return (uint32_t)head;
    return RO_NONE;
}

uint32_t ro_parsed_subject(const ro_quoting *work, uint32_t verb, bool *own) {
    *own = true;
    for (unsigned step = 0; step < STEPS && verb != RO_NONE; step++) {
        uint32_t subject = ro_dependent_before(work, verb, "nsubj");
        if (subject != RO_NONE) return subject;
        /* "a statement saying that": what it modifies says it. */
        if (step == 0 && ro_has_relation(work, verb, "acl") &&
            !ro_has_relation(work, verb, "acl:relcl")) {
            int32_t head = work->article->tokens.items[verb].head;
            bool within = head >= (int32_t)work->unit.first && head < (int32_t)verb;
            return within ? (uint32_t)head : RO_NONE;
        }
        verb = leader_of(work, verb);
        *own = false;
    }
    return RO_NONE;
}

ro_range ro_phrase_around(const ro_quoting *work, uint32_t head, uint32_t high) {
    ro_range phrase = ro_phrase_before(work, work->unit.first, head + 1);
    if (ro_range_empty(phrase)) return (ro_range){head, head + 1};
    ro_range whole = ro_phrase_after(work, phrase.first, high);
    if (whole.end > phrase.end) phrase.end = whole.end;
    return phrase;
}
