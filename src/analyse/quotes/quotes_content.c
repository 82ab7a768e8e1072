/* SPDX-License-Identifier: Apache-2.0 */
/** Which words each attribution attributes. */
#include "analyse/people/people_queries.h"
#include "analyse/quotes/quotes.h"

/* Tokens of an opening phrase or an object ("the minister of trade and industry"); what is longer
 * is a clause of its own. */
enum { SHORT_LEAD = 12 };

static ro_region *region_at(ro_quoting *work, uint32_t token) {
    uint32_t number = work->region_of[token];
    return number ? &work->regions.items[number - 1] : NULL;
}

/* The attribution that governs the region closely ("called it “…”"), or RO_NONE. */
static uint32_t governor_of(const ro_quoting *work, const ro_region *region) {
    for (uint32_t j = region->attributions_before;
         j-- > 0 && region->attributions_before - j < 4;) {
        const ro_attribution *attribution = &work->attributions.items[j];
        bool near = attribution->kinds & (RO_CUE_OBJECT | RO_CUE_AS | RO_CUE_OF);
        if (attribution->done || attribution->denied || !near) continue;
        if (ro_range_empty(attribution->speaker) && !attribution->passive) continue;
        if (attribution->cue.end <= region->first &&
            region->first - attribution->cue.end <= RO_LONGEST_REACH)
            return j;
    }
    return RO_NONE;
}

typedef RO_ARRAY(ro_span) span_array;

/* The quoted words within [first, end) that are nobody else's. */
static void take_regions(ro_quoting *work, uint32_t first, uint32_t end, uint32_t attribution,
                         span_array *parts) {
    for (uint32_t i = first; i < end; i++) {
        ro_region *region = region_at(work, i);
        if (!region) continue;
        uint32_t governor = governor_of(work, region);
        bool other = governor != RO_NONE && governor != attribution;
        if (!region->used && !region->title && !other) {
            region->used = true;
            RO_APPEND(&work->article->arena, parts, region->words);
        }
        if (region->end > i) i = region->end - 1;
    }
}

static ro_span tokens_span(const ro_quoting *work, uint32_t first, uint32_t end) {
    ro_span span = ro_range_span(work, (ro_range){first, end});
    return span;
}

/* Emit what lies in [first, end) as what the attribution attributes: mixed where it holds
 * quoted words, else indirect. */
static void emit_clause(ro_quoting *work, uint32_t index, uint32_t first, uint32_t end) {
    ro_attribution *attribution = &work->attributions.items[index];
    end = ro_without_stop(work, first, end);
    if (first >= end) return;
    ro_span span = tokens_span(work, first, end);
    uint32_t bare = first;
    if (bare + 1 < end && !work->region_of[bare] && ro_is_word(work, bare, "that")) bare++;
    span_array parts = {0};
    take_regions(work, first, end, index, &parts);
    ro_quote_kind kind = parts.count ? RO_QUOTE_MIXED : RO_QUOTE_INDIRECT;
    if (!parts.count) RO_APPEND(&work->article->arena, &parts, tokens_span(work, bare, end));
    attribution->done = true;
    ro_quoting_emit(work, kind, span, parts.items, parts.count, attribution);
}

static bool begins_sentence(const ro_quoting *work, const ro_region *region) {
    const char *p = work->article->text + region->words.start;
    while (*p && strchr("([.…'‘ ", *p) && *p) p++;
    unsigned length;
    return ro_code_is_upper(ro_utf8_decode(p, p + 4, &length));
}

/* The regions of one direct quotation. */
typedef struct direct {
    span_array parts;
    ro_span span;
    const ro_region *first, *last;
} direct;

/* Take the regions that follow each other from token at on; the token behind them. */
static uint32_t take_direct(ro_quoting *work, uint32_t at, uint32_t end, direct *taken) {
    while (at < end) {
        ro_region *region = region_at(work, at);
        if (!region || region->used) break;
        region->used = true;
        RO_APPEND(&work->article->arena, &taken->parts, region->words);
        if (!taken->first) {
            taken->first = region;
            taken->span = region->marks;
        }
        taken->last = region;
        taken->span.end = region->marks.end;
        at = region->end;
    }
    return at;
}

