/* SPDX-License-Identifier: Apache-2.0 */
/** Attributions as they stand in the text: a cue, who speaks, to whom, when. */
#include "analyse/people/people_queries.h"
#include "analyse/quotes/quotes.h"

enum { LONGEST_GROUP = 8, LONGEST_ADJUNCT = 16 }; /* tokens */

static bool is_capital(const ro_quoting *work, uint32_t token) {
    return ro_is_upper(
        (unsigned char)work->article->text[work->article->tokens.items[token].span.start]);
}

/* A base form is a verb behind what agrees with it: "they say", "officials say",
 * "would say"; not "state media". */
static bool agrees(const ro_quoting *work, uint32_t before) {
    ro_str word = ro_token_str(work->article, before);
    switch (ro_class_of(work, before)) {
    case RO_WORD_NOMINAL:
    case RO_WORD_OCCASION: return word.p[word.n - 1] == 's' || ro_str_same(word, RO_STR("people"));
    case RO_WORD_QUANTIFIER: return ro_is_of_group(work, before, RO_GROUP_PLURAL_QUANTIFIER);
    case RO_WORD_PRONOUN:
    case RO_WORD_RELATIVE:
    case RO_WORD_TO:
    case RO_WORD_CONJUNCTION:
    case RO_WORD_AUXILIARY:
    case RO_WORD_MODAL:
    case RO_WORD_NEGATION:
    case RO_WORD_ADVERB:
    case RO_WORD_TIME: return true;
    default: return false;
    }
}

/* Whether a form that is tagged as a noun stands where a verb of speech closes a
 * quotation: “…,” Roe notes. */
static bool closes_quotation(const ro_quoting *work, uint32_t token, const ro_frame *frame) {
    if (!(frame->kinds & RO_CUE_QUOTE) || frame->form != RO_FORM_THIRD) return false;
    if (token < work->unit.first + 2 || token + 1 > work->unit.end) return false;
    bool end = token + 1 == work->unit.end || ro_class_of(work, token + 1) == RO_WORD_STOP;
    ro_range name = ro_phrase_before(work, work->unit.first, token);
    return end && !ro_range_empty(name) && name.first > work->unit.first &&
           work->region_of[name.first - 1];
}

/* Whether a form that can be a noun or an adjective stands as one. */
static bool is_verb_here(const ro_quoting *work, uint32_t token, const ro_frame *frame) {
    const ro_token *item = &work->article->tokens.items[token];
    if (frame->kinds & RO_CUE_SOURCE) return true;
    if (item->upos && item->upos != RO_UPOS_VERB && item->upos != RO_UPOS_AUX &&
        !(frame->kinds & RO_CUE_BARE) && !closes_quotation(work, token, frame))
        return false;
    if (token == work->unit.first) return true;
    if (item->span.start > 0 && work->article->text[item->span.start - 1] == '-') return false;
    if (is_capital(work, token) && !work->region_of[token - 1]) return false;
    if (frame->form == RO_FORM_BASE && !item->upos && !(frame->kinds & RO_CUE_BARE) &&
        !agrees(work, token - 1))
        return false;
    ro_word_class before = ro_class_of(work, token - 1);
    if (before == RO_WORD_DETERMINER || before == RO_WORD_GENITIVE) return false;
    if (frame->form == RO_FORM_GERUND || (frame->kinds & RO_CUE_BARE)) return true;
    if (before == RO_WORD_PREPOSITION || before == RO_WORD_OBJECT)
        return frame->form == RO_FORM_PAST && before == RO_WORD_OBJECT;
    return !(before == RO_WORD_QUANTIFIER && frame->form == RO_FORM_THIRD);
}

