/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "analyse/analyse.h"

static ro_arena rules_arena;
static ro_times_rules *times;
static ro_events_rules *events;

static int set_up(void **state) {
    (void)state;
    times = ro_times_rules_new(&rules_arena);
    events = ro_events_rules_new(&rules_arena);
    return times && events ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    ro_arena_free(&rules_arena);
    return 0;
}

/* Tags that a word of a test sentence may carry behind its last slash. */
static const struct {
    const char *name;
    ro_upos upos;
    unsigned features;
} tags[] = {
    {"N", RO_UPOS_NOUN, 0},
    {"P", RO_UPOS_PROPN, 0},
    {"R", RO_UPOS_PRON, 0},
    {"D", RO_UPOS_DET, 0},
    {"J", RO_UPOS_ADJ, 0},
    {"A", RO_UPOS_ADV, 0},
    {"in", RO_UPOS_ADP, 0},
    {"to", RO_UPOS_PART, 0},
    {"not", RO_UPOS_PART, 0},
    {"cc", RO_UPOS_CCONJ, 0},
    {"sc", RO_UPOS_SCONJ, 0},
    {"xz", RO_UPOS_AUX, RO_FEATURE_PRESENT},
    {"xp", RO_UPOS_AUX, RO_FEATURE_PAST},
    {"xi", RO_UPOS_AUX, RO_FEATURE_INFINITIVE},
    {"vp", RO_UPOS_VERB, RO_FEATURE_PAST},
    {"vz", RO_UPOS_VERB, RO_FEATURE_PRESENT},
    {"vi", RO_UPOS_VERB, RO_FEATURE_INFINITIVE},
    {"vn", RO_UPOS_VERB, RO_FEATURE_PAST | RO_FEATURE_PARTICIPLE},
    {"vg", RO_UPOS_VERB, RO_FEATURE_PRESENT | RO_FEATURE_PARTICIPLE},
};

static void tag(ro_token *token, const char *name) {
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (strcmp(tags[i].name, name) == 0) {
            token->upos = (uint8_t)tags[i].upos;
            token->features = (uint16_t)tags[i].features;
            return;
        }
    fail_msg("no tag %s", name);
}

static const char *const base_forms[][2] = {
    {"is", "be"},   {"was", "be"},     {"has", "have"},   {"had", "have"},   {"did", "do"},
    {"'d", "have"}, {"plans", "plan"}, {"hopes", "hope"}, {"called", "call"}};

static void add_token(ro_article *article, ro_sentence *sentence, ro_span span, const char *name) {
    ro_token *token = RO_PUSH(&article->arena, &article->tokens);
    if (!token) return;
    token->span = span;
    tag(token, name);
    for (size_t i = 0; i < sizeof base_forms / sizeof *base_forms; i++)
        if (ro_str_eq(ro_str_span(article->text, span), ro_str_of(base_forms[i][0])))
            token->lemma = base_forms[i][1];
    sentence->token_count++;
    if (token->upos != RO_UPOS_PROPN && token->upos != RO_UPOS_PRON) return;
    /* Neighbouring names are one mention, of an entity of its own. */
    ro_mention *last =
        article->mentions.count ? &article->mentions.items[article->mentions.count - 1] : NULL;
    if (last && last->span.end + 1 == span.start && token->upos == RO_UPOS_PROPN) {
        last->span.end = span.end;
        return;
    }
    ro_mention *mention = RO_PUSH(&article->arena, &article->mentions);
    if (!mention) return;
    *mention =
        (ro_mention){.span = span, .type = RO_ENTITY_PERSON, .entity = article->mentions.count - 1};
}