static void emit_direct(ro_quoting *work, const direct *taken, const ro_attribution *attribution) {
    const span_array *parts = &taken->parts;
    if (ro_quoting_resumes(work, taken->first))
        ro_quoting_extend(work, taken->span, parts->items, parts->count, attribution);
    else
        ro_quoting_emit(work, RO_QUOTE_DIRECT, taken->span, parts->items, parts->count,
                        attribution);
    work->unfinished = taken->last->open_ended;
}

/* "…," she said. Return the token behind what was used, or 0 where the attribution does
 * not close a quotation. */
static uint32_t attribute_left_region(ro_quoting *work, uint32_t index, uint32_t consumed) {
    ro_attribution *attribution = &work->attributions.items[index];
    uint32_t end = attribution->left;
    while (end > consumed && !work->region_of[end - 1] &&
           (ro_class_of(work, end - 1) == RO_CLASS_COMMA ||
            ro_class_of(work, end - 1) == RO_CLASS_DASH))
        end--;
    ro_region *last = end > consumed ? region_at(work, end - 1) : NULL;
    if (!last || last->used || ro_range_empty(attribution->speaker)) return 0;
    if (attribution->coordinated || attribution->participial || attribution->passive) return 0;
    if (!(attribution->kinds & (RO_CUE_QUOTE | RO_CUE_CLAUSE | RO_CUE_SOURCE))) return 0;
    if (attribution->after == RO_AFTER_THAT || attribution->after == RO_AFTER_WORDS) {
        char mark = work->article->text[last->words.end - 1];
        bool comma = mark == ',' || attribution->left > end;
        if (!attribution->inverted && !comma) return 0;
    }
    attribution->done = true;
    uint32_t first = last->first;
    while (first > consumed && region_at(work, first - 1) && !region_at(work, first - 1)->used)
        first = region_at(work, first - 1)->first;
    uint32_t right = attribution->right;
    uint32_t lead = first;
    while (lead > consumed && !work->region_of[lead - 1] &&
           (ro_class_of(work, lead - 1) == RO_CLASS_COLON ||
            ro_class_of(work, lead - 1) == RO_CLASS_STOP))
        lead--;
    bool whole = lead == consumed || (lead < first && begins_sentence(work, last));
    if (!whole) {
        emit_clause(work, index, consumed, end);
        return right;
    }
    direct taken = {0};
    take_direct(work, first, end, &taken);
    if (attribution->after == RO_AFTER_REGION) { /* "A," she said, "b." goes on */
        uint32_t next = right;
        while (next < work->unit.end && !work->region_of[next]) next++;
        right = take_direct(work, next, work->unit.end, &taken);
    }
    emit_direct(work, &taken, attribution);
    return right;
}

/* Whether the speaker is one that can speak. */
static bool names_somebody(const ro_quoting *work, const ro_attribution *attribution) {
    if (ro_range_empty(attribution->core)) return false;
    if (ro_class_of(work, attribution->core.first) == RO_CLASS_PRONOUN) return true;
    ro_who who = ro_quoting_who(work, attribution->speaker, attribution->core);
    return ro_entity_may_speak(work->article, who.entity);
}

/* Whether a verb follows at once: what the speaker said it of stands before ("a visit
 * sources said was planned"), and so may part of what looks like the speaker. */
static bool lacks_subject(const ro_quoting *work, const ro_attribution *attribution) {
    switch (ro_class_of(work, attribution->right)) {
    case RO_CLASS_BE:
    case RO_CLASS_AUXILIARY:
    case RO_CLASS_MODAL:
    case RO_CLASS_VERB: return !names_somebody(work, attribution);
    default: return false;
    }
}

/* Whether an object and what is said of it follow: accused Paris of delay, described
 * the plan as weak, urged both sides to talk. */
