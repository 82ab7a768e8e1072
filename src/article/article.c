/* SPDX-License-Identifier: Apache-2.0 */
#include "article/article.h"

#include <stdlib.h>

#include "base/error.h"

ro_article *ro_article_new(void) {
    return calloc(1, sizeof(ro_article));
}

void ro_article_free(ro_article *article) {
    /* With the last borrower goes the one that lent the layers and was freed before. */
    while (article && atomic_fetch_sub(&article->borrowers, 1) == 0) {
        ro_article *lender = article->layers_of;
        ro_arena_free(&article->arena);
        free(article);
        article = lender;
    }
}

void ro_article_share_layers(ro_article *article, ro_article *from) {
    if (from->layers_of) from = from->layers_of;
    atomic_fetch_add(&from->borrowers, 1);
    article->layers_of = from;
    article->analysed = true;
    article->tokens = from->tokens;
    article->sentences = from->sentences;
#define SHARE(layer) memcpy(&article->layer, &from->layer, sizeof article->layer)
    SHARE(entities);
    SHARE(mentions);
    SHARE(times);
    SHARE(amounts);
    SHARE(quotes);
    SHARE(events);
#undef SHARE
}

/* Measured on the story stream (docs/measurements.md, Limits): bytes that the layers of a text
 * take for each of its own, and the account and the indexes of comparing. */
enum { LAYERS_A_BYTE = 9, COMPARING_A_BYTE = 8, COMPARING_AN_ARTICLE = 1024 };

uint64_t ro_article_cost(const ro_article *article) {
    if (!article) return 0;
    uint64_t held = sizeof *article + article->arena.total;
    uint64_t layers = article->analysed ? 0 : (uint64_t)article->size * LAYERS_A_BYTE;
    return held + layers + (uint64_t)article->size * COMPARING_A_BYTE + COMPARING_AN_ARTICLE;
}

const ro_metadata *ro_article_metadata(const ro_article *article) {
    return article ? &article->meta : NULL;
}

const char *ro_article_text(const ro_article *article, size_t *size) {
    if (size) *size = article ? article->size : 0;
    return article ? article->text : NULL;
}

/* The last run that starts at or before text byte at, or NULL. */
static const ro_map_run *run_before(const ro_article *article, uint32_t at) {
    uint32_t low = 0, high = article->map.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (article->map.items[middle].text <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? &article->map.items[low - 1] : NULL;
}

/* Source byte where text byte at begins, or, for_end, where the byte before it ends. */
static uint64_t to_source(const ro_article *article, uint32_t at, bool for_end) {
    const ro_map_run *run = run_before(article, for_end && at ? at - 1 : at);
    if (!run) return 0;
    uint32_t within = at - run->text;
    if (within >= run->length) return run->source + run->source_length;
    if (run->length == run->source_length) return run->source + within;
    return for_end ? run->source + run->source_length : run->source;
}

ro_status ro_article_input_span(const ro_article *article, ro_span span, uint64_t *start,
                                uint64_t *end) {
    if (!article || !start || !end || span.start > span.end || span.end > article->size)
        return RO_ERR_ARG;
    bool same = article->map.count == 0;
    *start = same ? span.start : to_source(article, span.start, false);
    *end = same ? span.end : to_source(article, span.end, true);
    if (*end < *start) *end = *start;
    if (same) return RO_OK;
    /* What a page states out of its order need not begin or end with the span. */
    const ro_map_run *run = run_before(article, span.start);
    const ro_map_run *last = article->map.items + article->map.count;
    for (run = run ? run + 1 : article->map.items; run < last && run->text < span.end; run++) {
        if (run->source < *start) *start = run->source;
        uint32_t left = span.end - run->text;
        bool cut = left < run->length && run->length == run->source_length;
        uint64_t until = run->source + (cut ? left : run->source_length);
        if (until > *end) *end = until;
    }
    return RO_OK;
}

bool ro_role_is_content(ro_part_role role) {
    return role == RO_PART_TITLE || role == RO_PART_DECK || role == RO_PART_BODY ||
           role == RO_PART_SUBHEAD;
}

bool ro_part_is_told(const ro_part *part) {
    return part->role == RO_PART_BODY && part->kind != RO_KIND_POST && part->kind != RO_KIND_CELL &&
           part->kind != RO_KIND_HEADER_CELL && part->kind != RO_KIND_FOOTNOTE;
}

bool ro_sentence_is_told(const ro_article *article, uint32_t sentence) {
    uint32_t part = article->sentences.items[sentence].part;
    return part >= article->parts.count || ro_part_is_told(&article->parts.items[part]);
}

/* Index of the item that holds byte at, in an array of structs that begin with
 * their span and ascend; *next receives the first item that starts after it. */
static uint32_t item_at(const void *items, uint32_t count, size_t size, uint32_t at,
                        uint32_t *next) {
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const ro_span *span = (const ro_span *)(const void *)((const char *)items + middle * size);
        if (span->start <= at)
            low = middle + 1;
        else
            high = middle;
    }
    *next = low;
    if (low == 0) return RO_NONE;
    const ro_span *span = (const ro_span *)(const void *)((const char *)items + (low - 1) * size);
    return at < span->end ? low - 1 : RO_NONE;
}

uint32_t ro_article_part_at(const ro_article *article, uint32_t at) {
    uint32_t next;
    return item_at(article->parts.items, article->parts.count, sizeof(ro_part), at, &next);
}

uint32_t ro_article_sentence_at(const ro_article *article, uint32_t at) {
    uint32_t next;
    return item_at(article->sentences.items, article->sentences.count, sizeof(ro_sentence), at,
                   &next);
}

uint32_t ro_article_token_at(const ro_article *article, uint32_t at) {
    uint32_t next;
    return item_at(article->tokens.items, article->tokens.count, sizeof(ro_token), at, &next);
}

uint32_t ro_article_token_from(const ro_article *article, uint32_t at) {
    uint32_t next;
    item_at(article->tokens.items, article->tokens.count, sizeof(ro_token), at, &next);
    if (next && article->tokens.items[next - 1].span.start == at) return next - 1;
    return next;
}

bool ro_token_is(const ro_article *article, uint32_t token, const char *word) {
    return ro_str_same(ro_token_str(article, token), ro_str_of(word));
}

#define LAYER(name, type, field)                                                                   \
    const type *ro_article_##name(const ro_article *article, size_t *count) {                      \
        if (count) *count = article ? article->field.count : 0;                                    \
        return article ? article->field.items : NULL;                                              \
    }

LAYER(parts, ro_part, parts)
LAYER(sentences, ro_sentence, sentences)
LAYER(tokens, ro_token, tokens)
LAYER(entities, ro_entity, entities)
LAYER(mentions, ro_mention, mentions)
LAYER(quotes, ro_quote, quotes)
LAYER(times, ro_time, times)
LAYER(amounts, ro_amount, amounts)
LAYER(events, ro_event, events)