/* Take auxiliaries and adverbs before the verb into the cue. */
static void take_group(const ro_quoting *work, ro_frame *frame) {
    uint32_t i = frame->verb, low = work->unit.first;
    bool be = false, modal = false, first = true, perfect = false;
    while (i > low && frame->verb - i < LONGEST_GROUP && !work->region_of[i - 1]) {
        ro_word_class class = ro_class_of(work, i - 1);
        if (class == RO_WORD_BE) {
            be = be || (first && !perfect);
        } else if (class == RO_WORD_NEGATION) {
            frame->denied = true;
        } else if (class == RO_WORD_MODAL) {
            modal = true;
        } else if (class == RO_WORD_AUXILIARY) {
            perfect = true;
        } else if (class != RO_WORD_ADVERB) {
            break;
        }
        if (class == RO_WORD_BE || class == RO_WORD_AUXILIARY) first = false;
        i--;
    }
    bool participle = frame->form == RO_FORM_PAST || frame->form == RO_FORM_PARTICIPLE;
    frame->passive = be && participle;
    frame->participial = frame->form == RO_FORM_GERUND && !be;
    /* A modal tells what may be said, not what was. */
    frame->possible = modal;
    while (i < frame->verb && ro_class_of(work, i) == RO_WORD_ADVERB && ro_is_time(work, i)) i++;
    if (i > low && ro_class_of(work, i - 1) == RO_WORD_TO && frame->form == RO_FORM_BASE) {
        if (i - 1 > low && ro_is_of_group(work, i - 2, RO_GROUP_REFUSAL)) frame->denied = true;
        frame->participial = true;
        i--;
    }
    if (ro_is_word(work, i, "having")) frame->participial = true;
    frame->cue.first = i;
}

/* What may stand behind an adverb that belongs to the verb of speech: "said again
 * that", not "said there was". */
static bool may_follow_adjunct(const ro_quoting *work, uint32_t token) {
    switch (ro_class_of(work, token)) {
    case RO_WORD_COMMA:
    case RO_WORD_COLON:
    case RO_WORD_STOP:
    case RO_WORD_THAT:
    case RO_WORD_PREPOSITION:
    case RO_WORD_TIME: return true;
    default: return work->region_of[token] || work->time_of[token];
    }
}

/* Step right over adverbs, times and phrases such as "in a statement" or "at the
 * White House". */
static uint32_t skip_adjuncts(const ro_quoting *work, uint32_t at, ro_frame *frame) {
    uint32_t high = work->unit.end, start = at;
    while (at < high && at - start < LONGEST_ADJUNCT && !work->region_of[at]) {
        ro_word_class class = ro_class_of(work, at);
        if (ro_is_time(work, at) ||
            (class == RO_WORD_DAYPART && at > start && ro_is_time(work, at - 1))) {
            if (work->time_of[at] && frame->time == RO_NONE) frame->time = work->time_of[at] - 1;
            at++;
            continue;
        }
        if (class == RO_WORD_PREPOSITION && at + 1 < high && ro_is_time(work, at + 1)) {
            at++;
            continue;
        }
        if (class == RO_WORD_ADVERB && at + 1 < high && may_follow_adjunct(work, at + 1)) {
            at++;
            continue;
        }
        if (!ro_is_of_group(work, at, RO_GROUP_ADJUNCT)) break;
        ro_range phrase = ro_phrase_after(work, at + 1, high);
        if (ro_range_empty(phrase)) break;
        if (class == RO_WORD_TO && ro_is_nominal(work, phrase.first) &&
            !is_capital(work, phrase.first))
            break; /* an infinitive */
        bool occasion = false;
        for (uint32_t i = phrase.first; i < phrase.end; i++)
            occasion = occasion || ro_class_of(work, i) == RO_WORD_OCCASION;
        ro_word_class next = phrase.end < high ? ro_class_of(work, phrase.end) : RO_WORD_STOP;
        bool closed =
            next == RO_WORD_STOP || next == RO_WORD_COMMA || next == RO_WORD_THAT ||
            next == RO_WORD_COLON || next == RO_WORD_PREPOSITION || next == RO_WORD_TIME ||
            (phrase.end < high && (work->region_of[phrase.end] || ro_is_time(work, phrase.end)));
        if (!occasion && !closed) break;
        at = phrase.end;
    }
    return at;
}

