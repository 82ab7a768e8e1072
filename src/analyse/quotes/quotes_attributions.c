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
    case RO_CLASS_NOMINAL:
    case RO_CLASS_OCCASION: return word.p[word.n - 1] == 's' || ro_str_same(word, RO_STR("people"));
    case RO_CLASS_QUANTIFIER: return ro_is_of_group(work, before, RO_GROUP_PLURAL_QUANTIFIER);
    case RO_CLASS_PRONOUN:
    case RO_CLASS_RELATIVE:
    case RO_CLASS_TO:
    case RO_CLASS_CONJUNCTION:
    case RO_CLASS_AUXILIARY:
    case RO_CLASS_MODAL:
    case RO_CLASS_NEGATION:
    case RO_CLASS_ADVERB:
    case RO_CLASS_TIME: return true;
    default: return false;
    }
}

/* Whether a form that is tagged as a noun stands where a verb of speech closes a
 * quotation: “…,” Roe notes. */
static bool closes_quotation(const ro_quoting *work, uint32_t token,
                             const ro_attribution *attribution) {
    if (!(attribution->kinds & RO_CUE_QUOTE) || attribution->form != RO_VERB_THIRD) return false;
    if (token < work->unit.first + 2 || token + 1 > work->unit.end) return false;
    bool end = token + 1 == work->unit.end || ro_class_of(work, token + 1) == RO_CLASS_STOP;
    ro_range name = ro_phrase_before(work, work->unit.first, token);
    return end && !ro_range_empty(name) && name.first > work->unit.first &&
           work->region_of[name.first - 1];
}

/* Whether a form that can be a noun or an adjective stands as one. */
static bool is_verb_here(const ro_quoting *work, uint32_t token,
                         const ro_attribution *attribution) {
    const ro_token *item = &work->article->tokens.items[token];
    if (attribution->kinds & RO_CUE_SOURCE) return true;
    if (item->upos && item->upos != RO_UPOS_VERB && item->upos != RO_UPOS_AUX &&
        !(attribution->kinds & RO_CUE_BARE) && !closes_quotation(work, token, attribution))
        return false;
    if (token == work->unit.first) return true;
    if (item->span.start > 0 && work->article->text[item->span.start - 1] == '-') return false;
    if (is_capital(work, token) && !work->region_of[token - 1]) return false;
    if (attribution->form == RO_VERB_BASE && !item->upos && !(attribution->kinds & RO_CUE_BARE) &&
        !agrees(work, token - 1))
        return false;
    ro_word_class before = ro_class_of(work, token - 1);
    if (before == RO_CLASS_DETERMINER || before == RO_CLASS_GENITIVE) return false;
    if (attribution->form == RO_VERB_GERUND || (attribution->kinds & RO_CUE_BARE)) return true;
    if (before == RO_CLASS_PREPOSITION || before == RO_CLASS_OBJECT)
        return attribution->form == RO_VERB_PAST && before == RO_CLASS_OBJECT;
    return !(before == RO_CLASS_QUANTIFIER && attribution->form == RO_VERB_THIRD);
}

/* Take auxiliaries and adverbs before the verb into the cue. */
static void take_group(const ro_quoting *work, ro_attribution *attribution) {
    uint32_t i = attribution->verb, low = work->unit.first;
    bool be = false, modal = false, first = true, perfect = false;
    while (i > low && attribution->verb - i < LONGEST_GROUP && !work->region_of[i - 1]) {
        ro_word_class class = ro_class_of(work, i - 1);
        if (class == RO_CLASS_BE) {
            be = be || (first && !perfect);
        } else if (class == RO_CLASS_NEGATION) {
            attribution->denied = true;
        } else if (class == RO_CLASS_MODAL) {
            modal = true;
        } else if (class == RO_CLASS_AUXILIARY) {
            perfect = true;
        } else if (class != RO_CLASS_ADVERB) {
            break;
        }
        if (class == RO_CLASS_BE || class == RO_CLASS_AUXILIARY) first = false;
        i--;
    }
    bool participle = attribution->form == RO_VERB_PAST || attribution->form == RO_VERB_PARTICIPLE;
    attribution->passive = be && participle;
    attribution->participial = attribution->form == RO_VERB_GERUND && !be;
    /* A modal tells what may be said, not what was. */
    attribution->possible = modal;
    while (i < attribution->verb && ro_class_of(work, i) == RO_CLASS_ADVERB && ro_is_time(work, i))
        i++;
    if (i > low && ro_class_of(work, i - 1) == RO_CLASS_TO && attribution->form == RO_VERB_BASE) {
        if (i - 1 > low && ro_is_of_group(work, i - 2, RO_GROUP_REFUSAL))
            attribution->denied = true;
        attribution->participial = true;
        i--;
    }
    if (ro_is_word(work, i, "having")) attribution->participial = true;
    attribution->cue.first = i;
}

