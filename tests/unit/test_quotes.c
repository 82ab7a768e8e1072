/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "analyse/analyse.h"
#include "lang/lang.h"

static ro_lang *lang;
static ro_analyse_rules *rules;

static int set_up(void **state) {
    (void)state;
    ro_error error;
    return ro_lang_new(NULL, &lang, &error) == RO_OK &&
                   ro_analyse_rules_new(&rules, &error) == RO_OK
               ? 0
               : -1;
}

static int tear_down(void **state) {
    (void)state;
    ro_analyse_rules_free(rules);
    ro_lang_free(lang);
    return 0;
}

/* An article of one body part, analysed. Free it. */
static ro_article *read_text(const char *text) {
    ro_article *article = ro_article_new();
    assert_non_null(article);
    article->size = (uint32_t)strlen(text);
    article->text = ro_arena_copy(&article->arena, text, article->size);
    ro_part *part = RO_PUSH(&article->arena, &article->parts);
    assert_non_null(part);
    *part = (ro_part){.span = {0, article->size}, .role = RO_PART_BODY};
    assert_int_equal(ro_analyse_article(lang, rules, article, NULL), RO_OK);
    return article;
}

static void same(const ro_article *article, ro_span span, const char *expected) {
    char found[400];
    ro_str words = ro_str_span(article->text, span);
    snprintf(found, sizeof found, "%.*s", (int)words.n, words.p);
    assert_string_equal(found, expected);
}

/* A quote as one line: kind|speaker|cue|to|via|part / part. */
static void line_of(const ro_article *article, const ro_quote *quote, char *out, size_t size) {
    const char *text = article->text;
#define WORDS(span) (int)((span).end - (span).start), text + (span).start
    int n = snprintf(out, size, "%s|%.*s|%.*s|%.*s|", ro_quote_kind_name(quote->kind),
                     WORDS(quote->speaker.span), WORDS(quote->cue), WORDS(quote->addressee.span));
    for (uint32_t i = 0; i < quote->via_count; i++)
        n += snprintf(out + n, size - (size_t)n, "%.*s", WORDS(quote->via[i].span));
    for (uint32_t i = 0; i < quote->part_count; i++)
        n += snprintf(out + n, size - (size_t)n, "%s%.*s", i ? " / " : "|", WORDS(quote->parts[i]));
#undef WORDS
}

static void expect(const char *text, const char *const *lines, uint32_t count) {
    ro_article *article = read_text(text);
    char found[2000];
    for (uint32_t i = 0; i < article->quotes.count && i < count; i++) {
        line_of(article, &article->quotes.items[i], found, sizeof found);
        assert_string_equal(found, lines[i]);
    }
    assert_int_equal(article->quotes.count, count);
    ro_article_free(article);
}

#define EXPECT(text, ...)                                                                          \
    do {                                                                                           \
        static const char *const lines[] = {__VA_ARGS__};                                          \
        expect(text, lines, sizeof lines / sizeof *lines);                                         \
    } while (0)

static void direct_quotations_in_every_order(void **state) {
    (void)state;
    EXPECT("“The bridge is safe,” Ada Roe said.", "direct|Ada Roe|said|||The bridge is safe,");
    EXPECT("“The bridge is safe,” said Ada Roe, an engineer at Ulm University.",
           "direct|Ada Roe, an engineer at Ulm University|said|||The bridge is safe,");
    EXPECT("The mayor said: \"The bridge is safe.\"",
           "direct|The mayor|said|||The bridge is safe.");
    EXPECT("‘The bridge isn’t safe,’ the mayor’s aide told reporters on the quay.",
           "direct|the mayor’s aide|told|reporters||The bridge isn’t safe,");
    EXPECT("''The bridge is safe,'' one city official added.",
           "direct|one city official|added|||The bridge is safe,");
    EXPECT("“Is it safe?” he asked.", "direct|he|asked|||Is it safe?");
}

static void interrupted_quotations_are_one(void **state) {
    (void)state;
    EXPECT("“The bridge,” she said, “is safe.”", "direct|she|said|||The bridge, / is safe.");
    EXPECT("“The bridge is safe,” Ada Roe said. “We tested it twice.”",
           "direct|Ada Roe|said|||The bridge is safe, / We tested it twice.");
}

static void the_next_paragraph_goes_on(void **state) {
    (void)state;
    EXPECT("“The bridge is safe,” Ada Roe said.\n“We tested it twice last year.”",
           "direct|Ada Roe|said|||The bridge is safe,",
           "direct|Ada Roe||||We tested it twice last year.");
    EXPECT("Ada Roe said: “The bridge is safe.\n“We tested it twice last year.”",
           "direct|Ada Roe|said|||The bridge is safe. / We tested it twice last year.");
}

