/* SPDX-License-Identifier: Apache-2.0 */
/* Tokens and sentences: the rules, exact offsets, and input of any kind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "lang/en/sentences.h"
#include "lang/en/tokens.h"

typedef struct rules {
    ro_arena arena;
    ro_token_rules tokens;
    ro_sentence_rules sentences;
} rules;

static int setup(void **state) {
    rules *r = calloc(1, sizeof *r);
    assert_non_null(r);
    assert_true(ro_token_rules_read(&r->arena, &r->tokens));
    assert_true(ro_sentence_rules_read(&r->arena, &r->sentences));
    *state = r;
    return 0;
}

static int teardown(void **state) {
    rules *r = *state;
    ro_arena_free(&r->arena);
    free(r);
    return 0;
}

/* Write the tokens of @p text with '|' between them and ' # ' between sentences. */
static void render(const rules *r, const char *text, char *out, size_t size) {
    ro_arena arena = RO_ARENA_INIT;
    ro_token_array tokens = {0};
    ro_sentence_array sentences = {0};
    ro_span block = {0, (uint32_t)strlen(text)};
    assert_true(ro_tokens_find(&r->tokens, &arena, text, block, &tokens));
    assert_true(
        ro_sentences_find(&r->sentences, &r->tokens, &arena, text, 0, &tokens, 0, &sentences));
    size_t used = 0;
    out[0] = '\0';
    for (uint32_t i = 0; i < sentences.count; i++)
        for (uint32_t t = 0; t < sentences.items[i].token_count; t++) {
            ro_str word = ro_str_span(text, tokens.items[sentences.items[i].first_token + t].span);
            const char *between = t ? "|" : i ? " # " : "";
            used +=
                (size_t)snprintf(out + used, size - used, "%s%.*s", between, (int)word.n, word.p);
        }
    ro_arena_free(&arena);
}

typedef struct sample {
    const char *text, *expected;
} sample;

static void check(const rules *r, const sample *samples, size_t count) {
    char out[1024];
    for (size_t i = 0; i < count; i++) {
        render(r, samples[i].text, out, sizeof out);
        assert_string_equal(out, samples[i].expected);
    }
}

static void cuts_words(void **state) {
    static const sample samples[] = {
        {"They don't say it's Smith's.", "They|do|n't|say|it|'s|Smith|'s|."},
        {"We can’t; he’ll go. Who’d know?", "We|ca|n’t|;|he|’ll|go|. # Who|’d|know|?"},
        {"the workers' cannot-do list", "the|workers|'|can|not|-|do|list"},
        {"a 15-year-old ex-minister's re-election", "a|15|-|year|-|old|ex-minister|'s|re-election"},
        {"lasted 5-1/2 hours, or 7 1/2", "lasted|5-1/2|hours|,|or|7|1/2"},
        {"$1.4m, £3bn and 1,250,000 at 5pm (9:30 a.m.)",
         "$|1.4|m|,|£|3|bn|and|1,250,000|at|5|pm|(|9:30|a.m.|)"},
        {"See https://example.org/a?b=1. Mail x.y@example.org, ask @desk or #talks!",
         "See|https://example.org/a?b=1|. # Mail|x.y@example.org|,|ask|@desk|or|#talks|!"},
        {"It – the “plan” – is…unclear — or not ...",
         "It|–|the|“|plan|”|–|is|…|unclear|—|or|not|..."},
        {"AT&T and O'Brien, Mr.Smith; 10-12 people and/or 50%",
         "AT&T|and|O'Brien|,|Mr.|Smith|;|10|-|12|people|and|/|or|50|%"},
        {"No.5, No. 6 and no. Then", "No.|5|,|No.|6|and|no|. # Then"},
        {"It took 5-1/2 hours and 2-3/4 miles; they won 52-48.",
         "It|took|5-1/2|hours|and|2-3/4|miles|;|they|won|52|-|48|."},
        {"from 9 a.m. Monday to 7:30pm", "from|9|a.m.|Monday|to|7:30|pm"},
        {"J.K. Rowan and W. H. Marsh met George W. Harlan Jr. in St. Paul",
         "J.K.|Rowan|and|W.|H.|Marsh|met|George|W.|Harlan|Jr.|in|St.|Paul"},
        {"Ann Cole, Ph.D., and Bo Diaz, D-Calif., incl. staff",
         "Ann|Cole|,|Ph.D.|,|and|Bo|Diaz|,|D|-|Calif.|,|incl.|staff"},
        {"The ‘so-called’ plan… “worked”—twice -- he said",
         "The|‘|so|-|called|’|plan|…|“|worked|”|—|twice|--|he|said"},
        {"US$50, A$70, NZ$1.5 million, €3bn", "US$|50|,|A$|70|,|NZ$|1.5|million|,|€|3|bn"},
        {"#StormAda and #cop_28 by @harbor_news (see example.com/news).",
         "#StormAda|and|#cop_28|by|@harbor_news|(|see|example.com/news|)|."},
        {"the state-run, 45-year-old, anti-EU ex-chief's co-workers' plan",
         "the|state|-|run|,|45|-|year|-|old|,|anti-EU|ex-chief|'s|co-workers|'|plan"},
        {"We can't, he'd, they've, cannot, gonna; rock 'n' roll of the '90s",
         "We|ca|n't|,|he|'d|,|they|'ve|,|can|not|,|gon|na|;|rock|'|n|'|roll|of|the|'90s"},
        {"t.co/a.b, but one.and/or none and .and/or",
         "t.co/a.b|,|but|one.and/or|none|and|.|and|/|or"},
        {"ISBN 978-3-16-148410-0, 555-0199 and 5-10",
         "ISBN|978-3-16-148410-0|,|555-0199|and|5|-|10"},
        {"'Tis, y'all: 9-to-5 of a.b@c.d; km/h, w/o <b>, $5/kg",
         "'|Tis|,|y'all|:|9|-|to|-|5|of|a.b@c.d|;|km|/|h|,|w|/|o|<|b|>|,|$|5|/|kg"},
    };
    check(*state, samples, sizeof samples / sizeof *samples);
}

