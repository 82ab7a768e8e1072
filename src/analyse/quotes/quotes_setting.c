/* SPDX-License-Identifier: Apache-2.0 */
/** Who speaks, to whom, through whom and when; and the quote itself. */
#include "analyse/quotes/quotes.h"

ro_span ro_range_span(const ro_quoting *work, ro_range range) {
    const ro_token *tokens = work->article->tokens.items;
    if (ro_range_empty(range)) return (ro_span){0, 0};
    return (ro_span){tokens[range.first].span.start, tokens[range.end - 1].span.end};
}

uint32_t ro_quoting_mention_from(const ro_article *article, uint32_t at) {
    uint32_t low = 0, high = article->mentions.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (article->mentions.items[middle].span.start < at)
            low = middle + 1;
        else
            high = middle;
    }
    while (low > 0 && article->mentions.items[low - 1].span.end > at) low--;
    return low;
}

/* How well a mention says who the phrase is: the one at the head of it, which in
 * English is its last noun before any preposition; names before descriptions. */
static int rate(const ro_mention *mention, ro_span core, bool reaches_head) {
    bool whole = mention->span.start <= core.start && mention->span.end >= core.end;
    int rating = whole ? 8 : 0;
    if (reaches_head) rating += 4;
    if (mention->type == RO_ENTITY_PERSON) rating += 2;
    if (mention->kind == RO_MENTION_NAME) rating += 1;
    return rating;
}

static uint32_t entity_of(const ro_quoting *work, ro_range core) {
    const ro_article *article = work->article;
    ro_span span = ro_range_span(work, core);
    if (ro_span_empty(span)) return RO_NONE;
    uint32_t head = core.first;
    for (uint32_t i = core.first; i < core.end; i++) {
        ro_word_class class = ro_class_of(work, i);
        if (class == RO_CLASS_PREPOSITION || class == RO_CLASS_COMMA) break;
        head = i;
    }
    ro_span at = article->tokens.items[head].span;
    uint32_t best = RO_NONE;
    int most = 3;
    for (uint32_t i = ro_quoting_mention_from(article, span.start); i < article->mentions.count;
         i++) {
        const ro_mention *mention = &article->mentions.items[i];
        if (mention->span.start >= span.end) break;
        int rating = rate(mention, span, ro_span_overlaps(mention->span, at));
        if (rating > most) {
            most = rating;
            best = mention->entity;
        }
    }
    return best;
}

/* "One passenger, Ada Roe, said": the person whose name fills the apposition. With a
 * preposition in the core it may be the name of another: "a spokesman for the mayor, Jo
 * Lee, said". */
static uint32_t named_behind(const ro_quoting *work, ro_range span, ro_range core) {
    const ro_article *article = work->article;
    if (ro_range_empty(core) || span.end < core.end + 2 ||
        ro_class_of(work, core.end) != RO_CLASS_COMMA)
        return RO_NONE;
    if (article->tokens.items[core.end - 1].upos == RO_UPOS_PROPN) return RO_NONE;
    for (uint32_t i = core.first; i < core.end; i++)
        if (ro_class_of(work, i) == RO_CLASS_PREPOSITION) return RO_NONE;
    uint32_t end = span.end;
    while (end > core.end + 2 && ro_class_of(work, end - 1) == RO_CLASS_COMMA) end--;
    ro_span name = ro_range_span(work, (ro_range){core.end + 1, end});
    for (uint32_t i = ro_quoting_mention_from(article, name.start); i < article->mentions.count;
         i++) {
        const ro_mention *mention = &article->mentions.items[i];
        if (mention->span.start > name.start) break;
        if (mention->type == RO_ENTITY_PERSON && mention->kind == RO_MENTION_NAME &&
            mention->span.start == name.start && mention->span.end == name.end)
            return mention->entity;
    }
    return RO_NONE;
}

ro_who ro_quoting_who(const ro_quoting *work, ro_range span, ro_range core) {
    ro_who who = {ro_range_span(work, span), RO_NONE};
    if (ro_span_empty(who.span)) return who;
    who.entity = named_behind(work, span, core);
    if (who.entity == RO_NONE) who.entity = entity_of(work, core);
    return who;
}

static bool same_words(const ro_quoting *work, ro_span a, ro_span b) {
    return ro_str_same(ro_str_span(work->article->text, a), ro_str_span(work->article->text, b));
}

static bool same_speaker(const ro_quoting *work, const ro_who *a, const ro_who *b) {
    if (ro_span_empty(a->span) || ro_span_empty(b->span)) return false;
    if (a->entity != RO_NONE || b->entity != RO_NONE) return a->entity == b->entity;
    return same_words(work, a->span, b->span);
}

/* The time of an attribution that names none: one in the phrase that opens its sentence,
 * where that phrase tells of speaking ("Speaking with reporters on Sunday, …"). */
