/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/remarks/remark_write.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/when.h"

enum {
    FRAGMENT_WORDS = 4,  /* up to so many words are a fragment */
    SPEECH_SENTENCES = 2 /* a speech goes on where its quotations are no farther apart */
};

/* Share of the remark's words from which a report has all of it: a word in twenty is a
 * slip or a mark. */
static const double WHOLE = 0.95;

static const char *slice(ro_arena *arena, ro_str s) {
    return ro_arena_copy(arena, s.p, s.n);
}

/* Name of somebody, else the description, else NULL. A name is the fullest that any
 * article of the story uses. */
static const char *who_name(const ro_remark_source *source, const ro_saying *saying, ro_who who,
                            uint32_t person) {
    const ro_article *article = source->comparison->articles[saying->article];
    if (person != RO_NONE) return source->people->items.items[person].name;
    if (who.entity < article->entities.count && article->entities.items[who.entity].name)
        return article->entities.items[who.entity].name;
    if (ro_span_empty(who.span)) return NULL;
    return slice(source->comparison->arena, ro_str_span(article->text, who.span));
}

/* The name of the speaker in the report that names him best. */
static const char *speaker_name(const ro_remark_source *source) {
    const ro_saying *leader = &source->sayings[source->leader];
    if (leader->person != RO_NONE) return source->people->items.items[leader->person].name;
    for (uint32_t i = 0; i < source->count; i++) {
        const ro_saying *saying = &source->sayings[source->group[i]];
        if (saying->person != RO_NONE && !source->speakers_differ)
            return source->people->items.items[saying->person].name;
    }
    ro_who who = leader->quote->speaker;
    if (!ro_span_empty(leader->quote->antecedent)) who.span = leader->quote->antecedent;
    return who_name(source, leader, who, RO_NONE);
}

static const char *addressee_name(const ro_remark_source *source) {
    for (uint32_t i = 0; i < source->count; i++) {
        const ro_saying *saying = &source->sayings[source->group[i]];
        ro_who who = saying->quote->addressee;
        if (ro_span_empty(who.span)) continue;
        uint32_t person =
            ro_person_of(source->people, source->comparison, saying->index, who.entity);
        return who_name(source, saying, who, person);
    }
    return NULL;
}

static const char *via_names(const ro_remark_source *source, const ro_saying *saying) {
    ro_buffer out = {0};
    for (uint32_t i = 0; i < saying->quote->via_count; i++) {
        ro_who who = saying->quote->via[i];
        uint32_t person =
            ro_person_of(source->people, source->comparison, saying->index, who.entity);
        const char *name = who_name(source, saying, who, person);
        if (!name) continue;
        if (out.size) ro_buffer_puts(&out, ", ");
        ro_buffer_puts(&out, name);
    }
    const char *names = NULL;
    if (out.size) names = ro_arena_copy(source->comparison->arena, out.data, out.size);
    if (out.failed) source->comparison->arena->oom = true;
    ro_buffer_free(&out);
    return names;
}

/* Nothing but marks stands around the one part of a quotation. */
static bool all_in_marks(const char *text, const ro_quote *quote) {
    if (quote->part_count != 1) return false;
    ro_span rest[2] = {{quote->span.start, quote->parts[0].start},
                       {quote->parts[0].end, quote->span.end}};
    for (unsigned side = 0; side < 2; side++) {
        unsigned length;
        for (uint32_t at = rest[side].start; at < rest[side].end; at += length)
            if (ro_code_is_word(ro_utf8_decode(text + at, text + rest[side].end, &length)))
                return false;
    }
    return true;
}

/* Where a speaker goes on with a new sentence, the comma before "he said" stood for
 * a full stop. */
static void add_part(ro_buffer *out, ro_str part) {
    if (out->size) {
        unsigned length;
        uint32_t code = ro_utf8_decode(part.p, ro_str_end(part), &length);
        bool sentence = ro_code_is_upper(code) && (part.n < 2 || part.p[1] != ' ');
        if (sentence && out->data[out->size - 1] == ',') out->data[out->size - 1] = '.';
        ro_buffer_puts(out, " ");
    }
    ro_buffer_add(out, part.p, part.n);
}

/* The remark as said: the parts of a direct quotation without what stands between
 * them; a mixed or reported one whole, as the article words it. */
static const char *full_text(const ro_remark_source *source) {
    const ro_saying *leader = &source->sayings[source->leader];
    const ro_quote *quote = leader->quote;
    const char *text = source->comparison->articles[leader->article]->text;
    ro_buffer out = {0};
    if (quote->kind == RO_QUOTE_DIRECT || all_in_marks(text, quote)) {
        for (uint32_t p = 0; p < quote->part_count; p++)
            add_part(&out, ro_str_trim(ro_str_span(text, quote->parts[p])));
    } else {
        ro_str whole = ro_str_trim(ro_str_span(text, quote->span));
        if (ro_str_starts(whole, RO_STR("that "))) whole.p += 5, whole.n -= 5;
        ro_buffer_add(&out, whole.p, whole.n);
    }
    size_t size = out.size;
    if (size && out.data[size - 1] == ',') size--;
    const char *copy = ro_arena_copy(source->comparison->arena, out.data ? out.data : "", size);
    if (out.failed) source->comparison->arena->oom = true;
    ro_buffer_free(&out);
    return copy;
}

