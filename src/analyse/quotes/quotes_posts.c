/* SPDX-License-Identifier: Apache-2.0 */
/* A post that the article shows is what its author wrote, as its signature names them. What it
 * says that others said has gone through a mouth that nobody has checked: no words of others are
 * looked for in it. */
#include "analyse/quotes/quotes.h"
#include "article/posts.h"

static uint32_t entity_in(const ro_article *article, ro_span name) {
    for (uint32_t i = ro_quoting_mention_from(article, name.start); i < article->mentions.count;
         i++) {
        const ro_mention *mention = &article->mentions.items[i];
        if (mention->span.start >= name.end) break;
        if (mention->span.start >= name.start && mention->span.end <= name.end)
            return mention->entity;
    }
    return RO_NONE;
}

static uint32_t time_in(const ro_quoting *work, ro_span signature) {
    const ro_article *article = work->article;
    for (uint32_t t = ro_article_token_from(article, signature.start);
         t < article->tokens.count && article->tokens.items[t].span.start < signature.end; t++)
        if (work->time_of[t]) return work->time_of[t] - 1;
    return RO_NONE;
}

/* The words of a post from part @p first to @p last, which has its signature. */
static void emit(const ro_quoting *work, uint32_t first, uint32_t last, ro_signature signature) {
    ro_article *article = work->article;
    RO_ARRAY(ro_span) words = {0};
    for (uint32_t p = first; p <= last; p++) {
        ro_span span = article->parts.items[p].span;
        if (p == last) span.end = signature.span.start;
        span = ro_span_trim(article->text, span);
        if (!ro_span_empty(span)) RO_APPEND(&article->arena, &words, span);
    }
    ro_quote *quote = words.count ? RO_PUSH(&article->arena, &article->quotes) : NULL;
    if (!quote) return;
    *quote = (ro_quote){.span = {words.items[0].start, words.items[words.count - 1].end},
                        .kind = RO_QUOTE_DIRECT,
                        .parts = words.items,
                        .part_count = words.count,
                        .speaker = {signature.name, entity_in(article, signature.name)},
                        .addressee = {.entity = RO_NONE},
                        .time = time_in(work, signature.span)};
    quote->sentence = ro_article_sentence_at(article, quote->span.start);
}

uint32_t ro_quoting_post(ro_quoting *work, uint32_t sentence) {
    ro_article *article = work->article;
    uint32_t first = article->sentences.items[sentence].part, last = first;
    if (!ro_article_is_post(article, first)) return sentence;
    ro_signature signature = {.span = {0, 0}};
    for (uint32_t p = first; ro_article_is_post(article, p) && ro_span_empty(signature.span); p++) {
        signature = ro_post_signature(article->text, article->parts.items[p].span);
        last = p;
    }
    if (!ro_span_empty(signature.span)) emit(work, first, last, signature);
    work->unfinished = false;
    while (sentence < article->sentences.count && article->sentences.items[sentence].part <= last)
        sentence++;
    return sentence;
}