static void mixed_quotations(void **state) {
    (void)state;
    EXPECT("The mayor called the delay “a disgrace”.", "mixed|The mayor|called|||a disgrace");
    EXPECT("The talks, which both sides described as “frank”, ended late.",
           "mixed|both sides|described as|||frank");
    EXPECT("Critics accused the council of “panic.”", "mixed|Critics|accused|||panic.");
    EXPECT("Roe said that the bridge was “quite safe” and the dam “a worry”.",
           "mixed|Roe|said|||quite safe / a worry");
}

static void indirect_quotations(void **state) {
    (void)state;
    EXPECT("The bridge has been closed since May, officials said.",
           "indirect|officials|said|||The bridge has been closed since May");
    EXPECT("According to the ministry, the bridge has been closed.",
           "indirect|the ministry|According to|||the bridge has been closed");
    EXPECT("At least four people were hurt when the bridge fell, the fire service said.",
           "indirect|the fire service|said|||At least four people were hurt when the bridge fell");
    EXPECT("The bridge has been closed, according to the ministry.",
           "indirect|the ministry|according to|||The bridge has been closed");
    EXPECT("Mr Roe told the council that the bridge would open soon.",
           "indirect|Mr Roe|told|the council||the bridge would open soon");
    EXPECT("Roe said the bridge was safe, adding that he would cross it.",
           "indirect|Roe|said|||the bridge was safe", "indirect|Roe|adding|||he would cross it");
}

static void the_chain_to_the_outlet(void **state) {
    (void)state;
    EXPECT("Roe told Ulm that the bridge “is at the end of its life”, according to Radio Seven.",
           "mixed|Roe|told|Ulm|Radio Seven|is at the end of its life");
    EXPECT("“The bridge is safe,” Roe was reported as saying during the talks.",
           "direct|Roe|was reported as saying|||The bridge is safe,");
    EXPECT("“The bridge is safe,” local radio quoted Roe as having told Ulm.",
           "direct|Roe|having told|Ulm|local radio|The bridge is safe,");
    EXPECT("Roe stressed “the need for care”, council speaker Ida Novak said.",
           "mixed|Roe|stressed||council speaker Ida Novak|the need for care");
}

static void speakers_apart_from_their_verb(void **state) {
    (void)state;
    EXPECT("Ada Roe, who said in May she would leave, said the bridge was safe.",
           "indirect|who|said|||she would leave",
           "indirect|Ada Roe, who said in May she would leave|said|||the bridge was safe");
    EXPECT("Roe, however, said the bridge was safe.", "indirect|Roe|said|||the bridge was safe");
    EXPECT("Jo Lee (D-Ohio) said the bridge was safe.",
           "indirect|Jo Lee (D-Ohio)|said|||the bridge was safe");
    EXPECT("As Radio Seven reported, the bridge was safe.",
           "indirect|Radio Seven|reported|||the bridge was safe");
    EXPECT("The bridge, officials said, was safe.",
           "indirect|officials|said|||The bridge / was safe");
    EXPECT("The plan was described by critics as “reckless”.",
           "mixed|critics|was described|||reckless");
    EXPECT("Ada Roe: “The bridge is safe.”", "direct|Ada Roe|:|||The bridge is safe.");
}

/* The day of a quote as the text puts it, "" where there is none. */
static void day(const ro_article *article, uint32_t quote, const char *expected) {
    uint32_t time = article->quotes.items[quote].time;
    same(article, time == RO_NONE ? (ro_span){0, 0} : article->times.items[time].span, expected);
}

static void the_day_it_was_said(void **state) {
    (void)state;
    ro_article *article = read_text("Ada Roe told reporters on Saturday that the bridge was safe.\n"
                                    "“We tested it,” Roe said.\n"
                                    "“They never did,” said Ida Novak.\n"
                                    "Speaking with reporters on Sunday about the flood in May, "
                                    "Novak said the dam had held.\n"
                                    "The dam broke on Monday, officials said.");
    assert_int_equal(article->quotes.count, 5);
    day(article, 0, "Saturday");
    day(article, 1, "Saturday"); /* the same speaker goes on */
    day(article, 2, "");         /* another one */
    day(article, 3, "Sunday");
    day(article, 4, ""); /* when it broke, not when they said so */
    const ro_quote *quotes = article->quotes.items;
    assert_int_equal(quotes[0].speaker.entity, quotes[1].speaker.entity);
    assert_int_not_equal(quotes[0].speaker.entity, RO_NONE);
    assert_int_equal(quotes[2].speaker.entity, quotes[3].speaker.entity);
    ro_article_free(article);
}

static void what_is_no_quote(void **state) {
    (void)state;
    static const char *const texts[] = {
        "Fans of “Purple Rain” queued at the door of the theatre.",
        "The mayor did not say whether the bridge was safe.",
        "The workers’ and the drivers’ unions met the state media.",
        "The plank was 6' 2\" long and the other one 5' 9\".",
        "The so-called “smart” bridge has been closed since May.",
        "“”",
        "“",
        "\"",
        "‘",
        "’",
        "said",
        "\" said",
        "",
        "according to",
        "said said said",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ro_article *article = read_text(texts[i]);
        assert_int_equal(article->quotes.count, 0);
        ro_article_free(article);
    }
}