/* "Ruiz/P met/vp Park/P" as an article of one sentence; a sign alone is punctuation. */
static ro_article *article_of(const char *tagged, ro_part_role role) {
    ro_article *article = ro_article_new();
    assert_non_null(article);
    size_t size = strlen(tagged);
    char *text = ro_arena_copy(&article->arena, tagged, size);
    ro_part *part = RO_PUSH(&article->arena, &article->parts);
    ro_sentence *sentence = RO_PUSH(&article->arena, &article->sentences);
    assert_true(text && part && sentence);
    article->text = text;
    uint32_t out = 0;
    for (size_t at = 0; at < size;) {
        size_t end = at + strcspn(tagged + at, " ");
        size_t slash = end;
        while (slash > at && tagged[slash] != '/') slash--;
        char name[8] = "";
        ro_span span = {out, out + (uint32_t)((slash > at ? slash : end) - at)};
        memcpy(text + out, tagged + at, span.end - span.start);
        if (slash > at) {
            memcpy(name, tagged + slash + 1, end - slash - 1);
            add_token(article, sentence, span, name);
        } else {
            ro_token *token = RO_PUSH(&article->arena, &article->tokens);
            assert_non_null(token);
            *token = (ro_token){.span = span, .upos = RO_UPOS_PUNCT};
            sentence->token_count++;
        }
        out = span.end;
        text[out++] = ' ';
        at = end + (tagged[end] == ' ');
    }
    text[out] = 0;
    article->size = out;
    *part = (ro_part){.span = {0, out}, .role = role};
    sentence->span = (ro_span){0, out};
    return article;
}

typedef struct expected {
    const char *text;
    int status; /* -1: no event */
    const char *predicate, *clause, *who, *time;
} expected;

static void same_words(const ro_article *article, ro_span span, const char *words,
                       const char *text) {
    if (words && !ro_str_eq(ro_str_span(article->text, span), ro_str_of(words)))
        fail_msg("\"%.*s\", not \"%s\", in: %s", (int)(span.end - span.start),
                 article->text + span.start, words, text);
}

static void check_one(const expected *e, ro_part_role role) {
    ro_article *article = article_of(e->text, role);
    ro_find_times(times, article);
    ro_find_events(events, article);
    if (e->status < 0) {
        if (article->events.count) fail_msg("an event in: %s", e->text);
        ro_article_free(article);
        return;
    }
    if (!article->events.count) fail_msg("no event in: %s", e->text);
    const ro_event *event = &article->events.items[0];
    same_words(article, event->predicate, e->predicate, e->text);
    same_words(article, event->span, e->clause, e->text);
    same_words(article, event->who.span, e->who, e->text);
    if ((int)event->status != e->status)
        fail_msg("%s in: %s", ro_event_status_name(event->status), e->text);
    if (e->time) same_words(article, article->times.items[event->time].span, e->time, e->text);
    ro_article_free(article);
}

