/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "compare/copies/candidates.h"
#include "compare/words/profiles.h"
#include "compare_fixture.h"

static const char HARBOUR[] =
    "The port authority closed the northern harbour on Tuesday after divers found a crack in "
    "the main lock gate.\n"
    "Engineers expect the repair to take three weeks, and cargo ships will be sent to a smaller "
    "terminal along the coast until the gate is safe.\n"
    "Fishermen complained that nobody had told them about the closure before they returned with "
    "their morning catch.\n"
    "\"We could have lost the whole catch because there was no ice left on the quay,\" said Ruth "
    "Okoye, who runs two boats.";

/* Word by word, as rewriting software does it: the quotation and the names stay. */
static const char HARBOUR_SPUN[] =
    "The port administration shut the northern harbor on Tuesday after divers discovered a crack "
    "in the primary lock gate.\n"
    "Engineers await the repair to take three weeks, and freight vessels will be sent to a "
    "littler terminal along the shore until the gate is secure.\n"
    "Fishermen complained that nobody had informed them about the closure before they came back "
    "with their morning catch.\n"
    "\"We could have lost the whole catch because there was no ice left on the quay,\" stated "
    "Ruth Okoye, who operates two boats.";

/* Another newsroom on the same event, with the same quotation. */
static const char HARBOUR_OTHER[] =
    "Shipping in the north came to a halt this week when inspectors ordered the lock shut.\n"
    "Boat owner Ruth Okoye was furious. \"We could have lost the whole catch because there was no "
    "ice left on the quay,\" she told a local radio station.\n"
    "Officials promised that a temporary berth would open within days, although no money has been "
    "set aside for one.";

static const char LIBRARY[] =
    "A library in the valley lends out garden tools as well as novels, and the idea has spread to "
    "four towns.\nVolunteers sharpen spades on Saturdays and keep a list of who has the ladder.";

static int open_fixture(void **state) {
    fixture *f = malloc(sizeof *f);
    *state = f;
    return f && fixture_open(f) ? 0 : -1;
}

static int close_fixture(void **state) {
    fixture_close(*state);
    free(*state);
    return 0;
}

static const ro_copy *only_copy(fixture *f) {
    assert_int_equal(f->comparison.copies.count, 1);
    return &f->comparison.copies.items[0];
}

static void words_are_folded(void **state) {
    fixture *f = *state;
    fixture_clear(f);
    fixture_add(f,
                "U.S. neighbours\xE2\x80\x99 ships DON\xE2\x80\x99T sail; China\xE2\x80\x99s do, "
                "1,000.5 times. \xE4\xB8\xAD\xE5\x9B\xBD");
    fixture_add(f,
                "US neighbor ship don't sailing? China do 1,000.5 TIME \xE4\xB8\xAD \xE5\x9B\xBD");
    fixture_compare(f);
    const ro_profile *a = &f->comparison.profiles[0], *b = &f->comparison.profiles[1];
    assert_int_equal(a->word_count, 11);
    assert_int_equal(b->word_count, a->word_count);
    for (uint32_t i = 0; i < a->word_count; i++)
        assert_int_equal(a->words[i].stem, b->words[i].stem);
    assert_true(a->words[0].content); /* not the pronoun */
    assert_false(a->words[3].content);
    assert_true(a->words[7].number);
    assert_int_equal(a->words[0].span.end, 4);
}

static void words_know_quotation_marks(void **state) {
    fixture *f = *state;
    fixture_clear(f);
    fixture_add(f, "He said \xE2\x80\x9Cone two\xE2\x80\x9D and \xE2\x80\x98three "
                   "don\xE2\x80\x99t\xE2\x80\x99 "
                   "and \"four\nfive\" six");
    fixture_compare(f);
    const ro_profile *profile = &f->comparison.profiles[0];
    const bool quoted[] = {false, false, true, true, false, true, true, false, true, false, true};
    assert_int_equal(profile->word_count, sizeof quoted / sizeof *quoted);
    for (uint32_t i = 0; i + 1 < profile->word_count; i++)
        assert_int_equal(profile->words[i].quoted, quoted[i]);
}

static void junk_parts_have_no_words(void **state) {
    fixture *f = *state;
    fixture_clear(f);
    ro_article *article = fixture_add(f, "Body words\nRelated headline words");
    article->parts.items[0].span.end = 10;
    ro_part *link = RO_PUSH(&article->arena, &article->parts);
    *link = (ro_part){.span = {11, article->size}, .role = RO_PART_RELATED_LINK};
    fixture_compare(f);
    assert_int_equal(f->comparison.profiles[0].word_count, 2);
}