static uint32_t opening_time(const ro_quoting *work, const ro_attribution *attribution) {
    uint32_t first = work->unit.first;
    bool speaks = ro_is_of_group(work, first, RO_GROUP_SPEAKING);
    bool dated = work->time_of[first] || (first + 1 < work->unit.end && work->time_of[first + 1] &&
                                          ro_class_of(work, first) == RO_CLASS_PREPOSITION);
    if (!speaks && !dated) return RO_NONE;
    for (uint32_t i = first; i < attribution->left; i++) {
        if (ro_class_of(work, i) == RO_CLASS_COMMA || work->region_of[i]) break;
        if (work->time_of[i]) return work->time_of[i] - 1;
    }
    return RO_NONE;
}

/* A time says when something was said only if it is a day or a time of day. */
static uint32_t day_or_none(const ro_quoting *work, uint32_t time) {
    if (time == RO_NONE) return RO_NONE;
    ro_time_type type = work->article->times.items[time].type;
    return type == RO_TIME_DATE || type == RO_TIME_TIME ? time : RO_NONE;
}

static void add_via(ro_quoting *work, ro_quote *quote, const ro_attribution *attribution) {
    ro_arena *arena = &work->article->arena;
    RO_ARRAY(ro_who) via = {0};
    if (!ro_range_empty(attribution->via))
        RO_APPEND(arena, &via, ro_quoting_who(work, attribution->via, attribution->via));
    if (attribution->outer != RO_NONE) {
        const ro_attribution *outer = &work->attributions.items[attribution->outer];
        RO_APPEND(arena, &via, ro_quoting_who(work, outer->speaker, outer->core));
    }
    quote->via = via.items;
    quote->via_count = via.count;
}

static void settle(ro_quoting *work, ro_quote *quote, const ro_attribution *attribution) {
    quote->cue = ro_range_span(work, attribution->cue);
    ro_range core =
        ro_range_empty(attribution->antecedent) ? attribution->core : attribution->antecedent;
    quote->speaker = ro_quoting_who(work, attribution->speaker, core);
    quote->antecedent = ro_range_span(work, attribution->antecedent);
    quote->addressee = ro_quoting_who(work, attribution->addressee, attribution->addressee);
    quote->time = day_or_none(work, attribution->time);
    bool apart = quote->span.start >= work->article->tokens.items[attribution->left].span.start;
    if (quote->time == RO_NONE && apart)
        quote->time = day_or_none(work, opening_time(work, attribution));
    add_via(work, quote, attribution);
}

bool ro_quoting_resumes(const ro_quoting *work, const ro_region *region) {
    return work->quote != RO_NONE && work->unfinished && region->first == work->unit.first &&
           work->unit.paragraph == work->paragraph + 1;
}

void ro_quoting_extend(ro_quoting *work, ro_span span, const ro_span *parts, uint32_t part_count,
                       const ro_attribution *attribution) {
    ro_arena *arena = &work->article->arena;
    ro_quote *quote = &work->article->quotes.items[work->quote];
    if (work->parts.items != quote->parts) { /* the first time it is extended */
        work->parts.items = NULL;
        work->parts.count = work->parts.capacity = 0;
        for (uint32_t i = 0; i < quote->part_count; i++)
            if (!RO_APPEND(arena, &work->parts, quote->parts[i])) return;
    }
    for (uint32_t i = 0; i < part_count; i++)
        if (!RO_APPEND(arena, &work->parts, parts[i])) return;
    quote->parts = work->parts.items;
    quote->part_count = work->parts.count;
    quote->span.end = span.end;
    if (attribution && ro_span_empty(quote->cue)) {
        settle(work, quote, attribution);
        work->speaker = quote->speaker;
        work->said = quote->time;
    }
    work->paragraph = work->unit.paragraph;
    work->unfinished = false;
}

ro_quote *ro_quoting_emit(ro_quoting *work, ro_quote_kind kind, ro_span span, const ro_span *parts,
                          uint32_t part_count, const ro_attribution *attribution) {
    ro_article *article = work->article;
    ro_quote *quote = RO_PUSH(&article->arena, &article->quotes);
    if (!quote) return NULL;
    quote->span = span;
    quote->kind = kind;
    quote->parts = parts;
    quote->part_count = part_count;
    quote->time = RO_NONE;
    quote->speaker.entity = quote->addressee.entity = RO_NONE;
    quote->sentence = ro_article_sentence_at(article, span.start);
    bool near = work->unit.paragraph - work->paragraph <= 1 && work->quote != RO_NONE;
    if (attribution)
        settle(work, quote, attribution);
    else if (near)
        quote->speaker = work->speaker;
    /* The speaker goes on in the same situation. */
    if (quote->time == RO_NONE && near && same_speaker(work, &quote->speaker, &work->speaker))
        quote->time = work->said;
    work->speaker = quote->speaker;
    /* What somebody said at the time of a relative clause is another situation. */
    work->said = attribution && !ro_range_empty(attribution->antecedent) ? RO_NONE : quote->time;
    work->paragraph = work->unit.paragraph;
    work->quote = article->quotes.count - 1;
    work->unfinished = false;
    return quote;
}