static ro_after after_of(const ro_quoting *work, uint32_t at) {
    uint32_t high = work->unit.end;
    if (at >= high) return RO_AFTER_END;
    if (work->region_of[at]) return RO_AFTER_REGION;
    bool region = at + 1 < high && work->region_of[at + 1];
    switch (ro_class_of(work, at)) {
    case RO_WORD_COMMA: return region ? RO_AFTER_REGION : RO_AFTER_COMMA;
    case RO_WORD_COLON: return region ? RO_AFTER_REGION : RO_AFTER_COLON;
    case RO_WORD_STOP:
    case RO_WORD_DASH:
    case RO_WORD_OPEN:
    case RO_WORD_CLOSE:
    case RO_WORD_CONJUNCTION: return RO_AFTER_END;
    case RO_WORD_SUBORDINATOR: break;
    case RO_WORD_RELATIVE:
    case RO_WORD_THAT: return RO_AFTER_THAT;
    case RO_WORD_TO: return RO_AFTER_TO;
    default: return RO_AFTER_WORDS;
    }
    return ro_is_of_group(work, at, RO_GROUP_QUESTION) ? RO_AFTER_THAT : RO_AFTER_END;
}

/* Whether a clause begins at token: a verb form stands close behind. */
static bool begins_clause(const ro_quoting *work, uint32_t verb, uint32_t at) {
    uint32_t high = work->unit.end;
    if (ro_class_of(work, at) == RO_WORD_PRONOUN) return true;
    if (ro_dependent_after(work, verb, high, "ccomp") != RO_NONE) return true;
    for (uint32_t i = at; i < high && i - at < LONGEST_ADJUNCT; i++) {
        ro_word_class class = ro_class_of(work, i);
        if (class == RO_WORD_BE || class == RO_WORD_AUXILIARY || class == RO_WORD_MODAL)
            return i > at;
        if (class == RO_WORD_VERB) {
            uint16_t features = work->article->tokens.items[i].features;
            bool finite = (features & (RO_FEATURE_PAST | RO_FEATURE_PRESENT)) &&
                          !(features & RO_FEATURE_PARTICIPLE);
            if (finite && i > at) return true;
        }
        bool aside =
            class == RO_WORD_COMMA && i + 1 < high && ro_class_of(work, i + 1) == RO_WORD_RELATIVE;
        if (aside) return true; /* its subject goes on in a clause of its own */
        if (class == RO_WORD_COMMA || class == RO_WORD_STOP || class == RO_WORD_RELATIVE ||
            class == RO_WORD_THAT || class == RO_WORD_DASH)
            return false;
    }
    return false;
}

/* As ro_apposition_after, but a clause that attributes anew is not in apposition: "said
 * Roe, who noted that". */
static uint32_t apposition_of(const ro_quoting *work, uint32_t end, uint32_t high) {
    uint32_t value;
    bool anew = end + 2 < high && ro_class_of(work, end) == RO_WORD_COMMA &&
                ro_class_of(work, end + 1) == RO_WORD_RELATIVE &&
                ro_quoting_phrase(work, &work->rules->cues, end + 2, high, &value);
    return anew ? end : ro_apposition_after(work, end, high);
}

/* The speaker behind the cue: "…," said Ada Roe, a professor at Ulm. */
static void find_subject_after(const ro_quoting *work, ro_frame *frame) {
    uint32_t at = frame->cue.end, high = work->unit.end;
    ro_range phrase = ro_phrase_after(work, at, high);
    if (ro_range_empty(phrase) || ro_class_of(work, phrase.first) == RO_WORD_OBJECT) return;
    if (ro_is_time(work, phrase.first)) return;
    frame->core = frame->speaker = phrase;
    frame->speaker.end = apposition_of(work, phrase.end, high);
    frame->inverted = true;
    frame->left = frame->cue.first;
    frame->right = skip_adjuncts(work, frame->speaker.end, frame);
}

/* "quoted Ruiz as saying", "was reported as saying", "was quoted by CCTV as saying". */
static void relay(const ro_quoting *work, ro_frame *frame) {
    uint32_t high = work->unit.end, at = frame->cue.end;
    ro_range named = {at, at};
    if (frame->passive) {
        if (at < high && ro_is_word(work, at, "by")) {
            named = ro_phrase_after(work, at + 1, high);
            if (!ro_range_empty(named)) frame->via = named, at = named.end;
        }
        at = skip_adjuncts(work, at, frame);
    } else {
        named = ro_phrase_after(work, at, high);
        if (ro_range_empty(named)) return;
        at = named.end;
    }
    if (at >= high || !ro_is_word(work, at, "as")) return;
    uint32_t verb = at + 1;
    if (verb < high && ro_is_word(work, verb, "having")) verb++;
    uint32_t value;
    uint32_t length =
        verb < high ? ro_quoting_phrase(work, &work->rules->cues, verb, high, &value) : 0;
    if (!length) return;
    if (!frame->passive) {
        frame->via = frame->speaker;
        frame->speaker = frame->core = named;
        frame->cue.first = at + 1;
    }
    frame->passive = false;
    frame->participial = false;
    frame->kinds = work->rules->frames[value / 8];
    frame->cue.end = verb + length;
    frame->right = frame->cue.end;
}