static void the_same_words_are_a_verbatim_copy(void **state) {
    fixture *f = *state;
    fixture_clear(f);
    fixture_add(f, HARBOUR);
    fixture_add(f, LIBRARY);
    fixture_add(f, HARBOUR);
    fixture_compare(f);
    const ro_copy *copy = only_copy(f);
    assert_int_equal(copy->a, 0);
    assert_int_equal(copy->b, 2);
    assert_int_equal(copy->kind, RO_COPY_VERBATIM);
    assert_int_equal(copy->passage_count, 1);
    assert_int_equal(copy->passages[0].a.start, 0);
    assert_int_equal(copy->passages[0].a.end, sizeof HARBOUR - 2); /* without the stop */
    assert_true(copy->share_of_a > 0.999f && copy->share_of_b > 0.999f);
    assert_non_null(copy->evidence);
}

static void replaced_words_are_a_spun_copy(void **state) {
    fixture *f = *state;
    fixture_clear(f);
    fixture_add(f, HARBOUR);
    fixture_add(f, HARBOUR_SPUN);
    fixture_compare(f);
    const ro_copy *copy = only_copy(f);
    assert_int_equal(copy->kind, RO_COPY_SPUN);
    assert_true(copy->share_of_a > 0.85f);
    assert_int_equal(copy->direction, RO_DIRECTION_B_FROM_A); /* it has the rarer words */
    assert_non_null(strstr(copy->evidence, "replaced one by one, such as"));
}

static void a_shared_quotation_is_no_copy(void **state) {
    fixture *f = *state;
    fixture_clear(f);
    fixture_add(f, HARBOUR);
    fixture_add(f, HARBOUR_OTHER);
    fixture_compare(f);
    const ro_copy *copy = only_copy(f);
    assert_int_equal(copy->kind, RO_COPY_QUOTATION_ONLY);
    assert_int_equal(copy->passage_count, 1);
    ro_str shared = ro_str_span(f->articles[0]->text, copy->passages[0].a);
    assert_true(ro_str_starts(shared, RO_STR("We could have lost")));
    assert_true(ro_str_find(shared, RO_STR("left on the quay")) != SIZE_MAX);
}

/* A post as pages embed it: its signature in the paragraph, or in one of its own. */
static const char POST_INSIDE[] =
    "Readers were quick to answer the mayor on Tuesday.\n"
    "The ferry has never been slower, thanks to years of neglect, and nobody at the town hall "
    "wants to fix the engine! \xE2\x80\x94 Ola Berg (@olaberg) May 4, 2021\nThe mayor laughed.";
static const char POST_BEHIND[] =
    "An angry passenger spoke for many.\n"
    "The ferry has never been slower, thanks to years of neglect, and nobody at the town hall "
    "wants to fix the engine!\n\xE2\x80\x94 Ola Berg (@olaberg) May 4, 2021\nBoats run hourly.";

/* The lines of an article as parts; those of which @p posts has a bit are a post. */
static void part_lines(ro_article *article, unsigned posts) {
    article->parts.count = 0;
    for (uint32_t at = 0, line = 0; at < article->size; line++) {
        const char *end = memchr(article->text + at, '\n', article->size - at);
        uint32_t to = end ? (uint32_t)(end - article->text) : article->size;
        ro_part *part = RO_PUSH(&article->arena, &article->parts);
        *part = (ro_part){.span = {at, to},
                          .role = RO_PART_BODY,
                          .kind = posts >> line & 1 ? RO_KIND_POST : RO_KIND_PARAGRAPH};
        at = to + 1;
    }
}

static void an_embedded_post_is_a_quotation(void **state) {
    fixture *f = *state;
    fixture_clear(f);
    part_lines(fixture_add(f, POST_INSIDE), 1u << 1);
    part_lines(fixture_add(f, POST_BEHIND), 1u << 1 | 1u << 2);
    fixture_compare(f);
    assert_int_equal(only_copy(f)->kind, RO_COPY_QUOTATION_ONLY);
    const ro_profile *profile = &f->comparison.profiles[1];
    assert_false(profile->words[0].quoted);
    assert_true(profile->words[6].quoted);
    assert_false(profile->words[profile->word_count - 1].quoted);
}