/* What may stand behind an adverb that belongs to the verb of speech: "said again
 * that", not "said there was". */
static bool may_follow_adjunct(const ro_quoting *work, uint32_t token) {
    switch (ro_class_of(work, token)) {
    case RO_CLASS_COMMA:
    case RO_CLASS_COLON:
    case RO_CLASS_STOP:
    case RO_CLASS_THAT:
    case RO_CLASS_PREPOSITION:
    case RO_CLASS_TIME: return true;
    default: return work->region_of[token] || work->time_of[token];
    }
}

/* Step right over adverbs, times and phrases such as "in a statement" or "at the
 * White House". */
static uint32_t skip_adjuncts(const ro_quoting *work, uint32_t at, ro_attribution *attribution) {
    uint32_t high = work->unit.end, start = at;
    while (at < high && at - start < LONGEST_ADJUNCT && !work->region_of[at]) {
        ro_word_class class = ro_class_of(work, at);
        if (ro_is_time(work, at) ||
            (class == RO_CLASS_DAYPART && at > start && ro_is_time(work, at - 1))) {
            if (work->time_of[at] && attribution->time == RO_NONE)
                attribution->time = work->time_of[at] - 1;
            at++;
            continue;
        }
        if (class == RO_CLASS_PREPOSITION && at + 1 < high && ro_is_time(work, at + 1)) {
            at++;
            continue;
        }
        if (class == RO_CLASS_ADVERB && at + 1 < high && may_follow_adjunct(work, at + 1)) {
            at++;
            continue;
        }
        if (!ro_is_of_group(work, at, RO_GROUP_ADJUNCT)) break;
        ro_range phrase = ro_phrase_after(work, at + 1, high);
        if (ro_range_empty(phrase)) break;
        if (class == RO_CLASS_TO && ro_is_nominal(work, phrase.first) &&
            !is_capital(work, phrase.first))
            break; /* an infinitive */
        bool occasion = false;
        for (uint32_t i = phrase.first; i < phrase.end; i++)
            occasion = occasion || ro_class_of(work, i) == RO_CLASS_OCCASION;
        ro_word_class next = phrase.end < high ? ro_class_of(work, phrase.end) : RO_CLASS_STOP;
        bool closed =
            next == RO_CLASS_STOP || next == RO_CLASS_COMMA || next == RO_CLASS_THAT ||
            next == RO_CLASS_COLON || next == RO_CLASS_PREPOSITION || next == RO_CLASS_TIME ||
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
    case RO_CLASS_COMMA: return region ? RO_AFTER_REGION : RO_AFTER_COMMA;
    case RO_CLASS_COLON: return region ? RO_AFTER_REGION : RO_AFTER_COLON;
    case RO_CLASS_STOP:
    case RO_CLASS_DASH:
    case RO_CLASS_OPEN:
    case RO_CLASS_CLOSE:
    case RO_CLASS_CONJUNCTION: return RO_AFTER_END;
    case RO_CLASS_SUBORDINATOR: break;
    case RO_CLASS_RELATIVE:
    case RO_CLASS_THAT: return RO_AFTER_THAT;
    case RO_CLASS_TO: return RO_AFTER_TO;
    default: return RO_AFTER_WORDS;
    }
    return ro_is_of_group(work, at, RO_GROUP_QUESTION) ? RO_AFTER_THAT : RO_AFTER_END;
}