/* Where they were told is no part of who was told: "reporters | at the White House". */
static ro_range hearer(const ro_quoting *work, ro_range phrase) {
    for (uint32_t i = phrase.first + 1; i < phrase.end; i++)
        if (ro_class_of(work, i) == RO_WORD_PREPOSITION && !ro_is_word(work, i, "of"))
            phrase.end = i;
    return phrase;
}

/* What stands behind the cue and before what it attributes. */
static void find_right(const ro_quoting *work, ro_frame *frame) {
    uint32_t high = work->unit.end;
    frame->right = frame->cue.end;
    if (!frame->passive && (frame->kinds & RO_CUE_ADDRESSEE) && frame->right < high) {
        ro_range phrase = ro_phrase_after(work, frame->right, high);
        if (!ro_range_empty(phrase)) {
            frame->addressee = hearer(work, phrase);
            frame->right = frame->addressee.end;
        }
    } else if (frame->right + 1 < high && ro_is_word(work, frame->right, "to")) {
        ro_range phrase = ro_phrase_after(work, frame->right + 1, high);
        if (!ro_range_empty(phrase) && (frame->kinds & RO_CUE_BARE)) {
            frame->addressee = hearer(work, phrase);
            frame->right = frame->addressee.end;
        }
    }
    if (frame->kinds & (RO_CUE_QUOTE | RO_CUE_CLAUSE | RO_CUE_THAT))
        frame->right = skip_adjuncts(work, frame->right, frame);
}

/* Who does what a passive tells: "was described by critics as". */
static ro_range agent(const ro_quoting *work, const ro_frame *frame) {
    uint32_t at = frame->cue.end;
    if (at < work->unit.end && ro_is_word(work, at, "by"))
        return ro_phrase_after(work, at + 1, work->unit.end);
    return (ro_range){at, at};
}

/* Whether the verb stands behind a quotation or a comma, so that its speaker may
 * follow it. */
static bool may_invert(const ro_quoting *work, const ro_frame *frame) {
    if (!(frame->kinds & RO_CUE_QUOTE) || frame->participial || frame->passive) return false;
    uint32_t first = frame->cue.first;
    if (first == work->unit.first) return false;
    return work->region_of[first - 1] || ro_class_of(work, first - 1) == RO_WORD_COMMA;
}

static void add_source_phrase(ro_quoting *work, ro_frame *frame) {
    uint32_t high = work->unit.end;
    frame->left = frame->cue.first;
    frame->core = frame->speaker = ro_phrase_after(work, frame->cue.end, high);
    if (ro_range_empty(frame->speaker)) {
        frame->denied = true;
        return;
    }
    frame->speaker.end = apposition_of(work, frame->core.end, high);
    uint32_t end = frame->speaker.end;
    /* "according to X, Y did Z": only what ends in a mark is in apposition. */
    if (end > frame->core.end && (frame->left == work->unit.first ||
                                  (end < high && ro_class_of(work, end) != RO_WORD_COMMA &&
                                   ro_class_of(work, end) != RO_WORD_STOP)))
        frame->speaker.end = frame->core.end;
    frame->right = skip_adjuncts(work, frame->speaker.end, frame);
    frame->after = after_of(work, frame->right);
}