static void names_and_days_alone_are_no_copy(void **state) {
    fixture *f = *state;
    fixture_clear(f);
    fixture_add(f, "Prime Minister Edith Halvorsen and Foreign Secretary Tomas Rudd arrive at "
                   "Oslo Airport, Norway, Sunday, May 2, 2021.\nThe snow had just gone.");
    fixture_add(f, "Crowds waited for hours behind a fence.\nPrime Minister Edith Halvorsen and "
                   "Foreign Secretary Tomas Rudd arrive at Oslo Airport, Norway, Sunday, May 2, "
                   "2021.");
    fixture_compare(f);
    assert_int_equal(f->comparison.copies.count, 0);
}

static void an_excerpt_is_found_at_its_place(void **state) {
    fixture *f = *state;
    char mixed[2048];
    fixture_clear(f);
    snprintf(mixed, sizeof mixed, "%s\n%.*s", LIBRARY, 240, HARBOUR);
    fixture_add(f, HARBOUR);
    fixture_add(f, mixed);
    fixture_compare(f);
    const ro_copy *copy = only_copy(f);
    assert_int_equal(copy->kind, RO_COPY_VERBATIM);
    assert_int_equal(copy->passages[0].a.start, 0);
    assert_int_equal(copy->passages[0].b.start, sizeof LIBRARY);
}

static void credits_and_dates_tell_the_direction(void **state) {
    static const char *const agencies[] = {"Northern Wire"};
    fixture *f = *state;
    fixture_clear(f);
    ro_article *a = fixture_add(f, HARBOUR), *b = fixture_add(f, HARBOUR_SPUN);
    a->meta.outlet = "Northern Wire";
    b->meta.outlet = "Coast Daily";
    a->meta.published =
        (ro_stamp){{2024, 5, 7, 0, 0, 0, RO_PRECISION_DAY, RO_OFFSET_UNKNOWN}, "meta"};
    b->meta.published =
        (ro_stamp){{2024, 5, 6, 0, 0, 0, RO_PRECISION_DAY, RO_OFFSET_UNKNOWN}, "meta"};
    fixture_compare(f);
    assert_int_equal(only_copy(f)->direction, RO_DIRECTION_A_FROM_B); /* the earlier one */
    b->meta.agencies = agencies;
    b->meta.agency_count = 1;
    fixture_compare(f);
    assert_int_equal(only_copy(f)->direction, RO_DIRECTION_B_FROM_A); /* a credit says more */
    a->meta.outlet = "Harbour Post";
    a->meta.agencies = agencies;
    a->meta.agency_count = 1;
    fixture_compare(f);
    assert_int_equal(only_copy(f)->direction, RO_DIRECTION_SHARED_SOURCE);
}

/* "…, Northern Wire reported", in a text whose outlet says nothing of its sources. */
static void a_named_agency_tells_the_direction(void **state) {
    static const char *const agencies[] = {"Northern Wire"};
    fixture *f = *state;
    fixture_clear(f);
    char text[sizeof HARBOUR_SPUN + 16];
    snprintf(text, sizeof text, "%s\nNorthern Wire", HARBOUR_SPUN);
    ro_article *a = fixture_add(f, HARBOUR), *b = fixture_add(f, text);
    a->meta.agencies = agencies;
    a->meta.agency_count = 1;
    fixture_compare(f);
    assert_int_not_equal(only_copy(f)->direction, RO_DIRECTION_A_FROM_B);
    ro_quote *quote = RO_PUSH(&b->arena, &b->quotes);
    assert_non_null(quote);
    uint32_t end = (uint32_t)strlen(b->text);
    quote->speaker.span = (ro_span){end - (uint32_t)strlen(agencies[0]), end};
    fixture_compare(f);
    assert_int_equal(only_copy(f)->direction, RO_DIRECTION_B_FROM_A);
    assert_non_null(strstr(only_copy(f)->evidence, "credits Northern Wire"));
}

/* The same line under two other articles of one outlet: no copy; of two outlets: one. */
static void house_text_is_no_copy(void **state) {
    static const char LINE[] = "\nWrite to the newsroom of this paper with tips about schools, "
                               "buses, parks and planning in "
                               "the northern suburbs, and we will answer within two working days.";
    static const char GARDEN[] =
        "Beekeepers on the ridge lost half of their hives to frost in March, and the county has "
        "offered grants for new colonies. Applications close before midsummer, said an adviser, "
        "who expects that most of the money will go to beginners. Two schools want to put hives "
        "on their roofs, although one neighbour has threatened to sue. Honey from the ridge won "
        "a prize in the capital last autumn and now sells out within an hour at the market. "
        "A chemist who tests each jar says the flavour owes much to wild thyme and late clover.";
    fixture *f = *state;
    char a[2048], b[2048];
    snprintf(a, sizeof a, "%s%s", HARBOUR, LINE);
    snprintf(b, sizeof b, "%s%s", GARDEN, LINE);
    fixture_clear(f);
    ro_article *first = fixture_add(f, a), *second = fixture_add(f, b);
    first->meta.outlet = "Coast Daily";
    second->meta.outlet = "Ridge Weekly";
    fixture_compare(f);
    assert_int_equal(f->comparison.copies.count, 1);
    second->meta.outlet = "Coast Daily";
    fixture_compare(f);
    assert_int_equal(f->comparison.copies.count, 0);
}