static void forms_tell_the_status(void **state) {
    (void)state;
    static const expected cases[] = {
        {"Ruiz/P met/vp Park/P on/in Monday/P .", RO_EVENT_HAPPENED, "met",
         "Ruiz met Park on Monday", "Ruiz", "Monday"},
        {"Ruiz/P has/xz met/vn Park/P .", RO_EVENT_HAPPENED, "met", NULL, "Ruiz", NULL},
        {"They/R 'd/xp met/vn Park/P .", RO_EVENT_HAPPENED, "met", NULL, "They", NULL},
        {"Ruiz/P is/xz meeting/vg Park/P .", RO_EVENT_ONGOING, "meeting", NULL, "Ruiz", NULL},
        {"Ruiz/P will/xz meet/vi Park/P on/in Monday/P .", RO_EVENT_PLANNED, "meet", NULL, "Ruiz",
         "Monday"},
        {"Ruiz/P is/xz set/vn to/to meet/vi Park/P .", RO_EVENT_PLANNED, "meet", NULL, "Ruiz",
         NULL},
        {"Ruiz/P is/xz due/J to/to meet/vi Park/P .", RO_EVENT_PLANNED, "meet", NULL, "Ruiz", NULL},
        {"Ruiz/P is/xz to/to meet/vi Park/P .", RO_EVENT_PLANNED, "meet", NULL, "Ruiz", NULL},
        {"Ruiz/P plans/vz to/to meet/vi Park/P .", RO_EVENT_PLANNED, "meet", NULL, "Ruiz", NULL},
        {"Ruiz/P is/xz invited/vn to/to travel/vi there/A .", RO_EVENT_PLANNED, "travel", NULL,
         "Ruiz", NULL},
        {"Ruiz/P may/xz meet/vi Park/P .", RO_EVENT_POSSIBLE, "meet", NULL, "Ruiz", NULL},
        {"Ruiz/P hopes/vz to/to meet/vi Park/P .", RO_EVENT_POSSIBLE, "meet", NULL, "Ruiz", NULL},
        {"Ruiz/P is/xz likely/J to/to attend/vi .", RO_EVENT_POSSIBLE, "attend", NULL, "Ruiz",
         NULL},
        {"hopes/N that/sc Ruiz/P will/xz meet/vi Park/P .", RO_EVENT_POSSIBLE, "meet",
         "Ruiz will meet Park", "Ruiz", NULL},
        {"Ruiz/P called/vp a/D strike/N for/in Friday/P .", RO_EVENT_PLANNED, "called", NULL,
         "Ruiz", "Friday"},
        {"A/D deal/N was/xp expected/vn .", RO_EVENT_POSSIBLE, "expected", NULL, NULL, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check_one(&cases[i], RO_PART_BODY);
}

static void what_is_called_off_is_told_with_its_time(void **state) {
    (void)state;
    static const expected cases[] = {
        {"His/R visit/N in/in February/P was/xp scrapped/vn .", RO_EVENT_CALLED_OFF, "scrapped",
         "His visit in February was scrapped", NULL, "February"},
        {"Ruiz/P postponed/vp a/D trip/N in/in May/P after/sc it/R rained/vp .",
         RO_EVENT_CALLED_OFF, "postponed", "Ruiz postponed a trip in May", "Ruiz", "May"},
        {"Ruiz/P called/vp off/in the/D talks/N .", RO_EVENT_CALLED_OFF, "called", NULL, "Ruiz",
         NULL},
        {"Ruiz/P was/xp scheduled/vn to/to come/vi in/in May/P but/cc scrapped/vp his/R trip/N .",
         RO_EVENT_CALLED_OFF, "scrapped", NULL, "Ruiz", "May"},
        {"Ruiz/P was/xp due/J to/to speak/vi on/in Friday/P ,/N but/cc the/D visit/N was/xp "
         "cancelled/vn .",
         RO_EVENT_CALLED_OFF, "cancelled", NULL, "Ruiz", "Friday"},
        {"A/D march/N that/R had/xp been/xp set/vn for/in Friday/P was/xp cancelled/vn .",
         RO_EVENT_CALLED_OFF, "cancelled", "A march that had been set for Friday was cancelled",
         NULL, "Friday"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check_one(&cases[i], RO_PART_BODY);
}

static void what_did_not_happen_is_not_told(void **state) {
    (void)state;
    static const expected cases[] = {
        {.text = "Ruiz/P did/xp not/not meet/vi Park/P .", .status = -1},
        {.text = "no/D date/N was/xp announced/vn .", .status = -1},
        {.text = "Neither/D side/N had/xp confirmed/vn it/R .", .status = -1},
        {.text = "Neither/cc Ruiz/P nor/cc Park/P spoke/vp .", .status = -1},
        {.text = "Ruiz/P refused/vp to/to sign/vi it/R .", .status = -1},
        {.text = "Ruiz/P said/vp nobody/R in/in Oslo/P had/xp come/vn .", .status = -1},
        {.text = "Ruiz/P is/xz important/J .", .status = -1},
        {.text = "Ruiz/P can/xz swim/vi .", .status = -1},
        {.text = "The/D aim/N is/xz to/to win/vi .", .status = -1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check_one(&cases[i], RO_PART_BODY);
}

static void clauses_can_be_read_by_themselves(void **state) {
    (void)state;
    static const expected cases[] = {
        {"Ruiz/P ,", -1, NULL, NULL, NULL, NULL},
        {"Park/P ,  who/R arrived/vp on/in Sunday/P , is/xz old/J .", RO_EVENT_HAPPENED, "arrived",
         "Park , who arrived on Sunday", "Park", "Sunday"},
        {"Ruiz/P met/vp Park/P while/sc rain/N fell/vp .", RO_EVENT_HAPPENED, "met",
         "Ruiz met Park", "Ruiz", NULL},
        {"He/R met/vp her/R after/in the/D vote/N in/in May/P .", RO_EVENT_HAPPENED, "met", NULL,
         "He", NULL},
    };
    check_one(&cases[2], RO_PART_BODY);
    check_one(&cases[3], RO_PART_BODY);
    ro_article *article = article_of(cases[3].text, RO_PART_BODY);
    ro_find_times(times, article);
    ro_find_events(events, article);
    assert_int_equal(article->events.items[0].time, RO_NONE);
    ro_article_free(article);
    expected relative = cases[1];
    relative.text = "Park/P , who/R arrived/vp on/in Sunday/P , is/xz old/J .";
    check_one(&relative, RO_PART_BODY);
}

static void a_time_before_when_is_that_of_the_clause(void **state) {
    (void)state;
    expected hosted = {"Ruiz/P will/xz travel/vi in/in May/P when/A Park/P speaks/vz .",
                       RO_EVENT_PLANNED,
                       "travel",
                       "Ruiz will travel in May",
                       "Ruiz",
                       "May"};
    check_one(&hosted, RO_PART_BODY);
    ro_article *article = article_of(hosted.text, RO_PART_BODY);
    ro_find_times(times, article);
    ro_find_events(events, article);
    assert_int_equal(article->events.count, 2);
    assert_int_equal(article->events.items[1].status, RO_EVENT_PLANNED);
    assert_int_equal(article->events.items[1].time, 0);
    ro_article_free(article);
}

static void headlines_tell_in_the_present(void **state) {
    (void)state;
    static const expected cases[] = {
        {"Ruiz/P Meets/vz Park/P", RO_EVENT_HAPPENED, "Meets", "Ruiz Meets Park", "Ruiz", NULL},
        {"Ruiz/P to/to Meet/vi Park/P", RO_EVENT_PLANNED, "Meet", NULL, "Ruiz", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check_one(&cases[i], RO_PART_TITLE);
    expected body = {.text = cases[0].text, .status = -1};
    check_one(&body, RO_PART_BODY);
}

static void hostile_sentences_take_linear_time(void **state) {
    (void)state;
    static const char *const words[] = {"will/xz ",  "met/vp ", "Ruiz/P ", "to/to ",      "and/cc ",
                                        "plans/vz ", "who/R ",  ", ",      "scrapped/vp "};
    size_t size = 1 << 21, used = 0;
    char *text = malloc(size + 16);
    assert_non_null(text);
    for (uint32_t seed = 1; used < size; seed = seed * 1103515245u + 12345u) {
        const char *word = words[(seed >> 16) % (sizeof words / sizeof *words)];
        memcpy(text + used, word, strlen(word));
        used += strlen(word);
    }
    text[used] = 0;
    ro_article *article = article_of(text, RO_PART_BODY);
    ro_find_events(events, article);
    for (uint32_t i = 0; i < article->events.count; i++) {
        const ro_event *event = &article->events.items[i];
        assert_true(event->span.start < event->span.end && event->span.end <= article->size);
        assert_true(ro_span_holds(event->span, event->predicate));
    }
    ro_article_free(article);
    free(text);
}

static void out_of_memory_is_told(void **state) {
    (void)state;
    for (size_t n = 0;; n++) {
        ro_arena arena = RO_ARENA_INIT;
        ro_arena_fail_after(n);
        ro_events_rules *made = ro_events_rules_new(&arena);
        ro_arena_fail_after(SIZE_MAX);
        bool failed = arena.oom;
        assert_true(failed == (made == NULL));
        ro_arena_free(&arena);
        if (!failed) break;
    }
    for (size_t n = 0;; n++) {
        ro_article *article = article_of(
            "Ruiz/P met/vp Park/P and/cc Park/P will/xz speak/vi on/in Monday/P .", RO_PART_BODY);
        ro_arena_fail_after(n);
        ro_find_events(events, article);
        ro_arena_fail_after(SIZE_MAX);
        bool failed = article->arena.oom;
        if (!failed) assert_int_equal(article->events.count, 2);
        ro_article_free(article);
        if (!failed) break;
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_tell_the_status),
        cmocka_unit_test(what_is_called_off_is_told_with_its_time),
        cmocka_unit_test(what_did_not_happen_is_not_told),
        cmocka_unit_test(clauses_can_be_read_by_themselves),
        cmocka_unit_test(a_time_before_when_is_that_of_the_clause),
        cmocka_unit_test(headlines_tell_in_the_present),
        cmocka_unit_test(hostile_sentences_take_linear_time),
        cmocka_unit_test(out_of_memory_is_told),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