static void a_name_in_apposition_is_the_speaker(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool named;
    } cases[] = {{"One passenger, Ingrid Moen, said the bridge was closed.", true},
                 {"A spokesman for the mayor, Ingrid Moen, said the bridge was closed.", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ro_article *article = read_text(cases[i].text);
        assert_int_equal(article->quotes.count, 1);
        uint32_t entity = article->quotes.items[0].speaker.entity;
        bool named = entity != RO_NONE &&
                     article->entities.items[entity].type == RO_ENTITY_PERSON &&
                     strcmp(article->entities.items[entity].name, "Ingrid Moen") == 0;
        assert_true(named == cases[i].named);
        ro_article_free(article);
    }
}

static void spans_hold_marks_and_parts_do_not(void **state) {
    (void)state;
    ro_article *article = read_text("“It held,” she said, “as planned.”");
    assert_int_equal(article->quotes.count, 1);
    const ro_quote *quote = article->quotes.items;
    same(article, quote->span, "“It held,” she said, “as planned.”");
    assert_int_equal(quote->part_count, 2);
    same(article, quote->parts[0], "It held,");
    assert_int_equal(quote->sentence, 0);
    assert_int_equal(quote->time, RO_NONE);
    ro_article_free(article);
}

/* The layer alone over text that is all one paragraph. */
static void find_quotes_alone(const char *text, const ro_quotes_rules *quotes_rules) {
    ro_article *article = ro_article_new();
    assert_non_null(article);
    article->size = (uint32_t)strlen(text);
    article->text = text;
    ro_span block = {0, article->size};
    assert_int_equal(ro_lang_block(lang, &article->arena, text, block, 0, NULL, &article->tokens,
                                   &article->sentences),
                     RO_OK);
    ro_find_quotes(quotes_rules, article);
    assert_false(article->arena.oom);
    ro_article_free(article);
}

/* Each is read in linear time; what they hold is of no matter. */
static void hostile_text_ends_soon(void **state) {
    (void)state;
    static const char *const pieces[] = {"\"",
                                         "“",
                                         "”",
                                         "“a ",
                                         "“a” ",
                                         "\"a\" said ",
                                         "he said, ",
                                         "said ",
                                         "‘a ",
                                         "a’ ",
                                         "'",
                                         "saying, ",
                                         "and he said ",
                                         "called “x” ",
                                         "X said: “",
                                         "“A.”\n",
                                         "“A\n",
                                         "according to a, ",
                                         "quoted a as saying “b” ",
                                         "that “a” he said that "};
    enum { MARKS = 5000, WORDS = 5000 };
    ro_arena arena = RO_ARENA_INIT;
    const ro_quotes_rules *quotes_rules = ro_quotes_rules_new(&arena);
    assert_non_null(quotes_rules);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t n = strlen(pieces[i]), repeats = n < 4 ? MARKS : WORDS;
        char *text = malloc(n * repeats + 1);
        assert_non_null(text);
        for (size_t k = 0; k < repeats; k++) memcpy(text + k * n, pieces[i], n);
        text[n * repeats] = '\0';
        find_quotes_alone(text, quotes_rules);
        free(text);
    }
    ro_arena_free(&arena);
}

/* Out of memory at each allocation gives RO_ERR_NOMEM or a whole result. */
static void memory_may_run_out_anywhere(void **state) {
    (void)state;
    const char *text = "“The bridge,” she said, “is safe.”\nRoe called it “a wreck”, according to "
                       "Radio Seven.\n“We tested it twice.”";
    for (size_t n = 0; n < 400; n++) {
        ro_article *article = ro_article_new();
        assert_non_null(article);
        article->size = (uint32_t)strlen(text);
        article->text = ro_arena_copy(&article->arena, text, article->size);
        *RO_PUSH(&article->arena, &article->parts) =
            (ro_part){.span = {0, article->size}, .role = RO_PART_BODY};
        ro_arena_fail_after(n);
        ro_status status = ro_analyse_article(lang, rules, article, NULL);
        ro_arena_fail_after(SIZE_MAX);
        assert_true(status == RO_ERR_NOMEM || status == RO_OK);
        if (status == RO_OK) assert_int_equal(article->quotes.count, 3);
        ro_article_free(article);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(direct_quotations_in_every_order),
        cmocka_unit_test(interrupted_quotations_are_one),
        cmocka_unit_test(the_next_paragraph_goes_on),
        cmocka_unit_test(mixed_quotations),
        cmocka_unit_test(indirect_quotations),
        cmocka_unit_test(the_chain_to_the_outlet),
        cmocka_unit_test(speakers_apart_from_their_verb),
        cmocka_unit_test(the_day_it_was_said),
        cmocka_unit_test(what_is_no_quote),
        cmocka_unit_test(a_name_in_apposition_is_the_speaker),
        cmocka_unit_test(spans_hold_marks_and_parts_do_not),
        cmocka_unit_test(hostile_text_ends_soon),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