/* One line under reports of seven weeks, outlets unknown: house text. Under as many of
 * one week it may be an agency's. */
static void what_many_weeks_repeat_is_no_copy(void **state) {
    enum { REPORTS = 7 };
    static const char LINE[] = "\nWrite to the newsroom of this paper with tips about schools, "
                               "buses, parks and planning in the northern suburbs, and we will "
                               "answer within two working days at the latest.";
    fixture *f = *state;
    for (unsigned apart = 0; apart <= 7; apart += 7) {
        fixture_clear(f);
        for (unsigned i = 0; i < REPORTS; i++) {
            char text[4096];
            size_t used = 0;
            for (unsigned w = 0; w < 150; w++) /* words of its own */
                used += (size_t)snprintf(text + used, sizeof text - used, "w%ux%u%s", i, w,
                                         w % 10 == 9 ? ". " : " ");
            snprintf(text + used, sizeof text - used, "%s", LINE);
            ro_article *article = fixture_add(f, text);
            article->meta.published.date =
                (ro_date){.year = 2024, .month = 1, .day = 1, .precision = RO_PRECISION_DAY};
            article->meta.published.date.day = (uint8_t)(1 + i % 4 * apart);
            article->meta.published.date.month = (uint8_t)(1 + i / 4);
            if (!apart) article->meta.published.date.month = 1;
        }
        fixture_compare(f);
        assert_int_equal(f->comparison.copies.count, apart ? 0 : REPORTS * (REPORTS - 1) / 2);
    }
}

static void odd_texts_are_no_copies(void **state) {
    fixture *f = *state;
    fixture_clear(f);
    const char *const texts[] = {
        "",
        "",
        "Hello",
        "World",
        "Good morning",
        "Read more",
        "\xD8\xA7\xD9\x84\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85 \xD8\xB9\xD9\x84\xD9\x8A\xD9\x83\xD9\x85",
        "\xE4\xB8\xAD\xE5\x9B\xBD\xE6\x96\xB0\xE9\x97\xBB",
        "\xE6\x97\xA5\xE6\x9C\xAC\xE7\xA4\xBE\xE4\xBC\x9A"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) fixture_add(f, texts[i]);
    fixture_compare(f);
    assert_int_equal(f->comparison.copies.count, 0);
}

/* Scripts without capitals, or without spaces: a copy is found, what is none is not, and
 * no character is cut. */
static void other_scripts_are_compared(void **state) {
    fixture *f = *state;
    fixture_clear(f);
    static const char ferry[] = "渡轮在大雾中撞上了一艘驳船，十一名乘客被送往附近的医院接受治疗。"
                                "港口管理部门表示，航道将关闭到星期四早上。";
    char host[sizeof ferry + 200];
    snprintf(host, sizeof host, "图书馆今年开始出借园艺工具。%s志愿者每个周末都会磨铲子。", ferry);
    fixture_add(f, ferry);
    fixture_add(f, host);
    fixture_add(f, "今年的苹果收成比去年少，农民们说春天的霜冻伤害了花朵，价格可能会上涨。");
    fixture_add(f, "أغلقت البلدية الجسر القديم بعد أن وجد المهندسون شقوقا في أعمدته يوم الثلاثاء.");
    fixture_add(f, "باع المزارعون محصولهم من التفاح بسعر أعلى من العام الماضي بسبب الصقيع.");
    fixture_compare(f);
    const ro_copy *copy = only_copy(f);
    assert_int_equal(copy->a, 0);
    assert_int_equal(copy->b, 1);
    for (uint32_t i = 0; i < copy->passage_count; i++) {
        ro_span span = copy->passages[i].b;
        assert_int_equal(ro_utf8_valid(host + span.start, span.end - span.start),
                         span.end - span.start);
    }
}

static ro_article *repeated(const char *word, size_t times) {
    size_t size = strlen(word), total = size * times;
    char *text = malloc(total + 1);
    for (size_t i = 0; i < times; i++) memcpy(text + i * size, word, size);
    ro_article *article = fixture_article(text, total);
    free(text);
    return article;
}