/* Whether a clause begins at token: a verb form stands close behind. */
static bool begins_clause(const ro_quoting *work, uint32_t verb, uint32_t at) {
    uint32_t high = work->unit.end;
    if (ro_class_of(work, at) == RO_CLASS_PRONOUN) return true;
    if (ro_dependent_after(work, verb, high, "ccomp") != RO_NONE) return true;
    for (uint32_t i = at; i < high && i - at < LONGEST_ADJUNCT; i++) {
        ro_word_class class = ro_class_of(work, i);
        if (class == RO_CLASS_BE || class == RO_CLASS_AUXILIARY || class == RO_CLASS_MODAL)
            return i > at;
        if (class == RO_CLASS_VERB) {
            uint16_t features = work->article->tokens.items[i].features;
            bool finite = (features & (RO_FEATURE_PAST | RO_FEATURE_PRESENT)) &&
                          !(features & RO_FEATURE_PARTICIPLE);
            if (finite && i > at) return true;
        }
        bool aside = class == RO_CLASS_COMMA && i + 1 < high &&
                     ro_class_of(work, i + 1) == RO_CLASS_RELATIVE;
        if (aside) return true; /* its subject goes on in a clause of its own */
        if (class == RO_CLASS_COMMA || class == RO_CLASS_STOP || class == RO_CLASS_RELATIVE ||
            class == RO_CLASS_THAT || class == RO_CLASS_DASH)
            return false;
    }
    return false;
}

/* As ro_apposition_after, but a clause that attributes anew is not in apposition: "said
 * Roe, who noted that". */
static uint32_t apposition_of(const ro_quoting *work, uint32_t end, uint32_t high) {
    uint32_t value;
    bool anew = end + 2 < high && ro_class_of(work, end) == RO_CLASS_COMMA &&
                ro_class_of(work, end + 1) == RO_CLASS_RELATIVE &&
                ro_quoting_phrase(work, &work->rules->cues, end + 2, high, &value);
    return anew ? end : ro_apposition_after(work, end, high);
}

/* The speaker behind the cue: "…," said Ada Roe, a professor at Ulm. */
static void find_subject_after(const ro_quoting *work, ro_attribution *attribution) {
    uint32_t at = attribution->cue.end, high = work->unit.end;
    ro_range phrase = ro_phrase_after(work, at, high);
    if (ro_range_empty(phrase) || ro_class_of(work, phrase.first) == RO_CLASS_OBJECT) return;
    if (ro_is_time(work, phrase.first)) return;
    attribution->core = attribution->speaker = phrase;
    attribution->speaker.end = apposition_of(work, phrase.end, high);
    attribution->inverted = true;
    attribution->left = attribution->cue.first;
    attribution->right = skip_adjuncts(work, attribution->speaker.end, attribution);
}

