/* SPDX-License-Identifier: Apache-2.0 */
/** Who speaks: the subject of a cue that stands before it or is shared with another verb. */
#include "analyse/quotes/quotes.h"

enum { LONGEST_APPOSITION = 60, FRAMES_BACK = 8 }; /* tokens; frames */

/* Step left over "on Monday", "Monday evening". */
static uint32_t skip_time_before(const ro_quoting *work, uint32_t low, uint32_t end,
                                 ro_frame *frame) {
    uint32_t i = end;
    while (i > low && !work->region_of[i - 1] &&
           (ro_is_time(work, i - 1) || (ro_class_of(work, i - 1) == RO_WORD_DAYPART &&
                                        i - 1 > low && ro_is_time(work, i - 2)))) {
        if (work->time_of[i - 1]) frame->time = work->time_of[i - 1] - 1;
        i--;
    }
    if (i == end || i == low) return i;
    return ro_class_of(work, i - 1) == RO_WORD_PREPOSITION ? i - 1 : i;
}

/* Whether a speaker may begin at token: nothing before it is part of its clause. */
static bool at_edge(const ro_quoting *work, uint32_t low, uint32_t token) {
    if (token <= low || work->region_of[token - 1]) return true;
    switch (ro_class_of(work, token - 1)) {
    case RO_WORD_STOP:
    case RO_WORD_COLON:
    case RO_WORD_COMMA:
    case RO_WORD_DASH:
    case RO_WORD_CONJUNCTION:
    case RO_WORD_SUBORDINATOR:
    case RO_WORD_AS:
    case RO_WORD_THAT: return true;
    default: return ro_is_time(work, token - 1);
    }
}

/* Whether an aside that says nothing of who speaks begins at token: "Roe, however,
 * said"; "Roe, in Ulm, said"; "Roe, citing a letter, said". */