static void repeated_words_stay_cheap(void **state) {
    fixture *f = *state;
    fixture_clear(f);
    f->articles[f->comparison.count++] = repeated("buffalo ", 1000000);
    f->articles[f->comparison.count++] = repeated("buffalo ", 1000000);
    f->articles[f->comparison.count++] = repeated("buffalo ", 999999);
    f->articles[f->comparison.count++] = repeated("red blue green ", 300000);
    f->articles[f->comparison.count++] = repeated("red blue green black ", 200000);
    fixture_compare(f);
    assert_true(f->comparison.copies.count >= 1);
    assert_int_equal(f->comparison.copies.items[0].a, 0);
    assert_int_equal(f->comparison.copies.items[0].b, 1);
}

static void many_equal_articles_stay_cheap(void **state) {
    enum { MANY = 10000 };
    fixture *f = *state;
    fixture_clear(f);
    ro_article *article = fixture_article(HARBOUR, sizeof HARBOUR - 1);
    ro_article **same = malloc(MANY * sizeof *same);
    for (size_t i = 0; i < MANY; i++) same[i] = article;
    ro_comparison comparison = {
        .rules = f->rules, .articles = same, .count = MANY, .threads = 1, .arena = &f->arena};
    ro_make_profiles(&comparison);
    ro_find_copies(&comparison);
    assert_false(f->arena.oom);
    assert_true(comparison.copies.count >= MANY - 1);
    assert_true(comparison.copies.count < 10 * MANY);
    free(same);
    ro_article_free(article);
}

static void threads_do_not_change_the_copies(void **state) {
    fixture *f = *state;
    fixture_clear(f);
    fixture_add(f, HARBOUR);
    fixture_add(f, HARBOUR_SPUN);
    fixture_add(f, HARBOUR_OTHER);
    fixture_compare(f);
    uint32_t count = f->comparison.copies.count;
    const ro_copy *one = f->comparison.copies.items;
    assert_int_equal(count, 3);
    ro_arena arena = RO_ARENA_INIT;
    ro_comparison again = f->comparison;
    again.arena = &arena;
    again.threads = 3;
    memset(&again.copies, 0, sizeof again.copies);
    ro_make_profiles(&again);
    ro_find_copies(&again);
    assert_int_equal(again.copies.count, count);
    for (uint32_t i = 0; i < count; i++) {
        assert_int_equal(again.copies.items[i].a, one[i].a);
        assert_int_equal(again.copies.items[i].b, one[i].b);
        assert_int_equal(again.copies.items[i].passage_count, one[i].passage_count);
        assert_string_equal(again.copies.items[i].evidence, one[i].evidence);
    }
    ro_arena_free(&arena);
}

static void running_out_of_memory_is_told(void **state) {
    fixture *f = *state;
    fixture_clear(f);
    fixture_add(f, HARBOUR);
    fixture_add(f, HARBOUR_SPUN);
    f->articles[1]->meta.outlet = f->articles[0]->meta.outlet = "Coast Daily";
    bool done = false;
    for (size_t after = 0; !done && after < 10000; after++) {
        ro_arena_fail_after(after);
        fixture_compare(f);
        ro_arena_fail_after(SIZE_MAX);
        done = !f->arena.oom;
    }
    assert_true(done);
    assert_int_equal(f->comparison.versions.count, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_folded),
        cmocka_unit_test(words_know_quotation_marks),
        cmocka_unit_test(junk_parts_have_no_words),
        cmocka_unit_test(the_same_words_are_a_verbatim_copy),
        cmocka_unit_test(replaced_words_are_a_spun_copy),
        cmocka_unit_test(a_shared_quotation_is_no_copy),
        cmocka_unit_test(an_embedded_post_is_a_quotation),
        cmocka_unit_test(names_and_days_alone_are_no_copy),
        cmocka_unit_test(an_excerpt_is_found_at_its_place),
        cmocka_unit_test(credits_and_dates_tell_the_direction),
        cmocka_unit_test(a_named_agency_tells_the_direction),
        cmocka_unit_test(house_text_is_no_copy),
        cmocka_unit_test(what_many_weeks_repeat_is_no_copy),
        cmocka_unit_test(odd_texts_are_no_copies),
        cmocka_unit_test(other_scripts_are_compared),
        cmocka_unit_test(repeated_words_stay_cheap),
        cmocka_unit_test(many_equal_articles_stay_cheap),
        cmocka_unit_test(threads_do_not_change_the_copies),
        cmocka_unit_test(running_out_of_memory_is_told),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