static void ends_sentences(void **state) {
    static const sample samples[] = {
        {"Mr. A. B. Cole left the U.S. Army. He was 40.",
         "Mr.|A.|B.|Cole|left|the|U.S.|Army|. # He|was|40|."},
        {"It is in the U.S. The rest follows.", "It|is|in|the|U.S. # The|rest|follows|."},
        {"“It is late.” She left.", "“|It|is|late|.|” # She|left|."},
        {"\"Why?\" he asked. \"Go!\" \"No.\"", "\"|Why|?|\"|he|asked|. # \"|Go|!|\" # \"|No|.|\""},
        {"Prices rose (by 3.5%.) Then they fell... slowly.",
         "Prices|rose|(|by|3.5|%|.|) # Then|they|fell|...|slowly|."},
        {"Talks Open in Vienna", "Talks|Open|in|Vienna"},
        {"He met Gen. Roe of Acme Corp. in Sept. 2019.",
         "He|met|Gen.|Roe|of|Acme|Corp.|in|Sept.|2019|."},
        {"it was late. they left? nobody knows, Yahoo! said, approx. five did",
         "it|was|late|. # they|left|? # nobody|knows|,|Yahoo|!|said|,|approx.|five|did"},
        {"It ended.The next began.", "It|ended|. # The|next|began|."},
        {"VALLETTA, Malta (AP) — The ferry sank. Nobody died.",
         "VALLETTA|,|Malta|(|AP|)|—|The|ferry|sank|. # Nobody|died|."},
        {"NEW YORK - Stocks fell.", "NEW|YORK|-|Stocks|fell|."},
        {"U.S. Envoy Quits Post, Cites U.N. Rift", "U.S.|Envoy|Quits|Post|,|Cites|U.N.|Rift"},
        {"They met at 5 p.m. The session ended at 7 a.m. Tuesday.",
         "They|met|at|5|p.m. # The|session|ended|at|7|a.m.|Tuesday|."},
        {"It rained in Washington, D.C. He left for the U.K. on Sunday.",
         "It|rained|in|Washington|,|D.C. # He|left|for|the|U.K.|on|Sunday|."},
        {"He has a Ph.D. She does not.", "He|has|a|Ph.D. # She|does|not|."},
        {"Sen. Ann Cole and Lt. Gov. Ed Roe came on Jan. 5 to No. 10 Downing St. today.",
         "Sen.|Ann|Cole|and|Lt.|Gov.|Ed|Roe|came|on|Jan.|5|to|No.|10|Downing|St.|today|."},
        {"1. Wash hands. 2. Dry them. He is 3. They are 4.",
         "1|.|Wash|hands|. # 2|.|Dry|them|. # He|is|3|. # They|are|4|."},
        {"Wait -- what?? OK!!! Fine... maybe. “It’s late…” Then he left.",
         "Wait|--|what|?? # OK|!!! # Fine|...|maybe|. # “|It|’s|late|…|” # Then|he|left|."},
    };
    check(*state, samples, sizeof samples / sizeof *samples);
}