static bool is_aside(const ro_quoting *work, uint32_t token) {
    switch (ro_class_of(work, token)) {
    case RO_WORD_ADVERB:
    case RO_WORD_PREPOSITION:
    case RO_WORD_AS:
    case RO_WORD_SUBORDINATOR:
    case RO_WORD_TIME:
    case RO_WORD_VERB: return true;
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
    ro_word_class opens = closes == RO_WORD_CLOSE ? RO_WORD_OPEN : closes;
    for (uint32_t i = close; i > low && close - i < LONGEST_APPOSITION;) {
        ro_word_class class = ro_class_of(work, --i);
        if (work->region_of[i] || class == RO_WORD_COLON) return none;
        if (class == RO_WORD_STOP && !ro_is_word(work, i, ".")) return none;
        if (class != opens) continue;
        *core = ro_phrase_before(work, low, i);
        bool edge = !ro_range_empty(*core) && at_edge(work, low, core->first);
        if (opens == RO_WORD_COMMA && ro_apposition_after(work, i, close) == i)
            return edge && is_aside(work, i + 1) ? *core : none;
        if (opens == RO_WORD_COMMA && !edge) continue;
        uint32_t end = closes == RO_WORD_CLOSE ? close + 1 : close;
        return ro_range_empty(*core) ? none : (ro_range){core->first, end};
    }
    return none;
}

/* Whether the subject is one of a relative or other dependent clause. */
static bool is_embedded(const ro_quoting *work, const ro_frame *frame) {
    uint32_t first = frame->speaker.first;
    if (ro_class_of(work, first) == RO_WORD_RELATIVE) return true;
    if (first <= work->unit.first) return false;
    ro_word_class class = ro_class_of(work, first - 1);
    if (class == RO_WORD_RELATIVE || class == RO_WORD_SUBORDINATOR || class == RO_WORD_THAT)
        return true;
    /* Said he hoped: the clause that another frame attributes. */
    return frame > work->frames.items && frame[-1].right == first;
}

/* The subject of the main clause, for verbs that share it. */
void ro_quoting_share_speaker(const ro_quoting *work, ro_frame *frame) {
    for (uint32_t i = work->frames.count; i-- > 0 && work->frames.count - i < FRAMES_BACK;) {
        const ro_frame *before = &work->frames.items[i];
        if (before->participial || ro_range_empty(before->speaker)) continue;
        if (is_embedded(work, before)) continue;
        if (before->passive && !(before->kinds & RO_CUE_RELAY)) continue;
        frame->speaker = before->speaker;
        frame->core = before->core;
        frame->antecedent = before->antecedent;
        frame->shared = true;
        if (frame->time == RO_NONE) frame->time = before->time;
        return;
    }
    uint32_t low = work->unit.first, i = low;
    while (i < frame->cue.first && i - low < LONGEST_APPOSITION) {
        ro_word_class class = ro_class_of(work, i);
        if (work->region_of[i]) return;
        if (class == RO_WORD_PREPOSITION || class == RO_WORD_SUBORDINATOR || class == RO_WORD_AS ||
            class == RO_WORD_ADVERB || ro_is_time(work, i) || class == RO_WORD_VERB) {
            /* An opening phrase reaches to its comma. */
            uint32_t comma = i;
            while (comma < frame->cue.first && comma - low < LONGEST_APPOSITION &&
                   ro_class_of(work, comma) != RO_WORD_COMMA)
                comma++;
            if (comma >= frame->cue.first || ro_class_of(work, comma) != RO_WORD_COMMA) return;
            i = comma + 1;
            continue;
        }
        if (class == RO_WORD_CONJUNCTION || class == RO_WORD_COMMA) {
            i++;
            continue;
        }
        break;
    }
    frame->core = frame->speaker = ro_phrase_after(work, i, frame->cue.first);
    frame->shared = true;
    /* "Roe on Sunday played down the risk and said": its day is that of both. */
    uint32_t next = frame->core.end;
    if (next < frame->cue.first && ro_class_of(work, next) == RO_WORD_PREPOSITION) next++;
    if (next < frame->cue.first && work->time_of[next] && frame->time == RO_NONE)
        frame->time = work->time_of[next] - 1;
}

/* The speaker before the cue. */
void ro_quoting_find_subject(ro_quoting *work, uint32_t low, ro_frame *frame) {
    uint32_t end = skip_time_before(work, low, frame->cue.first, frame);
    frame->left = frame->cue.first;
    if (end > low) {
        ro_word_class class = ro_class_of(work, end - 1);
        if (work->region_of[end - 1]) goto shared;
        if (class == RO_WORD_COMMA || class == RO_WORD_DASH || class == RO_WORD_CLOSE) {
            frame->speaker = apposed_before(work, work->unit.first, end - 1, &frame->core);
            if (!ro_range_empty(frame->speaker)) frame->left = frame->speaker.first;
            frame->coordinated = ro_range_empty(frame->speaker) && frame->cue.first < frame->verb &&
                                 ro_is_word(work, frame->cue.first, "then");
            goto shared;
        }
        if (class == RO_WORD_CONJUNCTION || class == RO_WORD_ADVERB ||
            class == RO_WORD_SUBORDINATOR) {
            if (frame->participial || class == RO_WORD_CONJUNCTION ||
                ro_is_word(work, end - 1, "however"))
                frame->coordinated = true;
            goto shared;
        }
        ro_range phrase = ro_phrase_before(work, low, end);
        if (!ro_range_empty(phrase)) {
            frame->speaker = frame->core = phrase;
            frame->left = phrase.first;
            if (ro_class_of(work, phrase.first) == RO_WORD_RELATIVE && phrase.first > low) {
                uint32_t behind = phrase.first - 1;
                if (ro_class_of(work, behind) == RO_WORD_COMMA && behind > low) behind--;
                frame->antecedent = ro_phrase_before(work, low, behind + 1);
            }
        }
    }
shared:
    if (ro_range_empty(frame->speaker) && (frame->participial || frame->coordinated))
        ro_quoting_share_speaker(work, frame);
}

/* The speaker with all that stands between its core and the cue and belongs to it. */
static ro_range with_apposition(const ro_quoting *work, ro_range core, uint32_t cue) {
    uint32_t end = cue;
    while (end > core.end && !work->region_of[end - 1]) {
        ro_word_class class = ro_class_of(work, end - 1);
        if (class != RO_WORD_COMMA && class != RO_WORD_DASH && class != RO_WORD_ADVERB &&
            !ro_is_time(work, end - 1))
            break;
        end--;
    }
    if (end <= core.end || end - core.end > LONGEST_APPOSITION) return core;
    if (ro_class_of(work, core.end) == RO_WORD_COMMA && is_aside(work, core.end + 1)) return core;
    for (uint32_t i = core.end; i < end; i++) {
        ro_word_class class = ro_class_of(work, i);
        if (work->region_of[i] || class == RO_WORD_COLON || class == RO_WORD_STOP) return core;
    }
    return (ro_range){core.first, end};
}

/* Take the subject from the parse where the words beside the cue gave none. */
void ro_quoting_take_parsed_subject(const ro_quoting *work, ro_frame *frame) {
    bool own;
    if (!ro_range_empty(frame->core)) return;
    uint32_t subject = ro_parsed_subject(work, frame->verb, &own);
    if (subject == RO_NONE || subject >= frame->cue.first || work->region_of[subject]) return;
    frame->core = ro_phrase_around(work, subject, frame->cue.first);
    frame->shared = !own;
    frame->speaker = own ? with_apposition(work, frame->core, frame->cue.first) : frame->core;
    frame->left = own ? frame->core.first : frame->cue.first;
    frame->coordinated = frame->coordinated || ro_has_relation(work, frame->verb, "conj");
    frame->antecedent = (ro_range){0, 0};
    int32_t head = work->article->tokens.items[frame->verb].head;
    if (ro_class_of(work, subject) == RO_WORD_RELATIVE &&
        ro_has_relation(work, frame->verb, "acl") && head >= (int32_t)work->unit.first &&
        head < (int32_t)subject)
        frame->antecedent = ro_phrase_around(work, (uint32_t)head, subject);
}
