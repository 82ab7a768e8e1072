/* SPDX-License-Identifier: Apache-2.0 */
/** Who speaks: the subject of a cue that stands before it or is shared with another verb. */
#include "analyse/quotes/quotes.h"

enum { LONGEST_APPOSITION = 60, FRAMES_BACK = 8 }; /* tokens; attributions */

/* Step left over "on Monday", "Monday evening". */
static uint32_t skip_time_before(const ro_quoting *work, uint32_t low, uint32_t end,
                                 ro_attribution *attribution) {
    uint32_t i = end;
    while (i > low && !work->region_of[i - 1] &&
           (ro_is_time(work, i - 1) || (ro_class_of(work, i - 1) == RO_CLASS_DAYPART &&
                                        i - 1 > low && ro_is_time(work, i - 2)))) {
        if (work->time_of[i - 1]) attribution->time = work->time_of[i - 1] - 1;
        i--;
    }
    if (i == end || i == low) return i;
    return ro_class_of(work, i - 1) == RO_CLASS_PREPOSITION ? i - 1 : i;
}

/* Whether a speaker may begin at token: nothing before it is part of its clause. */
static bool at_edge(const ro_quoting *work, uint32_t low, uint32_t token) {
    if (token <= low || work->region_of[token - 1]) return true;
    switch (ro_class_of(work, token - 1)) {
    case RO_CLASS_STOP:
    case RO_CLASS_COLON:
    case RO_CLASS_COMMA:
    case RO_CLASS_DASH:
    case RO_CLASS_CONJUNCTION:
    case RO_CLASS_SUBORDINATOR:
    case RO_CLASS_AS:
    case RO_CLASS_THAT: return true;
    default: return ro_is_time(work, token - 1);
    }
}

/* Whether an aside that says nothing of who speaks begins at token: "Roe, however,
 * said"; "Roe, in Ulm, said"; "Roe, citing a letter, said". */
static bool is_aside(const ro_quoting *work, uint32_t token) {
    switch (ro_class_of(work, token)) {
    case RO_CLASS_ADVERB:
    case RO_CLASS_PREPOSITION:
    case RO_CLASS_AS:
    case RO_CLASS_SUBORDINATOR:
    case RO_CLASS_TIME:
    case RO_CLASS_VERB: return true;
    default: return ro_str_ends(ro_token_str(work->article, token), RO_STR("ing"));
    }
}

/* A speaker with something in apposition behind it, whose closing mark stands at
 * token close: "Ada Roe, a professor at Ulm, said"; "Jo Lee (D-Ohio) said"; "the mayor
 * — an engineer — said". Empty where there is no such thing. */
static ro_range apposed_before(const ro_quoting *work, uint32_t low, uint32_t close,
                               ro_range *core) {
    ro_range none = {close, close};
    ro_word_class closes = ro_class_of(work, close);
    ro_word_class opens = closes == RO_CLASS_CLOSE ? RO_CLASS_OPEN : closes;
    for (uint32_t i = close; i > low && close - i < LONGEST_APPOSITION;) {
        ro_word_class class = ro_class_of(work, --i);
        if (work->region_of[i] || class == RO_CLASS_COLON) return none;
        if (class == RO_CLASS_STOP && !ro_is_word(work, i, ".")) return none;
        if (class != opens) continue;
        *core = ro_phrase_before(work, low, i);
        bool edge = !ro_range_empty(*core) && at_edge(work, low, core->first);
        if (opens == RO_CLASS_COMMA && ro_apposition_after(work, i, close) == i)
            return edge && is_aside(work, i + 1) ? *core : none;
        if (opens == RO_CLASS_COMMA && !edge) continue;
        uint32_t end = closes == RO_CLASS_CLOSE ? close + 1 : close;
        return ro_range_empty(*core) ? none : (ro_range){core->first, end};
    }
    return none;
}

/* Whether the subject is one of a relative or other dependent clause. */
static bool is_embedded(const ro_quoting *work, const ro_attribution *attribution) {
    uint32_t first = attribution->speaker.first;
    if (ro_class_of(work, first) == RO_CLASS_RELATIVE) return true;
    if (first <= work->unit.first) return false;
    ro_word_class class = ro_class_of(work, first - 1);
    if (class == RO_CLASS_RELATIVE || class == RO_CLASS_SUBORDINATOR || class == RO_CLASS_THAT)
        return true;
    /* Said he hoped: the clause that another attribution attributes. */
    return attribution > work->attributions.items && attribution[-1].right == first;
}