/* Build the frame of a verb; low is where the frame before it ends. */
static void fill_frame(ro_quoting *work, ro_frame *frame, uint32_t low) {
    frame->time = RO_NONE;
    frame->outer = RO_NONE;
    frame->right = frame->cue.end;
    if (frame->kinds & RO_CUE_SOURCE) {
        add_source_phrase(work, frame);
        return;
    }
    take_group(work, frame);
    if (frame->cue.end < work->unit.end && (frame->kinds & RO_CUE_AS) &&
        ro_is_word(work, frame->cue.end, "as") && !(frame->kinds & RO_CUE_RELAY))
        frame->cue.end++;
    ro_quoting_find_subject(work, low, frame);
    if (!(frame->kinds & RO_CUE_RELAY)) ro_quoting_take_parsed_subject(work, frame);
    if (ro_range_empty(frame->speaker) && may_invert(work, frame)) find_subject_after(work, frame);
    if (!frame->inverted) find_right(work, frame);
    if (frame->passive && !(frame->kinds & (RO_CUE_ADDRESSEE | RO_CUE_RELAY)))
        frame->speaker = frame->core = agent(work, frame);
    if (frame->passive && (frame->kinds & RO_CUE_ADDRESSEE)) {
        /* "Roe was asked: “…?”" names who heard it. */
        frame->addressee = frame->speaker;
        frame->speaker = frame->core = (ro_range){0, 0};
    }
    if (!ro_range_empty(frame->speaker) &&
        ro_is_of_group(work, frame->speaker.first, RO_GROUP_NOBODY))
        frame->denied = true;
    if (frame->kinds & RO_CUE_RELAY) {
        relay(work, frame);
        if (!ro_range_empty(frame->via) || frame->right == frame->cue.end) find_right(work, frame);
    }
    if (!ro_range_empty(frame->addressee) && frame->right + 1 < work->unit.end &&
        ro_class_of(work, frame->right) == RO_WORD_COMMA &&
        ro_class_of(work, frame->right + 1) == RO_WORD_THAT)
        frame->right++;
    frame->after = after_of(work, frame->right);
    if (frame->after == RO_AFTER_WORDS && !(frame->kinds & RO_CUE_BARE) &&
        !(frame->kinds & (RO_CUE_OBJECT | RO_CUE_AS | RO_CUE_OF)) &&
        !begins_clause(work, frame->verb, frame->right))
        frame->kinds &= (uint16_t)~RO_CUE_CLAUSE;
}

/* "Ruiz: “…”"; and, of somebody known, "Ruiz: talks have failed". */
static void add_colon(ro_quoting *work, uint32_t colon) {
    uint32_t low = work->unit.first;
    ro_range phrase = ro_phrase_after(work, low, colon);
    if (ro_range_empty(phrase) || phrase.end != colon || colon + 1 >= work->unit.end) return;
    bool region = work->region_of[colon + 1];
    if (!region) {
        uint32_t entity = ro_span_entity(work->article, ro_range_span(work, phrase));
        if (!ro_entity_is_person(work->article, entity) || !work->unit.leads) return;
    }
    ro_frame *frame = RO_PUSH(&work->scratch, &work->frames);
    if (!frame) return;
    *frame = (ro_frame){.cue = {colon, colon + 1},
                        .verb = colon,
                        .kinds = RO_CUE_QUOTE,
                        .speaker = phrase,
                        .core = phrase,
                        .left = low,
                        .right = colon,
                        .time = RO_NONE,
                        .after = region ? RO_AFTER_REGION : RO_AFTER_COLON,
                        .outer = RO_NONE};
}

void ro_quoting_find_frames(ro_quoting *work) {
    uint32_t low = work->unit.first;
    bool colon = false;
    work->frames.count = 0;
    for (uint32_t i = work->unit.first; i < work->unit.end; i++) {
        if (work->region_of[i]) {
            ro_region *region = &work->regions.items[work->region_of[i] - 1];
            if (region->first == i) region->frames_before = work->frames.count;
            continue;
        }
        if (!colon && ro_class_of(work, i) == RO_WORD_COLON && work->frames.count == 0) {
            colon = true;
            add_colon(work, i);
        }
        uint32_t value = 0;
        uint32_t length = ro_quoting_phrase(work, &work->rules->cues, i, work->unit.end, &value);
        if (!length) continue;
        ro_frame frame = {.cue = {i, i + length},
                          .verb = i,
                          .kinds = work->rules->frames[value / 8],
                          .form = (ro_verb_form)(value % 8)};
        if (!is_verb_here(work, i, &frame)) continue;
        fill_frame(work, &frame, low);
        if (!RO_APPEND(&work->scratch, &work->frames, frame)) return;
        bool source = frame.kinds & RO_CUE_SOURCE && !ro_range_empty(frame.core);
        low = source ? frame.core.end : frame.cue.end;
        i = low > i ? low - 1 : i;
    }
}