/* "quoted Ruiz as saying", "was reported as saying", "was quoted by CCTV as saying". */
static void relay(const ro_quoting *work, ro_attribution *attribution) {
    uint32_t high = work->unit.end, at = attribution->cue.end;
    ro_range named = {at, at};
    if (attribution->passive) {
        if (at < high && ro_is_word(work, at, "by")) {
            named = ro_phrase_after(work, at + 1, high);
            if (!ro_range_empty(named)) attribution->via = named, at = named.end;
        }
        at = skip_adjuncts(work, at, attribution);
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
    if (!attribution->passive) {
        attribution->via = attribution->speaker;
        attribution->speaker = attribution->core = named;
        attribution->cue.first = at + 1;
    }
    attribution->passive = false;
    attribution->participial = false;
    attribution->kinds = work->rules->patterns[value / 8];
    attribution->cue.end = verb + length;
    attribution->right = attribution->cue.end;
}

/* Where they were told is no part of who was told: "reporters | at the White House". */
static ro_range hearer(const ro_quoting *work, ro_range phrase) {
    for (uint32_t i = phrase.first + 1; i < phrase.end; i++)
        if (ro_class_of(work, i) == RO_CLASS_PREPOSITION && !ro_is_word(work, i, "of"))
            phrase.end = i;
    return phrase;
}

/* What stands behind the cue and before what it attributes. */
static void find_right(const ro_quoting *work, ro_attribution *attribution) {
    uint32_t high = work->unit.end;
    attribution->right = attribution->cue.end;
    if (!attribution->passive && (attribution->kinds & RO_CUE_ADDRESSEE) &&
        attribution->right < high) {
        ro_range phrase = ro_phrase_after(work, attribution->right, high);
        if (!ro_range_empty(phrase)) {
            attribution->addressee = hearer(work, phrase);
            attribution->right = attribution->addressee.end;
        }
    } else if (attribution->right + 1 < high && ro_is_word(work, attribution->right, "to")) {
        ro_range phrase = ro_phrase_after(work, attribution->right + 1, high);
        if (!ro_range_empty(phrase) && (attribution->kinds & RO_CUE_BARE)) {
            attribution->addressee = hearer(work, phrase);
            attribution->right = attribution->addressee.end;
        }
    }
    if (attribution->kinds & (RO_CUE_QUOTE | RO_CUE_CLAUSE | RO_CUE_THAT))
        attribution->right = skip_adjuncts(work, attribution->right, attribution);
}

/* Who does what a passive tells: "was described by critics as". */
static ro_range agent(const ro_quoting *work, const ro_attribution *attribution) {
    uint32_t at = attribution->cue.end;
    if (at < work->unit.end && ro_is_word(work, at, "by"))
        return ro_phrase_after(work, at + 1, work->unit.end);
    return (ro_range){at, at};
}

/* Whether the verb stands behind a quotation or a comma, so that its speaker may
 * follow it. */
static bool may_invert(const ro_quoting *work, const ro_attribution *attribution) {
    if (!(attribution->kinds & RO_CUE_QUOTE) || attribution->participial || attribution->passive)
        return false;
    uint32_t first = attribution->cue.first;
    if (first == work->unit.first) return false;
    return work->region_of[first - 1] || ro_class_of(work, first - 1) == RO_CLASS_COMMA;
}

/* Whether nothing but a phrase stands behind the verb and its comma: "…, says union". The parse
 * of a headline takes that for its object. */
static bool closes_inverted(const ro_quoting *work, const ro_attribution *attribution) {
    uint32_t end = ro_phrase_after(work, attribution->cue.end, work->unit.end).end;
    if (!may_invert(work, attribution) || end == attribution->cue.end) return false;
    end = apposition_of(work, end, work->unit.end);
    return end == work->unit.end || ro_class_of(work, end) == RO_CLASS_STOP;
}

static void add_source_phrase(ro_quoting *work, ro_attribution *attribution) {
    uint32_t high = work->unit.end;
    attribution->left = attribution->cue.first;
    attribution->core = attribution->speaker = ro_phrase_after(work, attribution->cue.end, high);
    if (ro_range_empty(attribution->speaker)) {
        attribution->denied = true;
        return;
    }
    attribution->speaker.end = apposition_of(work, attribution->core.end, high);
    uint32_t end = attribution->speaker.end;
    /* "according to X, Y did Z": only what ends in a mark is in apposition. */
    if (end > attribution->core.end && (attribution->left == work->unit.first ||
                                        (end < high && ro_class_of(work, end) != RO_CLASS_COMMA &&
                                         ro_class_of(work, end) != RO_CLASS_STOP)))
        attribution->speaker.end = attribution->core.end;
    attribution->right = skip_adjuncts(work, attribution->speaker.end, attribution);
    attribution->after = after_of(work, attribution->right);
}

/* Build the attribution of a verb; low is where the attribution before it ends. */
static void fill_attribution(ro_quoting *work, ro_attribution *attribution, uint32_t low) {
    attribution->time = RO_NONE;
    attribution->outer = RO_NONE;
    attribution->right = attribution->cue.end;
    if (attribution->kinds & RO_CUE_SOURCE) {
        add_source_phrase(work, attribution);
        return;
    }
    take_group(work, attribution);
    if (attribution->cue.end < work->unit.end && (attribution->kinds & RO_CUE_AS) &&
        ro_is_word(work, attribution->cue.end, "as") && !(attribution->kinds & RO_CUE_RELAY))
        attribution->cue.end++;
    ro_quoting_find_subject(work, low, attribution);
    if (!(attribution->kinds & RO_CUE_RELAY) && !closes_inverted(work, attribution))
        ro_quoting_take_parsed_subject(work, attribution);
    if (ro_range_empty(attribution->speaker) && may_invert(work, attribution))
        find_subject_after(work, attribution);
    if (!attribution->inverted) find_right(work, attribution);
    if (attribution->passive && !(attribution->kinds & (RO_CUE_ADDRESSEE | RO_CUE_RELAY)))
        attribution->speaker = attribution->core = agent(work, attribution);
    if (attribution->passive && (attribution->kinds & RO_CUE_ADDRESSEE)) {
        /* "Roe was asked: “…?”" names who heard it. */
        attribution->addressee = attribution->speaker;
        attribution->speaker = attribution->core = (ro_range){0, 0};
    }
    if (!ro_range_empty(attribution->speaker) &&
        ro_is_of_group(work, attribution->speaker.first, RO_GROUP_NOBODY))
        attribution->denied = true;
    if (attribution->kinds & RO_CUE_RELAY) {
        relay(work, attribution);
        if (!ro_range_empty(attribution->via) || attribution->right == attribution->cue.end)
            find_right(work, attribution);
    }
    if (!ro_range_empty(attribution->addressee) && attribution->right + 1 < work->unit.end &&
        ro_class_of(work, attribution->right) == RO_CLASS_COMMA &&
        ro_class_of(work, attribution->right + 1) == RO_CLASS_THAT)
        attribution->right++;
    attribution->after = after_of(work, attribution->right);
    if (attribution->after == RO_AFTER_WORDS && !(attribution->kinds & RO_CUE_BARE) &&
        !(attribution->kinds & (RO_CUE_OBJECT | RO_CUE_AS | RO_CUE_OF)) &&
        !begins_clause(work, attribution->verb, attribution->right))
        attribution->kinds &= (uint16_t)~RO_CUE_CLAUSE;
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
    ro_attribution *attribution = RO_PUSH(&work->scratch, &work->attributions);
    if (!attribution) return;
    *attribution = (ro_attribution){.cue = {colon, colon + 1},
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

void ro_quoting_find_attributions(ro_quoting *work) {
    uint32_t low = work->unit.first;
    bool colon = false;
    work->attributions.count = 0;
    for (uint32_t i = work->unit.first; i < work->unit.end; i++) {
        if (work->region_of[i]) {
            ro_region *region = &work->regions.items[work->region_of[i] - 1];
            if (region->first == i) region->attributions_before = work->attributions.count;
            continue;
        }
        if (!colon && ro_class_of(work, i) == RO_CLASS_COLON && work->attributions.count == 0) {
            colon = true;
            add_colon(work, i);
        }
        uint32_t value = 0;
        uint32_t length = ro_quoting_phrase(work, &work->rules->cues, i, work->unit.end, &value);
        if (!length) continue;
        ro_attribution attribution = {.cue = {i, i + length},
                                      .verb = i,
                                      .kinds = work->rules->patterns[value / 8],
                                      .form = (ro_verb_form)(value % 8)};
        if (!is_verb_here(work, i, &attribution)) continue;
        fill_attribution(work, &attribution, low);
        if (!RO_APPEND(&work->scratch, &work->attributions, attribution)) return;
        bool source = attribution.kinds & RO_CUE_SOURCE && !ro_range_empty(attribution.core);
        low = source ? attribution.core.end : attribution.cue.end;
        i = low > i ? low - 1 : i;
    }
}