static bool has_predicate(const ro_quoting *work, const ro_attribution *attribution) {
    uint32_t at = attribution->right, high = work->unit.end;
    if (ro_is_word(work, attribution->cue.end - 1, "as")) return attribution->kinds & RO_CUE_AS;
    ro_range object = ro_phrase_after(work, at, high);
    if (ro_range_empty(object)) return false;
    for (uint32_t i = object.first + 1;
         i < high && i <= object.end + 1 && i < object.first + SHORT_LEAD; i++) {
        if ((attribution->kinds & RO_CUE_AS) && ro_is_word(work, i, "as")) return true;
        if ((attribution->kinds & RO_CUE_OF) && ro_class_of(work, i) == RO_CLASS_PREPOSITION &&
            (ro_is_word(work, i, "of") || ro_is_word(work, i, "for") ||
             ro_is_word(work, i, "over")))
            return true;
        if ((attribution->kinds & RO_CUE_INFINITIVE) && i >= object.end &&
            ro_is_word(work, i, "to"))
            return true;
    }
    return false;
}

/* Whether the attribution may attribute what follows it. */
static bool takes_right(const ro_quoting *work, const ro_attribution *attribution) {
    if (attribution->denied || attribution->possible || attribution->inverted) return false;
    if (attribution->kinds & RO_CUE_SOURCE)
        return attribution->left == work->unit.first && attribution->after == RO_AFTER_COMMA;
    bool asked = attribution->passive && !ro_range_empty(attribution->addressee);
    if (asked) return attribution->after == RO_AFTER_REGION;
    if (attribution->passive || ro_range_empty(attribution->speaker)) return false;
    switch (attribution->after) {
    case RO_AFTER_COMMA:
        return attribution->left == work->unit.first + 1 &&
               (attribution->kinds & (RO_CUE_CLAUSE | RO_CUE_QUOTE)) &&
               ro_class_of(work, work->unit.first) == RO_CLASS_AS;
    case RO_AFTER_REGION: return true;
    case RO_AFTER_COLON:
    case RO_AFTER_THAT: return attribution->kinds & (RO_CUE_CLAUSE | RO_CUE_THAT | RO_CUE_QUOTE);
    case RO_AFTER_TO: return attribution->kinds & RO_CUE_INFINITIVE;
    case RO_AFTER_WORDS:
        if (lacks_subject(work, attribution)) return false;
        return attribution->kinds & (RO_CUE_CLAUSE | RO_CUE_QUOTE) ||
               has_predicate(work, attribution);
    default: return false;
    }
}

/* A quotation that a colon announces behind other words, and that ends the unit:
 * posted beside a picture of the two: “…”. Its first token, or RO_NONE. */
static uint32_t announced(ro_quoting *work, const ro_attribution *attribution) {
    for (uint32_t i = attribution->right;
         i + 1 < work->unit.end && i - attribution->right < RO_LONGEST_REACH; i++) {
        if (work->region_of[i]) return RO_NONE;
        if (ro_class_of(work, i) != RO_CLASS_COLON) continue;
        ro_region *region = region_at(work, i + 1);
        return region && !region->used && begins_sentence(work, region) ? i + 1 : RO_NONE;
    }
    return RO_NONE;
}