static void assert_tiled(const rules *r, const char *text, uint32_t size) {
    ro_arena arena = RO_ARENA_INIT;
    ro_token_array tokens = {0};
    ro_sentence_array sentences = {0};
    assert_true(ro_tokens_find(&r->tokens, &arena, text, (ro_span){0, size}, &tokens));
    assert_true(
        ro_sentences_find(&r->sentences, &r->tokens, &arena, text, 0, &tokens, 0, &sentences));
    uint32_t at = 0;
    for (uint32_t i = 0; i <= tokens.count; i++) {
        uint32_t start = i < tokens.count ? tokens.items[i].span.start : size;
        assert_true(start >= at);
        while (at < start) {
            unsigned length;
            assert_true(ro_code_is_space(ro_utf8_decode(text + at, text + start, &length)));
            at += length;
        }
        if (i < tokens.count) {
            assert_true(tokens.items[i].span.end > start);
            at = tokens.items[i].span.end;
        }
    }
    uint32_t next = 0;
    for (uint32_t i = 0; i < sentences.count; i++) {
        assert_int_equal(sentences.items[i].first_token, next);
        assert_true(sentences.items[i].token_count > 0);
        next += sentences.items[i].token_count;
    }
    assert_int_equal(next, tokens.count);
    ro_arena_free(&arena);
}

static void tiles_any_bytes(void **state) {
    static const char letters[] = "ab.N'n't-1/,:@#&_\"() \xE2\x80\x99\xE2\x80\x93\xC3\xA9\xFF\x01$";
    char text[300];
    uint32_t seed = 7;
    for (int round = 0; round < 4000; round++) {
        uint32_t size = (uint32_t)(round % 300);
        for (uint32_t i = 0; i < size; i++) {
            seed = seed * 1664525 + 1013904223;
            text[i] = round % 3 ? letters[(seed >> 16) % sizeof letters] : (char)(seed >> 16);
        }
        assert_tiled(*state, text, size);
    }
}

/* Runs of what looks furthest ahead: each must cost time in its length alone. */
static void is_linear_on_hostile_runs(void **state) {
    static const char *const units[] = {"1-",  "a-",   "a.", "'",        "n't", "1,", "a@",
                                        "\"(", "www.", "a'", "\xE2\x80", ".",   "1:", "A&"};
    enum { SIZE = 1 << 21 };
    char *text = malloc(SIZE);
    assert_non_null(text);
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        size_t n = strlen(units[u]);
        for (size_t i = 0; i < SIZE; i++) text[i] = units[u][i % n];
        assert_tiled(*state, text, SIZE);
    }
    free(text);
}

static void survives_no_memory(void **state) {
    const rules *r = *state;
    const char *text = "One two three. Four five six seven eight nine. Ten!";
    for (size_t n = 0;; n++) {
        ro_arena arena = RO_ARENA_INIT;
        ro_token_array tokens = {0};
        ro_sentence_array sentences = {0};
        ro_arena_fail_after(n);
        bool ok =
            ro_tokens_find(&r->tokens, &arena, text, (ro_span){0, 51}, &tokens) &&
            ro_sentences_find(&r->sentences, &r->tokens, &arena, text, 0, &tokens, 0, &sentences);
        ro_arena_fail_after(SIZE_MAX);
        ro_arena_free(&arena);
        if (ok) break;
        assert_true(n < 100);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_words),         cmocka_unit_test(ends_sentences),
        cmocka_unit_test(tiles_any_bytes),    cmocka_unit_test(is_linear_on_hostile_runs),
        cmocka_unit_test(survives_no_memory),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
