/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes through the whole house: what was read is analysed, compared with a second
 * half of itself, and told in every form. Every span lies within its text. */
#include "base/text.h"
#include "fuzz.h"

enum { MOST = 8 };

static void check_span(const ro_article *article, ro_span span) {
    size_t size;
    ro_article_text(article, &size);
    FUZZ_CHECK(span.start <= span.end && span.end <= size);
}

static void check_tokens(const ro_article *article) {
    size_t tokens, sentences;
    const ro_token *token = ro_article_tokens(article, &tokens);
    const ro_sentence *sentence = ro_article_sentences(article, &sentences);
    uint32_t at = 0, next = 0;
    for (size_t i = 0; i < tokens; i++) {
        FUZZ_CHECK(token[i].span.start >= at && token[i].span.end > token[i].span.start);
        FUZZ_CHECK(token[i].head >= -1 && token[i].head < (int64_t)tokens);
        at = token[i].span.end;
    }
    for (size_t i = 0; i < sentences; i++) {
        FUZZ_CHECK(sentence[i].first_token == next && sentence[i].token_count > 0);
        next += sentence[i].token_count;
        check_span(article, sentence[i].span);
    }
    FUZZ_CHECK(next == tokens);
}

static void check_layers(const ro_article *article) {
    size_t entities, times, count;
    ro_article_entities(article, &entities);
    const ro_time *time = ro_article_times(article, &times);
    for (size_t i = 0; i < times; i++) check_span(article, time[i].span);
    const ro_mention *mention = ro_article_mentions(article, &count);
    for (size_t i = 0; i < count; i++) {
        check_span(article, mention[i].span);
        FUZZ_CHECK(mention[i].entity < entities);
    }
    const ro_quote *quote = ro_article_quotes(article, &count);
    for (size_t i = 0; i < count; i++) {
        check_span(article, quote[i].span);
        check_span(article, quote[i].cue);
        check_span(article, quote[i].speaker.span);
        FUZZ_CHECK(quote[i].speaker.entity == RO_NONE || quote[i].speaker.entity < entities);
        FUZZ_CHECK(quote[i].time == RO_NONE || quote[i].time < times);
        for (uint32_t j = 0; j < quote[i].part_count; j++) check_span(article, quote[i].parts[j]);
    }
    const ro_amount *amount = ro_article_amounts(article, &count);
    for (size_t i = 0; i < count; i++) check_span(article, amount[i].span);
    const ro_event *event = ro_article_events(article, &count);
    for (size_t i = 0; i < count; i++) {
        check_span(article, event[i].span);
        FUZZ_CHECK(event[i].time == RO_NONE || event[i].time < times);
    }
}

static size_t read_all(const uint8_t *data, size_t size, ro_article **articles, size_t count) {
    ro_reader *reader;
    ro_status status;
    if (ro_reader_open_memory(fuzz_engine(), "fuzz", data, size, NULL, &reader, NULL) < 0)
        return count;
    while (count < MOST && (status = ro_reader_next(reader, &articles[count], NULL)) != RO_END &&
           status != RO_ERR_NOMEM)
        if (articles[count]) count++;
    ro_reader_free(reader);
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ro_article *articles[MOST];
    ro_account *account;
    size_t count = read_all(data, size, articles, 0);
    count = read_all(data + size / 2, size - size / 2, articles, count);
    for (size_t i = 0; i < count; i++) {
        FUZZ_CHECK(ro_analyse(fuzz_engine(), articles[i], NULL) == RO_OK);
        check_tokens(articles[i]);
        check_layers(articles[i]);
        FUZZ_CHECK(ro_article_write(articles[i], NULL, fuzz_discard, NULL, NULL) == RO_OK);
    }
    FUZZ_CHECK(ro_account_new(fuzz_engine(), articles, count, NULL, &account, NULL) == RO_OK);
    static const ro_format formats[] = {RO_FORMAT_TERMINAL, RO_FORMAT_JSON, RO_FORMAT_HTML};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        FUZZ_CHECK(ro_account_write(account, formats[i], NULL, fuzz_discard, NULL, NULL) == RO_OK);
    ro_account_free(account);
    for (size_t i = 0; i < count; i++) ro_article_free(articles[i]);
    return 0;
}