/* said: “…”; said that … Return the token behind what was used. */
static uint32_t attribute_right(ro_quoting *work, uint32_t index) {
    ro_attribution *attribution = &work->attributions.items[index];
    uint32_t first = attribution->right, end = work->unit.end;
    if (attribution->after == RO_AFTER_COLON || attribution->after == RO_AFTER_COMMA) first++;
    uint32_t outer = RO_NONE;
    if (attribution->after == RO_AFTER_REGION) {
        bool mark = !work->region_of[first];
        if (mark) first++;
        ro_region *region = region_at(work, first);
        uint32_t behind = region->end;
        bool alone = behind >= end || ro_is_word(work, behind, ".") || mark;
        if (region->used) return first;
        if (region->title && !mark && (attribution->kinds & RO_CUE_ADDRESSEE) &&
            ro_range_empty(attribution->addressee))
            return behind; /* told “Morning Show” */
        if (region->title && (attribution->kinds & (RO_CUE_OBJECT | RO_CUE_AS)))
            region->title = false;
        if (region->title && (attribution->kinds & RO_CUE_QUOTE) && behind >= end - 1)
            region->title = false;
        if (alone && begins_sentence(work, region) && (mark || !region->title)) {
            attribution->done = true;
            direct taken = {0};
            behind = take_direct(work, first, end, &taken);
            emit_direct(work, &taken, attribution);
            return behind;
        }
    }
    uint32_t colon = attribution->kinds & RO_CUE_QUOTE ? announced(work, attribution) : RO_NONE;
    if (colon != RO_NONE) {
        attribution->done = true;
        direct taken = {0};
        uint32_t behind = take_direct(work, colon, end, &taken);
        emit_direct(work, &taken, attribution);
        return behind;
    }
    uint32_t stop = ro_find_content_end(work, first, index + 1, &outer);
    if (outer != RO_NONE) {
        attribution->outer = outer;
        work->attributions.items[outer].done = true;
    }
    if (outer == RO_NONE) stop = ro_dependent_end(work, attribution, stop);
    emit_clause(work, index, first, stop);
    return outer != RO_NONE ? work->attributions.items[outer].right : stop;
}

/* Whether an inner attribution is the main clause of what an outer attribution closes: only an
 * opening phrase stands before it. */
static bool leads(const ro_quoting *work, uint32_t consumed, uint32_t left) {
    if (left - consumed > SHORT_LEAD) return false;
    uint32_t last = RO_NONE;
    for (uint32_t i = consumed; i < left; i++) {
        ro_word_class class = ro_class_of(work, i);
        if (work->region_of[i] || class == RO_CLASS_BE || class == RO_CLASS_AUXILIARY ||
            class == RO_CLASS_MODAL || class == RO_CLASS_PRONOUN)
            return false;
        last = i;
    }
    if (last == RO_NONE) return true;
    ro_word_class class = ro_class_of(work, last);
    return class == RO_CLASS_COMMA || class == RO_CLASS_CONJUNCTION || class == RO_CLASS_ADVERB;
}

/* Whether all that the attribution closes is one clause with quoted words that a verb
 * governs: Roe called it “a wreck”, according to Radio Seven. */
static bool passes_on(ro_quoting *work, uint32_t index, uint32_t consumed) {
    const ro_attribution *outer = &work->attributions.items[index];
    for (uint32_t i = consumed; i < outer->left; i++) {
        ro_region *region = region_at(work, i);
        if (!region) continue;
        uint32_t governor = governor_of(work, region);
        if (governor == RO_NONE || governor >= index) return false;
        ro_attribution *inner = &work->attributions.items[governor];
        if (inner->left < consumed || !leads(work, consumed, inner->left)) return false;
        inner->outer = index;
        return true;
    }
    return false;
}

/* Whether the attribution stands within the clause it attributes: "The talks, officials said,
 * lasted": no verb stands before it. */
static bool splits_clause(const ro_quoting *work, const ro_attribution *attribution, uint32_t first,
                          uint32_t end) {
    if (attribution->after != RO_AFTER_COMMA || end - first > SHORT_LEAD) return false;
    if (attribution->right + 2 >= work->unit.end) return false;
    bool tagged = work->article->tokens.items[first].upos != 0;
    if (ro_is_dependent(work, first, end)) return true;
    if (!tagged && end - first > 4) return false; /* any word may be a verb */
    for (uint32_t i = first; i < end; i++) {
        ro_word_class class = ro_class_of(work, i);
        bool verb = class == RO_CLASS_BE || class == RO_CLASS_AUXILIARY ||
                    class == RO_CLASS_MODAL || class == RO_CLASS_VERB;
        if (work->region_of[i] || verb) return false;
    }
    return true;
}