static const char *variant_of(const ro_saying *saying, const ro_saying *leader) {
    if (saying->quote->kind == RO_QUOTE_INDIRECT) return "reported";
    if (saying == leader)
        return saying->word_count <= FRAGMENT_WORDS && saying->quote->kind == RO_QUOTE_MIXED
                   ? "fragment"
                   : "full";
    if (saying->word_count >= WHOLE * leader->word_count &&
        ro_sayings_aligned(saying, leader, NULL) >= WHOLE)
        return "full";
    bool small =
        saying->word_count <= FRAGMENT_WORDS || 4 * saying->word_count < leader->word_count;
    return small && saying->quote->kind == RO_QUOTE_MIXED ? "fragment" : "shortened";
}

/* ---- the day it was said ---- */

/* "Mr X on Sunday played down … and said …": a day right behind the speaker holds for
 * all that the sentence says of him. */
static uint32_t time_behind_speaker(const ro_article *article, const ro_quote *quote) {
    uint32_t low = 0, high = article->times.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (article->times.items[middle].span.start < quote->speaker.span.end)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == article->times.count || article->times.items[low].type != RO_TIME_DATE)
        return RO_NONE;
    ro_span gap = {quote->speaker.span.end, article->times.items[low].span.start};
    ro_str between = ro_str_trim(ro_str_span(article->text, gap));
    return between.n == 0 || ro_str_same(between, RO_STR("on")) ? low : RO_NONE;
}

static uint32_t own_time(const ro_article *article, const ro_quote *quote) {
    if (quote->time != RO_NONE || ro_span_empty(quote->speaker.span)) return quote->time;
    return time_behind_speaker(article, quote);
}

static uint32_t sentences_between(const ro_article *article, const ro_quote *a, const ro_quote *b) {
    const ro_quote *first = a->span.start <= b->span.start ? a : b;
    const ro_quote *second = first == a ? b : a;
    uint32_t end = ro_article_sentence_at(article, first->span.end - (first->span.end > 0));
    uint32_t start = ro_article_sentence_at(article, second->span.start);
    return start > end ? start - end : 0;
}

/* A speech has one day: a quotation without one takes it from a quotation of the same
 * speaker close by. */
static uint32_t time_said(const ro_article *article, const ro_quote *quote) {
    uint32_t own = own_time(article, quote);
    if (own != RO_NONE) return own;
    if (quote->speaker.entity == RO_NONE) return RO_NONE;
    uint32_t number = (uint32_t)(quote - article->quotes.items);
    for (int step = -1; step <= 1; step += 2) {
        const ro_quote *last = quote;
        for (uint32_t q = number + (uint32_t)step; q < article->quotes.count; q += (uint32_t)step) {
            const ro_quote *near = &article->quotes.items[q];
            if (near->speaker.entity != quote->speaker.entity) break;
            if (sentences_between(article, near, last) > SPEECH_SENTENCES) break;
            uint32_t time = own_time(article, near);
            if (time != RO_NONE) return time;
            last = near;
        }
    }
    return RO_NONE;
}

static void write_day(const ro_remark_source *source, const ro_saying *saying,
                      ro_rendering *report) {
    const ro_article *article = source->comparison->articles[saying->article];
    uint32_t time = time_said(article, saying->quote);
    if (time >= article->times.count) return;
    const ro_time *said = &article->times.items[time];
    if (said->when.kind < RO_WHEN_WEEKDAY) return;
    char day[32];
    report->day = said->when;
    report->day.hours = RO_HOURS_ALL;
    report->said = ro_arena_strdup(source->comparison->arena, ro_when_format(&report->day, day));
    report->said_span = said->span;
}

static bool renderings_differ_in_day(const ro_rendering *renderings, uint32_t count) {
    const ro_when *day = NULL;
    for (uint32_t i = 0; i < count; i++) {
        if (!renderings[i].said) continue;
        if (day && ro_when_relate(day, &renderings[i].day) == RO_WHEN_APART) return true;
        if (!day) day = &renderings[i].day;
    }
    return false;
}

static int ascending(const void *a, const void *b) {
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

void ro_remark_write(const ro_remark_source *source, ro_remark *remark) {
    ro_arena *arena = source->comparison->arena;
    const ro_saying *leader = &source->sayings[source->leader];
    ro_rendering *renderings = RO_ARENA_ARRAY(arena, ro_rendering, source->count);
    uint32_t *articles = calloc(source->count, sizeof *articles);
    if (!renderings || !articles) {
        arena->oom = true;
        free(articles);
        return;
    }
    ro_sort(source->group, source->count, sizeof *source->group, ascending);
    uint32_t distinct = 0;
    for (uint32_t i = 0; i < source->count; i++) {
        const ro_saying *saying = &source->sayings[source->group[i]];
        renderings[i] = (ro_rendering){.article = saying->article,
                                       .span = saying->quote->span,
                                       .quote = saying->number,
                                       .variant = variant_of(saying, leader),
                                       .via = via_names(source, saying)};
        write_day(source, saying, &renderings[i]);
        if (distinct == 0 || articles[distinct - 1] != saying->article)
            articles[distinct++] = saying->article;
    }
    remark->speaker = speaker_name(source);
    remark->addressee = addressee_name(source);
    remark->text = full_text(source);
    remark->renderings = renderings;
    remark->rendering_count = source->count;
    if (source->speakers_differ)
        remark->differs = "speaker";
    else if (renderings_differ_in_day(renderings, source->count))
        remark->differs = "day";
    remark->independent = ro_count_origins(source->story, articles, distinct);
    free(articles);
}