/* The subject of the main clause, for verbs that share it. */
void ro_quoting_share_speaker(const ro_quoting *work, ro_attribution *attribution) {
    for (uint32_t i = work->attributions.count;
         i-- > 0 && work->attributions.count - i < FRAMES_BACK;) {
        const ro_attribution *before = &work->attributions.items[i];
        if (before->participial || ro_range_empty(before->speaker)) continue;
        if (is_embedded(work, before)) continue;
        if (before->passive && !(before->kinds & RO_CUE_RELAY)) continue;
        attribution->speaker = before->speaker;
        attribution->core = before->core;
        attribution->antecedent = before->antecedent;
        attribution->shared = true;
        if (attribution->time == RO_NONE) attribution->time = before->time;
        return;
    }
    uint32_t low = work->unit.first, i = low;
    while (i < attribution->cue.first && i - low < LONGEST_APPOSITION) {
        ro_word_class class = ro_class_of(work, i);
        if (work->region_of[i]) return;
        if (class == RO_CLASS_PREPOSITION || class == RO_CLASS_SUBORDINATOR ||
            class == RO_CLASS_AS || class == RO_CLASS_ADVERB || ro_is_time(work, i) ||
            class == RO_CLASS_VERB) {
            /* An opening phrase reaches to its comma. */
            uint32_t comma = i;
            while (comma < attribution->cue.first && comma - low < LONGEST_APPOSITION &&
                   ro_class_of(work, comma) != RO_CLASS_COMMA)
                comma++;
            if (comma >= attribution->cue.first || ro_class_of(work, comma) != RO_CLASS_COMMA)
                return;
            i = comma + 1;
            continue;
        }
        if (class == RO_CLASS_CONJUNCTION || class == RO_CLASS_COMMA) {
            i++;
            continue;
        }
        break;
    }
    attribution->core = attribution->speaker = ro_phrase_after(work, i, attribution->cue.first);
    attribution->shared = true;
    /* "Roe on Sunday played down the risk and said": its day is that of both. */
    uint32_t next = attribution->core.end;
    if (next < attribution->cue.first && ro_class_of(work, next) == RO_CLASS_PREPOSITION) next++;
    if (next < attribution->cue.first && work->time_of[next] && attribution->time == RO_NONE)
        attribution->time = work->time_of[next] - 1;
}

/* What the relative pronoun stands for: "according to the union, which said". It may be part of
 * an attribution before. */
static ro_range antecedent(const ro_quoting *work, uint32_t pronoun) {
    uint32_t low = work->unit.first, end = pronoun;
    if (end > low + 1 && ro_class_of(work, end - 1) == RO_CLASS_COMMA) end--;
    return ro_phrase_before(work, low, end);
}

/* The speaker before the cue. */
void ro_quoting_find_subject(ro_quoting *work, uint32_t low, ro_attribution *attribution) {
    uint32_t end = skip_time_before(work, low, attribution->cue.first, attribution);
    attribution->left = attribution->cue.first;
    if (end > low) {
        ro_word_class class = ro_class_of(work, end - 1);
        if (work->region_of[end - 1]) goto shared;
        if (class == RO_CLASS_COMMA || class == RO_CLASS_DASH || class == RO_CLASS_CLOSE) {
            attribution->speaker =
                apposed_before(work, work->unit.first, end - 1, &attribution->core);
            if (!ro_range_empty(attribution->speaker))
                attribution->left = attribution->speaker.first;
            attribution->coordinated = ro_range_empty(attribution->speaker) &&
                                       attribution->cue.first < attribution->verb &&
                                       ro_is_word(work, attribution->cue.first, "then");
            goto shared;
        }
        if (class == RO_CLASS_CONJUNCTION || class == RO_CLASS_ADVERB ||
            class == RO_CLASS_SUBORDINATOR) {
            if (attribution->participial || class == RO_CLASS_CONJUNCTION ||
                ro_is_word(work, end - 1, "however"))
                attribution->coordinated = true;
            goto shared;
        }
        ro_range phrase = ro_phrase_before(work, low, end);
        if (!ro_range_empty(phrase)) {
            attribution->speaker = attribution->core = phrase;
            attribution->left = phrase.first;
            if (ro_class_of(work, phrase.first) == RO_CLASS_RELATIVE)
                attribution->antecedent = antecedent(work, phrase.first);
        }
    }
shared:
    if (ro_range_empty(attribution->speaker) &&
        (attribution->participial || attribution->coordinated))
        ro_quoting_share_speaker(work, attribution);
}

/* The speaker with all that stands between its core and the cue and belongs to it. */
static ro_range with_apposition(const ro_quoting *work, ro_range core, uint32_t cue) {
    uint32_t end = cue;
    while (end > core.end && !work->region_of[end - 1]) {
        ro_word_class class = ro_class_of(work, end - 1);
        if (class != RO_CLASS_COMMA && class != RO_CLASS_DASH && class != RO_CLASS_ADVERB &&
            !ro_is_time(work, end - 1))
            break;
        end--;
    }
    if (end <= core.end || end - core.end > LONGEST_APPOSITION) return core;
    if (ro_class_of(work, core.end) == RO_CLASS_COMMA && is_aside(work, core.end + 1)) return core;
    for (uint32_t i = core.end; i < end; i++) {
        ro_word_class class = ro_class_of(work, i);
        if (work->region_of[i] || class == RO_CLASS_COLON || class == RO_CLASS_STOP) return core;
    }
    return (ro_range){core.first, end};
}

/* Take the subject from the parse where the words beside the cue gave none. */
void ro_quoting_take_parsed_subject(const ro_quoting *work, ro_attribution *attribution) {
    bool own;
    if (!ro_range_empty(attribution->core)) return;
    uint32_t subject = ro_parsed_subject(work, attribution->verb, &own);
    if (subject == RO_NONE || subject >= attribution->cue.first || work->region_of[subject]) return;
    attribution->core = ro_phrase_around(work, subject, attribution->cue.first);
    attribution->shared = !own;
    attribution->speaker =
        own ? with_apposition(work, attribution->core, attribution->cue.first) : attribution->core;
    attribution->left = own ? attribution->core.first : attribution->cue.first;
    attribution->coordinated =
        attribution->coordinated || ro_has_relation(work, attribution->verb, "conj");
    attribution->antecedent = (ro_range){0, 0};
    int32_t head = work->article->tokens.items[attribution->verb].head;
    if (ro_class_of(work, subject) == RO_CLASS_RELATIVE &&
        ro_has_relation(work, attribution->verb, "acl") && head >= (int32_t)work->unit.first &&
        head < (int32_t)subject)
        attribution->antecedent = ro_phrase_around(work, (uint32_t)head, subject);
}