static void emit_split(ro_quoting *work, uint32_t index, ro_range before, ro_range behind) {
    ro_attribution *attribution = &work->attributions.items[index];
    behind.end = ro_without_stop(work, behind.first, behind.end);
    if (ro_range_empty(behind)) {
        emit_clause(work, index, before.first, before.end);
        return;
    }
    if (ro_range_empty(before)) {
        emit_clause(work, index, behind.first, behind.end);
        return;
    }
    span_array parts = {0};
    take_regions(work, behind.first, behind.end, index, &parts);
    ro_quote_kind kind = parts.count ? RO_QUOTE_MIXED : RO_QUOTE_INDIRECT;
    if (!parts.count) {
        RO_APPEND(&work->article->arena, &parts, tokens_span(work, before.first, before.end));
        RO_APPEND(&work->article->arena, &parts, tokens_span(work, behind.first, behind.end));
    }
    attribution->done = true;
    ro_quoting_emit(work, kind, tokens_span(work, before.first, behind.end), parts.items,
                    parts.count, attribution);
}

/* "…, officials said": the clause before the attribution. */
static uint32_t attribute_left(ro_quoting *work, uint32_t index, uint32_t consumed) {
    const ro_attribution *attribution = &work->attributions.items[index];
    uint32_t first = consumed;
    while (first < attribution->left && !work->region_of[first] &&
           (ro_class_of(work, first) == RO_CLASS_COMMA ||
            ro_class_of(work, first) == RO_CLASS_STOP || ro_class_of(work, first) == RO_CLASS_DASH))
        first++;
    uint32_t end = ro_content_end(work, first, attribution->left);
    if (!splits_clause(work, attribution, first, end)) {
        emit_clause(work, index, first, end);
        return attribution->right;
    }
    uint32_t outer = RO_NONE;
    uint32_t stop = ro_find_content_end(work, attribution->right + 1, index + 1, &outer);
    emit_split(work, index, (ro_range){first, end}, (ro_range){attribution->right + 1, stop});
    return stop;
}

static void attribute_attributions(ro_quoting *work) {
    uint32_t consumed = work->unit.first;
    for (uint32_t i = 0; i < work->attributions.count; i++) {
        ro_attribution *attribution = &work->attributions.items[i];
        if (attribution->done || attribution->cue.first < consumed) continue;
        if (ro_closes_content(work, attribution, consumed) && passes_on(work, i, consumed)) {
            attribution->done = true;
            consumed = attribution->right;
            continue;
        }
        uint32_t behind = attribution->denied ? 0 : attribute_left_region(work, i, consumed);
        if (behind) {
            consumed = behind;
            continue;
        }
        if (ro_closes_content(work, attribution, consumed) && attribution->left > consumed + 1) {
            consumed = attribute_left(work, i, consumed);
            continue;
        }
        if (!takes_right(work, attribution)) continue;
        if (attribution->after == RO_AFTER_WORDS && !(attribution->kinds & RO_CUE_CLAUSE) &&
            announced(work, attribution) == RO_NONE && !has_predicate(work, attribution))
            continue;
        /* A clause that a later attribution closes as a whole is that one's; what it passes
         * on is speech that leads its clause ("Qin said …, according to CCTV"). */
        uint32_t outer = RO_NONE;
        bool speech = !(attribution->kinds & (RO_CUE_THOUGHT | RO_CUE_SHOW)) &&
                      attribution->after != RO_AFTER_TO;
        if (!speech || !leads(work, consumed, attribution->left)) {
            ro_find_content_end(work, attribution->right, i + 1, &outer);
            if (outer != RO_NONE) continue;
        }
        consumed = attribute_right(work, i);
    }
}

/* Quoted words that a verb governs: called the talks “candid”, accused the United
 * States of “hysteria”. */
static void attribute_governed(ro_quoting *work) {
    for (uint32_t i = work->unit.first; i < work->unit.end; i++) {
        ro_region *region = region_at(work, i);
        if (!region) continue;
        i = region->end - 1;
        if (region->used) continue;
        uint32_t governor = governor_of(work, region);
        if (governor == RO_NONE && region->attributions_before) {
            /* Any verb of speech, just before: voiced “concern”. */
            const ro_attribution *last = &work->attributions.items[region->attributions_before - 1];
            if (!last->done && !last->denied && !ro_range_empty(last->speaker) && !last->passive &&
                !(last->kinds & (RO_CUE_THOUGHT | RO_CUE_SHOW | RO_CUE_SOURCE)) &&
                last->cue.end <= region->first && region->first - last->cue.end <= 4)
                governor = region->attributions_before - 1;
        }
        if (governor == RO_NONE) continue;
        ro_attribution *attribution = &work->attributions.items[governor];
        /* "a play called “Sons of Ulm”" names the play; it does not quote it. */
        if (region->title && !names_somebody(work, attribution)) continue;
        region->title = false;
        uint32_t end = region->end;
        /* “…” and “…” */
        for (;;) {
            uint32_t next = end;
            while (next < work->unit.end && !work->region_of[next] &&
                   (ro_class_of(work, next) == RO_CLASS_CONJUNCTION ||
                    ro_class_of(work, next) == RO_CLASS_COMMA))
                next++;
            if (next == end || next >= work->unit.end || !work->region_of[next]) break;
            end = region_at(work, next)->end;
        }
        /* their “profound” differences */
        while (end < work->unit.end && ro_is_nominal(work, end)) end++;
        bool agent = attribution->passive && !ro_range_empty(attribution->speaker);
        uint32_t first = agent ? attribution->speaker.end : attribution->cue.end;
        if (agent && ro_is_word(work, first, "as")) first++;
        emit_clause(work, governor, first, end);
        i = end - 1;
    }
}

/* A clause whose verb is none of speech, and a colon, announce a quotation: "Roe issued
 * a statement: “…”". Its subject speaks, if it can. */
static void attribute_announced(ro_quoting *work) {
    for (uint32_t i = work->unit.first + 1; i + 1 < work->unit.end; i++) {
        if (work->region_of[i] || ro_class_of(work, i) != RO_CLASS_COLON) continue;
        const ro_region *region = region_at(work, i + 1);
        if (!region || region->used || !begins_sentence(work, region)) continue;
        ro_attribution attribution = {.cue = {i, i + 1},
                                      .verb = i,
                                      .kinds = RO_CUE_QUOTE,
                                      .left = i,
                                      .right = i,
                                      .time = RO_NONE,
                                      .outer = RO_NONE};
        ro_quoting_share_speaker(work, &attribution);
        ro_who who = ro_quoting_who(work, attribution.speaker, attribution.core);
        if (!ro_entity_may_speak(work->article, who.entity)) return;
        direct taken = {0};
        take_direct(work, i + 1, work->unit.end, &taken);
        emit_direct(work, &taken, &attribution);
        return;
    }
}

/* A unit that holds nothing but quotations goes on with the speaker before it. */
static void attribute_alone(ro_quoting *work) {
    uint32_t first = work->unit.first;
    ro_region *region = region_at(work, first);
    if (!region || region->used || region->title) return;
    uint32_t end = first;
    while (end < work->unit.end && region_at(work, end)) end = region_at(work, end)->end;
    bool alone = end >= work->unit.end || ro_is_word(work, end, ".");
    if (!alone || !begins_sentence(work, region)) return;
    const ro_quote *last =
        work->quote == RO_NONE ? NULL : &work->article->quotes.items[work->quote];
    bool same = last && last->kind == RO_QUOTE_DIRECT && work->paragraph == work->unit.paragraph;
    direct taken = {0};
    take_direct(work, first, end, &taken);
    if (same && taken.parts.count)
        ro_quoting_extend(work, taken.span, taken.parts.items, taken.parts.count, NULL);
    else if (taken.parts.count)
        emit_direct(work, &taken, NULL);
    if (taken.last) work->unfinished = taken.last->open_ended;
}

void ro_quoting_attribute(ro_quoting *work) {
    attribute_attributions(work);
    attribute_governed(work);
    attribute_announced(work);
    attribute_alone(work);
}
